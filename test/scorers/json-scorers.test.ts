import { expect, test } from 'vitest';
import { makeScorer, caseExpecting, score, valueOf } from './support.ts';

test.each([
  ['booleans are equal', { a: true }, { a: true }, {}, 1],
  ['null is null, not a missing field', { b: 1 }, { a: null }, {}, 0],
  ['null matches null', { a: null }, { a: null }, {}, 1],
  ['numbers within tolerance', { a: 10.4 }, { a: 10 }, { tolerance: 0.5 }, 1],
  ['numbers are not texts', { a: '10' }, { a: 10 }, {}, 0],
  ['texts are normalised', { a: ' “FIne  Straße”. ' }, { a: 'fine STRASSE' }, {}, 1],
  ['a sign keeps its meaning', { a: '-5' }, { a: '5' }, {}, 0],
  ['a list of texts: one of them as whole words', { a: 'Within 30 days, free.' }, { a: ['14 days', '30 days'] }, {}, 1],
  ['… and not inside a word', { a: 'Within 130 days' }, { a: ['30 days'] }, {}, 0],
  ['… in any item of a list', { a: ['doc-1', 'doc-2'] }, { a: ['doc-2'] }, {}, 1],
  ['every leaf of an object', { a: { b: { c: 1, d: 2 }, e: 9 } }, { a: { b: { c: 1, d: 2 } } }, {}, 1],
  ['… and each counts', { a: { b: { c: 1, d: 3 } } }, { a: { b: { c: 1, d: 2 } } }, {}, 0],
  ['objects in any order', { a: [{ x: 2 }, { x: 1 }] }, { a: [{ x: 1 }, { x: 2 }] }, {}, 1],
  ['… of the same length', { a: [{ x: 1 }, { x: 2 }, { x: 3 }] }, { a: [{ x: 1 }, { x: 2 }] }, {}, 0],
  ['… each received one serves once', { a: [{ x: 1 }, { x: 3 }] }, { a: [{ x: 1 }, { x: 1 }] }, {}, 0],
  ['… without a greedy trap', { a: [{ x: 1, y: 1 }, { x: 1 }] }, { a: [{ x: 1 }, { x: 1, y: 1 }] }, {}, 1],
  ['an empty list is an empty list', { a: [] }, { a: [] }, {}, 1],
  ['dotted fields', { a: { b: 1 } }, { a: { b: 1, c: 2 } }, { fields: ['a.b'] }, 1],
  ['fields the case does not expect are skipped', { a: 1 }, { a: 1 }, { fields: ['a', 'z'] }, 1],
  ['the share of right fields', { a: 1, b: 1, c: 'x' }, { a: 1, b: 2, c: 'x', d: true }, { aggregate: 'mean' }, 0.5],
  ['no field to compare', { a: 1 }, { b: 1 }, { fields: ['a'] }, 'unscored'],
  ['no object expected', { a: 1 }, 'text', {}, 'unscored'],
])('json-fields: %s', async (_, answer, expected, options, value) => {
  expect(await valueOf(score('json-fields', answer, expected, options))).toBe(value);
});

test('json-fields names the first field that missed, and where in it', async () => {
  expect(await score('json-fields', { answer: { city: 'Rome' }, n: 1 }, { n: 1, answer: { city: 'Oslo' } })).toEqual({
    status: 'scored',
    value: 0,
    explanation: 'answer.city: expected "Oslo", received "Rome"',
  });
});

test('an answer that is no JSON is a failure, not unscored', async () => {
  const result = await score('json-fields', 'Sure! {"a": 1}', { a: 1 });
  expect(result).toEqual({ status: 'scored', value: 0, explanation: 'expected JSON, received "Sure! {\\"a\\": 1}"' });
});

test.each([
  [{ v: ['A', 'b', 'b'] }, { v: ['a', 'B'] }, { field: 'v' }, 1],
  [{ v: ['a', 'c'] }, { v: ['a', 'b'] }, { field: 'v' }, 0.5],
  [{ v: [] }, { v: [] }, { field: 'v' }, 1],
  [{ v: [] }, ['a'], { field: 'v' }, 0],
  [['a'], ['a'], {}, 1],
  [{ v: 'a' }, ['a'], { field: 'v' }, 0],
  [{ v: [1, { x: 1 }] }, [{ x: 1 }, 1], { field: 'v' }, 1],
  [{ v: ['a'] }, { w: 1 }, { field: 'v' }, 'unscored'],
])('set-f1: %j against %j with %j is %s', async (answer, expected, options, value) => {
  expect(await valueOf(score('set-f1', answer, expected, options))).toBe(value);
});

const schema = { type: 'object', required: ['a'], properties: { a: { type: 'integer' } }, additionalProperties: false };

test('json-schema accepts what fits, inline and from a file', async () => {
  const inline = makeScorer('json-schema', { schema });
  const file = makeScorer('json-schema', { file: 's.json' }, { 's.json': JSON.stringify(schema) });
  const measured = { latencyMs: 1 };
  for (const scorer of [inline, file]) {
    expect(await scorer({ text: '```\n{"a": 1}\n```' }, caseExpecting(), { measured })).toEqual({
      status: 'scored',
      value: 1,
    });
    expect(await scorer({ text: '{"a": "1"}' }, caseExpecting(), { measured })).toEqual({
      status: 'scored',
      value: 0,
      explanation: '`/a` must be integer: {"a":"1"}',
    });
  }
});

test('json-schema knows both drafts and runs patterns on RE2', async () => {
  const newer = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    prefixItems: [{ type: 'integer' }],
    items: false,
  };
  expect(await valueOf(score('json-schema', [1], undefined, { schema: newer }))).toBe(1);
  expect(await valueOf(score('json-schema', [1, 2], undefined, { schema: newer }))).toBe(0);
  const hostile = { type: 'string', pattern: '^(a+)+$' };
  const started = performance.now();
  expect(
    await valueOf(score('json-schema', JSON.stringify(`${'a'.repeat(2000)}!`), undefined, { schema: hostile })),
  ).toBe(0);
  expect(performance.now() - started).toBeLessThan(1000);
});

test.each([
  [{}, /either `file` or `schema`/],
  [{ schema: { type: 'nonsense' } }, /valid JSON Schema/],
  [{ schema: { pattern: '(' } }, /valid JSON Schema/],
])('json-schema refuses %j', (options, message) => {
  expect(() => makeScorer('json-schema', options)).toThrow(message);
});
