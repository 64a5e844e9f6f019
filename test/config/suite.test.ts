import { expect, test } from 'vitest';
import { checkSuite, readSuite } from '../../src/config/suite.ts';
import { memoryTree } from '../support/memory-tree.ts';
import { casesJsonl, mistakes, repositoryFiles, suiteYaml } from './support.ts';

const directory = 'suites/small';

function load(changes: Readonly<Record<string, string | undefined>> = {}) {
  return readSuite(memoryTree(repositoryFiles(changes), 'base 1234567'), directory);
}

function withMetric(metric: string) {
  return load({ 'suites/small/suite.yaml': `metrics:\n  - ${metric}\n` });
}

test('reads a suite with its defaults and a scorer for each metric', async () => {
  const { suite, scorers, files } = await load();
  expect(suite).toMatchObject({
    name: 'small',
    directory,
    sampling: { cases: 2, trials: 1, stratifyBy: 'task' },
    allowedTargets: ['openai'],
    watch: [],
    metrics: [
      {
        name: 'correct',
        title: 'Correct',
        kind: 'binary',
        direction: 'higher',
        range: [0, 1],
        margin: 0.1,
        gate: true,
      },
      { name: 'speed', title: 'Speed', kind: 'ratio', direction: 'lower', margin: 0.1, gate: false },
    ],
  });
  expect(suite.cases.map(({ id, cluster }) => ({ id, cluster }))).toEqual([
    { id: 'a', cluster: 'doc-1' },
    { id: 'b', cluster: undefined },
  ]);
  expect(files).toEqual(['suites/small/cases.jsonl', 'suites/small/suite.yaml']);
  const scorer = scorers.get('correct');
  const [first] = suite.cases;
  expect(first && (await scorer?.({ text: '2' }, first, { measured: { latencyMs: 1 } }))).toEqual({
    status: 'scored',
    value: 1,
  });
});

test('margin defaults to 5% of the range', async () => {
  const { suite } = await withMetric('{ name: m, range: [0, 10], kind: continuous, scorer: { type: set-f1 } }');
  expect(suite.metrics[0]?.margin).toBeCloseTo(0.5);
});

test.each([
  [
    'wording and order of cases',
    {
      'suites/small/suite.yaml': suiteYaml.replace('A small', 'Another'),
      'suites/small/cases.jsonl': casesJsonl.trim().split('\n').toReversed().join('\n'),
    },
    true,
    true,
  ],
  [
    'key order in a case',
    {
      'suites/small/cases.jsonl': casesJsonl.replace(
        '"id":"b","input":{"question":"2+2?"}',
        '"input":{"question":"2+2?"},"id":"b"',
      ),
    },
    true,
    true,
  ],
  ['a margin', { 'suites/small/suite.yaml': suiteYaml.replace('0.1', '0.2') }, false, true],
  ['an expectation', { 'suites/small/cases.jsonl': casesJsonl.replace('"4"', '"5"') }, false, true],
  ['a tag', { 'suites/small/cases.jsonl': casesJsonl.replace('task:sum', 'task:add') }, false, true],
  [
    'a scorer option',
    { 'suites/small/suite.yaml': suiteYaml.replace('ignore-case: true', 'ignore-case: false') },
    false,
    false,
  ],
])('digests: %s', async (_, changes, sameDigest, sameScorers) => {
  const before = (await load()).suite;
  const after = (await load(changes)).suite;
  expect(after.digest === before.digest).toBe(sameDigest);
  expect(after.scorersDigest === before.scorersDigest).toBe(sameScorers);
});

test('the text of a scorer file is part of the scorers digest', async () => {
  const yaml = 'metrics:\n  - { name: valid, scorer: { type: json-schema, file: ../shared/answer.json } }\n';
  const digestWith = async (schema: string) =>
    (await load({ 'suites/small/suite.yaml': yaml, 'suites/shared/answer.json': schema })).suite.scorersDigest;
  expect(await digestWith('{"type":"object"}')).not.toBe(await digestWith('{"type":"array"}'));
});

test('reports everything wrong in both files at once', async () => {
  const changes = {
    'suites/small/suite.yaml': `
metrics:
  - { name: correct, gates: true, scorer: { type: exact-match } }
  - { name: other, scorer: { type: exact-match } }
`,
    'suites/small/cases.jsonl': '{"id":"a","input":{}}\n\n{"id":"a","input":{}}\nnot json\n{"id":"b c","inputs":{}}\n',
  };
  expect(await mistakes(() => load(changes))).toEqual([
    'suites/small/suite.yaml: metrics[0].gates: expected a known key, received `gates`; did you mean `gate`?',
    'suites/small/cases.jsonl: line 3: id: expected an id used once, received "a", which is also on line 1; rename one of them',
    'suites/small/cases.jsonl: line 4: expected one JSON object a line, received "not json"',
    'suites/small/cases.jsonl: line 5: id: expected an id of letters, digits, `.`, `_`, `:`, `/` and `-`, at most 128, received "b c"',
    'suites/small/cases.jsonl: line 5: input: expected a mapping, received nothing',
    'suites/small/cases.jsonl: line 5: inputs: expected a known key, received `inputs`; did you mean `input`?',
  ]);
});

test('several metrics wrong are several issues', async () => {
  const yaml = `
metrics:
  - { name: a, scorer: { type: exact_match } }
  - { name: b, scorer: { type: regex, pattern: "(" } }
  - { name: b, scorer: { type: tokens, of: outputs } }
  - { name: c, scorer: { type: json-schema, file: anwser.json } }
  - { name: d, scorer: { type: json-schema, file: ../../../etc/passwd } }
sampling: { stratify-by: tusk }
`;
  const lines = await mistakes(() => load({ 'suites/small/suite.yaml': yaml, 'suites/small/answer.json': '{}' }));
  expect(lines.join('\n')).toContain(
    'metrics[0].scorer.type: expected a known scorer, received "exact_match"; did you mean `exact-match`?',
  );
  expect(lines.join('\n')).toMatch(
    /metrics\[1\]\.scorer\.pattern: expected a pattern in RE2 syntax \(.*\), received "\("/,
  );
  expect(lines.join('\n')).toContain(
    'metrics[2].scorer.of: expected one of `input`, `output`, `total`, received "outputs"; did you mean `output`?',
  );
  expect(lines.join('\n')).toContain(
    'metrics[3].scorer.file: expected a file that is there, received "anwser.json": no file suites/small/anwser.json in base 1234567; did you mean `answer.json`?',
  );
  expect(lines.join('\n')).toContain('metrics[4].scorer.file: expected a relative path inside the repository');
  expect(lines.join('\n')).toContain(
    'metrics[2].name: expected a name used once, received "b", which is also metrics[1]',
  );
  expect(lines.join('\n')).toContain(
    'sampling.stratify-by: expected a prefix of some tag, received "tusk"; did you mean `task`?',
  );
  expect(lines).toHaveLength(7);
});

test.each([
  ['{ name: m, margin: 0, scorer: { type: includes } }', /margin: expected a number above 0 and below 1, received 0/],
  ['{ name: m, margin: 1, scorer: { type: includes } }', /margin: expected a number above 0 and below 1, received 1/],
  ['{ name: m, kind: ratio, scorer: { type: includes } }', /ratios are for latency, cost and tokens/],
  ['{ name: m, kind: continuous, scorer: { type: latency } }', /expected `ratio`, since `latency`/],
  ['{ name: m, kind: binary, scorer: { type: set-f1 } }', /expected `continuous`, since `set-f1`/],
  ['{ name: m, kind: continuous, range: [0.5, 1], scorer: { type: set-f1 } }', /a range that holds the values/],
  ['{ name: m, scorer: { type: json-fields, aggregat: all } }', /did you mean `aggregate`\?/],
  ['{ name: 9x, scorer: { type: includes } }', /a name of letters, digits/],
  ['{ name: m }', /metrics\[0\]\.scorer: expected a mapping, received nothing/],
])('%s', async (metric, message) => {
  expect((await mistakes(() => withMetric(metric))).join('\n')).toMatch(message);
});

test.each([
  [
    { 'suites/small/cases.jsonl': '\n' },
    'suites/small/cases.jsonl: expected at least one case, received none; add one',
  ],
  [
    { 'suites/small/cases.jsonl': undefined },
    'suites/small/cases.jsonl: expected a file, received nothing in base 1234567',
  ],
  [
    { 'suites/small/suite.yaml': undefined },
    'suites/small/suite.yaml: expected a file, received nothing in base 1234567',
  ],
  [{ 'suites/small/suite.yaml': 'metrics: []' }, 'metrics: expected at least 1 item, received []'],
  [{ 'suites/small/suite.yaml': 'metrics: [' }, 'expected valid YAML'],
  [
    { 'suites/small/cases.jsonl': `{"id":"a","input":{"x":"${'y'.repeat(300_000)}"}}` },
    'line 1: expected at most 256000 characters',
  ],
])('%j', async (changes, message) => {
  expect((await mistakes(() => load(changes))).join('\n')).toContain(message);
});

test('checkSuite gives the issues as a value', async () => {
  const checked = await checkSuite(memoryTree({}), 'suites/none');
  expect(checked).toMatchObject({ ok: false, issues: [{ where: 'suites/none/suite.yaml' }] });
});
