import type { PlannedMetric, SuitePlan } from '../../domain/plan.ts';
import { planSuites, type SuiteForecast } from '../../jobs/plan.ts';
import { refuseLimitsTooSmall, tightest } from '../../jobs/plan-gate.ts';
import { loadSettings } from '../../jobs/load-suite.ts';
import { limitsOf, openWorld } from '../world.ts';

export interface PlanOptions {
  readonly head: string;
  readonly runs: number;
  readonly json: boolean;
  readonly maxCalls?: number;
}

/** `steelyard plan`: what a gate would run, the smallest drop it can see, the chance of each verdict. Calls no model. */
export async function planCommand(suites: readonly string[], options: PlanOptions): Promise<number> {
  const world = await openWorld({ head: options.head, base: 'HEAD', policyOf: 'head' });
  const { console } = world;
  try {
    const tree = await world.change.head();
    const { repository } = await world.change.change();
    const forecasts = await planSuites(
      tree,
      { only: suites, repository, simulatedRuns: options.runs },
      {
        ...world.ports,
        baselines: async (directory) =>
          (await import('../../baselines/read-baseline.ts')).baselineStore(tree, directory),
      },
    );
    const settings = await loadSettings(tree);
    refuseLimitsTooSmall(
      forecasts.map(({ plan }) => plan),
      tightest(settings.limits, limitsOf(options)),
    );
    if (options.json) console.printJson(forecasts);
    else console.print(`${forecasts.map(describe).join('\n\n')}\n`);
    return 0;
  } finally {
    world.close();
  }
}

function describe({ plan, storedCases }: SuiteForecast): string {
  const lines = [
    `${plan.suite}: ${plan.caseIds.length} of ${plan.casesInSuite} cases, ${plan.trials} ${plan.trials === 1 ? 'trial' : 'trials'} a case`,
    `  calls: ${plan.calls.screen}, and ${plan.calls.confirm} more where something looks worse`,
    ...(plan.cost === undefined
      ? []
      : [
          `  cost: at most $${plan.cost.screen.toFixed(2)}, and $${plan.cost.confirm.toFixed(2)} more for a confirmation`,
        ]),
    ...mustNotFail(plan),
    `  other arm: ${otherArm(plan)}`,
    ...plan.metrics.filter((metric) => metric.gate).map(describeMetric),
    ...chances(plan, storedCases),
  ];
  return lines.join('\n');
}

function mustNotFail({ roles }: SuitePlan): readonly string[] {
  if (roles === undefined) return [];
  const { sentinels, invariants } = roles;
  return [`  must not fail: ${sentinels.length} sentinels and ${invariants.length} invariants, beside the cases`];
}

function otherArm({ control }: SuitePlan): string {
  if (control.kind === 'live') return `the base commit, live (${control.reason})`;
  if (control.kind === 'stored') return 'the stored baseline';
  return `the stored baseline, and the base commit live for ${control.liveCases.length} cases it lacks`;
}

function describeMetric(metric: PlannedMetric): string {
  const drop =
    metric.smallestDetectableDrop === undefined
      ? 'unknown until a baseline with 2 trials a case is stored'
      : Number(metric.smallestDetectableDrop.toPrecision(2)).toString();
  return `  ${metric.name}: limit ${metric.margin}, smallest drop seen 8 times in 10: ${drop}; at least ${metric.passFloor} cases for a pass`;
}

function chances(plan: SuitePlan, storedCases: number): readonly string[] {
  const predicted = plan.metrics.find((metric) => metric.predicted !== undefined)?.predicted;
  if (predicted === undefined) {
    return storedCases > 0 ? [] : ['  chances: unknown until a baseline is stored (`steelyard refresh`)'];
  }
  const percent = (share: number) => `${Math.round(share * 100)}%`.padStart(4);
  return [
    '  chance of   pass  fail  inconclusive',
    ...predicted.map(({ atMargins, pass, fail, inconclusive }) => {
      const name = atMargins === 0 ? 'no change' : `−${-atMargins} × limit`;
      return `  ${name.padEnd(11)} ${percent(pass)}  ${percent(fail)}  ${percent(inconclusive)}`;
    }),
  ];
}
