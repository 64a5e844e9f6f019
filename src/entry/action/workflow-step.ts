import process from 'node:process';

import { error as errorAnnotation, getInput, notice, setOutput, summary, warning } from '@actions/core';

import type { Annotation } from '../../reporters/annotations.ts';
import { logSafe } from '../../text/log-safe.ts';
import type { Console } from '../console.ts';

/** What a step of a workflow may say to its runner. Everything passes the redactor. */
export interface WorkflowStep {
  /** An input's text; empty where it is not given. */
  input(name: string): string;
  /** Enumerations, numbers, digests and paths of our own; never text from a model, a case or the change. */
  outputs(values: Readonly<Record<string, string | number>>): void;
  /** Appends to the job summary. Resolves to false where the runner has none. */
  summary(markdown: string): Promise<boolean>;
  /** At most ten of a level reach the page. */
  annotate(annotations: readonly Annotation[]): void;
}

const MOST_OF_A_LEVEL = 10;
const say = { error: errorAnnotation, warning, notice };

export function workflowStep(console: Pick<Console, 'redact' | 'say'>): WorkflowStep {
  // What cannot be told changes nothing of what was found.
  const sayLost = (what: string, error: unknown): void =>
    console.say(
      `steelyard: the ${what} of the step could not be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  return {
    input: (name) => getInput(name),
    outputs(values) {
      try {
        for (const [name, value] of Object.entries(values)) setOutput(name, value);
      } catch (error) {
        sayLost('outputs', error);
      }
    },
    async summary(markdown) {
      if ((process.env['GITHUB_STEP_SUMMARY'] ?? '') === '') return false;
      try {
        await summary.addRaw(console.redact(markdown), true).write();
        return true;
      } catch (error) {
        sayLost('summary', error);
        return false;
      }
    },
    annotate(annotations) {
      for (const [level, ofLevel] of Map.groupBy(annotations, (one) => one.level)) {
        for (const { title, message, path, line } of ofLevel.slice(0, MOST_OF_A_LEVEL)) {
          say[level](logSafe(console.redact(message)), {
            title: logSafe(console.redact(title)),
            ...(path === undefined ? {} : { file: logSafe(console.redact(path)) }),
            ...(line === undefined ? {} : { startLine: line }),
          });
        }
      }
    },
  };
}
