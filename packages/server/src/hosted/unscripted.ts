import type { Language } from '@otklik/core/contract/common.js';
import { escapeHtml } from './escape.ts';
import { words } from './words.ts';

/*
 * What a page says where no script runs stands in `<noscript>`: with JavaScript a parser makes text of it
 * that nobody sees, so that a browser takes over just what it would have rendered itself
 * (docs/decisions/0020).
 */

/** Never between an element and the comment before it: Lit finds by that what has bindings. */
const noscript = (content: string): string => `<noscript>${content}</noscript>`;

const leftOut = (name: string, label: string, checked: boolean, attributes = ''): string =>
  noscript(
    `<label class="choice"><input type="radio" name="${name}" value=""${checked ? ' checked' : ''}${attributes}><span>${escapeHtml(label)}</span></label>`,
  );

const radios = /<input\b[^>]*\btype="radio"[^>]*>/g;
const nameOf = (input: string): string => /\bname="([^"]*)"/.exec(input)?.[1] ?? '';

/**
 * Groups of radios of which nothing need be chosen get a choice that says so, chosen from the start:
 * else some browsers choose the first one by themselves, as HTML 2.0 (RFC 1866, 8.1.2.4) has it.
 */
function withNoAnswer(markup: string, language: Language): string {
  const { noAnswer, noTime } = words(language);
  return markup.replace(/<fieldset\b[^>]*>.*?<\/fieldset>/gs, (group) => {
    const inputs = group.match(radios) ?? [];
    const isOpen = (name: string): boolean =>
      !inputs.some((input) => nameOf(input) === name && /\schecked\b/.test(input));
    const name = nameOf(inputs[0] ?? '');
    if (name.startsWith('slot'))
      return group.replace(
        /(?:<!--lit-node \d+-->)?<div class="day"/,
        (day) => leftOut(name, noTime, isOpen(name)) + day,
      );
    if (!name.startsWith('q.')) return group;
    // A row of a table has its own, beside what it is about.
    const rows = group.replace(/<span id="(q\.[^"]+)">[^]*?<\/span>(?=<\/th>)/g, (about, row: string) => {
      const own = `${row}-none`;
      return (
        about +
        leftOut(
          row,
          noAnswer,
          isOpen(row),
          ` id="${own}" aria-labelledby="${row} ${own}" aria-label="${escapeHtml(noAnswer)}"`,
        )
      );
    });
    return rows === group ? group.replace(/<\/fieldset>$/, (end) => leftOut(name, noAnswer, isOpen(name)) + end) : rows;
  });
}

/** What does nothing without a script, as buttons that send no form, says so once for all that stand in a row. */
function withHints(markup: string, language: Language): string {
  const hint = noscript(` <small>${escapeHtml(words(language).scripted)}</small> `);
  return markup
    .replace(/<div class="ask[^>]*>/, (open) => open + hint)
    .replace(
      /(<\/button>(?:\s|<!--[^>]*>)*)?((?:<!--lit-node \d+-->)?<button\b[^>]*\btype="button")/g,
      (all, before?: string) => (before ? all : hint + all),
    );
}

/** For a server-rendered widget: what its form needs without JavaScript, and what browsers without style sheets need. */
export const unscripted = (markup: string, language: Language): string =>
  withHints(withNoAnswer(markup, language), language)
    // There a list of options ends no line, and a line of text has room for twenty letters.
    .replaceAll('</select>', `</select>${noscript('<br>')}`)
    .replace(/<input(?=[^>]* class="input")/g, '<input size="40"');
