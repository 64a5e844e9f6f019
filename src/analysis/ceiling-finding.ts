import type { Finding } from '../domain/finding.ts';
import type { PlannedMetric } from '../domain/plan.ts';

/** Of the cases with repeats, the share that may always answer alike before it is said. */
const STEADY = 0.8;

/**
 * That a metric is at its ceiling: a gain of the margin cannot happen, or nearly all cases answer alike every time, so that
 * only few of them tell a small change. Undefined where neither holds.
 *
 * @param baseline the other arm's mean on the unit scale, where nothing is stored
 */
export function ceilingFinding(suite: string, metric: PlannedMetric, baseline: number): Finding | undefined {
  const { varying } = metric;
  const nearBest = varying?.nearBest ?? (metric.kind !== 'ratio' && baseline + metric.unitMargin > 1);
  const steady = varying !== undefined && varying.of - varying.cases > STEADY * varying.of;
  if (!nearBest && !steady) return undefined;
  const why = nearBest
    ? `the baseline of \`${metric.name}\` is so close to its best value that a gain of the size of the limit cannot happen`
    : `nearly all cases score the same on \`${metric.name}\` every time`;
  const share = varying === undefined ? '' : ` (${varying.cases} of ${varying.of} stored cases ever varied)`;
  return {
    ruleId: 'ceiling',
    suite,
    metric: metric.name,
    message: `${why}${share}; harder cases would tell more`,
  };
}
