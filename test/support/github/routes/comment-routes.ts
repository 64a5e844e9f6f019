import type { FakeComment } from '../github-state.ts';
import { appJson, userJson } from '../people.ts';
import { paginate } from '../paginate.ts';
import { invalid, notFound, ok, type Reply } from '../reply.ts';
import { needs, type RouteContext, type Routes } from './route.ts';

const issues = '/repos/{owner}/{repo}/issues';
/** Characters a comment may have on GitHub. */
const longestBody = 65_536;

/** Comments of a pull request: listed in order of creation, written, changed by anyone who may write, removed. */
export const commentRoutes: Routes = {
  [`get ${issues}/{issue_number}/comments`]: {
    need: needs('read', 'issues', 'pull-requests'),
    answer(context) {
      const issue = Number(context.path['issue_number']);
      if (!context.state.pullRequests.has(issue)) return notFound();
      const since = context.query.get('since');
      const comments = context.state.comments.filter(
        (comment) => comment.issue === issue && (since === null || comment.updatedAt >= since),
      );
      const page = paginate(comments, context.query, context.address);
      return ok(
        page.items.map((comment) => commentJson(comment, context)),
        page.headers,
      );
    },
  },
  [`post ${issues}/{issue_number}/comments`]: {
    need: needs('write', 'issues', 'pull-requests'),
    answer(context) {
      const issue = Number(context.path['issue_number']);
      if (!context.state.pullRequests.has(issue)) return notFound();
      const body = String(context.body['body']);
      const wrong = bodyProblem(body);
      if (wrong !== undefined) return wrong;
      const comment = context.state.addComment({ issue, author: context.token.login, body });
      const written = commentJson(comment, context);
      return { status: 201, body: written, headers: { location: String(written['url']) } };
    },
  },
  [`patch ${issues}/comments/{comment_id}`]: {
    need: needs('write', 'issues', 'pull-requests'),
    answer(context) {
      const comment = find(context);
      if (comment === undefined) return notFound();
      const body = String(context.body['body']);
      const wrong = bodyProblem(body);
      if (wrong !== undefined) return wrong;
      context.state.editComment(comment, context.token.login, body);
      return ok(commentJson(comment, context));
    },
  },
  [`delete ${issues}/comments/{comment_id}`]: {
    need: needs('write', 'issues', 'pull-requests'),
    answer(context) {
      const comment = find(context);
      if (comment === undefined) return notFound();
      context.state.removeComment(comment, context.token.login);
      return { status: 204, body: undefined };
    },
  },
};

function find({ path, state }: RouteContext): FakeComment | undefined {
  return state.comments.find(({ id }) => id === Number(path['comment_id']));
}

function bodyProblem(body: string): Reply | undefined {
  if (body.trim() === '')
    return invalid({ resource: 'IssueComment', code: 'custom', field: 'body', message: "body can't be blank" });
  // Counted in code points.
  if (body.length > longestBody && Array.from(body).length > longestBody) {
    const message = `Body is too long (maximum is ${longestBody} characters)`;
    return invalid({ resource: 'IssueComment', code: 'unprocessable', field: 'data', message });
  }
  return undefined;
}

function commentJson(comment: FakeComment, { repository, urls }: RouteContext): Readonly<Record<string, unknown>> {
  const api = `${urls.apiUrl}/repos/${repository.fullName}/issues`;
  return {
    id: comment.id,
    node_id: comment.nodeId,
    url: `${api}/comments/${comment.id}`,
    html_url: `${urls.serverUrl}/${repository.fullName}/pull/${comment.issue}#issuecomment-${comment.id}`,
    issue_url: `${api}/${comment.issue}`,
    user: userJson(comment.author, urls),
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: comment.author.endsWith('[bot]') ? 'NONE' : 'CONTRIBUTOR',
    performed_via_github_app: appJson(comment.author, urls),
    minimized: comment.minimized ? { reason: 'outdated' } : null,
  };
}
