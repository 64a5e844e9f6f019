import type { Outcome } from '../../src/domain/verdict.ts';
import { wilsonInterval } from '../../src/stats/wilson.ts';
import type { Done } from './run.ts';
import { type Scenario, scenarios, SETTING } from './scenarios.ts';

/** A share of the runs with its Wilson 95% interval. */
export interface Share {
  readonly share: number;
  readonly lower: number;
  readonly upper: number;
}

export interface Row {
  readonly scenario: Scenario;
  readonly runs: number;
  readonly observed: Readonly<Record<Outcome, Share>>;
  readonly predicted?: Readonly<Record<Outcome, number>>;
  /** Simulated gate runs behind `predicted`. */
  readonly simulated: number;
  /** Mean calls of a run, as a multiple of N. */
  readonly calls: number;
  /** Summed over the runs, refresh and prediction included. */
  readonly seconds: number;
}

/** One row a scenario. */
export function summarise(done: readonly Done[]): readonly Row[] {
  return scenarios.map((scenario, index): Row => {
    const own = done.filter((one) => one.scenario === index);
    const observed = (outcome: Outcome): Share => {
      const successes = own.filter((one) => one.outcome === outcome).length;
      return { share: successes / own.length, ...wilsonInterval({ successes, total: own.length, level: 0.95 }) };
    };
    const predictions = predictionsFor(scenario, done);
    const predicted = (outcome: Outcome): number => mean(predictions.map((one) => one[outcome]));
    return {
      scenario,
      runs: own.length,
      observed: { pass: observed('pass'), fail: observed('fail'), inconclusive: observed('inconclusive') },
      ...(predictions.length === 0
        ? {}
        : { predicted: { pass: predicted('pass'), fail: predicted('fail'), inconclusive: predicted('inconclusive') } }),
      simulated: predictions.length * SETTING.simulatedRuns,
      calls: mean(own.map(({ calls }) => calls)) / scenario.cases,
      seconds: own.reduce((sum, { seconds }) => sum + seconds, 0),
    };
  });
}

/** What the plans of all runs of this product and other arm said of this change: none of them knew which was coming. */
function predictionsFor(scenario: Scenario, done: readonly Done[]): readonly Readonly<Record<Outcome, number>>[] {
  const { atMargins } = scenario;
  if (atMargins === undefined) return [];
  return done
    .filter(({ scenario: index }) => {
      const other = scenarios[index];
      return (
        other?.product === scenario.product && other.cases === scenario.cases && other.control === scenario.control
      );
    })
    .flatMap(({ predicted }) => predicted.filter((one) => one.atMargins === atMargins));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
