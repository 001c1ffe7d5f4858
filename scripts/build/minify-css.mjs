// Style sheets without what only people need. Not a CSS compiler: it drops comments and space and
// changes nothing else, so that what the tests saw is what is served.

const textOrFiller = /("(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*')|\/\*[\s\S]*?\*\/|\s+/g;
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
      /** @type {{ start: number, end: number, text: string }[]} */
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
      edits.sort((a, b) => b.start - a.start);
      let result = code;
      for (const { start, end, text } of edits) result = result.slice(0, start) + text + result.slice(end);
      return { code: result, map: null };
    },
  };
}

/**
 * @typedef {{ type: string, start: number, end: number, tag: { name?: string }, decorators?: unknown[],
 *   quasi: { quasis: { start: number, end: number, value: { raw: string } }[] } }} Node
 * @param {unknown} node @param {(node: Node) => void} see
 */
export function visit(node, see) {
  if (Array.isArray(node)) for (const one of node) visit(one, see);
  else if (node && typeof node === 'object') {
    if ('type' in node) see(/** @type {Node} */ (node));
    for (const value of Object.values(node)) if (value && typeof value === 'object') visit(value, see);
  }
}
