import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { observe, observeArm, observeBaseline, toUnitScale } from '../../src/analysis/observe.ts';
import { differenceInOwnUnits, intervalInOwnUnits, valueInOwnUnits } from '../../src/analysis/own-units.ts';
import { metricPairs, pairArms } from '../../src/analysis/pair.ts';
import { tallyArm, tooManyExcluded } from '../../src/analysis/exclusions.ts';
import { caseOf, erroredTrial, metricOf, scoredTrial } from './support.ts';

const correct = metricOf();
const stars = metricOf({ name: 'stars', kind: 'ordinal', range: [1, 5] });
const errors = metricOf({ name: 'errors', kind: 'continuous', range: [0, 20], direction: 'lower' });
const latency = metricOf({
  name: 'latency',
  kind: 'ratio',
  direction: 'lower',
  scorer: { type: 'latency', options: {} },
});
const cost = metricOf({ name: 'cost', kind: 'ratio', direction: 'lower', scorer: { type: 'cost', options: {} } });

describe('the unit scale', () => {
  test('higher is better and the range has length 1, whatever the direction', () => {
    expect(toUnitScale(stars, 4)).toBe(0.75);
    expect(toUnitScale(errors, 5)).toBe(0.75);
    expect(toUnitScale(latency, 400)).toBeLessThan(toUnitScale(latency, 200) ?? 0);
    expect(toUnitScale(latency, 0)).toBeNull();
    expect(toUnitScale(correct, Number.NaN)).toBeNull();
  });

  test('a live third equals a stored third', () => {
    const cases = new Map([['a', { hash: 'h', trials: [{ run: 0, scores: [0.333333] }] }]]);
    const stored = observeBaseline({ metrics: ['correct'], cases }, [correct]);
    expect(observe(scoredTrial('a', 0, { correct: 1 / 3 }), [correct])).toEqual(stored.get('a')?.rows[0]);
  });

  test('values come back in their own units', () => {
    const check = fc.property(fc.double({ min: 1, max: 5, noNaN: true }), (value) => {
      for (const metric of [stars, { ...stars, direction: 'lower' as const }]) {
        expect(valueInOwnUnits(metric, toUnitScale(metric, value) ?? 0)).toBeCloseTo(value, 4);
      }
      expect(valueInOwnUnits(latency, toUnitScale(latency, value) ?? 0)).toBeCloseTo(value, 6);
    });
    fc.assert(check);
  });

  test('differences are candidate − baseline, unoriented', () => {
    const value = fc.double({ min: 0, max: 20, noNaN: true });
    const check = fc.property(value, value, (before, after) => {
      const d = (toUnitScale(errors, after) ?? 0) - (toUnitScale(errors, before) ?? 0);
      expect(differenceInOwnUnits(errors, d)).toBeCloseTo(after - before, 3);
    });
    fc.assert(check);
  });

  test('a ratio is told as a share of change, and an interval has its ends in order', () => {
    const d = (toUnitScale(latency, 112) ?? 0) - (toUnitScale(latency, 100) ?? 0);
    expect(d).toBeLessThan(0);
    expect(differenceInOwnUnits(latency, d)).toBeCloseTo(0.12);
    const interval = intervalInOwnUnits(errors, { estimate: -0.1, lower: -0.2, upper: 0.05, level: 0.95 });
    expect(interval).toEqual({ estimate: 2, lower: -1, upper: 4, level: 0.95 });
    expect(Object.is(differenceInOwnUnits(errors, 0), 0)).toBe(true);
  });
});

describe('observe', () => {
  const metrics = [correct, latency, cost];

  test('what the product caused is a failure; of latency the time spent, of cost nothing is known', () => {
    expect(observe(erroredTrial('a', 0, 'product', 60), metrics)).toEqual([0, toUnitScale(latency, 60), null]);
  });

  test('what the infrastructure lost and what never ran is not observed', () => {
    expect(observe(erroredTrial('a', 0, 'infrastructure'), metrics)).toBeUndefined();
    const arm = observeArm([erroredTrial('a', 1, 'infrastructure'), scoredTrial('a', 0, { correct: 1 })], metrics);
    expect(arm.get('a')).toEqual({ caseId: 'a', rows: [[1, null, null]], excluded: 1 });
  });

  test('trials of a case stand in the order of their index', () => {
    const arm = observeArm([scoredTrial('a', 1, { correct: 0 }), scoredTrial('a', 0, { correct: 1 })], [correct]);
    expect(arm.get('a')?.rows).toEqual([[1], [0]]);
  });

  test('a baseline is read by the names of its metrics, in whatever order', () => {
    const cases = new Map([['a', { hash: 'h', trials: [{ run: 0, scores: [5, 1] }] }]]);
    const observed = observeBaseline({ metrics: ['stars', 'correct'], cases }, [correct, stars, errors]);
    expect(observed.get('a')?.rows).toEqual([[1, 1, null]]);
  });
});

describe('pairArms', () => {
  const planned = [caseOf('a'), caseOf('b'), caseOf('c')];
  const arm = (...ids: readonly string[]) =>
    observeArm(
      ids.map((id) => scoredTrial(id, 0, { correct: 1 })),
      [correct],
    );

  test('keeps the order of the plan and names the cases that lack an arm', () => {
    const { pairs, excluded } = pairArms(planned, arm('c', 'a', 'stranger'), arm('a', 'b', 'c'));
    expect(pairs.map(({ caseId }) => caseId)).toEqual(['a', 'c']);
    expect(excluded.map(({ id }) => id)).toEqual(['b']);
  });

  test('a metric that one arm did not score is unscored in that case', () => {
    const half = observeArm([scoredTrial('a', 0, { correct: null }), scoredTrial('b', 0, { correct: 1 })], [correct]);
    const { scored, unscored } = metricPairs(pairArms(planned, half, arm('a', 'b')).pairs, { column: 0 });
    expect(scored.map(({ caseId }) => caseId)).toEqual(['b']);
    expect(unscored.map(({ caseId }) => caseId)).toEqual(['a']);
  });
});

describe('too many lost', () => {
  const lost = (n: number, of: number) =>
    tallyArm('s', 'candidate', [
      ...Array.from({ length: n }, (_, i) => erroredTrial(`l${i}`, 0, 'infrastructure')),
      ...Array.from({ length: of - n }, (_, i) => scoredTrial(`c${i}`, 0, { correct: 1 })),
    ]);

  test('more than half the margin of an arm, or arms that lose at different rates', () => {
    expect(tooManyExcluded([lost(5, 100)], 0.1)).toBeUndefined();
    expect(tooManyExcluded([lost(6, 100)], 0.1)).toMatch(/6 of 100 answers of the new version were lost .*5\.0%/);
    expect(tooManyExcluded([lost(10, 400), lost(0, 400)], 0.1)).toMatch(/different rates .*: 10 of 400/);
    expect(tooManyExcluded([lost(3, 400), lost(0, 400)], 0.1)).toBeUndefined();
  });

  test('what the product failed at is no loss', () => {
    const failing = tallyArm('s', 'candidate', [erroredTrial('a', 0, 'product')]);
    expect(failing).toMatchObject({ failedByProduct: 1, excluded: 0 });
    expect(tooManyExcluded([failing], 0.1)).toBeUndefined();
  });
});
