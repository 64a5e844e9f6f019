import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { UsageError } from '../../src/domain/usage-error.ts';
import { remoteObjects } from '../../src/github/remote-objects.ts';
import { GitHubError, type GitHubReader, githubReader } from '../../src/github/rest.ts';

type Reply = (response: ServerResponse) => void;

let replies: Reply[];
let asked: { readonly url: string; readonly authorization: string | undefined }[];
let waited: number[];
let reader: GitHubReader;
let close: () => Promise<unknown>;

const json = (status: number, body: object, headers: Record<string, string> = {}): Reply => {
  return (response) => response.writeHead(status, headers).end(JSON.stringify(body));
};
const cut: Reply = (response) => void response.socket?.destroy();
const html: Reply = (response) => void response.end('<html>');

beforeEach(async () => {
  replies = [];
  asked = [];
  waited = [];
  const server = createServer((request, response) => {
    asked.push({ url: request.url ?? '', authorization: request.headers.authorization });
    (replies.shift() ?? json(500, { message: 'nothing was planned' }))(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  reader = githubReader({
    apiUrl,
    graphqlUrl: `${apiUrl}/graphql`,
    token: 'ghs_secret',
    fetch,
    sleep: (ms) => {
      waited.push(ms);
      return Promise.resolve();
    },
  });
  close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
});

afterEach(() => close());

describe('reading', () => {
  test('sends the token, and knows what is not there', async () => {
    replies = [json(200, { id: 1 }), json(404, { message: 'Not Found' })];
    expect(await reader.get('/repos/a/b')).toEqual({ id: 1 });
    expect(await reader.get('/repos/a/c')).toBeUndefined();
    expect(asked.map(({ authorization }) => authorization)).toEqual(['Bearer ghs_secret', 'Bearer ghs_secret']);
  });

  test.for([
    ['a server error', json(502, {})],
    ['a cut connection', cut],
    ['a success that is no JSON', html],
  ] as const)('asks again after %s', async ([, first]) => {
    replies = [first, json(200, { id: 1 })];
    expect(await reader.get('/x')).toEqual({ id: 1 });
    expect(waited).toEqual([1000]);
  });

  test('gives up after three tries, with the status and GitHub’s own words', async () => {
    replies = [json(503, { message: 'Unicorn' }), json(503, { message: 'Unicorn' }), json(503, { message: 'Unicorn' })];
    await expect(reader.get('/x')).rejects.toThrow(new GitHubError(503, '/x answered 503: Unicorn'));
    expect(asked).toHaveLength(3);
  });

  test('waits as long as a rate limit says, and no longer than a minute', async () => {
    replies = [json(403, { message: 'secondary' }, { 'retry-after': '7' }), json(200, { id: 1 })];
    expect(await reader.get('/x')).toEqual({ id: 1 });
    expect(waited).toEqual([7000]);
    replies = [json(429, { message: 'come back tomorrow' }, { 'retry-after': '86400' })];
    await expect(reader.get('/x')).rejects.toThrow(/come back tomorrow/);
    const reset = String(Math.ceil(Date.now() / 1000) + 20);
    replies = [json(403, {}, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }), json(200, { id: 2 })];
    expect(await reader.get('/x')).toEqual({ id: 2 });
    expect(waited.at(-1)).toBeGreaterThan(10_000);
  });

  test('does not repeat a refusal', async () => {
    replies = [json(403, { message: 'Resource not accessible by integration' })];
    await expect(reader.get('/x')).rejects.toMatchObject({ status: 403 });
    expect(asked).toHaveLength(1);
  });

  test('says of a bad token whose it is to mend', async () => {
    replies = [json(401, { message: 'Bad credentials' })];
    const error = await reader.get('/x').catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(UsageError);
    expect(String(error)).toMatch(/token: expected a token that GitHub knows, .*Bad credentials; leave `token` out/);
  });

  test('a GraphQL answer with errors is none', async () => {
    replies = [
      json(200, { data: { viewer: null }, errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible' }] }),
    ];
    await expect(reader.graphql('query { viewer { login } }', {})).rejects.toMatchObject({
      status: 403,
      message: 'Resource not accessible',
    });
    replies = [json(200, { data: { viewer: { login: 'bot' } } })];
    expect(await reader.graphql('query { viewer { login } }', {})).toEqual({ viewer: { login: 'bot' } });
  });
});

describe('objects from the API', () => {
  const id = 'ce013625030ba8dba906f756967f9e9ca394464a'; // git hash-object of "hello\n"
  const blob = (text: string) =>
    json(200, { sha: id, size: text.length, content: Buffer.from(text).toString('base64') });

  test('are held to the hash they were asked for by, and asked for once', async () => {
    replies = [blob('hello\n')];
    const objects = remoteObjects(reader, 'acme/assistant');
    expect(await objects.blob(id)).toEqual({ kind: 'text', text: 'hello\n' });
    expect(await objects.blob(id)).toEqual({ kind: 'text', text: 'hello\n' });
    expect(asked.map(({ url }) => url)).toEqual([`/repos/acme/assistant/git/blobs/${id}`]);
    replies = [blob('hullo\n')];
    await expect(remoteObjects(reader, 'acme/assistant').blob(id)).rejects.toThrow(/came with another content/);
  });

  test('that are very large are not held in memory', async () => {
    replies = [json(200, { sha: id, size: 50_000_000, content: '' })];
    expect(await remoteObjects(reader, 'acme/assistant').blob(id)).toEqual({ kind: 'too-large', bytes: 50_000_000 });
  });
});
