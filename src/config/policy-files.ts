import { posix } from 'node:path';
import type { FileTree } from '../domain/ports.ts';
import type { Settings } from '../domain/settings.ts';
import { scorerNamed } from '../scorers/index.ts';
import { isJsonArray, isJsonObject } from '../text/json-kind.ts';
import { findSuites } from './find-suites.ts';
import { POLICY_FILE } from './policy-file.ts';
import { repositoryPath } from './repository-path.ts';
import { parseYaml } from './yaml.ts';

/**
 * The texts of a tree's policy, by repository path: steelyard.yaml, each suite's suite.yaml, cases.jsonl and the files
 * its scorers name, and the stored baselines. Reads leniently: what is broken is compared as text.
 */
export async function readPolicyFiles(
  tree: FileTree,
  settings: Pick<Settings, 'suites' | 'baselines'>,
): Promise<ReadonlyMap<string, string>> {
  const directories = await findSuites(tree, settings.suites, { mayBeNone: true });
  const paths = new Set([POLICY_FILE, ...(await tree.list(settings.baselines))]);
  for (const directory of directories) {
    paths.add(posix.join(directory, 'suite.yaml')).add(posix.join(directory, 'cases.jsonl'));
    for (const path of await scorerFiles(tree, directory)) paths.add(path);
  }
  const texts = new Map<string, string>();
  for (const path of [...paths].toSorted()) {
    const text = await tree.read(path);
    if (text !== undefined) texts.set(path, text);
  }
  return texts;
}

async function scorerFiles(tree: FileTree, directory: string): Promise<readonly string[]> {
  const where = posix.join(directory, 'suite.yaml');
  const yaml = parseYaml((await tree.read(where)) ?? '', where);
  if (!yaml.ok || !isJsonObject(yaml.value)) return [];
  const metrics = yaml.value['metrics'];
  if (!isJsonArray(metrics)) return [];
  return metrics.flatMap((metric) => {
    const scorer = isJsonObject(metric) ? metric['scorer'] : undefined;
    if (!isJsonObject(scorer) || typeof scorer['type'] !== 'string') return [];
    return (scorerNamed(scorer['type'])?.fileOptions ?? []).flatMap((option) => {
      const written = scorer[option];
      const path = typeof written === 'string' ? repositoryPath(directory, written) : undefined;
      return path === undefined ? [] : [path];
    });
  });
}
