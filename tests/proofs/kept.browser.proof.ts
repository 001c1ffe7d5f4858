import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { answer, differentAnswers } from './support/answering.ts';
import { openBrowsing, type Browsing } from './support/browsing.ts';

/** All that a page of an origin can leave in a browser, by kind: what is in it, as text. */
async function leftIn(page: Page): Promise<Record<string, string[]>> {
  const inPage = await page.evaluate(async () => ({
    'local storage': Object.entries(localStorage).map(([key, value]) => `${key}=${String(value)}`),
    'session storage': Object.entries(sessionStorage).map(([key, value]) => `${key}=${String(value)}`),
    databases: (await indexedDB.databases()).map(({ name = '' }) => name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
    files: await (async () => {
      const names: string[] = [];
      const folder = await navigator.storage.getDirectory();
      const list = folder as unknown as { keys(): AsyncIterable<string> };
      for await (const name of list.keys()) names.push(name);
      return names;
    })(),
    name: [window.name].filter(Boolean),
    history: [history.state, location.hash].filter(Boolean).map((one) => JSON.stringify(one)),
  }));
  const cookies = (await page.context().cookies()).filter(({ value }) => value !== 'canary-cookie');
  return { ...inPage, cookies: cookies.map(({ name, value }) => `${name}=${value}`) };
}

interface Visit {
  left: Record<string, string[]>;
  /** Origins that anything was asked of, whatever asked. */
  asked: string[];
}

let browsing: Browsing;
const visits: Record<'site' | 'hosted', Visit[]> = { site: [], hosted: [] };

async function visit(url: string, given: keyof typeof differentAnswers): Promise<Visit> {
  const { context, page } = await browsing.visitor();
  const asked = new Set<string>();
  const note = (address: string): void => void asked.add(new URL(address).origin);
  context.on('request', (request) => note(request.url()));
  page.on('websocket', (socket) => note(socket.url()));
  assert.equal(await answer(page, url, differentAnswers[given] ?? {}), null);
  // What a page does last it does when it is left.
  const left = await leftIn(page);
  await page.goto(browsing.pages.site.replace(/\?.*/, '?left'));
  await page.goto(url);
  const later = await leftIn(page);
  await context.close();
  const both = Object.keys(left).map((kind) => [kind, [...(left[kind] ?? []), ...(later[kind] ?? [])]]);
  return { left: Object.fromEntries(both) as Visit['left'], asked: [...asked] };
}

before(async () => {
  browsing = await openBrowsing();
  for (const place of ['site', 'hosted'] as const)
    for (const given of ['a mark and all choices', 'everything'])
      visits[place].push(await visit(browsing.pages[place], given));
});
after(() => browsing.close());

describe('who has answered a survey without asking for a draft', () => {
  test('has nothing of it left in the browser: no storage, database, cache, cookie, worker or history', () => {
    for (const { left } of [...visits.site, ...visits.hosted])
      for (const [kind, entries] of Object.entries(left)) assert.deepEqual(entries, [], `something is left in ${kind}`);
  });

  test('has asked nobody but the site and the back end', () => {
    const known = [browsing.backend, new URL(browsing.pages.site).origin];
    for (const { asked } of [...visits.site, ...visits.hosted]) {
      const others = asked.filter((origin) => !known.includes(origin) && origin !== 'null');
      assert.deepEqual(others, [], 'somebody else was asked');
    }
    assert.ok(visits.site[0]?.asked.includes(browsing.backend), 'requests are seen');
  });
});
