import { conclude } from '../analysis/conclude.ts';
import { diagnoseSuite } from '../analysis/diagnose.ts';
import { errorRateSentences } from '../analysis/error-rates.ts';
import { settlingSizes } from '../analysis/settle.ts';
import { regressedCases } from '../analysis/regressed-cases.ts';
import type { Comparison } from '../domain/comparison.ts';
import type { Finding } from '../domain/finding.ts';
import type { Plan } from '../domain/plan.ts';
import type { BaselineSummary, RegressedCase, Report, SettlingSize, StageResult } from '../domain/report.ts';
import type { Verdict } from '../domain/verdict.ts';
import { UsageError } from '../domain/usage-error.ts';
import { decide, type SuiteState } from '../policy/decide.ts';
import { levelFindings } from '../policy/rules.ts';
import { type Budget, createBudget } from '../runner/budget.ts';
import { digestOf } from '../text/digest.ts';
import { didYouMean } from '../text/suggest.ts';
import { runAdvisory } from './advisory.ts';
import { confirm } from './confirm.ts';
import { type ArmRun, executeArms } from './execute-arms.ts';
import type { GatePorts, GateRequest } from './gate-ports.ts';
import { type LoadedChange, loadChange } from './load-change.ts';
import { type LoadedBaselines, loadBaselines } from './load-baselines.ts';
import { planSuite, type PlannedSuite, refuseLimitsTooSmall, tightest } from './plan-gate.ts';
import { screen } from './screen.ts';
import type { SuiteStage } from './suite-stage.ts';

/**
 * The pull-request gate: a change of prompt or model judged against the base commit.
 *
 * Stage 1 screens the candidate against the stored baseline; what looks worse is confirmed on fresh runs of both arms
 * before anything turns red (statistics.md §4). Throws a UsageError for what the user must mend and CouldNotRun for what
 * the provider must; both mean exit code 3. A cancelled run resolves with a partial report marked so.
 */
export async function gate(request: GateRequest, ports: GatePorts): Promise<Report> {
  const started = ports.clock.now();
  const loaded = selectSuites(await loadChange(ports.repository), request);
  if (request.inContinuousIntegration) refuseRecordedAnswers(loaded);
  const baselines = await loadBaselines(loaded, ports);

  const suites = planGate(loaded, baselines.bySuite, { now: started, simulatedRuns: request.simulatedRuns });
  const limits = tightest(loaded.settings.limits, request.limits);
  refuseLimitsTooSmall(
    suites.map(({ plan }) => plan),
    limits,
  );
  const budget = createBudget({ limits, prices: loaded.settings.prices, clock: ports.clock });
  const plan = planOf(suites);
  const run = (runs: readonly ArmRun[]) =>
    executeArms(runs, { settings: loaded.settings, budget, seed: plan.digest }, ports);

  const [runnable, unbuildable] = splitByBuild(suites);
  const screened = await screen(runnable, run);
  const confirmed = await confirm(screened, run);
  const advisory = await runAdvisory(loaded, suites, run, ports.signal);

  const results = suites.map((planned) => resultOf(planned, screened, confirmed));
  const findings = [
    ...loaded.findings,
    ...baselines.findings,
    ...suites.flatMap((planned) => planned.findings),
    ...[...screened, ...confirmed].flatMap((stage) => stage.findings),
    ...results.flatMap((result) => result.findings),
    ...advisory.findings,
    ...unbuildable.map(noBaseBuild),
    ...idleNote(loaded, suites),
  ];
  const states = [
    ...results.map(({ state }) =>
      isUnbuildable(state, unbuildable) ? { ...state, blocked: 'no-base-build' as const } : state,
    ),
    ...missingStates(loaded),
  ];
  const verdict = withCancellation(
    decide(states, findings, {
      levels: loaded.settings.levels,
      advisoryOnly: loaded.bootstrap ? [] : loaded.added.map(({ suite }) => suite.name),
    }),
    ports.signal,
  );
  return {
    schemaVersion: 1,
    steelyard: request.version,
    job: 'gate',
    createdAt: new Date(ports.clock.now()).toISOString(),
    change: loaded.change,
    changes: loaded.suites.map(({ change }) => change),
    policyDiff: loaded.policyDiff,
    plan,
    ...(screened.length === 0 ? {} : { screen: stageResult('screen', screened) }),
    ...(confirmed.length === 0 ? {} : { confirmation: stageResult('confirm', confirmed) }),
    comparisons: results.flatMap((result) => result.comparisons),
    regressedCases: results.flatMap((result) => result.regressed),
    advisory: advisory.results,
    findings: levelFindings(findings, loaded.settings.levels),
    verdict,
    spend: { ...spendOf(budget), seconds: (ports.clock.now() - started) / 1000 },
    baselines: suites.flatMap((planned) => baselineSummary(planned, started)),
    toSettle: results.flatMap((result) => result.toSettle),
    errorRates: suites.flatMap((planned) => errorRateSentences(planned.plan, storedTrials(planned))),
    settings: {
      alphaPass: loaded.settings.alpha.pass,
      alphaFail: loaded.settings.alpha.fail,
      showOutputs: loaded.settings.showOutputs,
    },
  };
}

/** Plans every suite that gates on this change; α₂ is shared among them. */
export function planGate(
  loaded: LoadedChange,
  baselines: LoadedBaselines['bySuite'],
  of: { readonly now: number; readonly simulatedRuns?: number | undefined },
): readonly PlannedSuite[] {
  const gating = loaded.suites.filter(({ suite }) => suite.metrics.some((metric) => metric.gate));
  return loaded.suites.map((compared) =>
    planSuite(compared, baselines.get(compared.suite.name), {
      change: loaded.change,
      settings: loaded.settings,
      gatedSuites: gating.length,
      now: of.now,
      ...(of.simulatedRuns === undefined ? {} : { simulatedRuns: of.simulatedRuns }),
    }),
  );
}

function planOf(suites: readonly PlannedSuite[]): Plan {
  const plans = suites.map(({ plan }) => plan);
  return { suites: plans, digest: digestOf(JSON.parse(JSON.stringify(plans))) };
}

interface SuiteResult {
  readonly state: SuiteState;
  readonly comparisons: readonly Comparison[];
  readonly findings: readonly Finding[];
  readonly regressed: readonly RegressedCase[];
  readonly toSettle: readonly SettlingSize[];
}

function resultOf(
  planned: PlannedSuite,
  screened: readonly SuiteStage[],
  confirmed: readonly SuiteStage[],
): SuiteResult {
  const first = screened.find((stage) => stage.planned === planned);
  const second = confirmed.find((stage) => stage.planned === planned);
  const comparisons = conclude({
    screen: first?.compared ?? [],
    confirm: second?.compared ?? [],
    confirmDecisions: second?.decisions ?? [],
  });
  const blocked = second?.blocked ?? first?.blocked;
  const gated = planned.plan.metrics.filter((metric) => metric.gate).map((metric) => metric.name);
  const toSettle = settlingSizes(
    planned.plan,
    (first?.compared ?? []).map(({ tested }) => tested),
    first?.decisions ?? [],
  );
  const findings = diagnoseSuite({
    plan: planned.plan,
    screen: first?.compared ?? [],
    comparisons,
    change: planned.compared.change,
    toSettle,
  });
  const notes = findings.flatMap((finding): readonly [string, 'worse-within-margin' | 'improved'][] =>
    finding.metric !== undefined && (finding.ruleId === 'worse-within-margin' || finding.ruleId === 'improved')
      ? [[finding.metric, finding.ruleId]]
      : [],
  );
  return {
    comparisons,
    findings,
    toSettle,
    regressed: worstCases(planned, first, second),
    state: {
      suite: planned.plan.suite,
      metrics: gated,
      screen: first?.decisions ?? [],
      confirm: second?.decisions ?? [],
      failsAtWorstCase: (first?.compared ?? [])
        .filter(({ tested: { pass } }) => pass.holdsButForExcluded && !pass.holds)
        .map(({ comparison }) => comparison.metric),
      notes: Object.fromEntries(notes),
      ...(blocked === undefined ? {} : { blocked }),
    },
  };
}

/** Cases to look at, for every gated metric that did not pass, from the freshest runs there are. */
function worstCases(
  planned: PlannedSuite,
  first: SuiteStage | undefined,
  second: SuiteStage | undefined,
): readonly RegressedCase[] {
  const open = new Set(
    (first?.decisions ?? []).filter(({ decision }) => decision !== 'passed').map(({ metric }) => metric),
  );
  return planned.metrics.flatMap(({ metric, column }) => {
    if (!open.has(metric.name)) return [];
    const stage = second?.compared.some(({ comparison }) => comparison.metric === metric.name) ? second : first;
    if (stage === undefined) return [];
    return regressedCases(planned.plan.suite, metric, column, {
      pairs: stage.pairs,
      cases: planned.sample,
      candidate: stage.candidate,
      control: stage.control,
      outputs: planned.baseline?.outputs ?? new Map(),
    });
  });
}

function stageResult(stage: StageResult['stage'], suites: readonly SuiteStage[]): StageResult {
  return {
    stage,
    against: Object.fromEntries(suites.map(({ planned, against }) => [planned.plan.suite, against])),
    comparisons: suites.flatMap(({ compared }) => compared.map(({ comparison }) => comparison)),
    decisions: suites.flatMap(({ decisions }) => decisions),
    tally: suites.flatMap(({ tally }) => tally),
  };
}

/** Suites whose control arm can be started, and those that need a build of the base and have no `setup:` to make one. */
function splitByBuild(suites: readonly PlannedSuite[]): [readonly PlannedSuite[], readonly PlannedSuite[]] {
  const needsBuild = ({ compared }: PlannedSuite) =>
    compared.codeChanged && compared.base.type === 'command' && compared.base.options['setup'] === undefined;
  return [suites.filter((planned) => !needsBuild(planned)), suites.filter(needsBuild)];
}

function noBaseBuild({ plan, compared }: PlannedSuite): Finding {
  return {
    ruleId: 'no-base-build',
    suite: plan.suite,
    message: `The code that \`${plan.suite}\` watches changed, so its base must be built beside it, and ${compared.base.path} of the base has no \`setup:\`; add one in a change of its own first`,
  };
}

function isUnbuildable(state: SuiteState, unbuildable: readonly PlannedSuite[]): boolean {
  return unbuildable.some(({ plan }) => plan.suite === state.suite);
}

function missingStates(loaded: LoadedChange): readonly SuiteState[] {
  return loaded.missing.map(({ suite, metrics }) => ({
    suite,
    metrics,
    screen: [],
    confirm: [],
    blocked: 'target-missing',
    failsAtWorstCase: [],
    notes: {},
  }));
}

function idleNote(loaded: LoadedChange, suites: readonly PlannedSuite[]): readonly Finding[] {
  if (loaded.bootstrap || suites.length + loaded.added.length + loaded.missing.length > 0) return [];
  return [{ ruleId: 'nothing-relevant-changed', message: 'nothing relevant changed: no model was called' }];
}

/** A cancelled run never looks like one that decided. */
function withCancellation(verdict: Verdict, signal: AbortSignal): Verdict {
  if (!signal.aborted) return verdict;
  return { ...verdict, outcome: 'inconclusive', reason: 'cancelled', level: 'fail' };
}

function spendOf(budget: Budget) {
  const { calls, inputTokens, outputTokens, cost } = budget.spend();
  return { calls, inputTokens, outputTokens, ...(cost === undefined ? {} : { cost }) };
}

const DAY_MS = 86_400_000;

function baselineSummary(planned: PlannedSuite, now: number): readonly BaselineSummary[] {
  const newest = [...(planned.baseline?.runs ?? [])].sort((a, b) => Date.parse(b.at) - Date.parse(a.at))[0];
  if (newest === undefined) return [];
  return [
    {
      suite: planned.plan.suite,
      commit: newest.commit,
      at: newest.at,
      ageDays: Math.floor((now - Date.parse(newest.at)) / DAY_MS),
      trialsPerCase: storedTrials(planned),
    },
  ];
}

function storedTrials(planned: PlannedSuite): number {
  const counts = planned.sample.map((c) => planned.baseline?.cases.get(c.id)?.trials.length ?? 0);
  const sorted = counts.sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Recorded answers decide nothing where a pull request could have recorded them itself. */
function refuseRecordedAnswers(loaded: LoadedChange): void {
  for (const { head, suite } of loaded.suites) {
    if (head.type !== 'replay' || !suite.metrics.some((metric) => metric.gate)) continue;
    throw new UsageError({
      where: head.path,
      path: 'type',
      expected: 'a target that answers live (recorded answers never gate in CI)',
      received: '"replay"',
      mend: 'gate on the live target, and keep `replay` for `steelyard run`',
    });
  }
}

/** Only the suites asked for, each of which must exist. */
function selectSuites(loaded: LoadedChange, request: GateRequest): LoadedChange {
  if (request.only.length === 0) return loaded;
  refuseUnknown(request.only, loaded.known);
  const wanted = (name: string) => request.only.includes(name);
  return {
    ...loaded,
    suites: loaded.suites.filter(({ suite }) => wanted(suite.name)),
    added: loaded.added.filter(({ suite }) => wanted(suite.name)),
    missing: loaded.missing.filter(({ suite }) => wanted(suite)),
  };
}

/** A misspelt name would otherwise select nothing, and nothing always passes. */
function refuseUnknown(asked: readonly string[], known: readonly string[]): void {
  const issues = asked
    .filter((name) => !known.includes(name))
    .map((name) => {
      const mend = didYouMean(name, known);
      return {
        where: '--suite',
        path: '',
        expected: `a suite of this repository (${known.join(', ') || 'it has none'})`,
        received: `"${name}"`,
        ...(mend === undefined ? {} : { mend }),
      };
    });
  if (issues.length > 0) throw new UsageError(issues);
}
