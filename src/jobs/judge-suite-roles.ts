import { fateOf } from '../analysis/judge-roles.ts';
import { roleCase } from '../analysis/role-case.ts';
import { roleFindings } from '../analysis/role-findings.ts';
import { SENTINEL_TRIALS } from '../design/sentinel-bound.ts';
import type { Case } from '../domain/case.ts';
import type { Finding } from '../domain/finding.ts';
import type { RoleCase, RoleResult } from '../domain/report.ts';
import type { Settings } from '../domain/settings.ts';
import type { Trial } from '../domain/trial.ts';
import type { InconclusiveReason } from '../domain/verdict.ts';
import type { Executed } from './execute-arms.ts';
import type { PlannedSuite } from './plan-gate.ts';
import { freshRoleRuns } from './role-runs.ts';
import type { SuiteResult } from './suite-result.ts';
import { type Run, type SuiteStage, trialsOf } from './suite-stage.ts';

/** What became of one suite's sentinels and invariants. */
export interface SuiteRoles {
  readonly planned: PlannedSuite;
  readonly result: RoleResult;
  /** Ids of what the candidate broke: the suite has failed. */
  readonly broken: readonly string[];
  /** Something could not be checked, and why; counts unless the suite has failed. */
  readonly blocked?: Extract<InconclusiveReason, 'too-many-errors' | 'over-budget' | 'cancelled'>;
  readonly findings: readonly Finding[];
}

/**
 * Judges what must not fail (statistics.md §5) on the trials made beside stage 1, and asks the sentinels that failed once
 * more in both versions, all suites side by side, before anything is confirmed: a suite that has failed needs no more.
 */
export async function judgeSuiteRoles(
  screened: readonly SuiteStage[],
  run: Run,
  settings: Pick<Settings, 'showOutputs'>,
): Promise<readonly SuiteRoles[]> {
  const suites = screened
    .filter(({ planned: { roles } }) => roles.sentinels.length + roles.invariants.length > 0)
    .map((stage) => ({ stage, suspects: suspectsOf(stage) }));
  const executed = await run(suites.flatMap(({ stage, suspects }) => freshRoleRuns(stage.planned, suspects)));
  return suites.map(({ stage, suspects }) => judge(stage, suspects, executed, settings));
}

/** The suite's result with what its must-not-fail cases came to. */
export function withRoles(result: SuiteResult, roles: SuiteRoles | undefined): SuiteResult {
  if (roles === undefined) return result;
  const { state } = result;
  const hasFailed = state.confirm.some(({ decision }) => decision === 'confirmed');
  const blocked = state.blocked ?? (hasFailed ? undefined : roles.blocked);
  const screened = new Set(state.screen.flatMap((one) => (one.decision === 'screened' ? [one.metric] : [])));
  return {
    ...result,
    // What was not confirmed because the suite had failed already is not for want of cases.
    findings: result.findings.filter(
      ({ ruleId, metric }) => roles.broken.length === 0 || ruleId !== 'undecided' || !screened.has(metric ?? ''),
    ),
    state: { ...state, broken: roles.broken, ...(blocked === undefined ? {} : { blocked }) },
  };
}

/** Nothing more is asked where the run is over. */
function suspectsOf({ planned, beside, blocked }: SuiteStage): readonly Case[] {
  if (blocked === 'over-budget' || blocked === 'cancelled') return [];
  const { metrics } = planned.compared.suite;
  return planned.roles.sentinels.filter(({ id }) =>
    beside.some((trial) => trial.key.caseId === id && fateOf(trial, metrics) === 'failed'),
  );
}

function judge(
  { planned, beside, blocked }: SuiteStage,
  suspects: readonly Case[],
  executed: Executed,
  settings: Pick<Settings, 'showOutputs'>,
): SuiteRoles {
  const { plan, compared, roles } = planned;
  const again = (id: string, arm: 'candidate' | 'control'): readonly Trial[] =>
    trialsOf(executed.trials, plan.suite, arm).filter(({ key }) => key.caseId === id);
  const all = [
    ...roles.invariants.map((one) => ({ ...one, role: 'invariant' as const })),
    ...roles.sentinels.map((one) => ({ ...one, role: 'sentinel' as const })),
  ];
  const cases = all
    .map((one) =>
      roleCase(
        one,
        {
          first: beside.filter(({ key }) => key.caseId === one.id),
          ...(suspects.some(({ id }) => id === one.id)
            ? { again: { candidate: again(one.id, 'candidate'), control: again(one.id, 'control') } }
            : {}),
        },
        { metrics: compared.suite.metrics, repeats: SENTINEL_TRIALS },
      ),
    )
    .filter((one) => one !== undefined)
    .toSorted((a, b) => gravity(a) - gravity(b));
  const asked = (stage: 'sentinel' | 'invariant'): number =>
    new Set(beside.flatMap(({ key, status }) => (key.stage === stage && status !== 'skipped' ? [key.caseId] : [])))
      .size;
  const isLost = cases.some(({ outcome }) => outcome === 'lost');
  // Where the run broke off, that is what there is to say.
  const isWhole = executed.ended === 'complete' && blocked !== 'over-budget' && blocked !== 'cancelled';
  const told = isWhole ? cases : cases.filter(({ outcome }) => outcome !== 'lost');
  return {
    planned,
    result: { suite: plan.suite, sentinels: asked('sentinel'), invariants: asked('invariant'), cases },
    broken: cases.filter(({ outcome }) => outcome === 'broken').map(({ caseId }) => caseId),
    findings: roleFindings(plan.suite, told, settings),
    ...(isLost ? { blocked: executed.ended === 'complete' ? 'too-many-errors' : executed.ended } : {}),
  };
}

function gravity({ outcome }: RoleCase): number {
  return ['broken', 'lost', 'recovered'].indexOf(outcome);
}
