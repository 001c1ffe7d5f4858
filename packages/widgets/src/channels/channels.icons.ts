import type { Channel } from '@otklik/core/contract/touchpoints.js';

const sheet = 'M5 3h14v18H5zM9 8h6M9 12h6M9 16h3';
const bubble = 'M4 4h16v12H9l-5 4z';

/** By kind, and where that has none of its own, by what a channel is preferred for. */
const paths: Record<string, string | undefined> = {
  talk: 'M4 3h5l2 5-2.5 1.5q2 4 6 6L16 13l5 2v5Q5 19 4 3z',
  write: 'M3 5h18v14H3zM3 6l9 7 9-7',
  come: 'M8 8a4 4 0 1 1 0 .1zM4 21q0-6 8-6t8 6',
  self: sheet,
  form: sheet,
  portal: sheet,
  messenger: bubble,
  social: bubble,
  center: 'm3 11 9-8 9 8M6 9v11h12V9',
};

/** A handset, a letter, a person, a sheet, a bubble or a house. */
export const channelIcon = ({ kind, preference }: Channel): string | undefined => paths[kind] ?? paths[preference];
