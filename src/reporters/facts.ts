import type { Comparison } from '../domain/comparison.ts';
import type { SuitePlan } from '../domain/plan.ts';
import type { Report } from '../domain/report.ts';
import { count } from './numbers.ts';
import { regressions, suiteComparisons } from './picks.ts';
import { hash, link, own, strong, words, type Words } from './words.ts';

export interface Links {
  /** Where a commit can be seen; undefined where there is no such place. */
  readonly commit: (sha: string) => string | undefined;
  readonly fullReport?: string;
}

/** What the verdict rests on, one short fact each. */
export function facts(report: Report, links: Links): readonly Words[] {
  return [
    ...caseCounts(report),
    ...flips(report),
    ...(report.confirmation === undefined ? [] : [confirmation(report)]),
    ...(report.repeat === undefined ? [] : [repeated(report)]),
    ...versions(report, links),
    ...(links.fullReport === undefined ? [] : [[link('full report', links.fullReport)]]),
  ];
}

function caseCounts(report: Report): readonly Words[] {
  if (report.plan.suites.length === 0) return [];
  if (report.comparisons.length === 0) return [];
  const ran = report.plan.suites.reduce((sum, suite) => sum + casesRun(report, suite), 0);
  const all = report.plan.suites.reduce((sum, suite) => sum + suite.casesInSuite, 0);
  return [ran === all ? words`${own(count(ran, 'case'))}, all there are` : words`${ran} of ${own(count(all, 'case'))}`];
}

/** As planned, unless the run broke off. */
function casesRun(report: Report, suite: SuitePlan): number {
  if (report.verdict.reason !== 'over-budget' && report.verdict.reason !== 'cancelled') return suite.caseIds.length;
  const mine = report.comparisons.filter((comparison) => comparison.suite === suite.suite);
  return Math.max(0, ...mine.map((comparison) => comparison.pairs + comparison.excluded));
}

/** Of the metric that failed, else of the first one that has flips. */
function flips(report: Report): readonly Words[] {
  const withFlips = (comparison: Comparison) => comparison.flips !== undefined;
  const candidates = [...regressions(report), ...suiteComparisons(report).filter((comparison) => comparison.gate)];
  const chosen = candidates.find(withFlips);
  if (chosen?.flips === undefined) return [];
  const { regressed, fixed } = chosen.flips;
  const several = suiteComparisons(report).filter(withFlips).length > 1;
  return [words`${regressed} newly failing, ${fixed} newly fixed${several ? words` on ${strong(chosen.title)}` : []}`];
}

function confirmation(report: Report): Words {
  const decisions = report.confirmation?.decisions ?? [];
  return decisions.some(({ decision }) => decision === 'confirmed')
    ? words`confirmed on a fresh run of both versions`
    : words`not confirmed on a fresh run of both versions`;
}

function repeated(report: Report): Words {
  const decisions = report.repeat?.decisions ?? [];
  return decisions.length > 0 && decisions.every(({ decision }) => decision === 'passed')
    ? words`passed again on a fresh run of both versions`
    : words`did not pass again on a fresh run of both versions`;
}

function versions(report: Report, links: Links): readonly Words[] {
  const { base, head } = report.change;
  const shown = shownCommit(report);
  const candidate = words`${hash(shown, 7, links.commit(shown))}${own(head.dirty ? ' with uncommitted changes' : '')}`;
  // Two commits side by side would claim a comparison.
  if (report.comparisons.length === 0) return [];
  const isLive = report.plan.suites.some((suite) => suite.control.kind === 'live');
  if (isLive) return [words`${hash(base.commit, 7, links.commit(base.commit))} (run live) vs ${candidate}`];
  const stored = [...report.baselines].sort((one, other) => other.ageDays - one.ageDays)[0];
  if (stored === undefined) {
    return [words`${hash(base.commit, 7, links.commit(base.commit))} vs ${candidate}`];
  }
  if (report.confirmation !== undefined || report.repeat !== undefined) {
    // The numbers are those of the fresh runs; the baseline only said where to look.
    return [
      words`${candidate} was first compared with the baseline of ${hash(stored.commit, 7, links.commit(stored.commit))} (${own(age(stored.ageDays))})`,
    ];
  }
  return [
    words`baseline ${hash(stored.commit, 7, links.commit(stored.commit))} (${own(age(stored.ageDays))}) vs ${candidate}`,
  ];
}

/** The commit people know the change by: what they pushed, though what ran is that commit as it would land. */
function shownCommit({ change }: Report): string {
  return change.pullRequest?.headCommit ?? change.head.commit;
}

function age(days: number): string {
  return days < 1 ? 'from today' : `${count(Math.floor(days), 'day')} old`;
}

/** Links to commits, where the server is known and the repository is `owner/name`. */
export function linksFor(
  report: Report,
  options: { readonly serverUrl?: string | undefined; readonly reportUrl?: string | undefined },
): Links {
  const { repository } = report.change;
  const isHosted = options.serverUrl !== undefined && /^[\w.-]+\/[\w.-]+$/u.test(repository);
  const base = `${options.serverUrl?.replace(/\/+$/u, '') ?? ''}/${repository}/commit/`;
  return {
    commit: (sha) => (isHosted && /^[0-9a-f]{7,64}$/u.test(sha) ? `${base}${sha}` : undefined),
    ...(options.reportUrl === undefined ? {} : { fullReport: options.reportUrl }),
  };
}

/** For the footer. */
export function updatedFor(report: Report): Words {
  return words`Updated for ${hash(shownCommit(report))} · ${own(attemptText(report))}steelyard v${report.steelyard}`;
}

function attemptText({ attempt, repeat }: Report): string {
  if (attempt === undefined) return '';
  const again = repeat?.decisions.every(({ decision }) => decision === 'passed');
  const what =
    again === undefined ? '' : again ? ': this pass was repeated on fresh runs' : ': its pass did not repeat';
  const read = attempt.replayOf === undefined ? '' : ', read again without a call';
  return `attempt ${attempt.number}${what}${read} · `;
}
