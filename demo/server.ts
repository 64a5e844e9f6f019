// An OpenAI-compatible chat completions server that answers from recordings of a real model.
// No dependencies. It validates requests as a real server does, so that a client's mistakes show,
// and it refuses what it has no recording for instead of inventing an answer.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import type { Json } from '../src/domain/json.ts';
import { canonicalJson } from '../src/text/canonical-json.ts';

export type ChatMessage = { role: string; content: unknown; [property: string]: unknown };

/** One recorded answer: a line of `recordings/<configuration>.jsonl`. */
export type Recording = {
  key: string;
  case: string;
  trial: number;
  output: string;
  finishReason: string;
  usage: { prompt_tokens: number; completion_tokens: number };
  latencyMs: number;
  model: string;
};

/** One answered request, in the order in which the requests arrived. */
export type Call = {
  status: number;
  model: string | undefined;
  key: string | undefined;
  case: string | undefined;
  trial: number | undefined;
};

export type ServerOptions = {
  /** A folder of `*.jsonl`, one such file, several of them, or the recordings themselves. */
  recordings: string | readonly string[] | readonly Recording[];
  /** Which of the recorded trials answers a request is a function of this, the key and the n-th request of that key. */
  seed?: string | number;
  /** 0 answers at once, 1 takes as long as the real model did. */
  latencyScale?: number;
  port?: number;
};

export type RecordedServer = {
  /** Base URL for an OpenAI client: `http://127.0.0.1:<port>/v1`. */
  url: string;
  calls(): readonly Call[];
  close(): Promise<void>;
};

const BODY_LIMIT = 4 * 1024 * 1024;
const ROLES = new Set(['system', 'developer', 'user', 'assistant', 'tool', 'function']);

/** What a recording is found by: the model and the messages, nothing else of the request. */
export function recordingKey(model: string, messages: readonly unknown[]): string {
  return createHash('sha256')
    .update(canonicalJson({ messages: messages as readonly Json[], model }))
    .digest('hex');
}

/** A whole number below `size`, the same for the same parts on every machine. */
function drawIndex(parts: readonly (string | number)[], size: number): number {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
  return Number(digest.readBigUInt64BE(0) % BigInt(size));
}

function parseRecordings(text: string, file: string): Recording[] {
  return text
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => {
      try {
        return JSON.parse(line) as Recording;
      } catch (error) {
        throw new Error(`${file}:${number} is not JSON: ${(error as Error).message}`, { cause: error });
      }
    });
}

/** Reads recordings from a folder, from files, or passes given ones through. */
export function loadRecordings(source: ServerOptions['recordings']): Recording[] {
  if (typeof source === 'string') {
    if (!statSync(source).isDirectory()) return parseRecordings(readFileSync(source, 'utf8'), source);
    return readdirSync(source)
      .filter((name) => name.endsWith('.jsonl'))
      .sort()
      .flatMap((name) => parseRecordings(readFileSync(join(source, name), 'utf8'), name));
  }
  return source.flatMap((item) => (typeof item === 'string' ? loadRecordings(item) : [item]));
}

type ApiError = { status: number; message: string; type: string; param: string | null; code: string | null };

function invalid(message: string, param: string | null, code: string | null = null): ApiError {
  return { status: 400, message, type: 'invalid_request_error', param, code };
}

/** The checks a real server makes before it runs anything; undefined when the body is sound. */
function checkBody(body: unknown): ApiError | undefined {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) {
    return invalid('The request body must be a JSON object.', null);
  }
  const request = body as Record<string, unknown>;
  if (request['model'] === undefined) return invalid('you must provide a model parameter', 'model');
  if (typeof request['model'] !== 'string') return invalid('model must be a string', 'model', 'invalid_type');
  const messages = request['messages'];
  if (messages === undefined) {
    return invalid("Missing required parameter: 'messages'.", 'messages', 'missing_required_parameter');
  }
  if (!Array.isArray(messages)) return invalid("'messages' must be an array.", 'messages', 'invalid_type');
  if (messages.length === 0) return invalid("'messages' must hold at least one message.", 'messages', 'empty_array');
  for (const [index, message] of messages.entries()) {
    const at = `messages[${index}]`;
    if (message === null || typeof message !== 'object') return invalid(`${at} must be an object.`, at, 'invalid_type');
    const { role, content } = message as { role?: unknown; content?: unknown };
    if (typeof role !== 'string' || !ROLES.has(role)) {
      return invalid(`${at}.role must be one of ${[...ROLES].join(', ')}.`, `${at}.role`, 'invalid_value');
    }
    if (typeof content !== 'string' && !Array.isArray(content) && role !== 'assistant') {
      return invalid(`${at}.content must be a string or an array of parts.`, `${at}.content`, 'invalid_type');
    }
  }
  const ranges = [
    ['temperature', 0, 2],
    ['top_p', 0, 1],
    ['presence_penalty', -2, 2],
    ['frequency_penalty', -2, 2],
  ] as const;
  for (const [name, low, high] of ranges) {
    const value = request[name];
    if (value === undefined || value === null) continue;
    if (typeof value !== 'number' || value < low || value > high) {
      return invalid(`${name} must be a number from ${low} to ${high}.`, name, 'invalid_value');
    }
  }
  for (const name of ['max_tokens', 'max_completion_tokens'] as const) {
    const value = request[name];
    if (value === undefined || value === null) continue;
    if (!Number.isInteger(value) || (value as number) < 1) {
      return invalid(`${name} must be a whole number of at least 1.`, name, 'invalid_value');
    }
  }
  if (request['stream'] === true) {
    return invalid(
      'This server answers from recordings and does not stream: send stream: false.',
      'stream',
      'unsupported_value',
    );
  }
  if (request['n'] !== undefined && request['n'] !== null && request['n'] !== 1) {
    return invalid('This server gives one choice a request: send n: 1.', 'n', 'unsupported_value');
  }
  return undefined;
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, status: number, body: unknown): void {
  if (response.destroyed || response.writableEnded) return;
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

function sendError(response: ServerResponse, { status, message, type, param, code }: ApiError): void {
  send(response, status, { error: { message, type, param, code } });
}

export async function startServer(options: ServerOptions): Promise<RecordedServer> {
  const { seed = 0, latencyScale = 0, port = 0 } = options;
  const byKey = new Map<string, Recording[]>();
  for (const recording of loadRecordings(options.recordings)) {
    const list = byKey.get(recording.key);
    if (list) list.push(recording);
    else byKey.set(recording.key, [recording]);
  }
  // The order of the trials must not depend on the order in which they were recorded.
  for (const list of byKey.values()) list.sort((left, right) => left.trial - right.trial);
  const models = [...new Set([...byKey.values()].flat().map((recording) => recording.model))].sort();
  const startedAt = Math.floor(Date.now() / 1000);
  const requestsOfKey = new Map<string, number>();
  const calls: Call[] = [];
  const timers = new Set<NodeJS.Timeout>();

  async function complete(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call: Call = { status: 0, model: undefined, key: undefined, case: undefined, trial: undefined };
    const fail = (error: ApiError): void => {
      call.status = error.status;
      sendError(response, error);
    };
    calls.push(call);
    const text = await readBody(request);
    if (text === undefined) {
      return fail({ ...invalid(`The request body is larger than ${BODY_LIMIT} bytes.`, null), status: 413 });
    }
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch {
      return fail(invalid('The request body is not valid JSON.', null));
    }
    const problem = checkBody(body);
    if (problem) return fail(problem);
    const { model, messages } = body as { model: string; messages: ChatMessage[] };
    call.model = model;
    if (!models.includes(model)) {
      return fail({
        status: 404,
        message: `The model \`${model}\` does not exist. Recorded models: ${models.join(', ') || 'none'}.`,
        type: 'invalid_request_error',
        param: null,
        code: 'model_not_found',
      });
    }
    const key = recordingKey(model, messages);
    call.key = key;
    const recorded = byKey.get(key);
    if (recorded === undefined) {
      return fail({
        status: 404,
        message:
          `No recording answers these messages for \`${model}\` (key ${key.slice(0, 12)}…). The recordings hold ` +
          'only the prompts and cases they were made with: undo the edit, or record this configuration ' +
          '(see demo/record.py), or point base-url at a real server.',
        type: 'invalid_request_error',
        param: 'messages',
        code: 'recording_not_found',
      });
    }
    const nth = requestsOfKey.get(key) ?? 0;
    requestsOfKey.set(key, nth + 1);
    const chosen = recorded[drawIndex([String(seed), key, nth], recorded.length)] as Recording;
    call.case = chosen.case;
    call.trial = chosen.trial;
    const delay = chosen.latencyMs * latencyScale;
    if (delay > 0) {
      await new Promise<void>((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          timers.delete(timer);
          resolve();
        };
        const timer = setTimeout(done, delay);
        timers.add(timer);
        response.once('close', done);
      });
    }
    call.status = 200;
    send(response, 200, {
      id: `chatcmpl-${createHash('sha256').update(`${seed}:${key}:${nth}`).digest('hex').slice(0, 29)}`,
      object: 'chat.completion',
      created: Math.floor(Date.now() / 1000),
      model,
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: chosen.output, refusal: null, annotations: [] },
          logprobs: null,
          finish_reason: chosen.finishReason,
        },
      ],
      usage: {
        prompt_tokens: chosen.usage.prompt_tokens,
        completion_tokens: chosen.usage.completion_tokens,
        total_tokens: chosen.usage.prompt_tokens + chosen.usage.completion_tokens,
      },
      system_fingerprint: `fp_${createHash('sha256').update(model).digest('hex').slice(0, 10)}`,
    });
  }

  function route(request: IncomingMessage, response: ServerResponse): void {
    const path = (request.url ?? '/').split('?')[0];
    if (request.method === 'POST' && path === '/v1/chat/completions') {
      complete(request, response).catch((error: unknown) => {
        // A client that hung up is not a fault of the server.
        if (!response.destroyed) {
          sendError(response, { status: 500, message: String(error), type: 'server_error', param: null, code: null });
        }
      });
      return;
    }
    request.resume();
    if (request.method === 'GET' && path === '/v1/models') {
      send(response, 200, {
        object: 'list',
        data: models.map((id) => ({ id, object: 'model', created: startedAt, owned_by: 'recordings' })),
      });
      return;
    }
    sendError(response, {
      ...invalid(`Unknown request URL: ${request.method} ${path}.`, null, 'unknown_url'),
      status: 404,
    });
  }

  const server: Server = createServer(route);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    calls: () => calls,
    close: () =>
      new Promise<void>((resolve, reject) => {
        for (const timer of timers) clearTimeout(timer);
        timers.clear();
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
