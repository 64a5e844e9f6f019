import { z } from 'zod';
import { Fault, faults, type FaultKind } from '../domain/fault.ts';
import type { TargetAnswer } from '../domain/target.ts';
import { readOutputValue, usageSchema } from './recorded-answer.ts';
import { excerpt } from './response-fault.ts';

export type CommandLine =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly id: number; readonly result: TargetAnswer | Fault }
  /** Something a library printed: passed on as a diagnostic. */
  | { readonly kind: 'not-an-answer' }
  /** JSON was begun and is broken, or carries no id. */
  | { readonly kind: 'broken'; readonly message: string };

const answerSchema = z.looseObject({
  id: z.int(),
  output: z.unknown().optional(),
  usage: usageSchema.optional(),
  model: z.string().optional(),
  latencyMs: z.number().min(0).optional(),
  error: z
    .union([z.string(), z.looseObject({ kind: z.string().optional(), message: z.string().default('') })])
    .optional(),
});

/** Reads one line that a command target wrote to its standard output. */
export function readCommandAnswer(line: string): CommandLine {
  if (!line.trimStart().startsWith('{')) return { kind: 'not-an-answer' };
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { kind: 'broken', message: `the command wrote a line of broken JSON: ${excerpt(line)}` };
  }
  if (typeof value === 'object' && value !== null && 'ready' in value && !('id' in value)) return { kind: 'ready' };
  const parsed = answerSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue === undefined ? '' : ` (${issue.path.join('.')}: ${issue.message})`;
    return { kind: 'broken', message: `the command wrote an answer of the wrong shape${where}: ${excerpt(line)}` };
  }
  return { kind: 'answer', id: parsed.data.id, result: readResult(parsed.data) };
}

function readResult(answer: z.infer<typeof answerSchema>): TargetAnswer | Fault {
  if (answer.error !== undefined) {
    const { kind, message } =
      typeof answer.error === 'string' ? { kind: undefined, message: answer.error } : answer.error;
    return new Fault(faultKind(kind), `the command says: ${excerpt(message)}`);
  }
  const output = readOutputValue(answer.output);
  if (output === undefined) return new Fault('bad-response', 'the command answered without `output`');
  return {
    output,
    ...(answer.usage === undefined ? {} : { usage: answer.usage }),
    ...(answer.model === undefined ? {} : { answeredBy: answer.model }),
    ...(answer.latencyMs === undefined ? {} : { latencyMs: answer.latencyMs }),
  };
}

/** A command may name a fault of the taxonomy; an error it does not name is worth another try. */
function faultKind(kind: string | undefined): FaultKind {
  return kind !== undefined && Object.hasOwn(faults, kind) ? (kind as FaultKind) : 'server-error';
}
