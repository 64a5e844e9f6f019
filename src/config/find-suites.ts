import { posix } from 'node:path';
import picomatch from 'picomatch';
import type { FileTree } from '../domain/ports.ts';
import { UsageError, type Issue } from '../domain/usage-error.ts';
import { brief } from '../text/brief.ts';
import { didYouMean } from '../text/suggest.ts';

/**
 * The suite folders (those that hold a suite.yaml) that the globs match, sorted. Throws a UsageError for each glob that
 * matches none, unless `mayBeNone` (a base commit from before the first suite).
 */
export async function findSuites(
  tree: FileTree,
  globs: readonly string[],
  { mayBeNone = false }: { readonly mayBeNone?: boolean } = {},
): Promise<readonly string[]> {
  const files = await tree.list('');
  const folders = files
    .filter((path) => posix.basename(path) === 'suite.yaml')
    .map((path) => posix.dirname(path))
    .toSorted();
  const found = new Set<string>();
  const issues: Issue[] = [];
  for (const glob of globs) {
    const matches = picomatch(glob.replace(/^\.\//, '').replace(/\/(?:suite\.yaml)?$/, ''));
    const matched = folders.filter((folder) => matches(folder));
    for (const folder of matched) found.add(folder);
    if (matched.length === 0 && !mayBeNone) issues.push(noMatch(glob, folders, tree));
  }
  if (issues.length > 0) throw new UsageError(issues);
  return [...found].toSorted();
}

function noMatch(glob: string, folders: readonly string[], tree: FileTree): Issue {
  const there = folders.length === 0 ? 'add a suite.yaml' : `suites in ${tree.name}: ${folders.slice(0, 5).join(', ')}`;
  return {
    where: 'suites',
    path: '',
    expected: 'a folder with a suite.yaml',
    received: `${brief(glob)}, which matches none in ${tree.name}`,
    mend: didYouMean(glob, folders) ?? there,
  };
}
