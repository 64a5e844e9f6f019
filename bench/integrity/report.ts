import { markdownTable } from 'markdown-table';

import type { CellResult } from '../harness/run-cells.ts';
import { summaryOf } from '../harness/summary.ts';
import { BARS, type Cell, type Row } from './cell.ts';
import { knownMiss } from './known-misses.ts';
import { percent } from './rows.ts';

/** The mean false pass over all cells may be at most this. */
const MEAN_FALSE_PASS = 0.055;

const EXPLANATION = `What each bar promises, in simulated pull requests whose truth is known:

1. **False FAIL.** Where nothing changed, a check turns red at most 5 times in 100, however lucky the stored baseline was and wherever the provider moved since; ordinarily less than once in 100.
2. **False PASS.** A change that costs exactly the margin is let through at most 7 times in 100 in the worst population, about 5 on average; a lucky baseline, drift or ten attempts raise that only as far as stated.
3. **Power and calls.** Looking early saves calls and costs hardly any power; what \`plan\` predicts is what comes.
4. **Coverage.** A printed 95% interval contains the truth 94 times in 100 or more.
6. **Traps.** What is planted is said, and a change without a trap is told of none.

Agreement with R (bar 5) is the matter of the tests in test/stats. A bar is *not shown* where only the figure lies beyond, *missed* where its 95% interval does (a few of hundreds do so by chance), and **MISSED** where its 99.95% interval does. The rules are the product's own; only cases, answers and losses are simulated.`;

/** The whole report, and whether a bar is missed. */
export function report(
  results: readonly CellResult<Cell>[],
  seed: string,
): { readonly text: string; readonly missed: boolean } {
  const rows = results.flatMap(({ cell, replicates, sums }) =>
    cell
      .rows(summaryOf(sums))
      .map((row) => ({ ...row, bar: cell.bar, replicates: cell.exact ? 'exact' : String(replicates) })),
  );
  const judged = [...rows, ...overall(rows).map((row) => ({ ...row, bar: 2 as const, replicates: '–' }))];
  const all = judged.map((row) => (knownMiss(row) === undefined ? row : { ...row, standing: 'known' as const }));
  const header = ['bar', 'cell', 'value', 'limit', '95% interval', 'replicates', 'seed', ''];
  const lines = all.map(({ bar, cell, value, limit, interval, replicates, standing }) => [
    `${bar} ${BARS[bar]}`,
    cell,
    value,
    limit,
    interval,
    replicates,
    seed,
    standing === 'MISSED' ? '**MISSED**' : standing === 'known' ? 'missed, known' : standing,
  ]);
  const count = (standing: Row['standing']): number => all.filter((row) => row.standing === standing).length;
  return {
    text: [
      EXPLANATION,
      '',
      markdownTable([header, ...lines]),
      '',
      `${count('met')} met, ${count('not shown')} not shown, ${count('missed')} missed at 95%, ${count('known')} missed for known reasons, ${count('MISSED')} missed beyond chance.`,
      '',
      ...[...new Set(judged.flatMap((row) => knownMiss(row)?.why ?? []))].map((why) => `- Known: ${why}`),
      '',
      `Replicate i of a cell draws from the seed "SEED BAR CELL i".`,
    ].join('\n'),
    missed: count('MISSED') > 0,
  };
}

/** Over the false passes that are marginal over baselines: the worst cell by name, and the mean. */
function overall(rows: readonly Row[]): readonly Row[] {
  const marginal = rows.flatMap((row) => (row.marginal === undefined ? [] : [{ rate: row.marginal, row }]));
  if (marginal.length === 0) return [];
  const worst = marginal.reduce((one, other) => (other.rate > one.rate ? other : one));
  const mean = marginal.reduce((sum, { rate }) => sum + rate, 0) / marginal.length;
  return [
    { ...worst.row, cell: `worst of ${marginal.length} cells: ${worst.row.cell}` },
    {
      cell: `mean of ${marginal.length} cells`,
      value: percent(mean),
      limit: `≤ ${percent(MEAN_FALSE_PASS, 1)}`,
      interval: '–',
      standing: mean <= MEAN_FALSE_PASS ? 'met' : 'MISSED',
    },
  ];
}
