import { posix } from 'node:path';
import type { ChangedFile } from '../domain/change.ts';
import type { Json } from '../domain/json.ts';
import type { FileTree } from '../domain/ports.ts';
import { jsonAt, textAt } from '../text/json-at.ts';
import { isJsonArray, isJsonObject } from '../text/json-kind.ts';
import { POLICY_FILE } from './policy-file.ts';
import { repositoryPath } from './repository-path.ts';
import { watchMatcher } from './watch.ts';
import { parseYaml } from './yaml.ts';

/**
 * Whether a change surely touches nothing that a gate would run for: quick, without the schemas, and on the safe side.
 * False means "look properly". A file matters where it lies in a suite's folder or among the baselines, is watched, is
 * named by a target.yaml or suite.yaml or by a list that these name, or is itself one of the files that say all this.
 */
export async function isSurelyIrrelevant(
  files: readonly ChangedFile[],
  trees: { readonly base: FileTree; readonly head: FileTree },
): Promise<boolean> {
  const paths = [...new Set(files.flatMap(({ path, previousPath }) => [path, previousPath ?? path]))];
  const saysSo = /(?:^|\/)(?:steelyard|suite|target)\.yaml$/;
  if (paths.some((path) => saysSo.test(path))) return false;
  // With none of these files changed, both sides have the same ones.
  const policy = await readYaml(trees.base, POLICY_FILE);
  if (!isJsonObject(policy)) return false;
  const baselines = textAt(policy, 'baselines') ?? 'baselines';
  if (paths.some((path) => isBelow(path, posix.normalize(baselines)))) return false;

  const suites = (await trees.base.list('')).filter((path) => posix.basename(path) === 'suite.yaml');
  for (const folder of suites.map((path) => posix.dirname(path))) {
    if (paths.some((path) => isBelow(path, folder))) return false;
    const suite = await readYaml(trees.base, posix.join(folder, 'suite.yaml'));
    const targetPath = posix.join(folder, 'target.yaml');
    const target = await readYaml(trees.base, targetPath);
    // What cannot be read may name anything.
    if (suite === undefined) return false;
    if (target === undefined && (await trees.base.read(targetPath)) !== undefined) return false;
    const watch = jsonAt(suite, 'watch');
    const globs = (isJsonArray(watch) ? watch : []).filter((glob) => typeof glob === 'string');
    const watched = watchMatcher(globs);
    const named = await namedFiles(trees.base, folder, [...textsIn(suite), ...textsIn(target)]);
    if (named === undefined || paths.some((path) => watched(path) || named.has(path))) return false;
  }
  return true;
}

function isBelow(path: string, folder: string): boolean {
  return folder === '.' || path === folder || path.startsWith(`${folder.replace(/\/$/, '')}/`);
}

/** What the texts name (undefined where that cannot be known), and what the lists among those (a prompt file of messages) name in turn, all from the suite's folder. */
async function namedFiles(
  tree: FileTree,
  folder: string,
  texts: readonly string[],
): Promise<ReadonlySet<string> | undefined> {
  const pathsOf = (written: readonly string[]): readonly string[] =>
    written.map((text) => repositoryPath(folder, text)).filter((path) => path !== undefined);
  const named = pathsOf(texts);
  const lists = named.filter((path) => /\.(?:ya?ml|json)$/.test(path));
  const inside: string[] = [];
  for (const path of lists) {
    const list = await readYaml(tree, path);
    // One that is there and cannot be read may name anything.
    if (list === undefined && (await tree.read(path)) !== undefined) return undefined;
    inside.push(...pathsOf(textsIn(list)));
  }
  return new Set([...named, ...inside]);
}

/** Undefined where it is missing or broken: then the proper reader says what is wrong. */
async function readYaml(tree: FileTree, path: string): Promise<Json | undefined> {
  const text = await tree.read(path);
  const parsed = text === undefined ? undefined : parseYaml(text, path);
  return parsed?.ok === true ? parsed.value : undefined;
}

/** Every text anywhere in it: whichever option names a file, its name is among them. */
function textsIn(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  if (isJsonArray(value)) return value.flatMap(textsIn);
  return isJsonObject(value) ? Object.values(value).flatMap(textsIn) : [];
}
