import type { Baseline } from '../domain/baseline.ts';
import type { Metric } from '../domain/suite.ts';
import type { Trial } from '../domain/trial.ts';

/** The trials of one case in one arm, one row a trial, one column a metric, on the unit scale; null = unscored. */
export interface CaseObservations {
  readonly caseId: string;
  readonly rows: readonly (readonly (number | null)[])[];
  /** Trials the infrastructure lost, after all re-dispatches. */
  readonly excluded: number;
}

/** What trials scored on the metric at `column`, unscored ones left out. */
export function scoresOf(rows: CaseObservations['rows'], column: number): readonly number[] {
  return rows.map((row) => row[column] ?? null).filter((value) => value !== null);
}

/** ln 4: where log ratios are clipped, and the unit in which ratio metrics are measured. */
export const RATIO_LIMIT = Math.log(4);

/**
 * Puts a value on the scale on which every test works: higher is better, the metric's range has length 1. Ratio metrics
 * become −ln(value) / ln 4 (or + where higher is better), so that a difference of two is a clipped log ratio in waiting.
 * A non-positive ratio value has no logarithm and is unscored.
 */
export function toUnitScale(metric: Pick<Metric, 'kind' | 'direction' | 'range'>, value: number): number | null {
  if (!Number.isFinite(value)) return null;
  const sign = metric.direction === 'higher' ? 1 : -1;
  if (metric.kind === 'ratio') return value > 0 ? (sign * Math.log(value)) / RATIO_LIMIT : null;
  const [low, high] = metric.range;
  const share = (value - low) / (high - low);
  return metric.direction === 'higher' ? share : 1 - share;
}

/** The same, for scores that meet stored ones. */
function toStoredScale(metric: Pick<Metric, 'kind' | 'direction' | 'range'>, value: number): number | null {
  const unit = toUnitScale(metric, value);
  return unit === null || metric.kind === 'ratio' ? unit : onGrid(unit);
}

/** Stored scores carry six decimals; live ones are put on the same grid, so that a third equals a stored third. */
function onGrid(share: number): number {
  return Math.round(share * 1e6) / 1e6;
}

/**
 * One trial as a row of unit scores. What the product caused (timeout, refusal by a filter, an input that cannot be
 * rendered) is a failure in every bounded metric, in both arms alike; latency counts the time until it was given up;
 * cost and tokens of such a trial are unknown and unscored. Undefined where the infrastructure lost the trial.
 */
export function observe(trial: Trial, metrics: readonly Metric[]): readonly (number | null)[] | undefined {
  if (trial.status === 'skipped') return undefined;
  if (trial.status === 'errored') {
    if (trial.error.blame === 'infrastructure') return undefined;
    return metrics.map((metric) => {
      if (metric.kind !== 'ratio') return 0;
      return metric.scorer.type === 'latency' ? toUnitScale(metric, trial.latencyMs) : null;
    });
  }
  return metrics.map((metric) => {
    const score = trial.scores[metric.name];
    return score?.status === 'scored' ? toStoredScale(metric, score.value) : null;
  });
}

/** All trials of one arm, gathered by case. Skipped trials are absent: they were never run. */
export function observeArm(
  trials: readonly Trial[],
  metrics: readonly Metric[],
): ReadonlyMap<string, CaseObservations> {
  const byCase = Map.groupBy(trials, (trial) => trial.key.caseId);
  const arm = new Map<string, CaseObservations>();
  for (const [caseId, ofCase] of byCase) {
    const ordered = [...ofCase].sort((a, b) => a.key.index - b.key.index);
    const rows = ordered.map((trial) => observe(trial, metrics)).filter((row) => row !== undefined);
    const excluded = ordered.filter((t) => t.status === 'errored' && t.error.blame === 'infrastructure').length;
    arm.set(caseId, { caseId, rows, excluded });
  }
  return arm;
}

/** The stored trials of a baseline, brought to the unit scale; metrics the baseline does not hold are unscored. */
export function observeBaseline(
  baseline: Pick<Baseline, 'metrics' | 'cases'>,
  metrics: readonly Metric[],
): ReadonlyMap<string, CaseObservations> {
  const columns = metrics.map((metric) => baseline.metrics.indexOf(metric.name));
  const observed = new Map<string, CaseObservations>();
  for (const [caseId, stored] of baseline.cases) {
    const rows = stored.trials.map((trial) =>
      metrics.map((metric, m) => {
        const value = trial.scores[columns[m] ?? -1] ?? null;
        return value === null ? null : toStoredScale(metric, value);
      }),
    );
    observed.set(caseId, { caseId, rows, excluded: 0 });
  }
  return observed;
}
