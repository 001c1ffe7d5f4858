import { valuesFrom, type Values } from './draft.store.ts';

/* A draft as a file: what was typed, for whom, and nothing else. */

/** Of a file, in bytes: a question of 40,000 letters has room. */
export const fileLimit = 100_000;

export interface DraftFile {
  /** Code of the back end's agency that it was written to. */
  agency: string;
  audience: string;
  /** ISO 8601. */
  saved: string;
  values: Values;
}

/** @returns JSON; null: larger than could be opened again. */
export function draftFile(draft: DraftFile): Blob | null {
  const file = new Blob([JSON.stringify({ otklik: 'draft', version: 1, ...draft }, null, 2)], {
    type: 'application/json',
  });
  return file.size > fileLimit ? null : file;
}

/** @returns the draft, or why there is none: key of a sentence. */
export async function readDraftFile(
  file: Blob,
  { agency, audience }: Pick<DraftFile, 'agency' | 'audience'>,
): Promise<DraftFile | 'draftTooLarge' | 'draftUnreadable' | 'draftOther'> {
  if (file.size > fileLimit) return 'draftTooLarge';
  try {
    const found = JSON.parse(await file.text()) as Record<string, unknown>;
    const values = valuesFrom(found['values']);
    if (found['otklik'] !== 'draft' || found['version'] !== 1 || !values) return 'draftUnreadable';
    if (found['agency'] !== agency || found['audience'] !== audience) return 'draftOther';
    const saved = typeof found['saved'] === 'string' && Date.parse(found['saved']) ? found['saved'] : '';
    return { agency, audience, saved, values };
  } catch {
    return 'draftUnreadable';
  }
}
