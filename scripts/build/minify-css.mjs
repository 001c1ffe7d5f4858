// Style sheets without what only people need. Not a CSS compiler: it drops comments and space and
// changes nothing else, so that what the tests saw is what is served.
import { edited, visit } from './edits.mjs';

const textOrFiller = /("(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*')|(?:\/\*[\s\S]*?\*\/|\s)+/g;
const spaced = /("(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*')| ?([{};,>]) ?|(?<=[:(]) | (?=[)!])/g;
const lastSemicolon = /("(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*')|;+(?=\})/g;

/** @param {string} css */
export function minifyCss(css) {
  return css
    .replace(textOrFiller, (_, text) => text ?? ' ')
    .replace(spaced, (_, text, mark) => text ?? mark ?? '')
    .replace(lastSemicolon, (_, text) => text ?? '')
    .trim();
}

/** Stands for one `${…}` of a template: a private-use character that no style sheet holds. */
const hole = '\uE000';

/**
 * @param {readonly string[]} parts of a css`` template, between its expressions
 * @returns {string[]}
 */
export function minifyCssParts(parts) {
  const minified = minifyCss(parts.join(hole)).split(hole);
  if (minified.length !== parts.length)
    throw new Error(`an expression inside a CSS comment: ${parts.join('${…}').slice(0, 80)}`);
  return minified;
}

/**
 * Minifies css`` templates. html`` templates stay byte for byte as they are: hydration compares
 * their hash with the one that the server took of the source.
 * @returns {import('vite').Plugin}
 */
export function cssTemplates() {
  return {
    name: 'otklik-css-templates',
    transform(code, id) {
      if (id.includes('/node_modules/') || !code.includes('css`')) return null;
      /** @type {import('./edits.mjs').Edit[]} */
      const edits = [];
      visit(this.parse(code), (node) => {
        if (node.type !== 'TaggedTemplateExpression' || node.tag.name !== 'css') return;
        const quasis = node.quasi.quasis;
        // base/css.ts takes none.
        if (quasis.length > 1)
          throw new Error(`${id}: a value in a css template; make what it adds a style of its own`);
        const parts = minifyCssParts(quasis.map((quasi) => quasi.value.raw));
        quasis.forEach((quasi, at) => edits.push({ start: quasi.start, end: quasi.end, text: parts[at] ?? '' }));
      });
      return { code: edited(code, edits), map: null };
    },
  };
}
