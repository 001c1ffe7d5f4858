import type { HostPage } from '../page.ts';
import { inherited, unset } from './hostile.ts';
import { policy } from './policy.ts';
import { bootstrap2, bootstrap3, bootstrap4, bootstrap5, reset, root10px, root62, rtl, zoom } from './sheets.ts';

/** Every host page, in the order in which they are tried. */
export const hostPages: readonly HostPage[] = [
  policy,
  ...[unset, inherited, bootstrap2, bootstrap3, bootstrap4, bootstrap5, reset, zoom, root10px, root62, rtl],
];
