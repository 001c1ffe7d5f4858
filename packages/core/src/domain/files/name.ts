/** Marks that turn the direction of text, so that a name seems to end otherwise than it does. */
export const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const control = /[\u0000-\u001f\u007f-\u009f]/g;

/** A name as the API takes it: one form of each letter, no marks that can't be seen. */
export const nameToSend = (name: string): string =>
  name.normalize('NFC').replace(turning, '').replace(control, '').trim();
