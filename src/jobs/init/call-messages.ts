import { type CallContext, type CallMessage, callMessage } from './call-message.ts';
import { closeOf, codeArguments, type CodeArgument, partsBetween } from './code-arguments.ts';
import { type CodeText, lineAt, type Span } from './code-text.ts';
import { resolved } from './resolved.ts';

export interface CallMessages {
  readonly messages: readonly CallMessage[];
  /** What stands among them and cannot be read, such as a conversation so far. */
  readonly unread: readonly { readonly source: string; readonly line: number }[];
}

const ROLES: Readonly<Record<string, string>> = {
  system: 'system',
  developer: 'developer',
  user: 'user',
  human: 'user',
  assistant: 'assistant',
  ai: 'assistant',
};
/** Arguments that are one message each. */
const SINGLE: Readonly<Record<string, string>> = {
  instructions: 'system',
  system: 'system',
  prompt: 'user',
  addsystemmessage: 'system',
  adddevelopermessage: 'developer',
  addusermessage: 'user',
  addassistantmessage: 'assistant',
};
const MADE = /^(?:new\s+)?(?:\w+\.)?(system|developer|user|human|assistant|ai)_?Message(?:Param)?\(/i;

/** The messages among the arguments of a call; none where it names none. */
export function callMessages(context: CallContext, args: readonly CodeArgument[]): CallMessages {
  const found = args.flatMap((argument): readonly CallMessages[] => {
    const name = argument.name?.toLowerCase() ?? '';
    const single = Object.hasOwn(SINGLE, name) ? SINGLE[name] : undefined;
    if (single !== undefined) return [messageOf(context, single, argument)];
    return name === 'messages' || name === 'input' ? listed(context, argument, name) : [];
  });
  return together(found);
}

function listed(context: CallContext, argument: Span, name: string): readonly CallMessages[] {
  const { code } = context;
  const list = resolved(code, context.assignments, argument);
  const before = /^(?:\[\][\w.]+\{|\[|listOf\()/.exec(code.bare.slice(list.start, list.end))?.[0];
  if (before === undefined) {
    return name === 'input' ? [messageOf(context, 'user', argument)] : [unread(code, argument)];
  }
  const open = list.start + before.length - 1;
  const after = { start: closeOf(code, open) + 1, end: list.end };
  const rest = code.bare.slice(after.start, after.end).replaceAll(/[\s)]|as const/g, '');
  return [
    ...partsBetween(code, open).map((part) => element(context, part)),
    ...(rest === '' ? [] : [unread(code, after)]),
    ...(list.start < argument.start ? addedLater(context, argument, list) : []),
  ];
}

/** What is added to a list between its making and the call. */
function addedLater(context: CallContext, argument: Span, list: Span): readonly CallMessages[] {
  const { code } = context;
  const name = code.text.slice(argument.start, argument.end);
  const pattern = new RegExp(`\\b${name}(?:\\.(append|push|extend|insert|unshift|concat)\\(|\\s*\\+=|\\s*<<)`, 'g');
  const between = [...code.bare.slice(0, argument.start).matchAll(pattern)].filter(({ index }) => index >= list.end);
  return between.flatMap((match) => {
    const open = match.index + match[0].length - 1;
    const [, method = ''] = match;
    if (['append', 'push'].includes(method)) return partsBetween(code, open).map((part) => element(context, part));
    const end = method === '' ? code.text.indexOf('\n', open) : closeOf(code, open) + 1;
    return [unread(code, { start: match.index, end })];
  });
}

function element(context: CallContext, part: Span): CallMessages {
  const { code } = context;
  const text = code.text.slice(part.start, part.end);
  const made = MADE.exec(text);
  const role = roleOf(made?.[1]);
  if (made !== null && role !== undefined) {
    const first = codeArguments(code, part.start + made[0].length - 1).find(({ name = 'content' }) =>
      /^content$/i.test(name),
    );
    return first === undefined ? unread(code, part) : messageOf(context, role, first);
  }
  const opening = /^(?:(?:&?[\w.]+)?\{|dict\()/.exec(text)?.[0];
  if (opening === undefined) return unread(code, part);
  const entries = codeArguments(code, part.start + opening.length - 1);
  const named = (wanted: string) => entries.find(({ name }) => name?.toLowerCase() === wanted);
  const [roleAt, content] = [named('role'), named('content')];
  if (roleAt === undefined || content === undefined) return unread(code, part);
  const said = /^["'](\w+)["']|ChatMessageRole(\w+)$/.exec(
    code.text.slice(roleAt.start, roleAt.end).replace(/\s+as const$/, ''),
  );
  const known = roleOf(said?.[1] ?? said?.[2]);
  return known === undefined ? unread(code, part) : messageOf(context, known, content);
}

function roleOf(name = ''): string | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(ROLES, key) ? ROLES[key] : undefined;
}

function messageOf(context: CallContext, role: string, content: Span): CallMessages {
  return { messages: [callMessage(context, role, content)], unread: [] };
}

function unread(code: CodeText, span: Span): CallMessages {
  const source = code.text.slice(span.start, span.end).trim();
  return { messages: [], unread: [{ source, line: lineAt(code, span.start) }] };
}

function together(all: readonly CallMessages[]): CallMessages {
  return { messages: all.flatMap(({ messages }) => messages), unread: all.flatMap(({ unread }) => unread) };
}
