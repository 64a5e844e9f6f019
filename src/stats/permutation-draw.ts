import type { PermutationBlock } from './permutation-blocks.ts';
import { type Deck, decksOf, HALF, mergeDeck, QUARTER } from './permutation-decks.ts';
import type { PermutationStatistic } from './permutation-statistic.ts';
import type { RandomSource } from './random.ts';
import type { StepDownMaxT } from './step-down-max-t.ts';

/** Blocks with more arrangements than this are not tabulated; each draw shuffles their trials. */
export const TABLE_UP_TO = 512;

/** Counts `draws` random arrangements: per draw, one equally likely arrangement of every block. */
export function drawArrangements(
  plan: {
    readonly tables: readonly Float64Array[];
    readonly large: readonly PermutationBlock[];
    readonly metrics: number;
    readonly statisticOf: PermutationStatistic;
    readonly draws: number;
    readonly random: RandomSource;
  },
  counts: StepDownMaxT,
): void {
  const { large, metrics, statisticOf, draws, random } = plan;
  const width = 2 * metrics;
  const { columns, constant } = split(plan.tables, width);
  const decks = decksOf(plan.tables, width);
  const values = new Float64Array(columns.length * 2 * HALF);
  const batch = Math.min(BATCH, draws);
  const words = new Int32Array(batch);
  const sums = new Float64Array(columns.length * batch);
  const total = new Float64Array(constant);
  const statistic = new Float64Array(metrics);
  const drawn = new Float64Array(width);
  for (let done = 0; done < draws; done += batch) {
    sums.fill(0);
    for (const deck of decks) {
      mergeDeck(deck, columns, width, values);
      drawWords(deck, random, words);
      if (deck.rows.length === 4) addQuarters(values, words, sums);
      else addHalves(values, deck.rows, words, sums);
    }
    for (let draw = 0; draw < Math.min(batch, draws - done); draw++) {
      if (large.length > 0) total.set(constant);
      for (let i = 0; i < columns.length; i++) total[columns[i] ?? 0] = sums[i * batch + draw] ?? 0;
      for (const block of large) {
        block.draw(random, drawn);
        for (let i = 0; i < width; i++) total[i] = (total[i] ?? 0) + (drawn[i] ?? 0);
      }
      counts.add(statisticOf(total, statistic), 1);
    }
  }
}

/** So many draws are summed side by side: a deck is merged once for all of them. */
const BATCH = 10_000;

/** A word for every draw, which chooses an equally likely row of each merged group. */
function drawWords({ rows: [first = 1, second = 1, ...more] }: Deck, random: RandomSource, words: Int32Array): void {
  if (more.length > 0) for (let draw = 0; draw < words.length; draw++) words[draw] = random.word();
  else for (let draw = 0; draw < words.length; draw++) words[draw] = drawPair(random, first, second);
}

/**
 * An equally likely row of each of two tables, in 16 bits each: the whole part of rows · x / 2¹⁶ for 16 random bits x.
 *
 * Every row has either ⌊2¹⁶/rows⌋ or one more of the x; drawing again where the remainder is below 2¹⁶ mod rows takes
 * just the one more from those that have it (Lemire 2019, ACM Transactions on Modeling and Computer Simulation 29:3).
 */
function drawPair(random: RandomSource, first: number, second: number): number {
  for (;;) {
    const word = random.word();
    const [one, two] = [(word & 0xffff) * first, (word >>> 16) * second];
    const again = (one & 0xffff) < 0x10000 % first || (two & 0xffff) < 0x10000 % second;
    if (!again) return (one >>> 16) | (two & 0xffff0000);
  }
}

/**
 * Adds the chosen rows of four merged groups to the sums (one column after the other, a place for every draw).
 *
 * This is where a permutation test spends its time. The four bytes of a word are the four rows: one random word and one
 * place in the sums serve four additions, which do not wait for each other. Two columns at once, because to find the rows
 * takes as long as to add them.
 */
function addQuarters(values: Float64Array, words: Int32Array, sums: Float64Array): void {
  const draws = words.length;
  for (let to = 0, column = 0; to < sums.length; to += 2 * draws, column += 2 * COLUMN) {
    const paired = to + draws < sums.length;
    for (let draw = to; draw < to + draws; draw++) {
      const word = words[draw - to] ?? 0;
      const one = column | (word & 255);
      const two = column | QUARTER | ((word >>> 8) & 255);
      const three = column | (2 * QUARTER) | ((word >>> 16) & 255);
      const four = column | (3 * QUARTER) | (word >>> 24);
      const half = (values[one] ?? 0) + (values[two] ?? 0);
      sums[draw] = (sums[draw] ?? 0) + (half + ((values[three] ?? 0) + (values[four] ?? 0)));
      if (!paired) continue;
      const other = (values[one + COLUMN] ?? 0) + (values[two + COLUMN] ?? 0);
      const last = (values[three + COLUMN] ?? 0) + (values[four + COLUMN] ?? 0);
      sums[draw + draws] = (sums[draw + draws] ?? 0) + (other + last);
    }
  }
}

/** What a column of four merged groups takes. */
const COLUMN = 4 * QUARTER;

/** The same for two merged groups of any numbers of rows, column by column. */
function addHalves(
  values: Float64Array,
  [first = 1, second = 1]: readonly number[],
  words: Int32Array,
  sums: Float64Array,
): void {
  for (let to = 0, one = 0; to < sums.length; one += first + second) {
    const two = one + first;
    for (let draw = 0; draw < words.length; draw++, to++) {
      const word = words[draw] ?? 0;
      sums[to] = (sums[to] ?? 0) + ((values[one + (word & 0xffff)] ?? 0) + (values[two + (word >>> 16)] ?? 0));
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
