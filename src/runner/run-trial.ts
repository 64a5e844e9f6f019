import { Fault, faults } from '../domain/fault.ts';
import type { Message, TargetAnswer } from '../domain/target.ts';
import type { Trial } from '../domain/trial.ts';
import type { Reservation } from './budget.ts';
import { callTarget } from './call-target.ts';
import { estimateCall } from './estimate-call.ts';
import type { ExecuteDependencies, PlannedTrial, RunningArm } from './order.ts';
import type { Pace } from './pace.ts';
import { renderMessages } from './render-messages.ts';
import { retry } from './retry.ts';
import { scoreOutput } from './score-output.ts';
import { Cancelled, type Stop } from './stop.ts';

interface TrialDependencies extends ExecuteDependencies {
  readonly pace: Pace;
  readonly stop: Stop;
}

/** Thrown out of the retry loop: the next call could exceed a limit. */
class OverBudget extends Error {
  override readonly name = 'OverBudget';
}

interface Answered {
  readonly answer: TargetAnswer;
  readonly latencyMs: number;
  readonly cost: number | undefined;
}

/** One trial: rendered, asked with retries, scored. `attemptsBefore` are calls made for it in earlier rounds. */
export async function runTrial(planned: PlannedTrial, attemptsBefore: number, deps: TrialDependencies): Promise<Trial> {
  const { key } = planned;
  const { clock, stop } = deps;
  const finished = deps.replay?.(key);
  if (finished !== undefined) return finished;
  if (stop.ended() !== undefined) return skipped(planned, attemptsBefore, stop);

  const arm = deps.targets.get(`${key.suite}/${key.arm}`);
  if (arm === undefined) throw new Error(`no running target for ${key.suite}/${key.arm}`);
  const testCase = withExtraInput(planned);
  const rendered = renderMessages(arm.spec.messages, testCase.input);
  const startedAt = clock.now();
  if (!rendered.ok)
    return errored(planned, attemptsBefore, new Fault('cannot-render', rendered.reason), deps.timeoutMs);

  let calls = 0;
  try {
    const result = await retry(
      async () => {
        const reservation = await deps.budget.reserve(estimateCall(arm.spec, rendered.messages), stop.signal);
        if (reservation === undefined) throw new OverBudget();
        calls += 1;
        return await attempt({ ...planned, case: testCase }, rendered.messages, arm, reservation, deps);
      },
      {
        clock,
        random: deps.random,
        signal: stop.signal,
        onFault: ({ kind }) => {
          if (kind === 'rate-limited') deps.pace.throttled();
        },
      },
    );
    const attempts = attemptsBefore + calls;
    if (!result.ok)
      return endWithFault(planned, attempts, result.fault, waited(result.fault, clock.now() - startedAt, deps), stop);
    deps.pace.succeeded();
    return await completed({ ...planned, case: testCase }, attempts, result.value, deps);
  } catch (error) {
    if (error instanceof OverBudget) stop.because({ kind: 'over-budget' });
    else if (!(error instanceof Cancelled)) throw error;
    return skipped(planned, attemptsBefore + calls, stop);
  }
}

async function attempt(
  { key, case: { input } }: PlannedTrial,
  messages: readonly Message[],
  { target }: RunningArm,
  reservation: Reservation,
  { clock, budget, stop, timeoutMs }: TrialDependencies,
): Promise<Answered> {
  const startedAt = clock.now();
  const remainingMs = budget.remainingMs();
  const request = { caseId: key.caseId, index: key.index, messages, input };
  const call = callTarget(target, request, { timeoutMs: Math.min(timeoutMs, remainingMs), clock });
  const landed = stop.inFlight((reason) => call.cancel(reason));
  try {
    const answer = await call.answer;
    const latencyMs = answer.latencyMs ?? clock.now() - startedAt;
    return { answer, latencyMs, cost: reservation.settle(answer.usage ?? 'unknown') };
  } catch (error) {
    reservation.settle(mayBeBilled(error) ? 'unknown' : 'unbilled');
    // The clock of the whole run ended it, not the product's slowness.
    if (error instanceof Fault && error.kind === 'timeout' && budget.remainingMs() <= 0) throw new OverBudget();
    if (error instanceof Fault || error instanceof Cancelled) throw error;
    throw new Error(`the target of ${key.suite}/${key.arm} broke its contract on case ${key.caseId}`, { cause: error });
  } finally {
    landed();
  }
}

/** A call that was given up halfway, or whose answer we refused, may have been worked on. */
function mayBeBilled(error: unknown): boolean {
  if (!(error instanceof Fault)) return true;
  return ['timeout', 'network', 'bad-response', 'answer-too-large'].includes(error.kind);
}

async function completed(
  { key, case: testCase }: PlannedTrial,
  attempts: number,
  { answer, latencyMs, cost }: Answered,
  deps: TrialDependencies,
): Promise<Trial> {
  const scorers = deps.scorers.get(key.suite);
  if (scorers === undefined) throw new Error(`no scorers for suite ${key.suite}`);
  const known = {
    latencyMs,
    ...(answer.usage === undefined ? {} : { usage: answer.usage }),
    ...(cost === undefined ? {} : { cost }),
  };
  return {
    key,
    attempts,
    status: 'completed',
    output: answer.output,
    scores: await scoreOutput(scorers, answer.output, testCase, known),
    ...known,
    ...(answer.answeredBy === undefined ? {} : { answeredBy: answer.answeredBy }),
  };
}

/** What the product did not answer counts as slow as can be: a filter that refuses in no time is not fast (statistics.md §6). */
function waited({ kind }: Fault, elapsedMs: number, { timeoutMs }: TrialDependencies): number {
  return faults[kind].blame === 'product' ? timeoutMs : elapsedMs;
}

function endWithFault(planned: PlannedTrial, attempts: number, fault: Fault, latencyMs: number, stop: Stop): Trial {
  const { disposition } = faults[fault.kind];
  if (disposition === 'terminal-run') stop.because({ kind: 'fault', fault });
  // Another attempt was due when the run stopped: nobody knows how it would have ended.
  else if (disposition !== 'terminal-case' && stop.ended() !== undefined) return skipped(planned, attempts, stop);
  return errored(planned, attempts, fault, latencyMs);
}

function errored({ key }: PlannedTrial, attempts: number, fault: Fault, latencyMs: number): Trial {
  const error = { kind: fault.kind, blame: faults[fault.kind].blame, message: fault.message };
  return { key, attempts, status: 'errored', error, latencyMs };
}

function skipped({ key }: PlannedTrial, attempts: number, stop: Stop): Trial {
  const ended = stop.ended();
  const reason = ended === undefined || ended.kind === 'fault' ? 'stopped-early' : ended.kind;
  return { key, attempts, status: 'skipped', reason };
}

function withExtraInput({ case: testCase, extraInput, key }: PlannedTrial): PlannedTrial['case'] {
  if (extraInput === undefined || key.arm !== 'candidate') return testCase;
  // The base's values win: the candidate may add keys, never change what the case asks.
  return { ...testCase, input: { ...extraInput, ...testCase.input } };
}
