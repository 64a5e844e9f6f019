import type { RandomSource } from '../../src/stats/random.ts';

/** What one replicate measured, by name; an event is 1 where it happened and 0 where not. */
export type Measured = Readonly<Record<string, number>>;

/** One setting in which something is measured, many times or by enumeration: all that the threads need to know of it. */
export interface Playable {
  /** With `name` unique within a bench. */
  readonly bar: number | string;
  readonly name: string;
  /** In a full run. */
  readonly replicates: number;
  /** Enumerated, not drawn: played once, whatever the scale of the run. */
  readonly exact?: true;
  play(random: RandomSource): Measured | Promise<Measured>;
}
