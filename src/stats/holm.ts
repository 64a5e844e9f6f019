/**
 * Holm's step-down adjustment: the smallest p-value times m, the next times m − 1, never falling.
 *
 * Controls the probability of any false alarm whatever the dependence.
 *
 * Source: Holm (1979), Scandinavian Journal of Statistics 6; R `p.adjust(method = "holm")`.
 */
export function holm(pValues: readonly number[]): number[] {
  const adjusted = pValues.map(() => 1);
  let largest = 0;
  for (const [rank, [index, p]] of ascending(pValues).entries()) {
    largest = Math.max(largest, Math.min(1, p * (pValues.length - rank)));
    adjusted[index] = largest;
  }
  return adjusted;
}

function ascending(pValues: readonly number[]): [index: number, p: number][] {
  return [...pValues.entries()].sort(([, one], [, other]) => one - other);
}
