import type { AcceptedDrop, BaselineRun } from './baseline.ts';
import type { Comparison, Interval } from './comparison.ts';
import type { Factor } from './target.ts';

/** Why the stored baseline should give way to a new one. */
export type RefreshReason =
  | { readonly kind: 'first' }
  /** One is stored and cannot be read. */
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'configuration'; readonly factors: readonly Factor[] }
  | { readonly kind: 'metrics'; readonly added: readonly string[]; readonly removed: readonly string[] }
  | {
      readonly kind: 'cases';
      readonly added: readonly string[];
      readonly removed: readonly string[];
      readonly edited: readonly string[];
    }
  /** It holds a run that decided something, so it was picked for its result. */
  | { readonly kind: 'ratchet'; readonly job: string }
  /** Nothing changed here, and the scores did: the names of the metrics. */
  | { readonly kind: 'drift'; readonly metrics: readonly string[] }
  /** Nothing changed here, and models answer that the stored baseline does not know. */
  | { readonly kind: 'answered-by'; readonly before: readonly string[]; readonly now: readonly string[] }
  | { readonly kind: 'old'; readonly days: number }
  | { readonly kind: 'accepted'; readonly drops: readonly AcceptedDrop[] };

/** What is different from the stored baseline: our own configuration, or what lies outside of it. */
export type Mover =
  | { readonly kind: 'product'; readonly factors: readonly Factor[] }
  | { readonly kind: 'provider' }
  | { readonly kind: 'none' };

/** One metric, the stored trials against this run's, on the cases that both hold with the same content. Own units. */
export interface MetricMovement extends Pick<Comparison, 'metric' | 'title' | 'kind' | 'direction' | 'unit'> {
  /** Cases that both scored; where nothing is stored, those that this run scored. */
  readonly cases: number;
  readonly stored?: number;
  readonly now?: number;
  /** Of `now`, 95%, where nothing is stored to compare with. */
  readonly nowInterval?: { readonly lower: number; readonly upper: number };
  /** now − stored, 95%; for `ratio` the share of change. */
  readonly change?: Interval;
  /** What the new baseline says: this run pooled with those before it, all cases. */
  readonly pooled?: number;
  /** Shown to differ although nothing changed here (two-sided, 1% over all metrics). */
  readonly drifted: boolean;
}

/** Whether a pull request is wanted (there are reasons), what moved, and who moved it. */
export interface RefreshDecision {
  readonly reasons: readonly RefreshReason[];
  readonly mover: Mover;
  readonly movements: readonly MetricMovement[];
}

/** Everything that is said about the refresh of one suite. */
export interface RefreshFacts extends RefreshDecision {
  readonly suite: string;
  /** Of the package it belongs to, where that is not the whole repository. */
  readonly folder?: string;
  /** What was measured. */
  readonly commit: string;
  readonly cases: number;
  /** Trials of this run. */
  readonly trials: number;
  /** The runs of the new baseline, this one first. */
  readonly runs: readonly BaselineRun[];
  /** Cases whose repeats a cache answered: stored once. */
  readonly cached: readonly string[];
  /** Cases that got it wrong every time, by the title of the metric. */
  readonly alwaysWrong: readonly { readonly title: string; readonly cases: readonly string[] }[];
}
