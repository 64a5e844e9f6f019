import type { RegressedCase, Report } from '../domain/report.ts';
import { logSafe } from '../text/log-safe.ts';
import { shorten } from '../text/markdown-safe.ts';
import { scores } from './cases-section.ts';
import { suiteComparisons } from './picks.ts';
import { titled, wrap, type TerminalStyle } from './terminal-layout.ts';
import { toPlain, words } from './words.ts';

/** The three worst cases, each as a few labelled lines. */
export function terminalCases(report: Report, style: TerminalStyle): readonly string[] {
  if (report.verdict.outcome === 'pass') return [];
  const [first, second, third] = report.regressedCases;
  const shown = [first, second, third].filter((testCase) => testCase !== undefined);
  if (shown.length === 0) return [];
  const heading = report.verdict.outcome === 'fail' ? 'Worst regressed cases' : 'Cases that look worse';
  return titled(
    `${heading} (${shown.length} of ${report.regressedCases.length})`,
    shown.flatMap((testCase) => caseLines(report, testCase, style)),
  );
}

function caseLines(report: Report, testCase: RegressedCase, style: TerminalStyle): readonly string[] {
  const comparison = suiteComparisons(report).find(
    (one) => one.suite === testCase.suite && one.metric === testCase.metric,
  );
  const what = words`${testCase.caseId} · ${comparison?.title ?? testCase.metric} · ${scores(testCase, comparison)}`;
  const head = wrap(toPlain(what), style.width, '  ');
  if (report.settings.showOutputs === 'none') return [...head, '    (outputs hidden: show-outputs is none)'];
  const pieces: readonly (readonly [string, string | undefined])[] = [
    ['input', testCase.input],
    ['expected', testCase.expected],
    ['before', testCase.baselineOutput],
    ['now', testCase.candidateOutput],
    ['why', testCase.explanation],
  ];
  return [...head, ...pieces.flatMap(([label, text]) => labelled(label, text, style))];
}

/** The label in a column of its own, the text wrapped beside it. */
function labelled(label: string, text: string | undefined, style: TerminalStyle): readonly string[] {
  if (text === undefined || text === '') return [];
  const indent = ' '.repeat(14);
  const lines = wrap(logSafe(shorten(text, 300)), style.width, indent);
  return lines.map((line, index) => (index === 0 ? `    ${label.padEnd(10)}${line.slice(indent.length)}` : line));
}
