import type { Report } from '../domain/report.ts';
import type { InconclusiveReason } from '../domain/verdict.ts';
import { count } from './numbers.ts';
import { regressions, suiteNames } from './picks.ts';
import { situationOf } from './situation.ts';
import { code, list, own, words, type Words } from './words.ts';

export interface Headline {
  /** For places that show emoji; the words say the same without it. */
  readonly emoji: '✅' | '❌' | '⚠️';
  /** For places that do not. */
  readonly verdict: 'PASS' | 'FAIL' | 'INCONCLUSIVE';
  /** Verdict and scope, short enough for a mail's subject. */
  readonly text: Words;
}

export function headline(report: Report): Headline {
  const { outcome } = report.verdict;
  const text = headlineText(report);
  if (outcome === 'pass') return { emoji: '✅', verdict: 'PASS', text };
  if (outcome === 'fail') return { emoji: '❌', verdict: 'FAIL', text };
  return { emoji: '⚠️', verdict: 'INCONCLUSIVE', text };
}

function headlineText(report: Report): Words {
  const situation = situationOf(report);
  if (situation === 'passed') return passed(suiteNames(report));
  if (situation === 'failed') return words`${regressionCount(report)} in ${scopeOf(regressedSuites(report))}`;
  if (situation === 'accepted') {
    return words`${regressionCount(report)} in ${scopeOf(regressedSuites(report))}, accepted by a maintainer`;
  }
  if (situation === 'nothing-relevant-changed') return words`pass, nothing relevant changed`;
  if (situation === 'first-configuration') return words`pass, the first configuration is valid`;
  return words`${own(lead[situation][0])}${concernedSuites(report, situation)}`;
}

function passed(suites: readonly string[]): Words {
  if (suites.length === 0) return words`pass`;
  return words`pass, ${scopeOf(suites)} ${own(suites.length === 1 ? 'is' : 'are')} not worse`;
}

/** What happened, and the word that ties it to a suite; without one no suite is named. */
const lead: Readonly<Record<InconclusiveReason, readonly [string, string?]>> = {
  undecided: ['inconclusive, too little data to tell', ' for '],
  unconfirmed: ['inconclusive, a drop did not happen again', ' in '],
  'no-baseline': ['inconclusive, nothing to compare with yet', ' for '],
  'not-evaluated': ['inconclusive, nothing was run', ' for '],
  'too-many-errors': ['inconclusive, too many calls failed', ' in '],
  'over-budget': ['inconclusive, the budget ran out', ' in '],
  'too-many-attempts': ['inconclusive, too many attempts'],
  'target-missing': ['inconclusive, a gated suite or its target was removed', ': '],
  'metric-missing': ['inconclusive, a gated metric was not measured', ' in '],
  'no-base-build': ['inconclusive, the earlier version could not be built', ' for '],
  incompatible: ['inconclusive, the two sets of results do not match', ' for '],
  cancelled: ['cancelled before there was a verdict'],
};

function concernedSuites(report: Report, reason: InconclusiveReason): Words {
  const [, tie] = lead[reason];
  const concerned = report.verdict.perSuite.filter((suite) => suite.reason === reason).map((suite) => suite.suite);
  return tie === undefined || concerned.length === 0 ? [] : words`${own(tie)}${scopeOf(concerned)}`;
}

function regressedSuites(report: Report): readonly string[] {
  const failed = report.verdict.perSuite.filter((suite) => suite.outcome === 'fail').map((suite) => suite.suite);
  return failed.length === 0 ? suiteNames(report) : failed;
}

function regressionCount(report: Report): Words {
  return [own(count(Math.max(1, regressions(report).length), 'regression'))];
}

function scopeOf(suites: readonly string[]): Words {
  return list(
    suites.map((suite) => [code(suite)]),
    3,
  );
}
