import { describe, expect, test } from 'vitest';

import { DAY_MS } from '../../src/analysis/baseline-age.ts';
import { differingFactors, judgeBaseline, movedModels } from '../../src/analysis/compatibility.ts';
import type { Baseline } from '../../src/domain/baseline.ts';
import type { Suite } from '../../src/domain/suite.ts';
import * as support from './support.ts';

const now = Date.UTC(2026, 5, 20);
const fingerprint = { prompt: 'p', model: 'm', scorers: 's' };

const suite: Suite = {
  name: 'support',
  directory: 'suites/support',
  description: '',
  metrics: [support.metricOf()],
  cases: [support.caseOf('a'), support.caseOf('b')],
  slices: [],
  sampling: { trials: 1, allocation: 'proportional' },
  allowedTargets: ['openai'],
  watch: [],
  digest: 'd',
  scorersDigest: 's',
};

const baselineOf = (more: Partial<Baseline> = {}, days = 1): Baseline =>
  support.baselineOf({ suite: 'support', fingerprint, runs: [support.runOf('r', { days, now })], ...more });

const judge = (baseline: Baseline | undefined) => judgeBaseline(baseline, { suite, fingerprint, now, maxAgeDays: 14 });

describe('judgeBaseline', () => {
  test('serves where it was made with the configuration of the base', () => {
    expect(judge(baselineOf())).toEqual({ usable: true, casesWithout: [] });
  });

  test.each<[string, Baseline | undefined, string, RegExp]>([
    ['none is stored', undefined, 'baseline-missing', /no stored baseline \(run `steelyard refresh support`/],
    [
      'another prompt and model',
      baselineOf({ fingerprint: { ...fingerprint, prompt: 'x', model: 'y' } }),
      'baseline-of-another-configuration',
      /another prompt and model than the base/,
    ],
    [
      'a factor that only one side has',
      baselineOf({ fingerprint: { ...fingerprint, tools: 't' } }),
      'baseline-of-another-configuration',
      /another tools/,
    ],
    ['15 days old', baselineOf({}, 15), 'baseline-too-old', /15 days old, more than max-age: 14/],
    ['without a gated metric', baselineOf({ metrics: ['other'] }), 'baseline-incomplete', /lacks `correct`/],
  ])('does not: %s', (_, baseline, ruleId, message) => {
    const judged = judge(baseline);
    expect(judged).toMatchObject({ usable: false, finding: { ruleId, suite: 'support' } });
    expect(judged.usable ? '' : judged.finding.message).toMatch(message);
  });

  test('14 days are not too old, and the newest run counts', () => {
    expect(judge(baselineOf({}, 14)).usable).toBe(true);
    const [run] = baselineOf().runs;
    const old = {
      id: 'o',
      at: new Date(now - 90 * DAY_MS).toISOString(),
      commit: 'c',
      dirty: false,
      job: 'refresh',
      answeredBy: [],
    };
    expect(judge(baselineOf({ runs: run === undefined ? [] : [old, run] })).usable).toBe(true);
  });

  test('names the cases it has no trial of, or of another content', () => {
    const cases = new Map([
      ['a', { hash: 'edited since', trials: [{ run: 0, scores: [1] }] }],
      ['b', { hash: 'b', trials: [] }],
    ]);
    expect(judge(baselineOf({ cases }))).toEqual({ usable: true, casesWithout: ['a', 'b'] });
  });
});

test('factors differ by content, in a fixed order', () => {
  expect(differingFactors({ scorers: 'a', model: 'm' }, { scorers: 'b', prompt: 'p' })).toEqual([
    'prompt',
    'model',
    'scorers',
  ]);
  expect(differingFactors(fingerprint, { ...fingerprint })).toEqual([]);
});

test('a model has moved where today names one that the newest run never met', () => {
  const run = (at: string, ...answeredBy: readonly string[]) => ({
    id: at,
    at,
    commit: 'c',
    dirty: false,
    job: 'refresh',
    answeredBy,
  });
  const runs = [run('2026-02-01T00:00:00Z', 'm-2'), run('2026-01-01T00:00:00Z', 'm-1')];
  expect(movedModels({ runs }, ['m-2'])).toEqual([]);
  expect(movedModels({ runs }, ['m-2', 'm-3'])).toEqual(['m-3']);
  expect(movedModels({ runs }, ['m-1'])).toEqual(['m-1']);
  expect(movedModels({ runs: [run('2026-01-01T00:00:00Z')] }, ['m-1'])).toEqual([]);
});
