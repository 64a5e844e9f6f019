import { attempts } from './attempts.ts';
import type { Cell } from './cell.ts';
import { falseFail } from './false-fail.ts';
import { falsePass } from './false-pass.ts';
import { luckyBaselines } from './lucky-baselines.ts';
import { power } from './power.ts';
import { prediction } from './prediction.ts';
import { simulatedCoverage } from './simulated-coverage.ts';
import { tangoCoverage } from './tango-coverage.ts';
import { traps } from './traps.ts';

/** Everything that is measured, bar by bar. */
export const cells: readonly Cell[] = [
  ...falseFail,
  ...falsePass,
  ...luckyBaselines,
  ...attempts,
  ...power,
  ...prediction,
  ...tangoCoverage,
  ...simulatedCoverage,
  ...traps,
];
