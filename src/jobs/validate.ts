import { findSuites } from '../config/find-suites.ts';
import { missingPolicy, POLICY_FILE } from '../config/policy-file.ts';
import { checkSettings } from '../config/settings.ts';
import { checkSuite } from '../config/suite.ts';
import { readTarget } from '../config/target.ts';
import type { FileTree } from '../domain/ports.ts';
import type { Suite } from '../domain/suite.ts';
import { type Issue, UsageError } from '../domain/usage-error.ts';
import { targets } from '../targets/index.ts';
import { hostIssues } from './target-access.ts';
import { isExample } from './example-cases.ts';
import { sameNameIssues } from './same-name-issues.ts';
import { sentinelIssues } from './sentinel-issues.ts';

/** What is valid, for a line each, and everything that is not. */
export interface Validation {
  readonly suites: readonly {
    readonly name: string;
    readonly directory: string;
    readonly cases: number;
    /** Cases that `steelyard init` wrote to be replaced. */
    readonly examples: number;
    readonly metrics: number;
    readonly gated: number;
    readonly target: string;
  }[];
  readonly issues: readonly Issue[];
}

/** Checks the policy and the suites of a tree, all of them at once, so that one run names everything there is to mend. */
export async function validate(tree: FileTree, only: readonly string[]): Promise<Validation> {
  const text = await tree.read(POLICY_FILE);
  const settings =
    text === undefined
      ? { ok: false as const, issues: [missingPolicy(`none in ${tree.name}`, tree.folder)] }
      : checkSettings(text, POLICY_FILE);
  const issues: Issue[] = settings.ok ? [] : [...settings.issues];
  const globs = settings.ok ? settings.settings.suites : ['suites/*'];
  const directories = await collect(issues, () => findSuites(tree, globs));
  const suites: Validation['suites'][number][] = [];
  const valid: Suite[] = [];
  for (const directory of directories ?? []) {
    if (only.length > 0 && !only.some((name) => isNamed(directory, name))) continue;
    const checked = await checkSuite(tree, directory);
    if (checked.ok) valid.push(checked.suite);
    else issues.push(...checked.issues);
    const scorersDigest = checked.ok ? checked.suite.scorersDigest : '';
    const target = await collect(issues, () => readTarget(tree, directory, { scorersDigest, registry: targets }));
    if (target !== undefined && settings.ok) issues.push(...hostIssues(target, settings.settings.hosts));
    if (!checked.ok || target === undefined) continue;
    const { suite } = checked;
    if (!suite.allowedTargets.includes(target.type)) {
      issues.push({
        where: target.path,
        path: 'type',
        expected: `one of the types that suite.yaml allows (${suite.allowedTargets.join(', ')})`,
        received: `"${target.type}"`,
      });
    }
    suites.push({
      name: suite.name,
      directory,
      cases: suite.cases.length,
      examples: suite.cases.filter(isExample).length,
      metrics: suite.metrics.length,
      gated: suite.metrics.filter((metric) => metric.gate).length,
      target: target.type,
    });
  }
  issues.push(...sameNameIssues(suites));
  if (settings.ok) issues.push(...sentinelIssues(valid, settings.settings, POLICY_FILE));
  for (const name of only) {
    if (directories?.some((directory) => isNamed(directory, name)) === false) {
      issues.push({
        where: name,
        path: '',
        expected: `a suite folder (${directories.join(', ') || 'none was found'})`,
        received: `"${name}"`,
      });
    }
  }
  return { suites, issues };
}

function isNamed(directory: string, name: string): boolean {
  const plain = name.replace(/\/$/, '');
  return directory === plain || directory.split('/').at(-1) === plain;
}

async function collect<Value>(issues: Issue[], read: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    issues.push(...error.issues);
    return undefined;
  }
}
