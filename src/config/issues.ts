import * as z from 'zod';
import type { OptionsSchema, SchemaIssue } from '../domain/definition.ts';
import type { Issue } from '../domain/usage-error.ts';
import { brief } from '../text/brief.ts';
import { didYouMean } from '../text/suggest.ts';

/** Where the checked value stands and how much of it may be shown. */
export interface IssueContext {
  /** File, as a repository path. */
  readonly where: string;
  /** What was checked, for the received values. */
  readonly input: unknown;
  /** What it was checked with, for the known keys. */
  readonly schema?: OptionsSchema<unknown>;
  /** Path of `input` inside the file. */
  readonly at?: readonly PropertyKey[];
  /** Keys that are known beside the schema's own. */
  readonly alsoKnown?: readonly string[];
  /** Whether the value at a path must not be printed: people paste keys where names belong. */
  readonly hide?: (path: readonly PropertyKey[]) => boolean;
}

/** What zod adds to an issue, by code. */
interface DetailedIssue extends SchemaIssue {
  readonly expected?: string;
  readonly values?: readonly unknown[];
  readonly keys?: readonly string[];
  /** Of a record's key. */
  readonly issues?: readonly SchemaIssue[];
  readonly errors?: readonly (readonly SchemaIssue[])[];
  readonly origin?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly inclusive?: boolean;
}

/** Schema issues as our issues: the path as people write it, what was expected, what was received, the nearest name. */
export function issuesFrom(schemaIssues: readonly SchemaIssue[], context: IssueContext): readonly Issue[] {
  return schemaIssues.flatMap((issue) => {
    const detailed = issue as DetailedIssue; // zod's issues hold more than the domain's view of them
    if (issue.code === 'unrecognized_keys') return unknownKeys(detailed, context);
    return [oneIssue(detailed, context)];
  });
}

/** `metrics[0].scorer.type` */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}

function oneIssue(issue: DetailedIssue, context: IssueContext): Issue {
  const isKey = issue.code === 'invalid_key';
  const value = isKey ? issue.path.at(-1) : valueAt(context.input, issue.path);
  const hidden = !isKey && value !== undefined && context.hide?.(issue.path) === true;
  const names = (issue.values ?? []).filter((name) => typeof name === 'string');
  const mend = typeof value === 'string' && !hidden ? didYouMean(value, names) : undefined;
  return {
    where: context.where,
    path: pathText([...(context.at ?? []), ...issue.path]),
    expected: expectation(issue),
    received: hidden ? 'something else' : brief(value),
    ...(mend === undefined ? {} : { mend }),
  };
}

function unknownKeys(issue: DetailedIssue, context: IssueContext): readonly Issue[] {
  const known = [...knownKeys(context.schema, issue.path), ...(context.alsoKnown ?? [])];
  return (issue.keys ?? []).map((key) => {
    const list = known.length === 0 ? undefined : `known keys: ${known.join(', ')}`;
    const mend = didYouMean(key, known) ?? list;
    return {
      where: context.where,
      path: pathText([...(context.at ?? []), ...issue.path, key]),
      expected: 'a known key',
      received: `\`${key}\``,
      ...(mend === undefined ? {} : { mend }),
    };
  });
}

/** Our own schemas word their messages as what was expected; zod's defaults are worded here. */
function expectation(issue: DetailedIssue): string {
  if (!/^(?:Invalid|Too (?:small|big)|Unrecognized)/.test(issue.message)) {
    return issue.message.replace(/^expected /, '');
  }
  switch (issue.code ?? '') {
    case 'invalid_type':
      return typeNames[issue.expected ?? ''] ?? `${issue.expected}`;
    case 'invalid_value': {
      const values = (issue.values ?? []).map((value) => (typeof value === 'string' ? `\`${value}\`` : brief(value)));
      return values.length > 1 ? `one of ${values.join(', ')}` : (values[0] ?? 'another value');
    }
    case 'invalid_key':
      return (issue.issues ?? []).map((error) => expectation(error as DetailedIssue)).join(' and ');
    case 'too_small':
      return amount('at least', issue.inclusive === false ? 'above' : 'at least', issue.minimum, issue.origin);
    case 'too_big':
      return amount('at most', issue.inclusive === false ? 'below' : 'at most', issue.maximum, issue.origin);
    case 'invalid_union':
      return [...new Set((issue.errors ?? []).flat().map((error) => expectation(error as DetailedIssue)))].join(' or ');
    default:
      return issue.message.replace(/^Invalid (?:input: expected )?/, '').toLowerCase() || 'another value';
  }
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'a mapping',
  record: 'a mapping',
  null: 'null',
};

function amount(ofItems: string, ofNumber: string, limit: number | undefined, origin: string | undefined): string {
  if (origin === 'string')
    return limit === 1 && ofItems === 'at least' ? 'a text that is not empty' : `${ofItems} ${limit} characters`;
  if (origin === 'array') return `${ofItems} ${limit} item${limit === 1 ? '' : 's'}`;
  return `a number ${ofNumber} ${limit}`;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

/** The keys that a schema knows at a path, read from its JSON Schema, so that no second list of them exists. */
function knownKeys(schema: OptionsSchema<unknown> | undefined, path: readonly PropertyKey[]): readonly string[] {
  if (!(schema instanceof z.ZodType)) return [];
  let node: unknown = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  for (const key of path)
    node = typeof key === 'number' ? valueAt(node, ['items']) : valueAt(node, ['properties', key]);
  return Object.keys(valueAt(node, ['properties']) ?? {});
}
