import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as the server saw it. */
export interface AskedModel {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
  /** All message texts, one after another. */
  readonly text: string;
  /** How often exactly this was asked before. */
  readonly nth: number;
  readonly authorization: string | undefined;
}

/** A text is answered as a chat completion; a function answers however it likes. */
export type Answer = string | ((response: ServerResponse) => void);

export interface ModelServer {
  readonly url: string;
  readonly host: string;
  readonly asked: readonly AskedModel[];
  close(): Promise<void>;
}

/** A real HTTP server on loopback that speaks Chat Completions, answering as `answer` says. */
export async function startModelServer(
  answer: (asked: AskedModel) => Answer | Promise<Answer>,
  options: { readonly answeredBy?: (model: string) => string } = {},
): Promise<ModelServer> {
  const asked: AskedModel[] = [];
  const counts = new Map<string, number>();
  const server = createServer((request, response) => {
    void respond(request, response).catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Pick<AskedModel, 'model' | 'messages'>;
    const text = body.messages
      .map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content)))
      .join('\n');
    const identity = `${body.model}\n${text}`;
    const nth = counts.get(identity) ?? 0;
    counts.set(identity, nth + 1);
    const one: AskedModel = {
      model: body.model,
      messages: body.messages,
      text,
      nth,
      authorization: request.headers.authorization,
    };
    asked.push(one);
    const given = await answer(one);
    if (typeof given === 'function') return given(response);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(completion(given, options.answeredBy?.(body.model) ?? body.model, text)));
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    host: `127.0.0.1:${port}`,
    asked,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}

function completion(content: string, model: string, prompt: string): object {
  return {
    id: 'chatcmpl-test',
    object: 'chat.completion',
    created: 1_700_000_000,
    model,
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
    usage: {
      prompt_tokens: Math.ceil(prompt.length / 4),
      completion_tokens: Math.ceil(content.length / 4),
      total_tokens: Math.ceil((prompt.length + content.length) / 4),
    },
  };
}
