/** Two rows of counts: how many of each group are, and are not, in question. */
export type TwoByTwo = readonly [readonly [number, number], readonly [number, number]];

/**
 * Fisher's exact test, two-sided: do two groups differ in a share?
 *
 * Given the margins of the table, the p-value is the probability of all tables no more probable than the observed one.
 * The probabilities come from the ratio of neighbours, outward from the most probable table, so that nothing over- or
 * underflows at any size. 1 when a row or column is empty.
 *
 * Source: Fisher (1935); R `fisher.test`, with its tolerance of 1e-7 for equally probable tables.
 */
export function fisherExact([[a, b], [c, d]]: TwoByTwo): number {
  const row = a + b;
  const column = a + c;
  const total = a + b + c + d;
  const lowest = Math.max(0, row + column - total);
  const highest = Math.min(row, column);
  const mode = Math.min(highest, Math.max(lowest, Math.floor(((row + 1) * (column + 1)) / (total + 2))));

  // P(x + 1) / P(x) for the number x in the first cell.
  const ratio = (x: number): number => ((row - x) * (column - x)) / ((x + 1) * (total - row - column + x + 1));
  const weights = new Map([[mode, 1]]);
  for (let [x, weight] = [mode, 1]; x < highest; x++) weights.set(x + 1, (weight *= ratio(x)));
  for (let [x, weight] = [mode, 1]; x > lowest; x--) weights.set(x - 1, (weight /= ratio(x - 1)));

  const all = weights.values().reduce((sum, weight) => sum + weight, 0);
  const observed = (weights.get(a) ?? 0) * (1 + 1e-7);
  const extreme = weights.values().reduce((sum, weight) => sum + (weight <= observed ? weight : 0), 0);
  return Math.min(1, extreme / all);
}
