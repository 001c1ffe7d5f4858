import { html, nothing, type TemplateResult } from 'lit-html';
import { isServer } from 'lit-html/is-server.js';
import type { Manifest, Question, Release, Tally } from '@otklik/core/contract/surveys.js';
import { dateInWords } from '../base/dates.ts';
import type { Late, Touch } from '../base/element.ts';
import { furtherView } from './results.further.ts';
import { openInPrint } from './results.print.ts';
import { releaseLink } from './results.releases.ts';
import { oddView } from './results.scales.ts';
import { tableView } from './results.tables.ts';
import { ResultsThemes } from './results.themes.ts';
import type { OtklikResults, ResultsInitial } from './results.ts';

export { ru } from './results.late.messages.ts';
export { styles } from './results.late.styles.ts';

/** What isn't on the first screen, or isn't of every survey: another release, tables, rarer scales, suggestions, files. */
export class ResultsLate implements Late {
  readonly themes: ResultsThemes;
  /** By the agency's clock, where it is known, or the reader's: 2026-12-01. */
  today = new Date().toLocaleDateString('sv');
  /** Id of the release that was chosen; null: none for a moment; else the newest. */
  private picked: string | null | undefined;
  /** Manifests of earlier versions, by the release that they are of: one that comes too late is of no other survey's. */
  private readonly earlier = new WeakMap<Release, Manifest>();
  private fetching = false;
  private readonly host: OtklikResults;

  constructor(host: OtklikResults) {
    this.host = host;
    this.themes = new ResultsThemes(host);
    if (!isServer) openInPrint(host);
  }

  /** What the server rendered with. */
  preset({ themes, earlier = [], today, releases, release }: ResultsInitial): void {
    this.themes.list = themes;
    for (const one of releases) {
      const asked = earlier.find(({ version }) => version === one.version);
      if (asked) this.earlier.set(one, asked);
    }
    if (today) this.today = today;
    this.picked = release;
  }

  /** What is here was of another survey, agency or back end. */
  forget(): void {
    this.picked = undefined;
    this.themes.forget();
  }

  /** What the newest release needs before it can be shown. */
  async before(manifest: Manifest, [newest]: readonly Release[]): Promise<void> {
    if (newest) await this.bringAsked(newest, manifest);
  }

  /** A release was picked, or something was opened. */
  async act({ type, target, at }: Touch): Promise<void> {
    const { release } = at.dataset;
    if (release) return this.pick(release);
    if (type === 'toggle' && (target as HTMLDetailsElement).open && target.className === 'further')
      await this.themes.load();
  }

  /** The release that is shown, and the questions that its ballots answered. */
  shown({ manifest, releases }: ResultsInitial): [Release | undefined, Manifest] {
    const { picked } = this;
    const release = picked === null ? undefined : (releases.find(({ id }) => id === picked) ?? releases[0]);
    return [release, (release && this.earlier.get(release)) ?? manifest];
  }

  status(): unknown {
    return this.fetching ? this.host.t('loading') : nothing;
  }

  /** What is to be known beside the figures: that it is over, that questions changed; or why there are none. */
  about({ manifest, open }: ResultsInitial, release: Release | undefined): unknown {
    const { host } = this;
    const { closesOn, version } = manifest;
    const date = closesOn && dateInWords(host, closesOn);
    const words: unknown[] = [];
    if (open) words.push(date && host.t('closes', { date }));
    // Closed by staff before its last day, or without one.
    else words.push(date && closesOn < this.today ? host.t('closed', { date }) : host.t('over'));
    if (release) words.push(release.version === version ? '' : host.t('otherQuestions'));
    else if (this.picked !== null) {
      const { ballots, days } = manifest.release;
      words.push(host.t('none'));
      if (open) words.push(host.t('when', { n: ballots }), days ? host.t('often', { n: days }) : '');
    }
    const said = words.filter(Boolean).join(' ');
    const [newest] = host.loaded.value?.releases ?? [];
    const back = release && newest && newest !== release && releaseLink(host, newest, host.t('toNewest'));
    if (back) return html`<p class="text">${host.t('older')} ${said} ${back}</p>`;
    return said ? html`<p class="text">${said}</p>` : nothing;
  }

  view(manifest: Manifest, question: Question, tallies: readonly Tally[]): TemplateResult | undefined {
    return oddView(this.host, manifest, question, tallies);
  }

  details(question: Question, tallies: readonly Tally[]): TemplateResult {
    return tableView(this.host, question, tallies);
  }

  further(value: ResultsInitial): unknown {
    const { manifest, releases, open } = value;
    const [release, asked] = this.shown(value);
    return release && furtherView(this.host, { manifest, asked, release, releases, open });
  }

  private async pick(id: string): Promise<void> {
    const { host } = this;
    const { value } = host.loaded;
    const release = value?.releases.find((one) => one.id === id);
    if (!value || !release) return;
    this.fetching = true;
    host.requestUpdate();
    try {
      await this.bringAsked(release, value.manifest);
    } finally {
      this.fetching = false;
    }
    // Figures are made anew, not written over: after a page's translation their text nodes are no longer ours.
    this.picked = null;
    host.requestUpdate();
    await host.updateComplete;
    this.picked = id;
    host.requestUpdate();
    await host.updateComplete;
    host.renderRoot.querySelector('h2')?.focus();
  }

  private async bringAsked(release: Release, manifest: Manifest): Promise<void> {
    const { version } = release;
    const to = this.host.connection();
    if (version === manifest.version || this.earlier.has(release) || !to) return;
    this.earlier.set(release, await to.backend.readManifestVersion(to.agency, manifest.survey, version));
  }
}

export { ResultsLate as Late };
