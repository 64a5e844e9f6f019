import { posix } from 'node:path';
import * as z from 'zod';
import type { FileTree } from '../domain/ports.ts';
import type { MessageTemplate, TargetFile } from '../domain/target.ts';
import type { Issue } from '../domain/usage-error.ts';
import { isJsonObject } from '../text/json-kind.ts';
import { issuesFrom, pathText } from './issues.ts';
import { readNamedFile } from './repository-path.ts';
import { parseYaml } from './yaml.ts';

/** One message of target.yaml, or of a prompt file that is a list. */
export const messageSchema = z
  .strictObject({
    role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
    content: z.string().optional().describe('The text, with `{{name}}` for values of the case.'),
    file: z.string().min(1).optional().describe('The file that holds the text, relative to the suite folder.'),
  })
  .refine((message) => (message.content === undefined) !== (message.file === undefined), {
    error: 'either `content` or `file`',
  });

export const messageListSchema = z.array(messageSchema).min(1);

export interface MessagesResult {
  readonly messages: readonly MessageTemplate[];
  readonly files: readonly TargetFile[];
  readonly issues: readonly Issue[];
}

interface Place {
  readonly tree: FileTree;
  readonly directory: string;
  readonly where: string;
}

/** The templates of a written message list; `at` is where the list stands in the file `where`. */
export async function readMessageList(
  written: z.output<typeof messageListSchema>,
  place: Place,
  at: readonly PropertyKey[],
): Promise<MessagesResult> {
  const results = await Promise.all(
    written.map(async ({ role, content, file }, index): Promise<MessagesResult> => {
      if (file === undefined) return { messages: [{ role, template: content ?? '' }], files: [], issues: [] };
      const asked = { where: place.where, path: pathText([...at, index, 'file']) };
      const read = await readNamedFile(place.tree, place.directory, file, asked);
      return read.ok ? oneMessage(role, read) : { messages: [], files: [], issues: [read.issue] };
    }),
  );
  return {
    messages: results.flatMap((result) => result.messages),
    files: results.flatMap((result) => result.files),
    issues: results.flatMap((result) => result.issues),
  };
}

/** GitHub's own format of a prompt (`.prompt.yml`): the messages count, the rest of it is for GitHub. */
const githubPromptSchema = z.looseObject({ messages: messageListSchema });

/**
 * The templates of a prompt file: one user message, or where it is YAML or JSON, a list of messages, alone or as the
 * `messages` of GitHub's own format.
 */
export async function readPromptFile(name: string, place: Place): Promise<MessagesResult> {
  const asked = { where: place.where, path: 'prompt' };
  const read = await readNamedFile(place.tree, place.directory, name, asked);
  if (!read.ok) return { messages: [], files: [], issues: [read.issue] };
  if (!['.yaml', '.yml', '.json'].includes(posix.extname(read.path))) return oneMessage('user', read);

  const itself = [{ path: read.path, text: read.text }];
  const yaml = parseYaml(read.text, read.path);
  if (!yaml.ok) return { messages: [], files: itself, issues: yaml.issues };
  const isGitHubs = isJsonObject(yaml.value);
  const schema = isGitHubs ? githubPromptSchema : messageListSchema;
  const parsed = schema.safeParse(yaml.value);
  if (!parsed.success) {
    const context = { where: read.path, input: yaml.value, schema };
    return { messages: [], files: itself, issues: issuesFrom(parsed.error.issues, context) };
  }
  const written = 'messages' in parsed.data ? parsed.data.messages : parsed.data;
  const list = await readMessageList(written, { ...place, where: read.path }, isGitHubs ? ['messages'] : []);
  const messages = list.messages.map((message) => ({ path: read.path, ...message }));
  return { messages, files: [...itself, ...list.files], issues: list.issues };
}

function oneMessage(role: string, { path, text }: { readonly path: string; readonly text: string }): MessagesResult {
  return { messages: [{ role, template: text, path }], files: [{ path, text }], issues: [] };
}
