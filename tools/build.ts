// Builds dist/ from src/: tsc strips the types into build/, ncc bundles build/ into dist/. Byte-identical for the same
// sources wherever it runs; tools/check-dist.ts relies on that.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const output = resolve(process.argv[2] ?? join(root, 'dist'));

rmSync(join(root, 'build'), { recursive: true, force: true });
run('typescript/bin/tsc', ['-p', 'tsconfig.build.json']);
rmSync(output, { recursive: true, force: true });
run('@vercel/ncc/dist/ncc/cli.js', [
  'build',
  'build/entry/main.js',
  '-o',
  output,
  '--minify',
  '--no-source-map-register',
  '--license',
  'licenses.txt',
]);
mkdirSync(join(output, 'cli'), { recursive: true });
writeFileSync(
  join(output, 'cli', 'index.js'),
  "#!/usr/bin/env node\nglobalThis[Symbol.for('steelyard.cli')] = true;\nawait import('../index.js');\n",
);
writeFileSync(join(output, 'package.json'), '{ "type": "module" }\n');

function run(script: string, args: readonly string[]): void {
  execFileSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_ENV: '' },
  });
}
