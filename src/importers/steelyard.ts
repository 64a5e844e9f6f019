import { z } from 'zod';
import { define } from '../domain/definition.ts';
import type { Importer } from './importer.ts';
import { readResults, recognisesResults } from './read-results.ts';

/** Our own results file: JSONL, one trial a line, or one JSON document with a list of them. */
export const steelyard = define<Record<string, never>, Importer>({
  type: 'steelyard',
  version: 1,
  summary: 'Results of `steelyard run`: JSONL, one trial a line.',
  schema: z.strictObject({}),
  create: () => ({ recognises: recognisesResults, read: readResults }),
});
