// Do the promises of the statistics hold, where the truth is known?
//
//   npm run bench:integrity -- [--quick] [--scale 0.1] [--only "2 binary"] [--seed S] [--threads 2]
//
// Prints one Markdown table; exits with 1 where a bar is missed.
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { parseArgs } from 'node:util';

import { cells } from './cells.ts';
import { playTasks } from './crew.ts';
import { type CellResult, report } from './report.ts';
import { joined } from './summary.ts';
import { type Task, tasksOf } from './tasks.ts';
import type { Done } from './worker.ts';

/** Of a full run: within two minutes on two cores. */
const QUICK = 0.03;

await main();

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      scale: { type: 'string' },
      only: { type: 'string', default: '' },
      seed: { type: 'string', default: 'steelyard' },
      threads: { type: 'string', default: String(availableParallelism()) },
    },
  });
  const scale = values.scale === undefined ? (values.quick ? QUICK : 1) : Number(values.scale);
  const threads = Number(values.threads);
  if (!(scale > 0 && scale < Infinity)) throw new RangeError('--scale: expected a number above 0');
  if (!Number.isSafeInteger(threads) || threads < 1) throw new RangeError('--threads: expected a whole number above 0');
  const started = performance.now();
  const tasks = tasksOf((name) => name.startsWith(values.only), scale);
  if (tasks.length === 0) throw new RangeError(`--only: no bar and cell begins with ${JSON.stringify(values.only)}`);
  const done = await playTasks(tasks, { seed: values.seed, threads, onDone: progress(tasks) });
  const { text, missed } = report(resultsOf(done), values.seed);
  process.stdout.write(`${text}\n`);
  const spent = done.reduce((sum, { seconds }) => sum + seconds, 0);
  const took = (performance.now() - started) / 1000;
  process.stderr.write(`${took.toFixed(0)} s on ${threads} threads, ${spent.toFixed(0)} CPU s.\n`);
  process.exitCode = missed ? 1 : 0;
}

function resultsOf(done: readonly Done[]): readonly CellResult[] {
  const byCell = Map.groupBy(done, ({ task }) => task.cell);
  return cells.flatMap((cell, index) => {
    const parts = byCell.get(index) ?? [];
    if (parts.length === 0) return [];
    const replicates = parts.reduce((sum, { task }) => sum + task.to - task.from, 0);
    return [{ cell, replicates, sums: joined(parts.map(({ sums }) => sums)) }];
  });
}

/** One line on stderr for each cell that is through. */
function progress(tasks: readonly Task[]): (done: Done) => void {
  const left = new Map<number, { tasks: number; seconds: number }>();
  for (const { cell } of tasks) left.set(cell, { tasks: (left.get(cell)?.tasks ?? 0) + 1, seconds: 0 });
  let through = 0;
  return ({ task, seconds }) => {
    const own = left.get(task.cell);
    const cell = cells[task.cell];
    if (own === undefined || cell === undefined) return;
    own.tasks -= 1;
    own.seconds += seconds;
    if (own.tasks > 0) return;
    through += 1;
    process.stderr.write(`${through}/${left.size} ${cell.bar} ${cell.name}: ${own.seconds.toFixed(1)} CPU s\n`);
  };
}
