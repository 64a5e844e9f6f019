import { Worker } from 'node:worker_threads';

import type { Task } from './tasks.ts';
import type { Done } from './worker.ts';

/** Plays tasks on as many threads as asked; whoever is free takes the next one. Answers in the order of the tasks. */
export async function playTasks(
  tasks: readonly Task[],
  of: {
    /** Where a thread finds the cells, as its export `cells`. */
    readonly module: URL;
    readonly seed: string;
    readonly threads: number;
    readonly onDone: (done: Done) => void;
  },
): Promise<readonly Done[]> {
  const done: (Done | undefined)[] = tasks.map(() => undefined);
  let next = 0;
  const thread = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('worker.ts', import.meta.url), {
        workerData: { module: of.module.href, seed: of.seed },
      });
      let current = 0;
      const take = (): void => {
        const task = tasks[next];
        if (task === undefined) {
          void worker.terminate().then(() => resolve());
          return;
        }
        current = next;
        next += 1;
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin.
        worker.postMessage(task);
      };
      worker.on('message', (one: Done) => {
        done[current] = one;
        of.onDone(one);
        take();
      });
      worker.on('error', reject);
      take();
    });
  await Promise.all(Array.from({ length: of.threads }, thread));
  return done.filter((one) => one !== undefined);
}
