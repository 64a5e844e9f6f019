import type { Direction, MetricKind } from './suite.ts';

/** Everything fixed before any data is seen. */
export interface Design {
  readonly alphaPass: number;
  /** This suite's share of α₂. */
  readonly alphaFail: number;
  /** Adjusted p at which stage 1 triggers a confirmation. */
  readonly screenLevel: number;
  readonly strict: boolean;
  readonly stopping: 'fixed';
  /** Hex SHA-256; every draw of the suite derives from it. */
  readonly seed: string;
}

export interface PlannedMetric {
  readonly name: string;
  readonly title: string;
  readonly kind: MetricKind;
  readonly direction: Direction;
  readonly gate: boolean;
  /** Own units. */
  readonly margin: number;
  readonly range: readonly [number, number];
  /** δ on the unit scale (range length 1; ratio: ln(1+margin)/ln 4). */
  readonly unitMargin: number;
  /** Cases below which no PASS is possible at this margin. */
  readonly passFloor: number;
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
  readonly casesInSuite: number;
  readonly trials: number;
  readonly control: ControlSource;
  readonly metrics: readonly PlannedMetric[];
  /** Calls of stage 1, of both arms run live where the provider moved the model, and of stage 2 if it comes to that. */
  readonly calls: { readonly screen: number; readonly drift: number; readonly confirm: number };
  /** USD at most, by the price table and the longest answers allowed; absent where a model has no price. */
  readonly cost?: { readonly screen: number; readonly drift: number; readonly confirm: number };
  /** Sampled cases that carry each tag: what a share among the regressed ones has to be held against. */
  readonly tags: Readonly<Record<string, number>>;
}

export interface Plan {
  readonly suites: readonly SuitePlan[];
  /** SHA-256 over the plans and both versions of each target: what a verdict is bound to. */
  readonly digest: string;
}
