import { expect, fixture, html } from '@open-wc/testing';
import type { Backend } from '@otklik/core/backend/port.js';
import { showExample } from '../base/example.ts';
import { agency } from '../consultation/consultation.examples.ts';
import { takeViolations } from '../testing/violations.ts';
import { list, listAt, now, open } from './channels.examples.ts';
import type { OtklikChannels } from './channels.ts';
import './channels.define.ts';

const text = (element: Element | null | undefined): string => element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
async function shown(change: object = {}, attributes = {}): Promise<OtklikChannels> {
  const backend: Partial<Backend> = {
    readTouchpoints: () => Promise.resolve({ ...list, ...change }),
    readAgency: () => Promise.resolve(agency),
  };
  const example = { name: '', backend, attributes, properties: { now } };
  return (await showExample('otklik-channels', example, await fixture(html`<div></div>`))) as OtklikChannels;
}
const named = <T extends HTMLElement>(element: OtklikChannels, role: string, name: string): T | undefined =>
  [...element.renderRoot.querySelectorAll<T>(role)].find((one) => text(one).startsWith(name));
const opened = (element: OtklikChannels): string[] =>
  [...element.renderRoot.querySelectorAll('button[aria-expanded=true]')].map(text);
/** What the browser was given to save, by address: under the policy a page can't ask for it. */
const made = new Map<string, Blob>();
/** Lines of such a file, joined again where they were folded. */
const linesOf = async (link: HTMLAnchorElement | undefined): Promise<string[]> => {
  const blob = made.get(link?.href ?? '');
  const folded = await blob?.text();
  return [blob?.type ?? '', ...(folded?.replaceAll('\r\n ', '').split('\r\n') ?? [])];
};
async function until(met: () => unknown): Promise<void> {
  for (let i = 0; i < 300 && !(await met()); i++) await new Promise((done) => setTimeout(done, 10));
  expect(await met()).to.be.ok;
}

/** As on a device that is held in the hand, or on one that stands on a table; and whether its browser can share. */
async function on(device: 'phone' | 'desktop', share: unknown, act: () => Promise<void>): Promise<void> {
  const { matchMedia } = window;
  Object.defineProperty(navigator, 'share', { configurable: true, value: share });
  if (!share) Reflect.deleteProperty(navigator, 'share');
  const fake = (query: string): unknown =>
    query === '(pointer: coarse)' ? { matches: device === 'phone' } : matchMedia.call(window, query);
  Object.assign(window, { matchMedia: fake });
  try {
    await act();
  } finally {
    Object.assign(window, { matchMedia });
    Reflect.deleteProperty(navigator, 'share');
  }
}

describe('otklik-channels: what more a card can do', () => {
  const { createObjectURL } = URL;
  before(() => {
    URL.createObjectURL = (given: Blob) => {
      const address = createObjectURL.call(URL, given);
      made.set(address, given);
      return address;
    };
  });
  after(() => {
    URL.createObjectURL = createObjectURL;
  });

  it('says when the next reception is, with its hours, until it begins', async () => {
    const at = async (moment: string, lang = 'ru'): Promise<string> => {
      const properties = { now: () => new Date(moment) };
      const backend = { readTouchpoints: () => Promise.resolve(listAt(new Date(moment))) };
      const example = { name: '', backend, properties, attributes: { lang } };
      const element = await showExample('otklik-channels', example, await fixture(html`<div></div>`));
      const visit = [...element.renderRoot.querySelectorAll('li')].find((one) => /Личный|in person/.test(text(one)));
      return text(visit?.querySelector('.status'));
    };
    expect(await at('2026-11-18T07:00:00Z')).to.equal('Закрыто. Приём завтра, 14:00–17:00');
    expect(await at('2026-11-18T07:00:00Z', 'en')).to.equal('Closed. Reception tomorrow, 14:00–17:00');
    expect(await at('2026-11-19T07:00:00Z')).to.equal('Закрыто. Приём сегодня, 14:00–17:00');
    expect(await at('2026-11-19T11:00:00Z')).to.equal('Открыто до 17:00');
    expect(await at('2026-11-20T07:00:00Z')).to.equal('Закрыто. Приём 24 ноября, 14:00–17:00');
  });

  it('leads the way, never by an address that is none', async () => {
    const element = await shown();
    expect(named<HTMLAnchorElement>(element, 'a', 'Как пройти')?.href).to.equal('https://example.org/map?place=1');
    const bad = ['javascript:alert(1)', 'data:text/html,x', ' javascript:alert(1)', 'vbscript:x'];
    for (const url of bad) {
      const channels = list.channels.map((one) => ({ ...one, url, route: url }));
      const broken = await shown({ channels, appealPortals: [{ title: { ru: 'Портал' }, url }] });
      const hrefs = [...broken.renderRoot.querySelectorAll('a')].map((one) => one.getAttribute('href') ?? '');
      expect(hrefs.filter((href) => href.includes('script:') || href.startsWith('data:'))).to.deep.equal([]);
    }
  });

  it('offers reception, contact, number and code under a button that says whether it is open', async () => {
    const element = await shown();
    await open(element, 'visit');
    expect(named<HTMLAnchorElement>(element, 'a', 'Добавить приём в календарь')?.download).to.equal(
      'visit-2026-11-19.ics',
    );
    expect(named<HTMLAnchorElement>(element, 'a', 'Сохранить контакт')?.download).to.equal('visit.vcf');
    await open(element, 'phone');
    expect(opened(element)).to.deep.equal([
      'Сохранить или поделиться: Справочный телефон',
      'Сохранить или поделиться: Личный приём',
    ]);
    const code = element.renderRoot.querySelector('[role=img]');
    expect(code?.getAttribute('aria-label')).to.equal('QR-код: Справочный телефон');
    expect(text(element.renderRoot.querySelector('figcaption'))).to.equal('tel:80000000000');
    named(element, 'button', 'Сохранить или поделиться: Справочный телефон')?.click();
    await until(() => opened(element).length === 1);
    expect(element.renderRoot.querySelectorAll('[role=img]')).to.have.length(1);
    expect(!!named(element, 'a', 'Добавить приём в календарь'), 'the other one stays').to.equal(true);
  });

  it('shows what was opened right after its button, where reader and finger are', async () => {
    const element = await shown();
    await open(element, 'phone');
    const group = named(element, 'button', 'Сохранить или поделиться: Справочный телефон')?.nextElementSibling;
    expect(group?.getAttribute('role')).to.equal('group');
    expect(group?.getAttribute('aria-label')).to.equal('Сохранить или поделиться: Справочный телефон');
    await open(element, 'appeal');
    const told = named(element, 'button', 'Чем обращение отличается от запроса')?.nextElementSibling;
    expect(text(told)).to.contain('59-ФЗ').and.to.contain('8-ФЗ');
  });

  it('on a desktop offers a code for the phone, and no sharing', async () => {
    await on(
      'desktop',
      () => Promise.resolve(),
      async () => {
        const element = await shown();
        await open(element, 'phone');
        expect(element.renderRoot.querySelector('[role=img]')?.getAttribute('aria-label')).to.contain('QR-код');
        expect(!!named(element, 'p', 'Наведите камеру телефона')).to.equal(true);
        expect(!!named(element, '.share button', 'Поделиться')).to.equal(false);
      },
    );
  });

  it('on a device in the hand offers no code for another one, and shares where its browser can', async () => {
    const given: unknown[] = [];
    const share = (data: unknown): Promise<void> => Promise.resolve(void given.push(data));
    await on('phone', share, async () => {
      const element = await shown();
      await open(element, 'phone');
      expect(!!named(element, 'a', 'Сохранить контакт')).to.equal(true);
      expect(element.renderRoot.querySelectorAll('[role=img], figure')).to.have.length(0);
      expect(!!named(element, 'p', 'Наведите камеру')).to.equal(false);
      named(element, '.share button', 'Поделиться')?.click();
      expect(given).to.deep.equal([{ title: 'Справочный телефон', text: '8 (000) 000-00-00', url: 'tel:80000000000' }]);
    });
    await on('phone', undefined, async () => {
      const element = await shown();
      await open(element, 'phone');
      expect(element.renderRoot.querySelectorAll('[role=img]')).to.have.length(0);
      expect(!!named(element, '.share button', 'Поделиться')).to.equal(false);
    });
  });

  it('makes a contact that holds number, body and hours, under the policy of the page', async () => {
    const element = await shown();
    await open(element, 'phone');
    const link = (): HTMLAnchorElement | undefined => named<HTMLAnchorElement>(element, 'a', 'Сохранить контакт');
    expect(link()?.href).to.match(/^blob:/);
    await until(async () => (await linesOf(link())).includes('ORG:Служба жилищного надзора'));
    expect(await linesOf(link())).to.deep.equal([
      'text/vcard;charset=utf-8',
      'BEGIN:VCARD',
      'VERSION:4.0',
      'KIND:org',
      `UID;VALUE=text:phone@housing.${location.hostname}`,
      'FN:Служба жилищного надзора: Справочный телефон',
      'ORG:Служба жилищного надзора',
      'TEL;VALUE=uri;TYPE="work,voice":tel:80000000000',
      'NOTE:пн–чт 9–18\\, пт 9–16:45\\, обед 13–13:45',
      'REV:20261118T070000Z',
      'END:VCARD',
      '',
    ]);
    expect(link()?.download).to.equal('phone.vcf');
    await open(element, 'post');
    const cards = await Promise.all(
      [...element.renderRoot.querySelectorAll<HTMLAnchorElement>('a[download="post.vcf"]')].map(linesOf),
    );
    expect(cards[0]).to.include('ADR;TYPE=work;LANGUAGE=ru:;;000000\\, г. Приозёрск\\, ул. Примерная\\, 1;;;;');
    link()?.addEventListener('click', (event) => event.preventDefault());
    link()?.click();
    expect(await takeViolations()).to.deep.equal([]);
  });

  it('makes a calendar with the next reception, in universal time', async () => {
    const element = await shown();
    await open(element, 'visit');
    const link = (): HTMLAnchorElement | undefined => named<HTMLAnchorElement>(element, 'a', 'Добавить приём');
    await until(async () => (await linesOf(link())).join().includes('Служба жилищного надзора'));
    expect(await linesOf(link())).to.include.members([
      'text/calendar;charset=utf-8',
      'DTSTART:20261119T100000Z',
      'DTEND:20261119T130000Z',
      'SUMMARY:Личный приём: Служба жилищного надзора',
      'LOCATION:г. Приозёрск\\, ул. Примерная\\, 1\\, кабинет 104',
    ]);
  });

  it('copies, says so, and where that is forbidden selects the text', async () => {
    const element = await shown();
    await open(element, 'phone');
    const clipboard = Object.getOwnPropertyDescriptor(Navigator.prototype, 'clipboard');
    const press = async (writeText: (text: string) => Promise<void>): Promise<string> => {
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
      named(element, 'button', 'Скопировать номер')?.click();
      await new Promise((done) => setTimeout(done, 50));
      return text(element.renderRoot.querySelector('.share [role=status]'));
    };
    const copied: string[] = [];
    expect(await press((given) => Promise.resolve(void copied.push(given)))).to.equal('Скопировано');
    expect(copied).to.deep.equal(['8 (000) 000-00-00']);
    expect(await press(() => Promise.reject(new Error('forbidden')))).to.contain('Текст выделен');
    expect(element.renderRoot.querySelector<HTMLInputElement>('.share input')?.value).to.equal('8 (000) 000-00-00');
    if (clipboard) Reflect.deleteProperty(navigator, 'clipboard');
  });

  it('leads appeals to the portals, with the reason, and tells what they are; nothing where there are none', async () => {
    const element = await shown();
    const note = named(element, '.note', 'Жалоба, заявление или предложение?');
    expect(text(note)).to.contain(
      'Закон требует подтвердить, кто их подаёт, поэтому форма на этом сайте их не принимает',
    );
    expect(named<HTMLAnchorElement>(element, '.note a', 'Госуслуги')?.href).to.equal('https://example.org/appeals');
    expect(text(note)).to.not.contain('59-ФЗ');
    await open(element, 'appeal');
    expect(text(note)).to.contain('59-ФЗ').and.to.contain('8-ФЗ');
    expect(!!named(await shown({ appealPortals: [] }), '.note', 'Жалоба')).to.equal(false);
  });
});
