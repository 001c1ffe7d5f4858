import type { Answers, Manifest } from '@otklik/core/contract/surveys.js';
import { BackendError } from '@otklik/core/backend/error.js';
import { checkAnswers } from '@otklik/core/domain/surveys/answers.js';
import { fromBase64Url, sealBallot } from '@otklik/core/domain/surveys/ballot.js';
import { manifestHash, sha256 } from '@otklik/core/domain/surveys/canonical.js';
import { answersFromForm, checkForm, fieldName } from '@otklik/core/domain/surveys/form.js';
import type { Connection } from '../base/element.ts';
import type { Attempt, OtklikSurvey, SurveyInitial } from './survey.ts';

export * from './survey.sent.ts';

/* What a survey needs once it is touched: telling what was chosen, checking, sealing, sending. */

/** How long a person pauses before being told how much room is left, in ms: not at every letter. */
const pause = 1000;
const waiting = new WeakMap<Element, ReturnType<typeof setTimeout>>();

/** Says which mark was chosen, and how much room a text has left. By hand: such text outlives a page's translation. */
export function hear(survey: OtklikSurvey, target: Element): void {
  const form = target.closest('form');
  const live = target.closest('.q')?.querySelector('.live');
  const { now } = survey;
  if (!form || !live || !now) return;
  const { name } = target as HTMLInputElement;
  const question = now.manifest.questions.find(({ id }) => fieldName(id) === name);
  if (question?.type === 'rating') {
    const value = Number(new FormData(form).get(name));
    const words = survey.text(question.labels[value - 1]);
    live.textContent = value ? survey.t('chosen', { value, words }) : '';
  } else if (question?.type === 'text') {
    clearTimeout(waiting.get(target));
    const tell = (): void => {
      const left = question.maxLength - (target as HTMLTextAreaElement).value.length;
      live.textContent = survey.t(left < 0 ? 'over' : 'left', { n: Math.abs(left) });
    };
    if ((target as HTMLTextAreaElement).value) waiting.set(target, setTimeout(tell, pause));
  }
}

/**
 * Sends what the form holds and shows what became of it.
 * @returns whether the server has confirmed.
 * @throws BackendError when the ballot isn't known to be accepted; sending again is safe.
 */
export async function send(survey: OtklikSurvey, form: HTMLFormElement): Promise<boolean> {
  const to = survey.connection();
  const { now, attempt } = survey;
  if (!to || !now) return false;
  const { manifest, answers = {} } = now;
  const entries = [...new FormData(form)];
  // What was wrong before is seen anew.
  survey.state = { manifest, answers };
  const next = await cast(to, manifest, entries, attempt);
  if (next.changed) {
    // Other questions are another form; texts are put back by hand, no binding may touch what is typed.
    survey.state = null;
    await survey.updateComplete;
  }
  survey.state = next;
  await survey.updateComplete;
  if (next.changed) fill(survey, next);
  return !!next.sent;
}

/** A batch can close between its reading and the casting; not so often in a row. */
const attempts = 4;

async function cast(
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

function fill(survey: OtklikSurvey, { manifest, answers = {} }: SurveyInitial): void {
  for (const field of survey.renderRoot.querySelectorAll('textarea')) {
    const question = manifest.questions.find(({ id }) => fieldName(id) === field.name);
    field.value = String((question && answers[question.id]) ?? '');
  }
  for (const field of survey.renderRoot.querySelectorAll('textarea, :checked')) hear(survey, field);
}
