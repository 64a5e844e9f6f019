import { Fault, faults } from '../domain/fault.ts';
import type { Progress } from '../domain/ports.ts';
import type { Trial } from '../domain/trial.ts';
import type { ExecuteDependencies, PlannedTrial } from './order.ts';
import { createPace } from './pace.ts';
import { runPool } from './run-pool.ts';
import { runTrial } from './run-trial.ts';
import { createStop, type Ended } from './stop.ts';

export interface Execution {
  /** In the order given, whatever the order of completion. */
  readonly trials: readonly Trial[];
  readonly ended: Ended;
}

/** Times that trials lost to the infrastructure are dispatched again, after all others (statistics.md §6). */
const ROUNDS_AGAIN = 3;

/** Trials that must be lost before a server that never answered is given up. */
const UNANSWERED = 5;

/**
 * Runs trials in the order given, with bounded concurrency, and returns one Trial for each. Expected failures are values:
 * in a trial where one case is concerned, in `ended` where the run is. A scorer or target that breaks its contract throws.
 */
export async function execute(order: readonly PlannedTrial[], deps: ExecuteDependencies): Promise<Execution> {
  const trials: (Trial | undefined)[] = order.map(() => undefined);
  const pace = createPace(deps.concurrency);
  const stop = createStop(deps.signal);
  announce(order, deps.progress);

  function record(index: number, trial: Trial): void {
    trials[index] = trial;
    deps.progress.done(trial);
  }

  /** Nobody is there: said as what it is, before a budget is spent on finding out again. */
  function giveUp(trial: Trial): void {
    if (trial.status !== 'errored') return;
    const mend = 'check the address in target.yaml and that the server runs';
    const message = `no call was answered; the last one: ${trial.error.message}`;
    stop.because({ kind: 'fault', fault: new Fault(trial.error.kind, message, { mend }) });
  }

  /** A bug ends the run: what is in flight is not waited for. */
  function breakOff(bug: unknown): never {
    stop.cancelAll();
    throw bug;
  }

  try {
    let waiting = order.map((_, index) => index);
    for (let round = 0; waiting.length > 0; round += 1) {
      const lost: { readonly index: number; readonly trial: Trial }[] = [];
      const dispatched = waiting;
      await runPool(
        dispatched.length,
        () => pace.limit(),
        async (position) => {
          const index = dispatched[position] ?? 0;
          const planned = order[index];
          if (planned === undefined) return;
          const trial = await runTrial(planned, trials[index]?.attempts ?? 0, { ...deps, pace, stop }).catch(breakOff);
          if (isLost(trial)) {
            trials[index] = trial;
            lost.push({ index, trial });
            if (lost.length >= Math.max(UNANSWERED, deps.concurrency) && !someoneAnswered(trials)) giveUp(trial);
          } else record(index, trial);
        },
      );
      const again = round < ROUNDS_AGAIN && stop.ended() === undefined && someoneAnswered(trials);
      if (!again) for (const { index, trial } of lost) record(index, trial);
      // Completion order must not leak into the dispatch order of the next round.
      waiting = again ? lost.map(({ index }) => index).sort((a, b) => a - b) : [];
    }
  } finally {
    stop.release();
    deps.progress.finish();
  }
  return { trials: trials.filter((trial) => trial !== undefined), ended: stop.ended() ?? 'complete' };
}

/** Lost to the infrastructure, and not by a fault that ended the run. */
function isLost(trial: Trial): boolean {
  if (trial.status !== 'errored' || trial.error.blame !== 'infrastructure') return false;
  return faults[trial.error.kind].disposition !== 'terminal-run';
}

/** A server that never answered once is not asked three times more for everything. */
function someoneAnswered(trials: readonly (Trial | undefined)[]): boolean {
  return trials.some((trial) => trial?.status === 'completed');
}

function announce(order: readonly PlannedTrial[], progress: Progress): void {
  const tasks = Map.groupBy(order, ({ key }) => `${key.stage}/${key.suite}`);
  for (const task of tasks.values()) {
    const [first] = task;
    if (first !== undefined) progress.start({ stage: first.key.stage, suite: first.key.suite, trials: task.length });
  }
}

export type { ExecuteDependencies, PlannedTrial, RunningArm } from './order.ts';
export type { Ended } from './stop.ts';
