import type { Design, PredictedVerdict } from '../domain/plan.ts';
import { mean } from '../stats/describe.ts';
import { type RandomSource, seededRandom } from '../stats/random.ts';
import { decideConfirm, decideScreen } from './decide-stage.ts';
import type { CaseObservations } from './observe.ts';
import { pairArms } from './pair.ts';
import { type ComparedMetric, testSuite } from './test-suite.ts';

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
const DRAWS = 199;

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
  const floors = run.metrics.map((compared) => floorOf(run, compared));
  const gated = run.metrics.filter(({ metric }) => metric.gate);
  return EFFECTS.map((atMargins) => {
    const shares = run.metrics.map((compared, m) => hitShare(run, compared, floors[m] ?? 0, -atMargins));
    const counts = { pass: 0, fail: 0, inconclusive: 0 };
    for (let i = 0; i < runs; i += 1) counts[simulateGate({ ...run, gated, floors, shares }, random)] += 1;
    return {
      atMargins,
      pass: counts.pass / runs,
      fail: counts.fail / runs,
      inconclusive: counts.inconclusive / runs,
    };
  });
}

interface SimulatedRun extends PredictedRun {
  readonly gated: readonly ComparedMetric[];
  /** By metric: the score of a case that is hit, and the share of cases that are. */
  readonly floors: readonly number[];
  readonly shares: readonly number[];
}

type Row = readonly (number | null)[];

function simulateGate(run: SimulatedRun, random: RandomSource): 'pass' | 'fail' | 'inconclusive' {
  const cases = run.caseIds.map((id) => ({
    id,
    known: run.population[random.below(run.population.length)]?.rows ?? [],
    hit: run.shares.map((share) => share > 0 && random.next() < share),
  }));
  const draw = (known: readonly Row[]): Row => known[random.below(known.length)] ?? [];
  const candidate = ({ known, hit }: (typeof cases)[number]): Row =>
    draw(known).map((value, m) => (hit[m] === true ? (run.floors[m] ?? 0) : value));
  const arm = (trials: number, answer: (one: (typeof cases)[number]) => Row) =>
    new Map(
      cases.map((one): [string, CaseObservations] => {
        const rows = Array.from({ length: trials }, () => answer(one));
        return [one.id, { caseId: one.id, rows, excluded: 0 }];
      }),
    );
  const test = (metrics: readonly ComparedMetric[], controlTrials: number) =>
    testSuite(
      metrics,
      pairArms(
        cases,
        arm(run.trials, candidate),
        arm(controlTrials, ({ known }) => draw(known)),
      ),
      {
        alphaPass: run.design.alphaPass,
        strict: run.design.strict,
        draws: DRAWS,
        random,
      },
    );

  const screen = decideScreen('', test(run.gated, Math.max(1, run.storedTrials)), run.design);
  if (screen.every(({ decision }) => decision === 'passed')) return 'pass';
  const screened = new Set(screen.filter(({ decision }) => decision === 'screened').map(({ metric }) => metric));
  if (screened.size === 0) return 'inconclusive';
  const family = run.gated.filter(({ metric }) => screened.has(metric.name));
  const confirm = decideConfirm('', test(family, run.trials), run.design);
  return confirm.some(({ decision }) => decision === 'confirmed') ? 'fail' : 'inconclusive';
}

/** The share of cases that must fail for the mean of a gated metric to fall by `margins` × δ. */
function hitShare(run: PredictedRun, compared: ComparedMetric, floor: number, margins: number): number {
  if (!compared.metric.gate || margins === 0) return 0;
  const fall = mean(valuesOf(run, compared)) - floor;
  return fall <= 0 ? 0 : Math.min(1, (margins * compared.unitMargin) / fall);
}

/** The unit score of a case that is hit: the worst there is; for ratio metrics four times the worst value known. */
function floorOf(run: PredictedRun, compared: ComparedMetric): number {
  return compared.metric.kind === 'ratio' ? Math.min(0, ...valuesOf(run, compared)) - 1 : 0;
}

function valuesOf(run: PredictedRun, { column }: ComparedMetric): readonly number[] {
  return run.population.flatMap(({ rows }) => rows.map((row) => row[column] ?? null)).filter((value) => value !== null);
}
