import { expect } from '@open-wc/testing';
import { withOldJson } from '@otklik/core/testing/old-library.js';
import { answerWith } from '../testing/worker.ts';
import { publications } from './feed.examples.ts';
import { control, embedded, ready, served, text, titles, until } from './feed.testing.ts';
import type { OtklikFeed } from './feed.ts';

const down = (): Response => new Response('<h1>Bad gateway</h1>', { status: 502 });
const copies = (): string[] => Object.keys(localStorage).filter((name) => name.startsWith('otklik'));

/** Shown once while the back end answers, and once more when it doesn’t. */
async function shownTwice(attributes: Record<string, string> = {}): Promise<OtklikFeed> {
  await answerWith(served());
  (await ready(await embedded(attributes))).remove();
  await answerWith(down);
  return ready(await embedded(attributes));
}

describe('the last good copy of otklik-feed', () => {
  beforeEach(() => localStorage.clear());

  it('shows where nothing newer can be had, with its time, and gives way to what is new', async () => {
    const element = await shownTwice();
    expect(titles(element)).to.have.length(publications.length);
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const time = new Date('2026-11-22T08:00:00Z').toLocaleTimeString('ru', { timeZone, timeStyle: 'short' });
    expect(text(element)).to.match(new RegExp(`Обновить не удалось. Показано то, что было 22\\sноября 2026.*${time}`));
    await answerWith(served());
    control(element, 'Попробовать ещё раз').click();
    await until(() => !text(element).includes('Обновить не удалось'));
    expect(titles(element)).to.have.length(publications.length);
  });

  it('is there on a page whose old library makes JSON otherwise', async () => {
    // The server is of no such page: its answers were made before.
    const made = new Map<string, string>();
    await answerWith(async (request) => {
      const body = made.get(request.url) ?? (await (await served()(request)).text());
      made.set(request.url, body);
      return new Response(body, { headers: { 'Content-Type': 'application/json' } });
    });
    (await ready(await embedded())).remove();
    localStorage.clear();
    await withOldJson(async () => (await ready(await embedded())).remove());
    await answerWith(down);
    const element = await ready(await embedded());
    expect(titles(element)).to.have.length(publications.length);
    expect(text(element)).to.contain('Показано то, что было 22 ноября 2026');
  });

  it('is of the same list alone', async () => {
    await answerWith(served());
    (await ready(await embedded({ kind: 'vacancy' }))).remove();
    await answerWith(down);
    const other = await ready(await embedded({ kind: 'inspection' }));
    expect(text(other)).to.contain('Материалы сейчас не открываются');
  });

  it('is never kept of what is for internal clients', async () => {
    await answerWith(served());
    await ready(await embedded({ audience: 'internal' }));
    expect(copies()).to.deep.equal([]);
  });

  it('that can’t be read, or kept, is none', async () => {
    await answerWith(served());
    (await ready(await embedded())).remove();
    const [name = ''] = copies();
    await answerWith(down);
    for (const broken of ['{', '[]', '[1]', 'null']) {
      localStorage.setItem(name, broken);
      const element = await ready(await embedded());
      expect(text(element)).to.contain('Материалы сейчас не открываются');
      element.remove();
    }
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    try {
      await answerWith(served());
      expect(titles(await ready(await embedded()))).to.have.length(publications.length);
    } finally {
      Storage.prototype.setItem = setItem;
    }
  });
});
