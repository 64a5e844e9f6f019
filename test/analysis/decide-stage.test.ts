import { describe, expect, test } from 'vitest';

import { decideConfirm, decideScreen } from '../../src/analysis/decide-stage.ts';
import type { TestedMetric } from '../../src/analysis/test-suite.ts';
import { metricOf } from './support.ts';

/** A metric whose PASS test holds or not, with an adjusted p for the drop. */
function tested(name: string, holds: boolean, adjustedPValue: number, gate = true): TestedMetric {
  return {
    metric: metricOf({ name, gate }),
    column: 0,
    unitMargin: 0.1,
    scored: [],
    excluded: 0,
    pass: {
      name: 'tango',
      units: 100,
      pValue: holds ? 0.01 : 0.5,
      pValueWorstCase: holds ? 0.01 : 0.5,
      holds,
      holdsButForExcluded: holds,
      differences: [],
      worstDifferences: [],
    },
    fail: { name: 'whole-trial-permutation', pValue: adjustedPValue, adjustedPValue },
  };
}

describe('decideScreen', () => {
  const decide = (...metrics: readonly TestedMetric[]) =>
    decideScreen('s', metrics, { screenLevel: 0.1 }).map(({ decision }) => decision);

  test('a shown PASS is a PASS, even beside a small p: a loss within the margin', () => {
    expect(decide(tested('a', true, 0.001))).toEqual(['passed']);
  });

  test('what looks worse goes to the confirmation, the rest stays open', () => {
    expect(decide(tested('a', false, 0.0999), tested('b', false, 0.1))).toEqual(['screened', 'open']);
  });

  test('advisory metrics decide nothing', () => {
    expect(decide(tested('a', false, 0.0001, false))).toEqual([]);
  });
});

describe('decideConfirm', () => {
  const decide = (...metrics: readonly TestedMetric[]) =>
    decideConfirm('s', metrics, { alphaFail: 0.05 }).map(({ decision }) => decision);

  test('rejects below its level, and not at it', () => {
    expect(decide(tested('a', false, 0.0499))).toEqual(['confirmed']);
    expect(decide(tested('a', false, 0.05))).toEqual(['not-confirmed']);
  });

  test('beside a confirmed one the others are not decided', () => {
    expect(decide(tested('a', false, 0.01), tested('b', false, 0.3))).toEqual(['confirmed', 'not-decided']);
  });
});
