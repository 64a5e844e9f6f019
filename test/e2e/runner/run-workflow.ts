import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

import { findNode } from '../../../tools/node24/run.mjs';
import type { GitHubEvent } from '../../support/github/event-facts.ts';
import type { FakeGitHub } from '../../support/github/fake-github.ts';
import { type JobLog, readActLog } from './act-log.ts';
import type { Act } from './find-act.ts';

/** Far above what a run takes. */
const LONGEST_RUN_SECONDS = 120;

export interface WorkflowRunOptions {
  readonly act: Act;
  /** A clone whose HEAD is the event's commit: act reads the workflows and GITHUB_SHA from it. */
  readonly checkout: string;
  /** The bare repository that answers at the repository's address on GitHub. */
  readonly server: string;
  readonly github: FakeGitHub;
  readonly event: GitHubEvent;
  /** `owner/name@ref` of a `uses:` → the folder that is served for it. */
  readonly actions: Readonly<Record<string, string>>;
  /** `secrets` of the repository; GITHUB_TOKEN is the job's own token. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly say: (text: string) => void;
}

export interface WorkflowRun extends JobLog {
  /** act's exit code: 0 where every job succeeded or was skipped. Null where it took too long and was ended. */
  readonly code: number | null;
  /** Artifact → file → content. */
  readonly artifacts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly seconds: number;
}

/** Runs the workflows of a checkout for an event, with act on this machine itself (no container). */
export async function runWorkflow(options: WorkflowRunOptions): Promise<WorkflowRun> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'steelyard-act-')));
  try {
    const { event, github, server } = options;
    const place = (name: string): string => join(folder, name);
    await mkdir(place('home'));
    await mkdir(place('artifacts'));
    await writeFile(place('event.json'), JSON.stringify(event.payload));
    await writeFile(place('secrets'), variables(options.secrets));
    // The repository's address stays GitHub's, as git's own configuration allows.
    await writeFile(
      join(place('home'), '.gitconfig'),
      `[url "${pathToFileURL(server).href}"]\n\tinsteadOf = ${github.serverUrl}/${github.repository}\n`,
    );
    await writeFile(
      place('environment'),
      variables({
        GITHUB_REPOSITORY: github.repository,
        GITHUB_REF: event.ref,
        GITHUB_API_URL: github.apiUrl,
        GITHUB_GRAPHQL_URL: github.graphqlUrl,
        GITHUB_SERVER_URL: github.serverUrl,
        GITHUB_RUN_ID: '4711',
        E2E_ARTIFACTS: place('artifacts'),
      }),
    );
    const settings = {
      platform: 'ubuntu-latest=-self-hosted',
      actor: event.actor,
      defaultbranch: 'main',
      eventpath: place('event.json'),
      'env-file': place('environment'),
      'secret-file': place('secrets'),
      'action-cache-path': place('actions'),
    };
    const args = [
      event.name,
      // Otherwise act copies its own working directory in place of actions/checkout.
      '--no-skip-checkout',
      '--no-cache-server',
      ...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
      ...Object.entries(options.actions).flatMap(([uses, path]) => ['--local-repository', `${uses}=${path}`]),
    ];
    const started = performance.now();
    const { code, log } = await ranToEnd(options, args, place('home'));
    const seconds = (performance.now() - started) / 1000;
    return { code, ...readActLog(log), artifacts: await readArtifacts(place('artifacts')), seconds };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** act hands its own environment to the job, so it gets little more than the path, whose first `node` runs actions. */
function ranToEnd(
  { act, checkout, say }: WorkflowRunOptions,
  args: readonly string[],
  home: string,
): Promise<{ readonly code: number | null; readonly log: string }> {
  const PATH = [dirname(findNode()), process.env['PATH'] ?? ''].join(delimiter);
  return new Promise((done, failed) => {
    const child = spawn(act.path, [...args], {
      cwd: checkout,
      env: { PATH, HOME: home, GIT_CONFIG_NOSYSTEM: '1', ACT_DISABLE_VERSION_CHECK: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LONGEST_RUN_SECONDS * 1000,
      killSignal: 'SIGKILL',
    });
    let log = '';
    const hear = (text: string): void => {
      log += text;
      say(text);
    };
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    child.on('error', failed);
    child.on('close', (code) => {
      if (code === null) say(`\nact was ended: it had not finished after ${LONGEST_RUN_SECONDS} s\n`);
      done({ code, log });
    });
  });
}

function variables(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

async function readArtifacts(folder: string): Promise<WorkflowRun['artifacts']> {
  const artifacts: Record<string, Record<string, string>> = {};
  for (const name of (await readdir(folder)).sort()) {
    const files: Record<string, string> = {};
    for (const file of (await readdir(join(folder, name))).sort()) {
      files[file] = await readFile(join(folder, name, file), 'utf8');
    }
    artifacts[name] = files;
  }
  return artifacts;
}
