import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { openWorld } from '../../testing/app.ts';
import { testContent } from '../../testing/content.ts';
import { approve, create, edit, path, publishing, renew, submit, text, withdraw } from '../../testing/publishing.ts';
import { ok, refusal, signUp } from '../../testing/staff.ts';

const world = await openWorld([testContent()]);
after(() => world.close());
const { author, colleague, head, both, published, title } = await publishing(world);
const unknown = '404 publication_unknown';

describe('four eyes', () => {
  const mine = '409 rule_broken four_eyes';

  test('nobody approves what they wrote, whatever others do to it afterwards', async () => {
    await create(both, 'eyes');
    ok(await submit(both, 'eyes', 1));
    assert.equal(refusal(await approve(both, 'eyes', 1)), mine);
    ok(await edit(colleague, 'eyes', 1));
    ok(await submit(colleague, 'eyes', 2));
    assert.equal(refusal(await approve(both, 'eyes', 2)), mine);
    assert.equal(refusal(await author.ask('POST', path('eyes', 1, 'approval'), { revision: 2 })), '403 not_permitted');
    ok(await approve(head, 'eyes', 2));
  });

  test('nor in a second session, nor once they are heads themselves', async () => {
    const climber = await signUp(world, 'climber', ['author']);
    await create(climber, 'climb');
    ok(await submit(climber, 'climb', 1));
    const admin = await signUp(world, 'admin', ['administrator']);
    ok(await admin.ask('PATCH', `/accounts/${climber.id}`, { roles: ['head'] }));
    assert.equal(refusal(await approve(climber, 'climb', 1)), mine);
    assert.equal(refusal(await approve(await climber.again(), 'climb', 1)), mine);
    assert.equal(refusal(await edit(climber, 'climb', 1)), '403 not_permitted');
    ok(await admin.ask('PATCH', `/accounts/${climber.id}`, { roles: ['author', 'head'] }));
    ok(await edit(author, 'climb', 1));
    ok(await submit(author, 'climb', 2));
    assert.equal(refusal(await approve(await climber.again(), 'climb', 2)), mine);
  });

  test('nor by withdrawing it and beginning it anew through somebody else', async () => {
    await create(both, 'revived');
    ok(await submit(both, 'revived', 1));
    ok(await approve(head, 'revived', 1));
    ok(await withdraw(both, 'revived'));
    ok(await renew(colleague, 'revived'), 201);
    ok(await submit(colleague, 'revived', 1, 2));
    assert.equal(refusal(await approve(both, 'revived', 1, 2)), mine);
    ok(await approve(head, 'revived', 1, 2));
  });

  test('approval and edit at once: one of them counts, and nothing unread becomes public', async () => {
    for (let round = 0; round < 12; round++) {
      const id = `race-${round}`;
      await create(author, id);
      ok(await submit(author, id, 1));
      const run = [() => approve(head, id, 1), () => edit(author, id, 1, { title: { ru: 'Другой' } })];
      const order = round % 2 ? run : run.reverse();
      const answers = await Promise.all(order.map((one) => one()));
      const [approval, change] = round % 2 ? answers : answers.reverse();
      assert.ok(approval && change);
      if (approval.statusCode === 200) {
        assert.equal(refusal(change), '409 rule_broken action_not_allowed');
        assert.equal(await title(id), 'Заголовок');
      } else {
        assert.equal(refusal(approval), '409 revision_outdated');
        assert.equal(change.statusCode, 200);
        assert.equal(await title(id), unknown);
      }
    }
  });

  test('of two at once that begin the next version one does; of two approvals one counts', async () => {
    await published('twice');
    const begun = await Promise.all([author, colleague, author, colleague].map((who) => renew(who, 'twice')));
    assert.deepEqual(begun.map(({ statusCode }) => statusCode).sort(), [201, 409, 409, 409]);
    ok(await edit(author, 'twice', 1, {}, 2));
    ok(await submit(author, 'twice', 2, 2));
    const approvals = await Promise.all([head, await head.again()].map((who) => approve(who, 'twice', 2, 2)));
    assert.deepEqual(approvals.map(({ statusCode }) => statusCode).sort(), [200, 409]);
    const created = await Promise.all(
      [author, colleague].map((who) => who.ask('POST', '/publications', { id: 'same', ...text() })),
    );
    assert.deepEqual(created.map(({ statusCode }) => statusCode).sort(), [201, 409]);
  });
});
