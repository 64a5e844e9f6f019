import type { PermutationStatistic } from './permutation-statistic.ts';
import type { StepDownMaxT } from './step-down-max-t.ts';

// A table holds the contributions of one block, 2 · metrics numbers per arrangement, the observed arrangement first
// (permutation-blocks.ts).

/** The different contributions of a block, each with the number of arrangements that give it. */
export interface Choices {
  readonly contributions: readonly Float64Array[];
  readonly counts: readonly number[];
}

/** The blocks' different contributions, or undefined when their combinations are more than `upTo`. */
export function distinctChoices(tables: readonly Float64Array[], metrics: number, upTo: number): Choices[] | undefined {
  if (2 ** tables.length > upTo) return undefined;
  const width = 2 * metrics;
  const scales = Array.from({ length: metrics }, (_, metric) => largest(tables, metric, width));
  let combinations = 1;
  const choices: Choices[] = [];
  for (const table of tables) {
    const merged = new Map<string, { contribution: Float64Array; count: number }>();
    for (let at = 0; at < table.length; at += width) {
      const contribution = table.subarray(at, at + width);
      const key = scales.map((scale, metric) => rounded(contribution[metric] ?? 0, scale)).join();
      merged.set(key, { contribution, count: (merged.get(key)?.count ?? 0) + 1 });
    }
    combinations *= merged.size;
    if (combinations > upTo) return undefined;
    const values = [...merged.values()];
    choices.push({
      contributions: values.map(({ contribution }) => contribution),
      counts: values.map(({ count }) => count),
    });
  }
  return choices;
}

/** Counts every combination of choices, weighted by the arrangements it stands for; returns how many those are. */
export function enumerateArrangements(
  choices: readonly Choices[],
  { metrics, statisticOf }: { readonly metrics: number; readonly statisticOf: PermutationStatistic },
  counts: StepDownMaxT,
): number {
  const sums = Array.from({ length: choices.length + 1 }, () => new Float64Array(2 * metrics));
  const statistic = new Float64Array(metrics);
  return visit(0, 1);

  function visit(depth: number, weight: number): number {
    const sum = sums[depth] ?? statistic;
    const choice = choices[depth];
    if (choice === undefined) {
      counts.add(statisticOf(sum, statistic), weight);
      return weight;
    }
    const next = sums[depth + 1] ?? statistic;
    let total = 0;
    for (const [index, contribution] of choice.contributions.entries()) {
      for (let i = 0; i < next.length; i++) next[i] = (sum[i] ?? 0) + (contribution[i] ?? 0);
      total += visit(depth + 1, weight * (choice.counts[index] ?? 1));
    }
    return total;
  }
}

function rounded(value: number, scale: number): number {
  return scale > 0 ? Math.round((value / scale) * 1e12) : 0;
}

function largest(tables: readonly Float64Array[], metric: number, width: number): number {
  let size = 0;
  for (const table of tables) {
    for (let at = metric; at < table.length; at += width) size = Math.max(size, Math.abs(table[at] ?? 0));
  }
  return size;
}
