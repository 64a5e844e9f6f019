import type { IncomingMessage } from 'node:http';

/** One request as the server saw it. */
export interface GitHubRequest {
  readonly method: string;
  /** Which API the address belongs to; `none` where it lies outside of both. */
  readonly api: 'rest' | 'graphql' | 'none';
  /** Below the REST API's base, as sent: `/repos/acme/assistant/pulls/7`; `/graphql`; the whole path outside of both. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined where there was no body, its text where that is no JSON. */
  readonly body: unknown;
  /** The token sent; undefined where there was none. */
  readonly token: string | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Reads a request to its end. `basePath` is what REST paths start with, empty or `/api/v3`. */
export async function readRequest(incoming: IncomingMessage, basePath: string): Promise<GitHubRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const { pathname, searchParams } = new URL(incoming.url ?? '', 'http://localhost');
  return {
    method: incoming.method ?? '',
    ...place(pathname, basePath),
    query: Object.fromEntries(searchParams),
    body: parsed(Buffer.concat(chunks).toString('utf8')),
    token: /^(?:bearer|token) (.+)$/i.exec(incoming.headers.authorization ?? '')?.[1],
    headers: incoming.headers,
    at: Date.now(),
  };
}

/** Where GraphQL is: beside the REST base on GitHub Enterprise Server. */
export function graphqlPath(basePath: string): string {
  return basePath === '' ? '/graphql' : '/api/graphql';
}

function place(pathname: string, basePath: string): Pick<GitHubRequest, 'api' | 'path'> {
  if (pathname === graphqlPath(basePath)) return { api: 'graphql', path: '/graphql' };
  if (pathname.startsWith(`${basePath}/`)) return { api: 'rest', path: pathname.slice(basePath.length) };
  return { api: 'none', path: pathname };
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
