import type { OtklikElement } from './element.ts';

/** Whether there are pages of the agency's own to lead to; a back end that is an object of the page's own has none. */
export const hasPages = (host: OtklikElement): boolean => typeof host.setting('backend') === 'string';
