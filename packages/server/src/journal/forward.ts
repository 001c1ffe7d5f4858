import type { Services } from '../services.ts';
import type { Finding } from './finding.ts';
import { verifyTail } from './verify.ts';

/**
 * Brings the head file up to the database, along entries that verify from the one that it names.
 * It is never set to anything else: were the journal's end cut and written on, the file would go on
 * naming the entry that was cut off. Called at start, and after each commit.
 * @returns why it was left as it is, if the journal isn't whole from there on.
 */
export function bringHeadForward({
  database: { db },
  keys,
}: Pick<Services, 'database' | 'keys'>): Promise<Finding | null> {
  return keys.journalHead.alone(async (write) => {
    const file = keys.journalHead.read();
    const { last, finding } = await verifyTail(db, keys, file);
    if (finding) return finding;
    if (typeof file === 'string' || last.sequence > file.sequence) write(last);
    return null;
  });
}
