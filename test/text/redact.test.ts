import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../src/text/redact.ts';

const secret = 'sk-live/9+Äß "quoted"\\42';
const redact = createRedactor([secret]);
const bytes = new TextEncoder().encode(secret);

const encodings: Readonly<Record<string, string>> = {
  exact: secret,
  'URL-encoded': encodeURIComponent(secret),
  'URL-encoded, lower-case escapes': encodeURIComponent(secret).replaceAll(/%../gu, (escape) => escape.toLowerCase()),
  'as a form': new URLSearchParams({ secret }).toString().slice('secret='.length),
  'inside JSON': JSON.stringify({ key: secret }),
  'inside JSON inside JSON': JSON.stringify(JSON.stringify({ key: secret })),
  'inside JSON of ASCII alone': JSON.stringify({ key: secret }).replaceAll('Ä', '\\u00c4').replaceAll('ß', '\\u00df'),
  hex: Buffer.from(bytes).toString('hex'),
  HEX: Buffer.from(bytes).toString('hex').toUpperCase(),
};

describe('createRedactor', () => {
  it.each(Object.entries(encodings))('hides a secret %s', (_, text) => {
    const shown = redact(`before ${text} after`);
    expect(shown).toContain('***');
    expect(shown).toMatch(/^before .*after$/u);
    expect(shown).not.toContain('9');
  });

  it.each([0, 1, 2, 3, 4, 5])('hides it in base64 %i bytes into a longer text', (offset) => {
    const text = Buffer.concat([Buffer.alloc(offset, 'x'), bytes, Buffer.from(' and more')]).toString('base64');
    const shown = redact(text);
    expect(shown).toContain('***');
    const own = Buffer.from(bytes).toString('base64').slice(4, 12);
    expect(shown).not.toContain(own);
    expect(redact(text.replaceAll('+', '-').replaceAll('/', '_'))).toContain('***');
  });

  it('lets the longest secret go first, so that one that holds another disappears whole', () => {
    expect(createRedactor(['secret', 'my-secret-key'])('my-secret-key and secret')).toBe('*** and ***');
  });

  it('hides each line of a secret that has several', () => {
    const key = '-----BEGIN KEY-----\nAbCdEfGhIj\n-----END KEY-----';
    expect(createRedactor([key])('found AbCdEfGhIj here')).toBe('found *** here');
  });

  it('ignores secrets below six characters, which would blank ordinary words', () => {
    expect(createRedactor(['token', ''])('a token is a token')).toBe('a token is a token');
  });

  it('takes a secret for text, not for a pattern', () => {
    const odd = 'a.*(b)+[c]$^|\\d';
    expect(createRedactor([odd])(`x${odd}y`)).toBe('x***y');
    expect(createRedactor([odd])('aZZ(b)+[c]')).toBe('aZZ(b)+[c]');
  });

  it('leaves text without secrets alone', () => {
    expect(redact('nothing to see')).toBe('nothing to see');
    expect(createRedactor([])(secret)).toBe(secret);
  });
});
