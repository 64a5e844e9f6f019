import type { GitObjects } from './git-objects.ts';
import type { GitRefs } from './git-refs.ts';
import { zeros, type GitWriting } from './git-writing.ts';
import type { GitHubState } from './github-state.ts';
import { followBranch } from './pull-request-heads.ts';
import type { ServedRepository } from './routes/route.ts';

/** The served repository: what it holds, in git and beside it. */
export interface RepositoryParts {
  readonly repository: ServedRepository;
  readonly state: GitHubState;
  readonly objects: GitObjects;
  readonly refs: GitRefs;
  readonly writing: GitWriting;
}

export interface RefMove {
  /** In full: `refs/heads/main`. */
  readonly ref: string;
  /** The commit or tag it is to be at; zeros remove it. */
  readonly after: string;
  /** What it must be at until then; zeros where it must not exist. */
  readonly before?: string | undefined;
  /** Whether it may leave commits behind. */
  readonly force: boolean;
}

/**
 * Moves refs as `by` asks, all of them or none, and lets the pull requests of those branches follow. Answers why not,
 * in GitHub's words as far as they are known.
 */
export async function moveRefs(
  moves: readonly RefMove[],
  parts: RepositoryParts,
  by: string,
): Promise<string | undefined> {
  const { objects, refs, state } = parts;
  const found = await Promise.all(moves.map(({ ref }) => refs.get(ref)));
  for (const [place, { ref, after, force }] of moves.entries()) {
    if (!(await refs.isName(ref))) return `${ref} is not a valid ref name.`;
    if (ref.startsWith(heads) && state.protectedBranches.has(ref.slice(heads.length))) return protectedBranch;
    const now = found[place];
    if (after === zeros) continue;
    if (!(await objects.exists(after))) return 'Object does not exist';
    if (now !== undefined && !force && (await objects.mergeBase(now.sha, after)) !== now.sha) {
      return 'Update is not a fast forward';
    }
  }
  const refused = await refs.update(moves);
  if (refused !== undefined) return refused;
  for (const [place, { ref, after }] of moves.entries()) {
    if (!ref.startsWith(heads)) continue;
    const [branch, before] = [ref.slice(heads.length), found[place]?.sha];
    await followBranch({ branch, before, after: after === zeros ? undefined : after, by }, parts);
  }
  return undefined;
}

/** Moves one branch by force, with the right to. Rejects where git refuses. */
export async function pushBranch(
  branch: string,
  sha: string | undefined,
  parts: RepositoryParts,
  by: string,
): Promise<void> {
  const before = await parts.refs.get(`${heads}${branch}`);
  const refused = await parts.refs.update([{ ref: `${heads}${branch}`, after: sha ?? zeros }]);
  if (refused !== undefined) throw new Error(`expected to move ${branch}, git says: ${refused}`);
  await followBranch({ branch, before: before?.sha, after: sha, by }, parts);
}

const heads = 'refs/heads/';

/** What a rule against direct pushes answers. */
const protectedBranch = 'Repository rule violations found\n\nChanges must be made through a pull request.\n\n';
