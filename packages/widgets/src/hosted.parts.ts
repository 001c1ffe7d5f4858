/*
 * On a hosted page the server may render what an embedded widget shows only after its first screen.
 * So there these parts are present at once, on the server as in the browser, with their styles.
 */
import type { CSSResultGroup } from 'lit';
import * as caseLate from './case/case.late.ts';
import { OtklikCase } from './case/case.ts';
import { OtklikChannels } from './channels/channels.ts';
import * as consultationLate from './consultation/consultation.late.ts';
import { OtklikConsultation } from './consultation/consultation.ts';
import * as feedLate from './feed/feed.late.ts';
import { OtklikFeed } from './feed/feed.ts';
import { OtklikResults } from './results/results.ts';
import * as resultsLate from './results/results.late.ts';
import * as surveyLate from './survey/survey.late.ts';
import { OtklikSurvey } from './survey/survey.ts';

OtklikCase.late = caseLate;
OtklikConsultation.late = consultationLate;
OtklikFeed.late = feedLate;
OtklikResults.late = resultsLate;
OtklikSurvey.late = surveyLate;

/** Everything that a hosted page can show, by the name of the tag without its prefix. */
export const hostedWidgets = {
  feed: { element: OtklikFeed, part: feedLate as { styles?: CSSResultGroup } },
  channels: { element: OtklikChannels, part: {} as { styles?: CSSResultGroup } },
  consultation: { element: OtklikConsultation, part: consultationLate as { styles?: CSSResultGroup } },
  case: { element: OtklikCase, part: caseLate as { styles?: CSSResultGroup } },
  survey: { element: OtklikSurvey, part: surveyLate as { styles?: CSSResultGroup } },
  results: { element: OtklikResults, part: resultsLate as { styles?: CSSResultGroup } },
};
export type HostedName = keyof typeof hostedWidgets;

/** English at once, for pages in English: what the server rendered in it the browser must render first. */
export async function loadEnglish(): Promise<void> {
  const load = async ({ element }: (typeof hostedWidgets)[HostedName]): Promise<void> => {
    element.catalogue.en = (await element.catalogue.load()).en;
  };
  await Promise.all(Object.values(hostedWidgets).map(load));
}
