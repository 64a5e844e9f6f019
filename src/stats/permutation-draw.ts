import type { PermutationBlock } from './permutation-blocks.ts';
import { permutationStatistic } from './permutation-statistic.ts';
import type { RandomSource } from './random.ts';
import type { StepDownMaxT } from './step-down-max-t.ts';

/** Blocks with more arrangements than this are not tabulated (and rows fit 16 bits); each draw shuffles their trials. */
export const TABLE_UP_TO = 512;

/** Counts `draws` random arrangements: per draw, one equally likely arrangement of every block, in the given order. */
export function drawArrangements(
  plan: {
    readonly tables: readonly Float64Array[];
    readonly large: readonly PermutationBlock[];
    readonly metrics: number;
    readonly draws: number;
    readonly random: RandomSource;
  },
  counts: StepDownMaxT,
): void {
  const { large, metrics, draws, random } = plan;
  const width = 2 * metrics;
  const { columns, constant } = split(plan.tables, width);
  const groups = grouped(plan.tables, width, Math.min(MERGE_UP_TO, draws));
  const tables = groups.map((group) => merged(group, columns, width));
  const sizes = Int32Array.from(tables, (table) => table.length / columns.length);
  const batch = large.length > 0 ? 1 : Math.min(BATCH, draws);
  const choices = new Uint16Array(tables.length * batch);
  const sums = new Float64Array(columns.length * batch);
  const total = new Float64Array(width);
  const statistic = new Float64Array(metrics);
  const drawn = new Float64Array(width);
  for (let done = 0; done < draws; done += batch) {
    const now = Math.min(batch, draws - done);
    for (let draw = 0; draw < now; draw++) {
      for (let at = draw, block = 0; block < sizes.length; block++, at += batch) {
        choices[at] = random.below(sizes[block] ?? 1);
      }
    }
    addChosen(tables, choices, batch, sums.fill(0));
    for (let draw = 0; draw < now; draw++) {
      total.set(constant);
      for (let i = 0; i < columns.length; i++) total[columns[i] ?? 0] = sums[i * batch + draw] ?? 0;
      for (const block of large) {
        block.draw(random, drawn);
        for (let i = 0; i < width; i++) total[i] = (total[i] ?? 0) + (drawn[i] ?? 0);
      }
      counts.add(permutationStatistic(total, statistic), 1);
    }
  }
}

/** So many draws are summed side by side: a table is fetched into the processor's cache once for all of them. */
const BATCH = 500;

/**
 * Adds what every table holds at the chosen row, column by column, to the sums of the batch's draws: `choices` has the
 * rows of one table after the other, `sums` one column after the other, each with a place for every draw of the batch.
 */
function addChosen(tables: readonly Float64Array[], choices: Uint16Array, batch: number, sums: Float64Array): void {
  const columns = sums.length / batch;
  for (let block = 0; block < tables.length; block++) {
    const table = tables[block] ?? sums;
    const rows = table.length / columns;
    const first = block * batch;
    for (let start = 0, to = 0; start < table.length; start += rows) {
      for (let at = first; at < first + batch; at++, to++) {
        sums[to] = (sums[to] ?? 0) + (table[start + (choices[at] ?? 0)] ?? 0);
      }
    }
  }
}

/**
 * The columns that vary in any table, and the sums of those that do not: with one trial per arm an arrangement only turns
 * signs, so that half of all columns, the squares, stay as they are.
 */
function split(tables: readonly Float64Array[], width: number): { columns: number[]; constant: Float64Array } {
  const constant = new Float64Array(width);
  const columns: number[] = [];
  for (let column = 0; column < width; column++) {
    if (tables.some((table) => varies(table, column, width))) columns.push(column);
    else for (const table of tables) constant[column] = (constant[column] ?? 0) + (table[column] ?? 0);
  }
  return { columns, constant };
}

function varies(table: Float64Array, column: number, width: number): boolean {
  for (let at = column + width; at < table.length; at += width) if (table[at] !== table[column]) return true;
  return false;
}

/** Tables are merged up to this many rows: small enough to stay in the processor's cache while its draws are summed. */
const MERGE_UP_TO = 256;

/** The tables in their order, as many together as have no more than `upTo` combinations of rows. */
function grouped(tables: readonly Float64Array[], width: number, upTo: number): Float64Array[][] {
  const groups: Float64Array[][] = [];
  let combinations = Infinity;
  for (const table of tables) {
    const rows = table.length / width;
    combinations *= rows;
    if (combinations <= upTo) groups.at(-1)?.push(table);
    else {
      groups.push([table]);
      combinations = rows;
    }
  }
  return groups;
}

/**
 * One table for several: a row for every combination of their rows, which holds the sum, and only the given columns, one
 * after the other. One draw of a merged row is one independent draw of each, so the arrangements stay equally likely, and
 * a draw costs a fraction of the steps.
 */
function merged(group: readonly Float64Array[], columns: readonly number[], width: number): Float64Array {
  const rows = group.reduce((product, table) => (product * table.length) / width, 1);
  const sums = new Float64Array(rows * columns.length);
  for (let i = 0; i < columns.length; i++) {
    const start = i * rows;
    const column = columns[i] ?? 0;
    let filled = 1;
    for (const table of group) {
      const choices = table.length / width;
      // From the end, so that no sum is overwritten before it has been extended.
      for (let row = filled - 1; row >= 0; row--) {
        const sum = sums[start + row] ?? 0;
        for (let choice = choices - 1; choice >= 0; choice--) {
          sums[start + row * choices + choice] = sum + (table[choice * width + column] ?? 0);
        }
      }
      filled *= choices;
    }
  }
  return sums;
}
