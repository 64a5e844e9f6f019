import { describe, expect, test } from 'vitest';

import { poolBaselines } from '../../src/analysis/pool-baselines.ts';
import type { Baseline, BaselineRun } from '../../src/domain/baseline.ts';
import * as support from './support.ts';

const now = Date.parse('2026-06-30T00:00:00Z');

const runOf = (id: string, days: number, more: Partial<BaselineRun> = {}): BaselineRun => ({
  ...support.runOf(id, { days, now }),
  ...more,
});

/** Three trials a run of two cases; the score tells the run. */
function baselineOf(runs: readonly BaselineRun[], more: Partial<Baseline> = {}): Baseline {
  const trials = runs.flatMap((_, run) => Array.from({ length: 3 }, () => ({ run, scores: [run / 10] })));
  return support.baselineOf({ runs, cases: new Map(['a', 'b'].map((id) => [id, { hash: id, trials }])), ...more });
}

const ids = ({ runs }: Baseline) => runs.map(({ id }) => id);

describe('poolBaselines', () => {
  const fresh = baselineOf([runOf('new', 0)]);

  test('newest first, whole runs, until there are enough trials', () => {
    const previous = baselineOf([runOf('oldest', 20), runOf('middle', 10), runOf('last', 1)]);
    expect(ids(poolBaselines(fresh, [previous], { now, wanted: 10 }).baseline)).toEqual([
      'new',
      'last',
      'middle',
      'oldest',
    ]);
    const few = poolBaselines(fresh, [previous], { now, wanted: 6 });
    expect(ids(few.baseline)).toEqual(['new', 'last']);
    expect(few.runs).toBe(1);
    // Trials keep what they scored and point to their run where it stands now.
    expect(few.baseline.cases.get('a')?.trials.map(({ run, scores }) => [run, scores[0]])).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
      [1, 0.2],
      [1, 0.2],
      [1, 0.2],
    ]);
  });

  test.each<[string, Baseline]>([
    ['of another prompt', baselineOf([runOf('r', 1)], { fingerprint: { prompt: 'q', model: 'm', scorers: 'x' } })],
    ['with other metrics', baselineOf([runOf('r', 1)], { metrics: ['lawful'] })],
    ['older than 30 days', baselineOf([runOf('r', 31)])],
    ['answered by another model', baselineOf([runOf('r', 1, { answeredBy: ['m-2'] })])],
    ['that decided something', baselineOf([runOf('r', 1, { job: 'gate' })])],
  ])('leaves a run out that is %s', (_, previous) => {
    expect(poolBaselines(fresh, [previous], { now, wanted: 10 })).toEqual({ baseline: fresh, runs: 0 });
  });

  test('of a case whose content changed only the new trials count', () => {
    const previous = baselineOf([runOf('r', 1)]);
    const edited = { ...previous, cases: new Map([...previous.cases, ['b', { hash: 'other', trials: [] }]]) };
    const { baseline } = poolBaselines(fresh, [edited], { now, wanted: 10 });
    expect(baseline.cases.get('a')?.trials).toHaveLength(6);
    expect(baseline.cases.get('b')?.trials).toHaveLength(3);
  });

  test('what waits beside the stored baseline is pooled too, and a run that both hold once', () => {
    const stored = baselineOf([runOf('older', 9), runOf('shared', 5)]);
    const waiting = baselineOf([runOf('yesterday', 1), runOf('shared', 5)]);
    const { baseline, runs } = poolBaselines(fresh, [stored, waiting], { now, wanted: 100 });
    expect(ids(baseline)).toEqual(['new', 'yesterday', 'shared', 'older']);
    expect(runs).toBe(3);
    expect(baseline.cases.get('a')?.trials).toHaveLength(12);
    // The fresh run itself, already written by a try whose answer was lost.
    expect(ids(poolBaselines(fresh, [stored, baseline], { now, wanted: 100 }).baseline)).toEqual(ids(baseline));
  });

  test('of two earlier ones only those of the same configuration', () => {
    const other = baselineOf([runOf('other', 1)], { fingerprint: { prompt: 'q', model: 'm', scorers: 'x' } });
    const { baseline } = poolBaselines(fresh, [other, baselineOf([runOf('same', 2)])], { now, wanted: 100 });
    expect(ids(baseline)).toEqual(['new', 'same']);
  });
});
