import { markdownTable } from 'markdown-table';
import type { Comparison } from '../domain/comparison.ts';
import type { Report } from '../domain/report.ts';
import { inlineText } from '../text/markdown-safe.ts';
import { details } from './cases-section.ts';
import { decisionColumns, decisionFacts, decisionRow, movedSlices } from './decision.ts';
import type { Section } from './fit.ts';
import { suiteComparisons } from './picks.ts';
import { toMarkdown } from './words.ts';

/** Tests, intervals, error rates, power, seed, spend and losses: collapsed, below everything people act on. */
export function decisionSection(report: Report): Section {
  const facts = decisionFacts(report).map((fact) => `- ${toMarkdown(fact)}`);
  const comparisons = [...suiteComparisons(report), ...movedSlices(report).slice(0, 20)];
  const render = (rows: readonly Comparison[], bullets: readonly string[]) =>
    details('How this was decided', [...tableText(report, rows), bullets.join('\n')].join('\n\n'), false);
  return {
    importance: 30,
    forms: [
      render(comparisons, facts),
      render(comparisons.filter(({ gate, scope }) => gate && scope.kind === 'suite').slice(0, 20), facts.slice(0, 40)),
      render([], facts.slice(0, 20)),
      '',
    ],
  };
}

function tableText(report: Report, comparisons: readonly Comparison[]): readonly string[] {
  if (comparisons.length === 0) return [];
  const rows = comparisons.map((comparison) => decisionRow(report, comparison).map((cell) => inlineText(cell, 120)));
  return [markdownTable([[...decisionColumns], ...rows], { alignDelimiters: false })];
}
