import { expect, test } from 'vitest';
import * as z from 'zod';
import { readTarget, type TargetReading } from '../../src/config/target.ts';
import { define } from '../../src/domain/definition.ts';
import { memoryTree } from '../support/memory-tree.ts';
import { mistakes, repositoryFiles, targetYaml } from './support.ts';

const openai = define({
  type: 'openai',
  version: 1,
  summary: '',
  schema: z.strictObject({ 'base-url': z.url().optional() }),
  create: () => 'openai',
});
const replay = define({
  type: 'replay',
  version: 1,
  summary: '',
  schema: z.strictObject({ file: z.string() }),
  fileOptions: ['file'],
  create: () => 'replay',
});
const command = define({
  type: 'command',
  version: 1,
  summary: '',
  schema: z.strictObject({ command: z.array(z.string()) }),
  create: () => 'command',
});
const reading: TargetReading = { scorersDigest: 'digest-of-scorers', registry: { openai, replay, command } };

function load(changes: Readonly<Record<string, string | undefined>> = {}, more: Partial<TargetReading> = {}) {
  return readTarget(memoryTree(repositoryFiles(changes), 'head 7654321'), 'suites/small', { ...reading, ...more });
}

function withTarget(yaml: string, files: Readonly<Record<string, string>> = {}) {
  return load({ 'suites/small/target.yaml': yaml, ...files });
}

test('reads a target with the files of its own tree', async () => {
  expect(await load()).toMatchObject({
    type: 'openai',
    path: 'suites/small/target.yaml',
    model: 'small-1',
    params: { temperature: 0 },
    messages: [{ role: 'user', template: 'Answer: {{question}}\n', path: 'suites/small/prompts/answer.md' }],
    options: { 'base-url': 'http://127.0.0.1:4010/v1' },
    files: [{ path: 'suites/small/prompts/answer.md', text: 'Answer: {{question}}\n' }],
    fingerprint: { scorers: 'digest-of-scorers' },
  });
});

test('reads message lists in place and in a file, tools, response format and data', async () => {
  const yaml = `type: openai
prompt: prompts/chat.yaml
tools: tools.json
response-format: ../schemas/answer.json
files: [policy.md]
`;
  const spec = await withTarget(yaml, {
    'suites/small/prompts/chat.yaml':
      '- { role: system, file: prompts/answer.md }\n- { role: user, content: "{{question}}" }\n',
    'suites/small/tools.json': '[{"type":"function"}]',
    'suites/schemas/answer.json': '{"type":"object"}',
    'suites/small/policy.md': 'Be kind.',
  });
  expect(spec.messages).toEqual([
    { role: 'system', template: 'Answer: {{question}}\n', path: 'suites/small/prompts/answer.md' },
    { role: 'user', template: '{{question}}', path: 'suites/small/prompts/chat.yaml' },
  ]);
  expect(spec.tools).toEqual([{ type: 'function' }]);
  expect(spec.responseFormat).toEqual({ type: 'object' });
  expect(spec.files.map(({ path }) => path)).toEqual([
    'suites/small/prompts/chat.yaml',
    'suites/small/prompts/answer.md',
    'suites/small/tools.json',
    'suites/schemas/answer.json',
    'suites/small/policy.md',
  ]);
});

const factors = ['prompt', 'model', 'params', 'tools', 'code', 'data'] as const;

async function changedFactors(yaml: string, files: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const before = (await load()).fingerprint;
  const after = (await withTarget(yaml, files)).fingerprint;
  return factors.filter((factor) => before[factor] !== after[factor]);
}

test.each([
  ['nothing', targetYaml, {}, []],
  ['a comment', `# hello\n${targetYaml}`, {}, []],
  ['the port on this machine', targetYaml.replace('4010', '5020'), {}, []],
  [
    'a renamed prompt file',
    targetYaml.replace('answer.md', 'new.md'),
    { 'suites/small/prompts/new.md': 'Answer: {{question}}\n' },
    [],
  ],
  ['the prompt', targetYaml, { 'suites/small/prompts/answer.md': 'Say: {{question}}' }, ['prompt']],
  ['the model', targetYaml.replace('small-1', 'small-2'), {}, ['model']],
  ['the host', targetYaml.replace('127.0.0.1:4010', 'api.example.com'), {}, ['model']],
  ['a parameter', targetYaml.replace('0 }', '1 }'), {}, ['params']],
  ['a response format', `${targetYaml}response-format: { type: object }\n`, {}, ['params']],
  ['tools', `${targetYaml}tools: [{ type: function }]\n`, {}, ['tools']],
  ['data', `${targetYaml}files: [d.txt]\n`, { 'suites/small/d.txt': 'd' }, ['data']],
])('fingerprint: %s', async (_, yaml, files, expected) => {
  expect(await changedFactors(yaml, files)).toEqual(expected);
});

test('watched files and a command make the code factor', async () => {
  const codeOf = async (files: Record<string, string>, yaml = targetYaml) =>
    (await load({ 'suites/small/target.yaml': yaml, ...files }, { watch: ['src/**'] })).fingerprint.code;
  expect(await codeOf({})).toBeUndefined();
  expect(await codeOf({ 'src/a.py': '1' })).not.toBe(await codeOf({ 'src/a.py': '2' }));
  const commandYaml = 'type: command\ncommand: [python, app.py]\n';
  expect(await codeOf({}, commandYaml)).not.toBe(await codeOf({}, commandYaml.replace('app', 'other')));
});

test('a file that an option names is read and is data', async () => {
  const spec = await withTarget('type: replay\nfile: rec.jsonl\n', { 'suites/small/rec.jsonl': '{}' });
  expect(spec.files).toEqual([{ path: 'suites/small/rec.jsonl', text: '{}' }]);
  expect(spec.fingerprint.data).toMatch(/^[0-9a-f]{64}$/);
});

test('a missing prompt file names target.yaml, the file and the nearest', async () => {
  expect(await mistakes(() => withTarget(targetYaml.replace('answer.md', 'anwser.md')))).toEqual([
    'suites/small/target.yaml: prompt: expected a file that is there, received "prompts/anwser.md": no file suites/small/prompts/anwser.md in head 7654321; did you mean `prompts/answer.md`?',
  ]);
});

test('reports everything wrong at once', async () => {
  const yaml = 'type: openia\nprompt: gone.md\ntools: gone.json\nfiles: [/etc/passwd]\n';
  const lines = (await mistakes(() => withTarget(yaml))).join('\n');
  expect(lines).toContain('type: expected a known type of target, received "openia"; did you mean `openai`?');
  expect(lines).toContain('prompt: expected a file that is there');
  expect(lines).toContain('tools: expected a file that is there');
  expect(lines).toContain('files[0]: expected a relative path inside the repository, with `/`, received "/etc/passwd"');
});

test.each([
  [
    'type: openai\nbase-ulr: http://x\n',
    /base-ulr: expected a known key, received `base-ulr`; did you mean `base-url`\?/,
  ],
  ['type: openai\nparms: {}\n', /did you mean `params`\?/],
  [
    'type: openai\nprompt: prompts/answer.md\nmessages: [{ role: user, content: x }]\n',
    /either `prompt` or `messages`, received both/,
  ],
  ['type: openai\nmessages: [{ role: user }]\n', /messages\[0\]: expected either `content` or `file`/],
  [
    'type: openai\nmessages: [{ role: usr, content: x }]\n',
    /messages\[0\]\.role: expected one of .*; did you mean `user`\?/,
  ],
  ['type: openai\nprompt: ../../../x\n', /a relative path inside the repository/],
  ['type: replay\n', /file: expected a text, received nothing/],
  ['type: constructor\n', /expected a known type of target/],
  ['model: x\n', /type: expected a text, received nothing/],
])('%j', async (yaml, message) => {
  expect((await mistakes(() => withTarget(yaml))).join('\n')).toMatch(message);
});

test('the suite says which types are allowed', async () => {
  const lines = await mistakes(() => load({}, { allowedTargets: ['http'] }));
  expect(lines.join()).toContain('type: expected a type that suite.yaml allows (http), received "openai"');
});

test('a tree without target.yaml is a usage error', async () => {
  expect(await mistakes(() => load({ 'suites/small/target.yaml': undefined }))).toEqual([
    'suites/small/target.yaml: expected a file, received nothing in head 7654321',
  ]);
});
