import type { Design, PredictedVerdict } from '../domain/plan.ts';
import type { Metric } from '../domain/suite.ts';
import { type RandomSource, seededRandom } from '../stats/random.ts';
import { compareSuite, type ComparedMetric } from './compare-suite.ts';
import { decideConfirm, decideScreen } from './decide-stage.ts';
import type { CaseObservations } from './observe.ts';
import { pairArms } from './pair.ts';

/** How a gate run would go, as fixed before any data is seen. */
export interface PredictedRun {
  readonly metrics: readonly ComparedMetric[];
  readonly design: Design;
  readonly caseIds: readonly string[];
  readonly trials: number;
  /** Stored trials a case the baseline arm has; 0 where the control runs live. */
  readonly storedTrials: number;
  /** What each case is like: its known trials, from which answers are drawn. */
  readonly population: readonly CaseObservations[];
}

/** Draws of the permutation in a simulated run: a screen level of .10 needs no more. */
const DRAWS = 399;

/** The true differences a prediction is made for, in multiples of δ. */
const EFFECTS = [0, -1, -2] as const;

/**
 * The chance of each verdict if nothing changed, at −δ and at −2δ, by playing the whole gate with the product's own
 * rules: draw cases from the population, draw answers from each case's known trials, screen, confirm.
 *
 * A drop of x is a share of the cases, x / mean, that now always fail every gated metric (a rule that went missing hits
 * the same cases in every run), which is how prompt regressions look; a drop spread thinly over all cases is about as
 * visible. Monte Carlo error is below 2.5 points at 400 runs (one standard error).
 */
export function predictVerdicts(run: PredictedRun, runs: number): readonly PredictedVerdict[] {
  const random = seededRandom(`${run.design.seed} predict`);
  return EFFECTS.map((atMargins) => {
    const counts = { pass: 0, fail: 0, inconclusive: 0 };
    for (let i = 0; i < runs; i += 1) counts[simulateGate(run, -atMargins, random)] += 1;
    return {
      atMargins,
      pass: counts.pass / runs,
      fail: counts.fail / runs,
      inconclusive: counts.inconclusive / runs,
    };
  });
}

function simulateGate(run: PredictedRun, margins: number, random: RandomSource): 'pass' | 'fail' | 'inconclusive' {
  const width = run.metrics.length;
  const cases = run.caseIds.map((id) => {
    const known = run.population[random.below(run.population.length)]?.rows ?? [];
    return { id, known, hit: run.metrics.map((_, m) => random.next() < hitShare(run, m, margins)) };
  });
  const draw = (known: readonly (readonly (number | null)[])[]) => known[random.below(known.length)] ?? [];
  const arm = (trials: number, hit: boolean) =>
    new Map(
      cases.map(({ id, known, hit: hits }): [string, CaseObservations] => {
        const rows = Array.from({ length: trials }, () => {
          const row = draw(known);
          return Array.from({ length: width }, (_, m) =>
            hit && hits[m] === true ? floorOf(run, m) : (row[m] ?? null),
          );
        });
        return [id, { caseId: id, rows, excluded: 0 }];
      }),
    );
  const compare = (metrics: readonly ComparedMetric[], storedTrials: number) =>
    compareSuite('', metrics, pairArms(cases, arm(run.trials, true), arm(storedTrials, false)), {
      alphaPass: run.design.alphaPass,
      strict: run.design.strict,
      draws: DRAWS,
      random,
    });

  const gated = run.metrics.filter(({ metric }) => metric.gate);
  const screen = decideScreen(compare(gated, run.storedTrials === 0 ? 1 : run.storedTrials), run.design);
  if (screen.every(({ decision }) => decision === 'passed')) return 'pass';
  const screened = screen.filter(({ decision }) => decision === 'screened').map(({ metric }) => metric);
  if (screened.length === 0) return 'inconclusive';
  const family = gated.filter(({ metric }) => screened.includes(metric.name));
  const confirm = decideConfirm(compare(family, run.trials), run.design);
  return confirm.some(({ decision }) => decision === 'confirmed') ? 'fail' : 'inconclusive';
}

/** The share of cases that must fail for the mean of a metric to fall by `margins` × δ. */
function hitShare(run: PredictedRun, m: number, margins: number): number {
  const compared = run.metrics[m];
  if (compared === undefined || !compared.metric.gate || margins === 0) return 0;
  const values = run.population.flatMap(({ rows }) => rows.map((row) => row[m] ?? null)).filter((v) => v !== null);
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const fall = mean - floorOf(run, m);
  return fall <= 0 ? 0 : Math.min(1, (margins * compared.unitMargin) / fall);
}

/** The worst unit score a metric has; for ratio metrics four times the value of a typical case. */
function floorOf(run: PredictedRun, m: number): number {
  const metric: Metric | undefined = run.metrics[m]?.metric;
  if (metric?.kind !== 'ratio') return 0;
  const values = run.population.flatMap(({ rows }) => rows.map((row) => row[m] ?? null)).filter((v) => v !== null);
  return Math.min(...values) - 1;
}
