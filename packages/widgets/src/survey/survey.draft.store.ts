import { plainJson } from '@otklik/core/domain/json.js';

/** What stands in the fields: names and values, a name as often as it has values. */
export type Entries = [name: string, value: string][];

/** A draft is kept so long, ms. */
const lifetime = 7 * 86_400_000;

export interface StoredDraft {
  /** ISO 8601, by the clock of the device. */
  saved: string;
  /** Random, of the form that wrote it. */
  by: string;
  entries: Entries;
}

/** Tells it from any other that is kept under the same name. */
export const versionOf = ({ by, saved }: StoredDraft): string => by + saved;

const isEntry = (entry: unknown): entry is [string, string] =>
  Array.isArray(entry) && entry.length === 2 && entry.every((one) => typeof one === 'string');

/* The device's memory may be forbidden, full, or hold anything: then it is as if there were nothing. */

export function readDraft(name: string): StoredDraft | undefined {
  try {
    const { saved, by, entries } = JSON.parse(localStorage.getItem(name) ?? '{}') as Record<string, unknown>;
    if (typeof saved !== 'string' || Number.isNaN(Date.parse(saved)) || typeof by !== 'string') return undefined;
    return Array.isArray(entries) && entries.every(isEntry) ? { saved, by, entries } : undefined;
  } catch {
    return undefined;
  }
}

/** @returns whether it is kept now. */
export function writeDraft(name: string, draft: StoredDraft): boolean {
  try {
    localStorage.setItem(name, plainJson(draft));
    return true;
  } catch {
    return false;
  }
}

export function removeDraft(name: string): void {
  try {
    localStorage.removeItem(name);
  } catch {
    // Then there is nothing.
  }
}

/**
 * Throws away the drafts of all surveys of this site that are kept too long, and what is none.
 * @returns names of those that were too old
 */
export function sweepDrafts(): string[] {
  const expired: string[] = [];
  try {
    for (const name of Object.keys(localStorage).filter((one) => one.startsWith('otklik survey '))) {
      const draft = readDraft(name);
      if (draft && Date.now() - Date.parse(draft.saved) <= lifetime) continue;
      localStorage.removeItem(name);
      if (draft) expired.push(name);
    }
  } catch {
    // Then there is nothing.
  }
  return expired;
}
