import * as z from 'zod';
import { defineScorer, quantityScale } from './define-scorer.ts';
import { scored, unscored } from './scores.ts';

/** Tokens of one call as the provider counted them. */
export const tokens = defineScorer({
  type: 'tokens',
  version: 1,
  summary: 'Tokens of the call as the provider counted them: input, output or both.',
  schema: z.strictObject({
    of: z.enum(['input', 'output', 'total']).default('total').describe('Which tokens are counted.'),
  }),
  scale: () => quantityScale,
  create:
    (options) =>
    async (_output, _testCase, { measured }) => {
      const { usage } = measured;
      if (usage === undefined) return unscored('the target reported no token usage');
      const counts = {
        input: usage.inputTokens,
        output: usage.outputTokens,
        total: usage.inputTokens + usage.outputTokens,
      };
      return scored(counts[options.of]);
    },
});
