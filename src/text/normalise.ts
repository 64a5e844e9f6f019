const OUTER_PUNCTUATION = new Set(' .,;:!?…\'"‘’‚“”„«»‹›()[]{}<>`*_¿¡。、！？');

/**
 * A text as people compare it: NFKC, case folded, white space collapsed, punctuation at both ends trimmed. `-`, `%`, `#`
 * and currency signs stay, because they change the meaning.
 *
 * @example normaliseText('  “Straße”. ') // 'strasse'
 */
export function normaliseText(text: string): string {
  // Upper case first folds what lower case alone leaves apart (ß, final sigma).
  const folded = text.normalize('NFKC').toUpperCase().toLowerCase().replaceAll(/\s+/g, ' ');
  // By hand, because an end-anchored pattern is quadratic on long runs of punctuation.
  let start = 0;
  let end = folded.length;
  while (start < end && OUTER_PUNCTUATION.has(folded.charAt(start))) start += 1;
  while (end > start && OUTER_PUNCTUATION.has(folded.charAt(end - 1))) end -= 1;
  return folded.slice(start, end);
}

/** Whether a normalised text holds a normalised phrase with no letter or digit touching it on either side. */
export function containsWholeWords(text: string, phrase: string): boolean {
  if (phrase === '') return text === '';
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    const end = at + phrase.length;
    if (!continuesWord(text, phrase, at - 1, 0) && !continuesWord(text, phrase, end, phrase.length - 1)) return true;
  }
  return false;
}

const WORD = /[\p{L}\p{N}]/u;

function continuesWord(text: string, phrase: string, outside: number, edge: number): boolean {
  return WORD.test(text.charAt(outside)) && WORD.test(phrase.charAt(edge));
}
