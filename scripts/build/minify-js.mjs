// A chunk as small as it gets. The bundler's own minifier does the work; this is where it is called
// ourselves, so that what comes after it still counts for the chunk's hash.
import { minifySync, parseAst } from 'vite';
import { edited, visit } from './edits.mjs';

/**
 * Text in double quotes, as the minifier doesn't write it: between backticks, which templates need,
 * text compresses worse (otklik.js by 0.07 kB of brotli).
 * @param {string} code
 */
export function quoted(code) {
  /** @type {Set<unknown>} */
  const tagged = new Set();
  /** @type {import('./edits.mjs').Edit[]} */
  const edits = [];
  visit(parseAst(code), (node) => {
    if (node.type === 'TaggedTemplateExpression') tagged.add(node.quasi);
    if (node.type !== 'TemplateLiteral' || node.quasis.length > 1 || tagged.has(node)) return;
    const { start, end } = node;
    edits.push({ start, end, text: JSON.stringify(node.quasis[0]?.value.cooked).replaceAll('\u00a0', '\\xa0') });
  });
  return edited(code, edits);
}

/** @returns {import('vite').Plugin} */
export const minifiedChunks = () => ({
  name: 'otklik-minified-chunks',
  renderChunk(code, { fileName }) {
    const { code: small, errors } = minifySync(fileName, code, { module: true, compress: { target: 'es2022' } });
    if (errors[0]) throw new Error(`${fileName}: ${errors[0].message}`);
    return { code: quoted(small), map: null };
  },
});
