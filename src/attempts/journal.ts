import { mkdir, open, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { AttemptEntry, EvaluatedChange, KnownAttempts } from '../domain/attempt.ts';
import type { Json } from '../domain/json.ts';
import type { AttemptLedger } from '../domain/ports.ts';
import { sha256Hex } from '../text/digest.ts';
import { entryJson, readEntry } from './entry-json.ts';
import { foldEntries, sinceLanded } from './fold-entries.ts';
import { readTrialLines, trialLines } from './stored-trials.ts';

/** Bytes above which a journal is not of our making, and trials are not worth reading again. */
const LARGEST_JOURNAL = 4 * 2 ** 20;
const LARGEST_TRIALS = 128 * 2 ** 20;
/** Bytes from which a journal is written anew with each evaluation once, and how many of them stay. */
const LONG_JOURNAL = 2 ** 20;
const MOST_ENTRIES = 1000;
/** Evaluations whose trials are kept. */
const MOST_STORED = 20;

/**
 * The ledger of a developer's machine: an append-only file of lines beside the results, and the trials of the newest
 * evaluations, each held to the hash that its line has. A last line that was torn is dropped; any other line that is none
 * makes the ledger unreadable, which counts as an attempt that did not pass.
 */
export function attemptJournal(of: {
  /** Folder of our own in the repository. */
  readonly directory: string;
  readonly branch: () => Promise<string>;
  /** Answers are not to be kept. */
  readonly isPrivate: () => Promise<boolean>;
  readonly redact: (text: string) => string;
}): AttemptLedger {
  const file = join(of.directory, 'attempts.jsonl');
  const folder = join(of.directory, 'attempts');
  const fileOf = (digest: string): string => join(folder, `${digest}.jsonl`);
  let lastSaid: AttemptEntry | undefined;

  async function stored(entry: AttemptEntry): Promise<KnownAttempts['stored']> {
    const text = await textOf(fileOf(entry.digest), LARGEST_TRIALS).catch(() => undefined);
    if (text === undefined || sha256Hex(text) !== entry.trials) return undefined;
    const trials = readTrialLines(text);
    return trials === undefined ? undefined : { entry, trials };
  }

  async function say(entry: AttemptEntry): Promise<boolean> {
    if (lastSaid !== undefined && JSON.stringify(lastSaid) === JSON.stringify(entry)) return true;
    try {
      await makeFolder(of.directory);
      await shorten(file);
      await append(file, `${JSON.stringify(entryJson(entry))}\n`);
      lastSaid = entry;
      return true;
    } catch {
      return false;
    }
  }

  async function store(digest: string, text: string, newest: readonly AttemptEntry[]): Promise<boolean> {
    try {
      await mkdir(folder, { recursive: true });
      await writeFile(fileOf(digest), text);
      const kept = new Set(
        [...new Set([digest, ...newest.map((entry) => entry.digest).toReversed()])].slice(0, MOST_STORED),
      );
      const names = await readdir(folder);
      const old = names.filter((name) => name.endsWith('.jsonl') && !kept.has(name.replace(/\.jsonl$/, '')));
      await Promise.all(old.map((name) => rm(join(folder, name), { force: true })));
      return true;
    } catch {
      return false;
    }
  }

  return {
    mend: `remove ${file} to begin anew`,
    async known(change) {
      const { entries, readable } = await readJournal(file);
      const branch = await of.branch();
      const mine = entries.filter((entry) => entry.branch === branch || entry.candidate === change.candidate);
      const same = mine.findLast(({ digest, trials }) => digest === change.digest && trials !== undefined);
      const found = same === undefined ? undefined : await stored(same);
      lastSaid = found?.entry;
      const counted = sinceLanded(mine, change.base);
      return { entries: counted, readable, ...(found === undefined ? {} : { stored: found }) };
    },
    allowsMore: () => Promise.resolve(false),
    async register(change, at) {
      // Decided once, and read again: nothing new can come of it.
      const isAgain = lastSaid?.at === at && lastSaid.outcome !== 'before-first-look';
      if (isAgain) return 'journal';
      const entry = { ...digests(change), at, branch: await of.branch(), outcome: 'running' as const };
      return (await say(entry)) ? 'journal' : undefined;
    },
    async conclude({ change, at, outcome, trials }) {
      const text = of.redact(trialLines(trials, await of.isPrivate()));
      const { entries } = await readJournal(file);
      const isStored = trials.length > 0 && (await store(change.digest, text, entries));
      await say({
        ...digests(change),
        at,
        branch: await of.branch(),
        outcome,
        ...(isStored ? { trials: sha256Hex(text) } : {}),
      });
    },
  };
}

/** In one order, whatever order the change has: lines are compared. */
function digests({ digest, candidate, base, commit }: EvaluatedChange): EvaluatedChange {
  return { digest, candidate, base, commit };
}

async function readJournal(file: string): Promise<Pick<KnownAttempts, 'entries' | 'readable'>> {
  let text: string | undefined;
  try {
    text = await textOf(file, LARGEST_JOURNAL);
  } catch {
    return { entries: [], readable: false };
  }
  const lines = (text ?? '').split('\n');
  const torn = lines.pop() ?? '';
  const read = lines.filter((line) => line !== '').map(lineEntry);
  const entries = [...read, lineEntry(torn)].filter((entry) => entry !== undefined);
  return { entries: foldEntries(entries), readable: !read.includes(undefined) };
}

function lineEntry(line: string): AttemptEntry | undefined {
  try {
    return readEntry(JSON.parse(line) as Json);
  } catch {
    return undefined;
  }
}

/** Undefined where there is no such file. */
async function textOf(path: string, largest: number): Promise<string | undefined> {
  const found = await stat(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (found === undefined) return undefined;
  if (!found.isFile() || found.size > largest) throw new Error(`${path} is no file of ours`);
  return readFile(path, 'utf8');
}

/** What was said twice of one evaluation, and what is long past, goes. One that holds a broken line stays as evidence. */
async function shorten(path: string): Promise<void> {
  const size = (await stat(path).catch(() => undefined))?.size ?? 0;
  if (size < LONG_JOURNAL) return;
  const { entries, readable } = await readJournal(path);
  if (!readable) return;
  const kept = entries.slice(-MOST_ENTRIES).map((entry) => `${JSON.stringify(entryJson(entry))}\n`);
  await writeFile(`${path}.new`, kept.join(''));
  await rename(`${path}.new`, path);
}

/** A new line never continues one that was torn. */
async function append(path: string, line: string): Promise<void> {
  const before = (await textOf(path, LARGEST_JOURNAL)) ?? '';
  const whole = before.slice(0, before.lastIndexOf('\n') + 1);
  const tail = before.slice(whole.length);
  if (tail !== '' && lineEntry(tail) === undefined) await truncate(path, Buffer.byteLength(whole));
  const file = await open(path, 'a');
  try {
    await file.write(tail !== '' && lineEntry(tail) !== undefined ? `\n${line}` : line);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Out of the user's commits, and of the next work tree under test. */
async function makeFolder(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  if ((await readdir(directory)).length === 0) await writeFile(join(directory, '.gitignore'), '*\n');
}
