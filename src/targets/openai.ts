import { z } from 'zod';
import { define } from '../domain/definition.ts';
import { Fault } from '../domain/fault.ts';
import type { Json, JsonObject } from '../domain/json.ts';
import type { TargetRequest, TargetSpec } from '../domain/target.ts';
import { UsageError } from '../domain/usage-error.ts';
import { readChatCompletion } from './chat-completion.ts';
import type { TargetContext, TargetFactory } from './context.ts';
import { createTransport, type Transport } from './transport.ts';

/** Where the API is, unless a target says otherwise. */
export const OPENAI_API = 'https://api.openai.com/v1';

const schema = z.strictObject({
  'base-url': z
    .url({ protocol: /^https?$/ })
    .default(OPENAI_API)
    .describe('Where the API is; its host must be in `hosts:` of the policy.'),
  api: z.literal('chat').default('chat').describe('Chat Completions.'),
});

/** Off, as far as a timer can be: the runner's deadline is the only one. */
const NO_TIMEOUT_MS = 2 ** 31 - 1;

/**
 * Any server that speaks Chat Completions: OpenAI, gateways, vLLM, llama.cpp, Ollama.
 *
 * @example { type: openai, model: gpt-5-mini, base-url: https://gateway.example.com/v1 }
 */
export const openai = define<z.infer<typeof schema>, TargetFactory>({
  type: 'openai',
  version: 1,
  summary: 'A prompt sent to any server with an OpenAI-compatible Chat Completions API.',
  schema,
  create: (options) => async (context) => start(context, new URL(options['base-url'])),
});

async function start(context: TargetContext, baseUrl: URL) {
  const fixed = fixedBody(context.spec);
  // Loaded only where a model is called: validating a suite needs its options alone.
  const { default: OpenAI } = await import('openai');
  const transport = createTransport(context);
  const client = new OpenAI({
    baseURL: baseUrl.href.replace(/\/$/, ''),
    maxRetries: 0,
    timeout: NO_TIMEOUT_MS,
    logLevel: 'off',
    // The transport alone knows keys. The client insists on one, and nulls keep it from reading the process's environment.
    apiKey: 'held by the transport',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    fetch: fetchOver(transport),
  });

  return {
    async ask(request: TargetRequest) {
      const body = { ...fixed, messages: request.messages };
      try {
        return readChatCompletion(await client.post<unknown>('/chat/completions', { body, signal: request.signal }));
      } catch (error) {
        throw asFault(error, request.signal, baseUrl);
      }
    },
    close: () => transport.close(),
  };
}

/** Everything of the request that does not change from case to case; params go in verbatim. */
function fixedBody(spec: TargetSpec): JsonObject {
  if (spec.model === undefined) {
    throw mistake(spec, 'model', 'a model id', 'nothing', 'add `model: …`');
  }
  if (spec.params['stream'] === true) {
    throw mistake(spec, 'params.stream', 'no streaming', 'true', 'remove `stream`: answers are scored whole');
  }
  if (spec.params['n'] !== undefined && spec.params['n'] !== 1) {
    const received = JSON.stringify(spec.params['n']);
    throw mistake(spec, 'params.n', 'one answer a call', received, 'remove `n`, and set `trials` in suite.yaml');
  }
  return {
    ...spec.params,
    model: spec.model,
    ...(spec.tools === undefined ? {} : { tools: spec.tools }),
    ...(spec.responseFormat === undefined ? {} : { response_format: responseFormat(spec.responseFormat) }),
  };
}

/** A JSON Schema is wrapped as the API wants it; what is already a `response_format` passes through. */
function responseFormat(format: Json): Json {
  if (typeof format !== 'object' || format === null || !('type' in format)) return wrapSchema(format);
  const { type } = format;
  const ready = type === 'text' || type === 'json_object' || (type === 'json_schema' && 'json_schema' in format);
  return ready ? format : wrapSchema(format);
}

function wrapSchema(schema: Json): Json {
  const title = typeof schema === 'object' && schema !== null && 'title' in schema ? schema['title'] : undefined;
  const name = typeof title === 'string' ? title.replaceAll(/[^A-Za-z0-9_-]+/g, '_').slice(0, 64) : '';
  return { type: 'json_schema', json_schema: { name: name === '' ? 'answer' : name, schema, strict: true } };
}

/** The client's `fetch`, over our transport: only the body and its type are taken from what the client made. */
function fetchOver(transport: Transport): typeof fetch {
  return async (input, init) => {
    const response = await transport.send({
      url: new URL(input instanceof Request ? input.url : input),
      method: init?.method ?? 'POST',
      headers: { 'content-type': 'application/json' },
      ...(typeof init?.body === 'string' ? { body: init.body } : {}),
      signal: init?.signal ?? new AbortController().signal,
    });
    // Servers mislabel JSON; what it is, parsing decides.
    return new Response(response.body, { status: 200, headers: { 'content-type': 'application/json' } });
  };
}

/** The client wraps what its `fetch` throws: our Fault is the cause. */
function asFault(error: unknown, signal: AbortSignal, url: URL): unknown {
  for (let inner: unknown = error; inner instanceof Error; inner = inner.cause) {
    if (inner instanceof Fault) return inner;
  }
  if (signal.aborted) return new Fault('timeout', `${url.host} did not answer within the deadline`, { cause: error });
  if (error instanceof SyntaxError) {
    return new Fault('bad-response', `${url.host} answered 200 with what is not JSON`, { cause: error });
  }
  return error;
}

function mistake(spec: TargetSpec, path: string, expected: string, received: string, mend: string): UsageError {
  return new UsageError({ where: spec.path, path, expected, received, mend });
}
