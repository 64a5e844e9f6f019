import { expect, test } from 'vitest';

import type { ReadAcceptance } from '../../src/domain/acceptance.ts';
import type { Report } from '../../src/domain/report.ts';
import { gate } from '../../src/jobs/gate.ts';
import { cliExitCode, stepExitCode } from '../../src/policy/exit-code.ts';
import { answerOf, BROKEN, gatedSuite, promptPath, REWORDED } from '../support/gated-suite.ts';
import { memoryGate, plainRequest } from '../support/memory-gate.ts';
import { memoryLedger } from '../support/memory-ledger.ts';

const base = gatedSuite('http://127.0.0.1:1/v1');
const accepted = { by: 'mona', reason: 'the new law asks for it', commit: 'b'.repeat(40), at: '2026-01-01T00:00:00Z' };

async function gateWith(prompt: string, read: ReadAcceptance): Promise<{ report: Report; asked: readonly string[] }> {
  const head = { ...base, [promptPath]: prompt };
  const { ports } = memoryGate({ base, head, answer: answerOf, ledger: memoryLedger() });
  const asked: string[] = [];
  const acceptance = (digest: string): Promise<ReadAcceptance> => {
    asked.push(digest);
    return Promise.resolve(read);
  };
  return { report: await gate(plainRequest, { ...ports, acceptance }), asked };
}

test('a drop that was accepted stays a FAIL, says by whom, and does not stop', async () => {
  const { report, asked } = await gateWith(BROKEN, { accepted, refused: [], readable: true });
  expect(report.verdict).toMatchObject({ outcome: 'fail', accepted });
  expect([cliExitCode(report.verdict), stepExitCode(report.verdict)]).toEqual([0, 0]);
  expect(asked).toEqual([report.attempt?.digest]);
});

test('nobody is asked about what did not fail', async () => {
  const { report, asked } = await gateWith(REWORDED, { accepted, refused: [], readable: true });
  expect(report.verdict).toMatchObject({ outcome: 'pass' });
  expect(report.verdict.accepted).toBeUndefined();
  expect(asked).toEqual([]);
});

test('what counts for nothing is told, with why', async () => {
  const refused = [{ by: 'mallory', why: 'not-a-maintainer' as const }];
  const { report } = await gateWith(BROKEN, { refused, readable: true });
  expect(stepExitCode(report.verdict)).toBe(1);
  const finding = report.findings.find(({ ruleId }) => ruleId === 'acceptance-refused');
  expect(finding).toMatchObject({
    level: 'warning',
    message: '`/steelyard accept` by `mallory` counts for nothing: they do not maintain this repository',
  });
  expect(report.verdict.because).toContainEqual(finding);
});

test('beside what nobody could decide a drop is not let through', async () => {
  const billing = Object.fromEntries(
    Object.entries(base)
      .filter(([path]) => path.startsWith('suites/support/'))
      .map(([path, text]) => [
        path.replace('suites/support/', 'suites/billing/'),
        text.replace('name: support', 'name: billing'),
      ]),
  );
  // The change removes one gated suite, and breaks the other.
  const head = { ...base, [promptPath]: BROKEN };
  const { ports } = memoryGate({ base: { ...base, ...billing }, head, answer: answerOf, ledger: memoryLedger() });
  const acceptance = () => Promise.resolve({ accepted, refused: [], readable: true });
  const report = await gate(plainRequest, { ...ports, acceptance });
  expect(report.verdict.perSuite).toEqual([
    { suite: 'support', outcome: 'fail' },
    { suite: 'billing', outcome: 'inconclusive', reason: 'target-missing' },
  ]);
  expect(report.verdict.accepted).toBeUndefined();
  expect(stepExitCode(report.verdict)).toBe(1);
  expect(report.findings.find(({ ruleId }) => ruleId === 'acceptance-refused')?.message).toContain('`billing`');
});

test('what cannot be read accepts nothing', async () => {
  const { report } = await gateWith(BROKEN, { refused: [], readable: false });
  expect(stepExitCode(report.verdict)).toBe(1);
  expect(report.findings.map(({ ruleId }) => ruleId)).toContain('acceptance-refused');
});
