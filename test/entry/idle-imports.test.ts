import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { expect, test } from 'vitest';

const source = resolve(import.meta.dirname, '../../src');

/** Packages and files that loading `entry` loads: static imports alone, types left out. */
function loadedBy(entry: string): { readonly packages: readonly string[]; readonly files: readonly string[] } {
  const packages = new Set<string>();
  const files = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    const text = readFileSync(file, 'utf8');
    for (const match of text.matchAll(/^(?:import|export)\s(?!type\b)([^;]*?)from\s+'([^']+)';/gm)) {
      const [, names = '', specifier = ''] = match;
      // A list in which every name is a type is erased as a whole.
      const list = /\{([^}]*)\}/.exec(names)?.[1];
      const isErased = list !== undefined && list.split(',').every((name) => /^\s*(?:type\s|$)/.test(name));
      if (isErased && !/^\s*\w/.test(names)) continue;
      if (specifier.startsWith('.')) visit(resolve(dirname(file), specifier));
      else if (!specifier.startsWith('node:')) packages.add(specifier);
    }
  };
  visit(join(source, entry));
  const inSource = [...files].map((file) => relative(source, file).split(sep).join('/'));
  return { packages: [...packages].sort(), files: inSource.sort() };
}

test('a run that has nothing to do loads neither octokit, openai, zod nor undici of its own', () => {
  const loaded = ['entry/main.ts', 'entry/action/run-action.ts', 'entry/action/workflow-step.ts'].map(loadedBy);
  expect([...new Set(loaded.flatMap(({ packages }) => packages))].sort()).toEqual([
    '@actions/core',
    'picomatch',
    'yaml',
  ]);
});

test('the whole gate does load them: the test sees what it looks for', () => {
  const { packages, files } = loadedBy('entry/action/gate-change.ts');
  expect(packages).toContain('zod');
  expect(files).toContain('jobs/gate.ts');
  expect(loadedBy('github/writer.ts').packages).toContain('@octokit/plugin-retry');
});
