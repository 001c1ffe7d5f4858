import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { XmlDocument } from 'libxml2-wasm';
import { element, escapeXml, xmlDocument } from './xml.ts';

/** What XML 1.0 lets stand: 2.2. */
const allowed = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]$/u;
const kept = (text: string): string => [...text].filter((char) => allowed.test(char)).join('');

test('any text comes through XML as it was, but for characters that none may hold', () => {
  const unit = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
    fc.constantFrom(
      ']]>',
      '<!--',
      '<?xml',
      '&amp;',
      '&#0;',
      '\r\n',
      '\u0000',
      '\ud800',
      '\udc00\ud800',
      '\ufffe',
      '\u0085',
    ),
  );
  fc.assert(
    fc.property(fc.array(unit), (parts) => {
      const text = parts.join('');
      const written = xmlDocument(element('a', { b: text.replace(/[\t\n\r]/g, '') }, text));
      const parsed = XmlDocument.fromString(written);
      const { root } = parsed;
      assert.equal(root.content, kept(text));
      // Line breaks first: without one between them, two halves make a character.
      assert.equal(root.attr('b')?.value, kept(text.replace(/[\t\n\r]/g, '')));
      parsed.dispose();
    }),
    { numRuns: 500 },
  );
});

test('markup among text stays text, markup given as such stays markup', () => {
  assert.equal(element('a', {}, '<b>', element('c', { d: undefined, e: 1 }), null).xml, '<a>&lt;b&gt;<c e="1"/></a>');
  assert.equal(escapeXml('"\''), '&quot;&#39;');
});
