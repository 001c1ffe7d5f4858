import { html, nothing, type TemplateResult } from 'lit';
import type { Manifest, Question, Release, Tally } from '@otklik/core/contract/surveys.js';
import { baseStyles } from '../base/base.styles.ts';
import { OtklikElement, type Catalogue, type Part } from '../base/element.ts';
import { failureNote, retryButton } from '../base/failure.ts';
import { lockIcon } from '../base/icons.ts';
import { Load } from '../base/load.ts';
import { moreStyles } from '../base/more.styles.ts';
import { ru } from './results.messages.ts';
import { resultsStyles } from './results.styles.ts';

/** What the element shows; a server renders it with the same. Releases newest first. */
export interface ResultsInitial {
  manifest: Manifest;
  releases: Release[];
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
  static override styles = [...baseStyles, moreStyles, resultsStyles];
  static override parts: Part[] = [];
  static override catalogue: Catalogue = { ru, load: () => import('./results.messages.en.ts') };
  static override secure = true;
  /** What comes once a table is opened; a hosted page brings it at once. */
  static table: typeof import('./results.table.ts') | undefined;

  declare survey: string | null;
  /** @internal Id of the release that was chosen; null: none for a moment; else the newest. */
  declare picked: string | null | undefined;

  private loaded = new Load<ResultsInitial>(
    this,
    () => {
      const { survey } = this;
      const to = this.usable && survey && this.connection();
      if (!to) return null;
      const { backend, agency, origin } = to;
      const call = async (): Promise<ResultsInitial> => {
        const [manifest, { items }] = await Promise.all([
          backend.readManifest(agency, survey),
          backend.listReleases(agency, survey),
        ]);
        return { manifest, releases: items };
      };
      return { key: `${origin} ${agency} ${survey}`, call };
    },
    () => this.fail('results_missing'),
  );

  protected override preset(initial: ResultsInitial): void {
    this.loaded.preset(initial);
    if (OtklikResults.table) this.use(OtklikResults.table);
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

  /** Figures are made anew, not written over: after a page's translation their text nodes are no longer ours. */
  private pick = async ({ target }: Event): Promise<void> => {
    const { value } = target as HTMLSelectElement;
    this.picked = null;
    await this.updateComplete;
    this.picked = value;
  };

  private open = async (): Promise<void> => {
    this.use((OtklikResults.table ??= await import('./results.table.ts')));
    this.requestUpdate();
  };

  protected override view(): unknown {
    const { value, error, loading } = this.loaded;
    const again = retryButton(this, loading, () => this.loaded.retry());
    if (!value) return failureNote(this, error, again);
    const { manifest, releases } = value;
    const { picked } = this;
    const release = picked === null ? undefined : (releases.find(({ id }) => id === picked) ?? releases[0]);
    return html`<div class="stack g6">
      <header class="stack g2">
        <h2 class="title" tabindex="-1">${this.text(manifest.title)}</h2>
        ${release ? this.about(release) : this.none(manifest)} ${releases[1] ? this.picker(releases) : nothing}
      </header>
      ${release && manifest.questions.map((question) => this.question(question, release))}
    </div>`;
  }

  private none({ release: { ballots, days } }: Manifest): TemplateResult {
    return html`<p class="text">${this.t('none')} ${this.t('when', { n: ballots })} ${this.t('often', { n: days })}</p>`;
  }

  /** How many, when, and what isn't in: the numbers of ballots reconcile. */
  private about({ counted, invalid, lost, releasedOn }: Release): TemplateResult {
    const missed = invalid + lost;
    return html`<p class="soft text">
      ${this.t('counted', { n: counted })}. ${this.t('released', { date: this.date(releasedOn) })}
      ${missed ? this.t('uncounted', { n: missed }) : nothing}
    </p>`;
  }

  private picker(releases: Release[]): TemplateResult {
    return html`<label class="with-js"
      >${this.t('pick')}
      <select class="btn line" @change=${this.pick}>
        ${releases.map(({ id, releasedOn }) => html`<option value=${id}>${this.date(releasedOn)}</option>`)}
      </select></label
    >`;
  }

  private question(question: Question, { tallies }: Release): unknown {
    const tally = tallies.find((one) => one.question === question.id);
    if (!tally && question.type !== 'text') return nothing;
    return html`<section class="stack g4">
      <h3 class="h">${this.text(question.title)}</h3>
      ${tally ? this.figures(question, tally) : this.guarded('written')}
    </section>`;
  }

  private figures(question: Question, { answered, counts }: Tally): unknown {
    if (answered === null) return this.guarded('withheld');
    const { table } = OtklikResults;
    const { type } = question;
    const hid = html`<span class="hid">${this.t('hidden')}</span>`;
    const rows = this.options(question).map(([id, words]) => {
      const count = counts.find(({ option }) => option === id)?.count ?? NaN;
      const share = count >= 0 ? `${Math.round((100 * count) / answered)}%` : undefined;
      return { words, count, share, figure: share ? count.toLocaleString(this.language) : hid };
    });
    return html`${type === 'rating' ? this.marks(rows.slice(0, 5).map(({ count }) => count)) : nothing}
      <ul class="bars stack g3 ${type}">
        ${rows.map(
          ({ words, share, figure }) =>
            html`<li><span>${words}</span>${
              share
                ? html`<svg class="bar" part="bar" aria-hidden="true"><rect width=${share} height="100%"></rect></svg
                    ><span class="value">${share} <small>${figure}</small></span>`
                : figure
            }</li>`,
        )}
      </ul>
      ${rows.some(({ share }) => !share) ? this.guarded('hiddenWhy') : nothing}
      <p class="small soft text">
        ${this.t('formula', { n: answered })} ${type === 'multiple' ? this.t('several') : nothing}
      </p>
      <details class="more" @toggle=${this.open}>
        <summary>${this.t('table')}</summary>
        ${table ? table.tableView(this, `${this.text(question.title)} ${this.t('counted', { n: answered })}`, rows) : nothing}
      </details>`;
  }

  /** What can be answered, in words: best marks first, «затрудняюсь» last. */
  private options(question: Question): [id: string, words: string][] {
    if (question.type === 'text') return [];
    if (question.type !== 'rating') return question.options.map(({ id, title }) => [id, this.text(title)]);
    const marks = question.labels.map((label, index): [string, string] => [
      `${index + 1}`,
      `${index + 1}, ${this.text(label)}`,
    ]);
    return [...marks.reverse(), ['unsure', this.t('unsure')]];
  }

  /** Share of 4 and 5, and mean, of the counts of 5 to 1; none while one of them is hidden. */
  private marks(counts: number[]): unknown {
    const sum = (weight: (mark: number) => number): number =>
      counts.reduce((total, count, index) => total + count * weight(5 - index), 0);
    const n = sum(() => 1);
    if (!(n > 0)) return nothing;
    const part = sum((mark) => Number(mark > 3));
    const mean = sum((mark) => mark) / n;
    const figure = (value: string, key: string): TemplateResult =>
      html`<p><b>${value}</b>${this.t(key)}<small>${this.t(`${key}Of`, { part, n })}</small></p>`;
    return html`<div class="kpis">
      ${figure(`${Math.round((100 * part) / n)}%`, 'share')}
      ${figure(mean.toLocaleString(this.language, { maximumFractionDigits: 1 }), 'mean')}
    </div>`;
  }

  private guarded(key: string): TemplateResult {
    return html`<div class="note">${lockIcon}<div><p>${this.t(key)}</p></div></div>`;
  }
}
