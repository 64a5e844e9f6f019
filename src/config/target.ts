import { posix } from 'node:path';
import * as z from 'zod';
import type { Definition } from '../domain/definition.ts';
import type { JsonObject } from '../domain/json.ts';
import type { FileTree } from '../domain/ports.ts';
import type { TargetFile, TargetSpec } from '../domain/target.ts';
import { UsageError, type Issue } from '../domain/usage-error.ts';
import { brief } from '../text/brief.ts';
import { didYouMean } from '../text/suggest.ts';
import { fingerprintOf, readWatchedFiles } from './fingerprint.ts';
import { issuesFrom } from './issues.ts';
import { messageListSchema, readMessageList, readPromptFile, type MessagesResult } from './message-list.ts';
import { readDataFiles, readJsonOption, type Place } from './target-files.ts';
import { parseYaml } from './yaml.ts';

/** What target.yaml may hold whatever its type; the type's own options stand beside it. */
const commonShape = {
  $schema: z.string().optional(),
  type: z.string().min(1).describe('The kind of system under test.'),
  model: z.string().min(1).optional().describe('Model id, as the provider names it.'),
  prompt: z
    .string()
    .min(1)
    .optional()
    .describe('The prompt file, relative to the suite folder: one user message, or a message list (.yaml, .json).'),
  messages: messageListSchema.optional().describe('The messages, instead of `prompt`.'),
  params: z.record(z.string(), z.unknown()).default({}).describe('Passed to the model as they are: temperature …'),
  tools: z
    .union([z.string().min(1), z.array(z.unknown())], { error: 'a list of tools or a file that holds one' })
    .optional()
    .describe('Tools offered to the model: a list, or a file that holds one.'),
  'response-format': z
    .union([z.string().min(1), z.record(z.string(), z.unknown())], { error: 'a JSON Schema or a file that holds one' })
    .optional()
    .describe('The JSON Schema of answers: a mapping, or a file that holds it.'),
  files: z.array(z.string().min(1)).default([]).describe('Other files that the system under test is given.'),
};

/** target.yaml as written, without the options of its type. */
export const targetSchema = z.looseObject(commonShape);

export interface TargetReading {
  /** The `scorers` factor of the fingerprint: the suite's `scorersDigest`. */
  readonly scorersDigest: string;
  /** The registry of targets. */
  readonly registry: Readonly<Record<string, Definition<unknown>>>;
  /** The suite's `targets`; any registered type where undefined. */
  readonly allowedTargets?: readonly string[];
  /** The suite's `watch`: files that make the `code` factor. */
  readonly watch?: readonly string[];
}

/**
 * The target in a suite's folder of one arm's tree, with every file it names. Throws a UsageError that names everything
 * wrong with it.
 */
export async function readTarget(tree: FileTree, directory: string, reading: TargetReading): Promise<TargetSpec> {
  const where = posix.join(directory, 'target.yaml');
  const text = await tree.read(where);
  if (text === undefined) {
    throw new UsageError({ where, path: '', expected: 'a file', received: `nothing in ${tree.name}` });
  }
  const yaml = parseYaml(text, where);
  if (!yaml.ok) throw new UsageError(yaml.issues);
  const parsed = targetSchema.safeParse(yaml.value);
  if (!parsed.success) {
    const context = { where, input: yaml.value, schema: targetSchema };
    throw new UsageError(issuesFrom(parsed.error.issues, context));
  }
  const written = parsed.data;
  const place = { tree, directory, where };
  // What zod left over of a JSON mapping is JSON.
  const options = Object.fromEntries(
    Object.entries(written).filter(([key]) => !Object.hasOwn(commonShape, key)),
  ) as JsonObject;

  const prompt = await readPrompt(written, place);
  const tools = await readJsonOption('tools', written.tools, place);
  const responseFormat = await readJsonOption('response-format', written['response-format'], place);
  const data = await readDataFiles(
    written.files,
    options,
    definitionOf(written.type, reading.registry)?.fileOptions ?? [],
    place,
  );
  const issues = [
    ...typeIssues(written.type, reading, where),
    ...prompt.issues,
    ...tools.issues,
    ...responseFormat.issues,
    ...data.issues,
    ...optionIssues(written.type, options, data.byName, reading, where),
  ];
  if (issues.length > 0) throw new UsageError(issues);

  const params = written.params as JsonObject; // YAML that was checked to be JSON
  const watched = await readWatchedFiles(tree, reading.watch ?? []);
  const spec = {
    type: written.type,
    path: where,
    ...(written.model === undefined ? {} : { model: written.model }),
    params,
    messages: prompt.messages,
    ...(tools.value === undefined ? {} : { tools: tools.value }),
    ...(responseFormat.value === undefined ? {} : { responseFormat: responseFormat.value }),
    options,
    files: eachOnce([...prompt.files, ...tools.files, ...responseFormat.files, ...data.files]),
  };
  return {
    ...spec,
    fingerprint: fingerprintOf({ ...spec, data: data.files, watched, scorersDigest: reading.scorersDigest }),
  };
}

type Written = z.output<typeof targetSchema>;

async function readPrompt(written: Written, place: Place): Promise<MessagesResult> {
  if (written.prompt !== undefined && written.messages !== undefined) {
    const issue = { where: place.where, path: 'prompt', expected: 'either `prompt` or `messages`', received: 'both' };
    return { messages: [], files: [], issues: [issue] };
  }
  if (written.prompt !== undefined) return readPromptFile(written.prompt, place);
  if (written.messages !== undefined) return readMessageList(written.messages, place, ['messages']);
  return { messages: [], files: [], issues: [] };
}

function typeIssues(type: string, { registry, allowedTargets }: TargetReading, where: string): readonly Issue[] {
  if (definitionOf(type, registry) === undefined) {
    const known = Object.keys(registry);
    const mend = didYouMean(type, known) ?? `known types: ${known.join(', ')}`;
    return [{ where, path: 'type', expected: 'a known type of target', received: brief(type), mend }];
  }
  if (allowedTargets === undefined || allowedTargets.includes(type)) return [];
  const expected = `a type that suite.yaml allows (${allowedTargets.join(', ')})`;
  return [
    { where, path: 'type', expected, received: brief(type), mend: 'add it to `targets` in suite.yaml of the base' },
  ];
}

function optionIssues(
  type: string,
  options: JsonObject,
  files: ReadonlyMap<string, string>,
  { registry }: TargetReading,
  where: string,
): readonly Issue[] {
  const definition = definitionOf(type, registry);
  if (definition === undefined) return [];
  const configured = definition.configure(options, files);
  if (configured.ok) return [];
  const alsoKnown = Object.keys(commonShape).filter((key) => key !== '$schema');
  return issuesFrom(configured.issues, { where, input: options, schema: definition.schema, alsoKnown });
}

function definitionOf(type: string, registry: TargetReading['registry']): Definition<unknown> | undefined {
  return Object.hasOwn(registry, type) ? registry[type] : undefined;
}

function eachOnce(files: readonly TargetFile[]): readonly TargetFile[] {
  return [...new Map(files.map((file) => [file.path, file])).values()];
}
