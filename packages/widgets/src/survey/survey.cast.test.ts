import { expect } from '@open-wc/testing';
import { BackendError } from '@otklik/core/backend/error.js';
import type { Backend } from '@otklik/core/backend/port.js';
import type { Ballot, Batch } from '@otklik/core/contract/surveys.js';
import { newBatchKeys } from '@otklik/core/domain/surveys/ballot.js';
import { manifestHash } from '@otklik/core/domain/surveys/canonical.js';
import { ballotBitsProved } from '@otklik/core/domain/surveys/work.js';
import type { Connection } from '../base/element.ts';
import { type Attempt, cast, readAhead } from './survey.cast.ts';
import { oneQuestion } from './survey.samples.ts';

const hours = ['2026-12-01T06:00:00.000Z', '2026-12-01T07:00:00.000Z', '2026-12-01T08:00:00.000Z'] as const;
const entries: [string, string][] = [['q.clear', '4']];
const { publicKey } = await newBatchKeys();
const hash = await manifestHash(oneQuestion);

/** A back end that answers ballots with these in turn, and then takes what comes; `batches`: likewise. */
function server(refusals: (BackendError | undefined)[], batches: Partial<Batch>[] = [{}]) {
  const got: Ballot[] = [];
  let read = 0;
  const backend: Partial<Backend> = {
    readManifest: async () => oneQuestion,
    readBatch: async () => {
      const next = batches[Math.min(read++, batches.length - 1)];
      return { batch: 'one', publicKey, manifestHash: hash, hour: hours[0], bits: 1, ...next };
    },
    castBallot: async (_agency, _survey, ballot) => {
      got.push(ballot);
      const refusal = refusals[got.length - 1];
      if (refusal) throw refusal;
    },
  };
  const to: Connection = { backend: backend as Backend, agency: 'housing', audience: 'external', origin: '' };
  return { to, got, read: () => read };
}
const why = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'sent',
    (error: unknown) => (error as BackendError).code,
  );
const bits = (ballot: Ballot | undefined): number => (ballot ? ballotBitsProved('housing', 'usefulness', ballot) : 0);

describe('casting a ballot', () => {
  it('shows the work that the batch asks for, done for this ballot in this hour', async () => {
    const { to, got } = server([], [{ bits: 6 }]);
    const { sent } = await cast(to, oneQuestion, entries, {});
    expect(bits(got[0])).to.be.greaterThan(5);
    expect(typeof sent === 'object' && sent.ballot).to.deep.equal(got[0]);
    expect(Object.keys(got[0] ?? {}).sort()).to.deep.equal(['batch', 'hour', 'proof', 'sealed']);
  });

  it('sealed anew where the batch is closed', async () => {
    const { to, got } = server([new BackendError('batch_closed')], [{}, { batch: 'two' }]);
    expect(await why(cast(to, oneQuestion, entries, {}))).to.equal('sent');
    expect(got.map(({ batch }) => batch)).to.deep.equal(['one', 'two']);
    expect(got[0]?.sealed).not.to.equal(got[1]?.sealed);
  });

  it('an hour that is over: the same ballot, with work of the new hour', async () => {
    const { to, got } = server([new BackendError('proof_outdated')], [{}, { hour: hours[1] }]);
    expect(await why(cast(to, oneQuestion, entries, {}))).to.equal('sent');
    expect(got.map(({ hour }) => hour)).to.deep.equal([hours[0], hours[1]]);
    expect(got[0]?.sealed).to.equal(got[1]?.sealed);
    expect(bits(got[1])).to.be.greaterThan(0);
  });

  it('more work where more is asked for, and it is remembered', async () => {
    const attempt: Attempt = {};
    const { to, got } = server([new BackendError('proof_needed', { bits: 7 }), new BackendError('network')]);
    expect(await why(cast(to, oneQuestion, entries, attempt))).to.equal('network');
    expect(bits(got[1])).to.be.greaterThan(6);
    expect(await why(cast(to, oneQuestion, entries, attempt))).to.equal('sent');
    expect(got[2]).to.deep.equal(got[1]);
  });

  it('waits for nobody: asked to wait, it says so', async () => {
    const { to, got } = server([new BackendError('proof_needed', { bits: 5, retryAfter: 30 })]);
    expect(await why(cast(to, oneQuestion, entries, {}))).to.equal('proof_needed');
    expect(got).to.have.length(1);
  });

  it('doesn’t do without end what a server asks for', async () => {
    const { to, got } = server(Array<BackendError>(9).fill(new BackendError('batch_closed')));
    expect(await why(cast(to, oneQuestion, entries, {}))).to.equal('batch_closed');
    expect(got.length).to.be.lessThan(6);
  });

  it('work that the server doesn’t believe: all of it anew, once', async () => {
    const invalid = new BackendError('proof_invalid', { bits: 1 });
    const { to, got } = server([invalid, invalid]);
    expect(await why(cast(to, oneQuestion, entries, {}))).to.equal('proof_invalid');
    expect(got).to.have.length(2);
    expect(got[0]?.sealed).not.to.equal(got[1]?.sealed);
  });

  it('a ballot that may have arrived goes again as it is, in the next hour too; other answers are another', async () => {
    const attempt: Attempt = {};
    const lost = new BackendError('timeout');
    const { to, got, read } = server([lost, lost, new BackendError('proof_outdated'), lost], [{}, { hour: hours[2] }]);
    expect(await why(cast(to, oneQuestion, entries, attempt))).to.equal('timeout');
    expect(await why(cast(to, oneQuestion, entries, attempt))).to.equal('timeout');
    expect(got[1]).to.deep.equal(got[0]);
    expect(await why(cast(to, oneQuestion, entries, attempt))).to.equal('timeout');
    expect(got.map(({ sealed }) => sealed)).to.deep.equal(Array(4).fill(got[0]?.sealed));
    expect(got.at(-1)?.hour).to.equal(hours[2]);
    expect(await why(cast(to, oneQuestion, [['q.clear', '5']], attempt))).to.equal('sent');
    expect(got[4]?.sealed).not.to.equal(got[0]?.sealed);
    expect(read()).to.equal(2);
  });

  it('what was read ahead isn’t read again', async () => {
    const attempt: Attempt = {};
    const { to, read } = server([]);
    await readAhead(to, 'usefulness', attempt);
    expect(await why(cast(to, oneQuestion, entries, attempt))).to.equal('sent');
    expect(read()).to.equal(1);
  });

  it('a survey that takes no answers is told before anything is sealed', async () => {
    const { to, got } = server([]);
    to.backend.readBatch = () => Promise.reject(new BackendError('survey_closed'));
    expect(await why(readAhead(to, 'usefulness', {}))).to.equal('survey_closed');
    expect(await why(cast(to, oneQuestion, entries, {}))).to.equal('survey_closed');
    expect(got).to.deep.equal([]);
  });

  it('what is no batch, or no key, gets nothing', async () => {
    for (const wrong of [{ hour: 7 as never }, { publicKey: 'AAAA' }, { batch: undefined as never }]) {
      const { to, got } = server([], [wrong]);
      expect(await why(cast(to, oneQuestion, entries, {}))).to.equal('answer_unreadable');
      expect(got).to.deep.equal([]);
    }
    const { to } = server([]);
    to.backend.readBatch = async () => null as never;
    expect(await why(cast(to, oneQuestion, entries, {}))).to.equal('answer_unreadable');
  });

  it('an amount of work that is none doesn’t keep it for ever', async () => {
    const { to } = server([], [{ bits: NaN }]);
    expect(await why(cast(to, oneQuestion, entries, {}))).to.equal('sent');
  });
});
