import type { Design, PredictedVerdict } from '../domain/plan.ts';
import { mean } from '../stats/describe.ts';
import { type RandomSource, seededRandom } from '../stats/random.ts';
import { varianceComponents } from '../stats/variance.ts';
import { type CaseObservations, scoresOf } from './observe.ts';
import { pairArms } from './pair.ts';
import { plannedPrefix, type SampledCase } from './planned-prefix.ts';
import { type PlayedGate, playGate } from './play-gate.ts';
import type { ComparedMetric } from './test-suite.ts';

/** How a gate run would go, as fixed before any data is seen. */
export interface PredictedRun {
  readonly metrics: readonly ComparedMetric[];
  readonly design: Design;
  /** The sample, with its clusters, tags and strata. */
  readonly cases: readonly SampledCase[];
  /** W_h by stratum, where the allocation is not proportional. */
  readonly shares: ReadonlyMap<string, number> | undefined;
  readonly trials: number;
  /** Stored trials a case the baseline arm has; 0 where the control runs live. */
  readonly storedTrials: number;
  /** What each case is like: its known trials, from which answers are drawn; cases of one cluster are drawn together. */
  readonly population: readonly (CaseObservations & { readonly cluster?: string })[];
}

/** Draws of the permutation in a simulated run: the smallest level that is looked at needs no more. */
const DRAWS = 999;

/** The true differences a prediction is made for, in multiples of δ. */
const EFFECTS = [0, -1, -2] as const;

/**
 * The chance of each verdict if nothing changed, at −δ and at −2δ, and the calls it takes, by playing the whole gate with
 * the product's own rules: draw cases from the population, draw answers from each case's known trials, screen, confirm.
 *
 * A few known trials of a case waver less among themselves than the case does; a share of the answers is therefore drawn
 * from all cases, so that answers waver as much as the analysis of variance says. A drop of x is a share of the cases,
 * x / mean, that now always fail, in every gated metric the same cases and in every run (a rule that went missing), which
 * is how prompt regressions look; a drop spread thinly over all cases is about as visible. Monte Carlo error is below 2.5
 * points at 400 runs (one standard error). Empty where no case has two trials: then nothing is known of the noise.
 */
export function predictVerdicts(
  run: PredictedRun,
  runs: number,
  effects: readonly number[] = EFFECTS,
): readonly PredictedVerdict[] {
  const random = seededRandom(`${run.design.seed} predict`);
  const floors = run.metrics.map((compared) => floorOf(run, compared));
  const gated = run.metrics.filter(({ metric }) => metric.gate);
  const noise = run.metrics.map(({ column }) => shareFromAll(run.population, column));
  if (run.metrics.some(({ metric }, m) => metric.gate && noise[m] === undefined)) return [];
  const mixing = noise.map((share, m) => (run.metrics[m]?.metric.kind === 'ratio' ? 0 : share));
  const units = [...Map.groupBy(run.population, ({ cluster }, i) => cluster ?? i).values()];
  return effects.map((atMargins) => {
    const shares = run.metrics.map((compared, m) => hitShare(run, compared, floors[m] ?? 0, -atMargins));
    const counts = { pass: 0, fail: 0, inconclusive: 0 };
    let calls = 0;
    for (let i = 0; i < runs; i += 1) {
      const played = simulateGate({ ...run, gated, floors, shares, weights: run.shares, mixing, units }, random);
      counts[played.outcome] += 1;
      calls += callsOf(run, played);
    }
    return {
      atMargins,
      pass: counts.pass / runs,
      fail: counts.fail / runs,
      inconclusive: counts.inconclusive / runs,
      calls: calls / runs,
    };
  });
}

interface SimulatedRun extends Omit<PredictedRun, 'shares'> {
  readonly weights: PredictedRun['shares'];
  readonly gated: readonly ComparedMetric[];
  /** By metric: the score of a case that is hit, and the share of cases that are. */
  readonly floors: readonly number[];
  readonly shares: readonly number[];
  /** By metric: the share of answers drawn from all cases; undefined (as 0) where the noise is unknown. */
  readonly mixing: readonly (number | undefined)[];
  /** The population, clusters whole. */
  readonly units: readonly PredictedRun['population'][];
}

type Row = readonly (number | null)[];

function simulateGate(run: SimulatedRun, random: RandomSource): PlayedGate {
  const anyUnit = () => run.units[random.below(run.units.length)] ?? [];
  const anyCase = (): readonly Row[] => run.population[random.below(run.population.length)]?.rows ?? [];
  let unit:
    | { readonly like: PredictedRun['population']; readonly place: number; readonly cluster: string | undefined }
    | undefined;
  let member = 0;
  const cases = run.cases.map((one) => {
    // Cases of one cluster resemble the cases of one cluster, and a rule that is missing is missing for all of them.
    const follows = unit !== undefined && one.cluster !== undefined && unit.cluster === one.cluster;
    if (!follows || unit === undefined) {
      unit = { like: anyUnit(), place: random.next(), cluster: one.cluster };
      member = 0;
    }
    const { like, place } = unit;
    const known = like[member++ % Math.max(1, like.length)]?.rows ?? [];
    return { ...one, known, hit: run.shares.map((share) => place < share) };
  });
  const anyTrial = (known: readonly Row[]): Row => known[random.below(known.length)] ?? [];
  const draw = (known: readonly Row[]): Row => {
    const own = anyTrial(known).map((value, m) =>
      run.metrics[m]?.metric.kind === 'ratio' ? stretched(known, m, value) : value,
    );
    const place = random.next();
    if (run.mixing.every((share = 0) => place >= share)) return own;
    const other = anyTrial(anyCase());
    return own.map((value, m) => (place < (run.mixing[m] ?? 0) ? (other[m] ?? null) : value));
  };
  type Simulated = (typeof cases)[number];
  const candidate = ({ known, hit }: Simulated): Row =>
    draw(known).map((value, m) => (hit[m] === true ? (run.floors[m] ?? 0) : value));
  const control = ({ known }: Simulated): Row => draw(known);
  const arm = (from: number, to: number, trials: number, answer: (one: Simulated) => Row) =>
    cases.slice(from, to).map(({ id, ...one }): CaseObservations => ({
      caseId: id,
      rows: Array.from({ length: trials }, () => answer({ id, ...one })),
      excluded: 0,
    }));
  const screened = { candidate: new Map<string, CaseObservations>(), control: new Map<string, CaseObservations>() };
  const confirmed = { candidate: new Map<string, CaseObservations>(), control: new Map<string, CaseObservations>() };
  const add = (to: Map<string, CaseObservations>, more: readonly CaseObservations[]): void => {
    for (const one of more) {
      const before = to.get(one.caseId)?.rows ?? [];
      to.set(one.caseId, { ...one, rows: [...before, ...one.rows] });
    }
  };
  return playGate({
    design: run.design,
    metrics: run.gated,
    trialsAt(stage, look) {
      const looks: readonly { readonly cases: number; readonly passes?: number }[] = run.design[stage];
      const before = looks[look - 2];
      const now = looks[look - 1] ?? { cases: 0 };
      // A look that asks all cases once more starts again at the first.
      const from = now.passes === (before?.passes ?? now.passes) ? (before?.cases ?? 0) : 0;
      const arms = stage === 'screen' ? screened : confirmed;
      add(arms.candidate, arm(from, now.cases, run.trials, candidate));
      add(arms.control, arm(from, now.cases, stage === 'screen' ? Math.max(1, run.storedTrials) : run.trials, control));
      return pairArms(plannedPrefix(run.cases, now.cases, run.weights), arms.candidate, arms.control);
    },
    draws: { screen: drawsFor(run.design), confirm: drawsFor(run.design) },
    random,
  });
}

/**
 * An answer of a ratio metric, moved away from its case's mean so far that k known trials waver among themselves as much
 * as the case does. Answers of other cases will not do here: cases differ by far more than answers do, and the clip makes
 * little of such outliers.
 */
function stretched(known: readonly Row[], m: number, value: number | null): number | null {
  const values = scoresOf(known, m);
  if (value === null || values.length < 2) return value;
  const own = mean(values);
  return own + (value - own) * Math.sqrt(values.length / (values.length - 1));
}

/** Enough that the smallest p-value there is lies well below the smallest level it is held against. */
function drawsFor({ confirm }: Design): number {
  return Math.max(DRAWS, Math.ceil(20 / Math.min(...confirm.map(({ level }) => level))) - 1);
}

/** Model calls of one played gate: what was looked at is what was run. */
export function callsOf(
  { design, trials, storedTrials }: Pick<PredictedRun, 'design' | 'trials' | 'storedTrials'>,
  { screen, confirm }: PlayedGate,
): number {
  const first = (design.screen[screen.taken - 1]?.cases ?? 0) * (trials + (storedTrials === 0 ? 1 : 0));
  if (confirm === undefined) return first;
  const last = design.confirm[confirm.taken - 1];
  return first + (last?.cases ?? 0) * (last?.passes ?? 0) * trials * 2;
}

/** The share of cases that must fail for the mean of a gated metric to fall by `margins` × δ. */
function hitShare(
  run: Pick<PredictedRun, 'population'>,
  compared: ComparedMetric,
  floor: number,
  margins: number,
): number {
  if (!compared.metric.gate || margins === 0) return 0;
  // A ratio that is hit lies a whole clip below every value known: it costs 1, however far below it lies.
  const fall = compared.metric.kind === 'ratio' ? 1 : mean(valuesOf(run, compared)) - floor;
  return fall <= 0 ? 0 : Math.min(1, (margins * compared.unitMargin) / fall);
}

/**
 * The share of a metric's answers to draw from all cases instead of the case's own k known trials. The means of k trials
 * spread by σ²_case + σ²_trial/k where the cases themselves spread by σ²_case; mixing with share w shrinks that spread by
 * (1 − w)² and leaves the variance of a single answer alone, so w = 1 − √(σ²_case / (σ²_case + σ²_trial/k)) leaves as much
 * to waver within cases as does in truth.
 */
function shareFromAll(population: readonly CaseObservations[], column: number): number | undefined {
  const known = population.map(({ rows }) => scoresOf(rows, column)).filter((values) => values.length > 0);
  const components = varianceComponents(known);
  if (components === undefined) return undefined;
  const { between, within } = components;
  if (within === 0) return 0;
  const trials = known.length / known.reduce((sum, values) => sum + 1 / values.length, 0);
  return 1 - Math.sqrt(between / (between + within / trials));
}

/** The unit score of a case that is hit: the worst there is; for ratio metrics four times the worst value known. */
function floorOf(run: Pick<PredictedRun, 'population'>, compared: ComparedMetric): number {
  return compared.metric.kind === 'ratio' ? Math.min(0, ...valuesOf(run, compared)) - 1 : 0;
}

function valuesOf(run: Pick<PredictedRun, 'population'>, { column }: ComparedMetric): readonly number[] {
  return run.population.flatMap(({ rows }) => scoresOf(rows, column));
}
