import type { Fault } from '../domain/fault.ts';

/** How an execution ended. */
export type Ended =
  | 'complete'
  | { readonly kind: 'over-budget' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'fault'; readonly fault: Fault };

/** Rejects calls in flight when the run is cancelled. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** Why and whether dispatching stopped, shared by all trials of an execution. */
export interface Stop {
  /** Undefined while the run goes on. */
  ended(): Exclude<Ended, 'complete'> | undefined;
  /** Aborted as soon as nothing more is dispatched: ends waits between attempts, not calls in flight. */
  readonly signal: AbortSignal;
  /** Stops dispatching; the first reason stays. */
  because(reason: Exclude<Ended, 'complete'>): void;
  /** Registers a call that cancellation has to end; returns how to take it off again. */
  inFlight(cancel: (reason: Error) => void): () => void;
  cancelAll(): void;
  /** Lets go of the caller's signal. */
  release(): void;
}

/** Watches the caller's signal: on abort, dispatch stops and every call in flight is ended. */
export function createStop(caller: AbortSignal): Stop {
  const controller = new AbortController();
  const calls = new Set<(reason: Error) => void>();
  let reason: Exclude<Ended, 'complete'> | undefined;

  const stop: Stop = {
    ended: () => reason,
    signal: controller.signal,
    because(why) {
      reason ??= why;
      controller.abort();
    },
    inFlight(cancel) {
      calls.add(cancel);
      return () => void calls.delete(cancel);
    },
    cancelAll() {
      controller.abort();
      for (const cancel of calls) cancel(new Cancelled('the run was cancelled'));
      calls.clear();
    },
    release: () => caller.removeEventListener('abort', onAbort),
  };

  function onAbort(): void {
    stop.because({ kind: 'cancelled' });
    stop.cancelAll();
  }

  if (caller.aborted) onAbort();
  else caller.addEventListener('abort', onAbort, { once: true });
  return stop;
}
