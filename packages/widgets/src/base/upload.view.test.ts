import { expect, fixture, html } from '@open-wc/testing';
import type { ClientBackend } from '@otklik/core/backend/port.js';
import { BackendError } from '@otklik/core/backend/error.js';
import { contentProblems } from '@otklik/core/contract/uploads.js';
import { testBackend } from '../testing/memory.ts';
import { baseStyles } from './base.styles.ts';
import { ru as base } from './base.messages.ts';
import { OtklikElement } from './element.ts';
import { formStyles } from './form.styles.ts';
import type { Catalogue } from './messages.ts';
import { summaryStyles } from './summary.styles.ts';
import { deviceClock } from './upload.clock.ts';
import { en } from './upload.messages.en.ts';
import { ru } from './upload.messages.ts';
import { uploadStyles } from './upload.styles.ts';
import { Uploads } from './upload.view.ts';

class UploadProbe extends OtklikElement {
  static override styles = [...baseStyles, formStyles, summaryStyles, uploadStyles];
  static override catalogue: Catalogue = { ru: { ...base, ...ru }, load: () => Promise.resolve({ en }) };
  files = new Uploads(this, { max: 3 });
  protected override view(): unknown {
    return this.files.view();
  }
}
customElements.define('upload-probe', UploadProbe);

const txt = (name: string, size = 10): File => new File([new Uint8Array(size).fill(0x61)], name);

async function shown(
  change: Partial<ClientBackend> = {},
  attributes: Record<string, string> = {},
): Promise<UploadProbe> {
  const element = document.createElement('upload-probe') as UploadProbe;
  element.backend = { ...testBackend(), ...change };
  element.agency = 'housing';
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  (await fixture(html`<div></div>`)).append(element);
  while (element['coming']) await new Promise((done) => setTimeout(done));
  await element.updateComplete;
  return element;
}

/** As a person does who picks them in the browser's own window. */
async function choose(element: UploadProbe, ...files: File[]): Promise<void> {
  const input = element.renderRoot.querySelector<HTMLInputElement>('input[type=file]') as HTMLInputElement;
  const data = new DataTransfer();
  for (const file of files) data.items.add(file);
  input.files = data.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await until(
    element,
    () => element.files.rows.length > 0 && !element.files.rows.some(({ state }) => state === 'waiting'),
  );
}

async function until(element: UploadProbe, fits: () => unknown): Promise<void> {
  for (let tries = 0; !fits(); tries++) {
    if (tries > 3500) throw new Error(`never: ${fits.toString()}`);
    await new Promise((done) => setTimeout(done, 2));
  }
  await element.updateComplete;
}

const words = (node: Node | null | undefined): string => node?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const rows = (element: UploadProbe): string[] =>
  [...element.renderRoot.querySelectorAll('.upl > li > div:first-child')].map(words);
const button = (element: UploadProbe, name: string): HTMLButtonElement => {
  const found = [...element.renderRoot.querySelectorAll('button')].find((one) => words(one) === name);
  if (!found)
    throw new Error(`no button «${name}»: ${[...element.renderRoot.querySelectorAll('button')].map(words).join(', ')}`);
  return found;
};
const said = (element: UploadProbe): string => words(element.renderRoot.querySelector('[role=status]'));
const silent = new Promise<never>(() => undefined);

describe('files in a form', () => {
  it('have a labelled control that says what fits, and rows with name, size and what can be done', async () => {
    const element = await shown();
    const input = element.renderRoot.querySelector<HTMLInputElement>('input[type=file]');
    const label = input
      ?.getAttribute('aria-labelledby')
      ?.split(' ')
      .map((id) => words(element.renderRoot.getElementById(id)));
    expect(label).to.deep.equal(['Файлы (если нужны)', 'Выбрать файлы']);
    expect(input?.multiple).to.equal(true);
    expect(input?.accept).to.contain('.pdf').and.not.to.contain('.exe');
    expect(words(element.renderRoot.getElementById('files-hint'))).to.match(
      /PDF, DOCX.*До 3 файлов, каждый не больше 10 МБ/,
    );
    await choose(element, txt('план.txt', 20_000));
    await until(element, () => !element.files.busy);
    expect(rows(element)).to.deep.equal(['план.txt Загружен, 20 КБ']);
    expect(element.renderRoot.querySelector('bdi')?.textContent).to.equal('план.txt');
    expect(button(element, 'Убрать план.txt').name).to.equal('');
    expect(input?.value).to.equal('');
    await expect(element).to.be.accessible();
  });

  it('tell of beginning, quarters and end, and of nothing in between', async () => {
    const element = await shown();
    const heard: string[] = [];
    const status = element.renderRoot.querySelector('[role=status]') as Element;
    new MutationObserver(() => heard.push(said(element))).observe(status, { childList: true, subtree: true });
    await choose(element, txt('а.txt', 7_000_000));
    await until(element, () => !element.files.busy);
    const once = [...new Set(heard)].filter(Boolean);
    expect(once[0]).to.equal('а.txt. Загружаем');
    expect(once.at(-1)).to.equal('а.txt. Загружен, 7 МБ');
    expect(once.slice(1, -1).every((one) => /^а\.txt\. Загружено (25|50|75)\u00a0?\s?%$/.test(one))).to.equal(
      true,
      once.join('; '),
    );
    expect(once.length).to.be.within(3, 5);
    expect(heard.filter(Boolean)).to.deep.equal(once);
  });

  it('show how far they are, as words and as a bar, and can be cancelled', async () => {
    const backend = testBackend();
    let sent = 0;
    // Each part takes a quarter of a second by the device's clock.
    const { now } = deviceClock;
    deviceClock.now = () => sent * 250;
    const element = await shown({
      appendToUpload: (agency, name, offset, part) =>
        ++sent > 1 ? silent : backend.appendToUpload(agency, name, offset, part),
      createUpload: (...asked) => backend.createUpload(...asked),
      deleteUpload: (...asked) => backend.deleteUpload(...asked),
    });
    await choose(element, txt('а.txt', 256_000));
    await until(element, () => sent === 2);
    deviceClock.now = now;
    expect(rows(element)[0]).to.match(/^а\.txt Загружаем: 25 %, осталась 1 секунда/);
    const bar = element.renderRoot.querySelector('progress');
    expect([bar?.value, bar?.getAttribute('aria-label')]).to.deep.equal([25, 'а.txt']);
    await expect(element).to.be.accessible();
    button(element, 'Отменить загрузку а.txt').click();
    await until(element, () => element.files.rows.length === 0);
    expect(element.files.busy).to.equal(false);
    expect(element.renderRoot.activeElement?.id).to.equal('files');
    expect(said(element)).to.equal('а.txt. Убрали из списка');
  });

  it('removed, lead the focus to the next, to the last, and then to the control', async () => {
    const element = await shown();
    await choose(element, txt('а.txt'), txt('б.txt'), txt('в.txt'));
    await until(element, () => !element.files.busy);
    const focused = (): string =>
      words(element.renderRoot.activeElement) || (element.renderRoot.activeElement?.id ?? '');
    const removed = async (name: string): Promise<string> => {
      const before = element.files.rows.length;
      button(element, `Убрать ${name}`).click();
      await until(element, () => element.files.rows.length < before);
      return focused();
    };
    expect(await removed('а.txt')).to.equal('Убрать б.txt');
    expect(await removed('в.txt')).to.equal('Убрать б.txt');
    expect(await removed('б.txt')).to.equal('files');
  });

  it('say on a broken line that they go on by themselves, and can be hurried without losing the focus', async () => {
    const backend = testBackend();
    let broken = true;
    let tried = 0;
    const element = await shown({
      createUpload: (...asked) => {
        tried++;
        return broken ? Promise.reject(new BackendError('network')) : backend.createUpload(...asked);
      },
      readUpload: (...asked) => backend.readUpload(...asked),
      appendToUpload: (...asked) => backend.appendToUpload(...asked),
    });
    await choose(element, txt('а.txt'));
    await until(element, () => element.files.rows[0]?.state === 'paused');
    expect(rows(element)[0]).to.match(/Нет связи, загружено 0 %\. Продолжим сами, когда она появится/);
    button(element, 'Ещё раз загрузить а.txt').click();
    await until(element, () => tried === 2 && element.files.rows[0]?.state === 'paused');
    broken = false;
    // It goes on by itself, and the button that is held goes away.
    button(element, 'Ещё раз загрузить а.txt').focus();
    dispatchEvent(new Event('online'));
    await until(element, () => !element.files.busy);
    await until(element, () => element.renderRoot.activeElement);
    expect(words(element.renderRoot.activeElement)).to.equal('Убрать а.txt');
  });

  for (const lang of ['ru', 'en']) {
    it(`that are refused have a sentence for every code, with what to do (${lang})`, async () => {
      const element = await shown({}, { lang });
      const before = ['file_unreadable', 'file_too_large', 'name.too_long', 'uploads_full', 'too_many_attempts'];
      const after = ['upload_unknown', 'upload_unfinished', 'upload_refused', 'repeated'];
      const all = [...contentProblems, ...before, ...after];
      const sentences = all.map((code) => element.files.why({ code, params: { max: 200, format: 'PDF', found: 'x' } }));
      expect(new Set(sentences).size).to.equal(all.length);
      for (const sentence of sentences)
        expect(sentence).to.match(lang === 'ru' ? /^[А-Я][^{}]+\.$/ : /^[A-Z][^{}]+\.$/);
      const other = element.files.why({ code: 'agency_unknown', params: {} });
      expect(sentences).not.to.include(other);
      expect(element.files.why({ code: 'file_damaged', params: { entry: 'а/б.pdf' } })).to.match(/а\/б\.pdf/);
    });
  }

  it('that can’t go say why beside their name, and what wasn’t taken is named', async () => {
    const element = await shown();
    await choose(element, txt('вирус.exe'), txt('а.txt'), txt('А.TXT'), txt('б.txt'), txt('лишний.txt'));
    await until(element, () => !element.files.busy);
    expect(rows(element)[0]).to.equal(
      'вирус.exe Не приложен. Такие файлы не принимаем. Сохраните его как PDF и приложите снова.',
    );
    expect([...element.renderRoot.querySelectorAll('.left li')].map(words)).to.deep.equal([
      '«А.TXT» уже в списке. Если это другой файл, переименуйте его и выберите снова.',
      '«лишний.txt» не взяли: можно приложить не больше 3. Уберите лишнее или соберите файлы в архив ZIP.',
    ]);
    expect(element.files.problems()).to.have.length(1);
    expect(element.renderRoot.querySelector('input')?.getAttribute('aria-describedby')).to.contain('files-left');
    await expect(element).to.be.accessible();
  });

  it('dropped are taken like chosen ones; text that is dropped isn’t', async () => {
    const element = await shown();
    const place = element.renderRoot.querySelector('.uploads') as Element;
    const data = new DataTransfer();
    data.items.add(txt('а.txt'));
    const over = new DragEvent('dragover', { dataTransfer: data, bubbles: true, cancelable: true });
    place.dispatchEvent(over);
    await element.updateComplete;
    expect([over.defaultPrevented, place.className]).to.deep.equal([true, 'field uploads over']);
    place.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    await until(element, () => element.files.rows.length && !element.files.busy);
    expect(place.className.trim()).to.equal('field uploads');
    const text = new DataTransfer();
    text.setData('text/plain', 'а');
    const other = new DragEvent('dragover', { dataTransfer: text, bubbles: true, cancelable: true });
    place.dispatchEvent(other);
    expect(other.defaultPrevented).to.equal(false);
  });

  it('are named for the request, and an error at one of them leads to its row', async () => {
    const element = await shown();
    await choose(element, txt('а.txt'), txt('б.txt'));
    await until(element, () => !element.files.busy);
    expect(element.files.names()).to.have.length(2);
    element.files.refuse([{ path: 'files.1', code: 'upload_unknown', params: {} }]);
    await element.updateComplete;
    const row = element.renderRoot.querySelector('[name="files.1"]')?.closest('li');
    expect(words(row)).to.match(/^б\.txt Не приложен\. Файл ждал отправки слишком долго/);
    button(element, 'Ещё раз загрузить б.txt').click();
    await until(element, () => element.files.names().length === 2);
    element.files.clear();
    await element.updateComplete;
    expect(rows(element)).to.deep.equal([]);
  });

  it('don’t show where the back end takes none', async () => {
    const element = await shown({ createUpload: undefined as never });
    expect(element.renderRoot.querySelector('input')).to.equal(null);
  });
});
