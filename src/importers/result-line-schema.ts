import { z } from 'zod';

const output = z.union([
  z.string().transform((text) => ({ text })),
  z.object({
    text: z.string(),
    toolCalls: z.array(z.object({ name: z.string(), arguments: z.json() })).exactOptional(),
    finishReason: z.string().exactOptional(),
    refusal: z.string().exactOptional(),
  }),
]);

/** A number, true (1), false (0), or null: not scored. */
const score = z.union([z.number(), z.boolean(), z.null()], 'expected a number, true, false or null');

/** One line of a results file. Keys it does not know are passed over. */
export const resultLineSchema = z
  .object({
    case: z.string('expected a text').min(1, 'expected a text of at least one character'),
    trial: z.int('expected a whole number from 0').min(0, 'expected a whole number from 0').exactOptional(),
    scores: z.record(z.string(), score).exactOptional(),
    error: z.object({ kind: z.string().min(1), message: z.string().default('') }).exactOptional(),
    cluster: z.string().exactOptional(),
    tags: z.array(z.string()).default([]),
    output: output.exactOptional(),
    latencyMs: z.number().min(0).exactOptional(),
    usage: z.record(z.string(), z.unknown()).exactOptional(),
  })
  .refine((line) => (line.scores === undefined) !== (line.error === undefined), 'expected either `scores` or `error`')
  .refine((line) => line.scores === undefined || Object.keys(line.scores).length > 0, {
    path: ['scores'],
    message: 'expected at least one score by metric name',
  });

export type ResultLine = z.infer<typeof resultLineSchema>;
