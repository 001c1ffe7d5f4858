import { html, type TemplateResult } from 'lit-html';
import type { Release } from '@otklik/core/contract/surveys.js';
import { hasPages } from '../base/pages.ts';
import type { OtklikResults } from './results.ts';

/** Leads to a release: shown in place, without JavaScript on a page of its own. */
export function releaseLink(host: OtklikResults, { id }: Release, words: string, shown = false): TemplateResult {
  const current = shown ? 'true' : 'false';
  return hasPages(host)
    ? html`<a
        href=${host.page(`results/${host.survey ?? ''}?release=${encodeURIComponent(id)}`)}
        data-release=${id}
        aria-current=${current}
        @click=${host['act']}
        >${words}</a
      >`
    : html`<button type="button" class="inline" data-release=${id} aria-current=${current} @click=${host['act']}>
        ${words}
      </button>`;
}
