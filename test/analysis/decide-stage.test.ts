import { describe, expect, test } from 'vitest';

import { confirmRule, NOT_LOOKED, repeatRule, screenRule, takeLook } from '../../src/analysis/decide-stage.ts';
import type { CaseObservations } from '../../src/analysis/observe.ts';
import { type Pairing, pairArms } from '../../src/analysis/pair.ts';
import type { TestedMetric } from '../../src/analysis/test-suite.ts';
import { seededRandom } from '../../src/stats/random.ts';
import { metricOf } from './support.ts';

const nothing = { values: [], weights: undefined, clustered: false, caseWeighted: 0 };

/** A metric whose PASS test holds or not, with an adjusted p for the drop. */
function tested(holds: boolean, adjustedPValue: number): TestedMetric {
  return {
    metric: metricOf(),
    column: 0,
    unitMargin: 0.1,
    scored: [],
    excluded: 0,
    tippingPoint: undefined,
    pass: {
      name: 'tango',
      units: 100,
      level: 0.05,
      pValue: holds ? 0.01 : 0.5,
      pValueWorstCase: holds ? 0.01 : 0.5,
      holds,
      holdsButForExcluded: holds,
      differences: nothing,
      worstDifferences: nothing,
    },
    fail: { name: 'whole-trial-permutation', pValue: adjustedPValue, adjustedPValue },
  };
}

const fresh = (holds: boolean, p: number) => ({ tested: tested(holds, p), before: undefined });

const screen = [
  { cases: 50, passLevel: 0.01, screenLevel: 0.01 },
  { cases: 100, passLevel: 0.044, screenLevel: 0.1 },
];

describe('a look of stage 1', () => {
  const rule = screenRule({ screen });

  test('a shown PASS is a PASS, even beside a small p: a loss within the margin', () => {
    expect(rule.decide(1, [fresh(true, 0.001)], 0)).toEqual({ decisions: ['passed'], over: true });
  });

  test('what looks worse goes to the confirmation and ends the stage; the rest stays open', () => {
    expect(rule.decide(1, [fresh(false, 0.0099), fresh(false, 0.011)], 0)).toEqual({
      decisions: ['screened', 'open'],
      over: true,
    });
  });

  test('each look has its own level, and only the last one ends the stage undecided', () => {
    expect(rule.decide(1, [fresh(false, 0.05)], 0)).toEqual({ decisions: ['open'], over: false });
    expect(rule.decide(2, [fresh(false, 0.05)], 0)).toEqual({ decisions: ['screened'], over: true });
    expect(rule.decide(2, [fresh(false, 0.5)], 0)).toEqual({ decisions: ['open'], over: true });
  });

  test('what has passed stays passed and cannot screen', () => {
    const passed = { tested: tested(false, 0.0001), before: 'passed' as const };
    expect(rule.decide(2, [passed, fresh(false, 0.3)], 0).decisions).toEqual(['passed', 'open']);
  });

  test('a metric that no case was scored on yet keeps the stage open', () => {
    expect(rule.decide(1, [fresh(true, 0.9)], 1).over).toBe(false);
    expect(rule.decide(2, [fresh(true, 0.9)], 1).over).toBe(true);
  });

  test('without a gated metric all cases run: there is nothing to stop for', () => {
    expect(rule.decide(1, [], 0).over).toBe(false);
    expect(rule.decide(2, [], 0).over).toBe(true);
  });
});

describe('a look of stage 2', () => {
  const confirm = [
    { cases: 50, passes: 1, level: 0.02 },
    { cases: 100, passes: 1, level: 0.015 },
    { cases: 100, passes: 2, level: 0.015 },
  ];
  const rule = confirmRule({ confirm, alphaPass: 0.05 });

  test('rejects below its level, and not at it', () => {
    expect(rule.decide(1, [fresh(false, 0.0199)], 0)).toEqual({ decisions: ['confirmed'], over: true });
    expect(rule.decide(1, [fresh(false, 0.02)], 0)).toEqual({ decisions: ['open'], over: false });
    expect(rule.decide(3, [fresh(false, 0.015)], 0)).toEqual({ decisions: ['not-confirmed'], over: true });
  });

  test('beside a confirmed one the others are not decided', () => {
    expect(rule.decide(2, [fresh(false, 0.01), fresh(false, 0.3)], 0).decisions).toEqual(['confirmed', 'not-decided']);
  });

  test('is given up as soon as nothing looks like it', () => {
    expect(rule.decide(1, [fresh(false, 0.41), fresh(false, 0.9)], 0)).toEqual({
      decisions: ['not-confirmed', 'not-confirmed'],
      over: true,
    });
    expect(rule.decide(1, [fresh(false, 0.41), fresh(false, 0.4)], 0).over).toBe(false);
  });

  test('a drop that the fresh runs show to be within the margin is not failed', () => {
    expect(rule.decide(3, [fresh(true, 0.0001)], 0).decisions).toEqual(['not-confirmed']);
  });
});

test('a repeated PASS passes or not, and never screens', () => {
  const rule = repeatRule({ screen });
  expect(rule.decide(1, [fresh(false, 0)], 0)).toEqual({ decisions: ['open'], over: false });
  expect(rule.decide(2, [fresh(false, 0)], 0)).toEqual({ decisions: ['open'], over: true });
  expect(rule.decide(1, [fresh(true, 0)], 0)).toEqual({ decisions: ['passed'], over: true });
});

describe('takeLook', () => {
  const metrics = [
    { metric: metricOf({ name: 'steady' }), column: 0, unitMargin: 0.1 },
    { metric: metricOf({ name: 'falling' }), column: 1, unitMargin: 0.1 },
    { metric: metricOf({ name: 'shown', gate: false }), column: 0, unitMargin: 0.1 },
  ];
  const looks = [
    { cases: 60, passLevel: 0.01, screenLevel: 0.01 },
    { cases: 200, passLevel: 0.044, screenLevel: 0.1 },
  ];

  /** All right in both arms, but that every `every`-th case of the second metric now fails. */
  function pairing(cases: number, every: number): Pairing {
    const planned = Array.from({ length: cases }, (_, i) => ({ id: `c${i}` }));
    const arm = (second: (i: number) => number) =>
      new Map(
        planned.map(({ id }, i): [string, CaseObservations] => [
          id,
          { caseId: id, rows: [[1, second(i)]], excluded: 0 },
        ]),
      );
    return pairArms(
      planned,
      arm((i) => (i % every === every - 1 ? 0 : 1)),
      arm(() => 1),
    );
  }
  const rules = () => ({ strict: false, draws: 199, random: seededRandom('take-look') });

  test('what passed early keeps the numbers it passed with, what is open takes the later ones', () => {
    const rule = screenRule({ screen: looks });
    const first = takeLook(rule, NOT_LOOKED, { metrics, pairing: pairing(60, 15), rules: rules() });
    expect(first.over).toBe(false);
    expect(first.metrics.map(({ decision }) => decision)).toEqual(['passed', 'open', undefined]);
    const second = takeLook(rule, first, { metrics, pairing: pairing(200, 15), rules: rules() });
    expect(second.metrics.map(({ decision, look, tested: { pass } }) => [decision, look, pass.units])).toEqual([
      ['passed', 1, 60],
      ['screened', 2, 200],
      [undefined, 2, 200],
    ]);
    expect(second.metrics[0]?.tested.pass.level).toBe(0.01);
    expect(second.over).toBe(true);
  });
});
