import { collapseRepeats } from '../analysis/collapse-repeats.ts';
import { differingFactors } from '../analysis/compatibility.ts';
import { DRAWS } from '../analysis/fail-test.ts';
import { observeBaseline } from '../analysis/observe.ts';
import { poolBaselines } from '../analysis/pool-baselines.ts';
import { type Drift, providerDrift } from '../analysis/provider-drift.ts';
import { withoutSelectingRuns } from '../analysis/without-selecting-runs.ts';
import { mean, standardDeviation } from '../stats/describe.ts';
import { seededRandom } from '../stats/random.ts';
import { flipRate } from '../stats/variance.ts';
import type { MetricSummary } from '../baselines/metric-summary.ts';
import type { Baseline, BaselineRun, StoredTrial } from '../domain/baseline.ts';
import { casesByRole } from '../domain/cases-by-role.ts';
import type { Revision } from '../domain/change.ts';
import type { FileTree } from '../domain/ports.ts';
import type { Metric, Suite } from '../domain/suite.ts';
import type { Trial } from '../domain/trial.ts';
import { UsageError } from '../domain/usage-error.ts';
import type { Limits } from '../domain/settings.ts';
import { sha256Hex } from '../text/digest.ts';
import { clusterCases } from './cluster-cases.ts';
import { comparedMetrics } from './gated-metrics.ts';
import type { GatePorts } from './gate-ports.ts';
import { runSuite, type SuiteRun } from './run-suite.ts';

/** A new baseline with what people review of it, ready to be written. */
export interface Refreshed {
  readonly baseline: Baseline;
  readonly summaries: ReadonlyMap<string, MetricSummary>;
  /** Cases that got it wrong every time, by binary metric: a wrong product or a wrong expectation, for people to look at. */
  readonly alwaysWrong: ReadonlyMap<string, readonly string[]>;
  /** First answer by case, where outputs are stored. */
  readonly outputs: ReadonlyMap<string, string>;
  /** Runs of the baseline before that were pooled. */
  readonly pooledRuns: number;
  /** Metrics on which this run does not score as the baseline before of the same configuration. */
  readonly drift: readonly Drift[];
  /** Cases whose repeats a cache answered: stored once. */
  readonly cached: readonly string[];
  readonly run: SuiteRun;
}

/** Trials a case that a baseline gathers for each of the candidate's (statistics.md §9). */
const WANTED = 10;

/** Trials a case of a refresh, unless asked otherwise (statistics.md §9). */
export const REFRESH_TRIALS = 3;

/**
 * An independent run of the whole suite, to be stored as its baseline. Only a complete run becomes one: losses to the
 * infrastructure, limits or Ctrl-C leave the old baseline in place.
 */
export async function refresh(
  tree: FileTree,
  of: {
    readonly suite: string;
    readonly trials?: number;
    readonly revision: Revision;
    readonly limits: Limits;
    /** The baseline that is there; undefined where there is none, or it cannot be read. */
    readonly previous?: Baseline;
  },
  ports: Pick<GatePorts, 'targets' | 'clock' | 'progress' | 'keep' | 'signal'>,
): Promise<Refreshed> {
  const startedAt = new Date(ports.clock.now()).toISOString();
  const run = await runSuite(
    tree,
    { suite: of.suite, stage: 'refresh', trials: of.trials ?? REFRESH_TRIALS, seed: 'refresh', limits: of.limits },
    ports,
  );
  refuseIncomplete(run);
  const { suite, target } = run.loaded;
  const metrics = suite.metrics.map((metric) => metric.name);
  const completed = run.trials.filter((trial) => trial.status === 'completed');
  const answeredBy = [...new Set(completed.flatMap((trial) => trial.answeredBy ?? []))].sort();
  const provenance: BaselineRun = {
    id: sha256Hex(JSON.stringify([startedAt, of.revision.tree, suite.digest])).slice(0, 12),
    at: startedAt,
    commit: of.revision.commit,
    dirty: of.revision.dirty,
    job: 'refresh',
    answeredBy,
  };
  const { trials, cached } = collapseRepeats(run.trials);
  const byCase = Map.groupBy(trials, (trial) => trial.key.caseId);
  const fresh: Baseline = {
    schemaVersion: 2,
    suite: suite.name,
    suiteDigest: suite.digest,
    fingerprint: target.fingerprint,
    runs: [provenance],
    metrics,
    cases: new Map(
      run.cases.map((c) => {
        const own = (byCase.get(c.id) ?? []).map((trial) => stored(trial, suite.metrics));
        return [c.id, { hash: c.hash, trials: own.filter((trial) => trial !== undefined) }];
      }),
    ),
    accepted: of.previous?.accepted ?? [],
    outputs: new Map(),
  };
  const { baseline, runs: pooledRuns } = poolBaselines(fresh, of.previous, {
    now: ports.clock.now(),
    wanted: WANTED * suite.sampling.trials,
  });
  const measured = casesByRole(suite.cases).measured.flatMap(({ id }) => baseline.cases.get(id) ?? []);
  const firstAnswers = completed.filter((trial) => trial.key.index === 0);
  return {
    baseline,
    summaries: new Map(suite.metrics.map((metric, m) => [metric.name, summarise(measured, metric, m)])),
    alwaysWrong: new Map(
      suite.metrics.flatMap((metric, m) =>
        metric.kind === 'binary' ? [[metric.name, alwaysWrong(baseline, metric, m)] as const] : [],
      ),
    ),
    outputs: new Map(
      run.settings.storeOutputs === 'none' ? [] : firstAnswers.map((trial) => [trial.key.caseId, trial.output.text]),
    ),
    pooledRuns,
    drift: driftSince(of.previous, fresh, suite),
    cached,
    run,
  };
}

/** What moved since the baseline of the same configuration, case by case; nothing where there is none. */
function driftSince(previous: Baseline | undefined, fresh: Baseline, suite: Suite): readonly Drift[] {
  if (previous === undefined || differingFactors(previous.fingerprint, fresh.fingerprint).length > 0) return [];
  // What a case was chosen by would look like a drift, and near-duplicates would say it several times.
  const { baseline: independent } = withoutSelectingRuns(previous, suite.cases);
  const measured = clusterCases(casesByRole(suite.cases).measured).cases;
  const same = measured.filter(({ id, hash }) => independent.cases.get(id)?.hash === hash);
  return providerDrift(
    comparedMetrics({ metrics: suite.metrics, slices: [] }),
    same.map(({ id, cluster }) => (cluster === undefined ? { id } : { id, cluster })),
    { today: observeBaseline(fresh, suite.metrics), stored: observeBaseline(independent, suite.metrics) },
    { passLevel: 0.05, strict: false, draws: DRAWS.screen, random: seededRandom(`${suite.digest} drift`) },
  );
}

/** As observed: in own units; what the product caused is its worst value, so that it counts as it would in a gate. */
function stored(trial: Trial, metrics: readonly Metric[]): StoredTrial | undefined {
  if (trial.status === 'skipped') return undefined;
  if (trial.status === 'errored') {
    if (trial.error.blame === 'infrastructure') return undefined;
    return { run: 0, scores: metrics.map((metric) => worstOf(metric, trial.latencyMs)) };
  }
  const scores = metrics.map((metric) => {
    const score = trial.scores[metric.name];
    return score?.status === 'scored' ? score.value : null;
  });
  return { run: 0, scores };
}

function worstOf(metric: Metric, latencyMs: number): number | null {
  if (metric.kind === 'ratio') return metric.scorer.type === 'latency' ? latencyMs : null;
  return metric.direction === 'higher' ? metric.range[0] : metric.range[1];
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

function refuseIncomplete(run: SuiteRun): void {
  const lost = run.trials.filter((t) => t.status === 'errored' && t.error.blame === 'infrastructure').length;
  if (run.ended === 'complete' && lost === 0) return;
  const why =
    run.ended === 'complete' ? `${lost} of ${run.trials.length} trials lost to the infrastructure` : run.ended;
  throw new UsageError({
    where: run.loaded.suite.name,
    path: '',
    expected: 'a complete run to store as the baseline',
    received: why,
    mend:
      run.ended === 'over-budget'
        ? 'raise the limits; the old baseline is untouched'
        : 'run `steelyard refresh` again; the old baseline is untouched',
  });
}
