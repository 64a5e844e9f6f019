import * as z from 'zod';
import { isJsonObject } from '../text/json-kind.ts';
import { ownPath } from '../text/own-path.ts';
import { answerJson } from './answer.ts';
import { compareJson } from './compare-json.ts';
import { binaryScale, defineScorer, shareScale } from './define-scorer.ts';
import { expectationOf } from './expectation.ts';
import { scored, unscored } from './scores.ts';

/** How many of the expected fields a JSON answer has right: all of them (1 or 0), or which share. */
export const jsonFields = defineScorer({
  type: 'json-fields',
  version: 1,
  summary: 'The fields of a JSON answer equal the expected ones: all of them (binary) or the share that does.',
  schema: z.strictObject({
    fields: z
      .array(z.string().min(1))
      .min(1)
      .optional()
      .describe('Fields to compare where the case expects them; dots reach nested fields. Without it: all expected.'),
    aggregate: z
      .enum(['all', 'mean'])
      .default('all')
      .describe('`all`: 1 only if every field is right; `mean`: the share.'),
    tolerance: z.number().min(0).default(0).describe('Largest absolute difference of numbers that counts as equal.'),
    'expected-field': z.string().min(1).optional().describe('Property of `expected` that holds the expected fields.'),
  }),
  scale: (options) => (options.aggregate === 'all' ? binaryScale : shareScale),
  create: (options) => async (output, testCase) => {
    const expectation = expectationOf(testCase, options);
    if (!expectation.ok) return unscored(expectation.reason);
    const expected = expectation.value;
    if (!isJsonObject(expected)) return unscored('`expected` is no object with fields');
    const names = (options.fields ?? Object.keys(expected)).filter((name) => ownPath(expected, name) !== undefined);
    if (names.length === 0) return unscored('the case expects none of the fields');

    const answer = answerJson(output);
    if (!answer.ok) return scored(0, answer.explanation);
    const misses = names.flatMap((name) => {
      // Present by the filter above; null stands in only for the compiler.
      const miss = compareJson(ownPath(expected, name) ?? null, ownPath(answer.value, name), options.tolerance, name);
      return miss === undefined ? [] : [miss];
    });
    const [first] = misses;
    if (first === undefined) return scored(1);
    const explanation = `${first.path}: expected ${first.expected}, received ${first.received}`;
    return scored(options.aggregate === 'all' ? 0 : (names.length - misses.length) / names.length, explanation);
  },
});
