import { moverOf, refreshReasons } from '../analysis/refresh-reasons.ts';
import { unitOf } from '../analysis/unit-of.ts';
import type { AcceptedDrop, Baseline } from '../domain/baseline.ts';
import type { MetricMovement, RefreshFacts } from '../domain/refresh.ts';
import type { Metric } from '../domain/suite.ts';
import type { Measured } from './measure-suite.ts';
import { keyOf, type PooledBaseline, poolMeasured } from './pool-measured.ts';
import { type SinceStored, sinceStored } from './since-stored.ts';

/** A new baseline beside the stored one, with everything that is to be said about it. */
export interface Proposal {
  readonly pooled: PooledBaseline;
  readonly facts: RefreshFacts;
}

/**
 * What a measurement makes of what is stored on the default branch and what waits beside it. Decides from these alone,
 * never from what an earlier refresh did, so that one that was cut short is mended by the next.
 *
 * @param at.stored on the default branch; `unreadable` where one is there that cannot be read
 * @param at.waiting what earlier refreshes left for the next pull request
 * @param at.accepted drops that were accepted, whether or not they are recorded already
 * @param at.now milliseconds since the epoch
 */
export function proposeBaseline(
  measured: Measured,
  at: {
    readonly stored: Baseline | 'unreadable' | undefined;
    readonly waiting: Baseline | undefined;
    readonly accepted: readonly AcceptedDrop[];
    readonly now: number;
  },
): Proposal {
  const { fresh, run } = measured;
  const { suite } = run.loaded;
  const stored = at.stored === 'unreadable' ? undefined : at.stored;
  const earlier = [stored, at.waiting].filter((baseline) => baseline !== undefined);
  const accepted = [...(stored?.accepted ?? []), ...at.accepted];
  const pooled = poolMeasured(measured, earlier, { now: at.now, accepted });
  const since = sinceStored(stored, fresh, suite);
  const recorded = new Set((stored?.accepted ?? []).map(keyOf));
  const reasons = refreshReasons(at.stored, fresh, {
    accepted: pooled.baseline.accepted.filter((drop) => !recorded.has(keyOf(drop))),
    drifted: since.drift.map(({ metric }) => metric.name),
    maxAgeDays: run.settings.maxAgeDays,
    now: at.now,
  });
  return {
    pooled,
    facts: {
      suite: suite.name,
      commit: fresh.runs[0]?.commit ?? '',
      cases: fresh.cases.size,
      trials: [...fresh.cases.values()].reduce((sum, { trials }) => sum + trials.length, 0),
      runs: pooled.baseline.runs,
      cached: measured.cached,
      alwaysWrong: suite.metrics.flatMap(({ name, title }) => {
        const cases = pooled.alwaysWrong.get(name) ?? [];
        return cases.length === 0 ? [] : [{ title, cases }];
      }),
      reasons,
      mover: moverOf(reasons),
      movements: suite.metrics.map((metric) => movementOf(metric, { measured, pooled, since })),
    },
  };
}

function movementOf(
  metric: Metric,
  of: { readonly measured: Measured; readonly pooled: PooledBaseline; readonly since: SinceStored },
): MetricMovement {
  const summary = of.pooled.summaries.get(metric.name);
  const drifted = of.since.drift.some((one) => one.metric.name === metric.name);
  const shown = {
    metric: metric.name,
    title: metric.title,
    kind: metric.kind,
    ...unitOf(metric),
    direction: metric.direction,
    drifted,
    ...(summary === undefined || summary.cases === 0 ? {} : { pooled: summary.estimate }),
  };
  const compared = of.since.comparisons.find((one) => one.metric === metric.name);
  if (compared !== undefined) {
    const { baseline, candidate, difference, pairs } = compared;
    return { ...shown, cases: pairs, stored: baseline.estimate, now: candidate.estimate, change: difference };
  }
  const alone = of.measured.run.metrics.find((one) => one.metric.name === metric.name);
  return {
    ...shown,
    cases: alone?.cases ?? 0,
    ...(alone?.estimate === undefined ? {} : { now: alone.estimate }),
    ...(alone?.interval === undefined ? {} : { nowInterval: alone.interval }),
  };
}
