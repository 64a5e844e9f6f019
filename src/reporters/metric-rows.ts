import type { Comparison } from '../domain/comparison.ts';
import type { Report, RoleCase, RoleResult } from '../domain/report.ts';
import type { InconclusiveReason, MetricVerdict } from '../domain/verdict.ts';
import { change, level, limit } from './numbers.ts';
import { metricVerdict, suiteComparisons, titleOf } from './picks.ts';

export type Tone = 'good' | 'bad' | 'unsure' | 'neutral';

/** One row of the metrics table; `suite` and `title` come from outside, the other cells are ours. */
export interface MetricRow {
  readonly suite: string;
  readonly title: string;
  readonly base: string;
  readonly candidate: string;
  readonly change: string;
  readonly atWorst: string;
  readonly limit: string;
  readonly verdict: string;
  readonly tone: Tone;
}

export const metricColumns = ['Metric', 'Before', 'After', 'Change', 'At worst', 'Limit', 'Verdict'] as const;

export function metricRows(report: Report): readonly MetricRow[] {
  const [compared, missing] = [
    suiteComparisons(report).map((comparison) => metricRow(report, comparison)),
    missingRows(report),
  ];
  const roles = (report.roles ?? []).map(roleRow);
  // What is the reason for the verdict stands first.
  const broken = roles.filter(({ tone }) => tone === 'bad');
  const others = roles.filter(({ tone }) => tone !== 'bad');
  return report.verdict.reason === 'metric-missing'
    ? [...broken, ...missing, ...compared, ...others]
    : [...broken, ...compared, ...missing, ...others];
}

/** What must not fail: the new version alone, since the one before was asked only about what failed. */
function roleRow({ suite, sentinels, invariants, cases }: RoleResult): MetricRow {
  const asked = sentinels + invariants;
  const has = (outcome: RoleCase['outcome']): boolean => cases.some((one) => one.outcome === outcome);
  const held = asked - cases.filter(({ outcome }) => outcome !== 'recovered').length;
  const said: Pick<MetricRow, 'verdict' | 'tone'> = has('broken')
    ? { verdict: 'Broken', tone: 'bad' }
    : has('lost')
      ? { verdict: 'Not checked', tone: 'unsure' }
      : { verdict: 'Held', tone: 'good' };
  return {
    suite,
    title: 'Must-not-fail cases',
    base: '',
    candidate: `${held} of ${asked}`,
    change: '',
    atWorst: '',
    limit: 'all',
    ...said,
  };
}

/** Gated metrics without a comparison: they are why there is no verdict, so they may not be missing here too. */
function missingRows(report: Report): readonly MetricRow[] {
  return report.verdict.perMetric
    .filter((verdict) => verdict.reason === 'metric-missing')
    .filter(
      (verdict) =>
        !suiteComparisons(report).some((one) => one.suite === verdict.suite && one.metric === verdict.metric),
    )
    .map((verdict) => ({
      suite: verdict.suite,
      title: titleOf(report, verdict),
      base: '',
      candidate: '',
      change: '',
      atWorst: '',
      limit: '',
      ...verdictCell(verdict),
    }));
}

export function metricRow(report: Report, comparison: Comparison): MetricRow {
  const verdict = comparison.gate ? metricVerdict(report, comparison) : undefined;
  const shown = {
    suite: comparison.suite,
    title: titleWithMeasure(comparison),
    base: level(comparison, comparison.baseline.estimate),
    candidate: level(comparison, comparison.candidate.estimate),
    change: change(comparison, comparison.difference.estimate),
  };
  if (verdict === undefined) {
    return {
      ...shown,
      atWorst: '',
      limit: '',
      verdict: comparison.gate ? 'Not in the verdict' : 'Not gated',
      tone: 'neutral',
    };
  }
  return {
    ...shown,
    atWorst: change(comparison, comparison.atWorst),
    limit: limit(comparison),
    ...verdictCell(verdict),
  };
}

function titleWithMeasure(comparison: Comparison): string {
  return comparison.kind === 'binary' ? `${comparison.title} (rate)` : comparison.title;
}

function verdictCell(verdict: MetricVerdict): Pick<MetricRow, 'verdict' | 'tone'> {
  if (verdict.outcome === 'pass') return { verdict: passWords[verdict.note ?? 'plain'], tone: 'good' };
  if (verdict.outcome === 'fail') return { verdict: 'Regressed', tone: 'bad' };
  if (verdict.note === 'not-decided') return { verdict: 'Not decided', tone: 'unsure' };
  return { verdict: openWords[verdict.reason ?? 'undecided'], tone: 'unsure' };
}

const passWords = {
  plain: 'Within limit',
  improved: 'Improved',
  'worse-within-margin': 'Worse, within limit',
  'not-decided': 'Within limit',
} as const;

const openWords: Readonly<Record<InconclusiveReason, string>> = {
  undecided: 'Cannot tell',
  unconfirmed: 'Not confirmed',
  'no-baseline': 'Nothing to compare',
  'not-evaluated': 'Not run',
  'too-many-errors': 'Too many errors',
  'over-budget': 'Budget ran out',
  'too-many-attempts': 'Too many attempts',
  'target-missing': 'Removed',
  'metric-missing': 'Not measured',
  'no-base-build': 'Not compared',
  incompatible: 'Not comparable',
  cancelled: 'Cancelled',
};
