import type { Git } from './git.ts';

/** The branch that changes land on. */
export interface DefaultBranch {
  /** `main` */
  readonly name: string;
  /** What to resolve: `origin/main` where the remote's branch is known (it is what a change would land on), else the name. */
  readonly revision: string;
}

/** origin/HEAD, then init.defaultBranch, `main`, `master`: the first that exists, here or on origin. */
export async function defaultBranch(git: Git): Promise<DefaultBranch | undefined> {
  const prefix = 'refs/remotes/origin/';
  const remoteHead = (await git.ask(['symbolic-ref', '--quiet', `${prefix}HEAD`]))?.trim() ?? '';
  const configured = (await git.ask(['config', '--get', 'init.defaultBranch']))?.trim() ?? '';
  const names = [remoteHead.slice(prefix.length), configured, 'main', 'master'].filter((name) => name !== '');
  for (const name of names) {
    if (await exists(git, `${prefix}${name}`)) return { name, revision: `origin/${name}` };
    if (await exists(git, `refs/heads/${name}`)) return { name, revision: name };
  }
  return undefined;
}

/** The branch HEAD is on; undefined where HEAD is detached. */
export async function headBranch(git: Git): Promise<string | undefined> {
  return (await git.ask(['symbolic-ref', '--quiet', '--short', 'HEAD']))?.trim();
}

/** The branch a revision names: `feature`, `origin/feature` and (on it) `HEAD` are all `feature`; undefined for a commit. */
export async function branchOf(git: Git, revision: string): Promise<string | undefined> {
  const full = (await git.ask(['rev-parse', '--verify', '--quiet', '--symbolic-full-name', revision]))?.trim() ?? '';
  return /^refs\/(?:heads|remotes\/[^/]+)\/(.+)$/.exec(full)?.[1];
}

async function exists(git: Git, reference: string): Promise<boolean> {
  return (await git.ask(['rev-parse', '--verify', '--quiet', `${reference}^{commit}`])) !== undefined;
}
