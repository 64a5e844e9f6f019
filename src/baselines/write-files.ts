import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../domain/usage-error.ts';

/** What is needed of a file system; tests put one in its place that runs full. */
export interface FileSystem {
  /** Creates a folder and those above it. */
  makeFolder(path: string): Promise<void>;
  /** Writes a file and waits until the disk has it. */
  write(path: string, text: string): Promise<void>;
  /** Fails with ENOENT where there is no such file. */
  copy(from: string, to: string): Promise<void>;
  /** Replaces what is at `to` in one step. */
  rename(from: string, to: string): Promise<void>;
  /** Removes a file that may not be there. */
  remove(path: string): Promise<void>;
}

/** The disk. */
export const diskFileSystem: FileSystem = {
  async makeFolder(path) {
    await mkdir(path, { recursive: true });
  },
  async write(path, text) {
    const file = await open(path, 'wx');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
  },
  copy: (from, to) => copyFile(from, to),
  rename: (from, to) => rename(from, to),
  remove: (path) => rm(path, { force: true }),
};

/**
 * Writes files below `directory`, all or none: each to a temporary file beside its place first, and only when all are
 * on the disk they take their places. If a step fails, what was there before is there again.
 *
 * @throws UsageError where the disk refuses (full, read-only, not permitted).
 */
export async function writeFiles(
  directory: string,
  files: readonly { readonly path: string; readonly text: string }[],
  disk: FileSystem = diskFileSystem,
): Promise<void> {
  const steps = files.map(({ path, text }) => plan(directory, path, text));
  const replaced: Step[] = [];
  let at = directory;
  try {
    for (const step of steps) {
      at = step.place;
      await disk.makeFolder(dirname(step.place));
      await disk.write(step.fresh, step.text);
      step.existed = await keep(disk, step);
    }
    for (const step of steps) {
      at = step.place;
      await disk.rename(step.fresh, step.place);
      replaced.push(step);
    }
  } catch (error) {
    for (const step of replaced.reverse()) await putBack(disk, step);
    throw refused(at, error);
  } finally {
    for (const step of steps) await discard(disk, step);
  }
}

interface Step {
  readonly place: string;
  readonly text: string;
  /** The new content, until it takes its place. */
  readonly fresh: string;
  /** A copy of the old content, until all is done. */
  readonly kept: string;
  existed: boolean;
}

function plan(directory: string, path: string, text: string): Step {
  const place = join(directory, path);
  const beside = join(dirname(place), `.${basename(place)}.${randomUUID()}`);
  return { place, text, fresh: `${beside}.new`, kept: `${beside}.old`, existed: false };
}

async function keep(disk: FileSystem, step: Step): Promise<boolean> {
  try {
    await disk.copy(step.place, step.kept);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

async function putBack(disk: FileSystem, step: Step): Promise<void> {
  await (step.existed ? disk.rename(step.kept, step.place) : disk.remove(step.place));
}

/** A temporary file that cannot be removed is litter, not a reason to fail. */
async function discard(disk: FileSystem, step: Step): Promise<void> {
  await disk.remove(step.fresh).catch(() => undefined);
  await disk.remove(step.kept).catch(() => undefined);
}

function refused(path: string, cause: unknown): unknown {
  const code = errorCode(cause);
  if (code === undefined) return cause;
  const mend =
    code === 'ENOSPC' || code === 'EDQUOT' ? 'free some space and run it again' : 'choose a place that can be written';
  const received = `${code}${cause instanceof Error ? ` (${cause.message})` : ''}`;
  const issue = {
    where: path,
    path: '',
    expected: 'a place to write',
    received,
    mend: `${mend}; nothing was overwritten`,
  };
  return new UsageError(issue, { cause });
}

function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
