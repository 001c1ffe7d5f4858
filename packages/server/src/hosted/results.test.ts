import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Release } from '@otklik/core/contract/surveys.js';
import { publishes } from '@otklik/widgets/results/results.examples.js';
import { august, manifest, november, october, september } from '@otklik/widgets/results/results.published.examples.js';
import { agency } from '@otklik/widgets/consultation/consultation.examples.js';
import type { ServerBackend } from '../backend.ts';
import { resultsPage } from './pages.ts';

interface Read {
  html: string;
  /** What a person reads, white space as one space. */
  text: string;
}

/** The page as the server makes it, with nothing that a script would add. */
async function read(releases: Release[], release?: string, language: 'ru' | 'en' = 'ru'): Promise<Read> {
  const backend = { readAgency: async () => agency, ...publishes(releases) } as unknown as ServerBackend;
  const context = { backend, agency: 'housing', language, audience: 'external', now: new Date('2026-11-22T08:00:00Z') };
  const { html } = await resultsPage({ ...context, audience: 'external' }, manifest.survey, release);
  const text = html
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/g, ' ')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
  return { html, text };
}

test('without JavaScript all is there: tables, changes, decisions, groups, files', async () => {
  const { html, text } = await read([november, october, september]);
  assert.match(text, /Ответов: 412\. Опубликовано 9 ноября 2026/);
  assert.match(text, /68% поставили 4 или 5: 261 из 384 оценок/);
  assert.match(text, /Доля: \(оценки 4 и 5\) ÷ 384/);
  assert.match(text, /Вы предложили – мы сделали .*Мы сделали, 20 октября 2026 Переписали 14 страниц/);
  assert.match(text, /Как менялось .*14 сентября 2026 18 61% – 12 октября 2026 300 50% 3,2 9 ноября 2026 384 68% 3,8/);
  assert.match(text, /Ответы по группам .*Сайт Службы 65% 140/);
  assert.match(text, /Принято 415 = учтено 412 \+ не прошло проверку 3/);
  assert.match(html, /href="\/api\/v1\/agencies\/housing\/surveys\/information-access\/releases\.csv"/);
  assert.match(html, /href="\/housing\/survey\/information-access\/stored"/);
  // A table for each question that has figures, two of them in what opens by itself, without a script.
  assert.equal(html.match(/<details class=["']?details/g)?.length, 7);
  assert.doesNotMatch(text, /Загружаем/);
});

test('another release stands at an address of its own, with the questions of its time', async () => {
  const { html } = await read([october, august]);
  const [, query = ''] =
    /href="\/housing\/results\/information-access\?release=([^"&]+)"[^>]*>[^<]*(?:<!--[^>]*-->)*10\s?августа/.exec(
      html.replaceAll('\u00a0', ' '),
    ) ?? [];
  assert.equal(query, august.id);
  const { text } = await read([october, august], query);
  assert.match(text, /Довольны ли Вы сайтом/);
  assert.match(text, /Анкета с тех пор изменилась/);
  assert.match(text, /Легко ли было искать на сайте\?/);
  assert.match((await read([october, august], 'no-such-release')).text, /Опубликовано 12 октября 2026/);
});

test('none yet, and in English', async () => {
  assert.match((await read([])).text, /Итогов пока нет\. Итоги опубликуем, когда новых ответов будет не меньше 20/);
  const { text } = await read([september], undefined, 'en');
  assert.match(text, /Responses: 10–19\. Published on 14 September 2026/);
  assert.match(text, /a large majority/);
});
