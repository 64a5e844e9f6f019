import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, test } from 'vitest';

/** ARCHITECTURE.md, "Who may import whom": arrows point down only. */
const core = ['domain', 'text'];
const allowed: Record<string, readonly string[]> = {
  domain: [],
  stats: [],
  text: ['domain'],
  design: ['domain', 'stats', 'text'],
  analysis: ['domain', 'stats'],
  policy: core,
  importers: core,
  scorers: core,
  targets: core,
  baselines: core,
  attempts: core,
  repository: core,
  github: [...core, 'attempts'],
  reporters: core,
  config: [...core, 'scorers', 'targets'],
  runner: [...core, 'scorers', 'targets'],
  jobs: [
    ...core,
    'stats',
    'design',
    'analysis',
    'policy',
    'importers',
    'scorers',
    'targets',
    'baselines',
    'config',
    'runner',
  ],
  entry: ['*'],
};

/** The functional core: no node modules, network, clock, environment or ambient randomness. */
const pure = new Set(['domain', 'stats', 'text', 'design', 'analysis', 'policy']);

const source = resolve(import.meta.dirname, '../src');

describe('the house keeps its rooms', () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => path.split(sep).join('/'));

  test('every room is known', () => {
    const rooms = new Set(files.map(roomOf));
    expect([...rooms].filter((room) => !(room in allowed))).toEqual([]);
  });

  test('every file imports only from rooms below its own', () => {
    expect(files.flatMap((file) => violationsIn(file, readFileSync(join(source, file), 'utf8')))).toEqual([]);
  });

  test('the functional core touches no world', () => {
    const worldly = files
      .filter((file) => pure.has(roomOf(file)))
      .filter((file) => {
        const text = withoutComments(readFileSync(join(source, file), 'utf8'));
        return /Math\.random|Date\.now|new Date\(\)|process\.|globalThis\.|\bfetch\(|performance\./.test(text);
      });
    expect(worldly).toEqual([]);
  });

  test('a planted upward import is found', () => {
    expect(violationsIn('stats/planted.ts', "import type { Suite } from '../domain/suite.ts';\n")).toEqual([
      'stats/planted.ts imports ../domain/suite.ts',
    ]);
    expect(violationsIn('runner/planted.ts', "const gate = await import('../jobs/gate.ts');\n")).toHaveLength(1);
    expect(violationsIn('policy/planted.ts', "import { readFileSync } from 'node:fs';\n")).toHaveLength(1);
  });
});

function violationsIn(file: string, text: string): string[] {
  const room = roomOf(file);
  const may = allowed[room] ?? [];
  return importsIn(text)
    .filter((specifier) => {
      if (specifier.startsWith('node:')) return pure.has(room);
      if (!specifier.startsWith('.')) return false;
      const target = roomOf(
        relative(source, resolve(source, dirname(file), specifier))
          .split(sep)
          .join('/'),
      );
      return target !== room && !may.includes(target) && !may.includes('*');
    })
    .map((specifier) => `${file} imports ${specifier}`);
}

/** Static, dynamic, re-exporting and type-only imports alike: a type drawn from above is a dependency too. */
function importsIn(text: string): string[] {
  const code = withoutComments(text);
  const forms = [
    /\bfrom\s+['"]([^'"]+)['"]/g,
    /\bimport\s*\(\s*['"]([^'"]+)['"]/g,
    /^\s*import\s+['"]([^'"]+)['"]/gm,
    /\brequire\s*\(\s*['"]([^'"]+)['"]/g,
  ];
  return forms.flatMap((form) => [...code.matchAll(form)].map((match) => match[1] ?? ''));
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/[^\n]*/g, '$1');
}

function roomOf(file: string): string {
  return file.split('/')[0] ?? '';
}
