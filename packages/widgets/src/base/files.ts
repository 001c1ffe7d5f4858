import { html, nothing, type TemplateResult } from 'lit-html';
import type { File, Language } from '@otklik/core/contract/common.js';
import { fileIcon } from './icons.ts';

/** Bytes in words, decimal as people know them: 340 КБ, 1,2 МБ. */
export function fileSize(bytes: number, language: Language): string {
  const english = language === 'en';
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))}\u00a0${english ? 'kB' : 'КБ'}`;
  return `${(bytes / 1_000_000).toLocaleString(language, { maximumFractionDigits: 1 })}\u00a0${english ? 'MB' : 'МБ'}`;
}

/** A path on the back end as an address that works from any page; nothing of what would run, or is no text. */
export const absolute = (url: unknown, origin: string): string =>
  typeof url !== 'string' ? '' : url[0] === '/' ? origin + url : /^(https?|mailto|tel|geo):/i.test(url) ? url : '';

/** Files to fetch, each with its format, its size, and a language other than the reader's; `origin` is the back end's. */
export const filesView = (files: File[], language: Language, origin: string): TemplateResult | typeof nothing =>
  files.length
    ? html`<ul class="files">${files.map(
        ({ url, title, format, size, language: own }) =>
          html`<li><a href=${absolute(url, origin) || nothing} hreflang=${own}>${fileIcon()}<div><span>${`${title[language] ?? title.ru}`}</span> <small>${[format, size && fileSize(size, language), own !== language && new Intl.DisplayNames(language, { type: 'language' }).of(own)].filter(Boolean).join(', ')}</small></div></a></li>`,
      )}</ul>`
    : nothing;
