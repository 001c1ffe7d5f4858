import { expect, fixture, html } from '@open-wc/testing';
import { passthrough } from 'msw';
import { untilFocused } from '../base/example.ts';
import { answerWith, type Answer } from '../testing/worker.ts';
import { now } from './channels.examples.ts';
import type { OtklikChannels } from './channels.ts';
import './channels.define.ts';

const file = {
  timeZone: 'Europe/Moscow',
  channels: [
    {
      id: 'phone',
      kind: 'phone',
      preference: 'talk',
      title: { ru: 'Телефон' },
      contact: { ru: '8 (000) 000-00-02' },
      url: 'tel:80000000002',
      hours: [{ days: [1, 2, 3], from: '9:00', to: '18:00' }],
    },
    { id: 'ask', kind: 'form', preference: 'write', title: { ru: 'Форма' } },
    { id: 'bad', title: { ru: 'Плохой адрес' }, url: 'javascript:alert(1)' },
  ],
};
const half = JSON.stringify(file).slice(0, 200);

const text = (element: Element | ShadowRoot | null | undefined): string =>
  element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const titles = (element: OtklikChannels): string[] => [...element.renderRoot.querySelectorAll('li h3')].map(text);
const named = <T extends HTMLElement>(element: OtklikChannels, role: string, name: string): T | undefined =>
  [...element.renderRoot.querySelectorAll<T>(role)].find((one) => text(one).startsWith(name));
async function until(met: () => unknown): Promise<void> {
  for (let i = 0; i < 300 && !met(); i++) await new Promise((done) => setTimeout(done, 10));
  expect(met()).to.be.ok;
}

/** Holds the clock of whoever waits for seconds, until they are said to be over. */
function heldClock(): { waits: number[]; pass: () => void; stop: () => void } {
  const { setTimeout: set, clearTimeout: clear } = window;
  const held = new Map<number, () => void>();
  const waits: number[] = [];
  const hold = (run: () => void, wait = 0): number => {
    if (wait < 5_000) return set(run, wait);
    waits.push(wait);
    held.set(-waits.length, run);
    return -waits.length;
  };
  const forget = (id: number): void => void (held.delete(id) || clear(id));
  Object.assign(window, { setTimeout: hold, clearTimeout: forget });
  return {
    waits,
    pass: () => held.forEach((run) => run()),
    stop: () => Object.assign(window, { setTimeout: set, clearTimeout: clear }),
  };
}

/** The widget of a file that is answered so, with its fallback, beside one whose file is there. */
async function beside(answer: Answer): Promise<{ bad: OtklikChannels; good: OtklikChannels; codes: string[] }> {
  await answerWith((request) => (request.url.endsWith('/good.json') ? Response.json(file) : answer(request)));
  const codes: string[] = [];
  const told = (event: Event): void => void codes.push((event as Event & { code: string }).code);
  const place = await fixture(
    html`<div><otklik-channels src="/api/bad.json" .now=${now} @otklik-error=${told}><a href="/contacts">Контакты</a></otklik-channels><otklik-channels src="/api/good.json" .now=${now}></otklik-channels></div>`,
  );
  const [bad, good] = [...place.querySelectorAll<OtklikChannels>('otklik-channels')];
  if (!bad || !good) throw new Error('not there');
  return { bad, good, codes };
}

describe('otklik-channels: a plain JSON file', () => {
  it('is read, and may leave out what there isn’t', async () => {
    await answerWith(() => Response.json(file));
    const element = await fixture<OtklikChannels>(
      html`<otklik-channels src="/api/channels.json" .now=${now}></otklik-channels>`,
    );
    await until(() => titles(element).length);
    expect(titles(element)).to.deep.equal(['Телефон', 'Форма', 'Плохой адрес']);
    expect(text(element.renderRoot.querySelector('.status'))).to.equal('Открыто до 18:00');
    expect(text(element.renderRoot.querySelector('.facts'))).to.equal('Часыпн–ср 9–18');
    expect(!!named(element, 'a', 'Написать запрос'), 'nobody would take it').to.equal(false);
    expect(element.renderRoot.querySelectorAll('[href^=javascript]')).to.have.length(0);
    await expect(element).to.be.accessible();
  });

  const broken: [name: string, code: string, words: string, answer: Answer][] = [
    ['is silent for 30 s', 'timeout', 'Сервер не ответил вовремя', () => new Promise<Response>(() => undefined)],
    [
      'stops in the middle and says nothing more',
      'timeout',
      'Сервер не ответил вовремя',
      () => new Response(new ReadableStream({ start: (body) => body.enqueue(new TextEncoder().encode(half)) })),
    ],
    [
      'breaks off in the middle',
      'network',
      'Нет связи',
      // By the runner's server: scripts/test/bad-lines.mjs.
      () => passthrough(),
    ],
    ['ends in the middle', 'answer_unreadable', 'Ошибка на нашей стороне', () => new Response(half)],
    ['is a page', 'answer_unreadable', 'Ошибка на нашей стороне', () => new Response('<!doctype html><p>Раздел')],
    ['has none that is one', 'answer_unreadable', 'Ошибка на', () => Response.json({ channels: [{ id: 'x' }] })],
  ];
  for (const [name, code, words, answer] of broken) {
    it(`that ${name}: says so in its place, keeps the fallback, and the rest of the page works`, async () => {
      const failures: string[] = [];
      const failed = (event: ErrorEvent | PromiseRejectionEvent): void => {
        failures.push(String('reason' in event ? event.reason : event.message));
      };
      addEventListener('error', failed);
      addEventListener('unhandledrejection', failed);
      const { waits, pass, stop } = heldClock();
      const { bad, good, codes } = await beside(answer);
      const fallback = bad.querySelector('a');
      expect(fallback?.offsetHeight, 'before anything came').to.be.above(0);
      await until(() => titles(good).length);
      expect(titles(good)).to.have.length(3);
      if (code === 'timeout') expect(text(bad.renderRoot)).to.equal('');
      else await until(() => codes.length);
      pass();
      await until(() => text(bad.renderRoot.querySelector('[role=status]')));
      stop();
      // Of both, each once.
      expect(waits).to.have.length(2);
      for (const wait of waits) expect(wait).to.be.below(30_000);
      const status = text(bad.renderRoot.querySelector('[role=status]'));
      expect(status).to.contain('Каналы связи сейчас не открываются').and.to.contain(words);
      expect(codes).to.deep.equal([code]);
      expect(fallback?.offsetHeight, 'the other way stays').to.be.above(0);
      await expect(bad).to.be.accessible();
      expect(titles(good)).to.have.length(3);

      await answerWith(() => Response.json(file));
      await untilFocused(bad, () => named(bad, 'button', 'Попробовать ещё раз')?.click());
      expect(titles(bad)).to.have.length(3);
      expect(text(bad.renderRoot.querySelector('[role=status]'))).to.equal('');
      expect(fallback?.offsetHeight).to.equal(0);
      removeEventListener('error', failed);
      removeEventListener('unhandledrejection', failed);
      expect(failures).to.deep.equal([]);
    });
  }
});
