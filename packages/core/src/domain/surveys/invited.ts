/** The survey of how information is given. */
const preferred = 'information-access';

/** An id as it may stand in an address. */
const isId = (id: unknown): id is string => typeof id === 'string' && /^[a-z0-9][a-z0-9-]{0,63}$/.test(id);

/** Which of an agency's open surveys to invite to after a case, by their ids: that one, else any. */
export function surveyOf(surveys: readonly { id: string }[]): string | undefined {
  const ids = surveys.map(({ id }) => id).filter(isId);
  return ids.find((id) => id === preferred) ?? ids[0];
}
