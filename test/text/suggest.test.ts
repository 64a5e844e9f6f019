import { expect, test } from 'vitest';
import { didYouMean, nearestName } from '../../src/text/suggest.ts';

const names = ['exact-match', 'includes', 'json-fields', 'json-schema', 'regex', 'set-f1'];

test.each([
  ['exact_match', 'exact-match'],
  ['Exact Match', 'exact-match'],
  ['include', 'includes'],
  ['inlcudes', 'includes'],
  ['json-feilds', 'json-fields'],
  ['regexp', 'regex'],
  ['setf1', 'set-f1'],
])('%s is %s', (typed, meant) => {
  expect(nearestName(typed, names)).toBe(meant);
});

test('suggests nothing where nothing is near', () => {
  expect(nearestName('levenshtein', names)).toBeUndefined();
  expect(nearestName('', names)).toBeUndefined();
  expect(nearestName('ab', ['xy'])).toBeUndefined();
  expect(nearestName('a'.repeat(1e6), names)).toBeUndefined();
  expect(didYouMean('rubbish', names)).toBeUndefined();
});

test('words the suggestion as a question', () => {
  expect(didYouMean('exact_match', names)).toBe('did you mean `exact-match`?');
});
