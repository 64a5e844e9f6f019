import type { Case } from './case.ts';
import type { JsonObject } from './json.ts';

export type MetricKind = 'binary' | 'ordinal' | 'continuous' | 'ratio';
export type Direction = 'higher' | 'lower';

/** A member of a registry with its options, as written. */
export interface Spec {
  readonly type: string;
  readonly options: JsonObject;
}

/** A named score the policy can gate. */
export interface Metric {
  readonly name: string;
  /** For people: "Correct answers". */
  readonly title: string;
  readonly scorer: Spec;
  readonly kind: MetricKind;
  /** [worst possible, best possible] in the metric's own units; unused for `ratio`. */
  readonly range: readonly [number, number];
  readonly direction: Direction;
  /** δ: the largest drop the team accepts, in the metric's own units (for `ratio` a share: 0.10 = +10%). */
  readonly margin: number;
  /** The same between two releases; `margin` where undefined. */
  readonly releaseMargin?: number;
  readonly gate: boolean;
}

export interface Sampling {
  /** Cases in a gate run; all where undefined or larger than the suite. */
  readonly cases?: number;
  /** Trials a case in the candidate arm (k_C). */
  readonly trials: number;
  /** Tag prefix that names the strata: `task` stratifies by tags `task:…`. */
  readonly stratifyBy?: string;
  /** How many cases each stratum gives: by its size, or (`neyman`) also by how much its differences vary. */
  readonly allocation: 'proportional' | 'neyman';
}

/** The cases that carry a tag, gated on their own: a drop there counts although the whole may hide it. */
export interface GatedSlice {
  readonly tag: string;
  /** Names of metrics; each with its margin there, in its own units. */
  readonly margins: Readonly<Record<string, number>>;
}

/** A set of cases with scorers and what they are gated on. */
export interface Suite {
  readonly name: string;
  /** Its folder in the repository, e.g. `suites/support`. */
  readonly directory: string;
  readonly description: string;
  readonly metrics: readonly Metric[];
  readonly cases: readonly Case[];
  readonly slices: readonly GatedSlice[];
  readonly sampling: Sampling;
  /** Types a target of this suite may have. */
  readonly allowedTargets: readonly string[];
  /** Globs of other files whose change calls for a run. */
  readonly watch: readonly string[];
  /** SHA-256 over metrics, sampling and cases: what a verdict is bound to. */
  readonly digest: string;
  /** SHA-256 over the scorers with their options, files and versions: one factor of the fingerprint. */
  readonly scorersDigest: string;
}
