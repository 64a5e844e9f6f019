import { DAY_MS } from '../../src/analysis/baseline-age.ts';
import type { Baseline, BaselineRun } from '../../src/domain/baseline.ts';
import type { Case } from '../../src/domain/case.ts';
import type { Metric } from '../../src/domain/suite.ts';
import type { Trial } from '../../src/domain/trial.ts';

export function metricOf(more: Partial<Metric> = {}): Metric {
  return {
    name: 'correct',
    title: 'Correct',
    scorer: { type: 'exact-match', options: {} },
    kind: 'binary',
    range: [0, 1],
    direction: 'higher',
    margin: 0.1,
    gate: true,
    ...more,
  };
}

export function caseOf(id: string, hash = id): Case {
  return { id, hash, input: {}, tags: [] };
}

/** A refresh's run, so many days before `now`. */
export function runOf(id: string, of: { readonly days: number; readonly now: number }): BaselineRun {
  const at = new Date(of.now - of.days * DAY_MS).toISOString();
  return { id, at, commit: id, dirty: false, job: 'refresh', answeredBy: ['m-1'] };
}

/** A stored baseline of two cases, one passing trial each. */
export function baselineOf(more: Partial<Baseline> = {}): Baseline {
  return {
    schemaVersion: 2,
    accepted: [],
    suite: 's',
    suiteDigest: 'd',
    fingerprint: { prompt: 'p', model: 'm', scorers: 'x' },
    runs: [],
    metrics: ['correct'],
    cases: new Map(['a', 'b'].map((id) => [id, { hash: id, trials: [{ run: 0, scores: [1] }] }])),
    outputs: new Map(),
    ...more,
  };
}

/** A trial that scored each metric by name; null is unscored. */
export function scoredTrial(caseId: string, index: number, scores: Readonly<Record<string, number | null>>): Trial {
  return {
    key: { suite: 's', stage: 'screen', arm: 'candidate', caseId, index },
    attempts: 1,
    status: 'completed',
    output: { text: '' },
    latencyMs: 10,
    scores: Object.fromEntries(
      Object.entries(scores).map(([name, value]) => [
        name,
        value === null ? { status: 'unscored', reason: 'no number' } : { status: 'scored', value },
      ]),
    ),
  };
}

export function erroredTrial(
  caseId: string,
  index: number,
  blame: 'product' | 'infrastructure',
  latencyMs = 60,
): Trial {
  const kind = blame === 'product' ? 'timeout' : 'server-error';
  return {
    key: { suite: 's', stage: 'screen', arm: 'candidate', caseId, index },
    attempts: 5,
    status: 'errored',
    error: { kind, blame, message: kind },
    latencyMs,
  };
}
