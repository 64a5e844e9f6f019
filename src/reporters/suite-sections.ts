import type { Report } from '../domain/report.ts';
import type { SuiteVerdict } from '../domain/verdict.ts';
import { casesSection, details } from './cases-section.ts';
import { causeSection } from './cause-section.ts';
import type { Section } from './fit.ts';
import { headline, reasonText } from './headline.ts';
import { rolesSection } from './roles-section.ts';
import { code, own, toHtml, toMarkdown, words, type Words } from './words.ts';

/**
 * What changed and which cases got worse: of the one suite, or suite by suite, each under its own verdict, the gravest
 * first. What a passing suite changed is collapsed.
 */
export function suiteSections(report: Report): readonly Section[] {
  if (report.verdict.perSuite.length < 2) return [rolesSection(report), causeSection(report), casesSection(report)];
  return [...report.verdict.perSuite]
    .sort((one, other) => gravity(one) - gravity(other))
    .flatMap((suite) => {
      const narrowed = ofSuite(report, suite);
      const parts = [rolesSection(narrowed, '####'), causeSection(narrowed, '####'), casesSection(narrowed)];
      const { emoji } = headline(narrowed);
      if (suite.outcome === 'pass') {
        return [collapsed(toHtml(words`${own(emoji)} ${code(suite.suite)} stays within its limits`), parts)];
      }
      return [{ importance: 65, forms: [`### ${emoji} ${toMarkdown(headingOf(report, suite))}`] }, ...parts];
    });
}

/** Its name, and why where that is not what the whole report is headed by. */
function headingOf({ verdict }: Report, { suite, reason }: SuiteVerdict): Words {
  return reason === undefined || reason === verdict.reason
    ? [code(suite)]
    : words`${code(suite)}: ${own(reasonText(reason))}`;
}

function gravity({ outcome }: SuiteVerdict): number {
  return ['fail', 'inconclusive', 'pass'].indexOf(outcome);
}

function collapsed(heading: string, parts: readonly Section[]): Section {
  const body = parts
    .map(({ forms }) => forms[0] ?? '')
    .filter((text) => text !== '')
    .join('\n\n');
  return { importance: 20, forms: body === '' ? [''] : [details(heading, body, false), ''] };
}

/** The report as if it were of this suite alone. */
function ofSuite(report: Report, suite: SuiteVerdict): Report {
  const mine = (one: { readonly suite: string }): boolean => one.suite === suite.suite;
  return {
    ...report,
    changes: report.changes.filter(mine),
    plan: { ...report.plan, suites: report.plan.suites.filter(mine) },
    comparisons: report.comparisons.filter(mine),
    regressedCases: report.regressedCases.filter(mine),
    ...(report.roles === undefined ? {} : { roles: report.roles.filter(mine) }),
    verdict: {
      outcome: suite.outcome,
      ...(suite.reason === undefined ? {} : { reason: suite.reason }),
      ...(report.verdict.accepted === undefined ? {} : { accepted: report.verdict.accepted }),
      level: report.verdict.level,
      because: report.verdict.because.filter((finding) => finding.suite === suite.suite),
      perSuite: [suite],
      perMetric: report.verdict.perMetric.filter(mine),
    },
  };
}
