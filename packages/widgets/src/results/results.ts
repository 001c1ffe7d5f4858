import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Manifest, Question, Release, Tally } from '@otklik/core/contract/surveys.js';
import { baseStyles } from '../base/base.styles.ts';
import { OtklikElement, type Catalogue, type Part } from '../base/element.ts';
import { failureNote } from '../base/failure.ts';
import { formStyles } from '../base/form.styles.ts';
import { lockIcon } from '../base/icons.ts';
import { Load } from '../base/load.ts';
import { tableStyles } from '../base/table.styles.ts';
import { ru } from './results.messages.ts';
import { resultsStyles } from './results.styles.ts';

/** What the element shows; a server renders it with the same. Releases newest first. */
export interface ResultsInitial {
  manifest: Manifest;
  releases: Release[];
}

/** One answer of a question: its words, how many gave it (null: hidden) and the share among all, in per cent. */
interface Row {
  words: string;
  count: number | null;
  percent: number;
  quiet: boolean;
}

/**
 * Published results of a survey: bars and the same figures as a table, with what is hidden and why.
 *
 * @element otklik-results
 * @attr survey - id of the survey
 * @csspart bar
 * @csspart table
 */
export class OtklikResults extends OtklikElement {
  static override properties = { ...OtklikElement.properties, survey: {}, picked: { state: true } };
  static override styles = [...baseStyles, formStyles, tableStyles, resultsStyles];
  static override parts: Part[] = [];
  static override catalogue: Catalogue = { ru, load: () => import('./results.messages.en.ts') };
  static override secure = true;

  declare survey: string | null;
  /** @internal Id of the release that was chosen; else the newest. */
  declare picked: string | undefined;

  private loaded = new Load<ResultsInitial>(
    this,
    () => {
      const { survey } = this;
      const to = this.usable && survey ? this.connection() : null;
      if (!to) return null;
      const { backend, agency, origin } = to;
      const call = async (): Promise<ResultsInitial> => {
        const [manifest, { items }] = await Promise.all([
          backend.readManifest(agency, survey as string),
          backend.listReleases(agency, survey as string),
        ]);
        return { manifest, releases: items };
      };
      return { key: `${origin} ${agency} ${survey}`, call };
    },
    () => this.fail('results_missing'),
  );

  protected override preset(initial: ResultsInitial): void {
    this.loaded.preset(initial);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('survey')) this.picked = undefined;
  }

  protected override shows(): boolean {
    return super.shows() && !!(this.loaded.value ?? this.loaded.error);
  }

  protected override withFallback(): boolean {
    return !this.loaded.value;
  }

  override failure(error: unknown): string {
    return (error as { code?: string }).code === 'survey_unknown' ? this.t('gone') : super.failure(error);
  }

  private pick = ({ target }: Event): void => {
    this.picked = (target as HTMLSelectElement).value;
  };

  /** Answers of a question in the order of reading: best marks first. */
  private rows(question: Question, { answered, counts }: Tally): Row[] {
    const rows = counts.map(({ option, count }) => ({
      words: this.words(question, option),
      count,
      percent: Math.round((100 * (count ?? 0)) / (answered ?? 1)),
      quiet: option === 'unsure',
    }));
    return question.type === 'rating' ? [...rows.slice(0, 5).reverse(), ...rows.slice(5)] : rows;
  }

  private words(question: Question, option: string): string {
    if (question.type === 'rating') {
      return option === 'unsure' ? this.t('unsure') : `${option}, ${this.text(question.labels[Number(option) - 1])}`;
    }
    return (question.type !== 'text' && this.text(question.options.find(({ id }) => id === option)?.title)) || option;
  }

  protected override view(): unknown {
    const { value, error, loading } = this.loaded;
    if (!value) {
      const text = this.t(loading ? 'loading' : 'retry');
      const press = (): void => this.loaded.retry();
      return failureNote(this.t('missing'), this.failure(error), { text, busy: loading, press });
    }
    const { manifest, releases } = value;
    const release = releases.find(({ id }) => id === this.picked) ?? releases[0];
    return html`<div class="stack g6">
      <header class="stack g2">
        <h2 class="title">${this.text(manifest.title)}</h2>
        ${release ? this.about(release) : this.none(manifest)} ${releases.length > 1 ? this.picker(releases) : nothing}
      </header>
      ${release && manifest.questions.map((question) => this.question(question, release))}
    </div>`;
  }

  private none({ release: { ballots, days } }: Manifest): TemplateResult {
    return html`<p class="text">
      ${this.t('none')} ${this.t('when', { n: ballots })} ${days ? this.t('often', { n: days }) : nothing}
    </p>`;
  }

  private about({ counted, invalid, lost, releasedOn }: Release): TemplateResult {
    const missed = invalid + lost;
    return html`<p class="soft text">
      <span>${this.t('counted', { n: counted })}. ${this.t('released', { date: this.date(releasedOn) })}</span>
      ${missed ? this.t('uncounted', { n: missed }) : nothing} ${this.t('repeated')}
    </p>`;
  }

  private picker(releases: Release[]): TemplateResult {
    return html`<label class="with-js"
      ><span class="label">${this.t('pick')}</span
      ><select class="input" @change=${this.pick}>
        ${releases.map(
          ({ id, releasedOn, counted }) =>
            html`<option value=${id}>${this.date(releasedOn)}, ${this.t('counted', { n: counted })}</option>`,
        )}
      </select></label
    >`;
  }

  private question(question: Question, { tallies }: Release): unknown {
    const tally = tallies.find((one) => one.question === question.id);
    if (!tally && question.type !== 'text') return nothing;
    return html`<section class="stack g4">
      <h3 class="h">${this.text(question.title)}</h3>
      ${tally ? this.figures(question, tally) : html`<p class="soft text">${this.t('written')}</p>`}
    </section>`;
  }

  private figures(question: Question, tally: Tally): unknown {
    const { answered } = tally;
    if (answered === null) return this.guarded('withheld');
    const rows = this.rows(question, tally);
    return html`${question.type === 'rating' ? this.marks(tally) : nothing}
      <ul class="bars stack g3">
        ${rows.map((row) => this.bar(row))}
      </ul>
      ${rows.some(({ count }) => count === null) ? this.guarded('hiddenWhy') : nothing}
      <p class="small soft text">
        <span>${this.t('formula', { n: answered })}</span> ${question.type === 'multiple' ? this.t('several') : nothing}
      </p>
      ${this.table(this.text(question.title), answered, rows)}`;
  }

  /** Share of 4 and 5, and mean, among the marks; none while a mark's count is hidden. */
  private marks({ counts }: Tally): unknown {
    const marks = counts.filter(({ option }) => option !== 'unsure').map(({ count }) => count ?? NaN);
    const n = marks.reduce((sum, count) => sum + count, 0);
    if (!(n > 0)) return nothing;
    const part = (marks[3] ?? 0) + (marks[4] ?? 0);
    const mean = marks.reduce((sum, count, index) => sum + count * (index + 1), 0) / n;
    const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
    return html`<div class="kpis">
      <p><b>${Math.round((100 * part) / n)}%</b>${this.t('share')}<small>${this.t('shareOf', { part, n })}</small></p>
      <p>
        <b>${mean.toLocaleString(this.language, digits)}</b>${this.t('mean')}<small>${this.t('meanOf', { n })}</small>
      </p>
    </div>`;
  }

  private bar({ words, count, percent, quiet }: Row): TemplateResult {
    return html`<li>
      <span>${words}</span>
      ${
        count === null
          ? nothing
          : html`<svg class="bar ${quiet ? 'quiet' : ''}" part="bar" aria-hidden="true">
            <rect width="${percent}%" height="100%"></rect>
          </svg>`
      }
      <span class="value"
        >${count === null ? this.hid() : html`<span>${percent}%</span> <small>${this.number(count)}</small>`}</span
      >
    </li>`;
  }

  private number(value: number): string {
    return value.toLocaleString(this.language);
  }

  private hid(): TemplateResult {
    return html`<span class="hid">${this.t('hidden')}</span>`;
  }

  private guarded(key: string): TemplateResult {
    return html`<div class="note">
      ${lockIcon}
      <div><p>${this.t(key)}</p></div>
    </div>`;
  }

  private table(title: string, answered: number, rows: Row[]): TemplateResult {
    return html`<details class="more">
      <summary>${this.t('table')}</summary>
      <table part="table">
        <caption>
          ${title} ${this.t('counted', { n: answered })}
        </caption>
        <thead>
          <tr>
            <th scope="col">${this.t('option')}</th>
            <th scope="col">${this.t('count')}</th>
            <th scope="col">${this.t('percent')}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ words, count, percent }) =>
              html`<tr>
                <th scope="row">${words}</th>
                <td>${count === null ? this.hid() : this.number(count)}</td>
                <td>${count === null ? this.hid() : `${percent}%`}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </details>`;
  }
}
