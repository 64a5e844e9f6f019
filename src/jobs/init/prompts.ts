import { posix } from 'node:path';
import { byPath, depthOf, isOwn, isTest, stemOf } from './files.ts';

/** A file that looks like a prompt by its name and place. */
export interface PromptCandidate {
  readonly path: string;
  /** Higher is likelier. Below `LIKELY` it is not chosen unasked. */
  readonly score: number;
}

export const LIKELY = 2;

const TEXT = /\.(?:md|txt|jinja2?|j2|prompt|mustache|hbs|handlebars)$/i;
const MESSAGES = /\.(?:ya?ml|json)$/i;
const NAMED_PROMPT = /\.prompt\.(?:md|txt|ya?ml)$/i;
const GITHUB_PROMPT = /\.prompt\.ya?ml$/i;
const NOT_A_PROMPT = new Set([
  'readme',
  'changelog',
  'contributing',
  'license',
  'licence',
  'security',
  'index',
  'todo',
]);
const PROSE_FOLDERS = /(?:^|\/)(?:docs?|documentation|examples?|samples?|blog|content|articles|notes)\//i;

/** Prompt files of a repository by name and place alone, the likeliest first. */
export function findPrompts(paths: readonly string[]): readonly PromptCandidate[] {
  return paths
    .filter((path) => isOwn(path) && mayBePrompt(path))
    .map((path) => ({ path, score: scoreOf(path) }))
    .filter(({ score }) => score > 0)
    .sort(byLikelihood);
}

/** The likeliest first; of equals the one nearest to the top, then by path, so that every run says the same. */
export function byLikelihood(one: PromptCandidate, other: PromptCandidate): number {
  return other.score - one.score || depthOf(one.path) - depthOf(other.path) || byPath(one.path, other.path);
}

/** A list of messages or GitHub's prompt file, where the others are plain text. */
export function isMessageFile(path: string): boolean {
  return MESSAGES.test(path);
}

function mayBePrompt(path: string): boolean {
  // Editors' assistants keep prompts of their own in dot folders (.github/prompts, .cursor …): not the product's.
  if (path.split('/').some((segment) => segment.startsWith('.')) && !GITHUB_PROMPT.test(path)) return false;
  if (NOT_A_PROMPT.has(stemOf(path))) return false;
  if (NAMED_PROMPT.test(path)) return true;
  if (inPromptFolder(path)) return TEXT.test(path) || MESSAGES.test(path);
  return TEXT.test(path) && (/prompt/i.test(posix.basename(path)) || isSystemText(path));
}

function scoreOf(path: string): number {
  return (
    (NAMED_PROMPT.test(path) ? 5 : 0) +
    (inPromptFolder(path) ? 4 : 0) +
    (/prompt/i.test(posix.basename(path)) || /\.prompt$/i.test(path) ? 2 : 0) +
    (isSystemText(path) ? 2 : 0) -
    (MESSAGES.test(path) && !NAMED_PROMPT.test(path) ? 2 : 0) -
    (PROSE_FOLDERS.test(path) ? 3 : 0) -
    (isTest(path) ? 4 : 0)
  );
}

function inPromptFolder(path: string): boolean {
  return /(?:^|\/)prompts?\//i.test(path);
}

/** `system.md`, `system-message.txt`; not `system-design.md`. */
function isSystemText(path: string): boolean {
  return /^(?:.*[_-])?system(?:[_-]?(?:prompts?|message|instructions?|role))?$/.test(stemOf(path));
}
