import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { recordingKey, startServer } from '../../demo/server.ts';
import { canonicalJson } from '../../src/text/canonical-json.ts';
import type { RecordedServer, Recording, ServerOptions } from '../../demo/server.ts';

const MODEL = 'recorded-model';
const MESSAGES = [
  { role: 'system', content: 'Answer briefly.' },
  { role: 'user', content: 'What colour is the Robin?' },
];

function recordings(count: number, overrides: Partial<Recording> = {}): Recording[] {
  return Array.from({ length: count }, (_, trial) => ({
    key: recordingKey(MODEL, MESSAGES),
    case: 'table-001',
    trial,
    output: `answer ${trial}`,
    finishReason: 'stop',
    usage: { prompt_tokens: 20, completion_tokens: 3 },
    latencyMs: 40,
    model: MODEL,
    ...overrides,
  }));
}

const running: RecordedServer[] = [];
async function start(options: Partial<ServerOptions> = {}): Promise<RecordedServer> {
  const server = await startServer({ recordings: recordings(4), seed: 1, ...options });
  running.push(server);
  return server;
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

type Answer = {
  choices: { message: { content: string } }[];
  error: { type: string; param: string | null; code: string | null; message: string };
};
async function post(server: RecordedServer, body: unknown): Promise<{ status: number; json: Answer }> {
  const response = await fetch(`${server.url}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer unused' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, json: (await response.json()) as Answer };
}
const request = { model: MODEL, messages: MESSAGES, temperature: 0.2, max_tokens: 80 };

describe('recordingKey', () => {
  it('is the SHA-256 of canonical JSON, whatever the order of properties', () => {
    const text = '{"messages":[{"content":"x","role":"user"}],"model":"m"}';
    expect(canonicalJson({ model: 'm', messages: [{ role: 'user', content: 'x' }] })).toBe(text);
    expect(recordingKey('m', [{ content: 'x', role: 'user' }])).toBe(createHash('sha256').update(text).digest('hex'));
  });
});

describe('startServer', () => {
  it('answers a recorded request in the shape of the Chat Completions API', async () => {
    const server = await start({ recordings: recordings(1) });
    const { status, json } = await post(server, request);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      id: expect.stringMatching(/^chatcmpl-[0-9a-f]+$/),
      object: 'chat.completion',
      created: expect.any(Number),
      model: MODEL,
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: 'answer 0', refusal: null },
          logprobs: null,
          finish_reason: 'stop',
        },
      ],
      usage: { prompt_tokens: 20, completion_tokens: 3, total_tokens: 23 },
      system_fingerprint: expect.stringMatching(/^fp_/),
    });
    expect(server.calls()).toEqual([
      { status: 200, model: MODEL, key: recordingKey(MODEL, MESSAGES), case: 'table-001', trial: 0 },
    ]);
  });

  it('draws the same trials for the same seed, and with replacement', async () => {
    const drawn = async (seed: number): Promise<string[]> => {
      const server = await start({ seed });
      const answers: string[] = [];
      for (let n = 0; n < 24; n += 1)
        answers.push((await post(server, request)).json.choices[0]?.message.content ?? '');
      return answers;
    };
    const [first, again, other] = [await drawn(7), await drawn(7), await drawn(8)];
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    expect(new Set(first).size).toBe(4);
  });

  it('does not depend on the order in which trials were recorded', async () => {
    const forward = await start();
    const backward = await start({ recordings: recordings(4).reverse() });
    for (let n = 0; n < 6; n += 1) {
      expect((await post(backward, request)).json.choices).toEqual((await post(forward, request)).json.choices);
    }
  });

  it.each([
    ['no model', { messages: MESSAGES }, 'model'],
    ['no messages', { model: MODEL }, 'messages'],
    ['an empty list of messages', { model: MODEL, messages: [] }, 'messages'],
    ['an unknown role', { model: MODEL, messages: [{ role: 'king', content: 'x' }] }, 'messages[0].role'],
    ['a temperature out of range', { ...request, temperature: 3 }, 'temperature'],
    ['max_tokens of 0', { ...request, max_tokens: 0 }, 'max_tokens'],
    ['streaming', { ...request, stream: true }, 'stream'],
  ])('refuses %s with 400', async (_name, body, param) => {
    const { status, json } = await post(await start(), body);
    expect(status).toBe(400);
    expect(json.error).toMatchObject({ type: 'invalid_request_error', param, message: expect.any(String) });
  });

  it('refuses a body that is not JSON', async () => {
    expect(await post(await start(), '{"model":')).toMatchObject({
      status: 400,
      json: { error: { type: 'invalid_request_error' } },
    });
  });

  it('refuses an unknown model as OpenAI does', async () => {
    const { status, json } = await post(await start(), { ...request, model: 'unheard-of' });
    expect(status).toBe(404);
    expect(json.error).toMatchObject({ type: 'invalid_request_error', code: 'model_not_found' });
  });

  it('names the mend when nothing was recorded for the messages', async () => {
    const server = await start();
    const { status, json } = await post(server, {
      ...request,
      messages: [{ role: 'user', content: 'Something else' }],
    });
    expect(status).toBe(404);
    expect(json.error.code).toBe('recording_not_found');
    expect(json.error.message).toContain('demo/record.py');
    expect(server.calls()[0]).toMatchObject({ status: 404, trial: undefined });
  });

  it('lists the recorded models and knows no other path', async () => {
    const server = await start();
    const models = await (await fetch(`${server.url}/models`)).json();
    expect(models).toMatchObject({ object: 'list', data: [{ id: MODEL, object: 'model' }] });
    expect((await fetch(`${server.url}/embeddings`, { method: 'POST', body: '{}' })).status).toBe(404);
  });

  it('waits for the recorded latency times the scale', async () => {
    const server = await start({ latencyScale: 2 });
    const started = performance.now();
    await post(server, request);
    expect(performance.now() - started).toBeGreaterThanOrEqual(75);
  });

  it('closes while a request is waiting', async () => {
    const server = await startServer({ recordings: recordings(1, { latencyMs: 60_000 }), latencyScale: 1 });
    const pending = post(server, request).then(
      () => 'answered',
      () => 'cut off',
    );
    while (server.calls().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 20));
    await server.close();
    expect(await pending).toBe('cut off');
  });
});
