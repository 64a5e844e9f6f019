import { posix } from 'node:path';
import * as z from 'zod';
import type { Case } from '../domain/case.ts';
import { casesByRole } from '../domain/cases-by-role.ts';
import type { JsonObject } from '../domain/json.ts';
import type { FileTree } from '../domain/ports.ts';
import type { Scorer } from '../domain/scorer.ts';
import type { GatedSlice, Metric, Sampling, Suite } from '../domain/suite.ts';
import { UsageError, type Issue } from '../domain/usage-error.ts';
import { brief } from '../text/brief.ts';
import { digestOf } from '../text/digest.ts';
import { didYouMean } from '../text/suggest.ts';
import { readCases } from './cases.ts';
import { globSchema } from './glob.ts';
import { issuesFrom } from './issues.ts';
import { configureMetric, metricSchema, type ConfiguredMetric } from './metrics.ts';
import { roleIssues } from './role-issues.ts';
import { parseYaml } from './yaml.ts';

const SLUG = /^[a-z0-9][a-z0-9-]{0,63}$/;

const sliceSchema = z.strictObject({
  tag: z.string().min(1).describe('A tag of the cases, such as `task:refunds`.'),
  gate: z.boolean().default(false).describe('Whether the slice decides; without it the entry changes nothing.'),
  metrics: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe('Metrics gated on these cases; by default all that are gated on the whole.'),
  margins: z
    .record(z.string().min(1), z.number())
    .default({})
    .describe("By metric, where it differs from the metric's own: fewer cases see only larger drops."),
});

/** suite.yaml as written. */
export const suiteSchema = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(1).optional().describe('Version of this format.'),
  name: z
    .string()
    .regex(SLUG, { error: 'a name of lower-case letters, digits and `-`' })
    .optional()
    .describe("By default the folder's name."),
  description: z.string().max(2000).default('').describe('What the suite measures, in a sentence.'),
  metrics: z.array(metricSchema).min(1).describe('What is scored, and which of it decides.'),
  slices: z
    .array(sliceSchema)
    .default([])
    .describe('Tags whose cases are gated on their own. All other tags are looked at, and decide nothing.'),
  sampling: z
    .strictObject({
      cases: z.int().positive().optional().describe('Cases of a gate run; all by default.'),
      trials: z.int().min(1).max(100).default(1).describe('Trials a case.'),
      allocation: z
        .enum(['proportional', 'neyman'])
        .default('proportional')
        .describe('Cases a stratum gives: by its size, or `neyman`: more where the stored trials waver more.'),
      'stratify-by': z.string().min(1).optional().describe('Tag prefix that names the strata: `task` for `task:…`.'),
    })
    .prefault({})
    .describe('How much of the suite a gate runs.'),
  targets: z.array(z.string().min(1)).min(1).default(['openai']).describe('Types that its target may have.'),
  watch: z.array(globSchema).default([]).describe('Globs of other files whose change calls for a run.'),
});

export interface LoadedSuite {
  readonly suite: Suite;
  /** By metric name. */
  readonly scorers: ReadonlyMap<string, Scorer>;
  /** Repository paths that made it: suite.yaml, cases.jsonl and what the scorers read. */
  readonly files: readonly string[];
}

export type SuiteResult =
  | ({ readonly ok: true } & LoadedSuite)
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** The suite in a folder of a tree. Throws a UsageError that names everything wrong with it. */
export async function readSuite(tree: FileTree, directory: string): Promise<LoadedSuite> {
  const checked = await checkSuite(tree, directory);
  if (!checked.ok) throw new UsageError(checked.issues);
  return { suite: checked.suite, scorers: checked.scorers, files: checked.files };
}

/** As `readSuite`, with all issues of suite.yaml and cases.jsonl as a value. */
export async function checkSuite(tree: FileTree, directory: string): Promise<SuiteResult> {
  const where = posix.join(directory, 'suite.yaml');
  const casesPath = posix.join(directory, 'cases.jsonl');
  const text = await tree.read(where);
  if (text === undefined) return { ok: false, issues: [missing(where, tree)] };
  const casesText = await tree.read(casesPath);
  const cases =
    casesText === undefined
      ? { ok: false as const, issues: [missing(casesPath, tree)] }
      : readCases(casesText, casesPath);

  const written = readWritten(text, where);
  if (!written.ok) return { ok: false, issues: [...written.issues, ...(cases.ok ? [] : cases.issues)] };

  const results = await Promise.all(
    written.value.metrics.map((metric, index) => configureMetric(metric, index, { tree, directory, where })),
  );
  const name = written.value.name ?? posix.basename(directory);
  const issues = [
    ...results.flatMap((result) => (result.ok ? [] : result.issues)),
    ...duplicateNames(written.value.metrics, where),
    ...(SLUG.test(name) ? [] : [nameIssue(where, name)]),
    ...(cases.ok ? sliceIssues(written.value, cases.cases, where) : []),
    ...(cases.ok
      ? strataIssues(written.value.sampling['stratify-by'], casesByRole(cases.cases).measured, where)
      : cases.issues),
  ];
  if (issues.length > 0 || !cases.ok) return { ok: false, issues };

  const configured = results.flatMap((result) => (result.ok ? [result.configured] : []));
  const metrics = configured.map(({ metric }) => metric);
  const roles = roleIssues(cases.cases, metrics, { suite: where, cases: casesPath });
  if (roles.length > 0) return { ok: false, issues: roles };
  return {
    ok: true,
    suite: suiteOf({ name, directory, written: written.value, configured, cases: cases.cases }),
    scorers: new Map(configured.map(({ metric, scorer }) => [metric.name, scorer])),
    files: [...new Set([where, casesPath, ...configured.flatMap((one) => one.files)])].toSorted(),
  };
}

type Written = z.output<typeof suiteSchema>;

function readWritten(
  text: string,
  where: string,
): { readonly ok: true; readonly value: Written } | { readonly ok: false; readonly issues: readonly Issue[] } {
  const yaml = parseYaml(text, where);
  if (!yaml.ok) return yaml;
  const parsed = suiteSchema.safeParse(yaml.value);
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, issues: issuesFrom(parsed.error.issues, { where, input: yaml.value, schema: suiteSchema }) };
}

function suiteOf(parts: {
  readonly name: string;
  readonly directory: string;
  readonly written: Written;
  readonly configured: readonly ConfiguredMetric[];
  readonly cases: readonly Case[];
}): Suite {
  const { name, directory, written, configured, cases } = parts;
  const metrics = configured.map(({ metric }) => metric);
  const sampling = samplingOf(written.sampling);
  const slices = slicesOf(written.slices, metrics);
  const scorersDigest = digestOf(Object.fromEntries(configured.map((one) => [one.metric.name, one.identity])));
  return {
    name,
    directory,
    description: written.description,
    metrics,
    cases,
    slices,
    sampling,
    allowedTargets: written.targets,
    watch: written.watch,
    digest: digestOf({
      // Wording and order decide nothing, so they are left out.
      metrics: Object.fromEntries(metrics.map((metric) => [metric.name, policyOf(metric)])),
      sampling: { ...sampling },
      ...(slices.length === 0 ? {} : { slices: slices.map(({ tag, margins }) => ({ tag, margins })) }),
      cases: Object.fromEntries(cases.map((one) => [one.id, identityOf(one)])),
      scorers: scorersDigest,
    }),
    scorersDigest,
  };
}

function slicesOf(written: Written['slices'], metrics: readonly Metric[]): readonly GatedSlice[] {
  return written
    .filter(({ gate }) => gate)
    .map(({ tag, metrics: names, margins }): GatedSlice => {
      const gated = metrics.filter(({ name, gate }) => names?.includes(name) ?? gate);
      return { tag, margins: Object.fromEntries(gated.map(({ name, margin }) => [name, margins[name] ?? margin])) };
    });
}

/** A slice that no case belongs to, or of a metric that is not there, would gate nothing and look as if it did. */
function sliceIssues({ slices, metrics }: Written, cases: readonly Case[], where: string): readonly Issue[] {
  const tags = new Set(cases.flatMap((one) => one.tags));
  const names = metrics.map(({ name }) => name);
  return slices.flatMap((slice, index): readonly Issue[] => {
    const at = `slices[${index}]`;
    const named = [...(slice.metrics ?? []), ...Object.keys(slice.margins)];
    const unknown = named.find((name) => !names.includes(name));
    const first = slices.findIndex(({ tag }) => tag === slice.tag);
    const flat = Object.entries(slice.margins).find(([, margin]) => margin <= 0);
    return [
      ...(tags.has(slice.tag) ? [] : [unknownName(where, `${at}.tag`, 'a tag of some case', slice.tag, [...tags])]),
      ...(unknown === undefined ? [] : [unknownName(where, at, 'a metric of this suite', unknown, names)]),
      ...(first === index
        ? []
        : [{ where, path: `${at}.tag`, expected: 'a tag used once', received: brief(slice.tag) }]),
      ...(flat === undefined
        ? []
        : [{ where, path: `${at}.margins.${flat[0]}`, expected: 'a margin above 0', received: brief(flat[1]) }]),
    ];
  });
}

function unknownName(where: string, path: string, expected: string, name: string, known: readonly string[]): Issue {
  const mend = didYouMean(name, known);
  return { where, path, expected, received: brief(name), ...(mend === undefined ? {} : { mend }) };
}

function samplingOf(written: Written['sampling']): Sampling {
  return {
    trials: written.trials,
    allocation: written.allocation,
    ...(written.cases === undefined ? {} : { cases: written.cases }),
    ...(written['stratify-by'] === undefined ? {} : { stratifyBy: written['stratify-by'] }),
  };
}

function policyOf({ kind, range, direction, margin, releaseMargin, gate }: Metric): JsonObject {
  // Only where there is one, so that the digests of suites without it, and the samples drawn by these, stay.
  return { kind, range, direction, margin, gate, ...(releaseMargin === undefined ? {} : { releaseMargin }) };
}

function identityOf({ hash, tags, cluster, selectedFrom, role }: Case): JsonObject {
  // Only where there are any, so that the digests of suites without them, and the samples drawn by these, stay.
  const selected = selectedFrom === undefined ? {} : { selectedFrom };
  return {
    hash,
    tags: tags.toSorted(),
    cluster: cluster ?? null,
    ...selected,
    ...(role === undefined ? {} : { role }),
  };
}

function duplicateNames(metrics: Written['metrics'], where: string): readonly Issue[] {
  return metrics.flatMap(({ name }, index) => {
    const first = metrics.findIndex((other) => other.name === name);
    if (first === index) return [];
    const received = `${brief(name)}, which is also metrics[${first}]`;
    return [{ where, path: `metrics[${index}].name`, expected: 'a name used once', received }];
  });
}

/** Stratifying by a prefix that no tag has would silently stratify by nothing. */
function strataIssues(prefix: string | undefined, cases: readonly Case[], where: string): readonly Issue[] {
  if (prefix === undefined) return [];
  const prefixes = new Set(cases.flatMap(({ tags }) => tags.map((tag) => tag.split(':')[0] ?? tag)));
  if (cases.some(({ tags }) => tags.some((tag) => tag.startsWith(`${prefix}:`)))) return [];
  const mend = didYouMean(prefix, prefixes) ?? `tag the cases \`${prefix}:…\``;
  return [{ where, path: 'sampling.stratify-by', expected: 'a prefix of some tag', received: brief(prefix), mend }];
}

function nameIssue(where: string, name: string): Issue {
  const expected = 'a folder name of lower-case letters, digits and `-`';
  return { where, path: 'name', expected, received: brief(name), mend: 'set `name`' };
}

function missing(where: string, tree: FileTree): Issue {
  return { where, path: '', expected: 'a file', received: `nothing in ${tree.name}` };
}
