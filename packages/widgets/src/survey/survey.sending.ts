import type { Answers, Manifest } from '@otklik/core/contract/surveys.js';
import { BackendError } from '@otklik/core/backend/error.js';
import { checkAnswers } from '@otklik/core/domain/surveys/answers.js';
import { fromBase64Url, sealBallot } from '@otklik/core/domain/surveys/ballot.js';
import { manifestHash, sha256 } from '@otklik/core/domain/surveys/canonical.js';
import { answersFromForm, checkForm, fieldName } from '@otklik/core/domain/surveys/form.js';
import type { Connection } from '../base/element.ts';
import type { Attempt, SurveyInitial } from './survey.ts';

export * as sentView from './survey.sent.ts';

/* What a survey needs once it is touched: checking, sealing, sending. */

/** A batch can close between its reading and the casting; not so often in a row. */
const attempts = 4;

/**
 * Checks, seals and casts what a form holds.
 * @returns what to show next: sent, or what to mend, or the questions as they have become.
 * @throws BackendError when the ballot isn't known to be accepted; sending again is safe.
 */
export async function send(
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
    const ballot = same ?? (await sealBallot(manifest, batch, answers));
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

/** Puts texts back into a form that was made anew. */
export function fill(root: ParentNode, { manifest, answers = {} }: SurveyInitial): void {
  for (const field of root.querySelectorAll('textarea')) {
    const question = manifest.questions.find(({ id }) => fieldName(id) === field.name);
    field.value = String((question && answers[question.id]) ?? '');
  }
}
