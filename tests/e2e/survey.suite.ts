import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Locator, Request } from 'playwright-core';
import { httpBackend } from '@otklik/core/backend/http.js';
import type { StaffSurveyVersion, StaffTheme, SurveyText } from '@otklik/core/contract/staff/surveys.js';
import type { Answers } from '@otklik/core/contract/surveys.js';
import { wholeBallot } from '@otklik/core/domain/surveys/whole-ballot.js';
import { tallyBoxes } from '@otklik/server/surveys/tally.js';
import { everyKind } from '../support/every-kind.ts';
import { signIn } from '../support/staff.ts';
import { readMain, type World } from './world.ts';

/** What others answer, so that there is enough to be told. */
const others: Answers[] = Array.from({ length: 23 }, (_, at) => ({
  channels: at % 2 ? ['site'] : ['phone'],
  found: at < 12 ? 'yes' : 'no',
  ...(at >= 12 && { lacking: at % 2 ? 'dates' : 'prices' }),
  clear: at % 2 ? '4' : '5',
  advise: at % 2 ? '9' : '10',
  'parts.speed': at % 2 ? 'good' : 'so',
  'parts.manners': at % 2 ? 'good' : 'so',
}));

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
    // Of the same origin: what an ordinary request would take along.
    await page.context().addCookies([{ name: 'session', value: 'staff', url: world().origin }]);
    const posted: Request[] = [];
    const urls: string[] = [];
    page.on('request', (request) => {
      urls.push(decodeURI(request.url()));
      if (request.method() === 'POST') posted.push(request);
    });
    const survey = page.locator('otklik-survey').first();
    await survey.getByRole('textbox').first().fill('меченый-текст');
    await survey.getByRole('radio').first().check();
    await survey.getByRole('button', { name: /Отправить/ }).click();
    await page
      .getByText(/Спасибо/)
      .first()
      .waitFor();
    const [ballot, ...more] = posted;
    assert.ok(ballot && !more.length);
    assert.deepEqual(Object.keys(ballot.postDataJSON() as object).sort(), ['batch', 'hour', 'proof', 'sealed']);
    for (const sent of [ballot.postData() ?? '', ...urls]) assert.ok(!sent.includes('меченый'), sent);
    const headers = await ballot.allHeaders();
    assert.ok(headers['user-agent'], 'all headers are told');
    assert.deepEqual([headers['cookie'], headers['referer']], [undefined, undefined]);
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
    const yes = page.getByRole('listitem').filter({ hasText: /^\s*Да\s/ });
    assert.match(await yes.innerText(), /^Да\s+60\s?%\s+\D*\b15$/);
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  test('from a draft of staff to what was decided: every kind asked, answered in steps, tallied, shown with a theme', async () => {
    const { origin, services } = world();
    const analyst = await signIn({ origin, services }, 'trial', 'survey-analyst', ['analyst']);
    const head = await signIn({ origin, services }, 'trial', 'survey-head', ['head']);
    const id = 'repairs';
    const draft = await analyst<StaffSurveyVersion>('POST', '/surveys', { id, ...everyKind });
    const { page, complaints } = await world().open(`/trial/survey/${id}`);
    await page.getByRole('heading', { name: 'Такой страницы нет' }).waitFor();
    // Before it is opened nobody else knows of it, and the browser says so of the page.
    complaints.length = 0;
    await head('POST', `/surveys/${id}/versions/1/opening`, { revision: draft.revision });

    await page.goto(`${origin}/trial/survey/${id}`);
    const asked = (title: string): Locator => page.getByRole('group', { name: title });
    const next = async (step: string): Promise<void> => {
      await page.getByRole('button', { name: 'Дальше' }).click();
      await page.getByRole('heading', { name: step }).waitFor();
    };
    await page.getByRole('heading', { name: 'Шаг 1 из 3 Что искали' }).waitFor();
    // The server's page has that too; what an answer does to another is the script's.
    await page.locator('otklik-survey').evaluate(async (element) => {
      await customElements.whenDefined(element.localName);
      await (element as HTMLElement & { updateComplete: Promise<unknown> }).updateComplete;
    });
    await page.getByLabel('На сайте').check();
    await page.getByLabel('Никак').check();
    assert.equal(await page.getByLabel('На сайте').isChecked(), false, 'what goes with nothing else stands alone');
    await page.getByLabel('По телефону').check();
    await asked('Нашли, что искали?').getByLabel('Нет', { exact: true }).check();
    await next('Шаг 2 из 4 Чего не хватило');
    await page.getByRole('radio', { name: 'Цен' }).check();
    await next('Шаг 3 из 4 Оценки');
    await asked('Понятно ли написано?').getByLabel('5, понятно').check({ force: true });
    await asked('Посоветуете сайт соседям?').getByLabel('10, непременно').check({ force: true });
    await page.getByRole('radio', { name: 'Скорость Так себе' }).check();
    await page.getByRole('radio', { name: 'Вежливость Хорошо' }).check();
    await next('Шаг 4 из 4 Предложения');
    await page.getByLabel('Что улучшить?').fill('Публиковать цены. Мой телефон 8 (900) 000-00-00');
    // Noticed, and neither blocked nor rewritten.
    await page.getByText('Похоже, здесь есть телефон').waitFor();
    await page.getByRole('button', { name: 'Отправить', exact: true }).click();
    await page.getByRole('heading', { name: 'Спасибо, ответы приняты' }).waitFor();
    await page.getByText('Посмотреть, что ушло').click();
    const sent = page.getByRole('table', { name: 'Ответы до шифрования' });
    assert.match(await sent.innerText(), /Чего не нашли\?\s+Цен[\s\S]*Вежливость\s+Хорошо[\s\S]*8 \(900\) 000-00-00/);

    const backend = httpBackend(origin);
    const manifest = await backend.readManifest('trial', id);
    for (const answers of others)
      await backend.castBallot(
        'trial',
        id,
        await wholeBallot('trial', manifest, await backend.readBatch('trial', id), answers),
      );
    const [release] = await tallyBoxes(services, new Date(), { only: { agency: 'trial', survey: id } });
    assert.deepEqual(release?.counted, { from: 24, to: 24 });
    assert.deepEqual(release.invalid, { from: 0, to: 0 });

    const { items: texts } = await analyst<{ items: SurveyText[] }>('GET', `/surveys/${id}/texts`);
    assert.deepEqual(
      texts.map(({ question, body }) => ({ question, body })),
      [{ question: 'improve', body: 'Публиковать цены. Мой телефон 8 (900) 000-00-00' }],
    );
    await analyst('POST', `/surveys/${id}/themes`, {
      ...{ id: 'prices', question: 'improve', title: { ru: 'Цены на работы' }, decision: 'planned' },
      reason: { ru: 'Опубликуем прайс-лист подрядчиков.' },
    });
    const review = { state: 'published', theme: 'prices', excerpt: 'Публиковать цены.' };
    await analyst('PUT', `/surveys/${id}/texts/${texts[0]?.id}`, review);
    const { items: themes } = await head<{ items: StaffTheme[] }>('GET', `/surveys/${id}/themes`);
    await head('POST', `/surveys/${id}/themes/prices/publication`, { revision: themes[0]?.revision });

    await page.goto(`${origin}/trial/results/${id}`);
    const figures = (title: string): Locator => page.getByRole('heading', { name: title }).locator('..');
    await page.getByText('Ответов: 24.').waitFor();
    assert.match(
      await figures('Нашли, что искали?').innerText(),
      /Да\s+50%\s+ответов:\s+12\s[\s\S]*Нет\s+50%\s+ответов:\s+12\s/,
    );
    assert.match(await figures('Понятно ли написано?').innerText(), /100%[\s\S]*24 из 24/);
    const decided = page.getByRole('listitem').filter({ hasText: 'Цены на работы' });
    assert.match(await decided.innerText(), /«?Публиковать цены\.»?/);
    await page.getByText('Опубликуем прайс-лист подрядчиков.').waitFor();
    assert.ok(!(await readMain(page)).includes('900'), 'what wasn’t published of a text');
    assert.deepEqual(complaints, []);
  });
}
