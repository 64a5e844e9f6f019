import type { Json } from '../domain/json.ts';
import { UsageError } from '../domain/usage-error.ts';
import { textAt } from '../text/json-at.ts';
import { isJsonObject } from '../text/json-kind.ts';

/** What GitHub answered that is no success. */
export class GitHubError extends Error {
  override readonly name = 'GitHubError';
  /** HTTP status; 0 where no answer came. */
  readonly status: number;

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/** Reads from GitHub's API. Writing is done by octokit, which is not loaded before there is something to write. */
export interface GitHubReader {
  /** The JSON of a path below the API's root; undefined where there is no such thing (404). Throws a GitHubError. */
  get(path: string): Promise<Json | undefined>;
  /**
   * The bytes that a path leads to, by whatever redirections; undefined where there is nothing (404), or nothing any more
   * (410). Throws a GitHubError, also for more than `largest` bytes.
   *
   * @param what.accept the media type that the endpoint wants, each its own
   */
  bytes(path: string, what: { readonly accept: string; readonly largest: number }): Promise<Uint8Array | undefined>;
  /** The `data` of a GraphQL query. Throws a GitHubError. */
  graphql(query: string, variables: Readonly<Record<string, string | number | null>>): Promise<Json>;
}

const TRIES = 3;
/** Waits longer than this are left to a later run. */
const LONGEST_WAIT_MS = 60_000;

/**
 * A client over `fetch` that repeats what may be repeated: reads, after faults of the network and the server, and after
 * the wait that a rate limit names.
 */
export function githubReader(of: {
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  readonly token: string;
  /** With a deadline of its own. */
  readonly fetch: typeof fetch;
  readonly sleep: (ms: number) => Promise<void>;
}): GitHubReader {
  const headers = {
    accept: 'application/vnd.github+json',
    'user-agent': 'steelyard',
    'x-github-api-version': '2022-11-28',
    ...(of.token === '' ? {} : { authorization: `Bearer ${of.token}` }),
  };

  async function ask(url: string, init: RequestInit): Promise<Json> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await once(url, init);
      if (answer.ok) return answer.value;
      if (answer.waitMs === undefined || attempt === TRIES) throw answer.error;
      await of.sleep(answer.waitMs === 'soon' ? 500 * 2 ** attempt : answer.waitMs);
    }
  }

  async function once(url: string, init: RequestInit): Promise<Answer> {
    let response: Response;
    let text: string;
    try {
      response = await of.fetch(url, init);
      text = await response.text();
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      const error = new GitHubError(0, `${new URL(url).host} cannot be reached: ${reason}`, { cause });
      return { ok: false, error, waitMs: 'soon' };
    }
    const value = parseJson(text);
    if (response.ok && value !== undefined) return { ok: true, value };
    const error = new GitHubError(
      response.status,
      `${new URL(url).pathname} answered ${response.status}: ${messageOf(value)}`,
    );
    return { ok: false, error, waitMs: waitFor(response) };
  }

  return {
    async get(path) {
      try {
        return await ask(`${of.apiUrl}${path}`, { headers });
      } catch (error) {
        if (error instanceof GitHubError && error.status === 404) return undefined;
        throw error instanceof GitHubError && error.status === 401 ? badToken(error) : error;
      }
    },
    bytes: (path, what) => download(of, { ...headers, accept: what.accept }, { url: `${of.apiUrl}${path}`, ...what }),
    async graphql(query, variables) {
      const body = JSON.stringify({ query, variables });
      const answer = await ask(of.graphqlUrl, { method: 'POST', headers, body });
      if (isJsonObject(answer) && isJsonObject(answer['data']) && answer['errors'] === undefined) return answer['data'];
      throw graphqlError(answer);
    },
  };
}

/** `fetch` leaves the token behind where a redirection leads to another origin, which is where GitHub keeps what is large. */
async function download(
  of: { readonly fetch: typeof fetch; readonly sleep: (ms: number) => Promise<void> },
  headers: Readonly<Record<string, string>>,
  what: { readonly url: string; readonly largest: number },
): Promise<Uint8Array | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    const { pathname } = new URL(what.url);
    let error: GitHubError;
    let wait: number | 'soon' | undefined = 'soon';
    try {
      const response = await of.fetch(what.url, { headers });
      if (response.ok) return await boundedBytes(response, what.largest);
      if (response.status === 404 || response.status === 410) return undefined;
      error = new GitHubError(response.status, `${pathname} answered ${response.status}`);
      wait = waitFor(response);
    } catch (cause) {
      if (cause instanceof GitHubError) throw cause;
      error = new GitHubError(0, `${pathname} cannot be read: ${String(cause)}`, { cause });
    }
    if (wait === undefined || attempt === TRIES) throw error;
    await of.sleep(wait === 'soon' ? 500 * 2 ** attempt : wait);
  }
}

async function boundedBytes(response: Response, largest: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.byteLength;
    if (length > largest) throw new GitHubError(200, `more than ${largest} bytes came`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

type Answer =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly error: GitHubError; readonly waitMs: number | 'soon' | undefined };

/** How long to wait before the same is asked again; undefined where asking again would not help. */
function waitFor(response: Response): number | 'soon' | undefined {
  if (response.status >= 500) return 'soon';
  if (response.status !== 403 && response.status !== 429) return response.ok ? 'soon' : undefined;
  const after = Number(response.headers.get('retry-after') ?? Number.NaN) * 1000;
  const reset = Number(response.headers.get('x-ratelimit-reset') ?? Number.NaN) * 1000 - Date.now();
  const wait = Number.isFinite(after) ? after : response.headers.get('x-ratelimit-remaining') === '0' ? reset : NaN;
  return wait >= 0 && wait <= LONGEST_WAIT_MS ? wait : undefined;
}

/** GraphQL refuses with 200 and a type; each becomes the status that REST would have. */
function graphqlError(answer: Json): GitHubError {
  const type = textAt(answer, 'errors', 0, 'type') ?? '';
  const message = textAt(answer, 'errors', 0, 'message') ?? 'an answer without data';
  const status = { FORBIDDEN: 403, INSUFFICIENT_SCOPES: 403, NOT_FOUND: 404, RATE_LIMITED: 429 }[type] ?? 200;
  return new GitHubError(status, message);
}

function badToken(cause: GitHubError): UsageError {
  return new UsageError(
    {
      where: 'token',
      path: '',
      expected: 'a token that GitHub knows',
      received: cause.message,
      mend: 'leave `token` out of the step’s `with:`, so that the job’s own token serves',
    },
    { cause },
  );
}

function messageOf(value: Json | undefined): string {
  return isJsonObject(value) && typeof value['message'] === 'string' ? value['message'] : 'no JSON';
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
