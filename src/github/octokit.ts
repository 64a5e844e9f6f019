import { getOctokit } from '@actions/github';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { GitHubError } from './rest.ts';

/** Where to write, and as whom. */
export interface WriteAccess {
  /** `owner/name` */
  readonly repository: string;
  readonly apiUrl: string;
  readonly token: string;
  /** With a deadline of its own, for each try. */
  readonly fetch: typeof fetch;
}

const LONGEST_WAIT_SECONDS = 60;

/** Octokit with GitHub's recommended throttling, and retries where a request may be repeated. */
export function openOctokit(of: WriteAccess) {
  const [owner = '', repo = ''] = of.repository.split('/');
  const mayWait = (seconds: number, _options: object, _octokit: object, tries: number): boolean =>
    seconds <= LONGEST_WAIT_SECONDS && tries < 2;
  const octokit = getOctokit(
    of.token,
    {
      baseUrl: of.apiUrl,
      userAgent: 'steelyard',
      request: { fetch: of.fetch },
      log: { debug: silent, info: silent, warn: silent, error: silent },
      throttle: { onRateLimit: mayWait, onSecondaryRateLimit: mayWait },
    },
    retry,
    throttling,
  );
  return { owner, repo, rest: octokit.rest };
}

/** For requests that must not be repeated: where the answer is lost, the caller looks first whether it was written. */
export const once = { request: { retries: 0 } };

/** Every failure as a GitHubError. */
export async function writing<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (cause) {
    const status = cause instanceof Error && 'status' in cause ? Number(cause.status) : 0;
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new GitHubError(status, message.replace(/ - https?:\S+$/, ''), { cause });
  }
}

function silent(): void {}
