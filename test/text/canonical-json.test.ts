import { expect, test } from 'vitest';
import * as fc from 'fast-check';
import type { Json } from '../../src/domain/json.ts';
import { canonicalJson } from '../../src/text/canonical-json.ts';

test('sorts keys by UTF-16 code unit at every depth', () => {
  const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, 1: 4, '\ud83d\ude00': 5, '\u0080': 6, z: { b: 1, a: 2 } };
  expect(canonicalJson(value)).toBe(
    '{"\\r":2,"1":4,"z":{"a":2,"b":1},"\u0080":6,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
  );
});

test('writes numbers as RFC 8785 does', () => {
  expect(canonicalJson([Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27, -0, 1e21, 1e20])).toBe(
    '[333333333.3333333,1e+30,4.5,0.002,1e-27,0,1e+21,100000000000000000000]',
  );
});

test('refuses what JSON cannot hold', () => {
  expect(() => canonicalJson(Number.NaN)).toThrow(TypeError);
  expect(() => canonicalJson([Infinity])).toThrow(TypeError);
  expect(() => canonicalJson({ a: undefined } as unknown as Json)).toThrow(TypeError);
});

test('round-trips any JSON and does not depend on key order', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const json = JSON.parse(JSON.stringify(value)) as Json;
      expect(JSON.parse(canonicalJson(json))).toEqual(json);
      expect(canonicalJson(reversed(json))).toBe(canonicalJson(json));
    }),
    { numRuns: 300 },
  );
});

function reversed(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}
