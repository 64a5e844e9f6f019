import { observeArm, scoresOf } from '../analysis/observe.ts';
import { valueInOwnUnits } from '../analysis/own-units.ts';
import { sampleCases } from '../design/sample.ts';
import { samplingSeed } from '../design/seed.ts';
import type { Case } from '../domain/case.ts';
import { casesByRole } from '../domain/cases-by-role.ts';
import type { Metric } from '../domain/suite.ts';
import type { Clock, FileTree } from '../domain/ports.ts';
import type { Spend } from '../domain/report.ts';
import type { Limits, Settings } from '../domain/settings.ts';
import type { Stage, Trial } from '../domain/trial.ts';
import { type Budget, createBudget } from '../runner/budget.ts';
import { mean } from '../stats/describe.ts';
import { empiricalLikelihoodInterval } from '../stats/empirical-likelihood.ts';
import { seededRandom } from '../stats/random.ts';
import { wilsonInterval } from '../stats/wilson.ts';
import { executeArms, type Executed } from './execute-arms.ts';
import type { GatePorts } from './gate-ports.ts';
import { loadSettings, loadSuite, type RunnableSuite } from './load-suite.ts';
import { tightest } from './limits.ts';

/** What one run of one suite showed of one metric. */
export interface MetricResult {
  readonly metric: Metric;
  /** Cases scored at least once. */
  readonly cases: number;
  /** Own units; undefined where nothing was scored. */
  readonly estimate?: number;
  /** 95%: Wilson for one binary trial a case, empirical likelihood for other bounded metrics. */
  readonly interval?: { readonly lower: number; readonly upper: number };
}

export interface SuiteRun {
  readonly loaded: RunnableSuite;
  readonly settings: Settings;
  readonly cases: readonly Case[];
  readonly trials: readonly Trial[];
  readonly ended: Executed['ended'];
  readonly metrics: readonly MetricResult[];
  readonly spend: Spend;
}

const LEVEL = 0.95;

/** Runs one suite as one tree has it, without comparing it with anything: `steelyard run`, and what `refresh` stores. */
export async function runSuite(
  tree: FileTree,
  of: {
    readonly suite: string;
    readonly stage: Stage;
    /** Trials a case; the suite's own where undefined. */
    readonly trials?: number;
    /** Cases, drawn as a gate would, besides what must not fail; all where undefined. */
    readonly cases?: number;
    readonly seed: string;
    readonly limits: Limits;
    /** Shared with other runs; one of its own, of policy and `limits`, where undefined. */
    readonly budget?: Budget;
  },
  ports: Pick<GatePorts, 'targets' | 'clock' | 'progress' | 'keep' | 'signal'>,
): Promise<SuiteRun> {
  const settings = await loadSettings(tree);
  const loaded = await loadSuite(tree, settings, of.suite);
  const { suite } = loaded;
  const seed = samplingSeed({ repository: '', seedKey: of.seed, suiteDigest: suite.digest });
  const { measured, sentinels, invariants } = casesByRole(suite.cases);
  const sample = sampleCases(measured, {
    ...(of.cases === undefined ? {} : { size: of.cases }),
    ...(suite.sampling.stratifyBy === undefined ? {} : { stratifyBy: suite.sampling.stratifyBy }),
    random: seededRandom(`${seed} sample`),
  });
  // What must not fail is always run, and enters no estimate.
  const cases = [...sample, ...sentinels, ...invariants];
  const estimated = new Set(sample.map(({ id }) => id));
  const budget = of.budget ?? openBudget(settings, of.limits, ports.clock);
  const run = {
    suite: suite.name,
    stage: of.stage,
    arm: 'candidate' as const,
    spec: loaded.target,
    scorers: loaded.scorers,
    blocks: [{ cases, trials: of.trials ?? suite.sampling.trials }],
  };
  const executed = await executeArms([run], undefined, { settings, budget, seed }, ports);
  return {
    loaded,
    settings,
    cases,
    ...executed,
    metrics: summarise(
      executed.trials.filter(({ key }) => estimated.has(key.caseId)),
      suite.metrics,
    ),
    spend: budget.spend(),
  };
}

/** What may be spent: the policy's limits, tightened by the caller's. */
export function openBudget(settings: Settings, limits: Limits, clock: Clock): Budget {
  return createBudget({ limits: tightest(settings.limits, limits), prices: settings.prices, clock });
}

function summarise(trials: readonly Trial[], metrics: readonly Metric[]): readonly MetricResult[] {
  const observed = [...observeArm(trials, metrics).values()];
  return metrics.map((metric, column): MetricResult => {
    const perCase = observed.map(({ rows }) => scoresOf(rows, column)).filter((values) => values.length > 0);
    if (perCase.length === 0) return { metric, cases: 0 };
    const means = perCase.map(mean);
    const estimate = valueInOwnUnits(metric, mean(means));
    const interval = intervalOf(
      metric,
      means,
      perCase.every((values) => values.length === 1),
    );
    return { metric, cases: perCase.length, estimate, ...(interval === undefined ? {} : { interval }) };
  });
}

function intervalOf(metric: Metric, means: readonly number[], single: boolean): MetricResult['interval'] {
  if (metric.kind === 'ratio' || means.length < 2) return undefined;
  const unit =
    metric.kind === 'binary' && single
      ? wilsonInterval({ successes: means.filter((m) => m >= 0.5).length, total: means.length, level: LEVEL })
      : empiricalLikelihoodInterval({ differences: means, level: LEVEL });
  const ends = [valueInOwnUnits(metric, Math.max(0, unit.lower)), valueInOwnUnits(metric, Math.min(1, unit.upper))];
  return { lower: Math.min(...ends), upper: Math.max(...ends) };
}
