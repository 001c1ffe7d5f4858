import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { manifest } from '../../scripts/manifest.mjs';

const file = fileURLToPath(new URL('../../packages/widgets/custom-elements.json', import.meta.url));

test('the custom-elements manifest says what the sources say', async () => {
  assert.equal(readFileSync(file, 'utf8'), await manifest(), 'renew it: node --conditions=source scripts/manifest.mjs');
});

test('every attribute that an element observes is in it, and no other', async () => {
  const { modules } = JSON.parse(await manifest()) as {
    modules: { declarations: { tagName: string; attributes: { name: string; type: { text: string } }[] }[] }[];
  };
  const names = Object.fromEntries(
    modules
      .flatMap(({ declarations }) => declarations)
      .map(({ tagName, attributes }) => [tagName, attributes.map(({ name }) => name)]),
  );
  for (const [tag, attributes] of Object.entries(names)) {
    const name = tag.replace('otklik-', '');
    const text = readFileSync(new URL(`../../packages/widgets/src/${name}/${name}.ts`, import.meta.url), 'utf8');
    const declared = /static override properties = \{([^]*?)\};/.exec(text)?.[1] ?? '';
    const own = [...declared.matchAll(/(\w+): \{([^}]*)\}/g)].flatMap(([, property = '', rest = '']) =>
      rest.includes('attribute: false') ? [] : [/attribute: '([^']+)'/.exec(rest)?.[1] ?? property],
    );
    for (const one of own) assert.ok(attributes.includes(one), `${tag} ${one}`);
    assert.deepEqual(attributes.slice(-5), ['backend', 'agency', 'audience', 'lang', 'theme']);
  }
  assert.deepEqual(Object.keys(names), [
    'otklik-feed',
    'otklik-channels',
    'otklik-consultation',
    'otklik-case',
    'otklik-survey',
    'otklik-results',
    'otklik-settings',
  ]);
  const feed = modules[0]?.declarations[0]?.attributes ?? [];
  assert.match(feed.find(({ name }) => name === 'kind')?.type.text ?? '', /^'news' \| 'clarification' \| /);
  assert.equal(feed.find(({ name }) => name === 'limit')?.type.text, 'number');
});
