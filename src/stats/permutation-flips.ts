import type { Flips } from './mcnemar.ts';

// A table holds the contributions of one block, 2 · metrics numbers per arrangement, the observed arrangement first
// (permutation-blocks.ts).

/** Does any arrangement of the block differ from the observed one? */
export function isMovable(table: Float64Array, metrics: number): boolean {
  const width = 2 * metrics;
  for (let at = width; at < table.length; at++) if (!same(table[at] ?? 0, table[at % width] ?? 0)) return true;
  return false;
}

/**
 * The flips of a single metric when each block can only go one way or the other by one and the same amount, equally
 * often: then the permutation is the toss of a fair coin per block, and McNemar's test is its closed form.
 */
export function evenFlips(tables: readonly Float64Array[], metrics: number): Flips | undefined {
  if (metrics !== 1) return undefined;
  const step = Math.abs(tables[0]?.[0] ?? 0);
  let regressed = 0;
  for (const table of tables) {
    let balance = 0;
    for (let at = 0; at < table.length; at += 2) {
      const value = table[at] ?? 0;
      if (!same(Math.abs(value), step)) return undefined;
      balance += Math.sign(value);
    }
    if (balance !== 0) return undefined;
    if ((table[0] ?? 0) < 0) regressed += 1;
  }
  return { regressed, fixed: tables.length - regressed };
}

function same(one: number, other: number): boolean {
  return Math.abs(one - other) <= 1e-12 * Math.max(Math.abs(one), Math.abs(other));
}
