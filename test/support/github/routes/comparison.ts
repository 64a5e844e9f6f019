import type { GitChange, GitCommit } from '../git-objects.ts';
import { nodeId, numericId } from '../people.ts';
import { paginate } from '../paginate.ts';
import { failure, notFound, ok, type Reply } from '../reply.ts';
import type { RouteContext } from './route.ts';

/** GitHub's limits on one comparison. */
const largestCommitList = 250;
const largestFileList = 300;

/** `GET compare/{base}...{head}`: from the merge base to the head, as three dots mean. */
export async function comparison(context: RouteContext): Promise<Reply> {
  const { objects, path, query, repository, urls } = context;
  const [baseName = '', headName = ''] = (path['basehead'] ?? '').split('...');
  const [base, head] = await Promise.all([baseName, headName].map((name) => objects.resolve(withoutOwner(name))));
  if (base === undefined || head === undefined) return notFound();
  const mergeBase = await objects.mergeBase(base, head);
  if (mergeBase === undefined) {
    return failure(404, `No common ancestor between ${baseName} and ${headName}.`);
  }
  const [ahead, behind] = await Promise.all([objects.commitsBetween(base, head), objects.commitsBetween(head, base)]);
  const paged = query.has('page') || query.has('per_page');
  const page = paged
    ? paginate(ahead, query, context.address, largestCommitList)
    : { items: ahead.slice(0, largestCommitList), headers: {} };
  const firstPage = Number(query.get('page') ?? 1) <= 1;
  const files = firstPage ? (await objects.changes(mergeBase, head)).slice(0, largestFileList) : [];
  const html = `${urls.serverUrl}/${repository.fullName}/compare/${base}...${head}`;
  return ok(
    {
      url: context.address,
      html_url: html,
      permalink_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      base_commit: await commitJson(base, context),
      merge_base_commit: await commitJson(mergeBase, context),
      status: relation(ahead.length, behind.length),
      ahead_by: ahead.length,
      behind_by: behind.length,
      total_commits: ahead.length,
      commits: await Promise.all(page.items.map((sha) => commitJson(sha, context))),
      files: files.map((change) => fileJson(change, head, context)),
    },
    page.headers,
  );
}

/** `owner:branch` names a branch of a repository in the same network; its objects are here as well. */
function withoutOwner(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function relation(ahead: number, behind: number): string {
  if (ahead === 0) return behind === 0 ? 'identical' : 'behind';
  return behind === 0 ? 'ahead' : 'diverged';
}

async function commitJson(sha: string, { objects, repository, urls }: RouteContext): Promise<object> {
  const commit: GitCommit | undefined = await objects.commit(sha);
  if (commit === undefined) throw new Error(`expected commit ${sha} in the served repository`);
  const api = `${urls.apiUrl}/repos/${repository.fullName}`;
  const html = `${urls.serverUrl}/${repository.fullName}/commit`;
  return {
    sha,
    node_id: nodeId('C', numericId(sha)),
    url: `${api}/commits/${sha}`,
    html_url: `${html}/${sha}`,
    comments_url: `${api}/commits/${sha}/comments`,
    commit: {
      url: `${api}/git/commits/${sha}`,
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      comment_count: 0,
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
    },
    // Null where the e-mail address belongs to nobody's account.
    author: null,
    committer: null,
    parents: commit.parents.map((id) => ({ sha: id, url: `${api}/commits/${id}`, html_url: `${html}/${id}` })),
  };
}

function fileJson(change: GitChange, head: string, { repository, urls }: RouteContext): object {
  const name = change.filename.split('/').map(encodeURIComponent).join('/');
  const html = `${urls.serverUrl}/${repository.fullName}`;
  return {
    sha: change.sha,
    filename: change.filename,
    ...(change.previousFilename === undefined ? {} : { previous_filename: change.previousFilename }),
    status: change.status,
    additions: change.additions,
    deletions: change.deletions,
    changes: change.additions + change.deletions,
    blob_url: `${html}/blob/${head}/${name}`,
    raw_url: `${html}/raw/${head}/${name}`,
    contents_url: `${urls.apiUrl}/repos/${repository.fullName}/contents/${name}?ref=${head}`,
  };
}
