import type { Case } from '../domain/case.ts';
import type { JsonObject } from '../domain/json.ts';
import type { Clock, Progress } from '../domain/ports.ts';
import type { Scorer } from '../domain/scorer.ts';
import type { Target, TargetSpec } from '../domain/target.ts';
import type { Trial, TrialKey } from '../domain/trial.ts';
import type { Budget } from './budget.ts';

export interface PlannedTrial {
  readonly key: TrialKey;
  readonly case: Case;
  /** Keys that only the candidate's version of the case has; merged into its input. */
  readonly extraInput?: JsonObject;
}

export interface RunningArm {
  readonly target: Target;
  readonly spec: TargetSpec;
}

export interface ExecuteDependencies {
  /** By `suite/arm`. */
  readonly targets: ReadonlyMap<string, RunningArm>;
  /** By suite, then by metric. */
  readonly scorers: ReadonlyMap<string, ReadonlyMap<string, Scorer>>;
  readonly budget: Budget;
  readonly concurrency: number;
  /** Deadline of one call. */
  readonly timeoutMs: number;
  /** `sleep` also drives the deadlines: it must not resolve before its time has passed on `now`. */
  readonly clock: Clock;
  /** Uniform on [0, 1), for jitter alone: no result depends on it. */
  readonly random: () => number;
  readonly progress: Progress;
  /** After each block, on all trials so far: the suites whose next block is to run; all of them where left out. */
  readonly goOn?: (trials: readonly Trial[]) => ReadonlySet<string>;
  /** A finished trial that stands for this one, so that nobody is asked again. */
  readonly replay?: (key: TrialKey) => Trial | undefined;
  /** Aborted on Ctrl-C. */
  readonly signal: AbortSignal;
}
