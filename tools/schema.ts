// Writes schema/*.schema.json from the readers' own schemas, for completion in editors. `--check` writes nothing and
// exits 1 where a file is stale.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { caseSchema } from '../src/config/cases.ts';
import { settingsSchema } from '../src/config/settings.ts';
import { suiteSchema } from '../src/config/suite.ts';
import { targetSchema } from '../src/config/target.ts';
import type { Definition } from '../src/domain/definition.ts';
import { reportSchema } from '../src/reporters/report-schema.ts';
import { scorers } from '../src/scorers/index.ts';
import { targets } from '../src/targets/index.ts';

type JsonSchema = Record<string, unknown>;

/** File name → JSON Schema (draft-07, what editors read). */
export function jsonSchemas(): ReadonlyMap<string, JsonSchema> {
  return new Map([
    ['steelyard.schema.json', titled('steelyard.yaml: the policy', ofZod(settingsSchema))],
    ['suite.schema.json', titled('suite.yaml: what is measured', suiteJsonSchema())],
    ['target.schema.json', titled('target.yaml: what is under test', targetJsonSchema())],
    ['case.schema.json', titled('One line of cases.jsonl', ofZod(caseSchema))],
    ['report.schema.json', titled('report.json: what a run found', ofZod(reportSchema))],
  ]);
}

/** The suite's schema, where each scorer's options depend on its type. */
function suiteJsonSchema(): JsonSchema {
  const schema = ofZod(suiteSchema);
  const metric = propertiesOf(propertiesOf(schema)['metrics']?.['items']);
  metric['scorer'] = { ...described(metric['scorer']), anyOf: membersOf(scorers) };
  return schema;
}

/** What every target has, with the options of its type. */
function targetJsonSchema(): JsonSchema {
  const common = ofZod(targetSchema);
  const shared = propertiesOf(common);
  const required = Array.isArray(common['required']) ? common['required'] : [];
  return {
    type: 'object',
    ...hoisted(
      membersOf(targets).map((member) => ({
        ...member,
        properties: { ...shared, ...propertiesOf(member) },
        required: [...new Set([...required, ...(Array.isArray(member['required']) ? member['required'] : [])])],
      })),
    ),
  };
}

/** The members as `anyOf`, with their definitions at the root, where `$ref` looks for them. */
function hoisted(members: readonly JsonSchema[]): JsonSchema {
  const definitions: JsonSchema = {};
  const anyOf = members.map((member, index) => {
    const { definitions: own, ...rest } = JSON.parse(
      JSON.stringify(member).replaceAll('"#/definitions/', `"#/definitions/${index}`),
    ) as JsonSchema;
    for (const [name, schema] of Object.entries(own ?? {})) definitions[`${index}${name}`] = schema;
    return rest;
  });
  return Object.keys(definitions).length === 0 ? { anyOf } : { anyOf, definitions };
}

function membersOf(registry: Readonly<Record<string, Definition<unknown>>>): readonly JsonSchema[] {
  return Object.values(registry).map(({ type, summary, schema }) => {
    if (!(schema instanceof z.ZodType)) throw new TypeError(`${type}: its schema is not zod's`);
    const options = ofZod(schema);
    const required = Array.isArray(options['required']) ? options['required'] : [];
    return {
      ...options,
      description: summary,
      properties: { type: { const: type, description: summary }, ...propertiesOf(options) },
      required: ['type', ...required],
    };
  });
}

function ofZod(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-7', io: 'input', unrepresentable: 'any' });
  return rest;
}

function titled(title: string, schema: JsonSchema): JsonSchema {
  return { $schema: 'http://json-schema.org/draft-07/schema#', title, ...schema };
}

function described(schema: JsonSchema | undefined): JsonSchema {
  return typeof schema?.['description'] === 'string' ? { description: schema['description'] } : {};
}

function propertiesOf(schema: unknown): Record<string, JsonSchema> {
  const properties = typeof schema === 'object' && schema !== null && 'properties' in schema ? schema.properties : {};
  return properties as Record<string, JsonSchema>; // JSON Schema's own shape
}

async function main(): Promise<void> {
  const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'schema');
  const stale: string[] = [];
  await mkdir(folder, { recursive: true });
  for (const [name, schema] of jsonSchemas()) {
    const text = `${JSON.stringify(schema, null, 2)}\n`;
    const path = join(folder, name);
    const current = await readFile(path, 'utf8').catch(() => '');
    if (current === text) continue;
    stale.push(name);
    if (!process.argv.includes('--check')) await writeFile(path, text);
  }
  if (stale.length === 0) return;
  const checking = process.argv.includes('--check');
  process.stdout.write(`${checking ? 'stale' : 'written'}: ${stale.join(', ')}\n`);
  if (checking) {
    process.stdout.write('run `npm run schema` and commit the result\n');
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
