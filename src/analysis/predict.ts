import type { Design, PredictedVerdict } from '../domain/plan.ts';
import { mean } from '../stats/describe.ts';
import { type RandomSource, seededRandom } from '../stats/random.ts';
import { varianceComponents } from '../stats/variance.ts';
import { decideConfirm, decideScreen } from './decide-stage.ts';
import type { CaseObservations } from './observe.ts';
import { pairArms } from './pair.ts';
import { type ComparedMetric, testSuite } from './test-suite.ts';

/** How a gate run would go, as fixed before any data is seen. */
export interface PredictedRun {
  readonly metrics: readonly ComparedMetric[];
  readonly design: Design;
  /** The sample, with its clusters. */
  readonly cases: readonly { readonly id: string; readonly cluster?: string }[];
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
 * A few known trials of a case waver less among themselves than the case does; a share of the answers is therefore drawn
 * from all cases, so that answers waver as much as the analysis of variance says. A drop of x is a share of the cases,
 * x / mean, that now always fail, in every gated metric the same cases and in every run (a rule that went missing), which
 * is how prompt regressions look; a drop spread thinly over all cases is about as visible. Monte Carlo error is below 2.5
 * points at 400 runs (one standard error). Empty where no case has two trials: then nothing is known of the noise.
 */
export function predictVerdicts(run: PredictedRun, runs: number): readonly PredictedVerdict[] {
  const random = seededRandom(`${run.design.seed} predict`);
  const floors = run.metrics.map((compared) => floorOf(run, compared));
  const gated = run.metrics.filter(({ metric }) => metric.gate);
  const mixing = run.metrics.map(({ column }) => shareFromAll(run.population, column));
  if (run.metrics.some(({ metric }, m) => metric.gate && mixing[m] === undefined)) return [];
  return EFFECTS.map((atMargins) => {
    const shares = run.metrics.map((compared, m) => hitShare(run, compared, floors[m] ?? 0, -atMargins));
    const counts = { pass: 0, fail: 0, inconclusive: 0 };
    for (let i = 0; i < runs; i += 1) counts[simulateGate({ ...run, gated, floors, shares, mixing }, random)] += 1;
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
  /** By metric: the share of answers drawn from all cases; undefined (as 0) where the noise is unknown. */
  readonly mixing: readonly (number | undefined)[];
}

type Row = readonly (number | null)[];

function simulateGate(run: SimulatedRun, random: RandomSource): 'pass' | 'fail' | 'inconclusive' {
  const anyCase = (): readonly Row[] => run.population[random.below(run.population.length)]?.rows ?? [];
  const cases = run.cases.map((one) => {
    const place = random.next();
    return { ...one, known: anyCase(), hit: run.shares.map((share) => place < share) };
  });
  const anyTrial = (known: readonly Row[]): Row => known[random.below(known.length)] ?? [];
  const draw = (known: readonly Row[]): Row => {
    const own = anyTrial(known);
    const place = random.next();
    if (run.mixing.every((share = 0) => place >= share)) return own;
    const other = anyTrial(anyCase());
    return own.map((value, m) => (place < (run.mixing[m] ?? 0) ? (other[m] ?? null) : value));
  };
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
        // Enough that the smallest p-value there is lies well below the level it is held against.
        draws: Math.max(DRAWS, Math.ceil(20 / run.design.alphaFail)),
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

/**
 * The share of a metric's answers to draw from all cases instead of the case's own k known trials. The means of k trials
 * spread by σ²_case + σ²_trial/k where the cases themselves spread by σ²_case; mixing with share w shrinks that spread by
 * (1 − w)² and leaves the variance of a single answer alone, so w = 1 − √(σ²_case / (σ²_case + σ²_trial/k)) leaves as much
 * to waver within cases as does in truth.
 */
function shareFromAll(population: readonly CaseObservations[], column: number): number | undefined {
  const known = population
    .map(({ rows }) => rows.map((row) => row[column] ?? null).filter((value) => value !== null))
    .filter((values) => values.length > 0);
  const components = varianceComponents(known);
  if (components === undefined) return undefined;
  const { between, within } = components;
  if (within === 0) return 0;
  const trials = known.length / known.reduce((sum, values) => sum + 1 / values.length, 0);
  return 1 - Math.sqrt(between / (between + within / trials));
}

/** The unit score of a case that is hit: the worst there is; for ratio metrics four times the worst value known. */
function floorOf(run: PredictedRun, compared: ComparedMetric): number {
  return compared.metric.kind === 'ratio' ? Math.min(0, ...valuesOf(run, compared)) - 1 : 0;
}

function valuesOf(run: PredictedRun, { column }: ComparedMetric): readonly number[] {
  return run.population.flatMap(({ rows }) => rows.map((row) => row[column] ?? null)).filter((value) => value !== null);
}
