import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import process from 'node:process';

import { findNode } from '../../tools/node24/run.mjs';

const cli = resolve(import.meta.dirname, '../../dist/cli/index.js');

export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built program under Node 24 in `directory`, with nothing of the caller's environment but the path. */
export function steelyard(
  args: readonly string[],
  options: {
    readonly directory: string;
    readonly environment?: Readonly<Record<string, string>>;
    /** Called with the running process, for tests that interrupt it. */
    readonly onStart?: (kill: (signal: NodeJS.Signals) => void, pid: number) => void;
    readonly nodeOptions?: readonly string[];
  },
): Promise<CliRun> {
  return new Promise((done, failed) => {
    const child = spawn(findNode(), [...(options.nodeOptions ?? []), cli, ...args], {
      cwd: options.directory,
      env: {
        PATH: process.env['PATH'],
        HOME: options.directory,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1',
        NO_COLOR: '1',
        ...options.environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', failed);
    child.on('close', (code) => done({ code, stdout, stderr }));
    options.onStart?.((signal) => child.kill(signal), child.pid ?? 0);
  });
}
