import type { Metric, Suite } from '../domain/suite.ts';
import type { InconclusiveReason } from '../domain/verdict.ts';

/** A suite that should have been judged, with its gated metrics, and why it could not be. */
export interface MissingSuite {
  readonly suite: string;
  readonly metrics: readonly string[];
  readonly reason: Extract<InconclusiveReason, 'target-missing' | 'no-baseline' | 'metric-missing'>;
}

export function missingSuite(suite: Suite, reason: MissingSuite['reason']): MissingSuite {
  return { suite: suite.name, metrics: gatedNames(suite), reason };
}

/** Names of the metrics that decide, in the suite's order. */
export function gatedNames({
  metrics,
}: {
  readonly metrics: readonly Pick<Metric, 'name' | 'gate'>[];
}): readonly string[] {
  return metrics.filter((metric) => metric.gate).map((metric) => metric.name);
}
