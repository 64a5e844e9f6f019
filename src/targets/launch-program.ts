import { spawn, type ChildProcess } from 'node:child_process';
import { LineReader } from './line-reader.ts';

export interface ProgramPlace {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly onStderr: (line: string) => void;
}

/** How a program ended. `notStarted`: there is no such program, or it may not be run. */
export interface ProgramEnd {
  readonly how: string;
  readonly notStarted: boolean;
  /** The last line it wrote to standard error, where it wrote one. */
  readonly lastWords: string | undefined;
}

export interface Program {
  /** Writes one line to its standard input. */
  write(line: string): void;
  /** Asks it to end; `force` does not ask. Reaches everything it started. */
  end(force: boolean): void;
  /** Settles once, when it has ended and all its output was read. */
  readonly ended: Promise<ProgramEnd>;
}

/** Programs that have not ended. A group of its own outlives us, so the last thing we do is end what is left. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) signalGroup(child, 'SIGKILL');
});

/** Starts a program without a shell, in a process group of its own, so that ending it ends its children too. */
export function launchProgram(place: ProgramPlace, onLine: (line: string) => void): Program {
  const [file = '', ...rest] = place.argv;
  const child = spawn(file, rest, {
    cwd: place.cwd,
    env: { ...place.environment },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  running.add(child);
  const { promise: ended, resolve } = Promise.withResolvers<ProgramEnd>();
  let lastWords: string | undefined;

  const answers = new LineReader({
    onLine,
    onTooLong() {
      place.onStderr('the command wrote a line that is too long; it is ended');
      signalGroup(child, 'SIGKILL');
    },
  });
  const complaints = new LineReader({
    onLine(line) {
      if (line.trim() === '') return;
      lastWords = line.trim();
      place.onStderr(line);
    },
    onTooLong() {},
  });
  child.stdout.on('data', (chunk: Buffer) => answers.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  // A program that died stops reading; `close` says so better than the broken pipe.
  child.stdin.on('error', () => {});

  child.on('error', (error) => {
    if (child.pid === undefined) resolve({ how: error.message, notStarted: true, lastWords });
  });
  // Whoever it left behind in its group goes with it, and lets go of its output, so that `close` follows.
  child.on('exit', () => signalGroup(child, 'SIGKILL'));
  child.on('close', (code, signal) => {
    running.delete(child);
    complaints.push(Buffer.from('\n'));
    resolve({ how: signal ?? `exit code ${code}`, notStarted: false, lastWords });
  });

  return {
    write: (line) => void child.stdin.write(`${line}\n`),
    end(force) {
      child.stdin.end();
      signalGroup(child, force ? 'SIGKILL' : 'SIGTERM');
    },
    ended,
  };
}

function signalGroup(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // ESRCH: nothing is left to signal.
  }
}
