import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { benjaminiHochberg } from '../../src/stats/benjamini-hochberg.ts';
import { benjaminiYekutieli } from '../../src/stats/benjamini-yekutieli.ts';
import { bonferroni } from '../../src/stats/bonferroni.ts';
import { clusterStandardError, designEffect } from '../../src/stats/cluster-standard-error.ts';
import { mean, standardDeviation } from '../../src/stats/describe.ts';
import { empiricalLikelihoodInterval, empiricalLikelihoodTest } from '../../src/stats/empirical-likelihood.ts';
import { exactUnconditionalNonInferiority } from '../../src/stats/exact-unconditional-non-inferiority.ts';
import { fisherExact } from '../../src/stats/fisher-exact.ts';
import { hochberg } from '../../src/stats/hochberg.ts';
import { holm } from '../../src/stats/holm.ts';
import { hommel } from '../../src/stats/hommel.ts';
import { mcnemarExact, mcnemarMidP } from '../../src/stats/mcnemar.ts';
import { pairedBayes } from '../../src/stats/paired-bayes.ts';
import { pairedT } from '../../src/stats/paired-t.ts';
import { type PermutationCase, permutationMaxT } from '../../src/stats/permutation-max-t.ts';
import { seededRandom, shuffle } from '../../src/stats/random.ts';
import { stratifiedMean } from '../../src/stats/stratified-mean.ts';
import { tangoInterval, tangoNonInferiority, tangoScore } from '../../src/stats/tango.ts';
import { wilsonInterval } from '../../src/stats/wilson.ts';

// What must hold whatever the data: of every test and interval at once, where the tests of each statistic ask what is
// special to it.

/** Float noise of two ways to the same number. */
const NOISE = 1e-11;

const counts = fc
  .tuple(fc.nat(40), fc.nat(40), fc.nat(120))
  .filter(([regressed, fixed, same]) => regressed + fixed + same > 0)
  .map(([regressed, fixed, same]) => ({ regressed, fixed, pairs: regressed + fixed + same }));
const fewCounts = fc
  .tuple(fc.nat(6), fc.nat(6), fc.integer({ min: 1, max: 25 }))
  .map(([regressed, fixed, same]) => ({ regressed, fixed, pairs: regressed + fixed + same }));
const margin = fc.double({ min: 0.01, max: 0.4, noNaN: true });
// No smaller than a difference that anyone could ask about: below 1e-300 Tango’s variance underflows.
const hypothesis = fc.integer({ min: -900_000, max: 900_000 }).map((millionths) => millionths / 1e6);
const level = fc.constantFrom(0.8, 0.9, 0.95, 0.99);
const difference = fc.oneof(fc.constantFrom(-1, -0.5, 0, 0.5, 1), fc.double({ min: -1, max: 1, noNaN: true }));
const sample = fc.array(fc.record({ difference, weight: fc.double({ min: 0.25, max: 4, noNaN: true }) }), {
  minLength: 2,
  maxLength: 40,
});
const score = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(0, 0.25, 0.5, 0.7, 1) },
  { weight: 1, arbitrary: fc.constant(null) },
);
const METRICS = 3;
const arm = fc.array(fc.tuple(score, score, score), { minLength: 1, maxLength: 2 });
const suite = fc.array(fc.record({ candidate: arm, baseline: arm }), { minLength: 1, maxLength: 5 });
const unused = seededRandom('every arrangement is gone through');

describe('p-values lie in (0, 1]', () => {
  test('of one binary metric', () => {
    fc.assert(
      fc.property(counts, margin, (given, margin) => {
        const [exact, midP] = [mcnemarExact(given), mcnemarMidP(given)];
        for (const { worse, better, twoSided } of [exact, midP]) {
          expect(noPValues([worse, better, twoSided])).toEqual([]);
        }
        expect(noPValues([tangoNonInferiority({ ...given, margin })])).toEqual([]);
        const passes = given.pairs - given.regressed;
        expect(
          noPValues([
            fisherExact([
              [given.regressed, passes],
              [given.fixed, given.pairs - given.fixed],
            ]),
          ]),
        ).toEqual([]);
      }),
    );
    fc.assert(
      fc.property(fewCounts, margin, (given, margin) => {
        expect(noPValues([exactUnconditionalNonInferiority({ ...given, margin })])).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  test('of bounded metrics, and of several at once', () => {
    fc.assert(
      fc.property(sample, margin, (rows, margin) => {
        expect(noPValues([empiricalLikelihoodTest({ ...columns(rows), margin }).pValue])).toEqual([]);
      }),
    );
    fc.assert(
      fc.property(suite, fc.boolean(), (cases, strict) => {
        const { rawPValue, adjustedPValue } = permute(cases, strict);
        expect(noPValues([...rawPValue, ...adjustedPValue])).toEqual([]);
        const drawn = permutationMaxT({
          cases,
          strict,
          draws: 19,
          enumerateUpTo: 0,
          random: seededRandom('few draws'),
        });
        expect(noPValues([...drawn.rawPValue, ...drawn.adjustedPValue])).toEqual([]);
      }),
    );
  });

  test('after adjustment, which never lowers them and keeps their order', () => {
    const pValues = fc.array(fc.double({ min: 1e-12, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(pValues, (given) => {
        for (const adjust of [bonferroni, holm, hochberg, hommel, benjaminiHochberg, benjaminiYekutieli]) {
          const adjusted = adjust(given);
          expect(noPValues(adjusted)).toEqual([]);
          for (const [one, p] of given.entries()) {
            expect(adjusted[one]).toBeGreaterThanOrEqual(p * (1 - NOISE));
            const ofLarger = adjusted.filter((_, other) => p < (given[other] ?? NaN));
            expect(adjusted[one]).toBeLessThanOrEqual(Math.min(1, ...ofLarger) * (1 + NOISE));
          }
        }
      }),
    );
  });
});

describe('more evidence never counts against itself', () => {
  test('one case more that regressed: PASS is no nearer, FAIL no farther; one more fixed: the reverse', () => {
    fc.assert(
      fc.property(counts, margin, (given, margin) => {
        const changes = [
          [{ ...given, regressed: given.regressed + 1, pairs: given.pairs + 1 }, 1],
          [{ ...given, fixed: given.fixed + 1, pairs: given.pairs + 1 }, -1],
        ] as const;
        for (const [more, sign] of changes) {
          const passes = tangoNonInferiority({ ...more, margin }) - tangoNonInferiority({ ...given, margin });
          expect(sign * passes).toBeGreaterThanOrEqual(-NOISE);
          for (const test of [mcnemarExact, mcnemarMidP]) {
            expect(sign * (test(given).worse - test(more).worse)).toBeGreaterThanOrEqual(-NOISE);
          }
          expect(sign * (pairedBayes(more).worse - pairedBayes(given).worse)).toBeGreaterThanOrEqual(-NOISE);
        }
      }),
    );
  });

  // One case more need not move the exact test the way it should: another sample size has another set of outcomes. At
  // margin .05 one regression and one fix among 5 pairs have p = .774, two regressions and one fix among 6 .735.
  test('one unchanged case turned into a regression, in every PASS and FAIL test of a binary metric', () => {
    fc.assert(
      fc.property(fewCounts, margin, (given, margin) => {
        const more = { ...given, regressed: given.regressed + 1 };
        const pass = exactUnconditionalNonInferiority({ ...given, margin });
        expect(exactUnconditionalNonInferiority({ ...more, margin })).toBeGreaterThanOrEqual(pass * (1 - NOISE));
        const score = tangoScore({ ...given, difference: -margin });
        expect(tangoScore({ ...more, difference: -margin })).toBeLessThanOrEqual(score + NOISE);
      }),
      { numRuns: 40 },
    );
  });

  test('one more case at the worst, or the best, value of a bounded metric', () => {
    fc.assert(
      fc.property(sample, margin, (rows, margin) => {
        const p = (differences: readonly number[]) => empiricalLikelihoodTest({ differences, margin }).pValue;
        const given = rows.map(({ difference }) => difference);
        expect(p([...given, -1])).toBeGreaterThanOrEqual(p(given) - NOISE);
        expect(p([...given, 1])).toBeLessThanOrEqual(p(given) + NOISE);
      }),
    );
  });

  // With repeats it need not hold: a worse trial also changes what the arms could have drawn. Candidates 1 | 1 | 0 | 1
  // against 0 0 | 1 1 | 1 1 | 0 1 have p = .481, and .519 when the second candidate fails as well.
  test('a worse candidate, or a better baseline, in the permutation with one trial per arm', () => {
    const scores = fc.constantFrom(0, 0.1, 0.3, 0.5, 1);
    const pairs = fc.array(fc.tuple(scores, scores), { minLength: 2, maxLength: 11 });
    fc.assert(
      fc.property(pairs, fc.nat(10), scores, fc.boolean(), (pairs, at, worse, strict) => {
        const index = at % pairs.length;
        const p = (change: (pair: readonly [number, number]) => readonly [number, number]) =>
          permute(
            pairs
              .map((pair, i) => (i === index ? change(pair) : pair))
              .map(([candidate, baseline]) => ({ candidate: [[candidate]], baseline: [[baseline]] })),
            strict,
          ).rawPValue[0];
        const asItWas = (p((pair) => pair) ?? NaN) + NOISE;
        expect(p(([candidate, baseline]) => [Math.min(candidate, worse), baseline])).toBeLessThanOrEqual(asItWas);
        expect(p(([candidate, baseline]) => [candidate, Math.max(baseline, worse)])).toBeLessThanOrEqual(asItWas);
      }),
    );
  });
});

describe('neither the order of cases nor of metrics matters', () => {
  test('cases', () => {
    fc.assert(
      fc.property(sample, margin, level, fc.string(), (rows, margin, level, seed) => {
        const [one, other] = [columns(rows), columns(shuffle(rows, seededRandom(seed)))];
        const p = empiricalLikelihoodTest({ ...one, margin }).pValue;
        expect(Math.abs(empiricalLikelihoodTest({ ...other, margin }).pValue - p)).toBeLessThan(NOISE);
        const [first, second] = [one, other].map((given) => empiricalLikelihoodInterval({ ...given, level }));
        expect(apart(second, first)).toBeLessThan(1e-9);
      }),
    );
    fc.assert(
      fc.property(suite, fc.string(), (cases, seed) => {
        expect(apart(permute(shuffle(cases, seededRandom(seed))), permute(cases))).toBeLessThan(1e-9);
      }),
    );
  });

  test('metrics: each keeps its statistic and p-values wherever it stands', () => {
    fc.assert(
      fc.property(suite, fc.boolean(), fc.constantFrom([1, 2, 0], [2, 1, 0], [0, 2, 1]), (cases, strict, order) => {
        const trial = (scores: readonly (number | null)[]) => order.map((metric) => scores[metric] ?? null);
        const moved = cases.map((one) => ({ candidate: one.candidate.map(trial), baseline: one.baseline.map(trial) }));
        const [before, after] = [permute(cases, strict), permute(moved, strict)];
        for (const figure of ['statistic', 'rawPValue', 'adjustedPValue'] as const) {
          const expected = order.map((metric) => before[figure][metric] ?? NaN);
          expect(farthest(after[figure], expected)).toBeLessThan(NOISE);
        }
      }),
    );
  });
});

describe('intervals', () => {
  test('contain the estimate, stay within the range, and widen with the level', () => {
    const within = ({ lower, upper }: Limits, estimate: number, [lowest, highest]: readonly [number, number]) => {
      expect(lower).toBeLessThanOrEqual(estimate + NOISE);
      expect(upper).toBeGreaterThanOrEqual(estimate - NOISE);
      expect(lower).toBeGreaterThanOrEqual(lowest);
      expect(upper).toBeLessThanOrEqual(highest);
    };
    const wider = (at: (level: number) => Limits) => {
      expect(at(0.95).lower).toBeLessThanOrEqual(at(0.9).lower + NOISE);
      expect(at(0.95).upper).toBeGreaterThanOrEqual(at(0.9).upper - NOISE);
    };
    fc.assert(
      fc.property(counts, level, (given, level) => {
        const estimate = (given.fixed - given.regressed) / given.pairs;
        within(tangoInterval({ ...given, level }), estimate, [-1, 1]);
        wider((level) => tangoInterval({ ...given, level }));
        const share = { successes: given.regressed, total: given.pairs };
        within(wilsonInterval({ ...share, level }), share.successes / share.total, [0, 1]);
        wider((level) => wilsonInterval({ ...share, level }));
      }),
    );
    fc.assert(
      fc.property(sample, level, (rows, level) => {
        const given = columns(rows);
        const total = given.weights.reduce((sum, weight) => sum + weight, 0);
        const estimate = rows.reduce((sum, { difference, weight }) => sum + difference * weight, 0) / total;
        within(empiricalLikelihoodInterval({ ...given, level }), estimate, [-1, 1]);
        wider((level) => empiricalLikelihoodInterval({ ...given, level }));
        const student = pairedT({ differences: given.differences, level });
        if (student) within(student.interval, mean(given.differences), [-Infinity, Infinity]);
      }),
    );
  });

  test('agree with their tests: the lower limit is above −margin exactly where PASS holds at half the level', () => {
    fc.assert(
      fc.property(counts, sample, margin, (given, rows, margin) => {
        const pairs: readonly (readonly [number, number])[] = [
          [tangoInterval({ ...given, level: 0.9 }).lower, tangoNonInferiority({ ...given, margin })],
          [
            empiricalLikelihoodInterval({ ...columns(rows), level: 0.9 }).lower,
            empiricalLikelihoodTest({ ...columns(rows), margin }).pValue,
          ],
        ];
        // At the limit itself the last digit decides.
        const apart = pairs.filter(([lower]) => Math.abs(lower + margin) > 1e-9);
        expect(apart.map(([, p]) => p <= 0.05)).toEqual(apart.map(([lower]) => lower > -margin));
      }),
    );
  });
});

describe('swapping the arms mirrors everything', () => {
  test('one binary metric', () => {
    fc.assert(
      fc.property(counts, level, hypothesis, (given, level, difference) => {
        const swapped = { regressed: given.fixed, fixed: given.regressed, pairs: given.pairs };
        const score = tangoScore({ ...given, difference });
        expect(Math.abs(tangoScore({ ...swapped, difference: -difference }) + score)).toBeLessThan(1e-9);
        expect(apart(mirrored(tangoInterval({ ...swapped, level })), tangoInterval({ ...given, level }))).toBeLessThan(
          1e-9,
        );
        for (const test of [mcnemarExact, mcnemarMidP]) {
          const [one, other] = [test(given), test(swapped)];
          expect(
            apart([other.better, other.worse, other.twoSided], [one.worse, one.better, one.twoSided]),
          ).toBeLessThan(1e-9);
        }
        const [one, other] = [pairedBayes(given), pairedBayes(swapped)];
        expect(apart([1 - other.worse, -other.mean, other.standardDeviation], Object.values(one))).toBeLessThan(1e-9);
      }),
    );
  });

  test('bounded metrics', () => {
    fc.assert(
      fc.property(sample, level, (rows, level) => {
        const given = columns(rows);
        const swapped = { ...given, differences: given.differences.map((d) => -d) };
        const back = mirrored(empiricalLikelihoodInterval({ ...swapped, level }));
        expect(apart(back, empiricalLikelihoodInterval({ ...given, level }))).toBeLessThan(1e-9);
      }),
    );
    fc.assert(
      fc.property(suite, (cases) => {
        const swapped = cases.map(({ candidate, baseline }) => ({ candidate: baseline, baseline: candidate }));
        const [one, other] = [permute(cases), permute(swapped)];
        expect(
          apart(
            other.statistic.map((t) => -t),
            one.statistic,
          ),
        ).toBeLessThan(1e-9);
        expect(
          apart(
            other.rawPValue.map((p) => 1 - p),
            one.rawPValue,
          ),
        ).toBeLessThan(1e-9);
      }),
    );
  });
});

test('drawing arrangements gives what going through all of them gives, on average', () => {
  const source = seededRandom('enumeration and Monte Carlo');
  const scores = (): number[] => Array.from({ length: METRICS }, () => source.below(4) / 3);
  const cases = Array.from({ length: 7 }, (_, index) => ({
    candidate: Array.from({ length: 1 + (index % 2) }, scores),
    baseline: Array.from({ length: 1 + (index % 3) }, scores),
  }));
  const exact = permute(cases);
  const [runs, draws] = [60, 400];
  const drawn = Array.from({ length: runs }, () => permutationMaxT({ cases, draws, enumerateUpTo: 0, random: source }));
  for (const figure of ['rawPValue', 'adjustedPValue'] as const) {
    for (const [metric, p] of exact[figure].entries()) {
      // (1 + draws·p)/(draws + 1) is expected, with the observed arrangement on both sides of the fraction.
      const average = mean(drawn.map((one) => one[figure][metric] ?? NaN));
      const expected = (1 + draws * p) / (draws + 1);
      const standardError = Math.sqrt((p * (1 - p)) / (runs * draws));
      expect(Math.abs(average - expected), `${figure} ${metric}`).toBeLessThan(5 * standardError + 1e-9);
    }
  }
});

describe('clusters and strata', () => {
  const values = fc
    .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 3, maxLength: 30 })
    .filter((given) => standardDeviation(given) > 1e-6);

  test('lone cases have the error of independent ones; copies of a case are one case', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 2, max: 4 }), (given, copies) => {
        const n = given.length;
        const names = given.map((_, index) => `case ${index}`);
        const alone = clusterStandardError({ values: given, clusters: names });
        expect(alone?.cr1).toBeCloseTo(alone?.independent ?? NaN, 12);
        const repeated = <T>(items: readonly T[]): T[] => items.flatMap((item) => Array<T>(copies).fill(item));
        const copied = clusterStandardError({ values: repeated(given), clusters: repeated(names) });
        expect(copied?.cr0).toBeCloseTo(alone?.cr0 ?? NaN, 12);
        const effect = designEffect({ values: repeated(given), clusters: repeated(names) });
        expect(effect).toBeCloseTo(copies * (1 - 1 / (copies * n)), 9);
      }),
    );
  });

  test('one cluster, or no spread, says nothing: no design effect', () => {
    expect(clusterStandardError({ values: [0, 1, 1], clusters: ['a', 'a', 'a'] })).toBeUndefined();
    expect(designEffect({ values: [0, 1, 1], clusters: ['a', 'a', 'a'] })).toBe(1);
    expect(designEffect({ values: [0, 0, 0], clusters: ['a', 'a', 'b'] })).toBe(1);
    expect(designEffect({ values: [], clusters: [] })).toBe(1);
    expect(() => designEffect({ values: [0, 1], clusters: ['a'] })).toThrow('one cluster name for each value');
  });

  test('one stratum is a plain mean; strata seen whole leave no error about the suite itself', () => {
    fc.assert(
      fc.property(values, values, (one, other) => {
        const plain = stratifiedMean([{ values: one, size: 500 }]);
        expect(plain?.mean).toBeCloseTo(mean(one), 12);
        expect(plain?.standardError).toBeCloseTo(standardDeviation(one) / Math.sqrt(one.length), 12);
        const whole = [one, other].map((values) => ({ values, size: values.length }));
        expect(stratifiedMean(whole, { finitePopulation: true })?.mean).toBeCloseTo(mean([...one, ...other]), 12);
        expect(stratifiedMean(whole, { finitePopulation: true })?.standardError).toBe(0);
      }),
    );
  });

  test('a stratum without spread to estimate gives no answer, one with too many values is a bug', () => {
    expect(stratifiedMean([])).toBeUndefined();
    expect(stratifiedMean([{ values: [1], size: 5 }])).toBeUndefined();
    expect(stratifiedMean([{ values: [], size: 0 }])).toBeUndefined();
    expect(stratifiedMean([{ values: [1], size: 1 }], { finitePopulation: true })).toEqual({
      mean: 1,
      standardError: 0,
    });
    expect(() => stratifiedMean([{ values: [1, 0], size: 1 }])).toThrow('cannot have 2 values');
  });
});

interface Limits {
  readonly lower: number;
  readonly upper: number;
}

function permute(cases: readonly PermutationCase[], strict = false) {
  const { statistic, rawPValue, adjustedPValue } = permutationMaxT({ cases, strict, draws: 0, random: unused });
  return { statistic, rawPValue, adjustedPValue };
}

function columns(rows: readonly { difference: number; weight: number }[]) {
  return { differences: rows.map(({ difference }) => difference), weights: rows.map(({ weight }) => weight) };
}

function mirrored({ lower, upper }: Limits): Limits {
  return { lower: -upper, upper: -lower };
}

/** Those that are no p-values. */
function noPValues(pValues: readonly number[]): number[] {
  return pValues.filter((p) => !(p > 0 && p <= 1));
}

/** The largest distance between the numbers of two results of the same shape. */
function apart(actual: object | undefined, expected: object | undefined): number {
  const numbers = (value: object | undefined): number[] => Object.values(value ?? {}).flat();
  return expected === undefined ? Infinity : farthest(numbers(actual), numbers(expected));
}

function farthest(actual: readonly number[], expected: readonly number[]): number {
  if (actual.length !== expected.length) return Infinity;
  return Math.max(0, ...actual.map((value, index) => Math.abs(value - (expected[index] ?? NaN))));
}
