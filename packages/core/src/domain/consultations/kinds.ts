/* Plain values that no first screen shows; those that one does stand in vocabulary.ts. */

/**
 * How a consultation came in. `form`: sent by the client; the others staff enter: `phone` and `visit`
 * are oral requests (8-FZ, article 18), `post` and `counter` papers.
 */
export const origins = ['form', 'phone', 'visit', 'post', 'counter'] as const;
export type Origin = (typeof origins)[number];
export const isOral = (origin: Origin): boolean => origin === 'phone' || origin === 'visit';

/** Why a request may be junk: no work was done for it, or what no person sees was filled in. */
export const doubts = ['unproved', 'trap'] as const;
export type Doubt = (typeof doubts)[number];

/** What a slot is for: a reception at the body's place, or a call to the client. */
export const slotKinds = ['visit', 'callback'] as const;
export type SlotKind = (typeof slotKinds)[number];
/** Whether what a client needs takes a time. */
export const isTimed = (need: string): need is SlotKind => (slotKinds as readonly string[]).includes(need);

/** Longest question, in UTF-16 units. */
export const questionLimit = 4000;
