import { spawn } from 'node:child_process';
import process from 'node:process';

import { findNode } from '../../tools/node24/run.mjs';

export interface NodeRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program under Node 24 to its end, with just the environment given. */
export function runNode(
  args: readonly string[],
  options: {
    readonly directory: string;
    readonly environment: Readonly<Record<string, string | undefined>>;
    /** Called with the running process, for tests that interrupt it. */
    readonly onStart?: ((kill: (signal: NodeJS.Signals) => void, pid: number) => void) | undefined;
  },
): Promise<NodeRun> {
  return new Promise((done, failed) => {
    const { directory: cwd } = options;
    const env = { ...needed(), ...options.environment };
    const child = spawn(findNode(), [...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', failed);
    child.on('close', (code) => done({ code, stdout, stderr }));
    options.onStart?.((signal) => child.kill(signal), child.pid ?? 0);
  });
}

/** Without these a program on Windows finds neither sockets nor a folder for temporary files. */
function needed(): Readonly<Record<string, string | undefined>> {
  const { SystemRoot, TEMP, TMP } = process.env;
  return process.platform === 'win32' ? { SystemRoot, TEMP, TMP } : {};
}
