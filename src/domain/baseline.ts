import type { Acceptance } from './acceptance.ts';
import type { Fingerprint } from './target.ts';

/** Trials pooled into a baseline came from runs; each run is dated and bound to a commit. */
export interface BaselineRun {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly commit: string;
  /** The commit's tree differed from what ran (a developer's work tree). */
  readonly dirty: boolean;
  /** What made it: only an independent refresh may stand for the base (statistics.md §8, baseline ratchet). */
  readonly job: string;
  /** Model ids that providers reported. */
  readonly answeredBy: readonly string[];
}

export interface StoredTrial {
  /** Index into `runs`. */
  readonly run: number;
  /** By position of `metrics`; null = unscored. In the metric's own units. */
  readonly scores: readonly (number | null)[];
}

/** A drop that a maintainer let land: part of what the baseline after it is. */
export interface AcceptedDrop extends Acceptance {
  readonly pullRequest?: number;
  readonly at: string;
}

/** Stored trials of the base commit's configuration. */
export interface Baseline {
  readonly schemaVersion: 2;
  readonly suite: string;
  readonly suiteDigest: string;
  readonly fingerprint: Fingerprint;
  readonly runs: readonly BaselineRun[];
  readonly metrics: readonly string[];
  readonly cases: ReadonlyMap<string, { readonly hash: string; readonly trials: readonly StoredTrial[] }>;
  /** Every drop that was accepted on the way to this configuration, in order of time. */
  readonly accepted: readonly AcceptedDrop[];
  /** First stored output of a case, where outputs are stored. */
  readonly outputs: ReadonlyMap<string, string>;
}
