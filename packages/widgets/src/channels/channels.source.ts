import type { TouchpointsPort } from '@otklik/core/backend/port.js';
import { touchpointsFile } from '@otklik/core/backend/files/touchpoints.js';

/** The file at `src`, an address as the page gives it. */
export const sourceBackend = (src: string, now: () => Date): TouchpointsPort =>
  touchpointsFile(new URL(src, document.baseURI).href, { now });
