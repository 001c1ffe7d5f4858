import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { openKeys } from '../keys/open.ts';
import { openWorld, type World } from '../testing/app.ts';
import { openJournal, type OpenJournal } from '../testing/journal.ts';
import { beginning, macOf, type Head } from './chain.ts';
import type { StoredEntry } from './store.ts';

let world: World;
let journal: OpenJournal;
/** Eight entries as they were written, and the head that names the last. */
let whole: StoredEntry[];
let headLine: string;
before(async () => {
  world = await openWorld();
  journal = openJournal(world);
  await journal.append('1', '2', '3', '4', '5', '6', '7', '8');
  whole = await journal.rows();
  headLine = journal.head() ?? '';
  // Somebody who may do anything in the database is kept from nothing by it.
  await sql`alter table journal drop constraint journal_pkey`.execute(world.database.db);
  await sql`drop index journal_things`.execute(world.database.db);
});
after(() => world.close());

type Rows = readonly StoredEntry[];
const row = (rows: Rows, sequence: number): StoredEntry => {
  const found = rows[sequence - 1];
  assert.ok(found);
  return found;
};
const numbered = (rows: Rows): StoredEntry[] => rows.map((entry, at) => ({ ...entry, sequence: at + 1 }));
const without = (rows: Rows, sequence: number): StoredEntry[] => rows.filter((entry) => entry.sequence !== sequence);
const insertAt = (rows: Rows, sequence: number, entry: StoredEntry): StoredEntry[] =>
  numbered([...rows.slice(0, sequence - 1), entry, ...rows.slice(sequence - 1)]);
const change = (rows: Rows, sequence: number, changes: Partial<StoredEntry>): StoredEntry[] =>
  rows.map((entry) => (entry.sequence === sequence ? { ...entry, ...changes } : entry));
const edit = (rows: Rows, sequence: number, from: string | RegExp, to: string): StoredEntry[] => {
  const content = row(rows, sequence).content.replace(from, to);
  assert.notEqual(content, row(rows, sequence).content);
  return change(rows, sequence, { content });
};
const swap = (rows: Rows, one: number, two: number): StoredEntry[] =>
  numbered(rows.map(({ sequence }) => row(rows, sequence === one ? two : sequence === two ? one : sequence)));
/** By somebody who knows how entries are made, but not the keys. */
const forged = (rows: Rows, sequence: number, content = '{"id":"forged"}'): StoredEntry => ({
  sequence,
  content,
  previous: rows[sequence - 2]?.mac ?? randomBytes(32),
  mac: randomBytes(32),
});
/** Everything from `sequence` on written anew with macs of other keys. */
const withKeys = (rows: Rows, keys: World['keys']): StoredEntry[] => {
  let { mac: previous }: Head = beginning(keys);
  return rows.map(({ sequence, content }) => {
    const entry = { sequence, content, previous, mac: macOf(keys, previous, sequence, content) };
    previous = entry.mac;
    return entry;
  });
};

async function finds(rows: Rows, kind: string, sequence: number, sentence?: RegExp, last?: Head): Promise<void> {
  await journal.replace(rows, last);
  const { finding } = await journal.verify();
  assert.deepEqual([finding?.kind, finding?.sequence], [kind, sequence], finding?.sentence);
  if (sentence) assert.match(finding?.sentence ?? '', sentence);
}

test('what was not touched is whole', async () => {
  await journal.replace(whole);
  const { last, finding } = await journal.verify();
  assert.equal(finding, null);
  assert.equal(last.sequence, 8);
  // Ahead of the head file, as after a crash.
  journal.setHead(`5 ${row(whole, 5).mac.toString('hex')}\n`);
  assert.equal((await journal.verify()).finding, null);
  journal.setHead(headLine);
});

describe('a changed entry is found', () => {
  for (const place of [1, 4, 8]) {
    test(`entry ${place}, whatever of it was changed`, async () => {
      const { content, mac, previous } = row(whole, place);
      const says = new RegExp(`^Entry ${place} was changed`);
      const names = ['agency', 'at', 'staff', 'position', 'subject', 'id', 'action', 'data'];
      const entry = JSON.parse(content) as Record<string, unknown>;
      assert.deepEqual(Object.keys(entry).sort(), names.sort());
      for (const name of names) {
        const other = JSON.stringify({ ...entry, [name]: null });
        await finds(change(whole, place, { content: other }), 'changed', place, says);
      }
      await finds(edit(whole, place, '08:00:00.123Z', '08:00:00.124Z'), 'changed', place);
      await finds(edit(whole, place, '"version":2', '"version":3'), 'changed', place);
      await finds(edit(whole, place, '{', '{ '), 'changed', place);
      await finds(change(whole, place, { mac: randomBytes(32) }), 'changed', place);
      await finds(change(whole, place, { mac: mac.subarray(0, 31) }), 'changed', place);
      await finds(change(whole, place, { previous: mac }), 'changed', place);
      await finds(change(whole, place, { content: '', mac: previous }), 'changed', place);
    });
  }

  test('two entries whose contents changed places', async () => {
    const [three, six] = [row(whole, 3), row(whole, 6)];
    await finds(change(change(whole, 3, { content: six.content }), 6, { content: three.content }), 'changed', 3);
  });

  test('one of several changed ones: the first', async () => {
    await finds(edit(edit(whole, 7, 'approved', 'returned'), 4, 'approved', 'returned'), 'changed', 4);
  });

  test('entries written without the keys, at the end and in place of all', async () => {
    await finds([...whole, forged(whole, 9)], 'changed', 9, /written without the keys/);
    await finds(
      whole.map(({ sequence, content }) => forged(whole, sequence, content)),
      'changed',
      1,
    );
    const others = openKeys(join(world.folder, 'other-keys'), null);
    await finds(withKeys(whole, others), 'changed', 1);
    await finds(withKeys([...whole, ...numbered([...whole, ...whole]).slice(8)], others), 'changed', 1);
    assert.deepEqual(withKeys(whole, world.keys), whole, 'with the keys it would be whole');
  });
});

describe('a removed entry is found', () => {
  for (const place of [1, 4, 7])
    test(`entry ${place}, its place left empty or closed up`, async () => {
      const rest = without(whole, place);
      await finds(rest, 'removed', place, new RegExp(`^Entry ${place} is missing\\.`));
      const says = new RegExp(
        `^Entry ${place} is missing: what stands as entry ${place} was written as entry ${place + 1}`,
      );
      await finds(numbered(rest), 'removed', place, says);
    });

  test('several', async () => {
    const rest = without(without(without(whole, 3), 4), 5);
    await finds(rest, 'removed', 3, /^Entries 3 to 5 are missing\.$/);
    await finds(numbered(rest), 'removed', 3, /^Entries 3 to 5 are missing: .* was written as entry 6/);
    await finds(without(without(whole, 3), 6), 'removed', 3);
  });

  test('that the server wrote on was written after, by its own word', async () => {
    // The end was cut, written on, and the old entry put back.
    const services = { ...world.services, report: () => undefined };
    const other = openJournal({ ...world, services });
    await journal.replace(whole.slice(0, 7));
    await other.append('new-8', 'new-9');
    const [, , , , , , , , nine] = await journal.rows();
    assert.ok(nine);
    await finds([...whole, nine], 'removed', 9, /^Entry 9 was written after another entry 8/);
    assert.equal(journal.head(), headLine);
  });
});

describe('reordered entries are found', () => {
  for (const [one, two] of [
    [1, 2],
    [4, 5],
    [7, 8],
    [3, 6],
    [1, 8],
  ] as const)
    test(`${one} and ${two}`, async () => {
      const says = new RegExp(`what stands as entry ${one} was written as entry ${two}\\.$`);
      await finds(swap(whole, one, two), 'reordered', one, says);
    });

  test('one moved back, one moved forward, three in a circle', async () => {
    const [two, six] = [row(whole, 2), row(whole, 6)];
    await finds(insertAt(numbered(without(whole, 6)), 2, six), 'reordered', 2);
    await finds(insertAt(numbered(without(whole, 2)), 6, two), 'reordered', 2);
    await finds(swap(swap(whole, 2, 4), 4, 7), 'reordered', 2);
  });
});

describe('an inserted entry is found', () => {
  for (const place of [1, 4, 8])
    test(`as entry ${place}, those behind it renumbered`, async () => {
      const says = new RegExp(`^Entry ${place} was inserted: the genuine one stands behind it, as entry ${place + 1}`);
      await finds(insertAt(whole, place, forged(whole, place)), 'inserted', place, says);
    });

  test('two of them, and the copy of a genuine one', async () => {
    await finds(insertAt(insertAt(whole, 4, forged(whole, 4)), 4, forged(whole, 4)), 'inserted', 4, /as entry 6/);
    await finds(insertAt(whole, 5, row(whole, 2)), 'inserted', 5);
    await finds(insertAt(whole, 3, row(whole, 2)), 'inserted', 3);
  });

  test('under a number that is there already, or below the first', async () => {
    await finds([...whole, row(whole, 8)], 'inserted', 8, /number 8 is there more than once/);
    await finds([...whole, row(whole, 3)], 'inserted', 3);
    for (const sequence of [0, -1, -(2 ** 31)]) {
      await finds([{ ...forged(whole, 1), sequence }, ...whole], 'inserted', sequence, /before the first/);
    }
  });
});

describe('a cut end is found', () => {
  for (const [left, says] of [
    [7, /entry 8 is missing/],
    [4, /entries 5 to 8 are missing/],
    [0, /entries 1 to 8 are missing/],
  ] as const)
    test(`after ${left} entries`, async () => {
      const rest = whole.slice(0, left);
      await finds(rest, 'cut', left + 1, says);
      // Whoever forgot that the database knows its last entry too.
      await finds(rest, 'cut', left + 1, says, row(whole, 8));
    });

  test('between the head file and the database’s last entry', async () => {
    journal.setHead(`5 ${row(whole, 5).mac.toString('hex')}\n`);
    await finds(whole.slice(0, 6), 'cut', 7, /entries 7 to 8 are missing/, row(whole, 8));
    journal.setHead(headLine);
  });
});

describe('a head is found that', () => {
  test('is another one than the entry of its number', async () => {
    journal.setHead(headLine.replace(/ ./, (start) => (start === ' 0' ? ' 1' : ' 0')));
    await finds(whole, 'head-differs', 8);
    journal.setHead(`0 ${'0'.repeat(64)}\n`);
    await finds(whole, 'head-differs', 0);
    journal.setHead(headLine);
  });

  test('is missing or damaged', async () => {
    journal.setHead(null);
    await finds(whole, 'head-missing', 1, /journal-head is missing, though the journal has entries/);
    for (const line of ['', '8\n', headLine.slice(0, -2), `${headLine}x`, headLine.toUpperCase()]) {
      journal.setHead(line);
      await finds(whole, 'head-damaged', 1);
    }
    journal.setHead(headLine);
  });

  test('the database takes for its last entry, and isn’t', async () => {
    await finds(whole, 'last-differs', 8, undefined, row(whole, 6));
    await finds(whole, 'last-differs', 8, undefined, { sequence: 8, mac: randomBytes(32) });
    await finds(whole, 'cut', 9, undefined, { sequence: 9, mac: randomBytes(32) });
  });
});

/** mulberry32: the same tampering in each run. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

test('no mixture of tampering goes unseen, and it is named where it begins', async () => {
  const roll = dice(3);
  const acts: ((rows: StoredEntry[], at: number, to: number) => StoredEntry[])[] = [
    (rows, at) => without(rows, at),
    (rows, at) => numbered(without(rows, at)),
    (rows, at, to) => (rows[at - 1] && rows[to - 1] ? swap(numbered(rows), at, to) : rows),
    (rows, at) => insertAt(rows, at, forged(rows, at)),
    (rows, at, to) => insertAt(rows, at, rows[to - 1] ?? forged(rows, at)),
    (rows, at) => change(rows, at, { content: '{"id":"forged"}' }),
    (rows, at, to) => change(rows, at, { content: rows[to - 1]?.content ?? '' }),
    (rows, at, to) => change(rows, at, { mac: rows[to - 1]?.mac ?? randomBytes(32) }),
    (rows, at, to) => change(rows, at, { previous: rows[to - 1]?.previous ?? randomBytes(32) }),
    (rows, at, to) => [...rows, ...rows.slice(at - 1, to)],
    (rows, at) => rows.slice(0, at),
  ];
  const text = (entry: StoredEntry | undefined): string =>
    entry ? [entry.sequence, entry.content, entry.previous.toString('hex'), entry.mac.toString('hex')].join() : '';
  for (let round = 0; round < 300; round++) {
    let rows = whole;
    for (let act = roll(3); act >= 0; act--) rows = acts[roll(acts.length)]?.(rows, 1 + roll(8), 1 + roll(8)) ?? rows;
    rows = [...rows].sort((a, b) => a.sequence - b.sequence);
    const length = Math.max(rows.length, whole.length);
    const first = Array.from({ length }, (_, at) => at).find((at) => text(rows[at]) !== text(whole[at]));
    await journal.replace(rows);
    const { last, finding } = await journal.verify();
    if (first === undefined) assert.equal(finding, null);
    else {
      assert.ok(finding, `round ${round}`);
      assert.equal(last.sequence, Math.min(first, 8), `round ${round}: ${finding.sentence}`);
    }
  }
});
