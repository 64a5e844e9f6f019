import type { CaseObservations } from '../../src/analysis/observe.ts';
import type { SampledCase } from '../../src/analysis/planned-prefix.ts';
import type { ComparedMetric } from '../../src/analysis/test-suite.ts';
import { unitMargin } from '../../src/design/unit-margin.ts';
import type { Metric, MetricKind } from '../../src/domain/suite.ts';
import type { RandomSource } from '../../src/stats/random.ts';

/** The product at three times: when its baseline was stored, today before the change, and today with it. */
export type Version = 'stored' | 'base' | 'candidate';

/** One score a metric, on the unit scale: what the analysis sees of an answer. */
export type Scores = readonly number[];

/** A case of the simulated product, and what each version scores on it, answer by answer. */
export interface SimulatedCase {
  readonly planned: SampledCase;
  answer(version: Version, random: RandomSource): Scores;
  /** Mean and variance of one stored answer in the first metric, where a cell asks how lucky a baseline is. */
  readonly stored?: { readonly mean: number; readonly variance: number };
}

/** A population of cases, of which a pull request meets a sample. Nothing here is decided: that is the product's part. */
export interface World {
  readonly metrics: readonly ComparedMetric[];
  /** W_h by stratum, where strata are not sampled in proportion. */
  readonly shares?: ReadonlyMap<string, number>;
  /** The true Δ of the first metric on the unit scale, candidate − base today. */
  readonly difference: number;
  /** At least `count` cases, in the order of the sample; more where the last cluster is larger. */
  draw(count: number, random: RandomSource): readonly SimulatedCase[];
}

/** A gated metric as the analysis is handed it. */
export function metricOf(kind: MetricKind, margin: number, column = 0): ComparedMetric {
  const metric: Metric = {
    name: `metric ${column}`,
    title: '',
    scorer: { type: 'exact-match', options: {} },
    kind,
    range: [0, 1],
    direction: 'higher',
    margin,
    gate: true,
  };
  return { metric, column, unitMargin: unitMargin(metric) };
}

/** Some answers of one version to each case. */
export function ask(
  cases: readonly SimulatedCase[],
  version: Version,
  trials: number,
  random: RandomSource,
): ReadonlyMap<string, CaseObservations> {
  const arm = new Map<string, CaseObservations>();
  for (const one of cases) {
    const rows: Scores[] = [];
    for (let trial = 0; trial < trials; trial += 1) rows.push(one.answer(version, random));
    arm.set(one.planned.id, { caseId: one.planned.id, rows, excluded: 0 });
  }
  return arm;
}

/** The answers of two runs of one version. */
export function together(
  one: ReadonlyMap<string, CaseObservations>,
  other: ReadonlyMap<string, CaseObservations>,
): ReadonlyMap<string, CaseObservations> {
  return new Map(
    [...one].map(([id, first]) => [id, { ...first, rows: [...first.rows, ...(other.get(id)?.rows ?? [])] }]),
  );
}
