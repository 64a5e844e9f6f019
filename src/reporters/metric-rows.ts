import type { Comparison } from '../domain/comparison.ts';
import type { Report } from '../domain/report.ts';
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
  // What is the reason for the verdict stands first.
  return report.verdict.reason === 'metric-missing' ? [...missing, ...compared] : [...compared, ...missing];
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
