import type { Report } from '../domain/report.ts';
import type { InconclusiveReason } from '../domain/verdict.ts';
import { brokenCases } from './broken-cases.ts';
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
  const { folder } = report.change;
  // Several packages of one repository are judged side by side, and may have suites of the same name.
  const text = folder === undefined ? headlineText(report) : words`${headlineText(report)} (${code(folder)})`;
  if (outcome === 'pass') return { emoji: '✅', verdict: 'PASS', text };
  if (outcome === 'fail') return { emoji: '❌', verdict: 'FAIL', text };
  return { emoji: '⚠️', verdict: 'INCONCLUSIVE', text };
}

function headlineText(report: Report): Words {
  const situation = situationOf(report);
  if (situation === 'passed') return passed(judgedSuites(report));
  if (situation === 'failed') return words`${whatFailed(report)} in ${scopeOf(regressedSuites(report))}`;
  if (situation === 'accepted') {
    return words`${whatFailed(report)} in ${scopeOf(regressedSuites(report))}, accepted by a maintainer`;
  }
  if (situation === 'nothing-relevant-changed') return words`pass, nothing relevant changed`;
  if (situation === 'first-release') return words`pass, recorded as a first release; nothing was compared`;
  if (situation === 'first-configuration') return words`pass, the first configuration is valid; nothing was run`;
  if (situation === 'baseline-changed') return words`pass, only a stored baseline changed`;
  const what = words`${own(reasonText(situation))}${concernedSuites(report, situation)}`;
  return situation === 'cancelled' ? what : words`inconclusive, ${what}`;
}

function passed(suites: readonly string[]): Words {
  if (suites.length === 0) return words`pass`;
  return words`pass, ${scopeOf(suites)} ${own(suites.length === 1 ? 'stays within its limits' : 'stay within their limits')}`;
}

/** "Steelyard", or what of it speaks. */
export function speaker({ job }: Pick<Report, 'job'>): string {
  return job === 'release' ? 'Steelyard release' : 'Steelyard';
}

/** What happened, in a few words, without the verdict. */
export function reasonText(reason: InconclusiveReason): string {
  return lead[reason][0];
}

/** What happened, and the word that ties it to a suite; without one no suite is named. */
const lead: Readonly<Record<InconclusiveReason, readonly [string, string?]>> = {
  undecided: ['too little data to tell', ' for '],
  unconfirmed: ['a drop did not happen again', ' in '],
  'no-baseline': ['nothing to compare with yet', ' for '],
  'not-evaluated': ['nothing was run', ' for '],
  'too-many-errors': ['too many calls failed', ' in '],
  'over-budget': ['the budget ran out', ' in '],
  'too-many-attempts': ['too many attempts'],
  'target-missing': ['a gated suite or its target was removed', ': '],
  'metric-missing': ['a gated metric was not measured', ' in '],
  'no-base-build': ['the earlier version could not be built', ' for '],
  incompatible: ['the two sets of results do not match', ' for '],
  cancelled: ['cancelled before there was a verdict'],
};

function concernedSuites(report: Report, reason: InconclusiveReason): Words {
  const [, tie] = lead[reason];
  const concerned = report.verdict.perSuite.filter((suite) => suite.reason === reason).map((suite) => suite.suite);
  return tie === undefined || concerned.length === 0 ? [] : words`${own(tie)}${scopeOf(concerned)}`;
}

/** Suites that only show something stay within nothing. */
function judgedSuites(report: Report): readonly string[] {
  const judged = new Set(report.verdict.perSuite.map(({ suite }) => suite));
  const names = suiteNames(report);
  return judged.size === 0 ? names : names.filter((name) => judged.has(name));
}

function regressedSuites(report: Report): readonly string[] {
  const failed = report.verdict.perSuite.filter((suite) => suite.outcome === 'fail').map((suite) => suite.suite);
  return failed.length === 0 ? suiteNames(report) : failed;
}

function whatFailed(report: Report): Words {
  const broken = brokenCases(report).length;
  const regressed = regressions(report).length;
  if (broken === 0) return [own(count(Math.max(1, regressed), 'regression'))];
  if (regressed === 0) return [own(`${count(broken, 'must-not-fail case')} broke`)];
  return [own(`${count(broken, 'broken must-not-fail case')} and ${count(regressed, 'regression')}`)];
}

function scopeOf(suites: readonly string[]): Words {
  return list(
    suites.map((suite) => [code(suite)]),
    3,
  );
}
