import { posix } from 'node:path';

/** Which paths of a repository are worth a look: prompts by name and place, code by language. */

const SKIPPED_FOLDERS = new Set(
  'node_modules bower_components vendor third_party dist build out target coverage venv site-packages __pycache__ baselines'.split(
    ' ',
  ),
);
const CODE = /\.(?:py|ipynb|ts|tsx|mts|cts|js|jsx|mjs|cjs|go|java|kt|rb|vue|svelte)$/i;
const GENERATED = /(?:\.min\.js|\.d\.ts|[._-]lock\.[a-z]+|\.lock|-lock\.json)$/i;
const EXAMPLE_ENVIRONMENT = /(?:^|\/)\.?env\.(?:example|sample|template|dist)$/i;
const CONFIGURATION = /(?:^|\/)[^/]*(?:config|settings|constants)[^/]*\.(?:py|tsx?|m?js|go|java|kt|rb)$/i;
const TEST =
  /(?:^|\/)(?:tests?|__tests__|specs?|fixtures?|e2e|__mocks__|mocks)\/|(?:^|\/)(?:test_[^/]*|[^/]*[._-](?:test|spec))\.\w+$/i;

/** Paths with control characters or `\` cannot be named in a target; folders of other people's or made code are left out. */
export function isOwn(path: string): boolean {
  if (/[\p{Cc}\p{Cf}\\]/u.test(path) || GENERATED.test(path)) return false;
  return !path
    .split('/')
    .slice(0, -1)
    .some((folder) => SKIPPED_FOLDERS.has(folder) || folder === '.git' || folder === '.venv');
}

/** The example of an environment file: names and defaults, never the secrets that `.env` itself may hold. */
export function isExampleEnvironment(path: string): boolean {
  return EXAMPLE_ENVIRONMENT.test(path);
}

/** Code that holds settings, where models and keys are named away from the calls. */
export function isConfiguration(path: string): boolean {
  return CONFIGURATION.test(path);
}

export function isTest(path: string): boolean {
  return TEST.test(path);
}

/** Files that may call a model, the likely ones first, so that a cap on their number costs the least. */
export function codeFiles(paths: readonly string[]): readonly string[] {
  return paths
    .filter((path) => isOwn(path) && (CODE.test(path) || isExampleEnvironment(path)))
    .map((path) => ({ path, rank: likelihood(path) }))
    .sort((one, other) => other.rank - one.rank || byPath(one.path, other.path))
    .map(({ path }) => path);
}

const TALKS_TO_MODELS =
  /openai|llm|gpt|chat|prompt|assistant|agent|completion|(?:^|[/_.-])ai(?:[/_.-]|$)|bot|client|model|config|settings/i;

function likelihood(path: string): number {
  return (
    (isExampleEnvironment(path) ? 3 : 0) +
    (TALKS_TO_MODELS.test(path) ? 2 : 0) -
    (isTest(path) ? 3 : 0) -
    depthOf(path) / 10
  );
}

export function depthOf(path: string): number {
  return path.split('/').length - 1;
}

export function byPath(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** `support` of `prompts/support.prompt.md`. */
export function stemOf(path: string): string {
  return (posix.basename(path).split('.')[0] ?? '').toLowerCase();
}

/** How many leading folders two paths have in common: files of one package share more. */
export function sharedFolders(one: string, other: string): number {
  const folders = one.split('/').slice(0, -1);
  const others = other.split('/').slice(0, -1);
  const different = folders.findIndex((folder, index) => folder !== others[index]);
  return different === -1 ? folders.length : different;
}
