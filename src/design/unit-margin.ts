import type { Metric } from '../domain/suite.ts';
import { ratioMargin } from '../stats/log-ratio.ts';

/** δ on the scale the tests work on: a share of the metric's range, or for `ratio` ln(1 + margin) / ln 4. */
export function unitMargin(metric: Pick<Metric, 'kind' | 'margin' | 'range'>): number {
  if (metric.kind === 'ratio') return ratioMargin(1 + metric.margin);
  return metric.margin / Math.abs(metric.range[1] - metric.range[0]);
}
