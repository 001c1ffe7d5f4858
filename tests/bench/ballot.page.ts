// Runs in the measured page: seals a ballot and does its work, as the survey does it.
import type { Manifest } from '@otklik/core/contract/surveys.js';
import { fromBase64Url, newBatchKeys, sealBallot } from '@otklik/core/domain/surveys/ballot.js';
import { longestAnswers } from '@otklik/core/domain/surveys/ballot-size.js';
import { manifestHash } from '@otklik/core/domain/surveys/canonical.js';
import { ballotBits, ballotSeed, hourOf } from '@otklik/core/domain/surveys/work.js';
import { Prover } from '../../packages/widgets/src/base/prover.ts';

export interface BallotMeasured {
  /** ms: the manifest's hash and the sealing. */
  sealing: number;
  /** ms, of the work, as while somebody waits. */
  work: number;
  /** The longest task meanwhile, ms; 0: none over 50. */
  longest: number;
  /** Of the sealed ballot. */
  bytes: number;
}

/** One ballot of this survey, with a key of its own. */
async function ballot(manifest: Manifest): Promise<BallotMeasured> {
  let longest = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  observer.observe({ type: 'longtask' });
  const { publicKey } = await newBatchKeys();
  const answers = longestAnswers(manifest.questions);
  const begun = performance.now();
  const hash = await manifestHash(manifest);
  const sealed = await sealBallot(manifest, { batch: crypto.randomUUID(), publicKey, manifestHash: hash }, answers);
  const between = performance.now();
  const seed = ballotSeed('housing', manifest.survey, { ...sealed, hour: hourOf(new Date()) });
  await new Prover().solve(seed, ballotBits, true);
  const work = performance.now() - between;
  await new Promise((done) => setTimeout(done, 100));
  observer.disconnect();
  return { sealing: between - begun, work, longest, bytes: fromBase64Url(sealed.sealed).length };
}

Object.assign(globalThis, { ballot });
