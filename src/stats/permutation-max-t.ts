import { mcnemarExact, mcnemarMidP } from './mcnemar.ts';
import { type PermutationBlock, permutationBlocks, type PermutationData } from './permutation-blocks.ts';
import { drawArrangements, TABLE_UP_TO } from './permutation-draw.ts';
import { distinctChoices, enumerateArrangements } from './permutation-enumerate.ts';
import { evenFlips, isMovable } from './permutation-flips.ts';
import { type PermutationStatisticName, permutationStatistics } from './permutation-statistic.ts';
import type { RandomSource } from './random.ts';
import { stepDownMaxT } from './step-down-max-t.ts';

export type { PermutationCase, PermutationData } from './permutation-blocks.ts';

/** The FAIL test's answer; arrays have one entry per metric. */
export type PermutationMaxT = {
  /** T, negative where the candidate is worse. */
  readonly statistic: number[];
  /** One-sided, small where the candidate is worse. */
  readonly rawPValue: number[];
  /** The same with the family-wise error rate over all metrics under control. */
  readonly adjustedPValue: number[];
} & (
  | { readonly method: 'enumerated'; /** Of all blocks; saturates at 2⁵³ − 1. */ readonly arrangements: number }
  | { readonly method: 'monte-carlo'; readonly draws: number }
);

/**
 * The FAIL test: is the candidate worse, on any of several metrics at once?
 *
 * Under "nothing changed", a case's trials could as well have been labelled the other way round. Whole trials are
 * therefore re-assigned to the arms within each case (within each cluster, for all its cases together), all metrics of
 * a trial travelling with it, and T = Σ w·d / √(Σ w²·d²) is recomputed (d: the case's mean difference, candidate −
 * baseline; 0 when the denominator is 0). p-values are step-down maxT of −T, ties counting half (`strict`: whole).
 * Exact for unequal repeats and missing scores; equals mid-p (exact) McNemar for one binary metric with one trial per
 * arm, where its closed form is used.
 *
 * All arrangements are gone through when no more than `enumerateUpTo` of them are different; otherwise `draws` random
 * ones are, with the observed arrangement added to both sides of the fraction, so p is never 0.
 *
 * - `cases`: scores are oriented (higher is better), in any unit; a case without one of its arms drops out for that
 *   metric. Trials are exchangeable under the null hypothesis and cases (clusters) independent.
 * - `statistic`: `total` is T = Σ w·d, of one metric (RangeError). It sees how far each case moved and so finds a few
 *   cases that are lost outright sooner, but rejects as well where cases moved both ways and the mean did not.
 * - `weights`: per case, positive. `clusters`: per case, its cluster's name; see `permutationBlocks`.
 *
 * Source: Westfall and Young (1993); Phipson and Smyth (2010) for the Monte Carlo p-value; statistics.md §3.
 */
export function permutationMaxT(
  input: PermutationData & {
    readonly statistic?: PermutationStatisticName | undefined;
    readonly strict?: boolean | undefined;
    readonly draws: number;
    readonly enumerateUpTo?: number | undefined;
    readonly random: RandomSource;
  },
): PermutationMaxT {
  const { strict = false, draws, enumerateUpTo = 100_000, random } = input;
  const metrics = metricsOf(input);
  const blocks = permutationBlocks(input, metrics);
  if (input.statistic === 'total' && metrics > 1) throw new RangeError('expected one metric for the total');
  const statisticOf = permutationStatistics[input.statistic ?? 'studentised'];
  const observed = statisticOf(sumOf(blocks, metrics), new Float64Array(metrics));
  const statistic = [...observed];

  const orbit = blocks.reduce((product, { arrangements }) => product * arrangements, 1);
  const arrangements = Math.min(orbit, Number.MAX_SAFE_INTEGER);
  const tableUpTo = orbit <= enumerateUpTo ? orbit : TABLE_UP_TO;
  const large = blocks.filter((block) => block.arrangements > tableUpTo);
  // Where every arrangement is like the observed one, the contribution is 0 (all arrangements together average to 0),
  // so leaving such blocks out changes neither the statistic nor the share of arrangements on either side of it.
  const tables = blocks
    .filter((block) => block.arrangements <= tableUpTo)
    .map((block) => block.table())
    .filter((table) => isMovable(table, metrics));

  const flips = large.length === 0 ? evenFlips(tables, metrics) : undefined;
  if (flips !== undefined) {
    const { worse } = strict ? mcnemarExact(flips) : mcnemarMidP(flips);
    return { statistic, rawPValue: [worse], adjustedPValue: [worse], method: 'enumerated', arrangements };
  }
  const counts = stepDownMaxT(observed);
  const choices = large.length === 0 ? distinctChoices(tables, metrics, enumerateUpTo) : undefined;
  if (choices !== undefined) {
    const total = enumerateArrangements(choices, { metrics, statisticOf }, counts);
    const { raw, adjusted } = counts.pValues(total, { strict, observedApart: 0 });
    return { statistic, rawPValue: raw, adjustedPValue: adjusted, method: 'enumerated', arrangements };
  }
  drawArrangements({ tables, large, metrics, statisticOf, draws, random }, counts);
  const { raw, adjusted } = counts.pValues(draws, { strict, observedApart: 1 });
  return { statistic, rawPValue: raw, adjustedPValue: adjusted, method: 'monte-carlo', draws };
}

/** The number of metrics, as the first trial there is has it. */
function metricsOf({ cases }: PermutationData): number {
  for (const { candidate, baseline } of cases) {
    const trial = candidate[0] ?? baseline[0];
    if (trial !== undefined) return trial.length;
  }
  return 0;
}

function sumOf(blocks: readonly PermutationBlock[], metrics: number): Float64Array {
  const sums = new Float64Array(2 * metrics);
  for (const { observed } of blocks) {
    for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] ?? 0) + (observed[i] ?? 0);
  }
  return sums;
}
