import type { Report } from '../domain/report.ts';
import { brokenCases } from './broken-cases.ts';
import { roleWords } from './role-words.ts';
import { labelled } from './terminal-cases.ts';
import { titled, wrap, type TerminalStyle } from './terminal-layout.ts';
import { toPlain, words } from './words.ts';

const MOST = 5;

/** The must-not-fail cases that broke, each as a few labelled lines. */
export function terminalRoles(report: Report, style: TerminalStyle): readonly string[] {
  const broken = brokenCases(report);
  if (broken.length === 0) return [];
  const lines = broken.slice(0, MOST).flatMap((one) => {
    const head = wrap(toPlain(words`${one.caseId}${roleWords.failed(one)}`), style.width, '  ');
    if (report.settings.showOutputs === 'none') return [...head, '    (outputs hidden: show-outputs is none)'];
    return [
      ...head,
      ...labelled('input', one.input, style),
      ...labelled('expected', one.expected, style),
      ...labelled('before', one.baselineOutput, style),
      ...labelled('now', one.candidateOutput, style),
      ...labelled('why', one.explanation, style),
    ];
  });
  const rest = broken.length - MOST;
  return titled('Must-not-fail cases that broke', [...lines, ...(rest > 0 ? [`  … and ${rest} more`] : [])]);
}
