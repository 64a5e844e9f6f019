// Runs a script under Node 24, whatever Node started this one: `node tools/node24/run.mjs script.ts args…`.
// The binary is an optional npm dependency; where none exists for the platform, the calling Node serves if it is new enough.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';

const OLDEST_USABLE = [22, 19];

/** The path of a Node ≥ 22.19 binary: the caller itself if it is 24, else the installed one, else the caller if usable. */
export function findNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major === 24) return process.execPath;
  const require = createRequire(import.meta.url);
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  for (const name of [`node-${platform}-${process.arch}`, `node-bin-${platform}-${process.arch}`]) {
    try {
      const root = dirname(require.resolve(`${name}/package.json`));
      const binary = join(root, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
      if (existsSync(binary)) return binary;
    } catch {
      // Not installed for this platform: try the next name.
    }
  }
  if (major > OLDEST_USABLE[0] || (major === OLDEST_USABLE[0] && minor >= OLDEST_USABLE[1])) return process.execPath;
  process.stderr.write(
    `No Node 24 binary is installed for ${process.platform}-${process.arch}, and Node ${process.versions.node} is too old.\n` +
      'Install Node >= 22.19, or run `npm ci` without --omit=optional.\n',
  );
  return process.exit(3);
}

if (process.argv[1] === import.meta.filename) {
  const child = spawn(findNode(), process.argv.slice(2), { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal ? 128 : (code ?? 1)));
}
