import { resolve } from 'node:path';
import process from 'node:process';

import { type NodeRun, runNode } from './run-node.ts';

const cli = resolve(import.meta.dirname, '../../dist/cli/index.js');

export type CliRun = NodeRun;

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
  return runNode([...(options.nodeOptions ?? []), cli, ...args], {
    directory: options.directory,
    environment: {
      PATH: process.env['PATH'],
      HOME: options.directory,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      NO_COLOR: '1',
      ...options.environment,
    },
    onStart: options.onStart,
  });
}
