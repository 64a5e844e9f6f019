/**
 * The shape that Hochberg's, Benjamini and Hochberg's and Benjamini and Yekutieli's adjustments share: from the largest
 * p-value down, each is multiplied by the factor of its rank (1 is the smallest) and may not exceed the one before.
 */
export function stepUp(pValues: readonly number[], factor: (rank: number) => number): number[] {
  const adjusted = pValues.map(() => 1);
  let smallest = 1;
  const descending = [...pValues.entries()].sort(([, one], [, other]) => other - one);
  for (const [place, [index, p]] of descending.entries()) {
    smallest = Math.min(smallest, p * factor(pValues.length - place));
    adjusted[index] = smallest;
  }
  return adjusted;
}
