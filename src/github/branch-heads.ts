import { jsonAt, textAt } from '../text/json-at.ts';
import { ownerAndName } from './owner-and-name.ts';
import { GitHubError, type GitHubReader } from './rest.ts';

/** Where the default branch and another branch are now. */
export interface BranchHeads {
  /** GraphQL's id of the repository. */
  readonly repositoryId: string;
  readonly defaultBranch: string;
  /** Commit of the default branch. */
  readonly head: string;
  /** Commit of the other branch; undefined where there is none. */
  readonly tip: string | undefined;
}

const query = `query ($owner: String!, $name: String!, $ref: String!) {
  repository(owner: $owner, name: $name) {
    id
    defaultBranchRef { name target { oid } }
    ref(qualifiedName: $ref) { target { oid } }
  }
}`;

const mutation = `mutation ($repository: ID!, $name: GitRefname!, $before: GitObjectID!, $after: GitObjectID!) {
  updateRefs(input: {
    repositoryId: $repository
    refUpdates: [{ name: $name, beforeOid: $before, afterOid: $after, force: true }]
  }) { clientMutationId }
}`;

/** Both in one answer, so that they were true at the same moment. Throws a GitHubError. */
export async function branchHeads(reader: GitHubReader, repository: string, branch: string): Promise<BranchHeads> {
  const { owner, name } = ownerAndName(repository);
  const data = await reader.graphql(query, { owner, name, ref: `refs/heads/${branch}` });
  const found = jsonAt(data, 'repository');
  const [repositoryId, head] = [textAt(found, 'id'), textAt(found, 'defaultBranchRef', 'target', 'oid')];
  const defaultBranch = textAt(found, 'defaultBranchRef', 'name');
  if (repositoryId === undefined || head === undefined || defaultBranch === undefined) {
    throw new GitHubError(
      404,
      `GraphQL shows no default branch of ${repository}; the token may lack \`contents: read\``,
    );
  }
  return { repositoryId, defaultBranch, head, tip: textAt(found, 'ref', 'target', 'oid') };
}

/**
 * Moves a branch only if it still is where it was seen: nothing that somebody wrote meanwhile is lost. Safe to repeat: the
 * second time it is not where it was any more.
 *
 * @param of.before undefined: the branch must not exist
 * @throws GitHubError where it moved meanwhile, where rules protect it, and where the token may not
 */
export async function moveBranch(
  reader: GitHubReader,
  of: {
    readonly repositoryId: string;
    readonly branch: string;
    readonly before: string | undefined;
    readonly after: string;
  },
): Promise<void> {
  const { repositoryId: repository, branch, after } = of;
  const before = of.before ?? '0'.repeat(after.length);
  await reader.graphql(mutation, { repository, name: `refs/heads/${branch}`, before, after });
}
