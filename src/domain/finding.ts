import { inconclusiveReasons } from './verdict.ts';

export const ruleIds = [
  // Why a verdict is inconclusive, said with its detail.
  ...inconclusiveReasons,
  // Decisive.
  'regressed',
  'sentinel-failed',
  'invariant-broken',
  // Notes on how the comparison came about.
  'nothing-relevant-changed',
  'first-configuration',
  'new-suite',
  'policy-changed',
  'cases-changed',
  'baseline-changed',
  'no-longer-tested',
  'example-cases',
  'baseline-missing',
  'baseline-too-old',
  'baseline-of-another-configuration',
  'baseline-answered-by-another-model',
  'baseline-incomplete',
  'baseline-unreadable',
  'several-factors-changed',
  'too-few-cases',
  'drop-too-small-to-see',
  'ceiling',
  'floor',
  'near-duplicates',
  'cached-repeats',
  'masked-slice',
  'sign-reversal',
  'provider-drift',
  'regression-to-the-mean',
  'baseline-ratchet',
  'clusters-differ',
  'improved',
  'worse-within-margin',
  'sentinel-recovered',
  'price-unknown',
  'pass-not-repeated',
  'attempts-not-counted',
  'acceptance-refused',
] as const;

/** Stable identifiers: policy gives each a level, docs/findings.md a paragraph. */
export type RuleId = (typeof ruleIds)[number];

/** Something a reader should know, with the mend in its message. Its level is policy's. */
export interface Finding {
  readonly ruleId: RuleId;
  readonly message: string;
  readonly suite?: string;
  readonly metric?: string;
  readonly location?: { readonly path: string; readonly line?: number };
}

export interface LevelledFinding extends Finding {
  readonly level: 'note' | 'warning' | 'error';
}
