import { findSuites } from '../config/find-suites.ts';
import { POLICY_FILE } from '../config/policy-file.ts';
import { readSettings } from '../config/settings.ts';
import { type LoadedSuite, readSuite } from '../config/suite.ts';
import { readTarget } from '../config/target.ts';
import type { FileTree } from '../domain/ports.ts';
import type { Settings } from '../domain/settings.ts';
import type { TargetSpec } from '../domain/target.ts';
import { UsageError } from '../domain/usage-error.ts';
import { targets } from '../targets/index.ts';
import { sameNameIssues } from './same-name-issues.ts';
import { sentinelIssues } from './sentinel-issues.ts';
import { validate } from './validate.ts';

/** A suite of one tree with that tree's own target (undefined where it has none). */
export interface SideSuite extends LoadedSuite {
  readonly head: TargetSpec | undefined;
}

/** The policy of a tree; undefined where it has none. */
export async function readPolicy(tree: FileTree): Promise<Settings | undefined> {
  const text = await tree.read(POLICY_FILE);
  return text === undefined ? undefined : readSettings(text, POLICY_FILE);
}

/** Every suite of one tree with that tree's own target (undefined where it has none). */
export async function loadSuites(
  tree: FileTree,
  settings: Settings,
  // A target that its own suite forbids, or more sentinels than the policy can pay for, must not land: every change after
  // it, the mend included, would be refused.
  { toLand = false }: { readonly toLand?: boolean } = {},
): Promise<readonly SideSuite[]> {
  const directories = await findSuites(tree, settings.suites, { mayBeNone: true });
  const suites = await Promise.all(
    directories.map(async (directory) => {
      const loaded = await readSuite(tree, directory);
      const has = (await tree.read(`${directory}/target.yaml`)) !== undefined;
      const { scorersDigest, allowedTargets, watch } = loaded.suite;
      const options = { scorersDigest, registry: targets, watch, ...(toLand ? { allowedTargets } : {}) };
      return { ...loaded, head: has ? await readTarget(tree, directory, options) : undefined };
    }),
  );
  const all = suites.map(({ suite }) => suite);
  const issues = [...sameNameIssues(all), ...(toLand ? sentinelIssues(all, settings, POLICY_FILE) : [])];
  if (issues.length > 0) throw new UsageError(issues);
  return suites;
}

/** Of a change's own mistakes all are told at once, as `steelyard validate` would: each push shows what is left. */
export async function allThatIsWrong<Value>(head: FileTree, reading: Promise<Value>): Promise<Value> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const { issues } = await validate(head, []);
    throw issues.length > error.issues.length ? new UsageError(issues, { cause: error }) : error;
  }
}

/** Says of a mistake that it is the base's: the change under test did not make it, and may be the one that mends it. */
export async function inBase<Value>(base: FileTree, reading: Promise<Value>): Promise<Value> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(
      error.issues.map((issue) => ({ ...issue, where: `${issue.where} (${base.name})` })),
      { cause: error },
    );
  }
}
