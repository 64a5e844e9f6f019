import { apportionWithin, type Share } from './apportion-within.ts';

/** A part of the suite from which cases are drawn. */
export interface Stratum {
  /** N_h, its cases. */
  readonly size: number;
  /** σ_h, how much the difference varies between its cases. */
  readonly deviation: number;
}

/** How many cases of each stratum run, and what one of them then weighs. */
export interface Allocation {
  readonly counts: readonly number[];
  /** w_h = (N_h / N) · n / n_h, which makes Σ w·d / n the mean over the suite. Their mean over the cases drawn is 1. */
  readonly weights: readonly number[];
}

/** The largest weight may be so many times the smallest. */
const WIDEST = 4;
/** So many cases a stratum show a spread. */
const FEWEST = 2;

/**
 * Neyman's allocation: `total` cases drawn from strata in proportion to N_h·σ_h, which makes the variance of the
 * weighted mean, Σ (N_h / N)² σ_h² / n_h, least.
 *
 * Bounds: every stratum gets two cases at least (one where it has no more) so that its spread can be seen, and no more
 * than it has; and no weight exceeds four times another, because the false passes of the empirical-likelihood test,
 * which weighted cases need, were measured up to that ratio and no further (statistics.md §12). Where the plain
 * allocation is too uneven, the lowest sampling rate n_h / N_h is fixed in every way there is, the others kept within
 * four times of it, and the allocation of least variance taken. Whole numbers by largest remainders, ties to the
 * earlier stratum. With equal σ_h, or none at all, the allocation is proportional.
 *
 * Undefined where nothing fits: fewer cases than the minima, or a stratum so small that its minimum is more than four
 * times its share. Merge it with another then, or draw in proportion.
 *
 * Throws a RangeError unless sizes are whole and positive, deviations finite and not negative, and `total` a whole
 * number from 1 to the number of cases.
 *
 * Source: Neyman (1934), Journal of the Royal Statistical Society 97:558–625; Cochran (1977), Sampling Techniques, 3rd
 * edition, sections 5.5 and 5.8.
 */
export function neymanAllocation(strata: readonly Stratum[], total: number): Allocation | undefined {
  const population = strata.reduce((sum, { size }) => sum + size, 0);
  check(strata, total, population);
  const plain = apportionWithin(sharesOf(strata), total);
  if (plain === undefined) return undefined;
  const counts = isEven(strata, plain) ? plain : bestEven(strata, total, population);
  if (counts === undefined) return undefined;
  return { counts, weights: strata.map(({ size }, h) => (size * total) / (population * (counts[h] ?? 1))) };
}

function check(strata: readonly Stratum[], total: number, population: number): void {
  for (const { size, deviation } of strata) {
    if (!Number.isSafeInteger(size) || size < 1) throw new RangeError(`${size} is no number of cases`);
    if (!(deviation >= 0 && deviation < Infinity)) throw new RangeError(`${deviation} is no standard deviation`);
  }
  if (!Number.isSafeInteger(total) || total < 1 || total > population) {
    throw new RangeError(`${total} cases cannot be drawn from ${population}`);
  }
}

/** What each stratum claims, and between which counts; sampling rates from `lowest` to four times it, where given. */
function sharesOf(
  strata: readonly Stratum[],
  lowest?: { readonly count: number; readonly size: number },
): readonly Share[] {
  const largest = Math.max(...strata.map(({ deviation }) => deviation));
  return strata.map(({ size, deviation }) => ({
    // A stratum without spread claims next to nothing, and takes what is left when the others are full.
    claim: size * (largest === 0 ? 1 : Math.max(deviation / largest, 1e-9)),
    least: Math.max(Math.min(FEWEST, size), lowest === undefined ? 0 : Math.ceil((lowest.count * size) / lowest.size)),
    most: Math.min(size, lowest === undefined ? size : Math.floor((WIDEST * lowest.count * size) / lowest.size)),
  }));
}

/** The allocation of least variance, over all lowest sampling rates that leave the others within four times of it. */
function bestEven(strata: readonly Stratum[], total: number, population: number): readonly number[] | undefined {
  let best: { readonly counts: readonly number[]; readonly variance: number } | undefined;
  for (const { size } of strata) {
    // The lowest rate is some stratum's; it is neither above the common rate nor below a quarter of it.
    const common = (size * total) / population;
    for (let count = Math.ceil(common / WIDEST); count <= common; count++) {
      const counts = apportionWithin(sharesOf(strata, { count, size }), total);
      if (counts === undefined) continue;
      const variance = strata.reduce((sum, s, h) => sum + (s.size * s.deviation) ** 2 / (counts[h] ?? 1), 0);
      if (best === undefined || variance < best.variance) best = { counts, variance };
    }
  }
  return best?.counts;
}

/** In whole numbers: n_i / N_i ≤ 4 · n_j / N_j for all pairs. */
function isEven(strata: readonly Stratum[], counts: readonly number[]): boolean {
  const rates = strata.map(({ size }, h) => ({ count: counts[h] ?? 0, size }));
  return rates.every((one) => rates.every((other) => one.count * other.size <= WIDEST * other.count * one.size));
}
