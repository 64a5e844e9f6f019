import { describe, expect, test } from 'vitest';
import { mean } from '../../src/stats/describe.ts';
import { empiricalLikelihoodInterval, empiricalLikelihoodTest } from '../../src/stats/empirical-likelihood.ts';
import { type PermutationCase, permutationMaxT } from '../../src/stats/permutation-max-t.ts';
import { type RandomSource, seededRandom } from '../../src/stats/random.ts';

// How often the tests are wrong when the truth is known: small seeded versions of what bench/integrity measures at
// length. Bounds are the promise plus four standard errors of the simulation.

const LEVEL = 0.05;

describe('the FAIL test, when nothing changed', () => {
  const runs = 600;
  const bound = LEVEL + 4 * Math.sqrt((LEVEL * (1 - LEVEL)) / runs);

  test.each([
    ['one trial per arm', 1, 1, false],
    ['unequal repeats', 1, 3, false],
    ['unequal repeats, some trials unscored', 2, 3, true],
  ])('any of three metrics turns red in at most 5 of 100 runs: %s', (name, candidates, baselines, missing) => {
    const random = seededRandom(`null ${name}`);
    let red = 0;
    for (let run = 0; run < runs; run++) {
      const cases = Array.from({ length: 30 }, () => unchangedCase(random, candidates, baselines, missing));
      const { adjustedPValue } = permutationMaxT({ cases, draws: 99, random });
      if (Math.min(...adjustedPValue) <= LEVEL) red += 1;
    }
    expect(red / runs).toBeLessThan(bound);
    expect(red / runs).toBeGreaterThan(0.02); // and it is not asleep
  });

  test('clusters whose cases rise and fall together do not turn red more often', () => {
    const random = seededRandom('null clusters');
    let red = 0;
    for (let run = 0; run < runs; run++) {
      const cases: PermutationCase[] = [];
      const clusters: string[] = [];
      for (let cluster = 0; cluster < 20; cluster++) {
        const [shift, baseShift] = [random.next(), random.next()];
        for (let member = 0; member <= cluster % 4; member++) {
          cases.push({ candidate: [[shift + 0.2 * random.next()]], baseline: [[baseShift + 0.2 * random.next()]] });
          clusters.push(`${cluster}`);
        }
      }
      if ((permutationMaxT({ cases, clusters, draws: 99, random }).rawPValue[0] ?? 0) <= LEVEL) red += 1;
    }
    expect(red / runs).toBeLessThan(bound);
    expect(red / runs).toBeGreaterThan(0.02);
  });

  test('it sees a real drop', () => {
    const random = seededRandom('a real drop');
    let red = 0;
    for (let run = 0; run < 100; run++) {
      const cases = Array.from({ length: 60 }, () => {
        const { candidate, baseline } = unchangedCase(random, 1, 3, false);
        return { candidate: candidate.map((trial) => trial.map((s) => (s ?? 0) - 0.3)), baseline };
      });
      if ((permutationMaxT({ cases, draws: 199, random }).adjustedPValue[0] ?? 1) <= LEVEL) red += 1;
    }
    expect(red).toBeGreaterThan(90);
  });
});

describe('the PASS test, when the drop is exactly the margin', () => {
  const runs = 2000;
  const promise = 0.067; // the worst cell known (statistics.md §1)
  const bound = promise + 4 * Math.sqrt((promise * (1 - promise)) / runs);

  test.each([
    ['rare hard drops', 60, 0.1, (random: RandomSource) => (random.next() < 0.1 ? -1 : 0)],
    [
      'rare hard drops on a small steady loss',
      90,
      0.05,
      (r: RandomSource) => (r.next() < 0.03 / 0.98 ? -1 : -0.0206185567),
    ],
    ['three trials a case', 60, 0.1, (random: RandomSource) => threeTrials(random, 0.8, 0.7)],
    ['a wide smooth spread', 60, 0.1, (random: RandomSource) => random.next() * 1.8 - 1],
  ] as const)('passes in at most 6.7 of 100 runs: %s', (name, cases, margin, draw) => {
    const random = seededRandom(`margin ${name}`);
    let passed = 0;
    for (let run = 0; run < runs; run++) {
      const differences = Array.from({ length: cases }, () => draw(random));
      if (empiricalLikelihoodTest({ differences, margin }).pValue <= LEVEL) passed += 1;
    }
    expect(passed / runs).toBeLessThan(bound);
  });

  test('the 95% interval covers the truth in at least 94% of runs', () => {
    const random = seededRandom('coverage');
    let covered = 0;
    for (let run = 0; run < 1000; run++) {
      const differences = Array.from({ length: 60 }, () => threeTrials(random, 0.8, 0.75));
      const { lower, upper } = empiricalLikelihoodInterval({ differences, level: 0.95 });
      if (lower <= -0.05 && -0.05 <= upper) covered += 1;
    }
    expect(covered / 1000).toBeGreaterThan(0.94 - 4 * Math.sqrt((0.95 * 0.05) / 1000));
  });
});

/** A case with a difficulty of its own, three metrics that move together, and the same chances in both arms. */
function unchangedCase(random: RandomSource, candidates: number, baselines: number, missing: boolean): PermutationCase {
  const chance = random.next();
  const trial = (): (number | null)[] => {
    const right = random.next() < chance ? 1 : 0;
    const graded = (right + random.below(3) / 2) / 2;
    return [right, missing && random.next() < 0.15 ? null : graded, random.next() * chance];
  };
  return {
    candidate: Array.from({ length: candidates }, trial),
    baseline: Array.from({ length: baselines }, trial),
  };
}

/** A case's difference over three trials per arm, when the chances of passing are these. */
function threeTrials(random: RandomSource, baseline: number, candidate: number): number {
  const arm = (chance: number): number => mean([0, 1, 2].map(() => (random.next() < chance ? 1 : 0)));
  return arm(candidate) - arm(baseline);
}
