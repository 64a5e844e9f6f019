import { markdownTable } from 'markdown-table';

import type { CellResult } from '../harness/run-cells.ts';
import { summaryOf } from '../harness/summary.ts';
import type { Row, Standing } from '../integrity/cell.ts';
import { type Cell, TABLES } from './cell.ts';

/** From best to worst: a line stands as the worst of what it is checked for. */
const standings: readonly Standing[] = ['shown', 'met', 'known', 'not shown', 'missed', 'MISSED'];

/** Every table that has cells, what misses its bar, and whether anything does beyond chance. */
export function report(
  results: readonly CellResult<Cell>[],
  seed: string,
): { readonly text: string; readonly missed: boolean } {
  const lines = results.map(({ cell, replicates, sums }) => ({ cell, replicates, ...cell.line(summaryOf(sums)) }));
  const checks = lines.flatMap((line) => line.checks.map((check) => ({ bar: line.cell.bar, check })));
  const count = (standing: Standing): number => checks.filter(({ check }) => check.standing === standing).length;
  const tables = Object.entries(TABLES).flatMap(([name, { title, text, columns }]) => {
    const own = lines.filter(({ cell }) => cell.bar === name);
    if (own.length === 0) return [];
    const rows = own.map(({ values, checks, replicates }) => [...values, String(replicates), standingOf(checks)]);
    return [`## ${name} ${title}`, '', text, '', markdownTable([[...columns, 'replicates', 'bar'], ...rows]), ''];
  });
  const beyond = checks.filter(({ check }) => check.standing === 'missed' || check.standing === 'MISSED');
  return {
    text: [
      ...tables,
      `Bars: ${count('met')} met, ${count('not shown')} not shown, ${count('missed')} missed at 95%, ${count('MISSED')} missed beyond chance.`,
      '',
      ...beyond.map(({ bar, check: { cell, value, limit, interval, standing } }) => {
        return `- ${bar} ${cell}: ${value} (${interval}), limit ${limit}: ${standing}`;
      }),
      ...(beyond.length === 0 ? [] : ['']),
      `Replicate i of a cell draws from the seed "${seed} TABLE CELL i".`,
    ].join('\n'),
    missed: count('MISSED') > 0,
  };
}

function standingOf(checks: readonly Row[]): string {
  const worst = Math.max(0, ...checks.map(({ standing }) => standings.indexOf(standing)));
  const standing = standings[worst] ?? 'shown';
  return standing === 'MISSED' ? '**MISSED**' : standing === 'shown' ? '–' : standing;
}
