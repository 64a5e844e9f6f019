import { describe, expect, test } from 'vitest';
import { comparisonTokens } from '../../src/text/comparison-tokens.ts';

const same = (one: string, other: string): boolean =>
  JSON.stringify(comparisonTokens(one)) === JSON.stringify(comparisonTokens(other));

describe('says the same', () => {
  test.each([
    ['What is  the\tcapital?\n', 'what is the capital'],
    ['“Straße”', 'STRASSE'],
    ['ﬁne café', 'fine cafe\u0301'],
    ['Wie geht’s? (Gut!)', "wie geht’s 'gut'"],
    ['C’est quoi ?', 'C’est quoi?'],
    ['ＡＢＣ', 'abc'],
    ['1.5, and 2.', '1.5 and 2'],
    ['東京は、どこですか。', '東京は どこですか'],
  ])('%j and %j', (one, other) => {
    expect(same(one, other)).toBe(true);
  });
});

describe('does not say the same', () => {
  test.each([
    ['is 17 prime?', 'is 18 prime?'],
    ['1.5', '15'],
    ['1.5', '1 5'],
    ['5', '-5'],
    ['.5', '5'],
    ['x <5', 'x >5'],
    ['what is 5!', 'what is 5'],
    ['[0,1)', '(0,1]'],
    ['5% of it', '5 of it'],
    ['$5', '€5'],
    ['2²', '22'],
    ['H₂O', 'H²O'],
    ['C++', 'C'],
    ['what is [] here', 'what is {} here'],
    ['a + b', 'a - b'],
    ["5'", '5"'],
    ['?', '!'],
    ['3.5は何ですか', '35は何ですか'],
  ])('%j and %j', (one, other) => {
    expect(same(one, other)).toBe(false);
  });
});

test.each([
  ['words', 'The word for cat is 猫'],
  ['characters', '猫が好きです。'],
  ['characters', '고양이를 좋아해요'],
  ['characters', 'ฉันชอบแมว'],
  ['characters', 'GPT とは何ですか'],
  ['words', '12 + 34 = 46'],
  ['words', 'Кошка'],
  ['words', ''],
])('is compared by %s: %j', (kind, text) => {
  expect(comparisonTokens(text).kind).toBe(kind);
});

test('characters are whole ones, also outside the basic plane', () => {
  expect(comparisonTokens('𠮷野家').tokens).toEqual(['𠮷', '野', '家']);
});

test('the words of the example', () => {
  expect(comparisonTokens('“Is 1.5 > x?”, he asked.').tokens).toEqual(['is', '1.5', '>', 'x', 'he', 'asked']);
});
