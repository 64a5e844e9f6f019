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
  const screen = playStage(
    screenRule(of.design),
    of.metrics,
    of.draws.screen,
    (look) => of.trialsAt('screen', look),
    of,
  );
  if (screen.metrics.every(({ decision }) => decision !== 'screened')) {
    return { outcome: hasPassed(of.metrics, screen) ? 'pass' : 'inconclusive', screen, confirm: undefined };
  }
  const family = of.metrics.filter(({ metric }) =>
    screen.metrics.some(({ tested, decision }) => tested.metric.name === metric.name && decision === 'screened'),
  );
  const confirm = playStage(
    confirmRule(of.design),
    family,
    of.draws.confirm,
    (look) => of.trialsAt('confirm', look),
    of,
  );
  const failed = confirm.metrics.some(({ decision }) => decision === 'confirmed');
  return { outcome: failed ? 'fail' : 'inconclusive', screen, confirm };
}

function hasPassed(metrics: readonly ComparedMetric[], { metrics: decided }: StageState): boolean {
  const gated = metrics.filter(({ metric }) => metric.gate).length;
  return decided.filter(({ decision }) => decision === 'passed').length === gated;
}

function playStage(
  rule: StageRule,
  metrics: readonly ComparedMetric[],
  draws: number,
  pairingAt: (look: number) => Pairing,
  { design, random }: Pick<Parameters<typeof playGate>[0], 'design' | 'random'>,
): StageState {
  // Going through more arrangements than would be drawn is precision that a simulation does not need.
  const rules = { strict: design.strict, draws, enumerateUpTo: draws, random: random };
  let state = NOT_LOOKED;
  while (!state.over) {
    state = takeLook(rule, state, { metrics, pairing: pairingAt(state.taken + 1), rules });
  }
  return state;
}
