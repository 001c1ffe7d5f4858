import { html, nothing, type TemplateResult } from 'lit-html';
import type { Manifest, Question, Release, Tally } from '@otklik/core/contract/surveys.js';
import { baseStyles } from '../base/base.styles.ts';
import type { Connection, Touch } from '../base/element.ts';
import { lockIcon } from '../base/icons.ts';
import type { Catalogue } from '../base/messages.ts';
import { SurveyElement } from '../survey/survey.element.ts';
import type { ResultsLate } from './results.late.ts';
import { ru } from './results.messages.ts';
import { resultsStyles } from './results.styles.ts';

/** What the element shows; a server renders it with the same. Releases newest first. */
export interface ResultsInitial {
  manifest: Manifest;
  releases: Release[];
}

/** The figures of a question. */
export interface Figures {
  answered: number;
  /** Marks of which mean and share are made; not a number while one of them is hidden. */
  n: number;
  /** Each answer: its words, how many gave it, or that this is hidden, and their share. */
  rows: { words: string; figure: string; share: string | undefined }[];
}

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

  /** @internal Tables and their notes, another release, what is said when there is none. */
  declare late: ResultsLate | undefined;

  protected override async read({ backend, agency }: Connection, survey: string): Promise<ResultsInitial> {
    const [manifest, { items }] = await Promise.all([
      backend.readManifest(agency, survey),
      backend.listReleases(agency, survey),
    ]);
    if (!items[0]) await this.bring();
    return { manifest, releases: items };
  }

  protected override missed(touch: Touch, error: unknown): void {
    // The figures are still those of the newest.
    (touch.target as HTMLSelectElement).selectedIndex = 0;
    super.missed(touch, error);
  }

  protected override content({ manifest, releases }: ResultsInitial): unknown {
    const { late } = this;
    const release = late ? late.release(releases) : releases[0];
    return html`<div class="stack g6"><header class="stack g2"><h2 class="title" tabindex="-1">${this.text(manifest.title)}</h2>${
      release ? this.about(release) : late?.none(manifest)
    }${
      releases[1]
        ? html`<label>${this.t('pick')} <select class="btn line" @change=${this.act}>${releases.map(
            ({ id, releasedOn }) => html`<option value=${id}>${this.date(releasedOn)}</option>`,
          )}</select></label>`
        : nothing
    }</header>${release && manifest.questions.map((question) => this.question(question, release))}</div>`;
  }

  /** How many, when, and what isn't in: the numbers of ballots reconcile. */
  private about({ counted, invalid, lost, releasedOn }: Release): TemplateResult {
    const n = invalid.to + lost.to;
    return html`<p class="soft text">${this.t('counted', { n: counted.to })}. ${this.t('released', { date: this.date(releasedOn) })} ${n ? this.t('uncounted', { n }) : ''}</p>`;
  }

  private question(question: Question, { tallies }: Release): unknown {
    const tally = tallies.find((one) => one.question === question.id);
    const text = question.type === 'text';
    if ((!tally && !text) || question.type === 'matrix' || question.type === 'score' || question.type === 'yesno')
      return undefined;
    return html`<section class="stack g4"><h3 class="h">${this.text(question.title)}</h3>${
      tally?.answered != null && !text
        ? this.figures(question, tally.answered, tally.counts)
        : html`<div class="note">${lockIcon()}<div><p>${this.t(text ? 'written' : 'withheld')}</p></div></div>`
    }</section>`;
  }

  private figures(
    question: Extract<Question, { type: 'rating' | 'single' | 'multiple' }>,
    answered: number,
    counts: Tally['counts'],
  ): TemplateResult {
    const { language } = this;
    const { type } = question;
    // Best marks first, «затрудняюсь» last.
    const options =
      type === 'rating'
        ? [
            ...question.labels
              .map((label, index) => ({ id: `${index + 1}`, words: `${index + 1}, ${this.text(label)}` }))
              .reverse(),
            { id: 'unsure', words: this.t('unsure') },
          ]
        : question.options.map(({ id, title }) => ({ id, words: this.text(title) }));
    const percent = (part: number, of: number): string => `${Math.round((100 * part) / of)}%`;
    // Share of 4 and 5, and mean; none while one of the marks is hidden.
    let [n, good, sum] = [0, 0, 0];
    const rows = options.map(({ id, words }) => {
      const count = counts.find(({ option }) => option === id)?.count ?? NaN;
      const mark = type === 'rating' && Number(id);
      if (mark) {
        n += count;
        sum += count * mark;
        if (mark > 3) good += count;
      }
      return count >= 0
        ? { words, share: percent(count, answered), figure: count.toLocaleString(language) }
        : { words, share: undefined, figure: this.t('hidden') };
    });
    return html`${
      n > 0
        ? html`<div class="kpis"><p><b>${percent(good, n)}</b>${this.t('share')}<small>${this.t('shareOf', { part: good, n })}</small></p><p><b>${(sum / n).toLocaleString(language, { maximumFractionDigits: 1 })}</b>${this.t('mean')}</p></div>`
        : nothing
    }<ul class="bars stack g3 ${type}">${rows.map(
      ({ words, share, figure }) =>
        html`<li><span>${words}</span><svg class="bar ${share ? '' : 'hid'}" part="bar" aria-hidden="true"><rect width=${share ?? nothing} height="100%"></rect></svg><span><b>${share && `${share} `}</b><small>${figure}</small></span></li>`,
    )}</ul><p class="small soft text">${this.t('formula', { n: answered })} ${rows.some(({ share }) => !share) ? this.t('hiddenWhy') : ''}</p><details @toggle=${this.act}><summary class="btn line">${this.t('details')}</summary>${this.late?.details(question, { rows, answered, n })}</details>`;
  }
}
