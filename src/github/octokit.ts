import { getOctokit } from '@actions/github';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import Bottleneck from 'bottleneck/light.js';
import { ownerAndName } from './owner-and-name.ts';
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

/**
 * One write after the other: twenty without a pause, after them one a second, so that no minute sees more than the 80 that
 * GitHub takes. The plugin's own rule waits a second before every one, which is most of what a gate's few would take.
 */
export const writes = new Bottleneck.Group({
  id: 'steelyard-writes',
  maxConcurrent: 1,
  reservoir: 20,
  reservoirIncreaseAmount: 1,
  reservoirIncreaseInterval: 1000,
  reservoirIncreaseMaximum: 20,
  heartbeatInterval: 1000,
});

/** Octokit with GitHub's recommended throttling, and retries where a request may be repeated. */
export function openOctokit(of: WriteAccess) {
  const { owner, name: repo } = ownerAndName(of.repository);
  const mayWait = (seconds: number, _options: object, _octokit: object, tries: number): boolean =>
    seconds <= LONGEST_WAIT_SECONDS && tries < 2;
  const octokit = getOctokit(
    of.token,
    {
      baseUrl: of.apiUrl,
      userAgent: 'steelyard',
      request: { fetch: of.fetch },
      log: { debug: silent, info: silent, warn: silent, error: silent },
      throttle: { write: writes, onRateLimit: mayWait, onSecondaryRateLimit: mayWait },
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
