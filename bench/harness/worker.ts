import process from 'node:process';
import { parentPort, workerData } from 'node:worker_threads';

import { seededRandom } from '../../src/stats/random.ts';
import type { Playable } from './playable.ts';
import { addTo, type Sums } from './summary.ts';
import type { Task } from './tasks.ts';

/** Sums over a task's replicates, and the CPU time they took. */
export interface Done {
  readonly task: Task;
  readonly sums: Sums;
  readonly seconds: number;
}

// Each replicate has a seed of its own, so that no figure depends on which thread played it.
const { module, seed }: { readonly module: string; readonly seed: string } = workerData;
// Which bench this thread works for is known when it starts, and only then.
const loaded = import(module) as Promise<{ readonly cells: readonly Playable[] }>;

parentPort?.on('message', (task: Task) => void work(task));

async function work(task: Task): Promise<void> {
  const { cells } = await loaded;
  const cell = cells[task.cell];
  if (cell === undefined) throw new RangeError(`there is no cell ${task.cell}`);
  const before = process.threadCpuUsage();
  const sums: Sums = {};
  for (let replicate = task.from; replicate < task.to; replicate += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, so that the CPU time is the cell's own.
    addTo(sums, await cell.play(seededRandom(`${seed} ${cell.bar} ${cell.name} ${replicate}`)));
  }
  const { user, system } = process.threadCpuUsage(before);
  const done: Done = { task, sums, seconds: (user + system) / 1e6 };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin.
  parentPort?.postMessage(done);
}
