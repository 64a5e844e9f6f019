import { z } from 'zod';
import { Fault } from '../domain/fault.ts';
import type { Json } from '../domain/json.ts';
import type { Output, TargetAnswer, ToolCall, Usage } from '../domain/target.ts';
import { excerpt } from './response-fault.ts';

const toolCallSchema = z.object({
  function: z.object({ name: z.string(), arguments: z.string().default('') }),
});

const completionSchema = z.object({
  model: z.string().nullish(),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({
          content: z.union([z.string(), z.array(z.looseObject({ text: z.string().optional() }))]).nullish(),
          refusal: z.string().nullish(),
          tool_calls: z.array(toolCallSchema).nullish(),
        }),
      }),
    )
    .min(1),
  usage: z
    .object({
      prompt_tokens: z.number(),
      completion_tokens: z.number(),
      prompt_tokens_details: z.object({ cached_tokens: z.number().nullish() }).nullish(),
    })
    .nullish()
    // Some servers send an empty or partial object: an answer without counts is still an answer.
    .catch(null),
});

type Completion = z.infer<typeof completionSchema>;

/**
 * Reads a Chat Completions response. Refusals, tool calls, and answers cut off by length or filter are valid outcomes.
 * Throws a Fault `bad-response` for what is no completion at all.
 */
export function readChatCompletion(body: unknown): TargetAnswer {
  const parsed = completionSchema.safeParse(body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue === undefined ? '' : ` (${issue.path.join('.')}: ${issue.message})`;
    throw new Fault('bad-response', `the answer is not a chat completion${where}${errorInside(body)}`);
  }
  const usage = readUsage(parsed.data.usage);
  return {
    output: readOutput(parsed.data),
    ...(usage === undefined ? {} : { usage }),
    ...(typeof parsed.data.model === 'string' ? { answeredBy: parsed.data.model } : {}),
  };
}

function readOutput(completion: Completion): Output {
  const [choice] = completion.choices;
  const content = choice?.message.content ?? '';
  const text = typeof content === 'string' ? content : content.map((part) => part.text ?? '').join('');
  const toolCalls = (choice?.message.tool_calls ?? []).map((call): ToolCall => ({
    name: call.function.name,
    arguments: readArguments(call.function.arguments),
  }));
  const finishReason = choice?.finish_reason ?? undefined;
  const refusal = choice?.message.refusal ?? undefined;
  return {
    text,
    ...(toolCalls.length === 0 ? {} : { toolCalls }),
    ...(finishReason === undefined ? {} : { finishReason }),
    ...(refusal === undefined ? {} : { refusal }),
  };
}

/** A model may write arguments that are no JSON: its own doing, so the text is kept for the scorer to judge. */
function readArguments(text: string): Json {
  try {
    // JSON.parse yields Json by definition.
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function readUsage(usage: Completion['usage']): Usage | undefined {
  if (usage === null || usage === undefined) return undefined;
  const cached = usage.prompt_tokens_details?.cached_tokens;
  return {
    inputTokens: usage.prompt_tokens,
    outputTokens: usage.completion_tokens,
    ...(typeof cached === 'number' ? { cachedInputTokens: cached } : {}),
  };
}

/** Gateways send `{"error": …}` with status 200. */
function errorInside(body: unknown): string {
  if (typeof body !== 'object' || body === null || !('error' in body)) return '';
  return `: ${excerpt(JSON.stringify(body.error))}`;
}
