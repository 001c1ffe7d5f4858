import type { PublicationSummary } from '../../contract/publications.ts';
import type { Language } from '../../contract/common.ts';

/* What of that which is published fits a question: found by its long words, ranked by how many of them an item has. */

/** Words that half of all questions have. */
const common =
  /^(?:прошу|просим|здравств|пожалуй|сообщ|информац|предостав|скажите|можно|нужно|почему|сколько|котор|которы|адрес|квартир|please|would|could|information|about|which|where)/;

/** Words that are asked for, and letters of the longest: six of them are within what the API takes. */
const most = 6;
const longest = 25;

/** A word without its ending, as far as a rule of thumb goes: what inflection changes is at the end. */
const stem = (word: string): string => word.slice(0, Math.max(4, word.length - (word.length > 7 ? 3 : 2)));

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .match(/[\p{L}]{5,}/gu) ?? [];

/** The words of a question that say what it is about, the longest first; none where there are fewer than two. */
export function tellingWords(question: string): string[] {
  const words = [
    ...new Map(
      wordsOf(question)
        .filter((word) => word.length <= longest)
        .map((word) => [stem(word), word]),
    ).values(),
  ];
  const telling = words.filter((word) => !common.test(word)).sort((a, b) => b.length - a.length);
  return telling.length < 2 ? [] : telling.slice(0, most);
}

/** What the API is asked for: any of the words. */
export const queryFor = (words: readonly string[]): string => words.join(' or ');

/** Those that have at least two of the words in title or summary, best first, at most three. */
export function fitting<P extends Pick<PublicationSummary, 'title' | 'summary'>>(
  items: readonly P[],
  words: readonly string[],
  language: Language,
): P[] {
  const stems = words.map(stem);
  const hits = ({ title, summary }: P): number => {
    const text = wordsOf(`${title[language] ?? title.ru} ${summary[language] ?? summary.ru}`);
    return stems.filter((one) => text.some((word) => word.startsWith(one))).length;
  };
  return items
    .map((item) => ({ item, n: hits(item) }))
    .filter(({ n }) => n >= 2)
    .sort((a, b) => b.n - a.n)
    .slice(0, 3)
    .map(({ item }) => item);
}
