import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { ActionPin } from '../jobs/init/action-pins.ts';
import { gitIn } from '../repository/git.ts';
import { nameFromAddress } from '../repository/repository-name.ts';
import { version } from './version.ts';

export interface OwnAction {
  readonly action: ActionPin;
  /** What must be done before the reference can be used; undefined where it can. */
  readonly note?: string;
}

/**
 * How a workflow names this very program: the commit of the clone that it runs from, where that comes from a host of
 * GitHub and the commit has been pushed. Otherwise a placeholder, since an owner cannot be guessed.
 *
 * @param directory a folder of the program
 */
export async function ownAction(
  directory: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<OwnAction> {
  const placeholder = { uses: `OWNER/steelyard@v${version}` };
  const why = (reason: string): OwnAction => ({
    action: placeholder,
    note: `${reason}: replace OWNER in the workflow by the account that has Steelyard, or pass --action OWNER/REPO@REF`,
  });
  const here = gitIn(directory, environment);
  const top = (await here.ask(['rev-parse', '--show-toplevel']))?.trim();
  if (top === undefined || !(await isSteelyard(top))) return why('this program does not run from a clone of Steelyard');
  const git = gitIn(top, environment);
  const origin = (await git.ask(['config', '--get', 'remote.origin.url']))?.trim() ?? '';
  const name = isOnGitHub(origin) ? nameFromAddress(origin) : undefined;
  if (name === undefined) return why('the clone of Steelyard that this program runs from has no origin on GitHub');
  const head = (await git.ask(['rev-parse', '--verify', 'HEAD^{commit}']))?.trim();
  const pushed = await git.ask(['for-each-ref', '--contains', 'HEAD', '--count=1', 'refs/remotes/origin']);
  if (head === undefined || pushed === undefined || pushed.trim() === '') {
    return why(`the commit of Steelyard that this program runs from is not on ${name} yet`);
  }
  return { action: { uses: `${name}@${head}`, version: `v${version}` } };
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
