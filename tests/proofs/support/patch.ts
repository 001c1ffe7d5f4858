import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** A change that takes one protection out, and the test that must see it. */
export interface Patch {
  /** 10-key-kept */
  name: string;
  path: string;
  /** What it takes out. */
  out: string;
  /** `wire.browser.proof.ts` */
  file: string;
  /** Name of the test that goes red. */
  test: string;
  /** What its failure says. */
  says: string;
  database: 'embedded' | 'postgresql';
}

const folder = fileURLToPath(new URL('../patches', import.meta.url));

/** @throws Error when its first lines don't say what they must */
function readPatch(name: string): Patch {
  const path = join(folder, name);
  const [head = '', ...changes] = readFileSync(path, 'utf8').split(/^(?=diff --git )/m);
  const said = (field: string): string => {
    const value = new RegExp(`^${field}: (.+)$`, 'm').exec(head)?.[1];
    if (!value) throw new Error(`${name} has no line «${field}: …» above its changes`);
    return value;
  };
  if (changes.length === 0) throw new Error(`${name} changes nothing`);
  const database = said('Database');
  if (database !== 'embedded' && database !== 'postgresql')
    throw new Error(`${name}: no database is called ${database}`);
  const what = { out: said('Takes out'), file: said('File'), test: said('Test'), says: said('Says') };
  return { name: name.replace(/\.patch$/, ''), path, ...what, database };
}

export const readPatches = (): Patch[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.patch'))
    .sort()
    .map(readPatch);
