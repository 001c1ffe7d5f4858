import { typedText } from '../typed-text.ts';

/**
 * Characters that no honest text holds (as in contract/common.ts): a form drops them, a ballot with
 * one is invalid, for a database may refuse to store it.
 */
export const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|\p{Cs}/gu;

/** What is sent of a text as it was typed; limits count this. */
export const textAnswer = (typed: string): string => typedText(typed).replace(controls, '').trim();
