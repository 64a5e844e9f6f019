import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { steelyard } from '../support/steelyard.ts';
import { type TemporaryRepository, temporaryRepository } from '../support/temporary-repository.ts';

vi.setConfig({ testTimeout: 60_000 });

const action = 'acme/steelyard@0123456789012345678901234567890123456789';
const product = {
  'prompts/support.md': 'You are a support assistant.\n',
  'src/answer.ts': [
    "import OpenAI from 'openai';",
    "const prompt = readFileSync('prompts/support.md', 'utf8');",
    "await new OpenAI().chat.completions.create({ model: 'gpt-4.1-mini', messages: [] });",
  ].join('\n'),
};

let repository: TemporaryRepository;
const run = (...args: readonly string[]) => steelyard(args, { directory: repository.directory });
const status = () => repository.git('status', '--porcelain', '--untracked-files=all');

beforeEach(async () => {
  repository = await temporaryRepository();
  await repository.commit('product', product);
});

afterEach(() => repository.remove());

describe('steelyard init', () => {
  test('shows everything and writes nothing where nobody can be asked', async () => {
    const { code, stdout, stderr } = await run('init', '--action', action);
    expect(code).toBe(0);
    expect(stdout).toContain('prompts/support.md:1 (named at src/answer.ts:2)');
    expect(stdout).toContain('src/answer.ts:3 gpt-4.1-mini');
    for (const path of ['steelyard.yaml', 'suites/support/target.yaml', '.github/workflows/steelyard.yml']) {
      expect(stdout).toContain(`── ${path} ──`);
    }
    // What is to be known is said again after the files, where it can still be seen.
    const [, again = ''] = stdout.split('overwrite: true');
    expect(again).toMatch(/\nTo know \(in full at the top\)\n {2}- src\/answer\.ts:3 does not show in which role/);
    expect(stderr).toContain('nothing was written: pass --yes');
    expect(await status()).toBe('');
  });

  test('writes what validates, and the pull request that brings it passes without a call', async () => {
    await repository.branch('steelyard');
    const written = await run('init', '--yes', '--action', action);
    expect(written.code).toBe(0);
    expect(written.stdout).toContain('steelyard refresh support');
    // The branch is there already.
    expect(written.stdout).toContain('Commit it on this branch:  git add steelyard.yaml suites .github');
    expect(written.stdout).not.toContain('git switch');
    expect(written.stdout).toContain('gh secret set OPENAI_API_KEY');
    expect(await status()).toBe(
      [
        '?? .github/workflows/steelyard.yml',
        '?? steelyard.yaml',
        '?? suites/support/cases.jsonl',
        '?? suites/support/suite.yaml',
        '?? suites/support/target.yaml',
        '',
      ].join('\n'),
    );
    const validated = await run('validate');
    expect(validated.stdout).toContain('support: 3 cases, 2 metrics (1 gated), target openai');
    expect(validated.code).toBe(0);

    await repository.commit('steelyard');
    const gated = await run('gate', '--base', 'main', '--json');
    expect(gated.code).toBe(0);
    const { findings, spend } = JSON.parse(gated.stdout) as {
      findings: readonly { ruleId: string }[];
      spend: { calls: number };
    };
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(
      expect.arrayContaining(['first-configuration', 'too-few-cases']),
    );
    expect(spend.calls).toBe(0);
  });

  test('takes over how the code calls the model', async () => {
    await repository.commit('call', {
      'src/answer.ts': [
        "import OpenAI from 'openai';",
        "const prompt = readFileSync('prompts/support.md', 'utf8');",
        'const client = new OpenAI({ apiKey: process.env.OPENAI_KEY_SHOP });',
        'await client.chat.completions.create({',
        "  model: 'gpt-4.1-mini', temperature: 0.2, tools,",
        "  messages: [{ role: 'system', content: prompt }, { role: 'user', content: `Question: ${question}` }],",
        '});',
      ].join('\n'),
    });
    const { stdout } = await run('init', '--yes', '--action', action);
    expect(stdout).toContain('key       src/answer.ts:3 OPENAI_KEY_SHOP');
    expect(stdout).toContain('src/answer.ts:5 also passes tools');
    expect(stdout).toContain('git switch -c steelyard && git add');
    const target = await readFile(join(repository.directory, 'suites/support/target.yaml'), 'utf8');
    expect(target).toContain('  - role: system # src/answer.ts:6\n    file: ../../prompts/support.md\n');
    expect(target).toContain('content: "Question: {{question}}"');
    expect(target).toContain('temperature: 0.2 # src/answer.ts:5');
    expect((await run('validate')).code).toBe(0);
  });

  test('without a clone on GitHub it says how the action gets an owner', async () => {
    const { stdout, stderr } = await run('init', '--yes');
    const own = /uses: (\S+\/steelyard@\S+)/.exec(stdout)?.[1] ?? '';
    // Where these tests run from a pushed clone, there is nothing to say.
    expect(stderr.includes('push your clone of Steelyard to your organisation')).toBe(own.startsWith('OWNER/'));
  });

  test('a second run keeps everything', async () => {
    await run('init', '--yes', '--action', action);
    await repository.write({ 'steelyard.yaml': 'version: 1\n' });
    const again = await run('init', '--yes', '--action', action);
    expect(again.code).toBe(0);
    expect(again.stderr).toContain('nothing is missing, nothing was written');
    expect(await readFile(join(repository.directory, 'steelyard.yaml'), 'utf8')).toBe('version: 1\n');
  });

  test('a file that git ignores is kept too, and what git would pass over is said', async () => {
    await repository.commit('ignore', { '.gitignore': 'steelyard.yaml\n*.jsonl\n' });
    await repository.write({ 'steelyard.yaml': 'mine: true\n' });
    const { code, stdout, stderr } = await run('init', '--yes', '--action', action);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Kept as it is\n {2}steelyard\.yaml\n/);
    expect(stderr).toContain('.gitignore names suites/support/cases.jsonl');
    expect(await readFile(join(repository.directory, 'steelyard.yaml'), 'utf8')).toBe('mine: true\n');
  });

  test('a folder that leads out of the repository is refused, and nothing is written', async () => {
    await repository.symlink('suites', '/tmp');
    const { code, stderr } = await run('init', '--yes', '--action', action);
    expect(code).toBe(3);
    expect(stderr).toContain('steelyard: suites/support/suite.yaml: expected a folder of the repository');
    expect(await status()).toBe('?? suites\n');
  });

  test('a prompt is named as the current folder means it', async () => {
    const directory = join(repository.directory, 'prompts');
    const { code, stdout } = await steelyard(['init', '--print', '--prompt', 'support.md', '--no-workflow'], {
      directory,
    });
    expect(code).toBe(0);
    expect(stdout).toContain('file: ../../prompts/support.md');
    expect(stdout).not.toContain('.github/workflows');
  });

  test.each([
    [['--action', 'steelyard'], '--action: expected OWNER/REPO@REF'],
    [['--prompt', '../elsewhere.md'], '--prompt: expected a file in'],
    [['--model', 'a b'], '--model: expected the id of a model'],
    [['--suite', 'A B'], '--suite: expected a name of lower-case letters'],
    [['--print', '--yes'], "option '--print' cannot be used with option '--yes'"],
  ])('%j is refused in one line', async (args, message) => {
    const { code, stderr } = await run('init', ...args);
    expect(code).toBe(3);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test('a repository without a commit gets the known error', async () => {
    const empty = await temporaryRepository();
    try {
      const { code, stderr } = await steelyard(['init'], { directory: empty.directory });
      expect(code).toBe(3);
      expect(stderr).toContain('expected a git repository with at least one commit');
    } finally {
      await empty.remove();
    }
  });

  test('nothing in names and texts of a repository reaches the terminal as a control', async () => {
    await repository.commit('hostile', {
      'prompts/evil.prompt.yml': 'messages: [{ role: user, content: "\\e[2J\\u202E::error::x" }]\n',
    });
    const { code, stdout } = await run('init', '--prompt', 'prompts/evil.prompt.yml');
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
  });
});
