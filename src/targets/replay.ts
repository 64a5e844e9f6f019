import { posix } from 'node:path';
import { z } from 'zod';
import { define, type NamedFiles } from '../domain/definition.ts';
import { Fault, faults, type FaultKind } from '../domain/fault.ts';
import type { Target, TargetAnswer, TargetSpec } from '../domain/target.ts';
import { UsageError } from '../domain/usage-error.ts';
import { readOutputValue, usageSchema } from './recorded-answer.ts';
import type { TargetFactory } from './context.ts';

const schema = z.strictObject({ file: z.string().min(1).describe('Results file with the recorded answers.') });

const lineSchema = z.looseObject({
  case: z.string(),
  trial: z.int().min(0).default(0),
  output: z.unknown().optional(),
  latencyMs: z.number().min(0).optional(),
  usage: usageSchema.optional(),
  answeredBy: z.string().optional(),
  error: z.object({ kind: z.string(), message: z.string().default('') }).optional(),
});

type Recorded = TargetAnswer | Fault;

/**
 * Answers from a results file (JSONL, one trial a line). For demonstrations and tests; it never gates in CI.
 *
 * @example { type: replay, file: recordings.jsonl }
 */
export const replay = define<z.infer<typeof schema>, TargetFactory>({
  type: 'replay',
  version: 1,
  summary: 'Recorded outputs of a results file; never gates in CI.',
  schema,
  fileOptions: ['file'],
  create: (options, files) => async (context) => {
    const answers = readRecording(options.file, textOf(options.file, files, context.spec));
    const target: Target = {
      async ask({ caseId, index, signal }) {
        if (signal.aborted) throw new Fault('timeout', 'the call was aborted');
        const answer = answers.get(keyOf(caseId, index));
        if (answer === undefined) {
          throw new Fault('target-unusable', `${options.file} has no answer for case ${caseId}, trial ${index}`, {
            mend: 'record it, or lower `trials` in suite.yaml',
          });
        }
        if (answer instanceof Fault) throw answer;
        return answer;
      },
      async close() {},
    };
    return target;
  },
});

function textOf(file: string, files: NamedFiles, spec: TargetSpec): string {
  const path = posix.join(posix.dirname(spec.path), file);
  const text = files.get(file) ?? spec.files.find((one) => one.path === path || one.path === file)?.text;
  if (text === undefined) {
    throw new UsageError({ where: spec.path, path: 'file', expected: 'a file of recorded outputs', received: file });
  }
  return text;
}

function readRecording(file: string, text: string): ReadonlyMap<string, Recorded> {
  const answers = new Map<string, Recorded>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const place = `line ${index + 1}`;
    const record = readLine(file, place, line);
    const key = keyOf(record.case, record.trial);
    if (answers.has(key)) {
      const received = `case ${record.case}, trial ${record.trial} again`;
      throw new UsageError({ where: file, path: place, expected: 'each trial of a case once', received });
    }
    answers.set(key, readAnswer(file, place, record));
  }
  return answers;
}

function readLine(file: string, place: string, line: string): z.infer<typeof lineSchema> {
  const expected = '{"case", "trial", "output"} on one line of JSON';
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new UsageError({ where: file, path: place, expected, received: 'what is not JSON' }, { cause });
  }
  const record = lineSchema.safeParse(value);
  if (record.success) return record.data;
  const issue = record.error.issues[0];
  const received = issue === undefined ? 'something else' : `${issue.path.join('.')}: ${issue.message}`;
  throw new UsageError({ where: file, path: place, expected, received });
}

function readAnswer(file: string, place: string, record: z.infer<typeof lineSchema>): Recorded {
  if (record.error !== undefined) return new Fault(faultKind(record.error.kind), record.error.message);
  const output = readOutputValue(record.output);
  if (output === undefined) {
    throw new UsageError({
      where: file,
      path: `${place}: output`,
      expected: 'a string or an object with `text`',
      received: record.output === undefined ? 'nothing' : JSON.stringify(record.output).slice(0, 80),
    });
  }
  return {
    output,
    ...(record.usage === undefined ? {} : { usage: record.usage }),
    ...(record.latencyMs === undefined ? {} : { latencyMs: record.latencyMs }),
    ...(record.answeredBy === undefined ? {} : { answeredBy: record.answeredBy }),
  };
}

function faultKind(kind: string): FaultKind {
  return Object.hasOwn(faults, kind) ? (kind as FaultKind) : 'bad-response';
}

function keyOf(caseId: string, index: number): string {
  return `${index}/${caseId}`;
}
