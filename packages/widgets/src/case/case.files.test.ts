import { expect, waitUntil } from '@open-wc/testing';
import type { ClientBackend } from '@otklik/core/backend/port.js';
import { BackendError } from '@otklik/core/backend/error.js';
import type { Case } from '@otklik/core/contract/case.js';
import type { File } from '@otklik/core/contract/common.js';
import { caseFileRoot } from '@otklik/core/domain/consultations/case-files.js';
import { testBackend } from '../testing/memory.ts';
import { enter } from './case.examples.ts';
import { savedName } from './case.files.ts';
import { cases } from './case.lives.ts';
import { code, link, shown, text, words } from './case.testing.ts';
import type { OtklikCase } from './case.ts';

const own = <F extends File>(file: F): F => ({ ...file, url: caseFileRoot('housing') + file.id });
/** An answer whose files are the case's own, as the server gives them. */
const answered: Case = {
  ...cases.answered,
  timeline: cases.answered.timeline.map((event) =>
    event.type === 'answered'
      ? {
          ...event,
          answer: {
            ...event.answer,
            files: event.answer.files.map(own),
            ...(event.answer.signatures && { signatures: event.answer.signatures.map(own) }),
          },
        }
      : event,
  ),
};

async function opened(change: Partial<ClientBackend>, attributes = {}): Promise<OtklikCase> {
  const element = await shown({ ...testBackend({ cases: { [code]: answered } }), ...change }, attributes);
  await enter(element, code);
  return element;
}
const button = (element: OtklikCase, name: string): HTMLButtonElement | undefined =>
  [...element.renderRoot.querySelectorAll('button')].find((one) => words(one).startsWith(name));

/** Notes what is saved instead of saving it. */
function saving(): { saved: { name: string; bytes: Promise<string> }[]; stop(): void } {
  const saved: { name: string; bytes: Promise<string> }[] = [];
  const { click } = HTMLAnchorElement.prototype;
  const { createObjectURL } = URL;
  let blob = new Blob();
  URL.createObjectURL = (one: Blob) => createObjectURL.call(URL, (blob = one));
  HTMLAnchorElement.prototype.click = function () {
    if (this.download) saved.push({ name: this.download, bytes: blob.text() });
    else click.call(this);
  };
  return {
    saved,
    stop: () => {
      HTMLAnchorElement.prototype.click = click;
      URL.createObjectURL = createObjectURL;
    },
  };
}

describe('files of a case', () => {
  it('are fetched with the code and saved under their name; their addresses hold no code', async () => {
    const asked: string[][] = [];
    const { saved, stop } = saving();
    const element = await opened({
      readCaseFile: (agency, given, id) => {
        asked.push([agency, given, id]);
        return Promise.resolve(new Blob(['%PDF']));
      },
    });
    try {
      expect(link(element, 'График ремонта дома')).to.equal(undefined);
      const fetch = button(element, 'График ремонта дома');
      expect(words(fetch)).to.equal('График ремонта дома PDF, 210 КБ');
      fetch?.click();
      await waitUntil(() => text(element).includes('Скачан: ищите его в загрузках'));
      expect(asked).to.deep.equal([['housing', code, 'schedule']]);
      expect(saved.map(({ name }) => name)).to.deep.equal(['График ремонта дома.pdf']);
      expect(await saved[0]?.bytes).to.equal('%PDF');
      expect(element.renderRoot.querySelector(`a[href*="${code}"]`)).to.equal(null);
      await expect(element).to.be.accessible();
    } finally {
      stop();
    }
  });

  it('that come slowly or not at all say so beside their name, and can be tried again', async () => {
    let fail: ((error: unknown) => void) | undefined;
    const { saved, stop } = saving();
    const element = await opened({
      readCaseFile: () => (fail ? Promise.resolve(new Blob(['x'])) : new Promise((_, reject) => (fail = reject))),
    });
    try {
      const row = button(element, 'График ремонта дома')?.closest('li');
      button(element, 'График ремонта дома')?.click();
      await waitUntil(() => words(row).includes('Скачиваем…'));
      expect(button(element, 'График ремонта дома')?.getAttribute('aria-disabled')).to.equal('true');
      fail?.(new BackendError('network'));
      await waitUntil(() => words(row).includes('Не скачался. Нет связи'));
      expect(row?.querySelector('[role=status]')?.textContent).to.contain('Не скачался');
      button(element, 'График ремонта дома')?.click();
      await waitUntil(() => words(row).includes('Скачан'));
      expect(words(row)).not.to.contain('Не скачался');
      expect(saved).to.have.length(1);
    } finally {
      stop();
    }
  });

  it('are forms that post the code where JavaScript ends', async () => {
    const element = await opened({ readCaseFile: () => Promise.resolve(new Blob()) });
    const form = button(element, 'График ремонта дома')?.form;
    expect(form?.method).to.equal('post');
    expect(new URL(form?.action ?? '').pathname).to.equal('/housing/case/file');
    const fields = [...new FormData(form as HTMLFormElement)];
    expect(fields).to.deep.equal([
      ['code', code],
      ['id', 'schedule'],
    ]);
  });

  it('signatures come with a word on how to check them', async () => {
    const element = await opened({ readCaseFile: () => Promise.resolve(new Blob()) });
    expect(button(element, 'Подпись к ответу 1102-О')).not.to.equal(undefined);
    expect(text(element)).to.contain('Чтобы проверить подпись, скачайте и сам документ, и файл подписи.');
    const english = await opened({ readCaseFile: () => Promise.resolve(new Blob()) }, { lang: 'en' });
    expect(text(english)).to.contain('To check the signature');
  });

  it('get a name that every system can save', () => {
    expect(savedName('Ответ: да/нет?', 'PDF')).to.equal('Ответ  да нет.pdf');
    expect(savedName('Протокол.PDF', 'PDF')).to.equal('Протокол.PDF');
    expect(savedName('\u202egpj.exe', 'JPEG')).to.equal('gpj.exe.jpeg');
    expect(savedName('???', 'TXT')).to.equal('file.txt');
  });
});
