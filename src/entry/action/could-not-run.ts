import { posix } from 'node:path';

import { markerOf } from '../../github/comment-body.ts';
import { GitHubError } from '../../github/rest.ts';
import type { Annotation } from '../../reporters/annotations.ts';
import { codeSpan, inlineText } from '../../text/markdown-safe.ts';
import type { ActionEvent } from './open-event.ts';
import type { Console } from '../console.ts';
import { explain, mendable } from '../explain.ts';
import type { WorkflowStep } from './workflow-step.ts';
import { COULD_NOT_RUN } from '../../policy/exit-code.ts';

/**
 * Says what ended the run, in the log, beside the code, in the summary and in the comment: a gate that broke must not
 * leave an earlier verdict standing as if it were this commit's.
 */
export async function couldNotRun(
  error: unknown,
  at: { readonly console: Console; readonly step: WorkflowStep; readonly event: ActionEvent | undefined },
): Promise<number> {
  const folder = at.event?.inputs.workingDirectory ?? '';
  const problems = problemsOf(error, folder);
  if (problems === undefined) explain(error);
  else at.step.annotate(problems);
  at.step.outputs({ verdict: '', 'exit-code': COULD_NOT_RUN, stale: 'false' });
  const document = documentOf(
    problems?.map(({ message }) => at.console.redact(message)) ?? ['This is a bug; the log has the details.'],
    at,
  );
  try {
    await at.step.summary(document);
    const { event } = at;
    if (event !== undefined) {
      const { publishDocument } = await import('./publish.ts');
      await publishDocument(event, document, event.context.untrusted === undefined);
    }
  } catch (cause) {
    at.console.say(`steelyard: could not publish: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  return COULD_NOT_RUN;
}

/** What the user, or their provider, can mend; undefined for a bug of ours. */
function problemsOf(error: unknown, folder: string): readonly Annotation[] | undefined {
  const title = 'Steelyard could not run';
  if (error instanceof GitHubError) {
    const mend =
      error.status === 403
        ? 'give the token `contents: read` (and `pull-requests: write` for the comment) under `permissions:`'
        : 'run the job again when GitHub answers';
    return [{ level: 'error', title, message: `GitHub: ${error.message}; ${mend}` }];
  }
  return mendable(error)?.map(({ message, where = '' }) => {
    // What is wrong in a working directory is named from there; on GitHub people see the whole repository.
    const isFile = /^[\w./-]+\.(?:yaml|jsonl|json|md)\b/.test(where);
    return {
      level: 'error',
      title,
      message: isFile && folder !== '' ? `${folder}/${message}` : message,
      ...(/^[\w./-]+\.(?:yaml|jsonl|json|md)$/.test(where) ? { path: posix.join(folder, where) } : {}),
    };
  });
}

function documentOf(messages: readonly string[], { event }: { readonly event: ActionEvent | undefined }): string {
  const shown = messages.slice(0, 20).map((message) => `- ${inlineText(message, 600)}`);
  const rest = messages.length - shown.length;
  return [
    `${markerOf(event?.inputs.commentKey ?? 'steelyard')}\n## ⛔ Steelyard could not run${scopeOf(event)}`,
    event?.inputs.mode === 'refresh'
      ? '**In plain words:** the refresh did not finish. What it had written lies on the branches of its suites; the stored baselines are untouched.'
      : '**In plain words:** nothing was decided about this commit. The check fails until it can run.',
    [...shown, ...(rest > 0 ? [`- … and ${rest} more`] : [])].join('\n'),
    '> [!CAUTION]\n> **What to do:** mend what is named above and push, or run the job again if it was the provider.',
    '',
  ].join('\n\n');
}

function scopeOf(event: ActionEvent | undefined): string {
  const folder = event?.inputs.workingDirectory ?? '';
  return folder === '' ? '' : ` (${codeSpan(folder)})`;
}
