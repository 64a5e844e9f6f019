import { describe, expect, test } from 'vitest';

import { sampleCases } from '../../src/design/sample.ts';
import type { Case } from '../../src/domain/case.ts';
import { seededRandom, shuffle } from '../../src/stats/random.ts';

function caseOf(id: string, stratum: string, cluster?: string): Case {
  return {
    id,
    hash: id,
    input: {},
    tags: ['other', `task:${stratum}`],
    ...(cluster === undefined ? {} : { cluster }),
  };
}

/** 60 refunds, 30 returns, 10 others. */
const cases = Array.from({ length: 100 }, (_, i) => {
  const stratum = i < 60 ? 'refunds' : i < 90 ? 'returns' : 'others';
  return caseOf(`c${String(i).padStart(3, '0')}`, stratum);
});

function sample(size: number | undefined, seed: string, from: readonly Case[] = cases): readonly Case[] {
  return sampleCases(from, { ...(size === undefined ? {} : { size }), stratifyBy: 'task', random: seededRandom(seed) });
}

const countOf = (sampled: readonly Case[], stratum: string): number =>
  sampled.filter(({ tags }) => tags.includes(`task:${stratum}`)).length;

describe('sampleCases', () => {
  test('takes every case where no size is given, and as many as asked otherwise', () => {
    expect(new Set(sample(undefined, 's').map(({ id }) => id)).size).toBe(100);
    expect(sample(40, 's')).toHaveLength(40);
    expect(sample(400, 's')).toHaveLength(100);
  });

  test.each(['a', 'b', 'c', 'd'])('every prefix has each stratum in proportion (seed %s)', (seed) => {
    const order = sample(undefined, seed);
    for (let size = 1; size <= 100; size += 1) {
      const prefix = order.slice(0, size);
      // Systematic sampling: a stratum is off by less than one case in each of two directions.
      expect(Math.abs(countOf(prefix, 'refunds') - 0.6 * size)).toBeLessThan(2);
      expect(Math.abs(countOf(prefix, 'returns') - 0.3 * size)).toBeLessThan(2);
      expect(Math.abs(countOf(prefix, 'others') - 0.1 * size)).toBeLessThan(2);
    }
  });

  test('a smaller sample is the beginning of a larger one', () => {
    expect(sample(20, 's')).toEqual(sample(70, 's').slice(0, 20));
  });

  test('does not depend on the order of the lines, and does on the seed', () => {
    const shuffled = shuffle(cases, seededRandom('lines'));
    expect(sample(30, 's', shuffled)).toEqual(sample(30, 's'));
    expect(sample(30, 't')).not.toEqual(sample(30, 's'));
  });

  test('gives every case the same chance', () => {
    const draws = 4000;
    const size = 33;
    const counts = new Map<string, number>();
    for (let draw = 0; draw < draws; draw += 1) {
      for (const { id } of sample(size, `draw ${draw}`)) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    const chance = size / cases.length;
    const deviation = Math.sqrt((chance * (1 - chance)) / draws);
    // 100 cases, 4.5 standard errors: a false alarm in 1,500 seeds, and this seed is fixed.
    for (const { id } of cases) expect(Math.abs((counts.get(id) ?? 0) / draws - chance)).toBeLessThan(4.5 * deviation);
  });

  test('keeps the cases of one cluster together, whole', () => {
    const clustered = cases.map((one, i) => caseOf(one.id, 'refunds', `document ${Math.floor(i / 4)}`));
    const sampled = sample(30, 's', clustered);
    expect(sampled).toHaveLength(32);
    const sizes = Map.groupBy(sampled, ({ cluster }) => cluster).values();
    expect([...sizes].every(({ length }) => length === 4)).toBe(true);
  });
});
