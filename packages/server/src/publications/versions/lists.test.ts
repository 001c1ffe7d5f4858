import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { VersionHead } from '@otklik/core/contract/staff/publications.js';
import { openWorld } from '../../testing/app.ts';
import { testContent } from '../../testing/content.ts';
import { approve, create, publishing, submit, withdraw } from '../../testing/publishing.ts';
import { ok, refusal, signUp, type Signed } from '../../testing/staff.ts';

const world = await openWorld([testContent()]);
after(() => world.close());
const { author, head, published, changed, later, inMinutes } = await publishing(world);

describe('lists', () => {
  const list = async (who: Signed, query: string): Promise<VersionHead[]> =>
    ok<{ items: VersionHead[] }>(await who.ask('GET', `/publications?limit=50&${query}`)).items;
  const names = async (who: Signed, query: string): Promise<string[]> =>
    (await list(who, query)).map(({ id, version }) => `${id} ${version}`);

  test('by status, one’s own, what is to be approved, what is due for review', async () => {
    const lister = await signUp(world, 'lister', ['author', 'head']);
    await create(lister, 'listed-draft');
    await create(lister, 'listed-sent');
    ok(await submit(lister, 'listed-sent', 1));
    await create(author, 'listed-other');
    ok(await submit(author, 'listed-other', 1));
    await published('listed-due', { reviewBy: '2026-12-08' });
    await published('listed-fresh', { reviewBy: '2026-12-09' });

    assert.deepEqual(await names(lister, 'list=own'), ['listed-sent 1', 'listed-draft 1']);
    assert.deepEqual(await names(lister, 'list=own&status=submitted'), ['listed-sent 1']);
    const waiting = await names(lister, 'list=to-approve');
    assert.ok(waiting.includes('listed-other 1') && !waiting.includes('listed-sent 1'));
    assert.deepEqual(await names(lister, 'list=to-approve&status=draft'), []);
    assert.deepEqual(await names(lister, 'list=review-due'), ['listed-due 1']);

    ok(await approve(head, 'listed-other', 1, 1, inMinutes(60)));
    await published('listed-replaced');
    ok(await approve(head, 'listed-replaced', await changed('listed-replaced', {}), 2));
    await published('listed-gone');
    ok(await withdraw(head, 'listed-gone'));
    assert.deepEqual(await names(lister, 'status=scheduled'), ['listed-other 1']);
    await later(60, async () => assert.deepEqual(await names(lister, 'status=scheduled'), []));
    assert.deepEqual(await names(lister, 'status=superseded'), ['listed-replaced 1']);
    assert.deepEqual(await names(lister, 'status=withdrawn'), ['listed-gone 1']);
    for (const status of ['draft', 'submitted', 'returned', 'scheduled', 'published', 'superseded', 'withdrawn'])
      for (const one of await list(lister, `status=${status}`)) assert.equal(one.status, status, one.id);
    const all = await list(lister, '');
    assert.ok(all.every(({ status }) => status !== 'superseded' && status !== 'withdrawn'));
  });

  test('come page by page, each once', async () => {
    for (let number = 0; number < 9; number++) await create(author, `page-${number}`);
    const all = await names(author, '');
    assert.ok(all.length > 12);
    const seen: string[] = [];
    for (let query: string | null = 'limit=5'; query;) {
      const page: { items: VersionHead[]; next: string | null } = ok(await author.ask('GET', `/publications?${query}`));
      seen.push(...page.items.map(({ id, version }) => `${id} ${version}`));
      query = page.next && `limit=5&cursor=${page.next}`;
    }
    assert.deepEqual(seen, all);
    for (const cursor of ['x', '%00', Buffer.from('2026-13-01T00:00:00Z a 1').toString('base64url')])
      assert.equal(refusal(await author.ask('GET', `/publications?cursor=${cursor}`)), '400 cursor_invalid', cursor);
    for (const query of ['list=all', 'status=new', 'limit=51', 'limit=0', 'more=1'])
      assert.equal(refusal(await author.ask('GET', `/publications?${query}`)), '400 query_invalid', query);
  });
});
