import type { Direction, MetricKind } from './suite.ts';

export type Scope =
  | { readonly kind: 'suite' }
  | { readonly kind: 'slice'; readonly tag: string }
  | { readonly kind: 'case'; readonly caseId: string };

/** In the metric's own units, unoriented: candidate − baseline (for `ratio`: share of change, 0.12 = +12%). */
export interface Interval {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
  /** Two-sided level, e.g. .95. */
  readonly level: number;
}

/** One metric, one scope, both arms. p-values are one-sided and oriented: small = worse (pass: small = shown not worse than δ). */
export interface Comparison {
  readonly suite: string;
  readonly metric: string;
  readonly title: string;
  readonly kind: MetricKind;
  readonly direction: Direction;
  readonly gate: boolean;
  /** What `baseline` and `candidate` are counted in, where the scorer says so: decides how they are printed. */
  readonly unit?: 'USD' | 'ms' | 'tokens';
  readonly scope: Scope;
  /** Name of the PASS test and of the FAIL test, e.g. `tango`, `empirical-likelihood`; `whole-trial-permutation`, `mcnemar-mid-p`. */
  readonly test: { readonly pass: string; readonly fail: string };
  /** Cases (clusters) compared. */
  readonly pairs: number;
  readonly excluded: number;
  readonly margin: number;
  readonly baseline: { readonly estimate: number; readonly trials: number };
  readonly candidate: { readonly estimate: number; readonly trials: number };
  readonly difference: Interval;
  /** Where cases share clusters: the mean over cases instead of clusters, own units. */
  readonly caseWeighted?: number;
  /** Where trials repeat: the same difference, were these cases all there is (model noise alone). */
  readonly fixedSuite?: Interval;
  /** The bound that decides PASS: the one-sided worst the data still allow at the level spent, own units, unoriented. */
  readonly atWorst: number;
  readonly pValue: number;
  readonly adjustedPValue: number;
  readonly passPValue: number;
  /** passPValue with every excluded case at its worst. */
  readonly passPValueWorstCase: number;
  /** Lost cases and trials that would have to fail before the PASS is lost; absent where it does not depend on them. */
  readonly tippingPoint?: number;
  readonly flips?: { readonly regressed: number; readonly fixed: number };
  /** For one binary trial per arm: what to believe of "the candidate is worse" (Jeffreys' prior); shown, never decided on. */
  readonly probabilityWorse?: number;
  readonly minimumDetectableEffect: number;
  readonly result: 'regressed' | 'not-worse' | 'improved' | 'undecided';
}
