import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { benjaminiHochberg } from '../../src/stats/benjamini-hochberg.ts';
import { benjaminiYekutieli } from '../../src/stats/benjamini-yekutieli.ts';
import { bonferroni } from '../../src/stats/bonferroni.ts';
import { clusterStandardError, designEffect } from '../../src/stats/cluster-standard-error.ts';
import { mean } from '../../src/stats/describe.ts';
import {
  betaCdf,
  betaQuantile,
  binomialCdf,
  normalCdf,
  normalQuantile,
  normalUpperTail,
  studentTCdf,
  studentTQuantile,
  studentTUpperTail,
} from '../../src/stats/distributions.ts';
import { empiricalLikelihoodInterval, empiricalLikelihoodTest } from '../../src/stats/empirical-likelihood.ts';
import { exactUnconditionalNonInferiority } from '../../src/stats/exact-unconditional-non-inferiority.ts';
import { fisherExact, type TwoByTwo } from '../../src/stats/fisher-exact.ts';
import { hochberg } from '../../src/stats/hochberg.ts';
import { holm } from '../../src/stats/holm.ts';
import { hommel } from '../../src/stats/hommel.ts';
import { clippedLogRatio } from '../../src/stats/log-ratio.ts';
import { type Flips, mcnemarAsymptotic, mcnemarExact, mcnemarMidP } from '../../src/stats/mcnemar.ts';
import { pairedBayes } from '../../src/stats/paired-bayes.ts';
import {
  connorSampleSize,
  pairedBinaryPower,
  pairedBinarySampleSize,
  type PairedDrop,
} from '../../src/stats/paired-binary-power.ts';
import { pairedT } from '../../src/stats/paired-t.ts';
import { flawlessBound, passFloor } from '../../src/stats/pass-floor.ts';
import { passPower } from '../../src/stats/pass-power.ts';
import { type PermutationCase, permutationMaxT } from '../../src/stats/permutation-max-t.ts';
import { seededRandom } from '../../src/stats/random.ts';
import { type ComparisonPrecision, smallestDetectableDrop } from '../../src/stats/smallest-detectable-drop.ts';
import { stratifiedMean, type Stratum } from '../../src/stats/stratified-mean.ts';
import { type PairedCounts, tangoInterval, tangoNonInferiority, tangoScore } from '../../src/stats/tango.ts';
import { flipRate, varianceComponents } from '../../src/stats/variance.ts';
import { wilsonInterval } from '../../src/stats/wilson.ts';

// Every value of r-values.json, which R computed by itself (tools/oracles/values.R), against ours: relative to the
// value, so that a p-value of 1e-12 is held to its digits and not to its smallness.

const reference: { R: string; topics: Record<string, { inputs: unknown; expected: Figures }[]> } = JSON.parse(
  readFileSync(new URL('../golden/r-values.json', import.meta.url), 'utf8'),
);

type Figures = Readonly<Record<string, unknown>>;
type Check = (inputs: unknown) => Figures;

const TESTS = 1e-9;
const SPECIAL_FUNCTIONS = 1e-12;

/** Values that miss their tolerance, with the one that they keep and why that is borne. */
const missed: Readonly<Record<string, number>> = {
  // @stdlib's error; R agrees with exact arithmetic to 2e-14. A tail of 5e-36 at 30,000 cases; the one use in the product,
  // at x = ½, keeps 1e-12.
  'betaCdf(0.3,10000,20000)': 2e-12,
};

const checks: Readonly<Record<string, Check>> = {
  mcnemar: check((flips: Flips) => ({
    exact: mcnemarExact(flips),
    midP: mcnemarMidP(flips),
    ...(flips.regressed + flips.fixed > 0 ? { asymptotic: mcnemarAsymptotic(flips) } : {}),
  })),
  tango: check((input: PairedCounts & { margin: number }) => ({
    score: tangoScore({ ...input, difference: -input.margin }),
    nonInferiority: tangoNonInferiority(input),
    interval90: ends(tangoInterval({ ...input, level: 0.9 })),
    interval95: ends(tangoInterval({ ...input, level: 0.95 })),
  })),
  exactUnconditional: check((input: PairedCounts & { margin: number }) => ({
    pValue: exactUnconditionalNonInferiority(input),
  })),
  passPower: check((input: Parameters<typeof passPower>[0]) => ({ power: passPower(input) })),
  passFloor: check(({ margin, level }: { margin: number; level: number }) => {
    const floor = passFloor(margin, level);
    return { floor, flawlessBound: flawlessBound(floor, level) };
  }),
  pairedBinaryPower: check((input: PairedDrop & { pairs: number }) => ({
    midP: pairedBinaryPower(input),
    strict: pairedBinaryPower({ ...input, strict: true }),
  })),
  pairedBinarySampleSize: check((input: PairedDrop & { power: number }) => ({
    midP: pairedBinarySampleSize(input),
    strict: pairedBinarySampleSize({ ...input, strict: true }),
    connor: connorSampleSize(input),
  })),
  empiricalLikelihood: check((inputs: LikelihoodInputs) => {
    const sample = { differences: differencesOf(inputs), weights: inputs.weights };
    return {
      ...empiricalLikelihoodTest({ ...sample, margin: inputs.margin }),
      interval90: ends(empiricalLikelihoodInterval({ ...sample, level: 0.9 })),
      interval95: ends(empiricalLikelihoodInterval({ ...sample, level: 0.95 })),
    };
  }),
  permutationMaxT: check((inputs: { cases: PermutationCase[]; weights?: number[]; clusters?: string[] }) => {
    const midP = enumerated(inputs, false);
    const strict = enumerated(inputs, true);
    return {
      arrangements: midP.arrangements,
      statistic: midP.statistic,
      midP: { raw: midP.rawPValue, adjusted: midP.adjustedPValue },
      strict: { raw: strict.rawPValue, adjusted: strict.adjustedPValue },
    };
  }),
  signFlipMaxT: check(({ differences }: { differences: number[][] }) => {
    const cases = (differences[0] ?? []).map((_, index) => ({
      candidate: [differences.map((metric) => metric[index] ?? null)],
      baseline: [differences.map(() => 0)],
    }));
    const { statistic, rawPValue, adjustedPValue } = enumerated({ cases }, true);
    const n = cases.length;
    return {
      // Student's t is a rising function of T, so both order the arrangements alike.
      t: statistic.map((T) => T * Math.sqrt((n - 1) / (n - T * T))),
      raw: rawPValue,
      adjusted: adjustedPValue,
    };
  }),
  adjust: check(({ p }: { p: number[] }) => ({
    bonferroni: bonferroni(p),
    holm: holm(p),
    hochberg: hochberg(p),
    hommel: hommel(p),
    BH: benjaminiHochberg(p),
    BY: benjaminiYekutieli(p),
  })),
  fisherExact: check(({ table }: { table: TwoByTwo }) => ({ pValue: fisherExact(table) })),
  wilson: check((share: { successes: number; total: number }) => ({
    interval95: ends(wilsonInterval({ ...share, level: 0.95 })),
    interval99: ends(wilsonInterval({ ...share, level: 0.99 })),
  })),
  pairedBayes: check((counts: PairedCounts) => ({ ...pairedBayes(counts) })),
  pairedT: check(({ differences }: { differences: number[] }) => {
    const test = pairedT({ differences, level: 0.95 });
    return {
      statistic: test?.statistic,
      degrees: test?.degrees,
      worse: test?.worse,
      twoSided: test?.twoSided,
      interval: test && ends(test.interval),
      oneSidedUpper: test?.oneSided.upper,
    };
  }),
  varianceComponents: check(({ cases }: { cases: number[][] }) => ({
    ...varianceComponents(cases),
    flipRate: cases.flat().every((score) => score === 0 || score === 1) ? flipRate(cases) : null,
  })),
  clusters: check(({ values, clusters }: { values: number[]; clusters: number[] }) => {
    const input = { values, clusters: clusters.map(String) };
    const error = clusterStandardError(input);
    return {
      mean: mean(values),
      independent: error?.independent,
      cr0: error?.cr0,
      cr1: error?.cr1,
      designEffect: designEffect(input),
    };
  }),
  stratifiedMean: check(({ strata, finitePopulation }: { strata: Stratum[]; finitePopulation: boolean }) => ({
    ...stratifiedMean(strata, { finitePopulation }),
  })),
  smallestDetectableDrop: check((input: ComparisonPrecision & { cases: number }) => ({
    drop: smallestDetectableDrop(input),
  })),
  special: check(({ name, arguments: given }: { name: string; arguments: number[] }) => ({
    value: specialFunctions[name]?.(...given),
  })),
};

const specialFunctions: Readonly<Record<string, (...given: number[]) => number>> = {
  normalCdf,
  normalUpperTail,
  normalQuantile,
  studentTCdf,
  studentTUpperTail,
  studentTQuantile,
  betaCdf,
  betaQuantile,
  binomialCdf,
};

const worst = new Map<string, number>();

describe.each(Object.entries(reference.topics))('%s', (topic, rows) => {
  test.each(rows.map(({ inputs, expected }, row) => ({ row, inputs, expected })))(
    'row $row',
    ({ row, inputs, expected }) => {
      const figures = leaves(checks[topic]?.(inputs));
      const tolerance = topic === 'special' ? (missed[callOf(inputs)] ?? SPECIAL_FUNCTIONS) : TESTS;
      for (const [path, value] of leaves(expected)) {
        const deviation = distance(figures.get(path), value);
        const name = topic === 'special' ? callOf(inputs).replace(/\(.*/, '') : topic;
        worst.set(name, Math.max(worst.get(name) ?? 0, deviation));
        expect(
          deviation,
          `${topic} ${row}${path}: ${String(figures.get(path))} for ${String(value)}`,
        ).toBeLessThanOrEqual(tolerance);
      }
      expect([...figures.keys()].sort()).toEqual([...leaves(expected).keys()].sort());
    },
  );
});

test('R computed at least 150 values, and there is a check for every topic', () => {
  const values = Object.values(reference.topics).flatMap((rows) =>
    rows.flatMap(({ expected }) => [...leaves(expected)]),
  );
  expect(values.length).toBeGreaterThanOrEqual(150);
  expect(Object.keys(checks)).toEqual(Object.keys(reference.topics));
  expect(reference.R).toMatch(/^R version \d/);
});

afterAll(() => {
  const lines = [...worst].map(([topic, deviation]) => `${deviation.toExponential(1)}  ${topic}`);
  console.log(`Largest deviation from ${reference.R}, relative:\n${lines.join('\n')}`);
});

interface LikelihoodInputs {
  readonly margin: number;
  readonly differences?: number[];
  readonly weights?: number[];
  readonly perCase?: number[];
  readonly clusters?: number[];
  readonly candidate?: number[];
  readonly baseline?: number[];
}

/** What the test takes, from what was observed: cluster means of equal weight, clipped log ratios, or as it is. */
function differencesOf({ differences, perCase, clusters, candidate, baseline }: LikelihoodInputs): number[] {
  if (perCase) return [...Map.groupBy(perCase, (_, index) => clusters?.[index]).values()].map(mean);
  if (candidate) return candidate.map((quantity, index) => clippedLogRatio(quantity, baseline?.[index] ?? NaN));
  return differences ?? [];
}

function enumerated(input: { cases: PermutationCase[]; weights?: number[]; clusters?: string[] }, strict: boolean) {
  const result = permutationMaxT({ ...input, strict, draws: 0, random: seededRandom('not used') });
  return { ...result, arrangements: result.method === 'enumerated' ? result.arrangements : undefined };
}

/** A special function's row as it is written: `normalCdf(-6)`. */
function callOf(inputs: unknown): string {
  const { name, arguments: given } = inputs as { name: string; arguments: number[] };
  return `${name}(${given.join()})`;
}

/** The inputs of a topic have the shape that its check declares. */
function check(run: (inputs: never) => Figures): Check {
  return (inputs) => run(inputs as never);
}

function ends({ lower, upper }: { lower: number; upper: number }): number[] {
  return [lower, upper];
}

/** Every number (or null) of arrays and objects, by its path. */
function leaves(value: unknown, path = ''): Map<string, unknown> {
  if (typeof value !== 'object' || value === null) return new Map([[path, value]]);
  return new Map(Object.entries(value).flatMap(([key, part]) => [...leaves(part, `${path}.${key}`)]));
}

/** Relative to the expected value; infinite where one of them is missing. Zero must be met to the last digit or two. */
function distance(actual: unknown, expected: unknown): number {
  if (actual === expected) return 0;
  if (typeof actual !== 'number' || typeof expected !== 'number' || Number.isNaN(actual)) return Infinity;
  return Math.abs(actual - expected) / (Math.abs(expected) < 1e-300 ? 1 : Math.abs(expected));
}
