import { z } from 'zod';
import { define } from '../domain/definition.ts';
import type { Report } from '../domain/report.ts';
import { logSafe } from '../text/log-safe.ts';
import { shorten } from '../text/markdown-safe.ts';
import { advisoryLines } from './advisory.ts';
import { decisionFacts, decisionLine, decisionTitle } from './decision.ts';
import { facts } from './facts.ts';
import { headline } from './headline.ts';
import { liveControlWords } from './live-control-words.ts';
import { diffPlace, diffText, likelyCauses } from './likely-cause.ts';
import { notes } from './notes.ts';
import { suiteComparisons } from './picks.ts';
import { plainWords } from './plain-words.ts';
import type { Reporter } from './reporter.ts';
import { fetchCommand, reproduceCommand } from './reproduce.ts';
import { terminalCases } from './terminal-cases.ts';
import { paint, titled, wrap } from './terminal-layout.ts';
import { terminalRoles } from './terminal-roles.ts';
import { terminalTable } from './terminal-table.ts';
import { whatToDo } from './what-to-do.ts';
import { join, prose, sentence, toPlain, words } from './words.ts';

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
    terminalTable(report, chosen),
    paragraph(toPlain(join(facts(report, { commit: () => undefined }), ' · ')), chosen),
    advicePart(report, chosen),
    advisoryPart(report, chosen),
    policyPart(report, chosen),
    terminalRoles(report, chosen),
    causePart(report, chosen),
    terminalCases(report, chosen),
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
  const rest = toPlain(text)
    .replace(/^(pass|inconclusive)(, )?/u, '')
    .trim();
  return `${paint(verdict, tone[verdict], chosen)}${rest === '' ? '' : `  ${rest}`}`;
}

function livePart(report: Report, chosen: Options): readonly string[] {
  const live = liveControlWords(report);
  return live === undefined ? [] : paragraph(toPlain(live), chosen);
}

function advicePart(report: Report, chosen: Options): readonly string[] {
  const advice = whatToDo(report, { canAccept: false });
  if (advice === undefined) return ['What to do: nothing.'];
  return [
    ...(advice.standing === undefined ? [] : paragraph(toPlain(advice.standing), chosen)),
    ...titled(
      'What to do',
      advice.steps.flatMap((step) => wrap(toPlain(step), chosen.width, '  ')),
    ),
  ];
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

function notesPart(report: Report, chosen: Options): readonly string[] {
  const all = notes(report).slice(0, 12);
  if (all.length === 0) return [];
  return titled(
    'Worth knowing',
    all.flatMap(({ message }) => wrap(`- ${toPlain(prose(message))}`, chosen.width, '  ', '  ')),
  );
}

function decisionPart(report: Report, chosen: Options): readonly string[] {
  const title = decisionTitle(report);
  if (title === undefined) return [];
  const lines = [...suiteComparisons(report).map(decisionLine), ...decisionFacts(report)];
  return titled(
    title,
    lines.flatMap((line) => wrap(`- ${toPlain(line)}`, chosen.width, '  ', '  ')),
  );
}

function reproducePart(report: Report, _chosen: Options): readonly string[] {
  if (report.comparisons.length === 0) return [];
  const fetch = fetchCommand(report);
  return titled('Reproduce', [...(fetch === undefined ? [] : [`  ${fetch}`]), `  ${reproduceCommand(report)}`]);
}

function paragraph(text: string, chosen: Options): readonly string[] {
  return text === '' ? [] : wrap(text, chosen.width);
}

function paintDiff(line: string, chosen: Options): string {
  if (line.startsWith('+')) return paint(line, 'good', chosen);
  return line.startsWith('-') ? paint(line, 'bad', chosen) : line;
}
