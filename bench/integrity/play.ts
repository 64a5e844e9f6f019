import {
  NOT_LOOKED,
  repeatRule,
  screenRule,
  type StageRule,
  type StageState,
  takeLook,
} from '../../src/analysis/decide-stage.ts';
import type { CaseObservations } from '../../src/analysis/observe.ts';
import { type Pairing, pairArms } from '../../src/analysis/pair.ts';
import { plannedPrefix } from '../../src/analysis/planned-prefix.ts';
import { type PlayedGate, playGate } from '../../src/analysis/play-gate.ts';
import { designFor } from '../../src/design/design-for.ts';
import type { Design } from '../../src/domain/plan.ts';
import type { RandomSource } from '../../src/stats/random.ts';
import { ask, type SimulatedCase, together, type World } from './world.ts';

/** Draws of a Monte Carlo permutation: the smallest level looked at is .01. */
const DRAWS = 999;

type Arm = ReadonlyMap<string, CaseObservations>;

/** The rules of a run over these cases, by the product's own plan: both error rates .05, one gated suite. */
export function designOf(
  world: World,
  cases: readonly SimulatedCase[],
  stopping: Design['stopping'],
  seed = '',
): Design {
  const margins = world.metrics.map(({ unitMargin }) => unitMargin);
  return designFor(
    { alpha: { pass: 0.05, fail: 0.05 }, strict: false, stopping },
    { gatedSuites: 1, sentinels: 0, seed, sample: cases.map(({ planned }) => planned), margins },
  );
}

/** How a look pairs the first cases of the sample. */
export function pairings(world: World, cases: readonly SimulatedCase[], candidate: Arm, other: Arm) {
  const sample = cases.map(({ planned }) => planned);
  return (count: number): Pairing => pairArms(plannedPrefix(sample, count, world.shares), candidate, other);
}

/** A pull request through both stages, its confirmation run only where it comes to that. */
export function playPullRequest(of: {
  readonly world: World;
  readonly cases: readonly SimulatedCase[];
  readonly design: Design;
  readonly candidate: Arm;
  /** What stage 1 compares with. */
  readonly other: Arm;
  /** Trials a case in each arm of stage 2. */
  readonly trials: number;
  readonly random: RandomSource;
}): PlayedGate {
  const { world, cases, design, trials, random } = of;
  const screen = pairings(world, cases, of.candidate, of.other);
  const freshArms = () => ({
    candidate: ask(cases, 'candidate', trials, random),
    control: ask(cases, 'base', trials, random),
  });
  let fresh: ReturnType<typeof freshArms> | undefined;
  let passes = 1;
  return playGate({
    design,
    metrics: world.metrics,
    trialsAt(stage, look) {
      if (stage === 'screen') return screen(design.screen[look - 1]?.cases ?? 0);
      const now = design.confirm[look - 1];
      fresh ??= freshArms();
      for (; passes < (now?.passes ?? 1); passes += 1) {
        const more = freshArms();
        fresh = {
          candidate: together(fresh.candidate, more.candidate),
          control: together(fresh.control, more.control),
        };
      }
      return pairings(world, cases, fresh.candidate, fresh.control)(now?.cases ?? 0);
    },
    draws: { screen: DRAWS, confirm: DRAWS },
    random,
  });
}

/**
 * Whether stage 1 passes every gated metric, exactly as `playGate` would say, without its permutations where they cannot
 * matter. Screening only ever takes a PASS away (it ends the stage), so what does not pass by the rule that never screens
 * does not pass; what passes by it at the first look has passed; the rest (about one run in 25 at −δ) is played again in
 * full. The rule that never screens asks no FAIL test, so nothing is drawn for it.
 */
export function passes(of: {
  readonly world: World;
  readonly design: Design;
  readonly pairingAt: (cases: number) => Pairing;
  readonly random: RandomSource;
}): boolean {
  const unhindered = playStage(repeatRule(of.design), of);
  if (!allPassed(unhindered)) return false;
  return unhindered.taken === 1 || allPassed(playStage(screenRule(of.design), of));
}

/** Whether a PASS is shown by the rule for a repeated one, which never screens. */
export function passesAgain(of: Parameters<typeof passes>[0]): boolean {
  return allPassed(playStage(repeatRule(of.design), of));
}

function playStage(rule: StageRule, of: Parameters<typeof passes>[0]): StageState {
  const { metrics } = of.world;
  const rules = { strict: of.design.strict, draws: DRAWS, enumerateUpTo: DRAWS, random: of.random };
  let state = NOT_LOOKED;
  while (!state.over) {
    const pairing = of.pairingAt(of.design.screen[state.taken]?.cases ?? 0);
    state = takeLook(rule, state, { metrics, pairing, rules });
  }
  return state;
}

function allPassed({ metrics }: StageState): boolean {
  return metrics.length > 0 && metrics.every(({ decision }) => decision === 'passed');
}
