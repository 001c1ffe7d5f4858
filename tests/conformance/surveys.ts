import assert from 'node:assert/strict';
import type { Page } from '@otklik/core/contract/common.js';
import type { ProblemCode } from '@otklik/core/contract/problems.js';
import type { Answers, Ballot, Batch, Manifest, Release, SurveySummary } from '@otklik/core/contract/surveys.js';
import { choices } from '@otklik/core/domain/surveys/asked.js';
import { fromBase64Url, sealedBytes, toBase64Url } from '@otklik/core/domain/surveys/ballot.js';
import { wholeBallot } from '@otklik/core/domain/surveys/whole-ballot.js';
import { manifestHash } from '@otklik/core/domain/surveys/canonical.js';
import { withWork } from '@otklik/core/domain/surveys/work.js';
import { NothingToCheck, type Checks } from './checks.ts';
import type { Client } from './client.ts';

/** The first answer to everything that has choices. */
const firstChoices = ({ questions }: Manifest): Answers =>
  Object.fromEntries(
    questions.flatMap((question) => {
      const first = choices(question)[0];
      return first === undefined ? [] : [[question.id, question.type === 'multiple' ? [first] : first]];
    }),
  );

async function sealing(checks: Checks, client: Client, manifest: Manifest): Promise<void> {
  const check = checks.check.bind(checks);
  const { survey: id } = manifest;
  const batch = await check('survey: the batch has a key for this manifest', async () => {
    const found = await client.good<Batch>('readBatch', { id });
    assert.equal(found.manifestHash, await manifestHash(manifest), 'manifestHash');
    assert.equal(fromBase64Url(found.publicKey).length, 65, 'an uncompressed point of P-256 has 65 bytes');
    assert.match(found.hour, /:00:00(\.0+)?Z$/, 'the hour is not a whole one');
    const apart = Math.abs(Date.now() - Date.parse(found.hour));
    assert.ok(apart < 26 * 3_600_000, 'the hour is of another day');
    return found;
  });
  if (!batch) return;
  const ballot = await wholeBallot(client.agency, manifest, batch, firstChoices(manifest));
  await check('survey: a sealed ballot is accepted', () => client.good('castBallot', { id, body: ballot }));
  await check('survey: the same ballot again is no error, for answers get lost', () =>
    client.good('castBallot', { id, body: ballot }),
  );
  await check('survey: an answer tells nothing of the ballot', async () => {
    const { body, headers } = await client.call('castBallot', {
      id,
      body: await wholeBallot(client.agency, manifest, batch, {}),
    });
    assert.deepEqual(body, { accepted: true });
    assert.equal(headers.get('ETag'), null);
    assert.equal(headers.get('Location'), null);
  });
  await check('survey: a ballot for a batch that is gone is told so', () =>
    client.problem(
      'castBallot',
      { id, body: withWork(client.agency, id, { ...ballot, batch: crypto.randomUUID() }, batch) },
      'batch_closed',
    ),
  );
  const another = await wholeBallot(client.agency, manifest, batch, {});
  const hours = (number: number): string => new Date(Date.parse(batch.hour) + number * 3_600_000).toISOString();
  const unworked: [string, Ballot, ProblemCode][] = [
    ['without work', { ...another, proof: 'AAAA' }, 'proof_invalid'],
    ['with the work of another', { ...another, proof: ballot.proof }, 'proof_invalid'],
    ['with work for another survey', withWork(client.agency, `${id}-x`, another, batch), 'proof_invalid'],
    [
      'with work for another batch',
      { ...withWork(client.agency, id, { ...another, batch: 'x' }, batch), batch: another.batch },
      'proof_invalid',
    ],
    [
      'with work of a year ago',
      withWork(client.agency, id, another, { ...batch, hour: hours(-8760) }),
      'proof_outdated',
    ],
    [
      'with work of a year to come',
      withWork(client.agency, id, another, { ...batch, hour: hours(8760) }),
      'proof_outdated',
    ],
  ];
  for (const [what, body, code] of unworked)
    await check(`survey: a ballot ${what} is refused`, () => client.problem('castBallot', { id, body }, code));
  const size = sealedBytes(manifest);
  const wrong: [string, unknown, string][] = [
    ['a byte more', { ...ballot, sealed: toBase64Url(new Uint8Array(size + 1)) }, 'sealed'],
    ['a byte less', { ...ballot, sealed: toBase64Url(new Uint8Array(size - 1)) }, 'sealed'],
    ['no ciphertext', { ...ballot, sealed: '' }, 'sealed'],
    ['other characters', { ...ballot, sealed: 'ы'.repeat(20) }, 'sealed'],
    ['a million characters', { ...ballot, sealed: 'A'.repeat(100_000) }, 'sealed'],
    ['no batch', { sealed: ballot.sealed }, 'batch'],
    ['no work', { batch: ballot.batch, sealed: ballot.sealed, hour: ballot.hour }, 'proof'],
    ['no hour', { batch: ballot.batch, sealed: ballot.sealed, proof: ballot.proof }, 'hour'],
    ['half an hour', { ...ballot, hour: ballot.hour.replace(':00:00', ':30:00') }, 'hour'],
    ['a batch of another form', { ...ballot, batch: '../batch' }, 'batch'],
    ['a field more', { ...ballot, name: 'Анна' }, 'name'],
    ['answers in clear', { answers: firstChoices(manifest) }, 'answers'],
  ];
  for (const [what, body, path] of wrong) {
    await check(`survey: a ballot with ${what} is refused`, async () => {
      const { fields = [] } = await client.problem('castBallot', { id, body }, 'fields_invalid');
      assert.ok(
        fields.some((field) => field.path === path),
        `fields: ${JSON.stringify(fields)}`,
      );
    });
  }
  await check('survey: a ballot that is no JSON is refused', () =>
    client.problem('castBallot', { id, text: '{' }, 'body_not_json'),
  );
  await check('survey: a ballot as a form is refused', () =>
    client.problem(
      'castBallot',
      { id, text: 'a=b', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
      'media_type_unsupported',
    ),
  );
}

function checkRelease({ id, questions }: Pick<Manifest, 'questions'> & { id: string }, release: Release): void {
  for (const tally of release.tallies) {
    const question = questions.find((one) => one.id === tally.question);
    // A survey's earlier version may have asked something else.
    if (!question) continue;
    assert.deepEqual(
      tally.counts.map(({ option }) => option).sort(),
      choices(question).sort(),
      `${id}: ${tally.question}`,
    );
    assert.ok(
      tally.answered === null || tally.answered <= release.counted.to,
      `${tally.question}: more answers than ballots`,
    );
    for (const { count } of tally.counts)
      assert.ok(count === null || count === 0 || count > 4, 'a small figure is shown');
  }
}

/** Casts a few ballots; a tally of theirs takes more. */
export async function surveyChecks(checks: Checks, client: Client): Promise<void> {
  const check = checks.check.bind(checks);
  const manifest = await check('survey: one that is listed has a manifest', async () => {
    const { items } = await client.good<Page<SurveySummary>>('listSurveys');
    const listed = items[0];
    if (!listed) throw new NothingToCheck('no survey is open');
    const found = await client.good<Manifest>('readManifest', { id: listed.id });
    assert.deepEqual([found.survey, found.title, found.questions.length], [listed.id, listed.title, listed.questions]);
    assert.equal(new Set(found.questions.map(({ id }) => id)).size, found.questions.length, 'a question stands twice');
    return found;
  });
  if (manifest) {
    await sealing(checks, client, manifest);
    await check('survey: releases add up and hide small figures', async () => {
      const { items } = await client.good<Page<Release>>('listReleases', { id: manifest.survey });
      for (const release of items) checkRelease({ id: release.id, questions: manifest.questions }, release);
      const days = items.map(({ releasedOn }) => releasedOn);
      assert.deepEqual(days, [...days].sort().reverse(), 'not newest first');
    });
  }
  for (const name of ['readManifest', 'readBatch', 'listReleases'] as const) {
    await check(`survey: ${name} of an unknown one`, () =>
      client.problem(name, { id: 'no-such-survey' }, 'survey_unknown'),
    );
  }
  await check('survey: a ballot for an unknown one', () =>
    client.problem('castBallot', { id: 'no-such-survey', body: { batch: 'batch', sealed: 'AAAA' } }, 'survey_unknown'),
  );
}
