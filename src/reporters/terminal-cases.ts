import type { Report } from '../domain/report.ts';
import { logSafe } from '../text/log-safe.ts';
import { shorten } from '../text/markdown-safe.ts';
import { casesHeading, fell } from './cases-section.ts';
import { distinctCases, type DistinctCase } from './distinct-cases.ts';
import { titled, wrap, type TerminalStyle } from './terminal-layout.ts';
import { toPlain, words } from './words.ts';

/** The three worst cases, each as a few labelled lines. */
export function terminalCases(report: Report, style: TerminalStyle): readonly string[] {
  if (report.verdict.outcome === 'pass') return [];
  const all = distinctCases(report.regressedCases);
  const shown = all.slice(0, 3);
  if (shown.length === 0) return [];
  return titled(
    `${casesHeading(report)} (${shown.length} of ${all.length})`,
    shown.flatMap((testCase) => caseLines(report, testCase, style)),
  );
}

function caseLines(report: Report, testCase: DistinctCase, style: TerminalStyle): readonly string[] {
  const [first] = testCase;
  const head = wrap(toPlain(words`${first.caseId}${fell(report, testCase)}`), style.width, '  ');
  if (report.settings.showOutputs === 'none') return [...head, '    (outputs hidden: show-outputs is none)'];
  const pieces: readonly (readonly [string, string | undefined])[] = [
    ['input', first.input],
    ['expected', first.expected],
    ['before', first.baselineOutput],
    ['now', first.candidateOutput],
    ...testCase.map(({ explanation }) => ['why', explanation] as const),
  ];
  return [...head, ...pieces.flatMap(([label, text]) => labelled(label, text, style))];
}

/** The label in a column of its own, the text wrapped beside it. */
export function labelled(label: string, text: string | undefined, style: TerminalStyle): readonly string[] {
  if (text === undefined || text === '') return [];
  const indent = ' '.repeat(14);
  const lines = wrap(logSafe(shorten(text, 300)), style.width, indent);
  return lines.map((line, index) => (index === 0 ? `    ${label.padEnd(10)}${line.slice(indent.length)}` : line));
}
