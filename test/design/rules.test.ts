import { describe, expect, test } from 'vitest';

import { designFor } from '../../src/design/design-for.ts';
import { SENTINEL_FALSE_FAIL } from '../../src/design/sentinel-bound.ts';
import { samplingSeed } from '../../src/design/seed.ts';
import { unitMargin } from '../../src/design/unit-margin.ts';

const settings = { alpha: { pass: 0.05, fail: 0.05 }, strict: false, stopping: 'looks' as const };
const casesOf = (count: number, cluster?: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => (cluster === undefined ? {} : { cluster: cluster(i) }));
const designOf = (
  change: Partial<typeof settings> | { readonly stopping: 'fixed' },
  sample = casesOf(240),
  gatedSuites = 1,
  sentinels = 0,
) => designFor({ ...settings, ...change }, { gatedSuites, sentinels, seed: 's', sample, margins: [0.1] });

describe('what is fixed before any data is seen', () => {
  test('three looks at each stage, whose levels spend the rates', () => {
    const { screen, confirm } = designOf({});
    expect(screen).toEqual([
      { cases: 120, passLevel: 0.01, screenLevel: 0.01 },
      { cases: 180, passLevel: 0.012, screenLevel: 0.02 },
      { cases: 240, passLevel: 0.044, screenLevel: 0.1 },
    ]);
    expect(confirm).toEqual([
      { cases: 120, passes: 1, level: 0.02 },
      { cases: 240, passes: 1, level: 0.015 },
      { cases: 240, passes: 2, level: 0.015 },
    ]);
  });

  test('the false-fail rate is shared among the gated suites, the screen levels are not', () => {
    const four = designOf({}, casesOf(240), 4);
    expect(four.alphaFail).toBe(0.0125);
    expect(four.alphaPass).toBe(0.05);
    expect(four.screen).toEqual(designOf({}).screen);
    expect(four.confirm.reduce((sum, { level }) => sum + level, 0)).toBeCloseTo(0.0125, 12);
    expect(designOf({}, casesOf(240), 0).alphaFail).toBe(0.05);
  });

  test('sentinels spend of the false-fail rate first, and the suites share the rest evenly', () => {
    const one = designOf({}, casesOf(240), 1, 20);
    expect(one.alphaFail).toBeCloseTo(0.05 - 20 * SENTINEL_FALSE_FAIL, 12);
    expect(one.confirm.reduce((sum, { level }) => sum + level, 0)).toBeCloseTo(one.alphaFail, 12);
    expect(one.screen).toEqual(designOf({}).screen);
    // Twenty in one of twenty suites would take several times that suite's own share.
    const many = designOf({}, casesOf(240), 20, 20);
    expect(many.alphaFail * 20 + 20 * SENTINEL_FALSE_FAIL).toBeCloseTo(0.05, 12);
    expect(many.alphaFail).toBeGreaterThan(0.0015);
  });

  test('another false-pass rate scales what the looks spend in proportion', () => {
    const { screen } = designOf({ alpha: { pass: 0.1, fail: 0.05 } });
    expect(screen.map(({ passLevel }) => passLevel)).toEqual([0.02, 0.024, 0.088]);
    expect(screen.map(({ screenLevel }) => screenLevel)).toEqual([0.01, 0.02, 0.1]);
  });

  test('`fixed` looks once at each stage, at the whole rates', () => {
    const { screen, confirm } = designOf({ stopping: 'fixed' }, casesOf(50), 2);
    expect(screen).toEqual([{ cases: 50, passLevel: 0.05, screenLevel: 0.1 }]);
    expect(confirm).toEqual([{ cases: 50, passes: 1, level: 0.025 }]);
  });

  test('sizes round up, and a look never parts a cluster', () => {
    expect(designOf({}, casesOf(33)).screen.map(({ cases }) => cases)).toEqual([17, 25, 33]);
    const sevens = casesOf(28, (i) => `document ${Math.floor(i / 7)}`);
    expect(designOf({}, sevens).screen.map(({ cases }) => cases)).toEqual([14, 21, 28]);
    const uneven = casesOf(30, (i) => (i < 20 ? 'long' : `short ${i}`));
    expect(designOf({}, uneven).screen.map(({ cases }) => cases)).toEqual([20, 23, 30]);
  });

  test('where no early look has the cases for a PASS, the last one has all of the rate', () => {
    // At .012 a margin of .10 takes 42 flawless cases, which 3/4 of 54 are not and of 55 are.
    expect(designOf({}, casesOf(54)).screen.map(({ passLevel }) => passLevel)).toEqual([0.01, 0.012, 0.05]);
    expect(designOf({}, casesOf(55)).screen.map(({ passLevel }) => passLevel)).toEqual([0.01, 0.012, 0.044]);
    // Clusters are what counts.
    const pairs = casesOf(108, (i) => `document ${Math.floor(i / 2)}`);
    expect(designOf({}, pairs).screen.at(-1)?.passLevel).toBe(0.05);
  });

  test('looks at the same cases are one look, at the later level', () => {
    expect(designOf({}, casesOf(1)).screen).toEqual([{ cases: 1, passLevel: 0.05, screenLevel: 0.1 }]);
    const onePile = designOf(
      {},
      casesOf(12, () => 'one'),
    );
    expect(onePile.screen).toHaveLength(1);
    expect(onePile.confirm.map(({ cases, passes }) => [cases, passes])).toEqual([
      [12, 1],
      [12, 2],
    ]);
  });
});

test('the seed is a function of repository, pull request and suite, with no way to shift text between them', () => {
  const seed = (repository: string, seedKey: string, suiteDigest: string) =>
    samplingSeed({ repository, seedKey, suiteDigest });
  expect(seed('a', 'b', 'c')).toMatch(/^[0-9a-f]{64}$/);
  expect(seed('a', 'b', 'c')).toBe(seed('a', 'b', 'c'));
  const others = [
    seed('x', 'b', 'c'),
    seed('a', 'x', 'c'),
    seed('a', 'b', 'x'),
    seed('ab', '', 'c'),
    seed('', 'ab', 'c'),
  ];
  expect(new Set([...others, seed('a', 'b', 'c')]).size).toBe(6);
});

test('margins are shares of the range, and clipped log ratios for a ratio', () => {
  expect(unitMargin({ kind: 'binary', margin: 0.1, range: [0, 1] })).toBeCloseTo(0.1);
  expect(unitMargin({ kind: 'ordinal', margin: 0.4, range: [1, 5] })).toBeCloseTo(0.1);
  expect(unitMargin({ kind: 'ratio', margin: 0.1, range: [0, 1] })).toBeCloseTo(Math.log(1.1) / Math.log(4));
});
