// How often does the gate say PASS, FAIL and INCONCLUSIVE where the truth is known, and did `plan` say so beforehand?
//
//   npm run bench:gate -- [--quick] [--runs 200] [--seed S]
//
// Prints a Markdown table; exits with 1 where a promise is broken.
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { isMainThread, Worker } from 'node:worker_threads';

import { markdownTable } from 'markdown-table';

import { brokenPromises } from './promises.ts';
import type { Played } from './play.ts';
import { scenarios, SETTING } from './scenarios.ts';
import { type Row, summarise } from './summarise.ts';

/** What one worker has to do. */
export interface Share {
  readonly seed: string;
  readonly runs: number;
  readonly worker: number;
  readonly of: number;
}

export interface Done extends Played {
  /** Index into `scenarios`. */
  readonly scenario: number;
  readonly run: number;
  readonly seconds: number;
}

if (isMainThread) await main();

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      runs: { type: 'string', default: '200' },
      seed: { type: 'string', default: 'steelyard' },
    },
  });
  const runs = values.quick ? 12 : Number(values.runs);
  if (!Number.isSafeInteger(runs) || runs < 1) throw new RangeError(`--runs: expected a whole number above 0`);
  const started = performance.now();
  const workers = Math.min(4, availableParallelism());
  const shares = Array.from({ length: workers }, (_, worker) => ({ seed: values.seed, runs, worker, of: workers }));
  const done = (await Promise.all(shares.map(playShare))).flat();
  const rows = summarise(done);
  process.stdout.write(`${report(rows, runs, values.seed)}\n`);
  process.stdout.write(`\n${((performance.now() - started) / 1000).toFixed(0)} s on ${workers} threads.\n`);
  const broken = brokenPromises(rows);
  for (const promise of broken) process.stdout.write(`\n**Broken:** ${promise}\n`);
  process.exitCode = broken.length === 0 ? 0 : 1;
}

function playShare(share: Share): Promise<readonly Done[]> {
  return new Promise((resolve, reject) => {
    const done: Done[] = [];
    const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: share });
    worker.on('message', (one: Done) => void done.push(one));
    worker.on('error', reject);
    worker.on('exit', (code) => (code === 0 ? resolve(done) : reject(new Error(`a worker ended with ${code}`))));
  });
}

function report(rows: readonly Row[], runs: number, seed: string): string {
  const header = ['metrics', 'N', 'other arm', 'true change', 'PASS', 'plan', 'FAIL', 'plan', 'INCONCLUSIVE', 'plan'];
  const table = rows.map((row) => [
    row.scenario.product,
    String(row.scenario.cases),
    row.scenario.control,
    row.scenario.change,
    ...(['pass', 'fail', 'inconclusive'] as const).flatMap((outcome) => {
      const { share, lower, upper } = row.observed[outcome];
      const predicted = row.predicted?.[outcome];
      return [
        `${percent(share)} [${percent(lower)}, ${percent(upper)}]`,
        predicted === undefined ? '–' : percent(predicted),
      ];
    }),
    `${row.calls.toFixed(2)} N`,
    row.seconds.toFixed(0),
  ]);
  return [
    `${runs} runs of the whole gate a row, seed \`${seed}\`, δ = ${SETTING.margin}, ${scenarios.length} rows.`,
    'Observed % with Wilson 95% intervals; `plan`: what the runs said beforehand, averaged over their baselines.',
    '',
    markdownTable([[...header, 'calls', 'CPU s'], ...table]),
  ].join('\n');
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}
