/*
 * Of each widget also what an embedded one brings only after its first screen: a page shows it at once.
 * In the browser a page's own script brings the same for its widget (`<name>.take-over.ts`).
 */
import '@otklik/widgets/case/case.hosted.js';
import '@otklik/widgets/channels/channels.hosted.js';
import '@otklik/widgets/consultation/consultation.hosted.js';
import '@otklik/widgets/feed/feed.hosted.js';
import '@otklik/widgets/results/results.hosted.js';
import '@otklik/widgets/survey/survey.hosted.js';
import type { Styles } from '@otklik/widgets/base/css.js';
import type { OtklikElement } from '@otklik/widgets/base/element.js';
import { scriptedStyles } from '@otklik/widgets/base/scripted.styles.js';
import { OtklikCase } from '@otklik/widgets/case/case.js';
import { OtklikChannels } from '@otklik/widgets/channels/channels.js';
import { OtklikConsultation } from '@otklik/widgets/consultation/consultation.js';
import { OtklikFeed } from '@otklik/widgets/feed/feed.js';
import { OtklikResults } from '@otklik/widgets/results/results.js';
import { OtklikSurvey } from '@otklik/widgets/survey/survey.js';

export type HostedName = 'feed' | 'channels' | 'consultation' | 'case' | 'survey' | 'results';

/** Everything that a hosted page can show, by the name of the tag without its prefix. */
export const hostedWidgets: Record<HostedName, Omit<typeof OtklikElement, 'prototype'> & (new () => OtklikElement)> = {
  feed: OtklikFeed,
  channels: OtklikChannels,
  consultation: OtklikConsultation,
  case: OtklikCase,
  survey: OtklikSurvey,
  results: OtklikResults,
};

/** Style sheet of a server-rendered root: of the widget's class and of what a hosted page shows at once. */
export function stylesOf(name: HostedName): string {
  const { styles, late } = hostedWidgets[name];
  const all = new Set([styles, late?.styles ?? [], scriptedStyles].flat(9) as Styles[]);
  return [...all].map(({ cssText }) => cssText).join('\n');
}
