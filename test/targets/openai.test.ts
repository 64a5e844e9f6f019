import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { Fault, type FaultKind } from '../../src/domain/fault.ts';
import type { TargetContext } from '../../src/targets/context.ts';
import { completion, reply, startModelServer, type ModelServer, type Question } from './support/model-server.ts';
import { question, rejection, startTarget, targetSpec } from './support/start-target.ts';

const cleanups: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function serve(answer: (question: Question) => void | Promise<void>): Promise<ModelServer> {
  const server = await startModelServer(answer);
  cleanups.push(() => server.close());
  return server;
}

async function openaiOver(server: ModelServer, context: Partial<TargetContext> = {}) {
  const target = await startTarget('openai', { 'base-url': server.baseUrl }, context);
  cleanups.push(() => target.close());
  return target;
}

async function faultOf(answer: (question: Question) => void | Promise<void>): Promise<Fault> {
  const target = await openaiOver(await serve(answer));
  const error = await rejection(target.ask(question()));
  expect(error).toBeInstanceOf(Fault);
  return error as Fault;
}

describe('openai, what is sent', () => {
  it('sends model, messages, params verbatim, tools and a wrapped JSON schema', async () => {
    const server = await serve((one) => reply(one, 200, completion('In transit.')));
    const tools = [{ type: 'function', function: { name: 'track', parameters: { type: 'object' } } }];
    const schema = { title: 'A reply', type: 'object', properties: { answer: { type: 'string' } } };
    const target = await openaiOver(server, {
      spec: targetSpec({
        params: { temperature: 0.7, seed: 7, logit_bias: { '50256': -100 } },
        tools,
        responseFormat: schema,
      }),
    });
    const parts = [
      { type: 'text', text: 'What is this?' },
      { type: 'image_url', image_url: { url: 'data:,x' } },
    ];
    await target.ask(question('', { messages: [{ role: 'user', content: parts }] }));
    expect(server.questions[0]?.url).toBe('/v1/chat/completions');
    expect(server.questions[0]?.body).toEqual({
      model: 'tiny',
      messages: [{ role: 'user', content: parts }],
      temperature: 0.7,
      seed: 7,
      logit_bias: { '50256': -100 },
      tools,
      response_format: { type: 'json_schema', json_schema: { name: 'A_reply', schema, strict: true } },
    });
    expect(server.questions[0]?.headers.authorization).toBeUndefined();
  });

  it('passes a ready response_format through', async () => {
    const server = await serve((one) => reply(one, 200, completion('{}')));
    const target = await openaiOver(server, { spec: targetSpec({ responseFormat: { type: 'json_object' } }) });
    await target.ask(question());
    expect(server.questions[0]?.body['response_format']).toEqual({ type: 'json_object' });
  });

  it('sends the key that policy binds to the host, and nothing of the process environment', async () => {
    const server = await serve((one) => reply(one, 200, completion('Yes.')));
    const before = process.env['OPENAI_API_KEY'];
    process.env['OPENAI_API_KEY'] = 'sk-of-the-process';
    try {
      const target = await openaiOver(server, {
        hosts: { '127.0.0.1': 'MODEL_KEY' },
        environment: { MODEL_KEY: 'sk-bound' },
      });
      await target.ask(question());
      const without = await openaiOver(server, { hosts: { '127.0.0.1': null } });
      await without.ask(question());
    } finally {
      if (before === undefined) delete process.env['OPENAI_API_KEY'];
      else process.env['OPENAI_API_KEY'] = before;
    }
    expect(server.questions.map((one) => one.headers.authorization)).toEqual(['Bearer sk-bound', undefined]);
  });

  it('refuses at the start what could not be scored', async () => {
    await expect(startTarget('openai', {}, { spec: targetSpec({ params: { stream: true } }) })).rejects.toThrow(
      'suites/support/target.yaml: params.stream: expected no streaming, received true',
    );
    await expect(startTarget('openai', {}, { spec: targetSpec({ params: { n: 3 } }) })).rejects.toThrow('params.n');
  });
});

describe('openai, outcomes that are scored', () => {
  it('reads text, usage, the answering model', async () => {
    const target = await openaiOver(await serve((one) => reply(one, 200, completion('In transit.'))));
    expect(await target.ask(question())).toEqual({
      output: { text: 'In transit.', finishReason: 'stop' },
      usage: { inputTokens: 12, outputTokens: 3, cachedInputTokens: 4 },
      answeredBy: 'tiny-2026-01-01',
    });
  });

  it.each([
    ['cut off by length', { content: 'In tr' }, 'length', { text: 'In tr', finishReason: 'length' }],
    ['filtered', { content: null }, 'content_filter', { text: '', finishReason: 'content_filter' }],
    [
      'refused',
      { content: null, refusal: 'I cannot.' },
      'stop',
      { text: '', finishReason: 'stop', refusal: 'I cannot.' },
    ],
    [
      'tool calls, one with broken arguments',
      {
        content: null,
        tool_calls: [
          { id: 'a', type: 'function', function: { name: 'track', arguments: '{"order":17}' } },
          { id: 'b', type: 'function', function: { name: 'note', arguments: '{"te' } },
        ],
      },
      'tool_calls',
      {
        text: '',
        finishReason: 'tool_calls',
        toolCalls: [
          { name: 'track', arguments: { order: 17 } },
          { name: 'note', arguments: '{"te' },
        ],
      },
    ],
  ])('%s', async (_, message, finishReason, output) => {
    const body = completion('', { choices: [{ index: 0, finish_reason: finishReason, message }] });
    const target = await openaiOver(await serve((one) => reply(one, 200, body)));
    expect((await target.ask(question())).output).toEqual(output);
  });

  it('takes gzip, a wrong content type and missing usage', async () => {
    const body = gzipSync(completion('Zipped.', { usage: {} }));
    const server = await serve((one) =>
      reply(one, 200, body, { 'content-encoding': 'gzip', 'content-type': 'text/plain' }),
    );
    const answer = await (await openaiOver(server)).ask(question());
    expect(answer.output.text).toBe('Zipped.');
    expect(answer.usage).toBeUndefined();
  });
});

describe('openai, every failure is a Fault of the taxonomy', () => {
  const apiError = (error: object): string => JSON.stringify({ error });
  const cases: [string, FaultKind, (question: Question) => void][] = [
    ['429', 'rate-limited', (one) => reply(one, 429, apiError({ message: 'slow down' }))],
    ['429 insufficient_quota', 'quota-exhausted', (one) => reply(one, 429, apiError({ code: 'insufficient_quota' }))],
    ['500', 'server-error', (one) => reply(one, 500, 'oops')],
    ['408', 'server-error', (one) => reply(one, 408, '')],
    ['409', 'server-error', (one) => reply(one, 409, '')],
    ['401', 'unauthorized', (one) => reply(one, 401, apiError({ message: 'no' }))],
    ['403', 'unauthorized', (one) => reply(one, 403, apiError({ message: 'no' }))],
    ['404', 'not-found', (one) => reply(one, 404, apiError({ message: 'no such model' }))],
    ['400', 'bad-request', (one) => reply(one, 400, apiError({ message: 'what?' }))],
    ['400 too long', 'context-overflow', (one) => reply(one, 400, apiError({ code: 'context_length_exceeded' }))],
    ['400 filtered', 'content-filter', (one) => reply(one, 400, apiError({ code: 'content_filter' }))],
    ['a dropped socket', 'network', (one) => one.response.destroy()],
    ['HTML with 200', 'bad-response', (one) => reply(one, 200, '<html>login</html>', { 'content-type': 'text/html' })],
    ['truncated JSON', 'bad-response', (one) => reply(one, 200, completion('In transit.').slice(0, 60))],
    ['an empty body', 'bad-response', (one) => reply(one, 200, '')],
    ['204', 'bad-response', (one) => void one.response.writeHead(204).end()],
    ['bad gzip', 'bad-response', (one) => reply(one, 200, completion('x'), { 'content-encoding': 'gzip' })],
    [
      'truncated gzip',
      'bad-response',
      (one) => reply(one, 200, gzipSync(completion('x')).subarray(0, 40), { 'content-encoding': 'gzip' }),
    ],
    ['empty choices', 'bad-response', (one) => reply(one, 200, completion('', { choices: [] }))],
    ['a missing message', 'bad-response', (one) => reply(one, 200, completion('', { choices: [{ index: 0 }] }))],
    ['an error with 200', 'bad-response', (one) => reply(one, 200, apiError({ message: 'upstream' }))],
    [
      'a body cut off',
      'network',
      (one) => {
        one.response.writeHead(200, { 'content-length': '5000' }).write('{"choices":');
        setTimeout(() => one.response.destroy(), 10);
      },
    ],
    [
      'an endless body',
      'answer-too-large',
      (one) => {
        one.response.writeHead(200);
        const more = (): void => {
          while (!one.response.destroyed && one.response.write(Buffer.alloc(1 << 18, 32)));
        };
        one.response.on('drain', more);
        more();
      },
    ],
    [
      'a gzip bomb',
      'answer-too-large',
      (one) => reply(one, 200, gzipSync(Buffer.alloc(20 << 20)), { 'content-encoding': 'gzip' }),
    ],
  ];

  it.each(cases)('%s → %s', async (_, kind, answer) => {
    expect((await faultOf(answer)).kind).toBe(kind);
  });

  it('refuses a redirect to another origin, which would leak the prompt', async () => {
    const other = await serve((one) => reply(one, 200, completion('Mine now.')));
    const fault = await faultOf((one) => reply(one, 307, '', { location: `${other.baseUrl}/chat/completions` }));
    expect(fault.kind).toBe('redirect-refused');
    expect(fault.message).toContain(other.origin);
    expect(other.questions).toHaveLength(0);
  });

  it.each([
    ['retry-after: seconds', { 'retry-after': '7' }, 7000],
    ['retry-after-ms', { 'retry-after-ms': '250', 'retry-after': '1' }, 250],
    ['a date', { date: 'Mon, 02 Nov 2026 10:00:00 GMT', 'retry-after': 'Mon, 02 Nov 2026 10:00:30 GMT' }, 30_000],
  ])('reads how long to wait: %s', async (_, headers, wait) => {
    const fault = await faultOf((one) => reply(one, 429, '{}', headers));
    expect(fault.retryAfterMs).toBe(wait);
  });

  it.each([
    [
      { param: 'max_tokens', message: "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead." },
      'rename `max_tokens` to `max_completion_tokens`',
    ],
    [{ param: 'max_completion_tokens', message: 'unknown field' }, 'rename `max_completion_tokens` to `max_tokens`'],
    [{ param: 'temperature', message: "'temperature' does not support 0 with this model." }, 'remove `temperature`'],
  ])('says how to mend a parameter: %j', async (error, mend) => {
    const fault = await faultOf((one) => reply(one, 400, apiError(error)));
    expect(fault.kind).toBe('bad-request');
    expect(fault.mend).toContain(mend);
  });

  it.each([
    ['nothing at all', () => {}],
    ['a body that stalls', (one: Question) => void one.response.writeHead(200).write('{"choices":')],
    [
      'a body that drips',
      (one: Question) => {
        one.response.writeHead(200);
        const drip = setInterval(() => one.response.write(' '), 5);
        one.response.on('close', () => clearInterval(drip));
      },
    ],
  ])('ends at the deadline: %s', async (_, answer) => {
    const target = await openaiOver(await serve(answer));
    const error = await rejection(target.ask(question('?', { signal: AbortSignal.timeout(60) })));
    expect(error).toMatchObject({ kind: 'timeout' });
  });

  it('does not call a host that policy does not name', async () => {
    const server = await serve((one) => reply(one, 200, completion('Hi.')));
    const target = await openaiOver(server, { hosts: { 'api.openai.com': 'OPENAI_API_KEY' } });
    expect(await rejection(target.ask(question()))).toMatchObject({ kind: 'host-refused' });
    expect(server.questions).toHaveLength(0);
  });
});

it('goes through the proxy that the given environment names, but for loopback', async () => {
  const server = await serve((one) => reply(one, 200, completion('Direct.')));
  const proxy = await serve((one) => reply(one, 200, completion('Proxied.')));
  const environment = { HTTPS_PROXY: proxy.origin, HTTP_PROXY: proxy.origin };
  const direct = await openaiOver(server, { environment });
  expect((await direct.ask(question())).output.text).toBe('Direct.');
  expect(proxy.questions).toHaveLength(0);

  const target = await startTarget(
    'openai',
    { 'base-url': 'https://model.invalid/v1' },
    { environment, hosts: { 'model.invalid': null } },
  );
  cleanups.push(() => target.close());
  // The proxy speaks no CONNECT: that it was asked at all is the point, and no name was looked up.
  const error = await rejection(target.ask(question()));
  expect(error).toMatchObject({ kind: 'network' });
  expect(String((error as Fault).cause)).not.toContain('ENOTFOUND');
});
