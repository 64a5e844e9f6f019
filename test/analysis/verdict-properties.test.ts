import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { compareSuite } from '../../src/analysis/compare-suite.ts';
import type { Pair, Pairing } from '../../src/analysis/pair.ts';
import { playGate } from '../../src/analysis/play-gate.ts';
import { designFor } from '../../src/design/design-for.ts';
import { seededRandom } from '../../src/stats/random.ts';
import { metricOf } from './support.ts';

const metrics = [
  { metric: metricOf({ name: 'correct' }), column: 0, unitMargin: 0.2 },
  { metric: metricOf({ name: 'share', kind: 'continuous' }), column: 1, unitMargin: 0.2 },
];

type Scores = readonly [number, number];

const scores = fc.tuple(fc.constantFrom(0, 1), fc.constantFrom(0, 0.25, 0.5, 0.75, 1));
/** Up to a dozen cases, so that every arrangement is gone through and nothing is left to a draw. */
const cases = fc.array(fc.tuple(scores, scores), { minLength: 1, maxLength: 12 });

function pairingOf(rows: readonly (readonly [Scores, Scores])[]): Pairing {
  const pairs = rows.map(([candidate, baseline], i): Pair => ({
    caseId: `c${i}`,
    candidate: [candidate],
    baseline: [baseline],
    lost: { candidate: 0, baseline: 0 },
  }));
  return { pairs, excluded: [] };
}

/** One look at each stage, both stages at the same trials: what the rules make of these data and nothing else. */
function verdictOf(pairing: Pairing): string {
  const sample = pairing.pairs.map(() => ({}));
  const design = designFor(
    { alpha: { pass: 0.05, fail: 0.05 }, strict: false, stopping: 'fixed' },
    { gatedSuites: 1, sentinels: 0, seed: '', sample, margins: [0.2] },
  );
  const draws = { screen: 100_000, confirm: 100_000 };
  return playGate({ design, metrics, trialsAt: () => pairing, draws, random: seededRandom('properties') }).outcome;
}

const rules = () => ({ passLevel: 0.05, strict: false, draws: 999, random: seededRandom('properties') });

describe('whatever the data', () => {
  test('a case in which nothing changed never turns a verdict to FAIL', () => {
    fc.assert(
      fc.property(cases, scores, (rows, same) => {
        fc.pre(verdictOf(pairingOf(rows)) !== 'fail');
        expect(verdictOf(pairingOf([...rows, [same, same]]))).not.toBe('fail');
      }),
      { numRuns: 150 },
    );
  });

  test('the order of the cases carries no meaning', () => {
    fc.assert(
      fc.property(cases, (rows) => {
        expect(verdictOf(pairingOf(rows.toReversed()))).toBe(verdictOf(pairingOf(rows)));
      }),
      { numRuns: 100 },
    );
  });

  test('swapping the arms mirrors every difference and its interval', () => {
    fc.assert(
      fc.property(cases, (rows) => {
        const there = compareSuite('', metrics, pairingOf(rows), rules());
        const back = compareSuite('', metrics, pairingOf(rows.map(([one, other]) => [other, one] as const)), rules());
        for (const [m, { comparison }] of there.entries()) {
          const mirrored = back[m]?.comparison.difference;
          expect(mirrored?.estimate).toBeCloseTo(-comparison.difference.estimate, 12);
          expect(mirrored?.lower).toBeCloseTo(-comparison.difference.upper, 9);
          expect(mirrored?.upper).toBeCloseTo(-comparison.difference.lower, 9);
          expect(comparison.difference.lower).toBeLessThanOrEqual(comparison.difference.estimate);
          expect(comparison.difference.upper).toBeGreaterThanOrEqual(comparison.difference.estimate);
          expect(comparison.pValue).toBeGreaterThan(0);
          expect(comparison.pValue).toBeLessThanOrEqual(1);
          expect(comparison.adjustedPValue).toBeGreaterThanOrEqual(comparison.pValue);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('one regression more never makes a PASS, nor takes a FAIL back to PASS', () => {
    fc.assert(
      fc.property(cases, (rows) => {
        const worse = [
          ...rows,
          [
            [0, 0],
            [1, 1],
          ] as const,
        ];
        const [before, after] = [verdictOf(pairingOf(rows)), verdictOf(pairingOf(worse))];
        expect(after === 'pass' && before !== 'pass').toBe(false);
      }),
      { numRuns: 100 },
    );
  });
});
