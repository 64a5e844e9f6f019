import { describe, expect, test } from 'vitest';

import { moverOf, refreshReasons } from '../../src/analysis/refresh-reasons.ts';
import type { AcceptedDrop, Baseline, BaselineRun } from '../../src/domain/baseline.ts';
import * as support from './support.ts';

const now = Date.parse('2026-06-30T00:00:00Z');

const runOf = (days: number, more: Partial<BaselineRun> = {}): BaselineRun => ({
  ...support.runOf(`run-${days}`, { days, now }),
  ...more,
});
const baselineOf = (runs: readonly BaselineRun[], more: Partial<Baseline> = {}): Baseline =>
  support.baselineOf({ runs, ...more });

const drop: AcceptedDrop = { by: 'ann', reason: 'cheaper', commit: 'f'.repeat(40), at: '2026-06-29T00:00:00Z' };
const fresh = baselineOf([runOf(0)]);
const calm = { accepted: [], drifted: [], maxAgeDays: 14, now };

describe('why a pull request is wanted', () => {
  test('nothing happened: the new trials wait', () => {
    const reasons = refreshReasons(baselineOf([runOf(14)]), fresh, calm);
    expect(reasons).toEqual([]);
    expect(moverOf(reasons)).toEqual({ kind: 'none' });
  });

  test('none is stored, or it cannot be read', () => {
    expect(refreshReasons(undefined, fresh, calm)).toEqual([{ kind: 'first' }]);
    expect(refreshReasons('unreadable', fresh, calm)).toEqual([{ kind: 'unreadable' }]);
  });

  test('another configuration: the product moved, and drift is never claimed beside it', () => {
    const other = baselineOf([runOf(1)], { fingerprint: { prompt: 'q', model: 'n', scorers: 'x' } });
    const reasons = refreshReasons(other, fresh, { ...calm, drifted: ['correct'] });
    expect(reasons).toEqual([{ kind: 'configuration', factors: ['prompt', 'model'] }]);
    expect(moverOf(reasons)).toEqual({ kind: 'product', factors: ['prompt', 'model'] });
  });

  test('cases and metrics, each with its names', () => {
    const cases: Baseline['cases'] = new Map([
      ['a', { hash: 'other', trials: [] }],
      ['gone', { hash: 'gone', trials: [] }],
    ]);
    expect(refreshReasons(baselineOf([runOf(1)], { cases, metrics: ['lawful'] }), fresh, calm)).toEqual([
      { kind: 'metrics', added: ['correct'], removed: ['lawful'] },
      { kind: 'cases', added: ['b'], removed: ['gone'], edited: ['a'] },
    ]);
  });

  test('drift, and another model that answers: the provider moved', () => {
    const drifted = refreshReasons(baselineOf([runOf(1)]), fresh, { ...calm, drifted: ['correct'] });
    expect(drifted).toEqual([{ kind: 'drift', metrics: ['correct'] }]);
    expect(moverOf(drifted)).toEqual({ kind: 'provider' });
    const answered = refreshReasons(baselineOf([runOf(1, { answeredBy: ['m-0'] })]), fresh, calm);
    expect(answered).toEqual([{ kind: 'answered-by', before: ['m-0'], now: ['m-1'] }]);
    expect(moverOf(answered)).toEqual({ kind: 'provider' });
  });

  test('old is beyond 30 days, or beyond max-age where that is sooner', () => {
    expect(refreshReasons(baselineOf([runOf(15)]), fresh, calm)).toEqual([{ kind: 'old', days: 15 }]);
    const patient = { ...calm, maxAgeDays: 90 };
    expect(refreshReasons(baselineOf([runOf(30)]), fresh, patient)).toEqual([]);
    expect(refreshReasons(baselineOf([runOf(31)]), fresh, patient)).toEqual([{ kind: 'old', days: 31 }]);
  });

  test('a run that decided something, and a drop that was accepted', () => {
    const ratchet = baselineOf([runOf(1, { job: 'gate' })]);
    expect(refreshReasons(ratchet, fresh, { ...calm, accepted: [drop] })).toEqual([
      { kind: 'ratchet', job: 'gate' },
      { kind: 'accepted', drops: [drop] },
    ]);
  });
});
