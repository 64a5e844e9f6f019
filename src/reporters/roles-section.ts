import type { Report } from '../domain/report.ts';
import { inlineText } from '../text/markdown-safe.ts';
import { type BrokenCase, brokenCases } from './broken-cases.ts';
import { details, labelled, tagList } from './cases-section.ts';
import type { Section } from './fit.ts';
import { roleWords } from './role-words.ts';
import { strong, toMarkdown, words } from './words.ts';
import { labels } from './subject.ts';

/** The must-not-fail cases that broke, each with what was asked and answered; never without their names. */
export function rolesSection(report: Report, level: '###' | '####' = '###'): Section {
  const broken = brokenCases(report);
  if (broken.length === 0) return { importance: 85, forms: [''] };
  const render = (most: number, longest: number) =>
    [
      `${level} Must-not-fail cases that broke`,
      ...broken.slice(0, most).map((one) => caseText(report, one, longest)),
      ...(broken.length > most ? [`… and ${broken.length - most} more.`] : []),
    ].join('\n\n');
  return { importance: 85, forms: [render(5, 1500), render(3, 500), render(20, 0), render(5, 0)] };
}

function caseText(report: Report, one: BrokenCase, longest: number): string {
  const head = toMarkdown(words`${strong(one.caseId)}${tagList(one.tags)}${roleWords.failed(one)}`);
  if (longest === 0) return head;
  if (report.settings.showOutputs === 'none') {
    return `${head}\n\nInputs and outputs are hidden here (\`show-outputs: none\`).`;
  }
  const body = [
    labelled('Input', one.input, longest),
    labelled('Expected', one.expected, longest),
    ...(one.baselineOutput === undefined ? [] : [labelled(labels(report).before, one.baselineOutput, longest)]),
    labelled(labels(report).after, one.candidateOutput, longest),
    ...(one.explanation === undefined ? [] : [`Why it counts as wrong: ${inlineText(one.explanation, 400)}`]),
  ];
  return `${head}\n\n${details('Question and answers', body.join('\n\n'), true)}`;
}
