import { once, openOctokit, type WriteAccess, writing } from './octokit.ts';

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

/** Octokit for comments and check runs. */
export function githubWriter(of: WriteAccess): GitHubWriter {
  const { owner, repo, rest } = openOctokit(of);
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
