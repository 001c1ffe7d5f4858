import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Batch } from '@otklik/core/contract/surveys.js';
import { answer, differentAnswers } from './support/answering.ts';
import { openBrowsing, type Browsing } from './support/browsing.ts';
import { agency, survey } from './support/content.ts';
import { headerOf, type Exchange, type Message } from './support/tap.ts';

let browsing: Browsing;
before(async () => {
  browsing = await openBrowsing();
});
after(() => browsing.close());

const surveyPath = `/api/v1/agencies/${agency}/surveys/${survey.survey}`;
const cast = `POST ${surveyPath}/ballots HTTP/1.1`;
const batch = `GET ${surveyPath}/batch HTTP/1.1`;

/** What Chromium puts on any request of a page that asks for no more; nothing of it is ours to leave out. */
const always = [
  ...['host', 'connection', 'user-agent', 'accept', 'accept-encoding', 'accept-language'],
  ...['sec-ch-ua', 'sec-ch-ua-mobile', 'sec-ch-ua-platform'],
  ...['sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest'],
];
/** With a request to another origin; with a POST always. */
const origin = 'origin';
const ofJson = ['content-type', 'content-length'];
const ofPreflight = ['access-control-request-method', 'access-control-request-headers'];

const allowed = ({ first }: Message): string[] => {
  if (first.startsWith('OPTIONS')) return [...always, origin, ...ofPreflight];
  return first.startsWith('POST') ? [...always, origin, ...ofJson] : [...always, origin];
};

interface Sent {
  answers: string;
  refused: string | null;
  exchanges: Exchange[];
}

/** Each set of answers by a visitor of its own, and all that went to the server for it after the page had come. */
async function sendAll(url: string): Promise<Sent[]> {
  const sent: Sent[] = [];
  for (const [answers, given] of Object.entries(differentAnswers)) {
    const { context, page } = await browsing.visitor();
    const known = browsing.exchanges.length;
    const refused = await answer(page, url, given);
    sent.push({ answers, refused, exchanges: browsing.exchanges.slice(known) });
    await context.close();
  }
  return sent;
}

const ofSurvey = ({ exchanges }: Sent): Exchange[] =>
  exchanges.filter(({ request: { first } }) => first.includes('/surveys/'));
const only = (sent: Sent, first: string): Exchange => {
  const found = sent.exchanges.filter(({ request }) => request.first === first);
  assert.equal(found.length, 1, `${sent.answers}: ${found.length} times ${first}`);
  return found[0] as Exchange;
};
/** What differs between visitors, as a list of values: one where nothing does. */
const distinct = <T>(sent: readonly Sent[], of: (one: Sent) => T): T[] => [...new Set(sent.map(of))];

const places = { site: 'from another site', hosted: 'from the back end’s own page' } as const;
for (const place of ['site', 'hosted'] as const) {
  const from = places[place];
  describe(`answers sent ${from}`, () => {
    let sent: Sent[];
    before(async () => {
      sent = await sendAll(browsing.pages[place]);
    });

    test(`${from}: are taken, whatever they are`, () => {
      assert.deepEqual(
        sent.filter(({ refused }) => refused !== null),
        [],
      );
    });

    test(`${from}: go in requests without any header beyond what the browser must send`, () => {
      for (const { request } of sent.flatMap(ofSurvey)) {
        const names = request.headers.map(([name]) => name.toLowerCase());
        const more = names.filter((name) => !allowed(request).includes(name));
        assert.deepEqual(more, [], `${request.first}: ${more.join(', ')} beside what is allowed`);
        const text = JSON.stringify(request);
        assert.ok(!text.includes('canary'), `${request.first} tells what only the page knows`);
      }
    });

    test(`${from}: name the site, and no page of it`, () => {
      for (const one of sent) {
        const { request } = only(one, cast);
        assert.equal(headerOf(request, 'origin'), new URL(browsing.pages[place]).origin);
        assert.equal(headerOf(request, 'referer'), undefined, 'a page of the site is named');
      }
    });

    test(`${from}: say nothing by the addresses that are asked, nor by how many`, () => {
      const asked = (one: Sent): string =>
        one.exchanges
          .map(({ request }) => request.first)
          .sort()
          .join('\n');
      const [first, ...others] = distinct(sent, asked);
      assert.deepEqual(others, [], `not always:\n${first}`);
      for (const one of sent) assert.ok(only(one, cast) && only(one, batch));
    });

    test(`${from}: are as long as any others, byte for byte`, () => {
      for (const first of [cast, batch]) {
        assert.equal(distinct(sent, (one) => only(one, first).request.bytes).length, 1, `${first}: lengths differ`);
        assert.equal(distinct(sent, (one) => only(one, first).request.body.length).length, 1);
      }
      const { body } = only(sent[0] as Sent, cast).request;
      assert.deepEqual(Object.keys(JSON.parse(body) as object).sort(), ['batch', 'hour', 'proof', 'sealed']);
    });

    test(`${from}: are confirmed by an answer that is the same for all and gives nothing to know anybody again by`, () => {
      const told = (one: Sent): string => {
        const { answer } = only(one, cast);
        const headers = answer?.headers.filter(([name]) => name.toLowerCase() !== 'date');
        return JSON.stringify([answer?.first, headers, answer?.body]);
      };
      assert.equal(distinct(sent, told).length, 1, 'answers differ');
      assert.match(only(sent[0] as Sent, cast).answer?.first ?? '', / 201 /);
      for (const { request, answer } of sent.flatMap(ofSurvey)) {
        const names = (answer?.headers ?? []).map(([name]) => name.toLowerCase());
        const marks = names.filter((name) =>
          /^(?:set-cookie|location|x-request-id|server-timing|report-to|nel)$/.test(name),
        );
        assert.deepEqual(marks, [], request.first);
        if (request.first === cast || request.first === batch)
          assert.ok(!names.includes('etag') && !names.includes('last-modified'), request.first);
      }
    });

    test(`${from}: are sealed to a key that is the same for everybody`, () => {
      const keyOf = (one: Sent): string => {
        const { batch: id, publicKey, manifestHash } = JSON.parse(only(one, batch).answer?.body ?? '{}') as Batch;
        return JSON.stringify([id, publicKey, manifestHash]);
      };
      assert.equal(distinct(sent, keyOf).length, 1, 'not everybody has the same key');
    });
  });
}
