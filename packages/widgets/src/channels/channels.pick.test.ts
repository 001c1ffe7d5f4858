import { expect, fixture, html } from '@open-wc/testing';
import type { Backend } from '@otklik/core/backend/port.js';
import { showExample } from '../base/example.ts';
import '../consultation/consultation.define.ts';
import type { OtklikConsultation } from '../consultation/consultation.ts';
import { serveBackend, testBackend } from '../testing/memory.ts';
import { answerWith } from '../testing/worker.ts';
import { channels, choose, list, now } from './channels.examples.ts';
import type { OtklikChannelPickEvent } from './channels.late.ts';
import type { OtklikChannels } from './channels.ts';
import './channels.define.ts';

const text = (element: Element | null | undefined): string => element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const link = (element: OtklikChannels, name: string): HTMLAnchorElement | undefined =>
  [...element.renderRoot.querySelectorAll('a')].find((one) => text(one) === name);
const shown = async (attributes = {}): Promise<OtklikChannels> => {
  const backend: Partial<Backend> = {
    readTouchpoints: () => Promise.resolve(list),
  };
  const example = { name: '', backend, attributes, properties: { now } };
  return (await showExample('otklik-channels', example, await fixture(html`<div></div>`))) as OtklikChannels;
};
async function until(met: () => unknown): Promise<void> {
  for (let i = 0; i < 300 && !met(); i++) await new Promise((done) => setTimeout(done, 10));
  expect(met()).to.be.ok;
}

describe('otklik-channels: what is picked', () => {
  it('hands a pick over to the consultation of the same agency', async () => {
    const parent = await fixture(html`<div></div>`);
    const other = document.createElement('otklik-consultation');
    other.setAttribute('agency', 'transport');
    const form = document.createElement('otklik-consultation');
    for (const one of [other, form]) {
      Object.assign(one, { backend: location.origin });
      parent.append(one);
    }
    form.setAttribute('agency', 'housing');
    const element = document.createElement('otklik-channels') as OtklikChannels;
    Object.assign(element, { backend: location.origin, agency: 'housing', now });
    await answerWith(
      serveBackend(testBackend({ touchpoints: { external: { document: null, channels, items: list.items } } })),
    );
    parent.prepend(element);
    await until(() => link(element, 'Записаться на приём: Личный приём'));
    await choose(element, 'copy');
    let picked: OtklikChannelPickEvent | undefined;
    parent.addEventListener('otklik-channel-pick', (event) => (picked = event as OtklikChannelPickEvent), {
      once: true,
    });
    link(element, 'Записаться на приём: Личный приём')?.click();
    await until(() => form.getAttribute('channel'));
    expect([picked?.touchpoint, picked?.channel, picked?.replyForm]).to.deep.equal(['copy', 'visit', 'visit']);
    const told = ['need', 'reply-form', 'channel'].map((name) => form.getAttribute(name));
    expect(told).to.deep.equal(['visit', 'visit', 'visit']);
    expect(other.hasAttribute('channel')).to.equal(false);
    expect(form.matches(':focus, :focus-within')).to.equal(true);
  });

  it('hands over to the one that is named, and to nobody when the page takes care of it', async () => {
    const parent = await fixture(html`<div><otklik-consultation id="ask"></otklik-consultation></div>`);
    const element = await shown({ for: 'ask' });
    link(element, 'Написать запрос: Форма запроса')?.click();
    await until(() => parent.querySelector('#ask')?.getAttribute('channel') === 'form');
    element.addEventListener('otklik-channel-pick', (event) => event.preventDefault(), { once: true });
    link(element, 'Получить ответ письмом: Почта')?.click();
    await new Promise((done) => setTimeout(done, 20));
    expect(parent.querySelector('#ask')?.getAttribute('channel')).to.equal('form');
  });

  /** A form on the page, and what it would send. */
  async function formOnPage(attributes = {}) {
    const parent = await fixture(
      html`<div><otklik-consultation id="ask" backend=${location.origin} agency="housing"></otklik-consultation></div>`,
    );
    const form = parent.querySelector<OtklikConsultation>('#ask') as OtklikConsultation;
    for (const [name, value] of Object.entries(attributes)) form.setAttribute(name, String(value));
    const radio = (name: string, value: string): HTMLInputElement | null =>
      form.renderRoot.querySelector(`[name=${name}][value=${value}]`);
    await until(() => radio('need', 'visit'));
    const chosen = (): string[] =>
      [...form.renderRoot.querySelectorAll<HTMLInputElement>('input[type=radio]:checked')]
        .filter(({ name }) => /^(?:need|replyForm)$/.test(name))
        .map(({ value }) => value);
    return { form, chosen, radio };
  }

  it('lets the last pick win over the one before, and over what was chosen by hand', async () => {
    await answerWith(serveBackend(testBackend()));
    const { form, chosen, radio } = await formOnPage();
    const element = await shown({ for: 'ask' });
    const pick = async (name: string, channel: string): Promise<void> => {
      form.removeAttribute('channel');
      link(element, name)?.click();
      await until(() => form.getAttribute('channel') === channel);
      await form.updateComplete;
    };
    await pick('Записаться на приём: Личный приём', 'visit');
    expect(chosen()).to.deep.equal(['visit', 'visit']);
    await pick('Получить ответ письмом: Почта', 'post');
    expect(chosen()).to.deep.equal(['information', 'post']);
    for (const need of ['callback', 'appeal']) {
      radio('need', need)?.click();
      radio('replyForm', 'case')?.click();
      await pick('Получить ответ письмом: Почта', 'post');
      expect(chosen(), need).to.deep.equal(['information', 'post']);
    }
    await pick('Заказать звонок: Справочный телефон', 'phone');
    expect(chosen()).to.deep.equal(['callback', 'phone']);
    radio('need', 'information')?.click();
    await pick('Заказать звонок: Справочный телефон', 'phone');
    expect(chosen()).to.deep.equal(['callback', 'phone']);
  });

  it('leaves what was chosen where a pick doesn’t stand against it', async () => {
    await answerWith(serveBackend(testBackend()));
    const { form, chosen, radio } = await formOnPage({ need: 'consultation' });
    const element = await shown({ for: 'ask' });
    for (const need of ['consultation', 'information']) {
      radio('need', need)?.click();
      link(element, 'Получить ответ письмом: Почта')?.click();
      await until(() => form.getAttribute('channel') === 'post');
      await form.updateComplete;
      expect(chosen()).to.deep.equal([need, 'post']);
      form.removeAttribute('channel');
    }
  });
});
