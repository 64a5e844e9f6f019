// Prints the report of one gate in memory, always the same change, trials and clock: what two runs, and two versions of
// Node, must print byte for byte. Used by test/jobs/reproducible.test.ts.
import process from 'node:process';

import { gate } from '../../src/jobs/gate.ts';
import { refresh } from '../../src/jobs/refresh.ts';
import { render } from '../../src/entry/write-results.ts';
import { seededRandom } from '../../src/stats/random.ts';
import { memoryGate, plainRequest, type AnswerInMemory, type Files } from './memory-gate.ts';

const KINDS = ['refunds', 'orders', 'returns', 'other'];

/** Binary, ordinal, continuous and ratio metrics, a gated slice, clusters, strata of unequal weight, repeats. */
const files: Files = {
  'steelyard.yaml': 'version: 1\nhosts: { 127.0.0.1: null }\n',
  'suites/shop/suite.yaml': [
    'targets: [openai]',
    'metrics:',
    '  - { name: correct, gate: true, margin: 0.1, scorer: { type: json-fields, fields: [answer], aggregate: all } }',
    '  - { name: share, kind: continuous, gate: true, margin: 0.1, scorer: { type: json-fields, fields: [answer, tone, source], aggregate: mean } }',
    '  - { name: latency, kind: ratio, direction: lower, gate: true, margin: 0.3, scorer: { type: latency } }',
    'slices: [{ tag: "kind:refunds", gate: true, margins: { correct: 0.25 } }]',
    'sampling: { cases: 90, trials: 2, stratify-by: kind, allocation: neyman }',
    '',
  ].join('\n'),
  'suites/shop/target.yaml':
    "type: openai\nbase-url: http://127.0.0.1:1/v1\nmodel: m-1\nmessages:\n  - { role: system, file: prompt.md }\n  - { role: user, content: '{{question}}' }\n",
  'suites/shop/prompt.md': 'Answer.\n',
  'suites/shop/cases.jsonl': Array.from({ length: 120 }, (_, i) => {
    const one = {
      id: `c${i}`,
      input: { question: `[c${i}] Is it so?` },
      expected: { answer: 'yes', tone: 'yes', source: 'yes' },
      tags: [`kind:${KINDS[i % 7] ?? 'other'}`],
      ...(i % 10 === 0 ? { cluster: `doc-${Math.floor(i / 30)}` } : {}),
    };
    return `${JSON.stringify(one)}\n`;
  }).join(''),
};

function answering(seed: string, clock: () => { sleep(ms: number): Promise<void> }): AnswerInMemory {
  const asked = new Map<string, number>();
  return async ({ text, arm }) => {
    const nth = (asked.get(`${arm} ${text}`) ?? 0) + 1;
    asked.set(`${arm} ${text}`, nth);
    const random = seededRandom(`${seed} ${arm} ${text} ${nth}`);
    await clock().sleep(Math.round(50 + 900 * random.next() ** 3));
    const chance = text.includes('Briefly') ? 0.8 : 0.93;
    const part = (): string => (random.next() < chance ? 'yes' : 'no');
    return JSON.stringify({ answer: part(), tone: part(), source: part() });
  };
}

const before = memoryGate({ base: files, head: files, answer: answering('before', () => before.ports.clock) });
const { head } = await before.ports.repository.change();
const { baseline } = await refresh(
  await before.ports.repository.head(),
  { suite: 'shop', revision: head, limits: {}, trials: 3 },
  before.ports,
);
const world = memoryGate({
  base: files,
  head: { ...files, 'suites/shop/prompt.md': 'Briefly answer.\n' },
  answer: answering('now', () => world.ports.clock),
  baselines: [baseline],
});
const report = await gate({ ...plainRequest, simulatedRuns: 20 }, world.ports);
await new Promise((resolve) => process.stdout.write(render(report, 'json'), resolve));
