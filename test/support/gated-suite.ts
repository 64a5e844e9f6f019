import type { AskedModel } from './model-server.ts';

/** A suite whose right verdict is known without chance: every case passes, and a broken prompt fails every second one. */
const CASES = 60;

export const promptPath = 'suites/support/prompt.md';
export const targetPath = 'suites/support/target.yaml';
export const suitePath = 'suites/support/suite.yaml';
export const casesPath = 'suites/support/cases.jsonl';
export const policyPath = 'steelyard.yaml';

export const GOOD = 'Answer in JSON.\n';
export const REWORDED = 'Please answer in JSON.\n';
export const BROKEN = 'Answer in JSON. broken\n';

/** Files of a repository that is gated, by path. */
export function gatedSuite(url: string): Record<string, string> {
  return {
    [policyPath]: 'version: 1\nhosts: { 127.0.0.1: null }\nmax-age: 10\n',
    'schemas/answer.json': '{ "type": "object", "properties": { "answer": { "const": "yes" } } }\n',
    [suitePath]: [
      'name: support',
      'targets: [openai]',
      'metrics:',
      '  - { name: correct, gate: true, margin: 0.1, scorer: { type: exact-match, field: answer } }',
      '  - { name: lawful, gate: true, margin: 0.1, scorer: { type: json-schema, file: ../../schemas/answer.json } }',
      '',
    ].join('\n'),
    [targetPath]: targetYaml(url),
    [promptPath]: GOOD,
    [casesPath]: casesJsonl(),
  };
}

/** A second suite beside it, `search`, whose prompt begins with its name. */
export function searchSuite(url: string): Record<string, string> {
  const files = gatedSuite(url);
  const copied = [suitePath, targetPath, casesPath].map((path): [string, string] => [
    path.replace('suites/support/', 'suites/search/'),
    (files[path] ?? '').replace('name: support', 'name: search'),
  ]);
  return { ...Object.fromEntries(copied), 'suites/search/prompt.md': 'search\n' };
}

export function targetYaml(url: string, more = ''): string {
  const messages = "messages:\n  - { role: system, file: prompt.md }\n  - { role: user, content: '{{question}}' }\n";
  return `type: openai\nbase-url: ${url}\nmodel: small-1\n${messages}${more}`;
}

export interface WrittenCase {
  readonly id: string;
  readonly input: Record<string, string>;
  readonly expected?: unknown;
}

/** The cases as written, each put through `edit`; undefined takes one out. */
export function casesJsonl(edit: (one: WrittenCase, index: number) => WrittenCase | undefined = (one) => one): string {
  return Array.from({ length: CASES }, (_, index) => {
    const id = `case-${String(index).padStart(2, '0')}`;
    const edited = edit({ id, input: { question: `[${id}] is it so?` }, expected: 'yes' }, index);
    return edited === undefined ? '' : `${JSON.stringify(edited)}\n`;
  }).join('');
}

/** What the model says: yes, but for the odd cases where the prompt is broken. */
export function answerOf({ text }: Pick<AskedModel, 'text'>): string {
  const number = Number(/\[case-(\d+)\]/.exec(text)?.[1] ?? 0);
  return JSON.stringify({ answer: text.includes('broken') && number % 2 === 1 ? 'no' : 'yes' });
}
