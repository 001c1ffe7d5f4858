import { svg, type TemplateResult } from 'lit-html';
import type { Channel } from '@otklik/core/contract/touchpoints.js';

/** By what a channel is preferred for: the choice above and the card show the same. */
const paths: Record<string, string> = {
  talk: 'M5 3h4l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v4q0 2-2 2A16 16 0 0 1 3 5q0-2 2-2z',
  write: 'M3 5h18v14H3zM3 6l9 7 9-7',
  come: 'M12 4a4 4 0 0 1 0 8 4 4 0 0 1 0-8M4 21a8 6 0 0 1 16 0',
  self: 'M5 3h14v18H5zM9 8h6M9 12h6M9 16h3',
};

/** A handset, a letter, a person or a sheet. */
export const channelIcon = ({ preference }: Channel): TemplateResult<2> =>
  svg`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${paths[preference]} /></svg>`;
