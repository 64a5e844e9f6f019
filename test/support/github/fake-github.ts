import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import { startBlobStore, type BlobStore } from './blob-store.ts';
import { faultReply, faults, type Fault } from './faults.ts';
import { gitObjects } from './git-objects.ts';
import { gitRefs } from './git-refs.ts';
import { gitWriting } from './git-writing.ts';
import { graphqlPath, readRequest, type GitHubRequest } from './github-request.ts';
import { GitHubState, type Permissions, type Role } from './github-state.ts';
import { answerGraphQL } from './graphql.ts';
import { mergePullRequest, type MergeMethod } from './merging.ts';
import { pushBranch, type RepositoryParts } from './ref-moves.ts';
import { failure, send, type Reply } from './reply.ts';
import { rest } from './rest.ts';
import type { ServedRepository } from './routes/route.ts';
import { githubDotCom, type GitHubUrls } from './urls.ts';

export interface FakeGitHubOptions {
  /** `owner/name` */
  readonly repository: string;
  /** The local git repository whose objects are served; a bare one does. */
  readonly gitDirectory: string;
  /** Tokens by their secret; more can be added to `state.tokens`. `login` is `github-actions[bot]` where left out. */
  readonly tokens?: Readonly<Record<string, { readonly login?: string; readonly permissions: Permissions }>>;
  readonly roles?: Readonly<Record<string, Role>>;
  /** Default true: a token then reads only what its permissions name. Anybody's token reads a public repository. */
  readonly private?: boolean;
  /** Default `main`. */
  readonly defaultBranch?: string;
  /** `/api/v3` answers as GitHub Enterprise Server does, with GraphQL at `/api/graphql`. */
  readonly basePath?: '' | '/api/v3';
  /** What links for people start with. Default https://github.com, or the server's own address with a base path. */
  readonly serverUrl?: string;
  /** Entries above which a tree is truncated. Default 100,000, as on GitHub. */
  readonly treeEntryLimit?: number;
}

/** GitHub's API for one repository, on loopback. */
export interface FakeGitHub extends GitHubUrls {
  /** `owner/name` */
  readonly repository: string;
  /** What the repository holds beside its git objects; read it and change it at any time. */
  readonly state: GitHubState;
  /** Where artifacts and files of releases really are: another origin, which is sent no token. */
  readonly blobs: Pick<BlobStore, 'origin' | 'requests'>;
  /** Every request, in order of arrival, faults and refusals included. */
  readonly requests: readonly GitHubRequest[];
  /** What did not fit GitHub's descriptions, each said once. A test asserts that this is empty. */
  readonly violations: readonly string[];
  /** Makes matching requests fail; returns what takes it back. */
  fail(fault: Fault): () => void;
  /** Calls back before each request is answered, and waits for it; returns what takes it back. */
  onRequest(callback: (request: GitHubRequest) => void | Promise<void>): () => void;
  /** Moves a branch as somebody's push does, whatever protects it and whatever commits are lost; undefined removes it. */
  push(branch: string, sha: string | undefined, by?: string): Promise<void>;
  /** Merges an open pull request into its base, by a merge commit unless squashed. Returns the new tip of the base. */
  mergePullRequest(number: number, options?: { readonly method?: MergeMethod; readonly by?: string }): Promise<string>;
  close(): Promise<void>;
}

/** Answered to a request that is not as described. GitHub has no such status, so no client takes it for an answer. */
export const notAsDescribed = 599;

/**
 * Starts it. Requests and responses are checked against GitHub's REST description and GraphQL schema; what does not
 * fit is kept in `violations`. Answers made by `fail` are not checked: they are wrong on purpose.
 */
export async function startFakeGitHub(options: FakeGitHubOptions): Promise<FakeGitHub> {
  const basePath = options.basePath ?? '';
  const state = initialState(options);
  const failures = faults();
  const requests: GitHubRequest[] = [];
  const violations = new Set<string>();
  const violation = (problem: string): void => void violations.add(problem);
  const hooks = new Set<(request: GitHubRequest) => void | Promise<void>>();

  const server = createServer((incoming, response) => {
    handle(incoming, response).catch((error: unknown) => {
      // A client that was ended in the middle of its request did nothing wrong.
      if (!incoming.complete) return;
      violation(`the fake server failed at ${incoming.method} ${incoming.url}: ${String(error)}`);
      send(response, failure(500, 'Server Error'));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const blobs = await startBlobStore();
  const urls = urlsOf(server, basePath, options.serverUrl);
  const repository: ServedRepository = {
    fullName: options.repository,
    private: options.private ?? true,
    defaultBranch: options.defaultBranch ?? 'main',
    treeEntryLimit: options.treeEntryLimit ?? 100_000,
  };
  const { gitDirectory } = options;
  const parts: RepositoryParts = {
    repository,
    state,
    objects: gitObjects(gitDirectory),
    refs: gitRefs(gitDirectory),
    writing: gitWriting(gitDirectory),
  };
  const api = rest({ parts, blobs, urls, violation });

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming, basePath);
    requests.push(request);
    for (const hook of hooks) await hook(request);
    const answer = answerer(request);
    if (answer === undefined) {
      return send(response, failure(notAsDescribed, `Not as GitHub describes it: ${[...violations].at(-1)}`));
    }
    const fault = failures.take(request.method, request.path);
    if (fault === undefined) return send(response, await answer());
    if (fault.status === 'after-write' || fault.status === 'reset-after-write') await answer();
    const reply = faultReply(fault);
    if (reply === undefined) incoming.socket.destroy();
    else send(response, reply);
  }

  /** What will do the request; undefined where it is not as described. */
  function answerer(request: GitHubRequest): (() => Promise<Reply>) | undefined {
    if (request.api === 'none') {
      violation(`${request.method} ${request.path}: outside the API at ${urls.apiUrl}`);
      return undefined;
    }
    if (request.api === 'rest') {
      const operation = api.examine(request);
      return operation && (() => api.answer(operation, request));
    }
    return async () => {
      const token = state.tokens.get(request.token ?? '');
      if (token === undefined) return failure(401, 'Bad credentials');
      return answerGraphQL(request.body, { ...parts, token, urls }, violation);
    };
  }

  return {
    ...urls,
    repository: options.repository,
    state,
    blobs,
    requests,
    get violations() {
      return [...violations];
    },
    fail: (fault) => failures.add(fault),
    onRequest(callback) {
      hooks.add(callback);
      return () => void hooks.delete(callback);
    },
    push: (branch, sha, by = 'octocat') => pushBranch(branch, sha, parts, by),
    mergePullRequest: (number, merge = {}) => mergePullRequest(number, merge, parts),
    async close() {
      await blobs.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}

function initialState(options: FakeGitHubOptions): GitHubState {
  const state = new GitHubState();
  for (const [secret, { login = 'github-actions[bot]', permissions }] of Object.entries(options.tokens ?? {})) {
    state.tokens.set(secret, { login, permissions });
  }
  for (const [login, role] of Object.entries(options.roles ?? {})) state.roles.set(login, role);
  return state;
}

function urlsOf(server: Server, basePath: string, serverUrl: string | undefined): GitHubUrls {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('expected a server that listens on a port');
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    apiUrl: `${origin}${basePath}`,
    graphqlUrl: `${origin}${graphqlPath(basePath)}`,
    serverUrl: serverUrl ?? (basePath === '' ? githubDotCom.serverUrl : origin),
  };
}
