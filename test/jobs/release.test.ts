import { describe, expect, test } from 'vitest';

import { renderBaseline } from '../../src/baselines/write-baseline.ts';
import { Fault } from '../../src/domain/fault.ts';
import type { Report } from '../../src/domain/report.ts';
import { refresh } from '../../src/jobs/refresh.ts';
import { release, type ReleaseRequest } from '../../src/jobs/release.ts';
import { cliExitCode } from '../../src/policy/exit-code.ts';
import {
  answerOf,
  BROKEN,
  casesPath,
  casesJsonl,
  gatedSuite,
  promptPath,
  REWORDED,
  suitePath,
  targetPath,
} from '../support/gated-suite.ts';
import { type AnswerInMemory, type Files, memoryGate } from '../support/memory-gate.ts';
import { type MemoryLedger, memoryLedger } from '../support/memory-ledger.ts';
import { memoryTree } from '../support/memory-tree.ts';

const base: Files = gatedSuite('http://127.0.0.1:1/v1');
const since = { commit: 'a'.repeat(40), tag: 'v1.0.0' };
const request: ReleaseRequest = { since, first: false, limits: {}, version: '0.0.0', inContinuousIntegration: false };

async function releaseOf(
  head: Files,
  of: {
    readonly from?: Files;
    readonly answer?: AnswerInMemory;
    readonly ledger?: MemoryLedger;
    readonly request?: Partial<ReleaseRequest>;
  } = {},
): Promise<{ readonly report: Report; readonly asked: readonly string[] }> {
  const { from = base, answer = answerOf, ledger = memoryLedger() } = of;
  const { ports, targets } = memoryGate({ base: from, head, answer, ledger });
  const report = await release({ ...request, ...of.request }, ports);
  return { report, asked: targets.asked.map(({ arm }) => arm) };
}

const edited = (text: string | undefined, from: string, to: string): string => (text ?? '').replace(from, to);
const rules = ({ findings }: Report): readonly string[] => findings.map(({ ruleId }) => ruleId);

describe('a release', () => {
  test('passes where both versions, asked live, answer alike; its sampling is the whole suite', async () => {
    const suite = `${base[suitePath]}sampling: { cases: 32 }\n`;
    const { report, asked } = await releaseOf({ ...base, [suitePath]: suite, [promptPath]: REWORDED });
    expect(report).toMatchObject({ job: 'release', verdict: { outcome: 'pass' }, release: { since, first: [] } });
    expect(report.plan.suites[0]?.caseIds).toHaveLength(60);
    expect(new Set(asked)).toEqual(new Set(['candidate', 'control']));
    expect(report.screen?.against).toEqual({ support: 'control' });
    expect(rules(report)).not.toContain('baseline-missing');
  });

  test('fails where this version is worse, confirmed on fresh runs', async () => {
    const { report } = await releaseOf({ ...base, [promptPath]: BROKEN });
    expect(report.verdict).toMatchObject({ outcome: 'fail' });
    expect(report.confirmation?.decisions.map(({ decision }) => decision)).toContain('confirmed');
  });

  test('is judged by today’s suite, not by the one it is compared with', async () => {
    const cases = casesJsonl((one) => (one.id === 'case-00' ? undefined : one));
    const head = { ...base, [casesPath]: cases, [promptPath]: REWORDED };
    const { report } = await releaseOf(head);
    expect(report.plan.suites[0]?.caseIds).toHaveLength(59);
  });

  test('has a margin of its own where the suite gives one', async () => {
    // One case in twenty is worse: within 10 points, beyond 1.
    const answer: AnswerInMemory = ({ text }) => {
      const isWorse = text.includes('Please') && /\[case-[024]0\]/.test(text);
      return JSON.stringify({ answer: isWorse ? 'no' : 'yes' });
    };
    const tight = edited(base[suitePath], 'gate: true, margin: 0.1,', 'gate: true, margin: 0.1, release-margin: 0.02,');
    const head = { ...base, [promptPath]: REWORDED };
    expect(
      (await releaseOf({ ...head, [suitePath]: `${base[suitePath]}` }, { answer })).report.plan.suites[0],
    ).toMatchObject({
      metrics: [{ margin: 0.1 }, { margin: 0.1 }],
    });
    const { report } = await releaseOf({ ...head, [suitePath]: tight }, { answer });
    expect(report.plan.suites[0]).toMatchObject({ metrics: [{ margin: 0.02 }, { margin: 0.1 }] });
    expect(report.verdict).toMatchObject({ outcome: 'inconclusive', reason: 'unconfirmed', level: 'fail' });
    expect(cliExitCode(report.verdict)).toBe(2);
  });

  test('asks nothing where the product is the same, however its tests changed', async () => {
    const { report, asked } = await releaseOf({ ...base, [casesPath]: casesJsonl().split('\n').slice(1).join('\n') });
    expect(report).toMatchObject({ verdict: { outcome: 'pass' }, release: { unchanged: ['support'] } });
    expect(asked).toEqual([]);
  });

  test('a later attempt has to pass twice, as on a pull request', async () => {
    const ledger = memoryLedger();
    await releaseOf({ ...base, [promptPath]: BROKEN }, { ledger });
    const { report } = await releaseOf({ ...base, [promptPath]: REWORDED }, { ledger });
    expect(report).toMatchObject({ attempt: { number: 2, mustRepeat: true }, verdict: { outcome: 'pass' } });
    expect(report.repeat?.decisions.map(({ decision }) => decision)).toEqual(['passed', 'passed']);
  });
});

describe('what no release before had', () => {
  const billing: Files = Object.fromEntries(
    Object.entries(base).map(([path, text]) => [
      path.replace('suites/support', 'suites/billing'),
      path === suitePath ? text.replace('name: support', 'name: billing') : text,
    ]),
  );
  const both = { ...base, ...billing, [promptPath]: REWORDED };

  test('stops the release until a maintainer lets it pass, which is recorded', async () => {
    const stopped = await releaseOf(both);
    expect(stopped.report.verdict).toMatchObject({ outcome: 'inconclusive', reason: 'no-baseline', level: 'fail' });
    expect(stopped.report.verdict.perSuite).toContainEqual({ suite: 'support', outcome: 'pass' });
    const { report } = await releaseOf(both, { request: { first: true } });
    expect(report).toMatchObject({ verdict: { outcome: 'pass' }, release: { first: ['billing'] } });
    // Shown, and never compared.
    expect(report.advisory.map(({ suite }) => suite)).toContain('billing');
  });

  test('leave for what is new does not excuse what is worse', async () => {
    const { report } = await releaseOf({ ...both, [promptPath]: BROKEN }, { request: { first: true } });
    expect(report.verdict.outcome).toBe('fail');
  });

  test('the first release of all is recorded with nothing to compare with', async () => {
    const { since: _, ...rest } = request;
    const { report } = await releaseOf(base, { request: { ...rest, since: undefined, first: true } });
    expect(report).toMatchObject({ verdict: { outcome: 'pass' }, release: { first: ['support'] } });
    expect(report.release?.since).toBeUndefined();
  });

  test('a suite that was gated and is gone stops it too', async () => {
    const { report } = await releaseOf({ ...base, [promptPath]: REWORDED }, { from: { ...base, ...billing } });
    expect(report.verdict).toMatchObject({ outcome: 'inconclusive', reason: 'target-missing' });
    const allowed = await releaseOf(
      { ...base, [promptPath]: REWORDED },
      { from: { ...base, ...billing }, request: { first: true } },
    );
    expect(allowed.report.verdict.outcome).toBe('pass');
    expect(rules(allowed.report)).toContain('no-longer-tested');
  });
});

describe('a released model that is gone', () => {
  const head = { ...base, [targetPath]: edited(base[targetPath], 'small-1', 'small-2') };
  const answer: AnswerInMemory = (asked) =>
    asked.spec.model === 'small-1' ? new Fault('not-found', 'small-1 was retired') : answerOf(asked);

  async function withBaseline(files: Files): Promise<Files> {
    const { ports } = memoryGate({ base: files, head: files, answer: answerOf });
    const revision = { commit: 'c'.repeat(40), tree: 'c'.repeat(40), dirty: false };
    const { baseline, summaries, outputs } = await refresh(
      memoryTree(files, 'released'),
      { suite: 'support', revision, limits: {} },
      ports,
    );
    const written = renderBaseline(baseline, summaries, outputs).map(({ path, text }) => [`baselines/${path}`, text]);
    return { ...files, ...Object.fromEntries(written) };
  }

  test('is stood for by its stored trials, which is said', async () => {
    const { report, asked } = await releaseOf(head, { from: await withBaseline(base), answer });
    expect(report).toMatchObject({ verdict: { outcome: 'pass' }, release: { stored: ['support'] } });
    expect(report.screen?.against).toEqual({ support: 'baseline' });
    expect(report.findings.find(({ ruleId }) => ruleId === 'provider-drift')?.message).toContain(
      '`small-1` that `support` was released with does not answer any more',
    );
    // Asked once, to see whether it is there.
    expect(asked.filter((arm) => arm === 'control')).toHaveLength(1);
    expect(report.spend.calls).toBe(asked.length);
  });

  test('can stop a release, and never fail it: nothing can be confirmed', async () => {
    const worse = { ...head, [promptPath]: BROKEN };
    const { report } = await releaseOf(worse, { from: await withBaseline(base), answer });
    expect(report.verdict).toMatchObject({ outcome: 'inconclusive', level: 'fail' });
    expect(report.confirmation).toBeUndefined();
  });

  test('without stored trials there is no verdict', async () => {
    const { report } = await releaseOf(head, { answer });
    expect(report.verdict).toMatchObject({ outcome: 'inconclusive', reason: 'metric-missing', level: 'fail' });
  });

  test('a sentinel that fails cannot be told from one that always did, so it stops the release', async () => {
    const cases = casesJsonl((one) => (one.id === 'case-01' ? Object.assign(one, { role: 'sentinel' }) : one));
    const from = await withBaseline({ ...base, [casesPath]: cases });
    const { report } = await releaseOf({ ...head, [casesPath]: cases, [promptPath]: BROKEN }, { from, answer });
    expect(report.verdict).toMatchObject({ outcome: 'inconclusive', level: 'fail' });
  });
});
