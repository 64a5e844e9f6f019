import { compareSuite } from '../analysis/compare-suite.ts';
import type { ComparedMetric } from '../analysis/test-suite.ts';
import { DRAWS } from '../analysis/fail-test.ts';
import { pairArms } from '../analysis/pair.ts';
import { unitMargin } from '../design/unit-margin.ts';
import type { Comparison } from '../domain/comparison.ts';
import type { Metric } from '../domain/suite.ts';
import { UsageError } from '../domain/usage-error.ts';
import type { Outcome } from '../domain/verdict.ts';
import { importResults } from '../importers/index.ts';
import type { ResultFile } from '../importers/importer.ts';
import { benjaminiHochberg } from '../stats/benjamini-hochberg.ts';
import { benjaminiYekutieli } from '../stats/benjamini-yekutieli.ts';
import { bonferroni } from '../stats/bonferroni.ts';
import { hochberg } from '../stats/hochberg.ts';
import { holm } from '../stats/holm.ts';
import { seededRandom } from '../stats/random.ts';
import { type AskedMetric, metricOf, withMargins } from './compared-metric.ts';
import { observeFile } from './observe-file.ts';

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
  /** Every metric of the files where empty. */
  readonly metrics: readonly AskedMetric[];
  /** By metric name, own units. */
  readonly margins: ReadonlyMap<string, number>;
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
  readonly verdict: { readonly outcome: Outcome; readonly reason?: 'undecided' | 'incompatible' | 'metric-missing' };
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
  const ids = [...new Set([...baseline.trials, ...candidate.trials].map((trial) => trial.caseId))].sort();
  const clusters = request.cluster ? clustersOf(request, baseline, candidate) : new Map<string, string>();
  const planned = ids.map((id) => {
    const cluster = clusters.get(id);
    return { id, ...(cluster === undefined ? {} : { cluster }) };
  });
  const both = planned.filter(({ id }) => arms.baseline.has(id) && arms.candidate.has(id));
  const unpaired = ids.length - both.length;
  // A case that the candidate's file lacks may be one it could not answer: it counts against a pass. New ones are left out.
  const known = planned.filter(({ id }) => arms.baseline.has(id));
  const compared = compareSuite('', metrics, pairArms(known, arms.candidate, arms.baseline), {
    passLevel: request.alpha,
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
            message: `${unpaired} of ${ids.length} cases are in one file only${incompatible ? ': more than 10%, so these files cannot be compared' : ' (those the candidate lacks count at their worst for a pass, those only it has were left out)'}`,
          },
        ]),
    ...lacking.map(({ metric }) => ({
      ruleId: 'metric-missing',
      metric: metric.name,
      message: `\`${metric.name}\` is scored in no case that both files have`,
    })),
    ...comparisons
      .filter((c) => c.excluded > 0)
      .map((c) => ({
        ruleId: 'too-many-errors',
        metric: c.metric,
        message: `${c.excluded} cases of \`${c.metric}\` lack a score in one of the files; a pass must hold with each of them at its worst`,
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
  if (lacking) return { outcome: 'inconclusive', reason: 'metric-missing' };
  const passed = comparisons.every(({ result }) => result === 'not-worse' || result === 'improved');
  return passed ? { outcome: 'pass' } : { outcome: 'inconclusive', reason: 'undecided' };
}

/** What was asked for; else every metric of the baseline: a candidate that no longer reports one has not passed it. */
function metricsOf(request: CompareRequest, baseline: ResultFile, candidate: ResultFile): readonly Metric[] {
  const inBaseline = valuesByMetric(baseline);
  const inCandidate = valuesByMetric(candidate);
  const names = [...inBaseline.keys()].sort();
  if (request.metrics.length === 0 && !names.some((name) => inCandidate.has(name))) {
    throw new UsageError({
      where: request.candidate.path,
      path: 'scores',
      expected: `a metric that ${request.baseline.path} has too (${names.join(', ') || 'none'})`,
      received: [...inCandidate.keys()].join(', ') || 'none',
    });
  }
  const asked = request.metrics.length === 0 ? names.map((name) => ({ name })) : request.metrics;
  const known = [...new Set([...inBaseline.keys(), ...inCandidate.keys()])];
  return withMargins(asked, request.margins).map((metric) =>
    metricOf(metric, [...(inBaseline.get(metric.name) ?? []), ...(inCandidate.get(metric.name) ?? [])], known),
  );
}

/** The cluster of each case, by whichever file names it. */
function clustersOf(request: CompareRequest, baseline: ResultFile, candidate: ResultFile): ReadonlyMap<string, string> {
  const named = [...candidate.trials, ...baseline.trials].flatMap(({ caseId, cluster }) =>
    cluster === undefined ? [] : [[caseId, cluster] as const],
  );
  if (named.length > 0) return new Map(named);
  throw new UsageError({
    where: request.baseline.path,
    path: 'cluster',
    expected: 'a `cluster` in the lines of cases that belong together',
    received: 'none',
    mend: 'leave `--cluster` out to compare case by case',
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
