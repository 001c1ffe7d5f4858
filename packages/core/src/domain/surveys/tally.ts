import type { Answers, Manifest, Release, Span, Tally } from '../../contract/surveys.ts';
import { checkAnswers } from './answers.ts';
import { allAsked, choices } from './asked.ts';
import { protectCounts } from './disclosure.ts';

/** What a box held: figures fit for publication, and texts each on its own, in no order. */
export interface Counted extends Pick<Release, 'accepted' | 'counted' | 'invalid' | 'tallies' | 'crossTallies'> {
  /** Free texts, split from everything else that was on their ballots, and shuffled. */
  texts: { question: string; text: string }[];
}

/** Fisher and Yates, with a cryptographic source: `random(n)` gives an integer from 0 to n - 1. */
export function shuffle<T>(items: T[], random: (below: number) => number): T[] {
  for (let at = items.length - 1; at > 0; at--) {
    const other = random(at + 1);
    [items[at], items[other]] = [items[other] as T, items[at] as T];
  }
  return items;
}

/** An even integer from 0 to `below` - 1, from `crypto`. */
export function secureRandom(below: number): number {
  const limit = Math.floor(0x1_0000_0000 / below) * below;
  const word = new Uint32Array(1);
  do crypto.getRandomValues(word);
  while ((word[0] ?? 0) >= limit);
  return (word[0] ?? 0) % below;
}

const exactly = (number: number): Span => ({ from: number, to: number });

/**
 * Counts opened ballots, question by question. What isn't a set of answers to this manifest is
 * counted as invalid; no ballot can stop the count.
 */
export function countBallots(manifest: Manifest, opened: readonly unknown[], random = secureRandom): Counted {
  const valid = opened.filter((ballot): ballot is Answers => checkAnswers(manifest, ballot).length === 0);
  const texts: Counted['texts'] = [];
  const tallies: Tally[] = [];
  for (const { name, question, row } of allAsked(manifest)) {
    const given = valid.map((ballot) => ballot[name]).filter((answer) => answer !== undefined && answer.length > 0);
    if (question.type === 'text') {
      const written = given.map((answer) => String(answer).trim()).filter((text) => text !== '');
      for (const text of written) texts.push({ question: question.id, text });
      continue;
    }
    const counts = choices(question).map((option) => ({
      option,
      count: given.filter((answer) => (Array.isArray(answer) ? answer.includes(option) : answer === option)).length,
    }));
    const shown = protectCounts(given.length, counts);
    tallies.push({
      question: question.id,
      row: row && row.id,
      answered: shown.answered,
      withheld: shown.answered === null ? 'few' : null,
      banded: false,
      counts: shown.counts,
    });
  }
  return {
    accepted: exactly(opened.length),
    counted: exactly(valid.length),
    invalid: exactly(opened.length - valid.length),
    tallies,
    crossTallies: [],
    texts: shuffle(texts, random),
  };
}
