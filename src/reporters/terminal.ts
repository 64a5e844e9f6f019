import { z } from 'zod';
import { define } from '../domain/definition.ts';
import type { RegressedCase, Report } from '../domain/report.ts';
import { logSafe } from '../text/log-safe.ts';
import { shorten } from '../text/markdown-safe.ts';
import { advisoryLines } from './advisory.ts';
import { scores } from './cases-section.ts';
import { decisionFacts, decisionLine } from './decision.ts';
import { facts } from './facts.ts';
import { headline } from './headline.ts';
import { diffPlace, diffText, likelyCauses } from './likely-cause.ts';
import { metricColumns, metricRows, type MetricRow, type Tone } from './metric-rows.ts';
import { notes } from './notes.ts';
import { suiteComparisons } from './picks.ts';
import { liveControlWords, plainWords } from './plain-words.ts';
import type { Reporter } from './reporter.ts';
import { reproduceCommand } from './reproduce.ts';
import { alignColumns, wrap } from './terminal-layout.ts';
import { whatToDo } from './what-to-do.ts';
import { join, sentence, toPlain, words } from './words.ts';

const options = z.strictObject({
  colour: z.boolean().default(false),
  width: z.int().min(40).max(400).default(100),
});

type Options = z.infer<typeof options>;

/** The same story for a terminal: the verdict first and last, colour only when asked for, plain ASCII commands. */
export const terminal = define<Options, Reporter>({
  type: 'terminal',
  version: 1,
  summary: 'The verdict for a terminal or a log, wrapped and aligned, in colour where asked.',
  schema: options,
  create: (chosen) => (report) => `${document(report, chosen).join('\n')}\n`,
});

function document(report: Report, chosen: Options): readonly string[] {
  const verdict = verdictLine(report, chosen);
  const blocks = [
    [verdict],
    paragraph(toPlain(sentence(plainWords(report))), chosen),
    livePart(report, chosen),
    tablePart(report, chosen),
    paragraph(toPlain(join(facts(report, { commit: () => undefined }), ' · ')), chosen),
    advicePart(report, chosen),
    advisoryPart(report, chosen),
    policyPart(report, chosen),
    causePart(report, chosen),
    casesPart(report, chosen),
    notesPart(report, chosen),
    decisionPart(report, chosen),
    reproducePart(report, chosen),
    [verdict],
  ];
  return blocks.filter((block) => block.length > 0).flatMap((block, index) => (index === 0 ? block : ['', ...block]));
}

function verdictLine(report: Report, chosen: Options): string {
  const { verdict, text } = headline(report);
  const tone = { PASS: 'good', FAIL: 'bad', INCONCLUSIVE: 'unsure' } as const;
  // The headline repeats the word where it reads better in a mail's subject; here it stands in front already.
  const rest = toPlain(text).replace(/^(pass|inconclusive)(, )?/u, '');
  return `${paint(verdict, tone[verdict], chosen)}${rest === '' ? '' : `  ${rest}`}`;
}

function livePart(report: Report, chosen: Options): readonly string[] {
  const live = liveControlWords(report);
  return live === undefined ? [] : paragraph(toPlain(live), chosen);
}

function tablePart(report: Report, chosen: Options): readonly string[] {
  const rows = metricRows(report);
  if (rows.length === 0) return [];
  const hasSuites = new Set(rows.map(({ suite }) => suite)).size > 1;
  const [metric, base, , ...figures] = metricColumns;
  const cellsWith = (longestTitle: number) => [
    [' ', ...(hasSuites ? ['Suite'] : []), metric, base, 'This', ...figures],
    ...rows.map((row) => tableRow(row, { hasSuites, longestTitle })),
  ];
  // Titles are the one column that may give way; what the others need is found with titles as short as their heading.
  const others = Math.max(...alignColumns(cellsWith(metric.length), leftAligned).map((line) => line.length));
  const cells = cellsWith(Math.max(12, chosen.width - 2 - others + metric.length));
  const align = ['left', ...(hasSuites ? ['left'] : []), 'left', 'right', 'right', 'right', 'right', 'right', 'left'];
  const [header, ...body] = alignColumns(
    cells,
    align.map((side) => (side === 'right' ? 'right' : 'left')),
  );
  return [
    `  ${header ?? ''}`,
    ...body.map((line, index) => `  ${paint(line, rows[index]?.tone ?? 'neutral', chosen)}`),
  ];
}

const leftAligned = Array.from({ length: metricColumns.length + 2 }, () => 'left' as const);

function tableRow(
  row: MetricRow,
  { hasSuites, longestTitle }: { readonly hasSuites: boolean; readonly longestTitle: number },
): readonly string[] {
  return [
    { good: '+', bad: 'x', unsure: '?', neutral: ' ' }[row.tone],
    ...(hasSuites ? [shorten(logSafe(row.suite), 16)] : []),
    shorten(logSafe(row.title), longestTitle),
    row.base,
    row.candidate,
    row.change,
    row.atWorst,
    row.limit,
    row.verdict,
  ];
}

function advicePart(report: Report, chosen: Options): readonly string[] {
  const advice = whatToDo(report, { canAccept: false });
  if (advice === undefined) return ['What to do: nothing.'];
  return titled(
    'What to do',
    advice.steps.flatMap((step) => wrap(toPlain(step), chosen.width, '  ')),
  );
}

function advisoryPart(report: Report, chosen: Options): readonly string[] {
  const lines = advisoryLines(report).flatMap((line) => wrap(`- ${toPlain(line)}`, chosen.width, '  ', '  '));
  return lines.length === 0 ? [] : titled('Shown, not counted', lines);
}

function policyPart(report: Report, chosen: Options): readonly string[] {
  if (report.policyDiff.length === 0) return [];
  return titled(
    'Changes to the rules (this verdict used those of the base; these take effect after the merge)',
    report.policyDiff.flatMap((edit) => [
      ...wrap(logSafe(`${edit.path} ${edit.status}`), chosen.width, '  '),
      ...edit.edits.slice(0, 12).flatMap((line) => wrap(logSafe(line), chosen.width, '    ')),
    ]),
  );
}

function causePart(report: Report, chosen: Options): readonly string[] {
  if (report.comparisons.length === 0 || report.verdict.outcome === 'pass') return [];
  const causes = likelyCauses(report);
  if (causes.length === 0) return [];
  const lines = causes.flatMap((cause) => [
    ...wrap(toPlain(causes.length > 1 ? words`${cause.suite}: ${cause.summary}` : cause.summary), chosen.width, '  '),
    ...(cause.pattern === undefined ? [] : wrap(toPlain(cause.pattern), chosen.width, '  ')),
    ...cause.removed
      .slice(0, 3)
      .flatMap((gone) => wrap(`No longer there: “${shorten(logSafe(gone), 200)}”`, chosen.width, '  ', '  ')),
    ...cause.diffs.slice(0, 3).flatMap((diff) => [
      ...wrap(toPlain(diffPlace(diff)), chosen.width, '  '),
      ...diffText(diff, 12)
        .split('\n')
        .map((line) => `    ${paintDiff(shorten(logSafe(line), chosen.width - 4), chosen)}`),
    ]),
  ]);
  return titled(report.verdict.outcome === 'fail' ? 'Likely cause' : 'What changed', lines);
}

function casesPart(report: Report, chosen: Options): readonly string[] {
  if (report.verdict.outcome === 'pass') return [];
  const [first, second, third] = report.regressedCases;
  const shown = [first, second, third].filter((testCase) => testCase !== undefined);
  if (shown.length === 0) return [];
  const heading = report.verdict.outcome === 'fail' ? 'Worst regressed cases' : 'Cases that look worse';
  return titled(
    `${heading} (${shown.length} of ${report.regressedCases.length})`,
    shown.flatMap((testCase) => caseLines(report, testCase, chosen)),
  );
}

function caseLines(report: Report, testCase: RegressedCase, chosen: Options): readonly string[] {
  const comparison = suiteComparisons(report).find(
    (one) => one.suite === testCase.suite && one.metric === testCase.metric,
  );
  const what = words`${testCase.caseId} · ${comparison?.title ?? testCase.metric} · ${scores(testCase, comparison)}`;
  const head = wrap(toPlain(what), chosen.width, '  ');
  if (report.settings.showOutputs === 'none') return [...head, '    (outputs hidden: show-outputs is none)'];
  const pieces: readonly (readonly [string, string | undefined])[] = [
    ['input', testCase.input],
    ['expected', testCase.expected],
    ['before', testCase.baselineOutput],
    ['now', testCase.candidateOutput],
    ['why', testCase.explanation],
  ];
  return [...head, ...pieces.flatMap(([label, text]) => labelled(label, text, chosen))];
}

/** The label in a column of its own, the text wrapped beside it. */
function labelled(label: string, text: string | undefined, chosen: Options): readonly string[] {
  if (text === undefined || text === '') return [];
  const indent = ' '.repeat(14);
  const lines = wrap(logSafe(shorten(text, 300)), chosen.width, indent);
  return lines.map((line, index) => (index === 0 ? `    ${label.padEnd(10)}${line.slice(indent.length)}` : line));
}

function notesPart(report: Report, chosen: Options): readonly string[] {
  const all = notes(report).slice(0, 12);
  if (all.length === 0) return [];
  return titled(
    'Worth knowing',
    all.flatMap(({ message }) => wrap(`- ${logSafe(message)}`, chosen.width, '  ', '  ')),
  );
}

function decisionPart(report: Report, chosen: Options): readonly string[] {
  const lines = [...suiteComparisons(report).map(decisionLine), ...decisionFacts(report)];
  return titled(
    'How this was decided',
    lines.flatMap((line) => wrap(`- ${toPlain(line)}`, chosen.width, '  ', '  ')),
  );
}

function reproducePart(report: Report, _chosen: Options): readonly string[] {
  if (report.comparisons.length === 0) return [];
  return titled('Reproduce', [`  ${reproduceCommand(report)}`]);
}

function titled(title: string, lines: readonly string[]): readonly string[] {
  return [title, ...lines];
}

function paragraph(text: string, chosen: Options): readonly string[] {
  return text === '' ? [] : wrap(text, chosen.width);
}

function paint(text: string, tone: Tone, chosen: Options): string {
  const codes = { good: 32, bad: 31, unsure: 33, neutral: 0 } as const;
  return chosen.colour && codes[tone] !== 0 ? `\u001b[${codes[tone]}m${text}\u001b[39m` : text;
}

function paintDiff(line: string, chosen: Options): string {
  if (line.startsWith('+')) return paint(line, 'good', chosen);
  return line.startsWith('-') ? paint(line, 'bad', chosen) : line;
}
