// A table holds the contributions of one block, 2 · metrics numbers per arrangement (permutation-blocks.ts), and a draw
// adds up one row of every table. Tables are merged to make that cheap: a merged table has a row for every combination of
// its tables' rows and holds their sum, so that one random row of it is one independent random row of each.

/** The tables, in four groups or two, that one random word is for: it chooses a row of each merged group. */
export interface Deck {
  readonly groups: readonly Float64Array[][];
  /** The rows of each merged group: four times `QUARTER`, or any numbers of two. */
  readonly rows: readonly number[];
}

/** As many rows as 8 bits tell apart. */
export const QUARTER = 256;

/** Two tables are merged up to so many rows: few enough to stay in the processor's cache while they are drawn from. */
export const HALF = 1024;

/** Every table in one deck. A quarter of a word is for powers of two; the others need half a word each. */
export function decksOf(tables: readonly Float64Array[], width: number): Deck[] {
  const { quarters = [], halves = [] } = Object.groupBy(tables, (table) =>
    QUARTER % (table.length / width) === 0 ? 'quarters' : 'halves',
  );
  // Fair coins that change nothing fill up what lacks rows.
  const coin = new Float64Array(2 * width);
  const filled = grouped(quarters, width, QUARTER).map((group) => [...group, ...coins(rowsOf(group, width))]);
  return [...decks(filled, 4, coins(1)), ...decks(grouped(halves, width, HALF), 2, [coin])];

  function coins(rows: number): Float64Array[] {
    return Array.from({ length: Math.log2(QUARTER / rows) }, () => coin);
  }

  function decks(all: readonly Float64Array[][], size: number, spare: Float64Array[]): Deck[] {
    return Array.from({ length: Math.ceil(all.length / size) }, (_, index) => {
      const groups = Array.from({ length: size }, (_none, place) => all[index * size + place] ?? spare);
      return { groups, rows: groups.map((group) => rowsOf(group, width)) };
    });
  }
}

/** Merges the given columns: one after the other, and within a column one group after the other. */
export function mergeDeck(deck: Deck, columns: readonly number[], width: number, into: Float64Array): void {
  let start = 0;
  for (const column of columns) {
    for (const group of deck.groups) start += merge(group, { column, width }, into, start);
  }
}

/** Writes the sums of one column for every combination of the tables' rows; returns how many those are. */
function merge(
  group: readonly Float64Array[],
  { column, width }: { column: number; width: number },
  into: Float64Array,
  start: number,
): number {
  into[start] = 0;
  let combinations = 1;
  for (const table of group) {
    const rows = table.length / width;
    // Each row extends all combinations so far; the first does so in place, and therefore last.
    for (let row = rows - 1; row >= 0; row--) {
      const value = table[row * width + column] ?? 0;
      const to = start + row * combinations;
      for (let i = 0; i < combinations; i++) into[to + i] = (into[start + i] ?? 0) + value;
    }
    combinations *= rows;
  }
  return combinations;
}

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

function rowsOf(group: readonly Float64Array[], width: number): number {
  return group.reduce((product, table) => (product * table.length) / width, 1);
}
