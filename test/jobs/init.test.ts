import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { readSettings } from '../../src/config/settings.ts';
import { readSuite } from '../../src/config/suite.ts';
import { readTarget } from '../../src/config/target.ts';
import type { FileTree } from '../../src/domain/ports.ts';
import type { TargetSpec } from '../../src/domain/target.ts';
import { UsageError } from '../../src/domain/usage-error.ts';
import { type InitPlan, type InitRequest, planInit } from '../../src/jobs/init.ts';
import { overlaidTree } from '../../src/jobs/init/overlay.ts';
import { validate } from '../../src/jobs/validate.ts';
import { renderMessages } from '../../src/runner/render-messages.ts';
import { targets } from '../../src/targets/index.ts';
import { memoryTree } from '../support/memory-tree.ts';

const action = { uses: 'acme/steelyard@0123456789012345678901234567890123456789', version: 'v1.0.0' };
type Files = Readonly<Record<string, string>>;

interface Initialised {
  readonly plan: InitPlan;
  /** The tree once the files are written. */
  readonly tree: FileTree;
  readonly paths: readonly string[];
  readonly text: (path: string) => string;
}

async function init(files: Files, request: InitRequest = {}): Promise<Initialised> {
  const before = memoryTree(files);
  const plan = await planInit(before, { action, ...request });
  const text = (path: string): string => plan.files.find((file) => file.path === path)?.text ?? '';
  return { plan, tree: overlaidTree(before, plan.files), paths: plan.files.map(({ path }) => path), text };
}

/** What a suite sends for its first case, after everything is held to what `validate` and the runner accept. */
async function sent(
  { tree }: Initialised,
  directory: string,
): Promise<{ readonly target: TargetSpec; readonly messages: readonly { role: string; content: unknown }[] }> {
  expect((await validate(tree, [])).issues).toEqual([]);
  const { suite } = await readSuite(tree, directory);
  const target = await readTarget(tree, directory, { scorersDigest: suite.scorersDigest, registry: targets });
  const rendered = suite.cases.map(({ input }) => renderMessages(target.messages, input));
  expect(rendered.filter(({ ok }) => !ok)).toEqual([]);
  expect(suite.cases.every(({ tags }) => tags.includes('example'))).toBe(true);
  expect(suite.metrics.map(({ name, gate }) => [name, gate])).toEqual([
    ['correct', true],
    ['latency', false],
  ]);
  const [first] = rendered;
  return { target, messages: first?.ok === true ? first.messages : [] };
}

async function hosts({ tree }: Initialised): Promise<unknown> {
  return readSettings((await tree.read('steelyard.yaml')) ?? '').hosts;
}

const python: Files = {
  'app/prompts/support.md': 'You are the support of {{company}}.\n',
  'app/prompts/summary.md': 'Summarise {ticket}.\n',
  'app/client.py': [
    'from openai import OpenAI',
    'client = OpenAI(api_key=os.environ["ACME_LLM_API_KEY"], base_url="https://gateway.acme.example/v1")',
    'PROMPT = Path("prompts") / "support.md"',
    'client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "system", "content": PROMPT}, {"role": "user", "content": question}])',
  ].join('\n'),
  'app/settings.py': 'STRIPE_API_KEY = os.environ["STRIPE_API_KEY"]\n',
  'tests/test_client.py': 'from openai import OpenAI\nmodel="gpt-3.5-turbo"\nmodel="gpt-3.5-turbo"\n',
  'node_modules/openai/prompts/other.md': 'Not ours.\n',
  'docs/prompt-design.md': 'How we write prompts.\n',
};

describe('a Python service with a folder of prompts', () => {
  test('its prompt is named where it lies, with the model, address and key of the code that names it', async () => {
    const done = await init(python);
    const { target, messages } = await sent(done, 'suites/support');
    expect(done.paths).toEqual([
      'steelyard.yaml',
      'suites/support/suite.yaml',
      'suites/support/target.yaml',
      'suites/support/cases.jsonl',
      '.github/workflows/steelyard.yml',
    ]);
    expect(target.messages[0]?.path).toBe('app/prompts/support.md');
    expect(target.model).toBe('gpt-4o-mini');
    expect(target.options).toEqual({ 'base-url': 'https://gateway.acme.example/v1' });
    expect(messages.map(({ role }) => role)).toEqual(['system', 'user']);
    expect(await hosts(done)).toEqual({ 'gateway.acme.example': 'ACME_LLM_API_KEY' });
    expect(done.text('.github/workflows/steelyard.yml')).toContain('ACME_LLM_API_KEY: ${{ secrets.ACME_LLM_API_KEY }}');
  });

  test('everything found has its place', async () => {
    const { plan } = await init(python);
    expect(plan.choice.model.at).toMatchObject({ path: 'app/client.py', line: 4 });
    expect(plan.choice.baseUrl.at).toMatchObject({ path: 'app/client.py', line: 2 });
    expect(plan.choice.keyVariable.at).toMatchObject({ path: 'app/client.py', line: 2 });
    expect(plan.survey.references).toContainEqual({ prompt: 'app/prompts/support.md', path: 'app/client.py', line: 3 });
    expect(plan.survey.prompts.map(({ path }) => path)).toEqual(['app/prompts/support.md', 'app/prompts/summary.md']);
    expect(plan.notes).toEqual([]);
  });

  test('options win over what is found', async () => {
    const done = await init(python, { prompt: 'app/prompts/summary.md', suite: 'short', model: 'gpt-9' });
    const { target } = await sent(done, 'suites/short');
    expect(target.model).toBe('gpt-9');
    expect(target.messages[0]?.path).toBe('app/prompts/summary.md');
    expect(done.plan.notes.join()).toContain('app/prompts/summary.md:1 holds a placeholder of another kind ({ticket})');
  });

  test('a prompt that is not there is refused with the nearest', async () => {
    const mistake = await planInit(memoryTree(python), { prompt: 'app/prompts/suport.md' }).catch(
      (error: unknown) => error,
    );
    expect(mistake).toBeInstanceOf(UsageError);
    expect(String(mistake)).toContain('did you mean `app/prompts/support.md`?');
  });

  test('a name that no suite may have is refused', async () => {
    await expect(planInit(memoryTree(python), { suite: '../x' })).rejects.toThrow(
      '--suite: expected a name of lower-case',
    );
  });

  test('without the workflow', async () => {
    const plan = await planInit(memoryTree(python), {});
    expect(plan.files.map(({ path }) => path)).not.toContain('.github/workflows/steelyard.yml');
  });
});

test('TypeScript with its prompt in the code: the place is named, and a first prompt file stands in the suite', async () => {
  const done = await init({
    'src/chat.ts': [
      "import OpenAI from 'openai';",
      'const openai = new OpenAI({ apiKey: process.env.OPENAI_API_KEY });',
      "const MODEL = process.env.OPENAI_MODEL ?? 'gpt-4.1-mini';",
      "openai.responses.create({ model: MODEL, input: [{ role: 'system', content: 'Be terse.' }] });",
    ].join('\n'),
  });
  const { target } = await sent(done, 'suites/assistant');
  expect(target.model).toBe('gpt-4.1-mini');
  expect(target.options).toEqual({});
  expect(target.messages[0]?.path).toBe('suites/assistant/prompts/system.md');
  expect(await hosts(done)).toEqual({ 'api.openai.com': 'OPENAI_API_KEY' });
  expect(done.plan.notes.join()).toMatch(
    /src\/chat\.ts:4 has a prompt in the code.*src\/chat\.ts:4 uses the Responses API/s,
  );
});

describe("GitHub's prompt files", () => {
  const path = 'prompts/triage.prompt.yml';
  const prompt = [
    'model: openai/gpt-4o-mini',
    'modelParameters: { temperature: 0.2, maxTokens: 100, seed: 1 }',
    'messages:',
    '  - { role: system, content: You label issues. }',
    "  - { role: user, content: 'Label this: {{issue}}' }",
    'testData:',
    '  - { issue: It crashes, expected: bug }',
    '  - { issue: Nothing is expected of this one }',
  ].join('\n');

  test('model, parameters, messages and test data are used, and what is not is said', async () => {
    const done = await init({ [path]: prompt });
    const { target, messages } = await sent(done, 'suites/triage');
    expect(target.model).toBe('gpt-4o-mini');
    expect(target.params).toEqual({ temperature: 0.2, max_tokens: 100 });
    expect(messages).toEqual([
      { role: 'system', content: 'You label issues.' },
      { role: 'user', content: 'Label this: It crashes' },
    ]);
    expect(done.plan.notes.join()).toContain(`${path}:1 also holds seed`);
    expect(done.plan.choice.model.at).toEqual({ path, line: 1 });
  });

  test('a list of messages is a prompt file as it is', async () => {
    const list = "- { role: system, content: Be kind. }\n- { role: user, content: '{{order.id}} {{question}}' }\n";
    const done = await init({ 'prompts/orders.yaml': list });
    const { target, messages } = await sent(done, 'suites/orders');
    expect(target.messages.map((message) => message.path)).toEqual(['prompts/orders.yaml', 'prompts/orders.yaml']);
    expect(messages[1]?.content).not.toContain('{{');
  });

  test('other YAML in a folder of prompts is passed over', async () => {
    const done = await init({ 'prompts/a.yaml': 'retries: 3\n', 'prompts/help.txt': 'Answer {{question}}.\n' });
    const { target, messages } = await sent(done, 'suites/help');
    // It takes the user's words itself, so that it is the whole message.
    expect(messages).toHaveLength(1);
    expect(target.messages[0]).toMatchObject({ role: 'user', path: 'prompts/help.txt' });
  });
});

test('a monorepo: of namesakes the one beside the code that names it, with that package’s model and key', async () => {
  const done = await init({
    'apps/a/bot.rb':
      'require "openai"\nOpenAI::Client.new(access_token: ENV.fetch("OPENAI_API_KEY"))\n{ model: "gpt-4o" }\n',
    'apps/a/prompts/system.md': 'You are A.\n',
    'apps/billing/src/llm.go': [
      'import "github.com/openai/openai-go/v2"',
      '//go:embed prompts/system.md',
      'openai.NewClient(option.WithAPIKey(os.Getenv("OPENROUTER_API_KEY")), option.WithBaseURL("https://openrouter.ai/api/v1"))',
      'client.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{Model: "meta-llama/llama-3.1-8b-instruct"})',
    ].join('\n'),
    'apps/billing/src/prompts/system.md': 'You are B. {% if vip %}Be quick.{% endif %}\n',
  });
  const { target } = await sent(done, 'suites/billing');
  expect(target.messages[0]?.path).toBe('apps/billing/src/prompts/system.md');
  expect(target.model).toBe('meta-llama/llama-3.1-8b-instruct');
  expect(await hosts(done)).toEqual({ 'openrouter.ai': 'OPENROUTER_API_KEY' });
  expect(done.plan.notes.join()).toContain(
    'apps/billing/src/prompts/system.md:1 holds template control flow ({% if vip %})',
  );
});

test('nothing found: everything is a default, says so, and is valid', async () => {
  const done = await init({ 'README.md': 'hello\n' });
  const { target } = await sent(done, 'suites/assistant');
  expect(target.model).toBe('gpt-5-mini');
  expect(done.text('suites/assistant/target.yaml')).toContain('EDIT: no model was found');
  expect(done.plan.notes.map((note) => note.split('.')[0])).toEqual([
    'No prompt file was found',
    'The model is not known',
    'No variable that holds the key was found',
  ]);
});

describe('a repository that has Steelyard already', () => {
  const before: Files = {
    'steelyard.yaml': 'version: 1\nsuites: evals/*\nhosts: { api.openai.com: MY_KEY, other.example: null }\n',
    'evals/first/suite.yaml': 'metrics: [{ name: a, gate: true, scorer: { type: includes } }]\n',
    'evals/first/target.yaml': 'type: openai\nmodel: m\nprompt: ../../prompts/a.txt\n',
    'evals/first/cases.jsonl': '{"id":"a","input":{}}\n',
    'prompts/a.txt': 'A\n',
    'prompts/b.txt': 'B\n',
  };

  test('only the workflow is missing, with the keys that the policy binds', async () => {
    const { plan, paths, text } = await init(before);
    expect(paths).toEqual(['.github/workflows/steelyard.yml']);
    expect(plan.kept).toEqual(['steelyard.yaml']);
    expect(plan.suites).toEqual(['evals/first']);
    expect(text(paths[0] ?? '')).toContain('MY_KEY: ${{ secrets.MY_KEY }}');
  });

  test('a second suite goes where the policy looks for suites', async () => {
    const done = await init(before, { prompt: 'prompts/b.txt' });
    expect((await validate(done.tree, [])).issues).toEqual([]);
    expect(done.paths).toContain('evals/b/target.yaml');
    expect(done.paths).not.toContain('steelyard.yaml');
  });

  test('of a suite that is half there, the other half is added', async () => {
    const done = await init(
      { ...before, 'evals/b/suite.yaml': before['evals/first/suite.yaml'] ?? '' },
      { suite: 'b' },
    );
    expect(done.paths).toEqual(['evals/b/target.yaml', 'evals/b/cases.jsonl', '.github/workflows/steelyard.yml']);
    expect(done.plan.kept).toEqual(['steelyard.yaml', 'evals/b/suite.yaml']);
  });

  test('a host that the policy lacks is said, not added', async () => {
    const code =
      'from openai import OpenAI\nOpenAI(base_url="https://new.example/v1", api_key=os.environ["NEW_API_KEY"])\n';
    const { plan } = await init({ ...before, 'b.py': code }, { prompt: 'prompts/b.txt' });
    expect(plan.notes.join()).toContain('add `new.example: NEW_API_KEY` under hosts');
  });

  test('a workflow under another name is kept', async () => {
    const path = '.github/workflows/checks.yml';
    const { plan, paths } = await init({ ...before, [path]: 'steps:\n  - uses: acme/steelyard@v1\n' });
    expect(paths).toEqual([]);
    expect(plan.kept).toEqual(['steelyard.yaml', path]);
  });

  test('globs that no new folder can match are refused with what to do', async () => {
    const fixed = { ...before, 'steelyard.yaml': 'version: 1\nsuites: evals/first\n' };
    await expect(init(fixed, { suite: 'b' })).rejects.toThrow('add `suites/b` to `suites:` first');
  });

  test('a broken policy is an error, not overwritten', async () => {
    await expect(init({ ...before, 'steelyard.yaml': 'version: 2\n' })).rejects.toThrow('steelyard.yaml: version');
  });

  test('a suite that was broken before is said, and stops nothing', async () => {
    const { plan, paths } = await init({ ...before, 'evals/first/cases.jsonl': '' });
    expect(plan.issues.map(({ where }) => where)).toEqual(['evals/first/cases.jsonl']);
    expect(paths).toEqual(['.github/workflows/steelyard.yml']);
  });
});

describe('what a repository holds stays data', () => {
  test('names that are YAML of their own stay one scalar', async () => {
    const path = 'prompts/a: "b" #{x}, [y]: !!z.md';
    const done = await init({ [path]: 'Hello.\n', 'prompts/n\nevil: true.md': 'x' });
    const directory = done.plan.suite?.directory ?? '';
    const { target } = await sent(done, directory);
    expect(target.messages[0]?.path).toBe(path);
    expect(Object.keys(parse(done.text(`${directory}/target.yaml`)) as object)).toEqual(['type', 'model', 'messages']);
    expect(done.plan.survey.prompts.map((one) => one.path)).toEqual([path]);
  });

  test('an address with credentials or parts to be filled in is not taken', async () => {
    const code = (url: string): Files => ({ 'a.py': `from openai import OpenAI\nOpenAI(base_url="${url}")\n` });
    for (const url of ['https://me:pass@x.example/v1', 'https://x.example/{tenant}', 'https://x.example/v1?key=abc']) {
      const { plan } = await init(code(url));
      expect(plan.choice.baseUrl).toEqual({ value: 'https://api.openai.com/v1' });
      expect(plan.notes.join()).toContain('a.py:2 takes its base URL from elsewhere');
    }
  });

  test('a server on loopback needs no key, and the workflow hands none on', async () => {
    const done = await init({
      'a.py': 'from openai import OpenAI\nOpenAI(base_url="http://localhost:11434/v1", api_key="x")\n',
    });
    await sent(done, 'suites/assistant');
    expect(await hosts(done)).toEqual({ localhost: null });
    expect(done.text('.github/workflows/steelyard.yml')).not.toContain('secrets.');
    expect(done.plan.notes.join()).toContain('localhost:11434 is on your own machine');
  });
});

test('a large repository: only so many files of code are read, the likely ones first', async () => {
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`lib/part-${index}.ts`, 'export {};\n']));
  const inner = memoryTree({ ...many, 'deep/down/here/openai-client.ts': "import OpenAI from 'openai';\n" });
  let reads = 0;
  const counting: FileTree = {
    ...inner,
    read(path) {
      reads += 1;
      return inner.read(path);
    },
  };
  const { survey } = await planInit(counting, {});
  expect(survey.signs.map(({ path }) => path)).toContain('deep/down/here/openai-client.ts');
  expect(reads).toBeLessThan(500);
  expect(survey.unread).toBe(4601);
});
