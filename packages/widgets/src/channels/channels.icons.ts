import { svg, type TemplateResult } from 'lit-html';
import type { Channel, ChannelKind } from '@otklik/core/contract/touchpoints.js';

const paths = {
  phone: 'M5 3h4l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v4q0 2-2 2A16 16 0 0 1 3 5q0-2 2-2z',
  talk: 'M4 4h16v12H10l-5 4v-4H4z',
  write: 'M3 5h18v14H3zM3 6l9 7 9-7',
  come: 'M12 4a4 4 0 0 1 0 8 4 4 0 0 1 0-8M4 21a8 6 0 0 1 16 0',
  self: 'M5 3h14v18H5zM9 8h6M9 12h6M9 16h3',
  center: 'm3 11 9-8 9 8M6 9v11h12V9',
};

/** Where a kind looks otherwise than what it is preferred for. */
const looks: Partial<Record<ChannelKind, keyof typeof paths>> = {
  phone: 'phone',
  hotline: 'phone',
  messenger: 'talk',
  social: 'talk',
  form: 'self',
  survey: 'self',
  portal: 'self',
  center: 'center',
};

/** A handset, a speech bubble, a letter, a person, a sheet or a house. */
export const channelIcon = ({ kind, preference }: Channel): TemplateResult<2> =>
  svg`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${paths[looks[kind] ?? preference]} /></svg>`;
