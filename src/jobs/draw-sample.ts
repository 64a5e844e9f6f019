import { type CaseObservations, scoresOf } from '../analysis/observe.ts';
import type { SampledCase } from '../analysis/planned-prefix.ts';
import type { ComparedMetric } from '../analysis/test-suite.ts';
import { sampleCases, strataOf, stratumOf } from '../design/sample.ts';
import { unitsOf } from '../design/units-of.ts';
import type { Case } from '../domain/case.ts';
import type { Sampling } from '../domain/suite.ts';
import { neymanAllocation } from '../stats/neyman-allocation.ts';
import type { RandomSource } from '../stats/random.ts';
import { varianceComponents } from '../stats/variance.ts';

/** The cases of a run, in their pre-registered order. */
export interface Drawn {
  readonly sample: readonly Case[];
  /** The same as the tests see it. */
  readonly sampled: readonly SampledCase[];
  /** Each stratum's share of the suite, where strata were not sampled in proportion. */
  readonly shares: ReadonlyMap<string, number> | undefined;
}

/**
 * Draws the sample: in proportion to the strata, or with `allocation: neyman` more from those where the difference varies
 * more, as far as stored trials tell; then cases carry weights.
 *
 * @param population the stored trials by case; without them the allocation is proportional
 */
export function drawSample(
  cases: readonly Case[],
  of: {
    readonly sampling: Sampling;
    readonly metrics: readonly ComparedMetric[];
    readonly population: ReadonlyMap<string, CaseObservations>;
    readonly random: () => RandomSource;
  },
): Drawn {
  const { sampling } = of;
  const options = {
    ...(sampling.cases === undefined ? {} : { size: sampling.cases }),
    ...(sampling.stratifyBy === undefined ? {} : { stratifyBy: sampling.stratifyBy }),
  };
  const proportional = sampleCases(cases, { ...options, random: of.random() });
  const counts = sampling.allocation === 'neyman' ? countsOf(cases, unitsOf(proportional), of) : undefined;
  const sample = counts === undefined ? proportional : sampleCases(cases, { ...options, counts, random: of.random() });
  const firstOf = new Map(sample.toReversed().map((one) => [one.cluster ?? one.id, one]));
  const sampled = sample.map((one): SampledCase => ({
    id: one.id,
    tags: one.tags,
    ...(one.cluster === undefined ? {} : { cluster: one.cluster }),
    // A cluster belongs to the stratum of its first case, whole.
    ...(counts === undefined
      ? {}
      : { stratum: stratumOf(firstOf.get(one.cluster ?? one.id) ?? one, sampling.stratifyBy) }),
  }));
  return { sample, sampled, shares: counts === undefined ? undefined : sharesOf(cases, sampling.stratifyBy) };
}

/** Units to draw from each stratum; undefined where there is nothing to choose, or nothing known. */
function countsOf(
  cases: readonly Case[],
  total: number,
  of: Parameters<typeof drawSample>[1],
): ReadonlyMap<string, number> | undefined {
  const strata = [...strataOf(cases, of.sampling.stratifyBy)];
  if (strata.length < 2 || of.population.size === 0) return undefined;
  const allocation = neymanAllocation(
    strata.map(([, units]) => ({ size: units.length, deviation: deviationOf(units.flat(), of) })),
    total,
  );
  if (allocation === undefined) return undefined;
  return new Map(strata.map(([name], h) => [name, allocation.counts[h] ?? 0]));
}

/**
 * How much the difference varies within a stratum, in margins: by the noise within cases of each gated metric there, and
 * by what a drop of the size of the margin adds (σ²_δ = δ(1 − δ), statistics.md §11).
 */
function deviationOf(cases: readonly Case[], of: Parameters<typeof drawSample>[1]): number {
  const gated = of.metrics.filter(({ metric }) => metric.gate);
  const variances = gated.map(({ column, unitMargin }) => {
    const known = cases
      .map(({ id }) => of.population.get(id)?.rows ?? [])
      .map((rows) => scoresOf(rows, column))
      .filter((trials) => trials.length > 0);
    const within = varianceComponents(known)?.within ?? 0;
    return (within + unitMargin * (1 - unitMargin)) / unitMargin ** 2;
  });
  return Math.sqrt(variances.reduce((sum, variance) => sum + variance, 0));
}

/** W_h: each stratum's share of the suite's units. */
function sharesOf(cases: readonly Case[], stratifyBy: string | undefined): ReadonlyMap<string, number> {
  const strata = [...strataOf(cases, stratifyBy)];
  const all = strata.reduce((sum, [, units]) => sum + units.length, 0);
  return new Map(strata.map(([name, units]) => [name, units.length / all]));
}
