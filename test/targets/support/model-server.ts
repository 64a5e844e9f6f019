import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

export interface Question {
  readonly number: number;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  // What a test asserts on; the server does not judge it.
  readonly body: {
    readonly model?: string;
    readonly messages: { role: string; content: unknown }[];
    [key: string]: unknown;
  };
  readonly response: ServerResponse;
}

export interface ModelServer {
  readonly origin: string;
  readonly baseUrl: string;
  readonly questions: readonly Question[];
  /** The most questions that were ever unanswered at once. */
  readonly peak: () => number;
  close(): Promise<void>;
}

/** A real HTTP server on loopback; `answer` is free to misbehave. */
export async function startModelServer(answer: (question: Question) => void | Promise<void>): Promise<ModelServer> {
  const questions: Question[] = [];
  let open = 0;
  let peak = 0;
  const server = createServer((request, response) => {
    open += 1;
    peak = Math.max(peak, open);
    let closed = false;
    const leave = (): void => {
      if (!closed) open -= 1;
      closed = true;
    };
    response.on('finish', leave);
    response.on('close', leave);
    void readAll(request).then(async (text) => {
      const question = {
        number: questions.length + 1,
        url: request.url ?? '',
        headers: request.headers,
        body: text === '' ? { messages: [] } : (JSON.parse(text) as Question['body']),
        response,
      };
      questions.push(question);
      await answer(question);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    baseUrl: `${origin}/v1`,
    questions,
    peak: () => peak,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A well-formed Chat Completions response. */
export function completion(text: string, extra: Record<string, unknown> = {}): string {
  return JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    model: 'tiny-2026-01-01',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: text } }],
    usage: { prompt_tokens: 12, completion_tokens: 3, prompt_tokens_details: { cached_tokens: 4 } },
    ...extra,
  });
}

export function reply(
  { response }: Question,
  status: number,
  body: string | Buffer,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body);
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
