import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import { type GatedRepository, gatedRepository, onlyError } from '../support/gated-repository.ts';
import {
  answerOf,
  casesJsonl,
  casesPath,
  policyPath,
  promptPath,
  REWORDED,
  suitePath,
  targetPath,
  targetYaml,
} from '../support/gated-suite.ts';
import { type Answer, type AskedModel, type ModelServer, startModelServer } from '../support/model-server.ts';
import { steelyard } from '../support/steelyard.ts';

// A second or two each; a machine that does much else besides may take ten times that.
vi.setConfig({ testTimeout: 120_000 });

/** What a user gets wrong: one line that says where, what was expected, what was found and the mend; exit 3; nothing overwritten. */
const fullDisk = resolve(import.meta.dirname, '../support/full-disk.mjs');
const PREVIOUS = '{ "an earlier": "report" }\n';

let server: ModelServer;
let repository: GatedRepository;
let suite: string;
let answer: (asked: AskedModel) => Answer;

beforeAll(async () => {
  server = await startModelServer((asked) => answer(asked));
  answer = answerOf;
  repository = await gatedRepository(server.url, { refreshed: true });
  suite = await repository.git('show', `main:${suitePath}`);
});

afterAll(async () => {
  await server.close();
  await repository.remove();
});

beforeEach(async () => {
  answer = answerOf;
  await repository.reset();
  await repository.write({
    [promptPath]: REWORDED,
    '.steelyard/report.json': PREVIOUS,
    '.steelyard/.gitignore': '*\n',
  });
});

/** Runs the gate where it cannot give a verdict, and checks everything but what the one line says. */
async function failing(...rest: Parameters<GatedRepository['gate']>): Promise<{ line: string; calls: number }> {
  const before = server.asked.length;
  const run = await repository.gate(...rest);
  expect(run.code).toBe(3);
  expect(run.stdout).toBe('');
  expect(await repository.readResult('report.json')).toBe(PREVIOUS);
  expect(
    (await readdir(join(repository.directory, '.steelyard'))).filter((name) => /\.(?:new|old)$/.test(name)),
  ).toEqual([]);
  const line = onlyError(run);
  expect(line).not.toMatch(/Error:|node:|\.js:\d/);
  return { line, calls: server.asked.length - before };
}

const status = (code: number, body: object): Answer => {
  return (response) => response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

describe('files', () => {
  test.each<[string, () => Record<string, string | null>, RegExp]>([
    [
      'broken YAML in the policy',
      () => ({ [policyPath]: 'version: 1\nhosts: { 127.0.0.1: null\n' }),
      /steelyard\.yaml: line \d+.*: expected .*, received /,
    ],
    [
      'a mistyped setting',
      () => ({ [policyPath]: 'version: 1\nhosts: { 127.0.0.1: null }\non-undecidd: pass\n' }),
      /steelyard\.yaml: on-undecidd: expected .*; did you mean `on-undecided`\?/,
    ],
    [
      'broken YAML in a suite',
      () => ({ [suitePath]: 'metrics: [' }),
      /suites\/support\/suite\.yaml: line \d+.*: expected .*, received /,
    ],
    [
      'duplicate case ids',
      () => ({ [casesPath]: `${casesJsonl()}{"id":"case-07","input":{"question":"again"}}\n` }),
      /cases\.jsonl: line 61: id: expected an id used once, received "case-07", which is also on line 8; rename one of them/,
    ],
    [
      'an unknown scorer',
      () => ({ [suitePath]: suite.replace('type: exact-match', 'type: exact_mach') }),
      /suite\.yaml: metrics\[0\]\.scorer\.type: expected a known scorer, received "exact_mach"; did you mean `exact-match`\?/,
    ],
    [
      'a missing file of a scorer',
      () => ({ 'schemas/answer.json': null }),
      /suite\.yaml: metrics\[1\]\.scorer\.file: expected a file that is there, received .*answer\.json/,
    ],
    [
      'a missing prompt file',
      () => ({ [targetPath]: targetYaml(server.url).replace('prompt.md', 'promt.md') }),
      /target\.yaml: messages\[0\]\.file: expected a file that is there, received "promt\.md".*; did you mean `prompt\.md`\?/,
    ],
    [
      'an empty suite',
      () => ({ [casesPath]: '\n' }),
      /cases\.jsonl: expected at least one case, received none; add one JSON object a line/,
    ],
    [
      'a suite without metrics',
      () => ({ [suitePath]: 'name: support\nmetrics: []\n' }),
      /suite\.yaml: metrics: expected .*, received /,
    ],
    [
      'an unknown type of target',
      () => ({ [targetPath]: targetYaml(server.url).replace('type: openai', 'type: open-ai') }),
      /target\.yaml: type: expected a known type of target, received "open-ai"; did you mean `openai`\?/,
    ],
    [
      'a target without a model',
      () => ({ [targetPath]: targetYaml(server.url).replace('model: small-1\n', '') }),
      /target\.yaml: model: expected a model id, received nothing; add `model: …`/,
    ],
  ])('%s', async (_, files, message) => {
    await repository.write(files());
    const { line, calls } = await failing();
    expect(line).toMatch(message);
    expect(calls).toBe(0);
  });

  test.each<[string, Record<string, string>, RegExp]>([
    [
      'an unreadable stored baseline',
      { 'baselines/support/cases.jsonl': '{"id":"case-00"' },
      /baselines\/support\/cases\.jsonl: line 1: expected JSON, received something else; run `steelyard refresh support`/,
    ],
    [
      'a stored baseline of a newer version',
      { 'baselines/support/baseline.json': '{ "schemaVersion": 3 }' },
      /baseline\.json: schemaVersion: expected 2, received 3; upgrade Steelyard, or run `steelyard refresh support`/,
    ],
    [
      'a broken suite on the base',
      { [suitePath]: 'metrics: [' },
      /suites\/support\/suite\.yaml.* \(base [0-9a-f]{7}\): line \d+.*: expected/,
    ],
  ])('%s', async (_, files, message) => {
    await repository.git('checkout', '--quiet', '-B', 'broken');
    await repository.write({ [promptPath]: null });
    await repository.git('checkout', '--quiet', '--', promptPath);
    await repository.commit('broken', files);
    await repository.git('checkout', '--quiet', '-B', 'change');
    await repository.write({
      [promptPath]: REWORDED,
      ...(files[suitePath] === undefined ? {} : { [suitePath]: suite }),
    });
    const { line, calls } = await failing(['--base', 'broken']);
    expect(line).toMatch(message);
    expect(calls).toBe(0);
  });
});

describe('the host of the model', () => {
  test('401: the key is wrong, and is never shown', async () => {
    const secret = 'mdl-4f9a81c27b3e';
    const keyed = 'version: 1\nhosts: { 127.0.0.1: MODEL_ACCESS }\n';
    await repository.git('checkout', '--quiet', '-B', 'keyed');
    await repository.commit('keyed', { [policyPath]: keyed, [promptPath]: 'Answer in JSON.\n' });
    await repository.git('checkout', '--quiet', '-B', 'change');
    await repository.write({ [promptPath]: REWORDED });
    answer = ({ authorization }) => status(401, { error: { message: `Incorrect API key provided: ${authorization}` } });
    const base = ['--base', 'keyed'];
    const { line } = await failing(base, { environment: { MODEL_ACCESS: secret } });
    expect(line).toMatch(/127\.0\.0\.1:\d+ .*401.*MODEL_ACCESS/);
    expect(line).not.toContain(secret);

    const unset = await failing(base);
    expect(unset.line).toMatch(
      /no key for 127\.0\.0\.1:\d+: the environment variable MODEL_ACCESS is not set; set MODEL_ACCESS/,
    );
    expect(unset.calls).toBe(0);
  });

  test('404: there is no such model', async () => {
    answer = () => status(404, { error: { message: 'The model `small-1` does not exist', code: 'model_not_found' } });
    const { line, calls } = await failing();
    expect(line).toMatch(/127\.0\.0\.1:\d+ .*404.*small-1.*; /);
    expect(calls).toBeLessThanOrEqual(8);
  });

  test('a host that the policy does not name', async () => {
    await repository.write({ [targetPath]: targetYaml('https://models.example/v1') });
    const { line, calls } = await failing();
    expect(line).toMatch(/models\.example is not a host that the policy allows to be called; add `models\.example: /);
    expect(calls).toBe(0);
  });

  test('a fault in the middle keeps what was paid for beside the earlier report', async () => {
    const before = server.asked.length;
    answer = (asked) =>
      server.asked.length - before < 30
        ? answerOf(asked)
        : status(429, { error: { code: 'insufficient_quota', message: 'You exceeded your quota' } });
    const { line } = await failing();
    expect(line).toMatch(/429.*You exceeded your quota.*; add credit to the account/);
    const kept = (await repository.readResult('trials.partial.jsonl')).trim().split('\n');
    expect(kept.filter((text) => text.includes('"completed"')).length).toBeGreaterThan(20);
  });
});

describe('a target that cannot start', () => {
  test('its recording has no answers', async () => {
    await repository.git('checkout', '--quiet', '-B', 'replayed');
    const allows = suite.replace('[openai]', '[openai, replay, command]');
    await repository.commit('allow', { [suitePath]: allows, [promptPath]: 'Answer in JSON.\n' });
    await repository.git('checkout', '--quiet', '-B', 'change');
    await repository.write({
      [targetPath]: 'type: replay\nfile: answers.jsonl\n',
      'suites/support/answers.jsonl': '{"case":"case-00"}\n',
    });
    const { line } = await failing(['--base', 'replayed']);
    expect(line).toMatch(
      /answers\.jsonl: line 1: output: expected a string or an object with `text`, received nothing/,
    );

    await repository.write({ [targetPath]: 'type: command\ncommand: [no-such-program-anywhere]\n' });
    const missing = await failing(['--base', 'replayed']);
    expect(missing.line).toMatch(/`no-such-program-anywhere` cannot be used: .*ENOENT; run it by hand/);

    // A commit under test is checked out, so `setup` has to run there first.
    const setup = "type: command\nsetup: [sh, -c, 'echo no wheel >&2; exit 4']\ncommand: [cat]\n";
    await repository.commit('needs a setup', { [targetPath]: setup });
    await repository.write({ 'untracked.txt': 'so that HEAD is not the work tree\n' });
    const unbuilt = await failing(['--base', 'replayed', '--head', 'HEAD']);
    expect(unbuilt.line).toMatch(/setup `sh -c .*` ended with 4: no wheel; run it by hand in a fresh checkout/);
  });
});

describe('the command line', () => {
  test('limits too small for a confirmation', async () => {
    const { line, calls } = await failing(['--max-calls', '100']);
    expect(line).toMatch(/limits: max-calls: expected at least 420 calls .*, received 100; raise the limit or lower/);
    expect(calls).toBe(0);
  });

  test.each<[string, readonly string[], RegExp]>([
    [
      'an unknown revision',
      ['--base', 'mian'],
      /git revision: expected a branch.*, received "mian"; did you mean "main"\?/,
    ],
    [
      'an unknown suite',
      ['--suite', 'suport'],
      /--suite: expected a suite .*\(support\), received "suport"; did you mean `support`\?/,
    ],
    ['an unknown option', ['--bse', 'main'], /unknown option '--bse'.*--base/],
    [
      'a limit that is none',
      ['--max-calls', 'many'],
      /'--max-calls <n>' argument 'many' is invalid.*expected a number above 0/,
    ],
    ['an option without its value', ['--base'], /option '--base <rev>' argument missing/],
  ])('%s', async (_, args, message) => {
    const { line, calls } = await failing(args);
    expect(line).toMatch(message);
    expect(calls).toBe(0);
  });

  test('an unknown command', async () => {
    const { code, stdout, stderr } = await steelyard(['gat'], { directory: repository.directory });
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(onlyError({ lines: stderr.trimEnd().split('\n') })).toMatch(/unknown command 'gat'.*gate/);
  });

  test('a folder that is in no repository', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'steelyard-test-'));
    const { code, stderr } = await steelyard(['gate'], { directory });
    expect(code).toBe(3);
    expect(onlyError({ lines: stderr.trimEnd().split('\n') })).toMatch(
      /expected a git repository, received a folder that is not in one; run inside a clone/,
    );
    expect(await readdir(directory)).toEqual([]);
    await rm(directory, { recursive: true });
  });

  test('validate names the folders of two suites with one name', async () => {
    await repository.write({
      'suites/aaa/suite.yaml': suite,
      'suites/aaa/cases.jsonl': casesJsonl(),
      'suites/aaa/target.yaml': targetYaml(server.url),
      'suites/aaa/prompt.md': REWORDED,
    });
    const { code, stderr } = await steelyard(['validate'], { directory: repository.directory });
    expect(code).toBe(3);
    expect(stderr).toMatch(
      /suites\/support\/suite\.yaml: name: expected a name that no other suite has, .*suites\/aaa\/suite\.yaml/,
    );
  });
});

describe('the disk', () => {
  test('is full while the report is written: the earlier one survives byte for byte', async () => {
    const { line } = await failing([], { nodeOptions: ['--import', fullDisk] });
    expect(line).toMatch(
      /\.steelyard\/report\.json: expected a place to write, received ENOSPC .*; free some space .*; nothing was overwritten/,
    );
    const kept = await repository.readResult('trials.partial.jsonl');
    expect(kept.trim().split('\n')).toHaveLength(45);
  });

  test('has something else in the place of the output folder', async () => {
    await repository.write({ taken: 'a file\n' });
    const { line, calls } = await failing(['--output', 'taken']);
    expect(calls).toBe(0);
    expect(line).toMatch(
      /taken.*: expected a place to write, received (?:EEXIST|ENOTDIR).*choose a place that can be written/,
    );
    await mkdir(join(repository.directory, 'occupied', 'report.json'), { recursive: true });
    const occupied = await failing(['--output', 'occupied']);
    expect(occupied.line).toMatch(/occupied\/report\.json: expected a place to write, received /);
  });
});
