import * as z from 'zod';
import type { JsonObject, Json } from '../domain/json.ts';
import type { FileTree } from '../domain/ports.ts';
import type { Scorer } from '../domain/scorer.ts';
import type { Metric } from '../domain/suite.ts';
import type { Issue } from '../domain/usage-error.ts';
import type { Scale, ScorerDefinition } from '../scorers/define-scorer.ts';
import { scorerNamed, scorers } from '../scorers/index.ts';
import { brief } from '../text/brief.ts';
import { sha256Hex } from '../text/digest.ts';
import { didYouMean } from '../text/suggest.ts';
import { issuesFrom, pathText } from './issues.ts';
import { scaleIssues } from './metric-scale.ts';
import { readNamedFile } from './repository-path.ts';

const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

/** One metric of suite.yaml as written. */
export const metricSchema = z.strictObject({
  name: z.string().regex(NAME, { error: 'a name of letters, digits, `-` and `_` that starts with a letter' }),
  title: z.string().min(1).max(120).optional().describe('The name for people; by default made from `name`.'),
  kind: z
    .enum(['binary', 'ordinal', 'continuous', 'ratio'])
    .optional()
    .describe('What its values are; by default what its scorer gives.'),
  direction: z.enum(['higher', 'lower']).optional().describe('Which is better; by default what its scorer says.'),
  range: z
    .tuple([z.number(), z.number()], { error: 'a list of two numbers, smallest and largest' })
    .optional()
    .describe('Smallest and largest possible value, [0, 1] by default.'),
  margin: z
    .number()
    .optional()
    .describe("The largest drop you accept, in the metric's units; 5% of the range by default, 10% for a ratio."),
  'release-margin': z
    .number()
    .optional()
    .describe('The largest drop that a release may bring against the last one; `margin` by default.'),
  gate: z.boolean().default(false).describe('Whether the metric decides; the others are shown.'),
  scorer: z.looseObject({ type: z.string() }).describe('The scorer with its options.'),
});

export type WrittenMetric = z.output<typeof metricSchema>;

export interface ConfiguredMetric {
  readonly metric: Metric;
  readonly scorer: Scorer;
  /** Type, version, options and file digests: what the scorers digest is over. */
  readonly identity: JsonObject;
  /** Repository paths of the files that the scorer read. */
  readonly files: readonly string[];
}

export type MetricResult =
  | { readonly ok: true; readonly configured: ConfiguredMetric }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** A written metric with its scorer configured and its defaults filled in. `index` is its place in the list. */
export async function configureMetric(
  written: WrittenMetric,
  index: number,
  place: { readonly tree: FileTree; readonly directory: string; readonly where: string },
): Promise<MetricResult> {
  const { type, ...options } = written.scorer;
  const at = ['metrics', index, 'scorer'];
  const definition = scorerNamed(type);
  if (definition === undefined) {
    const mend = didYouMean(type, Object.keys(scorers)) ?? `known scorers: ${Object.keys(scorers).join(', ')}`;
    const issue = {
      where: place.where,
      path: pathText([...at, 'type']),
      expected: 'a known scorer',
      received: brief(type),
      mend,
    };
    return { ok: false, issues: [issue] };
  }

  const files = await readFiles(definition, options, at, place);
  if (!files.ok) return files;
  const configured = definition.configure(options, files.texts);
  if (!configured.ok) {
    const context = { where: place.where, input: options, schema: definition.schema, at, alsoKnown: ['type'] };
    return { ok: false, issues: issuesFrom(configured.issues, context) };
  }

  const scale = definition.scale(options);
  const issues = scaleIssues(written, scale, index, place.where);
  if (issues.length > 0) return { ok: false, issues };
  // Options came from YAML that was checked to be JSON.
  const spec = { type, options: options as JsonObject };
  const digests: Json = Object.fromEntries([...files.texts].map(([name, text]) => [name, sha256Hex(text)]));
  return {
    ok: true,
    configured: {
      metric: metricOf(written, scale, spec),
      scorer: configured.product,
      identity: { ...spec, version: definition.version, files: digests },
      files: files.paths,
    },
  };
}

function metricOf(written: WrittenMetric, scale: Scale, scorer: Metric['scorer']): Metric {
  const kind = written.kind ?? scale.kind;
  const range = written.range ?? [0, 1];
  return {
    name: written.name,
    title: written.title ?? titleOf(written.name),
    scorer,
    kind,
    range,
    direction: written.direction ?? scale.direction,
    margin: written.margin ?? (kind === 'ratio' ? 0.1 : 0.05 * (range[1] - range[0])),
    ...(written['release-margin'] === undefined ? {} : { releaseMargin: written['release-margin'] }),
    gate: written.gate,
  };
}

type FilesResult =
  | { readonly ok: true; readonly texts: ReadonlyMap<string, string>; readonly paths: readonly string[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };

async function readFiles(
  definition: ScorerDefinition,
  options: Readonly<Record<string, unknown>>,
  at: readonly PropertyKey[],
  place: { readonly tree: FileTree; readonly directory: string; readonly where: string },
): Promise<FilesResult> {
  const texts = new Map<string, string>();
  const paths: string[] = [];
  for (const name of definition.fileOptions) {
    const written = options[name];
    if (typeof written !== 'string') continue; // the schema says what else is wrong with it
    const asked = { where: place.where, path: pathText([...at, name]) };
    const file = await readNamedFile(place.tree, place.directory, written, asked);
    if (!file.ok) return { ok: false, issues: [file.issue] };
    texts.set(written, file.text);
    paths.push(file.path);
  }
  return { ok: true, texts, paths };
}

/** `fully-correct` → `Fully correct` */
function titleOf(name: string): string {
  const words = name.replaceAll(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
