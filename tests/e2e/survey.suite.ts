import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { tallyBoxes } from '@otklik/server/surveys/tally.js';
import { readMain, type World } from './world.ts';

export function surveySuite(world: () => World): void {
  test('JavaScript off: the survey is posted in clear over TLS and sealed on arrival', async () => {
    const { page } = await world().open('/housing/survey/usefulness', { javaScriptEnabled: false });
    await page.getByText(/Защита слабее/).waitFor();
    await page.getByLabel('Да', { exact: true }).check();
    await page.getByRole('button', { name: /Отправить/ }).click();
    await page
      .getByText(/Спасибо/)
      .first()
      .waitFor();
    await page.context().close();
  });

  test('answers leave the browser sealed: no word of them in any request, cookies and referrer neither', async () => {
    const { page, complaints } = await world().open('/demo/survey.html');
    const bodies: string[] = [];
    const headers: Record<string, string>[] = [];
    page.on('request', (request) => {
      if (request.method() !== 'POST') return;
      bodies.push(request.postData() ?? '');
      headers.push(request.headers());
    });
    const survey = page.locator('otklik-survey').first();
    await survey.getByRole('textbox').first().fill('меченый-текст');
    await survey.getByRole('radio').first().check();
    await survey.getByRole('button', { name: /Отправить/ }).click();
    await page
      .getByText(/Спасибо/)
      .first()
      .waitFor();
    assert.equal(bodies.length, 1);
    assert.deepEqual(Object.keys(JSON.parse(bodies[0] ?? '{}') as object).sort(), ['batch', 'hour', 'proof', 'sealed']);
    assert.ok(!bodies[0]?.includes('меченый'));
    assert.equal(headers[0]?.cookie, undefined);
    assert.ok(!headers[0]?.referer);
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  test('25 sealed ballots sent by the widget become one release, which otklik-results shows', async () => {
    const { page, complaints } = await world().open('/trial/survey/usefulness');
    const { database } = world().services;
    const rows = async (): Promise<number> => {
      const found = await sql<{ n: number }>`select count(*)::int as n from ballots`.execute(database.db);
      return found.rows[0]?.n ?? -1;
    };
    const before = await rows();
    for (let sent = 0; sent < 25; sent++) {
      await page.getByLabel(sent < 15 ? 'Да' : 'Нет', { exact: true }).check();
      await page.getByRole('button', { name: /Отправить/ }).click();
      await page
        .getByText(/Спасибо/)
        .first()
        .waitFor();
      await page.goto(`${world().origin}/trial/survey/usefulness`);
    }
    assert.equal(await rows(), before + 25);
    await tallyBoxes(world().services, new Date());
    const left = await sql<{ n: number }>`select count(*)::int as n from ballots b
      join batches k on k.id = b.batch where k.agency = 'trial'`.execute(database.db);
    assert.equal(left.rows[0]?.n, 0);
    await page.goto(`${world().origin}/trial/results/usefulness`);
    const results = await readMain(page);
    assert.match(results, /Ответов: 25/);
    assert.match(results, /15/);
    assert.match(results, /60/);
    assert.deepEqual(complaints, []);
    await page.context().close();
  });
}
