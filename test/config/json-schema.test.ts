import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { parseYaml } from '../../src/config/yaml.ts';
import { jsonSchemas } from '../../tools/schema.ts';
import { casesJsonl, suiteYaml, targetYaml } from './support.ts';

const root = new URL('../../', import.meta.url);
const ajv = new Ajv({ strict: false, validateFormats: false });

function accepts(name: string, value: unknown): boolean {
  const schema = jsonSchemas().get(name);
  if (schema === undefined) throw new Error(name);
  return ajv.validate({ ...schema }, value);
}

function yaml(text: string): unknown {
  const parsed = parseYaml(text, 'x');
  return parsed.ok ? parsed.value : undefined;
}

test('what the readers accept, the schemas accept', () => {
  expect(accepts('steelyard.schema.json', { version: 1 })).toBe(true);
  expect(accepts('suite.schema.json', yaml(suiteYaml))).toBe(true);
  expect(accepts('target.schema.json', yaml(targetYaml))).toBe(true);
  expect(accepts('case.schema.json', JSON.parse(casesJsonl.split('\n')[0] ?? ''))).toBe(true);
});

test('typos in options of scorers and targets do not pass', () => {
  expect(accepts('suite.schema.json', yaml(suiteYaml.replace('ignore-case', 'ignore_case')))).toBe(false);
  expect(accepts('suite.schema.json', yaml(suiteYaml.replace('exact-match', 'exact_match')))).toBe(false);
  expect(accepts('target.schema.json', yaml(`${targetYaml}base-ulr: x\n`))).toBe(false);
  expect(accepts('target.schema.json', yaml('type: nonsense'))).toBe(false);
});

test.each([...jsonSchemas().keys()])('schema/%s is what tools/schema.ts writes', async (name) => {
  const written = await readFile(new URL(`schema/${name}`, root), 'utf8');
  expect(JSON.parse(written)).toEqual(jsonSchemas().get(name));
});
