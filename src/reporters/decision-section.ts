import type { Comparison } from '../domain/comparison.ts';
import type { Report } from '../domain/report.ts';
import { details } from './cases-section.ts';
import { comparedFacts } from './compared-facts.ts';
import { decisionFacts, decisionTitle, movedSlices, testWords } from './decision.ts';
import { decisionTable } from './decision-table.ts';
import type { Section } from './fit.ts';
import { suiteComparisons } from './picks.ts';
import { toMarkdown } from './words.ts';

/** Tests, intervals, error rates, power, seed, spend and losses: collapsed, below everything people act on. */
export function decisionSection(report: Report): Section {
  const title = decisionTitle(report);
  if (title === undefined) return { importance: 30, forms: [''] };
  const facts = decisionFacts(report);
  const comparisons = [...suiteComparisons(report), ...movedSlices(report).slice(0, 20)];
  const render = (rows: readonly Comparison[], most = Infinity) => {
    const bullets = [...testWords(rows), ...comparedFacts(rows), ...facts]
      .slice(0, most)
      .map((fact) => `- ${toMarkdown(fact)}`);
    const body = [decisionTable(rows), bullets.join('\n')].filter((part) => part !== '').join('\n\n');
    return details(title, body, false);
  };
  const gated = comparisons.filter(({ gate }) => gate);
  return { importance: 30, forms: [render(comparisons), render(gated.slice(0, 20), 40), render([], 20), ''] };
}
