import { examplePayload } from './example-payload.ts';
import { jsonObject, type JsonObject } from './json-object.ts';
import { nodeId, numericId, userJson } from './people.ts';
import type { GitHubUrls } from './urls.ts';

export interface RepositoryFacts {
  /** `owner/name` */
  readonly fullName: string;
  readonly defaultBranch: string;
  readonly private: boolean;
  readonly fork: boolean;
}

/** A repository as events and REST show it, made of GitHub's example. */
export function repositoryJson(facts: RepositoryFacts, urls: GitHubUrls): JsonObject {
  const [owner = '', name = ''] = facts.fullName.split('/');
  const id = numericId(facts.fullName);
  const example = jsonObject(examplePayload('pull_request', facts.fullName, urls)['repository'], 'repository');
  return {
    ...example,
    id,
    node_id: nodeId('R', id),
    name,
    full_name: facts.fullName,
    owner: userJson(owner, urls),
    private: facts.private,
    visibility: facts.private ? 'private' : 'public',
    fork: facts.fork,
    default_branch: facts.defaultBranch,
    has_discussions: false,
  };
}
