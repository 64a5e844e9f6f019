import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { digestOf, sha256Hex } from '../../src/text/digest.ts';

test('is SHA-256 as node:crypto computes it, of text as UTF-8 and of bytes', () => {
  for (const text of ['', 'abc', 'naïve 😀', 'x'.repeat(100_000)]) {
    const expected = createHash('sha256').update(text, 'utf8').digest('hex');
    expect(sha256Hex(text)).toBe(expected);
    expect(sha256Hex(new TextEncoder().encode(text))).toBe(expected);
  }
});

test('of a value does not depend on key order and does on everything else', () => {
  expect(digestOf({ a: 1, b: [1, 2] })).toBe(digestOf({ b: [1, 2], a: 1 }));
  expect(digestOf({ a: 1, b: [1, 2] })).not.toBe(digestOf({ a: 1, b: [2, 1] }));
  expect(digestOf('1')).not.toBe(digestOf(1));
});
