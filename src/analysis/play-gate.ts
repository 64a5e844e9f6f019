import type { Design } from '../domain/plan.ts';
import type { Outcome } from '../domain/verdict.ts';
import type { RandomSource } from '../stats/random.ts';
import { confirmRule, NOT_LOOKED, screenRule, type StageRule, type StageState, takeLook } from './decide-stage.ts';
import type { Pairing } from './pair.ts';
import type { ComparedMetric } from './test-suite.ts';

/** How a gate of one suite went, look by look. */
export interface PlayedGate {
  readonly outcome: Outcome;
  readonly screen: StageState;
  /** Undefined where nothing screened. */
  readonly confirm: StageState | undefined;
}

/**
 * One suite through both stages by the product's own rules, on trials that somebody supplies at once: for the prediction
 * of `plan` and for simulations. The gate itself takes the same looks as its runs come in.
 *
 * @param trialsAt the pairing of a look's prefix; asked look by look, for no more than is needed
 */
export function playGate(of: {
  readonly design: Design;
  readonly metrics: readonly ComparedMetric[];
  readonly trialsAt: (stage: 'screen' | 'confirm', look: number) => Pairing;
  readonly draws: { readonly screen: number; readonly confirm: number };
  readonly random: RandomSource;
}): PlayedGate {
  const screen = playStage(screenRule(of.design), of.metrics, 'screen', of);
  if (screen.metrics.every(({ decision }) => decision !== 'screened')) {
    const gated = of.metrics.filter(({ metric }) => metric.gate).length;
    const passed = screen.metrics.filter(({ decision }) => decision === 'passed').length;
    return { outcome: passed === gated ? 'pass' : 'inconclusive', screen, confirm: undefined };
  }
  const family = of.metrics.filter(({ metric }) =>
    screen.metrics.some(({ tested, decision }) => tested.metric.name === metric.name && decision === 'screened'),
  );
  const confirm = playStage(confirmRule(of.design), family, 'confirm', of);
  const failed = confirm.metrics.some(({ decision }) => decision === 'confirmed');
  return { outcome: failed ? 'fail' : 'inconclusive', screen, confirm };
}

function playStage(
  rule: StageRule,
  metrics: readonly ComparedMetric[],
  stage: 'screen' | 'confirm',
  of: Omit<Parameters<typeof playGate>[0], 'metrics'>,
): StageState {
  const draws = of.draws[stage];
  // Going through more arrangements than would be drawn is precision that a simulation does not need.
  const rules = { strict: of.design.strict, draws, enumerateUpTo: draws, random: of.random };
  let state = NOT_LOOKED;
  while (!state.over) {
    state = takeLook(rule, state, { metrics, pairing: of.trialsAt(stage, state.taken + 1), rules });
  }
  return state;
}
