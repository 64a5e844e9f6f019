import { getOctokit } from '@actions/github';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { GitHubError } from './rest.ts';

/** A check run as it is written: always completed. */
export interface CheckRun {
  readonly name: string;
  readonly headCommit: string;
  readonly conclusion: 'success' | 'failure' | 'neutral';
  readonly title: string;
  /** Markdown, at most 65,535 characters. */
  readonly summary: string;
  /** Below the summary; at most 65,535 characters. */
  readonly text?: string;
  readonly detailsUrl: string;
}

/** What Steelyard writes on GitHub. Every method throws a GitHubError. */
export interface GitHubWriter {
  /** Never repeated by itself: where the answer is lost, the caller looks first whether it was written. */
  createComment(pullRequest: number, body: string): Promise<number>;
  updateComment(id: number, body: string): Promise<void>;
  deleteComment(id: number): Promise<void>;
  createCheckRun(run: CheckRun): Promise<number>;
  updateCheckRun(id: number, run: Pick<CheckRun, 'title' | 'summary' | 'text'>): Promise<void>;
}

const LONGEST_WAIT_SECONDS = 60;

/** Octokit with GitHub's recommended throttling, and retries where a request may be repeated. */
export function githubWriter(of: {
  readonly repository: string;
  readonly apiUrl: string;
  readonly token: string;
  /** With a deadline of its own, for each try. */
  readonly fetch: typeof fetch;
}): GitHubWriter {
  const [owner = '', repo = ''] = of.repository.split('/');
  const mayWait = (seconds: number, _options: object, _octokit: object, tries: number): boolean =>
    seconds <= LONGEST_WAIT_SECONDS && tries < 2;
  const { rest } = getOctokit(
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
  const once = { request: { retries: 0 } };
  return {
    createComment: (pullRequest, body) =>
      writing(async () => {
        const created = await rest.issues.createComment({ owner, repo, issue_number: pullRequest, body, ...once });
        return created.data.id;
      }),
    updateComment: (id, body) =>
      writing(async () => void (await rest.issues.updateComment({ owner, repo, comment_id: id, body }))),
    deleteComment: (id) => writing(async () => void (await rest.issues.deleteComment({ owner, repo, comment_id: id }))),
    createCheckRun: ({ name, headCommit, conclusion, detailsUrl, ...output }) =>
      writing(async () => {
        const created = await rest.checks.create({
          owner,
          repo,
          name,
          head_sha: headCommit,
          status: 'completed',
          conclusion,
          details_url: detailsUrl,
          output,
          ...once,
        });
        return created.data.id;
      }),
    updateCheckRun: (id, { title, summary, text }) =>
      writing(async () => {
        const output = { title, summary, ...(text === undefined ? {} : { text }) };
        await rest.checks.update({ owner, repo, check_run_id: id, output });
      }),
  };
}

async function writing<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (cause) {
    const status = cause instanceof Error && 'status' in cause ? Number(cause.status) : 0;
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new GitHubError(status, message.replace(/ - https?:\S+$/, ''), { cause });
  }
}

function silent(): void {}
