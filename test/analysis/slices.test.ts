import { describe, expect, test } from 'vitest';

import type { Pair, Pairing } from '../../src/analysis/pair.ts';
import { compareSlices } from '../../src/analysis/slices.ts';
import { testSuite } from '../../src/analysis/test-suite.ts';
import { seededRandom } from '../../src/stats/random.ts';
import { metricOf } from './support.ts';

const correct = { metric: metricOf(), column: 0, unitMargin: 0.1 };
const rules = () => ({ passLevel: 0.05, strict: false, draws: 999, random: seededRandom('slices') });

/** Cases of two kinds; those of `broken` fail now, where they passed before. */
function pairing(broken: (i: number) => boolean, count = 200): Pairing {
  const pairs = Array.from({ length: count }, (_, i): Pair => ({
    caseId: `c${i}`,
    tags: [i % 5 === 0 ? 'kind:rare' : 'kind:common', 'all', ...(i < 5 ? ['few'] : [])],
    candidate: [[broken(i) ? 0 : 1]],
    baseline: [[1]],
    lost: { candidate: 0, baseline: 0 },
  }));
  return { pairs, excluded: [] };
}

describe('advisory slices', () => {
  test('every tag with enough cases is tested on its own; one that fell is worse, the other is not', () => {
    const slices = compareSlices(
      's',
      [correct],
      pairing((i) => i % 5 === 0 && i % 4 === 0),
      rules(),
    );
    expect(slices.map(({ comparison }) => [comparison.scope, comparison.pairs, comparison.result])).toEqual([
      [{ kind: 'slice', tag: 'kind:common' }, 160, 'not-worse'],
      [{ kind: 'slice', tag: 'kind:rare' }, 40, 'regressed'],
    ]);
    // Benjamini–Hochberg over the two.
    const raw = slices.map(({ comparison }) => comparison.pValue);
    expect(slices[1]?.comparison.adjustedPValue).toBeCloseTo(2 * (raw[1] ?? 0), 12);
    expect(slices.every(({ comparison }) => !comparison.gate)).toBe(true);
  });

  test('a tag that all carry, or hardly any, is no slice', () => {
    const tags = compareSlices(
      's',
      [correct],
      pairing(() => false),
      rules(),
    ).map(({ tested }) => tested.tag);
    expect(tags).not.toContain('all');
    expect(tags).not.toContain('few');
  });
});

describe('a gated slice', () => {
  test('is a member of the family: it rejects where the whole hides it, at a price for both', () => {
    const slice = { ...correct, metric: metricOf({ name: 'correct@kind:rare' }), tag: 'kind:rare' };
    // Eight of forty rare cases fall, and nothing else.
    const data = pairing((i) => i % 5 === 0 && i % 25 === 0);
    const [whole, rare] = testSuite([correct, slice], data, rules());
    expect([whole?.pass.units, rare?.pass.units]).toEqual([200, 40]);
    expect(whole?.pass.holds).toBe(true);
    expect(rare?.pass.holds).toBe(false);
    expect(rare?.fail.adjustedPValue).toBeLessThan(0.05);
    expect(rare?.fail.adjustedPValue).toBeGreaterThanOrEqual(rare?.fail.pValue ?? 1);
  });
});
