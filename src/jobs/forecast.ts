import { scoresOf } from '../analysis/observe.ts';
import { type PredictedRun, predictVerdicts } from '../analysis/predict.ts';
import type { SampledCase } from '../analysis/planned-prefix.ts';
import { confirmLooks, screenLooks } from '../design/look-plan.ts';
import { sampleCases } from '../design/sample.ts';
import type { PredictedVerdict } from '../domain/plan.ts';
import type { Limits, Settings } from '../domain/settings.ts';
import { mean } from '../stats/describe.ts';
import { optimalTrials } from '../stats/optimal-trials.ts';
import { seededRandom } from '../stats/random.ts';
import { varianceComponents } from '../stats/variance.ts';
import type { PlannedSuite } from './plan-gate.ts';
import { REFRESH_TRIALS } from '../design/refresh-trials.ts';

/** What a gate of some size would do. */
export interface SizeForecast {
  readonly cases: number;
  readonly trials: number;
  readonly predicted: readonly PredictedVerdict[];
}

/** What the author of a suite chooses by (statistics.md §11). */
export interface Forecast {
  /** The fewest cases with which a change that does nothing passes 8 times in 10; absent where none up to 5,000 do. */
  readonly enough?: SizeForecast;
  /** Where the suite has fewer cases than that: all of them, asked as often as it takes; absent where 10 trials do not. */
  readonly withRepeats?: SizeForecast;
  /** Where the limits do not pay for the plan's sample: the largest one they pay for. */
  readonly withinLimits?: SizeForecast;
  /** k*: trials a case that give the most precision for the calls, by metric. */
  readonly optimalTrials: Readonly<Record<string, number>>;
  /** Gate runs a stored baseline must serve to be cheaper than running the base live each time. */
  readonly runsToPay?: number;
  /** Of a gate run that changed nothing, by the stored latencies; absent where none are stored. */
  readonly seconds?: number;
  readonly curve: readonly SizeForecast[];
}

const GOOD_CHANCE = 0.8;
const MOST_CASES = 5_000;
const MOST_TRIALS = 10;

/** Simulated runs at each size that is tried: dozens of sizes are, and 8 in 10 is known to 3 points at 200. */
const MOST_RUNS = 200;

/** Shares of the sample that `--curve` shows. */
const CURVE = [0.25, 0.5, 0.75, 1, 1.5, 2, 3];

/** Undefined where nothing is known of the noise: then nothing is predicted. */
export function forecast(
  planned: PlannedSuite,
  of: {
    readonly settings: Settings;
    readonly limits: Limits;
    readonly simulatedRuns: number;
    readonly curve: boolean;
    /** What one more case costs besides its trials, in trials. */
    readonly caseCost: number;
  },
): Forecast | undefined {
  const { prediction } = planned;
  if (prediction === undefined || of.simulatedRuns === 0) return undefined;
  const runs = Math.min(of.simulatedRuns, MOST_RUNS);
  const at = (cases: number, trials: number, effects?: readonly number[]): SizeForecast => {
    const run = sized(planned, prediction, { cases, trials });
    return { cases: run.cases.length, trials, predicted: predictVerdicts(run, runs, effects) };
  };
  const { trials } = prediction;
  const gated = planned.plan.metrics.filter(({ gate }) => gate);
  // The plan has tried: without a prediction nothing is known of the noise.
  if (gated.length > 0 && gated.every(({ predicted }) => predicted === undefined)) return undefined;
  const passes = (cases: number, k: number): boolean => (at(cases, k, [0]).predicted[0]?.pass ?? 0) >= GOOD_CHANCE;
  const fewest = fewestThat((cases) => passes(cases, trials), smallestFloor(planned), MOST_CASES);
  const inSuite = planned.plan.casesInSuite;
  const repeats =
    fewest !== undefined && fewest <= inSuite
      ? undefined
      : fewestThat((k) => passes(inSuite, k), trials + 1, MOST_TRIALS);
  const affordable = affordableCases(planned, of.limits);
  const unchanged = gated.find((one) => one.predicted !== undefined)?.predicted?.[0];
  const seconds = secondsOf(planned, of.settings, unchanged?.calls);
  return {
    ...(fewest === undefined ? {} : { enough: at(fewest, trials) }),
    ...(repeats === undefined ? {} : { withRepeats: at(inSuite, repeats) }),
    ...(affordable === undefined ? {} : { withinLimits: at(affordable, trials) }),
    optimalTrials: trialsThatPay(planned, prediction, of.caseCost),
    ...(unchanged === undefined || prediction.storedTrials === 0
      ? {}
      : { runsToPay: Math.ceil((inSuite * REFRESH_TRIALS) / (unchanged.calls / trials)) }),
    ...(seconds === undefined ? {} : { seconds }),
    curve: of.curve ? CURVE.map((share) => at(Math.ceil(share * prediction.cases.length), trials)) : [],
  };
}

/** The same gate with another number of cases or trials; beyond the suite, with more cases like the ones there are. */
function sized(
  planned: PlannedSuite,
  prediction: PredictedRun,
  of: { readonly cases: number; readonly trials: number },
): PredictedRun {
  if (of.cases === prediction.cases.length && of.trials === prediction.trials) return prediction;
  const { stratifyBy } = planned.compared.suite.sampling;
  const seed = prediction.design.seed;
  const all = sampleCases(planned.clustered, {
    ...(stratifyBy === undefined ? {} : { stratifyBy }),
    random: seededRandom(`${seed} sample`),
  });
  const cases: SampledCase[] = [];
  for (let round = 1; cases.length < of.cases; round += 1) {
    const again = round === 1 ? '' : ` #${round}`;
    for (const { id, tags, cluster } of all) {
      // Whole clusters only, as a sample is cut.
      if (cases.length >= of.cases && (cluster === undefined || cases.at(-1)?.cluster !== `${cluster}${again}`)) break;
      cases.push({ id: `${id}${again}`, tags, ...(cluster === undefined ? {} : { cluster: `${cluster}${again}` }) });
    }
  }
  const { design, metrics } = prediction;
  const gated = metrics.filter(({ metric }) => metric.gate);
  const largestMargin = Math.max(0, ...gated.map(({ unitMargin }) => unitMargin));
  return {
    ...prediction,
    cases,
    shares: undefined,
    trials: of.trials,
    design: {
      ...design,
      screen: screenLooks(cases, { ...design, largestMargin }),
      confirm: confirmLooks(cases, design),
    },
  };
}

/** The smallest whole number from `least` to `most` for which something holds that holds for all larger ones, nearly. */
function fewestThat(holds: (n: number) => boolean, least: number, most: number): number | undefined {
  let [tooFew, tried] = [least - 1, least];
  while (!holds(tried)) {
    tooFew = tried;
    if (tried >= most) return undefined;
    tried = Math.min(most, Math.max(tried + 1, Math.ceil(tried * 1.5)));
  }
  let enough = tried;
  // Simulated chances are not known to the last case; 2% is as fine as they are.
  while (enough - tooFew > Math.max(1, Math.floor(enough / 50))) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (holds(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}

function smallestFloor({ plan }: PlannedSuite): number {
  return Math.max(2, ...plan.metrics.filter(({ gate }) => gate).map(({ passFloor }) => passFloor));
}

/** Cases whose most calls the limits pay for; undefined where they pay for the whole plan. */
function affordableCases({ plan }: PlannedSuite, limits: Limits): number | undefined {
  const sum = (of: { readonly screen: number; readonly drift: number; readonly confirm: number } | undefined) =>
    of === undefined ? 0 : of.screen + of.drift + of.confirm;
  const share = Math.min(
    (limits.maxCalls ?? Infinity) / sum(plan.calls),
    sum(plan.cost) === 0 ? Infinity : (limits.maxCost ?? Infinity) / sum(plan.cost),
  );
  return share >= 1 ? undefined : Math.max(1, Math.floor(share * plan.caseIds.length));
}

/** k* by metric: what one more trial of a case is worth beside one more case. */
function trialsThatPay(
  { metrics }: PlannedSuite,
  { population, storedTrials }: PredictedRun,
  caseCost: number,
): Readonly<Record<string, number>> {
  const gated = metrics.filter(({ metric, tag }) => metric.gate && tag === undefined);
  return Object.fromEntries(
    gated.flatMap(({ metric, column, unitMargin }) => {
      const known = population.map(({ rows }) => scoresOf(rows, column));
      const within = varianceComponents(known)?.within;
      if (within === undefined) return [];
      // What the other arm adds is divided by its own trials, not by these.
      const between = unitMargin * (1 - unitMargin) + within / Math.max(1, storedTrials);
      const tradeOff = { caseCost, trialCost: 1, withinVariance: within, betweenVariance: between };
      return [[metric.name, optimalTrials(tradeOff)] as const];
    }),
  );
}

/** How long the calls of a run take, at the stored latencies and the configured concurrency. */
function secondsOf(planned: PlannedSuite, settings: Settings, calls: number | undefined): number | undefined {
  const column = planned.compared.suite.metrics.findIndex(({ scorer }) => scorer.type === 'latency');
  const latencies = [...(planned.baseline?.cases.values() ?? [])]
    .flatMap(({ trials }) => trials.map(({ scores }) => scores[column] ?? null))
    .filter((latency) => latency !== null);
  if (calls === undefined || latencies.length === 0) return undefined;
  return (calls * mean(latencies)) / 1000 / settings.concurrency;
}
