import { expect, test } from 'vitest';

import { designFor } from '../../src/design/design-for.ts';
import { samplingSeed } from '../../src/design/seed.ts';
import { unitMargin } from '../../src/design/unit-margin.ts';

test('the false-fail rate is shared among the gated suites, the screen level is not', () => {
  const settings = { alpha: { pass: 0.05, fail: 0.05 }, strict: false, stopping: 'fixed' as const };
  const one = designFor(settings, { gatedSuites: 1, seed: 's' });
  const four = designFor(settings, { gatedSuites: 4, seed: 's' });
  expect(one.alphaFail).toBe(0.05);
  expect(four.alphaFail).toBe(0.0125);
  expect(four.alphaPass).toBe(0.05);
  expect(four.screenLevel).toBe(one.screenLevel);
  expect(designFor(settings, { gatedSuites: 0, seed: 's' }).alphaFail).toBe(0.05);
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
