import { describe, expect, test } from 'vitest';

import type { CaseObservations } from '../../src/analysis/observe.ts';
import { pairArms } from '../../src/analysis/pair.ts';
import { plannedPrefix, type SampledCase } from '../../src/analysis/planned-prefix.ts';
import { type PlayedAttempts, playAttempts } from '../../src/analysis/play-attempts.ts';
import { designFor } from '../../src/design/design-for.ts';
import { seededRandom } from '../../src/stats/random.ts';
import { metricOf } from './support.ts';

const CASES = 60;
const MARGIN = 0.1;
const RUNS = 120;
const cases = Array.from({ length: CASES }, (_, i): SampledCase => ({ id: `case-${i}`, tags: [] }));
const design = designFor(
  { alpha: { pass: 0.05, fail: 0.05 }, strict: false, stopping: 'looks' },
  { gatedSuites: 1, sentinels: 0, margins: [0.1], seed: 'attempts', sample: cases },
);
const metric = { metric: metricOf(), column: 0, unitMargin: MARGIN };

/**
 * Ten tries at a change that is worse by exactly the margin: a tenth of the cases always fails now, the same ones in every
 * try, and each try has trials of its own against one stored baseline.
 */
function adversary(seed: number, counted: boolean): PlayedAttempts {
  const random = seededRandom(`adversary ${seed}`);
  const chances = cases.map(() => (random.next() < 0.7 ? 1 : 0.7));
  const gone = cases.map(() => random.next() < MARGIN / 0.91);
  const observe = (to: number, trials: number, hit: boolean): Map<string, CaseObservations> => {
    const answer = (i: number): number => (hit && gone[i] === true ? 0 : random.next() < (chances[i] ?? 0) ? 1 : 0);
    const row = (i: number) => ({ rows: Array.from({ length: trials }, () => [answer(i)]), excluded: 0 });
    return new Map(cases.slice(0, to).map(({ id }, i) => [id, { caseId: id, ...row(i) }]));
  };
  const stored = observe(CASES, 3, false);
  const fresh = new Map<string, ReturnType<typeof observe>>();
  const once = (key: string, make: () => ReturnType<typeof observe>) => {
    const made = fresh.get(key) ?? make();
    fresh.set(key, made);
    return made;
  };
  return playAttempts({
    design,
    metrics: [metric],
    attempts: 10,
    counted,
    // What fails does not pass, and that is all that counts here.
    draws: { screen: 99, confirm: 99 },
    random,
    trialsAt(attempt, stage, look) {
      const at = stage === 'confirm' ? design.confirm[look - 1] : { ...design.screen[look - 1], passes: 1 };
      const passes = at?.passes ?? 1;
      const name = `${attempt} ${stage} ${passes}`;
      const candidate = once(`${name} candidate`, () => observe(CASES, passes, true));
      const control = stage === 'screen' ? stored : once(`${name} control`, () => observe(CASES, passes, false));
      return pairArms(plannedPrefix(cases, at?.cases ?? 0, undefined), candidate, control);
    },
  });
}

describe('ten tries at a change that is worse by the margin', () => {
  const tried = Array.from({ length: RUNS }, (_, seed) => adversary(seed, true));
  const passes = (all: readonly PlayedAttempts[]): number =>
    all.filter(({ passedAt }) => passedAt !== undefined).length / RUNS;

  test('pass about as rarely as one, where attempts are counted', () => {
    const uncounted = passes(Array.from({ length: RUNS }, (_, seed) => adversary(seed, false)));
    // Twice α_PASS, and two standard errors of so few runs.
    expect(passes(tried)).toBeLessThanOrEqual(0.15);
    expect(uncounted).toBeGreaterThan(1.5 * passes(tried));
  });

  test('the first is played as ever; a later one passes only where its repeat does', () => {
    for (const { played, passedAt } of tried) {
      expect(played.map(({ outcome }) => outcome === 'pass').indexOf(true)).toBe((passedAt ?? 0) - 1);
      expect(played[0]?.repeat).toBeUndefined();
    }
    const later = tried.flatMap(({ played }) => played.slice(1)).filter(({ repeat }) => repeat !== undefined);
    expect(later.length).toBeGreaterThan(5);
    for (const { outcome, repeat } of later) {
      expect(outcome === 'pass').toBe(repeat?.metrics.every(({ decision }) => decision === 'passed'));
    }
  });
});
