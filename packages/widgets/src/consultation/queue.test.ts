import { aTimeout, expect, fixtureCleanup } from '@open-wc/testing';
import { BackendError } from '@otklik/core/backend/error.js';
import { filingBits, filingSeed } from '@otklik/core/domain/consultations/filing.js';
import { bitsProved } from '@otklik/core/domain/proof.js';
import { receipt } from './consultation.examples.ts';
import { Prover } from '../base/prover.ts';
import { alone } from './filing.proof.ts';
import {
  asks,
  field,
  named,
  says,
  sent,
  shown,
  text,
  told,
  touched,
  type,
  until,
  type Attempt,
} from './filing.testing.ts';
import { pace } from './queue.ts';
import './consultation.define.ts';

const usual = { ...pace };
const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/;
const bitsOf = ({ body, key, proof = '' }: Attempt): number => bitsProved(filingSeed('housing', key, body), proof);
const leave = (element: HTMLElement): void => {
  element.remove();
  localStorage.clear();
};

describe('sending a consultation', () => {
  beforeEach(() => {
    localStorage.clear();
    Object.assign(pace, { first: 40, jitter: () => 0 });
  });
  afterEach(() => {
    fixtureCleanup();
    Object.assign(pace, usual);
  });

  it('goes on by itself until the server confirms, each time later, under one key, and says so', async () => {
    const { backend, attempts } = told('network', 'internal', 'answer_unreadable');
    const element = await shown(backend);
    const confirmed: Event[] = [];
    element.addEventListener('otklik-consultation-sent', (event) => confirmed.push(event));
    await sent(element);
    expect(text(element)).to.contain('Не отправлено');
    expect(text(element)).to.match(/Попробуем снова сами через 1 секунду/);
    expect(text(element)).to.contain('Возможно, запрос уже у нас');
    expect(text(element)).not.to.match(code);
    await says(element, code);
    expect(new Set(attempts.map(({ key }) => key)).size).to.equal(1);
    const waits = attempts.slice(1).map(({ at }, before) => at - (attempts[before]?.at ?? 0));
    expect(waits.map((wait, n) => wait >= 40 * 2 ** n - 2)).to.deep.equal([true, true, true]);
    expect(confirmed).to.have.length(1);
    leave(element);
  });

  it('goes at once when the network is back, or when somebody presses', async () => {
    Object.assign(pace, { first: 60_000 });
    const { backend, attempts } = told('network', 'timeout');
    const element = await shown(backend);
    await sent(element);
    expect(text(element)).to.match(/через 60 секунд/);
    dispatchEvent(new Event('online'));
    await until(() => attempts.length === 2);
    await says(element, 'Сервер не ответил вовремя');
    named(element, 'Отправить сейчас').click();
    await says(element, code);
    leave(element);
  });

  it('waits as long as the server asks, whatever happens, and says for how long', async () => {
    const { backend, attempts } = told(new BackendError('too_many_attempts', { retryAfter: 3 }));
    const element = await shown(backend);
    await sent(element);
    expect(text(element)).to.contain('Из Вашей сети сейчас много запросов');
    dispatchEvent(new Event('online'));
    await aTimeout(150);
    expect(attempts).to.have.length(1);
    await says(element, code);
    expect((attempts[1]?.at ?? 0) - (attempts[0]?.at ?? 0)).to.be.greaterThan(2990);
    leave(element);
  });

  it('brings the work along that was done for it, and more where more is asked for', async () => {
    const { backend, attempts } = told(new BackendError('proof_needed', { bits: 12 }));
    const element = await shown(backend);
    await sent(element);
    await says(element, code);
    expect(attempts.map((one) => bitsOf(one) >= filingBits)).to.deep.equal([true, true]);
    expect(attempts[1] && bitsOf(attempts[1])).to.be.greaterThan(11);
    leave(element);
  });

  it('what is no receipt isn’t called sent, and is asked for again under the same key', async () => {
    const { backend, attempts } = told({}, { ...receipt, dueBy: 'soon' }, { ...receipt, code: undefined });
    const element = await shown(backend);
    await sent(element);
    expect(text(element)).to.contain('Ответ сервера не удалось прочитать');
    expect(text(element)).not.to.contain('Запрос принят');
    await says(element, code);
    expect(attempts).to.have.length(4);
    expect(new Set(attempts.map(({ key }) => key)).size).to.equal(1);
    leave(element);
  });

  it('takes a new key where another text went by the old one', async () => {
    const { backend, attempts } = told('idempotency_conflict');
    const element = await shown(backend);
    await sent(element);
    await says(element, code);
    expect(attempts[0]?.key).not.to.equal(attempts[1]?.key);
    expect(attempts[1] && bitsOf(attempts[1])).to.be.greaterThan(filingBits - 1);
    leave(element);
  });

  it('leads back to the form with all that was typed, and sends no more until told', async () => {
    const { backend, attempts } = told('network', 'network', 'network');
    const element = await shown(backend);
    await sent(element, { question: 'Мой вопрос' });
    named(element, 'Изменить').click();
    await says(element, 'Как прислать ответ');
    expect(field(element, 'question').value).to.equal('Мой вопрос');
    await until(() => element.renderRoot.querySelector('form')?.checkVisibility());
    const so = attempts.length;
    await aTimeout(300);
    expect(attempts).to.have.length(so);
    expect(asks()).to.equal(false);
    leave(element);
  });

  it('asks before the page is left while something is unsent that nothing keeps', async () => {
    Object.assign(pace, { first: 60_000 });
    const { backend } = told('network');
    const element = await touched(backend);
    expect(asks()).to.equal(false);
    await sent(element);
    expect(asks()).to.equal(true);
    expect(text(element)).to.contain('Не закрывайте страницу');
    named(element, 'Отправить сейчас').click();
    await says(element, code);
    named(element, 'Код сохранён у меня').click();
    expect(asks()).to.equal(false);
    leave(element);
  });

  it('sends what a program filled in without proof, so that somebody looks at it, and tells nobody off', async () => {
    const { backend, attempts } = told();
    const element = await touched(backend);
    const trap = field(element, 'homepage');
    expect(trap.tabIndex).to.equal(-1);
    expect(trap.autocomplete).to.equal('off');
    expect(trap.closest('[aria-hidden=true]')?.textContent).to.contain('Оставьте это поле пустым');
    trap.value = 'https://example.org';
    await sent(element);
    await says(element, code);
    expect(attempts.map(({ proof }) => proof)).to.deep.equal([undefined]);
    expect(JSON.stringify(attempts[0]?.body)).not.to.contain('homepage');
    leave(element);
  });

  it('does the work while somebody writes, once they pause, so that sending needn’t wait for it', async () => {
    Object.assign(pace, { pause: 20 });
    const { solve } = Prover.prototype;
    const asked: boolean[] = [];
    Prover.prototype.solve = function (seed, bits, hurry = false) {
      asked.push(hurry);
      return solve.call(this, seed, bits, hurry);
    };
    try {
      const { backend, attempts } = told();
      const element = await touched(backend);
      type(element, { 'applicant.name': 'Анна Примерова' });
      await aTimeout(60);
      expect(asked).to.deep.equal([]);
      await sent(element);
      await says(element, code);
      expect(asked.at(-1)).to.equal(true);
      expect(attempts[0] && bitsOf(attempts[0])).to.be.greaterThan(filingBits - 1);
      leave(element);
    } finally {
      Prover.prototype.solve = solve;
    }
  });
});

describe('the work that is done for sending', () => {
  const seed = (text: string): Uint8Array => filingSeed('housing', 'k', { question: text } as never);

  it('lets the page go on in between', async () => {
    let turns = 0;
    const turning = setInterval(() => turns++, 1);
    await new Prover().solve(seed('one'), 12, true);
    clearInterval(turning);
    expect(turns).to.be.greaterThan(3);
  });

  it('ends when it is wanted for another text, and isn’t done twice for the same', async () => {
    const prover = new Prover();
    const first = prover.solve(seed('one'), 18);
    expect(prover.solve(seed('one'), 18)).to.equal(first);
    const other = prover.solve(seed('two'), 4);
    const error = await first.catch((reason: unknown) => reason);
    expect((error as Error).name).to.equal('AbortError');
    expect(await other).to.have.length(86);
  });

  it('and the sending is one tab’s at a time; where a browser knows no locks it goes all the same', async () => {
    let now = 0;
    let most = 0;
    const run = async (): Promise<void> => {
      most = Math.max(most, ++now);
      await aTimeout(20);
      now--;
    };
    await Promise.all([alone('k', run), alone('k', run)]);
    expect(most).to.equal(1);
    Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true });
    try {
      await Promise.all([alone('k', run), alone('k', run)]);
      expect(most).to.equal(2);
    } finally {
      Reflect.deleteProperty(navigator, 'locks');
    }
  });
});
