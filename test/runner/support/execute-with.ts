import type { Case } from '../../../src/domain/case.ts';
import type { JsonObject } from '../../../src/domain/json.ts';
import type { Limits, Price } from '../../../src/domain/settings.ts';
import type { Target, TargetAnswer, TargetRequest, TargetSpec } from '../../../src/domain/target.ts';
import type { Arm, Trial } from '../../../src/domain/trial.ts';
import { createBudget } from '../../../src/runner/budget.ts';
import { execute, type ExecuteDependencies, type Execution, type PlannedTrial } from '../../../src/runner/execute.ts';
import { targetSpec } from '../../targets/support/start-target.ts';
import { realClock } from './virtual-clock.ts';

export interface Setup extends Partial<Omit<ExecuteDependencies, 'targets'>> {
  readonly target: Target;
  readonly spec?: Partial<TargetSpec>;
  readonly limits?: Limits;
  readonly prices?: Record<string, Price>;
}

/** `execute` with one block, and with everything that a test does not care about. */
export function executeWith(order: readonly PlannedTrial[], setup: Setup): Promise<Execution> {
  return executeBlocks([order], setup);
}

export function executeBlocks(blocks: readonly (readonly PlannedTrial[])[], setup: Setup): Promise<Execution> {
  const { target, spec, limits = {}, prices = {}, clock = realClock, ...rest } = setup;
  const arm = {
    target,
    spec: targetSpec({ messages: [{ role: 'user', template: '{{question}}' }], ...spec }),
  };
  return execute(blocks, {
    targets: new Map([
      ['support/candidate', arm],
      ['support/control', arm],
    ]),
    scorers: new Map([
      ['support', new Map([['length', async (output) => ({ status: 'scored', value: output.text.length })]])],
    ]),
    budget: createBudget({ limits, prices, clock }),
    concurrency: 4,
    timeoutMs: 5000,
    clock,
    random: () => 0,
    progress: { start() {}, done() {}, finish() {} },
    signal: new AbortController().signal,
    ...rest,
  });
}

export function plannedTrials(count: number, input: JsonObject = {}, arm: Arm = 'candidate'): PlannedTrial[] {
  return Array.from({ length: count }, (_, number) =>
    plannedTrial(`case-${number}`, { question: `Q${number}`, ...input }, arm),
  );
}

export function plannedTrial(caseId: string, input: JsonObject, arm: Arm = 'candidate'): PlannedTrial {
  const testCase: Case = { id: caseId, hash: caseId, input, tags: [] };
  return { key: { suite: 'support', stage: 'screen', arm, caseId, index: 0 }, case: testCase };
}

/** A target in memory. */
export function targetOf(ask: (request: TargetRequest) => Promise<TargetAnswer> | TargetAnswer): Target {
  return { ask: async (request) => ask(request), async close() {} };
}

/** One word a trial: how it ended. */
export function fate(trial: Trial | undefined): string {
  if (trial === undefined) return 'missing';
  if (trial.status === 'errored') return trial.error.kind;
  return trial.status === 'skipped' ? trial.reason : trial.output.text;
}
