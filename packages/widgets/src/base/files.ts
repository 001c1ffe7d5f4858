import { html, nothing, type TemplateResult } from 'lit-html';
import type { File, Language } from '@otklik/core/contract/common.js';
import { languageName } from '@otklik/core/domain/language-name.js';
import type { OtklikElement } from './element.ts';
import { fileIcon } from './icons.more.ts';

/** Bytes in words, decimal as people know them: 340 КБ, 1,2 МБ. */
export function fileSize(bytes: number, language: Language): string {
  const english = language === 'en';
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))}\u00a0${english ? 'kB' : 'КБ'}`;
  return `${(bytes / 1_000_000).toLocaleString(language, { maximumFractionDigits: 1 })}\u00a0${english ? 'MB' : 'МБ'}`;
}

/** Files to fetch, each with its format, its size, and a language other than the reader's. */
export const filesView = (
  files: File[],
  host: Pick<OtklikElement, 'language' | 'safe' | 'text'>,
): TemplateResult | typeof nothing =>
  files.length
    ? html`<ul class="files">${files.map(
        ({ url, title, format, size, language }) =>
          html`<li><a href=${host.safe(url) || nothing} hreflang=${language}>${fileIcon()}<div><span>${host.text(title)}</span> <small>${[format, size && fileSize(size, host.language), language !== host.language && languageName(language, host.language)].filter(Boolean).join(', ')}</small></div></a></li>`,
      )}</ul>`
    : nothing;
