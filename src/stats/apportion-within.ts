/** One party to a division: what it claims, and between which whole numbers it must end. */
export interface Share {
  /** Positive; only its ratio to the others' counts. */
  readonly claim: number;
  readonly least: number;
  readonly most: number;
}

/**
 * Divides `total` things in proportion to claims, within bounds: first the real numbers c·claim, cut to [least, most],
 * with the one c at which they add up; then whole numbers by largest remainders (Hamilton's method), ties to the
 * earlier party. Bounds are kept, and what lies strictly between them is in proportion up to less than one.
 *
 * Undefined where the bounds contradict each other or the total.
 *
 * Source: Balinski and Young (2001), Fair Representation, 2nd edition, appendix A (Hamilton).
 */
export function apportionWithin(shares: readonly Share[], total: number): readonly number[] | undefined {
  const [least, most] = [sumOf(shares.map((s) => s.least)), sumOf(shares.map((s) => s.most))];
  if (total < least || total > most || shares.some((s) => s.least > s.most)) return undefined;
  const exact = divided(shares, total);
  const counts = exact.map(Math.floor);
  const left = total - sumOf(counts);
  const byRemainder = [...exact.entries()].sort(([i, a], [j, b]) => millionths(b) - millionths(a) || i - j);
  for (const [party] of byRemainder.slice(0, left)) counts[party] = (counts[party] ?? 0) + 1;
  return counts;
}

/** The real numbers that add up: between two neighbouring bounds their sum is a straight line in c. */
function divided(shares: readonly Share[], total: number): readonly number[] {
  const at = (c: number) => shares.map(({ claim, least, most }) => Math.min(most, Math.max(least, c * claim)));
  const bends = shares.flatMap(({ claim, least, most }) => [least / claim, most / claim]).sort((a, b) => a - b);
  const next = bends.findIndex((c) => sumOf(at(c)) >= total - TIE);
  const [low, high] = [bends[next - 1] ?? 0, bends[next] ?? 0];
  const [from, to] = [sumOf(at(low)), sumOf(at(high))];
  const c = to === from ? high : low + ((total - from) / (to - from)) * (high - low);
  // On a grid, so that a rounding error makes no remainder of a whole number.
  return at(c).map((value) => Math.round(value * 1e6) / 1e6);
}

/** The remainder as a whole number, so that a rounding error breaks no tie. */
function millionths(value: number): number {
  return Math.round((value % 1) * 1e6);
}

const TIE = 1e-9;

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
