import { posix } from 'node:path';
import type { FileTree } from '../domain/ports.ts';
import type { Issue } from '../domain/usage-error.ts';
import { brief } from '../text/brief.ts';
import { didYouMean } from '../text/suggest.ts';
import { POLICY_FILE } from './policy-file.ts';

export type NamedFile =
  | { readonly ok: true; readonly path: string; readonly text: string }
  | { readonly ok: false; readonly issue: Issue };

/**
 * Reads the file that a configuration names relative to its folder; `..` may reach other places in the tree, never beyond
 * it. `where` and `path` say who names it, for the issue.
 */
export async function readNamedFile(
  tree: FileTree,
  directory: string,
  written: string,
  { where, path }: { readonly where: string; readonly path: string },
): Promise<NamedFile> {
  const resolved = repositoryPath(directory, written);
  if (resolved === undefined) {
    return { ok: false, issue: { where, path, ...outside(tree, directory, written) } };
  }
  const text = await tree.read(resolved);
  if (text !== undefined) return { ok: true, path: resolved, text };
  const mend = await nearestFile(tree, directory, written, resolved);
  return {
    ok: false,
    issue: {
      where,
      path,
      expected: 'a file that is there',
      received: `${brief(written)}: no file ${resolved} in ${tree.name}`,
      ...(mend === undefined ? {} : { mend }),
    },
  };
}

/** The path in the tree that `written` means in `directory`, or undefined where it leaves the tree. */
export function repositoryPath(directory: string, written: string): string | undefined {
  if (written === '' || written.startsWith('/') || written.includes('\\') || written.includes('\0')) return undefined;
  const resolved = posix.normalize(posix.join(directory === '' ? '.' : directory, written));
  return resolved === '.' || resolved === '..' || resolved.startsWith('../') ? undefined : resolved;
}

/** One that leaves a package of a monorepo may still be in the repository: then it can be brought within reach. */
function outside({ folder }: FileTree, directory: string, written: string): Omit<Issue, 'where' | 'path'> {
  const inRepository = folder === undefined ? undefined : repositoryPath(posix.join(folder, directory), written);
  if (inRepository === undefined) {
    return { expected: 'a relative path inside the repository, with `/`', received: brief(written) };
  }
  return {
    expected: `a path inside ${folder}, the folder of ${POLICY_FILE}`,
    received: `${brief(written)}, which is ${inRepository}`,
    mend: `move the file below ${folder}, or gate from a folder that holds both, the repository's top for one`,
  };
}

async function nearestFile(
  tree: FileTree,
  directory: string,
  written: string,
  resolved: string,
): Promise<string | undefined> {
  const folder = posix.dirname(resolved);
  const nearby = await tree.list(folder === '.' ? '' : folder);
  const candidates = nearby.length > 0 ? nearby : await tree.list(directory);
  return didYouMean(
    written,
    candidates.map((path) => posix.relative(directory, path)),
  );
}
