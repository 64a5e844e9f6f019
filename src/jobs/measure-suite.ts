import { collapseRepeats } from '../analysis/collapse-repeats.ts';
import { REFRESH_TRIALS } from '../design/refresh-trials.ts';
import type { Baseline, BaselineRun, StoredTrial } from '../domain/baseline.ts';
import type { Revision } from '../domain/change.ts';
import type { FileTree } from '../domain/ports.ts';
import type { Limits } from '../domain/settings.ts';
import type { Metric } from '../domain/suite.ts';
import type { Trial } from '../domain/trial.ts';
import { UsageError } from '../domain/usage-error.ts';
import type { Budget } from '../runner/budget.ts';
import { sha256Hex } from '../text/digest.ts';
import type { GatePorts } from './gate-ports.ts';
import { runSuite, type SuiteRun } from './run-suite.ts';

/** One independent run of a whole suite, paid for; it can be pooled with other runs again and again. */
export interface Measured {
  /** Of this run alone. */
  readonly fresh: Baseline;
  /** First answer by case, where outputs are stored. */
  readonly outputs: ReadonlyMap<string, string>;
  /** Cases whose repeats a cache answered: stored once. */
  readonly cached: readonly string[];
  readonly run: SuiteRun;
}

export interface MeasureRequest {
  readonly suite: string;
  readonly trials?: number;
  readonly revision: Revision;
  readonly limits: Limits;
  /** Shared with the runs of other suites; one of its own where undefined. */
  readonly budget?: Budget;
  /** What tells this run from another of the same suite that starts in the same moment. */
  readonly origin?: string;
}

/**
 * Runs the whole suite to be stored as its baseline. Only a complete run is: losses to the infrastructure, limits or
 * Ctrl-C leave the old baseline in place.
 */
export async function measureSuite(
  tree: FileTree,
  of: MeasureRequest,
  ports: Pick<GatePorts, 'targets' | 'clock' | 'progress' | 'keep' | 'signal'>,
): Promise<Measured> {
  const startedAt = new Date(ports.clock.now()).toISOString();
  const run = await runSuite(
    tree,
    { ...of, stage: 'refresh', trials: of.trials ?? REFRESH_TRIALS, seed: 'refresh' },
    ports,
  );
  refuseIncomplete(run);
  const { suite, target } = run.loaded;
  const completed = run.trials.filter((trial) => trial.status === 'completed');
  const provenance: BaselineRun = {
    id: sha256Hex(JSON.stringify([startedAt, of.revision.tree, suite.digest, of.origin ?? ''])).slice(0, 12),
    at: startedAt,
    commit: of.revision.commit,
    dirty: of.revision.dirty,
    job: 'refresh',
    answeredBy: [...new Set(completed.flatMap((trial) => trial.answeredBy ?? []))].sort(),
  };
  const { trials, cached } = collapseRepeats(run.trials);
  const byCase = Map.groupBy(trials, (trial) => trial.key.caseId);
  const fresh: Baseline = {
    schemaVersion: 2,
    suite: suite.name,
    suiteDigest: suite.digest,
    fingerprint: target.fingerprint,
    runs: [provenance],
    metrics: suite.metrics.map((metric) => metric.name),
    cases: new Map(
      run.cases.map((c) => {
        const own = (byCase.get(c.id) ?? []).map((trial) => stored(trial, suite.metrics));
        return [c.id, { hash: c.hash, trials: own.filter((trial) => trial !== undefined) }];
      }),
    ),
    accepted: [],
    outputs: new Map(),
  };
  const first = completed.filter((trial) => trial.key.index === 0);
  const outputs =
    run.settings.storeOutputs === 'none' ? [] : first.map(({ key, output }) => [key.caseId, output.text] as const);
  return { fresh, outputs: new Map(outputs), cached, run };
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
