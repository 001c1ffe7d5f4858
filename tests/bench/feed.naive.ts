// What the feed is measured against: all publications fetched at once and rendered in one go with
// lit-html, in the markup and with the styles of the feed's list.
import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { Page } from '@otklik/core/contract/common.js';
import type { PublicationSummary } from '@otklik/core/contract/publications.js';
import { dateInWords } from '../../packages/widgets/src/base/dates.ts';
import { filesView } from '../../packages/widgets/src/base/files.ts';
import { ru } from '../../packages/widgets/src/feed/feed.messages.ts';
import { OtklikFeed } from '../../packages/widgets/src/feed/feed.ts';

interface JsonItem {
  id: string;
  url: string;
  title: string;
  summary: string;
  date_published: string;
  tags: string[];
  attachments: { url: string; title: string; size_in_bytes: number }[];
}

const fromFeed = (item: JsonItem): PublicationSummary => ({
  id: item.id,
  kind: 'news',
  topic: null,
  title: { ru: item.title },
  summary: { ru: item.summary },
  publishedAt: item.date_published,
  reviewBy: null,
  attachments: item.attachments.map(({ url, title, size_in_bytes }) => ({
    ...{ id: url, title: { ru: title }, mediaType: '', format: 'PDF', size: size_in_bytes, language: 'ru', url },
  })),
});

/** What files are shown for. */
const reader: Parameters<typeof filesView>[1] = {
  language: 'ru',
  safe: (url) => `${location.origin}${url}`,
  text: (content) => content?.ru ?? '',
};

const row = ({ id, kind, title, summary, publishedAt, attachments }: PublicationSummary): TemplateResult =>
  html`<li part="item"><article class="item"><p class="when"><b>${ru[kind]}</b> <time part="date" datetime=${publishedAt}>${dateInWords({ language: 'ru' }, publishedAt)}</time></p><div class="what"><h3 class="h"><a part="title" href=${`/housing/publications/${id}`} data-id=${id} @click=${nothing}>${title.ru}</a></h3><p class="soft" part="summary">${summary.ru}</p>${filesView(attachments, reader)}</div></article></li>`;

const host = document.querySelector<HTMLElement>('#feed');
const address = host?.dataset.address ?? '';
const answer = (await (await fetch(address)).json()) as Page<PublicationSummary> | { items: JsonItem[] };
const items = address.endsWith('.json')
  ? (answer.items as JsonItem[]).map(fromFeed)
  : (answer.items as PublicationSummary[]);
const root = host?.attachShadow({ mode: 'open' });
if (root) {
  root.adoptedStyleSheets = OtklikFeed.styles.map(({ sheet }) => sheet);
  const list = html`<ul class="list">${items.map(row)}</ul>`;
  render(
    html`<div class="o" lang="ru" data-theme="light"><div class="stack" part="feed"><h2 class="title">${ru.title}</h2>${list}</div></div>`,
    root,
  );
}
