// Writes the tables between `<!-- generated: NAME -->` and `<!-- end -->` in docs/ from the readers' own schemas, the
// registries and action.yml, so that no second list exists. `--check` writes nothing and exits 1 where a page is stale.
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { markdownTable } from 'markdown-table';
import { parse } from 'yaml';
import * as z from 'zod';
import { readSettings } from '../src/config/settings.ts';
import type { Definition } from '../src/domain/definition.ts';
import { ruleIds } from '../src/domain/finding.ts';
import { version } from '../src/entry/version.ts';
import { exampleWorkflow } from '../src/jobs/init/workflow.ts';
import { levelFindings } from '../src/policy/rules.ts';
import { scorers } from '../src/scorers/index.ts';
import { targets } from '../src/targets/index.ts';
import { jsonSchemas } from './schema.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

const root = join(fileURLToPath(import.meta.url), '..', '..');
/** Pages that hold generated tables. */
export const generatedPages = ['docs/configuration.md', 'docs/findings.md', 'docs/github.md'];

/** Every generated table by its name. */
export function generatedTables(): ReadonlyMap<string, string> {
  const suite = schemaOf('suite.schema.json');
  const metric = propertyOf(propertyOf(suite, 'metrics'), 'items');
  const action = actionMetadata();
  return new Map([
    ['steelyard.yaml', keyTable(schemaOf('steelyard.schema.json'))],
    ['suite.yaml', keyTable(suite, ['metrics'])],
    ['metrics', keyTable(metric, ['scorer'])],
    ['target.yaml', keyTable(commonTarget())],
    ['cases.jsonl', keyTable(schemaOf('case.schema.json'))],
    ['scorers', memberTable(scorers, (type) => scaleOf(type))],
    ['scorer options', optionTables(scorers)],
    ['targets', memberTable(targets)],
    ['target options', optionTables(targets)],
    ['levels', levelTable()],
    ['action inputs', inputTable(action.inputs)],
    ['action outputs', outputTable(action.outputs)],
  ]);
}

/** A page with its tables filled in anew. */
export function withTables(page: string, tables: ReadonlyMap<string, string>): string {
  return page.replaceAll(
    /(<!-- generated: (.+?) -->\n)[\s\S]*?(<!-- end -->)/g,
    (_, open: string, name: string, end) => {
      const table = tables.get(name);
      if (table === undefined) throw new Error(`no table is called ${name}; known: ${[...tables.keys()].join(', ')}`);
      return `${open}\n${table}\n\n${end}`;
    },
  );
}

function schemaOf(name: string): JsonSchema {
  const schema = jsonSchemas().get(name);
  if (schema === undefined) throw new Error(`no schema is called ${name}`);
  return schema;
}

/** What every type of target has: the properties that all members share. */
function commonTarget(): JsonSchema {
  const members = (schemaOf('target.schema.json')['anyOf'] ?? []) as readonly JsonSchema[];
  const [first = {}] = members;
  const shared = Object.entries(propertiesOf(first)).filter(([key]) =>
    members.every((member) => Object.hasOwn(propertiesOf(member), key)),
  );
  const type = { type: 'string', description: 'The kind of system under test (below).' };
  return { properties: { ...Object.fromEntries(shared), type }, required: ['type'] };
}

/** One row a key, nested ones with their path (`limits.max-calls`). */
function keyTable(schema: JsonSchema, leaves: readonly string[] = []): string {
  const rows = keyRows(schema, '', leaves);
  // Options without a description of their own have a page that explains them.
  const columns = rows.some((row) => row[3] !== '') ? 4 : 3;
  return markdownTable([['Key', 'Value', 'Default', 'Meaning'], ...rows].map((row) => row.slice(0, columns)));
}

function keyRows(schema: JsonSchema, prefix: string, leaves: readonly string[]): string[][] {
  const required = (schema['required'] ?? []) as readonly string[];
  return Object.entries(propertiesOf(schema)).flatMap(([key, value]) => {
    if (key === '$schema') return [];
    const path = `${prefix}${key}`;
    const row = [
      `\`${path}\``,
      cell(typeText(value)),
      defaultText(value, required.includes(key)),
      cell(meaning(value)),
    ];
    if (leaves.includes(key)) return [row];
    const record = value['additionalProperties'];
    if (isSchema(record) && Object.keys(propertiesOf(record)).length > 0) {
      return [row, ...keyRows(record, `${path}.<name>.`, [])];
    }
    const nested = keyRows(value, `${path}.`, []);
    return nested.length === 0 ? [row] : [[`\`${path}\``, 'mapping', '', cell(meaning(value))], ...nested];
  });
}

function memberTable(
  registry: Readonly<Record<string, Definition<unknown>>>,
  extra?: (type: string) => string,
): string {
  const head = extra === undefined ? ['Type', 'What it is'] : ['Type', 'What it says', 'Values'];
  const rows = Object.values(registry).map(({ type, summary }) => [
    `\`${type}\``,
    cell(summary),
    ...(extra === undefined ? [] : [extra(type)]),
  ]);
  return markdownTable([head, ...rows]);
}

function optionTables(registry: Readonly<Record<string, Definition<unknown>>>): string {
  return Object.values(registry)
    .map(({ type, schema }) => {
      if (!(schema instanceof z.ZodType)) throw new TypeError(`${type}: its schema is not zod's`);
      const json = z.toJSONSchema(schema, { target: 'draft-7', io: 'input', unrepresentable: 'any' }) as JsonSchema;
      const title = `**\`${type}\`**`;
      return Object.keys(propertiesOf(json)).length === 0 ? `${title}: no options.` : `${title}\n\n${keyTable(json)}`;
    })
    .join('\n\n');
}

function scaleOf(type: string): string {
  const definition = Object.values(scorers).find((one) => one.type === type);
  // Options that every scorer accepts: a schema where one is needed.
  const options = type === 'json-schema' ? { schema: {} } : {};
  if (definition === undefined) throw new Error(`no scorer is called ${type}`);
  const { kind, direction, bounded } = definition.scale(options);
  return `${kind}, ${bounded ? '0 to 1' : 'from 0 up'}, ${direction} is better`;
}

function levelTable(): string {
  const { levels } = readSettings('version: 1\n');
  const levelled = levelFindings(
    ruleIds.map((ruleId) => ({ ruleId, message: '' })),
    levels,
  );
  const rows = levelled.map(({ ruleId, level }) => {
    const settable = Object.hasOwn(levels, ruleId) && ruleId !== 'cancelled';
    return [`[\`${ruleId}\`](#${ruleId})`, level, settable ? `\`on-${ruleId}\`` : ''];
  });
  return markdownTable([['Finding', 'Level by default', 'Set by'], ...rows]);
}

const Action = z.looseObject({
  inputs: z.record(z.string(), z.looseObject({ description: z.string(), default: z.string().optional() })),
  outputs: z.record(z.string(), z.looseObject({ description: z.string() })),
});

/** Inputs and outputs of the Action, in the order of action.yml. */
function actionMetadata(): z.infer<typeof Action> {
  return Action.parse(parse(readFileSync(join(root, 'action.yml'), 'utf8')));
}

function inputTable(inputs: z.infer<typeof Action>['inputs']): string {
  const rows = Object.entries(inputs).map(([name, { description, default: value }]) => [
    `\`${name}\``,
    value === undefined ? '–' : code(value),
    cell(description),
  ]);
  return markdownTable([['Input', 'Default', 'Meaning'], ...rows]);
}

function outputTable(outputs: z.infer<typeof Action>['outputs']): string {
  const rows = Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, cell(description)]);
  return markdownTable([['Output', 'Meaning'], ...rows]);
}

function typeText(schema: JsonSchema): string {
  if (Object.hasOwn(schema, 'const')) return code(schema['const']);
  if (Array.isArray(schema['enum'])) return schema['enum'].map(code).join(' or ');
  const any = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(any)) return [...new Set((any as readonly JsonSchema[]).map(typeText))].join(' or ');
  const { type } = schema;
  if (type === 'array') {
    const { items } = schema;
    return isSchema(items) ? `list of ${typeText(items)}` : Array.isArray(items) ? `list of ${items.length}` : 'list';
  }
  if (type === 'object') return 'mapping';
  if (typeof schema['$ref'] === 'string' || type === undefined) return 'any JSON';
  const name = {
    string: 'text',
    integer: 'whole number',
    number: 'number',
    boolean: '`true` or `false`',
    null: 'null',
  };
  return `${name[type as keyof typeof name]}${bounds(schema)}`;
}

function bounds(schema: JsonSchema): string {
  const above = schema['exclusiveMinimum'];
  const least = schema['minimum'];
  const most = schema['maximum'];
  // The safe-integer limits that zod adds say nothing to people.
  const said = (value: unknown): value is number => typeof value === 'number' && Math.abs(value) < 2 ** 50;
  return [
    said(above) ? ` above ${above}` : '',
    said(least) ? ` from ${least}` : '',
    said(most) ? ` to ${most}` : '',
  ].join('');
}

function defaultText(schema: JsonSchema, required: boolean): string {
  if (required) return 'required';
  if (!Object.hasOwn(schema, 'default')) return '–';
  return code(schema['default']);
}

function meaning(schema: JsonSchema): string {
  return typeof schema['description'] === 'string' ? schema['description'] : '';
}

function code(value: unknown): string {
  return `\`${typeof value === 'string' && value !== '' ? value : JSON.stringify(value)}\``;
}

/** A cell of one line; a pipe would end it. */
function cell(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('|', String.raw`\|`);
}

function propertyOf(schema: JsonSchema, name: string): JsonSchema {
  const value = propertiesOf(schema)[name] ?? schema[name];
  return isSchema(value) ? value : {};
}

function propertiesOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  return isSchema(schema['properties']) ? (schema['properties'] as Readonly<Record<string, JsonSchema>>) : {};
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The workflow for copying, which is what `steelyard init` writes. */
function workflowForCopying(): string {
  const placeholder = {
    uses: `OWNER/steelyard@${'0'.repeat(40)}`,
    version: `v${version}, put in the account and the commit`,
  };
  return exampleWorkflow({ action: placeholder, keyVariables: ['OPENAI_API_KEY'], branch: 'main' });
}

async function main(): Promise<void> {
  const checking = process.argv.includes('--check');
  const tables = generatedTables();
  const stale: string[] = [];
  for (const page of [...generatedPages, 'examples/workflows/steelyard.yml']) {
    const path = join(root, page);
    const text = await readFile(path, 'utf8').catch(() => '');
    const fresh = page.endsWith('.md') ? withTables(text, tables) : workflowForCopying();
    if (fresh === text) continue;
    stale.push(relative(root, path));
    if (!checking) await writeFile(path, fresh);
  }
  if (stale.length === 0) return;
  process.stdout.write(`${checking ? 'stale' : 'written'}: ${stale.join(', ')}\n`);
  if (checking) {
    process.stdout.write('run `npm run docs` and commit the result\n');
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
