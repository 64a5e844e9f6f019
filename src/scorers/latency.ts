import * as z from 'zod';
import { defineScorer, quantityScale } from './define-scorer.ts';
import { scored } from './scores.ts';

/** Milliseconds from the question to the whole answer, of the attempt that succeeded. */
export const latency = defineScorer({
  type: 'latency',
  version: 1,
  summary: 'Milliseconds until the answer was complete.',
  schema: z.strictObject({}),
  scale: () => quantityScale,
  create:
    () =>
    async (_output, _testCase, { measured }) =>
      scored(measured.latencyMs),
});
