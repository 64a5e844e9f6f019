import { type Compatibility, judgeBaseline } from '../analysis/compatibility.ts';
import type { ComparedMetric } from '../analysis/test-suite.ts';
import { type CaseObservations, observeBaseline, scoresOf } from '../analysis/observe.ts';
import { carries } from '../analysis/pair.ts';
import type { SampledCase } from '../analysis/planned-prefix.ts';
import { informativeCases } from '../analysis/informative-cases.ts';
import { withoutSelectingRuns } from '../analysis/without-selecting-runs.ts';
import { dropSeen } from '../analysis/drop-seen.ts';
import { type PredictedRun, predictVerdicts } from '../analysis/predict.ts';
import { designFor } from '../design/design-for.ts';
import { unitsOf } from '../design/units-of.ts';
import { samplingSeed } from '../design/seed.ts';
import type { Baseline } from '../domain/baseline.ts';
import type { Case } from '../domain/case.ts';
import { type CasesByRole, casesByRole } from '../domain/cases-by-role.ts';
import type { Change } from '../domain/change.ts';
import type { Finding } from '../domain/finding.ts';
import type { ControlSource, Design, PlannedMetric, SuitePlan } from '../domain/plan.ts';
import type { Settings } from '../domain/settings.ts';
import type { Metric } from '../domain/suite.ts';
import { passFloor } from '../stats/pass-floor.ts';
import { seededRandom } from '../stats/random.ts';
import { clusterCases } from './cluster-cases.ts';
import { drawSample } from './draw-sample.ts';
import { comparedMetrics } from './gated-metrics.ts';
import { nearDuplicateNote, selectionNote } from './plan-notes.ts';
import { costAtMost } from './estimate-cost.ts';
import { medianCount } from './median-count.ts';
import { dropInOwnUnits, smallestDetectableDropInOwnUnits } from './smallest-drop.ts';
import type { ComparedSuite } from './compare-sides.ts';
import { callsOfRoles, costOfRoles, planOfRoles } from './plan-roles.ts';

/** A suite's plan with what carrying it out needs. */
export interface PlannedSuite {
  readonly plan: SuitePlan;
  readonly compared: ComparedSuite;
  /** The sample, in its pre-registered order. */
  readonly sample: readonly Case[];
  /** The same as the tests see it. */
  readonly sampled: readonly SampledCase[];
  /** What must not fail runs beside the sample. */
  readonly roles: CasesByRole;
  /** Each stratum's share of the suite, where strata were not sampled in proportion. */
  readonly shares: ReadonlyMap<string, number> | undefined;
  /** All metrics of the suite, gated and advisory, with their columns. */
  readonly metrics: readonly ComparedMetric[];
  readonly baseline?: Baseline;
  /** All cases of the suite, near-duplicates in clusters. */
  readonly clustered: readonly Case[];
  /** What the chances were predicted from; undefined where nothing is stored. */
  readonly prediction: PredictedRun | undefined;
  /** Cases whose other arm must run live in stage 1. */
  readonly liveCases: readonly Case[];
  readonly findings: readonly Finding[];
}

/** Simulated gate runs behind a predicted chance: a standard error of at most 3.6 points. */
const SIMULATED_RUNS = 200;

/** Everything about one suite that is fixed before any data is seen. */
export function planSuite(
  compared: ComparedSuite,
  whole: Baseline | undefined,
  of: {
    readonly change: Pick<Change, 'repository' | 'seedKey'>;
    readonly settings: Settings;
    readonly gatedSuites: number;
    /** Of all these suites together. */
    readonly sentinels: number;
    readonly now: number;
    /** Simulated runs for the predicted chances; 0 leaves them out. */
    readonly simulatedRuns?: number;
  },
): PlannedSuite {
  const { suite } = compared;
  const settings = settingsFor(compared, of.settings);
  const seed = samplingSeed({
    repository: of.change.repository,
    seedKey: settings.seedKey ?? of.change.seedKey,
    suiteDigest: suite.digest,
  });
  const { baseline, dropped } =
    whole === undefined ? { baseline: undefined, dropped: [] } : withoutSelectingRuns(whole, suite.cases);
  const roles = casesByRole(suite.cases);
  const clustered = clusterCases(roles.measured);
  const metrics = comparedMetrics(suite);
  const stored =
    baseline === undefined ? new Map<string, CaseObservations>() : observeBaseline(baseline, suite.metrics);
  const { sample, sampled, shares } = drawSample(clustered.cases, {
    sampling: suite.sampling,
    metrics,
    population: stored,
    random: () => seededRandom(`${seed} sample`),
  });
  const margins = metrics.filter(({ metric }) => metric.gate).map(({ unitMargin }) => unitMargin);
  const { gatedSuites, sentinels } = of;
  const design = designFor(settings, { gatedSuites, sentinels, seed, sample, margins });
  const judged = judgeBaseline(baseline, {
    suite,
    fingerprint: compared.base.fingerprint,
    now: of.now,
    maxAgeDays: settings.maxAgeDays,
  });
  const control = controlSource(judged, sample, settings);
  const live =
    control.kind === 'live'
      ? sample
      : control.kind === 'mixed'
        ? sample.filter((c) => control.liveCases.includes(c.id))
        : [];
  const { trials } = suite.sampling;
  const clusterOf = new Map(clustered.cases.map(({ id, cluster }) => [id, cluster]));
  const unmeasured = new Set([...roles.sentinels, ...roles.invariants].map(({ id }) => id));
  const hashOf = new Map(suite.cases.map(({ id, hash }) => [id, hash]));
  const known = [...stored.values()]
    .filter(
      ({ caseId, rows }) =>
        rows.length > 0 && !unmeasured.has(caseId) && hashOf.get(caseId) === baseline?.cases.get(caseId)?.hash,
    )
    .map((one) => {
      const cluster = clusterOf.get(one.caseId);
      return cluster === undefined ? one : { ...one, cluster };
    });
  const storedTrials = control.kind === 'live' ? 0 : medianCount(known.map(({ rows }) => rows.length));
  const runs = of.simulatedRuns ?? SIMULATED_RUNS;
  const prediction: PredictedRun | undefined =
    known.length === 0
      ? undefined
      : { metrics, design, cases: sampled, shares, trials, storedTrials, population: known };
  const predicted = prediction === undefined || runs === 0 ? [] : predictVerdicts(prediction, runs);
  const atMargin = predicted.find(({ atMargins }) => atMargins === -1);
  // Where nearly every drop of the margin is seen, the smallest one lies well below it.
  const between =
    prediction !== undefined && (atMargin?.fail ?? 0) > 0.8 ? predictVerdicts(prediction, runs, [-0.5]) : [];
  const seen = dropSeen([...predicted, ...between], runs);
  const head = costAtMost(compared.head, sample, settings.prices);
  const base = costAtMost(compared.base, sample, settings.prices);
  const baseLive = costAtMost(compared.base, live, settings.prices);
  const beside = callsOfRoles(roles, trials);
  const besideCost = costOfRoles(compared, roles, { trials, prices: settings.prices });
  const planned = metrics.map(({ metric, column, tag, unitMargin: unit }): PlannedMetric => {
    const inside = sampled.filter((one) => carries(one, tag));
    const drop =
      metric.gate && predicted.length > 0
        ? seen === undefined
          ? undefined
          : dropInOwnUnits(metric, seen * unit)
        : smallestDetectableDropInOwnUnits(metric, column, {
            population: known,
            cases: inside.length,
            unitMargin: unit,
            trials,
            otherTrials: Math.max(1, storedTrials),
          });
    return {
      name: metric.name,
      title: metric.title,
      kind: metric.kind,
      direction: metric.direction,
      gate: metric.gate,
      ...(tag === undefined ? {} : { slice: tag }),
      margin: metric.margin,
      range: metric.range,
      unitMargin: unit,
      passFloor: passFloor(unit, design.screen.at(-1)?.passLevel ?? design.alphaPass),
      ...varyingOf(metric, unit, column, known),
      ...(drop === undefined ? {} : { smallestDetectableDrop: drop }),
      ...(predicted.length === 0 || !metric.gate ? {} : { predicted }),
    };
  });
  return {
    compared,
    sample,
    sampled,
    roles,
    shares,
    clustered: clustered.cases,
    prediction,
    metrics,
    liveCases: live,
    ...(control.kind === 'live' || baseline === undefined ? {} : { baseline }),
    findings: [
      // Where the policy asks for a live control, a baseline that cannot serve is nobody's worry.
      ...(judged.usable || settings.control === 'always' ? [] : [judged.finding]),
      ...nearDuplicateNote(suite.name, clustered),
      ...selectionNote(suite.name, dropped),
    ],
    plan: {
      suite: suite.name,
      suiteDigest: suite.digest,
      design,
      caseIds: sample.map((c) => c.id),
      casesInSuite: roles.measured.length,
      units: unitsOf(sample),
      ...planOfRoles(roles),
      tags: countTags(sample),
      trials,
      control,
      metrics: planned,
      calls: {
        screen: sample.length * trials + live.length + beside.first,
        drift: control.kind === 'live' ? 0 : sample.length * (trials + 1),
        confirm: sample.length * trials * 2 * passesOf(design) + beside.again,
      },
      ...(head === undefined || base === undefined
        ? {}
        : {
            cost: {
              screen: head * trials + (baseLive ?? 0) + (besideCost?.first ?? 0),
              drift: control.kind === 'live' ? 0 : head * trials + base,
              confirm: (head + base) * trials * passesOf(design) + (besideCost?.again ?? 0),
            },
          }),
    },
  };
}

/** How many of the stored cases ever varied on a metric, where any has two trials. */
function varyingOf(
  { kind }: Metric,
  unit: number,
  column: number,
  known: readonly CaseObservations[],
): Pick<PlannedMetric, 'varying'> {
  const scores = known.map(({ rows }) => scoresOf(rows, column));
  const { nearBest, informative, repeated } = informativeCases(scores, { kind, unitMargin: unit });
  return repeated === 0 ? {} : { varying: { cases: informative, of: repeated, nearBest } };
}

/** How often stage 2 asks each case at most, in planned trials. */
function passesOf({ confirm }: Design): number {
  return Math.max(1, ...confirm.map(({ passes }) => passes));
}

function countTags(sample: readonly Case[]): Readonly<Record<string, number>> {
  const tags = Map.groupBy(
    sample.flatMap((c) => [...new Set(c.tags)]),
    (tag) => tag,
  );
  return Object.fromEntries([...tags.keys()].sort().map((tag) => [tag, tags.get(tag)?.length ?? 0]));
}

function settingsFor({ onlyStored }: ComparedSuite, settings: Settings): Settings {
  return onlyStored === true ? { ...settings, control: 'auto', maxAgeDays: Infinity } : settings;
}

function controlSource(judged: Compatibility, sample: readonly Case[], settings: Settings): ControlSource {
  if (settings.control === 'always') return { kind: 'live', reason: 'the policy says `control: always`' };
  if (!judged.usable) return { kind: 'live', reason: judged.finding.message };
  const without = new Set(judged.casesWithout);
  const liveCases = sample.filter((c) => without.has(c.id)).map((c) => c.id);
  return liveCases.length === 0 ? { kind: 'stored' } : { kind: 'mixed', liveCases };
}
