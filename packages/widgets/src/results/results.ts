import { html, nothing, type TemplateResult } from 'lit-html';
import type { Manifest, Question, Release, Span, Tally, Theme } from '@otklik/core/contract/surveys.js';
import { dateInWords } from '../base/dates.ts';
import { baseStyles } from '../base/base.styles.ts';
import type { Connection } from '../base/element.ts';
import type { Catalogue } from '../base/messages.ts';
import { SurveyElement } from '../survey/survey.element.ts';
import { percent, type Choice, type Row } from './results.figures.ts';
import type { ResultsLate } from './results.late.ts';
import { ru } from './results.messages.ts';
import { resultsStyles } from './results.styles.ts';

/** What the element shows; a server renders it with the same. Releases newest first. */
export interface ResultsInitial {
  manifest: Manifest;
  releases: Release[];
  /** Whether the survey takes answers now. */
  open: boolean;
  /** What an embedded element asks for later: suggestions and decisions. */
  themes?: Theme[];
  /** And manifests of earlier versions that releases are of. */
  earlier?: Manifest[];
  /** By the agency's clock. */
  today?: string;
  /** Id of the release that is shown first; else the newest. */
  release?: string | undefined;
}

/** Published as a number, or of a small group as a range: 10–19. */
export const inSpan = ({ from, to }: Span): string | number => (from < to ? `${from}–${to}` : to);

/**
 * Published results of a survey: bars and the same figures as a table, with what is hidden and why.
 *
 * @element otklik-results
 * @attr survey - id of the survey
 * @csspart bar
 * @csspart table
 */
export class OtklikResults extends SurveyElement<ResultsInitial> {
  static override styles = [...baseStyles, resultsStyles];
  static override catalogue: Catalogue = { ru, load: () => import('./results.messages.en.ts') };
  static override fetchLate = () => import('./results.late.ts');

  /** @internal What isn't on the first screen, or not of every survey; what is said when there are no results. */
  declare late: ResultsLate | undefined;

  protected override async read({ backend, agency }: Connection, survey: string): Promise<ResultsInitial> {
    // What was loaded of another survey is none of this one's.
    this.late?.forget();
    const [manifest, { items, open = true }] = await Promise.all([
      backend.readManifest(agency, survey),
      backend.listReleases(agency, survey),
    ]);
    if (!open || !isPlain(manifest, items[0])) await ((await this.bring()) as ResultsLate).before(manifest, items);
    return { manifest, releases: items, open };
  }

  protected override content(value: ResultsInitial): unknown {
    const { late } = this;
    const { manifest, releases } = value;
    const [release, asked] = late ? late.shown(value) : [releases[0], manifest];
    return html`<div class="stack g6"><header class="stack g2"><h2 class="title" tabindex="-1">${this.text(asked.title)}</h2>${
      release &&
      html`<p class="soft text">${this.t('released', { n: inSpan(release.counted), date: dateInWords(this, release.releasedOn) })}</p>`
    }${late?.about(value, release)}</header>${
      release &&
      html`${asked.questions.map((question) => this.question(asked, question, release))}${
        // On a hosted page all is there at once.
        this.initial ? late?.further(value) : this.fold('further', late?.further(value))
      }`
    }</div>`;
  }

  /** Answers in words stand with what was decided. */
  private question(manifest: Manifest, question: Question, { tallies }: Release): unknown {
    const own = tallies.filter((tally) => tally.question === question.id);
    return (
      own[0] &&
      html`<section class="stack g4"><h3 class="h">${this.text(question.title)}</h3>${
        this.late?.view(manifest, question, own) ?? this.figures(question, own[0], manifest)
      }</section>`
    );
  }

  /** @internal Closed until it is asked for. */
  fold(name: string, view: unknown): TemplateResult {
    return html`<details class=${name} @toggle=${this.act}><summary class="btn line">${this.t(name)}</summary>${view}</details>`;
  }

  private figures(question: Question, tally: Tally, { thresholds }: Manifest): TemplateResult {
    const rows = this.rows(question, tally);
    // Share of 4 and 5, and mean, of the five marks; none while one of them is hidden.
    let [n, good, sum] = [0, 0, 0];
    if (question.type === 'rating')
      for (const { id, count } of rows.slice(0, 5)) {
        n += count;
        sum += count * +id;
        if (+id > 3) good += count;
      }
    return html`${
      n > 0
        ? html`<div class="kpis"><p><b>${percent(good, n)}</b>${this.t('share', { part: good, n })}</p><p><b>${(sum / n).toLocaleString(this.language, { maximumFractionDigits: 1 })}</b>${this.t('mean', { n })}</p></div>`
        : undefined
    }${this.bars(rows)}<p class="small soft text">${this.t('formula', { n: tally.answered as number })} ${rows.some(({ share }) => !share) ? this.t('hiddenWhy', { n: thresholds.cell }) : ''}</p>${this.fold('details', this.late?.details(question, [tally]))}`;
  }

  /** @internal */
  bars(rows: Row[]): TemplateResult {
    return html`<ul class="bars stack g3">${rows.map(
      ({ id, words, share, figure }) =>
        html`<li><span>${words}</span> <span>${share && html`<b>${share}</b><span class="vh"> ${this.t('answers')} </span>`}<small>${figure}</small></span><svg class="bar ${share ? (id === 'unsure' ? 'quiet' : '') : 'hid'}" part="bar" aria-hidden="true"><rect width=${share ?? nothing} height="100%"></rect></svg></li>`,
    )}</ul>`;
  }

  /** @internal Each answer with its figures. Best marks first, «затрудняюсь» last. */
  rows(question: Question, tally: Tally): Row[] {
    const own = (id: string): Choice => ({ id, words: this.t(id) });
    return this.counted(
      tally,
      question.type === 'rating'
        ? [
            ...question.labels
              .map((label, index) => ({ id: `${index + 1}`, words: `${index + 1}, ${this.text(label)}` }))
              .reverse(),
            own('unsure'),
          ]
        : 'options' in question
          ? question.options.map(({ id, title }) => ({ id, words: this.text(title) }))
          : ['yes', 'partly', 'no'].map(own),
    );
  }

  /** @internal How many gave each of these, or that this is hidden. */
  counted<C extends Choice>({ answered, counts }: Tally, choices: C[]): (C & Row)[] {
    return choices.map((choice) => {
      const { count, majority } = counts.find(({ option }) => option === choice.id) ?? {};
      return {
        ...choice,
        count: count ?? NaN,
        share: count == null ? undefined : percent(count, answered as number),
        figure: count?.toLocaleString(this.language) ?? this.t(majority ?? 'hidden'),
      };
    });
  }
}

/** Whether the first screen tells it all: what is rare comes, with its words, only where it is needed. */
const isPlain = ({ version, closesOn }: Manifest, release?: Release): unknown =>
  release?.version === version &&
  !closesOn &&
  !release.tallies.some(
    ({ row, banded, withheld, counts }) =>
      row || banded || withheld || counts.some(({ option, majority }) => majority || option === '10'),
  );
