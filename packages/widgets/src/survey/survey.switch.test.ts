import { expect } from '@open-wc/testing';
import { BackendError } from '@otklik/core/backend/error.js';
import type { Backend } from '@otklik/core/backend/port.js';
import { choose, press, send, shows, within, write } from './survey.acts.ts';
import { takesBallots } from './survey.examples.ts';
import { manifest, oneQuestion } from './survey.samples.ts';
import { atLine, byItself, focused, labelled, online, shown, text } from './survey.testing.ts';
import type { OtklikSurvey } from './survey.ts';

/* Pages whose script puts another survey into the same element. */

const other = { ...manifest, survey: 'other', title: { ru: 'Другой опрос', en: 'Another survey' } };
const all = { [manifest.survey]: manifest, [other.survey]: other, [oneQuestion.survey]: oneQuestion };
const draftOf = (survey: string): string => `otklik survey  housing ${survey}`;
const save = 'Сохранить черновик на этом устройстве';

const begun = (over: Partial<Backend> = {}): Promise<OtklikSurvey> =>
  shown(takesBallots(manifest, { readManifest: async (_, id) => all[id] as never, ...over }));

async function goOver(element: OtklikSurvey, survey = 'other', words = 'Другой опрос'): Promise<void> {
  element.survey = survey;
  await shows(element, words);
  await element.updateComplete;
}
const button = (element: OtklikSurvey): HTMLButtonElement => within(element, '[name=version]');
/** Until a promise is kept; what takes several turns has no event of its own. */
async function until(met: () => unknown): Promise<void> {
  for (let tries = 0; tries < 600 && !met(); tries++) await new Promise((done) => setTimeout(done, 5));
  if (!met()) throw new Error('never came true');
}

/** A survey that is being sent; `end` lets the server answer. */
async function sending(
  over: Partial<Backend> = {},
): Promise<{ element: OtklikSurvey; cast: string[]; end: (error?: Error) => void }> {
  const cast: string[] = [];
  let end: (error?: Error) => void = () => undefined;
  const element = await begun({
    castBallot: (_, survey) => {
      cast.push(survey);
      if (survey === 'other') return Promise.resolve();
      return new Promise<void>((done, fail) => (end = (error) => (error ? fail(error) : done())));
    },
    readBatch: async (agency, survey) =>
      (takesBallots(all[survey] as never).readBatch as Backend['readBatch'])(agency, survey),
    ...over,
  });
  choose(element, 'МФЦ');
  await shows(element, save);
  press(element, save);
  within<HTMLFormElement>(element, 'form').requestSubmit();
  await until(() => cast.length);
  return { element, cast, end: (error) => end(error) };
}

describe('another survey in the same element', () => {
  beforeEach(() => localStorage.clear());
  after(() => localStorage.clear());

  it('starts anew after the thanks', async () => {
    const element = await begun();
    labelled(element, 'Да').click();
    await send(element);
    await goOver(element, 'usefulness', 'Понятна ли информация');
    expect(text(element)).not.to.contain('Спасибо');
  });

  it('shows nothing of what was chosen, typed and told there, before it is touched', async () => {
    const element = await begun();
    labelled(element, 'Да').click();
    write(element, 'Мой номер 8 (900) 123-45-67');
    await shows(element, 'Похоже, здесь есть телефон');
    await goOver(element);
    expect(text(element)).not.to.contain('Похоже');
    expect(element.renderRoot.querySelectorAll(':checked')).to.have.length(0);
    expect(labelled<HTMLTextAreaElement>(element, 'Что нам улучшить?').value).to.equal('');
  });

  it('shows nothing of what was chosen there, though nothing that comes late is here yet', async () => {
    const element = await begun();
    labelled(element, 'Да').checked = true;
    labelled<HTMLTextAreaElement>(element, 'Что нам улучшить?').value = 'Схемы проезда';
    await goOver(element);
    expect(element.late).to.equal(undefined);
    expect(element.renderRoot.querySelectorAll(':checked')).to.have.length(0);
    expect(labelled<HTMLTextAreaElement>(element, 'Что нам улучшить?').value).to.equal('');
  });

  it('isn’t the one that failed, nor the one that is closed', async () => {
    const line = atLine();
    const element = await begun(line.backend);
    labelled(element, 'Да').click();
    await send(element);
    expect(text(element)).to.contain(byItself);
    await goOver(element);
    expect(text(element)).not.to.contain('Ответы не отправлены');
    labelled(element, 'Нет').click();
    online();
    expect(button(element).ariaDisabled, 'nothing goes by itself').to.equal('false');
    expect(line.cast).to.equal(1);

    const closed = await begun({ readBatch: () => Promise.reject(new BackendError('survey_closed')) });
    labelled(closed, 'Да').click();
    await shows(closed, 'Опрос закрыт');
    await goOver(closed);
    expect(text(closed)).not.to.contain('Опрос закрыт');
  });

  it('can be sent while the other one is on its way; either is confirmed for itself', async () => {
    const { element, cast, end } = await sending();
    expect(text(element)).to.contain('Отправляем');
    await goOver(element);
    expect(text(element)).not.to.contain('Отправляем');
    labelled(element, 'Нет').click();
    within<HTMLFormElement>(element, 'form').requestSubmit();
    await shows(element, 'Спасибо');
    expect(cast).to.deep.equal(['information-access', 'other']);
    let told = false;
    element.addEventListener('otklik-survey-sent', () => (told = true));
    end();
    await until(() => told);
  });

  it('keeps its own draft, its answers and the focus when the other one is confirmed', async () => {
    const { element, end } = await sending();
    await goOver(element);
    choose(element, 'Госуслуги');
    await shows(element, save);
    press(element, save);
    const field = labelled<HTMLTextAreaElement>(element, 'Что нам улучшить?');
    field.focus();
    end();
    await until(() => !localStorage.getItem(draftOf('information-access')));
    await element.updateComplete;
    expect(localStorage.getItem(draftOf('other'))).to.contain('portal');
    expect(focused(element)).to.equal(field);
    expect(labelled(element, 'Госуслуги').checked).to.equal(true);
    expect(text(element)).to.contain('Удалить черновик');
  });

  it('isn’t told to have failed when the other one does; the draft of that one stays', async () => {
    const { element, end } = await sending();
    await goOver(element);
    let failed = '';
    element.addEventListener('otklik-error', (event) => (failed = (event as Event & { code: string }).code));
    const field = labelled<HTMLTextAreaElement>(element, 'Что нам улучшить?');
    field.focus();
    end(new BackendError('network'));
    await until(() => failed);
    await element.updateComplete;
    expect(failed, 'the page is told').to.equal('survey_not_sent');
    expect(text(element)).not.to.contain('Ответы не отправлены');
    expect(focused(element)).to.equal(field);
    expect(localStorage.getItem(draftOf('information-access'))).to.contain('centre');
  });
});
