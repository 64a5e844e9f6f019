import { countAttempts, MOST_ATTEMPTS, unregistered } from '../design/count-attempts.ts';
import type { Attempt, AttemptOutcome } from '../domain/attempt.ts';
import type { Finding } from '../domain/finding.ts';
import type { Report } from '../domain/report.ts';
import type { Trial, TrialKey } from '../domain/trial.ts';
import type { ArmRun, Executed, GoOn } from './execute-arms.ts';
import { evaluatedChange } from './evaluated-change.ts';
import type { GatePorts } from './gate-ports.ts';
import type { LoadedChange } from './load-change.ts';
import type { PlannedSuite } from './plan-gate.ts';
import { type Run, trialKey } from './suite-stage.ts';

/** An evaluation that is counted, from before its first call to its end. */
export interface OpenAttempt {
  /** Undefined where attempts are not counted, or nothing was to be asked. */
  readonly attempt?: Attempt;
  /** No more attempts without a maintainer's leave: nothing may be asked. */
  readonly refused: boolean;
  readonly findings: readonly Finding[];
  /** Finished trials of this very evaluation, by key; undefined where there are none. */
  readonly replay?: (key: TrialKey) => Trial | undefined;
  /** The same, noticing whether a look was taken. */
  watching(run: Run): Run;
  /** Says how it ended, and which suites failed; to be called whatever happens. */
  conclude(outcome: AttemptOutcome, failedSuites?: readonly string[]): Promise<void>;
}

const UNCOUNTED: OpenAttempt = {
  refused: false,
  findings: [],
  watching: (run) => run,
  conclude: () => Promise.resolve(),
};

/**
 * Registers an evaluation before its first call (statistics.md §5). What is registered and never concluded, because the
 * runner died, counts; what ended before its first look does not, whatever ended it.
 */
export async function openAttempt(
  suites: readonly PlannedSuite[],
  loaded: LoadedChange,
  { ledger, clock, job }: Pick<GatePorts, 'ledger' | 'clock'> & { readonly job: Report['job'] },
): Promise<OpenAttempt> {
  const gating = suites.filter(({ plan }) => plan.metrics.some((metric) => metric.gate));
  // Without a call, or without a verdict, nothing is tried.
  if (ledger === undefined || gating.length === 0) return UNCOUNTED;
  const change = evaluatedChange(gating, loaded, job);
  const known = await ledger.known(change);
  const counted = { ...countAttempts(known), digest: change.digest };
  if (counted.number > MOST_ATTEMPTS && !(await ledger.allowsMore())) {
    return { ...UNCOUNTED, attempt: counted, refused: true, findings: [tooMany(counted, ledger.mend)] };
  }
  const { stored } = known;
  const at = stored?.entry.at ?? new Date(clock.now()).toISOString();
  const kept = await ledger.register(change, at);
  const finished = new Map((stored?.trials ?? []).map((trial) => [trialKey(trial.key), trial]));
  const attempt: Attempt = {
    ...counted,
    ...(kept === undefined ? unregistered(counted) : { kept }),
    ...(finished.size === 0 ? {} : { replayOf: at }),
  };
  // What decides nothing is no part of the digest: it is the same only in the same commit.
  const { head } = loaded.change;
  const isSameCommit = stored !== undefined && !head.dirty && change.commit.startsWith(stored.entry.commit);
  const trials: Trial[] = [...finished.values()];
  let looked = false;
  return {
    attempt,
    refused: false,
    findings: notCounted(attempt, job),
    ...(finished.size === 0
      ? {}
      : {
          replay: (key: TrialKey) =>
            key.stage === 'advisory' && !isSameCommit ? undefined : finished.get(trialKey(key)),
        }),
    watching:
      (run) =>
      async (runs: readonly ArmRun[], goOn?: GoOn): Promise<Executed> => {
        const executed = await run(
          runs,
          goOn &&
            ((sofar) => {
              looked = true;
              return goOn(sofar);
            }),
        );
        trials.push(...executed.trials.filter(({ key }) => !finished.has(trialKey(key))));
        return executed;
      },
    conclude: (outcome, failedSuites = []) =>
      ledger.conclude({
        change,
        at,
        outcome: looked ? outcome : 'before-first-look',
        failedSuites,
        trials: trials.filter(isKept),
      }),
  };
}

/** What the infrastructure lost is asked again by whoever evaluates the same once more. */
function isKept(trial: Trial): boolean {
  return trial.status === 'completed' || (trial.status === 'errored' && trial.error.blame === 'product');
}

function tooMany({ number }: Pick<Attempt, 'number'>, mend: string): Finding {
  return {
    ruleId: 'too-many-attempts',
    message: `this would be attempt ${number} at this change, and from attempt ${MOST_ATTEMPTS + 1} on somebody has to allow it; ${mend}`,
  };
}

function notCounted({ because }: Attempt, job: Report['job']): readonly Finding[] {
  if (because === 'unreadable') {
    const message =
      'Earlier attempts at this change could not all be read (a record was changed, removed or out of reach), so this one counts as a later one: a pass is repeated on fresh runs';
    return [{ ruleId: 'attempts-not-counted', message }];
  }
  if (because === 'unwritable') {
    const needed = job === 'release' ? '`checks: write`' : '`pull-requests: write` or `checks: write`';
    const message = `This attempt could not be recorded, so it counts as a later one: a pass is repeated on fresh runs. On GitHub give the job ${needed}`;
    return [{ ruleId: 'attempts-not-counted', message }];
  }
  return [];
}
