import type { Json, JsonObject } from '../domain/json.ts';
import { brief } from '../text/brief.ts';
import { isJsonArray, isJsonObject } from '../text/json-kind.ts';
import { containsWholeWords, normaliseText } from '../text/normalise.ts';
import { matchAnyOrder } from './match-any-order.ts';
import { withinTolerance } from './tolerance.ts';

/** What a received JSON value missed, with where it did (`address.city`), or undefined where it is as expected. */
export type Miss = { readonly path: string; readonly expected: string; readonly received: string };

/**
 * Compares by the type of what is expected: null and booleans must be equal; numbers equal within `tolerance`; strings
 * equal once normalised; a list of strings means that the received text holds at least one of them as whole words; an
 * object must match in every leaf it names; any other list must have the same length and match in any order.
 */
export function compareJson(
  expected: Json,
  received: Json | undefined,
  tolerance: number,
  path = '',
): Miss | undefined {
  const miss: Miss = { path, expected: brief(expected), received: brief(received) };
  if (typeof expected === 'number') {
    return typeof received === 'number' && withinTolerance(received, expected, { tolerance }) ? undefined : miss;
  }
  if (typeof expected === 'string')
    return textsOf(received).some((text) => text === normaliseText(expected)) ? undefined : miss;
  if (isJsonObject(expected)) return compareLeaves(expected, received, tolerance, path);
  if (!isJsonArray(expected)) return received === expected ? undefined : miss;
  if (expected.length > 0 && expected.every((item) => typeof item === 'string')) {
    const phrases = expected.map((item) => normaliseText(item));
    const texts = isJsonArray(received) ? received.flatMap(textsOf) : textsOf(received);
    return texts.some((text) => phrases.some((phrase) => containsWholeWords(text, phrase))) ? undefined : miss;
  }
  if (!isJsonArray(received) || received.length !== expected.length) return miss;
  const matched = matchAnyOrder(expected, received, (item, other) => compareJson(item, other, tolerance) === undefined);
  return matched ? undefined : miss;
}

function compareLeaves(
  expected: JsonObject,
  received: Json | undefined,
  tolerance: number,
  path: string,
): Miss | undefined {
  if (!isJsonObject(received)) return { path, expected: brief(expected), received: brief(received) };
  for (const [key, value] of Object.entries(expected)) {
    const other = Object.hasOwn(received, key) ? received[key] : undefined;
    const miss = compareJson(value, other, tolerance, path === '' ? key : `${path}.${key}`);
    if (miss !== undefined) return miss;
  }
  return undefined;
}

/** A received scalar as normalised text: numbers count where a text is expected, nothing else does. */
function textsOf(received: Json | undefined): readonly string[] {
  if (typeof received === 'string') return [normaliseText(received)];
  return typeof received === 'number' ? [String(received)] : [];
}
