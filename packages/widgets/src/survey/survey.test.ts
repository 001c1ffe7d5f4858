import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { BackendError } from '@otklik/core/backend/error.js';
import type { Backend } from '@otklik/core/backend/port.js';
import type { Ballot, Manifest } from '@otklik/core/contract/surveys.js';
import { ballotOpener, fromBase64Url, newBatchKeys } from '@otklik/core/domain/surveys/ballot.js';
import { manifestHash } from '@otklik/core/domain/surveys/canonical.js';
import { showExample, untilFocused } from '../base/example.ts';
import { serveBackend, testBackend } from '../testing/memory.ts';
import { answerWith } from '../testing/worker.ts';
import { send } from './survey.acts.ts';
import { examples, manifest, oneQuestion, takesBallots } from './survey.examples.ts';
import { OtklikSurvey } from './survey.ts';
import './survey.define.ts';

const shown = async (backend: Partial<Backend>, attributes = {}): Promise<OtklikSurvey> => {
  const example = { name: '', backend, attributes: { survey: 'information-access', ...attributes } };
  return (await showExample('otklik-survey', example, await fixture(html`<div></div>`))) as OtklikSurvey;
};
const text = (element: OtklikSurvey): string => element.renderRoot.textContent?.replace(/\s+/g, ' ') ?? '';
const focused = (element: OtklikSurvey): HTMLElement | null => element.renderRoot.activeElement as HTMLElement | null;

/** By its label, as people find it. */
function labelled<E extends HTMLElement = HTMLInputElement>(element: OtklikSurvey, label: string): E {
  const labels = [...element.renderRoot.querySelectorAll('label')];
  const found = labels.find((one) => one.textContent?.replace(/\s+/g, ' ').trim().endsWith(label));
  if (!found?.control) throw new Error(`no field «${label}» in ${text(element)}`);
  return found.control as E;
}
const write = (element: OtklikSurvey, words: string): void => {
  const field = labelled<HTMLTextAreaElement>(element, 'Что нам улучшить?');
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
};

/** A box of which the test holds the key, so that it can look inside. */
async function openBox(
  asked: Manifest,
): Promise<{ backend: Partial<Backend>; cast: Ballot[]; look: () => Promise<unknown[]> }> {
  const { publicKey, privateKey } = await newBatchKeys();
  const hash = await manifestHash(asked);
  const cast: Ballot[] = [];
  const batch = { batch: 'box-1', publicKey, manifestHash: hash, hour: '2026-12-01T06:00:00.000Z', bits: 1 };
  const backend = takesBallots(asked, {
    readBatch: async () => batch,
    castBallot: async (_, __, ballot) => void cast.push(ballot),
  });
  const look = async (): Promise<unknown[]> => {
    const open = await ballotOpener(asked.survey, hash, 'box-1', privateKey);
    return Promise.all(cast.map(({ sealed }) => open(fromBase64Url(sealed))));
  };
  return { backend, cast, look };
}

describe('otklik-survey', () => {
  for (const example of examples) {
    it(`${example.name}: accessible`, async () => {
      const element = await showExample('otklik-survey', example, await fixture(html`<div></div>`));
      await expect(element).to.be.accessible();
    });
  }

  it('by keyboard: arrows and Enter choose and never send, the button does', async () => {
    const { backend, cast, look } = await openBox(manifest);
    const element = await shown(backend);
    labelled(element, 'Сайт Службы').focus();
    await sendKeys({ press: 'Space' });
    await sendKeys({ press: 'Enter' });
    labelled(element, 'Да').focus();
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Enter' });
    labelled(element, '1, очень трудно').focus();
    for (const _ of '234') await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'Enter' });
    while (!text(element).includes('Ваша оценка: 4, скорее легко')) await new Promise((done) => setTimeout(done, 5));
    expect(cast).to.have.length(0);
    await sendKeys({ press: 'Tab' });
    expect(focused(element)?.localName).to.equal('textarea');
    await sendKeys({ type: 'Проще.' });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ type: 'Короче.' });
    await sendKeys({ press: 'Tab' });
    expect(focused(element)?.textContent?.trim()).to.equal('Отправить');
    const sent = oneEvent(element, 'otklik-survey-sent');
    await sendKeys({ press: 'Enter' });
    const { bubbles, composed } = await sent;
    expect([bubbles, composed]).to.deep.equal([true, true]);
    expect(await look()).to.deep.equal([
      { channels: ['site'], found: 'partly', ease: '4', improve: 'Проще.\nКороче.' },
    ]);
    while (focused(element)?.localName !== 'h2') await new Promise((done) => setTimeout(done, 5));
    expect(focused(element)?.textContent).to.equal('Спасибо, ответы приняты');
  });

  it('shows what was sent, and what cannot be hidden', async () => {
    const { backend, cast } = await openBox(manifest);
    const element = await shown(backend);
    labelled(element, 'Форма запроса').click();
    labelled(element, '5, очень легко').click();
    write(element, 'Проще');
    await send(element);
    const rows = [...element.renderRoot.querySelectorAll('tbody tr')].map((row) => row.lastElementChild?.textContent);
    expect(rows).to.deep.equal(['Форма запроса', 'пропущен', '5, очень легко', 'Проще']);
    const hash = (await manifestHash(manifest)).replace(/.{4}(?=.)/g, '$& ');
    expect(text(element)).to.contain(hash);
    expect(text(element)).to.contain(
      `${fromBase64Url(cast[0]?.sealed ?? '').length.toLocaleString('ru')} байт`.replace(/\s/g, ' '),
    );
    expect(text(element)).to.contain('Скрыть нельзя: адрес в сети, название браузера');
  });

  it('nothing answered: says so and sends nothing', async () => {
    const { backend, cast } = await openBox(manifest);
    const element = await shown(backend);
    write(element, ' \n ');
    await send(element);
    expect(focused(element)?.getAttribute('role')).to.equal('alert');
    expect(focused(element)?.textContent).to.contain('Ответьте хотя бы на один вопрос');
    expect(cast).to.have.length(0);
    labelled(element, 'Затрудняюсь ответить').click();
    await send(element);
    expect(text(element)).to.contain('Спасибо');
    expect(cast).to.have.length(1);
  });

  it('a text that is too long: a focused summary whose link leads to the field, and everything stays', async () => {
    const element = await shown(takesBallots(manifest));
    labelled(element, 'Частично').click();
    write(element, 'я'.repeat(1221));
    await send(element);
    const link = focused(element)?.querySelector('a');
    expect(link?.textContent?.replace(/\s/g, ' ')).to.equal('Вопрос 4 из 4. Сократите ответ на 21 знак');
    link?.click();
    const field = focused(element) as HTMLTextAreaElement;
    expect(field).to.equal(labelled(element, 'Что нам улучшить?'));
    expect(field.getAttribute('aria-invalid')).to.equal('true');
    const about = element.renderRoot.getElementById(field.getAttribute('aria-describedby') ?? '');
    expect(about?.textContent?.replace(/\s+/g, ' ')).to.contain('Сократите ответ на 21 знак');
    expect(field.value).to.have.length(1221);
    expect(labelled(element, 'Частично').checked).to.equal(true);
    write(element, 'я');
    await send(element);
    expect(text(element)).to.contain('Спасибо');
  });

  it('says how much room is left, once the person pauses', async () => {
    const element = await shown(takesBallots(manifest));
    const status = element.renderRoot.querySelector('.q [role=status]');
    write(element, 'я'.repeat(1100));
    await new Promise((done) => setTimeout(done, 600));
    expect(status?.textContent?.replace(/\s/g, ' ').trim()).to.equal('Знаков: до 1 200.');
    write(element, 'я'.repeat(1199));
    while (!status?.textContent?.includes('Остал')) await new Promise((done) => setTimeout(done, 20));
    expect(status.textContent.replace(/\s+/g, ' ').trim()).to.equal('Остался 1 знак');
    write(element, 'я'.repeat(1205));
    while (!status.textContent.includes('5')) await new Promise((done) => setTimeout(done, 20));
    expect(status.textContent.trim()).to.equal('Лишних знаков: 5');
  });

  it('a batch that closed meanwhile: sealed anew to the next one', async () => {
    const memory = testBackend({ surveys: [{ ...oneQuestion, release: { ballots: 1, days: 0 } }] });
    const batches: string[] = [];
    const element = await shown(
      {
        ...memory,
        castBallot: async (agency, survey, ballot) => {
          batches.push(ballot.batch);
          if (batches.length === 1) {
            await memory.castBallot(agency, survey, ballot);
            await memory.tally(agency, survey);
          }
          return memory.castBallot(agency, survey, ballot);
        },
      },
      { survey: 'usefulness' },
    );
    labelled(element, '5, всё понятно').click();
    await send(element);
    expect(text(element)).to.contain('Спасибо, ответ принят');
    expect(new Set(batches).size).to.equal(2);
  });

  it('after a failure everything stays, and the same answers sent again are the same ballot', async () => {
    const cast: string[] = [];
    const element = await shown(
      takesBallots(manifest, {
        castBallot: async (_, __, { sealed }) => {
          cast.push(sealed);
          if (cast.length < 3) throw new BackendError('network');
        },
      }),
    );
    let told = false;
    element.addEventListener('otklik-survey-sent', () => (told = true));
    labelled(element, 'Нет').click();
    write(element, 'Проще');
    await send(element);
    expect(focused(element)?.textContent).to.contain('Нет связи');
    expect(focused(element)?.textContent).to.contain('Ответы не отправлены');
    expect(told).to.equal(false);
    expect(labelled(element, 'Нет').checked).to.equal(true);
    expect(labelled(element, 'Что нам улучшить?').value).to.equal('Проще');
    await send(element);
    expect(cast[1]).to.equal(cast[0]);
    write(element, 'Проще и короче');
    await send(element);
    expect(cast[2]).not.to.equal(cast[0]);
    expect(text(element)).to.contain('Спасибо');
    expect(told).to.equal(true);
  });

  it('questions that changed meanwhile: shows the new ones, keeps the answers that fit', async () => {
    const [channels, found, ease, improve] = manifest.questions as [never, never, never, never];
    const other = {
      type: 'text',
      id: 'other',
      title: { ru: 'Что ещё?' },
      hint: null,
      when: [],
      maxLength: 100,
    } as never;
    const next: Manifest = {
      ...manifest,
      version: 2,
      questions: [improve, other, { ...(ease as object), id: 'new' } as never, channels, found],
    };
    const { backend, look } = await openBox(next);
    let read = 0;
    const element = await shown({ ...backend, readManifest: async () => (read++ ? next : manifest) });
    labelled(element, 'Сайт Службы').click();
    labelled(element, '4, скорее легко').click();
    write(element, 'Проще');
    await send(element);
    expect(focused(element)?.textContent).to.contain('Опрос изменился');
    expect(text(element)).to.contain('Вопрос 5 из 5');
    expect(labelled(element, 'Сайт Службы').checked).to.equal(true);
    expect(labelled(element, '4, скорее легко').checked).to.equal(false);
    expect(labelled(element, 'Что нам улучшить?').value).to.equal('Проще');
    expect(labelled(element, 'Что ещё?').value).to.equal('');
    expect(await look()).to.deep.equal([]);
    await send(element);
    expect(await look()).to.deep.equal([{ improve: 'Проще', channels: ['site'] }]);
  });

  it('a server that contradicts itself about its questions gets nothing', async () => {
    const { backend, cast } = await openBox({ ...manifest, version: 2 });
    const element = await shown({ ...backend, readManifest: async () => manifest });
    labelled(element, 'Да').click();
    await send(element);
    expect(focused(element)?.textContent).to.contain('Ошибка на нашей стороне');
    expect(cast).to.have.length(0);
    expect(labelled(element, 'Да').checked).to.equal(true);
  });

  it('over HTTP nothing leaves in clear, and every ballot has one length whatever was answered', async () => {
    const bodies: string[] = [];
    const memory = testBackend({ surveys: [manifest] });
    const serve = serveBackend(memory);
    await answerWith(async (request) => {
      if (request.method === 'POST') bodies.push(`${request.url} ${await request.clone().text()}`);
      return serve(request);
    });
    const marker = 'Приметное слово qwertz';
    for (const words of [marker, '']) {
      const element = await fixture<OtklikSurvey>(
        html`<otklik-survey backend=${location.origin} agency="housing" survey="information-access"></otklik-survey>`,
      );
      await oneEvent(element, 'otklik-ready');
      labelled(element, 'Да').click();
      write(element, words);
      await send(element);
      expect(text(element)).to.contain('Спасибо, ответы приняты');
    }
    await answerWith(null);
    expect(bodies).to.have.length(2);
    expect(bodies[0]?.length).to.equal(bodies[1]?.length);
    for (const body of bodies) expect(body).not.to.match(/qwertz|Приметное|"(found|yes|improve)\\?"/);
  });

  it('keeps nothing in the browser', async () => {
    const element = await shown(takesBallots(manifest));
    write(element, 'Проще');
    await send(element);
    expect([localStorage.length, sessionStorage.length, document.cookie]).to.deep.equal([0, 0, '']);
    expect(await indexedDB.databases()).to.deep.equal([]);
  });

  it('with one question it is compact', async () => {
    const element = await shown(takesBallots(oneQuestion), { survey: 'usefulness' });
    expect(element.renderRoot.querySelector('h2')).to.equal(null);
    expect(element.renderRoot.querySelector('legend')?.textContent).to.equal('Понятна ли информация на этой странице?');
    expect(text(element)).to.contain('Опрос анонимный');
    expect(text(element)).not.to.contain('Вопрос 1');
  });

  it('speaks English, after sending too', async () => {
    const element = await shown(takesBallots(manifest), { lang: 'en' });
    labelled(element, '4, rather easy').click();
    while (!text(element).includes('Your mark: 4, rather easy')) await new Promise((done) => setTimeout(done, 5));
    await send(element);
    expect(text(element)).to.contain('Thank you, your answers were received');
    expect(text(element)).not.to.match(/[а-яё]/i);
  });

  it('says honestly what is promised', async () => {
    const element = await shown(takesBallots(manifest));
    expect(text(element)).to.contain('До него связать их мог бы только оператор системы');
    expect(text(element)).to.contain('Один человек может ответить несколько раз');
    expect(text(element)).to.contain('Любой вопрос можно пропустить');
  });

  it('stays usable when a page’s translation has replaced its text', async () => {
    const element = await shown(
      takesBallots(oneQuestion, { castBallot: () => Promise.reject(new BackendError('network')) }),
      {
        survey: 'usefulness',
      },
    );
    const translate = (): void => {
      const walker = document.createTreeWalker(element.renderRoot, NodeFilter.SHOW_TEXT);
      const nodes: Text[] = [];
      while (walker.nextNode()) nodes.push(walker.currentNode as Text);
      for (const node of nodes) {
        const font = document.createElement('font');
        font.append(node.data);
        if (node.data.trim()) node.replaceWith(font);
      }
    };
    labelled(element, '2, скорее непонятно').click();
    while (!text(element).includes('Ваша оценка: 2')) await new Promise((done) => setTimeout(done, 5));
    translate();
    labelled(element, '3, отчасти понятно').click();
    while (!text(element).includes('Ваша оценка: 3, отчасти понятно')) await new Promise((done) => setTimeout(done, 5));
    expect(text(element)).not.to.contain('Ваша оценка: 2');
    await send(element);
    expect(text(element)).to.contain('Отправить');
    expect(text(element)).not.to.contain('Отправляем');
  });

  it('moved in the document, it keeps what was chosen and fetches nothing again', async () => {
    let read = 0;
    const element = await shown(takesBallots(manifest, { readManifest: async () => (read++, manifest) }));
    labelled(element, 'Да').click();
    write(element, 'Проще');
    (await fixture(html`<div></div>`)).append(element);
    await element.updateComplete;
    expect(labelled(element, 'Да').checked).to.equal(true);
    expect(labelled(element, 'Что нам улучшить?').value).to.equal('Проще');
    expect(read).to.equal(1);
  });

  it('another survey in the same element starts anew', async () => {
    const element = await shown(
      takesBallots(manifest, { readManifest: async (_, id) => (id === 'usefulness' ? oneQuestion : manifest) }),
    );
    labelled(element, 'Да').click();
    await send(element);
    element.survey = 'usefulness';
    while (!text(element).includes('Понятна ли информация')) await new Promise((done) => setTimeout(done, 5));
    expect(text(element)).not.to.contain('Спасибо');
  });

  it('tries again to load, when asked to', async () => {
    let fails = true;
    const element = await shown(
      takesBallots(manifest, {
        readManifest: () => (fails ? Promise.reject(new BackendError('network')) : Promise.resolve(manifest)),
      }),
    );
    expect(text(element)).to.contain('Нет связи');
    expect(element.renderRoot.querySelector('slot')?.hidden).to.equal(false);
    fails = false;
    await untilFocused(element, () => element.renderRoot.querySelector('button')?.click());
    expect(focused(element)?.textContent).to.equal('Как Вы получили информацию от Службы');
  });

  it('posts to the agency’s own page where JavaScript ends', async () => {
    const initial = { manifest, answers: { found: 'no' } };
    const element = await fixture<OtklikSurvey>(
      html`<otklik-survey backend="https://otklik.example/" agency="housing" survey="information-access" .initial=${initial}></otklik-survey>`,
    );
    const form = element.renderRoot.querySelector('form') as HTMLFormElement;
    expect([form.method, form.action]).to.deep.equal([
      'post',
      'https://otklik.example/housing/survey/information-access',
    ]);
    expect([...new FormData(form).keys()]).to.deep.equal(['q.found', 'q.improve']);
  });
});
