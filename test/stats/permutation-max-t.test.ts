import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mcnemarExact, mcnemarMidP } from '../../src/stats/mcnemar.ts';
import { type PermutationCase, permutationMaxT } from '../../src/stats/permutation-max-t.ts';
import { seededRandom } from '../../src/stats/random.ts';
import { bruteForceMaxT, bruteForceMeanDifference } from './brute-force.ts';

const random = seededRandom('permutation tests');
const score = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(0, 0.1, 0.2, 0.3, 1) },
  { weight: 1, arbitrary: fc.constant(null) },
);

function trials(metrics: number, minLength = 1) {
  return fc.array(fc.array(score, { minLength: metrics, maxLength: metrics }), { minLength, maxLength: 2 });
}

const suite = fc
  .integer({ min: 1, max: 3 })
  .chain((metrics) =>
    fc.array(fc.record({ candidate: trials(metrics, 0), baseline: trials(metrics) }), { minLength: 1, maxLength: 4 }),
  )
  .filter((cases) => cases[0]?.candidate.length !== 0);

describe('against the definition, gone through in full', () => {
  test('cases alone, with weights', () => {
    fc.assert(
      fc.property(suite, fc.boolean(), (cases, weigh) => {
        const weights = cases.map((_, index) => (weigh ? 1 + index / 2 : 1));
        const expected = bruteForceMaxT(
          cases.map((one) => [one]),
          weights,
        );
        const midP = permutationMaxT({ cases, weights, draws: 0, random });
        const strict = permutationMaxT({ cases, weights, draws: 0, random, strict: true });
        expect(farthest(midP.statistic, expected.statistic)).toBeLessThan(1e-11);
        expect(farthest(midP.rawPValue, expected.midP.raw)).toBeLessThan(1e-11);
        expect(farthest(midP.adjustedPValue, expected.midP.adjusted)).toBeLessThan(1e-11);
        expect(farthest(strict.rawPValue, expected.strict.raw)).toBeLessThan(1e-11);
        expect(farthest(strict.adjustedPValue, expected.strict.adjusted)).toBeLessThan(1e-11);
        expect(midP).toMatchObject({ method: 'enumerated', arrangements: expected.orbit });
      }),
    );
  });

  test('the total of one metric', () => {
    const arm = fc.array(fc.constantFrom(0, 0.1, 0.2, 0.3, 1), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(fc.tuple(arm, arm), { minLength: 1, maxLength: 4 }), (arms) => {
        const expected = bruteForceMeanDifference(arms);
        const cases = arms.map(([candidate, baseline]) => ({
          candidate: candidate.map((one) => [one]),
          baseline: baseline.map((one) => [one]),
        }));
        const total = permutationMaxT({ cases, statistic: 'total', strict: true, draws: 0, random });
        expect(total.statistic[0]).toBeCloseTo(expected.estimate * cases.length, 10);
        expect(total.rawPValue[0]).toBeCloseTo(expected.worse, 10);
      }),
    );
  });

  test('a total of several metrics has no scale', () => {
    const cases = [{ candidate: [[0, 1]], baseline: [[1, 0]] }];
    expect(() => permutationMaxT({ cases, statistic: 'total', draws: 0, random })).toThrow('expected one metric');
  });

  test('clusters of three cases move together and count as one difference', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(score, score, score, score), { minLength: 2, maxLength: 9 }), (rows) => {
        const cases = rows.map(([a, b, c, d]) => ({ candidate: [[a, b]], baseline: [[c, d]] }));
        const clusters = cases.map((_, index) => `cluster ${Math.floor(index / 3)}`);
        const blocks = Map.groupBy(cases, (one) => clusters[cases.indexOf(one)]);
        const expected = bruteForceMaxT(
          [...blocks.values()],
          [...blocks].map(() => 1),
        );
        const result = permutationMaxT({ cases, clusters, draws: 0, random });
        expect(farthest(result.statistic, expected.statistic)).toBeLessThan(1e-11);
        expect(farthest(result.adjustedPValue, expected.midP.adjusted)).toBeLessThan(1e-11);
        expect(result).toMatchObject({ arrangements: expected.orbit });
      }),
    );
  });

  test('a cluster of unequal counts is cut to its smallest', () => {
    const uneven = [
      { candidate: [[0], [1]], baseline: [[1], [1], [0]] },
      { candidate: [[0], [0], [1]], baseline: [[1], [0]] },
    ];
    const cut = uneven.map(({ candidate, baseline }) => ({
      candidate: candidate.slice(0, 2),
      baseline: baseline.slice(0, 2),
    }));
    const other = [{ candidate: [[0]], baseline: [[1]] }];
    const clusters = ['a', 'a', 'b'];
    const result = permutationMaxT({ cases: [...uneven, ...other], clusters, draws: 0, random });
    expect(result).toEqual(permutationMaxT({ cases: [...cut, ...other], clusters, draws: 0, random }));
    expect(result).toMatchObject({ arrangements: 12 });
    expect(farthest(result.rawPValue, bruteForceMaxT([cut, other], [1, 1]).midP.raw)).toBeLessThan(1e-11);
  });
});

describe('invariances', () => {
  test('the order of cases, of trials within an arm, and the unit of scores do not matter', () => {
    fc.assert(
      fc.property(suite, (cases) => {
        const p = permutationMaxT({ cases, draws: 0, random }).adjustedPValue;
        const turned = cases.toReversed().map(({ candidate, baseline }) => ({
          candidate: candidate.toReversed(),
          baseline: baseline.toReversed(),
        }));
        const inUnits = cases.map(({ candidate, baseline }) => ({
          candidate: candidate.map((trial) => trial.map((value) => (value === null ? null : value * 1000 + 7))),
          baseline: baseline.map((trial) => trial.map((value) => (value === null ? null : value * 1000 + 7))),
        }));
        expect(farthest(permutationMaxT({ cases: turned, draws: 0, random }).adjustedPValue, p)).toBeLessThan(1e-11);
        expect(farthest(permutationMaxT({ cases: inUnits, draws: 0, random }).adjustedPValue, p)).toBeLessThan(1e-11);
      }),
    );
  });

  test('swapping the arms mirrors: raw mid-p add to 1; adjusted never below raw', () => {
    fc.assert(
      fc.property(suite, (cases) => {
        const one = permutationMaxT({ cases, draws: 0, random });
        const swapped = cases.map(({ candidate, baseline }) => ({ candidate: baseline, baseline: candidate }));
        const other = permutationMaxT({ cases: swapped, draws: 0, random });
        for (const [metric, p] of one.rawPValue.entries()) {
          expect(p + (other.rawPValue[metric] ?? NaN)).toBeCloseTo(1, 12);
          expect(p).toBeGreaterThan(0);
          expect(one.adjustedPValue[metric]).toBeGreaterThanOrEqual(p);
          expect(one.adjustedPValue[metric]).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('a difference that is only float noise is none', () => {
    const cases = [{ candidate: [[0.1], [0.2], [0.3]], baseline: [[0.3], [0.2], [0.1]] }];
    expect(permutationMaxT({ cases, draws: 0, random }).statistic).toEqual([0]);
  });

  test('ties are ties however the sums were rounded: thirds, tenths and their order', () => {
    const differences = [0.1, 0.2, -0.3, 0.3, -0.1, -0.2, 1 / 3, 2 / 3, -1];
    const cases = differences.map((d) => ({ candidate: [[d]], baseline: [[0]] }));
    // Sums are exactly 0: by symmetry the mid-p value is exactly one half.
    expect(permutationMaxT({ cases, draws: 0, random }).rawPValue[0]).toBe(0.5);
  });
});

describe('special cases', () => {
  test('one binary metric, one trial each: McNemar', () => {
    fc.assert(
      fc.property(fc.nat(12), fc.nat(12), fc.nat(20), (b, c, ties) => {
        const cases = binaryCases(b, c, ties);
        const flips = { regressed: b, fixed: c };
        if (cases.length === 0) return;
        expect(permutationMaxT({ cases, draws: 0, random }).rawPValue[0]).toBeCloseTo(mcnemarMidP(flips).worse, 13);
        const strict = permutationMaxT({ cases, draws: 0, random, strict: true });
        expect(strict.rawPValue[0]).toBeCloseTo(mcnemarExact(flips).worse, 13);
      }),
    );
  });

  test('the closed form is what enumeration of a second, idle metric gives', () => {
    const cases = binaryCases(7, 2, 3);
    const withIdle = cases.map(({ candidate, baseline }) => ({
      candidate: candidate.map((trial) => [...trial, 1]),
      baseline: baseline.map((trial) => [...trial, 1]),
    }));
    const closed = permutationMaxT({ cases, draws: 0, random }).rawPValue[0] ?? NaN;
    expect(permutationMaxT({ cases: withIdle, draws: 0, random }).rawPValue[0]).toBeCloseTo(closed, 14);
  });

  test('no cases, no trials, or nothing that differs: one half (strict: 1), never 0', () => {
    expect(permutationMaxT({ cases: [], draws: 10, random })).toMatchObject({ rawPValue: [], arrangements: 1 });
    const same = Array.from({ length: 30 }, () => ({ candidate: [[1, 0.5]], baseline: [[1, 0.5]] }));
    expect(permutationMaxT({ cases: same, draws: 10, random }).adjustedPValue).toEqual([0.5, 0.5]);
    expect(permutationMaxT({ cases: same, draws: 10, random, strict: true }).adjustedPValue).toEqual([1, 1]);
    const armless = [{ candidate: [], baseline: [[1], [0]] }];
    expect(permutationMaxT({ cases: armless, draws: 10, random }).rawPValue).toEqual([0.5]);
  });

  test('an orbit too large to count is reported as 2⁵³ − 1', () => {
    const cases = binaryCases(700, 650, 0);
    expect(permutationMaxT({ cases, draws: 10, random })).toMatchObject({ arrangements: Number.MAX_SAFE_INTEGER });
  });
});

describe('Monte Carlo', () => {
  // Merged tables of 256 rows, filled and not, of other numbers of rows, of both, and no table at all.
  test.each<[string, [candidates: number, baselines: number][]]>([
    ['13 cases 1 : 1', Array.from({ length: 13 }, () => [1, 1])],
    ['5 cases 1 : 3', Array.from({ length: 5 }, () => [1, 3])],
    ['5 cases 2 : 2', Array.from({ length: 5 }, () => [2, 2])],
    [
      '2 cases 5 : 6',
      [
        [5, 6],
        [5, 6],
      ],
    ],
    [
      'a mixture',
      [
        [1, 1],
        [2, 2],
        [1, 3],
        [1, 2],
        [1, 1],
        [1, 3],
        [3, 3],
      ],
    ],
    [
      '2 cases 6 : 6, too large to tabulate, and one 1 : 1',
      [
        [6, 6],
        [6, 6],
        [1, 1],
      ],
    ],
  ])('agrees with enumeration: %s', (name, arms) => {
    const source = seededRandom(`agreement ${name}`);
    const arm = (k: number): number[][] =>
      Array.from({ length: k }, () => [source.below(3) / 2, source.below(2), source.below(4) / 3]);
    const cases = arms.map(([candidates, baselines]) => ({ candidate: arm(candidates), baseline: arm(baselines) }));
    const exact = permutationMaxT({ cases, draws: 0, random: source, enumerateUpTo: 1e7 });
    // More than one batch of draws.
    const sampled = permutationMaxT({ cases, draws: 24_000, random: source, enumerateUpTo: 1 });
    expect([exact.method, sampled.method]).toEqual(['enumerated', 'monte-carlo']);
    for (const p of ['rawPValue', 'adjustedPValue'] as const) {
      for (const [metric, expected] of exact[p].entries()) {
        const standardError = Math.sqrt((expected * (1 - expected)) / 24_000);
        expect(Math.abs((sampled[p][metric] ?? NaN) - expected)).toBeLessThan(5 * standardError + 1e-4);
      }
    }
  });

  test('is decided by the seed, and never 0', () => {
    const cases = Array.from({ length: 40 }, (_, i) => ({ candidate: [[0, i / 40]], baseline: [[1, 1]] }));
    const run = () => permutationMaxT({ cases, draws: 199, random: seededRandom('seed') });
    expect(run()).toEqual(run());
    expect(run().method).toBe('monte-carlo');
    expect(Math.min(...run().rawPValue)).toBe(1 / 200);
  });

  test('9,999 draws over 240 cases and two metrics are quick', () => {
    const source = seededRandom('quick');
    const cases = Array.from({ length: 240 }, () => ({
      candidate: [[source.below(2), source.below(3)]],
      baseline: Array.from({ length: 3 }, () => [source.below(2), source.below(3)]),
    }));
    const started = performance.now();
    permutationMaxT({ cases, draws: 9_999, random: source });
    expect(performance.now() - started).toBeLessThan(1500); // about 60 ms on an idle machine
  });
});

function binaryCases(regressed: number, fixed: number, same: number): PermutationCase[] {
  const one = (candidate: number, baseline: number) => ({ candidate: [[candidate]], baseline: [[baseline]] });
  return [
    ...Array.from({ length: regressed }, () => one(0, 1)),
    ...Array.from({ length: fixed }, () => one(1, 0)),
    ...Array.from({ length: same }, () => one(1, 1)),
  ];
}

function farthest(actual: readonly number[], expected: readonly number[]): number {
  if (actual.length !== expected.length) return Infinity;
  return Math.max(0, ...actual.map((value, index) => Math.abs(value - (expected[index] ?? NaN))));
}
