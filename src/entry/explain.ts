import process from 'node:process';

import { Fault } from '../domain/fault.ts';
import { describeIssue, UsageError } from '../domain/usage-error.ts';
import { CouldNotRun } from '../jobs/execute-arms.ts';
import { createConsole } from './console.ts';

/** Says what ended the program: a line each for what the user can mend, with the stack for what only we can. */
export function explain(error: unknown): void {
  const console = createConsole(process.env);
  if (error instanceof UsageError) {
    for (const issue of error.issues) console.say(`steelyard: ${describeIssue(issue)}`);
    return;
  }
  const fault = error instanceof CouldNotRun ? error.fault : error;
  if (fault instanceof Fault) {
    console.say(`steelyard: ${fault.message}${fault.mend === undefined ? '' : `; ${fault.mend}`}`);
    return;
  }
  console.say('steelyard: this is a bug, please report it with the lines below');
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  for (const line of stack.split('\n')) console.say(line);
  if (error instanceof Error && error.cause !== undefined)
    console.say(`caused by: ${error.cause instanceof Error ? error.cause.message : JSON.stringify(error.cause)}`);
}
