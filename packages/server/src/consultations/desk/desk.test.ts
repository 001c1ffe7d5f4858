import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { CaseEntered, CaseHead, StaffCase } from '@otklik/core/contract/staff/cases.js';
import { strFromU8, unzipSync } from 'fflate';
import { entriesOf } from '../../journal/journal.ts';
import { verifyJournal } from '../../journal/verify.ts';
import { noon, openWorld, type World } from '../../testing/app.ts';
import { drafts, words, working, type Working } from '../../testing/cases.ts';
import { testAgency, testConsultation, testContent } from '../../testing/content.ts';
import { png } from '../../testing/files.ts';
import { ok, refusal, signUp } from '../../testing/staff.ts';

const portals = [{ title: words('Госуслуги'), url: 'https://www.gosuslugi.ru' }];
let world: World;
let w: Working;
before(async () => {
  world = await openWorld([
    testContent({ agency: testAgency({ appealPortals: portals }) }),
    testContent({ agency: testAgency({ id: 'other' }) }),
  ]);
  w = await working(world);
});
beforeEach(() => {
  world.clock.now = new Date(noon);
});
after(() => world.close());

const register = { type: 'register' };
const start = { type: 'start', unit: words('Отдел ремонта') };
const draft = (kind: keyof typeof drafts = 'answer', changes: object = {}) => ({
  type: 'draft',
  draft: { ...drafts[kind], ...changes },
});
const submit = (revision = 1) => ({ type: 'submit', revision });
const approve = (revision = 1) => ({ type: 'approve', revision, number: '15-О' });

/** A new case that somebody works on. */
async function begun(): Promise<{ id: string; code: string; number: string }> {
  const { number, code } = await w.file();
  const id = await w.idOf(number);
  await w.acts(id, [w.consultant, register], [w.consultant, start]);
  return { id, code, number };
}

describe('a case', () => {
  test('goes from request to answer through two pairs of eyes', async () => {
    const { id, code, number } = await begun();
    const shown = await w.acts(id, [w.consultant, draft()], [w.consultant, submit()]);
    assert.equal(shown.status, 'approval');
    assert.deepEqual(shown.applicant, { kind: 'citizen', name: 'Анна Примерова' });
    assert.deepEqual(shown.contact, { email: 'anna@example.org', phone: null, postalAddress: null });
    const done = await w.acts(id, [w.head, approve()]);
    assert.deepEqual([done.status, done.closedOn], ['answered', '2026-11-24']);
    const seen = await w.read(code);
    const answered = seen.timeline.find((event) => event.type === 'answered');
    assert.deepEqual(answered?.type === 'answered' && answered.answer.signatory, words('Должность head'));
    assert.equal(answered?.type === 'answered' && answered.answer.number, '15-О');
    const entries = await entriesOf(world.database.db, 'test', 'consultations', number);
    assert.deepEqual(
      entries.map(({ action }) => action),
      ['register', 'start', 'draft', 'submit', 'approve'],
    );
    assert.doesNotMatch(JSON.stringify(entries), /Примерова|anna@|весной|ремонт начн/i);
    assert.equal((await verifyJournal(world.database.db, world.keys, world.keys.journalHead.read())).finding, null);
  });

  test('says what whoever asks could do with it now', async () => {
    const { id } = await begun();
    const shown = await w.acts(id, [w.consultant, draft()], [w.consultant, submit()]);
    assert.ok(!shown.actions.includes('approve'));
    const asHead = ok<StaffCase>(await w.head.ask('GET', `/consultations/${id}`));
    assert.ok(asHead.actions.includes('approve') && asHead.actions.includes('return'));
    const asBoth = ok<StaffCase>(await w.both.ask('GET', `/consultations/${id}`));
    assert.ok(asBoth.actions.includes('approve'), 'had no hand in it');
  });

  test('four eyes are not got round by editing, by a second session or by a change of roles', async () => {
    const { id } = await begun();
    await w.acts(id, [w.both, draft()], [w.both, submit()]);
    const own = '409 rule_broken four_eyes';
    assert.equal(refusal(await w.act(w.both, id, approve())), own);
    assert.equal(refusal(await w.act(await w.both.again(), id, approve())), own);
    // Another one's edit doesn't wash the first hand clean.
    await w.acts(id, [w.consultant, draft('answer', { brief: words('Нет') })], [w.consultant, submit(2)]);
    assert.equal(refusal(await w.act(w.both, id, approve(2))), own);
    const administrator = await signUp(world, 'administrator', ['administrator']);
    ok(await administrator.ask('PATCH', `/accounts/${w.both.id}`, { roles: ['head'] }));
    assert.equal(refusal(await w.act(w.both, id, approve(2))), own);
    ok(await administrator.ask('PATCH', `/accounts/${w.both.id}`, { roles: ['consultant', 'head'] }));
    await w.acts(id, [w.head, approve(2)]);
    const changes = await entriesOf(world.database.db, 'test', 'staff', w.both.id);
    assert.deepEqual(
      changes.map(({ staff, action, data }) => [staff, action, data]),
      [
        [administrator.id, 'changed', { roles: ['head'] }],
        [administrator.id, 'changed', { roles: ['consultant', 'head'] }],
      ],
    );
  });

  test('what was read is what is approved', async () => {
    const { id } = await begun();
    await w.acts(id, [w.consultant, draft()], [w.consultant, submit()]);
    await w.acts(id, [w.colleague, draft('answer', { brief: words('Иначе') })], [w.colleague, submit(2)]);
    assert.equal(refusal(await w.act(w.head, id, approve(1))), '409 revision_outdated');
  });

  test('two who write at once don’t write over each other unseen', async () => {
    const { id } = await begun();
    const first = { ...draft(), revision: 0 };
    await w.acts(id, [w.consultant, first]);
    assert.equal(refusal(await w.act(w.colleague, id, first)), '409 revision_outdated');
    await w.acts(id, [w.colleague, { ...draft('answer', { brief: words('Нет') }), revision: 1 }]);
  });

  test('a refusal lacks nothing that the client needs', async () => {
    const { id, code } = await begun();
    const lacking = (changes: object) => w.act(w.consultant, id, draft('refusal', changes));
    let revision = 0;
    for (const [changes, rule] of [
      [{ explanation: words(' ') }, 'explanation_missing'],
      [{ appeal: words('') }, 'appeal_missing'],
      [{ ground: 'restricted' }, 'act_missing'],
      [{ ground: 'already_published' }, 'advice_missing'],
    ] as const) {
      ok(await lacking(changes));
      assert.equal(refusal(await w.act(w.consultant, id, submit(++revision))), `409 rule_broken ${rule}`);
    }
    assert.deepEqual(
      (await lacking({ ground: 'no-such-ground' }))
        .json<{ fields: { path: string }[] }>()
        .fields.map(({ path }) => path),
      ['draft.ground'],
    );
    await w.acts(id, [w.consultant, draft('refusal')], [w.consultant, submit(5)], [w.head, approve(5)]);
    assert.equal((await w.read(code)).status, 'refused');
  });

  test('takes no text that nothing can store, and no portal that is a script', async () => {
    const { id } = await begun();
    const portal = (url: string) => ({
      ...{ type: 'redirect', explanation: words('Это жалоба.') },
      portals: [{ title: words('Портал'), url }],
    });
    for (const action of [
      draft('answer', { text: words('\u0000') }),
      draft('refusal', { explanation: words('\ud800') }),
      portal('javascript:alert(1)'),
      { ...portal('https://a.example'), portals: [{ title: words('\u0000'), url: 'https://a.example' }] },
    ])
      assert.equal(refusal(await w.act(w.consultant, id, action)), '422 fields_invalid');
  });

  test('is an appeal after all: the portals of the agency are named', async () => {
    const { id, code } = await begun();
    await w.acts(id, [w.consultant, { type: 'redirect', explanation: words('Это жалоба.') }]);
    const last = (await w.read(code)).timeline.at(-1);
    assert.deepEqual(last?.type === 'redirected' && last.portals, portals);
  });

  test('is merged into an older one of the same person only', async () => {
    const first = await begun();
    const second = await begun();
    const merge = (into: string) => w.act(w.consultant, second.id, { type: 'merge', into });
    const stranger = await w.file({
      applicant: { kind: 'citizen', name: 'Борис Выдуманный' },
      contact: { email: 'b@example.org' },
    });
    assert.equal(refusal(await merge(stranger.number)), '409 rule_broken applicant_differs');
    assert.equal(refusal(await merge('И-99999/26')), '422 fields_invalid');
    assert.equal(refusal(await merge(second.number)), '409 rule_broken merged_with_itself');
    ok(await merge(first.number));
    const { status, timeline } = await w.read(second.code);
    assert.equal(status, 'merged');
    assert.deepEqual(timeline.at(-1), { type: 'merged', at: noon, into: first.number });
  });

  test('two merged into each other at once: one is', async () => {
    const [a, b] = [await begun(), await begun()];
    const answers = await Promise.all([
      w.act(w.consultant, a.id, { type: 'merge', into: b.number }),
      w.act(w.colleague, b.id, { type: 'merge', into: a.number }),
    ]);
    assert.deepEqual(answers.map(refusalOrOk).sort(), ['200', '409 rule_broken target_closed']);
  });

  test('is nobody’s business in another agency', async () => {
    const { id } = await begun();
    const stranger = await signUp(world, 'stranger', ['consultant', 'head'], 'other');
    assert.equal(refusal(await stranger.ask('GET', `/consultations/${id}`)), '404 case_unknown');
    assert.equal(
      refusal(await stranger.ask('POST', `/consultations/${id}/actions`, { type: 'withdraw' })),
      '404 case_unknown',
    );
    assert.deepEqual(ok<{ items: CaseHead[] }>(await stranger.ask('GET', '/consultations')).items, []);
    for (const unknown of [randomUUID(), 'nonsense', '%00'])
      assert.equal(refusal(await w.head.ask('GET', `/consultations/${unknown}`)), '404 case_unknown');
  });
});

const refusalOrOk = (answer: Awaited<ReturnType<Working['act']>>): string =>
  answer.statusCode === 200 ? '200' : refusal(answer);

describe('the register', () => {
  const list = async (query: string, who = w.consultant): Promise<{ items: CaseHead[]; next: string | null }> =>
    ok(await who.ask('GET', `/consultations?${query}`));

  test('is read in pages, first due first, each case once', async () => {
    for (let number = 0; number < 3; number++) await begun();
    const all = (await list('limit=50')).items;
    const days = all.map(({ dueBy }) => dueBy);
    assert.deepEqual(days, [...days].sort());
    const paged: string[] = [];
    let cursor = '';
    do {
      const page = await list(`limit=2${cursor && `&cursor=${cursor}`}`);
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.next ?? '';
    } while (cursor);
    assert.deepEqual(
      paged,
      all.map(({ id }) => id),
    );
    assert.equal(refusal(await w.consultant.ask('GET', '/consultations?cursor=x')), '400 cursor_invalid');
  });

  test('shows what is in my hands, in nobody’s, with the head, near its term, past it, over', async () => {
    const { id, number } = await begun();
    const has = async (query: string, who = w.consultant): Promise<boolean> =>
      (await list(`limit=50&${query}`, who)).items.some((one) => one.id === id);
    assert.ok(await has('list=unassigned'));
    assert.ok(!(await has('list=mine')));
    const put = (responsible: string | null) => w.head.ask('PUT', `/consultations/${id}/responsible`, { responsible });
    assert.equal(ok<StaffCase>(await put(w.consultant.id)).responsible, w.consultant.id);
    assert.ok((await has('list=mine')) && !(await has('list=mine', w.colleague)) && !(await has('list=unassigned')));
    assert.equal(refusal(await put(w.head.id)), '404 account_unknown', 'no consultant');
    assert.equal(refusal(await put(randomUUID())), '404 account_unknown');
    ok(await put(null));
    assert.ok(await has('list=unassigned'));

    assert.ok(!(await has('list=to-approve')));
    await w.acts(id, [w.consultant, draft()], [w.consultant, submit()]);
    assert.ok(await has('list=to-approve', w.head));
    assert.ok(!(await has('list=to-approve&status=registered')));

    assert.ok(!(await has('list=near')) && !(await has('list=overdue')));
    await w.acts(id, [w.head, approve()]);
    assert.ok((await has('list=closed')) && !(await has('list=open')));
    assert.ok(await has(`number=${encodeURIComponent(number)}`));
    assert.ok(await has(`topic=repair&audience=external&list=closed`));
    assert.ok(!(await has('topic=other&list=closed')));
  });

  test('tells by the agency’s day what is near its term, and what is past it', async () => {
    const { id } = await begun();
    const at = async (day: string) => {
      world.clock.now = new Date(`${day}T08:00:00.000Z`);
      const consultant = await w.consultant.again();
      const has = async (name: string) =>
        (await list(`limit=50&list=${name}`, consultant)).items.some((one) => one.id === id);
      const { alarms } = ok<StaffCase>(await consultant.ask('GET', `/consultations/${id}`));
      return { near: await has('near'), overdue: await has('overdue'), alarms };
    };
    assert.deepEqual(await at('2026-12-22'), {
      ...{ near: true, overdue: false },
      alarms: [{ kind: 'term_near', date: '2026-12-24', daysLeft: 2, before: 5 }],
    });
    assert.deepEqual(await at('2026-12-25'), {
      ...{ near: true, overdue: true },
      alarms: [{ kind: 'term_passed', date: '2026-12-24', daysLeft: -1, before: null }],
    });
    world.clock.now = new Date(noon);
    for (const name of ['consultant', 'colleague', 'head', 'both'] as const) w[name] = await w[name].again();
  });

  test('knows the number of the document system', async () => {
    const { id } = await begun();
    const registry = { number: 'СЭД-77/2026', date: '2026-11-24' };
    assert.deepEqual(
      ok<StaffCase>(await w.consultant.ask('PUT', `/consultations/${id}/registry`, registry)).registry,
      registry,
    );
    const { items } = await list(`number=${encodeURIComponent(registry.number)}`);
    assert.deepEqual(
      items.map((one) => one.id),
      [id],
    );
    assert.equal(
      refusal(await w.consultant.ask('PUT', `/consultations/${id}/registry`, { number: '1', date: '2026-02-30' })),
      '422 fields_invalid',
    );
  });
});

describe('the export of a case', () => {
  test('holds paper, data and every file, and is kept by nobody on the way', async () => {
    const photo = png(2, 2);
    const { number } = await w.file({ files: [await w.upload('дом.png', photo)] });
    const id = await w.idOf(number);
    const registry = { number: 'СЭД-78/2026', date: '2026-11-24' };
    ok(await w.consultant.ask('PUT', `/consultations/${id}/registry`, registry));
    const answer = await w.head.ask('GET', `/consultations/${id}/export`);
    assert.equal(answer.statusCode, 200);
    assert.equal(answer.headers['content-type'], 'application/zip');
    assert.equal(answer.headers['cache-control'], 'no-store');
    assert.match(String(answer.headers['content-disposition']), /^attachment; filename="case-[\da-f-]{36}\.zip"/);
    const members = unzipSync(answer.rawPayload);
    assert.deepEqual(Object.keys(members).sort(), ['SHA256SUMS', 'case.json', 'case.pdf', 'files/01-дом.png']);
    assert.deepEqual(Buffer.from(members['files/01-дом.png'] ?? []), photo);
    const { case: told } = JSON.parse(strFromU8(members['case.json'] ?? new Uint8Array())) as { case: StaffCase };
    assert.deepEqual([told.number, told.registry, told.applicant.name], [number, registry, 'Анна Примерова']);
  });
});

describe('what comes another way than by the form', () => {
  const enter = (body: object, key: string = randomUUID()) =>
    w.consultant.ask('POST', '/consultations', body, { 'idempotency-key': key });
  const letter = { origin: 'post', receivedOn: '2026-11-23', consultation: testConsultation() };

  test('is entered into the same register, registered at once, with a code for the client', async () => {
    const { case: entered, code } = ok<CaseEntered>(await enter(letter), 201);
    assert.deepEqual(
      [entered.status, entered.registeredOn, entered.registerBy],
      ['registered', '2026-11-24', '2026-11-26'],
    );
    const seen = await w.read(code);
    assert.deepEqual(seen.timeline[0], { type: 'received', at: noon, origin: 'post', on: '2026-11-23' });
    const [entry] = await entriesOf(world.database.db, 'test', 'consultations', entered.number);
    assert.deepEqual([entry?.action, entry?.staff], ['entered', w.consultant.id]);
  });

  test('entered twice by a second click is one case; by another body a conflict', async () => {
    const key = randomUUID();
    const [a, b] = await Promise.all([enter(letter, key), enter(letter, key)]);
    assert.equal(ok<CaseEntered>(a, 201).case.id, ok<CaseEntered>(b, 201).case.id);
    assert.equal(refusal(await enter({ ...letter, receivedOn: '2026-11-20' }, key)), '409 idempotency_conflict');
    assert.equal(refusal(await enter(letter, 'x')), '400 idempotency_key_invalid');
  });

  test('said, is entered and answered on the same day', async () => {
    const { contact: _, ...consultation } = testConsultation({ replyForm: 'visit' });
    const said = { origin: 'phone', receivedOn: '2026-11-24', consultation };
    const { case: entered } = ok<CaseEntered>(await enter(said), 201);
    assert.equal(refusal(await enter({ ...said, receivedOn: '2026-11-23' })), '409 rule_broken oral_not_today');
    assert.equal(refusal(await enter({ ...said, receivedOn: '2026-11-25' })), '409 rule_broken received_in_future');
    const done = await w.acts(entered.id, [w.consultant, { type: 'answer_orally', text: words('Весной.') }]);
    assert.equal(done.status, 'answered');
  });

  test('wants what the form wants, field by field', async () => {
    const wrong = await enter({ ...letter, consultation: testConsultation({ topic: 'nothing', replyForm: 'post' }) });
    assert.deepEqual(
      wrong.json<{ fields: { path: string; code: string }[] }>().fields.map(({ path, code }) => `${path} ${code}`),
      ['consultation.contact.postalAddress required'],
    );
    const topic = await enter({ ...letter, consultation: testConsultation({ topic: 'nothing' }) });
    assert.equal(topic.json<{ fields: { path: string }[] }>().fields[0]?.path, 'consultation.topic');
  });
});
