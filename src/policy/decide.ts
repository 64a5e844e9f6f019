import type { Finding } from '../domain/finding.ts';
import type { StageDecision } from '../domain/report.ts';
import type { Level, Settings } from '../domain/settings.ts';
import type { InconclusiveReason, MetricVerdict, Outcome, SuiteVerdict, Verdict } from '../domain/verdict.ts';
import { levelFindings } from './rules.ts';

/** What is known of one gated suite when all stages are over. */
export interface SuiteState {
  readonly suite: string;
  /** The gated metrics, in suite order. */
  readonly metrics: readonly string[];
  readonly screen: readonly StageDecision[];
  readonly confirm: readonly StageDecision[];
  /** Where a PASS has to be repeated: what the fresh runs decided; empty where they did not come to it. */
  readonly repeat?: readonly StageDecision[];
  /** Something that forbids any verdict on this suite, however its numbers look. */
  readonly blocked?: InconclusiveReason;
  /** Gated metrics that would pass, were it not for excluded cases. */
  readonly failsAtWorstCase: readonly string[];
  readonly notes: Readonly<Record<string, 'worse-within-margin' | 'improved'>>;
  /** Sentinels and invariants that the candidate broke: with one the suite has failed, whatever else is known of it. */
  readonly broken?: readonly string[];
}

/**
 * Findings and decisions → verdict (product.md). A suite fails if any gated metric fails or a must-not-fail case is broken,
 * and passes only if all metrics pass;
 * the whole is the worst of the suites. Of several reasons to be inconclusive the one with the strictest level counts.
 *
 * @param advisoryOnly suites that ran and enter no verdict (added by this change)
 */
export function decide(
  suites: readonly SuiteState[],
  findings: readonly Finding[],
  policy: { readonly levels: Settings['levels']; readonly advisoryOnly: readonly string[] },
): Verdict {
  const gating = suites.filter(({ metrics }) => metrics.length > 0);
  const perMetric = gating.flatMap(metricVerdicts);
  const perSuite = gating.map((state) => suiteVerdict(state, perMetric, policy.levels));
  const withNew = perSuite.length > 0 ? perSuite : withoutGates(suites, policy.advisoryOnly);
  const outcome = worst(withNew.map((suite) => suite.outcome));
  const reason =
    outcome === 'inconclusive'
      ? strictest(
          withNew.map((s) => s.reason),
          policy.levels,
        )
      : undefined;
  return {
    outcome,
    ...(reason === undefined ? {} : { reason }),
    level: outcome === 'pass' ? 'pass' : outcome === 'fail' ? 'fail' : policy.levels[reason ?? 'undecided'],
    because: levelFindings(findings, policy.levels),
    perSuite: withNew,
    perMetric,
  };
}

/** Where nothing gates, what ran is no verdict and never looks like a pass. Where nothing ran, there is nothing to say. */
function withoutGates(suites: readonly SuiteState[], advisoryOnly: readonly string[]): readonly SuiteVerdict[] {
  if (suites.length > 0) {
    return suites.map(({ suite }) => ({ suite, outcome: 'inconclusive', reason: 'metric-missing' }));
  }
  return advisoryOnly.map((suite) => ({ suite, outcome: 'inconclusive', reason: 'no-baseline' }));
}

function metricVerdicts(state: SuiteState): readonly MetricVerdict[] {
  const failed = state.confirm.some(({ decision }) => decision === 'confirmed');
  const screening = state.screen.some(({ decision }) => decision === 'screened');
  return state.metrics.map((metric): MetricVerdict => {
    const of = { suite: state.suite, metric };
    const inconclusive = (reason: InconclusiveReason): MetricVerdict => ({ ...of, outcome: 'inconclusive', reason });
    if (state.blocked !== undefined) return inconclusive(state.blocked);
    const screen = state.screen.find((decision) => decision.metric === metric)?.decision;
    const confirm = state.confirm.find((decision) => decision.metric === metric)?.decision;
    if (screen === undefined) return inconclusive('metric-missing');
    const again = state.repeat?.find((decision) => decision.metric === metric)?.decision;
    if (screen === 'passed' && passesAlone(state) && again !== 'passed') return inconclusive('undecided');
    if (screen === 'passed') {
      const note = state.notes[metric];
      return { ...of, outcome: 'pass', ...(note === undefined ? {} : { note }) };
    }
    if (confirm === 'confirmed') return { ...of, outcome: 'fail' };
    if (confirm === 'not-confirmed') return inconclusive('unconfirmed');
    if (state.failsAtWorstCase.includes(metric)) return inconclusive('too-many-errors');
    return failed || screening ? { ...inconclusive('undecided'), note: 'not-decided' } : inconclusive('undecided');
  });
}

/** The suite would pass on stage 1, and this attempt asks for more than that. */
function passesAlone({ metrics, screen, repeat }: SuiteState): boolean {
  if (repeat === undefined) return false;
  return metrics.every((metric) => screen.some((one) => one.metric === metric && one.decision === 'passed'));
}

function suiteVerdict(state: SuiteState, all: readonly MetricVerdict[], levels: Settings['levels']): SuiteVerdict {
  const mine = all.filter((verdict) => verdict.suite === state.suite);
  // Before what blocks: neither lost calls nor a spent limit make a broken case whole.
  if ((state.broken ?? []).length > 0) return { suite: state.suite, outcome: 'fail' };
  if (state.blocked !== undefined) return { suite: state.suite, outcome: 'inconclusive', reason: state.blocked };
  const outcome = worst(mine.map((verdict) => verdict.outcome));
  if (outcome !== 'inconclusive') return { suite: state.suite, outcome };
  const reason = strictest(
    mine.map((verdict) => verdict.reason),
    levels,
  );
  return { suite: state.suite, outcome, ...(reason === undefined ? {} : { reason }) };
}

const severity: readonly Outcome[] = ['pass', 'inconclusive', 'fail'];

function worst(outcomes: readonly Outcome[]): Outcome {
  return outcomes.reduce((a, b) => (severity.indexOf(b) > severity.indexOf(a) ? b : a), 'pass');
}

const strictness: readonly Level[] = ['pass', 'warn', 'fail'];

/** Of equally strict reasons the first met stands, but a specific one before the general `undecided`. */
function strictest(
  reasons: readonly (InconclusiveReason | undefined)[],
  levels: Settings['levels'],
): InconclusiveReason | undefined {
  const rank = (reason: InconclusiveReason) =>
    strictness.indexOf(levels[reason]) * 2 + (reason === 'undecided' ? 0 : 1);
  return reasons
    .filter((reason) => reason !== undefined)
    .reduce<InconclusiveReason | undefined>((a, b) => (a === undefined || rank(b) > rank(a) ? b : a), undefined);
}
