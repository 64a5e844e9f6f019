import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { type Git, safeFlags } from './git.ts';

/** Content of one git object by its id. */
type ReadObject =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'too-large'; readonly bytes: number }
  | { readonly kind: 'missing' };

export interface ObjectReader {
  read(id: string): Promise<ReadObject>;
  /** Ends the git process. A later `read` starts another. */
  close(): void;
}

/**
 * Reads blobs through one long-lived `git cat-file --batch`: a few milliseconds for the first, microseconds for the
 * rest. An idle reader never keeps the program alive, and git itself ends when its standard input does.
 *
 * @param largest Bytes above which content is skipped, not held in memory.
 */
export function objectReader(git: Git, largest: number): ObjectReader {
  let batch: Batch | undefined;
  const read: ObjectReader['read'] = (id) => {
    if (batch === undefined || batch.ended) batch = startBatch(git, largest, read);
    return batch.read(id);
  };
  return {
    read,
    close() {
      batch?.close();
      batch = undefined;
    },
  };
}

interface Batch {
  readonly ended: boolean;
  read(id: string): Promise<ReadObject>;
  close(): void;
}

interface Waiting {
  readonly id: string;
  readonly resolve: (object: ReadObject | Promise<ReadObject>) => void;
  readonly reject: (error: Error) => void;
}

function startBatch(git: Git, largest: number, readAgain: ObjectReader['read']): Batch {
  const child = spawn('git', [...safeFlags, 'cat-file', '--batch'], { cwd: git.directory, env: git.environment });
  const waiting: Waiting[] = [];
  let ended = false;

  const parse = batchParser(largest, (object) => {
    waiting.shift()?.resolve(object);
    if (waiting.length === 0) holdOpen(child, false);
  });
  const end = (exitCode: number | null, cause?: Error): void => {
    ended = true;
    // Git gives up on an object that it can neither read nor fetch, and with it on all who wait behind.
    if (exitCode !== null && exitCode !== 0) waiting.shift()?.resolve({ kind: 'missing' });
    for (const one of waiting.splice(0)) {
      if (exitCode === null) one.reject(new Error('git cat-file ended before it answered', { cause }));
      else one.resolve(readAgain(one.id));
    }
  };
  child.stdout.on('data', parse);
  child.stderr.resume();
  // A write to a git that is gone also ends in `close`, which says it once for all who wait.
  child.stdin.on('error', () => undefined);
  child.on('error', (cause) => end(null, cause));
  child.on('close', (exitCode) => end(exitCode));
  holdOpen(child, false);

  return {
    get ended() {
      return ended;
    },
    read(id) {
      return new Promise((resolve, reject) => {
        holdOpen(child, true);
        waiting.push({ id, resolve, reject });
        child.stdin.write(`${id}\n`);
      });
    },
    close() {
      ended = true;
      child.stdin.end();
    },
  };
}

/** Feeds on chunks of `<id> <type> <size>\n<content>\n` or `<id> missing\n`. */
function batchParser(largest: number, found: (object: ReadObject) => void): (chunk: Buffer) => void {
  let header = '';
  let content: { readonly size: number; remaining: number; readonly chunks: Buffer[] } | undefined;

  return (chunk) => {
    let at = 0;
    while (at < chunk.length) {
      if (content === undefined) {
        const newline = chunk.indexOf(0x0a, at);
        header += chunk.toString('latin1', at, newline === -1 ? chunk.length : newline);
        if (newline === -1) return;
        at = newline + 1;
        const size = / (\d+)$/.exec(header)?.[1];
        header = '';
        // One more than the size: the newline that closes the content.
        if (size === undefined) found({ kind: 'missing' });
        else content = { size: Number(size), remaining: Number(size) + 1, chunks: [] };
        continue;
      }
      const taken = Math.min(content.remaining, chunk.length - at);
      if (content.size <= largest) content.chunks.push(chunk.subarray(at, at + taken));
      at += taken;
      content.remaining -= taken;
      if (content.remaining > 0) return;
      const { size, chunks } = content;
      content = undefined;
      if (size > largest) found({ kind: 'too-large', bytes: size });
      else found({ kind: 'text', text: Buffer.concat(chunks).toString('utf8', 0, size) });
    }
  };
}

/** Whether the process and its pipes keep the event loop running: only while somebody waits for an answer. */
function holdOpen(child: ChildProcessWithoutNullStreams, open: boolean): void {
  const handles = [child, child.stdin, child.stdout, child.stderr];
  for (const handle of handles) {
    if (handle !== child && !(handle instanceof Socket)) continue;
    if (open) handle.ref();
    else handle.unref();
  }
}
