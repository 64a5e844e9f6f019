import * as z from 'zod';
import type { Json } from '../domain/json.ts';
import { brief } from '../text/brief.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import { isJsonArray } from '../text/json-kind.ts';
import { normaliseText } from '../text/normalise.ts';
import { answerField } from './answer.ts';
import { defineScorer, shareScale } from './define-scorer.ts';
import { expectationOf, placeOptions } from './expectation.ts';
import { scored, unscored } from './scores.ts';

/**
 * F1 of two sets: 2·|both| / (|received| + |expected|), the harmonic mean of precision and recall. Two empty sets agree
 * (1). Strings compare normalised, other items as canonical JSON; repeated items count once.
 */
export const setF1 = defineScorer({
  type: 'set-f1',
  version: 1,
  summary: 'F1 between the set in a JSON answer and the expected set.',
  schema: z.strictObject(placeOptions),
  scale: () => shareScale,
  create: (options) => async (output, testCase) => {
    const expectation = expectationOf(testCase, options);
    if (!expectation.ok) return unscored(expectation.reason);
    if (!isJsonArray(expectation.value)) return unscored(`\`expected\` is no list: ${brief(expectation.value)}`);

    const answer = answerField(output, options.field);
    if (!answer.ok) return scored(0, answer.explanation);
    if (!isJsonArray(answer.value)) return scored(0, `expected a list, received ${brief(answer.value)}`);

    const expected = new Map(expectation.value.map((item) => [identity(item), item]));
    const received = new Map(answer.value.map((item) => [identity(item), item]));
    const total = expected.size + received.size;
    if (total === 0) return scored(1);
    const both = [...expected.keys()].filter((key) => received.has(key)).length;
    const f1 = (2 * both) / total;
    return f1 === 1 ? scored(1) : scored(f1, difference(expected, received));
  },
});

function identity(item: Json): string {
  return typeof item === 'string' ? `"${normaliseText(item)}` : canonicalJson(item);
}

function difference(expected: ReadonlyMap<string, Json>, received: ReadonlyMap<string, Json>): string {
  const missing = [...expected].filter(([key]) => !received.has(key)).map(([, item]) => item);
  const extra = [...received].filter(([key]) => !expected.has(key)).map(([, item]) => item);
  const parts = [];
  if (missing.length > 0) parts.push(`missing ${brief(missing)}`);
  if (extra.length > 0) parts.push(`not expected ${brief(extra)}`);
  return parts.join('; ');
}
