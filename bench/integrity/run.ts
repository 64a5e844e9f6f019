// Do the promises of the statistics hold, where the truth is known?
//
//   npm run bench:integrity -- [--quick] [--scale 0.1] [--only "2 binary"] [--seed S] [--threads 2]
//
// Prints one Markdown table; exits with 1 where a bar is missed.
import { runCells } from '../harness/run-cells.ts';
import { cells } from './cells.ts';
import { report } from './report.ts';

/** Of a full run: within two minutes on two cores. */
const QUICK = 0.03;

await runCells({ cells, module: new URL('cells.ts', import.meta.url), quick: { scale: QUICK }, report });
