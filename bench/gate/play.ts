import type { Baseline } from '../../src/domain/baseline.ts';
import type { PredictedVerdict } from '../../src/domain/plan.ts';
import type { Clock, RepositoryPort, TargetStarter } from '../../src/domain/ports.ts';
import type { Outcome } from '../../src/domain/verdict.ts';
import { gate } from '../../src/jobs/gate.ts';
import type { GatePorts } from '../../src/jobs/gate-ports.ts';
import { refresh } from '../../src/jobs/refresh.ts';
import { memoryTree } from '../../test/support/memory-tree.ts';
import { type SimulatedProduct, simulatedProduct } from '../../test/support/simulated-product.ts';
import { type Scenario, SETTING } from './scenarios.ts';

/** What one run of the whole gate came to. */
export interface Played {
  readonly outcome: Outcome;
  readonly calls: number;
  /** What the run's own plan said beforehand. */
  readonly predicted: readonly PredictedVerdict[];
}

/**
 * Plays one pull request through the product's own gate: files in memory trees, loaded, planned, answered by a simulated
 * product, scored, screened, confirmed, judged. Nothing of it is replaced but git and the network. Each run has its own
 * cases that the change breaks, its own baseline, its own answers and its own seed key.
 */
export async function play(scenario: Scenario, seed: string): Promise<Played> {
  const product = simulatedProduct({
    cases: Math.round(SETTING.casesInSuite * scenario.cases),
    chances: SETTING.chances,
    ...(scenario.product === 'binary' ? {} : { partChances: SETTING.partChances }),
    seed,
  });
  const shared = {
    margin: SETTING.margin,
    sample: scenario.cases,
    policy: scenario.control === 'live' ? 'control: always\n' : '',
  };
  const url = 'http://127.0.0.1:9/v1';
  const base = memoryTree(product.files(url, { ...shared, drop: 0 }), 'base');
  const head = memoryTree(product.files(url, { ...shared, drop: scenario.drops, wording: 'Say yes or no.' }), 'head');
  const revision = (name: string) => ({ commit: name.repeat(40), tree: name.repeat(40), dirty: false });
  const repository: RepositoryPort = {
    change: () =>
      Promise.resolve({
        repository: 'bench/gate',
        seedKey: seed,
        base: revision('b'),
        head: revision('a'),
        files: [{ path: 'suites/simulated/prompt.md', status: 'modified' }],
      }),
    base: () => Promise.resolve(base),
    canCheckOutBase: () => Promise.resolve(true),
    head: () => Promise.resolve(head),
  };
  const world: Omit<GatePorts, 'baselines'> = {
    repository,
    targets: answering(product),
    clock: simulatedClock(),
    progress: { start: () => {}, done: () => {}, finish: () => {} },
    keep: () => {},
    signal: new AbortController().signal,
  };
  const { baseline } = await refresh(
    base,
    { suite: 'simulated', trials: SETTING.baselineTrials, revision: revision('b'), limits: {} },
    world,
  );
  const store = { load: (): Promise<Baseline> => Promise.resolve(baseline) };
  const report = await gate(
    { only: [], limits: {}, version: '0', inContinuousIntegration: false, simulatedRuns: SETTING.simulatedRuns },
    { ...world, baselines: () => Promise.resolve(store) },
  );
  return {
    outcome: report.verdict.outcome,
    calls: report.spend.calls,
    predicted: report.plan.suites[0]?.metrics[0]?.predicted ?? [],
  };
}

/** Answers as the product would, in this process. Asked the same again, it answers anew. */
function answering(product: SimulatedProduct): TargetStarter {
  const counts = new Map<string, number>();
  return {
    start: () =>
      Promise.resolve({
        ask({ messages }) {
          const text = messages
            .map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content)))
            .join('\n');
          const nth = counts.get(text) ?? 0;
          counts.set(text, nth + 1);
          return Promise.resolve({ output: { text: product.answer({ text, nth }) }, answeredBy: 'simulated-1' });
        },
        close: () => Promise.resolve(),
      }),
  };
}

/** Time stands still, so deadlines never come: nothing here may depend on how busy the machine is. */
function simulatedClock(): Clock {
  return {
    now: () => Date.parse('2026-01-01T00:00:00Z'),
    sleep: (_, signal) => new Promise((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true })),
  };
}
