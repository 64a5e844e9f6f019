import { type CaseObservations, toUnitScale } from '../analysis/observe.ts';
import type { ComparedMetric } from '../analysis/test-suite.ts';
import type { Metric } from '../domain/suite.ts';
import { UsageError } from '../domain/usage-error.ts';
import type { ResultFile, ResultTrial } from '../importers/importer.ts';

/**
 * The trials of a results file by case, on the unit scale. As in a gate: what the product caused is a failure in every
 * bounded metric, what the infrastructure lost is excluded. Throws a UsageError that names the case whose score is
 * outside its metric's range.
 */
export function observeFile(
  file: ResultFile,
  metrics: readonly ComparedMetric[],
  path: string,
): ReadonlyMap<string, CaseObservations> {
  const byCase = Map.groupBy(file.trials, (trial) => trial.caseId);
  const observed = new Map<string, CaseObservations>();
  for (const [caseId, trials] of byCase) {
    const rows = trials.map((trial) => rowOf(trial, metrics, path)).filter((row) => row !== undefined);
    observed.set(caseId, { caseId, rows, excluded: trials.length - rows.length });
  }
  return observed;
}

function rowOf(
  trial: ResultTrial,
  metrics: readonly ComparedMetric[],
  path: string,
): readonly (number | null)[] | undefined {
  if (trial.status === 'errored') {
    if (trial.error.blame === 'infrastructure') return undefined;
    return metrics.map(({ metric }) => (metric.kind === 'ratio' ? null : 0));
  }
  return metrics.map(({ metric }) => {
    const score = trial.scores.get(metric.name);
    if (score?.status !== 'scored') return null;
    refuseOutside(metric, score.value, trial.caseId, path);
    return toUnitScale(metric, score.value);
  });
}

function refuseOutside(metric: Metric, value: number, caseId: string, path: string): void {
  const [low, high] = metric.range;
  if (metric.kind === 'ratio') return;
  const inside = value >= low && value <= high;
  if (inside && (metric.kind !== 'binary' || value === low || value === high)) return;
  throw new UsageError({
    where: path,
    path: `${caseId}.scores.${metric.name}`,
    expected: inside ? `${low} or ${high}, since the metric is binary` : `a score in [${low}, ${high}]`,
    received: String(value),
    mend: inside
      ? `say what it is: --metric '${metric.name}:continuous'`
      : `name its range: --metric '${metric.name}:${metric.kind}[MIN,MAX]', or ':ratio' for what has no upper end`,
  });
}
