import { connection, type ConnectionArguments } from './graphql-connection.ts';
import type { FakeCheckRun, FakePullRequest, FakeTimelineEvent } from './github-state.ts';
import { actor, error, type GraphQLContext } from './graphql-context.ts';
import type { JsonObject } from './json-object.ts';
import { nodeId } from './people.ts';
import { isPermitted, refusalMessage } from './permitted.ts';
import { needs } from './routes/route.ts';

const itemTypes: Readonly<Record<FakeTimelineEvent['kind'], string>> = {
  commit: 'PULL_REQUEST_COMMIT',
  'force-push': 'HEAD_REF_FORCE_PUSHED_EVENT',
  'comment-deleted': 'COMMENT_DELETED_EVENT',
  labeled: 'LABELED_EVENT',
};

/** What the page of a pull request tells in order, of the types that are asked for. */
export function timelineItems(
  pull: FakePullRequest,
  args: ConnectionArguments & { readonly itemTypes?: readonly string[] | null },
  context: GraphQLContext,
): JsonObject {
  const told = pull.timeline.some(({ kind }) => kind === 'commit' || kind === 'force-push');
  const events: FakeTimelineEvent[] = told ? pull.timeline : [{ kind: 'commit', sha: pull.head.sha }, ...pull.timeline];
  const items = events
    .map((event, place) => ({ event, id: nodeId('TI', pull.number * 1000 + place) }))
    .filter(({ event }) => args.itemTypes?.includes(itemTypes[event.kind]) ?? true)
    .map(({ event, id }) => ({ id, ...item(event, context) }));
  return connection(items, args, 'timelineItems');
}

function item(event: FakeTimelineEvent, context: GraphQLContext): JsonObject {
  if (event.kind === 'commit') return { __typename: 'PullRequestCommit', commit: commitWithChecks(event.sha, context) };
  const said = { createdAt: event.at, actor: actor(event.actor, context) };
  if (event.kind === 'force-push') {
    return { __typename: 'HeadRefForcePushedEvent', ...said, beforeCommit: forcedAway(event.before, context) };
  }
  return event.kind === 'labeled'
    ? { __typename: 'LabeledEvent', ...said, label: { name: event.label } }
    : { __typename: 'CommentDeletedEvent', ...said, deletedCommentAuthor: actor(event.author, context) };
}

function forcedAway(shas: readonly string[], context: GraphQLContext): JsonObject | null {
  const [newest] = shas;
  if (newest === undefined) return null;
  const history = (args: ConnectionArguments): JsonObject =>
    connection(
      shas.map((sha) => commitWithChecks(sha, context)),
      args,
      'history',
    );
  return { ...commitWithChecks(newest, context), history };
}

interface CheckArguments extends ConnectionArguments {
  readonly filterBy?: { readonly checkName?: string | null } | null;
}

/** A commit's id and its check runs, which need not be in the served repository. */
export function commitWithChecks(sha: string, context: GraphQLContext): JsonObject & { readonly id: string } {
  const { repository, state, token } = context;
  return {
    __typename: 'Commit',
    id: `C_${sha}`,
    oid: sha,
    checkSuites(args: CheckArguments): JsonObject {
      if (!isPermitted(token, needs('read', 'checks'), repository.private)) {
        throw error('FORBIDDEN', refusalMessage(token));
      }
      const runs = state.checkRuns.filter((run) => run.headSha === sha && isNamed(run, args));
      const suites = [...Map.groupBy(runs, ({ app }) => app)].map(([app, own]) => ({
        id: `CS_${app}_${sha}`,
        app: { slug: app.replace(/\[bot\]$/, '') },
        checkRuns: (asked: CheckArguments) =>
          connection(
            own.filter((run) => isNamed(run, asked)).map((run) => checkRun(run)),
            asked,
            'checkRuns',
          ),
      }));
      return connection(suites, args, 'checkSuites');
    },
  };
}

function isNamed({ name }: FakeCheckRun, { filterBy }: CheckArguments): boolean {
  return filterBy?.checkName === undefined || filterBy.checkName === null || filterBy.checkName === name;
}

function checkRun(run: FakeCheckRun): JsonObject & { readonly id: string } {
  const { title, summary, text } = run.output;
  return { __typename: 'CheckRun', id: nodeId('CR', run.id), name: run.name, title, summary, text };
}
