/**
 * Works through 0 … count−1 with at most `limit()` pieces in flight; the limit is asked again whenever one ends. Rejects
 * with the first error after everything in flight has ended, and starts nothing more once there is one.
 */
export function runPool(count: number, limit: () => number, work: (index: number) => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    let next = 0;
    let active = 0;
    let failure: { readonly error: unknown } | undefined;

    function pump(): void {
      // After a failure the rest is never started.
      const end = failure === undefined ? count : next;
      while (next < end && active < Math.max(1, limit())) {
        active += 1;
        work(next).then(ended, failed);
        next += 1;
      }
      if (active > 0) return;
      if (failure !== undefined) reject(failure.error);
      else resolve();
    }

    function ended(): void {
      active -= 1;
      pump();
    }

    function failed(error: unknown): void {
      failure ??= { error };
      ended();
    }

    pump();
  });
}
