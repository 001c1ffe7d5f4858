import { expect, fixture, html } from '@open-wc/testing';
import type { Backend } from '@otklik/core/backend/port.js';
import { showExample } from '../base/example.ts';
import { agency } from '../consultation/consultation.examples.ts';
import { takeViolations } from '../testing/violations.ts';
import { list, now, open } from './channels.examples.ts';
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
const fileOf = async (link: HTMLAnchorElement | undefined): Promise<string> => {
  expect(link?.href).to.match(/^blob:/);
  const found = await new Promise<string>((done, failed) => {
    const request = new XMLHttpRequest();
    request.open('GET', link?.href ?? '');
    request.onload = () => done(request.responseText);
    request.onerror = () => failed(new Error('not there'));
    request.send();
  }).catch(() => '');
  await takeViolations();
  return found;
};

describe('otklik-channels: what more a card can do', () => {
  it('says when the next reception is, with its hours, unless it is today', async () => {
    expect(text(named(await shown(), 'p', 'Ближайший приём'))).to.equal('Ближайший приём: 19 ноября, 14:00–17:00');
    expect(text(named(await shown({}, { lang: 'en' }), 'p', 'Next reception'))).to.contain('14:00–17:00');
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
    expect(element.renderRoot.querySelectorAll('[aria-expanded=true]')).to.have.length(1);
    expect(named(element, 'a', 'Добавить приём')).to.equal(undefined);
    const code = element.renderRoot.querySelector('[role=img]');
    expect(code?.getAttribute('aria-label')).to.equal('QR-код: Справочный телефон');
    expect(text(element.renderRoot.querySelector('figcaption'))).to.equal('tel:80000000000');
    named(element, 'button[data-id=phone]', 'Сохранить или поделиться')?.click();
    await new Promise((done) => setTimeout(done, 50));
    expect(element.renderRoot.querySelectorAll('[role=img]')).to.have.length(0);
  });

  it('makes files that can be read, under the policy of the page', async () => {
    const element = await shown();
    await open(element, 'phone');
    const link = named<HTMLAnchorElement>(element, 'a', 'Сохранить контакт');
    link?.addEventListener('click', (event) => event.preventDefault());
    link?.click();
    expect(await takeViolations()).to.deep.equal([]);
    const file = await fileOf(link);
    if (file) expect(file).to.contain('TEL;VALUE=uri');
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
    expect(text(note)).to.contain('Закон требует подтвердить, кто их подаёт');
    expect(named<HTMLAnchorElement>(element, '.note a', 'Госуслуги')?.href).to.equal('https://example.org/appeals');
    await open(element, 'appeal');
    expect(text(note)).to.contain('59-ФЗ').and.to.contain('8-ФЗ');
    expect(named(await shown({ appealPortals: [] }), '.note', 'Жалоба')).to.equal(undefined);
  });
});
