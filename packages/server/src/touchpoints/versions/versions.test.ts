import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import type { ProblemDetails } from '@otklik/core/contract/problems.js';
import type { TouchpointVersion, TouchpointVersionHead } from '@otklik/core/contract/staff/touchpoints.js';
import type { TouchpointList } from '@otklik/core/contract/touchpoints.js';
import { entriesOf } from '../../journal/journal.ts';
import { openWorld, type World } from '../../testing/app.ts';
import { testAgency, testChannel, testContent } from '../../testing/content.ts';
import { ok, refusal, signUp, type Signed } from '../../testing/staff.ts';

const document = { title: { ru: 'Приказ' }, number: '060/1-О', date: '2026-03-01' };
const installed = {
  document,
  channels: [
    testChannel('phone'),
    testChannel('site', { kind: 'website', always: true, hours: [], url: '/test/news' }),
  ],
  items: [{ id: 'ask', title: { ru: 'Задать вопрос', en: 'Ask' }, channels: ['phone', 'site'] }],
};
/** What the author makes of it. */
const next = {
  channels: [...installed.channels, testChannel('visit', { kind: 'visit', url: null, title: { ru: 'Приём' } })],
  items: [...installed.items, { id: 'papers', title: { ru: 'Получить документ' }, channels: ['visit'] }],
};

/** Agencies that each test has to itself, all alike. */
const agencies = ['life', 'dates', 'files', 'wrong', 'eyes', 'race', 'bare'];
let world: World;
const people = new Map<string, { author: Signed; head: Signed; both: Signed }>();
before(async () => {
  world = await openWorld(
    agencies.map((id) =>
      testContent({ agency: testAgency({ id }), touchpoints: id === 'bare' ? {} : { external: installed } }),
    ),
  );
  for (const id of agencies)
    people.set(id, {
      author: await signUp(world, `author-${id}`, ['author'], id),
      head: await signUp(world, `head-${id}`, ['head'], id),
      both: await signUp(world, `both-${id}`, ['author', 'head'], id),
    });
});
after(() => world.close());

/** The list of one agency, and those who work on it. */
function listOf(agency: string, audience = 'external') {
  const { author, head, both } = people.get(agency) ?? assert.fail();
  const root = `/touchpoints/${audience}/versions`;
  const approval = { document: { ...document, number: '061/1-О', date: '2026-11-20' }, inForceFrom: '2026-11-24' };
  return {
    ...{ author, head, both, root },
    renew: (who = author) => who.ask('POST', root),
    edit: (version: number, revision: number, content: object = next, who = author) =>
      who.ask('PUT', `${root}/${version}`, { revision, ...content }),
    submit: (version: number, revision: number, who = author) =>
      who.ask('POST', `${root}/${version}/submission`, { revision }),
    approve: (version: number, revision: number, changes: object = {}, who = head) =>
      who.ask('POST', `${root}/${version}/approval`, { revision, ...approval, ...changes }),
    importCsv: (version: number, revision: number, payload: string | Buffer, type = 'text/csv') =>
      author.send('POST', `${root}/${version}/import/csv?revision=${revision}`, payload, type),
    statuses: async (who = author) =>
      ok<{ items: TouchpointVersionHead[] }>(await who.ask('GET', root)).items.map(({ status }) => status),
    /** What the public sees. */
    shown: async () => {
      const answer = await world.request({ url: `/api/v1/agencies/${agency}/touchpoints?audience=${audience}` });
      const { document: by, items } = ok<TouchpointList>(answer);
      return [by?.number ?? null, items.map(({ id }) => id).join(' ')];
    },
  };
}
const old = ['060/1-О', 'ask'];
const fresh = ['061/1-О', 'ask papers'];

describe('a touchpoint list', () => {
  test('is prepared by an author and approved by a head, by a document; the old one stands until then', async () => {
    const { author, head, root, renew, edit, submit, approve, statuses, shown } = listOf('life');
    const begun = ok<TouchpointVersion>(await renew(), 201);
    assert.deepEqual([begun.version, begun.revision, begun.status, begun.own], [2, 1, 'draft', true]);
    assert.deepEqual([begun.channels, begun.items, begun.document], [installed.channels, installed.items, null]);
    const edited = ok<TouchpointVersion>(await edit(2, 1));
    assert.deepEqual([edited.revision, edited.items], [2, next.items]);
    ok(await submit(2, 2));
    const reason = { ru: 'Нет часов' };
    const back = ok<TouchpointVersion>(await head.ask('POST', `${root}/2/return`, { revision: 2, reason }));
    assert.deepEqual([back.status, back.returned?.reason, back.own], ['returned', reason, false]);
    ok(await edit(2, 2));
    ok(await submit(2, 3));
    assert.deepEqual(await shown(), old);
    const done = ok<TouchpointVersion>(await approve(2, 3));
    assert.deepEqual([done.status, done.inForceFrom, done.document?.number], ['in_force', '2026-11-24', '061/1-О']);
    assert.deepEqual(done.approved, { position: { ru: 'Должность head-life' }, at: world.clock.now.toISOString() });
    assert.deepEqual(await shown(), fresh);
    assert.deepEqual(await statuses(), ['in_force', 'superseded']);
    const first = ok<TouchpointVersion>(await author.ask('GET', `${root}/1`));
    assert.deepEqual([first.items, first.document, first.inForceFrom], [installed.items, document, null]);

    const entries = await entriesOf(world.database.db, 'life', 'touchpoints', 'external');
    assert.deepEqual(
      entries.map(({ action }) => action),
      ['begun', 'changed', 'submitted', 'returned', 'changed', 'submitted', 'approved'],
    );
    const last = entries.at(-1)?.data as Record<string, unknown>;
    assert.deepEqual([last.version, last.revision, last.inForceFrom], [2, 3, '2026-11-24']);
    assert.match(String(last.content), /^[0-9a-f]{64}$/);
  });

  test('comes into force on its day, by the agency’s clock, and then the old one is gone', async () => {
    const { author, renew, edit, submit, approve, statuses, shown } = listOf('dates');
    ok(await renew(), 201);
    ok(await edit(2, 1));
    ok(await submit(2, 2));
    assert.equal(
      refusal(await approve(2, 2, { document: { ...document, date: '2026-11-25' } })),
      '409 rule_broken document_date_future',
    );
    assert.equal(
      refusal(await approve(2, 2, { inForceFrom: '2026-11-19' })),
      '409 rule_broken in_force_before_document',
    );
    assert.equal(refusal(await approve(2, 2, { inForceFrom: '2026-02-30' })), '422 fields_invalid');
    ok(await approve(2, 2, { inForceFrom: '2026-12-01' }));
    assert.deepEqual(await statuses(), ['scheduled', 'in_force']);
    const { now } = world.clock;
    // Astrakhan is four hours ahead.
    world.clock.now = new Date('2026-11-30T19:59:59Z');
    assert.deepEqual(await shown(), old);
    world.clock.now = new Date('2026-11-30T20:00:00Z');
    assert.deepEqual(await shown(), fresh);
    assert.deepEqual(await statuses(await author.again()), ['in_force', 'superseded']);
    world.clock.now = now;
  });

  test('begins empty where there is none, and isn’t submitted so', async () => {
    const { renew, edit, submit, approve, shown, statuses } = listOf('bare', 'internal');
    const begun = ok<TouchpointVersion>(await renew(), 201);
    assert.deepEqual([begun.version, begun.channels, begun.items], [1, [], []]);
    assert.equal(refusal(await submit(1, 1)), '409 rule_broken list_empty');
    assert.equal(refusal(await renew()), '409 rule_broken action_not_allowed');
    ok(await edit(1, 1));
    ok(await submit(1, 2));
    ok(await approve(1, 2));
    assert.deepEqual(await statuses(), ['in_force']);
    assert.deepEqual(await shown(), [null, ''], 'internal clients alone see it');
    assert.deepEqual(await listOf('bare').statuses(), [], 'each audience has its own');
  });

  test('of an audience, version or revision that isn’t there', async () => {
    const { author, head, root, edit } = listOf('wrong');
    for (const audience of ['everyone', '%00', 'External'])
      assert.equal(
        refusal(await author.ask('GET', `/touchpoints/${audience}/versions`)),
        '404 touchpoint_list_unknown',
      );
    for (const version of ['2', '0', '-1', '1e3', '999999999', '9999999999', '%00'])
      for (const path of [`${root}/${version}`, `${root}/${version}/export`])
        assert.equal(refusal(await head.ask('GET', path)), '404 version_unknown', path);
    assert.equal(refusal(await edit(2, 1)), '404 version_unknown');
    assert.equal(refusal(await edit(1, 2)), '409 revision_outdated');
    assert.equal(refusal(await edit(1, 1)), '409 rule_broken action_not_allowed');
  });
});

describe('four eyes', () => {
  const mine = '409 rule_broken four_eyes';

  test('nobody approves what they had a hand in, in whatever role or session', async () => {
    const { both, head, renew, edit, submit, approve } = listOf('eyes');
    ok(await renew(), 201);
    ok(await edit(2, 1));
    ok(await edit(2, 2, next, both));
    ok(await submit(2, 3));
    assert.equal(refusal(await approve(2, 3, {}, both)), mine);
    assert.equal(refusal(await approve(2, 3, {}, await both.again())), mine);
    assert.equal(refusal(await approve(2, 2)), '409 revision_outdated', 'not what the head has read');
    assert.equal(refusal(await edit(2, 3, next, head)), '403 not_permitted');
    ok(await approve(2, 3));
  });

  test('of many who begin a change at once, one does', async () => {
    const { author, both, renew, approve, edit, submit } = listOf('race');
    const begun = await Promise.all([author, both, author, both].map((who) => renew(who)));
    assert.deepEqual(begun.map(({ statusCode }) => statusCode).sort(), [201, 409, 409, 409]);
    const edits = await Promise.all([edit(2, 1), edit(2, 1), edit(2, 1)]);
    assert.deepEqual(edits.map(({ statusCode }) => statusCode).sort(), [200, 409, 409]);
    ok(await submit(2, 2));
    const decided = await Promise.all([approve(2, 2), approve(2, 2), edit(2, 2)]);
    assert.equal(decided.filter(({ statusCode }) => statusCode === 200).length, 1);
  });
});

describe('what staff enter is checked, and told by field', () => {
  const wrong = async (content: object): Promise<string[]> => {
    const answer = await listOf('wrong').edit(1, 1, content);
    assert.equal(answer.statusCode, 422, answer.payload);
    return (answer.json<ProblemDetails>().fields ?? []).map(({ path, code }) => `${path} ${code}`);
  };
  const channel = (changes: object) => ({ channels: [{ ...testChannel('phone'), ...changes }], items: [] });
  const hours = (from: string, to: string, days = [1]) => channel({ hours: [{ days, from, to }] });

  test('hours', async () => {
    assert.deepEqual(await wrong(hours('09:00', '24:01')), ['channels.0.hours.0.to format']);
    assert.deepEqual(
      await wrong(hours('утром', '18:00')),
      ['channels.0.hours.0.from format', 'channels.0.hours.0.to not_after_from'].slice(0, 1),
    );
    assert.deepEqual(await wrong(hours('18:00', '09:00')), ['channels.0.hours.0.to not_after_from']);
    assert.deepEqual(await wrong(hours('09:00', '9:00')), ['channels.0.hours.0.to not_after_from']);
    assert.deepEqual(await wrong(hours('09:00', '18:00', [1, 1])), ['channels.0.hours.0.days twice']);
    assert.deepEqual(await wrong(hours('09:00', '18:00', [0, 8])), [
      'channels.0.hours.0.days.0 too_small',
      'channels.0.hours.0.days.1 too_large',
    ]);
    assert.deepEqual(await wrong(hours('09:00', '18:00', [])), ['channels.0.hours.0.days required']);
  });
  test('addresses', async () => {
    for (const url of ['javascript:alert(1)', 'data:text/html,x', '//example.org', 'ftp://example.org', 'www'])
      assert.deepEqual(await wrong(channel({ url })), ['channels.0.url address'], url);
  });
  test('ids and references', async () => {
    const channels = [testChannel('a'), testChannel('a'), testChannel('b')];
    const items = [
      { id: 'x', title: { ru: 'Икс' }, channels: ['a', 'c', 'a'] },
      { id: 'x', title: { ru: 'Икс' }, channels: [] },
    ];
    assert.deepEqual((await wrong({ channels, items })).sort(), [
      'channels.1.id twice',
      'items.0.channels.1 choice_unknown',
      'items.0.channels.2 twice',
      'items.1.channels required',
      'items.1.id twice',
    ]);
  });
  test('texts, kinds, and what there is no field for', async () => {
    assert.deepEqual(
      await wrong(channel({ kind: 'pigeon', title: { ru: ' ' }, purpose: { en: 'x' }, colour: 'red', always: 1 })),
      [
        'channels.0.kind choice_unknown',
        'channels.0.title.ru required',
        'channels.0.purpose.ru required',
        'channels.0.always type',
        'channels.0.colour unknown_field',
      ],
    );
  });
});

describe('as a file', () => {
  test('a list goes out and comes back just as it was, as JSON and as CSV, in each language', async () => {
    const { author, head, root, renew, edit, importCsv } = listOf('files');
    ok(await renew(), 201);
    const { channels, items } = ok<TouchpointVersion>(await edit(2, 1));
    let revision = 2;
    for (const language of ['ru', 'en']) {
      const file = await head.ask('GET', `${root}/2/export?format=csv&language=${language}`);
      assert.equal(file.statusCode, 200);
      assert.match(String(file.headers['content-type']), /^text\/csv\b/);
      assert.equal(file.headers['cache-control'], 'no-store');
      assert.match(
        String(file.headers['content-disposition']),
        /^attachment; filename="touchpoints-files-external-2\.csv"/,
      );
      // As an independent reader has it.
      const rows = parse(file.rawPayload, { bom: true, delimiter: ';' });
      assert.deepEqual(rows.map((row) => row[1]).slice(1), ['phone', 'site', 'visit', 'ask', 'papers']);
      ok(await edit(2, revision, { channels: [], items: [] }));
      const back = ok<TouchpointVersion>(await importCsv(2, revision + 1, file.rawPayload));
      revision += 2;
      assert.deepEqual([back.revision, back.channels, back.items], [revision, channels, items]);
    }
    const file = await head.ask('GET', `${root}/2/export`);
    assert.match(String(file.headers['content-disposition']), /external-2\.json"/);
    ok(await edit(2, revision, { channels: [], items: [] }));
    const address = `${root}/2/import/json?revision=${revision + 1}`;
    const back = ok<TouchpointVersion>(await author.ask('POST', address, file.json<object>()));
    assert.deepEqual([back.channels, back.items], [channels, items]);
    assert.equal(refusal(await author.ask('POST', address, file.json<object>())), '409 revision_outdated');
    assert.deepEqual(file.json<{ timeZone: string }>().timeZone, 'Europe/Astrakhan', 'otklik-channels takes it as src');
  });

  test('formulas go out defused', async () => {
    const { root, author, renew, edit } = listOf('life');
    ok(await renew(), 201);
    const title = { ru: '=HYPERLINK("https://example.org")' };
    ok(await edit(3, 1, { ...next, items: [{ id: 'ask', title, channels: ['phone'] }] }));
    const { payload } = await author.ask('GET', `${root}/3/export?format=csv`);
    assert.match(payload, /;"'=HYPERLINK\(""https:\/\/example\.org""\)";/);
  });

  test('what is wrong in it is told by row and column, and nothing of it is taken', async () => {
    const { author, root, renew, importCsv } = listOf('wrong');
    ok(await renew(), 201);
    const csv = 'Код,Что это,Ссылка,Каналы\nphone,канал,javascript:x,\nask,точка взаимодействия,,fax\n';
    const answer = await importCsv(2, 1, csv);
    assert.equal(refusal(answer), '422 fields_invalid');
    const fields = (answer.json<ProblemDetails>().fields ?? []).map(
      ({ path, code, params }) => `${path} ${code} ${params.row} ${params.column}`,
    );
    assert.deepEqual(fields, [
      'rows.2.type choice_unknown 2 Что это',
      'rows.3.title.ru required 3 Название',
      'rows.3.channels choice_unknown 3 Каналы',
    ]);
    const latin = await importCsv(2, 1, Buffer.from([0xca, 0xee, 0xe4]));
    assert.deepEqual(latin.json<ProblemDetails>().fields, [
      { path: '', code: 'encoding', params: { expected: 'UTF-8' } },
    ]);
    assert.equal(refusal(await importCsv(2, 1, csv, 'text/plain')), '415 media_type_unsupported');
    assert.equal(refusal(await importCsv(2, 1, 'я'.repeat(200_000))), '413 body_too_large');
    assert.equal(
      refusal(await author.ask('POST', `${root}/2/import/csv?revision=1`, {})),
      '415 media_type_unsupported',
    );
    assert.equal(refusal(await author.ask('POST', `${root}/2/import/json`, next)), '400 query_invalid');
    const { revision } = ok<TouchpointVersion>(await author.ask('GET', `${root}/2`));
    assert.equal(revision, 1);
  });

  test('isn’t asked for in any other way', async () => {
    const { author, root } = listOf('files');
    assert.equal(refusal(await author.ask('GET', `${root}/1/export?format=xml`)), '400 query_invalid');
    assert.equal(refusal(await author.ask('GET', `${root}/1/export?language=de`)), '400 query_invalid');
  });
});
