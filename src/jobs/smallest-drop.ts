import { scoresOf } from '../analysis/observe.ts';
import type { PredictedRun } from '../analysis/predict.ts';
import { differenceInOwnUnits } from '../analysis/own-units.ts';
import type { Metric } from '../domain/suite.ts';
import { designEffect } from '../stats/cluster-standard-error.ts';
import { mean } from '../stats/describe.ts';
import { smallestDetectableDrop } from '../stats/smallest-detectable-drop.ts';
import { varianceComponents } from '../stats/variance.ts';

/** Power at which a drop counts as seen, and the one-sided level it is tested at. */
const POWER = 0.8;
const LEVEL = 0.95;

/**
 * The smallest true drop a plan sees with power .8, in the metric's own units, from the noise within cases that the
 * stored trials show. Undefined where no case has two trials: then nothing is known of the noise.
 */
export function smallestDetectableDropInOwnUnits(
  metric: Metric,
  column: number,
  of: {
    readonly population: PredictedRun['population'];
    readonly cases: number;
    /** δ on the unit scale. */
    readonly unitMargin: number;
    readonly trials: number;
    readonly otherTrials: number;
  },
): number | undefined {
  const groups = of.population.map(({ rows }) => scoresOf(rows, column)).filter((values) => values.length >= 2);
  if (groups.length < 2) return undefined;
  const within = varianceComponents(groups)?.within;
  if (within === undefined) return undefined;
  const drop = smallestDetectableDrop({
    cases: of.cases,
    designEffect: clusteringOf(of.population, column),
    candidateTrials: of.trials,
    baselineTrials: of.otherTrials,
    withinVariance: within,
    // What a drop of the size of the margin itself adds to the spread, when nothing is known of how it falls (§11).
    betweenVariance: of.unitMargin * (1 - of.unitMargin),
    level: LEVEL,
    power: POWER,
  });
  return dropInOwnUnits(metric, drop);
}

/** How much less the cases are worth than as many independent ones: by how alike the stored cases of a cluster score. */
function clusteringOf(population: PredictedRun['population'], column: number): number {
  const known = population.flatMap(({ rows, cluster, caseId }) => {
    const values = scoresOf(rows, column);
    return values.length === 0 ? [] : [{ value: mean(values), cluster: cluster ?? `case ${caseId}` }];
  });
  const clusters = known.map(({ cluster }) => cluster);
  if (new Set(clusters).size === clusters.length) return 1;
  return Math.max(1, designEffect({ values: known.map(({ value }) => value), clusters }));
}

/** A drop of the unit scale in the metric's own units, positive. */
export function dropInOwnUnits(metric: Metric, drop: number): number {
  return Math.abs(differenceInOwnUnits({ ...metric, direction: 'higher' }, Math.min(1, drop)));
}
