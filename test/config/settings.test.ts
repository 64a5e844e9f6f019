import { expect, test } from 'vitest';
import { readSettings } from '../../src/config/settings.ts';
import { mistakes } from './support.ts';

test('fills in every default', () => {
  expect(readSettings('version: 1')).toEqual({
    suites: ['suites/*'],
    baselines: 'baselines',
    alpha: { pass: 0.05, fail: 0.05 },
    strict: false,
    stopping: 'looks',
    control: 'auto',
    maxAgeDays: 14,
    levels: {
      undecided: 'warn',
      unconfirmed: 'warn',
      'no-baseline': 'warn',
      'not-evaluated': 'fail',
      'too-many-errors': 'fail',
      'over-budget': 'fail',
      'too-many-attempts': 'fail',
      'target-missing': 'fail',
      'metric-missing': 'fail',
      'no-base-build': 'fail',
      incompatible: 'fail',
      cancelled: 'fail',
    },
    limits: {},
    concurrency: 8,
    timeoutSeconds: 60,
    prices: {},
    hosts: {},
    commandEnv: [],
    storeOutputs: 'first',
    showOutputs: 'excerpt',
  });
});

test('reads every setting', () => {
  const text = `
version: 1
suites: [suites/*, more/**]
baselines: ./stored/
alpha: { pass: 0.01 }
strict: true
control: always
max-age: 7
on-undecided: fail
on-not-evaluated: warn
limits: { max-calls: 100, max-cost: 2.5, max-minutes: 10 }
concurrency: 2
timeout: 5
prices: { small-1: { input: 0.1, output: 0.4, cached-input: 0.01 } }
hosts: { api.openai.com: OPENAI_API_KEY, "127.0.0.1:8080": null }
command-env: [HF_HOME]
store-outputs: none
show-outputs: none
seed-key: demo
`;
  expect(readSettings(text)).toMatchObject({
    suites: ['suites/*', 'more/**'],
    baselines: 'stored',
    alpha: { pass: 0.01, fail: 0.05 },
    levels: { undecided: 'fail', 'not-evaluated': 'warn', unconfirmed: 'warn' },
    limits: { maxCalls: 100, maxCost: 2.5, maxMinutes: 10 },
    prices: { 'small-1': { input: 0.1, output: 0.4, cachedInput: 0.01 } },
    hosts: { 'api.openai.com': 'OPENAI_API_KEY', '127.0.0.1:8080': null },
    commandEnv: ['HF_HOME'],
    seedKey: 'demo',
  });
});

test('reports everything wrong at once, each with the mend', async () => {
  const text = 'version: 2\nconcurency: 4\nalpha: { pass: 0.5, fial: 1 }\ncontrol: allways\nlimits: { max-calls: 0 }\n';
  const lines = await mistakes(() => readSettings(text));
  expect(lines.toSorted()).toEqual([
    'steelyard.yaml: alpha.fial: expected a known key, received `fial`; did you mean `fail`?',
    'steelyard.yaml: alpha.pass: expected a number at most 0.2, received 0.5',
    'steelyard.yaml: concurency: expected a known key, received `concurency`; did you mean `concurrency`?',
    'steelyard.yaml: control: expected one of `auto`, `always`, received "allways"; did you mean `always`?',
    'steelyard.yaml: limits.max-calls: expected a number above 0, received 0',
    'steelyard.yaml: version: expected 1, received 2',
  ]);
});

test.each([
  ['', /steelyard\.yaml: expected a mapping, received null/],
  ['suites: x', /version: expected 1, received nothing/],
  ['version: 1\nsuites: 3', /suites: expected a glob or a list of globs, .*received 3/],
  ['version: 1\nsuites: ["*a*a*a*a*a*ab"]', /suites\[0\]: expected .*at most 3 wildcards/],
  ['version: 1\nstopping: never', /stopping: .*looks.*fixed/],
  ['version: 1\non-cancelled: pass', /on-cancelled: expected a known key/],
  ['version: 1\non-undecided: ignore', /expected one of `pass`, `warn`, `fail`, received "ignore"/],
  ['version: 1\nhosts: { "https://api.openai.com/v1": KEY }', /a host, optionally with a port, without scheme or path/],
])('%j', async (text, message) => {
  expect((await mistakes(() => readSettings(text))).join('\n')).toMatch(message);
});

test('a key pasted where its variable belongs is not printed', async () => {
  const lines = await mistakes(() => readSettings('version: 1\nhosts: { api.openai.com: sk-secret-123 }'));
  expect(lines.join()).toMatch(/hosts\.api\.openai\.com: expected .*environment variable/);
  expect(lines.join()).not.toContain('sk-secret');
});
