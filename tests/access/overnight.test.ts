import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import type { Page } from 'playwright-core';
import { check, email, fields, kept, send, write } from '../e2e/form.ts';
import { sharedWorld, type Watched } from '../e2e/world.ts';

/* Pages that are left open in the evening, with a server that is started anew by the morning. */

const hour = 3_600_000;
/** A Monday, 20:30 where the agency is: times for visits begin at 10:00 on the next day. */
let now = Date.parse('2026-11-23T16:30:00Z');
const world = sharedWorld(now);

/** A page that is opened at 20:30; no sooner than the last test has come to. */
async function inTheEvening(path: string): Promise<Watched> {
  while (new Date(now).getUTCHours() !== 16) now += hour;
  mock.timers.setTime(now);
  const { page, complaints } = await world().open('/healthz');
  // A machine that does much else takes its time for the proof of work.
  page.setDefaultTimeout(60_000);
  await page.clock.install({ time: now });
  await page.goto(world().origin + path);
  await page.getByLabel('Имя и фамилия').waitFor();
  await page.waitForLoadState('networkidle');
  return { page, complaints };
}

/** The device sleeps; the server is another one when it wakes. */
async function sleep(page: Page, hours: number): Promise<void> {
  now += hours * hour;
  mock.timers.setTime(now);
  await world().restart();
  await page.clock.fastForward(hours * hour);
}

async function attach(page: Page): Promise<void> {
  const plan = { name: 'план.txt', mimeType: 'text/plain', buffer: Buffer.from('План дома') };
  await page.locator('input[type=file][name=files]').setInputFiles(plan);
  await page.getByText('Загружен, 1 КБ').first().waitFor();
}

/** The file is told of, and is uploaded again where it stands; nothing else is to be done again. */
async function mendFile(page: Page, before: Record<string, string>): Promise<void> {
  await page.getByRole('link', { name: 'Файл ждал отправки слишком долго: загрузите его ещё раз' }).waitFor();
  assert.deepEqual(await fields(page), before);
  await page.getByRole('button', { name: 'Ещё раз загрузить план.txt' }).click();
  await page.getByText('Загружен, 1 КБ').first().waitFor();
  await check(page);
  assert.ok(await page.getByText('план.txt, 1 КБ').isVisible());
  await send(page);
  await kept(page);
}

for (const path of ['/demo/consultation.html', '/housing/consultation']) {
  test(`${path}: a form that is half written in the evening is finished in the morning`, async () => {
    const { page, complaints } = await inTheEvening(path);
    const text = `Вечером и утром: ${path}`;
    await write(page, text);
    const before = await fields(page);
    await sleep(page, 14);
    assert.deepEqual(await fields(page), before);
    await email(page).fill('anna@example.org');
    await check(page);
    await send(page);
    await kept(page);
    assert.equal(await world().casesWith(text), 1);
    // What it asks for while the server starts anew comes to nothing.
    const wrong = complaints.filter((words) => !words.includes('ERR_CONNECTION_REFUSED'));
    assert.deepEqual(wrong, []);
  });

  test(`${path}: what waits overnight for a network goes once in the morning`, async () => {
    const { page } = await inTheEvening(path);
    const text = `Ждёт связи: ${path}`;
    await write(page, text);
    await email(page).fill('anna@example.org');
    await check(page);
    await page.context().setOffline(true);
    await send(page);
    await page.getByText('Не закрывайте страницу').waitFor();
    await sleep(page, 14);
    await page.getByText('Попробуем снова сами').waitFor();
    assert.ok(await page.getByText(text).first().isVisible());
    assert.equal(await world().casesWith(text), 0);
    await page.context().setOffline(false);
    await kept(page);
    assert.equal(await world().casesWith(text), 1);
  });

  test(`${path}: a file that was deleted meanwhile is told of, and uploaded again`, async () => {
    const { page } = await inTheEvening(path);
    const text = `Файл ждал: ${path}`;
    await write(page, text);
    await email(page).fill('anna@example.org');
    await attach(page);
    const before = await fields(page);
    // They wait for 24 hours.
    await sleep(page, 25);
    await check(page);
    await send(page);
    await mendFile(page, before);
    assert.equal(await world().casesWith(text), 1);
  });

  test(`${path}: a file that was deleted while its request waited for a network is told of, too`, async () => {
    const { page } = await inTheEvening(path);
    const text = `Файл и запрос ждали: ${path}`;
    await write(page, text);
    await email(page).fill('anna@example.org');
    await attach(page);
    const before = await fields(page);
    await check(page);
    await page.context().setOffline(true);
    await send(page);
    await page.getByText('Не закрывайте страницу').waitFor();
    await sleep(page, 25);
    await page.context().setOffline(false);
    await mendFile(page, before);
    assert.equal(await world().casesWith(text), 1);
  });

  test(`${path}: a time that has passed meanwhile is told of, and others are offered`, async () => {
    const { page } = await inTheEvening(path);
    const text = `Время прошло: ${path}`;
    await page.getByLabel('Записаться на приём').check();
    const times = page.getByRole('group', { name: 'Когда Вам удобно прийти' });
    await times.getByRole('radio').first().check();
    const passed = await times.getByRole('radio').first().inputValue();
    await write(page, text);
    await page.getByRole('textbox', { name: 'Телефон' }).fill('8 (000) 000-00-00');
    const { 'slot.visit': _passed, ...before } = await fields(page);
    await sleep(page, 14);
    await check(page);
    await send(page);
    await page.getByRole('link', { name: 'Это время уже прошло. Выберите другое: список уже новый' }).waitFor();
    await times.locator(`input[value="${passed}"]`).waitFor({ state: 'detached' });
    assert.deepEqual(await fields(page), before);
    await page.getByRole('link', { name: 'Это время уже прошло' }).click();
    await times.getByRole('radio').first().check();
    await check(page);
    await send(page);
    await kept(page);
    assert.equal(await world().casesWith(text), 1);
  });
}
