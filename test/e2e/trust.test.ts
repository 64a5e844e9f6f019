import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import type { Report } from '../../src/domain/report.ts';
import { type GatedRepository, gatedRepository, type GateRun, onlyError } from '../support/gated-repository.ts';
import {
  answerOf,
  BROKEN,
  casesJsonl,
  casesPath,
  GOOD,
  policyPath,
  promptPath,
  REWORDED,
  suitePath,
  targetPath,
  targetYaml,
} from '../support/gated-suite.ts';
import { type ModelServer, startModelServer } from '../support/model-server.ts';
import { steelyard } from '../support/steelyard.ts';

// A second or two each; a machine that does much else besides may take ten times that.
vi.setConfig({ testTimeout: 120_000 });

/** Security.md on real git objects and the built program: a change cannot decide how it is judged. */
let server: ModelServer;
let repository: GatedRepository;
/** The verdict on the broken prompt alone. */
let honest: GateRun;
let suite: string;

beforeAll(async () => {
  server = await startModelServer((asked) => {
    if (asked.text.includes('lax') && asked.text.includes('<limit>')) return '{"answer":"no"}';
    if (!asked.text.includes('redirect')) return answerOf(asked);
    return (response) => response.writeHead(302, { location: 'https://elsewhere.example/v1/chat' }).end();
  });
  repository = await gatedRepository(server.url, { refreshed: true });
  suite = await repository.git('show', `main:${suitePath}`);
  await repository.write({ [promptPath]: BROKEN });
  honest = await repository.gate();
});

afterAll(async () => {
  await server.close();
  await repository.remove();
});

beforeEach(() => repository.reset());

async function gateOn(
  files: Readonly<Record<string, string | null>>,
  ...rest: Parameters<GatedRepository['gate']>
): Promise<GateRun & { readonly report: Report }> {
  await repository.write(files);
  const run = await repository.gate(...rest);
  if (run.report === undefined) throw new Error(`no report was written: ${run.stderr}`);
  return { ...run, report: run.report };
}

/** Runs the gate where it must not run at all: exit 3, one line of error, no report. */
async function refusedOn(
  files: Readonly<Record<string, string | null>>,
  ...rest: Parameters<GatedRepository['gate']>
): Promise<{ readonly line: string; readonly calls: number }> {
  const before = server.asked.length;
  await repository.write(files);
  const run = await repository.gate(...rest);
  expect(run).toMatchObject({ code: 3, stdout: '', report: undefined });
  return { line: onlyError(run), calls: server.asked.length - before };
}

const withAnotherMargin = () => suite.replaceAll('margin: 0.1', 'margin: 0.9');

describe('a change that breaks the prompt and edits the rules', () => {
  test('fails without any edit, confirmed on fresh runs', () => {
    expect(honest.code).toBe(1);
    expect(honest.report?.verdict).toMatchObject({ outcome: 'fail', level: 'fail' });
    expect(honest.report?.policyDiff).toEqual([]);
  });

  const attacks: readonly (readonly [
    name: string,
    edits: () => Record<string, string | null> | Promise<Record<string, string | null>>,
    path: string,
    edit: RegExp | undefined,
  ])[] = [
    ['margins', () => ({ [suitePath]: withAnotherMargin() }), suitePath, /correct\.margin: 0\.1 → 0\.9/],
    [
      'gate: false',
      () => ({ [suitePath]: suite.replaceAll('gate: true', 'gate: false') }),
      suitePath,
      /correct\.gate: true → false/,
    ],
    [
      'a metric taken out',
      () => ({ [suitePath]: suite.replace(/.*correct.*\n/, '') }),
      suitePath,
      /metrics\.correct: .* → \(none\)/,
    ],
    [
      'expectations',
      () => ({ [casesPath]: casesJsonl((one, i) => ({ ...one, expected: i % 2 === 1 ? 'no' : 'yes' })) }),
      casesPath,
      /30 cases edited: case-01, case-03/,
    ],
    [
      'cases that fail taken out',
      () => ({ [casesPath]: casesJsonl((one, i) => (i % 2 === 1 ? undefined : one)) }),
      casesPath,
      /30 cases removed/,
    ],
    [
      'what its cases ask',
      () => ({ [casesPath]: casesJsonl((one) => ({ ...one, input: { question: '[case-00] is it so?' } })) }),
      casesPath,
      /59 cases edited/,
    ],
    [
      'the scorer and its options',
      () => ({ [suitePath]: suite.replace('type: exact-match, field: answer', 'type: json-schema, schema: {}') }),
      suitePath,
      /correct\.scorer\.type: "exact-match" → "json-schema"/,
    ],
    [
      'the file of a scorer',
      () => ({ 'schemas/answer.json': '{}\n' }),
      'schemas/answer.json',
      /const: "yes" → \(none\)|properties/,
    ],
    [
      'the stored baseline, scored lower',
      async () => {
        const stored = await repository.git('show', 'main:baselines/support/cases.jsonl');
        return { 'baselines/support/cases.jsonl': stored.replaceAll(',1,1]', ',0,0]') };
      },
      'baselines/support/cases.jsonl',
      /60 cases edited/,
    ],
    [
      'the stored baseline, taken out',
      () => ({
        'baselines/support/baseline.json': null,
        'baselines/support/cases.jsonl': null,
        'baselines/support/outputs.jsonl': null,
      }),
      'baselines/support/baseline.json',
      undefined,
    ],
    [
      'error rates and levels of the policy',
      () => ({
        [policyPath]:
          'version: 1\nhosts: { 127.0.0.1: null }\nalpha: { pass: 0.2, fail: 0.00001 }\non-undecided: pass\non-unconfirmed: pass\non-too-many-errors: pass\n',
      }),
      policyPath,
      /alpha.* → /,
    ],
    [
      'limits, hosts and the folder of suites',
      () => ({
        [policyPath]:
          'version: 1\nhosts: { 127.0.0.1: null, elsewhere.example: SECRET }\nlimits: { max-calls: 1 }\nseed-key: lucky\n',
      }),
      policyPath,
      /limits.* → /,
    ],
    ['the whole policy, taken out', () => ({ [policyPath]: null }), policyPath, undefined],
    [
      'the types of targets and the size of the sample',
      () => ({ [suitePath]: suite.replace('[openai]', '[openai, replay]\nsampling: { cases: 3 }') }),
      suitePath,
      /targets: \["openai"\] → \["openai","replay"\]/,
    ],
    [
      'everything at once',
      () => ({
        [suitePath]: withAnotherMargin().replaceAll('gate: true', 'gate: false'),
        [casesPath]: casesJsonl((one) => ({ ...one, expected: 'no' })),
        'schemas/answer.json': '{}\n',
        'baselines/support/outputs.jsonl': null,
        [policyPath]: 'version: 1\nhosts: { 127.0.0.1: null }\non-undecided: pass\n',
      }),
      policyPath,
      undefined,
    ],
  ];

  test.each(attacks)('%s: the verdict stays, the edit is shown', async (_, edits, path, edit) => {
    const { code, report, comment } = await gateOn({ [promptPath]: BROKEN, ...(await edits()) });
    expect(code).toBe(1);
    // Not only red again: the same cases, numbers and decisions as without the edit.
    expect(report.verdict.perMetric).toEqual(honest.report?.verdict.perMetric);
    expect(report.comparisons).toEqual(honest.report?.comparisons);
    const shown = report.policyDiff.find((one) => one.path === path);
    expect(shown).toBeDefined();
    expect(shown?.edits.join('\n')).toMatch(edit ?? '');
    expect(report.findings.map(({ ruleId }) => ruleId)).toContain('policy-changed');
    expect(comment).toContain('### Changes to the rules');
    expect(comment).toContain(`\`${path}\``);
  });
});

describe('what the change does to the product', () => {
  test('a renamed prompt file is a change under test', async () => {
    const target = targetYaml(server.url).replace('prompt.md', 'prompts/system.md');
    const moved = { [promptPath]: null, [targetPath]: target };
    const harmless = await gateOn({ ...moved, 'suites/support/prompts/system.md': GOOD });
    expect(harmless.report.verdict.outcome).toBe('pass');
    expect(harmless.report.changes[0]?.diffs).toContainEqual(
      expect.objectContaining({ previousPath: promptPath, path: 'suites/support/prompts/system.md', hunks: [] }),
    );
    await repository.reset();
    const broken = await gateOn({ ...moved, 'suites/support/prompts/system.md': BROKEN });
    expect(broken.report.verdict.outcome).toBe('fail');
  });

  test('a deleted case still runs, from the copy of the base', async () => {
    const { report } = await gateOn({
      [promptPath]: REWORDED,
      [casesPath]: casesJsonl((one, i) => (i < 10 ? undefined : one)),
    });
    expect(report.plan.suites[0]?.caseIds).toHaveLength(60);
    expect(report.plan.suites[0]?.caseIds).toContain('case-03');
    // Settled at the second of three looks.
    expect(report.comparisons[0]?.pairs).toBe(45);
    expect(report.verdict.outcome).toBe('pass');
  });

  test('a sentinel taken out of the cases fails the change that breaks it', async () => {
    const sentinel = '{"id":"limit","role":"sentinel","input":{"question":"<limit> refund it?"},"expected":"yes"}\n';
    await repository.git('checkout', '--quiet', '-B', 'has-sentinel');
    await repository.commit('a sentinel', { [casesPath]: casesJsonl() + sentinel });
    await repository.reset('has-sentinel');
    const edits = { [promptPath]: 'Answer in JSON. Be lax.\n', [casesPath]: casesJsonl() };
    const { code, report, comment } = await gateOn(edits, ['--base', 'has-sentinel']);
    expect(code).toBe(1);
    expect(report.verdict.perMetric.map(({ outcome }) => outcome)).toEqual(['pass', 'pass']);
    expect(report.roles?.[0]?.cases).toMatchObject([{ caseId: 'limit', outcome: 'broken' }]);
    expect(comment).toContain('role of limit: "sentinel" → (none)');
  });

  test('an added case runs beside the verdict', async () => {
    const added = '{"id":"fresh","input":{"question":"[case-01] broken?"},"expected":"yes"}\n';
    const { code, report } = await gateOn({ [promptPath]: REWORDED, [casesPath]: casesJsonl() + added });
    expect(code).toBe(0);
    expect(report.plan.suites[0]?.caseIds).not.toContain('fresh');
    expect(report.advisory).toContainEqual(
      expect.objectContaining({ suite: 'support', kind: 'changed-cases', metric: 'correct', cases: 1, estimate: 0 }),
    );
  });

  test('an edited expectation: the copy of the base decides, the new one is shown', async () => {
    const { code, report } = await gateOn({ [casesPath]: casesJsonl((one) => ({ ...one, expected: 'no' })) });
    expect(code).toBe(0);
    expect(report.verdict.outcome).toBe('pass');
    expect(report.advisory.find(({ metric }) => metric === 'correct')).toMatchObject({ estimate: 0 });
    expect(report.findings.map(({ ruleId }) => ruleId)).toContain('cases-changed');
  });

  test('a key only added to the input reaches the arm of the candidate alone', async () => {
    const before = server.asked.length;
    const { report } = await gateOn({
      [promptPath]: 'Answer in JSON. Hint: {{hint}} broken\n',
      [casesPath]: casesJsonl((one) => ({ ...one, input: { ...one.input, hint: 'HINTED' } })),
    });
    const asked = server.asked.slice(before);
    // The drop is confirmed, so the control ran live: on its own prompt, without the key.
    expect(report.verdict.outcome).toBe('fail');
    expect(asked.filter(({ text }) => text.includes('HINTED'))).toHaveLength(60);
    expect(asked.filter(({ text }) => !text.includes('HINTED'))).toHaveLength(30);
  });

  test('a case that the candidate cannot render scores as failure', async () => {
    const before = server.asked.length;
    const { code, report } = await gateOn({ [promptPath]: 'Answer in JSON. {{no-such-key}}\n' });
    expect(code).toBe(1);
    expect(report.verdict.outcome).toBe('fail');
    expect(report.screen?.tally).toContainEqual(expect.objectContaining({ arm: 'candidate', failedByProduct: 30 }));
    // The control alone, of the confirmation's first look.
    expect(server.asked.length - before).toBe(30);
  });

  test.each([
    ['target', { [targetPath]: null }],
    ['suite', { [targetPath]: null, [suitePath]: null, [casesPath]: null, [promptPath]: null }],
    ['name of the suite', { [suitePath]: 'renamed' }],
  ])('a removed %s is target-missing, and no call is made', async (_, files) => {
    const before = server.asked.length;
    const edits =
      suitePath in files && files[suitePath] === 'renamed'
        ? { [suitePath]: suite.replace('name: support', 'name: other') }
        : files;
    const { code, report, comment } = await gateOn(edits);
    expect(code).toBe(2);
    expect(report.verdict).toMatchObject({ outcome: 'inconclusive', reason: 'target-missing', level: 'fail' });
    expect(comment).toContain('removed');
    // A renamed suite runs as a new one, beside the verdict.
    expect(server.asked.length - before).toBe(report.advisory.length === 0 ? 0 : 50);
  });
});

describe('where the change may not go', () => {
  test('a type of target that the base does not allow', async () => {
    const { line, calls } = await refusedOn({
      [targetPath]: `type: http\nurl: ${server.url}\nbody: { q: '{{question}}' }\n`,
      [suitePath]: suite.replace('[openai]', '[openai, http]'),
    });
    expect(line).toMatch(
      /target\.yaml: type: expected a type that .*suite\.yaml of the base allows \(openai\), received "http"; /,
    );
    expect(calls).toBe(0);
  });

  test('a host that the base does not name gets no call and no key, whatever the change says', async () => {
    const elsewhere = server.url.replace('127.0.0.1', 'localhost');
    const { line, calls } = await refusedOn(
      {
        [targetPath]: targetYaml(elsewhere),
        [policyPath]: 'version: 1\nhosts: { 127.0.0.1: null, localhost: MODEL_ACCESS }\n',
      },
      [],
      { environment: { MODEL_ACCESS: 'a-value-to-steal' } },
    );
    expect(line).toMatch(/localhost:\d+ is not a host that the policy allows to be called; add `localhost:\d+: /);
    expect(calls).toBe(0);
  });

  test('a redirect to another host is not followed', async () => {
    const { line } = await refusedOn({ [promptPath]: 'redirect\n' });
    expect(line).toMatch(/redirects \(302\) to https:\/\/elsewhere\.example; it was not followed; /);
  });

  test('a symbolic link in place of the prompt', async () => {
    await repository.write({ [promptPath]: null });
    await repository.symlink(promptPath, '/etc/passwd');
    const { line } = await refusedOn({});
    expect(line).toMatch(
      /prompt\.md: expected a regular file or folder, received a symbolic link in head .*; commit the file/,
    );
  });

  test('a refresh does not write through a symbolic link in place of the baseline', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'steelyard-outside-'));
    await rm(join(repository.directory, 'baselines/support'), { recursive: true });
    await repository.symlink('baselines/support', outside);
    const before = server.asked.length;
    const { code, stderr } = await steelyard(['refresh', 'support'], { directory: repository.directory });
    expect(code).toBe(3);
    expect(stderr).toMatch(/baselines\/support: expected .*, received a symbolic link/);
    expect(server.asked.length).toBe(before);
    expect(await readdir(outside)).toEqual([]);
    await rm(outside, { recursive: true });
  });

  test('recorded answers never gate in CI', async () => {
    const allows = suite.replace('[openai]', '[openai, replay]');
    await repository.git('checkout', '--quiet', '-B', 'allows-replay');
    await repository.commit('allow replay', { [suitePath]: allows });
    await repository.reset('allows-replay');
    const recorded = casesJsonl((one) => ({ id: one.id, input: {}, expected: undefined }))
      .trim()
      .split('\n')
      .map((line) => JSON.stringify({ case: (JSON.parse(line) as { id: string }).id, output: '{"answer":"yes"}' }))
      .join('\n');
    const files = { [targetPath]: 'type: replay\nfile: answers.jsonl\n', 'suites/support/answers.jsonl': recorded };
    const base = ['--base', 'allows-replay'];
    const { line } = await refusedOn(files, base, { environment: { CI: 'true' } });
    expect(line).toMatch(/target\.yaml: type: expected a target that answers live .*, received "replay"; /);
    expect((await repository.gate(base)).code).toBe(0);
  });

  test('two suites with one name: neither can stand in for the other', async () => {
    const { line, calls } = await refusedOn({
      'suites/aaa/suite.yaml': suite,
      'suites/aaa/cases.jsonl': casesJsonl(),
      'suites/aaa/target.yaml': targetYaml(server.url),
      'suites/aaa/prompt.md': GOOD,
      [promptPath]: BROKEN,
    });
    expect(line).toContain('suites/support/suite.yaml');
    expect(line).toContain('suites/aaa/suite.yaml');
    expect(line).toMatch(/name: expected a name that no other suite has, received "support".*; give one/);
    expect(calls).toBe(0);
  });

  test('a baseline that could not be read later does not land', async () => {
    const { line } = await refusedOn({ 'baselines/support/baseline.json': '{}' });
    expect(line).toMatch(
      /baselines\/support\/baseline\.json: schemaVersion: expected .*; run `steelyard refresh support`/,
    );
  });

  test('a suite that forbids its own target does not land', async () => {
    const { line } = await refusedOn({ [suitePath]: suite.replace('[openai]', '[http]') });
    expect(line).toMatch(/target\.yaml: type: expected a type that suite\.yaml allows \(http\), received "openai"; /);
  });
});

describe('what the change brings', () => {
  const another = (url: string): Record<string, string> => ({
    'suites/returns/suite.yaml': suite.replace('name: support', 'name: returns'),
    'suites/returns/cases.jsonl': casesJsonl((one, i) => (i < 8 ? one : undefined)),
    'suites/returns/target.yaml': targetYaml(url),
    'suites/returns/prompt.md': BROKEN,
  });

  test('a new suite runs, is shown, and enters no verdict', async () => {
    const { code, report } = await gateOn({ ...another(server.url), [promptPath]: REWORDED });
    expect(code).toBe(0);
    expect(report.verdict.perSuite.map((one) => one.suite)).toEqual(['support']);
    expect(report.advisory.find(({ suite: name }) => name === 'returns')).toMatchObject({
      kind: 'new-suite',
      cases: 8,
      estimate: 0.5,
    });
    await repository.reset();
    const alone = await gateOn(another(server.url));
    expect(alone.code).toBe(2);
    expect(alone.report.verdict).toMatchObject({ reason: 'no-baseline', level: 'warn' });
  });

  test('a new suite that cannot run yet does not stop the verdict on the others', async () => {
    const files = another(server.url.replace('127.0.0.1', 'localhost'));
    const before = server.asked.length;
    const { code, report } = await gateOn({ ...files, [promptPath]: REWORDED });
    expect(code).toBe(0);
    expect(report.findings).toContainEqual(
      expect.objectContaining({ suite: 'returns', message: expect.stringContaining('is not a host that the policy') }),
    );
    expect(server.asked.length - before).toBe(45);
  });

  test('the first steelyard.yaml: validated, no call, exit 0', async () => {
    const files = await repository.git('ls-tree', '-r', '--name-only', 'main');
    await repository.git('checkout', '--quiet', '--orphan', 'bare');
    await repository.git('rm', '-r', '--quiet', '--cached', '.');
    await repository.commit('nothing gated yet', {
      'readme.txt': 'hello\n',
      ...Object.fromEntries(
        files
          .trim()
          .split('\n')
          .map((path) => [path, null]),
      ),
    });
    await repository.git('checkout', '--quiet', '-B', 'change');
    await repository.git('checkout', '--quiet', 'main', '--', '.');
    const before = server.asked.length;
    const { code, report, comment } = await gateOn({}, ['--base', 'bare']);
    expect(code).toBe(0);
    expect(report.findings.map(({ ruleId }) => ruleId)).toEqual(['first-configuration']);
    expect(comment).toContain('merge');
    expect(server.asked.length).toBe(before);

    await repository.write({ [suitePath]: 'metrics: [' });
    const broken = await repository.gate(['--base', 'bare']);
    expect(broken.code).toBe(3);
    expect(onlyError(broken)).toMatch(/suite\.yaml: /);
  });

  test('a mend of a baseline that nobody can read is judged against a live control', async () => {
    const good = await repository.git('show', 'main:baselines/support/baseline.json');
    await repository.git('checkout', '--quiet', '-B', 'unreadable');
    await repository.commit('a bad merge', { 'baselines/support/baseline.json': '<<<<<<< ours\n{}\n' });
    await repository.reset('unreadable');
    const base = ['--base', 'unreadable'];
    const { line } = await refusedOn({ [promptPath]: REWORDED }, base);
    expect(line).toMatch(
      /baseline\.json: expected JSON, received the marks of a merge conflict; run `steelyard refresh/,
    );
    const { code, report } = await gateOn({ 'baselines/support/baseline.json': good }, base);
    expect(code).toBe(0);
    expect(report.findings.map(({ ruleId }) => ruleId)).toContain('baseline-unreadable');
    expect(report.screen?.against).toEqual({ support: 'control' });
  });
});
