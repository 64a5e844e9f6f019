import { basename } from 'node:path';
import type { Git } from './git.ts';

/** `owner/name` from the address of `origin`; the folder's name where there is none or it is a local path. */
export async function repositoryName(git: Git): Promise<string> {
  const address = await git.ask(['config', '--get', 'remote.origin.url']);
  return nameFromAddress(address?.trim() ?? '') ?? basename(git.directory);
}

/** Last two segments of `https://host/owner/name.git`, `ssh://git@host:22/owner/name` or `git@host:owner/name.git`. */
export function nameFromAddress(address: string): string | undefined {
  const path =
    /^(?:https?|ssh|git):\/\/[^/]+\/(.+)$/.exec(address)?.[1] ??
    // scp-like: a host of two characters at least, since `C:\…` is a drive.
    /^(?:[^@/\\]+@)?[^:/\\]{2,}:(?!\/\/)(.+)$/.exec(address)?.[1];
  const segments =
    path
      ?.replace(/\/+$/, '')
      .replace(/\.git$/, '')
      .split('/')
      .filter(Boolean) ?? [];
  return segments.length < 2 ? undefined : segments.slice(-2).join('/');
}
