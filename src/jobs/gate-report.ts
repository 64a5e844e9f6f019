import { SENTINEL_FALSE_FAIL } from '../design/sentinel-bound.ts';
import { ageInDays, newestRun } from '../analysis/baseline-age.ts';
import { falseFailSentence, falsePassSentences, roleSentences } from '../analysis/error-rates.ts';
import type { Attempt } from '../domain/attempt.ts';
import type { Finding } from '../domain/finding.ts';
import type { Plan } from '../domain/plan.ts';
import type { AdvisoryResult, BaselineSummary, ReleaseFacts, Report, StageResult } from '../domain/report.ts';
import type { Verdict } from '../domain/verdict.ts';
import { levelFindings } from '../policy/rules.ts';
import type { Budget } from '../runner/budget.ts';
import type { SuiteRoles } from './judge-suite-roles.ts';
import type { LoadedChange } from './load-change.ts';
import { medianCount } from './median-count.ts';
import type { PlannedSuite } from './plan-gate.ts';
import { withRepositoryPaths } from './repository-paths.ts';
import type { SuiteResult } from './suite-result.ts';
import type { SuiteStage } from './suite-stage.ts';

/** Puts everything a gate learned into the one document that all formats render from. */
export function gateReport(of: {
  readonly job: Report['job'];
  readonly release?: ReleaseFacts;
  readonly version: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly loaded: LoadedChange;
  readonly plan: Plan;
  readonly suites: readonly PlannedSuite[];
  readonly screened: readonly SuiteStage[];
  readonly confirmed: readonly SuiteStage[];
  readonly repeated: readonly SuiteStage[];
  readonly attempt: Attempt | undefined;
  readonly results: readonly SuiteResult[];
  readonly roles: readonly SuiteRoles[];
  readonly advisory: readonly AdvisoryResult[];
  readonly findings: readonly Finding[];
  readonly verdict: Verdict;
  readonly budget: Budget;
}): Report {
  const { loaded, screened, confirmed, repeated, results } = of;
  const { settings } = loaded;
  return withRepositoryPaths({
    schemaVersion: 1,
    steelyard: of.version,
    job: of.job,
    ...(of.release === undefined ? {} : { release: of.release }),
    createdAt: new Date(of.endedAt).toISOString(),
    change: loaded.change,
    changes: loaded.suites.map(({ change }) => change),
    policyDiff: loaded.policyDiff,
    plan: of.plan,
    ...(screened.length === 0 ? {} : { screen: stageResult('screen', screened) }),
    ...(confirmed.length === 0 ? {} : { confirmation: stageResult('confirm', confirmed) }),
    ...(repeated.length === 0 ? {} : { repeat: stageResult('repeat', repeated) }),
    ...(of.attempt === undefined ? {} : { attempt: of.attempt }),
    comparisons: results.flatMap((result) => result.comparisons),
    regressedCases: results.flatMap((result) => result.regressed),
    ...(of.roles.length === 0 ? {} : { roles: of.roles.map(({ result }) => result) }),
    advisory: of.advisory,
    findings: levelFindings(of.findings, settings.levels),
    verdict: of.verdict,
    spend: { ...of.budget.spend(), seconds: (of.endedAt - of.startedAt) / 1000 },
    baselines: of.suites.flatMap((planned) => baselineSummary(planned, of.startedAt)),
    toSettle: results.flatMap((result) => result.toSettle),
    errorRates:
      screened.length === 0
        ? []
        : [
            falseFailSentence(settings.alpha.fail),
            ...roleSentences(of.roles.map(({ result }) => result)),
            ...screened
              .filter(({ planned }) => planned.plan.metrics.some((metric) => metric.gate))
              .flatMap(({ planned, against, compared }) =>
                falsePassSentences(planned.plan, against === 'control' ? 0 : storedTrials(planned), {
                  sentinels: SENTINEL_FALSE_FAIL * planned.roles.sentinels.length,
                  exact: compared.every(
                    ({ comparison: { gate, test } }) => !gate || test.pass === 'exact-unconditional',
                  ),
                }),
              ),
          ],
    settings: {
      alphaPass: settings.alpha.pass,
      alphaFail: settings.alpha.fail,
      showOutputs: settings.showOutputs,
    },
  });
}

function stageResult(stage: StageResult['stage'], suites: readonly SuiteStage[]): StageResult {
  return {
    stage,
    against: Object.fromEntries(suites.map(({ planned, against }) => [planned.plan.suite, against])),
    comparisons: suites.flatMap(({ compared }) => compared.map(({ comparison }) => comparison)),
    decisions: suites.flatMap(({ decisions }) => decisions),
    looks: suites.map(({ looks }) => looks),
    tally: suites.flatMap(({ tally }) => tally),
  };
}

function baselineSummary(planned: PlannedSuite, now: number): readonly BaselineSummary[] {
  const newest = newestRun(planned.baseline?.runs ?? []);
  if (newest === undefined) return [];
  return [
    {
      suite: planned.plan.suite,
      commit: newest.commit,
      at: newest.at,
      ageDays: ageInDays(newest, now),
      trialsPerCase: storedTrials(planned),
    },
  ];
}

/** The median number of stored trials over the sampled cases that have any. */
function storedTrials({ plan, sample, baseline }: PlannedSuite): number {
  const live = new Set(plan.control.kind === 'mixed' ? plan.control.liveCases : []);
  return medianCount(sample.filter((c) => !live.has(c.id)).map((c) => baseline?.cases.get(c.id)?.trials.length ?? 0));
}
