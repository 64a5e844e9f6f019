import * as z from 'zod';
import type { Json } from '../domain/json.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import { isJsonArray } from '../text/json-kind.ts';
import { placeOptions } from './expectation.ts';

/** Options of the scorers that compare texts. */
export const textOptions = {
  ...placeOptions,
  'ignore-case': z.boolean().default(false).describe('Compare without regard to upper and lower case.'),
  trim: z.boolean().default(true).describe('Drop white space at both ends of answer and expectation.'),
};

/** A text as the options have it compared. */
export function prepared(text: string, options: { readonly 'ignore-case': boolean; readonly trim: boolean }): string {
  const trimmed = options.trim ? text.trim() : text;
  // Composed, so that the same letters in two encodings are the same text; upper first, which also folds ß.
  const composed = trimmed.normalize('NFC');
  return options['ignore-case'] ? composed.toUpperCase().toLowerCase() : composed;
}

/** The texts an expectation allows: each item of a list, or the one value. Other JSON than strings as canonical JSON. */
export function acceptedTexts(expected: Json): readonly string[] {
  const items = isJsonArray(expected) ? expected : [expected];
  return items.map((item) => (typeof item === 'string' ? item : canonicalJson(item)));
}
