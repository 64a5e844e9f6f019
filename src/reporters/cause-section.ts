import type { Report } from '../domain/report.ts';
import { fencedBlock, inlineText } from '../text/markdown-safe.ts';
import { details } from './cases-section.ts';
import type { Section } from './fit.ts';
import { count } from './numbers.ts';
import { diffPlace, diffText, likelyCauses, type Cause } from './likely-cause.ts';
import { situationOf, type Situation } from './situation.ts';
import { code, toHtml, toMarkdown, words } from './words.ts';

/** Where what changed may be what did it; elsewhere it is for whoever wants to know. */
const asksForCause: ReadonlySet<Situation> = new Set<Situation>(['failed', 'undecided', 'unconfirmed']);

/** Diffs of so many lines are shown whole, and each sentence that went can be seen in them. */
const SHORT_DIFF = 20;

/** Which factors differ, which sentences went, and the lines themselves; open where the change may be to blame. */
export function causeSection(report: Report, level: '###' | '####' = '###'): Section {
  const causes = likelyCauses(report).slice(0, 6);
  if (causes.length === 0 || report.comparisons.length === 0) return { importance: 60, forms: [''] };
  const isOpen = asksForCause.has(situationOf(report));
  const heading = report.verdict.outcome === 'fail' ? 'Likely cause' : 'What changed';
  const named = causes.length > 1;
  const render = (mostLines: number, mostSentences: number) =>
    causes.map((cause) => causeText(cause, { named, mostLines, mostSentences, isOpen })).join('\n\n');
  const wrap = (body: string) => (isOpen ? `${level} ${heading}\n\n${body}` : details(heading, body, false));
  return { importance: 60, forms: [wrap(render(60, 5)), wrap(render(15, 3)), wrap(render(0, 1)), ''] };
}

function causeText(
  cause: Cause,
  options: {
    readonly named: boolean;
    readonly mostLines: number;
    readonly mostSentences: number;
    readonly isOpen: boolean;
  },
): string {
  const paragraphs = [
    toMarkdown(options.named ? words`${code(cause.suite)}: ${cause.summary}` : cause.summary),
    ...(cause.pattern === undefined ? [] : [toMarkdown(cause.pattern)]),
    ...removedText(cause, options.mostSentences),
    ...(options.mostLines === 0 ? [] : cause.diffs.slice(0, 5).map((diff) => diffBlock(cause, diff, options))),
  ];
  const hidden = cause.diffs.length - 5;
  if (hidden > 0) paragraphs.push(`… and ${count(hidden, 'more changed file')}.`);
  return paragraphs.join('\n\n');
}

function removedText(cause: Cause, most: number): readonly string[] {
  if (cause.removed.length === 0) return [];
  const shown = cause.removed.slice(0, most).map((sentence) => `- “${inlineText(sentence, 200)}”`);
  const rest = cause.removed.length - shown.length;
  return [
    [
      'No longer in the prompt or the files beside it:',
      '',
      ...shown,
      ...(rest > 0 ? [`- … and ${count(rest, 'more sentence')}`] : []),
    ].join('\n'),
  ];
}

/** Collapsed where it would only say again what the sentences above it said. */
function diffBlock(
  cause: Cause,
  diff: Cause['diffs'][number],
  { mostLines, isOpen }: { readonly mostLines: number; readonly isOpen: boolean },
): string {
  const block = fencedBlock(diffText(diff, mostLines), 'diff', 8000);
  const lines = diff.hunks.reduce((sum, hunk) => sum + hunk.lines.length, 0);
  const saysAgain = cause.removed.length > 0 && lines <= Math.min(SHORT_DIFF, mostLines);
  return isOpen && saysAgain
    ? details(toHtml(diffPlace(diff)), block, false)
    : `${toMarkdown(diffPlace(diff))}\n\n${block}`;
}
