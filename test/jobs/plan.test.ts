import { describe, expect, test } from 'vitest';

import type { Baseline } from '../../src/domain/baseline.ts';
import { planSuites } from '../../src/jobs/plan.ts';
import { refresh } from '../../src/jobs/refresh.ts';
import { planText } from '../../src/entry/plan-text.ts';
import { seededRandom } from '../../src/stats/random.ts';
import { casesPath, gatedSuite, policyPath, suitePath } from '../support/gated-suite.ts';
import { type Files, memoryGate } from '../support/memory-gate.ts';

/** The gated suite with more cases, one gated metric, and answers that waver: half the cases are right .9 of the time. */
function wavering(count: number, more: Partial<Record<'suite' | 'policy', string>> = {}): Files {
  const base = gatedSuite('http://127.0.0.1:1/v1');
  return {
    ...base,
    [policyPath]: `${base[policyPath] ?? ''}${more.policy ?? ''}`,
    [suitePath]: `${(base[suitePath] ?? '').replace(/\n {2}- \{ name: lawful.*\n/, '\n')}${more.suite ?? ''}`,
    [casesPath]: Array.from(
      { length: count },
      (_, i) =>
        `${JSON.stringify({ id: `k${i}`, input: { question: `[case-${i}] is it so?` }, expected: 'yes', tags: [i % 4 === 0 ? 'kind:hard' : 'kind:easy'] })}\n`,
    ).join(''),
  };
}

async function forecastOf(
  files: Files,
  request: { readonly curve?: boolean; readonly limits?: { maxCalls: number } } = {},
) {
  let calls = 0;
  const { ports } = memoryGate({
    base: files,
    head: files,
    answer: ({ text }) => {
      calls += 1;
      const wavers = Number(/\[case-(\d+)\]/.exec(text)?.[1] ?? 0) % 2 === 1;
      return JSON.stringify({ answer: wavers && seededRandom(`w ${calls}`).next() > 0.85 ? 'no' : 'yes' });
    },
  });
  const tree = await ports.repository.head();
  const { head } = await ports.repository.change();
  const { baseline } = await refresh(tree, { suite: 'support', revision: head, limits: {}, trials: 3 }, ports);
  const load = (): Promise<Baseline> => Promise.resolve(baseline);
  const [forecast] = await planSuites(
    tree,
    { only: [], repository: 'acme/assistant', simulatedRuns: 40, limits: {}, curve: false, caseCost: 0, ...request },
    { ...ports, baselines: () => Promise.resolve({ load }) },
  );
  if (forecast === undefined) throw new Error('no suite was planned');
  return forecast;
}

describe('plan', () => {
  test('says how many cases are enough, and the smallest drop agrees with the chances', async () => {
    const { plan, forecast } = await forecastOf(wavering(150), { curve: true });
    const [metric] = plan.metrics;
    const chance = (atMargins: number) => metric?.predicted?.find((one) => one.atMargins === atMargins);
    expect(chance(0)?.pass).toBeGreaterThan(0.85);
    expect(chance(-1)?.pass).toBeLessThan(0.15);
    // A drop that is seen 8 times in 10 lies between those that are seen less and more often.
    const drop = (metric?.smallestDetectableDrop ?? 0) / 0.1;
    const below = metric?.predicted?.filter(({ atMargins }) => -atMargins < drop) ?? [];
    expect(below.every(({ fail }) => fail <= 0.8)).toBe(true);
    expect(metric?.predicted?.filter(({ atMargins }) => -atMargins > drop).every(({ fail }) => fail >= 0.8)).toBe(true);
    expect(forecast?.enough?.cases).toBeGreaterThan(29);
    expect(forecast?.enough?.cases).toBeLessThan(150);
    // More cases never make a change that does nothing pass less often, but for the noise of 40 runs.
    const passes = forecast?.curve.map(({ predicted }) => predicted[0]?.pass ?? 0) ?? [];
    expect(passes.at(-1)).toBeGreaterThan(passes[0] ?? 1);
    // Stopping early: on average fewer calls than cases.
    expect(chance(0)?.calls).toBeLessThan(150);
  });

  test('a suite that is too small is told how often to ask each case instead', async () => {
    const { plan, forecast } = await forecastOf(wavering(40));
    expect(plan.metrics[0]?.predicted?.[0]?.pass).toBeLessThan(0.8);
    expect(forecast?.enough?.cases).toBeGreaterThan(40);
    expect(forecast?.withRepeats).toMatchObject({ cases: 40 });
    expect(forecast?.withRepeats?.trials).toBeGreaterThan(1);
  });

  test('where the limits do not pay for the sample, it says what they pay for', async () => {
    // 60 cases: stage 1, both arms again where the provider moved, and stage 2 are 60 + 120 + 240 calls at most.
    const found = await forecastOf(wavering(60), { limits: { maxCalls: 210 } });
    expect(found.forecast?.withinLimits?.cases).toBe(30);
    expect(planText(found)).toContain('the limits pay for 30 cases');
  });

  test('a gated slice is planned as a metric of its own', async () => {
    const { plan } = await forecastOf(
      wavering(120, { suite: 'slices: [{ tag: "kind:hard", gate: true, margins: { correct: 0.2 } }]\n' }),
    );
    expect(plan.metrics.map(({ name, slice, margin, gate }) => [name, slice, margin, gate])).toEqual([
      ['correct', undefined, 0.1, true],
      ['correct@kind:hard', 'kind:hard', 0.2, true],
    ]);
  });
});
