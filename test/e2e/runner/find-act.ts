import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';

/** The one that is installed where the machine has none; it knows actions on node24. */
const VERSION = 'v0.2.89';
const INSTALL_MINUTES = 10;

const cache = resolve(import.meta.dirname, '../../../node_modules/.cache', `act-${VERSION}`);

export interface Act {
  readonly path: string;
  /** As it says itself: `act version 0.2.89`. */
  readonly version: string;
}

/**
 * Finds nektos/act: the environment variable ACT, PATH, Go's own folder, what was installed before; otherwise installs
 * it with Go below node_modules/.cache. Undefined where there is neither act nor Go.
 *
 * @throws where ACT names no act, or Go cannot install it
 */
export async function findAct(say: (line: string) => void): Promise<Act | undefined> {
  const named = process.env['ACT'];
  if (named !== undefined && named !== '') {
    const act = await tried(named);
    if (act === undefined) throw new Error(`ACT: expected the path of nektos/act, received ${named}`);
    return act;
  }
  const goPath = (await output('go', ['env', 'GOPATH']))?.trim().split(delimiter)[0];
  const installed = join(cache, executable('act'));
  const places = ['act', ...(goPath === undefined ? [] : [join(goPath, 'bin', executable('act'))]), installed];
  for (const place of places) {
    const act = await tried(place);
    if (act !== undefined) return act;
  }
  if (goPath === undefined) return undefined;
  say(`go install github.com/nektos/act@${VERSION} (once, into ${cache}) …`);
  await mkdir(cache, { recursive: true });
  await promisify(execFile)('go', ['install', `github.com/nektos/act@${VERSION}`], {
    env: { ...process.env, GOBIN: cache },
    timeout: INSTALL_MINUTES * 60_000,
  });
  const act = existsSync(installed) ? await tried(installed) : undefined;
  if (act === undefined) throw new Error(`go installed no act in ${cache}: install it yourself and name it in ACT`);
  return act;
}

/** Another program of that name is not taken for it. */
async function tried(path: string): Promise<Act | undefined> {
  const version = (await output(path, ['--version']))?.trim();
  return version?.startsWith('act version ') === true ? { path, version } : undefined;
}

/** Standard output; undefined where the program is missing or fails. */
async function output(program: string, args: readonly string[]): Promise<string | undefined> {
  try {
    return (await promisify(execFile)(program, [...args], { timeout: 30_000 })).stdout;
  } catch {
    return undefined;
  }
}

function executable(name: string): string {
  return process.platform === 'win32' ? `${name}.exe` : name;
}
