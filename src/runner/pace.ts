/** How many calls may be in flight, learned from the server's answers. */
export interface Pace {
  limit(): number;
  /** A call was answered. */
  succeeded(): void;
  /** The server said 429. */
  throttled(): void;
}

/**
 * Additive increase, multiplicative decrease: halves on a 429 (once per window of calls, since a burst of them says the
 * same thing many times), and grows back by one for each full window of answers.
 */
export function createPace(concurrency: number): Pace {
  const most = Math.max(1, Math.floor(concurrency));
  let current = most;
  let answersInWindow = 0;
  let throttlesToIgnore = 0;
  return {
    limit: () => current,
    succeeded() {
      throttlesToIgnore = Math.max(0, throttlesToIgnore - 1);
      if (current === most) return;
      answersInWindow += 1;
      if (answersInWindow < current) return;
      answersInWindow = 0;
      current += 1;
    },
    throttled() {
      if (throttlesToIgnore > 0) {
        throttlesToIgnore -= 1;
        return;
      }
      throttlesToIgnore = current - 1;
      answersInWindow = 0;
      current = Math.max(1, Math.floor(current / 2));
    },
  };
}
