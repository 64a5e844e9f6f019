import type { AdvisoryResult, Report } from '../domain/report.ts';
import { count, level } from './numbers.ts';
import { code, own, strong, words, type Words } from './words.ts';

/** What ran beside the verdict: a suite or cases that this change brings. One line a metric. */
export function advisoryLines(report: Report): readonly Words[] {
  return report.advisory.map((result) => {
    const where =
      result.kind === 'new-suite'
        ? words`new suite ${code(result.suite)}, ${own(count(result.cases, 'case'))}`
        : words`${own(count(result.cases, 'new or edited case'))} of ${code(result.suite)}`;
    return words`${where}: ${strong(titleOf(report, result))} ${own(estimate(report, result))}`;
  });
}

function titleOf(report: Report, result: AdvisoryResult): string {
  return measureOf(report, result)?.title ?? result.metric;
}

function estimate(report: Report, result: AdvisoryResult): string {
  if (result.estimate === undefined) return 'not scored';
  const comparison = report.comparisons.find((one) => one.suite === result.suite && one.metric === result.metric);
  const measure = comparison ?? measureOf(report, result);
  return level(measure ?? { kind: 'continuous' }, result.estimate);
}

function measureOf(report: Report, result: AdvisoryResult) {
  return report.plan.suites
    .find(({ suite }) => suite === result.suite)
    ?.metrics.find(({ name }) => name === result.metric);
}
