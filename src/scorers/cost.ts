import * as z from 'zod';
import { defineScorer, quantityScale } from './define-scorer.ts';
import { scored, unscored } from './scores.ts';

/** US dollars of one call by the policy's price table. */
export const cost = defineScorer({
  type: 'cost',
  version: 1,
  summary: 'US dollars of the call, by the price table of steelyard.yaml.',
  schema: z.strictObject({}),
  scale: () => quantityScale,
  create:
    () =>
    async (_output, _testCase, { measured }) =>
      measured.cost === undefined
        ? unscored('the cost is unknown: add the model to `prices` in steelyard.yaml')
        : scored(measured.cost),
});
