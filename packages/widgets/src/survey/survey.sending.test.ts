import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { BackendError } from '@otklik/core/backend/error.js';
import type { Manifest } from '@otklik/core/contract/surveys.js';
import { untilFocused } from '../base/example.ts';
import { Prover } from '../base/prover.ts';
import { serveBackend, testBackend } from '../testing/memory.ts';
import { answerWith } from '../testing/worker.ts';
import { send, shows } from './survey.acts.ts';
import { takesBallots } from './survey.examples.ts';
import { manifest, oneQuestion } from './survey.samples.ts';
import {
  atLine,
  byItself,
  focused,
  gone,
  labelled,
  online,
  openBox,
  shown,
  text,
  writeIdea,
} from './survey.testing.ts';
import type { OtklikSurvey } from './survey.ts';

describe('sending a survey', () => {
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
    writeIdea(element, 'Проще');
    await send(element);
    expect(focused(element)?.textContent).to.contain('Нет связи');
    expect(focused(element)?.textContent).to.contain('Ответы не отправлены');
    expect(told).to.equal(false);
    expect(labelled(element, 'Нет').checked).to.equal(true);
    expect(labelled(element, 'Что нам улучшить?').value).to.equal('Проще');
    await send(element);
    expect(cast[1]).to.equal(cast[0]);
    writeIdea(element, 'Проще и короче');
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
    writeIdea(element, 'Проще');
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
      writeIdea(element, words);
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
    writeIdea(element, 'Проще');
    await send(element);
    expect([localStorage.length, sessionStorage.length, document.cookie]).to.deep.equal([0, 0, '']);
    expect(await indexedDB.databases()).to.deep.equal([]);
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

  it('a survey that takes no answers says so at the first touch, and keeps what is written', async () => {
    const closed = { ...manifest, closesOn: '2026-10-31' };
    let asked = 0;
    const element = await shown(
      takesBallots(closed, { readBatch: () => (asked++, Promise.reject(new BackendError('survey_closed'))) }),
    );
    expect(asked).to.equal(0);
    labelled(element, 'Да').click();
    writeIdea(element, 'Проще');
    await shows(element, 'Опрос закрыт 31\u00a0октября 2026'.replace('\u00a0', ' '));
    expect(asked, 'asked once ahead').to.equal(1);
    expect(element.renderRoot.querySelector('[role=alert]')?.textContent).to.contain('текст можно скопировать');
    expect(labelled<HTMLTextAreaElement>(element, 'Что нам улучшить?').value).to.equal('Проще');
    await send(element);
    expect(focused(element)?.textContent).to.contain('Опрос закрыт');
    expect(text(element)).to.contain('ответы не отправить');
    expect(labelled(element, 'Да').checked).to.equal(true);
  });

  it('asked to wait, it says how long', async () => {
    const wait = new BackendError('too_many_attempts', { retryAfter: 40 });
    const element = await shown(takesBallots(manifest, { castBallot: () => Promise.reject(wait) }));
    labelled(element, 'Да').click();
    await send(element);
    expect(focused(element)?.textContent?.replace(/\s+/g, ' ')).to.contain('Отправьте ещё раз через 40 секунд.');
  });

  it('who waits for the work longer than a second is told why, politely', async () => {
    const element = await shown(takesBallots(manifest));
    const { solve } = Prover.prototype;
    // Done once it was seen to be told, and no sooner.
    let done = (_proof: string): void => undefined;
    Prover.prototype.solve = () => new Promise((resolve) => (done = resolve));
    try {
      labelled(element, 'Да').click();
      element.renderRoot.querySelector('form')?.requestSubmit();
      await shows(element, 'Ещё немного');
      const status = [...element.renderRoot.querySelectorAll('[role=status]')].map((one) => one.textContent).join();
      expect(status).to.contain('Ещё немного');
      done('x'.repeat(86));
      await shows(element, 'Спасибо');
    } finally {
      Prover.prototype.solve = solve;
    }
  });

  it('when the line is back it goes by itself, unless something was changed meanwhile', async () => {
    const line = atLine();
    const element = await shown(takesBallots(manifest, line.backend));
    labelled(element, 'Да').click();
    await send(element);
    expect(text(element)).to.contain(byItself);
    line.back = true;
    labelled(element, 'Нет').click();
    await gone(element, byItself);
    expect(text(element), 'the rest of what is said stays').to.contain('Ответы не отправлены. Все они на месте.');
    online();
    expect(element.renderRoot.querySelector('[aria-disabled=true]'), 'nothing is being sent').to.equal(null);
    line.back = false;
    await send(element);
    expect(line.cast, 'what was pressed, and nothing else').to.equal(2);
    expect(text(element), 'it holds again').to.contain(byItself);
    line.back = true;
    online();
    await shows(element, 'Спасибо');
    expect(line.cast).to.equal(3);
  });

  it('what would go can be seen before', async () => {
    const element = await shown(takesBallots(manifest));
    labelled(element, 'Да').click();
    await shows(element, 'Посмотреть, что уйдёт');
    (element.renderRoot.querySelector('details') as HTMLDetailsElement).open = true;
    await shows(element, '2. Удалось ли найти то, что нужно?');
    const answers = (): (string | null | undefined)[] =>
      [...element.renderRoot.querySelectorAll('tbody tr')].map((row) => row.lastElementChild?.textContent);
    expect(answers()).to.deep.equal(['пропущен', 'Да', 'пропущен', 'пропущен']);
    labelled(element, 'Частично').click();
    for (let tries = 0; tries < 300 && answers()[1] !== 'Частично'; tries++)
      await new Promise((done) => setTimeout(done, 10));
    expect(answers()[1]).to.equal('Частично');
  });

  it('what may tell who wrote it is hinted at, politely, and neither held back nor changed', async () => {
    const { backend, look } = await openBox(manifest);
    const element = await shown(backend);
    const words = 'Мой номер 8 (900) 123-45-67, Анна Ивановна';
    writeIdea(element, words);
    await shows(element, 'Похоже, здесь есть телефон, отчество.');
    const note = element.renderRoot.querySelector('.q .note');
    expect(note?.closest('[role=status]')).not.to.equal(null);
    note?.querySelector('button')?.click();
    const field = focused(element) as HTMLTextAreaElement;
    expect(field.value.slice(field.selectionStart, field.selectionEnd)).to.equal('8 (900) 123-45-67');
    expect(field.value).to.equal(words);
    await send(element);
    expect(await look()).to.deep.equal([{ improve: words }]);
  });
});
