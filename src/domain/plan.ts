import type { Direction, MetricKind } from './suite.ts';

/** One look of stage 1: at the first `cases` of the sample, whatever order the answers came in. */
export interface ScreenLook {
  readonly cases: number;
  /** Part of α_PASS spent here: a PASS test below it has passed for good. */
  readonly passLevel: number;
  /** Adjusted p at which this look triggers a confirmation. */
  readonly screenLevel: number;
}

/** One look of stage 2: at the first `cases` of the sample, each asked `passes` times the planned trials in both arms. */
export interface ConfirmLook {
  readonly cases: number;
  readonly passes: number;
  /** Part of the suite's α₂ spent here. */
  readonly level: number;
}

/** Everything fixed before any data is seen. */
export interface Design {
  readonly alphaPass: number;
  /** This suite's share of what the sentinels leave of α₂. */
  readonly alphaFail: number;
  readonly strict: boolean;
  readonly stopping: 'looks' | 'fixed';
  /** In order; the last one is at the whole sample. */
  readonly screen: readonly ScreenLook[];
  readonly confirm: readonly ConfirmLook[];
  /** Hex SHA-256; every draw of the suite derives from it. */
  readonly seed: string;
}

export interface PlannedMetric {
  readonly name: string;
  readonly title: string;
  readonly kind: MetricKind;
  readonly direction: Direction;
  readonly gate: boolean;
  /** Only of the cases with this tag. */
  readonly slice?: string;
  /** Own units. */
  readonly margin: number;
  readonly range: readonly [number, number];
  /** δ on the unit scale (range length 1; ratio: ln(1+margin)/ln 4). */
  readonly unitMargin: number;
  /** Cases below which no PASS is possible at this margin. */
  readonly passFloor: number;
  /** Of the stored trials: cases whose score ever varied, of those with two trials or more. */
  readonly varying?: { readonly cases: number; readonly of: number; readonly nearBest: boolean };
  /** Smallest drop this plan sees with power .8, own units; absent where nothing is known of the noise. */
  readonly smallestDetectableDrop?: number;
  /** Predicted chances of each verdict if nothing changed, at −δ, and at −2δ. */
  readonly predicted?: readonly PredictedVerdict[];
}

export interface PredictedVerdict {
  /** True difference in multiples of δ: 0, −1, −2. */
  readonly atMargins: number;
  readonly pass: number;
  readonly fail: number;
  readonly inconclusive: number;
  /** Model calls on average, confirmation included. */
  readonly calls: number;
}

export type ControlSource =
  | { readonly kind: 'stored' }
  | { readonly kind: 'live'; readonly reason: string }
  /** Stored trials serve, but for these cases, whose control runs live. */
  | { readonly kind: 'mixed'; readonly liveCases: readonly string[] };

export interface SuitePlan {
  readonly suite: string;
  readonly suiteDigest: string;
  readonly design: Design;
  /** In their pre-registered random order. */
  readonly caseIds: readonly string[];
  /** Without those that have a role. */
  readonly casesInSuite: number;
  /** Clusters and lone cases of the sample: what n counts. */
  readonly units: number;
  readonly trials: number;
  readonly control: ControlSource;
  readonly metrics: readonly PlannedMetric[];
  /** Most calls of stage 1, of both arms run live where the provider moved the model, and of stage 2 if it comes to that; must-not-fail cases included. */
  readonly calls: { readonly screen: number; readonly drift: number; readonly confirm: number };
  /** USD at most, by the price table and the longest answers allowed; absent where a model has no price. */
  readonly cost?: { readonly screen: number; readonly drift: number; readonly confirm: number };
  /** Sampled cases that carry each tag: what a share among the regressed ones has to be held against. */
  readonly tags: Readonly<Record<string, number>>;
  /** Ids of what must not fail: run beside the sample, and part of no comparison. Absent where there are none. */
  readonly roles?: { readonly sentinels: readonly string[]; readonly invariants: readonly string[] };
}

export interface Plan {
  readonly suites: readonly SuitePlan[];
  /** SHA-256 over the plans and both versions of each target: what a verdict is bound to. */
  readonly digest: string;
}
