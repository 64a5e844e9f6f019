import type { Report } from '../domain/report.ts';
import { count, level } from './numbers.ts';
import { code, own, strong, words, type Words } from './words.ts';

/** What ran beside the verdict: a suite or cases that this change brings. One line a metric. */
export function advisoryLines(report: Report): readonly Words[] {
  return report.advisory.map(({ kind, suite, title, measure, cases, estimate }) => {
    const where =
      kind === 'new-suite'
        ? words`new suite ${code(suite)}, ${own(count(cases, 'case'))}`
        : words`${own(count(cases, 'new or edited case'))} of ${code(suite)}`;
    return words`${where}: ${strong(title)} ${own(estimate === undefined ? 'not scored' : level(measure, estimate))}`;
  });
}
