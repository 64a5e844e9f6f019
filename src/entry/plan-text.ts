import type { PlannedMetric, PredictedVerdict, SuitePlan } from '../domain/plan.ts';
import type { Forecast, SizeForecast } from '../jobs/forecast.ts';
import type { SuiteForecast } from '../jobs/plan.ts';
import { duration } from '../reporters/numbers.ts';

/** What `steelyard plan` prints of one suite. */
export function planText({ plan, findings, forecast, storedCases }: SuiteForecast): string {
  return [
    `${plan.suite}: ${plan.caseIds.length} of ${plan.casesInSuite} cases${plan.units === plan.caseIds.length ? '' : `, which count as ${plan.units}`}, ${trialsOf(plan.trials)}`,
    `  looks: at ${plan.design.screen.map(({ cases }) => cases).join(', ')} cases`,
    `  calls: ${plan.calls.screen} at most, and ${plan.calls.confirm} more at most where something looks worse`,
    ...(plan.cost === undefined
      ? []
      : [
          `  cost: at most $${plan.cost.screen.toFixed(2)}, and $${plan.cost.confirm.toFixed(2)} more for a confirmation`,
        ]),
    ...mustNotFail(plan),
    `  other arm: ${otherArm(plan)}`,
    ...plan.metrics.filter((metric) => metric.gate).map((metric) => metricText(metric, forecast)),
    ...chances(plan, storedCases),
    ...(forecast === undefined ? [] : advice(forecast, plan)),
    ...findings.map(({ message }) => `  note: ${message}`),
  ].join('\n');
}

function mustNotFail({ roles }: SuitePlan): readonly string[] {
  if (roles === undefined) return [];
  const { sentinels, invariants } = roles;
  return [`  must not fail: ${sentinels.length} sentinels and ${invariants.length} invariants, beside the cases`];
}

function otherArm({ control }: SuitePlan): string {
  if (control.kind === 'live') return `the base commit, live (${control.reason})`;
  if (control.kind === 'stored') return 'the stored baseline';
  return `the stored baseline, and the base commit live for ${control.liveCases.length} cases it lacks`;
}

function metricText(metric: PlannedMetric, forecast: Forecast | undefined): string {
  const { smallestDetectableDrop: drop, varying } = metric;
  const trials = forecast?.optimalTrials[metric.name];
  return [
    `  ${metric.name}: limit ${metric.margin}`,
    drop === undefined
      ? 'no drop is seen 8 times in 10, or nothing is known of the noise yet'
      : `smallest drop seen 8 times in 10: ${Number(drop.toPrecision(2))}`,
    `at least ${metric.passFloor} cases for a pass`,
    ...(varying === undefined ? [] : [`${varying.cases} of ${varying.of} stored cases ever varied`]),
    ...(trials === undefined ? [] : [`${trialsOf(trials)} would be best`]),
  ].join('; ');
}

function chances(plan: SuitePlan, storedCases: number): readonly string[] {
  const predicted = plan.metrics.find((metric) => metric.predicted !== undefined)?.predicted;
  if (predicted !== undefined) {
    return ['  chance of   pass  fail  inconclusive  calls', ...predicted.map((chance) => `  ${chanceText(chance)}`)];
  }
  return storedCases > 0 ? [] : ['  chances: unknown until a baseline is stored (`steelyard refresh`)'];
}

function chanceText({ atMargins, pass, fail, inconclusive, calls }: PredictedVerdict): string {
  const name = atMargins === 0 ? 'no change' : `−${-atMargins} × limit`;
  return `${name.padEnd(11)} ${percent(pass)}  ${percent(fail)}  ${percent(inconclusive).padStart(12)}  ${String(Math.round(calls)).padStart(5)}`;
}

function advice(forecast: Forecast, plan: SuitePlan): readonly string[] {
  const { enough, withRepeats, withinLimits, runsToPay, seconds } = forecast;
  return [
    ...(seconds === undefined
      ? []
      : [`  takes about ${duration(seconds)} where nothing changed, by the stored latencies`]),
    enough === undefined
      ? '  no number of cases up to 5,000 passes a change that does nothing 8 times in 10: widen the limit, or steady the product'
      : `  a change that does nothing passes 8 times in 10 from about ${enough.cases} cases on${enough.cases > plan.casesInSuite ? `; the suite has ${plan.casesInSuite}` : ''}`,
    ...(withRepeats === undefined
      ? []
      : [`  or with all ${withRepeats.cases} cases of the suite and ${trialsOf(withRepeats.trials)}`]),
    ...(withinLimits === undefined
      ? []
      : [
          `  the limits pay for ${withinLimits.cases} cases: there it passes ${percent(chanceAt(withinLimits, 0, 'pass')).trim()} of the time`,
        ]),
    ...(runsToPay === undefined
      ? []
      : [
          `  a stored baseline pays from ${runsToPay} gate runs a refresh on; below that \`control: always\` is cheaper, and exact whatever the baseline and the provider did`,
        ]),
    ...curve(forecast.curve),
  ];
}

/** How the chances grow with the number of cases. */
function curve(sizes: readonly SizeForecast[]): readonly string[] {
  if (sizes.length === 0) return [];
  return [
    '  cases  pass if nothing changed  fail at −1 × limit  at −2 × limit  calls if nothing changed',
    ...sizes.map((size) => {
      const cells = [
        [String(size.cases), 5],
        [percent(chanceAt(size, 0, 'pass')), 23],
        [percent(chanceAt(size, -1, 'fail')), 18],
        [percent(chanceAt(size, -2, 'fail')), 13],
        [String(Math.round(chanceAt(size, 0, 'calls'))), 24],
      ] as const;
      return `  ${cells.map(([text, width]) => text.padStart(width)).join('  ')}`;
    }),
  ];
}

function chanceAt({ predicted }: SizeForecast, atMargins: number, of: 'pass' | 'fail' | 'calls'): number {
  return predicted.find((one) => one.atMargins === atMargins)?.[of] ?? 0;
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`.padStart(4);
}

function trialsOf(trials: number): string {
  return `${trials} ${trials === 1 ? 'trial' : 'trials'} a case`;
}
