/** A command the runner found in a step's output. */
export interface WorkflowCommand {
  /** In lower case: `error`, `add-mask`. */
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  /** The text after the command. */
  readonly data: string;
  /** `::name::` at the start of a line, or the old `##[name]` anywhere in one. */
  readonly form: '::' | '##[';
}

/**
 * The commands in `output`, found as the runner's ActionCommand finds them: only names it knows, escapes undone, and
 * nothing between `stop-commands` and its token. Lines end at \n, \r\n and a lone \r.
 */
export function workflowCommands(output: string): readonly WorkflowCommand[] {
  const found: WorkflowCommand[] = [];
  let stopToken: string | undefined;
  for (const line of output.split(/\r\n|\r|\n/)) {
    const command = parseNew(line, stopToken) ?? parseOld(line, stopToken);
    if (command === undefined) continue;
    if (stopToken !== undefined) {
      if (command.name === stopToken.toLowerCase()) stopToken = undefined;
      continue;
    }
    found.push(command);
    if (command.name === 'stop-commands') stopToken = command.data;
  }
  return found;
}

const known = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'internal-set-repo-path',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
]);

function parseNew(line: string, stopToken: string | undefined): WorkflowCommand | undefined {
  const text = line.trimStart();
  const end = text.startsWith('::') ? text.indexOf('::', 2) : -1;
  if (end < 0) return undefined;
  const data = unescape(text.slice(end + 2), dataEscapes);
  return command('::', text.slice(2, end), ',', data, propertyEscapes, stopToken);
}

function parseOld(line: string, stopToken: string | undefined): WorkflowCommand | undefined {
  const start = line.indexOf('##[');
  const end = start < 0 ? -1 : line.indexOf(']', start);
  if (end < 0) return undefined;
  const data = unescape(line.slice(end + 1), oldEscapes);
  return command('##[', line.slice(start + 3, end), ';', data, oldEscapes, stopToken);
}

function command(
  form: WorkflowCommand['form'],
  head: string,
  separator: string,
  data: string,
  escapes: Escapes,
  stopToken: string | undefined,
): WorkflowCommand | undefined {
  const space = head.indexOf(' ');
  const name = (space < 0 ? head : head.slice(0, space)).toLowerCase();
  if (!known.has(name) && name !== stopToken?.toLowerCase()) return undefined;
  const properties: Record<string, string> = {};
  for (const pair of space < 0
    ? []
    : head
        .slice(space + 1)
        .trim()
        .split(separator)) {
    const equals = pair.indexOf('=');
    if (equals > 0) properties[pair.slice(0, equals)] = unescape(pair.slice(equals + 1), escapes);
  }
  return { name, properties, data, form };
}

type Escapes = readonly (readonly [escaped: string, plain: string])[];

// The percent sign comes last, so that an escaped escape stays one.
const dataEscapes: Escapes = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%25', '%'],
];
const propertyEscapes: Escapes = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%3A', ':'],
  ['%2C', ','],
  ['%25', '%'],
];
const oldEscapes: Escapes = [
  ['%3B', ';'],
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%5D', ']'],
  ['%25', '%'],
];

function unescape(text: string, escapes: Escapes): string {
  return escapes.reduce((result, [escaped, plain]) => result.replaceAll(escaped, plain), text);
}
