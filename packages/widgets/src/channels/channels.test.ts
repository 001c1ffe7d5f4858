import { expect, fixture, html } from '@open-wc/testing';
import type { Backend } from '@otklik/core/backend/port.js';
import { BackendError } from '@otklik/core/backend/error.js';
import type { Channel, TouchpointList } from '@otklik/core/contract/touchpoints.js';
import { showExample, untilFocused } from '../base/example.ts';
import { moment, serveBackend, testBackend } from '../testing/memory.ts';
import { answerWith } from '../testing/worker.ts';
import { channels, choose, content, examples, list, listAt, now } from './channels.examples.ts';
import type { OtklikChannels } from './channels.ts';
import './channels.define.ts';

const text = (element: Element | null | undefined): string => element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const cards = (element: OtklikChannels): Element[] => [...element.renderRoot.querySelectorAll('[part=channel]')];
const titles = (element: OtklikChannels): string[] => cards(element).map((card) => text(card.querySelector('h3')));
const states = (element: OtklikChannels): string[] => cards(element).map((card) => text(card.querySelector('.status')));
const card = (element: OtklikChannels, title: string): Element | undefined =>
  cards(element).find((one) => text(one).includes(title));
const link = (element: OtklikChannels, title: string, name: string): HTMLAnchorElement | undefined =>
  [...(card(element, title)?.querySelectorAll<HTMLAnchorElement>('.btn') ?? [])].find((one) =>
    text(one).startsWith(name),
  );
/** Buttons with a fill: the one main action, where there is one. */
const filled = (element: OtklikChannels): string[] =>
  [...element.renderRoot.querySelectorAll('.btn')]
    .filter((one) => getComputedStyle(one).backgroundColor !== 'rgba(0, 0, 0, 0)')
    .map(text);

const shown = async (
  change: Partial<TouchpointList> = {},
  properties = {},
  attributes = {},
): Promise<OtklikChannels> => {
  const answering: Partial<Backend> = { readTouchpoints: () => Promise.resolve({ ...list, ...change }) };
  const example = { name: '', backend: answering, attributes, properties: { now, ...properties } };
  return (await showExample('otklik-channels', example, await fixture(html`<div></div>`))) as OtklikChannels;
};
async function until(met: () => unknown): Promise<void> {
  for (let i = 0; i < 300 && !met(); i++) await new Promise((done) => setTimeout(done, 10));
  expect(met()).to.be.ok;
}

describe('otklik-channels', () => {
  for (const example of examples) {
    it(`${example.name}: accessible`, async () => {
      const element = await showExample('otklik-channels', example, await fixture(html`<div></div>`));
      await expect(element).to.be.accessible();
    });
  }

  it('shows what the back end has, and the document that approved it', async () => {
    await answerWith(serveBackend(testBackend({ touchpoints: { external: content } })));
    const element = await fixture<OtklikChannels>(
      html`<otklik-channels backend=${location.origin} agency="housing" .now=${() => moment}><a href="/x">Каналы связи</a></otklik-channels>`,
    );
    await until(() => cards(element).length);
    expect(titles(element)).to.deep.equal(channels.map(({ title }) => title.ru));
    expect(text(element.renderRoot.querySelector('.small.full'))).to.equal(
      'Перечень утверждён: приказ № 000-О от 10 июня 2026.',
    );
    expect((element.firstElementChild as HTMLElement).offsetHeight).to.equal(0);
    const facts = [...(card(element, 'Справочный телефон')?.querySelectorAll('.facts > div') ?? [])].map(text);
    expect(facts).to.deep.equal([
      'Часыпн–чт 9–18, пт 9–16:45, обед 13–13:45',
      'Ответсразу или перезвоним за 1 рабочий день',
      'Входне нужен',
      'Языкирусский, английский, казахский',
      'Доступностьжестовый язык, видеосвязь с переводчиком по записи',
    ]);
    expect(link(element, 'Справочный телефон', 'Позвонить')?.href).to.equal('tel:80000000000');
    expect(link(element, 'Официальный сайт', 'Открыть')?.href).to.equal(`${location.origin}/housing/publications`);
    expect(link(element, 'Форма запроса', 'Написать запрос')?.href).to.equal(
      `${location.origin}/housing/consultation?reply-form=case&channel=form`,
    );
  });

  it('says first that any way is free and answers are alike', async () => {
    expect(text((await shown()).renderRoot.querySelector('h2 + p'))).to.equal(
      'Любой способ бесплатный, отвечаем одинаково полно.',
    );
  });

  it('shows by its icon what a channel is, not only what it is preferred for', async () => {
    const element = await shown();
    const icon = (title: string): string => card(element, title)?.querySelector('h3 path')?.getAttribute('d') ?? '';
    const names = ['Справочный телефон', 'Форма запроса', 'Личный приём', 'MAX, ВКонтакте', 'Почта', 'МФЦ'];
    expect(new Set(names.map(icon).filter(Boolean)).size).to.equal(names.length);
    expect(icon('Официальный сайт')).to.equal(icon('Форма запроса'));
  });

  it('names the action of each channel by what comes of it', async () => {
    const element = await shown();
    const all = (title: string): string[] =>
      [...(card(element, title)?.querySelectorAll<HTMLAnchorElement>('a.btn') ?? [])].map(text);
    expect(all('Справочный телефон')).to.deep.equal([
      'Позвонить: Справочный телефон',
      'Заказать звонок: Справочный телефон',
    ]);
    expect(all('Почта')).to.deep.equal(['Получить ответ письмом: Почта']);
    expect(all('Личный приём')).to.deep.equal(['Записаться на приём: Личный приём', 'Как пройти: Личный приём']);
  });

  it('has no link without words where a number is missing', async () => {
    const silent = list.channels.map((one) => ({ ...one, contact: null }));
    const links = [...(await shown({ channels: silent })).renderRoot.querySelectorAll('a')];
    expect(links.filter((one) => !text(one))).to.deep.equal([]);
    expect(links.map(text)).to.include('Позвонить: Справочный телефон');
  });

  it('knows what is open, by the clock of the agency', async () => {
    const round = 'Принимаем круглосуточно';
    expect(states(await shown())).to.deep.equal([
      'Открыто до 13:00',
      round,
      'Закрыто. Приём завтра, 14:00–17:00',
      'Открыто до 18:00',
      round,
      'Открыто до 20:00',
      round,
    ]);
    const phoneAt = async (time: string): Promise<string | undefined> => {
      const moment = new Date(time);
      return states(await shown(listAt(moment), { now: () => moment }))[0];
    };
    expect(await phoneAt('2026-11-18T09:00:00Z')).to.equal('Перерыв до 13:45');
    expect(await phoneAt('2026-11-18T09:45:00Z')).to.equal('Открыто до 18:00');
    expect(await phoneAt('2026-11-20T12:44:00Z')).to.equal('Открыто до 16:45');
    expect(await phoneAt('2026-11-20T12:45:00Z')).to.equal('Закрыто. Откроем 23 ноября в 9:00');
    expect(await phoneAt('2026-11-18T03:00:00Z')).to.equal('Закрыто. Откроем сегодня в 9:00');
    expect(await phoneAt('2026-11-18T19:59:00Z')).to.equal('Закрыто. Откроем завтра в 9:00');
    // Half past midnight where the agency is.
    expect(await phoneAt('2026-11-18T20:30:00Z')).to.equal('Закрыто. Откроем сегодня в 9:00');
  });

  it('says nothing of a channel that has no hours, and nothing of openings that are over', async () => {
    const none = list.channels.map((one) => ({ ...one, schedule: { words: null, openings: [] } }));
    const element = await shown({ channels: none });
    expect(states(element)[0]).to.equal('');
    expect(text(card(element, 'Справочный телефон')?.querySelector('.facts'))).to.not.contain('Часы');
    const later = await shown({}, { now: () => new Date('2027-01-01T00:00:00Z') });
    expect(states(later)[0]).to.equal('');
    expect(states(later)[1]).to.equal('Принимаем круглосуточно');
  });

  it('keeps hours in pieces that lines may end between', async () => {
    const pieces = card(await shown(), 'Справочный телефон')?.querySelectorAll('dd span') ?? [];
    expect([...pieces].map((one) => one.textContent)).to.deep.equal([
      'пн–чт\u00a09–18,',
      'пт\u00a09–16:45,',
      'обед\u00a013–13:45',
    ]);
  });

  it('looks at the clock again when the page is seen again; a card that is in use stays', async () => {
    let time = now();
    const element = await shown({}, { now: () => time });
    const seen = async (at: string, state: string): Promise<void> => {
      time = new Date(at);
      document.dispatchEvent(new Event('visibilitychange'));
      await until(() => states(element)[0] === state);
    };
    await seen('2026-11-18T15:00:00Z', 'Закрыто. Откроем завтра в 9:00');
    const call = link(element, 'Справочный телефон', 'Позвонить');
    call?.focus();
    await seen('2026-11-19T07:00:00Z', 'Открыто до 13:00');
    expect(element.renderRoot.activeElement === call, 'focus stays').to.equal(true);
  });

  it('asks again when the page is seen after all openings that it was told of', async () => {
    let time = now();
    let answer: () => Promise<TouchpointList> = () => Promise.resolve(listAt(time));
    let asked = 0;
    const readTouchpoints = (): Promise<TouchpointList> => (asked++, answer());
    const example = { name: '', backend: { readTouchpoints }, properties: { now: () => time } };
    const element = (await showExample('otklik-channels', example, await fixture(html`<div></div>`))) as OtklikChannels;
    const seen = async (): Promise<void> => {
      document.dispatchEvent(new Event('visibilitychange'));
      await new Promise((done) => setTimeout(done, 50));
      await element.updateComplete;
    };
    time = new Date('2026-11-19T07:00:00Z');
    await seen();
    expect(asked).to.equal(1);

    time = new Date('2026-11-23T07:00:00Z');
    answer = () => Promise.reject(new BackendError('network'));
    await seen();
    expect([asked, states(element)[0]]).to.deep.equal([2, '']);
    expect(titles(element)).to.have.length(channels.length);
    expect(element.renderRoot.querySelectorAll('[role=status] .note')).to.have.length(0);

    answer = () => Promise.resolve(listAt(time));
    await seen();
    expect([asked, states(element)[0]]).to.deep.equal([3, 'Открыто до 13:00']);

    // Of another agency by the time it comes.
    time = new Date('2026-12-01T07:00:00Z');
    let late: (list: TouchpointList) => void = () => undefined;
    answer = () => new Promise((done) => (late = done));
    await seen();
    answer = () => Promise.resolve({ ...listAt(time), channels: listAt(time).channels.slice(0, 1) });
    element.agency = 'transport';
    await until(() => cards(element).length === 1);
    late(listAt(time));
    await seen();
    expect(titles(element)).to.have.length(1);
  });

  it('takes a gap among openings, as another version may send, for none', async () => {
    const [first, ...others] = listAt(now()).channels;
    let asked = 0;
    const openings = [{ from: '2026-11-19T05:00:00Z', to: '2026-11-19T09:00:00Z' }, null] as never;
    const gap = { ...first, schedule: { ...first?.schedule, openings } } as Channel;
    const example = {
      name: '',
      backend: { readTouchpoints: async () => (asked++, { ...listAt(now()), channels: [gap, ...others] }) },
      properties: { now: () => new Date('2026-11-24T07:00:00Z') },
    };
    const element = (await showExample('otklik-channels', example, await fixture(html`<div></div>`))) as OtklikChannels;
    document.dispatchEvent(new Event('visibilitychange'));
    // All that it was told of is over, so it asks; nothing is thrown on the way.
    await until(() => asked > 1);
    expect(element.isConnected).to.equal(true);
  });

  it('puts what fits a choice first, marks it and tells how many', async () => {
    const element = await shown();
    const fitting = (): string[] =>
      cards(element)
        .filter((one) => text(one).includes('Подходит под Ваш выбор'))
        .map((one) => text(one.querySelector('h3')));
    const told = (): string => text(element.renderRoot.querySelector('[role=status]'));
    expect(fitting()).to.deep.equal([]);
    expect(filled(element)).to.deep.equal([]);
    await choose(element, 'write');
    expect(fitting()).to.deep.equal(['Форма запроса', 'MAX, ВКонтакте, Одноклассники', 'Почта']);
    expect(titles(element).slice(0, 3)).to.deep.equal(fitting());
    expect(told()).to.equal('Подходят 3 канала, они первые в списке');
    expect(filled(element)).to.deep.equal(['Написать запрос: Форма запроса']);
    await choose(element, 'copy');
    expect(fitting()).to.deep.equal(['Форма запроса', 'Почта']);
    await choose(element, 'talk');
    expect(fitting()).to.deep.equal([]);
    expect(told()).to.equal('Под Ваш выбор ничего не подходит, посмотрите все каналы');
    expect(titles(element)).to.have.length(channels.length);
    expect(filled(element)).to.deep.equal([]);
  });

  it('survives that the page is translated', async () => {
    const element = await shown();
    // As Chrome translates: text nodes alone are replaced.
    for (const translated of element.renderRoot.querySelectorAll('h3, .status')) {
      const words = [...translated.childNodes].find((one) => one.nodeType === Node.TEXT_NODE && one.nodeValue?.trim());
      const font = document.createElement('font');
      words?.replaceWith(font);
      if (words) font.append(words);
    }
    await choose(element, 'come');
    expect(titles(element)[0]).to.equal('Личный приём');
    expect(states(element)[0]).to.equal('Закрыто. Приём завтра, 14:00–17:00');
  });

  it('tries again after a failure, with the fallback beside it', async () => {
    await answerWith(() => new Response('', { status: 500 }));
    const element = await fixture<OtklikChannels>(
      html`<otklik-channels backend=${location.origin} agency="housing"><a href="/x">Каналы связи</a></otklik-channels>`,
    );
    await until(() => element.renderRoot.querySelector('[role=status] .note'));
    expect((element.firstElementChild as HTMLElement).offsetHeight).to.be.above(0);
    await answerWith(serveBackend(testBackend({ touchpoints: { external: { document: null, channels, items: [] } } })));
    await untilFocused(element, () => element.renderRoot.querySelector('button')?.click());
    expect(element.renderRoot.activeElement?.localName).to.equal('h2');
    expect(titles(element)).to.have.length(channels.length);
  });

  it('in a narrow column says only what is open and the numbers, and leads to the rest', async () => {
    const element = await shown();
    element.parentElement?.classList.add('side');
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.side { inline-size: 268px }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    const visible = (one: Element | null | undefined): boolean => ((one as HTMLElement | null)?.offsetHeight ?? 0) > 0;
    expect(cards(element).map(visible)).to.deep.equal([true, true, true, false, false, false, false]);
    expect(visible(element.renderRoot.querySelector('h2'))).to.equal(false);
    expect(visible(element.renderRoot.querySelector('.facts'))).to.equal(false);
    const all = element.renderRoot.querySelector('.all');
    expect(visible(all)).to.equal(true);
    expect(text(all)).to.equal('Все каналы связи: 7');
    await expect(element).to.be.accessible();
    sheet.replaceSync('');
    expect(visible(all)).to.equal(false);
    expect(cards(element).every(visible)).to.equal(true);
  });

  it('speaks English', async () => {
    const element = await shown({}, {}, { lang: 'en' });
    expect(states(element).slice(0, 3)).to.deep.equal([
      'Open until 13:00',
      'Open round the clock',
      'Closed. Reception tomorrow, 14:00–17:00',
    ]);
    expect(text(card(element, 'Enquiry line')?.querySelector('dd'))).to.equal(
      'Mon–Thu 9–18, Fri 9–16:45, lunch 13–13:45',
    );
  });
});
