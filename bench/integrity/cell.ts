import type { RandomSource } from '../../src/stats/random.ts';
import type { Summary } from './summary.ts';

/** What one replicate measured, by name; an event is 1 where it happened and 0 where not. */
export type Measured = Readonly<Record<string, number>>;

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

/** One setting in which something is measured, many times or by enumeration. */
export interface Cell {
  readonly bar: keyof typeof BARS;
  readonly name: string;
  /** In a full run. */
  readonly replicates: number;
  /** Enumerated, not drawn: played once, whatever the scale of the run. */
  readonly exact?: true;
  play(random: RandomSource): Measured | Promise<Measured>;
  rows(of: Summary): readonly Row[];
}
