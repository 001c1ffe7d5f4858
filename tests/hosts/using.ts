import type { ElementHandle, Frame } from 'puppeteer-core';

/* All widgets used, each as a person does it: by the mouse and the keyboard. */

/** Of the tags, as they stand on every host page. */
export const widgets = ['feed', 'channels', 'consultation', 'case', 'survey', 'results'] as const;
export type Widget = (typeof widgets)[number];

/** How long something may take to come, ms: machines are busy. */
const patience = 20_000;
/** Between two looks, ms. */
const pause = 50;

/** Something in a widget once it is shown: what fits the selector and has these words in it or as its label. */
export async function find(frame: Frame, widget: Widget, selector: string, words = ''): Promise<ElementHandle> {
  // Not by puppeteer's own waiting, which makes functions of text: a strict policy forbids that.
  for (const until = Date.now() + patience; ; await new Promise((done) => setTimeout(done, pause))) {
    const handle = await frame.evaluateHandle(
      (tag, selector, words) => {
        const said = (one: HTMLElement): string => `${one.innerText} ${one.getAttribute('aria-label') ?? ''}`;
        const root = document.querySelector(tag)?.shadowRoot;
        const fitting = [...(root?.querySelectorAll<HTMLElement>(selector) ?? [])];
        return fitting.find((one) => one.checkVisibility() && said(one).replace(/\s/g, ' ').includes(words));
      },
      `otklik-${widget}`,
      selector,
      words,
    );
    const element = handle.asElement();
    if (element) return element as ElementHandle;
    if (Date.now() > until) throw new Error(`no ${selector} “${words}” in ${widget}`);
  }
}

async function press(frame: Frame, widget: Widget, selector: string, words = ''): Promise<void> {
  await (await find(frame, widget, selector, words)).click();
}

async function type(frame: Frame, widget: Widget, selector: string, text: string): Promise<void> {
  const field = await find(frame, widget, selector);
  await field.click();
  await frame.page().keyboard.type(text);
}

const read = (element: ElementHandle): Promise<string> => element.evaluate((one) => (one as HTMLElement).innerText);

/** Until every widget shows what it has fetched. */
export async function rendered(frame: Frame): Promise<void> {
  await find(frame, 'feed', 'article');
  await find(frame, 'channels', 'li');
  await find(frame, 'consultation', 'select');
  await find(frame, 'case', 'input');
  await find(frame, 'survey', 'button.main');
  await find(frame, 'results', 'summary');
}

/** What is done with each; throws where it doesn't answer. */
export async function use(frame: Frame): Promise<void> {
  await press(frame, 'feed', '[part~=title]', 'Публикация 2');
  await find(frame, 'feed', 'article p', 'Подробный текст');
  await press(frame, 'feed', '.useful button', 'Да');
  await find(frame, 'feed', '.useful [role=status]', 'Спасибо');

  await press(frame, 'channels', 'label', 'Написать');
  await find(frame, 'channels', '[role=status]', 'Подходит');

  await type(frame, 'consultation', '[name="applicant.name"]', 'Анна Примерова');
  await (await find(frame, 'consultation', '[name=topic]')).select('repair');
  await type(frame, 'consultation', '[name=question]', 'Когда починят крышу?');
  await type(frame, 'consultation', '[name="contact.email.email"]', 'anna@example.org');
  await press(frame, 'consultation', 'button', 'Проверить и отправить');
  await find(frame, 'consultation', 'h2, h3', 'Проверьте перед отправкой');
  await press(frame, 'consultation', 'button.main', 'Отправить');
  await find(frame, 'consultation', 'h2, h3', 'Сохраните код');
  const receipt = await read(await find(frame, 'consultation', '[part~=receipt]'));
  const [code] = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(receipt) ?? [];
  if (!code) throw new Error(`no code on the receipt: ${receipt}`);

  await type(frame, 'case', '[name=code]', code);
  await press(frame, 'case', 'button', 'Показать');
  await find(frame, 'case', 'h3, h4', 'Вы отправили запрос');

  await press(frame, 'survey', 'label', '4');
  await press(frame, 'survey', 'label', 'Телефон');
  await press(frame, 'survey', 'label', 'Плата за жильё');
  await type(frame, 'survey', 'textarea', 'Схемы проезда');
  await press(frame, 'survey', 'button.main', 'Отправить');
  await find(frame, 'survey', 'h2, h3', 'Спасибо');

  await press(frame, 'results', 'summary', 'Таблица и пояснения');
  await find(frame, 'results', 'table');
}

/** What isn't as it has to be wherever widgets stand: not shown, the fallback beside it, wider than its place. */
export const misplaced = (frame: Frame): Promise<string[]> =>
  frame.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[backend]')].flatMap((element) => {
      const view = element.shadowRoot?.querySelector<HTMLElement>('.o');
      const name = element.localName;
      if (!view?.checkVisibility() || view.offsetHeight < 60) return [`${name} isn't shown`];
      return [
        ...([...element.children].some((one) => one.checkVisibility()) ? [`${name} shows its fallback`] : []),
        ...(view.scrollWidth > view.clientWidth ? [`${name} ${view.scrollWidth} > ${view.clientWidth}`] : []),
      ];
    }),
  );
