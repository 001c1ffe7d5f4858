import { expect, fixture, html } from '@open-wc/testing';
import { feedBackend, type FeedPublication } from '@otklik/core/backend/files/feed.js';
import { corpus, type Sample } from '../../../../tests/feeds/corpus.ts';
import { foreignRequests } from '../testing/requests.ts';
import { answerWith } from '../testing/worker.ts';
import { plainText } from './feed.source.ts';
import type { OtklikFeed } from './feed.ts';
import './feed.define.ts';

async function until<T>(found: () => T | null | undefined): Promise<T> {
  for (let i = 0; i < 300; i++) {
    const it = found();
    if (it) return it;
    await new Promise((done) => setTimeout(done, 10));
  }
  throw new Error('never came');
}

const bytes = async ({ file }: Sample): Promise<ArrayBuffer> =>
  (await fetch(`/tests/feeds/corpus/${file}`)).arrayBuffer();

describe('feeds of different makers, in the browser', () => {
  for (const [at, sample] of corpus.entries()) {
    it(`${sample.maker}: ${sample.format}, ${sample.encoding}`, async () => {
      const body = await bytes(sample);
      const answer = (): Response => new Response(body, { headers: { 'Content-Type': sample.type } });
      const backend = feedBackend(sample.at, { plainText, fetch: () => Promise.resolve(answer()) });
      const { items } = await backend.listPublications('', { limit: 50 });
      const read = items as FeedPublication[];
      expect(read).to.have.length(sample.dates.length);
      expect(read[0]?.title.ru).to.equal(sample.title);
      expect(`${read[0]?.summary.ru} ${plainText(read[0]?.body.ru ?? '')}`).to.contain(sample.says);

      await answerWith(answer);
      const element = await fixture<OtklikFeed>(html`<otklik-feed src="/api/corpus/${at}"></otklik-feed>`);
      const title = await until(() => element.renderRoot.querySelector<HTMLAnchorElement>('a[part=title]'));
      expect(title.textContent?.trim()).to.equal(sample.title);
      expect(element.renderRoot.querySelectorAll('a[part=title]')).to.have.length(sample.dates.length);
      if (read[0]?.source.whole) {
        title.click();
        const text = await until(() => element.renderRoot.querySelector('.body'));
        expect(text.querySelector('script, iframe, object, [style], [onclick]')).to.equal(null);
      }
      expect(await foreignRequests()).to.deep.equal([]);
    });
  }
});
