import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import type { AgencyContent } from '@otklik/core/backend/content.js';
import { agencySchema } from '@otklik/core/contract/agencies.js';
import { check } from '@otklik/core/contract/check.js';
import { audiences, slug } from '@otklik/core/contract/common.js';
import {
  caseStatuses,
  consultationSchema,
  idempotencyKeySchema,
  topicSchema,
} from '@otklik/core/contract/consultations.js';
import { publicationKinds, publicationSchema } from '@otklik/core/contract/publications.js';
import { manifestSchema } from '@otklik/core/contract/surveys.js';
import { touchpointListSchema } from '@otklik/core/contract/touchpoints.js';
import { checkAnswers } from '@otklik/core/domain/surveys/answers.js';
import { padAnswers } from '@otklik/core/domain/surveys/ballot.js';
import { countBallots } from '@otklik/core/domain/surveys/tally.js';
import { touchpointList } from '@otklik/core/domain/touchpoints/list.js';
import { memoryContent } from '../dev/memory-content.ts';
import { longestAnswers } from '@otklik/core/domain/surveys/ballot-size.js';
import { housing } from './index.ts';

const now = new Date('2026-11-23T11:00:00Z');
const content = housing(now);

const valid = (schema: Parameters<typeof check>[0], value: unknown, name: string): void => {
  const checked = check(schema, value);
  assert.ok(checked.ok, `${name}: ${checked.ok ? '' : JSON.stringify(checked.fields)}`);
};
const unique = (ids: readonly string[], of: string): void => assert.deepEqual(ids, [...new Set(ids)], `${of} twice`);
const attachments = content.publications.flatMap((one) => one.attachments);
const files = [...attachments, ...content.cases.flatMap((one) => one.files ?? [])];

/** Every text of the content with its path. */
function* textsOf(value: unknown, path = ''): Generator<{ path: string; text: { ru: string; en?: string } }> {
  if (!value || typeof value !== 'object' || value instanceof Date || value instanceof URL) return;
  if ('ru' in value) yield { path, text: value as { ru: string; en?: string } };
  else for (const [key, member] of Object.entries(value)) yield* textsOf(member, `${path}/${key}`);
}

test('everything keeps the contract', async () => {
  valid(agencySchema, content.agency, 'agency');
  const { agency } = await memoryContent(content, now, async (source) => new Uint8Array(readFileSync(source)));
  for (const { audience: _, earlier = [], ...publication } of agency.publications) {
    valid(publicationSchema, publication, publication.id);
    for (const before of earlier) valid(publicationSchema, { ...publication, ...before }, `${publication.id}, before`);
  }
  for (const audience of audiences) {
    const list = touchpointList(content.touchpoints[audience], audience, now, content.agency.timeZone, []);
    valid(touchpointListSchema, list, audience);
    for (const { id, always, schedule } of list.channels)
      assert.ok(always || schedule.openings.length || !schedule.words, `${id} has hours and is never open`);
    for (const topic of content.topics[audience] ?? []) valid(topicSchema, topic, topic.id);
  }
  for (const manifest of content.surveys) valid(manifestSchema, manifest, manifest.survey);
  for (const one of content.cases) {
    valid(idempotencyKeySchema, one.key, one.key);
    valid(consultationSchema, one.consultation, one.key);
  }
});

test('ids are slugs, and each stands for one thing', () => {
  const lists = {
    publications: content.publications.map(({ id }) => id),
    attachments: attachments.map(({ id }) => id),
    topics: audiences.flatMap((audience) => content.topics[audience] ?? []).map(({ id }) => id),
    surveys: content.surveys.map(({ survey }) => survey),
    cases: content.cases.map(({ key }) => key),
  };
  for (const [name, ids] of Object.entries(lists)) {
    unique(ids, name);
    for (const id of ids) valid(slug, id, `${name} ${id}`);
  }
  for (const { survey, questions } of content.surveys) {
    unique(
      questions.map(({ id }) => id),
      survey,
    );
    for (const question of questions)
      if ('options' in question)
        unique(
          question.options.map(({ id }) => id),
          question.id,
        );
  }
});

test('references lead somewhere', () => {
  for (const { id, topic, audience } of content.publications) {
    assert.ok(topic === null || content.topics[audience]?.some((one) => one.id === topic), `${id}: ${topic}`);
  }
  for (const audience of audiences) {
    const { channels = [], items = [] } = content.touchpoints[audience] ?? {};
    unique(
      channels.map(({ id }) => id),
      'channels',
    );
    unique(
      items.map(({ id }) => id),
      'touchpoints',
    );
    const used = new Set(items.flatMap((item) => item.channels));
    assert.deepEqual(new Set(channels.map(({ id }) => id)), used, 'channels of the list and of its touchpoints');
  }
});

test('the demonstration shows what it should', () => {
  const { publications } = content;
  assert.ok(publications.length >= 14 && publications.length <= 18);
  assert.deepEqual(new Set(publications.map(({ kind }) => kind)), new Set(publicationKinds));
  assert.equal(publications.filter(({ audience }) => audience === 'internal').length, 2);
  assert.ok(
    publications.some(({ reviewBy }) => reviewBy !== null && reviewBy < '2026-11-23'),
    'none is stale',
  );
  const newest =
    publications
      .map(({ publishedAt }) => publishedAt)
      .sort()
      .at(-1) ?? '';
  assert.ok(newest < now.toISOString() && newest > '2026-11-15');
  assert.deepEqual(
    [content.touchpoints.external?.channels.length, content.touchpoints.internal?.channels.length],
    [15, 9],
  );
  assert.deepEqual(new Set(content.cases.map(({ status }) => status)), new Set(caseStatuses));
  const done = new Set(content.cases.flatMap(({ steps }) => steps.map(({ action }) => action.type)));
  for (const rare of ['return', 'clarify', 'reopen'] as const) assert.ok(done.has(rare), `no case shows: ${rare}`);
  assert.equal(content.topics.external?.length, 16);
});

test('every text is in both languages, but the order, whose text is official in Russian', () => {
  const found = [...textsOf({ ...content, ballots: {} })];
  assert.ok(found.length > 400, `only ${found.length} texts found`);
  for (const { path, text } of found) {
    assert.ok(text.ru.trim(), `${path}: no Russian`);
    const order = path.endsWith('/body') && text.ru.includes('УТВЕРЖДЕНО приказом');
    if (!order) assert.ok(text.en?.trim(), `${path}: no English`);
    if (!order) assert.doesNotMatch(text.en ?? '', /[А-Яа-яЁё]/, `${path}: Russian letters in English`);
  }
});

test('the order is published whole, letter for letter', () => {
  const order = content.publications.find(({ kind }) => kind === 'order');
  const attached = readFileSync(order?.attachments[0]?.source ?? '', 'utf8');
  const words = (text: string): string => text.replace(/\s+/g, ' ').trim();
  assert.equal(words((order?.body.ru ?? '').replace(/<[^>]+>/g, ' ')), words(attached));
  assert.match(attached, /службы по тарифам Астраханской области/);
});

test('bodies keep to the safe subset of HTML', () => {
  const allowed =
    /^<(?:\/?(?:p|h3|ul|ol|li|table|thead|tbody|tr|th|td|strong|em)|a href="https:\/\/(?:www\.gosuslugi\.ru|example\.org)(?:\/[^"]*)?"|\/a)>$/;
  for (const { id, body } of content.publications) {
    for (const html of [body.ru, body.en ?? '']) {
      const open: string[] = [];
      for (const tag of html.match(/<[^>]*>/g) ?? []) {
        assert.match(tag, allowed, id);
        const name = /\w+/.exec(tag)?.[0] ?? '';
        if (tag.startsWith('</')) assert.equal(open.pop(), name, `${id}: ${tag}`);
        else open.push(name);
      }
      assert.deepEqual(open, [], id);
    }
  }
});

test('files are there, small, and all used', () => {
  for (const { id, source, format } of files) {
    const bytes = readFileSync(source);
    assert.ok(bytes.length > 100 && bytes.length < 60_000, `${id}: ${bytes.length} bytes`);
    if (format === 'PDF') assert.equal(bytes.subarray(0, 5).toString('latin1'), '%PDF-', id);
    else assert.doesNotThrow(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes), id);
    if (format === 'CSV') {
      const [head = '', ...rows] = bytes.toString('utf8').trimEnd().split('\r\n');
      assert.ok(head.startsWith('\ufeff'), `${id}: Excel wants a byte order mark`);
      for (const row of rows) assert.equal(row.split(';').length, head.split(';').length, `${id}: ${row}`);
    }
  }
  const folder = fileURLToPath(new URL('./files/', import.meta.url));
  assert.deepEqual(new Set(readdirSync(folder)), new Set(files.map(({ source }) => source.pathname.split('/').at(-1))));
  assert.ok(statSync(folder).isDirectory());
});

/** Text files beside the content's own strings, as one. */
function allWords(): string {
  const files = attachments.filter(({ format }) => format !== 'PDF').map(({ source }) => readFileSync(source, 'utf8'));
  return [
    JSON.stringify({ ...content, publications: content.publications.map(({ attachments: _, ...rest }) => rest) }),
    ...files,
  ].join('\n');
}

test('telephones are of area code 000, addresses of nobody', () => {
  const words = allWords().replace(/\\u00a0|\u00a0/g, ' ');
  const telephones = words.match(/(?<![\w-])(?:\+7|8)[\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}(?!\d)/g) ?? [];
  assert.ok(telephones.length > 10);
  for (const telephone of telephones) assert.match(telephone, /^(?:\+7|8)[\s(]*000/);
  const links = words.match(/https?:\/\/[^"\\<\s]+/g) ?? [];
  for (const link of links) assert.match(link, /^https:\/\/(?:www\.gosuslugi\.ru|example\.org)(?:\/|$)/);
  for (const mail of words.match(/[\w.-]+@[\w.-]+/g) ?? []) assert.match(mail, /@example\.org$/);
});

test('ballots are lawful, fit their envelope, and make releases with hidden cells', () => {
  const hidden = (id: string): boolean => {
    const manifest = content.surveys.find(({ survey }) => survey === id);
    assert.ok(manifest, id);
    return (content.ballots[id] ?? []).some((box) => {
      assert.ok(box.length >= manifest.release.ballots);
      for (const answers of box) assert.deepEqual(checkAnswers(manifest, answers), []);
      return countBallots(manifest, box).tallies.some(({ counts }) => counts.some(({ count }) => count === null));
    });
  };
  assert.ok(hidden('information-access'));
  assert.ok(!hidden('usefulness'));
  assert.deepEqual(
    (content.ballots['information-access'] ?? []).map(({ length }) => length),
    [46, 61],
  );
  for (const { questions, ballotBytes } of content.surveys) {
    const longest = longestAnswers(questions);
    assert.ok(padAnswers(longest, ballotBytes));
    assert.equal(padAnswers(longest, ballotBytes - 1024), null);
    assert.equal(ballotBytes % 1024, 0);
  }
});

test('content doesn’t change from one call to the next', () => {
  const plain = (value: AgencyContent): string => JSON.stringify(value);
  assert.equal(plain(housing(now)), plain(content));
});

test('what is decided on was suggested, and in no other survey’s words', () => {
  for (const [survey, themes] of Object.entries(content.themes ?? {})) {
    const written = (content.ballots[survey] ?? []).flat();
    for (const { id, question, suggestions } of themes) {
      const left = written.map((answers) => answers[question]);
      for (const words of suggestions) {
        assert.ok(left.includes(words), `${id}: ${words}`);
        left.splice(left.indexOf(words), 1);
      }
    }
  }
});
