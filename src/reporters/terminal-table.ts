import type { Report } from '../domain/report.ts';
import { logSafe } from '../text/log-safe.ts';
import { shorten } from '../text/markdown-safe.ts';
import { metricColumns, metricRows, type MetricRow } from './metric-rows.ts';
import { alignColumns, paint, type TerminalStyle } from './terminal-layout.ts';

/** The metrics, aligned; the sign in front says the verdict where there is no colour. */
export function terminalTable(report: Report, style: TerminalStyle): readonly string[] {
  const rows = metricRows(report);
  if (rows.length === 0) return [];
  const hasSuites = new Set(rows.map(({ suite }) => suite)).size > 1;
  const [metric, ...figures] = metricColumns;
  const cellsWith = (longestTitle: number) => [
    [' ', ...(hasSuites ? ['Suite'] : []), metric, ...figures],
    ...rows.map((row) => tableRow(row, { hasSuites, longestTitle })),
  ];
  // Titles are the one column that may give way; what the others need is found with titles as short as their heading.
  const others = Math.max(...alignColumns(cellsWith(metric.length), leftAligned).map((line) => line.length));
  const cells = cellsWith(Math.max(12, style.width - 2 - others + metric.length));
  const align = ['left', ...(hasSuites ? ['left'] : []), 'left', 'right', 'right', 'right', 'right', 'right', 'left'];
  const [header, ...body] = alignColumns(
    cells,
    align.map((side) => (side === 'right' ? 'right' : 'left')),
  );
  return [`  ${header ?? ''}`, ...body.map((line, index) => `  ${paint(line, rows[index]?.tone ?? 'neutral', style)}`)];
}

const leftAligned = Array.from({ length: metricColumns.length + 2 }, () => 'left' as const);

function tableRow(
  row: MetricRow,
  { hasSuites, longestTitle }: { readonly hasSuites: boolean; readonly longestTitle: number },
): readonly string[] {
  return [
    { good: '+', bad: 'x', unsure: '?', neutral: ' ' }[row.tone],
    ...(hasSuites ? [shorten(logSafe(row.suite), 16)] : []),
    shorten(logSafe(row.title), longestTitle),
    // Logs are searched, and nobody types a no-break space.
    ...[row.base, row.candidate, row.change, row.atWorst, row.limit].map((figure) => figure.replaceAll('\u00a0', ' ')),
    row.verdict,
  ];
}
