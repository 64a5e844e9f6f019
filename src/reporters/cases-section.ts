import type { Comparison } from '../domain/comparison.ts';
import type { RegressedCase, Report } from '../domain/report.ts';
import { fencedBlock, htmlText, inlineText } from '../text/markdown-safe.ts';
import { onlyBroken } from './broken-cases.ts';
import { distinctCases, type DistinctCase } from './distinct-cases.ts';
import type { Section } from './fit.ts';
import { code, join, own, strong, toMarkdown, words, type Words } from './words.ts';
import { isLowerBetter } from './numbers.ts';
import { labels } from './subject.ts';

/** The cases that got worse, for people to look at: the first open, the rest collapsed, no more than a screenful. */
export function casesSection(report: Report): Section {
  if (report.regressedCases.length === 0) return { importance: 40, forms: [''] };
  const isOpen = report.verdict.outcome !== 'pass' && report.verdict.accepted === undefined;
  return {
    importance: 40,
    forms: [
      casesText(report, { most: 5, longest: 1500, isOpen }),
      casesText(report, { most: 3, longest: 500, isOpen }),
      casesText(report, { most: 1, longest: 300, isOpen }),
      casesText(report, { most: 1, longest: 0, isOpen }),
      '',
    ],
  };
}

/** Where a must-not-fail case alone failed the check, nothing regressed: what looked worse was not decided. */
export function casesHeading(report: Report): string {
  return report.verdict.outcome === 'fail' && !onlyBroken(report) ? 'Worst regressed cases' : 'Cases that look worse';
}

interface Room {
  readonly most: number;
  readonly longest: number;
  readonly isOpen: boolean;
}

function casesText(report: Report, room: Room): string {
  const all = distinctCases(report.regressedCases);
  const [first, ...rest] = all.slice(0, room.most);
  if (first === undefined) return '';
  const heading = casesHeading(report);
  const opening = details(
    `<b>${heading}</b> (1 of ${all.length} shown)`,
    caseText(report, first, room.longest),
    room.isOpen,
  );
  if (rest.length === 0) return opening;
  const more = rest.map((testCase) => caseText(report, testCase, room.longest)).join('\n\n---\n\n');
  const range = rest.length === 1 ? 'The next one' : `The next ${rest.length}`;
  return `${opening}\n\n${details(`${range}: ${rest.map(([testCase]) => htmlText(testCase.caseId, 60)).join(', ')}`, more, false)}`;
}

function caseText(report: Report, testCase: DistinctCase, longest: number): string {
  const [first] = testCase;
  const parts = [toMarkdown(words`${strong(first.caseId)}${tagList(first.tags)}${fell(report, testCase)}`)];
  if (report.settings.showOutputs === 'none') {
    return [...parts, 'Inputs and outputs are hidden here (`show-outputs: none`).'].join('\n\n');
  }
  if (longest === 0) return parts.join('\n\n');
  parts.push(labelled('Input', first.input, longest), labelled('Expected', first.expected, longest));
  if (first.baselineOutput !== undefined) parts.push(labelled(labels(report).before, first.baselineOutput, longest));
  parts.push(labelled(labels(report).after, first.candidateOutput, longest));
  return [...parts, ...reasons(report, testCase)].join('\n\n');
}

/** " · Correct answers: wrong 3 of 3 times, before 0 of 5 times", for each metric that the case fell on. */
export function fell(report: Report, testCase: DistinctCase): Words {
  return testCase.flatMap((one) => {
    const comparison = comparisonOf(report, one);
    return words` · ${comparison?.title ?? one.metric}: ${scores(one, comparison)}`;
  });
}

function reasons(report: Report, testCase: DistinctCase): readonly string[] {
  const [, another] = testCase;
  return testCase
    .filter(({ explanation = '' }) => explanation !== '')
    .map((one) => {
      const on = another === undefined ? [] : words` on ${comparisonOf(report, one)?.title ?? one.metric}`;
      return `Why it counts as wrong${toMarkdown(on)}: ${inlineText(one.explanation ?? '', 400)}`;
    });
}

function comparisonOf(report: Report, { suite, metric }: RegressedCase): Comparison | undefined {
  return report.comparisons.find(
    (one) => one.suite === suite && one.metric === metric && (one.scope.kind === 'suite' || one.gate),
  );
}

export function labelled(label: string, text: string, longest: number): string {
  return text.trim() === '' ? `${label}: (empty)` : `${label}:\n\n${fencedBlock(text, 'text', longest)}`;
}

export function tagList(tags: readonly string[]): Words {
  if (tags.length === 0) return [];
  return words` · ${join(
    tags.slice(0, 4).map((tag) => [code(tag)]),
    ' ',
  )}`;
}

/** "wrong 3 of 3 times, before 0 of 5 times" for rates, the means otherwise. */
function scores(testCase: RegressedCase, comparison: Comparison | undefined): Words {
  const now = testCase.candidateScores;
  const before = testCase.baselineScores;
  if (comparison?.kind === 'binary') {
    const failed = (score: number) => (isLowerBetter(comparison) ? score >= 0.5 : score < 0.5);
    return [
      own(
        `wrong ${now.filter(failed).length} of ${times(now)}, before ${before.filter(failed).length} of ${times(before)}`,
      ),
    ];
  }
  return [own(`${mean(now)}, before ${mean(before)}`)];
}

function times(scores: readonly number[]): string {
  return `${scores.length} ${scores.length === 1 ? 'time' : 'times'}`;
}

function mean(scores: readonly number[]): string {
  if (scores.length === 0) return 'not scored';
  return String(Number((scores.reduce((sum, score) => sum + score, 0) / scores.length).toPrecision(3)));
}

/** The blank line after the summary is what makes GitHub read Markdown inside. */
export function details(summary: string, body: string, isOpen: boolean): string {
  return `<details${isOpen ? ' open' : ''}><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}
