import { markdownTable } from 'markdown-table';
import type { Comparison } from '../domain/comparison.ts';
import { inlineText } from '../text/markdown-safe.ts';
import { change, limit, pValue } from './numbers.ts';

const columns = [
  'Metric',
  'Pairs',
  'Difference [95% interval]',
  'Margin',
  'PASS p',
  '… missing at worst',
  'FAIL p',
  '… adjusted',
  'Smallest detectable',
] as const;

/** What the tests of each metric said, as Markdown; narrow enough for a comment. Empty without comparisons. */
export function decisionTable(comparisons: readonly Comparison[]): string {
  if (comparisons.length === 0) return '';
  const hasSuites = new Set(comparisons.map(({ suite }) => suite)).size > 1;
  const rows = comparisons.map((comparison) =>
    [...(hasSuites ? [comparison.suite] : []), ...cells(comparison)].map((cell) => inlineText(cell, 120)),
  );
  return markdownTable([[...(hasSuites ? ['Suite'] : []), ...columns], ...rows], { alignDelimiters: false });
}

function cells(comparison: Comparison): readonly string[] {
  const { difference, scope, title } = comparison;
  return [
    scope.kind === 'slice' && !comparison.gate ? `${title}, slice ${scope.tag}` : title,
    `${comparison.pairs}${comparison.excluded > 0 ? ` (${comparison.excluded} excluded)` : ''}`,
    `${change(comparison, difference.estimate)} [${change(comparison, difference.lower)}, ${change(comparison, difference.upper)}]${difference.level === 0.95 ? '' : ` at ${Number((100 * difference.level).toFixed(1))}%`}`,
    comparison.gate ? limit(comparison) : '',
    pValue(comparison.passPValue),
    pValue(comparison.passPValueWorstCase),
    pValue(comparison.pValue),
    pValue(comparison.adjustedPValue),
    change(comparison, comparison.minimumDetectableEffect).replace(/^[+−]/u, ''),
  ];
}
