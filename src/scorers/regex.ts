import { RE2JS, RE2JSException } from 're2js';
import * as z from 'zod';
import { ConfigurationMistake } from '../domain/definition.ts';
import { brief } from '../text/brief.ts';
import { answerText } from './answer.ts';
import { binaryScale, defineScorer } from './define-scorer.ts';
import { expectationOf, placeOptions } from './expectation.ts';
import { passOrMiss, scored, unscored } from './scores.ts';

/** 1 where an RE2 pattern matches somewhere in the answer. RE2 is linear in the answer's length whatever the pattern. */
export const regex = defineScorer({
  type: 'regex',
  version: 1,
  summary: 'An RE2 pattern, of the suite or of each case, matches somewhere in the answer.',
  schema: z.strictObject({
    ...placeOptions,
    pattern: z.string().min(1).optional().describe('RE2 syntax. Without it each case holds its own in `expected`.'),
    'ignore-case': z.boolean().default(false).describe('Compare without regard to upper and lower case.'),
    multiline: z.boolean().default(false).describe('`^` and `$` match at line ends.'),
    'dot-all': z.boolean().default(false).describe('`.` matches line breaks.'),
  }),
  scale: () => binaryScale,
  create: (options) => {
    const flags =
      (options['ignore-case'] ? RE2JS.CASE_INSENSITIVE : 0) |
      (options.multiline ? RE2JS.MULTILINE : 0) |
      (options['dot-all'] ? RE2JS.DOTALL : 0);
    const constant = options.pattern === undefined ? undefined : compiled(options.pattern, flags);
    if (constant?.ok === false)
      throw new ConfigurationMistake(['pattern'], `a pattern in RE2 syntax (${constant.reason})`);

    return async (output, testCase) => {
      let pattern: Compiled | undefined = constant;
      if (pattern === undefined) {
        const expected = expectationOf(testCase, options);
        if (!expected.ok) return unscored(expected.reason);
        if (typeof expected.value !== 'string') return unscored(`\`expected\` is no pattern: ${brief(expected.value)}`);
        pattern = compiled(expected.value, flags);
      }
      if (!pattern.ok) return unscored(`\`expected\` is no pattern in RE2 syntax (${pattern.reason})`);

      const answer = answerText(output, options.field);
      if (!answer.ok) return scored(0, answer.explanation);
      const hit = pattern.expression.matcher(answer.value).find();
      return passOrMiss(
        hit ? undefined : `expected a match of ${brief(pattern.expression.pattern())}, received ${brief(answer.value)}`,
      );
    };
  },
});

type Compiled = { readonly ok: true; readonly expression: RE2JS } | { readonly ok: false; readonly reason: string };

function compiled(pattern: string, flags: number): Compiled {
  try {
    return { ok: true, expression: RE2JS.compile(pattern, flags) };
  } catch (error) {
    if (error instanceof RE2JSException) return { ok: false, reason: error.message };
    throw error;
  }
}
