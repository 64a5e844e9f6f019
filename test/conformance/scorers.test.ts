import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/domain/json.ts';
import type { Score } from '../../src/domain/score.ts';
import type { Scorer } from '../../src/domain/scorer.ts';
import { issuesFrom } from '../../src/config/issues.ts';
import type { Scale } from '../../src/scorers/define-scorer.ts';
import { scorers, scorerNamed, type ScorerType } from '../../src/scorers/index.ts';

// What each scorer needs to be configured at all, by its name; everything else is derived from the registry.
const requiredOptions: Partial<Record<ScorerType, object>> = { 'json-schema': { schema: { type: 'object' } } };

const answers: Readonly<Record<string, string>> = {
  empty: '',
  blank: ' \n\t\r ',
  huge: 'lorem 1,5 {"a": '.repeat(60_000),
  'huge JSON': JSON.stringify({ a: Array.from({ length: 20_000 }, (_, at) => at) }),
  'broken JSON': '{"a": [1, 2',
  'deep JSON': `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
  fence: '```json\n```',
  'open fence': '```',
  unicode: '\u202eÅﬁ😀\ud800 \u0000 ﷽ İ',
  prototype: '{"__proto__": {"a": 1}, "constructor": {"a": 1}}',
  null: 'null',
  number: '1e999',
};

const expectations: readonly (Json | undefined)[] = [
  undefined,
  null,
  true,
  0,
  1.5,
  '',
  'x',
  '(',
  [],
  ['x', 1],
  [null],
  {},
  { a: 1 },
  { a: ['x'] },
  { a: [{ b: 1 }] },
  { name: 'f', arguments: {} },
  [{ name: 'f', arguments: { a: 1 } }],
  JSON.parse('{"__proto__": 1, "toString": "x"}') as Json,
];

describe.each(Object.entries(scorers))('%s', (type, definition) => {
  const base = requiredOptions[type as ScorerType] ?? {};
  const optionSets = [base, { ...base, field: 'a' }, { ...base, 'expected-field': 'a' }].filter(
    (options) => definition.configure(options, new Map()).ok,
  );

  test('is registered under its own name, with a version and a summary', () => {
    expect(definition.type).toBe(type);
    expect(Number.isInteger(definition.version) && definition.version >= 1).toBe(true);
    expect(definition.summary).toMatch(/^[A-Z0-9].{10,118}\.$/);
    expect(optionSets.length).toBeGreaterThan(0);
  });

  test('refuses an unknown option and names the nearest', () => {
    const configured = definition.configure({ ...base, 'expcted-feld': 'x' }, new Map());
    const issues = configured.ok
      ? []
      : issuesFrom(configured.issues, { where: 'suite.yaml', input: base, schema: definition.schema });
    expect(issues).toMatchObject([{ expected: 'a known key', received: '`expcted-feld`' }]);
    const hasIt = JSON.stringify(issues).includes('expected-field');
    const knows = definition.configure({ ...base, 'expected-field': 'x' }, new Map()).ok;
    expect(hasIt).toBe(knows);
  });

  test('scores any answer to any expectation inside its scale, the same each time, and never throws', async () => {
    const violations: string[] = [];
    for (const options of optionSets) {
      const configured = definition.configure(options, new Map());
      if (!configured.ok) throw new Error('checked above');
      const scale = definition.scale(options);
      for (const expected of expectations) {
        for (const [name, text] of Object.entries(answers)) {
          const first = await run(configured.product, text, expected);
          const again = await run(configured.product, text, expected);
          const problem = JSON.stringify(first) === JSON.stringify(again) ? violation(first, scale) : 'differs';
          if (problem !== undefined) violations.push(`${name}, ${JSON.stringify(expected)}: ${problem}`);
        }
      }
    }
    expect(violations).toEqual([]);
  }, 20_000);
});

test('names from outside never reach inherited properties', () => {
  expect(scorerNamed('constructor')).toBeUndefined();
  expect(scorerNamed('toString')).toBeUndefined();
  expect(scorerNamed('includes')).toBe(scorers.includes);
});

/** What breaks the contract of scores, if anything does. */
function violation(score: Score, scale: Scale): string | undefined {
  if (score.status === 'unscored') return score.reason.length > 5 ? undefined : 'no reason';
  const { value, explanation = '' } = score;
  if (!Number.isFinite(value) || value < 0 || (scale.bounded && value > 1)) return `value ${value}`;
  if (scale.kind === 'binary' && value !== 0 && value !== 1) return `value ${value} is not binary`;
  if (scale.bounded && value < 1 && explanation === '') return 'no explanation';
  return explanation.length < 400 && !explanation.includes('\n') ? undefined : 'the explanation is not one short line';
}

function run(scorer: Scorer, text: string, expected: Json | undefined) {
  const testCase = { id: 'c', hash: 'h', input: {}, tags: [], ...(expected === undefined ? {} : { expected }) };
  const measured = { latencyMs: 5, cost: 0.1, usage: { inputTokens: 3, outputTokens: 2 } };
  return scorer({ text, toolCalls: [{ name: 'f', arguments: { a: 1 } }] }, testCase, { measured });
}
