import process from 'node:process';

import { Fault } from '../domain/fault.ts';
import { describeIssue, UsageError } from '../domain/usage-error.ts';
import { CouldNotRun } from '../jobs/execute-arms.ts';
import { createConsole } from './console.ts';

/** One thing that the user, or their provider, can mend. */
interface Mendable {
  readonly message: string;
  /** What holds it: often a file. */
  readonly where?: string;
}

/** What can be mended about what ended the program; undefined for a bug of ours. */
export function mendable(error: unknown): readonly Mendable[] | undefined {
  if (error instanceof UsageError) {
    return error.issues.map((issue) => ({ message: describeIssue(issue), where: issue.where }));
  }
  const fault = error instanceof CouldNotRun ? error.fault : error;
  if (!(fault instanceof Fault)) return undefined;
  return [{ message: fault.mend === undefined ? fault.message : `${fault.message}; ${fault.mend}` }];
}

/** Says what ended the program: a line each for what the user can mend, with the stack for what only we can. */
export function explain(error: unknown): void {
  const console = createConsole(process.env);
  const problems = mendable(error);
  if (problems !== undefined) {
    for (const { message } of problems) console.say(`steelyard: ${message}`);
    return;
  }
  console.say('steelyard: this is a bug, please report it with the lines below');
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  for (const line of stack.split('\n')) console.say(line);
  if (error instanceof Error && error.cause !== undefined)
    console.say(`caused by: ${error.cause instanceof Error ? error.cause.message : JSON.stringify(error.cause)}`);
}
