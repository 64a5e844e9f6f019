/**
 * Hommel's adjustment: the closed test over Simes' tests of all subsets.
 *
 * Controls the probability of any false alarm for independent or positively dependent tests; rejects whatever
 * Hochberg's does, at the price of being hard to explain.
 *
 * Source: Hommel (1988), Biometrika 75; Wright (1992), Biometrics 48; R `p.adjust(method = "hommel")`.
 */
export function hommel(pValues: readonly number[]): number[] {
  const sorted = [...pValues.entries()].sort(([, one], [, other]) => one - other);
  const adjusted = pValues.map(() => 0);
  const count = pValues.length;
  for (let size = 1; size <= count; size++) {
    // Simes' test of the `size` largest p-values: a hypothesis among them cannot be rejected before all of them.
    const largest = sorted.slice(count - size);
    const simes = Math.min(...largest.map(([, p], place) => (size * p) / (place + 1)));
    for (const [index, p] of sorted) {
      const among = largest.some(([member]) => member === index);
      const bound = among ? simes : Math.min(simesWith(sorted, size, p), 1);
      adjusted[index] = Math.max(adjusted[index] ?? 0, bound);
    }
  }
  return adjusted.map((p) => Math.min(1, p));
}

/** Simes' test of one p-value together with the size − 1 largest: the subset that is hardest to reject with it. */
function simesWith(sorted: readonly [number, number][], size: number, p: number): number {
  const others = size > 1 ? sorted.slice(sorted.length - size + 1) : [];
  return Math.min(size * p, ...others.map(([, other], place) => (size * other) / (place + 2)));
}
