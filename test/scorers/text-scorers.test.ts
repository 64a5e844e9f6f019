import { expect, test } from 'vitest';
import { makeScorer, score, valueOf } from './support.ts';

test.each([
  ['yes', 'yes', {}, 1],
  [' yes\n', 'yes', {}, 1],
  [' yes', 'yes', { trim: false }, 0],
  ['Yes', 'yes', {}, 0],
  ['STRASSE', 'straße', { 'ignore-case': true }, 1],
  ['e\u0301', '\u00e9', {}, 1],
  ['no', ['yes', 'no'], {}, 1],
  ['42', 42, {}, 1],
  ['{"intent":"refund"}', { intent: 'refund', other: 1 }, { field: 'intent' }, 1],
  ['```json\n{"intent":"refund"}\n```', 'refund', { field: 'intent' }, 1],
  ['{"a":{"b":[1,2]}}', { gold: [[1, 2]] }, { field: 'a.b', 'expected-field': 'gold' }, 1],
  ['not json', 'refund', { field: 'intent' }, 0],
  ['{"x":1}', 'refund', { field: 'intent' }, 0],
])('exact-match: %j against %j with %j is %d', async (answer, expected, options, value) => {
  expect(await valueOf(score('exact-match', answer, expected, options))).toBe(value);
});

test('exact-match says what it expected', async () => {
  expect(await score('exact-match', 'no', 'yes')).toEqual({
    status: 'scored',
    value: 0,
    explanation: 'expected "yes", received "no"',
  });
});

test.each([
  ['the answer is 42.', '42', {}, 1],
  ['a b', ['x', 'b'], {}, 1],
  ['a b', ['x', 'b'], { match: 'all' }, 0],
  ['a b', ['a', 'b'], { match: 'all' }, 1],
  ['A B', 'b', { 'ignore-case': true }, 1],
])('includes: %j against %j with %j is %d', async (answer, expected, options, value) => {
  expect(await valueOf(score('includes', answer, expected, options))).toBe(value);
});

test.each([
  ['order KX-40 sent', 'KX-\\d+', {}, 1],
  ['a\nb', '^b$', { multiline: true }, 1],
  ['a\nb', 'a.b', { 'dot-all': true }, 1],
  ['ABC', 'b', { 'ignore-case': true }, 1],
])('regex from the case: %j against %j with %j is %d', async (answer, expected, options, value) => {
  expect(await valueOf(score('regex', answer, expected, options))).toBe(value);
});

test('regex runs on RE2: a pattern that stalls V8 is quick', async () => {
  const scorer = makeScorer('regex', { pattern: '^(a+)+$' });
  const started = performance.now();
  const result = await scorer(
    { text: `${'a'.repeat(5000)}!` },
    { id: 'c', hash: '', input: {}, tags: [] },
    { measured: { latencyMs: 1 } },
  );
  expect(result).toMatchObject({ status: 'scored', value: 0 });
  expect(performance.now() - started).toBeLessThan(1000);
});

test('what a case does not expect, or expects wrongly, is unscored', async () => {
  expect(await score('exact-match', 'x', undefined)).toEqual({
    status: 'unscored',
    reason: 'the case has no `expected`',
  });
  expect(await score('exact-match', 'x', { a: 1 }, { 'expected-field': 'b' })).toMatchObject({ status: 'unscored' });
  expect(await score('includes', 'x', [])).toMatchObject({ status: 'unscored' });
  expect(await score('regex', 'x', '(')).toMatchObject({ status: 'unscored' });
});

test('a broken pattern of the suite is a configuration mistake', () => {
  expect(() => makeScorer('regex', { pattern: '(' })).toThrow(/RE2 syntax/);
});
