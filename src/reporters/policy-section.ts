import type { PolicyEdit, Report } from '../domain/report.ts';
import type { Section } from './fit.ts';
import { count } from './numbers.ts';
import { code, own, toMarkdown, words } from './words.ts';

/** What the change does to the rules it is judged by. Never collapsed: people have to see it before they merge. */
export function policySection(report: Report): Section {
  if (report.policyDiff.length === 0) return { importance: 80, forms: [''] };
  const render = (mostFiles: number, mostEdits: number) => {
    const shown = report.policyDiff.slice(0, mostFiles).map((edit) => editText(edit, mostEdits));
    const rest = report.policyDiff.length - mostFiles;
    return [
      '### Changes to the rules',
      `This change edits how it is judged. The verdict above used the rules of the base commit; these edits take effect after the merge.`,
      [...shown, ...(rest > 0 ? [`- … and ${count(rest, 'more file')}`] : [])].join('\n'),
    ].join('\n\n');
  };
  return { importance: 80, forms: [render(20, 12), render(10, 3), render(5, 0)] };
}

function editText(edit: PolicyEdit, mostEdits: number): string {
  const shown = edit.edits.slice(0, mostEdits).map((line) => `  - ${toMarkdown(words`${line}`)}`);
  const rest = edit.edits.length - shown.length;
  return [
    `- ${toMarkdown(words`${code(edit.path)} ${own(edit.status)}`)}`,
    ...shown,
    ...(rest > 0 && mostEdits > 0 ? [`  - … and ${count(rest, 'more edit')}`] : []),
  ].join('\n');
}
