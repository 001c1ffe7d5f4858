import assert from 'node:assert/strict';
import type { Page } from '@otklik/core/contract/common.js';
import type { Publication, PublicationSummary } from '@otklik/core/contract/publications.js';
import type { Channel, TouchpointList } from '@otklik/core/contract/touchpoints.js';
import { calendarOf } from '@otklik/core/domain/calendar.js';
import { scheduleOf } from '@otklik/core/domain/touchpoints/schedule.js';
import { NothingToCheck, type Checks } from './checks.ts';
import { fetchAnswer, type Client } from './client.ts';

type Publications = Page<PublicationSummary>;

/** Walks a list to its end. */
async function walk(client: Client, query: Record<string, string>): Promise<PublicationSummary[]> {
  const all: PublicationSummary[] = [];
  let cursor: string | null = '';
  for (let pages = 0; cursor !== null; pages++) {
    assert.ok(pages < 500, 'the list has no end');
    const page: Publications = await client.good('listPublications', {
      query: { ...query, ...(cursor && { cursor }) },
    });
    assert.ok(page.items.length <= Number(query.limit ?? 10), 'more items than asked for');
    assert.ok(page.items.length > 0 || page.next === null, 'an empty page that has a next one');
    all.push(...page.items);
    cursor = page.next;
  }
  return all;
}

const moment = ({ publishedAt }: PublicationSummary): number => Date.parse(publishedAt);

async function paging({ check }: Pick<Checks, 'check'>, client: Client): Promise<PublicationSummary[]> {
  const all = await check('publications: pages of 3 end and repeat nothing', async () => {
    const items = await walk(client, { limit: '3' });
    assert.equal(new Set(items.map(({ id }) => id)).size, items.length, 'an item stands on two pages');
    return items;
  });
  if (!all) return [];
  await check('publications: newest first', async () => {
    all.forEach((item, at) => {
      const next = all[at + 1];
      assert.ok(!next || moment(item) >= moment(next), `${item.id} before ${next?.id}`);
    });
  });
  await check('publications: pages of 50 hold the same in the same order', async () => {
    const items = await walk(client, { limit: '50' });
    assert.deepEqual(
      items.map(({ id }) => id),
      all.map(({ id }) => id),
    );
  });
  await check('publications: 10 to a page when none is asked for', async () => {
    const { items } = await client.good<Publications>('listPublications');
    assert.equal(items.length, Math.min(10, all.length));
  });
  return all;
}

async function selecting({ check }: Pick<Checks, 'check'>, client: Client, all: PublicationSummary[]): Promise<void> {
  const first = all[0];
  if (!first) return;
  const ids = (items: PublicationSummary[]): string[] => items.map(({ id }) => id);
  await check('publications: of one kind', async () => {
    const expected = all.filter(({ kind }) => kind === first.kind);
    assert.deepEqual(ids(await walk(client, { kind: first.kind, limit: '2' })), ids(expected));
  });
  await check('publications: of one topic', async () => {
    const topic = all.find((item) => item.topic)?.topic;
    if (!topic) throw new NothingToCheck('no publication has a topic');
    assert.deepEqual(ids(await walk(client, { topic, limit: '2' })), ids(all.filter((item) => item.topic === topic)));
  });
  await check('publications: of one day, both ends included', async () => {
    // Of the agency's days or of UTC's: at noon UTC they are the same nearly everywhere.
    const noonish = all.find(({ publishedAt }) => /T(0[89]|1\d):/.test(publishedAt));
    if (!noonish) throw new NothingToCheck('none was published by day');
    const day = noonish.publishedAt.slice(0, 10);
    assert.ok(ids(await walk(client, { from: day, to: day })).includes(noonish.id));
    const before = await walk(client, { to: '1970-01-01' });
    assert.equal(before.length, 0);
  });
  await check('publications: by a word of a title', async () => {
    const word = /\p{L}{5,}/u.exec(first.title.ru)?.[0];
    if (!word) throw new NothingToCheck('no long word');
    assert.ok(ids(await walk(client, { q: word.toUpperCase() })).includes(first.id));
    assert.deepEqual(await walk(client, { q: 'ыыщщъъффх' }), []);
  });
}

async function badQueries({ check }: Pick<Checks, 'check'>, client: Client): Promise<void> {
  const bad: [string, string][] = [
    ['limit', '0'],
    ['limit', '51'],
    ['limit', '-1'],
    ['limit', 'many'],
    ['limit', '1e1'],
    ['kind', 'gossip'],
    ['audience', 'everyone'],
    ['from', '2026-13-01'],
    ['to', 'yesterday'],
    ['topic', 'Капитальный ремонт'],
    ['q', 'x'.repeat(201)],
    ['q', 'a\u0000b'],
    ['cursor', 'x'.repeat(201)],
    ['colour', 'red'],
  ];
  for (const [name, value] of bad) {
    await check(`publications: ${name}=${JSON.stringify(value.slice(0, 20))} is refused and named`, async () => {
      const { fields = [] } = await client.problem('listPublications', { query: { [name]: value } }, 'query_invalid');
      assert.ok(
        fields.some(({ path }) => path === name),
        `fields: ${JSON.stringify(fields)}`,
      );
    });
  }
  for (const cursor of ['nonsense', 'AAAA', '%%%', Buffer.from("x' or '1'='1").toString('base64url')]) {
    await check(`publications: cursor ${cursor} is refused`, () =>
      client.problem('listPublications', { query: { cursor } }, 'cursor_invalid'),
    );
  }
}

async function documents({ check }: Pick<Checks, 'check'>, client: Client, all: PublicationSummary[]): Promise<void> {
  await check('a publication: whole, and as the list has it', async () => {
    const summary = all[0];
    if (!summary) throw new NothingToCheck('no publication');
    const publication = await client.good<Publication>('readPublication', { id: summary.id });
    for (const key of ['id', 'kind', 'title', 'publishedAt'] as const) assert.deepEqual(publication[key], summary[key]);
    assert.ok(publication.body.ru.length > 0, 'its text is empty');
  });
  for (const id of ['no-such-publication', '..', "'; drop table publications; --", 'ж'.repeat(100), 'a\u0000b']) {
    await check(`a publication: ${JSON.stringify(id.slice(0, 20))} is unknown`, async () => {
      if (id !== '..') return client.problem('readPublication', { id }, ['publication_unknown']);
      // As an address this is the list above it, unless the dots are hidden from the client.
      const { status } = await fetchAnswer(`${client.base}/api/v1/agencies/${client.agency}/publications/%2e%2e%2f`);
      assert.ok(status === 404 || status === 400, `status ${status}`);
      return undefined;
    });
  }
  await check('an attachment: as large and of the type that is told', async () => {
    const file = all.flatMap(({ attachments }) => attachments)[0];
    if (!file) throw new NothingToCheck('no attachment');
    const { status, headers, bytes } = await fetchAnswer(new URL(file.url, client.base).href);
    assert.equal(status, 200);
    assert.equal(bytes.length, file.size, 'size');
    assert.equal(headers.get('Content-Type')?.split(';')[0], file.mediaType.split(';')[0]);
  });
  await check('an attachment: unknown', () =>
    client.problem('readAttachment', { id: 'no-such-attachment' }, 'attachment_unknown'),
  );
}

/**
 * Whether a schedule is what the hours beside it come to. What time it is for the back end isn't
 * known here, so the rule is asked for the last moment before the first opening ends.
 */
function checkSchedule({ id, schedule, ...channel }: Channel, { timeZone, calendar }: TouchpointList): void {
  const { words, openings } = schedule;
  assert.ok(openings.length <= 6, `${id}: more than 6 openings`);
  const first = openings[0];
  // No holidays last 30 days.
  assert.equal(!!first, !channel.always && channel.hours.length > 0, `${id}: openings where there are hours`);
  const moment = new Date(first ? Date.parse(first.to) - 1 : 0);
  const expected = scheduleOf(channel, moment, timeZone, calendarOf(calendar));
  assert.equal(words === null, expected.words === null, `${id}: hours in words`);
  const times = ({ from, to, resumes }: (typeof openings)[number]) => [Date.parse(from), Date.parse(to), resumes];
  assert.deepEqual(openings.map(times), expected.openings.slice(0, openings.length).map(times), `${id}: openings`);
}

/** Everything that can be read without a secret. */
export async function readingChecks(checks: Checks, client: Client): Promise<void> {
  const check = checks.check.bind(checks);
  await check('agency', () => client.good('readAgency'));
  const all = await paging({ check }, client);
  await selecting({ check }, client, all);
  await badQueries({ check }, client);
  await documents({ check }, client, all);
  await check('touchpoints: every channel that they name is there', async () => {
    const list = await client.good<TouchpointList>('readTouchpoints', { query: { audience: 'external' } });
    const known = new Set(list.channels.map(({ id }) => id));
    for (const { id, channels } of list.items) for (const one of channels) assert.ok(known.has(one), `${id}: ${one}`);
    const names = [list.channels, list.items].map((items) => new Set(items.map(({ id }) => id)).size);
    assert.deepEqual(names, [list.channels.length, list.items.length], 'an id stands twice');
  });
  await check('touchpoints: openings are what hours, breaks and calendar come to', async () => {
    const list = await client.good<TouchpointList>('readTouchpoints', { query: { audience: 'external' } });
    if (!list.channels.length) throw new NothingToCheck('no channel');
    for (const channel of list.channels) checkSchedule(channel, list);
  });
  for (const name of ['readTouchpoints', 'listConsultationTopics', 'listSurveys'] as const) {
    await check(`${name}: external when none is asked for`, async () => {
      const asked = await client.good(name, { query: { audience: 'external' } });
      assert.deepEqual(await client.good(name), asked);
    });
    await check(`${name}: internal without a hint whether there is any`, () =>
      client.good(name, { query: { audience: 'internal' } }),
    );
    for (const [key, value] of [
      ['audience', 'everyone'],
      ['audience', ''],
      ['colour', 'red'],
    ] as const) {
      await check(`${name}: ${key}=${value} is refused and named`, async () => {
        const { fields = [] } = await client.problem(name, { query: { [key]: value } }, 'query_invalid');
        assert.ok(
          fields.some(({ path }) => path === key),
          `fields: ${JSON.stringify(fields)}`,
        );
      });
    }
  }
}
