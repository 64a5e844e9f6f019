import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { foreignSyntax } from '../../src/jobs/init/foreign-syntax.ts';
import { apiSigns, type SignKind } from '../../src/jobs/init/api-signs.ts';
import { suiteNameFor } from '../../src/jobs/init/name.ts';
import { inputFor, placeholders } from '../../src/jobs/init/placeholders.ts';
import { suiteFolder } from '../../src/jobs/init/place.ts';
import { findPrompts } from '../../src/jobs/init/prompts.ts';
import { exampleWorkflow } from '../../src/jobs/init/workflow.ts';
import { renderTemplate } from '../../src/text/template.ts';

describe('signs of calls to a model', () => {
  const signs = (path: string, line: string): readonly (readonly [SignKind, string])[] =>
    apiSigns(path, line).map(({ kind, value }) => [kind, value]);

  test.each<[string, string, SignKind, string]>([
    ['a.py', 'from openai import AsyncOpenAI', 'client', 'from openai import AsyncOpenAI'],
    ['a.py', 'MODEL: str = "gpt-4o"', 'model', 'gpt-4o'],
    ['a.py', 'model = os.getenv("OPENAI_MODEL", "gpt-4o-mini")', 'model', 'gpt-4o-mini'],
    ['a.py', 'base = os.environ.get("OPENAI_BASE_URL", "https://x.example/v1")', 'base-url', 'https://x.example/v1'],
    ['a.py', 'llm = ChatOpenAI(model_name="gpt-4.1")', 'model', 'gpt-4.1'],
    ['a.py', 'client = AzureOpenAI(azure_endpoint=URL)', 'azure', 'AzureOpenAI'],
    ['a.ts', "const OpenAI = require('openai');", 'client', "require('openai')"],
    ['a.ts', "await client.chat.completions.parse({ model: 'o4-mini' })", 'chat-call', 'chat.completions.parse'],
    ['a.ts', "const model = openai('gpt-5');", 'model', 'gpt-5'],
    ['a.ts', 'new OpenAI({ baseURL: "http://localhost:1234/v1" })', 'base-url', 'http://localhost:1234/v1'],
    ['a.ts', 'new OpenAI({ baseURL: config.url })', 'base-url-elsewhere', 'baseURL:'],
    ['a.go', 'Model: openai.ChatModelGPT4oMini,', 'model-constant', 'ChatModelGPT4oMini'],
    ['a.go', 'client.CreateChatCompletion(ctx, req)', 'chat-call', 'CreateChatCompletion('],
    ['A.java', 'OpenAIOkHttpClient.fromEnv();', 'client', 'OpenAIOkHttpClient'],
    ['A.java', '.model("gpt-4o-mini")', 'model', 'gpt-4o-mini'],
    ['a.rb', 'OpenAI::Client.new(uri_base: "https://x.example/")', 'base-url', 'https://x.example/'],
    ['a.rb', 'parameters: { "model" => "gpt-4o" }', 'model', 'gpt-4o'],
    ['.env.example', 'GROQ_API_KEY=', 'key', 'GROQ_API_KEY'],
    ['.env.example', 'LLM_MODEL=qwen2.5:7b', 'model', 'qwen2.5:7b'],
  ])('%s: %s', (path, line, kind, value) => {
    expect(signs(path, line)).toContainEqual([kind, value]);
  });

  test.each([
    ['a.py', 'user = Form(model="User")'],
    ['a.py', 'embed(model="text-embedding-3-small")'],
    ['a.ts', '  import { openai } from "./ours";'],
    ['a.py', 'MAX_TOKEN = 3'],
    ['a.ts', 'process.env.GITHUB_API_TOKEN'],
    ['a.js', `${'x'.repeat(2000)} model="gpt-4o"`],
  ])('%s: nothing in %s', (path, line) => {
    expect(signs(path, line)).toEqual([]);
  });
});

test('prompts by name and place, the likeliest first', () => {
  const found = findPrompts([
    '.github/prompts/review.prompt.md',
    'CHANGELOG.md',
    'README.md',
    'app/prompts/README.md',
    'app/prompts/support.md',
    'dist/prompts/support.md',
    'docs/prompting.md',
    'docs/system-design.md',
    'lib/system.txt',
    'node_modules/x/prompts/y.md',
    'src/prompts/code.ts',
    'support.prompt.yml',
    'tests/fixtures/prompts/x.md',
  ]);
  expect(found.map(({ path }) => path)).toEqual(['support.prompt.yml', 'app/prompts/support.md', 'lib/system.txt']);
});

test.each([
  ['prompts/support.md', 'support'],
  ['prompts/Support Bot_v2.prompt.md', 'support-bot-v2'],
  ['apps/billing/src/prompts/system.md', 'billing'],
  ['support_system_prompt.txt', 'support'],
  ['prompts/system.md', 'assistant'],
  [undefined, 'assistant'],
])('the suite of %s is called %s', (path, name) => {
  expect(suiteNameFor(path)).toBe(name);
});

test.each([
  [['suites/*'], 'suites/a'],
  [['./evals/**'], 'evals/a'],
  [['fixed/one', 'more/*/'], 'more/a'],
  [['*'], 'a'],
  [['suites/a'], 'suites/a'],
])('of %j a new suite stands in %s', (globs, folder) => {
  expect(suiteFolder(globs, 'a')).toBe(folder);
});

describe('placeholders', () => {
  test('the names a renderer wants, and an input that has them all', () => {
    const template =
      'For {{ user.name }} ({{user.id}}), {{question}} and {{a}} {{a.b}}: {{question}} {not} {{ no | filter }}';
    const names = placeholders(template);
    expect(names).toEqual(['user.name', 'user.id', 'question', 'a', 'a.b']);
    expect(
      renderTemplate(
        template,
        inputFor(names, (name) => `<${name}>`),
      ),
    ).toEqual({
      ok: true,
      text: 'For <user.name> (<user.id>), <question> and <a> <a.b>: <question> {not} {{ no | filter }}',
    });
  });

  test.each([
    ['Hi {name}', 'a placeholder of another kind', '{name}'],
    ['Hi ${user.name}', 'a placeholder of another kind', '${user.name}'],
    ['{% for x in y %}', 'template control flow', '{% for x in y %}'],
    ['{{#if vip}}', 'template control flow', '{{#if vip}}'],
    ['{{ name | upper }}', 'a template expression', '{{ name | upper }}'],
  ])('%s is told apart', (text, what, sample) => {
    expect(foreignSyntax(`first {{ours}}\n${text}`)).toEqual([{ what, sample, line: 2 }]);
  });

  test.each([
    '{{name}} and {{ other.name }}',
    '{"a": 1, "b": {"c": []}}',
    'function f() { return 1; }',
    'a set {1, 2}',
  ])('%s is ours, or no template at all', (text) => expect(foreignSyntax(text)).toEqual([]));
});

describe('the workflow', () => {
  const action = { uses: 'acme/steelyard@0123456789012345678901234567890123456789', version: 'v1.0.0' };
  const text = exampleWorkflow({ action, keyVariables: ['OPENAI_API_KEY'], branch: 'trunk' });

  test('runs on what a required check needs, with the least it can do with', () => {
    const workflow = parse(text) as Record<string, Record<string, unknown>>;
    expect(workflow['on']).toEqual({
      pull_request: { branches: ['trunk'], types: ['opened', 'synchronize', 'reopened', 'ready_for_review'] },
      merge_group: null,
    });
    expect(workflow['permissions']).toEqual({ actions: 'read', contents: 'read', 'pull-requests': 'write' });
    expect(text).not.toMatch(/pull_request_target|^\s*paths:|models: read/m);
  });

  test('every action is pinned to a commit, with its version beside it', () => {
    const used = [...text.matchAll(/uses: (.*)/g)].map((match) => match[1] ?? '');
    expect(used).toHaveLength(3);
    for (const one of used) expect(one).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('the key is seen by the one step that needs it', () => {
    expect(text.match(/secrets\./g)).toHaveLength(1);
    expect(text).toMatch(/id: steelyard\n {8}env:\n {10}OPENAI_API_KEY: \$\{\{ secrets\.OPENAI_API_KEY \}\}\n/);
    expect(exampleWorkflow({ action, keyVariables: [], branch: 'main' })).not.toContain('env:');
  });

  test('a reference cannot break out of its scalar', () => {
    const hostile = { uses: 'a/b@c\n      - run: evil', version: 'v1\n      - run: evil' };
    const parsed = parse(exampleWorkflow({ action: hostile, keyVariables: ['A'], branch: 'main' })) as {
      jobs: { steelyard: { steps: readonly { uses: string }[] } };
    };
    expect(parsed.jobs.steelyard.steps).toHaveLength(3);
    expect(parsed.jobs.steelyard.steps[1]?.uses).toBe(hostile.uses);
  });
});
