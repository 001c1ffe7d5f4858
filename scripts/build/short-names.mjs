// Long names of ours that nobody outside reads are a letter or two in what is served: properties of
// our own objects, private custom properties of our styles (`--_…`), classes. Sources, tests and what
// a server renders keep the long ones (docs/decisions/0014).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { edited, visit } from './edits.mjs';
import { filesIn } from './files.mjs';

/**
 * A name may stand here if it is a property of our own objects and nothing else: no name of the DOM
 * or of a library, no key of data or of a sentence, nothing that a host may use
 * (tests/package/short-names.test.ts). One that is a text somewhere is refused while building.
 */
export const properties = [
  // Of all elements.
  ...['requestUpdate', 'hasUpdated', 'renderRoot', 'addController', 'hostConnected', 'hostUpdated', 'willUpdate'],
  ...['paint', 'fetchLate', 'catalogue', 'properties', 'byAttribute', 'declarations', 'secure', 'own'],
  ...['coming', 'adopted', 'missed', 'usable', 'withFallback', 'begin', 'look', 'bring', 'recall', 'late'],
  ...['shows', 'plan', 'failure', 'made', 'setting', 'palette', 'preset', 'shown', 'fail', 'bringEnglish'],
  // Of single ones.
  ...['newest', 'needField', 'kindField', 'topicField', 'questionField', 'replyField', 'contactField', 'selectField'],
  ...['loadOf', 'foot', 'figures', 'safe', 'choices', 'later', 'clock', 'odd'],
];

/** What is no property and no class of ours as it is. */
const letters = [...'abcdefgijklmprsuvwxyABCDEFGHJKMNPQRSTUVWXYZ'];
const shorts = [...letters, ...letters.map((letter) => `${letter}_`)];

/** @param {readonly string[]} names @param {string} [before] what the short ones begin with */
const shortened = (names, before = '') => new Map(names.map((name, at) => [name, before + (shorts[at] ?? name)]));

/** Stands for one `${…}` of a template: a private-use character that no template holds. */
const hole = '\uE000';
const token = /--_[\w-]+/g;
const selector = /(?<=\.)[a-zA-Z][\w-]*/g;
const classAttribute = /(?<=\sclass=")[^"]*/g;

/** @param {import('./edits.mjs').Node} template */
const textOf = ({ quasis }) => quasis.map(({ value }) => value.raw).join(hole);

/** Sources that hold texts which code may put a class together of; sentences are shown as they are. */
const speaks = /(?<!\.(test|testing|examples|lives|messages|messages\.en))\.ts$/;

/**
 * Names in styles and templates, in alphabetical order. A class is one of them if it stands in a class
 * attribute as it is, and nowhere in another text.
 * @param {string} source folder of the widgets
 */
function namesIn(source) {
  /** @type {Set<string>} */
  const tokens = new Set();
  /** @type {Set<string>} */
  const styled = new Set();
  /** @type {Set<string>} */
  const written = new Set();
  /** @type {Set<string>} */
  const said = new Set();
  for (const file of filesIn(source).filter((name) => speaks.test(name))) {
    /** @type {Set<unknown>} */
    const seen = new Set();
    visit(parseSync(file, readFileSync(join(source, file), 'utf8')).program, (node) => {
      if (node.type === 'ImportDeclaration') seen.add(node.source);
      if (node.type === 'TaggedTemplateExpression') {
        seen.add(node.quasi);
        const text = textOf(node.quasi);
        for (const [name] of text.matchAll(token)) tokens.add(name);
        if (node.tag.name === 'css') for (const [name] of text.matchAll(selector)) styled.add(name);
        else
          for (const [words] of text.matchAll(classAttribute)) for (const word of words.split(' ')) written.add(word);
      } else if (!seen.has(node)) {
        const text = node.type === 'TemplateLiteral' ? textOf(node) : node.type === 'Literal' ? `${node.value}` : '';
        for (const word of text.split(/[^\w-]+/)) said.add(word);
      }
    });
  }
  const taken = [...styled].find((name) => shorts.includes(name));
  if (taken) throw new Error(`the class .${taken} is what another's name is shortened to; take it out of the letters`);
  const classes = [...written].filter((name) => name.length > 1 && styled.has(name) && !said.has(name));
  return { tokens: [...tokens].sort(), classes: classes.sort() };
}

/**
 * @param {string} source folder of the widgets
 * @returns {import('vite').Plugin}
 */
export function shortNames(source) {
  const names = namesIn(source);
  const [property, tokens, classes] = [shortened(properties), shortened(names.tokens, '--_'), shortened(names.classes)];
  const taken = new Set(property.values());
  /** @param {string} words */
  const shortWords = (words) => words.replace(/[\w-]+/g, (word) => classes.get(word) ?? word);
  /** @param {import('./edits.mjs').Node} template */
  function shortText({ tag, quasi }) {
    const text = textOf(quasi);
    if (tag.name === 'css')
      return text
        .replace(token, (name) => tokens.get(name) ?? name)
        .replace(selector, (name) => classes.get(name) ?? name);
    return text.replace(classAttribute, (words) => {
      if (/[\w-]\uE000|\uE000[\w-]/.test(words)) throw new Error(`a class put together of pieces: ${words}`);
      return shortWords(words);
    });
  }
  return {
    name: 'otklik-short-names',
    transform(code, id) {
      if (id.includes('/node_modules/')) return null;
      /** @type {import('./edits.mjs').Edit[]} */
      const edits = [];
      visit(this.parse(code), (node) => {
        if (node.type === 'Literal' && property.has(`${node.value}`))
          throw new Error(`${id}: '${node.value}' is a text too, so it can't be a short name`);
        if (node.type === 'TaggedTemplateExpression') {
          const texts = shortText(node).split(hole);
          node.quasi.quasis.forEach(({ start, end }, at) => edits.push({ start, end, text: texts[at] ?? '' }));
        }
        const key = node.computed ? undefined : node.type === 'MemberExpression' ? node.property : node.key;
        if (key?.type !== 'Identifier' || !key.name) return;
        if (taken.has(key.name)) throw new Error(`${id}: .${key.name} is what another's name is shortened to`);
        const text = property.get(key.name);
        const { start, end } = key;
        // `{ name }` is also the variable's name.
        if (text) edits.push(node.shorthand ? { start, end: start, text: `${text}:` } : { start, end, text });
      });
      return { code: edited(code, edits), map: null };
    },
  };
}
