import { spawn } from 'node:child_process';
import { Fault } from '../domain/fault.ts';

/** Runs `setup:` once in a fresh directory. Throws a Fault `target-unusable` with the end of what it printed. */
export async function runSetup(
  argv: readonly string[],
  place: {
    readonly cwd: string;
    readonly environment: Readonly<Record<string, string>>;
    readonly onStderr: (line: string) => void;
  },
): Promise<void> {
  const [file = '', ...rest] = argv;
  let tail = '';
  const code = await new Promise<number | string>((settle) => {
    const child = spawn(file, rest, {
      cwd: place.cwd,
      env: { ...place.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const collect = (chunk: Buffer): void => {
      const text = chunk.toString('utf8');
      tail = (tail + text).slice(-2000);
      for (const line of text.split('\n')) if (line.trim() !== '') place.onStderr(line);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => settle(error.message));
    child.on('close', (status, signal) => settle(status ?? signal ?? 'unknown'));
  });
  if (code === 0) return;
  const last = tail.trim().split('\n').at(-1) ?? '';
  throw new Fault(
    'target-unusable',
    `setup \`${argv.join(' ')}\` ended with ${code}${last === '' ? '' : `: ${last}`}`,
    {
      mend: 'run it by hand in a fresh checkout of the base commit',
    },
  );
}
