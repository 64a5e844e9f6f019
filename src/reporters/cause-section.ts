import type { Report } from '../domain/report.ts';
import { fencedBlock, inlineText } from '../text/markdown-safe.ts';
import type { Section } from './fit.ts';
import { count } from './numbers.ts';
import { diffPlace, diffText, likelyCauses, type Cause } from './likely-cause.ts';
import { code, toMarkdown, words } from './words.ts';

/** Which factors differ, which sentences went, and the lines themselves; open after a failure, collapsed otherwise. */
export function causeSection(report: Report, level: '###' | '####' = '###'): Section {
  const causes = likelyCauses(report).slice(0, 6);
  if (causes.length === 0 || report.comparisons.length === 0) return { importance: 60, forms: [''] };
  const isOpen = report.verdict.outcome !== 'pass';
  const heading = report.verdict.outcome === 'fail' ? 'Likely cause' : 'What changed';
  const named = causes.length > 1;
  const render = (mostLines: number, mostSentences: number) =>
    causes.map((cause) => causeText(cause, { named, mostLines, mostSentences })).join('\n\n');
  const wrap = (body: string) =>
    isOpen ? `${level} ${heading}\n\n${body}` : `<details><summary>${heading}</summary>\n\n${body}\n\n</details>`;
  return { importance: 60, forms: [wrap(render(60, 5)), wrap(render(15, 3)), wrap(render(0, 1)), ''] };
}

function causeText(
  cause: Cause,
  options: { readonly named: boolean; readonly mostLines: number; readonly mostSentences: number },
): string {
  const paragraphs = [
    toMarkdown(options.named ? words`${code(cause.suite)}: ${cause.summary}` : cause.summary),
    ...(cause.pattern === undefined ? [] : [toMarkdown(cause.pattern)]),
    ...removedText(cause, options.mostSentences),
    ...(options.mostLines === 0 ? [] : cause.diffs.slice(0, 5).map((diff) => diffBlock(diff, options.mostLines))),
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

function diffBlock(diff: Cause['diffs'][number], mostLines: number): string {
  return `${toMarkdown(diffPlace(diff))}\n\n${fencedBlock(diffText(diff, mostLines), 'diff', 8000)}`;
}
