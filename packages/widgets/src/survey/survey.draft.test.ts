import { expect, fixtureCleanup } from '@open-wc/testing';
import { withOldJson } from '@otklik/core/testing/old-library.js';
import { choose, press, send, shows, write } from './survey.acts.ts';
import { takesBallots } from './survey.examples.ts';
import { manifest } from './survey.samples.ts';
import { atLine, byItself, gone, labelled, online, shown, text } from './survey.testing.ts';
import type { OtklikSurvey } from './survey.ts';

const name = 'otklik survey  housing information-access';
const save = 'Сохранить черновик на этом устройстве';
const stored = (): string[][] => (JSON.parse(localStorage.getItem(name) ?? '{}') as { entries: string[][] }).entries;
const leave = (saved: Date, entries: [string, string][]): void =>
  localStorage.setItem(name, JSON.stringify({ saved: saved.toISOString(), by: 'another visit', entries }));
const day = 86_400_000;
const yesterday = new Date(Date.now() - day);

/** A survey that somebody has begun to answer. */
async function begun(): Promise<OtklikSurvey> {
  const element = await shown(takesBallots(manifest));
  choose(element, 'МФЦ');
  write(element, 'Пишите проще');
  await shows(element, save);
  return element;
}

describe('a draft of a survey', () => {
  beforeEach(() => localStorage.clear());
  after(() => localStorage.clear());

  it('isn’t kept before the person asks for it', async () => {
    await begun();
    expect(localStorage.length).to.equal(0);
  });

  it('is kept on request, with what is answered after, and comes back in a later visit', async () => {
    const element = await begun();
    press(element, save);
    choose(element, 'Госуслуги');
    expect(stored()).to.deep.equal([
      ['q.channels', 'portal'],
      ['q.channels', 'centre'],
      ['q.improve', 'Пишите проще'],
    ]);
    await shows(element, 'Черновик сохранён');
    fixtureCleanup();
    const next = await shown(takesBallots(manifest));
    await shows(next, 'Восстановлен черновик');
    expect([labelled(next, 'Госуслуги').checked, labelled(next, 'МФЦ').checked]).to.deep.equal([true, true]);
    expect(labelled(next, 'Сайт Службы').checked).to.equal(false);
    expect(labelled<HTMLTextAreaElement>(next, 'Что нам улучшить?').value).to.equal('Пишите проще');
    choose(next, 'Да');
    expect(stored()).to.deep.include(['q.found', 'yes']);
  });

  it('is there again on a page whose old library makes JSON otherwise', async () => {
    const element = await begun();
    await withOldJson(() => press(element, save));
    expect(stored()).to.deep.equal([
      ['q.channels', 'centre'],
      ['q.improve', 'Пишите проще'],
    ]);
  });

  it('goes on request, and when the survey is sent', async () => {
    const element = await begun();
    press(element, save);
    await element.updateComplete;
    press(element, 'Удалить черновик');
    await shows(element, 'в этом браузере ничего не осталось');
    expect(localStorage.length).to.equal(0);
    choose(element, 'Нет');
    expect(localStorage.length, 'nothing is kept after that').to.equal(0);
    press(element, save);
    expect(localStorage.length).to.equal(1);
    await send(element);
    expect(text(element)).to.contain('Спасибо');
    expect(localStorage.length).to.equal(0);
  });

  it('overwrites nothing: who has answered otherwise is asked which of the two stays', async () => {
    const element = await begun();
    press(element, save);
    leave(new Date(), [['q.improve', 'Из другой вкладки']]);
    write(element, 'Пишите проще и короче');
    await shows(element, 'В другой вкладке сохранили другие ответы');
    expect(stored()).to.deep.equal([['q.improve', 'Из другой вкладки']]);
    press(element, 'Оставить то, что здесь');
    expect(stored()).to.deep.include(['q.improve', 'Пишите проще и короче']);
    leave(new Date(), [['q.improve', 'Из другой вкладки']]);
    write(element, 'Ещё короче');
    await shows(element, 'В другой вкладке');
    press(element, 'Взять его');
    expect(labelled<HTMLTextAreaElement>(element, 'Что нам улучшить?').value).to.equal('Из другой вкладки');
    expect(labelled(element, 'МФЦ').checked).to.equal(false);
  });

  it('another tab that deletes it leaves what stands here', async () => {
    const element = await begun();
    press(element, save);
    localStorage.clear();
    window.dispatchEvent(new StorageEvent('storage', { key: name }));
    await shows(element, 'Черновик удалили в другой вкладке');
    expect(labelled(element, 'МФЦ').checked).to.equal(true);
    choose(element, 'Да');
    expect(localStorage.length).to.equal(0);
  });

  it('is thrown away after 7 days, however long ago; what is none is as if there were nothing', async () => {
    for (const days of [8, 200]) {
      leave(new Date(Date.now() - days * day), [['q.improve', 'Старое']]);
      const element = await shown(takesBallots(manifest));
      await shows(element, 'пролежал больше 7');
      expect(labelled<HTMLTextAreaElement>(element, 'Что нам улучшить?').value).to.equal('');
      expect(localStorage.length).to.equal(0);
      fixtureCleanup();
    }
    localStorage.setItem(name, '{"saved":"2026-13-01","entries":7}');
    const next = await shown(takesBallots(manifest));
    choose(next, 'Да');
    await shows(next, save);
    expect(text(next)).not.to.contain('Восстановлен');
  });

  it('of a survey that nobody opens any more goes too, once any survey is touched; nothing else does', async () => {
    const other = (days: number): string =>
      JSON.stringify({ saved: new Date(Date.now() - days * day).toISOString(), by: 'x', entries: [] });
    localStorage.setItem('otklik survey  housing last-year', other(365));
    localStorage.setItem('otklik survey  housing other', other(6));
    localStorage.setItem('of the page', other(365));
    await begun();
    expect(Object.keys(localStorage).sort()).to.deep.equal(['of the page', 'otklik survey  housing other']);
  });

  it('that was taken is looked at before it goes, also where the line had failed before', async () => {
    const line = atLine();
    const element = await shown(takesBallots(manifest, line.backend));
    choose(element, 'МФЦ');
    await shows(element, save);
    press(element, save);
    await send(element);
    expect(text(element)).to.contain(byItself);
    leave(new Date(), [['q.improve', 'Из другой вкладки']]);
    window.dispatchEvent(new StorageEvent('storage', { key: name }));
    await shows(element, 'В другой вкладке');
    press(element, 'Взять его');
    await gone(element, byItself);
    line.back = true;
    online();
    expect(element.renderRoot.querySelector('[aria-disabled=true]'), 'nothing is being sent').to.equal(null);
    expect(line.cast).to.equal(1);
    await send(element);
    expect(line.cast).to.equal(2);
  });

  it('that was offered, and neither taken nor refused, stays when others are sent', async () => {
    const element = await begun();
    press(element, save);
    leave(new Date(), [['q.improve', 'Из другой вкладки']]);
    write(element, 'Пишите проще и короче');
    await shows(element, 'В другой вкладке');
    await send(element);
    expect(text(element)).to.contain('Спасибо');
    expect(stored()).to.deep.equal([['q.improve', 'Из другой вкладки']]);
  });

  it('that was taken in goes when it is sent, also when another tab saved the very same', async () => {
    leave(yesterday, [['q.improve', 'Из другой вкладки']]);
    const element = await shown(takesBallots(manifest));
    await shows(element, 'Восстановлен черновик');
    leave(new Date(), [['q.improve', 'Из другой вкладки']]);
    window.dispatchEvent(new StorageEvent('storage', { key: name }));
    await send(element);
    expect(text(element)).to.contain('Спасибо');
    expect(localStorage.length).to.equal(0);
  });

  it('of older questions fills those that are still there', async () => {
    leave(yesterday, [
      ['q.found', 'no'],
      ['q.gone', 'x'],
      ['q.ease', '9'],
    ]);
    const element = await shown(takesBallots(manifest));
    await shows(element, 'Восстановлен черновик');
    expect(labelled(element, 'Нет').checked).to.equal(true);
    expect(element.renderRoot.querySelectorAll(':checked')).to.have.length(1);
  });

  it('a browser that keeps nothing: says so, and loses nothing', async () => {
    const element = await begun();
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    try {
      press(element, save);
      await shows(element, 'Браузер не разрешает ничего сохранить');
    } finally {
      Storage.prototype.setItem = setItem;
    }
    expect(labelled(element, 'МФЦ').checked).to.equal(true);
  });
});
