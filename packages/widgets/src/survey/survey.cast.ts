import type { Answers, Ballot, Manifest } from '@otklik/core/contract/surveys.js';
import { BackendError } from '@otklik/core/backend/error.js';
import { checkAnswers } from '@otklik/core/domain/surveys/answers.js';
import { fromBase64Url } from '@otklik/core/domain/surveys/ballot.js';
import { wholeBallot } from '@otklik/core/domain/surveys/whole-ballot.js';
import { manifestHash, sha256 } from '@otklik/core/domain/surveys/canonical.js';
import { answersFromForm, checkForm } from '@otklik/core/domain/surveys/form.js';
import type { Connection } from '../base/element.ts';
import type { SurveyInitial } from './survey.ts';

/* Checking, sealing, casting. Apart from what is shown, so that a hosted page doesn't wait for it either. */

/** A ballot that may have arrived although no answer came: sent again as it is, it counts once. */
export interface Attempt {
  /** What it says, and to whom. */
  said?: string;
  ballot?: Ballot;
}

/** A batch can close between its reading and the casting; not so often in a row. */
const attempts = 4;

/**
 * Sends what a form holds.
 * @returns what became of it: what is wrong with it, the survey as it is now, or the parcel that was confirmed.
 * @throws BackendError when the ballot isn't known to be accepted; sending again is safe.
 */
export async function cast(
  to: Connection,
  manifest: Manifest,
  entries: [string, FormDataEntryValue][],
  last: Attempt,
): Promise<SurveyInitial> {
  const answers = answersFromForm(manifest, entries);
  const errors = checkForm(manifest, answers);
  if (errors.length) return { manifest, answers, errors };
  const answered = await manifestHash(manifest);
  const said = JSON.stringify([to.origin, to.agency, answered, answers]);
  for (let attempt = 1; ; attempt++) {
    const batch = await to.backend.readBatch(to.agency, manifest.survey);
    if (batch.manifestHash !== answered) return renewed(to, manifest, answers, batch.manifestHash);
    const same = last.said === said && last.ballot?.batch === batch.batch ? last.ballot : undefined;
    const ballot = same ?? (await wholeBallot(to.agency, manifest, batch, answers));
    Object.assign(last, { said, ballot });
    try {
      await to.backend.castBallot(to.agency, manifest.survey, ballot);
    } catch (error) {
      if (attempt < attempts && error instanceof BackendError && error.code === 'batch_closed') continue;
      throw error;
    }
    delete last.said;
    delete last.ballot;
    const bytes = fromBase64Url(ballot.sealed).length;
    return { manifest, sent: { answers, bytes, hash: await sha256(ballot.sealed), manifestHash: answered } };
  }
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
