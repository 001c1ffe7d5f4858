import type { PublicationQuery } from '../../contract/publications.ts';
import type { IsoDate } from '../calendar.ts';
import { rangeOf } from './period.ts';

/** What a person looks for, as a form sends it; empty texts are no wish. `period`: see period.ts. */
export type Sought = Partial<Record<'q' | 'kind' | 'topic' | 'period', string>>;

/** The same as the API is asked; not checked. */
export const queryOf = ({ q, kind, topic, period = '' }: Sought, today: IsoDate): Partial<PublicationQuery> => ({
  ...(q && { q }),
  ...(kind && { kind: kind as NonNullable<PublicationQuery['kind']> }),
  ...(topic && { topic }),
  ...rangeOf(period, today),
});
