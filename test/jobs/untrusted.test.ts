import { describe, expect, test } from 'vitest';

import type { Untrusted } from '../../src/jobs/gate-ports.ts';
import { gate } from '../../src/jobs/gate.ts';
import {
  answerOf,
  BROKEN,
  casesPath,
  gatedSuite,
  policyPath,
  promptPath,
  suitePath,
  targetPath,
} from '../support/gated-suite.ts';
import { type Files, memoryGate, plainRequest } from '../support/memory-gate.ts';

const keyed: Files = {
  ...gatedSuite('https://model.example/v1'),
  [policyPath]: 'version: 1\nhosts: { model.example: MODEL_KEY }\n',
};
const program: Files = {
  ...keyed,
  [suitePath]: (keyed[suitePath] ?? '').replace('targets: [openai]', 'targets: [command, openai]'),
};

const from = (origin: Untrusted['from'], ...variables: readonly string[]): Untrusted => ({
  from: origin,
  isSet: (name) => variables.includes(name),
});

async function judge(base: Files, head: Files, untrusted: Untrusted) {
  const { ports, targets } = memoryGate({ base, head, answer: answerOf });
  const report = await gate({ ...plainRequest, untrusted }, ports);
  return { report, calls: targets.asked.length };
}

const withPrompt = (files: Files): Files => ({ ...files, [promptPath]: BROKEN });

describe('a change from outside', () => {
  test.for(['fork', 'dependabot'] as const)('without secrets is not evaluated: %s', async (origin) => {
    const { report, calls } = await judge(keyed, withPrompt(keyed), from(origin));
    expect(calls).toBe(0);
    expect(report.verdict).toMatchObject({ outcome: 'inconclusive', reason: 'not-evaluated', level: 'fail' });
    expect(report.findings.find(({ ruleId }) => ruleId === 'not-evaluated')?.message).toContain('MODEL_KEY is not set');
  });

  test('with the secrets it was given on purpose is judged like any other', async () => {
    const { report, calls } = await judge(keyed, withPrompt(keyed), from('fork', 'MODEL_KEY'));
    expect(calls).toBeGreaterThan(0);
    expect(report.verdict.outcome).toBe('fail');
  });

  test('is not held up by a key that its suite does not use', async () => {
    const policy = 'version: 1\nhosts: { model.example: MODEL_KEY, other.example: OTHER_KEY }\n';
    const base = { ...keyed, [policyPath]: policy };
    const { report } = await judge(base, withPrompt(base), from('fork', 'MODEL_KEY'));
    expect(report.verdict.outcome).toBe('fail');
  });

  test('never runs a program, whatever it was given', async () => {
    const head = { ...withPrompt(program), [targetPath]: 'type: command\ncommand: [node, evil.mjs]\n' };
    const { report, calls } = await judge(program, head, from('fork', 'MODEL_KEY'));
    expect(calls).toBe(0);
    expect(report.verdict).toMatchObject({ reason: 'not-evaluated', level: 'fail' });
    expect(report.findings.find(({ ruleId }) => ruleId === 'not-evaluated')?.message).toContain('is a program');
  });

  test('brings new cases and new suites that run only after the merge', async () => {
    const added = Object.fromEntries(
      Object.entries(keyed)
        .filter(([path]) => path.startsWith('suites/'))
        .map(([path, text]) => [path.replace('support', 'new'), text.replace('name: support', 'name: new')]),
    );
    const head = {
      ...keyed,
      ...added,
      [casesPath]: `${keyed[casesPath] ?? ''}{"id":"more","input":{"question":"?"},"expected":"yes"}\n`,
    };
    const { report, calls } = await judge(keyed, head, from('fork', 'MODEL_KEY'));
    expect(report.advisory).toEqual([]);
    // The base's own sample in both arms, and nothing beside it.
    expect(calls).toBe(120);
  });

  test('that touches nothing relevant passes without a secret', async () => {
    const { report, calls } = await judge(keyed, { ...keyed, 'README.md': 'read me' }, from('fork'));
    expect(calls).toBe(0);
    expect(report.verdict.outcome).toBe('pass');
  });
});

describe('the base has to be built', () => {
  const command: Files = {
    ...keyed,
    [suitePath]: (keyed[suitePath] ?? '').replace('targets: [openai]', 'targets: [command]\nwatch: [src/**]'),
    [targetPath]: 'type: command\ncommand: [node, answer.mjs]\nsetup: [npm, ci]\n',
    'src/answer.mjs': 'one',
  };

  test('and its commit is not in the checkout: no-base-build, with the mend', async () => {
    const { ports, targets } = memoryGate({
      base: command,
      head: { ...command, 'src/answer.mjs': 'two' },
      answer: answerOf,
    });
    const repository = { ...ports.repository, canCheckOutBase: () => Promise.resolve(false) };
    const report = await gate(plainRequest, { ...ports, repository });
    expect(targets.asked).toEqual([]);
    expect(report.verdict).toMatchObject({ outcome: 'inconclusive', reason: 'no-base-build', level: 'fail' });
    expect(report.findings.find(({ ruleId }) => ruleId === 'no-base-build')?.message).toContain('fetch-depth: 2');
  });
});
