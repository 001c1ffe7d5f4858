import type { Page } from 'playwright-core';

/** What a person answers, by the words on the page. */
export interface Given {
  marks?: string[];
  missing?: string;
  wish?: string;
}

const cyrillic = 'Очень долго искал ответ и не нашёл. ';
const emoji = '👩‍👩‍👧‍👦🇷🇺';

/** Sets of answers that differ as much as they can. */
export const differentAnswers: Record<string, Given> = {
  'one mark': { marks: ['Через сайт'] },
  'another mark': { marks: ['По телефону'] },
  'a mark and all choices': { marks: ['Ремонт', 'Плата', 'Отопление'] },
  'a short text': { missing: 'a' },
  'a long text in Cyrillic': { missing: cyrillic.repeat(9).slice(0, 300).trim() },
  'a long text of emoji': { wish: emoji.repeat(20).slice(0, 290) },
  everything: {
    marks: ['Через сайт', 'Ремонт', 'Плата', 'Отопление'],
    missing: cyrillic.repeat(9).slice(0, 300).trim(),
    wish: '"\\'.repeat(150),
  },
};

/**
 * Opens a page with the survey, answers and sends.
 * @returns null, or what the page says when the ballot didn't go
 */
export async function answer(page: Page, url: string, { marks = [], missing, wish }: Given): Promise<string | null> {
  await page.goto(url);
  // Before its script is there, a form of the back end's own page is posted in clear.
  const survey = page.locator('otklik-survey:defined');
  await survey.getByRole('button', { name: /Отправить/ }).waitFor();
  for (const mark of marks) await survey.getByLabel(mark, { exact: true }).check();
  if (missing) await survey.getByRole('textbox', { name: /Чего не хватило/ }).fill(missing);
  if (wish) await survey.getByRole('textbox', { name: /Что предложите/ }).fill(wish);
  await survey.getByRole('button', { name: /Отправить/ }).click();
  const thanks = survey.getByRole('heading', { name: /Спасибо/ });
  const alert = survey.getByRole('alert');
  await thanks.or(alert).first().waitFor();
  return (await thanks.isVisible()) ? null : alert.first().innerText();
}
