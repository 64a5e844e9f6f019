import type { FakeGitHub } from './fake-github.ts';
import { jsonObject, type JsonObject } from './json-object.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; undefined where there was none. */
  readonly body: unknown;
}

/** Asks a fake GitHub, as the token `job` unless another is named. Redirects are answered, not followed. */
export interface Client {
  /** @param path Below the repository: `/pulls/7`. */
  ask(method: string, path: string, body?: unknown, token?: string): Promise<Answer>;
  /** The body of an answer, which must be an object. */
  object(method: string, path: string, body?: unknown): Promise<JsonObject>;
  /** GraphQL's answer, errors included. */
  query(query: string, variables?: JsonObject, token?: string): Promise<JsonObject>;
}

export function client(github: FakeGitHub): Client {
  const send = async (address: string, method: string, body: unknown, token: string): Promise<Answer> => {
    const response = await fetch(address, {
      method,
      redirect: 'manual',
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  };
  const ask: Client['ask'] = (method, path, body, token = 'job') =>
    send(`${github.apiUrl}/repos/${github.repository}${path}`, method, body, token);
  return {
    ask,
    object: async (method, path, body) => jsonObject((await ask(method, path, body)).body, path),
    async query(query, variables = {}, token = 'job') {
      const { body } = await send(github.graphqlUrl, 'POST', { query, variables }, token);
      return jsonObject(body, 'the answer');
    },
  };
}

/** Closes it. Throws where a request or a response did not fit GitHub's descriptions. */
export async function closeAsDescribed(github: FakeGitHub): Promise<void> {
  await github.close();
  if (github.violations.length > 0) throw new Error(github.violations.join('\n'));
}
