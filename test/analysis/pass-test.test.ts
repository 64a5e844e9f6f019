import { describe, expect, test } from 'vitest';

import type { CaseObservations } from '../../src/analysis/observe.ts';
import { metricPairs, pairArms } from '../../src/analysis/pair.ts';
import { passTest, passTippingPoint } from '../../src/analysis/pass-test.ts';

const rules = { kind: 'binary', unitMargin: 0.1, level: 0.05, strict: false } as const;

function arm(rows: readonly (readonly (number | null)[])[], lost: (i: number) => number = () => 0) {
  return new Map(
    rows.map((values, i): [string, CaseObservations] => {
      const caseId = `c${i}`;
      return [caseId, { caseId, rows: values.map((value) => [value]), excluded: lost(i) }];
    }),
  );
}

const cases = Array.from({ length: 240 }, (_, i) => ({ id: `c${i}` }));

describe('a PASS holds with everything that was lost at its worst', () => {
  const flawless = cases.map(() => [1, 1]);
  const baseline = arm(cases.map(() => [1, 1, 1]));

  test('nothing lost: it passes', () => {
    const { scored } = metricPairs(pairArms(cases, arm(flawless), baseline).pairs, { column: 0 });
    expect(passTest(scored, { ...rules, excluded: [] })).toMatchObject({ holds: true, name: 'empirical-likelihood' });
  });

  test('a fifth of the cases lost one of two trials: what was lost may have failed', () => {
    const candidate = arm(
      cases.map((_, i) => (i % 5 === 0 ? [1] : [1, 1])),
      (i) => (i % 5 === 0 ? 1 : 0),
    );
    const { scored } = metricPairs(pairArms(cases, candidate, baseline).pairs, { column: 0 });
    const tested = passTest(scored, { ...rules, excluded: [] });
    expect(tested.holdsButForExcluded).toBe(true);
    expect(tested.holds).toBe(false);
    expect(Math.min(...tested.worstDifferences.values)).toBe(-0.5);
  });

  test('an unscored trial counts as lost', () => {
    const candidate = arm(cases.map((_, i) => (i % 5 === 0 ? [1, null] : [1, 1])));
    const { scored } = metricPairs(pairArms(cases, candidate, baseline).pairs, { column: 0 });
    expect(passTest(scored, { ...rules, excluded: [] }).holds).toBe(false);
  });

  test('a lost baseline trial may have been perfect', () => {
    const half = cases.map(() => [1, 0]);
    const weak = arm(
      cases.map(() => [0]),
      () => 1,
    );
    const { scored } = metricPairs(pairArms(cases, arm(half), weak).pairs, { column: 0 });
    const tested = passTest(scored, { ...rules, excluded: [] });
    expect(tested.differences.values[0]).toBe(0.5);
    expect(tested.worstDifferences.values[0]).toBe(0);
  });

  test('whole cases lost: each counts as a full drop', () => {
    const single = arm(cases.map(() => [1]));
    const { scored } = metricPairs(pairArms(cases, single, single).pairs, { column: 0 });
    expect(passTest(scored, { ...rules, excluded: Array.from({ length: 5 }, () => ({})) })).toMatchObject({
      holds: true,
      name: 'tango',
    });
    expect(passTest(scored, { ...rules, excluded: Array.from({ length: 25 }, () => ({})) }).holds).toBe(false);
  });
});

describe('the tipping point', () => {
  const single = arm(cases.map(() => [1]));
  const { scored } = metricPairs(pairArms(cases, single, single).pairs, { column: 0 });
  const lost = (count: number) => Array.from({ length: count }, () => ({}));

  test('is the fewest lost cases that undo the pass, and the test agrees on either side of it', () => {
    const tips = passTippingPoint(scored, { ...rules, excluded: lost(40) }) ?? 0;
    expect(tips).toBeGreaterThan(1);
    expect(passTest(scored, { ...rules, excluded: lost(tips - 1) }).holds).toBe(true);
    expect(passTest(scored, { ...rules, excluded: lost(tips) }).holds).toBe(false);
  });

  test('is none where the pass holds with all of them failed, or nothing was lost', () => {
    expect(passTippingPoint(scored, { ...rules, excluded: lost(5) })).toBeUndefined();
    expect(passTippingPoint(scored, { ...rules, excluded: [] })).toBeUndefined();
  });

  test('counts trials lost inside cases, the largest falls first', () => {
    const candidate = arm(
      cases.map((_, i) => (i % 3 === 0 ? [1] : [1, 1])),
      (i) => (i % 3 === 0 ? 1 : 0),
    );
    const partly = metricPairs(pairArms(cases, candidate, arm(cases.map(() => [1, 1, 1]))).pairs, { column: 0 }).scored;
    const tips = passTippingPoint(partly, { ...rules, excluded: [] });
    // 80 cases lost one of two trials; each can fall by half a case.
    expect(tips).toBeGreaterThan(10);
    expect(tips).toBeLessThan(80);
  });
});
