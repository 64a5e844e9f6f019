import { now, type FakeCheckRun } from '../github-state.ts';
import { isJsonObject, type JsonObject } from '../json-object.ts';
import { appJson, isBot, nodeId } from '../people.ts';
import { paginate } from '../paginate.ts';
import { failure, notFound, ok } from '../reply.ts';
import { needs, type RouteContext, type Routes } from './route.ts';

const repository = '/repos/{owner}/{repo}';

/** Check runs, which only apps may write, and each app only its own. */
export const checkRoutes: Routes = {
  [`post ${repository}/check-runs`]: {
    need: needs('write', 'checks'),
    async answer(context) {
      const { body, objects, state, token } = context;
      if (!isBot(token.login)) return failure(403, 'You must authenticate via a GitHub App.');
      const headSha = String(body['head_sha']);
      if ((await objects.commit(headSha)) === undefined) return failure(422, `No commit found for SHA: ${headSha}`);
      const run: FakeCheckRun = {
        id: state.nextId(),
        app: token.login,
        name: String(body['name']),
        headSha,
        status: 'queued',
        conclusion: null,
        startedAt: now(),
        completedAt: null,
        detailsUrl: null,
        externalId: null,
        output: { title: null, summary: null, text: null },
        annotations: [],
      };
      update(run, body);
      state.checkRuns.push(run);
      return { status: 201, body: checkRunJson(run, context) };
    },
  },
  [`patch ${repository}/check-runs/{check_run_id}`]: {
    need: needs('write', 'checks'),
    answer(context) {
      const run = context.state.checkRuns.find(({ id }) => id === Number(context.path['check_run_id']));
      if (run === undefined) return notFound();
      if (run.app !== context.token.login)
        return failure(
          403,
          `Invalid app_id \`${run.app}\` - check run can only be modified by the GitHub App that created it.`,
        );
      update(run, context.body);
      return ok(checkRunJson(run, context));
    },
  },
  [`get ${repository}/commits/{ref}/check-runs`]: {
    need: needs('read', 'checks'),
    async answer(context) {
      const { objects, path, query, state } = context;
      const sha = await objects.resolve(path['ref'] ?? '');
      if (sha === undefined) return failure(422, `No commit found for SHA: ${path['ref']}`);
      const name = query.get('check_name');
      const status = query.get('status');
      const matching = state.checkRuns.filter(
        (run) =>
          run.headSha === sha && (name === null || run.name === name) && (status === null || run.status === status),
      );
      const runs = query.get('filter') === 'all' ? matching : latest(matching);
      const page = paginate(runs.toReversed(), query, context.address);
      const check_runs = page.items.map((run) => checkRunJson(run, context));
      return ok({ total_count: runs.length, check_runs }, page.headers);
    },
  },
};

/** The newest run of each name and app, which is what GitHub lists unless asked for `filter=all`. */
function latest(runs: readonly FakeCheckRun[]): FakeCheckRun[] {
  const newest = new Map(runs.map((run) => [`${run.app} ${run.name}`, run]));
  return runs.filter((run) => newest.get(`${run.app} ${run.name}`) === run);
}

function update(run: FakeCheckRun, body: JsonObject): void {
  const text = (key: string, otherwise: string | null): string | null => {
    const value = body[key];
    return typeof value === 'string' ? value : otherwise;
  };
  run.name = text('name', run.name) ?? run.name;
  run.status = text('status', run.status) ?? run.status;
  run.conclusion = text('conclusion', run.conclusion);
  run.startedAt = text('started_at', run.startedAt);
  run.completedAt = text('completed_at', run.completedAt);
  run.detailsUrl = text('details_url', run.detailsUrl);
  run.externalId = text('external_id', run.externalId);
  // A conclusion completes a run, whatever status was sent.
  if (run.conclusion !== null) {
    run.status = 'completed';
    run.completedAt ??= now();
  }
  const { output } = body;
  if (!isJsonObject(output)) return;
  for (const key of ['title', 'summary', 'text'] as const) {
    const value = output[key];
    if (typeof value === 'string') run.output[key] = value;
  }
  if (Array.isArray(output['annotations'])) run.annotations.push(...output['annotations']);
}

function checkRunJson(run: FakeCheckRun, { repository: served, state, urls }: RouteContext): JsonObject {
  const api = `${urls.apiUrl}/repos/${served.fullName}`;
  const url = `${api}/check-runs/${run.id}`;
  const side = (ref: string, sha: string): JsonObject => ({
    ref,
    sha,
    repo: { id: 1, url: api, name: served.fullName.split('/')[1] },
  });
  const pulls = [...state.pullRequests.values()].filter(({ head }) => head.sha === run.headSha);
  return {
    id: run.id,
    node_id: nodeId('CR', run.id),
    head_sha: run.headSha,
    name: run.name,
    url,
    html_url: `${urls.serverUrl}/${served.fullName}/runs/${run.id}`,
    details_url: run.detailsUrl ?? `${urls.serverUrl}/${served.fullName}/runs/${run.id}`,
    external_id: run.externalId ?? '',
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      ...run.output,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: 1 },
    app: appJson(run.app, urls),
    pull_requests: pulls.map(({ number, head, base }) => ({
      id: number,
      number,
      url: `${api}/pulls/${number}`,
      head: side(head.ref, head.sha),
      base: side(base.ref, base.sha),
    })),
  };
}
