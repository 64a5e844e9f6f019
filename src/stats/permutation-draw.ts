import type { PermutationBlock } from './permutation-blocks.ts';
import { permutationStatistic } from './permutation-statistic.ts';
import type { RandomSource } from './random.ts';
import type { StepDownMaxT } from './step-down-max-t.ts';

/** Blocks with more arrangements than this are not tabulated; each draw shuffles their trials instead. */
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
  const tables = merged(plan.tables, width, Math.min(MERGE_UP_TO, draws));
  // One flat array and the blocks' places in it: this loop is the hot one.
  const flat = new Float64Array(tables.reduce((size, table) => size + table.length, 0));
  const starts = new Int32Array(tables.length);
  const sizes = Int32Array.from(tables, (table) => table.length / width);
  for (let block = 0, start = 0; block < tables.length; start += tables[block]?.length ?? 0, block++) {
    starts[block] = start;
    flat.set(tables[block] ?? [], start);
  }
  const sums = new Float64Array(width);
  const statistic = new Float64Array(metrics);
  const drawn = new Float64Array(width);
  for (let draw = 0; draw < draws; draw++) {
    sums.fill(0);
    for (let block = 0; block < starts.length; block++) {
      const at = (starts[block] ?? 0) + random.below(sizes[block] ?? 1) * width;
      for (let i = 0; i < width; i++) sums[i] = (sums[i] ?? 0) + (flat[at + i] ?? 0);
    }
    for (const block of large) {
      block.draw(random, drawn);
      for (let i = 0; i < width; i++) sums[i] = (sums[i] ?? 0) + (drawn[i] ?? 0);
    }
    counts.add(permutationStatistic(sums, statistic), 1);
  }
}

/** Tables are merged up to this many rows: small enough to stay in the processor's cache, all of them together. */
const MERGE_UP_TO = 256;

/**
 * The same blocks in fewer tables: a row for every pair of rows of two tables, which holds their sum. One draw of a merged
 * row is one independent draw of each, so the arrangements stay equally likely, and a draw costs a fraction of the steps.
 */
function merged(tables: readonly Float64Array[], width: number, upTo: number): readonly Float64Array[] {
  const result: Float64Array[] = [];
  let open: Float64Array | undefined;
  for (const table of tables) {
    if (open !== undefined && (open.length / width) * (table.length / width) <= upTo) {
      open = product(open, table, width);
      continue;
    }
    if (open !== undefined) result.push(open);
    open = table;
  }
  return open === undefined ? result : [...result, open];
}

function product(one: Float64Array, other: Float64Array, width: number): Float64Array {
  const rows = new Float64Array((one.length / width) * other.length);
  for (let at = 0, a = 0; a < one.length; a += width) {
    for (let b = 0; b < other.length; b += width) {
      for (let i = 0; i < width; i++, at++) rows[at] = (one[a + i] ?? 0) + (other[b + i] ?? 0);
    }
  }
  return rows;
}
