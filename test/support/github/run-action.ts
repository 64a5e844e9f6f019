import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';

import { runNode } from '../run-node.ts';
import { actionInputs } from './action-inputs.ts';
import type { GitHubEvent } from './event-facts.ts';
import { readOutputFile } from './output-file.ts';
import { numericId } from './people.ts';
import type { GitHubUrls } from './urls.ts';
import { workflowCommands, type WorkflowCommand } from './workflow-commands.ts';

export interface ActionRunOptions {
  /** The checkout: the working directory and GITHUB_WORKSPACE. */
  readonly workspace: string;
  readonly event: GitHubEvent;
  /** Where GitHub answers; a FakeGitHub is one. `repository` is `owner/name`. */
  readonly github: GitHubUrls & { readonly repository: string };
  /** What `${{ github.token }}` stands for. */
  readonly token: string;
  /** `with:` of the step, by the names of action.yml. Others have their defaults. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** `env:` of the step: secrets, proxies. */
  readonly environment?: Readonly<Record<string, string>>;
  /** GITHUB_RUN_ATTEMPT, default 1. */
  readonly attempt?: number;
  /** GITHUB_RUN_ID, default 4711. */
  readonly runId?: number;
  /** The program; default dist/index.js. */
  readonly entry?: string;
  readonly nodeOptions?: readonly string[];
  /** Called with the running process, for tests that cancel it. */
  readonly onStart?: (kill: (signal: NodeJS.Signals) => void, pid: number) => void;
}

export interface ActionRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** From GITHUB_OUTPUT. */
  readonly outputs: Readonly<Record<string, string>>;
  /** From GITHUB_STEP_SUMMARY; empty where it is larger than 1 MiB, because GitHub drops it whole then. */
  readonly summary: string;
  /** Commands on standard output, then those on standard error: the runner obeys both. */
  readonly commands: readonly WorkflowCommand[];
  readonly milliseconds: number;
}

const root = resolve(import.meta.dirname, '../../..');
const largestSummary = 2 ** 20;

/** Runs the built action under Node 24 as the Actions runner does: its environment and files, and nothing else. */
export async function runAction(options: ActionRunOptions): Promise<ActionRun> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'steelyard-runner-')));
  try {
    const files = await runnerFiles(folder, options.event);
    const environment = {
      ...(await actionInputs(options.inputs ?? {}, options.token)),
      ...context(options),
      ...files,
      ...options.environment,
    };
    const started = performance.now();
    const { workspace, entry = join(root, 'dist/index.js'), nodeOptions = [], onStart } = options;
    const ended = await runNode([...nodeOptions, entry], { directory: workspace, environment, onStart });
    const milliseconds = performance.now() - started;
    const summary = await readFile(files.GITHUB_STEP_SUMMARY, 'utf8');
    return {
      ...ended,
      outputs: readOutputFile(await readFile(files.GITHUB_OUTPUT, 'utf8')),
      summary: Buffer.byteLength(summary) > largestSummary ? '' : summary,
      commands: [...workflowCommands(ended.stdout), ...workflowCommands(ended.stderr)],
      milliseconds,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function context({ event, github, workspace, attempt = 1, runId = 4711 }: ActionRunOptions): Record<string, string> {
  return {
    GITHUB_ACTIONS: 'true',
    CI: 'true',
    GITHUB_EVENT_NAME: event.name,
    GITHUB_SHA: event.sha,
    GITHUB_REF: event.ref,
    GITHUB_REF_NAME: event.ref.replace(/^refs\/(?:heads|tags|pull)\//, ''),
    GITHUB_REF_TYPE: event.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    GITHUB_BASE_REF: event.baseRef,
    GITHUB_HEAD_REF: event.headRef,
    GITHUB_REPOSITORY: github.repository,
    GITHUB_REPOSITORY_ID: String(numericId(github.repository)),
    GITHUB_REPOSITORY_OWNER: github.repository.split('/')[0] ?? '',
    GITHUB_ACTOR: event.actor,
    GITHUB_TRIGGERING_ACTOR: event.actor,
    GITHUB_RUN_ID: String(runId),
    GITHUB_RUN_NUMBER: '12',
    GITHUB_RUN_ATTEMPT: String(attempt),
    GITHUB_WORKFLOW: 'Steelyard',
    GITHUB_JOB: 'steelyard',
    GITHUB_ACTION: '__self',
    GITHUB_API_URL: github.apiUrl,
    GITHUB_GRAPHQL_URL: github.graphqlUrl,
    GITHUB_SERVER_URL: github.serverUrl,
    GITHUB_WORKSPACE: workspace,
  };
}

async function runnerFiles(
  folder: string,
  event: GitHubEvent,
): Promise<Record<'GITHUB_OUTPUT' | 'GITHUB_STEP_SUMMARY', string> & Record<string, string>> {
  const file = async (name: string, content = ''): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };
  const directory = async (name: string): Promise<string> => {
    const path = join(folder, name);
    await mkdir(path);
    return path;
  };
  return {
    GITHUB_EVENT_PATH: await file('event.json', JSON.stringify(event.payload)),
    GITHUB_OUTPUT: await file('output'),
    GITHUB_STEP_SUMMARY: await file('summary'),
    GITHUB_ENV: await file('env'),
    GITHUB_PATH: await file('path'),
    GITHUB_STATE: await file('state'),
    RUNNER_TEMP: await directory('temp'),
    RUNNER_TOOL_CACHE: await directory('tools'),
    RUNNER_OS: process.platform === 'win32' ? 'Windows' : process.platform === 'darwin' ? 'macOS' : 'Linux',
    HOME: await directory('home'),
    PATH: process.env['PATH'] ?? '',
  };
}
