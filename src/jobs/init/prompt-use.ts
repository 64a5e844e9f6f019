import { posix } from 'node:path';
import { readPromptFile } from '../../config/message-list.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import type { FileTree } from '../../domain/ports.ts';
import { type Issue, UsageError } from '../../domain/usage-error.ts';
import { foreignSyntax } from './foreign-syntax.ts';
import { type GitHubPrompt, readGitHubPrompt } from './github-prompt.ts';
import { stemOf } from './files.ts';
import type { ModelCall } from './model-call.ts';
import { isMessageFile } from './prompts.ts';
import { isQuestion, placeholders } from './placeholders.ts';
import { QUESTION, type SentMessage, sentMessages } from './sent-messages.ts';

/** How a target uses a prompt file. */
export interface PromptUse {
  /** The keys of target.yaml that say what is sent. */
  readonly keys: JsonObject;
  /** Every text of those messages, for the names that a case must fill. */
  readonly templates: readonly string[];
  readonly notes: readonly string[];
  /** The places in the code that the messages were read from, by their index. */
  readonly places?: readonly (string | undefined)[];
  readonly github?: GitHubPrompt;
}

export type PromptUseResult =
  | { readonly ok: true; readonly use: PromptUse }
  | { readonly ok: false; readonly issues: readonly Issue[] };

const question = `{{${QUESTION}}}`;

/**
 * Reads a prompt file and says how the target of a suite in `directory` sends it, referenced where it lies.
 *
 * @param call the call that sends it, where the code shows one
 */
export async function promptUse(
  tree: FileTree,
  path: string,
  directory: string,
  call?: ModelCall,
): Promise<PromptUseResult> {
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
    const use = isMessageFile(path) ? fileUse(file, templates) : textUse(path, file, templates, call);
    return {
      ok: true,
      use: {
        ...use,
        notes: [...use.notes, ...(github?.notes ?? []), ...syntaxNotes(path, read.files)],
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

/** What a target sends where the repository has no prompt file: one of its own, with the text that the code has, and the question. */
export function ownPromptUse(file: string, call: ModelCall | undefined): PromptUse & { readonly text?: string } {
  const sent = call === undefined ? undefined : sentMessages(call, file, true);
  if (sent === undefined) return { ...guessedUse('system', file, []), notes: [] };
  const { promptText = '' } = sent;
  return {
    ...seenUse(sent.messages, [promptText]),
    notes: [...sent.notes, ...foreignNotes(promptText, () => `The prompt in ${call?.path}`)],
    text: `${promptText.trimEnd()}\n`,
  };
}

/** Its messages are in the file, with their roles. */
function fileUse(file: string, templates: readonly string[]): PromptUse {
  return { keys: { prompt: file }, templates, notes: [] };
}

/** In the role that the code gives it. Where that cannot be seen, a template that takes the user's words is the whole message, and any other is what the system is told. */
function textUse(path: string, file: string, templates: readonly string[], call: ModelCall | undefined): PromptUse {
  const sent = call === undefined ? undefined : sentMessages(call, file, false);
  if (sent !== undefined) return { ...seenUse(sent.messages, templates), notes: sent.notes };
  const role = !stemOf(path).includes('system') && templates.flatMap(placeholders).some(isQuestion) ? 'user' : 'system';
  const where = call === undefined ? 'No code that could be read' : `${call.path}:${call.line} does not`;
  const as =
    role === 'user'
      ? 'the one user message, since it takes what a user says'
      : `the system message, before ${question} from the user`;
  const shows = call === undefined ? 'shows' : 'show';
  const note = `${where} ${shows} in which role ${path} is sent. It stands in target.yaml as ${as}; make that what your code sends.`;
  return { ...guessedUse(role, file, templates), notes: [note] };
}

function seenUse(messages: readonly SentMessage[], templates: readonly string[]): Omit<PromptUse, 'notes'> {
  return {
    keys: {
      messages: messages.map(({ role, file, content }) =>
        file === undefined ? { role, content: content ?? '' } : { role, file },
      ),
    },
    templates: [...templates, ...messages.flatMap(({ content }) => content ?? [])],
    places: messages.map(({ at }) => at),
  };
}

function guessedUse(role: 'system' | 'user', file: string, templates: readonly string[]): Omit<PromptUse, 'notes'> {
  const asked = role === 'user' ? [] : [{ role: 'user', content: question }];
  return {
    keys: { messages: [{ role, file }, ...asked] },
    templates: [...templates, ...asked.map(({ content }) => content)],
  };
}

async function githubPrompt(tree: FileTree, path: string): Promise<GitHubPrompt | undefined> {
  return readGitHubPrompt((await tree.read(path)) ?? '', path);
}

function syntaxNotes(path: string, files: readonly { readonly path: string; readonly text: string }[]): string[] {
  const text = files.find((file) => file.path === path)?.text ?? '';
  const foreign = foreignNotes(text, (line) => `${path}:${line}`);
  const frontMatter = text.startsWith('---\n')
    ? [`${path}:1 starts with front matter, which is sent as part of the prompt.`]
    : [];
  return [...foreign, ...frontMatter];
}

function foreignNotes(text: string, place: (line: number) => string): readonly string[] {
  return foreignSyntax(text).map(
    ({ what, sample, line }) =>
      `${place(line)} holds ${what} (${sample}). Steelyard fills in {{name}} alone and sends the rest as written: write it as {{name}}, or put your own program under test with a target of type command.`,
  );
}

function unusable(where: string, expected: string, received: string): PromptUseResult {
  return { ok: false, issues: [{ where, path: '', expected, received }] };
}
