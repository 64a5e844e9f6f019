import { realpath } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import process from 'node:process';

import { POLICY_FILE } from '../config/policy-file.ts';
import type { FileTree, RepositoryPort } from '../domain/ports.ts';

/**
 * The folder that a command on this machine works in: the nearest one, from the current folder upwards, with a steelyard.yaml
 * on either side; the top of the repository where there is none. As a repository path, '' for the top.
 *
 * @param top the repository's top folder
 * @param of which side's policy is in force: a command that reads the head alone needs no base
 */
export async function policyFolder(top: string, change: RepositoryPort, of: 'base' | 'head'): Promise<string> {
  const current = await currentFolder(top);
  if (current === '') return '';
  const parts = current.split('/');
  const trees: readonly (() => Promise<FileTree>)[] = [
    () => change.head(),
    ...(of === 'base' ? [() => change.base()] : []),
  ];
  for (let length = parts.length; length > 0; length -= 1) {
    const folder = parts.slice(0, length).join('/');
    for (const tree of trees) if (await holds(await tree(), `${folder}/${POLICY_FILE}`)) return folder;
  }
  return '';
}

/** The current folder as a repository path; '' for the top. */
export async function currentFolder(top: string): Promise<string> {
  const parts = relative(await realpath(top), await realpath(process.cwd())).split(sep);
  return parts[0] === '..' ? '' : parts.join('/');
}

async function holds(tree: FileTree, path: string): Promise<boolean> {
  return (await tree.read(path)) !== undefined;
}
