// Fails unless dist/ is exactly what src/ builds: compares the committed tree with a fresh build, file by file.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const committed = join(root, 'dist');
const fresh = mkdtempSync(join(tmpdir(), 'steelyard-dist-'));
try {
  execFileSync(process.execPath, [join(import.meta.dirname, 'build.ts'), fresh], { stdio: 'inherit' });
  const names = new Set([...filesIn(committed), ...filesIn(fresh)]);
  const stale = [...names].filter((name) => bytes(committed, name) !== bytes(fresh, name)).sort();
  if (stale.length > 0) {
    process.stderr.write(
      `dist/ is not what src/ builds; run \`npm run build\` and commit it:\n  ${stale.join('\n  ')}\n`,
    );
    process.exitCode = 1;
  } else {
    process.stdout.write(`dist/ is what src/ builds (${names.size} files)\n`);
  }
} finally {
  rmSync(fresh, { recursive: true, force: true });
}

function filesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1));
}

function bytes(directory: string, name: string): string | undefined {
  try {
    return readFileSync(join(directory, name)).toString('base64');
  } catch {
    return undefined;
  }
}
