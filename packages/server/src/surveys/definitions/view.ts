import type { StaffSurvey, StaffSurveyVersion, SurveyVersionHead } from '@otklik/core/contract/staff/surveys.js';
import type { Step } from '@otklik/core/domain/four-eyes.js';
import type { Head, SurveyHeads, WholeVersion } from './store.ts';

/** Without the account: staff are known by position. */
const by = (step: Step | null) => step && { position: step.position, at: step.at };

/** A version as somebody of the staff sees it. `account`: theirs. */
export function headView(head: Head, account: string): SurveyVersionHead {
  const { version, revision, state, editors, changedAt, opened, ended } = head;
  return {
    ...{ version, revision, state, own: editors.includes(account), changedAt },
    ...{ opened: by(opened), ended: by(ended) },
  };
}

export const versionView = (whole: WholeVersion, account: string): StaffSurveyVersion => ({
  ...headView(whole, account),
  manifest: whole.manifest,
  manifestHash: whole.hash,
});

export const surveyView = ({ versions, ...survey }: SurveyHeads, account: string): StaffSurvey => ({
  ...survey,
  versions: versions.map((head) => headView(head, account)),
});
