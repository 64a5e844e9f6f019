import type { SuitePlan } from '../domain/plan.ts';
import type { Limits } from '../domain/settings.ts';
import { UsageError } from '../domain/usage-error.ts';

/** The policy's limits, tightened by the caller's; never loosened. */
export function tightest(policy: Limits, caller: Limits): Limits {
  const smaller = (a: number | undefined, b: number | undefined) =>
    a === undefined ? b : b === undefined ? a : Math.min(a, b);
  const maxCalls = smaller(policy.maxCalls, caller.maxCalls);
  const maxCost = smaller(policy.maxCost, caller.maxCost);
  const maxMinutes = smaller(policy.maxMinutes, caller.maxMinutes);
  return {
    ...(maxCalls === undefined ? {} : { maxCalls }),
    ...(maxCost === undefined ? {} : { maxCost }),
    ...(maxMinutes === undefined ? {} : { maxMinutes }),
  };
}

/**
 * A limit that cannot pay for a confirmation could never turn anything red; it is refused before the first call. What may
 * be needed is stage 1, both arms live where the provider moved the model, and both arms fresh.
 */
export function refuseLimitsTooSmall(plans: readonly SuitePlan[], limits: Limits): void {
  const calls = plans.reduce((sum, plan) => sum + plan.calls.screen + plan.calls.drift + plan.calls.confirm, 0);
  const costs = plans.map(({ cost }) => (cost === undefined ? 0 : cost.screen + cost.drift + cost.confirm));
  const cost = costs.reduce((sum, each) => sum + each, 0);
  const refuse = (path: string, expected: string, received: number): never => {
    throw new UsageError({
      where: 'limits',
      path,
      expected: `${expected} (stage 1, both arms live where the provider moved, and a confirmation on fresh runs of both arms)`,
      received: String(received),
      mend: 'raise the limit or lower `sampling.cases` in suite.yaml',
    });
  };
  if (limits.maxCalls !== undefined && limits.maxCalls < calls) {
    refuse('max-calls', `at least ${calls} calls`, limits.maxCalls);
  }
  if (limits.maxCost !== undefined && limits.maxCost < cost) {
    refuse(
      'max-cost',
      `at least $${(Math.ceil(cost * 100) / 100).toFixed(2)} at the longest answers allowed`,
      limits.maxCost,
    );
  }
}
