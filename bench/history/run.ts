// What comes of many gates in a row: small accepted drops before a release, and a provider that moves under a baseline.
//
//   npm run bench:history -- [--quick] [--scale 0.1] [--only "A2 N=300"] [--seed S] [--threads 2]
//
// Prints Markdown tables; exits with 1 where a bar is missed beyond chance.
import { runCells } from '../harness/run-cells.ts';
import { cells } from './cells.ts';
import { report } from './report.ts';

await runCells({
  cells,
  module: new URL('cells.ts', import.meta.url),
  // Below 25 CPU seconds: the smallest suites, and not the nights until a drift is announced, which no bar stands beside.
  quick: { scale: 0.1, has: ({ bar, name }) => bar !== 'B2' && name.startsWith('N=150,') },
  report,
});
