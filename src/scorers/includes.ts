import * as z from 'zod';
import { brief } from '../text/brief.ts';
import { answerText } from './answer.ts';
import { binaryScale, defineScorer } from './define-scorer.ts';
import { expectationOf } from './expectation.ts';
import { passOrMiss, scored, unscored } from './scores.ts';
import { acceptedTexts, prepared, textOptions } from './text-match.ts';

/** 1 where the answer contains the expected text; of a list, any or all of it. */
export const includes = defineScorer({
  type: 'includes',
  version: 1,
  summary: 'The answer contains the expected text, or any or all of a list of texts.',
  schema: z.strictObject({
    ...textOptions,
    match: z.enum(['any', 'all']).default('any').describe('How many texts of a list the answer must contain.'),
  }),
  scale: () => binaryScale,
  create: (options) => async (output, testCase) => {
    const expected = expectationOf(testCase, options);
    if (!expected.ok) return unscored(expected.reason);
    const texts = acceptedTexts(expected.value);
    if (texts.length === 0) return unscored('the case names no text: `expected` is an empty list');

    const answer = answerText(output, options.field);
    if (!answer.ok) return scored(0, answer.explanation);
    const received = prepared(answer.value, options);
    const missed = texts.filter((text) => !received.includes(prepared(text, options)));
    const hit = options.match === 'all' ? missed.length === 0 : missed.length < texts.length;
    return passOrMiss(hit ? undefined : `expected text with ${brief(missed[0])}, received ${brief(received)}`);
  },
});
