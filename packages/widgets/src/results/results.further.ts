import { html, nothing, type TemplateResult } from 'lit-html';
import type { Manifest, Release } from '@otklik/core/contract/surveys.js';
import { dateInWords } from '../base/dates.ts';
import { hasPages } from '../base/pages.ts';
import { crossTabsView } from './results.cross-tabs.ts';
import { marksOf, satisfactionIndex, weightOf } from './results.marks.ts';
import { decimal, rowsOf } from './results.scales.ts';
import { releaseLink } from './results.releases.ts';
import { trendView } from './results.trend.ts';
import { inSpan, type OtklikResults } from './results.ts';

/** What is shown: a release with the questions of its time, and the survey as it is now. */
export interface Shown {
  manifest: Manifest;
  asked: Manifest;
  release: Release;
  releases: readonly Release[];
  open: boolean;
}

/** Index, changes, tables of two questions, how it was counted, and the files. */
export function furtherView(host: OtklikResults, shown: Shown): TemplateResult {
  const { asked, release, releases } = shown;
  return html`<div class="stack g6">
    <div class="cols">
      <div class="stack g6">
        ${indexView(host, shown)} ${trendView(host, asked.questions, releases)}
        ${participationView(host, release)}
        ${releasesView(host, shown)}
      </div>
      ${host.late?.themes.view(asked)}
    </div>
    ${crossTabsView(host, asked, release.crossTallies)} ${filesView(host, shown)}
  </div>`;
}

function indexView(host: OtklikResults, { asked, release }: Shown): unknown {
  const parts = asked.questions.flatMap((question) => {
    if (question.type !== 'rating' || question.importance === null) return [];
    const tally = release.tallies.find((one) => one.question === question.id);
    const marks = marksOf(tally ? rowsOf(host, question, tally) : []);
    const hidden = !tally || tally.answered === null || !!tally.withheld || !(marks.n > 0);
    return [{ importance: question.importance, n: marks.n, mean: hidden ? NaN : marks.sum / marks.n }];
  });
  if (!parts[0]) return nothing;
  const index = satisfactionIndex(parts);
  const ns = parts.map(({ n }) => n);
  const count = inSpan({ from: Math.min(...ns), to: Math.max(...ns) });
  const weights = parts.map(
    ({ importance, mean }) => `${importance.toLocaleString(host.language)} × ${decimal(host, mean)}`,
  );
  const all = weightOf(parts).toLocaleString(host.language);
  return html`<section class="stack g4">
    <h3 class="h">${host.t('index')}</h3>
    ${
      index >= 0
        ? html`<div class="kpis">
              <p><b>${Math.round(100 * index)}%</b>${host.t('indexOf')}<small>${host.t('indexFrom', { n: parts.length, count })}</small></p>
            </div>
            <p class="small soft text">${host.t('indexFormula')} (${weights.join(' + ')}) ÷ ${all}.</p>`
        : html`<p class="text">${host.t('indexHidden')}</p>`
    }
  </section>`;
}

/** All of them, to be shown instead. */
function releasesView(host: OtklikResults, { release, releases }: Shown): unknown {
  return releases[1]
    ? html`<section class="onscreen stack g2">
        <h3 class="h">${host.t('releases')}</h3>
        <p class="small soft text">${host.t('releasesAre')}</p>
        <ul class="links">
          ${releases.map((one) => html`<li>${releaseLink(host, one, dateInWords(host, one.releasedOn), one === release)}</li>`)}
        </ul>
      </section>`
    : nothing;
}

/** The numbers of ballots, in one sentence: accepted = counted + invalid. */
function participationView(host: OtklikResults, { issued, accepted, counted, invalid, lost }: Release): TemplateResult {
  // Of those lost a range is told wherever they are few, however many took part.
  const spans = [accepted, counted, invalid];
  const numbers = {
    accepted: inSpan(accepted),
    counted: inSpan(counted),
    invalid: inSpan(invalid),
  };
  return html`<section class="stack g2">
    <h3 class="h">${host.t('participation')}</h3>
    <p class="text">
      ${issued ? host.t('issued', { issued: inSpan(issued) }) : nothing} ${host.t('reconciled', numbers)}
      ${lost.to > 0 ? host.t('lost', { lost: inSpan(lost) }) : nothing}
      ${spans.some(({ from, to }) => from < to) ? host.t('spans') : nothing}
    </p>
  </section>`;
}

/** Just what is published, to be taken along; and what is stored of answers. */
function filesView(host: OtklikResults, { manifest, open }: Shown): unknown {
  const to = host.connection();
  if (!to || !hasPages(host)) return nothing;
  const { survey } = manifest;
  const file = `${to.origin}/api/v1/agencies/${encodeURIComponent(to.agency)}/surveys/${encodeURIComponent(survey)}/releases`;
  return html`<section class="onscreen stack g2">
    <h3 class="h">${host.t('files')}</h3>
    <p class="text">${host.t('filesAre')}</p>
    <ul class="links">
      <li><a href="${file}.csv" download="${survey}.csv">${host.t('csv')}</a></li>
      <li><a href=${file} download="${survey}.json">${host.t('json')}</a></li>
      <li><a href=${host.page(`survey/${survey}/stored`)}>${host.t('stored')}</a></li>
      ${open ? html`<li><a href=${host.page(`survey/${survey}`)}>${host.t('take')}</a></li>` : nothing}
    </ul>
  </section>`;
}
