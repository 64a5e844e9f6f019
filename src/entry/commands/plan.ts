import { planSuites } from '../../jobs/plan.ts';
import { refuseLimitsTooSmall, tightest } from '../../jobs/limits.ts';
import { loadSettings } from '../../jobs/load-suite.ts';
import { planText } from '../plan-text.ts';
import { limitsOf, openWorld } from '../world.ts';

export interface PlanOptions {
  readonly head: string;
  readonly runs: number;
  readonly curve: boolean;
  readonly caseCost: number;
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
    const { curve, caseCost } = options;
    const forecasts = await planSuites(
      tree,
      { only: suites, repository, simulatedRuns: options.runs, limits: limitsOf(options), curve, caseCost },
      {
        ...world.ports,
        baselines: async (directory) =>
          (await import('../../baselines/read-baseline.ts')).baselineStore(tree, directory),
      },
    );
    const settings = await loadSettings(tree);
    if (options.json) console.printJson(forecasts);
    else console.print(`${forecasts.map(planText).join('\n\n')}\n`);
    // Said after the plan, so that it can be seen what the limits would pay for.
    refuseLimitsTooSmall(
      forecasts.map(({ plan }) => plan),
      tightest(settings.limits, limitsOf(options)),
    );
    return 0;
  } finally {
    world.close();
  }
}
