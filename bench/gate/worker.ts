import { parentPort, workerData } from 'node:worker_threads';

import { play } from './play.ts';
import { scenarios } from './scenarios.ts';
import type { Done, Share } from './run.ts';

// Plays every `of`-th run of every scenario. The seed of a run is its own, so the table is the same however many workers
// share the work.
const { seed, runs, worker, of } = workerData as Share;

for (const [index, scenario] of scenarios.entries()) {
  for (let run = worker; run < runs; run += of) {
    const started = performance.now();
    const played = await play(scenario, `${seed} ${index} ${run}`);
    const done: Done = { scenario: index, run, seconds: (performance.now() - started) / 1000, ...played };
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin.
    parentPort?.postMessage(done);
  }
}
