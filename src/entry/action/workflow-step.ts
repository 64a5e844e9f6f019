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

export function workflowStep(console: Pick<Console, 'redact'>): WorkflowStep {
  return {
    input: (name) => getInput(name),
    outputs(values) {
      for (const [name, value] of Object.entries(values)) setOutput(name, value);
    },
    async summary(markdown) {
      if ((process.env['GITHUB_STEP_SUMMARY'] ?? '') === '') return false;
      await summary.addRaw(console.redact(markdown), true).write();
      return true;
    },
    annotate(annotations) {
      for (const [level, ofLevel] of Map.groupBy(annotations, (one) => one.level)) {
        for (const { title, message, path, line } of ofLevel.slice(0, MOST_OF_A_LEVEL)) {
          say[level](logSafe(console.redact(message)), {
            title: logSafe(title),
            ...(path === undefined ? {} : { file: path }),
            ...(line === undefined ? {} : { startLine: line }),
          });
        }
      }
    },
  };
}
