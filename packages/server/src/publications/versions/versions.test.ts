import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { Publication } from '@otklik/core/contract/publications.js';
import type { StaffPublication, StaffVersion } from '@otklik/core/contract/staff/publications.js';
import { entriesOf } from '../../journal/journal.ts';
import { openWorld } from '../../testing/app.ts';
import { testContent, testPublication } from '../../testing/content.ts';
import { approve, create, edit, path, publishing, renew, submit, text, withdraw } from '../../testing/publishing.ts';
import { ok, refusal } from '../../testing/staff.ts';

const world = await openWorld([testContent({ publications: [testPublication('installed', { version: 3 })] })]);
after(() => world.close());
const { author, colleague, head, get, published, changed, title, listed, history, later, inMinutes } =
  await publishing(world);
const unknown = '404 publication_unknown';

describe('a publication', () => {
  test('goes from draft to public by author and head; who did what, by position and when', async () => {
    const draft = await create(author, 'life');
    assert.deepEqual([draft.status, draft.version, draft.revision, draft.own], ['draft', 1, 1, true]);
    const first = ok<StaffVersion>(await edit(author, 'life', 1, { title: { ru: 'Правка', en: 'Edited' } }));
    assert.deepEqual([first.revision, first.title.en], [2, 'Edited']);
    const sent = ok<StaffVersion>(await submit(author, 'life', 2));
    assert.deepEqual([sent.status, sent.submitted?.position.ru], ['submitted', 'Должность author']);
    assert.equal(await title('life'), unknown);
    assert.equal((await listed()).includes('life'), false);

    const reason = { ru: 'Непонятно' };
    const back = ok<StaffVersion>(await head.ask('POST', path('life', 1, 'return'), { revision: 2, reason }));
    assert.deepEqual([back.status, back.returned?.reason, back.own], ['returned', reason, false]);
    assert.equal(refusal(await submit(author, 'life', 2)), '409 rule_broken action_not_allowed');
    ok(await edit(author, 'life', 2, { reviewBy: '2027-01-31' }));
    ok(await submit(author, 'life', 3));
    const done = ok<StaffVersion>(await approve(head, 'life', 3));
    assert.deepEqual([done.status, done.shownFrom], ['published', world.clock.now.toISOString()]);

    const publication = ok<Publication>(await get('publications/life'));
    assert.deepEqual(
      [publication.version, publication.preparedBy.ru, publication.approvedBy.ru, publication.reviewBy],
      [1, 'Должность author', 'Должность head', '2027-01-31'],
    );
    assert.equal(publication.publishedAt, done.shownFrom);
    assert.ok((await listed()).includes('life'));
    const entries = await entriesOf(world.database.db, 'test', 'publications', 'life');
    assert.deepEqual(
      entries.map(({ action, staff }) => [action, staff]),
      [
        ['begun', author.id],
        ['changed', author.id],
        ['submitted', author.id],
        ['returned', head.id],
        ['changed', author.id],
        ['submitted', author.id],
        ['approved', head.id],
      ],
    );
    const data = entries.map((entry) => entry.data as { revision: number; content: string; reason?: object });
    assert.deepEqual(data[3]?.reason, reason);
    assert.equal(data[5]?.content, data[6]?.content, 'what was approved is what was submitted');
    assert.notEqual(data[1]?.content, data[4]?.content);
    assert.match(data[6]?.content ?? '', /^[0-9a-f]{64}$/);
    assert.deepEqual(entries[6]?.position, { ru: 'Должность head' });
    assert.equal(entries[6]?.at.toISOString(), done.approved?.at);
  });

  test('without a word of accounts: staff are known by position', async () => {
    await published('positions');
    for (const answer of [await head.ask('GET', path('positions')), await head.ask('GET', '/publications/positions')])
      for (const { id } of [author, head]) assert.equal(answer.payload.includes(id), false);
  });

  test('is what its schema says, cleaned, and begun once', async () => {
    const ask = (changes: object) => author.ask('POST', '/publications', { id: 'checked', ...text(changes) });
    const wrong = async (changes: object): Promise<string[]> =>
      (await ask(changes))
        .json<{ fields: { path: string; code: string }[] }>()
        .fields.map((one) => `${one.path} ${one.code}`);
    assert.deepEqual(await wrong({ title: { en: 'x' }, kind: 'gossip', topic: 'A B', audience: 'all', more: 1 }), [
      'audience choice_unknown',
      'kind choice_unknown',
      'topic format',
      'title.ru required',
      'more unknown_field',
    ]);
    assert.deepEqual(await wrong({ summary: { ru: ' ' } }), ['summary.ru required']);
    assert.deepEqual(await wrong({ title: { ru: 'x'.repeat(301) } }), ['title.ru too_long']);
    assert.deepEqual(await wrong({ summary: { ru: 'x'.repeat(1001) } }), ['summary.ru too_long']);
    assert.deepEqual(await wrong({ reviewBy: '2026-02-30' }), ['reviewBy format']);
    assert.deepEqual(await wrong({ reviewBy: '0000-01-01' }), ['reviewBy format']);
    assert.deepEqual(await wrong({ body: { ru: '<script>alert(1)</script>' } }), ['body.ru required']);
    assert.deepEqual(await wrong({ body: { ru: `<p>${'я'.repeat(100_001)}</p>` } }), ['body too_large']);
    const body = { ru: '<p onclick="alert(1)">Да<script>alert(2)</script></p>' };
    const made = ok<StaffVersion>(await ask({ body }), 201);
    assert.equal(made.body.ru, '<p>Да</p>');
    const edited = ok<StaffVersion>(await edit(author, 'checked', 1, { body }));
    assert.equal(edited.body.ru, '<p>Да</p>');
    assert.equal(refusal(await ask({})), '409 publication_taken');
  });

  test('is vouched for until a day that isn’t over', async () => {
    await create(author, 'review', { reviewBy: '2026-11-23' });
    assert.equal(refusal(await submit(author, 'review', 1)), '409 rule_broken review_by_past');
  });

  test('of a name, version or revision that isn’t there', async () => {
    await create(author, 'named');
    for (const id of ['nothing', '%00', 'A', '..%2f..']) {
      assert.equal(refusal(await author.ask('GET', `/publications/${id}`)), unknown, id);
      assert.equal(refusal(await edit(author, id, 1)), unknown, id);
      assert.equal(refusal(await renew(author, id)), unknown, id);
    }
    for (const version of ['2', '0', '-1', '1e3', '99999999999', 'x', '%00'])
      for (const [method, body] of [['GET'], ['PUT', { revision: 1, ...text() }]] as const)
        assert.equal(
          refusal(await author.ask(method, `/publications/named/versions/${version}`, body)),
          '404 version_unknown',
          version,
        );
    assert.equal(refusal(await edit(author, 'named', 2)), '409 revision_outdated');
  });
});

describe('a change', () => {
  test('goes the same way while the old version stands, and then takes its place', async () => {
    await published('stands', { title: { ru: 'Старый' } });
    const before = ok<Publication>(await get('publications/stands'));
    await later(10, async () => {
      const revision = await changed('stands', { title: { ru: 'Новый' } });
      assert.equal(await title('stands'), 'Старый');
      assert.equal(refusal(await renew(colleague, 'stands')), '409 rule_broken action_not_allowed');
      ok(await approve(head, 'stands', revision, 2));
      const now = ok<Publication>(await get('publications/stands'));
      assert.deepEqual([now.title.ru, now.version], ['Новый', 2]);
      assert.equal(now.publishedAt, before.publishedAt, 'its date stays that of its first appearance');
      assert.deepEqual(
        (await history('stands')).map(({ version, publishedAt, supersededAt, withdrawnAt }) => [
          ...[version, publishedAt, supersededAt, withdrawnAt],
        ]),
        [
          [2, world.clock.now.toISOString(), null, null],
          [1, before.publishedAt, world.clock.now.toISOString(), null],
        ],
      );
      const said = async (version: number | string) => get(`publications/stands/versions/${version}`);
      assert.equal(ok<Publication>(await said(1)).title.ru, 'Старый');
      assert.deepEqual(ok<Publication>(await said(2)), now);
      for (const none of ['3', '0', 'x', '1e3', '99999999999'])
        assert.equal(refusal(await said(none)), '404 version_unknown');
      const { versions } = ok<StaffPublication>(await author.ask('GET', '/publications/stands'));
      assert.deepEqual(
        versions.map(({ version, status }) => [version, status]),
        [
          [2, 'published'],
          [1, 'superseded'],
        ],
      );
    });
  });

  test('of what a database started with goes on from its version', async () => {
    assert.deepEqual(
      (await history('installed')).map(({ version, approvedBy }) => [version, approvedBy.ru]),
      [[3, 'Руководитель']],
    );
    const { version } = ok<StaffVersion>(await renew(author, 'installed'), 201);
    assert.equal(version, 4);
    const revision = ok<StaffVersion>(await edit(author, 'installed', 1, { title: { ru: 'Четвёртая' } }, 4)).revision;
    ok(await submit(author, 'installed', revision, 4));
    ok(await approve(head, 'installed', revision, 4));
    assert.equal(await title('installed'), 'Четвёртая');
    assert.equal(ok<Publication>(await get('publications/installed')).publishedAt, '2026-11-20T09:00:00.000Z');
  });

  test('is found by the words of the version that stands', async () => {
    await published('words', { title: { ru: 'О жилищных правах' } });
    const revision = await changed('words', { title: { ru: 'О коммунальных услугах' } });
    const find = (word: string): Promise<string[]> => listed(`&q=${encodeURIComponent(word)}`);
    assert.deepEqual([await find('жилищный'), await find('коммунальный')], [['words'], []]);
    ok(await approve(head, 'words', revision, 2));
    assert.deepEqual([await find('жилищный'), await find('коммунальный')], [[], ['words']]);
  });
});

describe('at a time', () => {
  test('a publication appears by the clock, and not before', async () => {
    await create(author, 'timed');
    ok(await submit(author, 'timed', 1));
    assert.equal(refusal(await approve(head, 'timed', 1, 1, inMinutes(0))), '409 rule_broken publish_at_past');
    const odd = await approve(head, 'timed', 1, 1, inMinutes(0.5));
    assert.deepEqual(
      [refusal(odd), odd.json<{ fields: { code: string }[] }>().fields[0]?.code],
      ['422 fields_invalid', 'whole_minute'],
    );
    const made = ok<StaffVersion>(await approve(head, 'timed', 1, 1, inMinutes(60)));
    assert.deepEqual([made.status, made.shownFrom], ['scheduled', inMinutes(60)]);
    const see = async () => [
      await title('timed'),
      (await listed()).includes('timed'),
      (await get('publications/timed/versions')).statusCode,
    ];
    assert.deepEqual(await see(), [unknown, false, 404]);
    await later(59.99, async () => assert.deepEqual(await see(), [unknown, false, 404]));
    await later(60, async () => {
      assert.deepEqual(await see(), ['Заголовок', true, 200]);
      assert.equal(ok<StaffVersion>(await author.ask('GET', path('timed'))).status, 'published');
    });
  });

  test('a change takes the old version’s place at that moment; withdrawn before, it never does', async () => {
    await published('timed-change', { title: { ru: 'Старый' } });
    const revision = await changed('timed-change', { title: { ru: 'Новый' } });
    const { shownFrom } = ok<StaffVersion>(await approve(head, 'timed-change', revision, 2, inMinutes(60)));
    assert.equal(await title('timed-change'), 'Старый');
    assert.equal((await history('timed-change')).length, 1, 'what is to come is nobody’s business yet');
    assert.equal((await history('timed-change'))[0]?.supersededAt, null);
    await later(60, async () => {
      assert.equal(await title('timed-change'), 'Новый');
      assert.equal((await history('timed-change'))[1]?.supersededAt, shownFrom);
      assert.equal((await listed()).filter((id) => id === 'timed-change').length, 1);
    });
    const gone = ok<StaffVersion>(await withdraw(head, 'timed-change', 2));
    assert.deepEqual([gone.status, gone.shownFrom, gone.withdrawn?.reason.ru], ['withdrawn', null, 'Устарело']);
    await later(60, async () => {
      assert.equal(await title('timed-change'), 'Старый');
      assert.deepEqual(
        (await history('timed-change')).map(({ version }) => version),
        [1],
      );
    });
  });
});

describe('withdrawn', () => {
  test('it is gone for the public, not for staff, and can come back as a new version', async () => {
    await published('gone');
    assert.equal(
      refusal(await author.ask('POST', path('gone', 1, 'withdrawal'), { reason: { ru: 'Так' } })),
      '403 not_permitted',
    );
    assert.equal(
      refusal(await head.ask('POST', path('gone', 1, 'withdrawal'), { reason: { ru: ' ' } })),
      '422 fields_invalid',
    );
    await later(5, async () => {
      ok(await withdraw(head, 'gone'));
      assert.equal(await title('gone'), unknown);
      assert.equal(refusal(await get('publications/gone/versions')), unknown);
      assert.equal(refusal(await get('publications/gone/versions/1')), unknown);
      assert.equal((await listed()).includes('gone'), false);
      const seen = ok<StaffVersion>(await author.ask('GET', path('gone')));
      assert.deepEqual(
        [seen.status, seen.withdrawn?.reason.ru, seen.body.ru],
        ['withdrawn', 'Устарело', '<p>Текст.</p>'],
      );
      const entry = (await entriesOf(world.database.db, 'test', 'publications', 'gone')).at(-1);
      assert.deepEqual([entry?.action, (entry?.data as { reason: object }).reason], ['withdrawn', { ru: 'Устарело' }]);
    });
    await later(10, async () => {
      const revision = await changed('gone', { title: { ru: 'Снова' } });
      ok(await approve(head, 'gone', revision, 2));
      assert.equal(await title('gone'), 'Снова');
      assert.equal(refusal(await get('publications/gone/versions/1')), '404 version_unknown', 'taken back for good');
      assert.deepEqual(
        (await history('gone')).map(({ withdrawnAt, supersededAt }) => [withdrawnAt !== null, supersededAt]),
        [
          [false, null],
          [true, null],
        ],
      );
    });
  });
});

describe('for internal clients', () => {
  test('nothing of a version shows outside', async () => {
    await published('inner', { audience: 'internal' });
    const inside = await world.app({ internalNetworks: ['10.0.0.0/8'] });
    const from = (remoteAddress: string, address: string) =>
      world.request({ app: inside, url: `/api/v1/agencies/test/${address}`, remoteAddress });
    for (const address of ['publications/inner', 'publications/inner/versions']) {
      assert.equal((await from('10.0.0.1', address)).statusCode, 200, address);
      assert.equal(refusal(await from('192.0.2.1', address)), unknown, address);
    }
  });
});
