import type { ConfirmLook, Design, ScreenLook } from '../domain/plan.ts';
import type { StageDecision } from '../domain/report.ts';
import type { Pairing } from './pair.ts';
import { type ComparedMetric, type ComparisonRules, type TestedMetric, testSuite } from './test-suite.ts';

type Decision = StageDecision['decision'];

/** A metric with what its stage has decided of it so far, and at which look. */
export interface DecidedMetric {
  /** At the look that decided it; where nothing did, at the last one taken. */
  readonly tested: TestedMetric;
  /** Undefined for what is not gated. */
  readonly decision?: Decision;
  /** 1 is the first. */
  readonly look: number;
}

/** How far one suite's stage has come. */
export interface StageState {
  readonly taken: number;
  /** Nothing more is to be run for this stage. */
  readonly over: boolean;
  /** In the order of the metrics; those without a scored pair are absent. */
  readonly metrics: readonly DecidedMetric[];
}

/** A stage before its first look. */
export const NOT_LOOKED: StageState = { taken: 0, over: false, metrics: [] };

/**
 * What a stage does at its looks: the one rule that the gate, the prediction of `plan` and the benches all play by. Pure:
 * a look is a function of the trials of a complete prefix of the sample, of what earlier looks decided, and of nothing else.
 */
export interface StageRule {
  readonly looks: readonly { readonly cases: number }[];
  /** What PASS tests are held against at a look. */
  passLevel(look: number): number;
  /** What a look spends of the rate that its stage keeps: what is decided there is printed at. */
  spent(look: number): number;
  /**
   * Of each gated metric in turn, with what it was decided before; and whether the stage is over.
   *
   * @param absent gated metrics that no case so far was scored on: later cases may be
   */
  decide(
    look: number,
    gated: readonly { readonly tested: TestedMetric; readonly before: Decision | undefined }[],
    absent: number,
  ): { readonly decisions: readonly Decision[]; readonly over: boolean };
}

/**
 * Stage 1. A gated metric whose PASS test holds at the level that a look spends has passed for good and cannot screen; of
 * the others those with an adjusted p below the look's screen level go to the confirmation, and that ends the stage. The
 * family stays all gated metrics at every look. The other arm decides nothing more than that.
 */
export function screenRule({ screen }: Pick<Design, 'screen'>): StageRule {
  return {
    looks: screen,
    passLevel: (look) => at(screen, look).passLevel,
    spent: (look) => at(screen, look).passLevel,
    decide(look, gated, absent) {
      const { screenLevel }: ScreenLook = at(screen, look);
      const decisions = gated.map(({ tested, before }): Decision => {
        if (before === 'passed' || tested.pass.holds) return 'passed';
        return tested.fail.adjustedPValue < screenLevel ? 'screened' : 'open';
      });
      const settled = absent === 0 && gated.length > 0 && decisions.every((decision) => decision === 'passed');
      return { decisions, over: settled || decisions.includes('screened') || look === screen.length };
    },
  };
}

/** Above this adjusted p of the worst metric, a confirmation is given up before its last look: it would hardly come. */
const GIVE_UP = 0.4;

/**
 * Stage 2: fresh runs of both arms, the screened metrics as one family, at the parts of this suite's share of α₂ that the
 * looks spend. When one metric rejects, the suite has failed, and the others that do not reject are not decided. A metric
 * that the fresh runs show to be within its margin is not failed, however significant the small drop.
 */
export function confirmRule({ confirm, alphaPass }: Pick<Design, 'confirm' | 'alphaPass'>): StageRule {
  return {
    looks: confirm,
    passLevel: () => alphaPass,
    spent: (look) => at(confirm, look).level,
    decide(look, gated, absent) {
      const { level }: ConfirmLook = at(confirm, look);
      const rejects = gated.map(({ tested: { fail, pass } }) => fail.adjustedPValue < level && !pass.holds);
      const failed = rejects.includes(true);
      const smallest = Math.min(1, ...gated.map(({ tested: { fail } }) => fail.adjustedPValue));
      const over = failed || look === confirm.length || (absent === 0 && smallest > GIVE_UP);
      const decisions = rejects.map((rejected): Decision =>
        rejected ? 'confirmed' : failed ? 'not-decided' : over ? 'not-confirmed' : 'open',
      );
      return { decisions, over };
    },
  };
}

/**
 * A PASS that has to be repeated on fresh runs of both arms (statistics.md §5): passed or not, with the looks and levels
 * of stage 1. Nothing screens here: red rests on stage 2 alone.
 */
export function repeatRule(design: Pick<Design, 'screen'>): StageRule {
  const { screen } = design;
  return {
    looks: screen,
    passLevel: (look) => at(screen, look).passLevel,
    spent: (look) => at(screen, look).passLevel,
    decide(look, gated, absent) {
      const decisions = gated.map(({ tested, before }): Decision =>
        before === 'passed' || tested.pass.holds ? 'passed' : 'open',
      );
      const settled = absent === 0 && decisions.every((decision) => decision === 'passed');
      return { decisions, over: settled || look === screen.length };
    },
  };
}

/** Takes the next look, at a pairing of the look's complete prefix. */
export function takeLook(
  rule: StageRule,
  state: StageState,
  of: {
    readonly metrics: readonly ComparedMetric[];
    readonly pairing: Pairing;
    readonly rules: Omit<ComparisonRules, 'passLevel'>;
  },
): StageState {
  const look = state.taken + 1;
  const tested = testSuite(of.metrics, of.pairing, { ...of.rules, passLevel: rule.passLevel(look) });
  const earlier = (name: string): DecidedMetric | undefined =>
    state.metrics.find((one) => one.tested.metric.name === name);
  const gated = tested.filter(({ metric }) => metric.gate);
  const { decisions, over } = rule.decide(
    look,
    gated.map((one) => ({ tested: one, before: earlier(one.metric.name)?.decision })),
    of.metrics.filter(({ metric }) => metric.gate).length - gated.length,
  );
  return {
    taken: look,
    over,
    metrics: tested.map((one): DecidedMetric => {
      const place = gated.indexOf(one);
      const decision = decisions[place];
      if (decision === undefined) return { tested: one, look };
      const before = earlier(one.metric.name);
      // What has passed keeps the numbers it passed with: later ones would be read at a level already spent.
      return decision === 'passed' && before?.decision === 'passed' ? before : { tested: one, decision, look };
    }),
  };
}

/** The decisions as reports keep them. */
export function decisionsOf(suite: string, state: StageState): readonly StageDecision[] {
  return state.metrics.flatMap(({ tested, decision, look }) =>
    decision === undefined ? [] : [{ suite, metric: tested.metric.name, decision, look }],
  );
}

function at<Look>(looks: readonly Look[], look: number): Look {
  const found = looks[look - 1];
  if (found === undefined) throw new RangeError(`there is no look ${look} of ${looks.length}`);
  return found;
}
