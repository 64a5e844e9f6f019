import { openPullRequest, type FakePullRequest } from '../github-state.ts';
import { paginate } from '../paginate.ts';
import { close, keepRefs } from '../pull-request-heads.ts';
import { pullRequestJson } from '../pull-request-json.ts';
import { failure, invalid, notFound, ok, type Reply } from '../reply.ts';
import { needs, type RouteContext, type Routes } from './route.ts';

const pulls = '/repos/{owner}/{repo}/pulls';

/** Pull requests found by their branch, opened, reworded, closed and opened again. */
export const pullWriteRoutes: Routes = {
  [`get ${pulls}`]: {
    need: needs('read', 'pull-requests'),
    answer(context) {
      const { query, repository, state, urls } = context;
      const asked = query.get('state') ?? 'open';
      const head = query.get('head');
      const found = [...state.pullRequests.values()]
        .filter((pull) => asked === 'all' || pull.state === asked)
        .filter(({ base }) => (query.get('base') ?? base.ref) === base.ref)
        // Without an owner before it a branch is no filter at all, and every pull request is listed.
        .filter((pull) => head === null || !head.includes(':') || label(pull) === head)
        .sort((one, other) =>
          query.get('direction') === 'asc' ? one.number - other.number : other.number - one.number,
        );
      const page = paginate(found, query, context.address);
      return ok(
        page.items.map((pull) => pullRequestJson(pull, repository, urls)),
        page.headers,
      );
    },
  },
  [`post ${pulls}`]: { need: needs('write', 'pull-requests'), answer: opened },
  [`patch ${pulls}/{pull_number}`]: {
    need: needs('write', 'pull-requests'),
    async answer(context) {
      const { body, path, repository, state, urls } = context;
      const pull = state.pullRequests.get(Number(path['pull_number']));
      if (pull === undefined) return notFound();
      if (body['state'] === 'open' && pull.state === 'closed') {
        const wrong = pull.merged ? refused('state', 'Cannot reopen') : await problem(pull, context);
        if (wrong !== undefined) return wrong;
        Object.assign(pull, { state: 'open', closedAt: null });
      }
      if (body['state'] === 'closed' && pull.state === 'open') close(pull);
      if (typeof body['title'] === 'string') pull.title = body['title'];
      if (typeof body['body'] === 'string') pull.body = body['body'];
      return ok(pullRequestJson(pull, repository, urls));
    },
  },
};

async function opened(context: RouteContext): Promise<Reply> {
  const { body, objects, repository, state, token, urls } = context;
  if (token.login === 'github-actions[bot]' && !state.actionsMayOpenPullRequests) return notPermitted;
  const { title } = body;
  if (typeof title !== 'string' || title.trim() === '') return refused('title', "title can't be blank");
  const owner = repository.fullName.split('/')[0] ?? '';
  const branch = String(body['head']);
  const head = branch.startsWith(`${owner}:`) ? branch.slice(owner.length + 1) : branch;
  const base = String(body['base']);
  const [headSha, baseSha] = await Promise.all([head, base].map((name) => objects.resolve(`refs/heads/${name}`)));
  if (headSha === undefined) return refused('head', 'head is invalid', 'invalid');
  if (baseSha === undefined) return refused('base', 'base is invalid', 'invalid');
  const pull = openPullRequest({
    number: Math.max(0, ...state.pullRequests.keys()) + 1,
    title,
    body: typeof body['body'] === 'string' ? body['body'] : null,
    author: token.login,
    draft: body['draft'] === true,
    base: { ref: base, sha: baseSha },
    head: { ref: head, sha: headSha, repository: repository.fullName },
  });
  const wrong = await problem(pull, context);
  if (wrong !== undefined) return wrong;
  state.pullRequests.set(pull.number, pull);
  await keepRefs(pull, context);
  const json = pullRequestJson(pull, repository, urls);
  return { status: 201, body: json, headers: { location: String(json['url']) } };
}

/** Why the branches of `pull` can have no open pull request. */
async function problem(pull: FakePullRequest, context: RouteContext): Promise<Reply | undefined> {
  const { objects, state } = context;
  const [base, head] = await Promise.all([pull.base, pull.head].map(({ ref }) => objects.resolve(`refs/heads/${ref}`)));
  if (base === undefined || head === undefined) return refused('head', 'the branch is gone', 'invalid');
  if ((await objects.commitsBetween(base, head)).length === 0) {
    return refused('head', `No commits between ${pull.base.ref} and ${pull.head.ref}`);
  }
  const mine = label(pull);
  const twin = [...state.pullRequests.values()].some(
    (other) => other !== pull && other.state === 'open' && other.base.ref === pull.base.ref && label(other) === mine,
  );
  return twin ? refused('head', `A pull request already exists for ${mine}.`) : undefined;
}

/** `owner:branch` of the head. */
function label({ head, author }: FakePullRequest): string {
  return `${head.repository?.split('/')[0] ?? author}:${head.ref}`;
}

function refused(field: string, message: string, code = 'custom'): Reply {
  return invalid({ resource: 'PullRequest', code, field, message });
}

const notPermitted = failure(403, 'GitHub Actions is not permitted to create or approve pull requests.');
