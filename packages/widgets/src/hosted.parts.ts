/*
 * What the server renders hosted pages with. It may render what an embedded widget shows only after
 * its first screen: so all parts are present at once, with their styles.
 */
import './case/case.hosted.ts';
import './channels/channels.hosted.ts';
import './consultation/consultation.hosted.ts';
import './feed/feed.hosted.ts';
import './results/results.hosted.ts';
import './survey/survey.hosted.ts';
import type { Styles } from './base/css.ts';
import type { OtklikElement } from './base/element.ts';
import { OtklikCase } from './case/case.ts';
import { OtklikChannels } from './channels/channels.ts';
import { OtklikConsultation } from './consultation/consultation.ts';
import { OtklikFeed } from './feed/feed.ts';
import { OtklikResults } from './results/results.ts';
import { OtklikSurvey } from './survey/survey.ts';

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
  const all = new Set([styles, late?.styles ?? []].flat(9) as Styles[]);
  return [...all].map(({ cssText }) => cssText).join('\n');
}

/** English at once, for pages in English: what the server rendered in it the browser must render first. */
export async function loadEnglish(): Promise<void> {
  const load = async ({ catalogue }: Pick<typeof OtklikElement, 'catalogue'>): Promise<void> => {
    catalogue.en = (await catalogue.load()).en;
  };
  await Promise.all(Object.values(hostedWidgets).map(load));
}
