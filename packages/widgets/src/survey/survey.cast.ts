import type { Answers, Ballot, Batch, Manifest } from '@otklik/core/contract/surveys.js';
import { BackendError } from '@otklik/core/backend/error.js';
import { checkAnswers } from '@otklik/core/domain/surveys/answers.js';
import { fromBase64Url, sealBallot } from '@otklik/core/domain/surveys/ballot.js';
import { manifestHash, sha256 } from '@otklik/core/domain/surveys/canonical.js';
import { answersFromForm, checkForm } from '@otklik/core/domain/surveys/form.js';
import { ballotSeed } from '@otklik/core/domain/surveys/work.js';
import type { Connection } from '../base/element.ts';
import { Prover } from '../base/prover.ts';
import type { SurveyInitial } from './survey.ts';

export { answersFromForm };

/* Checking, sealing, working, casting. Apart from what is shown, so that a hosted page doesn't wait for it either. */

/** Of one form: what is done already needn't be done again, and a ballot that may have arrived goes again as it is. */
export interface Attempt {
  /** Read ahead, or told by the last answer; dropped once it is of no use. */
  batch?: Batch | undefined;
  /** Being read: who sends meanwhile waits for the same answer. */
  reading?: Promise<unknown> | undefined;
  /** What the sealed ballot says, and to whom. */
  said?: string;
  sealed?: Pick<Ballot, 'batch' | 'sealed'> | undefined;
  /** How much work was asked for on top of what the batch asks for. */
  bits?: number;
  prover?: Prover;
}

/** What leads to another attempt at once does so no more often than this in a row. */
const attempts = 5;
/** More isn't done: a phone would be at it for minutes. */
const mostBits = 18;
/** Who waits longer than this for the work is told why, ms. */
const noticed = 1000;

/**
 * Reads the key and the hour ahead, so that sending needn't wait for them.
 * @throws BackendError `survey_closed`, and whatever else keeps answers from being taken
 */
export async function readAhead({ backend, agency }: Connection, survey: string, attempt: Attempt): Promise<Batch> {
  if (attempt.batch) return attempt.batch;
  attempt.reading ??= backend.readBatch(agency, survey).finally(() => (attempt.reading = undefined));
  const batch = (await attempt.reading) as Partial<Batch> | null;
  const texts = [batch?.batch, batch?.publicKey, batch?.manifestHash, batch?.hour];
  // Anything else may be of a proxy in between, or of another version.
  if (!texts.every((one) => typeof one === 'string')) throw new BackendError('answer_unreadable');
  return (attempt.batch = batch as Batch);
}

/**
 * Sends what a form holds.
 * @param slow called when the work takes longer than people wait without asking
 * @returns what became of it: what is wrong with it, the survey as it is now, or the parcel that was confirmed.
 * @throws BackendError when the ballot isn't known to be accepted; sending again is safe.
 */
export async function cast(
  to: Connection,
  manifest: Manifest,
  entries: [string, FormDataEntryValue][],
  attempt: Attempt,
  slow: () => unknown = () => undefined,
): Promise<SurveyInitial> {
  const { backend, agency } = to;
  const { survey } = manifest;
  const answers = answersFromForm(manifest, entries);
  const errors = checkForm(manifest, answers);
  if (errors.length) return { manifest, answers, errors };
  const answered = await manifestHash(manifest);
  const said = JSON.stringify([to.origin, agency, answered, answers]);
  for (let tries = 1; ; tries++) {
    const batch = await readAhead(to, survey, attempt);
    if (batch.manifestHash !== answered) {
      delete attempt.batch;
      return renewed(to, manifest, answers, batch.manifestHash);
    }
    const same = attempt.said === said && attempt.sealed?.batch === batch.batch ? attempt.sealed : undefined;
    const sealed = same ?? (await sealBallot(manifest, batch, answers).catch(unreadable));
    Object.assign(attempt, { said, sealed });
    try {
      const ballot = await worked(agency, survey, { ...sealed, hour: batch.hour }, batch.bits, attempt, slow);
      await backend.castBallot(agency, survey, ballot);
      forget(attempt);
      const bytes = fromBase64Url(ballot.sealed).length;
      return {
        manifest,
        sent: { answers, ballot, bytes, hash: await sha256(ballot.sealed), manifestHash: answered },
      };
    } catch (error) {
      if (!mended(error as BackendError, attempt, tries) || tries >= attempts) throw error;
    }
  }
}

/** What came as a key is none. */
const unreadable = (): never => {
  throw new BackendError('answer_unreadable');
};

/** The sealed ballot with its work; what is done for it in this hour is done. */
async function worked(
  agency: string,
  survey: string,
  ballot: Omit<Ballot, 'proof'>,
  bits: number,
  attempt: Attempt,
  slow: () => unknown,
): Promise<Ballot> {
  const prover = (attempt.prover ??= new Prover());
  const timer = setTimeout(slow, noticed);
  try {
    const asked = Math.min(Math.max(Number(bits) || 0, attempt.bits ?? 0), mostBits);
    const proof = await prover.solve(ballotSeed(agency, survey, ballot), asked, true);
    return { ...ballot, proof };
  } finally {
    clearTimeout(timer);
  }
}

/** Whether what stood against it is done away with, so that it can go again at once. */
function mended({ code, params }: Partial<BackendError>, attempt: Attempt, tries: number): boolean {
  switch (code) {
    // The key is gone, or the hour over: both are read anew. What is sealed to a key that stays goes again.
    case 'batch_closed':
    case 'proof_outdated':
      delete attempt.batch;
      return true;
    case 'proof_needed': {
      const bits = Math.min(Math.ceil(Number(params?.['bits'])) || 0, mostBits);
      const more = bits > Math.max(attempt.bits ?? 0, attempt.batch?.bits ?? 0);
      if (more) attempt.bits = bits;
      return more && !params?.['retryAfter'];
    }
    // All of it is done anew, once.
    case 'proof_invalid':
      forget(attempt);
      return tries === 1;
    default:
      return false;
  }
}

function forget(attempt: Attempt): void {
  attempt.prover?.stop();
  attempt.batch = attempt.sealed = undefined;
}

/** The survey as it is now, with the answers that still fit. */
async function renewed(to: Connection, old: Manifest, answers: Answers, expected: string): Promise<SurveyInitial> {
  const manifest = await to.backend.readManifest(to.agency, old.survey);
  // A copy from some cache would be refused for ever.
  if ((await manifestHash(manifest)) !== expected) throw new BackendError('answer_unreadable');
  const unfit = checkAnswers(manifest, answers).map(({ path }) => path);
  const kept = Object.entries(answers).filter(([id]) => !unfit.includes(id));
  return { manifest, answers: Object.fromEntries(kept), changed: true };
}
