import type { Answers, Manifest, Release, Span, Tally } from '../../contract/surveys.ts';
import { answerChecker } from './answers.ts';
import { allAsked, answerTo, choices, type Asked } from './asked.ts';
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

/** Takes in opened ballots one by one, so that no more than counts and texts is in memory. */
export interface Tallying {
  /** What isn't a set of answers to this manifest is counted as invalid; no ballot can stop the count. */
  add(opened: unknown): void;
  /** Figures fit for publication, and shuffled texts. `random`: as of `secureRandom`. */
  finish(random?: (below: number) => number): Counted;
}

/** How often each answer to one thing that is asked was given. */
interface Counter {
  asked: Asked;
  answered: number;
  counts: Map<string, number>;
}

const listed = (answer: Answers[string] | undefined): string[] => (answer === undefined ? [] : [answer].flat());

export function tallying(manifest: Manifest): Tallying {
  const check = answerChecker(manifest);
  const counters = allAsked(manifest).map((asked): Counter => {
    const counts = new Map(choices(asked.question).map((option) => [option, 0]));
    return { asked, answered: 0, counts };
  });
  const texts: Counted['texts'] = [];
  let accepted = 0;
  let counted = 0;

  const count = (answers: Answers): void => {
    for (const counter of counters) {
      const { name, question } = counter.asked;
      const given = listed(answerTo(answers, name)).filter((one) => one.trim() !== '');
      if (given.length === 0) continue;
      if (question.type === 'text') texts.push({ question: question.id, text: (given[0] ?? '').trim() });
      else {
        counter.answered += 1;
        for (const one of given) counter.counts.set(one, (counter.counts.get(one) ?? 0) + 1);
      }
    }
  };

  const tallyOf = ({ asked: { question, row }, answered, counts }: Counter): Tally => {
    const all = [...counts].map(([option, number]) => ({ option, count: number }));
    const shown = protectCounts(answered, all);
    return {
      question: question.id,
      row: row && row.id,
      answered: shown.answered,
      withheld: shown.answered === null ? 'few' : null,
      banded: false,
      counts: shown.counts,
    };
  };

  return {
    add: (opened) => {
      accepted += 1;
      if (check(opened).length > 0) return;
      counted += 1;
      count(opened as Answers);
    },
    finish: (random = secureRandom) => ({
      accepted: exactly(accepted),
      counted: exactly(counted),
      invalid: exactly(accepted - counted),
      tallies: counters.filter(({ asked }) => asked.question.type !== 'text').map(tallyOf),
      crossTallies: [],
      texts: shuffle(texts, random),
    }),
  };
}

/** All ballots of a box at once. */
export function countBallots(manifest: Manifest, opened: Iterable<unknown>, random = secureRandom): Counted {
  const tally = tallying(manifest);
  for (const ballot of opened) tally.add(ballot);
  return tally.finish(random);
}
