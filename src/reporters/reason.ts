import type { LevelledFinding } from '../domain/finding.ts';
import type { Report } from '../domain/report.ts';
import type { InconclusiveReason } from '../domain/verdict.ts';
import { prose, type Words } from './words.ts';

/** Reasons whose findings say what happened. Those of the others say what the table and the advice say already. */
const toldFirst: ReadonlySet<InconclusiveReason> = new Set<InconclusiveReason>([
  'over-budget',
  'too-many-errors',
  'not-evaluated',
  'too-many-attempts',
  'target-missing',
  'metric-missing',
  'no-base-build',
  'incompatible',
  'cancelled',
]);

/** As many as a second line can bear; the rest stay among the notes. */
const MOST = 3;

/** The findings that say why there is no verdict: they belong into the second line, and nowhere else. */
export function reasonFindings(report: Report): readonly LevelledFinding[] {
  const { reason } = report.verdict;
  if (reason === undefined || !toldFirst.has(reason)) return [];
  const all = [...report.verdict.because, ...report.findings].filter(({ ruleId }) => ruleId === reason);
  return [...new Map(all.map((finding) => [finding.message, finding])).values()].slice(0, MOST);
}

/** What those findings say happened, a sentence each. The mend that a message ends on is left to the advice. */
export function reasonWords(report: Report): readonly Words[] {
  return reasonFindings(report).map(({ message }) => {
    const [what = ''] = message.split('; ');
    const text = what.replace(/\.$/u, '');
    return prose(text.charAt(0).toUpperCase() + text.slice(1));
  });
}
