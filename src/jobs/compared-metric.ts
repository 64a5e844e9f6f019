import type { Direction, Metric, MetricKind } from '../domain/suite.ts';
import { UsageError } from '../domain/usage-error.ts';
import { didYouMean } from '../text/suggest.ts';

/** A metric as `compare --metric` names it; what is left out is inferred from the values. */
export interface AskedMetric {
  readonly name: string;
  readonly kind?: MetricKind;
  readonly range?: readonly [number, number];
  readonly direction?: Direction;
  /** Own units; 5% of the range where undefined, 10% for a ratio. */
  readonly margin?: number;
}

const DEFAULT_MARGIN_SHARE = 0.05;
const DEFAULT_RATIO_MARGIN = 0.1;

const form =
  /^(?<name>[^:[\]]+)(?::(?<kind>binary|ordinal|continuous|ratio))?(?:\[(?<min>[^,\]]+),(?<max>[^\]]+)\])?(?::(?<direction>higher|lower))?$/;

/** `NAME[:binary|ordinal|continuous|ratio][[MIN,MAX]][:higher|lower]` */
export function parseMetric(text: string): AskedMetric {
  const groups = form.exec(text)?.groups;
  const name = groups?.['name'];
  const min = Number(groups?.['min'] ?? 0);
  const max = Number(groups?.['max'] ?? 1);
  if (groups === undefined || name === undefined || !(min < max)) {
    throw new UsageError({
      where: '--metric',
      path: '',
      expected: 'NAME[:binary|ordinal|continuous|ratio][[MIN,MAX]][:higher|lower]',
      received: `"${text}"`,
      mend: "for example --metric 'helpfulness:ordinal[1,5]:higher'",
    });
  }
  const kind = groups['kind'] as MetricKind | undefined;
  const direction = groups['direction'] as Direction | undefined;
  return {
    name,
    ...(kind === undefined ? {} : { kind }),
    ...(groups['min'] === undefined ? {} : { range: [min, max] as const }),
    ...(direction === undefined ? {} : { direction }),
  };
}

/** `NAME=AMOUNT`: a metric's name and its margin in own units. */
export function parseMargin(text: string): readonly [string, number] {
  const at = text.lastIndexOf('=');
  const name = text.slice(0, Math.max(0, at));
  const margin = Number(text.slice(at + 1));
  if (at >= 1 && text.slice(at + 1).trim() !== '' && margin > 0) return [name, margin];
  throw new UsageError({
    where: '--margin',
    path: '',
    expected: 'NAME=AMOUNT with an amount above 0, in the units of the metric',
    received: `"${text}"`,
    mend: 'for example --margin correct=0.05',
  });
}

/** The metrics asked for, each with its margin. Throws a UsageError for a margin of a metric that is not compared. */
export function withMargins(
  metrics: readonly AskedMetric[],
  margins: ReadonlyMap<string, number>,
): readonly AskedMetric[] {
  const names = metrics.map(({ name }) => name);
  const stray = [...margins.keys()].find((name) => !names.includes(name));
  if (stray !== undefined) {
    const mend = didYouMean(stray, names);
    throw new UsageError({
      where: '--margin',
      path: '',
      expected: `a metric that is compared (${names.join(', ')})`,
      received: `"${stray}"`,
      ...(mend === undefined ? {} : { mend }),
    });
  }
  return metrics.map((metric) => {
    const margin = margins.get(metric.name);
    return margin === undefined ? metric : { ...metric, margin };
  });
}

/** What a metric is, from what was asked and what its values look like. */
export function metricOf(asked: AskedMetric, values: readonly number[], known: readonly string[]): Metric {
  if (values.length === 0 && !known.includes(asked.name)) {
    const mend = didYouMean(asked.name, known);
    throw new UsageError({
      where: '--metric',
      path: '',
      expected: `a metric of the files (${known.join(', ')})`,
      received: `"${asked.name}"`,
      ...(mend === undefined ? {} : { mend }),
    });
  }
  const kind =
    asked.kind ?? (values.every((v) => v === 0 || v === 1) && asked.range === undefined ? 'binary' : 'continuous');
  const range = asked.range ?? ([0, 1] as const);
  const metric: Metric = {
    name: asked.name,
    title: asked.name,
    scorer: { type: 'imported', options: {} },
    kind,
    range,
    direction: asked.direction ?? (kind === 'ratio' ? 'lower' : 'higher'),
    margin: asked.margin ?? (kind === 'ratio' ? DEFAULT_RATIO_MARGIN : DEFAULT_MARGIN_SHARE * (range[1] - range[0])),
    gate: true,
  };
  refuseMargin(metric);
  return metric;
}

function refuseMargin(metric: Metric): void {
  const length = metric.range[1] - metric.range[0];
  if (metric.kind === 'ratio' ? metric.margin <= 3 : metric.margin < length) return;
  throw new UsageError({
    where: '--margin',
    path: metric.name,
    expected:
      metric.kind === 'ratio'
        ? 'at most 3 (a change to four times the value)'
        : `less than the metric's range (${length})`,
    received: String(metric.margin),
  });
}
