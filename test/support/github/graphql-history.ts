import { connection, type ConnectionArguments } from './graphql-connection.ts';
import { error, type GraphQLContext } from './graphql-context.ts';
import { pullRequest } from './graphql-pull-request.ts';
import { commitWithChecks } from './graphql-timeline.ts';
import type { GitCommit, GitPerson } from './git-objects.ts';
import type { FakePullRequest } from './github-state.ts';
import type { JsonObject } from './json-object.ts';
import { isPermitted, refusalMessage } from './permitted.ts';
import { needs } from './routes/route.ts';

interface HistoryArguments extends ConnectionArguments {
  readonly since?: string | null;
  readonly until?: string | null;
}

/** A commit of the served repository, with those before it and the pull requests it came with. */
export function gitCommit(sha: string, context: GraphQLContext): JsonObject & { readonly id: string } {
  const { objects, repository, token, urls } = context;
  const read = async <Value>(value: (commit: GitCommit) => Value): Promise<Value> => {
    const commit = await objects.commit(sha);
    if (commit === undefined) throw new Error(`expected commit ${sha} in the served repository`);
    return value(commit);
  };
  return {
    ...commitWithChecks(sha, context),
    url: `${urls.serverUrl}/${repository.fullName}/commit/${sha}`,
    // Read when asked for: a history has many that are on no page.
    message: () => read(({ message }) => message),
    messageHeadline: () => read(({ message }) => message.split('\n')[0]),
    authoredDate: () => read(({ author }) => author.date),
    committedDate: () => read(({ committer }) => committer.date),
    author: () => read(({ author }) => gitActor(author)),
    committer: () => read(({ committer }) => gitActor(committer)),
    tree: () => read(({ tree }) => ({ id: `T_${tree}`, oid: tree })),
    parents: (args: ConnectionArguments) =>
      read(({ parents }) =>
        connection(
          parents.map((parent) => gitCommit(parent, context)),
          args,
          'parents',
        ),
      ),
    async history({ since, until, ...args }: HistoryArguments) {
      const commits = await objects.history(sha, since, until);
      return connection(
        commits.map((id) => gitCommit(id, context)),
        args,
        'history',
      );
    },
    // GitHub's default order is the one they were opened in, which is ours.
    async associatedPullRequests({ first = null, last = null, after = null, before = null }: ConnectionArguments) {
      if (!isPermitted(token, needs('read', 'pull-requests'), repository.private)) {
        throw error('FORBIDDEN', refusalMessage(token));
      }
      const pulls = await pullRequestsOf(sha, context);
      return connection(
        pulls.map((pull) => pullRequest(pull, context)),
        { first, last, after, before },
        'associatedPullRequests',
      );
    },
  };
}

function gitActor({ name, email, date }: GitPerson): JsonObject {
  return { name, email, date };
}

/** Merged ones that brought the commit; while it is not on the default branch, also open ones that have it. */
async function pullRequestsOf(
  sha: string,
  { objects, repository, state }: GraphQLContext,
): Promise<readonly FakePullRequest[]> {
  const isIn = async (tip: string): Promise<boolean> => (await objects.mergeBase(sha, tip)) === sha;
  const pulls = [...state.pullRequests.values()];
  const merged = pulls.filter((pull) => pull.merged && pull.landed.includes(sha));
  if (await isIn(`refs/heads/${repository.defaultBranch}`)) return merged;
  const found = [...merged];
  for (const pull of pulls) {
    if (pull.state !== 'open') continue;
    const own = await objects.commitsBetween(pull.base.sha, pull.head.sha);
    if (own.includes(sha)) found.push(pull);
  }
  return found;
}
