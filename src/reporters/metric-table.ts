import { markdownTable } from 'markdown-table';
import type { Report } from '../domain/report.ts';
import { inlineText } from '../text/markdown-safe.ts';
import type { Section } from './fit.ts';
import { metricColumns, metricRows, type MetricRow, type Tone } from './metric-rows.ts';
import { count } from './numbers.ts';

/** The metrics of every suite in one table; shorter forms leave out what is within its limits first. */
export function metricTable(report: Report): Section {
  const rows = metricRows(report);
  if (rows.length === 0) return { importance: 90, forms: [''] };
  const notable = rows.filter(({ tone }) => tone === 'bad' || tone === 'unsure');
  return {
    importance: 90,
    forms: [
      tableText(rows, rows.length),
      tableText(notable, rows.length),
      tableText(notable.slice(0, 20), rows.length),
    ],
  };
}

function tableText(rows: readonly MetricRow[], total: number): string {
  const hasSuites = new Set(rows.map(({ suite }) => suite)).size > 1;
  const [metric, ...figures] = metricColumns;
  const header = ['', ...(hasSuites ? ['Suite'] : []), metric, ...figures];
  const body = rows.map((row) => [
    marks[row.tone],
    ...(hasSuites ? [inlineText(row.suite, 60)] : []),
    inlineText(row.title, 80),
    ...[row.base, row.candidate, row.change, row.atWorst, row.limit].map(escapeDollar),
    row.tone === 'bad' ? `**${row.verdict}**` : row.verdict,
  ]);
  const align = ['c', ...(hasSuites ? ['l'] : []), 'l', 'r', 'r', 'r', 'r', 'r', 'l'];
  const left = total - rows.length;
  return [
    ...(rows.length === 0 ? [] : [markdownTable([header, ...body], { align, alignDelimiters: false })]),
    ...(left > 0 ? [`${count(left, 'more metric')} in the full report.`] : []),
  ].join('\n\n');
}

const marks: Readonly<Record<Tone, string>> = { good: '✅', bad: '❌', unsure: '⚠️', neutral: 'ℹ️' };

function escapeDollar(figure: string): string {
  return figure.replaceAll('$', String.raw`\$`);
}
