import { svg, type TemplateResult } from 'lit';
import type { ChannelKind } from '@otklik/core/contract/touchpoints.js';

const paths = {
  phone: 'M5 3h4l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 5a2 2 0 0 1 2-2z',
  form: 'M5 3h14v18H5zM9 8h6M9 12h6M9 16h3',
  person: 'M12 4a4 4 0 0 1 0 8 4 4 0 0 1 0-8M4 21c1-5 4-6 8-6s7 1 8 6',
  talk: 'M4 4h16v12H10l-5 4v-4H4z',
  letter: 'M3 5h18v14H3zM3 6l9 7 9-7',
  house: 'm3 11 9-8 9 8M6 9v11h12V9',
  page: 'M3 4h18v16H3zM3 9h18',
};

const looks: Partial<Record<ChannelKind, keyof typeof paths>> = {
  phone: 'phone',
  hotline: 'phone',
  form: 'form',
  survey: 'form',
  visit: 'person',
  person: 'person',
  meeting: 'person',
  messenger: 'talk',
  social: 'talk',
  email: 'letter',
  post: 'letter',
  center: 'house',
};

/** A sign of the kind; what isn't named is found on a page or a board. */
export const channelIcon = (kind: ChannelKind): TemplateResult<2> =>
  svg`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${paths[looks[kind] ?? 'page']} /></svg>`;
