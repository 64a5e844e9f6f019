import { readFile } from 'node:fs/promises';
import process from 'node:process';

import type { Json } from '../../domain/json.ts';
import { UsageError } from '../../domain/usage-error.ts';
import { type GitHubContext, readContext } from '../../github/context.ts';
import type { WriteAccess } from '../../github/octokit.ts';
import { type GitHubReader, githubReader } from '../../github/rest.ts';
import { wallClock } from '../clock.ts';
import type { Console } from '../console.ts';
import { apiFetch, type ApiFetch } from './api-fetch.ts';
import { type ActionInputs, readInputs } from './inputs.ts';
import type { WorkflowStep } from './workflow-step.ts';

/** The event that started the run, and every way to tell what becomes of it. */
export interface ActionEvent {
  readonly inputs: ActionInputs;
  readonly context: GitHubContext;
  readonly reader: GitHubReader;
  readonly fetch: ApiFetch;
  readonly console: Console;
  readonly step: WorkflowStep;
}

/** What writing on GitHub takes. Who writes loads its octokit then. */
export function writeAccess({ context, inputs, fetch }: ActionEvent): WriteAccess {
  return { repository: context.repository, apiUrl: context.apiUrl, token: inputs.token, fetch };
}

/**
 * Reads event and inputs. Inputs that are wrong are a `mistake` beside the event, told with the default of each in its place:
 * an earlier verdict must not stand on the pull request as if it were this commit's.
 *
 * @throws UsageError where there is no event that could be judged
 */
export async function openEvent(
  console: Console,
  step: WorkflowStep,
): Promise<{ readonly event: ActionEvent; readonly mistake?: UsageError }> {
  const context = readContext(process.env, await readPayload(process.env['GITHUB_EVENT_PATH'] ?? ''));
  const { inputs, issues } = readInputs((name) => step.input(name));
  const fetch = await apiFetch(process.env);
  const { apiUrl, graphqlUrl } = context;
  const sleep = (ms: number): Promise<void> => wallClock.sleep(ms);
  const reader = githubReader({ apiUrl, graphqlUrl, token: inputs.token, fetch, sleep });
  const event = { inputs, context, reader, fetch, console, step };
  return issues.length === 0 ? { event } : { event, mistake: new UsageError(issues) };
}

async function readPayload(path: string): Promise<Json> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Json;
  } catch (cause) {
    throw new UsageError(
      {
        where: 'GITHUB_EVENT_PATH',
        path: '',
        expected: 'the file with the event’s payload',
        received: path === '' ? 'nothing' : 'no readable JSON',
        mend: 'run as a step of a GitHub workflow; on your machine use `steelyard gate`',
      },
      { cause },
    );
  }
}
