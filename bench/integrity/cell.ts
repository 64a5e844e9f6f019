import type { Playable } from '../harness/playable.ts';
import type { Summary } from '../harness/summary.ts';

/** The bars of statistics.md §12 that are measured here. */
export const BARS = {
  1: 'false FAIL',
  2: 'false PASS',
  3: 'power, calls, prediction',
  4: 'coverage',
  6: 'traps',
} as const;

/** One row of the report. */
export interface Row {
  readonly cell: string;
  readonly value: string;
  /** Empty where a figure is shown for contrast and no bar is set. */
  readonly limit: string;
  readonly interval: string;
  readonly standing: Standing;
  /** Of a false pass that is marginal over baselines: what the mean over cells and the worst one are taken from. */
  readonly marginal?: number;
}

/**
 * `not shown`: beyond the bar, but not beyond its 95% interval. `missed`: beyond that too, which among hundreds of figures a
 * few are by chance. `MISSED`: beyond its 99.95% interval; only that fails the run, unless it is `known`, with its reason.
 */
export type Standing = 'met' | 'not shown' | 'missed' | 'MISSED' | 'known' | 'shown';

/** A setting in which a bar is held against what was measured. */
export interface Cell extends Playable {
  readonly bar: keyof typeof BARS;
  rows(of: Summary): readonly Row[];
}
