import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { isSurelyIrrelevant } from '../../src/config/relevance.ts';
import { loadChange } from '../../src/jobs/load-change.ts';
import { memoryRepository } from '../support/memory-gate.ts';

type Files = Readonly<Record<string, string>>;

const base: Files = {
  'steelyard.yaml': 'version: 1\nsuites: [suites/*]\nbaselines: ./stored/\nhosts: { 127.0.0.1: null }\n',
  'suites/support/suite.yaml':
    "targets: [openai, command]\nwatch: ['src/**/*.py', '*.cfg']\nmetrics:\n  - { name: ok, gate: true, margin: 0.1, scorer: { type: json-schema, file: ../../schemas/a.json } }\n",
  'suites/support/target.yaml':
    'type: openai\nbase-url: http://127.0.0.1:9/v1\nmodel: m\nmessages:\n  - { role: system, file: ../../prompts/system.md }\n  - { role: user, content: "{{q}}" }\ntools: tools.json\nfiles: [../../data/manual.txt]\n',
  'suites/listed/suite.yaml':
    'targets: [openai]\nmetrics:\n  - { name: ok, gate: true, margin: 0.1, scorer: { type: includes } }\n',
  'suites/listed/target.yaml':
    'type: openai\nbase-url: http://127.0.0.1:9/v1\nmodel: m\nprompt: ../../prompts/messages.yaml\n',
  'suites/listed/cases.jsonl': '{"id":"a","input":{"q":"x"},"expected":"y"}\n',
  'prompts/messages.yaml': '- { role: system, file: ../../prompts/part.md }\n- { role: user, content: "{{q}}" }\n',
  'prompts/part.md': 'Only a list names this.\n',
  'suites/support/tools.json': '[]',
  'suites/support/cases.jsonl': '{"id":"a","input":{"q":"x"},"expected":"y"}\n',
  'schemas/a.json': '{}',
  'prompts/system.md': 'Answer.\n',
  'prompts/unused.md': 'Nobody reads this.\n',
  'data/manual.txt': 'The manual.\n',
  'src/app/answer.py': 'pass\n',
  'src/.hidden/answer.py': 'pass\n',
  'setup.cfg': '\n',
  'README.md': 'Read me.\n',
  'docs/suites/support/notes.md': 'Not the suite.\n',
};

async function isIrrelevant(head: Files): Promise<boolean> {
  const repository = memoryRepository(base, head);
  const { files } = await repository.change();
  return isSurelyIrrelevant(files, { base: await repository.base(), head: await repository.head() });
}

/** What the gate itself makes of the change. */
async function wouldRun(head: Files): Promise<boolean> {
  const loaded = await loadChange(memoryRepository(base, head));
  return loaded.suites.length + loaded.added.length + loaded.missing.length > 0;
}

const edited = (path: string): Files => ({ ...base, [path]: `${base[path] ?? ''}\n` });
const without = (path: string): Files => Object.fromEntries(Object.entries(base).filter(([key]) => key !== path));

describe('surely irrelevant', () => {
  test.for(['README.md', 'prompts/unused.md', 'docs/suites/support/notes.md'])('%s', async (path) => {
    expect(await isIrrelevant(edited(path))).toBe(true);
    expect(await wouldRun(edited(path))).toBe(false);
  });

  test('a change of nothing', async () => {
    expect(await isIrrelevant(base)).toBe(true);
  });
});

describe('not surely irrelevant', () => {
  test.for([
    'steelyard.yaml',
    'suites/support/suite.yaml',
    'suites/support/target.yaml',
    'suites/support/tools.json',
    'suites/support/cases.jsonl',
    'prompts/system.md',
    'prompts/messages.yaml',
    'prompts/part.md',
    'data/manual.txt',
    'src/app/answer.py',
    'src/.hidden/answer.py',
    'setup.cfg',
  ])('%s, as the gate says too', async (path) => {
    expect(await isIrrelevant(edited(path))).toBe(false);
    expect(await wouldRun(edited(path))).toBe(true);
  });

  test('a new suite, a removed target, a stored baseline, a policy that is not there', async () => {
    expect(await isIrrelevant({ ...base, 'suites/new/suite.yaml': 'metrics: []\n' })).toBe(false);
    expect(await isIrrelevant(without('suites/support/target.yaml'))).toBe(false);
    expect(await isIrrelevant({ ...base, 'stored/support/baseline.json': '{}' })).toBe(false);
    const repository = memoryRepository(without('steelyard.yaml'), edited('README.md'));
    const { files } = await repository.change();
    const trees = { base: await repository.base(), head: await repository.head() };
    expect(await isSurelyIrrelevant(files, trees)).toBe(false);
  });

  test('whatever the gate would run for', async () => {
    const paths = fc.uniqueArray(fc.constantFrom(...Object.keys(base)), { minLength: 1, maxLength: 4 });
    const missed = fc.asyncProperty(paths, async (chosen) => {
      const head = chosen.reduce<Files>((files, path) => ({ ...files, [path]: `${base[path] ?? ''}\n` }), base);
      return !((await wouldRun(head)) && (await isIrrelevant(head)));
    });
    expect((await fc.check(missed, { numRuns: 60 })).failed).toBe(false);
  });
});
