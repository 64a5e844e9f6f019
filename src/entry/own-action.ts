import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { ActionPin } from '../jobs/init/action-pins.ts';
import { gitIn } from '../repository/git.ts';
import { nameFromAddress } from '../repository/repository-name.ts';
import { version } from './version.ts';

export interface OwnAction {
  readonly action: ActionPin;
  /** Why the reference cannot be used yet, and what to do before the files are written; undefined where it can. */
  readonly note?: string;
  /** What to do once they are written. */
  readonly step?: string;
}

/**
 * How a workflow names this very program: the commit of the clone that it runs from, where that comes from a host of
 * GitHub and the commit has been pushed. Otherwise a placeholder for the owner, who cannot be guessed.
 *
 * @param directory a folder of the program
 */
export async function ownAction(
  directory: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<OwnAction> {
  const here = gitIn(directory, environment);
  const top = (await here.ask(['rev-parse', '--show-toplevel']))?.trim();
  if (top === undefined || !(await isSteelyard(top))) {
    return placeholder(undefined, 'this program does not run from a clone of Steelyard');
  }
  const git = gitIn(top, environment);
  const head = (await git.ask(['rev-parse', '--verify', 'HEAD^{commit}']))?.trim();
  const origin = (await git.ask(['config', '--get', 'remote.origin.url']))?.trim() ?? '';
  const name = isOnGitHub(origin) ? nameFromAddress(origin) : undefined;
  if (name === undefined || head === undefined) {
    return placeholder(head, 'the clone of Steelyard that this program runs from has no origin on GitHub');
  }
  // Tools that check pins read the comment: a version stands there only where the tag is on this commit.
  const tags = (await git.ask(['tag', '--points-at', head]))?.split('\n') ?? [];
  const action = { uses: `${name}@${head}`, ...(tags.includes(`v${version}`) ? { version: `v${version}` } : {}) };
  const pushed = await git.ask(['for-each-ref', '--contains', 'HEAD', '--count=1', 'refs/remotes/origin']);
  if (pushed !== undefined && pushed.trim() !== '') return { action };
  const step = `push the commit ${head.slice(0, 12)} of your clone of Steelyard to ${name}, which does not have it yet${ACCESS}.`;
  return { action, note: step, step };
}

const ACCESS = ' (where that is private, allow its use under Settings, Actions, General, Access)';

/** @param commit the one of the clone, where there is a clone */
function placeholder(commit: string | undefined, why: string): OwnAction {
  const clone = `push your clone of Steelyard to your organisation${ACCESS}`;
  return {
    action: { uses: `OWNER/steelyard@${commit ?? `v${version}`}` },
    note: `${why}: ${clone}, then \`steelyard init --action yourorg/steelyard@${commit ?? '<commit>'}\``,
    step: `${clone}, then put its name in the place of OWNER${commit === undefined ? ', and its commit behind the @' : ''}.`,
  };
}

/** The repository's own package; a project that merely holds this program is another. */
async function isSteelyard(top: string): Promise<boolean> {
  try {
    const manifest: unknown = JSON.parse(await readFile(join(top, 'package.json'), 'utf8'));
    return typeof manifest === 'object' && manifest !== null && 'name' in manifest && manifest.name === 'steelyard';
  } catch {
    return false;
  }
}

function isOnGitHub(address: string): boolean {
  const host =
    /^(?:https?|ssh|git):\/\/(?:[^@/]*@)?([^/:]+)/.exec(address)?.[1] ??
    /^(?:[^@/\\]+@)?([^:/\\]{2,}):/.exec(address)?.[1];
  return host !== undefined && /^(?:github\.com|github\..+|.+\.ghe\.com)$/i.test(host);
}
