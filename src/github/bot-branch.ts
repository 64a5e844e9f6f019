import { UsageError } from '../domain/usage-error.ts';
import { type BranchHeads, branchHeads, moveBranch } from './branch-heads.ts';
import type { GitWriter, WrittenFile } from './git-writer.ts';
import { GitHubError, type GitHubReader } from './rest.ts';

/** What is to stand on the branch, made of what is there now. */
export interface BranchContent<Made> {
  readonly files: readonly WrittenFile[];
  readonly message: string;
  readonly made: Made;
}

export type BranchOutcome<Made> =
  | { readonly kind: 'written'; readonly commit: string; readonly heads: BranchHeads; readonly made: Made }
  /** The default branch has all of it: a branch at the default branch's own commit would close its pull request. */
  | { readonly kind: 'nothing-to-write'; readonly heads: BranchHeads; readonly made: Made }
  /** `make` saw that there is nothing to do any more. */
  | { readonly kind: 'given-up'; readonly heads: BranchHeads };

const ROUNDS = 5;

/**
 * Rebuilds a branch from the default branch's head, with one commit on it. Compare and swap: where somebody was faster, what
 * they wrote is read and `make` is asked again, so that nothing is lost. Objects first, the ref last: whatever cuts it
 * short, the branch is what it was or what it was to be.
 *
 * @param of.make undefined: nothing is to be written
 * @throws GitHubError where GitHub refuses or stays away; UsageError where rules protect the branch, or others are always faster
 */
export async function writeBotBranch<Made>(of: {
  readonly reader: GitHubReader;
  readonly writer: Pick<GitWriter, 'createBlob' | 'createTree' | 'createCommit'>;
  readonly repository: string;
  readonly branch: string;
  /** The tree of a commit. */
  readonly treeOf: (commit: string) => Promise<string>;
  readonly make: (heads: BranchHeads) => Promise<BranchContent<Made> | undefined>;
}): Promise<BranchOutcome<Made>> {
  const { reader, writer, repository, branch } = of;
  const look = (): Promise<BranchHeads> => branchHeads(reader, repository, branch);
  let heads = await look();
  for (let round = 1; ; round += 1) {
    const content = await of.make(heads);
    if (content === undefined) return { kind: 'given-up', heads };
    const { made } = content;
    const base = await of.treeOf(heads.head);
    const blobs = new Map<string, string>();
    for (const { path, text } of content.files) blobs.set(path, await writer.createBlob(text));
    const tree = await writer.createTree(base, blobs);
    if (tree === base) return { kind: 'nothing-to-write', heads, made };
    const commit = await writer.createCommit({ tree, parent: heads.head, message: content.message });
    const refusal = await moveBranch(reader, { ...heads, branch, before: heads.tip, after: commit }).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (refusal === undefined) return { kind: 'written', commit, heads, made };
    if (!(refusal instanceof GitHubError)) throw refusal;
    // Whatever the answer was: where the branch is now says what happened.
    const now = await look();
    if (now.tip === commit) return { kind: 'written', commit, heads, made };
    if (now.tip === heads.tip) throw isByRule(refusal) ? protectedBranch(branch, refusal) : refusal;
    if (round === ROUNDS) throw neverFirst(branch, refusal);
    heads = now;
  }
}

/** GraphQL refuses with 200 what is well formed and allowed to the token; rules may also come as a 403 that says so. */
function isByRule({ status, message }: GitHubError): boolean {
  return status === 200 || (status === 403 && /\brules?\b|protected/i.test(message));
}

function protectedBranch(branch: string, cause: GitHubError): UsageError {
  return new UsageError(
    {
      where: `branch ${branch}`,
      path: '',
      expected: 'a branch that this token may write',
      received: cause.message.trim().replaceAll(/\s+/g, ' '),
      mend: 'leave `steelyard/refresh/**` out of the rules that protect branches, or let the token’s app bypass them',
    },
    { cause },
  );
}

function neverFirst(branch: string, cause: GitHubError): UsageError {
  return new UsageError(
    {
      where: `branch ${branch}`,
      path: '',
      expected: 'nobody else to write it',
      received: `another write before each of ${ROUNDS} tries`,
      mend: 'give the workflow a `concurrency` group, and run it again; the stored baseline is untouched',
    },
    { cause },
  );
}
