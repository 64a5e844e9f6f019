import { afterEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/domain/json.ts';
import { targets } from '../../src/targets/index.ts';
import { reply, startModelServer, type ModelServer, type Question } from './support/model-server.ts';
import { question, rejection, startTarget } from './support/start-target.ts';

const cleanups: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function httpOver(
  answer: (one: Question) => void,
  options: JsonObject = {},
  hosts: Record<string, string | null> = { '127.0.0.1': null },
) {
  const server: ModelServer = await startModelServer(answer);
  const environment = { RAG_KEY: 'rag-1' };
  const target = await startTarget('http', { url: `${server.origin}/answer?v=2`, ...options }, { hosts, environment });
  cleanups.push(
    () => target.close(),
    () => server.close(),
  );
  return { server, target };
}

describe('http', () => {
  it('sends messages and input where no body is given, with the key of the host', async () => {
    const { server, target } = await httpOver(
      (one) => reply(one, 200, 'In transit.', { 'content-type': 'text/plain' }),
      { headers: { 'X-Tenant': 'a' } },
      { '127.0.0.1': 'RAG_KEY' },
    );
    expect((await target.ask(question())).output).toEqual({ text: 'In transit.' });
    const [sent] = server.questions;
    expect(sent?.url).toBe('/answer?v=2');
    expect(sent?.headers).toMatchObject({ authorization: 'Bearer rag-1', 'x-tenant': 'a' });
    expect(sent?.body).toEqual({
      messages: [{ role: 'user', content: 'Where is my order?' }],
      input: { question: 'Where is my order?' },
      model: 'tiny',
    });
  });

  it('fills the body: whole values stay what they are, parts become text', async () => {
    const body = {
      q: 'Q: {{question}}',
      k: '{{k}}',
      by: '{{model}}',
      turns: '{{messages}}',
      all: ['{{input}}'],
      fixed: 1,
    };
    const { server, target } = await httpOver((one) => reply(one, 200, '{}'), { body });
    const input = { question: 'Why?', k: 5 };
    await target.ask(question('Why?', { input }));
    expect(server.questions[0]?.body).toEqual({
      q: 'Q: Why?',
      k: 5,
      by: 'tiny',
      turns: [{ role: 'user', content: 'Why?' }],
      all: [input],
      fixed: 1,
    });
  });

  it('reads text, usage and model by their paths', async () => {
    const answer = JSON.stringify({ result: { text: 'Yes.' }, n: { in: 9, out: 2 }, by: 'm-1' });
    const { target } = await httpOver((one) => reply(one, 200, answer), {
      output: 'result.text',
      usage: { 'input-tokens': 'n.in', 'output-tokens': 'n.out' },
      'answered-by': 'by',
    });
    expect(await target.ask(question())).toEqual({
      output: { text: 'Yes.' },
      usage: { inputTokens: 9, outputTokens: 2 },
      answeredBy: 'm-1',
    });
  });

  it.each([
    ['no such path', 'bad-response', { output: 'answer' }, '{}', 'application/json'],
    ['not JSON', 'bad-response', { output: 'answer' }, '<html>', 'text/html'],
    ['a web page', 'bad-response', {}, '<html>', 'text/html; charset=utf-8'],
    ['a name the case lacks', 'cannot-render', { body: { q: '{{order}}' } }, '{}', 'application/json'],
  ])('%s → %s', async (_, kind, options, body, type) => {
    const { target } = await httpOver((one) => reply(one, 200, body, { 'content-type': type }), options);
    expect(await rejection(target.ask(question()))).toMatchObject({ kind });
  });

  it.each([
    [{ headers: { Authorization: 'Bearer sk-1' } }, 'expected no key in target.yaml'],
    [{ headers: { 'X-Key': '{{env.KEY}}' } }, 'expected a fixed text'],
    [{ body: { key: '{{ env.KEY }}' } }, 'the environment is not for prompts'],
    [{ headers: { 'X-Bad': 'a\r\nX-Other: b' } }, 'on one line'],
  ])('takes no secret from target.yaml: %j', (options, message) => {
    const configured = targets.http.configure({ url: 'https://rag.example/', ...options }, new Map());
    expect(configured).toMatchObject({ ok: false, issues: [{ message: expect.stringContaining(message) }] });
  });
});
