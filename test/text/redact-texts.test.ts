import { expect, test } from 'vitest';

import { createRedactor } from '../../src/text/redact.ts';
import { redactTexts } from '../../src/text/redact-texts.ts';

test('every text of a value is redacted, and nothing else of it changes', () => {
  const redact = createRedactor(['sk-0123456789abcdef']);
  const value = { a: ['Bearer sk-0123456789abcdef', 3, null], b: { 'sk-0123456789abcdef': true } };
  expect(redactTexts(value, redact)).toEqual({ a: ['Bearer ***', 3, null], b: { 'sk-0123456789abcdef': true } });
});

test('words of our own stay what they are', () => {
  const redact = createRedactor(['configuration']);
  const value = { reasons: [{ kind: 'configuration', title: 'the configuration' }] };
  expect(redactTexts(value, redact, new Set(['kind']))).toEqual({
    reasons: [{ kind: 'configuration', title: 'the ***' }],
  });
});
