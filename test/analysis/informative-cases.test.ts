import { describe, expect, test } from 'vitest';
import { informativeCases } from '../../src/analysis/informative-cases.ts';

const binary = { kind: 'binary', unitMargin: 0.1 } as const;
const times = (count: number, trials: readonly number[]): readonly (readonly number[])[] =>
  Array.from({ length: count }, () => trials);

describe('near the best value', () => {
  test('from mean + margin above 1 on, exactly 1 not included', () => {
    const at = (passes: number) => [...times(passes, [1]), ...times(100 - passes, [0])];
    expect([89, 90, 91].map((passes) => informativeCases(at(passes), binary).nearBest)).toEqual([false, false, true]);
  });

  test('each case counts once, however many trials it has', () => {
    expect(informativeCases([[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], [0]], binary).nearBest).toBe(false);
  });

  test('a ratio has no best value', () => {
    expect(informativeCases(times(10, [3, 4]), { ...binary, kind: 'ratio' }).nearBest).toBe(false);
  });
});

describe('cases that seldom vary', () => {
  const suite = (steady: number, varied: number) => [...times(steady, [0, 0, 0]), ...times(varied, [0, 1, 0])];

  test('more than 80% of those with repeats', () => {
    expect(informativeCases(suite(80, 20), binary)).toEqual({
      nearBest: false,
      seldomVaries: false,
      informative: 20,
      repeated: 100,
    });
    expect(informativeCases(suite(81, 19), binary)).toMatchObject({ seldomVaries: true, informative: 19 });
  });

  test('cases with one trial cannot say', () => {
    expect(informativeCases([...times(900, [0]), ...suite(3, 7)], binary)).toMatchObject({
      seldomVaries: false,
      informative: 7,
      repeated: 10,
    });
    expect(informativeCases(times(900, [0]), binary)).toMatchObject({ seldomVaries: false, repeated: 0 });
  });

  test('a rounding error is no variation, a millionth is', () => {
    const kind = { kind: 'continuous', unitMargin: 0.1 } as const;
    expect(informativeCases([[0.1 + 0.2, 0.3]], kind).informative).toBe(0);
    expect(informativeCases([[0.300001, 0.3]], kind).informative).toBe(1);
  });
});

test('nothing stored, nothing said', () => {
  const nothing = { nearBest: false, seldomVaries: false, informative: 0, repeated: 0 };
  expect(informativeCases([], binary)).toEqual(nothing);
  expect(informativeCases([[], []], binary)).toEqual(nothing);
});
