import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Receipt } from '@otklik/core/contract/consultations.js';
import type { CaseAction } from '@otklik/core/domain/consultations/actions.js';
import { requireAgencyCalendar } from '@otklik/server/calendar/calendar.js';
import { applyAction } from '@otklik/server/consultations/acting.js';
import { lockCase } from '@otklik/server/consultations/store.js';
import { focusedName, readMain, type Watched, type World } from './world.ts';

const staff = { id: randomUUID(), position: { ru: 'Консультант' }, roles: ['consultant' as const] };
const head = { id: randomUUID(), position: { ru: 'Начальник Службы' }, roles: ['head' as const] };

/** A request by the API, as a site of one's own would send it. */
export async function file({ origin }: World, question: string): Promise<Receipt> {
  const answer = await fetch(`${origin}/api/v1/agencies/housing/consultations`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
    body: JSON.stringify({
      applicant: { kind: 'citizen', name: 'Анна Примерова' },
      topic: 'capital-repair',
      question,
      replyForm: 'email',
      contact: { email: 'anna@example.org' },
    }),
  });
  const body = (await answer.json()) as Receipt;
  assert.equal(answer.status, 201, JSON.stringify(body));
  return body;
}

/** What staff do with it, by the rules of the lifecycle. */
export async function work({ services }: World, number: string, ...actions: CaseAction[]): Promise<void> {
  const { database, calendar: shipped, now } = services;
  const { agency, calendar } = await requireAgencyCalendar(database.db, shipped, 'housing');
  for (const action of actions)
    await database.db.transaction().execute(async (tx) => {
      const found = await lockCase(tx, 'housing', { number });
      assert.ok(found);
      await applyAction(
        tx,
        { agency, calendar, moment: now() },
        found,
        action,
        action.type === 'approve' ? head : staff,
      );
    });
}

async function opened(world: World, { code }: Receipt, path = '/housing/case'): Promise<Watched> {
  const watched = await world.open(path);
  await watched.page.getByLabel('Код из квитанции').fill(code);
  await watched.page.getByRole('button', { name: 'Показать' }).click();
  await watched.page.getByRole('heading', { name: 'Вы отправили запрос' }).waitFor();
  return watched;
}

export function caseSuite(world: () => World): void {
  test('a question is answered with a file, and the answer is there when the case is opened again', async () => {
    const receipt = await file(world(), 'Сколько собрано на ремонт?');
    const started: CaseAction[] = [{ type: 'register' }, { type: 'start', unit: { ru: 'Отдел ремонта' } }];
    await work(world(), receipt.number, ...started, { type: 'ask', question: { ru: 'За какой период?' } });
    const { page, complaints } = await opened(world(), receipt);
    await page.getByLabel('Ваш ответ').fill('С начала сборов');
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Попросили уточнить' })
      .locator('input[type=file]')
      .setInputFiles({ name: 'Период.txt', mimeType: 'text/plain', buffer: Buffer.from('с 2014 года') });
    await page.getByRole('button', { name: 'Отправить ответ' }).click();
    await page.getByRole('heading', { name: 'Вы уточнили' }).waitFor();
    assert.match(await focusedName(page), /^h\d Вы уточнили$/);
    assert.deepEqual(complaints, []);
    const again = await opened(world(), receipt);
    assert.match(await readMain(again.page), /Вы уточнили[\s\S]*С начала сборов[\s\S]*Период/);
  });

  test('a visit is booked, moved and cancelled, and the request withdrawn', async () => {
    const receipt = await file(world(), 'Можно ли прийти?');
    const { page, complaints } = await opened(world(), receipt);
    const choose = async (name: string, at: number): Promise<void> => {
      await page.locator('summary', { hasText: name }).click();
      const folded = page.locator('details', { has: page.locator('summary', { hasText: name }) }).first();
      await folded.getByRole('radio').nth(at).check();
    };
    await choose('Записаться на приём', 0);
    await page.getByRole('button', { name: 'Записаться', exact: true }).click();
    await page.getByRole('heading', { name: 'Вы записались на приём' }).waitFor();
    assert.match(await focusedName(page), /^h\d Вы записались на приём$/);
    await choose('Перенести приём', 1);
    await page.getByRole('button', { name: 'Перенести', exact: true }).click();
    await page.getByRole('heading', { name: 'Новое время приёма' }).waitFor();
    await page.locator('summary', { hasText: 'Отменить приём' }).click();
    await page.getByRole('button', { name: 'Да, отменить приём' }).click();
    await page.getByRole('heading', { name: 'Вы отменили приём' }).waitFor();
    await page.locator('summary', { hasText: 'Отозвать запрос' }).click();
    await page.getByRole('button', { name: 'Да, отозвать запрос' }).click();
    await page.getByRole('heading', { name: 'Вы отозвали запрос', level: 2 }).waitFor();
    assert.deepEqual(complaints, []);
  });

  test('how to be told of news is chosen, the address never shown whole', async () => {
    const { page, complaints } = await opened(world(), await file(world(), 'Что нового?'));
    await page.locator('summary', { hasText: 'Как сообщать о новом' }).click();
    assert.ok(await page.getByLabel('Письмом на a…@example.org').isChecked());
    await page.getByLabel('Не сообщать').check();
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await page.getByText('Сохранили, как сообщать о новом.').waitFor();
    assert.doesNotMatch(await readMain(page), /anna@example\.org/);
    assert.deepEqual(complaints, []);
  });

  test('a code that the address brings opens its case and is in no address any more, nor sent in one', async () => {
    const { code } = await file(world(), 'По QR-коду');
    const asked: string[] = [];
    const { page, complaints } = await world().open('/housing/case');
    page.on('request', (request) => asked.push(request.url()));
    await page.goto('about:blank');
    await page.goto(`${world().origin}/housing/case#otklik-code=${code}`);
    await page.getByRole('heading', { name: 'Вы отправили запрос' }).waitFor();
    assert.equal(page.url(), `${world().origin}/housing/case`);
    // Requests are told without fragments, which no server gets.
    assert.deepEqual(
      asked.filter((url) => url.split('#')[0]?.includes(code)),
      [],
    );
    await page.goBack();
    await page.goForward();
    assert.ok(!page.url().includes(code));
    assert.deepEqual(complaints, []);
  });
}
