import { expect, test } from 'vitest';
import { describeIssue } from '../../src/domain/usage-error.ts';
import { parseYaml } from '../../src/config/yaml.ts';

function problems(text: string): readonly string[] {
  const parsed = parseYaml(text, 'x.yaml');
  return parsed.ok ? [] : parsed.issues.map(describeIssue);
}

test('reads the core schema and nothing else', () => {
  const text = 'a: yes\nb: 0o10\nc: 2024-01-01\nd: ~\ne: [1, 2.5, true]\nf: &x {k: 1}\ng: *x\n';
  expect(parseYaml(text, 'x.yaml')).toEqual({
    ok: true,
    value: { a: 'yes', b: 8, c: '2024-01-01', d: null, e: [1, 2.5, true], f: { k: 1 }, g: { k: 1 } },
  });
  expect(parseYaml('', 'x.yaml')).toEqual({ ok: true, value: null });
});

test('names line and column of what does not parse', () => {
  expect(problems('a: 1\nb: [1, 2\nc: 3\n')[0]).toMatch(/^x\.yaml: line 3, column \d+: expected valid YAML \(/);
});

test('refuses a key twice', () => {
  expect(problems('a:\n  margin: 1\n  margin: 2\n')).toEqual([
    'x.yaml: line 3, column 3: expected every key once, received "margin" again; remove one of them',
  ]);
});

test.each([
  [
    'alias bombs',
    `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
      .split('')
      .map(
        (key, at) =>
          `${key}: &${key} [${Array(9)
            .fill(`*${'abcdefgh'.charAt(at)}`)
            .join()}]\n`,
      )
      .join('')}`,
    /aliases/,
  ],
  ['flow nesting', '['.repeat(100_000), /levels of nesting/],
  ['closed flow nesting', `${'['.repeat(100)}${']'.repeat(100)}`, /levels of nesting/],
  ['block nesting', `${'- '.repeat(5000)}x`, /levels of nesting/],
  ['indented nesting', Array.from({ length: 150 }, (_, at) => `${' '.repeat(at)}k:`).join('\n'), /levels of nesting/],
  ['size', `a: ${'x'.repeat(1_000_001)}`, /at most 1 MB/],
  ['tags', 'a: !!js/function "x"', /valid YAML/],
  ['several documents', 'a: 1\n---\nb: 2\n', /valid YAML/],
  ['prototype keys', 'a: { __proto__: { x: 1 } }', /no key named `__proto__`/],
  ['numbers beyond JSON', 'a: .inf', /finite numbers/],
  ['unknown aliases', 'a: *nowhere', /alias|YAML/i],
])('refuses %s quickly', (_, text, message) => {
  const started = performance.now();
  expect(problems(text).join()).toMatch(message);
  expect(performance.now() - started).toBeLessThan(3000);
});

test('very many keys are read, and the one that stands twice is named', () => {
  const keys = Array.from({ length: 60_000 }, (_, index) => `k${index}: 1\n`).join('');
  expect(parseYaml(keys, 'x.yaml').ok).toBe(true);
  expect(parseYaml(`${keys}k7: 2\n`, 'x.yaml')).toMatchObject({
    ok: false,
    issues: [{ path: 'line 60001, column 1', expected: 'every key once', received: '"k7" again' }],
  });
});
