import type { Baseline } from '../domain/baseline.ts';
import type { Json } from '../domain/json.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import type { MetricSummary } from './metric-summary.ts';
import { storedNumber } from './stored-number.ts';
import { storedOutput } from './stored-output.ts';

/** A file to be written, by its path below the folder of baselines. */
export interface RenderedFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The three files of a stored baseline: `baseline.json`, which people review; `cases.jsonl`, one case a line; and
 * `outputs.jsonl`, the first answer of each case (empty where none is stored, so that none of an older run stays).
 * The same baseline gives the same bytes: sorted, LF, a newline at the end.
 *
 * @param summaries By metric name, one for each metric of the baseline.
 * @param outputs First answer by case id, whole; cut and digested here. `baseline.outputs` is not read.
 */
export function renderBaseline(
  baseline: Baseline,
  summaries: ReadonlyMap<string, MetricSummary>,
  outputs: ReadonlyMap<string, string>,
): readonly RenderedFile[] {
  return [
    {
      path: `${baseline.suite}/baseline.json`,
      text: pretty(reviewed(baseline, summaries)),
    },
    { path: `${baseline.suite}/cases.jsonl`, text: lines(baseline.cases, caseLine) },
    { path: `${baseline.suite}/outputs.jsonl`, text: lines(outputs, storedOutput) },
  ];
}

function reviewed(baseline: Baseline, summaries: ReadonlyMap<string, MetricSummary>): Json {
  const { schemaVersion, suite, suiteDigest, fingerprint, runs, accepted } = baseline;
  const metrics = baseline.metrics.map((name) => {
    const summary = summaries.get(name);
    if (summary === undefined) throw new Error(`no summary of metric ${name} was given`);
    const { estimate, sd, flipRate, cases } = summary;
    return {
      name,
      estimate: storedNumber(estimate),
      sd: storedNumber(sd),
      flipRate: flipRate === null ? null : storedNumber(flipRate),
      cases,
    };
  });
  return {
    schemaVersion,
    suite,
    suiteDigest,
    fingerprint: { ...fingerprint },
    metrics,
    provenance: { runs: runs.map((run) => ({ ...run })) },
    accepted: accepted.map((drop) => ({ ...drop })),
  };
}

function caseLine(
  id: string,
  stored: Baseline['cases'] extends ReadonlyMap<string, infer Case> ? Case : never,
): object {
  const trials = stored.trials.map(({ run, scores }) => [
    run,
    ...scores.map((score) => (score === null ? null : storedNumber(score))),
  ]);
  return { id, hash: stored.hash, trials };
}

function lines<Value>(map: ReadonlyMap<string, Value>, line: (id: string, value: Value) => object): string {
  const ordered = [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  return ordered.map(([id, value]) => `${JSON.stringify(line(id, value))}\n`).join('');
}

/** Indented for review, keys in order. */
function pretty(value: Json): string {
  return `${JSON.stringify(JSON.parse(canonicalJson(value)), null, 2)}\n`;
}
