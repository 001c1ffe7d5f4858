import { isServer } from 'lit-html/is-server.js';
import type { OtklikElement } from './element.ts';

/** Whether a script has taken over: not on a server, nor while a browser renders for the first time what a server has. */
export const isLive = (host: OtklikElement): boolean => !isServer && (host.hasUpdated || !host.initial);
