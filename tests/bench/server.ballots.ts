/* Sealed ballots as shots: each another one, with its work. What is in them only a tally would see. */
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Batch, Manifest } from '@otklik/core/contract/surveys.js';
import { sealedBytes } from '@otklik/core/domain/surveys/ballot.js';
import { withWork } from '@otklik/core/domain/surveys/work.js';
import type { Shot } from './load.ts';

/** The survey of the tests' server. */
const [agency, survey] = ['test', 'access'];
/** The server looks at boxes every minute, at each once a day: one that is full by then would be closed under way. */
const untilLookedAt = 61_000;
/** Made beforehand, so that sending isn't slowed down by making them. */
const ready = 60_000;

/**
 * @param origin of the tests' server
 * @param url of its database, in which a table of the same form is made for the bare one
 * @returns what gives the next ballot, each another one; when those made beforehand are used up, they are made one by one
 */
export async function ballotShots(origin: string, url: string): Promise<() => Shot> {
  const path = `/api/v1/agencies/${agency}/surveys/${survey}`;
  const ask = async <T>(what: string): Promise<T> => (await (await fetch(`${origin}${path}/${what}`)).json()) as T;
  const [batch, manifest] = await Promise.all([ask<Batch>('batch'), ask<Manifest>('manifest')]);
  const asked = Date.now();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('create table bare_ballots (like ballots including all)');
  await client.end();
  const size = sealedBytes(manifest);
  const make = (): string =>
    JSON.stringify(
      withWork(agency, survey, { batch: batch.batch, sealed: randomBytes(size).toString('base64url') }, batch),
    );
  const bodies = Array.from({ length: ready }, make);
  await wait(Math.max(0, asked + untilLookedAt - Date.now()));
  let at = 0;
  return () => ({
    path: `${path}/ballots`,
    headers: { 'Content-Type': 'application/json' },
    // A ballot that is known is one row less to write: then more must be made.
    body: bodies[at++] ?? make(),
  });
}
