import { ruleIds } from '../domain/finding.ts';
import type { Report } from '../domain/report.ts';
import { redactTexts } from '../text/redact-texts.ts';
import type { Console } from './console.ts';

/** Words of the report's own closed lists. A variable that happens to hold one of them must not unmake the report. */
const vocabulary = new Set<string>([
  ...ruleIds,
  ...['inconclusive', 'not-decided', 'not-confirmed', 'confirmed', 'screened', 'passed', 'not-worse', 'undecided'],
  ...['candidate', 'control', 'baseline', 'screen', 'confirm', 'stored', 'changed-cases', 'higher', 'excerpt'],
  ...['binary', 'ordinal', 'continuous', 'modified', 'removed', 'renamed', 'warning', 'tokens'],
  ...['prompt', 'params', 'scorers'],
]);

/**
 * The report without secrets, as everything that people read is rendered from it. What was decided is read from the report
 * itself, before this.
 */
export function redactedReport(report: Report, console: Pick<Console, 'redact'>): Report {
  return redactTexts(report, (text) => (vocabulary.has(text) ? text : console.redact(text)));
}
