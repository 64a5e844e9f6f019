import { Fault, faults } from '../domain/fault.ts';
import type { Clock } from '../domain/ports.ts';

/** Calls made for one trial in one round. */
export const MOST_ATTEMPTS = 5;
/** A program that dies of a question twice dies of it a third time. */
const MOST_CRASHES = 2;
/** The longest wait a server may ask for; beyond it the run ends instead of sleeping. */
export const LONGEST_WAIT_MS = 60_000;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 20_000;

export type Retried<Value> =
  | { readonly ok: true; readonly value: Value; readonly attempts: number }
  | { readonly ok: false; readonly fault: Fault; readonly attempts: number };

/**
 * The one retry loop: exponential backoff with full jitter, only for faults of transport, never for an answer that is
 * merely bad. What `attempt` throws besides a Fault passes through, as does an abort of `signal` during a wait.
 */
export async function retry<Value>(
  attempt: () => Promise<Value>,
  world: {
    readonly clock: Clock;
    /** Uniform on [0, 1). */
    readonly random: () => number;
    /** Aborted when no further attempt is wanted; the last fault is returned then. */
    readonly signal: AbortSignal;
    readonly onFault?: (fault: Fault) => void;
  },
): Promise<Retried<Value>> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return { ok: true, value: await attempt(), attempts };
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      world.onFault?.(error);
      const wait = waitAfter(error, attempts, world.random);
      if (wait instanceof Fault) return { ok: false, fault: wait, attempts };
      if (world.signal.aborted) return { ok: false, fault: error, attempts };
      await world.clock.sleep(wait, world.signal).catch(ignoreAbort);
      if (world.signal.aborted) return { ok: false, fault: error, attempts };
    }
  }
}

/** Milliseconds to wait before the next attempt, or the Fault that ends them. */
function waitAfter(fault: Fault, attempts: number, random: () => number): number | Fault {
  const { disposition } = faults[fault.kind];
  if (disposition !== 'retryable' && disposition !== 'wait-until') return fault;
  if (fault.retryAfterMs !== undefined && fault.retryAfterMs > LONGEST_WAIT_MS) {
    const seconds = Math.round(fault.retryAfterMs / 1000);
    return new Fault('wait-too-long', `${fault.message}; it asks to wait ${seconds} s, and the longest wait is 60 s`, {
      mend: 'run again later, or raise the limits of the account',
      cause: fault,
    });
  }
  if (attempts >= (fault.kind === 'target-crashed' ? MOST_CRASHES : MOST_ATTEMPTS)) return fault;
  const backoff = random() * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempts - 1));
  // What the server asked for is the least; the jitter on top keeps waiting calls from arriving all at once.
  return (fault.retryAfterMs ?? 0) + backoff;
}

function ignoreAbort(error: unknown): void {
  if (error instanceof Error && error.name === 'AbortError') return;
  throw error;
}
