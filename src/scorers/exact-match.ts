import * as z from 'zod';
import { brief } from '../text/brief.ts';
import { answerText } from './answer.ts';
import { binaryScale, defineScorer } from './define-scorer.ts';
import { expectationOf } from './expectation.ts';
import { passOrMiss, scored, unscored } from './scores.ts';
import { acceptedTexts, prepared, textOptions } from './text-match.ts';

/** 1 where the answer is the expected text, or one of a list of accepted texts; else 0. */
export const exactMatch = defineScorer({
  type: 'exact-match',
  version: 1,
  summary: 'The answer, or one JSON field of it, equals the expected text or one of the expected texts.',
  schema: z.strictObject(textOptions),
  scale: () => binaryScale,
  create: (options) => async (output, testCase) => {
    const expected = expectationOf(testCase, options);
    if (!expected.ok) return unscored(expected.reason);
    const accepted = acceptedTexts(expected.value);
    if (accepted.length === 0) return unscored('the case accepts no text: `expected` is an empty list');

    const answer = answerText(output, options.field);
    if (!answer.ok) return scored(0, answer.explanation);
    const received = prepared(answer.value, options);
    const hit = accepted.some((text) => prepared(text, options) === received);
    return passOrMiss(
      hit
        ? undefined
        : `expected ${accepted
            .map((text) => brief(text))
            .slice(0, 3)
            .join(' or ')}, received ${brief(received)}`,
    );
  },
});
