import type { Comparison } from '../domain/comparison.ts';
import type { Finding } from '../domain/finding.ts';
import type { SuitePlan } from '../domain/plan.ts';
import type { SettlingSize, StageDecision, SuiteChange } from '../domain/report.ts';
import type { Compared } from './compare-suite.ts';
import { ceilingFinding } from './ceiling-finding.ts';
import { clusterFinding } from './cluster-finding.ts';
import { tooFewCases } from './too-few-cases.ts';

/** What a reader of one suite's result should know besides its numbers, each with the mend. */
export function diagnoseSuite(of: {
  readonly plan: SuitePlan;
  readonly screen: readonly Compared[];
  readonly comparisons: readonly Comparison[];
  readonly change?: SuiteChange;
  readonly toSettle: readonly SettlingSize[];
  /** What stage 2 decided, where it came to that. */
  readonly confirm: readonly StageDecision[];
  /** Stage 1 went to its last look: what is open then is open for want of evidence, not of looks. */
  readonly lookedAtAll: boolean;
  /** Stored trials served in stage 1. */
  readonly usedBaseline: boolean;
}): readonly Finding[] {
  const { plan, change } = of;
  const findings: Finding[] = [];
  const about = (metric: string) => ({ suite: plan.suite, metric });
  if (change !== undefined && change.factors.length > 1) {
    findings.push({
      ruleId: 'several-factors-changed',
      suite: plan.suite,
      message: `The ${change.factors.join(' and the ')} changed together, so no single cause can be named; change one at a time to learn which`,
    });
  }
  for (const metric of plan.metrics.filter(({ gate }) => gate)) {
    const compared = of.screen.find(({ comparison }) => comparison.metric === metric.name);
    const final = of.comparisons.find((comparison) => comparison.metric === metric.name);
    if (compared === undefined || final === undefined) {
      findings.push({
        ruleId: 'metric-missing',
        ...about(metric.name),
        message: `\`${metric.name}\` was scored in no case of both versions; see the scorer's reasons in the results file`,
      });
      continue;
    }
    const { pass } = compared.tested;
    const apart = clusterFinding(plan.suite, compared.tested);
    if (apart !== undefined) findings.push(apart);
    const tooFew = tooFewCases(plan.suite, { ...metric, margin: final.margin }, pass.units);
    if (tooFew !== undefined && of.lookedAtAll) findings.push(tooFew);
    if (metric.smallestDetectableDrop !== undefined && metric.smallestDetectableDrop > metric.margin) {
      findings.push({
        ruleId: 'drop-too-small-to-see',
        ...about(metric.name),
        message: `this size sees drops of ${rounded(metric.smallestDetectableDrop)} in \`${metric.name}\` 8 times in 10, and the limit is ${metric.margin}: more cases or trials would show smaller ones`,
      });
    }
    const unconfirmed = of.confirm.some((d) => d.metric === metric.name && d.decision === 'not-confirmed');
    if (unconfirmed) {
      findings.push({
        ruleId: 'unconfirmed',
        ...about(metric.name),
        message: `\`${metric.name}\` looked worse at first and not clearly so when both versions ran fresh: it may have been chance${of.usedBaseline ? ', a lucky stored baseline, a provider that moved' : ''}, or a drop too small to show twice. More cases would tell${of.usedBaseline ? ', and so would a refreshed baseline' : ''}`,
      });
    } else if (final.result === 'regressed') {
      findings.push({
        ruleId: 'regressed',
        ...about(metric.name),
        message: `\`${metric.name}\` got worse, and did so again on a fresh run`,
      });
    } else if (final.result === 'improved') {
      findings.push({ ruleId: 'improved', ...about(metric.name), message: `\`${metric.name}\` looks better` });
    } else if (pass.holds && final.adjustedPValue < plan.design.alphaFail) {
      findings.push({
        ruleId: 'worse-within-margin',
        ...about(metric.name),
        message: `\`${metric.name}\` is probably a little worse, by less than the limit you set`,
      });
    } else if (!pass.holds && of.lookedAtAll) {
      const needed = of.toSettle.find((size) => size.metric === metric.name)?.cases;
      findings.push({
        ruleId: 'undecided',
        ...about(metric.name),
        message:
          needed === undefined
            ? `the data neither rule out a drop of ${final.margin} in \`${metric.name}\` nor show one, and more cases alone would not settle it`
            : `about ${needed} cases are needed to settle \`${metric.name}\` at a limit of ${final.margin}; this run compared ${pass.units}`,
      });
    }
    const baseline = final.kind === 'ratio' ? 0 : unitShare(final.baseline.estimate, metric.range, metric.direction);
    if (final.kind !== 'ratio' && baseline < metric.unitMargin) {
      findings.push({
        ruleId: 'floor',
        ...about(metric.name),
        message: `the baseline of \`${metric.name}\` is so close to its worst value that a drop of the limit cannot happen: a pass says nothing here. Check the scorer and the expectations, or take easier cases`,
      });
    }
    const ceiling = ceilingFinding(plan.suite, metric, baseline);
    if (ceiling !== undefined) findings.push(ceiling);
  }
  return findings;
}

function rounded(value: number): number {
  return Number(value.toPrecision(2));
}

function unitShare(value: number, range: readonly [number, number], direction: 'higher' | 'lower'): number {
  const share = (value - range[0]) / (range[1] - range[0]);
  return direction === 'higher' ? share : 1 - share;
}
