import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { RE2JS } from 're2js';
import * as z from 'zod';
import { ConfigurationMistake, type NamedFiles } from '../domain/definition.ts';
import { brief } from '../text/brief.ts';
import { answerField } from './answer.ts';
import { binaryScale, defineScorer } from './define-scorer.ts';
import { passOrMiss, scored } from './scores.ts';

/** 1 where the answer is JSON that a JSON Schema accepts. */
export const jsonSchema = defineScorer({
  type: 'json-schema',
  version: 1,
  summary: 'The answer is JSON that a JSON Schema (draft-07 or 2020-12) accepts.',
  schema: z.strictObject({
    file: z.string().min(1).optional().describe('Path of the schema, relative to the suite folder.'),
    schema: z.record(z.string(), z.unknown()).optional().describe('The schema itself, instead of a file.'),
    field: z.string().min(1).optional().describe('Check this field of the answer instead of all of it.'),
  }),
  fileOptions: ['file'],
  scale: () => binaryScale,
  create: (options, files) => {
    const accepts = compiled(schemaOf(options, files), options.file === undefined ? 'schema' : 'file');
    return async (output) => {
      const answer = answerField(output, options.field);
      if (!answer.ok) return scored(0, answer.explanation);
      if (accepts(answer.value)) return scored(1);
      const [error] = accepts.errors ?? [];
      const place = error === undefined || error.instancePath === '' ? 'the answer' : `\`${error.instancePath}\``;
      return passOrMiss(`${place} ${error?.message ?? 'does not fit the schema'}: ${brief(answer.value)}`);
    };
  },
});

function schemaOf(
  options: { readonly file?: string | undefined; readonly schema?: object | undefined },
  files: NamedFiles,
): unknown {
  if ((options.file === undefined) === (options.schema === undefined)) {
    throw new ConfigurationMistake([], 'either `file` or `schema`');
  }
  if (options.file === undefined) return options.schema;
  const text = files.get(options.file);
  if (text === undefined) throw new ConfigurationMistake(['file'], 'a file that is there');
  try {
    return JSON.parse(text);
  } catch {
    throw new ConfigurationMistake(['file'], 'a file that holds JSON');
  }
}

function compiled(schema: unknown, option: string): ValidateFunction {
  if (typeof schema !== 'object' || schema === null) throw new ConfigurationMistake([option], 'a JSON Schema object');
  // Unknown formats and keywords are annotations; patterns run on RE2, so that no answer can stall one.
  const settings = { strict: false, allErrors: false, logger: false, code: { regExp: re2 } } as const;
  const newer = '$schema' in schema && String(schema.$schema).includes('2020-12');
  const ajv = newer ? new Ajv2020(settings) : new Ajv(settings);
  formats.default(ajv);
  try {
    return ajv.compile(schema);
  } catch (error) {
    throw new ConfigurationMistake(
      [option],
      `a valid JSON Schema (${error instanceof Error ? error.message : 'unreadable'})`,
    );
  }
}

const re2 = Object.assign(
  (pattern: string) => {
    const expression = RE2JS.compile(pattern);
    return { test: (text: string) => expression.matcher(text).find() };
  },
  // Only read by ajv's standalone output, which is not used.
  { code: 'undefined' },
);
