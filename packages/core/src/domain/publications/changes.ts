/** A stretch of words: in both texts, only in the old one, or only in the new one. */
export interface Piece {
  type: 'same' | 'removed' | 'added';
  text: string;
}

/** A paragraph that was taken out, put in, or changed: what of it, in pieces. */
export type Change =
  { type: 'removed'; text: string } | { type: 'added'; text: string } | { type: 'changed'; pieces: Piece[] };

/** Steps from one list to another by a longest common subsequence: what stays, goes and comes, in order. */
function* steps<T>(before: readonly T[], after: readonly T[]): Generator<[Piece['type'], T]> {
  // Lengths of common subsequences of what is left of both.
  const left = [...before, ''].map(() => new Uint32Array(after.length + 1));
  const at = (i: number, j: number): number => left[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      (left[i] as Uint32Array)[j] =
        before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      yield ['same', before[i] as T];
      i++;
      j++;
    } else if (j === after.length || (i < before.length && at(i + 1, j) >= at(i, j + 1))) {
      yield ['removed', before[i++] as T];
    } else yield ['added', after[j++] as T];
  }
}

const wordsOf = (text: string): string[] => text.split(/\s+/).filter(Boolean);

/** Words of two paragraphs, neighbours of one kind together. */
function piecesOf(before: string, after: string): Piece[] {
  const pieces: Piece[] = [];
  for (const [type, word] of steps(wordsOf(before), wordsOf(after))) {
    const last = pieces.at(-1);
    if (last?.type === type) last.text += ` ${word}`;
    else pieces.push({ type, text: word });
  }
  return pieces;
}

/** How much of two paragraphs is the same, 0 to 1, by words. */
function likeness(pieces: readonly Piece[]): number {
  const count = (type: Piece['type']): number =>
    pieces.flatMap((piece) => (piece.type === type ? wordsOf(piece.text) : [])).length;
  const same = count('same');
  return same / (same + Math.max(count('removed'), count('added')));
}

/** Less than this in common is no changed paragraph, but another one. */
const likeEnough = 0.4;
/** Longer texts are compared by paragraphs alone: the tables of comparison would grow beyond reason. */
const mostWords = 600;
const mostParagraphs = 1500;

/** Pairs what went with what came in its place where they are alike. */
function settle(gone: string[], come: string[]): Change[] {
  const found: Change[] = [];
  for (const text of gone) {
    const pairs = come.map((other) =>
      Math.max(wordsOf(text).length, wordsOf(other).length) > mostWords ? [] : piecesOf(text, other),
    );
    const best = pairs.findIndex((pieces) => pieces.length > 0 && likeness(pieces) >= likeEnough);
    if (best < 0) {
      found.push({ type: 'removed', text });
      continue;
    }
    // What came before its pair is new.
    for (const added of come.splice(0, best)) found.push({ type: 'added', text: added });
    come.shift();
    found.push({ type: 'changed', pieces: pairs[best] ?? [] });
  }
  return [...found, ...come.map((text): Change => ({ type: 'added', text }))];
}

/**
 * What changed between two texts, paragraph by paragraph in the order of the new one; what stayed as
 * it was is left out.
 */
export function changesBetween(before: readonly string[], after: readonly string[]): Change[] {
  const found: Change[] = [];
  let gone: string[] = [];
  let come: string[] = [];
  const flush = (): void => {
    found.push(...settle(gone, come));
    gone = [];
    come = [];
  };
  for (const [type, text] of steps(before.slice(0, mostParagraphs), after.slice(0, mostParagraphs))) {
    if (type === 'same') flush();
    else (type === 'removed' ? gone : come).push(text);
  }
  flush();
  return found;
}
