import type { ServerResponse } from 'node:http';

import type { JsonObject } from './json-object.ts';

/** What the fake answers. A Buffer or text is sent as it is; undefined is an empty body. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export function ok(body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status: 200, body, headers };
}

/** An error in GitHub's form: message, documentation_url, and the status again as text. */
export function failure(status: number, message: string, extra: JsonObject = {}): Reply {
  return { status, body: { message, ...extra, documentation_url: documentation, status: String(status) } };
}

export const notFound = (): Reply => failure(404, 'Not Found');

/** 422 as GitHub words it. */
export function invalid(error: {
  readonly resource: string;
  readonly code: string;
  readonly field: string;
  readonly message: string;
}): Reply {
  return failure(422, 'Validation Failed', { errors: [error] });
}

export function send(response: ServerResponse, { status, body, headers = {} }: Reply): void {
  const raw = Buffer.isBuffer(body) || typeof body === 'string';
  response.writeHead(status, {
    ...(body === undefined || raw ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    'x-github-media-type': 'github.v3; format=json',
    'x-ratelimit-limit': '1000',
    'x-ratelimit-remaining': '999',
    'x-ratelimit-used': '1',
    'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 3600),
    'x-ratelimit-resource': 'core',
    ...headers,
  });
  response.end(body === undefined ? undefined : raw ? body : JSON.stringify(body));
}

const documentation = 'https://docs.github.com/rest';
