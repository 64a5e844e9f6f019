import { resolve } from 'node:path';
import { z } from 'zod';
import { define } from '../domain/definition.ts';
import type { JsonObject } from '../domain/json.ts';
import type { Target, TargetRequest } from '../domain/target.ts';
import { startCommand } from './command-process.ts';
import { runSetup } from './command-setup.ts';
import type { TargetContext, TargetFactory } from './context.ts';

const argv = z.array(z.string().min(1)).min(1);

const schema = z.strictObject({
  command: argv.describe('Program and arguments, started once an arm.'),
  setup: argv.optional().describe('Builds a fresh checkout of the base, where the code changed.'),
  cwd: z.string().min(1).optional().describe('Folder to run in, from the folder of steelyard.yaml.'),
  'ready-timeout': z
    .number()
    .positive()
    .max(600)
    .optional()
    .describe('Seconds until it must have written `{"ready": true}`; without it, it is asked at once.'),
});

type Options = z.infer<typeof schema>;

/**
 * A program of one's own: one long-lived process per arm that reads a JSON request a line and writes a JSON answer a line.
 *
 * @example { type: command, command: [python3, app/answer.py], setup: [pip, install, -r, requirements.txt] }
 */
export const command = define<Options, TargetFactory>({
  type: 'command',
  version: 1,
  summary: 'A long-lived program that answers JSON lines on standard input and output.',
  schema,
  create: (options) => async (context) => {
    const place = {
      cwd: resolve(context.directory, options.cwd ?? '.'),
      environment: allowedEnvironment(context),
      onStderr: context.onStderr ?? (() => {}),
    };
    if (options.setup !== undefined && context.freshDirectory === true) await runSetup(options.setup, place);
    const readyTimeout = options['ready-timeout'];
    const process = startCommand({
      ...place,
      argv: options.command,
      ...(readyTimeout === undefined ? {} : { readyTimeoutMs: readyTimeout * 1000 }),
    });
    const target: Target = {
      ask: (request) => process.ask(requestLine(context, request), request.signal),
      close: () => process.close(),
    };
    return target;
  },
});

/** A command sees PATH, HOME and what the base's `command-env` names, nothing else: no key leaks by accident. */
function allowedEnvironment({ environment, commandEnv }: TargetContext): Record<string, string> {
  const allowed: Record<string, string> = {};
  for (const name of ['PATH', 'HOME', ...commandEnv]) {
    const value = environment[name];
    if (value !== undefined) allowed[name] = value;
  }
  return allowed;
}

/** What travels in one request besides its id: the arm's own prompt, model and file texts. */
function requestLine({ spec }: TargetContext, request: TargetRequest): JsonObject {
  return {
    case: request.caseId,
    trial: request.index,
    messages: request.messages,
    input: request.input,
    ...(spec.model === undefined ? {} : { model: spec.model }),
    params: spec.params,
    files: Object.fromEntries(spec.files.map((file) => [file.path, file.text])),
  };
}
