import { conclude } from '../analysis/conclude.ts';
import { diagnoseSuite } from '../analysis/diagnose.ts';
import { regressedCases } from '../analysis/regressed-cases.ts';
import { settlingSizes } from '../analysis/settle.ts';
import type { Comparison } from '../domain/comparison.ts';
import type { Finding } from '../domain/finding.ts';
import type { RegressedCase, SettlingSize } from '../domain/report.ts';
import type { SuiteState } from '../policy/decide.ts';
import { besideTheVerdict } from './beside-the-verdict.ts';
import { gatedNames } from './missing-suite.ts';
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

/** The stages of one suite; each may not have happened. */
export interface SuiteStages {
  readonly screen: SuiteStage | undefined;
  readonly confirm: SuiteStage | undefined;
  /** Undefined where a PASS stands on stage 1 alone. */
  readonly repeat: { readonly stage: SuiteStage | undefined } | undefined;
}

/** Draws one suite's stages together. */
export function suiteResult(
  planned: PlannedSuite,
  { screen: first, confirm: second, repeat }: SuiteStages,
): SuiteResult {
  const again = repeat?.stage;
  const comparisons = conclude({
    screen: first?.compared ?? [],
    confirm: second?.compared ?? [],
    confirmDecisions: second?.decisions ?? [],
    repeat: again?.compared ?? [],
  });
  const blocked = again?.blocked ?? second?.blocked ?? first?.blocked;
  const gated = gatedNames(planned.plan);
  const toSettle = settlingSizes(
    planned.plan,
    ((again ?? first)?.compared ?? []).map(({ tested }) => tested),
    lookedAtAll(again ?? first) ? ((again ?? first)?.decisions ?? []) : [],
  );
  // Of what never ran there is nothing to say but why.
  const diagnosed =
    first === undefined
      ? []
      : diagnoseSuite({
          plan: planned.plan,
          screen: first.compared,
          comparisons,
          change: planned.compared.change,
          toSettle,
          confirm: second?.decisions ?? [],
          lookedAtAll: lookedAtAll(again ?? first),
          usedBaseline: first.against !== 'control',
        });
  const findings = [...diagnosed, ...notRepeated(again)];
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
    regressed: worstCases(planned, first, second ?? again),
    state: {
      suite: planned.plan.suite,
      metrics: gated,
      screen: first?.decisions ?? [],
      confirm: second?.decisions ?? [],
      ...(repeat === undefined ? {} : { repeat: again?.decisions ?? [] }),
      failsAtWorstCase: (first?.compared ?? [])
        .filter(({ tested: { pass } }) => pass.holdsButForExcluded && !pass.holds)
        .map(({ comparison }) => comparison.metric),
      notes: Object.fromEntries(notes),
      ...(blocked === undefined ? {} : { blocked }),
    },
  };
}

/** What passed at first and did not pass again. */
function notRepeated(again: SuiteStage | undefined): readonly Finding[] {
  return (again?.decisions ?? [])
    .filter(({ decision }) => decision !== 'passed')
    .map(({ suite, metric }) => ({
      ruleId: 'pass-not-repeated',
      suite,
      metric,
      message: `\`${metric}\` passed at first and not again on fresh runs of both versions, which a later attempt at a change has to. More cases would tell; pushing the same once more is another attempt`,
    }));
}

/** Whether a stage went to its last look. */
function lookedAtAll(stage: SuiteStage | undefined): boolean {
  return stage?.looks.taken === stage?.looks.planned;
}

/** Cases to look at, for every gated metric that did not pass, from the freshest runs there are. */
function worstCases(
  planned: PlannedSuite,
  first: SuiteStage | undefined,
  second: SuiteStage | undefined,
): readonly RegressedCase[] {
  const open = new Set(
    [...(first?.decisions ?? []), ...(second?.decisions ?? [])]
      .filter(({ decision }) => decision !== 'passed')
      .map(({ metric }) => metric),
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
