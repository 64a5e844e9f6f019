import { expect, test } from 'vitest';
import { readNumbers } from '../../src/scorers/read-numbers.ts';
import { score, valueOf } from './support.ts';

test.each([
  ['1,234.5', [1234.5]],
  ['1.234,5', [1234.5]],
  ['1.234.567', [1234567]],
  ['1,234', [1234]],
  ['1.234', [1.234]],
  ['0,5', [0.5]],
  ['3,14', [3.14]],
  ['1\u202f234,5', [1234.5]],
  ["12'345.6", [12345.6]],
  ['−3 and -4 and +5', [-3, -4, 5]],
  ['2e-4', [0.0002]],
  ['12,34,567.8', [1234567.8]],
  ['€12, then $.5', [12, 0.5]],
  ['KX40 v1.2.3 rule', []],
  ['3-5 days', [3, 5]],
  ['in 2024 100 items', [2024, 100]],
  ['on 12.05.2024', []],
  ['5mm', [5]],
  ['', []],
])('reads %j as %j', (text, numbers) => {
  expect(readNumbers(text)).toEqual(numbers);
});

test('reads what is ambiguous as it is told', () => {
  expect(readNumbers('1.234', ',')).toEqual([1234]);
  expect(readNumbers('1,234', ',')).toEqual([1.234]);
  expect(readNumbers('1,234', '.')).toEqual([1234]);
});

test('is linear on hostile digits', () => {
  const started = performance.now();
  readNumbers(`${'1.'.repeat(200_000)}x${'-'.repeat(200_000)}${'1'.repeat(200_000)}`);
  expect(performance.now() - started).toBeLessThan(2000);
});

test.each([
  ['The total is 1.234,50 €', 1234.5, {}, 1],
  ['0.1 + 0.2 = 0.30000000000000004', 0.3, {}, 1],
  ['about 101', 100, { tolerance: 1 }, 1],
  ['about 102', 100, { tolerance: 1 }, 0],
  ['about 101', 100, { 'relative-tolerance': 0.01 }, 1],
  ['first 1 then 2', 1, {}, 0],
  ['first 1 then 2', 1, { pick: 'first' }, 1],
  ['first 1 then 2 then 3', 2, { pick: 'any' }, 1],
  ['2 and 1', [1, 2], {}, 1],
  ['2 only', [1, 2], {}, 0],
  ['none', 1, {}, 0],
  ['{"value": 5.0}', { value: 5 }, { field: 'value' }, 1],
  ['{"value": "5,5 nm"}', { value: 5.5 }, { field: 'value' }, 1],
  ['{"value": null}', 5, { field: 'value' }, 0],
  ['broken', 5, { field: 'value' }, 0],
  ['5', 'five', {}, 'unscored'],
])('scores %j against %j with %j as %s', async (answer, expected, options, value) => {
  expect(await valueOf(score('numeric', answer, expected, options))).toBe(value);
});
