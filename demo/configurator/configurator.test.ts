import assert from 'node:assert/strict';
import { test } from 'node:test';
import fastify from 'fastify';
import { demoSite } from '../site.ts';
import { words } from './messages.ts';
import { widgets } from './options.ts';
import { platformNames } from './platforms.ts';
import type { Result } from './page.ts';

const origin = 'https://otklik.example';
const app = fastify();
await app.register(demoSite({ origin, codes: [] }));
const get = async (path: string, query: Record<string, string> = {}) =>
  app.inject({ url: `${path}?${new URLSearchParams(query).toString()}` });
const result = async (query: Record<string, string>): Promise<Result> =>
  (await get('/demo/configurator/result.json', query)).json();

for (const language of ['ru', 'en'] as const) {
  test(`every option of the manifest has its words: ${language}`, () => {
    const { options, choices, widgets: names } = words[language];
    assert.deepEqual(Object.keys(names), [...widgets.keys()]);
    const known = new Set<string>();
    for (const option of [...widgets.values()].flat()) {
      known.add(option.name);
      assert.ok(options[option.name]?.label, option.name);
      if (option.kind === 'choice')
        assert.deepEqual(Object.keys(choices[option.name] ?? {}), option.words, option.name);
    }
    assert.deepEqual(Object.keys(options).sort(), [...known].sort(), 'words for what there isn’t');
  });

  test(`the page has each widget and its options, and needs no script: ${language}`, async () => {
    for (const [widget, options] of widgets) {
      const { body, statusCode, headers } = await get('/demo/configurator.html', { widget, 'lang-of-page': language });
      assert.equal(statusCode, 200);
      assert.match(body, new RegExp(`<html lang="${language}">`));
      assert.match(String(headers['content-security-policy']), /^default-src 'none'; script-src 'self';/);
      assert.doesNotMatch(body, /\{[\w.]+\}(?!')/, 'a placeholder is left');
      assert.doesNotMatch(body, /\sstyle\s*=|<style|\son[a-z]+\s*=/i);
      assert.match(body, new RegExp(`value="${widget}" checked`));
      for (const { name } of options) assert.match(body, new RegExp(`name="${name}"`));
      for (const width of [360, 768, 1280]) assert.match(body, new RegExp(`<iframe [^>]*width="${width}"`));
      const ids = [...body.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
      assert.deepEqual(ids, [...new Set(ids)]);
    }
  });
}

test('each kind of site gets the tag with what was chosen, and where the script goes', async () => {
  for (const platform of platformNames)
    for (const extent of ['short', 'full']) {
      const { parts, steps } = await result({ widget: 'feed', limit: '3', kind: 'order', platform, extent });
      const text = parts.join('\n');
      assert.match(text, /<otklik-feed backend="https:\/\/otklik\.example" agency="housing" limit="3" kind="order">/);
      assert.match(text, /src="https:\/\/otklik\.example\/v1\/feed\.js"/);
      assert.equal(/rel="preload"/.test(text), extent === 'full');
      assert.ok(steps);
    }
});

test('the policy is what the code needs, and so is that of the fuller one', async () => {
  const short = await result({});
  // Nothing that would forbid a site what it does itself.
  assert.equal(short.policy, `script-src ${origin}; connect-src ${origin}; img-src ${origin}`);
  assert.match((await result({ extent: 'full' })).policy, /; style-src 'sha256-[A-Za-z0-9+/=]+'$/);
});

test('without a server: files from a folder of the site, its own feed, and no address of ours', async () => {
  const folder = { folder: '/otklik/', src: '/news/rss.xml', href: '/news/', limit: '3' };
  for (const extent of ['short', 'full']) {
    const { parts, policy, check } = await result({ widget: 'feed', extent, ...folder });
    const text = parts.join('\n');
    assert.match(text, /<script type="module" src="\/otklik\/feed\.js"><\/script>/);
    assert.match(text, /<otklik-feed src="\/news\/rss\.xml" limit="3">\n {2}<a href="\/news\/">/);
    assert.match(policy, /^script-src 'self'; connect-src 'self'; img-src 'self'(?:;|$)/);
    assert.equal(check, '<script type="module" src="/otklik/check.js"></script>');
    assert.doesNotMatch(text + policy, new RegExp(origin));
  }
  const { parts } = await result({ widget: 'channels', folder: '/otklik', href: '//evil.example' });
  assert.match(parts[1] ?? '', /<otklik-channels src="\/otklik\/channels\.json">\n {2}<a href="\/">/);
  assert.match(
    (await result({ folder: 'javascript:x' })).parts[0] ?? '',
    /src="https:\/\/otklik\.example\/v1\/feed\.js"/,
  );
});

test('what is fetched from elsewhere is in the policy too', async () => {
  assert.match((await result({ src: 'https://news.example/rss' })).policy, /connect-src \S+ https:\/\/news\.example; /);
  assert.match((await result({ src: '/rss.xml' })).policy, /connect-src https:\/\/otklik\.example 'self'; /);
});

test('what is typed stays text, whatever it is', async () => {
  const agency = `a"><script>{{x}}\${y}</script>`;
  for (const platform of platformNames) {
    const { parts } = await result({ agency, platform });
    const text = parts.join('\n');
    assert.doesNotMatch(text, /"><script>\{/);
    if (/vue|angular|react/.test(platform)) assert.doesNotMatch(text, /\{\{x|"[^"\n]*\$\{y/);
  }
  const { body } = await get('/demo/configurator.html', { agency, topic: '</pre><b>' });
  assert.doesNotMatch(body, /<\/pre><b>|<script>\{/);
});

test('a line break in what is typed ends no text of PHP', async () => {
  for (const platform of ['wordpress', 'bitrix']) {
    const { parts } = await result({ topic: 'a\nOTKLIK; evil(); //', platform });
    assert.equal(parts.join('\n').match(/^\s*OTKLIK/gm)?.length, parts.join('\n').match(/<<<'OTKLIK'/g)?.length);
  }
});

test('the line of the check stays one tag, whatever the address holds', async () => {
  const { check } = await result({ backend: 'https://a.example/"></script><script src="https://b.example' });
  assert.equal(check.match(/<script/g)?.length, 1);
  assert.equal(check.match(/"/g)?.length, 4);
});

test('a word that an option can’t be isn’t taken, nor a back end that is no address', async () => {
  const { parts } = await result({ theme: 'drak', kind: 'novosti', backend: 'javascript:alert(1)', widget: 'nothing' });
  assert.equal(
    parts[1],
    `<otklik-feed backend="${origin}" agency="housing">\n  <a href="${origin}/housing/publications">Информация о деятельности</a>\n</otklik-feed>`,
  );
});

test('frames hold the widget of the demonstration alone, under the policy that the README names', async () => {
  const { body, headers } = await get('/demo/configurator/preview.html', {
    backend: 'https://evil.example',
    agency: 'theirs',
    widget: 'channels',
    src: 'https://evil.example/channels.json',
    theme: 'dark',
  });
  assert.doesNotMatch(body + String(headers['content-security-policy']), /evil|theirs/);
  assert.match(body, new RegExp(`<script type="module" src="${origin}/v1/channels.js">`));
  assert.match(body, /<html lang="ru" class="dark">/);
  assert.match(
    String(headers['content-security-policy']),
    /frame-ancestors 'self'; require-trusted-types-for 'script'/,
  );
  assert.equal(headers['x-frame-options'], 'SAMEORIGIN');
  const names = { agency: 'theirs', topic: 'theirs', item: 'theirs', survey: 'theirs' };
  for (const widget of ['feed', 'survey', 'results']) {
    const frame = await get('/demo/configurator/preview.html', { backend: 'https://evil.example', widget, ...names });
    assert.doesNotMatch(frame.body, /evil|theirs/, widget);
    if (widget !== 'feed') assert.match(frame.body, /survey="information-access"/);
  }
});

test('its script is JavaScript', async () => {
  const { body, headers } = await get('/demo/configurator/page.js');
  assert.match(String(headers['content-type']), /^text\/javascript/);
  assert.doesNotMatch(body, /import type|: void/);
});
