import { expect, fixture, html } from '@open-wc/testing';
import { feedBackend, type FeedPublication } from '@otklik/core/backend/files/feed.js';
import { answerWith } from '../testing/worker.ts';
import { sanitised } from './feed.body.ts';
import { plainText, sourceBackend } from './feed.source.ts';
import { press } from './feed.examples.ts';
import type { OtklikFeed } from './feed.ts';
import './feed.define.ts';

const windows1251 = (text: string): Uint8Array<ArrayBuffer> => {
  const bytes = [...text].map((char) => {
    const code = char.charCodeAt(0);
    if (char === 'ё') return 0xb8;
    return code >= 0x410 && code <= 0x44f ? code - 0x350 : code;
  });
  return new Uint8Array(bytes);
};

const rss = (items: string, head = '<?xml version="1.0" encoding="UTF-8"?>'): string => `${head}
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:yandex="http://news.yandex.ru"><channel><title>Новости</title><link>https://example.org/</link>${items}</channel></rss>`;

const answering =
  (body: BodyInit, type = 'application/xml'): typeof fetch =>
  () =>
    Promise.resolve(new Response(body, { headers: { 'Content-Type': type } }));

async function items(body: BodyInit, type?: string): Promise<FeedPublication[]> {
  const port = feedBackend('https://example.org/rss/', { plainText, fetch: answering(body, type) });
  return (await port.listPublications('', {})).items as FeedPublication[];
}
const codeOf = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'no error',
    (error: unknown) => (error as { code?: string }).code,
  );

describe('feeds of the host’s own site', () => {
  it('reads RSS 2.0', async () => {
    const [item, second] = await items(
      rss(`<item><title>Отчёт &amp; планы</title><link>/news/1</link><guid isPermaLink="false">n1</guid><pubDate>Fri, 20 Nov 2026 10:30:00 +0400</pubDate><category>Новости</category><description>Коротко</description><media:title>Другое</media:title><content:encoded><![CDATA[<p>Целиком <a href="/x">тут</a></p>]]></content:encoded><enclosure url="/files/act%20one.pdf" type="application/pdf" length="1200000"/></item>
      <item><title>Без даты</title><pubDate>вчера</pubDate><description>Только кратко</description></item>`),
    );
    expect(item?.id).to.equal('n1');
    expect(item?.title.ru).to.equal('Отчёт & планы');
    expect(item?.summary.ru).to.equal('Коротко');
    expect(item?.publishedAt).to.equal('2026-11-20T06:30:00.000Z');
    expect(item?.body.ru).to.contain('Целиком');
    expect(item?.source).to.deep.equal({
      url: 'https://example.org/news/1',
      category: 'Новости',
      dated: true,
      whole: true,
      base: 'https://example.org/news/1',
      origin: 'https://example.org',
    });
    const [file] = item?.attachments ?? [];
    expect([file?.title.ru, file?.format, file?.size, file?.url]).to.deep.equal([
      'act one.pdf',
      'PDF',
      1_200_000,
      'https://example.org/files/act%20one.pdf',
    ]);
    expect(second?.source.dated).to.equal(false);
    expect(Number.isNaN(Date.parse(second?.publishedAt ?? ''))).to.equal(false);
    expect(second?.source.whole).to.equal(false);
  });

  it('reads Atom, with its own base and kinds of text', async () => {
    const [item] =
      await items(`<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.org/">
      <title>Новости</title><entry xml:base="https://example.org/a/"><id>tag:1</id><title type="html">&lt;b&gt;Проверки&lt;/b&gt; &amp;laquo;зима&amp;raquo;</title><link href="one"/><link rel="enclosure" href="/f.xlsx" length="48000" title="Таблица"/>
      <published>2026-11-18T09:00:00+04:00</published><category term="inspection" label="Проверки"/><summary>2 &lt; 3</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Текст</p></div></content></entry></feed>`);
    expect(item?.title.ru).to.equal('Проверки «зима»');
    expect(item?.summary.ru).to.equal('2 < 3');
    expect(item?.source.url).to.equal('https://example.org/a/one');
    expect(item?.source.category).to.equal('Проверки');
    expect(item?.publishedAt).to.equal('2026-11-18T05:00:00.000Z');
    expect(item?.body.ru).to.contain('Текст');
    expect(item?.attachments[0]).to.include({ size: 48_000, format: 'XLSX' });
  });

  it('reads JSON Feed', async () => {
    const feed = {
      version: 'https://jsonfeed.org/version/1.1',
      items: [
        {
          id: 7,
          url: '/7',
          title: 'a < b',
          content_text: 'Первый\n\nВторой',
          tags: ['Ответы'],
          date_published: '2026-11-10',
        },
        { id: 8, content_html: '<p>Без заголовка</p>' },
      ],
    };
    const [item, second] = await items(JSON.stringify(feed), 'application/feed+json');
    expect(item?.id).to.equal('7');
    expect(item?.title.ru).to.equal('a < b');
    expect(item?.body.ru).to.equal('<p>Первый</p><p>Второй</p>');
    expect(item?.source.url).to.equal('https://example.org/7');
    expect(second?.title.ru).to.equal('Без заголовка');
  });

  it('reads windows-1251, by Content-Type or by the XML declaration', async () => {
    const item = '<item><title>Жилищный надзор</title></item>';
    const declared = windows1251(rss(item, '<?xml version="1.0" encoding="windows-1251"?>'));
    expect((await items(declared))[0]?.title.ru).to.equal('Жилищный надзор');
    expect((await items(windows1251(rss(item, '')), 'text/xml; charset=windows-1251'))[0]?.title.ru).to.equal(
      'Жилищный надзор',
    );
  });

  it('mends what sites write: entities, blank lines, HTML and CDATA in titles, dates', async () => {
    const [item, second, third] = await items(
      `\n\n${rss(`<item><title><![CDATA[<b>Итоги</b> &laquo;2026&raquo; & планы]]></title><link>javascript:alert(1)</link><pubDate>20.11.2026 10:30</pubDate></item>
      <item><title>Тарифы&nbsp;&mdash; таблица & цены\u0003</title><pubDate>Fri, 20 Nov 2026 10:30:00 MSK</pubDate></item>
      <item><title>x</title><guid>n</guid></item><item><title>y</title><guid>n</guid></item>`)}`,
    );
    expect(item?.title.ru).to.equal('Итоги «2026» & планы');
    expect(item?.source.url).to.equal(null);
    expect(item?.publishedAt.slice(0, 10)).to.equal('2026-11-20');
    expect(second?.title.ru).to.equal('Тарифы — таблица & цены');
    expect(second?.publishedAt).to.equal('2026-11-20T07:30:00.000Z');
    expect(third?.title.ru).to.equal('x');
  });

  it('says what isn’t a feed, is too large or never ends', async () => {
    for (const body of ['<html><body>Ошибка</body></html>', '{"items":[]}', '{', '', '<rss', '[]', 'rss', '<opml/>']) {
      expect(await codeOf(items(body)), body).to.equal('not_a_feed');
    }
    const options = { plainText, limit: 1000, patience: 50 };
    const large = feedBackend('https://example.org/', { ...options, fetch: answering('x'.repeat(2000)) });
    expect(await codeOf(large.listPublications('', {}))).to.equal('too_large');
    const endless: typeof fetch = (_, init) =>
      Promise.resolve(
        new Response(
          new ReadableStream({
            start: (stream) => init?.signal?.addEventListener('abort', () => stream.error(new Error('aborted'))),
          }),
        ),
      );
    const slow = feedBackend('https://example.org/', { ...options, fetch: endless });
    expect(await codeOf(slow.listPublications('', {}))).to.equal('timeout');
    const missing: typeof fetch = () => Promise.resolve(new Response('', { status: 503 }));
    expect(
      await codeOf(feedBackend('https://example.org/', { ...options, fetch: missing }).listPublications('', {})),
    ).to.equal('unavailable');
  });

  it('shows it, opens what is whole, and never runs what it holds', async () => {
    (window as { ran?: string }).ran = '';
    const evil = `<![CDATA[<p>Текст</p><img src=x onerror="ran='error'"><script>ran='script'</script>]]>`;
    const many = Array.from(
      { length: 12 },
      (_, at) => `<item><title>Новость ${at + 1}</title><link>/news/${at}</link><category>Пресса</category></item>`,
    );
    await answerWith(
      () =>
        new Response(
          rss(
            `<item><title>Первая</title><link>/news/x</link><description>${evil}</description></item>${many.join('')}`,
          ),
        ),
    );
    const element = await fixture<OtklikFeed>(
      html`<otklik-feed src="/api/rss.xml"><a href="/news">Новости</a></otklik-feed>`,
    );
    for (let i = 0; i < 300 && !element.renderRoot.querySelector('h2'); i++)
      await new Promise((done) => setTimeout(done, 10));
    const links = [...element.renderRoot.querySelectorAll<HTMLAnchorElement>('h3 a')];
    expect(links).to.have.length(10);
    expect(links[1]?.href).to.equal(`${location.origin}/news/0`);
    expect(element.renderRoot.querySelectorAll('time')).to.have.length(0);
    expect(element.renderRoot.querySelectorAll('.when b')[1]?.textContent).to.equal('Пресса');
    await press(element, 'Первая');
    expect(element.renderRoot.querySelector('.body')?.textContent).to.contain('Текст');
    expect(element.renderRoot.querySelector('.facts')).to.equal(null);
    await new Promise((done) => setTimeout(done, 50));
    expect((window as { ran?: string }).ran).to.equal('');
    await press(element, 'Показать ещё 10');
    expect(element.renderRoot.querySelectorAll('h3')).to.have.length(13);
    await expect(element).to.be.accessible();
  });

  it('shows no picture of another place, whatever the feed calls its own', async () => {
    const body = `<img src="https://tracker.example/p.gif"><img src="/own.png"><a href="more">дальше</a>`;
    const [item] = await items(
      rss(
        `<item><title>x</title><link>https://tracker.example/a/b</link><description><![CDATA[${body}]]></description></item>`,
      ),
    );
    expect(item?.source.base).to.equal('https://tracker.example/a/b');
    const nodes = sanitised(item?.body.ru ?? '', item?.source.base ?? '', item?.source.origin);
    expect([...nodes.querySelectorAll('img')].map((image) => image.getAttribute('src'))).to.deep.equal([null, null]);
    expect(nodes.querySelector('a')?.href, 'links go where they say').to.equal('https://tracker.example/a/more');
  });

  it('keeps both of two items under one name, and an item that is there twice once', async () => {
    const one = '<item><title>Раз</title><guid>https://example.org/</guid><link>/1</link></item>';
    const found = await items(
      rss(`${one}${one}<item><title>Два</title><guid>https://example.org/</guid><link>/2</link></item>`),
    );
    expect(found.map(({ id, title }) => [id, title.ru])).to.deep.equal([
      ['https://example.org/', 'Раз'],
      ['https://example.org/2', 'Два'],
    ]);
  });

  it('takes half of a feed for what it holds', async () => {
    const text = rss('<item><title>Раз</title><link>/1</link></item><item><title>Два</title><link>/2</link></item>');
    const found = await items(text.slice(0, text.indexOf('Два') + 2));
    expect(found.map(({ title }) => title.ru)).to.deep.equal(['Раз', 'Дв']);
  });

  it('isn’t upset by text with the marks of HTML in it', () => {
    expect(plainText('Цены < 5 & > 3 <b>сейчас</b>')).to.equal('Цены < 5 & > 3 сейчас');
    expect(plainText('a<script>alert(1)</script>b<style>p{}</style><!-- <b> -->c')).to.equal('abc');
    expect(plainText('<p>Раз</p><p>два</p><br>три')).to.equal('Раз два три');
    expect(plainText('<a title="x > y">ссылка</a> <a href="x')).to.equal('ссылка <a href="x');
    expect(plainText('&laquo;Зима&raquo;&nbsp;&#151; 1&#8239;000')).to.equal('«Зима» — 1 000');
  });

  it('reads one feed once for all who show it', async () => {
    let asked = 0;
    await answerWith(() => {
      asked++;
      return new Response(rss('<item><title>Раз</title></item>'));
    });
    await Promise.all([1, 2].map(() => sourceBackend('/api/once.xml').listPublications('', {})));
    expect(asked).to.equal(1);
  });
});
