import { z } from 'zod';

import { faults, type FaultKind } from '../domain/fault.ts';
import type { Json } from '../domain/json.ts';
import { stages, type Trial } from '../domain/trial.ts';

const count = z.int().min(0);
const isKind = (text: string): text is FaultKind => Object.hasOwn(faults, text);
const usage = z.object({ inputTokens: count, outputTokens: count, cachedInputTokens: count.exactOptional() });
const score = z.discriminatedUnion('status', [
  z.object({ status: z.literal('scored'), value: z.number(), explanation: z.string().exactOptional() }),
  z.object({ status: z.literal('unscored'), reason: z.string() }),
]);
const key = z.object({
  suite: z.string(),
  stage: z.enum(stages),
  arm: z.enum(['candidate', 'control', 'baseline', 'ablation']),
  caseId: z.string(),
  index: count,
});

/** Finished trials: what was skipped, or lost by the infrastructure, is not kept. */
const schema = z.discriminatedUnion('status', [
  z.object({
    key,
    attempts: count,
    status: z.literal('completed'),
    output: z.object({
      text: z.string(),
      toolCalls: z.array(z.object({ name: z.string(), arguments: z.json() })).exactOptional(),
      finishReason: z.string().exactOptional(),
      refusal: z.string().exactOptional(),
    }),
    scores: z.record(z.string(), score),
    latencyMs: z.number(),
    usage: usage.exactOptional(),
    cost: z.number().exactOptional(),
    answeredBy: z.string().exactOptional(),
  }),
  z.object({
    key,
    attempts: count,
    status: z.literal('errored'),
    error: z.object({
      kind: z.string().refine(isKind),
      blame: z.enum(['product', 'infrastructure']),
      message: z.string(),
    }),
    latencyMs: z.number(),
  }),
]);

/** Trials as lines. `isPrivate`: without what the model said; scores are all that a verdict needs. */
export function trialLines(trials: readonly Trial[], isPrivate: boolean): string {
  return trials.map((trial) => `${JSON.stringify(isPrivate ? withoutTexts(trial) : trial)}\n`).join('');
}

/** The trials of such lines; undefined where any line is none. */
export function readTrialLines(text: string): readonly Trial[] | undefined {
  const trials: Trial[] = [];
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const read = schema.safeParse(parsed(line));
    if (!read.success) return undefined;
    trials.push(read.data);
  }
  return trials;
}

/** A trial without what the model, a program or a scorer said: a reason may quote the expectation, an error an answer. */
function withoutTexts(trial: Trial): Trial {
  if (trial.status === 'errored') return { ...trial, error: { ...trial.error, message: '' } };
  if (trial.status !== 'completed') return trial;
  const scores = Object.entries(trial.scores).map(([metric, given]) => [
    metric,
    given.status === 'scored' ? { status: given.status, value: given.value } : { status: given.status, reason: '' },
  ]);
  return { ...trial, output: { text: '' }, scores: Object.fromEntries(scores) };
}

function parsed(line: string): Json | undefined {
  try {
    return JSON.parse(line) as Json;
  } catch {
    return undefined;
  }
}
