import type { Locator, Page } from 'playwright-core';

/* The form as a person fills it in, wherever it stands and with or without JavaScript. */

export const question = (page: Page): Locator => page.locator('textarea[name=question]');
export const email = (page: Page): Locator => page.getByLabel('Адрес электронной почты').first();

/** All that must be written but where the answer goes. */
export async function write(page: Page, text = 'График ремонта крыши, ул. Примерная, 5'): Promise<void> {
  await page.getByLabel('Имя и фамилия').fill('Анна Примерова');
  await page.getByLabel('Тема').selectOption({ label: 'Капитальный ремонт' });
  await question(page).fill(text);
}

export async function check(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Проверить и отправить' }).click();
  await page.getByRole('heading', { name: 'Проверьте перед отправкой' }).waitFor();
}

export const send = (page: Page): Promise<void> =>
  page.locator('otklik-consultation').getByRole('button', { name: 'Отправить', exact: true }).click();

/** Until the receipt is there. */
export const kept = (page: Page): Promise<void> => page.getByRole('heading', { name: 'Сохраните код' }).waitFor();

/** What stands in the fields, by name: what is typed and what is chosen. */
export const fields = (page: Page): Promise<Record<string, string>> =>
  page.locator('otklik-consultation').evaluate(({ shadowRoot }) => {
    const found: Record<string, string> = {};
    for (const one of shadowRoot?.querySelectorAll<HTMLInputElement>('[name]') ?? [])
      if (!/^(?:hidden|file|submit|button)$/.test(one.type) && (one.type !== 'radio' || one.checked))
        found[one.name] = one.value;
    return found;
  });
