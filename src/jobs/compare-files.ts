import { compareSuite } from '../analysis/compare-suite.ts';
import type { ComparedMetric } from '../analysis/test-suite.ts';
import { DRAWS } from '../analysis/fail-test.ts';
import { type CaseObservations, toUnitScale } from '../analysis/observe.ts';
import { pairArms } from '../analysis/pair.ts';
import { unitMargin } from '../design/unit-margin.ts';
import type { Comparison } from '../domain/comparison.ts';
import type { Metric } from '../domain/suite.ts';
import { UsageError } from '../domain/usage-error.ts';
import type { Outcome } from '../domain/verdict.ts';
import { importResults } from '../importers/index.ts';
import type { ResultFile, ResultTrial } from '../importers/importer.ts';
import { benjaminiHochberg } from '../stats/benjamini-hochberg.ts';
import { benjaminiYekutieli } from '../stats/benjamini-yekutieli.ts';
import { bonferroni } from '../stats/bonferroni.ts';
import { hochberg } from '../stats/hochberg.ts';
import { holm } from '../stats/holm.ts';
import { seededRandom } from '../stats/random.ts';
import { type AskedMetric, inferMetric, metricOf } from './compared-metric.ts';

export const corrections = {
  'westfall-young': undefined,
  holm,
  hochberg,
  bonferroni,
  bh: benjaminiHochberg,
  by: benjaminiYekutieli,
  none: (p: readonly number[]) => [...p],
} as const;

export type Correction = keyof typeof corrections;

export interface CompareRequest {
  readonly baseline: { readonly path: string; readonly text: string };
  readonly candidate: { readonly path: string; readonly text: string };
  /** Every metric of both files where empty. */
  readonly metrics: readonly AskedMetric[];
  readonly alpha: number;
  readonly correction: Correction;
  readonly strict: boolean;
  /** Compare clusters (as the files name them) instead of cases. */
  readonly cluster: boolean;
  readonly seed: string;
}

/** The document `compare --json` prints. */
export interface CompareDocument {
  readonly schemaVersion: 1;
  readonly verdict: { readonly outcome: Outcome; readonly reason?: 'undecided' | 'incompatible' };
  readonly comparisons: readonly ComparedFiles[];
  readonly findings: readonly { readonly ruleId: string; readonly message: string; readonly metric?: string }[];
}

export interface ComparedFiles extends Omit<Comparison, 'test' | 'suite' | 'gate' | 'title'> {
  /** The FAIL test, which `pValue` is of; `passTest` is what `passPValue` is of. */
  readonly test: string;
  readonly passTest: string;
}

/** Share of cases that may lack a partner before the files are said not to belong together (statistics.md §8). */
const MOST_UNPAIRED = 0.1;

/**
 * The same statistics on two results files, without running a model. Two files are what there is, so there is no stage
 * 2: FAIL is an adjusted p below α in a metric that has not passed.
 */
export function compareFiles(request: CompareRequest): CompareDocument {
  const baseline = importResults(request.baseline.text, request.baseline.path);
  const candidate = importResults(request.candidate.text, request.candidate.path);
  const metrics = metricsOf(request, baseline, candidate).map((metric, column): ComparedMetric => ({
    metric,
    column,
    unitMargin: unitMargin(metric),
  }));
  const arms = {
    baseline: observeFile(baseline, metrics, request.baseline.path),
    candidate: observeFile(candidate, metrics, request.candidate.path),
  };
  const clusters = new Map([...baseline.trials, ...candidate.trials].map((trial) => [trial.caseId, trial.cluster]));
  const ids = [...clusters.keys()].sort();
  const planned = ids.map((id) => {
    const cluster = request.cluster ? clusters.get(id) : undefined;
    return { id, ...(cluster === undefined ? {} : { cluster }) };
  });
  const both = planned.filter(({ id }) => arms.baseline.has(id) && arms.candidate.has(id));
  const unpaired = ids.length - both.length;
  const compared = compareSuite('', metrics, pairArms(both, arms.candidate, arms.baseline), {
    alphaPass: request.alpha,
    strict: request.strict,
    draws: DRAWS.confirm,
    random: seededRandom(request.seed),
  });
  const adjust = corrections[request.correction];
  const raw = compared.map(({ comparison }) => comparison.pValue);
  const adjusted = adjust === undefined ? compared.map(({ comparison }) => comparison.adjustedPValue) : adjust(raw);
  const comparisons = compared.map(({ comparison, tested }, m): ComparedFiles => {
    const { test, suite: _suite, gate: _gate, title: _title, ...rest } = comparison;
    const p = adjusted[m] ?? 1;
    const result = tested.pass.holds ? rest.result : p < request.alpha ? 'regressed' : 'undecided';
    return { ...rest, test: test.fail, passTest: test.pass, adjustedPValue: p, result };
  });
  const incompatible = both.length === 0 || unpaired > MOST_UNPAIRED * ids.length;
  const lacking = metrics.filter(({ metric }) => !comparisons.some((c) => c.metric === metric.name));
  const findings = [
    ...(unpaired === 0
      ? []
      : [
          {
            ruleId: 'incompatible',
            message: `${unpaired} of ${ids.length} cases are in one file only${incompatible ? ': more than 10%, so these files cannot be compared' : ' and were left out'}`,
          },
        ]),
    ...lacking.map(({ metric }) => ({
      ruleId: 'metric-missing',
      metric: metric.name,
      message: `\`${metric.name}\` is scored in no case of both files`,
    })),
    ...comparisons
      .filter((c) => c.excluded > 0)
      .map((c) => ({
        ruleId: 'too-many-errors',
        metric: c.metric,
        message: `${c.excluded} cases of \`${c.metric}\` have no score in one of the files; a pass must hold with each of them at its worst`,
      })),
  ];
  return { schemaVersion: 1, verdict: verdictOf(comparisons, incompatible, lacking.length > 0), comparisons, findings };
}

function verdictOf(
  comparisons: readonly ComparedFiles[],
  incompatible: boolean,
  lacking: boolean,
): CompareDocument['verdict'] {
  if (incompatible) return { outcome: 'inconclusive', reason: 'incompatible' };
  if (comparisons.some(({ result }) => result === 'regressed')) return { outcome: 'fail' };
  const passed = comparisons.every(({ result }) => result === 'not-worse' || result === 'improved');
  return passed && !lacking ? { outcome: 'pass' } : { outcome: 'inconclusive', reason: 'undecided' };
}

function metricsOf(request: CompareRequest, baseline: ResultFile, candidate: ResultFile): readonly Metric[] {
  const inBaseline = valuesByMetric(baseline);
  const inCandidate = valuesByMetric(candidate);
  if (request.metrics.length === 0) {
    const shared = [...inBaseline.keys()].filter((name) => inCandidate.has(name)).sort();
    if (shared.length === 0) {
      throw new UsageError({
        where: request.candidate.path,
        path: 'scores',
        expected: `a metric that ${request.baseline.path} has too (${[...inBaseline.keys()].join(', ') || 'none'})`,
        received: [...inCandidate.keys()].join(', ') || 'none',
      });
    }
    return shared.map((name) => inferMetric(name, [...(inBaseline.get(name) ?? []), ...(inCandidate.get(name) ?? [])]));
  }
  return request.metrics.map((asked) => {
    const known = [...new Set([...inBaseline.keys(), ...inCandidate.keys()])];
    const values = [...(inBaseline.get(asked.name) ?? []), ...(inCandidate.get(asked.name) ?? [])];
    return metricOf(asked, values, known);
  });
}

function valuesByMetric(file: ResultFile): ReadonlyMap<string, readonly number[]> {
  const values = new Map<string, number[]>();
  for (const trial of file.trials) {
    if (trial.status !== 'completed') continue;
    for (const [name, score] of trial.scores) {
      const list = values.get(name) ?? [];
      if (score.status === 'scored') list.push(score.value);
      values.set(name, list);
    }
  }
  return values;
}

function observeFile(
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
  if (metric.kind === 'ratio' || (value >= low && value <= high)) return;
  throw new UsageError({
    where: path,
    path: `${caseId}.scores.${metric.name}`,
    expected: `a score in [${low}, ${high}]`,
    received: String(value),
    mend: `name its range: --metric '${metric.name}:${metric.kind}[MIN,MAX]', or ':ratio' for what has no upper end`,
  });
}
