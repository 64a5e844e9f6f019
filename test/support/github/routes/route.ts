import type { BlobStore } from '../blob-store.ts';
import type { PermissionLevel, PermissionScope, Token } from '../github-state.ts';
import type { JsonObject } from '../json-object.ts';
import type { RepositoryParts } from '../ref-moves.ts';
import type { Reply } from '../reply.ts';
import type { GitHubUrls } from '../urls.ts';

/** The repository served, as far as it does not change during a run. */
export interface ServedRepository {
  /** `owner/name` */
  readonly fullName: string;
  readonly private: boolean;
  readonly defaultBranch: string;
  /** Entries above which a tree's listing is cut and `truncated`; GitHub's own limit is 100,000. */
  readonly treeEntryLimit: number;
}

/** What an operation's handler knows of a request that is well-formed, authenticated and allowed. */
export interface RouteContext extends RepositoryParts {
  readonly blobs: BlobStore;
  readonly urls: GitHubUrls;
  readonly token: Token;
  /** Values of the path's parameters. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: JsonObject;
  readonly accept: string;
  /** The request's address without its query, for links. */
  readonly address: string;
}

/** What a token must be allowed: one of the scopes, at this level. `account` is a person's token, `none` is any token. */
export type Need =
  | { readonly kind: 'none' }
  | { readonly kind: 'account' }
  | { readonly kind: 'scope'; readonly level: PermissionLevel; readonly anyOf: readonly PermissionScope[] };

export interface Route {
  readonly need: Need;
  readonly answer: (context: RouteContext) => Reply | Promise<Reply>;
}

export function needs(level: PermissionLevel, ...anyOf: readonly PermissionScope[]): Need {
  return { kind: 'scope', level, anyOf };
}

/** Keys are an operation's method and path template: `get /repos/{owner}/{repo}`. */
export type Routes = Readonly<Record<string, Route>>;
