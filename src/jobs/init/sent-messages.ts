import type { CallMessage } from './call-message.ts';
import type { ModelCall } from './model-call.ts';

/** A message of target.yaml, and the place in the code that it was read from. */
export interface SentMessage {
  readonly role: string;
  /** Either the prompt's file, as the target names it, or a text. */
  readonly file?: string;
  readonly content?: string;
  /** Undefined: nothing in the code says so. */
  readonly at?: string;
}

export interface SentMessages {
  readonly messages: readonly SentMessage[];
  readonly notes: readonly string[];
  /** The text of the prompt, where it stands in the code. */
  readonly promptText?: string;
}

export const QUESTION = 'question';
const question = `{{${QUESTION}}}`;

/**
 * The messages of a call as a target sends them. Undefined where none of them is the prompt.
 *
 * @param file how the target names the prompt's file
 * @param inCode the prompt has no file yet: the first text for the system is it, else the first text
 */
export function sentMessages(call: ModelCall, file: string, inCode: boolean): SentMessages | undefined {
  const prompt = inCode ? textInCode(call.messages) : undefined;
  if (prompt === undefined && !call.messages.some(({ isPrompt }) => isPrompt)) return undefined;
  const notes: string[] = [];
  const messages = call.messages.flatMap((message): readonly SentMessage[] => {
    const at = `${call.path}:${message.line}`;
    if (message.isPrompt || message === prompt) {
      if (message.adds) notes.push(`${at} adds to the prompt in code; write what it adds into target.yaml.`);
      return [{ role: message.role, file, at }];
    }
    const content = contentOf(message, at, notes);
    return content === undefined ? [] : [{ role: message.role, content, at }];
  });
  for (const { source, line } of call.unread) {
    notes.push(
      `${call.path}:${line} also passes ${namedSource(source)} among its messages; write it into target.yaml.`,
    );
  }
  return { ...withQuestion(messages, call, notes), ...(prompt?.text === undefined ? {} : { promptText: prompt.text }) };
}

function textInCode(messages: readonly CallMessage[]): CallMessage | undefined {
  const texts = messages.filter(({ text }) => text !== undefined && text.trim() !== '');
  return texts.find(({ role }) => role === 'system' || role === 'developer') ?? texts[0];
}

function contentOf({ role, text, source, variable }: CallMessage, at: string, notes: string[]): string | undefined {
  if (text !== undefined) {
    // A variable alone is what the case gives; everything around it is a copy of the code.
    if (!/^\{\{[^{}]*\}\}$/.test(text)) {
      notes.push(
        `${at} makes the ${role} message in code: its text is copied into target.yaml. A change of it counts once it is made there too.`,
      );
    }
    return text;
  }
  if (role !== 'user') {
    notes.push(
      `${at} also passes ${role === 'assistant' ? 'an' : 'a'} ${role} message${named(source)}; write it into target.yaml.`,
    );
    return undefined;
  }
  if (variable !== undefined) return `{{${variable}}}`;
  notes.push(
    `${at} also passes a user message that code builds${named(source)}; write its text into target.yaml, where ${question} stands for all of it.`,
  );
  return question;
}

/** Nobody asks a model without a word from a user: where none was seen, the question of a case is it. */
function withQuestion(messages: readonly SentMessage[], call: ModelCall, notes: readonly string[]): SentMessages {
  if (messages.some(({ role }) => role === 'user')) return { messages, notes };
  const note = `${call.path}:${call.line} shows no user message that can be read: ${question} stands for it in target.yaml.`;
  return { messages: [...messages, { role: 'user', content: question }], notes: [...notes, note] };
}

function named(source: string): string {
  const short = namedSource(source);
  return short === 'more' ? '' : ` (${short})`;
}

/** Code that is short enough to find it by, and holds no text. */
function namedSource(source: string): string {
  return /^[^"'`\n]{1,60}$/.test(source) ? source : 'more';
}
