/** A text in the pieces in which it is compared with others. */
export interface ComparisonTokens {
  readonly kind: 'words' | 'characters';
  readonly tokens: readonly string[];
}

/**
 * The words of a text, or its characters where most of its letters belong to a script that is written without spaces
 * (Han, Hiragana, Katakana, Thai) or whose words carry their particles with them (Hangul).
 *
 * NFKC, case folded, white space forgotten, and the punctuation around a word with it. What may change the meaning
 * stays: signs inside a word (`1.5`, `f(x)`), operators (`<5`, `-5`, `C++`, `50%`), words that are all punctuation
 * (`[]`), and around a word with a digit in it everything but `. , ; : ?` at its end. Raised, lowered and broken digits
 * (`2²`, `½`) stay what they are: NFKC would make 2² of 22.
 *
 * @example comparisonTokens('“Is 1.5 > x?”, he asked.').tokens // ['is', '1.5', '>', 'x', 'he', 'asked']
 */
export function comparisonTokens(text: string): ComparisonTokens {
  const words = wordsOf(text);
  const letters = countOf(text, /\p{L}/gu);
  if (2 * countOf(text, unspacedLetters) <= letters) return { kind: 'words', tokens: words };
  return { kind: 'characters', tokens: Array.from(words.join('').replaceAll(unspacedMarks, '')) };
}

function wordsOf(text: string): readonly string[] {
  const composed = text.replaceAll(/\P{No}+/gu, (run) => run.normalize('NFKC'));
  // Upper case first folds what lower case alone leaves apart (ß, final sigma).
  const words = composed
    .toUpperCase()
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '')
    .map(bareWord);
  // French and others set the mark that ends a sentence apart.
  return words.length > 1 && isAll(words.at(-1) ?? '', sentenceMarks) ? words.slice(0, -1) : words;
}

function bareWord(word: string): string {
  if (/\p{N}/u.test(word)) return trimmed(word, noMarks, marksAfterNumbers);
  const bare = trimmed(word, marksBefore, marksAfter);
  return bare === '' ? word : bare;
}

const quotes = '\'"‘’‚“”„«»‹›`';
const sentenceMarks = new Set('.,;:!?…。、');
const noMarks: ReadonlySet<string> = new Set();
const marksAfterNumbers = new Set('.,;:?。、');
const marksBefore = new Set(`${quotes}([{¿¡`);
const marksAfter = new Set(`${quotes})]}.,;:!?…。、`);
const unspacedLetters = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/gu;
const unspacedMarks = /[。、…「」『』《》〈〉【】]/gu;

/** By hand, because an end-anchored pattern is quadratic on long runs of punctuation. */
function trimmed(word: string, before: ReadonlySet<string>, after: ReadonlySet<string>): string {
  let [start, end] = [0, word.length];
  while (start < end && before.has(word.charAt(start))) start += 1;
  while (end > start && after.has(word.charAt(end - 1))) end -= 1;
  return word.slice(start, end);
}

function isAll(word: string, marks: ReadonlySet<string>): boolean {
  return Array.from(word).every((character) => marks.has(character));
}

function countOf(text: string, pattern: RegExp): number {
  return text.matchAll(pattern).reduce((count) => count + 1, 0);
}
