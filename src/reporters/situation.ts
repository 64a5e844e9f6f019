import type { Report } from '../domain/report.ts';
import type { RuleId } from '../domain/finding.ts';
import type { InconclusiveReason } from '../domain/verdict.ts';

/** What a report has to tell, as a closed list: every text above the details is chosen by it. */
export type Situation =
  | 'passed'
  | 'failed'
  | 'accepted'
  | 'nothing-relevant-changed'
  | 'first-configuration'
  | 'baseline-changed'
  | 'first-release'
  | InconclusiveReason;

export function situationOf(report: Report): Situation {
  const { verdict } = report;
  if (verdict.reason === 'cancelled') return 'cancelled';
  if (verdict.outcome === 'fail') return verdict.accepted === undefined ? 'failed' : 'accepted';
  if (verdict.outcome === 'inconclusive') return verdict.reason ?? 'undecided';
  if (report.comparisons.length > 0) return 'passed';
  if (hasFinding(report, 'first-configuration')) return 'first-configuration';
  if (hasFinding(report, 'baseline-changed')) return 'baseline-changed';
  if ((report.release?.first ?? []).length > 0) return 'first-release';
  if (hasFinding(report, 'nothing-relevant-changed')) return 'nothing-relevant-changed';
  return 'passed';
}

export function hasFinding(report: Report, ruleId: RuleId): boolean {
  return [...report.findings, ...report.verdict.because].some((finding) => finding.ruleId === ruleId);
}
