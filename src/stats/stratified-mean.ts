import { mean, standardDeviation } from './describe.ts';

/** One stratum: the sampled values, in any unit, and the number of cases that it has in all. */
export interface Stratum {
  readonly values: readonly number[];
  readonly size: number;
}

/**
 * The mean of a suite from a sample of each of its strata, with its standard error, both in the values' unit.
 *
 * Strata count by their share of the suite, W_h = N_h/N, whatever was sampled of each: Σ W_h·x̄_h with variance
 * Σ W_h²·s_h²/n_h. With `finitePopulation` each term is multiplied by 1 − n_h/N_h: the suite itself is the population,
 * and what was sampled of it is no longer uncertain. Left out, the suite is a sample of the cases there could be, as in
 * every verdict (statistics.md §1). Assumes simple random samples within strata. Undefined without strata, or when a
 * stratum has fewer than two values, unless it has just one case and the population is finite. Throws a RangeError when
 * a stratum has more values than cases.
 *
 * Source: Cochran (1977), Sampling Techniques, theorem 5.3; R `survey::svymean`.
 */
export function stratifiedMean(
  strata: readonly Stratum[],
  { finitePopulation = false }: { finitePopulation?: boolean } = {},
): { mean: number; standardError: number } | undefined {
  const total = strata.reduce((sum, { size }) => sum + size, 0);
  let estimate = 0;
  let variance = 0;
  for (const { values, size } of strata) {
    const sampled = values.length;
    if (sampled > size) throw new RangeError(`a stratum of ${size} cases cannot have ${sampled} values`);
    const unseen = finitePopulation ? 1 - sampled / size : 1;
    if (sampled === 0 || (sampled === 1 && unseen > 0)) return undefined;
    const share = size / total;
    estimate += share * mean(values);
    variance += (share ** 2 * unseen * standardDeviation(values) ** 2) / sampled;
  }
  return strata.length === 0 ? undefined : { mean: estimate, standardError: Math.sqrt(variance) };
}
