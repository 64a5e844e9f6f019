import { poolBaselines } from '../analysis/pool-baselines.ts';
import type { MetricSummary } from '../baselines/metric-summary.ts';
import type { AcceptedDrop, Baseline, StoredTrial } from '../domain/baseline.ts';
import { casesByRole } from '../domain/cases-by-role.ts';
import type { Metric } from '../domain/suite.ts';
import { mean, standardDeviation } from '../stats/describe.ts';
import { flipRate } from '../stats/variance.ts';
import type { Measured } from './measure-suite.ts';

/** A new baseline with what people review of it, ready to be written. */
export interface PooledBaseline {
  readonly baseline: Baseline;
  readonly summaries: ReadonlyMap<string, MetricSummary>;
  /** Cases that got it wrong every time, by binary metric: a wrong product or a wrong expectation, for people to look at. */
  readonly alwaysWrong: ReadonlyMap<string, readonly string[]>;
  /** Earlier runs that were pooled. */
  readonly pooledRuns: number;
}

/** Trials a case that a baseline gathers for each of the candidate's (statistics.md §9). */
const WANTED = 10;

/**
 * The baseline that a measurement makes together with earlier ones. Asks no model: where another refresh was faster, the
 * same measurement is pooled again with what that one wrote.
 *
 * @param of.now milliseconds since the epoch
 */
export function poolMeasured(
  { fresh, run }: Measured,
  earlier: readonly Baseline[],
  of: {
    readonly now: number;
    /** All that are to be recorded. Those of `earlier` are not: anybody may have written what waits on a branch. */
    readonly accepted: readonly AcceptedDrop[];
  },
): PooledBaseline {
  const { suite } = run.loaded;
  const pooled = poolBaselines(fresh, earlier, { now: of.now, wanted: WANTED * suite.sampling.trials });
  const baseline = { ...pooled.baseline, accepted: eachOnce(of.accepted) };
  const measured = casesByRole(suite.cases).measured.flatMap(({ id }) => baseline.cases.get(id) ?? []);
  return {
    baseline,
    summaries: new Map(suite.metrics.map((metric, m) => [metric.name, summarise(measured, metric, m)])),
    alwaysWrong: new Map(
      suite.metrics.flatMap((metric, m) =>
        metric.kind === 'binary' ? [[metric.name, alwaysWrong(baseline, metric, m)] as const] : [],
      ),
    ),
    pooledRuns: pooled.runs,
  };
}

/** In order of time; of two tellings of the same acceptance the first. */
function eachOnce(drops: readonly AcceptedDrop[]): readonly AcceptedDrop[] {
  const byKey = new Map(drops.toReversed().map((drop) => [keyOf(drop), drop]));
  return [...byKey.values()].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** A commit is accepted once, whoever tells of it. */
export function keyOf({ commit, by }: AcceptedDrop): string {
  return `${commit} ${by}`;
}

/** Of the stored trials of cases without a role: what must not fail is stored for people to see, and estimated from never. */
function summarise(
  cases: readonly { readonly trials: readonly StoredTrial[] }[],
  metric: Metric,
  column: number,
): MetricSummary {
  const perCase = cases
    .map(({ trials }) => trials.map(({ scores }) => scores[column] ?? null).filter((score) => score !== null))
    .filter((scores) => scores.length > 0);
  const means = perCase.map(mean);
  return {
    estimate: means.length === 0 ? 0 : mean(means),
    sd: means.length < 2 ? 0 : standardDeviation(means),
    flipRate: metric.kind === 'binary' ? (flipRate(perCase) ?? null) : null,
    cases: perCase.length,
  };
}

function alwaysWrong(baseline: Baseline, metric: Metric, column: number): readonly string[] {
  const wrong = metric.direction === 'higher' ? metric.range[0] : metric.range[1];
  return [...baseline.cases]
    .filter(([, { trials }]) => trials.length > 0 && trials.every(({ scores }) => scores[column] === wrong))
    .map(([id]) => id)
    .sort();
}
