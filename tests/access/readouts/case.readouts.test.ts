import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { codeOf } from '../../e2e/world.ts';
import { task } from './expectation.ts';
import { readingWorld } from './reading.ts';
import { focused, readOut } from './tree.ts';

const { open } = readingWorld();
const heard = (page: Page): Promise<string[]> => readOut(page, 'otklik-case');

/** Opens a case of the demonstration in a state, by the code that its page tells. */
async function opened(state: string): Promise<Page> {
  const page = await open('/demo/case.html');
  await page.getByLabel('Код из квитанции').fill(await codeOf(page, state));
  await page.getByRole('button', { name: 'Показать', exact: true }).press('Enter');
  await page.waitForFunction(() =>
    document.querySelector('otklik-case')?.shadowRoot?.activeElement?.matches('[tabindex="-1"]'),
  );
  return page;
}

test('case: a question for clarification answered', async () => {
  const { hears, done } = task('case-clarify');
  const page = await opened('Нужно уточнение');
  hears('the case is opened: where the focus is', [focused(await heard(page))]);
  hears('what is asked, and what can be done', await heard(page));
  await page.getByRole('textbox').first().fill('Дом 5 по ул. Примерной, за 2026 год');
  await page.getByRole('button', { name: /^Отправить/ }).press('Enter');
  await page.getByText('Дом 5 по ул. Примерной, за 2026 год').first().waitFor();
  hears('answered: where the focus is', [focused(await heard(page))]);
  done();
});

test('case: a refusal read', async () => {
  const { hears, done } = task('case-refusal');
  const page = await opened('Отказано');
  hears('the case is opened: where the focus is', [focused(await heard(page))]);
  hears('the refusal is read', await heard(page));
  done();
});
