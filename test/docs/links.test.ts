import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';

import { runCli } from '../../src/entry/cli.ts';
import { pages, root, textOf } from './pages.ts';

const all = pages();

describe('links and paths', () => {
  test('relative links lead to a file, and to a heading of it', () => {
    const broken = all.flatMap((page) =>
      page.nodes.flatMap((node) => {
        if (node.type !== 'link' && node.type !== 'image' && node.type !== 'definition') return [];
        if (/^[a-z]+:/.test(node.url)) return [];
        const [file = '', anchor] = decodeURI(node.url).split('#');
        const path = file === '' ? page.path : posix.join(posix.dirname(page.path), file);
        if (!existsSync(join(root, path))) return [`${page.path}: ${node.url}`];
        const target = all.find((one) => one.path === path);
        const found = anchor === undefined || target === undefined || target.anchors.has(anchor);
        return found ? [] : [`${page.path}: ${node.url} (no such heading)`];
      }),
    );
    expect(broken).toEqual([]);
  });

  test('paths of this repository that the text names exist', () => {
    const ours = /^(?:src|test|tools|docs|demo|bench|schema|examples|dist|\.ci)\/[\w./-]*$/;
    const missing = all.flatMap((page) =>
      page.nodes.flatMap((node) => {
        if (node.type !== 'inlineCode' || !ours.test(node.value)) return [];
        return existsSync(join(root, node.value)) ? [] : [`${page.path}: ${node.value}`];
      }),
    );
    expect(missing).toEqual([]);
  });
});

describe('commands', () => {
  const options = new Map<string, ReadonlySet<string>>();

  beforeAll(async () => {
    const commands = commandsIn(await help());
    for (const command of commands) options.set(command, optionsIn(await help(command)));
  });

  test('commands and options that the pages show exist', () => {
    expect([...options.keys()]).toContain('gate');
    const wrong = all.flatMap(({ path, nodes }) =>
      nodes.flatMap((node) => {
        if (node.type !== 'inlineCode' && node.type !== 'code') return [];
        return node.value.split('\n').flatMap((line) => wrongIn(line).map((what) => `${path}: ${what} in ${line}`));
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('docs/cli.md has every command with every option, and no other', () => {
    const page = all.find(({ path }) => path === 'docs/cli.md');
    const sections = new Map<string, Set<string>>();
    let current: Set<string> | undefined;
    for (const node of page?.nodes ?? []) {
      if (node.type === 'heading' && node.depth === 2) {
        const command = /^steelyard (\w+)/.exec(textOf(node))?.[1];
        current = command === undefined ? undefined : new Set();
        if (command !== undefined && current !== undefined) sections.set(command, current);
      }
      // An option in the first cell of a row or in a sentence; those of a command line are the test above's.
      if (node.type === 'inlineCode' && node.value.startsWith('--'))
        current?.add(/^--[a-z-]+/.exec(node.value)?.[0] ?? '');
    }
    expect(Object.fromEntries([...sections].map(([name, said]) => [name, [...said].sort()]))).toEqual(
      Object.fromEntries([...options].map(([name, known]) => [name, [...known].sort()])),
    );
  });

  test('npm scripts that the pages name exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
    const missing = all.flatMap(({ path, nodes }) =>
      nodes.flatMap((node) => {
        if (node.type !== 'inlineCode' && node.type !== 'code') return [];
        const named = [...node.value.matchAll(/\bnpm run ([\w:-]+)/g)].map((match) => match[1] ?? '');
        return named.filter((name) => !Object.hasOwn(scripts, name)).map((name) => `${path}: npm run ${name}`);
      }),
    );
    expect(missing).toEqual([]);
  });

  /** What a line that calls the program gets wrong. */
  function wrongIn(line: string): string[] {
    const [, command, rest = ''] = /^(?:\$ )?(?:steelyard|\S*node \S+dist\/cli\/index\.js) (\w+)(.*)$/.exec(line) ?? [];
    if (command === undefined) return [];
    const known = options.get(command);
    if (known === undefined) return [`no command \`${command}\``];
    const used = [...rest.replaceAll(/'[^']*'|"[^"]*"/g, '').matchAll(/(?<=\s)--[a-z-]+/g)].map((match) => match[0]);
    return used.filter((option) => !known.has(option)).map((option) => `no option ${option}`);
  }
});

async function help(...command: readonly string[]): Promise<string> {
  let text = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  try {
    expect(await runCli([...command, '--help'])).toBe(0);
  } finally {
    write.mockRestore();
  }
  return text;
}

function commandsIn(text: string): readonly string[] {
  const [, list = ''] = text.split(/^Commands:$/m);
  return [...list.matchAll(/^ {2}(\w+)/gm)].map((match) => match[1] ?? '').filter((name) => name !== 'help');
}

function optionsIn(text: string): ReadonlySet<string> {
  const own = text.split(/^Global Options:$/m)[0] ?? '';
  const names = [...own.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map((match) => match[1] ?? '');
  return new Set(names.filter((name) => name !== '--help'));
}
