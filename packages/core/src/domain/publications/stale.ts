import type { PublicationSummary } from '../../contract/publications.ts';
import type { IsoDate } from '../calendar.ts';

/** Past the day until which staff vouch for it. */
export const isStale = ({ reviewBy }: Pick<PublicationSummary, 'reviewBy'>, today: IsoDate): boolean =>
  reviewBy !== null && reviewBy < today;
