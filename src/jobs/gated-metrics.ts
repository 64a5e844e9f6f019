import type { ComparedMetric } from '../analysis/test-suite.ts';
import { unitMargin } from '../design/unit-margin.ts';
import type { Metric, Suite } from '../domain/suite.ts';

/**
 * Everything of a suite that is compared: its metrics, and each gated slice of a metric as a metric of its own, named
 * `correct@task:refunds`. So a slice joins the family, has its own margin and floor, and a verdict of its own.
 */
export function comparedMetrics(suite: Pick<Suite, 'metrics' | 'slices'>): readonly ComparedMetric[] {
  const whole = suite.metrics.map((metric, column) => ({ metric, column, unitMargin: unitMargin(metric) }));
  const slices = suite.slices.flatMap(({ tag, margins }) =>
    whole
      .filter(({ metric }) => Object.hasOwn(margins, metric.name))
      .map(({ metric, column }): ComparedMetric => {
        const own: Metric = {
          ...metric,
          name: `${metric.name}@${tag}`,
          title: `${metric.title}, ${tag}`,
          margin: margins[metric.name] ?? metric.margin,
          gate: true,
        };
        return { metric: own, column, unitMargin: unitMargin(own), tag };
      }),
  );
  return [...whole, ...slices];
}
