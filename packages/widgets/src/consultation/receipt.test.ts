import { expect, fixtureCleanup } from '@open-wc/testing';
import { render } from 'lit-html';
import { qrView } from '../base/qr.ts';
import { serveBackend, testBackend } from '../testing/memory.ts';
import { withOldReduce } from '@otklik/core/testing/old-library.js';
import { answerWith, type Answer } from '../testing/worker.ts';
import { asks, named, says, sent, shown, text, until } from './filing.testing.ts';
import type { OtklikConsultation } from './consultation.ts';
import './consultation.define.ts';

const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/;
const codeOf = (element: OtklikConsultation): string => code.exec(text(element))?.[0] ?? '';

async function received(): Promise<OtklikConsultation> {
  const element = await shown(testBackend());
  await sent(element);
  await says(element, code);
  return element;
}

/** Until it is undone, a property is something else. */
function instead(object: object, name: string, value: unknown): () => void {
  const own = Object.getOwnPropertyDescriptor(object, name);
  Object.defineProperty(object, name, { value, configurable: true, writable: true });
  return () => {
    if (own) Object.defineProperty(object, name, own);
    else Reflect.deleteProperty(object, name);
  };
}

describe('the receipt', () => {
  afterEach(() => fixtureCleanup());

  it('asks before it is left, until it is copied', async () => {
    const element = await received();
    expect(asks()).to.equal(true);
    const copied: string[] = [];
    const undo = instead(navigator, 'clipboard', { writeText: async (one: string) => void copied.push(one) });
    named(element, 'Скопировать код').click();
    await says(element, 'Код скопирован');
    undo();
    expect(copied).to.deep.equal([codeOf(element)]);
    expect(asks()).to.equal(false);
  });

  it('is selected where nothing can be copied, and still asks', async () => {
    const element = await received();
    for (const clipboard of [undefined, { writeText: () => Promise.reject(new Error('forbidden')) }]) {
      const undo = instead(navigator, 'clipboard', clipboard);
      named(element, 'Скопировать код').click();
      await says(element, 'Код выделен: нажмите Ctrl+C');
      undo();
      const field = element.renderRoot.activeElement as HTMLInputElement;
      expect(field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0)).to.equal(codeOf(element));
    }
    expect(asks()).to.equal(true);
  });

  it('is saved as a text that says how to open the case', async () => {
    const element = await received();
    const saved: { name: string; file?: Blob | undefined }[] = [];
    let last: Blob | undefined;
    const undo = [
      instead(URL, 'createObjectURL', (file: Blob) => ((last = file), 'blob:x')),
      instead(HTMLAnchorElement.prototype, 'click', function (this: HTMLAnchorElement) {
        saved.push({ name: this.download, file: last });
      }),
    ];
    named(element, 'Скачать').click();
    await says(element, 'Файл с кодом сохранён');
    for (const one of undo) one();
    expect(saved[0]?.name).to.equal('И-1001-26.txt');
    const words = ((await saved[0]?.file?.text()) ?? '').replace(/\s+/g, ' ');
    for (const part of [
      'Номер запроса: И-1001/26',
      `Код доступа: ${codeOf(element)}`,
      '30 декабря 2026',
      '/housing/case',
    ])
      expect(words).to.contain(part);
    expect(asks()).to.equal(false);
  });

  it('is printed', async () => {
    const element = await received();
    let printed = 0;
    const undo = instead(window, 'print', () => printed++);
    named(element, 'Напечатать').click();
    undo();
    expect(printed).to.equal(1);
    expect(asks()).to.equal(false);
  });

  it('stays until it is kept, even when another one is to be written', async () => {
    const element = await received();
    const again = [...element.renderRoot.querySelectorAll('a')].find((a) => a.textContent === 'Отправить ещё один');
    again?.click();
    await says(element, 'Сначала сохраните код');
    named(element, 'Код сохранён у меня').click();
    await until(() => /Сохраните код/.test(element.renderRoot.activeElement?.textContent ?? ''));
    again?.click();
    await says(element, 'Задать вопрос');
    expect(text(element)).not.to.match(code);
  });

  it('goes to a phone as a code that holds no more than the code, where the case has no address', async () => {
    const element = await received();
    await until(() => element.renderRoot.querySelector('.carry svg'));
    expect(element.renderRoot.querySelector('.carry svg')?.getAttribute('aria-label')).to.equal(
      'QR-код с кодом доступа',
    );
    expect(element.renderRoot.querySelector('.carry')?.textContent?.trim()).to.equal('');
  });

  it('has its code on a page whose old library reduces lists otherwise', async () => {
    const drawn = (): string | undefined => {
      const place = document.createElement('div');
      render(qrView('P344-KB7Q-MJHF', ''), place);
      return place.querySelector('path')?.getAttribute('d') ?? undefined;
    };
    expect(await withOldReduce(drawn)).to.match(/^M4 4h7v1h-7z/);
    expect(drawn()).to.match(/^M4 4h7v1h-7z/);
  });

  it('leads a phone to the case by a fragment, never by a path or a query', async () => {
    const asked: string[] = [];
    const serve = serveBackend(testBackend()) as Answer;
    await answerWith((request) => (asked.push(request.url), serve(request)));
    const element = document.createElement('otklik-consultation') as OtklikConsultation;
    Object.assign(element, { backend: location.origin, agency: 'housing' });
    document.body.append(element);
    await until(() => element.renderRoot.querySelectorAll('[name=topic] option').length > 1);
    await sent(element);
    await says(element, code);
    await until(() => element.renderRoot.querySelector('.carry svg'));
    expect(element.renderRoot.querySelector('.carry svg')?.getAttribute('aria-label')).to.equal(
      'QR-код: открыть запрос на телефоне',
    );
    const own = codeOf(element);
    const drawn = (root: ParentNode): unknown => root.querySelector('svg.qr path')?.getAttribute('d');
    const expected = document.createElement('div');
    render(qrView(`${location.origin}/housing/case#otklik-code=${own}`, '', false), expected);
    expect(drawn(element.renderRoot)).to.equal(drawn(expected));
    expect(asked.some((url) => url.includes(own))).to.equal(false);
    expect(element.renderRoot.innerHTML.split(own)).to.have.length(2);
    element.remove();
    await answerWith(null);
  });
});
