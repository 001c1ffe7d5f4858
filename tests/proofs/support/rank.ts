/** Places of values in their order: [30, 10, 20] is [2, 0, 1]. */
export function ranks(values: readonly (number | string)[]): number[] {
  const order = [...values.keys()].sort((a, b) => {
    const [one, other] = [values[a] ?? 0, values[b] ?? 0];
    return one < other ? -1 : one > other ? 1 : 0;
  });
  const places: number[] = [];
  order.forEach((at, place) => (places[at] = place));
  return places;
}

/** Spearman's rank correlation of two lists without ties, from -1 to 1. */
export function correlation(one: readonly (number | string)[], other: readonly (number | string)[]): number {
  const [a, b] = [ranks(one), ranks(other)];
  const n = a.length;
  const squares = a.reduce((sum, place, at) => sum + (place - (b[at] ?? 0)) ** 2, 0);
  return 1 - (6 * squares) / (n * (n * n - 1));
}

/** How often neighbours by one list are neighbours by the other, too: order is kept piece by piece, though turned. */
export function neighbours(one: readonly (number | string)[], other: readonly (number | string)[]): number {
  const [a, b] = [ranks(one), ranks(other)];
  const byFirst = a.map((place, at) => [place, b[at] ?? 0] as const).sort((x, y) => x[0] - y[0]);
  return byFirst.filter(([, place], at) => Math.abs(place - (byFirst[at + 1]?.[1] ?? NaN)) === 1).length;
}

/**
 * How far many rounds are from chance, in standard deviations: in a round of n things without any
 * connection the correlation has mean 0 and variance 1/(n - 1), and some 2 neighbours stay neighbours
 * (Wolfowitz 1944: their number tends to a Poisson distribution with mean 2).
 */
export function distanceFromChance(rounds: readonly { one: (number | string)[]; other: (number | string)[] }[]): {
  correlation: number;
  neighbours: number;
} {
  const sum = rounds.reduce((all, { one, other }) => all + correlation(one, other) * Math.sqrt(one.length - 1), 0);
  const kept = rounds.reduce((all, { one, other }) => all + neighbours(one, other), 0);
  return {
    correlation: Math.abs(sum) / Math.sqrt(rounds.length),
    neighbours: (kept - 2 * rounds.length) / Math.sqrt(2 * rounds.length),
  };
}
