import { expect, test } from 'vitest';
import { caseChanges } from '../../src/config/case-changes.ts';
import { readCases } from '../../src/config/cases.ts';

function cases(...lines: readonly object[]) {
  const read = readCases(lines.map((line) => JSON.stringify(line)).join('\n'), 'cases.jsonl');
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.cases;
}

const a = { id: 'a', input: { q: 1, deep: { x: 1, y: 2 } }, expected: 'e' };

test.each([
  ['nothing', { ...a, tags: ['new'] }, [], {}],
  ['key order', { ...a, input: { deep: { y: 2, x: 1 }, q: 1 } }, [], {}],
  ['a key added to input', { ...a, input: { ...a.input, tone: 'warm' } }, [], { a: { tone: 'warm' } }],
  ['an input value changed', { ...a, input: { ...a.input, q: 2 } }, ['a'], {}],
  ['an input key removed', { ...a, input: { q: 1 } }, ['a'], {}],
  ['a key added inside an input value', { ...a, input: { q: 1, deep: { x: 1, y: 2, z: 3 } } }, ['a'], {}],
  ['an expectation changed', { ...a, expected: 'f' }, ['a'], {}],
  ['an expectation removed', { id: 'a', input: a.input }, ['a'], {}],
  [
    'expectation changed and key added',
    { ...a, expected: 'f', input: { ...a.input, tone: 1 } },
    ['a'],
    { a: { tone: 1 } },
  ],
  ['input changed and key added', { ...a, input: { ...a.input, q: 2, tone: 1 } }, ['a'], {}],
])('%s', (_, head, edited, extended) => {
  const changes = caseChanges(cases(a), cases(head));
  expect(changes).toMatchObject({ added: [], removed: [], edited });
  expect(Object.fromEntries(changes.extended)).toEqual(extended);
});

test('added and removed cases are named, sorted', () => {
  const b = { id: 'b', input: {} };
  const c = { id: 'c', input: {} };
  expect(caseChanges(cases(a), cases(c, b))).toMatchObject({ added: ['b', 'c'], removed: ['a'], edited: [] });
});
