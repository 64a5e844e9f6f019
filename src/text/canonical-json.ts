import type { Json } from '../domain/json.ts';
import { isJsonArray, isJsonObject } from './json-kind.ts';

/**
 * JSON in one form only, for digests and for text that must not depend on key order: keys sorted by UTF-16 code unit,
 * no spaces, numbers as ECMAScript prints them (RFC 8785). Throws TypeError for what JSON cannot hold (NaN, Infinity,
 * undefined), which is a bug of the caller.
 *
 * @example canonicalJson({ b: 1, a: [true, 'x'] }) // '{"a":[true,"x"],"b":1}'
 */
export function canonicalJson(value: Json): string {
  if (isJsonArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`;
  if (isJsonObject(value)) {
    const members = Object.keys(value)
      .toSorted()
      .map((key) => `${JSON.stringify(key)}:${canonicalJson(memberOf(value, key))}`);
    return `{${members.join(',')}}`;
  }
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`${value} is not JSON`);
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`${typeof value} is not JSON`);
  return text;
}

function memberOf(object: { readonly [key: string]: Json }, key: string): Json {
  const member = object[key];
  if (member === undefined) throw new TypeError(`undefined at "${key}" is not JSON`);
  return member;
}
