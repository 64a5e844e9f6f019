import type { Finding } from '../domain/finding.ts';
import type { Plan } from '../domain/plan.ts';
import type { ReleaseFacts, Report } from '../domain/report.ts';
import type { Limits } from '../domain/settings.ts';
import type { InconclusiveReason, Verdict } from '../domain/verdict.ts';
import { UsageError } from '../domain/usage-error.ts';
import { decide, type SuiteState } from '../policy/decide.ts';
import { type Budget, createBudget } from '../runner/budget.ts';
import { jsonDigest } from '../text/digest.ts';
import { accept } from './accept.ts';
import { blockedSuites } from './blocked-suites.ts';
import { executeArms } from './execute-arms.ts';
import { exampleCases } from './example-cases.ts';
import { withRoles } from './judge-suite-roles.ts';
import type { GatePorts, GateRequest } from './gate-ports.ts';
import type { LoadedChange } from './load-change.ts';
import type { LoadedBaselines } from './load-baselines.ts';
import { firstFindings, planFirst } from './plan-first.ts';
import { openAttempt } from './open-attempt.ts';
import type { PlannedSuite } from './plan-gate.ts';
import { planChange } from './plan-change.ts';
import { refuseLimitsTooSmall, tightest } from './limits.ts';
import { gateReport } from './gate-report.ts';
import { playStages } from './play-stages.ts';
import { suiteResult } from './suite-result.ts';
import type { SuiteStage } from './suite-stage.ts';

/** What is judged, whoever asked for it. */
export interface Judged {
  readonly job: Report['job'];
  /** Milliseconds since the epoch. */
  readonly started: number;
  readonly loaded: LoadedChange;
  readonly baselines: LoadedBaselines;
  /** What a release is compared with; undefined in a gate. */
  readonly release?: ReleaseFacts;
  /** Where something was asked before the plan could be made. */
  readonly budget?: Budget;
}

/**
 * The one pipeline: plan, screen, confirm, conclude. What a gate and a release differ in is what they load.
 *
 * Throws a UsageError for what the user must mend and CouldNotRun for what the provider must; both mean exit code 3. A
 * cancelled run resolves with a partial report marked so.
 */
export async function judge(
  { job, started, loaded, baselines, release, ...given }: Judged,
  request: GateRequest,
  ports: GatePorts,
): Promise<Report> {
  if (request.inContinuousIntegration) refuseRecordedAnswers(loaded);
  const suites = planChange(loaded, baselines.bySuite, { now: started, simulatedRuns: request.simulatedRuns });
  const limits = tightest(loaded.settings.limits, request.limits);
  const first = planFirst(loaded, { now: started });
  refuseLimitsTooSmall(
    [...suites, ...first].map(({ plan }) => plan),
    limits,
  );
  const budget = given.budget ?? createBudget({ limits, prices: loaded.settings.prices, clock: ports.clock });
  const plan = planOf([...suites, ...first]);
  const seed = jsonDigest(plan.suites);
  const { hosts, commandEnv } = loaded.settings;
  const { untrusted } = request;
  const refused = await blockedSuites(suites, { repository: ports.repository, hosts, commandEnv, untrusted });
  const allowed = suites.filter(({ plan: { suite } }) => !refused.has(suite));
  const opened = await openAttempt(allowed, loaded, { ...ports, job });
  const { replay } = opened;
  const shared = { settings: loaded.settings, budget, seed, ...(replay === undefined ? {} : { replay }) };
  const { screened, roles, confirmed, repeated, advisory } = await playStages(opened.refused ? [] : allowed, {
    loaded,
    opened,
    run: (runs, goOn) => executeArms(runs, goOn, shared, ports),
    showsMore: untrusted === undefined && request.inQueue !== true,
    signal: ports.signal,
  });

  const stageOf = (stages: readonly SuiteStage[], planned: PlannedSuite) =>
    stages.find((stage) => stage.planned === planned);
  const results = suites.map((planned) =>
    withRoles(
      suiteResult(planned, {
        screen: stageOf(screened, planned),
        confirm: stageOf(confirmed, planned),
        repeat: repeated && { stage: stageOf(repeated, planned) },
      }),
      roles.find((one) => one.planned === planned),
    ),
  );
  const found = [
    ...loaded.findings,
    ...baselines.findings,
    ...suites.flatMap((planned) => planned.findings),
    ...[...screened, ...confirmed, ...(repeated ?? [])].flatMap((stage) => stage.findings),
    ...roles.flatMap((one) => one.findings),
    ...results.flatMap((result) => result.findings),
    ...advisory.findings,
    ...[...refused.values()].map(({ finding }) => finding),
    ...opened.findings,
    ...nothingGates(suites, loaded),
    ...firstFindings(first),
    ...exampleCases([...suites, ...first]),
    ...unpriced([...suites, ...first], limits),
    ...idleNote(loaded, suites),
    ...ranOut(budget, limits),
  ];
  const blockOf = (suite: string) =>
    refused.get(suite)?.reason ?? (opened.refused ? ('too-many-attempts' as const) : undefined);
  const states = [...results.map(({ state }) => withBlock(state, blockOf(state.suite))), ...missingStates(loaded)];
  const decided = withCancellation(
    decide(states, found, {
      levels: loaded.settings.levels,
      // What was never released before is recorded by a maintainer's leave.
      advisoryOnly: loaded.bootstrap || job === 'release' ? [] : loaded.added.map(({ suite }) => suite.name),
    }),
    ports.signal,
  );
  const failed = decided.perSuite.filter(({ outcome }) => outcome === 'fail').map(({ suite }) => suite);
  await opened.conclude(decided.outcome, failed);
  const { digest } = opened.attempt ?? {};
  const { verdict, findings } = await accept(decided, { ...ports, digest, levels: loaded.settings.levels });
  return gateReport({
    job,
    ...(release === undefined ? {} : { release }),
    version: request.version,
    startedAt: started,
    endedAt: ports.clock.now(),
    loaded,
    plan,
    suites,
    screened,
    confirmed,
    repeated: repeated ?? [],
    attempt: opened.attempt,
    results,
    roles,
    advisory: advisory.results,
    findings: [...found, ...findings],
    verdict,
    budget,
  });
}

/** The digest covers what is asked and of what: the plans, and both versions of each target. */
function planOf(suites: readonly PlannedSuite[]): Plan {
  const plans = suites.map(({ plan }) => plan);
  const targets = suites.map(({ compared: { base, head } }) => [base.fingerprint, head.fingerprint]);
  return { suites: plans, digest: jsonDigest({ plans, targets }) };
}

function withBlock(state: SuiteState, reason: InconclusiveReason | undefined): SuiteState {
  return reason === undefined ? state : { ...state, blocked: reason };
}

function missingStates(loaded: LoadedChange): readonly SuiteState[] {
  return loaded.missing.map(({ suite, metrics, reason }) => ({
    suite,
    metrics,
    screen: [],
    confirm: [],
    blocked: reason,
    failsAtWorstCase: [],
    notes: {},
  }));
}

/** Suites without a gated metric are shown; alone they cannot be a verdict. */
function nothingGates(suites: readonly PlannedSuite[], loaded: LoadedChange): readonly Finding[] {
  const gates = suites.some(({ plan }) => plan.metrics.some((metric) => metric.gate)) || loaded.missing.length > 0;
  if (gates || suites.length === 0) return [];
  return suites.map(({ plan, compared }) => ({
    ruleId: 'metric-missing',
    suite: plan.suite,
    message: `no metric of \`${plan.suite}\` is gated, so nothing was judged; set \`gate: true\` in ${compared.suite.directory}/suite.yaml, or \`on-metric-missing: pass\` in steelyard.yaml`,
  }));
}

/** A limit in dollars counts only what has a price. */
function unpriced(suites: readonly PlannedSuite[], limits: Limits): readonly Finding[] {
  if (limits.maxCost === undefined) return [];
  return suites
    .filter(({ plan }) => plan.cost === undefined)
    .map(({ plan }) => ({
      ruleId: 'price-unknown',
      suite: plan.suite,
      message: `a model of \`${plan.suite}\` has no price, so max-cost does not limit it; add it to \`prices:\` in steelyard.yaml`,
    }));
}

function idleNote(loaded: LoadedChange, suites: readonly PlannedSuite[]): readonly Finding[] {
  if (loaded.bootstrap || suites.length + loaded.added.length + loaded.missing.length > 0) return [];
  const folder = `${loaded.settings.baselines}/`;
  const edited = loaded.policyDiff.filter(({ path }) => path.startsWith(folder));
  if (edited.length > 0) {
    const names = [...new Set(edited.map(({ path }) => `\`${path.slice(folder.length).split('/')[0] ?? ''}\``))];
    return [
      {
        ruleId: 'baseline-changed',
        message: `Of what is tested here, only the stored baseline of ${names.join(', ')} changed, and it can be read: no model was called; it serves from the next change on`,
      },
    ];
  }
  return [{ ruleId: 'nothing-relevant-changed', message: 'nothing relevant changed: no model was called' }];
}

/** Which limit ended the run, and after how much. */
function ranOut(budget: Budget, limits: Limits): readonly Finding[] {
  const limit = budget.exhausted();
  if (limit === undefined) return [];
  const amount = { 'max-calls': limits.maxCalls, 'max-cost': limits.maxCost, 'max-minutes': limits.maxMinutes }[limit];
  const { calls } = budget.spend();
  return [{ ruleId: 'over-budget', message: `\`${limit}\` of ${amount ?? 'none'} was reached after ${calls} calls` }];
}

/** A cancelled run never looks like one that decided. */
function withCancellation(verdict: Verdict, signal: AbortSignal): Verdict {
  if (!signal.aborted) return verdict;
  return { ...verdict, outcome: 'inconclusive', reason: 'cancelled', level: 'fail' };
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
