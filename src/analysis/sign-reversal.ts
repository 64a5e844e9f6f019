import { benjaminiHochberg } from '../stats/benjamini-hochberg.ts';

/** One slice (the cases of one tag) on the unit scale: candidate − baseline, positive is better. */
export interface SliceDifference {
  readonly slice: string;
  readonly difference: number;
  /** One-sided and not adjusted: small = worse. */
  readonly pValue: number;
  /** The other side: small = better. Left out, no slice is said to improve against a total that falls. */
  readonly pValueBetter?: number;
}

/** A slice of which the total does not tell. */
export interface MaskedSlice {
  readonly slice: string;
  readonly difference: number;
  /** Benjamini–Hochberg over all slices given, in the direction in which this one moved. */
  readonly adjustedPValue: number;
  /** Worse, while the total passes. */
  readonly worse: boolean;
  /** Moves against the total. */
  readonly reversed: boolean;
}

/**
 * The slices whose movement the total hides (statistics.md §8, "masked slice"): worse although the total passes, or
 * moving against it, in both cases significantly after adjustment. Worse ones first, then by adjusted p-value and name.
 * Advisory: nothing is decided by it.
 *
 * A sign alone is not enough: where the total is near 0, half of all slices lie on either side, and slices of 25 cases
 * drift as far as a margin of .10 in a third of all runs. Even so a change that did nothing has some slice named in up
 * to a share `level` of all runs (7% were simulated at .10, 1% at .02): these are places to look at.
 *
 * With one weight a case, slices that part the cases cannot all move against the total; where cases have several tags
 * or none, or count by cluster, they can (Simpson's paradox).
 *
 * Source: Simpson (1951) and Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 13:238–241 and
 * 57:289–300.
 *
 * @param of.total the difference over all cases, unit scale
 * @param of.passes the total passes against its margin
 * @param of.level q, .10 when left out (statistics.md §3)
 */
export function signReversals(
  slices: readonly SliceDifference[],
  of: { readonly total: number; readonly passes: boolean; readonly level?: number },
): readonly MaskedSlice[] {
  const { total, passes, level = 0.1 } = of;
  const ifWorse = benjaminiHochberg(slices.map(({ pValue }) => pValue));
  const ifBetter = benjaminiHochberg(slices.map(({ pValueBetter }) => pValueBetter ?? 1));
  return slices
    .map(({ slice, difference }, i): MaskedSlice => {
      const direction = signOf(difference);
      const adjustedPValue = (direction < 0 ? ifWorse : ifBetter)[i] ?? 1;
      const moved = direction !== 0 && adjustedPValue < level;
      return {
        slice,
        difference,
        adjustedPValue,
        worse: moved && passes && direction < 0,
        reversed: moved && direction === -signOf(total),
      };
    })
    .filter(({ worse, reversed }) => worse || reversed)
    .sort(
      (a, b) =>
        Number(b.worse) - Number(a.worse) || a.adjustedPValue - b.adjustedPValue || (a.slice < b.slice ? -1 : 1),
    );
}

/** The sign of a difference; a rounding error has none. */
function signOf(difference: number): number {
  return Math.abs(difference) < 1e-12 ? 0 : Math.sign(difference);
}
