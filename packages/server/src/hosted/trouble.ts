import type { Language } from '@otklik/core/contract/common.js';
import { problems, type ProblemCode } from '@otklik/core/contract/problems.js';
import { escapeHtml } from './escape.ts';
import { renderBare } from './page.ts';
import { words } from './words.ts';

/** Why a page can't be shown: there is none; more was sent than is read; what was sent is no whole form; our own fault. */
export type Trouble = 'missing' | 'tooLarge' | 'broken' | 'failed';

/** Only what is our fault is called so; an address that was asked for and can't be read is none of ours. */
export function troubleOf(code: ProblemCode, reading: boolean): Trouble {
  const status = problems[code];
  if (status === 404) return 'missing';
  if (status === 413) return 'tooLarge';
  if (status === 400 || status === 415) return reading ? 'missing' : 'broken';
  return 'failed';
}

/** A form that was posted, as far as it came. */
export interface KeptForm {
  fields: [name: string, value: string][];
  /** Some that came with it are gone. */
  files: boolean;
}

/** What people write at length, and want to see that it is there. */
const longText = /^(?:question|text)$/;

/**
 * The page that is shown in its place. A form that was posted is on it, to be sent once more: what was
 * typed isn't left to what the browser keeps for Back.
 */
export function renderTrouble(language: Language, trouble: Trouble, form?: KeptForm): string {
  const say = words(language);
  const title = say[trouble];
  if (!form || trouble === 'tooLarge') return renderBare(language, title, say[`${trouble}Hint`]);
  const texts = form.fields.filter(([name]) => longText.test(name));
  const written = texts.map(
    ([name, value], at) =>
      `<p><label for="kept${at}">${say.failedText}</label><textarea id="kept${at}" name="${escapeHtml(name)}" rows="8">\n${escapeHtml(value)}</textarea></p>`,
  );
  // There is nowhere to send it to: it can be taken along.
  if (trouble === 'missing') return renderBare(language, title, say.missingHint, written.join(''));
  const hidden = form.fields
    .filter(([name]) => !longText.test(name))
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`);
  const hint = [say[`${trouble}Kept`], form.files && say.failedFiles].filter(Boolean).join(' ');
  const again = `<p><button>${say.failedAgain}</button></p>`;
  return renderBare(language, title, hint, `<form method="post">${[...hidden, ...written].join('')}${again}</form>`);
}
