import type { CodeAssignment } from './code-assignments.ts';
import { isInScope } from './code-scope.ts';
import { codeTemplate } from './code-template.ts';
import { type CodeText, lineAt, type Span } from './code-text.ts';
import { mentions } from './prompt-variables.ts';
import { resolved } from './resolved.ts';

/** One message that a call sends, as far as its code shows. */
export interface CallMessage {
  readonly role: string;
  readonly line: number;
  /** It holds the text of the prompt. */
  readonly isPrompt: boolean;
  /** The code adds more to the prompt. */
  readonly adds: boolean;
  /** Its text as a template; undefined where the code makes it in a way that cannot be read. */
  readonly text: string | undefined;
  /** The code that makes it. */
  readonly source: string;
  /** The content is a variable, and nothing else is known about it. */
  readonly variable?: string;
}

/** Where the names of a file lead. */
export interface CallContext {
  readonly code: CodeText;
  readonly assignments: readonly CodeAssignment[];
  /** Names that hold the prompt under test. */
  readonly prompt: ReadonlySet<string>;
  /** Its file's name, as code has it that reads the file in place. */
  readonly promptFile: string | undefined;
}

/** The message of a role whose content is the code of a span. */
export function callMessage(
  { code, assignments, prompt, promptFile }: CallContext,
  role: string,
  content: Span,
): CallMessage {
  const line = lineAt(code, content.start);
  const source = code.text.slice(content.start, content.end);
  const value = resolved(code, assignments, content);
  const bare = code.text.slice(value.start, value.end);
  const isNamed = promptFile !== undefined && source.includes(promptFile);
  const isPrompt = isNamed || mentions(code, content, prompt);
  const isVariable = /^[A-Za-z_]\w*(?:\??\.[A-Za-z_]\w*)*$/.test(bare);
  const assigned = assignments.some((one) => one.name === bare && isInScope(code, one, value.start));
  const name = bare.split('.').at(-1) ?? bare;
  // A name in capitals is a text that stands elsewhere, not what a user says.
  const variable = isVariable && !assigned && /[a-z]/.test(name) ? name : undefined;
  const template = isVariable ? undefined : codeTemplate(code, value)?.text;
  const adds = isPrompt && (template === undefined ? hasPlus(code, value) : !/^\{\{[^{}]*\}\}$/.test(template));
  const text = isPrompt ? undefined : template;
  return { role, line, isPrompt, adds, source, text, ...(variable === undefined ? {} : { variable }) };
}

/** Outside of all brackets. */
function hasPlus({ bare }: CodeText, { start, end }: Span): boolean {
  let outside = bare.slice(start, end);
  for (let before = ''; before !== outside;) {
    before = outside;
    outside = outside.replaceAll(/[([{][^()[\]{}]*[)\]}]/g, '');
  }
  return outside.includes('+');
}
