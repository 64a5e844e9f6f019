import { findSuites } from '../config/find-suites.ts';
import { missingPolicy, POLICY_FILE } from '../config/policy-file.ts';
import { readSettings } from '../config/settings.ts';
import { type LoadedSuite, readSuite } from '../config/suite.ts';
import { readTarget } from '../config/target.ts';
import type { FileTree } from '../domain/ports.ts';
import type { Settings } from '../domain/settings.ts';
import type { TargetSpec } from '../domain/target.ts';
import { UsageError } from '../domain/usage-error.ts';
import { targets } from '../targets/index.ts';
import { didYouMean } from '../text/suggest.ts';

/** One suite of one tree, ready to run. */
export interface RunnableSuite extends LoadedSuite {
  readonly target: TargetSpec;
}

/** The policy of a tree that must have one. */
export async function loadSettings(tree: FileTree): Promise<Settings> {
  const text = await tree.read(POLICY_FILE);
  if (text !== undefined) return readSettings(text, POLICY_FILE);
  throw new UsageError(missingPolicy(`none in ${tree.name}`, tree.folder));
}

/** The suite called `name`, with its target, from one tree. */
export async function loadSuite(tree: FileTree, settings: Settings, name: string): Promise<RunnableSuite> {
  const directories = await findSuites(tree, settings.suites);
  const known: string[] = [];
  for (const directory of directories) {
    const loaded = await readSuite(tree, directory);
    known.push(loaded.suite.name);
    if (loaded.suite.name !== name && directory !== name.replace(/\/$/, '')) continue;
    const { scorersDigest, watch } = loaded.suite;
    const options = { scorersDigest, registry: targets, watch };
    return { ...loaded, target: await readTarget(tree, directory, options) };
  }
  const mend = didYouMean(name, known);
  throw new UsageError({
    where: 'SUITE',
    path: '',
    expected: `a suite of this repository (${known.join(', ')})`,
    received: `"${name}"`,
    ...(mend === undefined ? {} : { mend }),
  });
}
