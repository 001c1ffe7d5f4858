import type { Manifest } from '../../contract/surveys.ts';
import type { IsoDate } from '../calendar.ts';

/** Whether the last day of a survey is over. `today`: by the agency's clock. */
export const isOver = ({ closesOn }: Pick<Manifest, 'closesOn'>, today: IsoDate): boolean =>
  closesOn !== null && today > closesOn;
