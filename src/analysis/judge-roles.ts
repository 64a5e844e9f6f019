import type { Metric } from '../domain/suite.ts';
import type { FailedTrials } from '../domain/report.ts';
import type { Trial } from '../domain/trial.ts';
import { observe } from './observe.ts';

/** What one trial of a must-not-fail case came to; `lost`: nothing was learnt from it. */
export type Fate = 'held' | 'failed' | 'lost';

/** On the unit scale, where higher is better. */
const HALF = 0.5;

/**
 * Whether a trial failed: some gated metric with bounds scores below one half, or the product gave no answer. One event a
 * case, however many metrics it fails on, so that the bound on a sentinel's false alarms holds for the case. What the
 * infrastructure lost, and what no such metric could score, says nothing.
 */
export function fateOf(trial: Trial, metrics: readonly Metric[]): Fate {
  const row = observe(trial, metrics);
  if (row === undefined) return 'lost';
  const scores = metrics.flatMap(({ gate, kind }, column) => {
    const score = row[column] ?? null;
    return gate && kind !== 'ratio' && score !== null ? [score] : [];
  });
  if (scores.length === 0) return 'lost';
  return scores.some((score) => score < HALF) ? 'failed' : 'held';
}

/**
 * An invariant is broken by one failed trial of the candidate: a rule, not a claim with an error rate (statistics.md §5).
 */
export function judgeInvariant(fates: readonly Fate[]): 'held' | 'broken' | 'lost' {
  if (fates.includes('failed')) return 'broken';
  return fates.length === 0 || fates.includes('lost') ? 'lost' : 'held';
}

/**
 * A sentinel whose first trial failed, after fresh runs of both versions: broken where the candidate failed every one and
 * the control none. One trial that came out otherwise settles it, whatever else was lost.
 */
export function judgeSentinel(
  candidate: readonly Fate[],
  control: readonly Fate[],
  trials: number,
): 'broken' | 'recovered' | 'lost' {
  if (candidate.includes('held') || control.includes('failed')) return 'recovered';
  const failed = candidate.filter((fate) => fate === 'failed').length;
  const held = control.filter((fate) => fate === 'held').length;
  return failed === trials && held === trials ? 'broken' : 'lost';
}

/** How many failed, of those that say anything. */
export function countFailed(fates: readonly Fate[]): FailedTrials {
  const known = fates.filter((fate) => fate !== 'lost');
  return { failed: known.filter((fate) => fate === 'failed').length, of: known.length };
}
