import { html, nothing, type TemplateResult } from 'lit-html';
import type { DecisionKind, Manifest, Theme } from '@otklik/core/contract/surveys.js';
import { dateInWords } from '../base/dates.ts';
import { failureNote } from '../base/failure.ts';
import type { OtklikResults } from './results.ts';

/** The rail's mark of what came of a suggestion (look/LOOK.md): dot, dashed ring, diamond, square. */
const shapes: Record<DecisionKind, string> = {
  done: 'us',
  planned: 'next',
  partly: 'warn',
  declined: 'bad',
  considered: 'us',
};

/** So many suggestions are shown at once, the others on demand. */
const shown = 3;

/** «Вы предложили – мы сделали»: suggestions by theme, each with what was decided and why. */
export class ResultsThemes {
  /** The last decided first; nothing until they are asked for. */
  list: Theme[] | undefined;
  private error: unknown;
  /** Whether somebody wants to see them. */
  private wanted = false;
  private readonly host: OtklikResults;

  constructor(host: OtklikResults) {
    this.host = host;
  }

  /** What is here is of another survey: those of this one take its place where they are in sight. */
  forget(): void {
    this.list = undefined;
    if (this.wanted) void this.load().then(() => this.host.requestUpdate());
  }

  /** What fails is said in its place; opened again, it is tried again. */
  async load(): Promise<void> {
    const { host } = this;
    const to = host.connection();
    this.wanted = true;
    if (this.list || !to) return;
    const { survey } = host;
    const isStill = (): boolean => {
      const now = host.connection();
      return host.survey === survey && now?.agency === to.agency && now.origin === to.origin;
    };
    this.error = undefined;
    try {
      const { items } = await to.backend.listThemes(to.agency, survey ?? '');
      if (isStill()) this.list = items;
    } catch (error) {
      if (isStill()) this.error = error;
    }
  }

  view(manifest: Manifest): TemplateResult {
    const { list, error, host } = this;
    return html`<section class="stack g5" aria-busy=${!list && !error}>
      <h3 class="h">${host.t('themes')}</h3>
      ${
        list
          ? html`<p class="soft text">
                ${host.t(manifest.audience === 'internal' ? 'themesAlone' : 'written')}
                ${list[0] ? nothing : host.t('noThemes')}
              </p>
              ${list.map((theme) => this.theme(theme, manifest))}`
          : error
            ? failureNote(host, error)
            : html`<p class="soft">${host.t('loading')}</p>`
      }
    </section>`;
  }

  private theme(
    { question, title, suggestions, decision, reason, decidedOn, decidedBy }: Theme,
    manifest: Manifest,
  ): TemplateResult {
    const { host } = this;
    const asked = manifest.questions.find(({ id }) => id === question);
    const quote = (words: string): TemplateResult => html`<li><q>${words}</q></li>`;
    const more = suggestions.slice(shown);
    return html`<ol class="rail">
      <li class="you">
        <p class="small soft">${host.t('suggested')}${asked ? `, ${host.t('toQuestion', { title: host.text(asked.title) })}` : ''}</p>
        <h4>${host.text(title)}</h4>
        ${suggestions[0] ? html`<ul class="quotes">${suggestions.slice(0, shown).map(quote)}</ul>` : nothing}
        ${
          more[0]
            ? html`<details class="more">
                <summary>${host.t('moreQuotes', { n: more.length })}</summary>
                <ul class="quotes">${more.map(quote)}</ul>
              </details>`
            : nothing
        }
      </li>
      <li class=${shapes[decision]}>
        <p class="small soft">${host.t(decision === 'partly' ? 'partly_done' : decision)}, <time datetime=${decidedOn}>${dateInWords(host, decidedOn)}</time></p>
        <p class="text">${host.text(reason)}</p>
        <p class="small soft">${host.t('decidedBy', { who: host.text(decidedBy) })}</p>
      </li>
    </ol>`;
  }
}
