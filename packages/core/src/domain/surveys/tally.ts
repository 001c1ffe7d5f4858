import type { Answers, CrossTab, CrossTally, Manifest, Release } from '../../contract/surveys.ts';
import { answerChecker } from './answers.ts';
import { allAsked, answerTo, choices, isClosed } from './asked.ts';
import { publishCrossTab, publishParticipation, publishTallies, tallyOf } from './publish.ts';

/** What a box held: figures fit for publication, and texts each on its own, in no order. */
export interface Counted<T = string> extends Pick<
  Release,
  'accepted' | 'counted' | 'invalid' | 'tallies' | 'crossTallies'
> {
  /**
   * Free texts, split from everything else that was on their ballots, and shuffled. None of fewer ballots than
   * results are shown of (`thresholds.answers`): read together, they would tell which are of one person.
   */
  texts: { question: string; text: T }[];
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

/** Takes in opened ballots one by one, so that no more than counts and texts is in memory. */
export interface Tallying<T> {
  /** What isn't a set of answers to this manifest is counted as invalid; no ballot can stop the count. */
  add(opened: unknown): void;
  /**
   * Figures fit for publication, and shuffled texts. Large cross-tabs take a second each, and others have
   * their turn between them. `random`: as of `secureRandom`.
   */
  finish(random?: (below: number) => number): Promise<Counted<T>>;
}

/** The same, whose caller says when to go on. */
interface Counting<T> extends Pick<Tallying<T>, 'add'> {
  finish(random: (below: number) => number): Generator<void, Counted<T>>;
}

const listed = (answer: Answers[string] | undefined): string[] =>
  (answer === undefined ? [] : [answer].flat()).filter((one) => one.trim() !== '');

/** A declared cross-tab, as it is counted. */
function crossing(manifest: Manifest, { rows, columns }: CrossTab) {
  const optionsOf = (id: string): string[] => manifest.questions.filter((one) => one.id === id).flatMap(choices);
  const [rowOptions, columnOptions] = [optionsOf(rows), optionsOf(columns)];
  const cells = rowOptions.map(() => columnOptions.map(() => 0));
  const add = (answers: Answers): void => {
    const line = cells[rowOptions.indexOf(String(answerTo(answers, rows)))];
    const at = columnOptions.indexOf(String(answerTo(answers, columns)));
    if (line && at >= 0) line[at] = (line[at] ?? 0) + 1;
  };
  return { rows, columns, rowOptions, columnOptions, cells, add };
}

function counting<T>(manifest: Manifest, hold: (text: string) => T): Counting<T> {
  const check = answerChecker(manifest);
  const counters = allAsked(manifest).map((asked) => ({
    asked,
    answered: 0,
    counts: new Map(choices(asked.question).map((option) => [option, 0])),
  }));
  const crossed = manifest.crossTabs.map((tab) => crossing(manifest, tab));
  const texts: Counted<T>['texts'] = [];
  let accepted = 0;
  let counted = 0;

  const count = (answers: Answers): void => {
    for (const counter of counters) {
      const { name, question } = counter.asked;
      const given = listed(answerTo(answers, name));
      const [first] = given;
      if (first === undefined) continue;
      counter.answered += 1;
      if (question.type === 'text') texts.push({ question: question.id, text: hold(first.trim()) });
      else for (const one of given) counter.counts.set(one, (counter.counts.get(one) ?? 0) + 1);
    }
    for (const { add } of crossed) add(answers);
  };

  return {
    add: (opened) => {
      accepted += 1;
      if (check(opened).length > 0) return;
      counted += 1;
      count(opened as Answers);
    },
    *finish(random) {
      const closed = counters.flatMap(({ asked, ...counts }) => (isClosed(asked) ? [{ asked, ...counts }] : []));
      const tables = publishTallies(manifest, counted, closed);
      const crossTallies: CrossTally[] = [];
      for (const cross of crossed) {
        yield;
        crossTallies.push(publishCrossTab(manifest, cross, tables));
      }
      return {
        ...publishParticipation(manifest, accepted, counted),
        tallies: tables.map(tallyOf),
        crossTallies,
        texts: counted < manifest.thresholds.answers ? [] : shuffle(texts, random),
      };
    },
  };
}

/** @param hold what is kept of a text: whoever counts much has somewhere else to put it. */
export function tallying<T>(manifest: Manifest, hold: (text: string) => T): Tallying<T> {
  const { add, finish } = counting(manifest, hold);
  return {
    add,
    finish: async (random = secureRandom) => {
      const steps = finish(random);
      for (;;) {
        const { done, value } = steps.next();
        if (done) return value;
        await new Promise((resolve) => setTimeout(resolve));
      }
    },
  };
}

/** All ballots of a box at once. */
export function countBallots(manifest: Manifest, opened: Iterable<unknown>, random = secureRandom): Counted {
  const { add, finish } = counting(manifest, (text) => text);
  for (const ballot of opened) add(ballot);
  const steps = finish(random);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
