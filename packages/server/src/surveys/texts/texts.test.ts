import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import type { ProblemDetails } from '@otklik/core/contract/problems.js';
import type { StaffTheme, SurveyText } from '@otklik/core/contract/staff/surveys.js';
import type { Answers, Theme } from '@otklik/core/contract/surveys.js';
import type { ReadySurvey } from '@otklik/core/data/ready-surveys.js';
import { installContent } from '../../content/install.ts';
import { entriesOf } from '../../journal/journal.ts';
import { openWorld } from '../../testing/app.ts';
import { testContent } from '../../testing/content.ts';
import { ok, refusal } from '../../testing/staff.ts';
import { surveying } from '../../testing/surveying.ts';

const content = testContent();
const world = await openWorld([content]);
after(() => world.close());
const staff = await surveying(world);
const { analyst, colleague, head, both, get, review, opened, texts } = staff;

const survey = 'information-access';
const wanted = 'Сделать поиск по адресу дома. Звоните: Иванов, 8 900 000-00-00';
const excerpt = 'Сделать поиск по адресу дома.';
const themes = async (): Promise<Theme[]> => ok<{ items: Theme[] }>(await get(`/${survey}/themes`)).items;
const theme = (changes: object = {}) => ({
  question: 'improve',
  title: { ru: 'Поиск', en: 'Search' },
  decision: 'planned',
  reason: { ru: 'Сделаем весной.' },
  ...changes,
});
const begin = (id: string, changes: object = {}, of = survey) =>
  analyst.ask('POST', `/surveys/${of}/themes`, { id, ...theme(changes) });
const publish = (who: typeof head, id: string, revision: number, of = survey) =>
  who.ask('POST', `/surveys/${of}/themes/${id}/publication`, { revision });
const withdraw = (who: typeof head, id: string) => who.ask('DELETE', `/surveys/${survey}/themes/${id}/publication`);
const fields = (answer: { json<T>(): T }): string[] =>
  (answer.json<ProblemDetails>().fields ?? []).map(({ path, code }) => `${path} ${code}`);
const textOf = async (body: string): Promise<SurveyText> => {
  const found = (await texts(survey, '?limit=100')).items.find((one) => one.body === body);
  assert.ok(found, body);
  return found;
};

// A ready survey, drafted by one and opened by another, answered and counted.
before(async () => {
  const { items } = ok<{ items: ReadySurvey[] }>(await analyst.ask('GET', '/ready-surveys'));
  const ready = items.find(({ id }) => id === survey);
  ok(await analyst.ask('POST', '/surveys', { id: survey, ...ready?.definition }), 201);
  ok(await staff.open(head, survey));
  const ballots = Array.from({ length: 25 }, (_, at): Answers => ({
    ...{ found: 'yes', ease: '4', satisfaction: at % 2 ? '5' : '3' },
    ...(at === 0 && { improve: wanted }),
    ...(at > 0 && at < 8 && { missing: `Текст ${at}` }),
  }));
  await staff.cast(survey, ballots);
  assert.equal((await staff.tally(survey)).length, 1);
});

describe('texts', () => {
  test('are unread at first, stand in an order that says nothing, and come page by page', async () => {
    const all = (await texts(survey, '?limit=100')).items;
    assert.equal(all.length, 8);
    assert.ok(all.every(({ state, theme: under, excerpt: part }) => state === 'unread' && !under && !part));
    assert.deepEqual(
      all,
      [...all].sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
    const paged: SurveyText[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: Awaited<ReturnType<typeof texts>> = await texts(survey, `?limit=3${next && `&cursor=${next}`}`);
      assert.ok(page.items.length <= 3);
      paged.push(...page.items);
      next = page.next;
    }
    assert.deepEqual(paged, all);
    assert.deepEqual(
      (await texts(survey, '?question=improve')).items.map(({ body }) => body),
      [wanted],
    );
    assert.equal((await texts(survey, '?state=published')).items.length, 0);
    const ask = (query: string, id = survey) => analyst.ask('GET', `/surveys/${id}/texts${query}`);
    assert.equal(refusal(await ask('?cursor=nonsense')), '400 cursor_invalid');
    assert.equal(refusal(await ask('?state=lost')), '400 query_invalid');
    assert.equal(refusal(await ask('', 'none')), '404 survey_unknown');
  });

  test('are counted for whoever has to read them', async () => {
    const { unread } = ok<{ unread: number }>(await head.ask('GET', `/surveys/${survey}`));
    assert.equal(unread, 8);
  });

  test('are read by staff of that work alone', async () => {
    assert.equal(
      refusal(await review(head, survey, (await textOf(wanted)).id, { state: 'withheld' })),
      '403 not_permitted',
    );
  });

  test('that are unknown, or put under what is unknown, are refused', async () => {
    const { id } = await textOf(wanted);
    const missing = '00000000-0000-4000-8000-000000000000';
    assert.equal(refusal(await review(analyst, survey, missing, { state: 'withheld' })), '404 text_unknown');
    assert.equal(refusal(await review(analyst, survey, 'x', { state: 'withheld' })), '404 text_unknown');
    assert.deepEqual(fields(await review(analyst, survey, id, { state: 'published' })), ['theme required']);
    assert.equal(
      refusal(await review(analyst, survey, id, { state: 'published', theme: 'none' })),
      '404 theme_unknown',
    );
    assert.deepEqual(fields(await review(analyst, survey, id, { state: 'read' })), ['state choice_unknown']);
    ok(await begin('other-question', { question: 'missing' }), 201);
    assert.deepEqual(fields(await review(analyst, survey, id, { state: 'published', theme: 'other-question' })), [
      'theme question_differs',
    ]);
  });
});

describe('a theme', () => {
  test('is public with its suggestions once somebody else has decided on just what they read', async () => {
    ok(await begin('search'), 201);
    const text = await textOf(wanted);
    const read = await staff.theme(survey, 'search');
    const reviewed = ok<SurveyText>(
      await review(colleague, survey, text.id, { state: 'published', theme: 'search', excerpt }),
    );
    assert.deepEqual(reviewed, { ...text, state: 'published', theme: 'search', excerpt });
    assert.deepEqual(await themes(), [], 'nothing yet');
    assert.equal(refusal(await publish(head, 'search', read.revision)), '409 revision_outdated');
    const { revision, suggestions } = await staff.theme(survey, 'search');
    assert.deepEqual(suggestions, [excerpt]);
    const decided = ok<StaffTheme>(await publish(head, 'search', revision));
    assert.equal(decided.published, true);
    assert.deepEqual(await themes(), [
      {
        ...{ id: 'search', question: 'improve', title: { ru: 'Поиск', en: 'Search' }, suggestions: [excerpt] },
        ...{ decision: 'planned', reason: { ru: 'Сделаем весной.' }, decidedOn: '2026-11-24' },
        decidedBy: { ru: 'Должность survey-head' },
      },
    ]);
  });

  test('that is public changes in nothing until it is taken back', async () => {
    const stands = '409 rule_broken theme_published';
    const { revision } = await staff.theme(survey, 'search');
    const change = { revision, ...theme({ decision: 'declined' }) };
    const { id } = await textOf(wanted);
    const other = await textOf('Текст 1');
    assert.equal(refusal(await analyst.ask('PUT', `/surveys/${survey}/themes/search`, change)), stands);
    assert.equal(refusal(await analyst.ask('DELETE', `/surveys/${survey}/themes/search?revision=${revision}`)), stands);
    assert.equal(refusal(await publish(head, 'search', revision)), stands);
    for (const state of ['withheld', 'unread'])
      assert.equal(refusal(await review(analyst, survey, id, { state })), stands);
    assert.equal(other.state, 'unread');
    assert.equal((await themes()).length, 1);
    assert.equal(refusal(await withdraw(analyst, 'search')), '403 not_permitted');
    ok(await withdraw(head, 'search'));
    assert.deepEqual(await themes(), []);
    assert.equal(refusal(await withdraw(head, 'search')), '409 rule_broken theme_not_published');
    ok(await analyst.ask('PUT', `/surveys/${survey}/themes/search`, change));
    ok(await publish(head, 'search', revision + 1));
    assert.deepEqual(
      (await themes()).map(({ decision }) => decision),
      ['declined'],
    );
    ok(await withdraw(head, 'search'));
  });

  test('is published by nobody who wrote it, or who chose its words', async () => {
    const mine = '409 rule_broken four_eyes';
    ok(await both.ask('POST', `/surveys/${survey}/themes`, { id: 'eyes', ...theme({ question: 'missing' }) }), 201);
    assert.equal(refusal(await publish(both, 'eyes', 1)), mine);
    ok(await begin('words', { question: 'missing' }), 201);
    const { id } = await textOf('Текст 2');
    ok(await review(both, survey, id, { state: 'published', theme: 'words' }));
    const { revision, suggestions } = await staff.theme(survey, 'words');
    assert.deepEqual(suggestions, ['Текст 2'], 'the whole text where nothing is cut');
    assert.equal(refusal(await publish(both, 'words', revision)), mine);
    assert.equal(refusal(await publish(analyst, 'words', revision)), '403 not_permitted');
    ok(await publish(head, 'words', revision));
    assert.deepEqual(
      (await themes()).map(({ id: one }) => one),
      ['words'],
    );
  });

  test('changes by who has read it, and is deleted with its texts unread again', async () => {
    ok(await begin('short'), 201);
    assert.equal(refusal(await begin('short')), '409 theme_taken');
    assert.deepEqual(fields(await begin('odd', { question: 'ease' })), ['question question_unknown']);
    const put = (revision: number, changes: object) =>
      analyst.ask('PUT', `/surveys/${survey}/themes/short`, { revision, ...theme(changes) });
    ok(await put(1, { title: { ru: 'Короче' } }));
    assert.equal(refusal(await put(1, {})), '409 revision_outdated');
    const { id } = await textOf(wanted);
    ok(await review(analyst, survey, id, { state: 'published', theme: 'short', excerpt }));
    assert.equal(refusal(await put(3, { question: 'missing' })), '409 rule_broken theme_has_texts');
    const remove = (revision: number) => analyst.ask('DELETE', `/surveys/${survey}/themes/short?revision=${revision}`);
    assert.equal(refusal(await remove(2)), '409 revision_outdated');
    assert.equal((await remove(3)).statusCode, 204);
    assert.equal(refusal(await remove(3)), '404 theme_unknown');
    const { state, theme: under, excerpt: part } = await textOf(wanted);
    assert.deepEqual([state, under, part], ['unread', null, null]);
  });

  test('of an internal survey has no words', async () => {
    const internal = { audience: 'internal' };
    await opened('inner', internal);
    await staff.cast(
      'inner',
      Array.from({ length: 20 }, (_, at) => ({ more: `Слово ${at}` })),
    );
    await staff.tally('inner');
    const [text] = (await texts('inner')).items;
    assert.ok(text);
    ok(await begin('inside', { question: 'more' }, 'inner'), 201);
    const given = { state: 'published', theme: 'inside' };
    assert.equal(refusal(await review(analyst, 'inner', text.id, given)), '409 rule_broken internal_text');
    ok(await review(analyst, 'inner', text.id, { state: 'withheld' }));
    ok(await publish(head, 'inside', 1, 'inner'));
    const app = await world.app({ internalNetworks: ['127.0.0.1'] });
    const address = '/api/v1/agencies/test/surveys/inner/themes';
    const seen = ok<{ items: Theme[] }>(await world.request({ app, url: address }));
    assert.deepEqual(
      seen.items.map(({ suggestions }) => suggestions),
      [[]],
    );
    assert.equal(refusal(await get('/inner/themes')), '404 survey_unknown');
  });
});

test('whatever is decided on texts is journalled, without a word of them', async () => {
  const entries = await entriesOf(world.database.db, 'test', 'surveys', survey);
  const actions = new Set(entries.map(({ action }) => action));
  for (const action of ['begun', 'opened', 'text_published', 'theme_begun', 'theme_published', 'theme_withdrawn'])
    assert.ok(actions.has(action), action);
  assert.doesNotMatch(JSON.stringify(entries), /Иванов|Текст|поиск/);
  // Nor by a hash, before the head has published them.
  const hashed = entries.filter(({ data }) => /[0-9a-f]{64}/.test(JSON.stringify(data))).map(({ action }) => action);
  assert.deepEqual(
    [...new Set(hashed)].filter((action) => /^(?:text|theme)_/.test(action)),
    ['theme_published'],
  );
});

test('what is published of the figures is a file, of every version', async () => {
  await opened('filed');
  await staff.cast(
    'filed',
    Array.from({ length: 24 }, () => ({ useful: 'yes' })),
  );
  await staff.tally('filed');
  ok(await staff.renew(analyst, 'filed'), 201);
  ok(await staff.change(analyst, 'filed', 1, { title: { ru: 'Иначе' } }, 2));
  ok(await staff.open(head, 'filed', 2, 2));
  const { headers, rawPayload, statusCode } = await get('/filed/releases.csv');
  assert.equal(statusCode, 200);
  assert.equal(headers['content-type'], 'text/csv; charset=utf-8; header=present');
  assert.equal(headers['content-disposition'], 'attachment; filename="filed.csv"');
  const rows = parse<Record<string, string>>(rawPayload, { bom: true, columns: true, record_delimiter: '\r\n' });
  const line = (one: Record<string, string>) => [one.release, one.version, one.option_title, one.count].join(' ');
  const lines = rows.map(line);
  assert.ok(lines.includes('filed-1 1 Да 24'), lines.join('; '));
  assert.ok(lines.includes('filed-1 1 Учтено 24'));
  assert.equal(refusal(await get('/none/releases.csv')), '404 survey_unknown');
});

test('an agency that is installed anew leaves nothing of its surveys in the way', async () => {
  await installContent(world.services, content, world.clock.now);
  assert.equal((await world.database.db.selectFrom('survey_texts').select('id').execute()).length, 0);
});
