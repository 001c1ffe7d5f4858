import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { openWorld, type World } from '../testing/app.ts';
import { drafts, words } from '../testing/cases.ts';
import { testContent, testManifest } from '../testing/content.ts';
import { plan, reception, type Reception } from '../testing/slots.ts';
import { hostedPages } from './routes.ts';

/* What a browser without JavaScript does with a case: forms that it posts by itself, against the server. */

let world: World;
let desk: Reception;
let app: FastifyInstance;
before(async () => {
  world = await openWorld([testContent({ surveys: [testManifest('other'), testManifest('information-access')] })]);
  desk = await reception(world);
  app = await world.app({
    register: async (scope, context) => scope.register(async (pages) => hostedPages(pages, context)),
  });
});
after(() => world.close());

interface Read {
  status: number;
  html: string;
  /** What a person reads, white space as one space. */
  text: string;
  cache: unknown;
}

async function post(fields: Record<string, string>, query = ''): Promise<Read> {
  const answer = await app.inject({
    method: 'POST',
    url: `/test/case${query}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });
  const html = answer.payload;
  const text = html
    .replace(/<script[\s\S]*?<\/script>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&quot;/g, '"')
    .replace(/\s+/g, ' ');
  return { status: answer.statusCode, html, text, cache: answer.headers['cache-control'] };
}

/** The form of an act as it stands on the page. */
const formOf = ({ html }: Read, act: string): string =>
  [...html.matchAll(/<form[\s\S]*?<\/form>/g)].map(([form]) => form).find((form) => form.includes(`value="${act}"`)) ??
  '';

/** A case that waits for the answer to a question. */
async function asked(): Promise<{ code: string; id: string }> {
  const { code, number } = await desk.file();
  const id = await desk.idOf(number);
  const { consultant } = desk;
  await desk.acts(id, [consultant, { type: 'register' }], [consultant, { type: 'start', unit: words('Отдел') }]);
  await desk.acts(id, [consultant, { type: 'ask', question: words('О каком доме речь?') }]);
  return { code, id };
}

describe('a case without JavaScript', () => {
  test('is opened by its code, and every form of its page posts to it', async () => {
    const { code } = await asked();
    const page = await post({ code });
    assert.equal(page.status, 200);
    assert.equal(page.cache, 'no-store');
    assert.match(page.text, /О каком доме речь\?/);
    for (const act of ['clarify', 'visit', 'notices', 'withdraw']) {
      const form = formOf(page, act);
      assert.match(form, /method="post"/, act);
      assert.match(form, /action="\/test\/case"/, act);
      assert.ok(form.includes(`name="code" value="${code}"`), act);
    }
    assert.match(page.text, /Здесь без JavaScript работает всё, кроме хода загрузки/);
  });

  test('a question is answered; line breaks count as they were typed', async () => {
    const { code } = await asked();
    const text = `Первая строка\r\n${'я'.repeat(3985)}`;
    const page = await post({ code, act: 'clarify', text });
    assert.equal(page.status, 200);
    assert.match(page.text, /Получили Ваш ответ/);
    const last = (await desk.read(code)).timeline.at(-1);
    assert.equal(last?.type === 'clarified' && last.text, text.replace('\r', ''));
  });

  test('what is wrong with an answer stands beside it, with what was typed', async () => {
    const { code } = await asked();
    const empty = await post({ code, act: 'clarify', text: ' \r\n' });
    assert.equal(empty.status, 422);
    assert.match(formOf(empty, 'clarify'), /Напишите ответ/);
    const long = await post({ code, act: 'clarify', text: `</textarea><b>${'я'.repeat(4000)}` });
    assert.equal(long.status, 422);
    assert.match(long.text, /Слишком длинный ответ/);
    assert.ok(formOf(long, 'clarify').includes(`&lt;/textarea&gt;&lt;b&gt;${'я'.repeat(4000)}`));
    assert.equal((await desk.read(code)).status, 'clarification');
  });

  test('what is no longer possible is said, and the case is shown as it is', async () => {
    const { code, id } = await asked();
    await desk.acts(id, [desk.consultant, { type: 'resume' }]);
    const page = await post({ code, act: 'clarify', text: 'Поздно' });
    assert.equal(page.status, 409);
    assert.match(page.text, /этого сделать уже нельзя.*Вы написали : Поздно/);
    assert.match(page.text, /Продолжили без уточнения/);
  });

  test('a visit is booked, moved and cancelled; a time that somebody else took is told, and others are offered', async () => {
    const { code } = await desk.file();
    const [one, other, third] = await desk.offer(
      plan({
        startsAt: '2026-11-30T06:00:00.000Z',
        endsAt: '2026-11-30T07:00:00.000Z',
        minutes: 20,
        place: words('Кабинет 9'),
      }),
    );
    assert.ok(one && other && third);
    const offered = formOf(await post({ code }), 'visit');
    assert.ok(offered.includes(`value="${one.id}"`) && offered.includes('Кабинет 9'));

    const none = await post({ code, act: 'visit' });
    assert.equal(none.status, 422);
    assert.match(formOf(none, 'visit'), /Выберите время/);

    const booked = await post({ code, act: 'visit', slot: one.id });
    assert.match(booked.text, /Записали Вас на приём/);
    assert.match(booked.text, /Вы записались на приём/);

    const { code: rival } = await desk.file();
    const taken = await post({ code: rival, act: 'visit', slot: one.id });
    assert.equal(taken.status, 409);
    assert.match(formOf(taken, 'visit'), /Это время только что заняли/);
    assert.ok(!formOf(taken, 'visit').includes(`value="${one.id}"`) && formOf(taken, 'visit').includes(other.id));

    const moved = await post({ code, act: 'visit', slot: third.id });
    assert.match(moved.text, /Новое время приёма/);
    const cancelled = await post({ code, act: 'cancel_visit' });
    assert.match(cancelled.text, /Вы отменили приём/);
    await desk.assertAgreed();
  });

  test('notices are chosen', async () => {
    const { code } = await desk.file({ replyForm: 'email', contact: { email: 'anna@example.org' } });
    const before = await post({ code });
    assert.match(formOf(before, 'notices'), /a…@example\.org/);
    assert.ok(!before.html.includes('anna@example.org'));
    const page = await post({ code, act: 'notices', by: 'none' });
    assert.match(page.text, /Сохранили, как сообщать о новом/);
    assert.equal((await desk.read(code)).notices?.by, 'none');
    // Whoever learns the code must not lead the letters away.
    const led = await post({ code, act: 'notices', by: 'email', email: 'other@example.org' });
    assert.equal(led.status, 409);
    assert.equal((await desk.read(code)).notices?.by, 'none');
  });

  test('an address that is none is told beside its field and kept', async () => {
    const { code } = await desk.file({ replyForm: 'post', contact: { postalAddress: 'г. Приозёрск' } });
    const page = await post({ code, act: 'notices', by: 'email', email: 'anna.example.org' });
    assert.equal(page.status, 422);
    const form = formOf(page, 'notices');
    assert.match(form, /Добавьте в адрес почты знак @/);
    assert.match(form, /value="anna\.example\.org"/);
  });

  test('a request is withdrawn by a second step that says what follows', async () => {
    const { code } = await desk.file();
    const form = formOf(await post({ code }), 'withdraw');
    assert.match(form, /Мы закроем запрос и не ответим на него/);
    const page = await post({ code, act: 'withdraw' });
    assert.match(page.text, /Закрыли запрос, как Вы просили/);
    assert.equal((await desk.read(code)).status, 'withdrawn');
    // Sent again, by a reload, it is the same.
    assert.equal((await post({ code, act: 'withdraw' })).status, 200);
  });

  test('after a refusal: ground, explanation, what is given, until when to appeal, and a survey that cannot be linked to it', async () => {
    const { code, number } = await desk.file();
    const id = await desk.idOf(number);
    const { consultant, head } = desk;
    await desk.acts(id, [consultant, { type: 'register' }], [consultant, { type: 'start', unit: words('Отдел') }]);
    await desk.acts(id, [consultant, { type: 'draft', draft: drafts.refusal, revision: 0 }]);
    await desk.acts(
      id,
      [consultant, { type: 'submit', revision: 1 }],
      [head, { type: 'approve', revision: 1, number: '12-О' }],
    );
    const { text, html } = await post({ code });
    assert.match(text, /Непонятно, о каком доме речь\. .*статья\s20.* Из того, что Вы просили, ничего\./);
    assert.match(text, /До 24\sфевраля 2027 включительно: 3\sмесяца с отказа/);
    const link = /<a[^>]*href="\/test\/survey\/[^>]*>/.exec(html)?.[0] ?? '';
    assert.match(link, /href="\/test\/survey\/information-access"/);
    assert.match(link, /rel="noopener noreferrer"/);
    assert.ok(!html.includes(`survey/information-access?`));
  });

  test('in English it stays in English, whatever is posted', async () => {
    const { code } = await asked();
    const page = await post({ code }, '?lang=en');
    assert.match(formOf(page, 'clarify'), /action="\/test\/case\?lang=en"/);
    assert.match(page.html, /<a href="\/test\/channels\?lang=en">/);
    const wrong = await post({ code, act: 'clarify', text: '' }, '?lang=en');
    assert.match(wrong.text, /Write an answer/);
    assert.match(formOf(wrong, 'withdraw'), /action="\/test\/case\?lang=en"/);
  });

  test('a code that is mistyped or opens nothing stays in its field', async () => {
    const mistyped = await post({ code: '7KQ4-M2XD-91TP' });
    assert.equal(mistyped.status, 422);
    assert.match(mistyped.text, /В коде опечатка/);
    assert.match(mistyped.html, /value="7KQ4-M2XD-91TP"/);
    const unknown = await post({ code: '7KQ4-M2XD-91TH', act: 'withdraw' });
    assert.equal(unknown.status, 404);
    assert.match(unknown.text, /Запроса с таким кодом нет/);
  });

  test('too many attempts: the same page says how long to wait, and the code stays typed', async () => {
    let last: Read | undefined;
    for (let tries = 0; tries < 40 && last?.status !== 429; tries++) last = await post({ code: '7KQ4-M2XD-91TH' });
    assert.equal(last?.status, 429);
    assert.match(last.text, /Слишком много попыток\. Подождите \d+\s(секунд|минут)/);
    assert.match(last.html, /value="7KQ4-M2XD-91TH"/);
  });
});
