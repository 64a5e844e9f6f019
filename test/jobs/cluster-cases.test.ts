import { describe, expect, test } from 'vitest';

import type { Case } from '../../src/domain/case.ts';
import { clusterCases } from '../../src/jobs/cluster-cases.ts';

const words = (seed: string, count = 60): string => Array.from({ length: count }, (_, i) => `${seed}${i}`).join(' ');

function caseOf(id: string, text: string, cluster?: string): Case {
  return { id, hash: id, input: { question: text }, tags: [], ...(cluster === undefined ? {} : { cluster }) };
}

const clusterNames = (cases: readonly Case[]) => clusterCases(cases).cases.map(({ cluster }) => cluster);

describe('clusterCases', () => {
  test('cases that say nearly the same become one cluster, the others stay alone', () => {
    const cases = [caseOf('a', words('x')), caseOf('b', words('y')), caseOf('c', `${words('x')} indeed`)];
    expect(clusterNames(cases)).toEqual(['near-duplicates of a', undefined, 'near-duplicates of a']);
    expect(clusterCases(cases)).toMatchObject({ nearDuplicates: [['a', 'c']], units: 2 });
  });

  test('a group that meets a declared cluster joins it', () => {
    const cases = [caseOf('a', words('x')), caseOf('b', words('x'), 'doc'), caseOf('c', words('z'), 'doc')];
    expect(clusterNames(cases)).toEqual(['doc', 'doc', 'doc']);
    expect(clusterCases(cases)).toMatchObject({ nearDuplicates: [['a', 'b']], units: 1 });
  });

  test('clusters that share a near-duplicate become one', () => {
    const cases = [
      caseOf('a', words('x'), 'one'),
      caseOf('b', words('x'), 'two'),
      caseOf('c', words('z'), 'two'),
      caseOf('d', words('w')),
    ];
    expect(clusterNames(cases)).toEqual(['one', 'one', 'one', undefined]);
    expect(clusterCases(cases).units).toBe(2);
  });

  test('what is declared a cluster already is nothing new', () => {
    const cases = [caseOf('a', words('x'), 'doc'), caseOf('b', words('x'), 'doc')];
    expect(clusterCases(cases).nearDuplicates).toEqual([]);
  });
});
