import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { httpBackend } from '@otklik/core/backend/http.js';
import type { Answers } from '@otklik/core/contract/surveys.js';
import { wholeBallot } from '@otklik/core/domain/surveys/whole-ballot.js';
import { tallyBoxes } from '@otklik/server/surveys/tally.js';
import { focusedName, sharedWorld } from '../e2e/world.ts';
import { atKeyboard, atRest } from './keyboard.ts';

const world = sharedWorld();
const start = atKeyboard(world);
const title = 'Что Вы думаете о нашей информации';

/** A release, by its day. */
const release = /^(a|button) \d{1,2}\s\S+\s20\d\d$/;

/** Scrolls by keys until a heading is in sight; what has the focus stays behind. */
async function scrollTo(page: Page, heading: string): Promise<void> {
  const wanted = page.getByRole('heading', { name: heading }).first();
  const way = (): Promise<string> =>
    wanted.evaluate((one) => {
      const { top, bottom } = one.getBoundingClientRect();
      return top < 0 ? 'ArrowUp' : bottom > innerHeight ? 'PageDown' : '';
    });
  // Scrolling lags behind the keys, so it may go past.
  for (let pressed = 0; pressed < 300; pressed++) {
    const key = await way();
    if (key) await page.keyboard.press(key);
    else {
      await atRest(page);
      if (!(await way())) return;
    }
  }
  assert.fail(`${heading} is not reached`);
}

test('by keyboard alone: results are read to their tables, suggestions, another release and files', async () => {
  const { keys, page, complaints } = await start('/housing/results/information-access', title);
  await keys.to(/^summary Таблица и пояснения/);
  await keys.press('Enter');
  const figures = page.getByRole('table', { name: 'Какими каналами связи' });
  await figures.waitFor();
  await keys.look('the table');
  assert.match(await focusedName(page), /^summary/);
  await keys.press('Space');
  await figures.waitFor({ state: 'hidden' });
  await keys.to(/^summary Таблица и пояснения/, 'Tab', 1);
  await keys.press('Space');
  await page.getByRole('table', { name: 'Удалось ли найти' }).first().waitFor();

  await scrollTo(page, 'Вы предложили');
  await page.getByText('Сделать поиск по адресу дома.').waitFor();

  await keys.to(release);
  const newest = (await focusedName(page)).replace(/^a /, '');
  assert.equal(await page.getByText(`Опубликовано ${newest}`).count(), 1);
  await keys.to(release, 'Tab', 1);
  const older = (await focusedName(page)).replace(/^a /, '');
  await keys.leads(title);
  await page.getByText(`Опубликовано ${older}`).waitFor();
  await keys.to(/^a .*последн/, 'Tab', 1);
  await keys.leads(title);
  await page.getByText(`Опубликовано ${newest}`).waitFor();

  // A table that is wider than the page has the focus, so that arrows move it.
  await keys.to(/^div .*По группам/);
  await keys.to(/^a Итоги в CSV/, 'Tab', 1);
  await keys.takes(/^information-access\.csv$/);
  await keys.to(/^a Итоги в JSON/, 'Tab', 1);
  await keys.takes(/^information-access\.json$/);
  assert.deepEqual(complaints, []);
});

test('by keyboard alone, on a page of a site: what was decided is opened, and another release', async () => {
  const { keys, page, complaints } = await start('/demo/results.html', title);
  await keys.to(/^summary Что решили, как менялось, скачать/);
  await keys.press('Enter');
  await page.getByText('Сделать поиск по адресу дома.').waitFor();
  await keys.look('what was decided');
  assert.match(await focusedName(page), /^summary/);
  await keys.to(release, 'Tab', 4);
  await keys.to(release, 'Tab', 1);
  const older = (await focusedName(page)).replace(/^\S+ /, '');
  await keys.leads(title);
  await page.getByText(`Опубликовано ${older}`).waitFor();
  assert.deepEqual(complaints, []);
});

/** Ballots enough for a release, some days from now. */
async function release25(days: number, mark: string): Promise<void> {
  const { origin, services } = world();
  const backend = httpBackend(origin);
  const manifest = await backend.readManifest('trial', 'every-kind');
  const answers: Answers = { clear: mark, advise: '9', 'parts.speed': 'good', 'parts.manners': 'so' };
  for (let cast = 0; cast < 25; cast++) {
    const batch = await backend.readBatch('trial', 'every-kind');
    await backend.castBallot('trial', 'every-kind', await wholeBallot('trial', manifest, batch, answers));
  }
  const now = new Date(Date.now() + days * 86_400_000);
  const releases = await tallyBoxes(services, now, { only: { agency: 'trial', survey: 'every-kind' } });
  assert.equal(releases.length, 1);
}

test('by keyboard alone: a wide table, and how marks changed', async () => {
  await release25(0, '4');
  await release25(8, '5');
  const { keys, page, complaints } = await start('/trial/results/every-kind', 'Как Вам помогли с ремонтом');
  // What is wider than the page has the focus, so that arrows move it.
  const table = page.getByRole('region', { name: 'Как мы работаем?' });
  while (!(await table.isVisible())) {
    await keys.to(/^summary Таблица и пояснения/);
    await keys.press('Enter');
  }
  await page.setViewportSize({ width: 320, height: 400 });
  await keys.to(/^div Как мы работаем/, 'Tab', 1);
  const scrolled = (): Promise<number> => table.evaluate((one) => one.scrollLeft);
  assert.equal(await scrolled(), 0);
  for (let pressed = 0; pressed < 20 && !(await scrolled()); pressed++) await keys.press('ArrowRight');
  assert.ok(await scrolled());
  await scrollTo(page, 'Как менялось');
  await keys.to(release);
  await keys.leads('Как Вам помогли с ремонтом');
  assert.deepEqual(complaints, []);
});
