import { aTimeout, expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import type { ClientBackend } from '@otklik/core/backend/port.js';
import { BackendError } from '@otklik/core/backend/error.js';
import type { Slot } from '@otklik/core/contract/slots.js';
import { showExample } from '../base/example.ts';
import { testBackend } from '../testing/memory.ts';
import { agency, examples, receipt, fill, filled, press, send } from './consultation.examples.ts';
import { told, until } from './filing.testing.ts';
import type { OtklikConsultationSentEvent } from './consultation.late.ts';
import type { OtklikConsultation } from './consultation.ts';
import './consultation.define.ts';

const shown = async (backend: Partial<ClientBackend>, attributes = {}): Promise<OtklikConsultation> =>
  (await showExample(
    'otklik-consultation',
    { name: '', backend, attributes },
    await fixture(html`<div></div>`),
  )) as OtklikConsultation;

/** By its label, as people find it. */
function labelled(element: OtklikConsultation, label: string): HTMLInputElement {
  const found = [...element.renderRoot.querySelectorAll('label')].find((one) => one.textContent?.trim() === label);
  const control = found?.control;
  if (!control) throw new Error(`no field «${label}»`);
  return control as HTMLInputElement;
}
const place = { ru: 'ул. Примерная, 1' };
const at = (id: string, hour: string): Slot => ({
  ...{ id, kind: 'visit', place },
  ...{ startsAt: `2026-12-02T${hour}:00:00.000Z`, endsAt: `2026-12-02T${hour}:20:00.000Z` },
});
/** At ten and at eleven by the agency's clock. */
const times = [at('one', '06'), at('two', '07')];

/** A button by its name. */
function named(element: OtklikConsultation, name: string): HTMLButtonElement {
  const found = [...element.renderRoot.querySelectorAll('button')].find(
    (one) => one.textContent?.replace(/\s+/g, ' ').trim() === name,
  );
  if (!found) throw new Error(`no button «${name}»`);
  return found;
}
const text = (element: OtklikConsultation): string => element.renderRoot.textContent?.replace(/\s+/g, ' ') ?? '';
const focused = (element: OtklikConsultation): Element | null => element.renderRoot.activeElement;

describe('otklik-consultation', () => {
  for (const example of examples) {
    it(`${example.name}: accessible`, async () => {
      const element = await showExample('otklik-consultation', example, await fixture(html`<div></div>`));
      await expect(element).to.be.accessible();
    });
  }

  it('files what was typed and shows number, code, date and how it came about', async () => {
    const element = await shown(testBackend());
    fill(element, filled);
    const sent = oneEvent(element, 'otklik-consultation-sent') as unknown as Promise<OtklikConsultationSentEvent>;
    await send(element);
    const { number, dueBy } = await sent;
    expect(number).to.equal('И-1001/26');
    expect(dueBy).to.equal('2026-12-30');
    expect(JSON.stringify(await sent)).not.to.match(/[0-9A-Z]{4}-[0-9A-Z]{4}-/);
    expect(text(element)).to.contain('И-1001/26');
    expect(text(element)).to.match(/[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/);
    expect(text(element)).to.contain('30 декабря 2026, среда');
    expect(text(element)).to.contain('последний день для ответа');
    expect(focused(element)?.textContent).to.contain('Сохраните код');
  });

  it('is a form that posts to the agency’s own page where JavaScript ends', async () => {
    const element = await fixture<OtklikConsultation>(
      html`<otklik-consultation backend="${location.origin}/" agency="housing"></otklik-consultation>`,
    );
    const form = element.renderRoot.querySelector('form');
    expect(form?.method).to.equal('post');
    expect(form?.action).to.equal(`${location.origin}/housing/consultation?check`);
  });

  it('names every error once in a focused summary whose links lead to the fields, and keeps what was typed', async () => {
    const element = await shown(testBackend());
    fill(element, { 'applicant.name': 'Анна Примерова', 'contact.email.email': 'anna.example.org' });
    await press(element);
    const summary = focused(element);
    expect(summary?.getAttribute('role')).to.equal('alert');
    const links = [...(summary?.querySelectorAll('a') ?? [])].map((link) => link.textContent);
    expect(links).to.deep.equal(['Выберите тему', 'Напишите, какая информация нужна', 'Добавьте в адрес почты знак @']);
    summary?.querySelectorAll('a')[1]?.click();
    expect(focused(element)).to.equal(labelled(element, 'Какая информация нужна'));
    expect(focused(element)?.getAttribute('aria-invalid')).to.equal('true');
    const described = focused(element)?.getAttribute('aria-describedby')?.split(' ') ?? [];
    const words = described.map((id) => element.renderRoot.getElementById(id)?.textContent?.trim());
    expect(words.join(' ')).to.contain('Напишите, какая информация нужна');
    expect(labelled(element, 'Имя и фамилия или название организации').value).to.equal('Анна Примерова');
  });

  it('shows the contact of the chosen reply form alone, and sends no other', async () => {
    const { backend, attempts } = told();
    const element = await shown(backend);
    fill(element, { ...filled, replyForm: 'phone', 'contact.phone.phone': '8 (000) 000-00-00' });
    const visible = (): string[] =>
      [...element.renderRoot.querySelectorAll<HTMLInputElement>('.contact input')]
        .filter((one) => one.checkVisibility())
        .map(({ name }) => name);
    // In WebKit with the styles that come at the first touch.
    await until(() => !visible().includes('contact.email.email'));
    expect(visible()).to.deep.equal(['contact.phone.phone']);
    await send(element);
    expect(attempts[0]?.body.contact).to.deep.equal({ phone: '8 (000) 000-00-00' });
  });

  it('after a failure keeps everything, and the same text sent again is the same case', async () => {
    const keys: string[] = [];
    const backend = testBackend();
    const element = await shown({
      ...backend,
      fileConsultation: async (to, consultation, key) => {
        keys.push(key);
        const receipt = await backend.fileConsultation(to, consultation, key);
        if (keys.length === 1) throw new BackendError('network');
        return receipt;
      },
    });
    fill(element, filled);
    await send(element);
    expect(text(element)).to.contain('Не отправлено');
    expect(labelled(element, 'Какая информация нужна').value).to.equal(filled.question);
    const done = oneEvent(element, 'otklik-consultation-sent') as unknown as Promise<OtklikConsultationSentEvent>;
    await press(element);
    expect((await done).number).to.equal('И-1001/26');
    expect(keys[0]).to.equal(keys[1]);
  });

  it('another text after a failure is another attempt, with a key of its own', async () => {
    const keys: string[] = [];
    const element = await shown({
      ...testBackend(),
      fileConsultation: (_, __, key) => {
        keys.push(key);
        return Promise.reject(new BackendError('network'));
      },
    });
    fill(element, filled);
    await send(element);
    named(element, 'Изменить Какая информация нужна').click();
    fill(element, { question: 'Другой вопрос' });
    await send(element);
    while (keys.length < 2) await new Promise((done) => setTimeout(done, 5));
    expect(keys[0]).not.to.equal(keys[1]);
  });

  it('says what the server found that the browser could not know', async () => {
    const fields = [{ path: 'topic', code: 'choice_unknown', params: {} }];
    const element = await shown({
      ...testBackend(),
      fileConsultation: () => Promise.reject(new BackendError('fields_invalid', {}, fields)),
    });
    fill(element, filled);
    await send(element);
    expect(focused(element)?.textContent).to.contain('Такой темы больше нет. Выберите другую');
  });

  it('asks for consent where the agency works by consent, and only there', async () => {
    const byLaw = await shown(testBackend());
    expect(byLaw.renderRoot.querySelector('[name=consent]')).to.equal(null);
    const element = await shown(testBackend({ agency: { ...agency, legalBasis: 'consent' } }));
    fill(element, filled);
    await press(element);
    expect(focused(element)?.textContent).to.contain('Подтвердите согласие на обработку данных');
    element.renderRoot.querySelector<HTMLInputElement>('[name=consent]')?.click();
    const done = oneEvent(element, 'otklik-consultation-sent');
    await send(element);
    await done;
  });

  it('asks first what is needed, and shows only the fields that this needs', async () => {
    const element = await shown(testBackend());
    const visible = (): string[] =>
      [...element.renderRoot.querySelectorAll<HTMLInputElement>('input, select, textarea')]
        .filter((one) => one.type !== 'radio' && one.checkVisibility())
        .map(({ name }) => name);
    const always = ['applicant.kind', 'applicant.name', 'topic', 'question'];
    expect(labelled(element, 'Запросить информацию').checked).to.equal(true);
    expect(visible()).to.deep.equal([...always, 'contact.email.email']);
    labelled(element, 'Записаться на приём').click();
    // In WebKit with the styles that come at the first touch.
    await until(() => !visible().includes('contact.email.email'));
    expect(visible()).to.deep.equal([...always, 'contact.phone.visit']);
    labelled(element, 'Заказать звонок').click();
    expect(visible()).to.deep.equal([...always, 'contact.phone.phone']);
    labelled(element, 'Подать жалобу, заявление или предложение').click();
    expect(visible()).to.deep.equal([]);
  });

  it('links to pages only, those of the back end by its address', async () => {
    const links = async (url: unknown): Promise<(string | null)[]> => {
      const [portal] = agency.appealPortals;
      const other = { ...agency, privacyPolicy: url, appealPortals: [{ ...portal, url }] } as typeof agency;
      const element = await shown({ ...testBackend(), readAgency: () => Promise.resolve(other) });
      labelled(element, 'Подать жалобу, заявление или предложение').focus();
      labelled(element, 'Подать жалобу, заявление или предложение').click();
      await waitUntil(() => text(element).includes('59-ФЗ'));
      return [...element.renderRoot.querySelectorAll('a')]
        .filter((a) => /Подробнее о данных|Госуслуги/.test(a.textContent ?? ''))
        .map((a) => a.getAttribute('href'));
    };
    for (const url of ['javascript:window.ran=1', [], null]) expect(await links(url)).to.deep.equal([null, null]);
    expect(await links('https://example.org/a')).to.deep.equal(['https://example.org/a', 'https://example.org/a']);
  });

  it('leads an appeal to where the law wants it, with the reason; a question can be asked all the same', async () => {
    const element = await shown(testBackend());
    const appeal = labelled(element, 'Подать жалобу, заявление или предложение');
    appeal.focus();
    appeal.click();
    await waitUntil(() => text(element).includes('59-ФЗ'));
    const portal = [...element.renderRoot.querySelectorAll('a')].find((a) => /Госуслуги/.test(a.textContent ?? ''));
    expect(portal?.href).to.equal('https://www.gosuslugi.ru/');
    expect(text(element)).to.contain('подтвердят, что это Вы');
    named(element, 'Всё же задать вопрос здесь').click();
    await waitUntil(() => focused(element)?.id === 'consultation');
    expect(text(element)).not.to.contain('59-ФЗ');
    expect(text(element)).to.contain('Какой у Вас вопрос');
  });

  it('a visit comes at a time that is free; one that was taken meanwhile is told, the rest stays', async () => {
    let free = times;
    const taken = [{ path: 'slot', code: 'slot_taken', params: {} }];
    const { backend, attempts } = told(new BackendError('fields_invalid', {}, taken), receipt);
    const element = await shown({
      ...backend,
      listSlots: (_, { kind }) => Promise.resolve({ items: free.filter((one) => one.kind === kind), next: null }),
    });
    const visit = labelled(element, 'Записаться на приём');
    visit.focus();
    visit.click();
    fill(element, { ...filled, 'contact.phone.visit': '8 (000) 000-00-00' });
    await press(element);
    expect(focused(element)?.textContent).to.contain('Выберите время');
    await waitUntil(() => !!element.renderRoot.querySelector('[name="slot.visit"]'));
    labelled(element, '10:00').click();
    await press(element);
    expect(text(element)).to.match(/Когда Вам удобно прийти\s*2 декабря 2026, 10:00\. ул\. Примерная, 1/);
    free = free.slice(1);
    await press(element);
    expect(attempts[0]?.body).to.include({ need: 'visit', slot: 'one', replyForm: 'visit' });
    expect(attempts[0]?.body.contact).to.deep.equal({ phone: '8 (000) 000-00-00' });
    expect(focused(element)?.textContent).to.contain('Это время только что заняли');
    expect(labelled(element, 'О чём хотите поговорить').value).to.equal(filled.question);
    await waitUntil(() => !text(element).includes('10:00'));
    labelled(element, '11:00').click();
    await send(element);
    expect(attempts[1]?.body).to.include({ slot: 'two' });
  });

  it('shows all answers once more before they go, and leads back to any of them', async () => {
    const { backend, attempts } = told();
    const element = await shown(backend);
    fill(element, { ...filled, 'applicant.name': 'اسم مثال' });
    await press(element);
    expect(focused(element)?.textContent).to.equal('Проверьте перед отправкой');
    expect(attempts).to.have.length(0);
    const rows = [...element.renderRoot.querySelectorAll('.rows > div')].map((row) =>
      [...row.querySelectorAll('dt, dd:not(.change)')]
        .map((one) => one.textContent?.replace(/\s+/g, ' ').trim())
        .join(': '),
    );
    expect(rows).to.deep.equal([
      'Что Вы хотите сделать?: Запросить информацию',
      'Кто спрашивает: Гражданин России',
      'Имя и фамилия или название организации: اسم مثال',
      'Тема: Капитальный ремонт',
      `Какая информация нужна: ${filled.question}`,
      'Как прислать ответ: На электронную почтуanna.primerova@example.org',
    ]);
    expect(element.renderRoot.querySelectorAll('.rows bdi')).to.have.length(3);
    expect(text(element)).to.contain('Зарегистрируем запрос за 3 дня и ответим не позже чем за 30 дней');
    named(element, 'Изменить Тема').click();
    await waitUntil(() => focused(element)?.id === 'topic');
    expect(labelled(element, 'Какая информация нужна').value).to.equal(filled.question);
    await send(element);
    expect(attempts).to.have.length(1);
    expect(attempts[0]?.body.need).to.equal('information');
  });

  it('tells how much room is left, and cuts nothing of what is pasted', async () => {
    const element = await shown(testBackend());
    const question = labelled(element, 'Какая информация нужна') as unknown as HTMLTextAreaElement;
    const paste = async (value: string): Promise<void> => {
      question.focus();
      question.value = value;
      question.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await aTimeout(20);
    };
    await paste('а'.repeat(100));
    await waitUntil(() => !!element.renderRoot.querySelector('.counter'));
    expect(element.renderRoot.querySelector('.counter')?.textContent?.trim()).to.equal('');
    await paste('а'.repeat(3979));
    expect(text(element)).to.contain('Остался 21 знак');
    await paste('а'.repeat(40_000));
    expect(text(element)).to.match(/Лишних 36\s000 знаков/);
    expect(question.value).to.have.length(40_000);
    fill(element, { ...filled, question: question.value });
    await press(element);
    expect(focused(element)?.textContent).to.contain('Сократите вопрос: не больше 4');
    expect(question.value).to.have.length(40_000);
  });

  it('moved in the document, keeps what was typed and fetches nothing again', async () => {
    let calls = 0;
    const backend = testBackend();
    const element = await shown({
      ...backend,
      readAgency: (to) => (calls++, backend.readAgency(to)),
      listConsultationTopics: (...to) => (calls++, backend.listConsultationTopics(...to)),
    });
    fill(element, filled);
    const elsewhere = await fixture(html`<section></section>`);
    elsewhere.append(element);
    await element.updateComplete;
    expect(labelled(element, 'Какая информация нужна').value).to.equal(filled.question);
    expect(calls).to.equal(2);
  });

  it('shows topics and what the agency says each as soon as it is there, and the one without the other', async () => {
    const failed: string[] = [];
    const topics = (element: OtklikConsultation): number => element.renderRoot.querySelectorAll('#topic option').length;
    const put = async (backend: Partial<ClientBackend>): Promise<OtklikConsultation> => {
      const element = document.createElement('otklik-consultation') as OtklikConsultation;
      Object.assign(element, { backend, agency: 'housing' });
      element.addEventListener('otklik-error', (event) => failed.push((event as Event & { code: string }).code));
      (await fixture(html`<div></div>`)).append(element);
      return element;
    };
    let answer: (about: typeof agency) => void = () => undefined;
    const waiting = new Promise<typeof agency>((resolve) => (answer = resolve));
    const slow = await put({ ...testBackend(), readAgency: () => waiting });
    await waitUntil(() => topics(slow) > 1);
    expect(text(slow)).not.to.contain('Подробнее о данных');
    answer(agency);
    await waitUntil(() => text(slow).includes('Подробнее о данных'));
    expect(failed).to.deep.equal([]);

    const lost = await put({
      ...testBackend(),
      listConsultationTopics: () => Promise.reject(new BackendError('network')),
    });
    await waitUntil(() => text(lost).includes('Подробнее о данных'));
    expect([topics(lost), ...failed.splice(0)]).to.deep.equal([1, 'network']);

    // An object of the page's own that can't be asked for everything.
    const { readAgency: _, ...rest } = testBackend();
    const bare = await put(rest);
    await waitUntil(() => topics(bare) > 1);
    expect(failed).to.deep.equal(['internal']);
  });

  it('in another scheme or language keeps what was typed, while their words and colours are on the way', async () => {
    const element = await shown(testBackend());
    fill(element, filled);
    const question = labelled(element, 'Какая информация нужна');
    element.theme = 'dark';
    await element.updateComplete;
    element.setAttribute('lang', 'en');
    await waitUntil(() => text(element).includes('What you need to know'));
    await waitUntil(() => element.renderRoot.querySelector('.o')?.getAttribute('data-theme') === 'dark');
    expect(question.isConnected && question.value).to.equal(filled.question);
  });

  it('takes topic and reply form from its attributes, and a reply form picked later', async () => {
    const element = await shown(testBackend(), { topic: 'repair', 'reply-form': 'post' });
    expect(labelled(element, 'Тема').value).to.equal('repair');
    expect(labelled(element, 'Письмом по почте').checked).to.equal(true);
    labelled(element, 'Расскажите по телефону').click();
    element.setAttribute('reply-form', 'visit');
    await element.updateComplete;
    expect(labelled(element, 'Приду на приём').checked).to.equal(true);
  });

  it('takes what is needed from its attribute, also one picked later, with the times that it needs', async () => {
    const element = await shown(testBackend(), { need: 'consultation' });
    expect(labelled(element, 'Получить консультацию').checked).to.equal(true);
    labelled(element, 'Получить консультацию').focus();
    await waitUntil(() => element.renderRoot.querySelector('[name=draft]'));
    labelled(element, 'Запросить информацию').click();
    element.setAttribute('need', 'visit');
    await waitUntil(() => text(element).includes('Когда Вам удобно прийти'));
    expect(labelled(element, 'Записаться на приём').checked).to.equal(true);
  });

  it('offers the kinds of clause 1.2 to the public and those of the staff to the staff', async () => {
    const kinds = (element: OtklikConsultation): string[] =>
      [...labelled(element, 'Кто спрашивает').querySelectorAll('option')].map(({ value }) => value);
    expect(kinds(await shown(testBackend()))).to.have.length(8);
    expect(kinds(await shown(testBackend(), { audience: 'internal' }))).to.deep.equal(['civil_servant', 'employee']);
  });

  it('speaks English, and takes the host’s own words', async () => {
    const element = await shown(testBackend(), { lang: 'en' });
    expect(labelled(element, 'What you need to know')).to.be.instanceOf(HTMLTextAreaElement);
    element.messages = { question: 'Your question, please' };
    await element.updateComplete;
    expect(labelled(element, 'Your question, please')).to.be.instanceOf(HTMLTextAreaElement);
  });

  it('without its settings keeps the fallback and says why in the console', async () => {
    const warned: string[] = [];
    const { warn } = console;
    console.warn = (line: string) => void warned.push(line);
    try {
      const element = await fixture<OtklikConsultation>(
        html`<otklik-consultation agency="housing"><a href="/ask">Задать вопрос</a></otklik-consultation>`,
      );
      expect(element.querySelector('a')?.checkVisibility()).to.equal(true);
      expect(element.renderRoot.querySelector('form')).to.equal(null);
      for (let tries = 0; tries < 200 && !warned.length; tries++) await new Promise((done) => setTimeout(done, 10));
      expect(warned).to.deep.equal(['otklik: <otklik-consultation>: set the attributes "backend" and "agency"']);
    } finally {
      console.warn = warn;
    }
  });
});
