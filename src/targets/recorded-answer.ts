import { z } from 'zod';
import type { Output, Usage } from '../domain/target.ts';

/** Token counts as results files and command targets write them. */
export const usageSchema = z
  .object({
    inputTokens: z.number().min(0),
    outputTokens: z.number().min(0),
    cachedInputTokens: z.number().min(0).optional(),
  })
  .transform(({ cachedInputTokens, ...counts }): Usage =>
    cachedInputTokens === undefined ? counts : { ...counts, cachedInputTokens },
  );

const outputSchema = z.object({
  text: z.string().default(''),
  toolCalls: z.array(z.object({ name: z.string(), arguments: z.json().default({}) })).optional(),
  finishReason: z.string().optional(),
  refusal: z.string().optional(),
});

/** Reads an `output` of a JSONL line: a string, or an object like domain's Output. Undefined where it is neither. */
export function readOutputValue(value: unknown): Output | undefined {
  if (typeof value === 'string') return { text: value };
  const parsed = outputSchema.safeParse(value);
  if (!parsed.success) return undefined;
  const { text, toolCalls, finishReason, refusal } = parsed.data;
  if (!Object.hasOwn(Object(value), 'text') && toolCalls === undefined && refusal === undefined) return undefined;
  return {
    text,
    ...(toolCalls === undefined ? {} : { toolCalls }),
    ...(finishReason === undefined ? {} : { finishReason }),
    ...(refusal === undefined ? {} : { refusal }),
  };
}
