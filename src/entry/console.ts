import process from 'node:process';

import { logSafe, withoutCommands } from '../text/log-safe.ts';
import { createRedactor } from '../text/redact.ts';

/** Every way out of the process. Each passes the one redactor; lines of the log are made safe for the runner's parser. */
export interface Console {
  /** The command's result, as it is; in a workflow's log no line of it is a command to the runner. */
  print(text: string): void;
  /** The command's result as one JSON document. */
  printJson(value: unknown): void;
  /** A line for people, on standard error. */
  say(line: string): void;
  /** Text on its way to a file. */
  redact(text: string): string;
  /** Standard error is a terminal that a person watches. */
  readonly interactive: boolean;
  readonly colour: boolean;
}

/** Variables that the policy in force binds to hosts or hands to commands; their values are secrets like the others. */
const bound = new Set<string>();

export function bindSecrets(names: Iterable<string>): void {
  for (const name of names) bound.add(name);
}

const secretNames = /KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|PRIVATE/i;

/** An input of the Action that sounds like a secret and is the name of a comment. */
const notSecret = 'INPUT_COMMENT-KEY';

/**
 * Secrets are the values of variables whose names say so, and of every variable a policy binds to a host: whoever holds
 * the environment cannot see them in what Steelyard writes. The latter are known once the policy is loaded, to every
 * console, that of the last error line included.
 */
export function createConsole(environment: Readonly<Record<string, string | undefined>>): Console {
  let known = -1;
  let redactor = (text: string): string => text;
  const redact = (text: string): string => {
    if (bound.size !== known) {
      known = bound.size;
      const secret = (name: string) => (secretNames.test(name) && name !== notSecret) || bound.has(name);
      redactor = createRedactor(
        Object.entries(environment).flatMap(([name, value]) => (secret(name) && value ? [value] : [])),
      );
    }
    return redactor(text);
  };
  const inLog = (text: string): string =>
    environment['GITHUB_ACTIONS'] === undefined ? text : text.split('\n').map(withoutCommands).join('\n');
  const interactive = process.stderr.isTTY && environment['CI'] === undefined;
  return {
    print: (text) => void process.stdout.write(inLog(redact(text))),
    // Inside a JSON string `#` may be escaped, so that the runner sees no command and a parser the same document.
    printJson: (value) =>
      void process.stdout.write(`${redact(JSON.stringify(value, null, 2)).replaceAll('##[', '\\u0023#[')}\n`),
    say: (line) => void process.stderr.write(`${logSafe(redact(line))}\n`),
    redact,
    interactive,
    colour: process.stdout.isTTY && environment['NO_COLOR'] === undefined && environment['TERM'] !== 'dumb',
  };
}
