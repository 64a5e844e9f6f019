import type { BlobStore } from './blob-store.ts';
import type { GitHubRequest } from './github-request.ts';
import { isJsonObject } from './json-object.ts';
import { openApi, type Operation } from './open-api.ts';
import { refusal } from './permitted.ts';
import type { RepositoryParts } from './ref-moves.ts';
import { failure, notFound, type Reply } from './reply.ts';
import { routes } from './routes/index.ts';
import type { GitHubUrls } from './urls.ts';

export interface Rest {
  /** The operation that a request is; undefined, with the reasons told to `violation`, where it is not as described. */
  examine(request: GitHubRequest): Operation | undefined;
  /** Does what was asked. A response that is not as described is told to `violation` and sent all the same. */
  answer(operation: Operation, request: GitHubRequest): Promise<Reply>;
}

/** The REST API over one repository. */
export function rest(options: {
  readonly parts: RepositoryParts;
  readonly blobs: BlobStore;
  readonly urls: GitHubUrls;
  readonly violation: (problem: string) => void;
}): Rest {
  const { blobs, parts, urls, violation } = options;
  const { repository, state } = parts;
  const description = openApi();

  async function answer(operation: Operation, request: GitHubRequest): Promise<Reply> {
    if (request.headers['user-agent'] === undefined) return failure(403, userAgentMissing);
    const token = state.tokens.get(request.token ?? '');
    if (token === undefined) return failure(401, 'Bad credentials');
    const { owner, repo } = operation.parameters;
    if (owner !== undefined && `${owner}/${repo}`.toLowerCase() !== repository.fullName.toLowerCase()) {
      return notFound();
    }
    const route = routes[operation.key];
    if (route === undefined) throw new Error(`expected a route for ${operation.key}: add it to routes/`);
    const refused = refusal(token, route.need, repository.private);
    if (refused !== undefined) return refused;
    return route.answer({
      ...parts,
      blobs,
      urls,
      token,
      path: operation.parameters,
      query: new URLSearchParams(request.query),
      body: isJsonObject(request.body) ? request.body : {},
      accept: String(request.headers['accept'] ?? ''),
      address: `${urls.apiUrl}${request.path}`,
    });
  }

  return {
    examine(request) {
      const operation = description.find(request.method, request.path);
      if (operation === undefined) {
        violation(`${request.method} ${request.path}: no such operation in test/fixtures/github/openapi.json`);
        return undefined;
      }
      const problems = description.requestProblems(operation, request.query, request.body);
      problems.forEach(violation);
      return problems.length === 0 ? operation : undefined;
    },
    async answer(operation, request) {
      const reply = await answer(operation, request);
      if (Buffer.isBuffer(reply.body)) return reply;
      // As it will arrive: JSON drops what is undefined.
      const body: unknown = reply.body === undefined ? undefined : JSON.parse(JSON.stringify(reply.body));
      const problems = description.responseProblems(operation, reply.status, body);
      problems.filter((problem) => !problem.startsWith(deletedFork)).forEach(violation);
      return reply;
    },
  };
}

/** The one place where GitHub is not as it describes itself: `head.repo` is null where the fork was deleted. */
const deletedFork = 'get /repos/{owner}/{repo}/pulls/{pull_number} response 200: /head/repo must be object';

const userAgentMissing =
  'Request forbidden by administrative rules. Please make sure your request has a User-Agent header';
