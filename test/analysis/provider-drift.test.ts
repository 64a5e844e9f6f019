import { describe, expect, test } from 'vitest';

import type { CaseObservations } from '../../src/analysis/observe.ts';
import { providerDrift } from '../../src/analysis/provider-drift.ts';
import { seededRandom } from '../../src/stats/random.ts';
import { metricOf } from './support.ts';

type Arm = ReadonlyMap<string, CaseObservations>;

const ids = Array.from({ length: 60 }, (_, i) => `case ${i}`);
const planned = ids.map((id) => ({ id }));
const correct = { metric: metricOf(), column: 0, unitMargin: 0.1 };

/** Three trials a case, each with the case's own chance of passing. */
function arm(chance: (place: number) => number, seed = 'certain'): Arm {
  const random = seededRandom(seed);
  return new Map(
    ids.map((id, place) => {
      const rows = Array.from({ length: 3 }, () => [random.next() < chance(place) ? 1 : 0]);
      return [id, { caseId: id, rows, excluded: 0 }];
    }),
  );
}

function driftOf(today: Arm, stored: Arm, seed = 'draws') {
  const rules = { passLevel: 0.05, strict: false, draws: 999, random: seededRandom(seed) };
  return providerDrift([correct], planned, { today, stored }, rules);
}

describe('has the provider moved?', () => {
  const passing = arm(() => 1);

  test('five cases in sixty that passed every time and now fail every time are told, with the interval', () => {
    const [told] = driftOf(
      arm((place) => (place < 5 ? 0 : 1)),
      passing,
    );
    expect(told?.estimate).toBeCloseTo(-5 / 60, 12);
    expect(told?.lower).toBeGreaterThan(-0.25);
    expect(told?.upper).toBeLessThan(0);
  });

  test('so is the way up', () => {
    const failing = arm((place) => (place < 5 ? 0 : 1));
    expect(driftOf(passing, failing)[0]?.lower).toBeGreaterThan(0);
  });

  test('answers that moved both ways and left the mean where it was are no drift', () => {
    const before = arm((place) => (place < 10 ? 0 : 1));
    const after = arm((place) => (place >= 10 && place < 20 ? 0 : 1));
    expect(driftOf(after, before)).toEqual([]);
  });

  test('where nothing moved it is told at most once in a hundred', () => {
    const runs = 500;
    const wavering = (place: number): number => (place % 3 === 0 ? 0.5 : place % 3 === 1 ? 0.9 : 1);
    let told = 0;
    for (let run = 0; run < runs; run += 1) {
      told += driftOf(arm(wavering, `today ${run}`), arm(wavering, `stored ${run}`), `draws ${run}`).length;
    }
    expect(told / runs).toBeLessThan(0.01 + 4 * Math.sqrt((0.01 * 0.99) / runs));
  });

  test('a drop of five points on the cases that waver is told most times', () => {
    const runs = 60;
    const before = (place: number): number => (place % 2 === 0 ? 0.9 : 1);
    const after = (place: number): number => (place % 2 === 0 ? 0.7 : 1);
    let told = 0;
    for (let run = 0; run < runs; run += 1) {
      told += driftOf(arm(after, `today ${run}`), arm(before, `stored ${run}`), `draws ${run}`).length;
    }
    expect(told / runs).toBeGreaterThan(0.4);
  });
});
