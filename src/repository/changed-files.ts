import type { ChangedFile } from '../domain/change.ts';
import type { Git } from './git.ts';

/**
 * What differs between two trees, sorted by path. A file that moved and kept at least half its content is a rename;
 * a changed submodule or file type is a modification.
 */
export async function changedFiles(git: Git, from: string, to: string): Promise<readonly ChangedFile[]> {
  // Threshold and limit are given, so that nobody's configuration decides what counts as a rename.
  const rules = ['--find-renames=50%', '-l1000', '--no-ext-diff', '--ignore-submodules=none'];
  const output = await git.run(['diff-tree', '-r', '-z', '--name-status', ...rules, from, to]);
  const fields = output.split('\0');
  const files: ChangedFile[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const letter = (fields[at] ?? '').charAt(0);
    const path = fields[at + 1] ?? '';
    if (letter === 'R') {
      at += 1;
      files.push({ path: fields[at + 1] ?? '', status: 'renamed', previousPath: path });
    } else {
      files.push({ path, status: letter === 'A' ? 'added' : letter === 'D' ? 'removed' : 'modified' });
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
