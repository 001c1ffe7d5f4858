import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import { richText } from '@otklik/core/domain/publications/rich-text.js';
import { attacks } from './rich-text.attacks.ts';
import { cleanRichText } from './rich-text.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;

/** Holds every tag, attribute and address against the rules, as a browser would read them (WHATWG HTML, 13.2). */
function assertSafe(html: string, from: string): void {
  const visit = (node: Node): void => {
    assert.ok('tagName' in node || node.nodeName === '#text', `${node.nodeName} from ${from}`);
    if (!('tagName' in node)) return;
    // A table without one gets it from every reader.
    assert.ok([...richText.tags, 'colgroup'].includes(node.tagName), `<${node.tagName}> from ${from}`);
    assert.equal(node.namespaceURI, 'http://www.w3.org/1999/xhtml');
    for (const { name, value } of node.attrs) {
      assert.ok(richText.attributes.includes(name), `${name} from ${from}`);
      if (name !== 'href' && name !== 'src') continue;
      const { protocol, host } = new URL(value, 'http://here.example/');
      assert.ok(['http:', 'https:', 'mailto:', 'tel:'].includes(protocol), `${value} from ${from}`);
      if (name === 'src' || !/^[a-z]+:/.test(value)) assert.equal(host, 'here.example', `${value} from ${from}`);
    }
    node.childNodes.forEach(visit);
  };
  parseFragment(html).childNodes.forEach(visit);
}

describe('rich text', () => {
  test('keeps what an author means', () => {
    const body =
      '<h4>Порядок</h4><p lang="ru">Жильё: <strong>важно</strong>, <a href="/docs?a=1&amp;b=2">перечень</a>,' +
      ' <a href="mailto:a@example.org">почта</a>, <a href="tel:+70000000000">телефон</a>.</p>' +
      '<ol start="3"><li>Раз</li></ol><table><caption>Сроки</caption><tbody><tr><th scope="row">Ответ</th>' +
      '<td colspan="2">30</td></tr></tbody></table><img src="/a.png" alt="План" width="10" height="20" />';
    // Attributes may change places.
    const sorted = (html: string): string => [...html].sort().join('');
    assert.equal(sorted(cleanRichText(body)), sorted(body));
    assert.equal(cleanRichText('<h1>A</h1><h2>B</h2>'), '<h4>A</h4><h4>B</h4>');
    assert.equal(cleanRichText('1 < 2 & 3'), '1 &lt; 2 &amp; 3');
    assert.equal(cleanRichText('<p>ab<script>x</script>c'), '<p>abc</p>');
    assert.equal(cleanRichText('<img src="/a.png">'), '<img alt="" src="/a.png" />');
    assert.equal(cleanRichText('<img src="https://evil.example/a.png">x'), 'x');
  });

  test('lets no attack through', () => {
    for (const attack of attacks) {
      for (const html of [
        attack,
        `<p>${attack}</p>`,
        `<table><tr><td>${attack}`,
        `<a href="/x" title='${attack}'>y</a>`,
      ]) {
        const clean = cleanRichText(html);
        assertSafe(clean, html);
        assert.equal(cleanRichText(clean), clean, html);
      }
    }
  });

  test('is safe, and cleaned once is clean, whatever it is made of', () => {
    const piece = fc.oneof(
      fc.constantFrom(...attacks),
      fc.constantFrom(
        ...richText.tags.flatMap((tag) => [`<${tag}>`, `</${tag}>`, `<${tag} href="`, `<${tag} title='`]),
      ),
      fc.constantFrom('"', "'", '>', '<', '/>', '<!--', '-->', ']]>', '&', '&lt;', '&#x', ';', '\0', '\n', '=', '`'),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const html = pieces.join('');
        const clean = cleanRichText(html);
        assertSafe(clean, html);
        assert.equal(cleanRichText(clean), clean);
      }),
      { numRuns: 3_000 },
    );
  });

  test('deep and long ones end soon', () => {
    const start = performance.now();
    cleanRichText('<div>'.repeat(50_000));
    cleanRichText('<a href="'.repeat(50_000));
    cleanRichText(`<p ${'a="b" '.repeat(50_000)}>`);
    assert.ok(performance.now() - start < 5_000);
  });
});
