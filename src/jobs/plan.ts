import { findSuites } from '../config/find-suites.ts';
import { readSuite } from '../config/suite.ts';
import { readTarget } from '../config/target.ts';
import type { Baseline } from '../domain/baseline.ts';
import type { Finding } from '../domain/finding.ts';
import type { SuitePlan } from '../domain/plan.ts';
import type { FileTree } from '../domain/ports.ts';
import type { Limits } from '../domain/settings.ts';
import { targets } from '../targets/index.ts';
import type { GatePorts } from './gate-ports.ts';
import { loadSettings } from './load-suite.ts';
import { type Forecast, forecast } from './forecast.ts';
import { planSuite } from './plan-gate.ts';
import { tightest } from './limits.ts';
import { sharersOf } from './plan-roles.ts';
import { unchangedSuite } from './unchanged-suite.ts';
import { refuseUnknownSuites } from './refuse-unknown-suites.ts';

/** What `steelyard plan` says of one suite: the plan, and the noise it was drawn from. */
export interface SuiteForecast {
  readonly plan: SuitePlan;
  readonly findings: readonly Finding[];
  /** Undefined where nothing is known of the noise. */
  readonly forecast: Forecast | undefined;
  /** Stored trials the prediction rests on; 0: none, so nothing is predicted. */
  readonly storedCases: number;
}

/**
 * What a gate would run if every suite were touched: calls, the smallest drop it can see, the chance of each verdict.
 * No model is called.
 */
export async function planSuites(
  tree: FileTree,
  of: {
    readonly only: readonly string[];
    readonly repository: string;
    readonly simulatedRuns: number;
    readonly limits: Limits;
    readonly curve: boolean;
    readonly caseCost: number;
  },
  ports: Pick<GatePorts, 'baselines' | 'clock'>,
): Promise<readonly SuiteForecast[]> {
  const settings = await loadSettings(tree);
  const store = await ports.baselines(settings.baselines);
  const directories = await findSuites(tree, settings.suites);
  const loaded = await Promise.all(directories.map((directory) => readSuite(tree, directory)));
  const sharers = sharersOf(loaded);
  refuseUnknownSuites(
    of.only,
    loaded.map(({ suite }) => suite.name),
  );
  const wanted = loaded.filter(({ suite }) => of.only.length === 0 || of.only.includes(suite.name));
  return Promise.all(
    wanted.map(async (suite): Promise<SuiteForecast> => {
      const { scorersDigest, watch } = suite.suite;
      const options = { scorersDigest, registry: targets, watch };
      const target = await readTarget(tree, suite.suite.directory, options);
      const baseline: Baseline | undefined = await store.load(suite.suite.name);
      const planned = planSuite(unchangedSuite(suite, target), baseline, {
        change: { repository: of.repository, seedKey: 'plan' },
        settings,
        ...sharers,
        now: ports.clock.now(),
        simulatedRuns: of.simulatedRuns,
      });
      const limits = tightest(settings.limits, of.limits);
      return {
        plan: planned.plan,
        findings: planned.findings,
        forecast: forecast(planned, { ...of, settings, limits }),
        storedCases: baseline?.cases.size ?? 0,
      };
    }),
  );
}
