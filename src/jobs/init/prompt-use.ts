import { posix } from 'node:path';
import { readPromptFile } from '../../config/message-list.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import type { FileTree } from '../../domain/ports.ts';
import { type Issue, UsageError } from '../../domain/usage-error.ts';
import { foreignSyntax } from './foreign-syntax.ts';
import { type GitHubPrompt, readGitHubPrompt } from './github-prompt.ts';
import { stemOf } from './files.ts';
import { isMessageFile } from './prompts.ts';
import { isQuestion, placeholders } from './placeholders.ts';

/** How a target uses a prompt file. */
export interface PromptUse {
  /** The keys of target.yaml that say what is sent. */
  readonly keys: JsonObject;
  /** Every text of those messages, for the names that a case must fill. */
  readonly templates: readonly string[];
  readonly notes: readonly string[];
  readonly github?: GitHubPrompt;
}

export type PromptUseResult =
  | { readonly ok: true; readonly use: PromptUse }
  | { readonly ok: false; readonly issues: readonly Issue[] };

export const QUESTION = 'question';
const question = `{{${QUESTION}}}`;

/** Reads a prompt file and says how the target of a suite in `directory` sends it, referenced where it lies. */
export async function promptUse(tree: FileTree, path: string, directory: string): Promise<PromptUseResult> {
  const file = posix.relative(directory, path);
  let read;
  try {
    read = await readPromptFile(path, { tree, directory: '', where: path });
  } catch (error) {
    if (error instanceof UsageError) return { ok: false, issues: error.issues };
    throw error;
  }
  if (read.issues.length === 0) {
    const templates = read.messages.map(({ template }) => template);
    if (templates.every((text) => text.trim() === '')) return unusable(path, 'a prompt', 'an empty file');
    if (templates.some((text) => text.includes('\0'))) return unusable(path, 'a text', 'a binary file');
    const github = isMessageFile(path) ? await githubPrompt(tree, path) : undefined;
    const use = isMessageFile(path) ? { keys: { prompt: file }, templates } : textUse(path, file, templates);
    return {
      ok: true,
      use: {
        ...use,
        notes: [...(github?.notes ?? []), ...syntaxNotes(path, read.files)],
        ...(github === undefined ? {} : { github }),
      },
    };
  }
  const github = await githubPrompt(tree, path);
  if (github === undefined) return { ok: false, issues: read.issues };
  const notes = [
    `${path}:1 is a prompt file of GitHub's format, which a target cannot name in this version: its messages are copied into target.yaml. Until your code and the target read one file, a change of ${path} is judged only when it is made in target.yaml too.`,
    ...github.notes,
    ...syntaxNotes(path, [{ path, text: github.text }]),
  ];
  const messages: Json = github.messages.map(({ role, content }) => ({ role, content }));
  return {
    ok: true,
    use: { keys: { messages }, templates: github.messages.map(({ content }) => content), notes, github },
  };
}

/** What a target sends where the repository has no prompt file: one of its own, and the question. */
export function ownPromptUse(file: string): PromptUse {
  return { ...systemUse(file, []), notes: [] };
}

/** A template that takes the user's words is the whole message; any other is what the system is told. */
function textUse(path: string, file: string, templates: readonly string[]): Pick<PromptUse, 'keys' | 'templates'> {
  const whole = !stemOf(path).includes('system') && templates.flatMap(placeholders).some(isQuestion);
  return whole ? { keys: { messages: [{ role: 'user', file }] }, templates } : systemUse(file, templates);
}

function systemUse(file: string, templates: readonly string[]): Pick<PromptUse, 'keys' | 'templates'> {
  const messages = [
    { role: 'system', file },
    { role: 'user', content: question },
  ];
  return { keys: { messages }, templates: [...templates, question] };
}

async function githubPrompt(tree: FileTree, path: string): Promise<GitHubPrompt | undefined> {
  return readGitHubPrompt((await tree.read(path)) ?? '', path);
}

function syntaxNotes(path: string, files: readonly { readonly path: string; readonly text: string }[]): string[] {
  const text = files.find((file) => file.path === path)?.text ?? '';
  const foreign = foreignSyntax(text).map(
    ({ what, sample, line }) =>
      `${path}:${line} holds ${what} (${sample}). Steelyard fills in {{name}} alone and sends the rest as written: write it as {{name}}, or put your own program under test with a target of type command.`,
  );
  const frontMatter = text.startsWith('---\n')
    ? [`${path}:1 starts with front matter, which is sent as part of the prompt.`]
    : [];
  return [...foreign, ...frontMatter];
}

function unusable(where: string, expected: string, received: string): PromptUseResult {
  return { ok: false, issues: [{ where, path: '', expected, received }] };
}
