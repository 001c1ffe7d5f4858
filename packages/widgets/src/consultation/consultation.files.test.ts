import { expect, fixture, html } from '@open-wc/testing';
import type { ClientBackend } from '@otklik/core/backend/port.js';
import { BackendError } from '@otklik/core/backend/error.js';
import { showExample } from '../base/example.ts';
import { testBackend } from '../testing/memory.ts';
import { fill, filled } from './consultation.examples.ts';
import { text, told, until } from './filing.testing.ts';
import type { OtklikConsultation } from './consultation.ts';
import './consultation.define.ts';

const txt = (name: string, size = 10): File => new File([new Uint8Array(size).fill(0x61)], name);

/** The form with what a person typed, touched, so that the place for files is there. */
async function shown(change: Partial<ClientBackend> = {}): Promise<OtklikConsultation> {
  const backend = { ...testBackend(), ...change };
  const element = (await showExample(
    'otklik-consultation',
    { name: '', backend },
    await fixture(html`<div></div>`),
  )) as OtklikConsultation;
  element.renderRoot.querySelector<HTMLElement>('[name="applicant.name"]')?.focus();
  fill(element, filled);
  await until(() => element.renderRoot.querySelector('input[name=files]'));
  return element;
}

function choose(element: OtklikConsultation, ...files: File[]): void {
  const input = element.renderRoot.querySelector<HTMLInputElement>('input[name=files]') as HTMLInputElement;
  const data = new DataTransfer();
  for (const file of files) data.items.add(file);
  input.files = data.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

const press = (element: OtklikConsultation, name: string): void => {
  const words = (button: Element): string => button.textContent?.replace(/\s+/g, ' ').trim() ?? '';
  const buttons = [...element.renderRoot.querySelectorAll('button')];
  const found = buttons.find((one) => words(one) === name && one.checkVisibility());
  if (!found) throw new Error(`no button «${name}»: ${buttons.map(words).join(', ')}`);
  found.click();
};
const says = (element: OtklikConsultation, words: string): Promise<void> =>
  until(() => text(element).includes(words), words);
const main = (element: OtklikConsultation): void =>
  [...element.renderRoot.querySelectorAll<HTMLElement>('button.main')].find((one) => one.checkVisibility())?.click();

describe('files of a consultation', () => {
  it('are shown once more before it goes, and go with it', async () => {
    const { backend, attempts } = told();
    const element = await shown(backend);
    choose(element, txt('план.txt', 20_000), txt('смета.txt'));
    await says(element, 'смета.txt Загружен');
    main(element);
    await says(element, 'Проверьте перед отправкой');
    expect(text(element)).to.match(/Файлы план\.txt, 20 КБ ?смета\.txt, 1 КБ/);
    main(element);
    await says(element, 'Сохраните код');
    expect(attempts[0]?.body.files).to.have.length(2);
    const receipt = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text(element))?.[0] ?? '';
    const found = await backend.readCase?.('housing', receipt);
    const [received] = found?.timeline ?? [];
    expect(received?.type === 'received' && received.files?.map(({ title }) => title.ru)).to.deep.equal([
      'план.txt',
      'смета.txt',
    ]);
  });

  it('under way are waited for, and it is said', async () => {
    const backend = testBackend();
    let release: (() => void) | undefined;
    const element = await shown({
      ...backend,
      createUpload: (...asked) =>
        new Promise<void>((done) => (release = done)).then(() => backend.createUpload(...asked)),
    });
    choose(element, txt('план.txt'));
    await until(() => release);
    main(element);
    await says(element, 'Ждём, пока загрузятся файлы');
    expect(text(element)).not.to.contain('Проверьте перед отправкой');
    release?.();
    await says(element, 'Проверьте перед отправкой');
    expect(text(element)).not.to.contain('Ждём, пока загрузятся файлы');
  });

  it('that can’t go hold it up, until they are removed', async () => {
    const element = await shown();
    choose(element, txt('вирус.exe'));
    await says(element, 'Не приложен');
    main(element);
    await says(element, 'Исправьте 1 поле');
    const link = [...element.renderRoot.querySelectorAll('a')].find((one) =>
      one.textContent?.includes('Уберите файл, который не приложился'),
    );
    link?.click();
    expect(element.renderRoot.activeElement?.id).to.equal('files');
    press(element, 'Убрать вирус.exe');
    await until(() => !text(element).includes('вирус.exe. Такие'));
    main(element);
    await says(element, 'Проверьте перед отправкой');
  });

  it('that the server no longer has are told beside their name, and the rest stays', async () => {
    const backend = testBackend();
    let times = 0;
    const element = await shown({
      ...backend,
      fileConsultation: (to, consultation, key) => {
        const wrong = [{ path: 'files.1', code: 'upload_unknown', params: {} }];
        return times++
          ? backend.fileConsultation(to, consultation, key)
          : Promise.reject(new BackendError('fields_invalid', {}, wrong));
      },
    });
    choose(element, txt('план.txt'), txt('смета.txt'));
    await says(element, 'смета.txt Загружен');
    main(element);
    await says(element, 'Проверьте перед отправкой');
    main(element);
    await says(element, 'Исправьте 1 поле');
    expect(text(element)).to.match(/смета\.txt Не приложен\. Файл ждал отправки слишком долго/);
    [...element.renderRoot.querySelectorAll('a')].find((one) => one.textContent?.includes('ждал отправки'))?.click();
    expect(element.renderRoot.activeElement?.closest('li')?.textContent).to.contain('смета.txt');
    press(element, 'Ещё раз загрузить смета.txt');
    await says(element, 'смета.txt Загружен');
    main(element);
    await says(element, 'Проверьте перед отправкой');
    main(element);
    await says(element, 'Сохраните код');
  });

  it('aren’t asked for where the back end takes none', async () => {
    const element = (await showExample(
      'otklik-consultation',
      { name: '', backend: { ...testBackend(), createUpload: null } as never },
      await fixture(html`<div></div>`),
    )) as OtklikConsultation;
    element.backend = { ...testBackend(), createUpload: undefined } as never;
    await element.updateComplete;
    element.renderRoot.querySelector<HTMLElement>('[name="applicant.name"]')?.focus();
    await until(() => element.renderRoot.querySelector('[name=draft]'));
    expect(element.renderRoot.querySelector('input[name=files]')).to.equal(null);
  });
});
