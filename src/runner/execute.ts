import { Fault, faults } from '../domain/fault.ts';
import type { Progress } from '../domain/ports.ts';
import type { Trial } from '../domain/trial.ts';
import type { ExecuteDependencies, PlannedTrial } from './order.ts';
import { createPace, type Pace } from './pace.ts';
import { runPool } from './run-pool.ts';
import { runTrial } from './run-trial.ts';
import { createStop, type Ended, type Stop } from './stop.ts';

export interface Execution {
  /** In the order given, whatever the order of completion; of a suite that did not go on, as far as it went. */
  readonly trials: readonly Trial[];
  readonly ended: Ended;
}

/** Times that trials lost to the infrastructure are dispatched again, after all others (statistics.md §6). */
const ROUNDS_AGAIN = 3;

/** Trials that must be lost before a server that never answered is given up. */
const UNANSWERED = 5;

/**
 * Runs blocks of trials one after the other, each in the order given and with bounded concurrency, and returns one Trial
 * for each. A block is complete, re-dispatches included, before `goOn` is asked which suites the next one is for: what is
 * looked at is never a matter of which answers came first. Expected failures are values: in a trial where one case is
 * concerned, in `ended` where the run is. A scorer or target that breaks its contract throws.
 */
export async function execute(
  blocks: readonly (readonly PlannedTrial[])[],
  deps: ExecuteDependencies,
): Promise<Execution> {
  const pace = createPace(deps.concurrency);
  const stop = createStop(deps.signal);
  const trials: Trial[] = [];
  let going: ReadonlySet<string> | undefined;
  try {
    for (const block of blocks) {
      const order = block.filter(({ key }) => going?.has(key.suite) ?? true);
      if (order.length === 0) continue;
      trials.push(...(await runBlock(order, { ...deps, pace, stop }, trials.some(isCompleted))));
      if (stop.ended() !== undefined) break;
      going = deps.goOn?.(trials);
    }
  } finally {
    stop.release();
  }
  return { trials, ended: stop.ended() ?? 'complete' };
}

interface BlockDependencies extends ExecuteDependencies {
  readonly pace: Pace;
  readonly stop: Stop;
}

/** @param answered somebody answered in an earlier block: the server is there */
async function runBlock(
  order: readonly PlannedTrial[],
  deps: BlockDependencies,
  answered: boolean,
): Promise<readonly Trial[]> {
  const { pace, stop } = deps;
  const trials: (Trial | undefined)[] = order.map(() => undefined);
  announce(order, deps.progress);

  function record(index: number, trial: Trial): void {
    trials[index] = trial;
    deps.progress.done(trial);
  }

  /** A server that never answered once is not asked three times more for everything. */
  function someoneAnswered(): boolean {
    return answered || trials.some(isCompleted);
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
          const trial = await runTrial(planned, trials[index]?.attempts ?? 0, deps).catch(breakOff);
          if (isLost(trial)) {
            trials[index] = trial;
            lost.push({ index, trial });
            if (lost.length >= Math.max(UNANSWERED, deps.concurrency) && !someoneAnswered()) giveUp(trial);
          } else record(index, trial);
        },
      );
      const again = round < ROUNDS_AGAIN && stop.ended() === undefined && someoneAnswered();
      if (!again) for (const { index, trial } of lost) record(index, trial);
      // Completion order must not leak into the dispatch order of the next round.
      waiting = again ? lost.map(({ index }) => index).sort((a, b) => a - b) : [];
    }
  } finally {
    deps.progress.finish();
  }
  return trials.filter((trial) => trial !== undefined);
}

/** Lost to the infrastructure, and not by a fault that ended the run. */
function isLost(trial: Trial): boolean {
  if (trial.status !== 'errored' || trial.error.blame !== 'infrastructure') return false;
  return faults[trial.error.kind].disposition !== 'terminal-run';
}

function isCompleted(trial: Trial | undefined): boolean {
  return trial?.status === 'completed';
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
