import type { Comparison } from '../domain/comparison.ts';
import type { Report } from '../domain/report.ts';
import type { MetricVerdict } from '../domain/verdict.ts';

/** Comparisons of whole suites, gated ones first, in the report's order. */
export function suiteComparisons(report: Report): readonly Comparison[] {
  const whole = report.comparisons.filter(({ scope, gate }) => scope.kind === 'suite' || gate);
  return [...whole.filter((comparison) => comparison.gate), ...whole.filter((comparison) => !comparison.gate)];
}

export function metricVerdict(
  report: Report,
  comparison: Pick<Comparison, 'suite' | 'metric'>,
): MetricVerdict | undefined {
  return report.verdict.perMetric.find(
    (verdict) => verdict.suite === comparison.suite && verdict.metric === comparison.metric,
  );
}

/** The gated comparisons that the verdict calls regressions. */
export function regressions(report: Report): readonly Comparison[] {
  return suiteComparisons(report).filter(
    (comparison) => comparison.gate && metricVerdict(report, comparison)?.outcome === 'fail',
  );
}

/** The gated comparisons without an answer, those the run stopped early for left out. */
export function openComparisons(report: Report): readonly Comparison[] {
  return suiteComparisons(report).filter((comparison) => {
    const verdict = metricVerdict(report, comparison);
    return comparison.gate && verdict?.outcome === 'inconclusive' && verdict.note !== 'not-decided';
  });
}

/** The gated comparisons that the run stopped before, because another metric had settled the verdict. */
export function notDecided(report: Report): readonly Comparison[] {
  return suiteComparisons(report).filter(
    (comparison) => comparison.gate && metricVerdict(report, comparison)?.note === 'not-decided',
  );
}

/** A metric's title, as far as the plan or a comparison knows it. */
export function titleOf(report: Report, of: { readonly suite: string; readonly metric: string }): string {
  const planned = report.plan.suites
    .find(({ suite }) => suite === of.suite)
    ?.metrics.find(({ name }) => name === of.metric);
  const compared = report.comparisons.find(({ suite, metric }) => suite === of.suite && metric === of.metric);
  return planned?.title ?? compared?.title ?? of.metric;
}

/** Every suite that the report speaks of. */
export function suiteNames(report: Report): readonly string[] {
  const planned = report.plan.suites.map((suite) => suite.suite);
  return [...new Set([...planned, ...report.verdict.perSuite.map((suite) => suite.suite)])];
}
