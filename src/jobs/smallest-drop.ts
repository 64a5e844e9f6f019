import type { CaseObservations } from '../analysis/observe.ts';
import { differenceInOwnUnits } from '../analysis/own-units.ts';
import type { Metric } from '../domain/suite.ts';
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
    readonly population: readonly CaseObservations[];
    /** Cases, or clusters where cases share them. */
    readonly units: number;
    /** δ on the unit scale. */
    readonly unitMargin: number;
    readonly trials: number;
    readonly otherTrials: number;
  },
): number | undefined {
  const groups = of.population
    .map(({ rows }) => rows.map((row) => row[column] ?? null).filter((value) => value !== null))
    .filter((values) => values.length >= 2);
  if (groups.length < 2) return undefined;
  const within = varianceComponents(groups)?.within;
  if (within === undefined) return undefined;
  const drop = smallestDetectableDrop({
    cases: of.units,
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

/** A drop of the unit scale in the metric's own units, positive. */
export function dropInOwnUnits(metric: Metric, drop: number): number {
  return Math.abs(differenceInOwnUnits({ ...metric, direction: 'higher' }, Math.min(1, drop)));
}
