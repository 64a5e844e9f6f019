import type { Clock } from '../../../src/domain/ports.ts';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Time that passes at once: whenever nothing else happens, it is the moment the next sleeper wakes. */
export class VirtualClock implements Clock {
  readonly slept: number[] = [];
  #now = Date.UTC(2026, 0, 1);
  #sleepers: Sleeper[] = [];
  #waiting = false;

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return Promise.reject(abortError());
    this.slept.push(ms);
    return new Promise((resolve, reject) => {
      const sleeper = { at: this.#now + Math.max(0, ms), wake: resolve };
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', () => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        reject(abortError());
      });
      this.#advanceWhenIdle();
    });
  }

  #advanceWhenIdle(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    setImmediate(() => {
      this.#waiting = false;
      const next = this.#sleepers.toSorted((a, b) => a.at - b.at)[0];
      if (next === undefined) return;
      this.#sleepers = this.#sleepers.filter((other) => other !== next);
      this.#now = next.at;
      next.wake();
      this.#advanceWhenIdle();
    });
  }
}

/** Real time, as entry builds it. */
export const realClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, Math.min(ms, 2 ** 31 - 1));
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(abortError());
      });
    }),
};

function abortError(): Error {
  return new DOMException('This operation was aborted', 'AbortError');
}
