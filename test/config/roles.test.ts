import { describe, expect, test } from 'vitest';

import { caseChanges } from '../../src/config/case-changes.ts';
import { readCases } from '../../src/config/cases.ts';
import { policyDiff } from '../../src/config/policy-diff.ts';
import { readSuite } from '../../src/config/suite.ts';
import { memoryTree } from '../support/memory-tree.ts';
import { casesJsonl, mistakes, repositoryFiles, suiteYaml } from './support.ts';

const guard = (id: string, role: string) =>
  `${JSON.stringify({ id, role, input: { question: '3+3?' }, expected: '6' })}\n`;

function load(cases: string, suite = suiteYaml) {
  const files = repositoryFiles({ 'suites/small/cases.jsonl': cases, 'suites/small/suite.yaml': suite });
  return readSuite(memoryTree(files, 'base 1234567'), 'suites/small');
}

const many = (count: number, role: string) => Array.from({ length: count }, (_, i) => guard(`g${i}`, role)).join('');

describe('role', () => {
  test('is read, and enters the digest of the suite', async () => {
    const plain = await load(casesJsonl + guard('c', 'sentinel').replace('"role":"sentinel",', ''));
    const sentinel = await load(casesJsonl + guard('c', 'sentinel'));
    const invariant = await load(casesJsonl + guard('c', 'invariant'));
    expect(sentinel.suite.cases.map(({ role }) => role)).toEqual([undefined, undefined, 'sentinel']);
    expect(new Set([plain, sentinel, invariant].map(({ suite }) => suite.digest)).size).toBe(3);
    // What is asked and expected is the same: stored trials still serve.
    expect(new Set([plain, sentinel, invariant].map(({ suite }) => suite.cases[2]?.hash)).size).toBe(1);
  });

  test('that does not exist is a mistake', async () => {
    expect(await mistakes(() => load(casesJsonl + guard('c', 'sentinal')))).toEqual([
      expect.stringMatching(
        /cases\.jsonl: line 3: role: expected one of `sentinel`, `invariant`, received "sentinal"; did you mean `sentinel`\?$/,
      ),
    ]);
  });

  test.each<[string, string, string, RegExp]>([
    [
      'nothing gated that can fail it',
      casesJsonl + guard('c', 'invariant'),
      suiteYaml.replace('gate: true', 'gate: false'),
      /suite\.yaml: metrics: expected a gated metric that is not a ratio, .*, received none, and 1 case with a `role`; set `gate: true`/,
    ],
    [
      'only a gated ratio',
      casesJsonl + guard('c', 'sentinel'),
      'metrics:\n  - { name: speed, gate: true, scorer: { type: latency } }\n',
      /suite\.yaml: metrics: expected a gated metric that is not a ratio/,
    ],
    [
      'too many sentinels',
      casesJsonl + many(21, 'sentinel'),
      suiteYaml,
      /cases\.jsonl: role: expected at most 20 sentinels, received 21; keep the ones that matter most/,
    ],
    [
      'nothing left to compare',
      many(2, 'invariant'),
      suiteYaml.replace(', stratify-by: task', ''),
      /cases\.jsonl: role: expected at least one case without a `role`/,
    ],
  ])('is refused with %s', async (_, cases, suite, line) => {
    expect(await mistakes(() => load(cases, suite))).toEqual([expect.stringMatching(line)]);
  });

  test('twenty sentinels and any number of invariants are fine', async () => {
    const { suite } = await load(casesJsonl + many(20, 'sentinel') + many(45, 'invariant').replaceAll('"g', '"i'));
    expect(suite.cases).toHaveLength(67);
  });
});

describe('a change of roles', () => {
  const cases = (text: string) => {
    const read = readCases(text, 'cases.jsonl');
    if (!read.ok) throw new Error(JSON.stringify(read.issues));
    return read.cases;
  };

  test('is an edit of the case, though nothing of it is asked otherwise', () => {
    const changes = caseChanges(cases(guard('c', 'invariant')), cases(guard('c', 'sentinel')));
    expect(changes).toEqual({ added: [], removed: [], edited: ['c'], extended: new Map() });
  });

  test('is named case by case, removed and added ones too', () => {
    const path = 'suites/small/cases.jsonl';
    const before = casesJsonl + guard('c', 'invariant') + guard('d', 'sentinel');
    const after = casesJsonl + guard('c', 'sentinel') + guard('e', 'invariant');
    const [edit] = policyDiff(new Map([[path, before]]), new Map([[path, after]]));
    expect(edit?.edits).toEqual([
      '1 case added: e',
      '1 case removed: d',
      '1 case edited: c',
      'role of c: "invariant" → "sentinel"',
      'role of d: "sentinel" → (none)',
      'role of e: (none) → "invariant"',
    ]);
  });
});
