import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { describeIssue } from '../../src/domain/usage-error.ts';
import { readInputs } from '../../src/entry/action/inputs.ts';
import { readSettings } from '../../src/config/settings.ts';
import { tighten } from '../../src/policy/tighten.ts';

const action = parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8')) as {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
};

function read(given: Readonly<Record<string, string>> = {}) {
  const asked = new Set<string>();
  const { inputs, issues } = readInputs((name) => {
    asked.add(name);
    return given[name] ?? '';
  });
  return { inputs, issues, asked };
}

function refusal(given: Readonly<Record<string, string>>): string {
  return read(given).issues.map(describeIssue).join('\n');
}

describe('inputs', () => {
  test('are those of action.yml, each and no other', () => {
    expect([...read().asked].sort()).toEqual(Object.keys(action.inputs).sort());
  });

  test('left out are what action.yml says', () => {
    const defaults = Object.entries(action.inputs).map(([name, { default: value }]) => [name, value ?? ''] as const);
    expect(read(Object.fromEntries(defaults)).inputs).toEqual({ ...read().inputs, token: '${{ github.token }}' });
  });

  test('that are wrong are all named, with the mend', () => {
    const message = refusal({
      mode: 'refrsh',
      trials: 'many',
      comment: 'allways',
      'check-run': 'yes',
      'max-calls': '1.5',
      'comment-key': 'No Spaces',
      output: '../elsewhere',
    });
    expect(message.split('\n')).toEqual([
      'with: mode: expected gate or refresh or release, received "refrsh"; did you mean `refresh`?',
      'with: comment-key: expected lower-case letters, digits and hyphens, at most 40, received "No Spaces"',
      'with: output: expected a relative folder below the workspace, received "../elsewhere"',
      'with: max-calls: expected a whole number above 0, received "1.5"',
      'with: trials: expected a whole number above 0, received "many"',
      'with: comment: expected always or changes or on-failure or off, received "allways"; did you mean `always`?',
      'with: check-run: expected true or false, received "yes"',
    ]);
  });

  test('that are right hold beside one that is wrong', () => {
    const { inputs } = read({ 'comment-key': 'fr', comment: 'off', 'max-calls': 'ten' });
    expect(inputs).toMatchObject({ commentKey: 'fr', comment: 'off', limits: {} });
  });

  test('suites are named on a line or on several, each once', () => {
    expect(read({ suites: 'support  search\nsupport,\n fr\n' }).inputs.suites).toEqual(['support', 'search', 'fr']);
    expect(read().inputs).toMatchObject({ mode: 'gate', suites: [], trials: 3 });
  });

  test.for(['/tmp/x', 'a/../../b', String.raw`C:\x`, '.git', 'a/.git/b'])('no results go to %s', (output) => {
    expect(refusal({ output })).toContain('a relative folder below the workspace');
  });
});

test('a folder for results is written one way', () => {
  expect(['./out', 'out/', String.raw`out\x`, 'a/./b'].map((output) => read({ output }).inputs.output)).toEqual([
    'out',
    'out',
    'out/x',
    'a/b',
  ]);
});

describe('a working directory', () => {
  const of = (folder: string) => read({ 'working-directory': folder }).inputs;

  test.for([
    ['.', ''],
    ['', ''],
    ['./', ''],
    ['packages/chat', 'packages/chat'],
    ['./packages//chat/', 'packages/chat'],
    [String.raw`packages\chat`, 'packages/chat'],
    ['packages/x/../chat', 'packages/chat'],
  ] as const)('%s is %s', ([written, folder]) => {
    expect(of(written).workingDirectory).toBe(folder);
  });

  test.for(['..', '../x', 'a/../../b', '/tmp', '/', String.raw`C:\x`, '.git', 'a/.GIT/b', 'a\nb'])(
    '%j is refused',
    (folder) => {
      expect(refusal({ 'working-directory': folder })).toContain(
        'with: working-directory: expected a folder of the repository, as a relative path with `/`',
      );
      expect(of(folder).workingDirectory).toBe('');
    },
  );

  test('results go below it', () => {
    expect(of('packages/chat').output).toBe('packages/chat/.steelyard');
    expect(read({ 'working-directory': 'packages/chat', output: 'out' }).inputs.output).toBe('packages/chat/out');
    expect(refusal({ 'working-directory': 'packages/chat', output: '../../out' })).toContain('with: output');
  });

  test('has a comment and attempts of its own, unless a key is given', () => {
    const keys = [
      '.',
      'packages/chat',
      'packages/chat-bot',
      'packages/chat/bot',
      'packages/Chat',
      'packages/é',
      'packages/ü',
      `deep/${'a'.repeat(60)}`,
      `deep/${'a'.repeat(61)}`,
    ].map((folder) => of(folder).commentKey);
    expect(keys.slice(0, 2)).toEqual(['steelyard', 'steelyard-packages-chat']);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toMatch(/^[a-z0-9][a-z0-9-]{0,39}$/);
    expect(read({ 'working-directory': 'packages/chat', 'comment-key': 'mine' }).inputs.commentKey).toBe('mine');
  });
});

describe('tightening', () => {
  const strictPolicy = readSettings('version: 1\nstrict: true\ncontrol: always\non-undecided: fail\n');

  test('makes every inconclusive verdict fail, and the control live', () => {
    const policy = readSettings('version: 1\non-undecided: pass\n');
    const wishes = read({ control: 'always', 'fail-on-inconclusive': 'true' }).inputs.tightening;
    const settings = tighten(policy, wishes);
    expect(settings).toMatchObject({ control: 'always' });
    expect(new Set(Object.values(settings.levels))).toEqual(new Set(['fail']));
  });

  test('a limit of the workflow’s own that ends the run is never a warning', () => {
    const policy = readSettings('version: 1\non-over-budget: warn\non-undecided: warn\n');
    const settings = tighten(policy, read({ 'max-minutes': '0.005' }).inputs.tightening);
    expect(settings.levels).toMatchObject({ 'over-budget': 'fail', undecided: 'warn' });
  });

  test('never loosens: the other values leave a strict policy as it is', () => {
    const wishes = read({ control: 'auto', 'fail-on-inconclusive': 'false' }).inputs.tightening;
    expect(tighten(strictPolicy, wishes)).toEqual(strictPolicy);
  });
});
