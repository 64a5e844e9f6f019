import { benjaminiHochberg } from '../stats/benjamini-hochberg.ts';

/** One slice (the cases of one tag), or the whole, on the unit scale: candidate − baseline, positive is better. */
export interface SliceDifference {
  readonly slice: string;
  readonly difference: number;
  /** One-sided and not adjusted: small = worse. */
  readonly pValue: number;
}

/** A slice of which the total does not tell. */
export interface MaskedSlice {
  readonly slice: string;
  readonly difference: number;
  /** Benjamini–Hochberg over all slices given. */
  readonly adjustedPValue: number;
  /** Significantly worse, while the total passes. */
  readonly worse: boolean;
  /** Moves against the total: by the margin or more, or significantly. */
  readonly reversed: boolean;
}

/**
 * The slices whose movement the total hides (statistics.md §8, "masked slice"): significantly worse although the total
 * passes, or moving against it. Worse ones first, then by adjusted p-value and name. Advisory: nothing is decided by it.
 *
 * Benjamini–Hochberg at q lets a change that did nothing have some slice called worse in up to a share q of all runs: this
 * names places to look at. A sign alone means nothing where the total is near 0 (half of all slices then lie on either
 * side), which is why a reversal must reach the margin or be significant.
 *
 * With one weight a case, slices that part the cases cannot all move against the total; where cases have several tags or
 * none, or count by cluster, they can (Simpson's paradox).
 *
 * Source: Simpson (1951), Journal of the Royal Statistical Society B 13:238–241; Benjamini and Hochberg (1995), ibid. 57.
 *
 * @param of.passes the total holds against its margin
 * @param of.unitMargin δ of the metric, unit scale
 */
export function signReversals(
  slices: readonly SliceDifference[],
  of: {
    readonly total: number;
    readonly passes: boolean;
    readonly unitMargin: number;
    readonly level?: number;
  },
): readonly MaskedSlice[] {
  const { total, passes, unitMargin, level = SLICE_LEVEL } = of;
  const adjusted = benjaminiHochberg(slices.map(({ pValue }) => pValue));
  return slices
    .map(({ slice, difference }, i): MaskedSlice => {
      const adjustedPValue = adjusted[i] ?? 1;
      const significant = difference < -TIE && adjustedPValue < level;
      const against = Math.abs(total) > TIE && Math.sign(difference) === -Math.sign(total);
      return {
        slice,
        difference,
        adjustedPValue,
        worse: passes && significant,
        reversed: against && (Math.abs(difference) >= unitMargin - TIE || significant),
      };
    })
    .filter(({ worse, reversed }) => worse || reversed)
    .sort(
      (a, b) =>
        Number(b.worse) - Number(a.worse) || a.adjustedPValue - b.adjustedPValue || (a.slice < b.slice ? -1 : 1),
    );
}

/** q for slices, everywhere (statistics.md §3). */
const SLICE_LEVEL = 0.1;

/** Below it a difference is a rounding error. */
const TIE = 1e-12;
