import { availableParallelism } from 'node:os';
import process from 'node:process';
import { parseArgs } from 'node:util';

import { playTasks } from './crew.ts';
import type { Playable } from './playable.ts';
import { joined, type Sums } from './summary.ts';
import { type Task, tasksOf } from './tasks.ts';
import type { Done } from './worker.ts';

/** A cell with what its replicates came to. */
export interface CellResult<Cell> {
  readonly cell: Cell;
  readonly replicates: number;
  readonly sums: Sums;
}

/**
 * Plays the cells that the command line asks for, prints their report, and exits with 1 where a bar is missed.
 *
 * @param of.module where a thread finds the same cells, as its export `cells`
 * @param of.quick the scale of a quick run, and which cells it has, if not all of them
 */
export async function runCells<Cell extends Playable>(of: {
  readonly cells: readonly Cell[];
  readonly module: URL;
  readonly quick: { readonly scale: number; readonly has?: (cell: Cell) => boolean };
  readonly report: (
    results: readonly CellResult<Cell>[],
    seed: string,
  ) => { readonly text: string; readonly missed: boolean };
}): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      scale: { type: 'string' },
      only: { type: 'string', default: '' },
      seed: { type: 'string', default: 'steelyard' },
      threads: { type: 'string', default: String(availableParallelism()) },
    },
  });
  const scale = values.scale === undefined ? (values.quick ? of.quick.scale : 1) : Number(values.scale);
  const threads = Number(values.threads);
  if (!(scale > 0 && scale < Infinity)) throw new RangeError('--scale: expected a number above 0');
  if (!Number.isSafeInteger(threads) || threads < 1) throw new RangeError('--threads: expected a whole number above 0');
  const started = performance.now();
  const has = values.quick ? of.quick.has : undefined;
  const tasks = tasksOf(
    of.cells,
    (cell) => `${cell.bar} ${cell.name}`.startsWith(values.only) && (has === undefined || has(cell)),
    scale,
  );
  if (tasks.length === 0) throw new RangeError(`--only: no bar and cell begins with ${JSON.stringify(values.only)}`);
  const onDone = progress(of.cells, tasks);
  const done = await playTasks(tasks, { module: of.module, seed: values.seed, threads, onDone });
  const { text, missed } = of.report(resultsOf(of.cells, done), values.seed);
  process.stdout.write(`${text}\n`);
  const spent = done.reduce((sum, { seconds }) => sum + seconds, 0);
  const took = (performance.now() - started) / 1000;
  process.stderr.write(`${took.toFixed(0)} s on ${threads} threads, ${spent.toFixed(0)} CPU s.\n`);
  process.exitCode = missed ? 1 : 0;
}

function resultsOf<Cell>(cells: readonly Cell[], done: readonly Done[]): readonly CellResult<Cell>[] {
  const byCell = Map.groupBy(done, ({ task }) => task.cell);
  return cells.flatMap((cell, index) => {
    const parts = byCell.get(index) ?? [];
    if (parts.length === 0) return [];
    const replicates = parts.reduce((sum, { task }) => sum + task.to - task.from, 0);
    return [{ cell, replicates, sums: joined(parts.map(({ sums }) => sums)) }];
  });
}

/** One line on stderr for each cell that is through. */
function progress(cells: readonly Playable[], tasks: readonly Task[]): (done: Done) => void {
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
