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
import * as resultsTable from './results/results.table.ts';
import * as surveySent from './survey/survey.sent.ts';
import { OtklikSurvey } from './survey/survey.ts';

OtklikCase.late = caseLate;
OtklikConsultation.late = consultationLate;
OtklikFeed.late = feedLate;
OtklikResults.table = resultsTable;
OtklikSurvey.sentView = surveySent;

/** Everything that a hosted page can show, by the name of the tag without its prefix. */
export const hostedWidgets = {
  feed: { element: OtklikFeed, part: feedLate as { styles?: CSSResultGroup } },
  channels: { element: OtklikChannels, part: {} as { styles?: CSSResultGroup } },
  consultation: { element: OtklikConsultation, part: consultationLate as { styles?: CSSResultGroup } },
  case: { element: OtklikCase, part: caseLate as { styles?: CSSResultGroup } },
  survey: { element: OtklikSurvey, part: surveySent as { styles?: CSSResultGroup } },
  results: { element: OtklikResults, part: resultsTable as { styles?: CSSResultGroup } },
};
export type HostedName = keyof typeof hostedWidgets;
