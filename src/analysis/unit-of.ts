import type { Comparison } from '../domain/comparison.ts';
import type { Metric } from '../domain/suite.ts';

const units: Readonly<Record<string, Comparison['unit']>> = { latency: 'ms', cost: 'USD', tokens: 'tokens' };

/** What the scorers that measure count in; nothing for those that judge. */
export function unitOf(metric: Pick<Metric, 'scorer'>): Pick<Comparison, 'unit'> {
  const unit = units[metric.scorer.type];
  return unit === undefined ? {} : { unit };
}
