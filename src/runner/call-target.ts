import { Fault } from '../domain/fault.ts';
import type { Clock } from '../domain/ports.ts';
import type { Target, TargetAnswer, TargetRequest } from '../domain/target.ts';

/** One call with its deadline, ended at once by `cancel` even where the target does not listen. */
export interface Call {
  readonly answer: Promise<TargetAnswer>;
  /** Rejects `answer` with `reason` and aborts the target's signal. */
  cancel(reason: Error): void;
}

/** Given as the reason, since making a new error for each call costs more than the call's own bookkeeping. */
const OVER = 'the call is over';

/** Asks a target and gives up after `timeoutMs` with a Fault `timeout`. */
export function callTarget(
  target: Target,
  request: Omit<TargetRequest, 'signal'>,
  { timeoutMs, clock }: { readonly timeoutMs: number; readonly clock: Clock },
): Call {
  const abort = new AbortController();
  const over = new AbortController();
  const { promise, resolve, reject } = Promise.withResolvers<TargetAnswer>();

  function cancel(reason: Error): void {
    // First our reason, then the abort: what the target makes of its signal comes too late to replace it.
    reject(reason);
    abort.abort(reason);
  }

  clock.sleep(timeoutMs, over.signal).then(
    () => {
      if (!over.signal.aborted) cancel(new Fault('timeout', `no answer within ${timeoutMs / 1000} s`));
    },
    (error: unknown) => {
      if (!over.signal.aborted) reject(error);
    },
  );
  const ask = async (): Promise<TargetAnswer> => target.ask({ ...request, signal: abort.signal });
  ask().then(resolve, reject);
  return { answer: promise.finally(() => over.abort(OVER)), cancel };
}
