import type { Case } from '../domain/case.ts';
import { Fault } from '../domain/fault.ts';
import type { JsonObject } from '../domain/json.ts';
import type { Scorer } from '../domain/scorer.ts';
import type { Settings } from '../domain/settings.ts';
import type { Target, TargetSpec } from '../domain/target.ts';
import type { Arm, Stage, Trial, TrialKey } from '../domain/trial.ts';
import type { Budget } from '../runner/budget.ts';
import { execute, type PlannedTrial, type RunningArm } from '../runner/execute.ts';
import { type RandomSource, seededRandom } from '../stats/random.ts';
import type { GatePorts } from './gate-ports.ts';

/** Cases that run together, each `trials` times, with indices from `from` on. */
export interface Block {
  readonly cases: readonly Case[];
  readonly from?: number;
  readonly trials: number;
}

/** One arm of one suite in one stage: which cases, how often, in which blocks one after the other. */
export interface ArmRun {
  readonly suite: string;
  readonly stage: Stage;
  readonly arm: Arm;
  readonly spec: TargetSpec;
  readonly scorers: ReadonlyMap<string, Scorer>;
  readonly blocks: readonly Block[];
  /** Keys the candidate added to the input of a case, by case id. */
  readonly extraInput?: ReadonlyMap<string, JsonObject>;
  /** The code around the prompt differs between the arms: the control needs a build of the base. */
  readonly codeChanged?: boolean;
}

/** After each block, on all trials so far: the suites that have more to do. */
export type GoOn = (trials: readonly Trial[]) => ReadonlySet<string>;

export interface Executed {
  readonly trials: readonly Trial[];
  readonly ended: 'complete' | 'over-budget' | 'cancelled';
}

/** A fault that no retry mends: the key is wrong, the model does not exist, the quota is used up. Ends in exit code 3. */
export class CouldNotRun extends Error {
  override readonly name = 'CouldNotRun';
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.mend === undefined ? fault.message : `${fault.message}; ${fault.mend}`, { cause: fault });
    this.fault = fault;
  }
}

/**
 * Runs arms side by side: for each case and index the arms' trials stand next to each other, so that both arms of a
 * comparison meet the same provider at the same time of day. The blocks of all arms with the same number run together, and
 * are complete before `goOn` says which suites have more to do. Targets are started for this and closed after it.
 */
export async function executeArms(
  runs: readonly ArmRun[],
  goOn: GoOn | undefined,
  shared: {
    readonly settings: Pick<Settings, 'concurrency' | 'timeoutSeconds'>;
    readonly budget: Budget;
    readonly seed: string;
    /** Finished trials of an earlier run of the very same: they stand, and what is missing runs. */
    readonly replay?: (key: TrialKey) => Trial | undefined;
  },
  ports: Pick<GatePorts, 'targets' | 'clock' | 'progress' | 'keep' | 'signal'>,
): Promise<Executed> {
  const random = seededRandom(`${shared.seed} order`);
  const deepest = Math.max(0, ...runs.map(({ blocks }) => blocks.length));
  const blocks = Array.from({ length: deepest }, (_, number) => interleave(runs, number, random));
  if (blocks.every((block) => block.length === 0)) return { trials: [], ended: 'complete' };
  const started: RunningArm[] = [];
  try {
    const targets = new Map<string, RunningArm>();
    for (const run of runs) {
      // What must not fail is asked of the same running target as the sample.
      if (targets.has(armKey(run))) continue;
      const start = (): Promise<Target> =>
        ports.targets.start(run.spec, run.arm, { codeChanged: run.codeChanged === true });
      const first = blocks[0]?.filter(({ key }) => isOf(run, key)) ?? [];
      const { replay } = shared;
      const isReplayed = replay !== undefined && first.every(({ key }) => replay(key) !== undefined);
      const running = { target: isReplayed ? startedWhenAsked(start) : await start(), spec: run.spec };
      started.push(running);
      targets.set(armKey(run), running);
    }
    const jitter = seededRandom(`${shared.seed} retries`);
    const execution = await execute(blocks, {
      targets,
      scorers: new Map(runs.map((run) => [run.suite, run.scorers])),
      budget: shared.budget,
      concurrency: shared.settings.concurrency,
      timeoutMs: shared.settings.timeoutSeconds * 1000,
      clock: ports.clock,
      random: () => jitter.next(),
      progress: ports.progress,
      signal: ports.signal,
      ...(shared.replay === undefined ? {} : { replay: shared.replay }),
      ...(goOn === undefined ? {} : { goOn }),
    });
    ports.keep(execution.trials);
    if (execution.ended === 'complete') return { trials: execution.trials, ended: 'complete' };
    if (execution.ended.kind === 'fault') throw new CouldNotRun(execution.ended.fault);
    return { trials: execution.trials, ended: execution.ended.kind };
  } catch (error) {
    // A target that cannot even start (its setup fails, its recording is missing) ends the run like a wrong key does.
    throw error instanceof Fault ? new CouldNotRun(error) : error;
  } finally {
    await Promise.all(started.map(({ target }) => target.close()));
  }
}

/** What is only read again needs no server, no build and no key. */
function startedWhenAsked(start: () => Promise<Target>): Target {
  let starting: Promise<Target> | undefined;
  return {
    ask: async (request) => (await (starting ??= start())).ask(request),
    close: async () => (await starting?.catch(() => undefined))?.close(),
  };
}

function isOf(run: ArmRun, key: TrialKey): boolean {
  return key.suite === run.suite && key.stage === run.stage && key.arm === run.arm;
}

function armKey(run: Pick<ArmRun, 'suite' | 'arm'>): string {
  return `${run.suite}/${run.arm}`;
}

/**
 * Case by case in the pre-registered order, all arms of a case together. A coin decides which arm of a case goes first:
 * an arm that always came second would find every cache warm, and the permutation would take that for a difference.
 */
function interleave(runs: readonly ArmRun[], number: number, random: RandomSource): readonly PlannedTrial[] {
  const inBlock = runs.flatMap((run) => run.blocks.slice(number, number + 1).map((block) => ({ ...run, block })));
  const longest = Math.max(0, ...inBlock.map(({ block }) => block.cases.length));
  const order: PlannedTrial[] = [];
  for (let position = 0; position < longest; position += 1) {
    for (const run of random.below(2) === 0 ? inBlock : inBlock.toReversed()) {
      const { cases, from = 0, trials } = run.block;
      const testCase = cases[position];
      if (testCase === undefined) continue;
      const extra = run.extraInput?.get(testCase.id);
      for (let index = from; index < from + trials; index += 1) {
        order.push({
          key: { suite: run.suite, stage: run.stage, arm: run.arm, caseId: testCase.id, index },
          case: testCase,
          ...(extra === undefined ? {} : { extraInput: extra }),
        });
      }
    }
  }
  return order;
}
