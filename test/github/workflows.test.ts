import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';

import { actionlint, languageService } from './lint-actions.ts';
import { brokenRules, workflowRules, type WorkflowRule } from './workflow-rules.ts';

const root = resolve(import.meta.dirname, '../..');
const action = read('action.yml');
const workflows = ['.github/workflows', 'examples/workflows'].flatMap((folder) =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder))
        .filter((name) => /\.ya?ml$/.test(name))
        .map((name) => `${folder}/${name}`)
    : [],
);

describe('every workflow', () => {
  test('there are some: our own and those for copying', () => {
    expect(workflows).toEqual(
      expect.arrayContaining([
        '.github/workflows/ci.yml',
        '.github/workflows/release.yml',
        expect.stringMatching(/^examples\/workflows\//),
      ]),
    );
  });

  test.each(workflows)('%s: actionlint finds nothing', async (path) => {
    expect(await actionlint(read(path))).toEqual([]);
  });

  test.each(workflows)("%s: GitHub's language service finds nothing", async (path) => {
    expect(await languageService(path, read(path), action)).toEqual([]);
  });

  test.each(workflows)('%s: our own rules hold', (path) => {
    expect(brokenRules(read(path))).toEqual([]);
  });

  test('an action is pinned to one commit wherever it is used', () => {
    const commits = new Map<string, Set<string>>();
    for (const [, name = '', commit = ''] of workflows
      .map(read)
      .join('\n')
      .matchAll(/uses: ([\w./-]+)@(\w+)/g)) {
      commits.set(name, (commits.get(name) ?? new Set()).add(commit));
    }
    expect([...commits].filter(([, pins]) => pins.size > 1)).toEqual([]);
  });
});

describe('each check catches what is planted', () => {
  const sound = [
    'on: pull_request',
    'permissions:',
    '  contents: read',
    'jobs:',
    '  gate:',
    '    runs-on: ubuntu-latest',
    '    timeout-minutes: 5',
    '    steps:',
    `      - uses: actions/checkout@${'a'.repeat(40)} # v7.0.1`,
    '        with:',
    '          persist-credentials: false',
    `      - uses: someone/steelyard@${'b'.repeat(40)} # v1.2.3`,
    '        with:',
    '          comment: always',
    '      - run: echo "$TITLE"',
    '        env:',
    '          TITLE: ${{ github.event.pull_request.title }}',
    '',
  ].join('\n');

  test('the sound workflow has none of it', async () => {
    expect(brokenRules(sound)).toEqual([]);
    expect(await actionlint(sound)).toEqual([]);
    expect(await languageService('sound.yml', sound, action)).toEqual([]);
  });

  const planted: readonly (readonly [WorkflowRule, string, string, string])[] = [
    ['pinned', 'a tag', `checkout@${'a'.repeat(40)}`, 'checkout@v7'],
    ['pinned', 'a short SHA', 'a'.repeat(40), 'a'.repeat(7)],
    ['pinned', 'a SHA without its version', ' # v7.0.1', ''],
    [
      'pinned',
      'a reusable workflow of a branch',
      '    steps:',
      '    uses: someone/tools/.github/x.yml@main\n    steps:',
    ],
    ['permissions', 'none at the top', 'permissions:\n  contents: read\n', ''],
    ['permissions', 'every permission', 'permissions:\n  contents: read\n', 'permissions: write-all\n'],
    ['trigger', 'as a text', 'on: pull_request', 'on: pull_request_target'],
    ['trigger', 'in a list', 'on: pull_request', 'on: [push, pull_request_target]'],
    ['trigger', 'in a mapping', 'on: pull_request', 'on:\n  workflow_run:\n    workflows: [CI]'],
    ['models', 'at the top', '  contents: read', '  contents: read\n  models: read'],
    ['models', 'of a job', '    timeout-minutes: 5', '    timeout-minutes: 5\n    permissions: { models: read }'],
    ['script', 'a title', '"$TITLE"', '"${{ github.event.pull_request.title }}"'],
    ['script', 'a branch', '"$TITLE"', '"${{ github.head_ref }}"'],
    ['script', 'in JavaScript', 'comment: always', 'script: run("${{ github.event.comment.body }}")'],
    ['credentials', 'by default', 'persist-credentials: false', 'fetch-depth: 2'],
    ['credentials', 'on purpose', 'persist-credentials: false', 'persist-credentials: true'],
    ['timeout', 'six hours by default', '    timeout-minutes: 5\n', ''],
  ];

  test.each(planted)('our rule %s: %s', (rule, _, from, to) => {
    expect(sound).toContain(from);
    expect(brokenRules(sound.replace(from, () => to)).map((found) => found.rule)).toEqual([rule]);
  });

  test('every rule of ours is shown to catch something', () => {
    expect(new Set(planted.map(([rule]) => rule))).toEqual(new Set(Object.keys(workflowRules)));
  });

  test('a job that pushes may keep its credentials', () => {
    const pushing = sound.replace('persist-credentials: false', 'fetch-depth: 0').replace('echo "$TITLE"', 'git push');
    expect(brokenRules(pushing)).toEqual([]);
  });

  test.each([
    ['an unknown property', 'timeout-minutes', 'timeout-seconds', /timeout-seconds/],
    ['an unknown context', 'github.event.pull_request.title', 'githup.actor', /undefined variable "githup"/],
    ['a runner that does not exist', 'ubuntu-latest', 'ubuntu-12.04', /label "ubuntu-12.04" is unknown/],
    ['text from outside in a script', '"$TITLE"', '"${{ github.event.pull_request.title }}"', /potentially untrusted/],
  ])('actionlint: %s', async (_, from, to, message) => {
    expect((await actionlint(sound.replace(from, () => to))).join('\n')).toMatch(message);
  });

  test.each([
    ['an unknown property', 'timeout-minutes', 'timeout-seconds', /Unexpected value 'timeout-seconds'/],
    ['an event that does not exist', 'on: pull_request', 'on: pull_requests', /Unexpected value 'pull_requests'/],
    ['a permission that does not exist', 'contents: read', 'content: read', /Unexpected value 'content'/],
    ['an input that the action does not have', 'comment: always', 'coment: always', /Invalid action input 'coment'/],
  ])("GitHub's language service: %s", async (_, from, to, message) => {
    expect(
      (
        await languageService(
          'planted.yml',
          sound.replace(from, () => to),
          action,
        )
      ).join('\n'),
    ).toMatch(message);
  });
});

describe('action.yml', () => {
  const described = z.looseObject({ description: z.string(), default: z.string().optional() });
  const metadata = z
    .looseObject({
      inputs: z.record(z.string(), described),
      outputs: z.record(z.string(), described),
      runs: z.looseObject({ using: z.string(), main: z.string() }),
    })
    .parse(parse(action));

  test("GitHub's language service finds nothing", async () => {
    expect(await languageService('action.yml', action, action)).toEqual([]);
  });

  test.each([
    ['an icon that GitHub does not have', 'icon: sliders', 'icon: steelyard', /Unexpected value 'steelyard'/],
    ['a colour that GitHub does not have', 'color: gray-dark', 'color: pink', /Unexpected value 'pink'/],
    ['a runtime that does not exist', 'using: node24', 'using: node23', /Unexpected value 'node23'/],
    ['a key that does not exist', 'main: dist', 'mian: dist', /Unexpected value 'mian'/],
  ])('%s is caught', async (_, from, to, message) => {
    expect(action).toContain(from);
    expect((await languageService('action.yml', action.replace(from, to), action)).join('\n')).toMatch(message);
  });

  test('it runs on node24, from the built program', () => {
    expect(metadata.runs.using).toBe('node24');
    expect(existsSync(join(root, metadata.runs.main))).toBe(true);
  });

  test('every input and output is described in whole sentences', () => {
    const all = Object.entries({ ...metadata.inputs, ...metadata.outputs });
    expect(
      all.filter(([, { description }]) => !/^[A-Z'`0-9].{15,}\.$/.test(description)).map(([name]) => name),
    ).toEqual([]);
  });

  test('it needs no input: the example works as it stands', () => {
    const required = Object.entries(metadata.inputs).filter(([, input]) => input['required'] === true);
    expect(required).toEqual([]);
  });
});

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
