// Builds dist/ from src/: tsc strips the types into build/, ncc bundles build/ into dist/. Byte-identical for the same
// sources wherever it runs; tools/check-dist.ts relies on that.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { transformSync } from 'esbuild';

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
  '--no-source-map-register',
  '--license',
  'licenses.txt',
]);
minifyChunks();
shareLicences();
mkdirSync(join(output, 'cli'), { recursive: true });
writeFileSync(
  join(output, 'cli', 'index.js'),
  "#!/usr/bin/env node\nglobalThis[Symbol.for('steelyard.cli')] = true;\nawait import('../index.js');\n",
);
writeFileSync(join(output, 'package.json'), '{ "type": "module" }\n');

/** ncc leaves chunks as they are; less to read is a faster cold start. Names stay, so that a stack trace in a bug report can be read. */
function minifyChunks(): void {
  for (const name of readdirSync(output).filter((file) => file.endsWith('.js'))) {
    const path = join(output, name);
    const { code } = transformSync(readFileSync(path, 'utf8'), {
      format: 'esm',
      target: 'node22',
      minifyWhitespace: true,
      minifySyntax: true,
      legalComments: 'none',
    });
    writeFileSync(path, code);
  }
}

/** One copy of each licence text, with the packages it covers above it: hundreds of packages share a few texts. */
function shareLicences(): void {
  const path = join(output, 'licenses.txt');
  const packages = new Map<string, string[]>();
  for (const entry of readFileSync(path, 'utf8').split(/\n\n(?=(?:@[\w.-]+\/)?[\w.-]+\n[\w .()-]+\n)/)) {
    const [name = '', licence = '', ...text] = entry.split('\n');
    const body = [licence, ...text].join('\n').trim();
    packages.set(body, [...(packages.get(body) ?? []), name]);
  }
  const shared = [...packages].map(([body, names]) => `${names.sort().join('\n')}\n${body}\n`);
  writeFileSync(path, shared.join('\n----------\n\n'));
}

function run(script: string, args: readonly string[]): void {
  execFileSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_ENV: '' },
  });
}
