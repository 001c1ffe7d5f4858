import { aTimeout, expect, fixture, fixtureCleanup, html } from '@open-wc/testing';
import { BackendError } from '@otklik/core/backend/error.js';
import { testBackend } from '../testing/memory.ts';
import { filled, stored } from './consultation.examples.ts';
import type { OtklikDraftChangeEvent } from './draft.ts';
import {
  anew,
  asks,
  field,
  kept,
  named,
  says,
  sent,
  shown,
  text,
  told,
  touched,
  type,
  until,
} from './filing.testing.ts';
import { pace } from './queue.ts';
import { OtklikConsultation } from './consultation.ts';
import './consultation.define.ts';

const usual = { ...pace };
const device = 'В этом браузере, 7 дней';
const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/;
const question = (element: OtklikConsultation): string => field(element, 'question').value;

/** With a draft on the device that holds what was typed. */
async function drafted(values: Record<string, string> = filled): Promise<OtklikConsultation> {
  const element = await touched();
  named(element, device).click();
  type(element, values);
  await until(() => kept()?.draft?.values['question'] === values['question']);
  return element;
}

/** Another tab writes, and this one hears of it. */
function elsewhere(values: Record<string, string> | undefined): void {
  const draft = values && { saved: new Date().toISOString(), by: 'another', values };
  localStorage.setItem(stored, JSON.stringify({ ...kept(), draft }));
  dispatchEvent(new StorageEvent('storage', { key: stored }));
}

describe('a draft on the device', () => {
  beforeEach(() => {
    localStorage.clear();
    Object.assign(pace, { first: 40, jitter: () => 0 });
  });
  afterEach(() => {
    fixtureCleanup();
    localStorage.clear();
    Object.assign(pace, usual);
  });

  it('isn’t kept unless somebody chooses so, with a word for shared computers', async () => {
    const element = await touched();
    expect(text(element)).to.contain('Компьютер в библиотеке или МФЦ? Оставьте «Не сохранять».');
    expect((named(element, 'Не сохранять') as HTMLLabelElement).control).to.have.property('checked', true);
    type(element, filled);
    await aTimeout(500);
    expect(Object.keys(localStorage)).to.deep.equal([]);
  });

  it('comes back at the next visit, topics that come late too, is said with its time, and can be deleted', async () => {
    (await drafted({ ...filled, replyForm: 'post', 'contact.postalAddress.post': '000000, Приозёрск' })).remove();
    let come: (() => void) | undefined;
    const backend = testBackend();
    const waits = new Promise<void>((done) => (come = done));
    const element = await shown({
      ...backend,
      listConsultationTopics: async (...asked) => (await waits, backend.listConsultationTopics(...asked)),
    });
    await says(element, /Восстановлен черновик\. Сохранён \d+ .+ \d{4}/);
    expect(question(element)).to.equal(filled.question);
    expect(field(element, 'contact.postalAddress.post').value).to.equal('000000, Приозёрск');
    expect(field(element, 'contact.postalAddress.post').checkVisibility()).to.equal(true);
    expect(field(element, 'topic').value).to.equal('');
    come?.();
    await until(() => field(element, 'topic').value === filled.topic);
    named(element, 'Удалить черновик и очистить поля').click();
    await says(element, 'В этом браузере ничего не осталось');
    expect(question(element)).to.equal('');
    expect(Object.keys(localStorage)).to.deep.equal([]);
    expect(element.renderRoot.activeElement).to.equal(element.renderRoot.querySelector('[name=draft]'));
  });

  it('outlives an element that is thrown away and made anew at once, or moved', async () => {
    const element = await touched();
    named(element, device).click();
    type(element, filled);
    element.remove();
    const again = await shown();
    await says(again, 'Восстановлен черновик');
    expect(question(again)).to.equal(filled.question);
    (await fixture(html`<section></section>`)).append(again);
    await again.updateComplete;
    expect(question(again)).to.equal(filled.question);
    type(again, { question: 'Другой вопрос' });
    await until(() => kept()?.draft?.values['question'] === 'Другой вопрос');
  });

  it('that can’t be kept is said, and nothing is lost: storage that is forbidden, or full', async () => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    try {
      const element = await touched();
      type(element, filled);
      named(element, device).click();
      await says(element, 'Сохранить здесь не получилось');
      expect((named(element, 'Не сохранять') as HTMLLabelElement).control).to.have.property('checked', true);
      expect(question(element)).to.equal(filled.question);
      const { backend } = told();
      element.backend = backend;
      await sent(element);
      await says(element, code);
      expect(asks()).to.equal(true);
    } finally {
      Storage.prototype.setItem = setItem;
    }
  });

  it('tells the page what became of it, and nothing of what is in it', async () => {
    const changes: string[] = [];
    addEventListener('otklik-draft-change', (event) => {
      const { place, change } = event as OtklikDraftChangeEvent;
      changes.push(`${place} ${change}`);
      expect(JSON.stringify(event)).to.equal(
        '{"isTrusted":false}'.replace('}', `,"place":"${place}","change":"${change}"}`),
      );
    });
    const element = await drafted();
    named(element, 'Не сохранять').click();
    await says(element, 'В этом браузере ничего не осталось');
    expect(question(element)).to.equal(filled.question);
    expect([...new Set(changes)]).to.deep.equal(['device saved', 'none deleted']);
  });

  it('older than a week is deleted and said so, however old; a clock that was ahead loses none', async () => {
    const old = (days: number): void => {
      const saved = new Date(Date.now() - days * 86_400_000).toISOString();
      localStorage.setItem(stored, JSON.stringify({ draft: { saved, by: 'x', values: filled } }));
    };
    for (const days of [8, 200]) {
      old(days);
      const element = await shown();
      await says(element, 'Черновик пролежал больше 7 дней и удалён');
      expect(question(element)).to.equal('');
      element.remove();
    }
    for (const days of [6, -365]) {
      old(days);
      const other = await shown();
      await says(other, 'Восстановлен черновик');
      other.remove();
    }
  });

  it('that can’t be read is none', async () => {
    for (const broken of [
      '{',
      '[]',
      '{"draft":1}',
      '{"draft":{"saved":"x","by":1,"values":[]}}',
      '{"unsent":[1,null]}',
    ]) {
      localStorage.setItem(stored, broken);
      const element = await touched();
      expect(question(element)).to.equal('');
      named(element, device).click();
      type(element, filled);
      await until(() => kept()?.draft?.values['question'] === filled.question);
      element.remove();
      localStorage.clear();
    }
  });

  it('that another tab changed is never overwritten: the other’s is taken over, or one’s own stays', async () => {
    const element = await drafted();
    elsewhere({ ...filled, question: 'Из другой вкладки' });
    await says(element, 'Черновик изменили в другой вкладке');
    type(element, { question: 'Мой' });
    await aTimeout(500);
    expect(kept()?.draft?.values['question']).to.equal('Из другой вкладки');
    named(element, 'Взять сохранённый').click();
    await says(element, 'Взят другой текст');
    expect(question(element)).to.equal('Из другой вкладки');
    elsewhere({ ...filled, question: 'Ещё раз' });
    await says(element, 'Черновик изменили в другой вкладке');
    named(element, 'Оставить тот, что здесь').click();
    await until(() => kept()?.draft?.values['question'] === 'Из другой вкладки');
    expect(text(element)).not.to.contain('Черновик изменили');
    elsewhere(undefined);
    await says(element, 'В другой вкладке этот черновик отправлен или удалён');
  });

  it('that another tab wrote unheard isn’t overwritten either', async () => {
    const element = await drafted();
    const draft = { saved: new Date().toISOString(), by: 'another', values: { ...filled, question: 'Их' } };
    localStorage.setItem(stored, JSON.stringify({ draft }));
    type(element, { question: 'Мой' });
    await says(element, 'Черновик изменили в другой вкладке');
    expect(kept()?.draft?.values['question']).to.equal('Их');
  });

  it('is not put over what was typed before it came', async () => {
    (await drafted()).remove();
    const { fetchLate } = OtklikConsultation;
    let come = (): void => undefined;
    OtklikConsultation.fetchLate = () => new Promise<void>((done) => (come = done)).then(fetchLate);
    const element = await shown();
    field(element, 'question').value = 'Успел написать';
    come();
    OtklikConsultation.fetchLate = fetchLate;
    await says(element, 'Есть сохранённый черновик с другим текстом');
    expect(question(element)).to.equal('Успел написать');
    named(element, 'Взять сохранённый').click();
    await until(() => question(element) === filled.question);
  });

  it('is the first form’s where a page has two; the other says so', async () => {
    const first = await drafted();
    const second = await shown();
    await says(second, 'ведёт другая форма на этой странице');
    expect(question(second)).to.equal('');
    named(second, device).click();
    type(second, { question: 'Вторая форма' });
    await aTimeout(500);
    expect(kept()?.draft?.values['question']).to.equal(filled.question);
    expect((named(second, 'Не сохранять') as HTMLLabelElement).control).to.have.property('checked', true);
    first.remove();
  });

  it('keeps what is unsent, and the next visit sends it under the same key', async () => {
    Object.assign(pace, { first: 60_000 });
    const { backend, attempts } = told('network', new BackendError('unavailable'));
    const element = await touched(backend);
    named(element, device).click();
    await sent(element);
    expect(text(element)).to.contain('Страницу можно закрыть');
    expect(asks()).to.equal(false);
    expect(kept()?.unsent?.map(({ key, proof }) => [key, proof])).to.deep.equal([
      [attempts[0]?.key, attempts[0]?.proof],
    ]);
    element.remove();
    // What is shown is what is sent, whatever became of the draft.
    localStorage.setItem(stored, JSON.stringify({ ...kept(), draft: undefined }));
    const again = await shown(backend);
    await says(again, 'Запрос, который не ушёл в прошлый раз');
    await says(again, 'Сервис сейчас не работает');
    expect(text(again)).to.contain(filled.question);
    named(again, 'Отправить сейчас').click();
    await says(again, code);
    expect(new Set(attempts.map(({ key }) => key)).size).to.equal(1);
    expect(new Set(attempts.map(({ proof }) => proof)).size).to.equal(1);
    again.remove();
    const later = await shown(told().backend);
    await says(later, code);
    expect(asks()).to.equal(false);
    named(later, 'Код сохранён у меня').click();
    expect(Object.keys(localStorage)).to.deep.equal([]);
  });

  it('isn’t needed for what is on its way when a page throws the element away and makes it anew', async () => {
    Object.assign(pace, { first: 60_000 });
    const { backend, attempts } = told('network', 'network');
    const element = await shown(backend);
    await sent(element);
    const again = await anew(element);
    await says(again, 'Запрос, который не ушёл');
    expect(text(again)).to.contain(filled.question);
    // What the first one said is there at once; what counts is that the new one has tried, and failed, too.
    await until(() => attempts.length === 2 && !text(again).includes('Отправляем…'));
    await says(again, 'Нет связи');
    expect(asks()).to.equal(true);
    named(again, 'Отправить сейчас').click();
    await says(again, code);
    expect(new Set(attempts.map(({ key }) => key)).size).to.equal(1);
    const last = await anew(again);
    await says(last, code);
    named(last, 'Код сохранён у меня').click();
    expect(Object.keys(localStorage)).to.deep.equal([]);
  });

  it('goes to no form that was thrown away before', async () => {
    Object.assign(pace, { first: 60_000 });
    const { backend } = told('network', 'network');
    const element = await shown(backend);
    await sent(element);
    const second = await touched();
    second.remove();
    element.remove();
    second.requestUpdate();
    await second.updateComplete;
    const again = await anew(element);
    await says(again, 'Запрос, который не ушёл');
    expect(text(again)).to.contain(filled.question);
  });

  it('is stored before the first attempt, so that a tab closed in the middle loses nothing', async () => {
    let at: unknown;
    const backend = testBackend();
    const element = await touched({
      ...backend,
      fileConsultation: (...asked) => {
        at = kept()?.unsent?.[0]?.key === asked[2] && kept()?.unsent?.[0]?.body;
        return backend.fileConsultation(...asked);
      },
    });
    named(element, device).click();
    await sent(element);
    await says(element, code);
    expect(at).to.have.property('question', filled.question);
    expect(kept()?.unsent).to.deep.equal([]);
    expect(kept()?.draft).to.equal(undefined);
    named(element, 'Код сохранён у меня').click();
  });

  it('that another tab has sent shows its receipt here', async () => {
    Object.assign(pace, { first: 60_000 });
    const { backend, attempts } = told('network');
    const element = await touched(backend);
    named(element, device).click();
    await sent(element);
    const [one] = attempts;
    if (!one) throw new Error('nothing was sent');
    const receipt = await testBackend().fileConsultation('housing', one.body, one.key);
    localStorage.setItem(stored, JSON.stringify({ receipts: [{ key: one.key, receipt }] }));
    dispatchEvent(new StorageEvent('storage', { key: stored }));
    await says(element, receipt.code);
    expect(attempts).to.have.length(1);
    named(element, 'Код сохранён у меня').click();
  });
});

describe('a draft in a file', () => {
  const click = HTMLAnchorElement.prototype.click;
  const { createObjectURL } = URL;
  let saved: { name: string; file: Blob }[] = [];
  beforeEach(() => {
    localStorage.clear();
    saved = [];
    const files: Blob[] = [];
    URL.createObjectURL = (file: Blob) => `blob:${files.push(file)}`;
    HTMLAnchorElement.prototype.click = function () {
      saved.push({ name: this.download, file: files.at(-1) as Blob });
    };
  });
  afterEach(() => {
    HTMLAnchorElement.prototype.click = click;
    URL.createObjectURL = createObjectURL;
  });
  async function open(element: OtklikConsultation, parts: BlobPart): Promise<void> {
    const given = new DataTransfer();
    given.items.add(new File([parts], 'draft.json', { type: 'application/json' }));
    const input = element.renderRoot.querySelector<HTMLInputElement>('.draft input[type=file]');
    if (!input) throw new Error('no file can be opened');
    input.files = given.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    // Once it is read another can be chosen.
    await until(() => !input.files?.length);
  }

  it('is saved and opened again, and stays nowhere else', async () => {
    const element = await touched();
    named(element, 'Файлом').click();
    type(element, filled);
    await until(() => element.renderRoot.querySelector('.draft input[type=file]'));
    named(element, 'Сохранить в файл').click();
    await says(element, 'Файл сохранён');
    expect(saved[0]?.name).to.match(/^chernovik-\d{4}-\d\d-\d\d\.json$/);
    const json = (await saved[0]?.file.text()) ?? '';
    expect(json).to.contain(filled.question);
    element.remove();
    const other = await touched();
    named(other, 'Файлом').click();
    await until(() => other.renderRoot.querySelector('.draft input[type=file]'));
    await open(other, json);
    await says(other, 'Восстановлен черновик');
    expect(question(other)).to.equal(filled.question);
    expect(field(other, 'topic').value).to.equal(filled.topic);
    expect(Object.keys(localStorage)).to.deep.equal([]);
    other.remove();
  });

  it('that is something else is said, and changes nothing', async () => {
    const element = await touched();
    named(element, 'Файлом').click();
    type(element, { question: 'Мой вопрос' });
    await until(() => element.renderRoot.querySelector('.draft input[type=file]'));
    const good = { otklik: 'draft', version: 1, agency: 'housing', audience: 'external', saved: '', values: filled };
    for (const [given, words] of [
      ['{', 'Это не файл черновика или он повреждён'],
      ['null', 'Это не файл черновика или он повреждён'],
      [JSON.stringify({ ...good, version: 2 }), 'Это не файл черновика или он повреждён'],
      [JSON.stringify({ ...good, values: { question: 1 } }), 'Это не файл черновика или он повреждён'],
      [JSON.stringify({ ...good, agency: 'other' }), 'Этот черновик из другой формы'],
      [' '.repeat(100_001), 'Файл больше 100 кБ'],
    ] as const) {
      await open(element, given);
      await says(element, words);
      expect(question(element)).to.equal('Мой вопрос');
    }
    await open(element, JSON.stringify(good));
    await says(element, 'Есть сохранённый черновик с другим текстом');
    named(element, 'Оставить тот, что здесь').click();
    await aTimeout(20);
    expect(question(element)).to.equal('Мой вопрос');
    type(element, { question: 'я'.repeat(60_000) });
    named(element, 'Сохранить в файл').click();
    await says(element, 'Текст слишком длинный для файла');
    expect(saved).to.have.length(0);
    element.remove();
  });
});
