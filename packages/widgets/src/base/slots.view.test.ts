import { expect, fixture, html } from '@open-wc/testing';
import { BackendError } from '@otklik/core/backend/error.js';
import type { ClientBackend } from '@otklik/core/backend/port.js';
import type { Slot } from '@otklik/core/contract/slots.js';
import { OtklikElement } from './element.ts';
import { ru as base } from './base.messages.ts';
import type { Catalogue } from './messages.ts';
import { en } from './slots.messages.en.ts';
import { ru } from './slots.messages.ts';
import { Slots, type SlotsShown } from './slots.view.ts';

class Shown extends OtklikElement {
  static override catalogue: Catalogue = {
    ru: { ...base, ...ru },
    load: () => Promise.resolve({ en: { ...base, ...en } }),
  };
  slots = new Slots(this);
  how: SlotsShown = { kind: 'visit', timeZone: 'Europe/Astrakhan', level: 3 };
  protected override view(): unknown {
    return html`<form>${this.slots.view(this.how)}</form>`;
  }
}
customElements.define('otklik-slots-test', Shown);

const place = { ru: 'ул. Примерная, 1, кабинет 4', en: '1 Example Street, room 4' };
/** At this hour of the agency, UTC+4. */
const slot = (day: number, time: string, change: Partial<Slot> = {}): Slot => ({
  id: `${day}-${time}`,
  kind: 'visit',
  startsAt: new Date(`2026-12-${String(day).padStart(2, '0')}T${time}:00+04:00`).toISOString(),
  endsAt: new Date(`2026-12-${String(day).padStart(2, '0')}T${time}:00+04:00`).toISOString(),
  place,
  ...change,
});
const free = [slot(3, '00:20'), slot(1, '09:00'), slot(1, '09:20'), slot(7, '10:00'), slot(8, '11:00')];

const answering =
  (...told: (Slot[] | Error)[]): ClientBackend['listSlots'] =>
  () => {
    const next = told.length > 1 ? told.shift() : told[0];
    return next instanceof Error ? Promise.reject(next) : Promise.resolve({ items: next ?? [], next: null });
  };
async function shown(listSlots?: ClientBackend['listSlots'], change: Partial<SlotsShown> = {}): Promise<Shown> {
  const element = document.createElement('otklik-slots-test') as Shown;
  Object.assign(element, { backend: { ...(listSlots && { listSlots }) }, agency: 'housing' });
  Object.assign(element.how, change);
  (await fixture(html`<div></div>`)).append(element);
  await new Promise((done) => setTimeout(done));
  await element.updateComplete;
  return element;
}
const words = (node: Element | null | undefined): string => node?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const text = ({ renderRoot }: Shown): string => words(renderRoot.querySelector('form'));
const days = ({ renderRoot }: Shown): Record<string, string[]> =>
  Object.fromEntries(
    [...renderRoot.querySelectorAll('.day')].map((day) => [
      words(day.querySelector('[role=heading]')),
      [...day.querySelectorAll('label')].map(words),
    ]),
  );
const radio = ({ renderRoot }: Shown, id: string): HTMLInputElement =>
  renderRoot.querySelector(`input[value="${id}"]`) as HTMLInputElement;

describe('times to choose from', () => {
  it('stand under their days, the earliest first, by the clock of the agency, which is named', async () => {
    const element = await shown(answering(free));
    expect(days(element)).to.deep.equal({
      '1 декабря 2026, вторник': ['09:00', '09:20'],
      '3 декабря 2026, четверг': ['00:20'],
      '7 декабря 2026, понедельник': ['10:00'],
      '8 декабря 2026, вторник': ['11:00'],
    });
    // Objects are equal in any order.
    expect(Object.keys(days(element)).map((day) => day.split(' ')[0])).to.deep.equal(['1', '3', '7', '8']);
    expect(text(element)).to.contain('Когда Вам удобно прийти');
    expect(text(element))
      .to.contain('Где: ул. Примерная, 1, кабинет 4.')
      .and.to.match(/UTC\+4/);
    const more = element.renderRoot.querySelector('details');
    expect(words(more?.querySelector('summary'))).to.equal('Другие дни');
    expect(more?.querySelectorAll('.day').length).to.equal(1);
    expect(element.renderRoot.querySelector('[role=heading]')?.getAttribute('aria-level')).to.equal('3');
    await expect(element).to.be.accessible();
  });

  it('say where, each for itself, when there are several places', async () => {
    const other = slot(1, '09:20', { place: { ru: 'МФЦ' } });
    expect(Object.values(days(await shown(answering([slot(1, '09:00'), other]))))).to.deep.equal([
      ['09:00, ул. Примерная, 1, кабинет 4', '09:20, МФЦ'],
    ]);
  });

  it('are what the form sends', async () => {
    const element = await shown(answering(free));
    radio(element, '1-09:20').click();
    const form = element.renderRoot.querySelector('form') as HTMLFormElement;
    expect(new FormData(form).get('slot')).to.equal('1-09:20');
  });

  it('are of the kind that is asked for, even where the answer holds others', async () => {
    const call = slot(1, '09:00', { id: 'call', kind: 'callback', place: null });
    const element = await shown(answering([...free, call]), { kind: 'callback' });
    expect(Object.values(days(element))).to.deep.equal([['09:00']]);
    expect(text(element)).to.contain('Когда Вам позвонить').and.not.to.contain('Где:');
  });

  it('of which none is free say so', async () => {
    const element = await shown(answering([]));
    expect(words(element.renderRoot.querySelector('[role=status]'))).to.contain(
      'Свободного времени для приёма сейчас нет',
    );
  });

  it('that have not come are waited for', async () => {
    const element = await shown(() => new Promise(() => undefined));
    expect(words(element.renderRoot.querySelector('[role=status]'))).to.equal('Загружаем свободное время…');
  });

  it('that cannot be had can be asked for again', async () => {
    const element = await shown(answering(new BackendError('network'), free));
    expect(text(element)).to.contain('Нет связи').and.not.to.contain('Загружаем');
    element.renderRoot.querySelector('button')?.click();
    await new Promise((done) => setTimeout(done, 20));
    expect(Object.keys(days(element))).to.have.length(4);
    expect((element.renderRoot.activeElement as HTMLInputElement).value).to.equal('1-09:00');
  });

  it('that come anew keep the choice where it is still there, and move it nowhere else', async () => {
    const [, nine, twenty] = free as [Slot, Slot, Slot];
    const element = await shown(answering([nine, twenty], [twenty, slot(8, '11:00')]));
    radio(element, nine.id).click();
    await element.slots.load('visit');
    expect(element.renderRoot.querySelector('input:checked')).to.equal(null);
    const kept = await shown(answering([nine, twenty], [twenty]));
    radio(kept, twenty.id).click();
    await kept.slots.load('visit');
    expect(radio(kept, twenty.id).checked).to.equal(true);
  });

  it('are not asked for where a back end knows of none', async () => {
    const element = await shown();
    expect(element.renderRoot.querySelector('fieldset')).to.equal(null);
  });

  it('of another version that are no times are left out', async () => {
    const strange = [null, {}, { ...slot(1, '09:00'), startsAt: 'tomorrow' }, slot(1, '09:20')] as Slot[];
    expect(Object.values(days(await shown(answering(strange))))).to.deep.equal([['09:20']]);
  });

  it('bear what is wrong with the choice', async () => {
    const element = await shown(answering(free), { error: html`<span>Выберите время</span>` });
    const box = element.renderRoot.querySelector('fieldset');
    const told = box
      ?.getAttribute('aria-describedby')
      ?.split(' ')
      .map((id) => words(element.renderRoot.querySelector(`#${id}`)));
    expect(told).to.include('Выберите время');
    expect(radio(element, '1-09:00').getAttribute('aria-invalid')).to.equal('true');
    await expect(element).to.be.accessible();
  });
});
