import * as z from 'zod';
import type { Case } from '../domain/case.ts';
import type { Json } from '../domain/json.ts';
import { isJsonObject } from '../text/json-kind.ts';
import { ownPath } from '../text/own-path.ts';

/** Options of every scorer that compares a part of the answer with a part of the expectation. */
export const placeOptions = {
  field: z
    .string()
    .min(1)
    .optional()
    .describe('Read the answer as JSON and take this field of it; dots reach nested fields.'),
  'expected-field': z
    .string()
    .min(1)
    .optional()
    .describe('Property of `expected` to compare with. Without it: the property named by `field`, else all of it.'),
};

export interface PlaceOptions {
  readonly field?: string | undefined;
  readonly 'expected-field'?: string | undefined;
}

export type Expectation =
  | { readonly ok: true; readonly value: Json }
  /** Why the case cannot be judged. */
  | { readonly ok: false; readonly reason: string };

/** What the case expects at the place the options name: `expected-field`, else `field` of an object, else all of it. */
export function expectationOf(testCase: Case, options: PlaceOptions): Expectation {
  const { expected } = testCase;
  if (expected === undefined) return { ok: false, reason: 'the case has no `expected`' };
  const name = options['expected-field'] ?? (isJsonObject(expected) ? options.field : undefined);
  if (name === undefined) return { ok: true, value: expected };
  const value = ownPath(expected, name);
  return value === undefined ? { ok: false, reason: `the case has no \`expected.${name}\`` } : { ok: true, value };
}
