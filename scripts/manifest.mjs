// The custom-elements manifest of the widgets, of what their sources say: packages/widgets/custom-elements.json.
//   node --conditions=source scripts/manifest.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { choices } from '../packages/widgets/src/base/choices.ts';
import { widgetNames } from './build/widgets.mjs';

const target = fileURLToPath(new URL('../packages/widgets/custom-elements.json', import.meta.url));
/** @param {string} file */
const read = (file) => readFileSync(new URL(`../packages/widgets/src/${file}`, import.meta.url), 'utf8');

/** What stands above a class. @param {string} text @param {RegExp} heading */
function comment(text, heading) {
  const block = [...text.matchAll(/\/\*\*((?:(?!\*\/)[^])*)\*\/\s*(export [^{]*)/g)].find(([, , head = '']) =>
    heading.test(head),
  );
  if (!block?.[1]) throw new Error(`no comment above ${heading.source}`);
  const lines = block[1].split('\n').map((line) => line.replace(/^\s*\*? ?/, '').trimEnd());
  const tags = lines.filter((line) => line.startsWith('@'));
  const description = lines
    .filter((line) => !line.startsWith('@'))
    .join('\n')
    .trim();
  return { description, tags, head: block[2] ?? '' };
}

/** `@name {type} thing - words`, each. @param {string[]} tags @param {string} name */
const told = (tags, name) =>
  tags.flatMap((line) => {
    const found = new RegExp(`^@${name} (?:\\{(.*?)\\} )?(\\S+)(?: - (.*))?$`).exec(line);
    return found ? [{ type: found[1], name: found[2] ?? '', description: found[3] }] : [];
  });

/** @param {string[]} tags @param {string} text the class itself */
const attributesOf = (tags, text) =>
  told(tags, 'attr').map(({ name, type, description }) => ({
    name,
    type: {
      text:
        type ??
        choices[name]?.map((word) => `'${word}'`).join(' | ') ??
        (new RegExp(`\\b${name}: \\{ type: Number`).test(text) ? 'number' : 'string'),
    },
    description,
  }));

/** Those of light, as they stand in the file of all of them. */
const tokens = [
  ...readFileSync(new URL('../packages/widgets/tokens.css', import.meta.url), 'utf8').matchAll(
    /^ {2}(--otklik-[\w-]+): ([^;]+); \/\* (.+) \*\/$/gm,
  ),
].map(([, name, value, description]) => ({ name, default: value, description }));

/** @returns {Promise<string>} as it stands in its file; its form: https://github.com/webcomponents/custom-elements-manifest */
export async function manifest() {
  const shared = attributesOf(comment(read('base/element.ts'), /class OtklikElement/).tags, '');
  const modules = [...widgetNames, 'settings'].map((name) => {
    const text = read(`${name}/${name}.ts`);
    const { description, tags, head } = comment(text, /class Otklik/);
    const className = /class (\w+)/.exec(head)?.[1];
    const tagName = told(tags, 'element')[0]?.name;
    const module = `dist/${name}/${name}.js`;
    return {
      kind: 'javascript-module',
      path: module,
      declarations: [
        {
          kind: 'class',
          customElement: true,
          name: className,
          tagName,
          description,
          attributes: [...attributesOf(tags, text), ...shared],
          events: told(tags, 'fires').map((event) => ({ ...event, type: { text: 'Event' } })),
          cssParts: told(tags, 'csspart'),
          cssProperties: name === 'settings' ? [] : tokens,
        },
      ],
      exports: [
        { kind: 'js', name: className, declaration: { name: className, module } },
        { kind: 'custom-element-definition', name: tagName, declaration: { name: className, module } },
      ],
    };
  });
  const text = JSON.stringify({ schemaVersion: '1.0.0', readme: '', modules });
  return format(text, { ...(await resolveConfig(target)), filepath: target });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, await manifest());
