import { beforeAll, describe, expect, test } from 'vitest';

import type { AcceptedDrop, Baseline } from '../../src/domain/baseline.ts';
import { type Measured, measureSuite } from '../../src/jobs/measure-suite.ts';
import { type Proposal, proposeBaseline } from '../../src/jobs/propose-baseline.ts';
import { answerOf, gatedSuite, promptPath, REWORDED } from '../support/gated-suite.ts';
import { type AnswerInMemory, memoryGate } from '../support/memory-gate.ts';

const files = gatedSuite('http://127.0.0.1:1/v1');
const thirdWrong: AnswerInMemory = (asked) =>
  Number(/\[case-(\d+)\]/.exec(asked.text)?.[1] ?? 0) % 3 === 0 ? '{"answer":"no"}' : answerOf(asked);
const drop: AcceptedDrop = { by: 'ann', reason: 'cheaper', commit: 'f'.repeat(40), at: '2026-01-01T00:00:00Z' };

/** Measures and counts the calls; each measurement begins a minute after the one before. */
let minutes = 0;
async function measure(answer: AnswerInMemory = answerOf, head = files): Promise<Measured & { now: number }> {
  const { ports } = memoryGate({ base: files, head, answer });
  minutes += 1;
  await ports.clock.sleep(minutes * 60_000);
  const revision = (await ports.repository.change()).head;
  const measured = await measureSuite(
    await ports.repository.head(),
    { suite: 'support', revision, limits: {}, trials: 1 },
    ports,
  );
  return { ...measured, now: ports.clock.now() };
}

function propose(
  measured: Measured & { now: number },
  at: Partial<Parameters<typeof proposeBaseline>[1]> = {},
): Proposal {
  return proposeBaseline(measured, { stored: undefined, waiting: undefined, accepted: [], now: measured.now, ...at });
}

const baselineOf = (proposal: Proposal): Baseline => proposal.pooled.baseline;
const runs = (proposal: Proposal) => proposal.facts.runs.map(({ id }) => id);

describe('what a measurement makes of what is there', () => {
  let first: Measured & { now: number };
  let second: Measured & { now: number };
  let third: Measured & { now: number };

  beforeAll(async () => {
    first = await measure();
    second = await measure();
    third = await measure();
  });

  test('nothing is stored: the first baseline, with the level of each metric and its interval', () => {
    const { facts } = propose(first);
    expect(facts.reasons).toEqual([{ kind: 'first' }]);
    expect(facts.movements[0]).toMatchObject({ metric: 'correct', now: 1, cases: 60, drifted: false });
    expect(facts.movements[0]?.nowInterval?.lower).toBeGreaterThan(0.9);
    expect(facts.movements[0]).not.toHaveProperty('change');
  });

  test('nothing changed: no reason, and the trials are pooled with what is stored and with what waits', () => {
    const stored = baselineOf(propose(first));
    const waiting = propose(second, { stored });
    expect(waiting.facts).toMatchObject({ reasons: [], mover: { kind: 'none' } });
    const next = propose(third, { stored, waiting: baselineOf(waiting) });
    expect(runs(next)).toEqual([third, second, first].map(({ fresh }) => fresh.runs[0]?.id));
    expect(next.facts.movements[0]).toMatchObject({ stored: 1, now: 1, pooled: 1, change: { estimate: 0 } });
  });

  test('another refresh was faster: the same measurement is pooled again with what that one wrote', () => {
    const faster = baselineOf(propose(second));
    expect(runs(propose(first))).toHaveLength(1);
    const again = propose(first, { waiting: faster, now: second.now });
    expect(runs(again)).toEqual([first, second].map(({ fresh }) => fresh.runs[0]?.id));
  });

  test('another prompt: the product moved, by how much, and no run of the old one is pooled', async () => {
    const reworded = await measure(thirdWrong, { ...files, [promptPath]: REWORDED });
    const { facts } = propose(reworded, { stored: baselineOf(propose(first)) });
    expect(facts).toMatchObject({
      reasons: [{ kind: 'configuration', factors: ['prompt'] }],
      mover: { kind: 'product', factors: ['prompt'] },
    });
    expect(facts.runs).toHaveLength(1);
    const [correct] = facts.movements;
    expect(correct?.change?.estimate).toBeCloseTo(-1 / 3);
    expect(correct?.change?.upper).toBeLessThan(0);
    expect(correct?.drifted).toBe(false);
  });

  test('the same configuration scores otherwise: the provider moved', async () => {
    const drifted = await measure(thirdWrong);
    const { facts } = propose(drifted, { stored: baselineOf(propose(first)) });
    expect(facts.mover).toEqual({ kind: 'provider' });
    expect(facts.reasons).toEqual([{ kind: 'drift', metrics: ['correct', 'lawful'] }]);
    expect(facts.movements.map((one) => one.drifted)).toEqual([true, true]);
  });

  test('a drop that was accepted is recorded once, and is a reason until it is stored', () => {
    const stored = baselineOf(propose(first));
    const told = propose(second, { stored, accepted: [drop] });
    expect(told.facts.reasons).toEqual([{ kind: 'accepted', drops: [drop] }]);
    const again = propose(third, { stored, waiting: baselineOf(told), accepted: [drop] });
    expect(baselineOf(again).accepted).toEqual([drop]);
    expect(again.facts.reasons).toHaveLength(1);
    // Anybody may have written what waits on a branch: there it proves nothing.
    const waiting = propose(third, { stored, waiting: baselineOf(told) });
    expect([waiting.facts.reasons, baselineOf(waiting).accepted]).toEqual([[], []]);
    expect(propose(third, { stored: baselineOf(told), accepted: [drop] }).facts.reasons).toEqual([]);
  });

  test('what cannot be read is replaced, and what waits stays', () => {
    const { facts } = propose(second, { stored: 'unreadable', waiting: baselineOf(propose(first)) });
    expect(facts.reasons).toEqual([{ kind: 'unreadable' }]);
    expect(facts.runs).toHaveLength(2);
  });
});
