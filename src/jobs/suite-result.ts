import { conclude } from '../analysis/conclude.ts';
import { diagnoseSuite } from '../analysis/diagnose.ts';
import { regressedCases } from '../analysis/regressed-cases.ts';
import { settlingSizes } from '../analysis/settle.ts';
import type { Comparison } from '../domain/comparison.ts';
import type { Finding } from '../domain/finding.ts';
import type { RegressedCase, SettlingSize } from '../domain/report.ts';
import type { SuiteState } from '../policy/decide.ts';
import { besideTheVerdict } from './beside-the-verdict.ts';
import type { PlannedSuite } from './plan-gate.ts';
import type { SuiteStage } from './suite-stage.ts';

/** What both stages of one suite come to: the comparisons the verdict rests on, what to say of them, what to look at. */
export interface SuiteResult {
  readonly state: SuiteState;
  readonly comparisons: readonly Comparison[];
  readonly findings: readonly Finding[];
  readonly regressed: readonly RegressedCase[];
  readonly toSettle: readonly SettlingSize[];
}

/** Draws one suite's stages together; either may not have happened. */
export function suiteResult(
  planned: PlannedSuite,
  first: SuiteStage | undefined,
  second: SuiteStage | undefined,
): SuiteResult {
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
    first?.looks.taken === first?.looks.planned ? (first?.decisions ?? []) : [],
  );
  const findings = diagnoseSuite({
    plan: planned.plan,
    screen: first?.compared ?? [],
    comparisons,
    change: planned.compared.change,
    toSettle,
    confirm: second?.decisions ?? [],
    lookedAtAll: first?.looks.taken === first?.looks.planned,
    usedBaseline: first !== undefined && first.against !== 'control',
  });
  const notes = findings.flatMap((finding): readonly [string, 'worse-within-margin' | 'improved'][] =>
    finding.metric !== undefined && (finding.ruleId === 'worse-within-margin' || finding.ruleId === 'improved')
      ? [[finding.metric, finding.ruleId]]
      : [],
  );
  const beside = besideTheVerdict(planned, first, second);
  return {
    comparisons: [...comparisons, ...beside.slices.map(({ comparison }) => comparison)],
    findings: [...findings, ...beside.findings],
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
  return planned.metrics.flatMap((compared) => {
    const { metric } = compared;
    if (!open.has(metric.name)) return [];
    const stage = second?.compared.some(({ comparison }) => comparison.metric === metric.name) ? second : first;
    if (stage === undefined) return [];
    return regressedCases(planned.plan.suite, compared, {
      pairs: stage.pairing.pairs,
      scoredAs: planned.compared.suite.metrics[compared.column]?.name ?? metric.name,
      cases: planned.sample,
      candidate: stage.candidate,
      control: stage.control,
      outputs: planned.baseline?.outputs ?? new Map(),
    });
  });
}
