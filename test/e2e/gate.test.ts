import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Report } from '../../src/domain/report.ts';
import { type ModelServer, startModelServer } from '../support/model-server.ts';
import { simulatedProduct } from '../support/simulated-product.ts';
import { steelyard } from '../support/steelyard.ts';
import { type TemporaryRepository, temporaryRepository } from '../support/temporary-repository.ts';

const product = simulatedProduct({ cases: 200, chances: [0.95, 1], seed: 'e2e' });

let server: ModelServer;
let repository: TemporaryRepository;

beforeEach(async () => {
  server = await startModelServer((asked) => product.answer(asked));
  repository = await temporaryRepository();
  await repository.write(product.files(server.url, { drop: 0 }));
  await repository.commit('base');
  await repository.branch('change');
});

afterEach(async () => {
  await server.close();
  await repository.remove();
});

async function gate(...args: string[]): Promise<{ code: number | null; report: Report; stderr: string }> {
  const { code, stdout, stderr } = await steelyard(['gate', '--json', ...args], { directory: repository.directory });
  return { code, report: JSON.parse(stdout || '{}') as Report, stderr };
}

describe('gate on a change of prompt', () => {
  test('a harmless change passes against a live control on the first run', async () => {
    await repository.write({ 'suites/simulated/prompt.md': 'Please answer yes or no.\ndrop=0\n' });
    const { code, report, stderr } = await gate();
    expect(stderr).toContain('written:');
    expect(report.verdict).toMatchObject({ outcome: 'pass', level: 'pass' });
    expect(code).toBe(0);
    // Half the cases, both arms, say enough.
    expect(report.spend.calls).toBe(200);
    expect(report.findings.map((finding) => finding.ruleId)).toContain('baseline-missing');
  });

  test('a drop is confirmed on fresh runs of both arms and fails', async () => {
    await repository.write({ 'suites/simulated/prompt.md': 'Answer.\ndrop=0.3\n' });
    const { code, report } = await gate();
    expect(report.verdict.outcome).toBe('fail');
    expect(code).toBe(1);
    expect(report.spend.calls).toBe(400);
    expect(report.confirmation?.decisions).toMatchObject([{ metric: 'correct', decision: 'confirmed' }]);
    expect(report.comparisons[0]).toMatchObject({ result: 'regressed', pairs: 100 });
    expect(report.changes[0]?.factors).toEqual(['prompt']);
  });

  test('a stored baseline halves the calls, and never turns a check red by itself', async () => {
    const refreshed = await steelyard(['refresh', 'simulated'], { directory: repository.directory });
    expect(refreshed.code).toBe(0);
    await repository.git('checkout', '-q', 'main');
    await repository.commit('baseline');
    await repository.branch('second');
    await repository.write({ 'suites/simulated/prompt.md': 'Please answer yes or no.\ndrop=0\n' });
    const harmless = await gate();
    expect(harmless.report.verdict.outcome).toBe('pass');
    expect(harmless.report.spend.calls).toBe(100);
    expect(harmless.report.screen?.against).toEqual({ simulated: 'baseline' });

    await repository.write({ 'suites/simulated/prompt.md': 'Answer.\ndrop=0.3\n' });
    const worse = await gate();
    expect(worse.report.verdict.outcome).toBe('fail');
    expect(worse.report.spend.calls).toBe(300);
  });

  test('nothing relevant changed: pass without a call', async () => {
    await repository.write({ 'notes.txt': 'unrelated\n' });
    const { code, report } = await gate();
    expect(code).toBe(0);
    expect(report.findings.map((finding) => finding.ruleId)).toEqual(['nothing-relevant-changed']);
    expect(server.asked).toHaveLength(0);
  });
});
