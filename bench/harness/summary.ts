import { wilsonInterval } from '../../src/stats/wilson.ts';
import { normalQuantile } from '../../src/stats/distributions.ts';
import type { Measured } from './playable.ts';

/** Count, sum and sum of squares of everything measured, by name: what workers send home. */
export type Sums = Record<string, { count: number; sum: number; squares: number }>;

/** A figure with its 95% interval. */
export interface Estimate {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  /** At 99.95%: hundreds of figures are compared, and a bench that cries wolf is not read. */
  readonly wide: { readonly lower: number; readonly upper: number };
}

const LEVEL = 0.95;
const WIDE = 0.9995;

/** What the replicates of a cell came to. */
export interface Summary {
  /** The share of replicates in which an event happened, with its Wilson interval. */
  share(name: string): Estimate;
  /** The mean of a measurement, with the normal interval. */
  mean(name: string): Estimate;
}

export function addTo(sums: Sums, measured: Measured): void {
  for (const [name, value] of Object.entries(measured)) {
    const own = (sums[name] ??= { count: 0, sum: 0, squares: 0 });
    own.count += 1;
    own.sum += value;
    own.squares += value * value;
  }
}

/** The sums of parts, added in the order of the parts: floating sums must not depend on which thread was faster. */
export function joined(parts: readonly Sums[]): Sums {
  const all: Sums = {};
  for (const part of parts) {
    for (const [name, { count, sum, squares }] of Object.entries(part)) {
      const own = (all[name] ??= { count: 0, sum: 0, squares: 0 });
      own.count += count;
      own.sum += sum;
      own.squares += squares;
    }
  }
  return all;
}

export function summaryOf(sums: Sums): Summary {
  const of = (name: string) => {
    const own = sums[name];
    if (own === undefined) throw new RangeError(`${name} was not measured`);
    return own;
  };
  return {
    share(name) {
      const { count, sum } = of(name);
      const interval = (level: number) => wilsonInterval({ successes: sum, total: count, level });
      return { value: sum / count, ...interval(LEVEL), wide: interval(WIDE) };
    },
    mean(name) {
      const { count, sum, squares } = of(name);
      const value = sum / count;
      const variance = Math.max(0, squares / count - value * value) / Math.max(1, count - 1);
      const interval = (level: number) => {
        const halfWidth = normalQuantile((1 + level) / 2) * Math.sqrt(variance);
        return { lower: value - halfWidth, upper: value + halfWidth };
      };
      return { value, ...interval(LEVEL), wide: interval(WIDE) };
    },
  };
}
