import type { Db } from './open.ts';

export interface Installation {
  fingerprint: Buffer;
  content: 'pending' | 'complete';
}

/** What stands in the database about itself; undefined in a new one. */
export const readInstallation = (db: Db): Promise<Installation | undefined> =>
  db.selectFrom('installation').select(['fingerprint', 'content']).executeTakeFirst();

export async function createInstallation(db: Db, fingerprint: Buffer): Promise<void> {
  await db.insertInto('installation').values({ fingerprint, content: 'pending' }).execute();
}

export async function markContentComplete(db: Db): Promise<void> {
  await db.updateTable('installation').set({ content: 'complete' }).execute();
}
