import { describe, expect, it } from 'vitest';

import { list, prose, toMarkdown, toPlain, words } from '../../src/reporters/words.ts';

describe('prose', () => {
  it('sets names in backticks as code, with the spaces around them', () => {
    const message = '`support` is gated: set `gate: false` or *nothing*';
    expect(toMarkdown(prose(message))).toBe(
      String.raw`\`support\` is gated: set \`gate: false\` or \*nothing\*`.replaceAll('\\`', '`'),
    );
    expect(toPlain(prose(message))).toBe('support is gated: set gate: false or *nothing*');
  });

  it('opens nothing at an odd backtick', () => {
    expect(toMarkdown(prose('a `b` and ` c'))).toBe('a `b` and \\` c');
    expect(toPlain(prose('`x'))).toBe('`x');
    expect(toMarkdown(prose(''))).toBe('');
  });
});

describe('toPlain', () => {
  it('leaves no space in a log that a search would not find', () => {
    expect(toPlain(words`by ${'6.3\u00a0pp'}`)).toBe('by 6.3 pp');
  });
});

describe('list', () => {
  it('joins with and, or with or', () => {
    const items = ['a', 'b', 'c'].map((item) => words`${item}`);
    expect(toPlain(list(items))).toBe('a, b and c');
    expect(toPlain(list(items, 4, 'or'))).toBe('a, b or c');
    expect(toPlain(list(items, 2))).toBe('a and 2 more');
  });
});
