import { expect, fixture, html } from '@open-wc/testing';
import { passthrough } from 'msw';
import { answerWith } from '../testing/worker.ts';
import type { OtklikFeed } from './feed.ts';
import './feed.define.ts';

const good = '<rss><channel><item><title>Соседняя лента</title><link>/news/1</link></item></channel></rss>';
const half = `${good.slice(0, good.indexOf('</item>'))}</item><item><title>Вторая нов`;

async function until<T>(found: () => T | null | undefined | false): Promise<T> {
  for (let i = 0; i < 500; i++) {
    const it = found();
    if (it) return it;
    await new Promise((done) => setTimeout(done, 10));
  }
  throw new Error('never came');
}
const titles = (element: OtklikFeed): string[] =>
  [...element.renderRoot.querySelectorAll('a[part=title]')].map((link) => link.textContent?.trim() ?? '');

/** By the runner's server (scripts/test/bad-lines.mjs): goes on as long as anybody reads. */
const endless = (): Response => passthrough();

const refused: [name: string, code: string, answer: () => Response][] = [
  [
    'a page instead',
    'not_a_feed',
    () => new Response('<!doctype html><title>Новости</title><p>Раздел', { headers: { 'Content-Type': 'text/html' } }),
  ],
  ['nothing', 'not_a_feed', () => new Response('')],
  [
    'half of a JSON Feed',
    'not_a_feed',
    () => new Response('{"version":"https://jsonfeed.org/version/1.1","items":[{"id":'),
  ],
  ['a refusal', 'answer_unreadable', () => new Response('<h1>Нет такой страницы</h1>', { status: 404 })],
  ['a failure', 'unavailable', () => new Response('', { status: 500 })],
  ['no connection', 'network', () => Response.error()],
  ['50 MB', 'too_large', () => new Response('x', { headers: { 'Content-Length': '50000000' } })],
  ['one that never ends', 'too_large', endless],
];

describe('what a feed’s address may answer', () => {
  for (const [at, [name, code, answer]] of refused.entries()) {
    it(`${name}: says so in its place, the rest of the page works`, async () => {
      await answerWith((request) => (request.url.endsWith('/bad') ? answer() : new Response(good)));
      const folder = answer === endless ? 'endless' : at;
      const codes: string[] = [];
      const told = (event: Event): void => void codes.push((event as Event & { code: string }).code);
      const place = await fixture(
        html`<div><otklik-feed src="/api/${folder}/bad" @otklik-error=${told}><a href="/news">Новости</a></otklik-feed><otklik-feed src="/api/${folder}/good"></otklik-feed></div>`,
      );
      const [bad, other] = [...place.querySelectorAll<OtklikFeed>('otklik-feed')];
      if (!bad || !other) throw new Error('not there');
      const note = await until(() => bad.renderRoot.querySelector('[role=status] .note'));
      await until(() => titles(other).length);
      expect(note.textContent).to.contain('не открываются');
      expect(bad.renderRoot.querySelector('button')?.textContent).to.contain('ещё раз');
      expect(codes).to.deep.equal([code]);
      expect(titles(other)).to.deep.equal(['Соседняя лента']);
    });
  }

  it('half of a feed: shows that half', async () => {
    await answerWith(() => new Response(half));
    const element = await fixture<OtklikFeed>(html`<otklik-feed src="/api/half.xml"></otklik-feed>`);
    await until(() => titles(element).length);
    expect(titles(element)).to.deep.equal(['Соседняя лента', 'Вторая нов']);
  });
});
