import type { HostPage } from '../page.ts';
import { inFrame, inSandbox, moved, single, twice, windows1251 } from './places.ts';
import { jquery, prototype, slow } from './scripts.ts';
import { inherited, unset } from './hostile.ts';
import { night, paired, serif } from './own.ts';
import { policy } from './policy.ts';
import { printed } from './printed.ts';
import { bootstrap2, bootstrap3, bootstrap4, bootstrap5, reset, root10px, root62, rtl, zoom } from './sheets.ts';

/** Every host page, in the order in which they are tried. */
export const hostPages: readonly HostPage[] = [
  policy,
  ...[unset, inherited, bootstrap2, bootstrap3, bootstrap4, bootstrap5, reset, zoom, root10px, root62, rtl],
  ...[serif, night, paired],
  ...[moved, inFrame, inSandbox, single, twice, windows1251, printed],
  ...[jquery, prototype, slow],
];
