import { expect } from '@open-wc/testing';
import { BackendError } from '@otklik/core/backend/error.js';
import type { ClientBackend } from '@otklik/core/backend/port.js';
import type { Case } from '@otklik/core/contract/case.js';
import type { Slot } from '@otklik/core/contract/slots.js';
import { untilFocused } from '../base/example.ts';
import { testBackend } from '../testing/memory.ts';
import { enter } from './case.examples.ts';
import { cases } from './case.lives.ts';
import {
  button,
  code,
  facts,
  foldedUnder,
  labelled,
  link,
  shown,
  stepNames,
  steps,
  text,
  title,
  words,
} from './case.testing.ts';
import type { OtklikCase } from './case.ts';

const free: Slot[] = [4, 7, 8].map((day) => ({
  ...{
    id: `slot-${day}`,
    kind: 'visit',
    startsAt: `2026-12-0${day}T06:00:00.000Z`,
    endsAt: `2026-12-0${day}T06:20:00.000Z`,
  },
  place: { ru: 'ул. Примерная, 1, кабинет 4', en: '1 Example Street, room 4' },
}));
/** Of the time in which the back end in memory lives. */
const now = (): Date => new Date('2026-12-01T06:42:00Z');
const visits: Case = {
  ...cases.in_progress,
  timeline: [
    ...cases.in_progress.timeline,
    { type: 'visit_booked', at: '2026-11-20T07:00:00.000Z', visit: { ...(free[0] as Slot) } },
  ],
};

interface Opened {
  element: OtklikCase;
  backend: ClientBackend;
}
/** A case that is opened, over a back end of which single methods may be others. */
async function open(found: Case, change: Partial<ClientBackend> = {}): Promise<Opened> {
  const backend: ClientBackend = { ...testBackend({ cases: { [code]: found }, slots: free }), ...change };
  const element = await shown(backend);
  element.now = now;
  await enter(element, code);
  await new Promise((done) => setTimeout(done, 10));
  return { element, backend };
}
/** Presses what ends an act and waits for what comes of it. */
const press = (element: OtklikCase, name: string): Promise<void> =>
  untilFocused(element, () => button(element.renderRoot, name)?.click());
const focused = (element: OtklikCase): string => words(element.renderRoot.activeElement);
const answer = (element: OtklikCase, said: string): void => {
  const field = labelled<HTMLTextAreaElement>(element, 'Ваш ответ');
  if (field) field.value = said;
  field?.dispatchEvent(new Event('input', { bubbles: true }));
};
const leaves = (): boolean => dispatchEvent(new Event('beforeunload', { cancelable: true }));
const never = (): Promise<never> => new Promise(() => undefined);
const failing =
  (code: 'network' | 'internal', params = {}) =>
  () =>
    Promise.reject(new BackendError(code, params));

describe('otklik-case: what can be done', () => {
  describe('a question', () => {
    it('is answered where it stands, and the focus goes to the new step', async () => {
      const { element, backend } = await open(cases.clarification);
      answer(element, 'С начала сборов\nпо 1 октября.');
      await press(element, 'Отправить ответ');
      expect(focused(element)).to.equal('Вы уточнили');
      expect(words(steps(element).get('Вы уточнили'))).to.contain('С начала сборов по 1 октября.');
      expect(title(element)).to.equal('Ответим до 2 декабря 2026');
      const kept = (await backend.readCase('housing', code)).timeline.findLast(({ type }) => type === 'clarified');
      expect(kept && 'text' in kept && kept.text).to.equal('С начала сборов\nпо 1 октября.');
      expect(labelled(element, 'Ваш ответ')).to.equal(undefined);
    });

    it('is not answered by nothing, nor by too much: that is said beside the field', async () => {
      const { element } = await open(cases.clarification, { clarifyCase: () => Promise.reject(new Error('asked')) });
      await press(element, 'Отправить ответ');
      const field = element.renderRoot.activeElement as HTMLTextAreaElement;
      const described = (): string =>
        (field.getAttribute('aria-describedby') ?? '')
          .split(' ')
          .map((id) => words(element.renderRoot.querySelector(`#${id}`)))
          .join(' ');
      expect(field.localName).to.equal('textarea');
      expect(described()).to.contain('Ошибка: Напишите ответ');
      answer(element, 'я'.repeat(4001));
      await press(element, 'Отправить ответ');
      expect(described()).to.contain('4 001 знаков из 4000');
      expect(field.value).to.have.length(4001);
      await expect(element).to.be.accessible();
    });

    it('keeps what was typed when it could not be sent, and says so', async () => {
      const { element } = await open(cases.clarification, { clarifyCase: failing('network') });
      answer(element, 'С начала сборов.');
      await press(element, 'Отправить ответ');
      expect(focused(element))
        .to.contain('Не получилось')
        .and.to.contain('Отправьте ещё раз')
        .and.to.contain('Нет связи')
        .and.to.contain('на месте');
      expect(labelled<HTMLTextAreaElement>(element, 'Ваш ответ')?.value).to.equal('С начала сборов.');
      expect(button(element.renderRoot, 'Отправить ответ')?.getAttribute('aria-disabled')).to.equal('false');
      await expect(element).to.be.accessible();
    });

    it('is sent once, however often its button is pressed', async () => {
      let sent = 0;
      const { element } = await open(cases.clarification, {
        clarifyCase: () => {
          sent++;
          return never();
        },
      });
      answer(element, 'Да');
      button(element.renderRoot, 'Отправить ответ')?.click();
      await element.updateComplete;
      const busy = button(element.renderRoot, 'Отправляем…');
      expect(busy?.getAttribute('aria-disabled')).to.equal('true');
      busy?.click();
      await new Promise((done) => setTimeout(done, 10));
      expect(sent).to.equal(1);
    });

    it('that is no longer open says so, and the page can be brought up to date', async () => {
      const { element } = await open(cases.clarification);
      const refused = new BackendError('rule_broken', { rule: 'action_not_allowed' });
      Object.assign(element.backend as object, {
        clarifyCase: () => Promise.reject(refused),
        readCase: () => Promise.resolve(cases.in_progress),
      });
      answer(element, 'С начала сборов.');
      await press(element, 'Отправить ответ');
      expect(focused(element)).to.contain('этого сделать уже нельзя');
      expect(labelled<HTMLTextAreaElement>(element, 'Ваш ответ')?.value).to.equal('С начала сборов.');
      await press(element, 'Показать, что с запросом сейчас');
      expect(focused(element)).to.equal('Ответим до 2 декабря 2026');
    });

    it('is not offered an answer where the back end takes none', async () => {
      const { listSurveys, readCase, readAgency } = testBackend({ cases: { [code]: cases.clarification } });
      const element = await shown({ listSurveys, readCase, readAgency });
      // Without the stand-in of examples, which has every method.
      element.backend = { listSurveys, readCase, readAgency };
      await enter(element, code);
      expect(labelled(element, 'Ваш ответ')).to.equal(undefined);
      expect(text(element)).to.contain('Позвоните или напишите нам');
      expect(element.renderRoot.querySelectorAll('details.act')).to.have.length(0);
    });
  });

  describe('before the page is left', () => {
    it('with an answer unsent, the browser asks; once it is sent, or taken back, it does not', async () => {
      const { element } = await open(cases.clarification);
      expect(leaves()).to.equal(true);
      answer(element, 'С начала сборов.');
      expect(leaves()).to.equal(false);
      answer(element, '');
      expect(leaves()).to.equal(true);
      answer(element, 'С начала сборов.');
      await press(element, 'Отправить ответ');
      expect(leaves()).to.equal(true);
    });

    it('another code takes the answer away only when it is pressed again', async () => {
      const { element } = await open(cases.clarification);
      answer(element, 'С начала сборов.');
      link(element, 'Ввести другой код')?.click();
      await element.updateComplete;
      expect(text(element)).to.contain('Вы написали ответ, но не отправили его.');
      expect(labelled<HTMLTextAreaElement>(element, 'Ваш ответ')?.value).to.equal('С начала сборов.');
      link(element, 'Ввести другой код')?.click();
      await element.updateComplete;
      expect(labelled(element, 'Код из квитанции')).not.to.equal(undefined);
      expect(leaves()).to.equal(true);
    });
  });

  describe('files', () => {
    const pdf = (name: string): File => new File(['%PDF-1.4\n%%EOF\n'], name, { type: 'application/pdf' });
    const choose = (element: OtklikCase, inForm: string, ...files: File[]): void => {
      const input = element.renderRoot.querySelector<HTMLInputElement>(`form[data-act=${inForm}] input[type=file]`);
      const chosen = new DataTransfer();
      for (const file of files) chosen.items.add(file);
      if (input) input.files = chosen.files;
      input?.dispatchEvent(new Event('change', { bubbles: true }));
    };

    it('go along with an answer', async () => {
      const { element, backend } = await open(cases.clarification);
      answer(element, 'Период в файле.');
      choose(element, 'clarify', pdf('Период.pdf'));
      await press(element, 'Отправить ответ');
      expect(focused(element)).to.equal('Вы уточнили');
      expect(words(steps(element).get('Вы уточнили'))).to.contain('Период');
      const kept = (await backend.readCase('housing', code)).timeline.at(-1);
      expect(kept && 'files' in kept && kept.files).to.have.length(1);
    });

    it('are added to the request', async () => {
      const { element } = await open(cases.in_progress);
      foldedUnder(element, 'Добавить файлы')?.querySelector('summary')?.click();
      choose(element, 'add_files', pdf('Фото крыши.pdf'));
      await new Promise((done) => setTimeout(done, 50));
      expect(leaves()).to.equal(false);
      await press(element, 'Добавить к запросу');
      expect(focused(element)).to.equal('Вы добавили файлы');
      expect(words(steps(element).get('Вы добавили файлы'))).to.contain('Фото крыши');
      expect(leaves()).to.equal(true);
      expect(element.renderRoot.querySelectorAll('.upl > li')).to.have.length(0);
    });

    it('have to be chosen before they are added', async () => {
      const { element } = await open(cases.in_progress);
      foldedUnder(element, 'Добавить файлы')?.querySelector('summary')?.click();
      await press(element, 'Добавить к запросу');
      expect((element.renderRoot.activeElement as HTMLInputElement).type).to.equal('file');
      expect(text(element)).to.contain('Ошибка: Выберите файл');
      await expect(element).to.be.accessible();
    });

    it('that were refused keep an answer from being sent without them', async () => {
      const { element } = await open(cases.clarification, { clarifyCase: () => Promise.reject(new Error('asked')) });
      answer(element, 'Период в файле.');
      choose(element, 'clarify', new File(['<html>'], 'Период.pdf'));
      await press(element, 'Отправить ответ');
      expect(text(element)).to.contain('Уберите файл, который не приложился');
      expect(labelled<HTMLTextAreaElement>(element, 'Ваш ответ')?.value).to.equal('Период в файле.');
    });
  });

  it('a request is withdrawn after what follows was said', async () => {
    const { element, backend } = await open(visits);
    const folded = foldedUnder(element, 'Отозвать запрос');
    expect(folded?.open).to.equal(false);
    expect(words(folded)).to.contain('Мы закроем запрос и не ответим на него.').and.to.contain('тоже отменим');
    folded?.querySelector('summary')?.click();
    await press(element, 'Да, отозвать запрос');
    expect(title(element)).to.equal('Вы отозвали запрос');
    expect(focused(element)).to.equal('Вы отозвали запрос');
    expect((await backend.readCase('housing', code)).status).to.equal('withdrawn');
    expect(element.renderRoot.querySelectorAll('.act')).to.have.length(0);
  });

  describe('a visit', () => {
    const choose = async (element: OtklikCase, name: string, id: string): Promise<void> => {
      const folded = foldedUnder(element, name);
      folded?.querySelector('summary')?.click();
      folded?.querySelector<HTMLInputElement>(`input[value="${id}"]`)?.click();
      await element.updateComplete;
    };

    it('is booked', async () => {
      const { element } = await open(cases.in_progress);
      await choose(element, 'Записаться на приём', 'slot-7');
      await press(element, 'Записаться');
      expect(focused(element)).to.equal('Вы записались на приём');
      expect(stepNames(element)).to.include('Приём');
      expect(words(steps(element).get('Вы записались на приём'))).to.contain('7 декабря 2026, 10:00');
    });

    it('is moved, and its own time is no choice', async () => {
      const { element } = await open(visits);
      const folded = foldedUnder(element, 'Перенести приём');
      expect(words(folded)).to.contain('Сейчас назначено: 4 декабря 2026, 10:00.');
      expect(
        [...(folded?.querySelectorAll('input[type=radio]') ?? [])].map((one) => (one as HTMLInputElement).value),
      ).to.deep.equal(['slot-7', 'slot-8']);
      await choose(element, 'Перенести приём', 'slot-8');
      await press(element, 'Перенести');
      expect(focused(element)).to.equal('Новое время приёма');
      expect(words(foldedUnder(element, 'Перенести приём'))).to.contain('Сейчас назначено: 8 декабря 2026, 10:00.');
    });

    it('is not booked without a time', async () => {
      const { element } = await open(cases.in_progress);
      foldedUnder(element, 'Записаться на приём')?.querySelector('summary')?.click();
      await press(element, 'Записаться');
      expect((element.renderRoot.activeElement as HTMLInputElement).name).to.equal('slot');
      expect(text(element)).to.contain('Ошибка: Выберите время');
    });

    it('whose time somebody else took is chosen anew from a new list, and the rest stays', async () => {
      const { element, backend } = await open(cases.in_progress, {
        bookVisit: () => Promise.reject(new BackendError('slot_taken')),
      });
      await choose(element, 'Записаться на приём', 'slot-7');
      backend.listSlots = () => Promise.resolve({ items: free.slice(2), next: null });
      Object.assign(element.backend as object, { listSlots: backend.listSlots });
      await press(element, 'Записаться');
      expect(text(element)).to.contain('Это время только что заняли.');
      expect((element.renderRoot.activeElement as HTMLInputElement).value).to.equal('slot-8');
      expect(element.renderRoot.querySelectorAll('input[name=slot]')).to.have.length(1);
      expect(foldedUnder(element, 'Записаться на приём')?.open).to.equal(true);
      await expect(element).to.be.accessible();
    });

    it('is cancelled after what follows was said', async () => {
      const { element, backend } = await open(visits);
      const folded = foldedUnder(element, 'Отменить приём');
      expect(words(folded)).to.contain('4 декабря 2026, 10:00').and.to.contain('достанется другому');
      folded?.querySelector('summary')?.click();
      await press(element, 'Да, отменить приём');
      expect(focused(element)).to.equal('Вы отменили приём');
      expect((await backend.readCase('housing', code)).timeline.at(-1)?.type).to.equal('visit_cancelled');
      expect(foldedUnder(element, 'Отменить приём')).to.equal(undefined);
    });

    it('after the answer can only be cancelled', async () => {
      const late: Case = { ...cases.answered, timeline: [...cases.answered.timeline, ...visits.timeline.slice(-1)] };
      const { element } = await open(late);
      const folded = [...element.renderRoot.querySelectorAll('.act summary')].map(words);
      expect(folded).to.deep.equal(['Отменить приём']);
    });

    it('as a call is offered where a number is known', async () => {
      const call: Slot = { ...(free[0] as Slot), id: 'call', kind: 'callback', place: null };
      const listSlots = (): Promise<{ items: Slot[]; next: null }> =>
        Promise.resolve({ items: [...free, call], next: null });
      const { element } = await open({ ...cases.in_progress, replyForm: 'phone' }, { listSlots });
      expect(words(foldedUnder(element, 'Заказать звонок'))).to.contain('на номер, который Вы указали');
      expect(foldedUnder((await open(cases.in_progress)).element, 'Заказать звонок')).to.equal(undefined);
    });
  });

  describe('how to be told of news', () => {
    const withNotices = (notices: Case['notices']): Partial<ClientBackend> => {
      let told = notices;
      return {
        readCase: () => Promise.resolve({ ...cases.in_progress, ...(told && { notices: told }) }),
        setNotices: (_agency, _code, { by, email }) => {
          told = { by, to: email ? 'a…@example.org' : (told?.to ?? null) };
          return Promise.resolve({ ...cases.in_progress, notices: told });
        },
      };
    };

    it('is chosen: the known address, of which no more is shown than may be, or none', async () => {
      const { element } = await open(cases.in_progress, withNotices({ by: 'email', to: 'a…@example.org' }));
      const folded = foldedUnder(element, 'Как сообщать о новом');
      expect(words(folded)).to.contain('Сейчас пишем на a…@example.org.');
      expect(labelled(element, 'Письмом на a…@example.org')?.checked).to.equal(true);
      // Whoever learns the code must not lead the letters away.
      expect(folded?.querySelector('[type=email]')).to.equal(null);
      folded?.querySelector('summary')?.click();
      labelled(element, 'Не сообщать')?.click();
      await press(element, 'Сохранить');
      expect(focused(element)).to.equal('Сохранили, как сообщать о новом.');
      expect(words(foldedUnder(element, 'Как сообщать о новом'))).to.contain('Сейчас не пишем.');
      expect(labelled(element, 'Не сообщать')?.checked).to.equal(true);
    });

    it('takes an address where none is known', async () => {
      const { element } = await open(cases.in_progress, withNotices({ by: 'none', to: null }));
      foldedUnder(element, 'Как сообщать о новом')?.querySelector('summary')?.click();
      labelled(element, 'Письмом')?.click();
      const field = labelled(element, 'Электронная почта');
      if (field) field.value = ' anna@example.org ';
      await press(element, 'Сохранить');
      expect(words(foldedUnder(element, 'Как сообщать о новом'))).to.contain('Сейчас пишем на a…@example.org.');
    });

    it('says beside the field what is wrong with an address', async () => {
      const { element } = await open(cases.in_progress, {
        ...withNotices({ by: 'none', to: null }),
        setNotices: () =>
          Promise.reject(new BackendError('fields_invalid', {}, [{ path: 'email', code: 'email_at', params: {} }])),
      });
      foldedUnder(element, 'Как сообщать о новом')?.querySelector('summary')?.click();
      labelled(element, 'Письмом')?.click();
      await press(element, 'Сохранить');
      const field = element.renderRoot.activeElement as HTMLInputElement;
      expect(field.type).to.equal('email');
      expect(words(element.renderRoot.querySelector(`#${field.id}-error`))).to.contain('Добавьте в адрес почты знак @');
      await expect(element).to.be.accessible();
    });

    it('is not asked where the back end sends none, nor of a request that is over', async () => {
      const { element } = await open(cases.in_progress, withNotices(undefined));
      expect(foldedUnder(element, 'Как сообщать о новом')).to.equal(undefined);
      const over = await open({ ...cases.answered, notices: { by: 'email', to: 'a…@example.org' } });
      expect(foldedUnder(over.element, 'Как сообщать о новом')).to.equal(undefined);
    });
  });

  it('too many attempts say how long to wait', async () => {
    const tooMany = (retryAfter: number) => () => Promise.reject(new BackendError('too_many_attempts', { retryAfter }));
    const { element } = await open(cases.clarification, { clarifyCase: tooMany(3) });
    answer(element, 'Да');
    await press(element, 'Отправить ответ');
    expect(focused(element)).to.contain('Подождите 3 секунды и попробуйте снова.');
    const looked = await shown({ ...testBackend(), readCase: tooMany(240) });
    await enter(looked, code);
    expect(text(looked)).to.contain('Подождите 4 минуты и попробуйте снова.');
  });

  it('only what the state of the case lets: nothing of one that went elsewhere', async () => {
    for (const found of [cases.forwarded, cases.redirected, cases.merged, cases.withdrawn]) {
      const { element } = await open(found);
      expect(element.renderRoot.querySelectorAll('.act')).to.have.length(0);
    }
  });

  it('what was done before is told as that', async () => {
    const { element } = await open(cases.clarification, { clarifyCase: () => Promise.resolve(cases.clarification) });
    answer(element, 'Да');
    await press(element, 'Отправить ответ');
    expect(focused(element)).to.contain('Это уже сделано');
  });

  it('moved in the document, what was typed stays and nothing is fetched again', async () => {
    let read = 0;
    const { element } = await open(cases.clarification, {
      readCase: () => {
        read++;
        return Promise.resolve(cases.clarification);
      },
    });
    answer(element, 'С начала сборов.');
    const other = document.createElement('div');
    element.parentElement?.after(other);
    other.append(element);
    await element.updateComplete;
    expect(labelled<HTMLTextAreaElement>(element, 'Ваш ответ')?.value).to.equal('С начала сборов.');
    expect(read).to.equal(1);
    other.remove();
    // It is gone, and so is what was typed into it.
    expect(leaves()).to.equal(true);
  });

  it('in a page that is translated what was done is told all the same', async () => {
    const { element } = await open(visits);
    // As translators do: words go into elements of their own, and the old text nodes out of the document.
    const walker = document.createTreeWalker(element.renderRoot, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) if (words(walker.currentNode)) texts.push(walker.currentNode as Text);
    for (const node of texts) {
      const font = document.createElement('font');
      font.textContent = `[${node.data}]`;
      node.replaceWith(font);
    }
    expect(title(element)).to.equal('[Ответим до 2 декабря 2026]');
    const moved = foldedUnder(element, '[Перенести приём]');
    moved?.querySelector('summary')?.click();
    moved?.querySelector<HTMLInputElement>('input[value="slot-8"]')?.click();
    await untilFocused(element, () => moved?.querySelector<HTMLElement>('.actions > button')?.click());
    expect(words(moved)).to.contain('Сейчас назначено: 8 декабря 2026').and.not.to.contain('4 декабря');
    const withdrawal = foldedUnder(element, '[Отозвать запрос]');
    withdrawal?.querySelector('summary')?.click();
    await untilFocused(element, () => withdrawal?.querySelector<HTMLElement>('.actions > button')?.click());
    expect(title(element)).to.equal('Вы отозвали запрос');
    expect(facts(element)['Статус']).to.equal('Отозван Вами');
    expect(text(element)).not.to.contain('Ответим до').and.not.to.contain('Готовим ответ]]');
  });

  it('of two on a page each does its own', async () => {
    const [one, other] = [await open(cases.clarification), await open(cases.clarification)];
    answer(one.element, 'Первый.');
    await press(one.element, 'Отправить ответ');
    expect(stepNames(one.element)).to.include('Вы уточнили');
    expect(stepNames(other.element)).not.to.include('Вы уточнили');
    await expect(one.element).to.be.accessible();
  });
});
