import { findSuites } from '../config/find-suites.ts';
import { readSuite } from '../config/suite.ts';
import type { FileTree } from '../domain/ports.ts';
import type { Settings } from '../domain/settings.ts';
import { refuseUnknownSuites } from './refuse-unknown-suites.ts';

/**
 * The suites of a tree that have something to ask, by name, in order; those that were asked for where any were.
 *
 * @param asked.where for messages: the option or input that names them
 * @throws UsageError where a name is no suite's, or a suite cannot be read
 */
export async function refreshableSuites(
  tree: FileTree,
  settings: Settings,
  asked: { readonly names: readonly string[]; readonly where: string },
): Promise<readonly string[]> {
  const known: string[] = [];
  const withTarget: string[] = [];
  for (const directory of await findSuites(tree, settings.suites)) {
    const { name } = (await readSuite(tree, directory)).suite;
    known.push(name);
    if ((await tree.read(`${directory}/target.yaml`)) !== undefined) withTarget.push(name);
  }
  refuseUnknownSuites(asked.names, known, asked.where);
  // Asked for by name, a suite without a target is an error that says so.
  return asked.names.length > 0 ? known.filter((name) => asked.names.includes(name)) : withTarget;
}
