import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { BackendError } from '../error.ts';
import type { PublicationsPort } from '../port.ts';
import { feedBackend, type FeedPublication } from './feed.ts';

/** Tags away; entities are the browser's business. */
const plainText = (html: string): string => html.replace(/<[^<>]*>/g, '').trim();

const at = 'https://www.example.org/news/rss/';
const backendOf = (text: string): PublicationsPort =>
  feedBackend(at, { plainText, fetch: () => Promise.resolve(new Response(text)) });
const read = async (text: string): Promise<FeedPublication[]> =>
  (await backendOf(text).listPublications('', { limit: 50 })).items as FeedPublication[];
const rss = (items: string): string =>
  `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>x</title>${items}</channel></rss>`;
const atom = (entries: string, attributes = ''): string =>
  `<feed xmlns="http://www.w3.org/2005/Atom" ${attributes}><title>x</title>${entries}</feed>`;

describe('addresses in a feed', () => {
  it('start from the nearest xml:base, those of a text from its own', async () => {
    const [entry, other] = await read(
      atom(
        '<entry xml:base="2026/"><id>1</id><title>a</title><link href="one"/><link rel="enclosure" href="f.pdf" type="application/pdf"/><content type="html" xml:base="texts/">a</content></entry><entry><id>2</id><title>b</title><link href="two"/></entry>',
        'xml:base="/archive/"',
      ),
    );
    assert.equal(entry?.source.url, 'https://www.example.org/archive/2026/one');
    assert.equal(entry.attachments[0]?.url, 'https://www.example.org/archive/2026/f.pdf');
    assert.equal(entry.source.base, 'https://www.example.org/archive/2026/texts/');
    assert.equal(other?.source.base, 'https://www.example.org/archive/two');
  });

  it('stay as they are, unless they can run', async () => {
    const links = [
      ['https://other.example/a?b=1#c', 'https://other.example/a?b=1#c'],
      ['//other.example/a', 'https://other.example/a'],
      ['http:///press/1', 'https://www.example.org/press/1'],
      ['mailto:desk@example.org', 'mailto:desk@example.org'],
      ['?id=1&amp;copy=2', 'https://www.example.org/news/rss/?id=1&copy=2'],
      ['/новости/1', 'https://www.example.org/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/1'],
      ['javascript:alert(1)', null],
      ['java&#10;script:alert(1)', null],
      ['data:text/html,x', null],
      ['http://[', null],
      ['', null],
    ] as const;
    const items = await read(
      rss(links.map(([link], n) => `<item><title>${n}</title><link>${link}</link></item>`).join('')),
    );
    assert.deepEqual(
      items.map(({ source }) => source.url),
      links.map(([, url]) => url),
    );
  });

  it('are found where else makers put them', async () => {
    const items = await read(
      rss(
        '<item><title>a</title><link href="/a"/></item><item><title>b</title><guid>https://www.example.org/b</guid></item><item><title>c</title><guid isPermaLink="False">https://www.example.org/c</guid></item>',
      ),
    );
    assert.deepEqual(
      items.map(({ source }) => source.url),
      ['https://www.example.org/a', 'https://www.example.org/b', null],
    );
    const [entry] = await read(
      atom('<entry><title>a</title><link rel="self" href="/self"/><content type="text/html" src="/page"/></entry>'),
    );
    assert.equal(entry?.source.url, 'https://www.example.org/page');
  });
});

describe('texts in a feed', () => {
  it('are read as what they are: escaped, CDATA, as they stand, XHTML under a prefix', async () => {
    const [escaped, cdata, bare] = await read(
      rss(
        '<item><title>1</title><description>&lt;p&gt;раз&lt;/p&gt;</description></item><item><title>2</title><description><![CDATA[<p>раз]]]]><![CDATA[></p>]]></description></item><item><title>3 <b>раза</b></title><description>два<br>три <p class=x>раз</p></description></item>',
      ),
    );
    assert.equal(escaped?.body.ru, '<p>раз</p>');
    assert.equal(cdata?.body.ru, '<p>раз]]></p>');
    assert.equal(bare?.body.ru, 'два<br>три <p class=x>раз</p>');
    assert.equal(bare.title.ru, '3 раза');
    const [entry] = await read(
      atom(
        '<entry><title type="xhtml"><h:div xmlns:h="http://www.w3.org/1999/xhtml">a <h:em>b</h:em></h:div></title></entry>',
      ),
    );
    assert.equal(entry?.title.ru, 'a b');
  });

  it('aren’t texts where Atom says that they are data', async () => {
    const items = await read(
      atom(
        '<entry><title>a</title><content type="image/png">iVBORw0KGgo=</content></entry><entry><title>b</title><content type="text/html" mode="base64">PHA+</content></entry>',
      ),
    );
    assert.deepEqual(
      items.map(({ body, summary }) => body.ru + summary.ru),
      ['', ''],
    );
  });

  it('never cost the other items: tags that nobody closes, nesting, marks in the wrong place', async () => {
    const spoilt = [
      'a<br>'.repeat(2000),
      '<div>'.repeat(2000),
      '<font color="red>a</font>',
      '</b></i></p>',
      'a <5 b> c & d &undefined; &#0;',
      "<p don't=a>",
      'a < b',
      'a <3 b',
    ];
    for (const text of spoilt) {
      const items = await read(
        rss(
          `<item><title>1</title><description>${text}</description></item><item><title>2</title><link url="/2">/2</link></item>`,
        ),
      );
      assert.deepEqual(
        items.map(({ title }) => title.ru),
        ['1', '2'],
        text.slice(0, 30),
      );
      assert.equal(items[1]?.source.url, 'https://www.example.org/2', text.slice(0, 30));
    }
  });

  it('are cut where they are too long, never inside of a sign', async () => {
    const [item] = await read(
      rss(`<item><title>${'🏠'.repeat(300)}</title><description>${'слово '.repeat(200)}</description></item>`),
    );
    assert.match(item?.title.ru ?? '', /^(?:🏠)+…$/u);
    assert.match(item?.summary.ru ?? '', /слово…$/);
    assert.ok((item?.summary.ru.length ?? 0) <= 281);
    const [named] = await read(rss(`<item><guid>x${'🏠'.repeat(600)}</guid><title>1</title></item>`));
    assert.match(named?.id ?? '', /^x(?:🏠)+$/u);
  });

  it('of entities that the document declares itself stay as they are', async () => {
    const [item] = await read(
      `<!DOCTYPE rss [<!ENTITY a "&b;&b;"><!ENTITY b SYSTEM "file:///etc/passwd">]>${rss('<item><title>x &a;</title></item>')}`,
    );
    assert.equal(item?.title.ru, 'x &a;');
  });
});

describe('a feed as a back end', () => {
  const many = rss(
    Array.from(
      { length: 1200 },
      (_, n) =>
        `<item><title>${n}</title><link>/${n}</link><category>${n % 2 ? 'Приказы' : 'Новости'}</category></item>`,
    ).join(''),
  );

  it('makes only what is asked for', async () => {
    let made = 0;
    const counting = (html: string): string => {
      made++;
      return html;
    };
    const backend = feedBackend(at, { plainText: counting, fetch: () => Promise.resolve(new Response(many)) });
    const page = await backend.listPublications('', { limit: 50 });
    assert.equal(page.items.length, 50);
    assert.ok(made <= 150, `${made}`);
    const next = await backend.listPublications('', { limit: 50, cursor: page.next ?? '' });
    assert.equal(next.items[0]?.title.ru, '50');
  });

  it('finds by category and by words', async () => {
    const backend = backendOf(many);
    const orders = await backend.listPublications('', { topic: 'приказы', limit: 2 });
    assert.deepEqual(
      orders.items.map(({ title }) => title.ru),
      ['1', '3'],
    );
    const found = await backend.listPublications('', { q: '1199' });
    assert.equal(found.items.length, 1);
    assert.equal(found.next, null);
  });

  it('knows its items and no others', async () => {
    const backend = backendOf(rss('<item><title>a</title><guid>one</guid></item>'));
    assert.equal((await backend.readPublication('', 'one')).title.ru, 'a');
    await assert.rejects(
      backend.readPublication('', 'two'),
      (error: BackendError) => error.code === 'publication_unknown',
    );
  });

  it('asks again after a failure, and not after it has been read', async () => {
    let asked = 0;
    const fetch = (): Promise<Response> =>
      Promise.resolve(asked++ ? new Response(rss('<item><title>a</title></item>')) : new Response('', { status: 500 }));
    const backend = feedBackend(at, { plainText, fetch });
    await assert.rejects(backend.listPublications('', {}), (error: BackendError) => error.code === 'unavailable');
    await backend.listPublications('', {});
    await backend.listPublications('', {});
    assert.equal(asked, 2);
  });
});
