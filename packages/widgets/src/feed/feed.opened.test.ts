import { expect } from '@open-wc/testing';
import { BackendError } from '@otklik/core/backend/error.js';
import type { Backend } from '@otklik/core/backend/port.js';
import { serveBackend } from '../testing/memory.ts';
import { answerWith } from '../testing/worker.ts';
import { backend, press, usefulness } from './feed.examples.ts';
import { active, control, embedded, memory, ready, served, shown, text, until } from './feed.testing.ts';
import { openBox } from '../survey/survey.testing.ts';
import type { OtklikFeed } from './feed.ts';

const { readPublicationVersion } = backend as Backend;
const opened = async (attributes = {}): Promise<OtklikFeed> => {
  const element = await ready(await embedded(attributes));
  await press(element, /^Как проверить/);
  return element;
};
const part = (element: OtklikFeed, selector: string): Element | null => element.renderRoot.querySelector(selector);

describe('a publication that is opened', () => {
  beforeEach(() => localStorage.clear());

  it('says what has changed since the version before, and what versions there were', async () => {
    await answerWith(served());
    const element = await opened();
    const button = control(element, 'Что изменилось');
    expect(button.getAttribute('aria-expanded')).to.equal('false');
    button.click();
    await until(() => part(element, '.history'));
    expect(active(element)?.textContent).to.equal('Что изменилось после версии от 3\u00a0марта 2026');
    const changes = [...element.renderRoot.querySelectorAll('.changes li')].map((one) =>
      one.textContent?.replace(/\s+/g, ' ').trim(),
    );
    expect(changes[0]).to.equal('Убрали: Как проверить начисление за отопление');
    expect(changes[2]).to.equal(
      'Изменили: Плата за отопление зависит от общего счётчика дома, площади квартиры и тарифа. С 1 Убрали: июля Добавили: декабря тариф Убрали: меняется. Добавили: и норматив не меняются.',
    );
    expect(changes).to.include('Убрали: Нормативы утверждает правительство области.');
    expect(changes).to.include('Добавили: Площадь квартиры. Балкон и лоджия не считаются.');
    expect(element.renderRoot.querySelectorAll('.changes del')).to.have.length.greaterThan(1);
    const versions = [...element.renderRoot.querySelectorAll('.versions li')].map((one) =>
      one.textContent?.replace(/\s+/g, ' ').trim(),
    );
    expect(versions).to.deep.equal([
      '2-я с 20 ноября 2026, заместитель начальника Службы',
      '1-я с 3 марта 2026 по 20 ноября 2026, начальник Службы',
    ]);
  });

  it('says why what it said before can’t be shown, and tries again when asked', async () => {
    let fails = true;
    const element = await shown({
      readPublicationVersion: (...asked) =>
        fails ? Promise.reject(new BackendError('network')) : readPublicationVersion(...asked),
    });
    await press(element, /^Как проверить/);
    control(element, 'Что изменилось').click();
    await until(() => text(element).includes('Прежняя версия сейчас не открывается. Нет связи.'));
    fails = false;
    control(element, 'Что изменилось').click();
    await until(() => part(element, '.changes'));
  });

  it('asks whether it was useful: an answer is one press, sealed, cast, and counted like any other', async () => {
    const store = memory({ ballots: 1, days: 0 });
    const bodies: string[] = [];
    const answer = serveBackend(store);
    await answerWith(async (request) => {
      if (request.method === 'POST') bodies.push(await request.clone().text());
      return answer(request);
    });
    const keys = Object.keys(localStorage).length;
    const element = await opened();
    const group = part(element, '[role=group]');
    expect(group?.getAttribute('aria-labelledby')).to.equal('useful');
    expect(element.renderRoot.getElementById('useful')?.textContent).to.equal('Была ли информация полезна?');
    control(element, 'Да').click();
    await until(() => text(element).includes('Спасибо, ответ учтён'));
    expect(active(element)?.textContent?.trim(), 'the thanks take the focus').to.contain('Спасибо');
    expect((group as HTMLElement).offsetHeight, 'nothing is left to press').to.equal(0);
    expect(bodies).to.have.length(1);
    expect(Object.keys(JSON.parse(bodies[0] ?? '{}') as object).sort()).to.deep.equal([
      'batch',
      'hour',
      'proof',
      'sealed',
    ]);
    expect(Object.keys(localStorage).length - keys, 'nothing of the answer is kept').to.be.lessThan(2);
    expect(JSON.stringify(localStorage)).to.not.contain('useful');

    element.item = null;
    await element.updateComplete;
    await press(element, /^Как проверить/);
    expect(text(element), 'who comes back to it is not asked again').to.contain('Спасибо, ответ учтён');
    const release = await store.tally('housing', 'usefulness');
    // Of so few no exact number is told.
    expect(release?.accepted).to.deep.equal({ from: 0, to: 9 });
  });

  it('what is pressed is what the box holds', async () => {
    const { backend: box, look } = await openBox(usefulness);
    const element = await shown(box);
    await press(element, /^Как проверить/);
    control(element, 'Нет').click();
    await until(() => text(element).includes('Спасибо, ответ учтён'));
    expect(await look()).to.deep.equal([{ useful: 'no' }]);
  });

  it('keeps the question when an answer doesn’t arrive', async () => {
    const network = (): Promise<never> => Promise.reject(new BackendError('network'));
    const element = await shown({ readBatch: network });
    await press(element, /^Как проверить/);
    const button = control(element, 'Нет');
    button.focus();
    button.click();
    await until(() => part(element, '.useful [role=alert]')?.textContent?.includes('Нет связи'));
    expect(text(element)).to.not.contain('Спасибо');
    expect(active(element)).to.equal(button);
    expect(button.getAttribute('aria-disabled')).to.equal('false');
  });

  it('asks it as yes, partly or no, too; a survey that has closed says so', async () => {
    const [question] = usefulness.questions;
    const asked = { type: 'yesno', id: 'useful', title: question?.title, hint: null, when: [] };
    const element = await shown({
      readManifest: async () => ({ ...usefulness, questions: [asked as never] }),
      readBatch: () => Promise.reject(new BackendError('survey_closed')),
    });
    await press(element, /^Как проверить/);
    const answers = [...element.renderRoot.querySelectorAll<HTMLButtonElement>('.useful button')];
    expect(answers.map(({ name, value, textContent }) => [name, value, textContent])).to.deep.equal([
      ['q.useful', 'yes', 'Да'],
      ['q.useful', 'partly', 'Частично'],
      ['q.useful', 'no', 'Нет'],
    ]);
    control(element, 'Частично').click();
    await until(() => part(element, '.useful [role=alert]')?.textContent?.includes('Этот опрос уже закрыт'));
  });

  it('posts the version that was answered, as the form of a survey does', async () => {
    const element = await shown({ readManifest: async () => ({ ...usefulness, version: 7 }) });
    await press(element, /^Как проверить/);
    const form = part(element, '.useful') as HTMLFormElement;
    const posted = new FormData(form, control<HTMLButtonElement>(element, 'Нет'));
    expect([...posted].sort()).to.deep.equal([
      ['q.useful', 'no'],
      ['version', '7'],
    ]);
  });

  describe('asked otherwise meanwhile, so that what was pressed fits no more', () => {
    const pressed = async (questions: unknown[]): Promise<{ element: OtklikFeed; look: () => Promise<unknown[]> }> => {
      const next = { ...usefulness, version: 2, questions: questions as never[] };
      const { backend: box, look } = await openBox(next);
      let read = 0;
      const element = await shown({ ...box, readManifest: async () => (read++ ? next : usefulness) });
      await press(element, /^Как проверить/);
      const button = control(element, 'Нет');
      button.focus();
      button.click();
      await until(() => part(element, '[role=alert]')?.textContent?.includes('Вопрос изменился'));
      expect(await look(), 'nothing is sent').to.deep.equal([]);
      return { element, look };
    };

    it('says so, and the new question can be answered', async () => {
      const [question] = usefulness.questions;
      const options = [{ id: 'all', title: { ru: 'Всё понятно' } }];
      const { element, look } = await pressed([{ ...question, options }]);
      expect(active(element), 'who pressed stays here').not.to.equal(null);
      control(element, 'Всё понятно').click();
      await until(() => text(element).includes('Спасибо, ответ учтён'));
      expect(text(element)).not.to.contain('Вопрос изменился');
      expect(await look()).to.deep.equal([{ useful: 'all' }]);
    });

    it('says so where no buttons answer it now', async () => {
      const title = { ru: 'Что улучшить?' };
      const { element } = await pressed([{ type: 'text', id: 'why', title, hint: null, when: [], maxLength: 100 }]);
      expect(active(element)?.textContent).to.contain('Вопрос изменился');
      expect(part(element, '.useful button')).to.equal(null);
    });
  });

  it('asks nothing where there is no such survey, and doesn’t wait for it', async () => {
    const without = await shown({ readManifest: () => Promise.reject(new BackendError('survey_unknown')) });
    await press(without, /^Как проверить/);
    expect(part(without, '.useful')).to.equal(null);
    const late = await shown({ readManifest: () => new Promise(() => undefined) });
    await press(late, /^Как проверить/);
    expect(part(late, '.whole'), 'the text is there').to.exist;
  });

  it('is opened by the address of the page', async () => {
    await answerWith(served());
    history.replaceState(null, '', '#otklik-item=october');
    try {
      const element = await ready(await embedded());
      await until(() => part(element, '.opened'));
      expect(part(element, '.opened')?.textContent).to.equal('О чём спрашивали жители в октябре');
    } finally {
      history.replaceState(null, '', location.pathname + location.search);
    }
  });

  it('has an address of its own, and a way to report a mistake', async () => {
    await answerWith(served());
    const element = await opened();
    const links = [...element.renderRoot.querySelectorAll<HTMLAnchorElement>('.whole .foot a')].map(
      ({ textContent, pathname }) => [textContent, pathname],
    );
    expect(links).to.deep.equal([
      ['Ссылка на этот материал', '/housing/publications/heating-charges'],
      ['Сообщить об ошибке в тексте', '/housing/consultation'],
    ]);
  });

  it('tells a file’s language where it isn’t the reader’s, and what the feeds are', async () => {
    const file = { id: 'x', title: { ru: 'Guide' }, mediaType: 'application/pdf', format: 'PDF', size: 2000 };
    const attachments = [{ ...file, language: 'en' as const, url: '/x.pdf' }];
    const element = await shown({
      readPublication: (agency, id) =>
        (backend as Backend).readPublication(agency, id).then((one) => ({ ...one, attachments })),
    });
    await press(element, /^Как проверить/);
    const link = part(element, '.whole .files a');
    expect(link?.textContent?.replace(/\s+/g, ' ').trim()).to.equal('Guide PDF, 2 КБ, английский');
    expect(link?.getAttribute('hreflang')).to.equal('en');
    const feeds = [...element.renderRoot.querySelectorAll<HTMLAnchorElement>('.stack > .foot a')];
    expect(feeds.map(({ textContent, pathname }) => [textContent, pathname])).to.deep.equal([
      ['Подписаться: RSS', '/housing/publications.rss'],
      ['Все материалы на отдельной странице', '/housing/publications'],
    ]);
  });
});
