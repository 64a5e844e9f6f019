import type { Comparison } from '../domain/comparison.ts';
import { isLowerBetter, level, oriented } from './numbers.ts';
import { list, own, strong, words, type Words } from './words.ts';

/**
 * One metric's change as a person would say it, without statistics: "about 6 more answers per 100 go wrong on Correct
 * answers (91.3% before, 85.0% now)". It says what was measured, not whether that could be chance.
 */
export function movement(comparison: Comparison): Words {
  const [before, now] = shownLevels(comparison);
  return words`${core(comparison)} (${own(before)} before, ${own(now)} now)`;
}

/** Several, where the second of two alike does not say it all again: "… and about 50 more on Lawful (…)". */
export function movements(comparisons: readonly Comparison[], most = 3): Words {
  return list(
    comparisons.map((comparison, index) => {
      const previous = comparisons[index - 1];
      if (previous === undefined || !goesOn(previous, comparison)) return movement(comparison);
      const [before, now] = shownLevels(comparison);
      const { answers, direction } = perHundred(comparison);
      return words`about ${own(`${answers} ${direction}`)} on ${strong(comparison.title)} (${own(before)} before, ${own(now)} now)`;
    }),
    most,
  );
}

/** Both count wrong answers, of as many, in the same direction. */
function goesOn(previous: Comparison, next: Comparison): boolean {
  if (!countsAnswers(previous) || !countsAnswers(next)) return false;
  const [one, other] = [perHundred(previous), perHundred(next)];
  return one.base === other.base && one.direction === other.direction;
}

function countsAnswers(comparison: Comparison): boolean {
  return comparison.kind === 'binary' && !isLowerBetter(comparison) && !isUnmoved(comparison);
}

/** "Correct answers went from 91.3% to 90.8%": for changes that mean nothing. */
export function levels(comparison: Comparison): Words {
  const [before, now] = shownLevels(comparison);
  const title = strong(comparison.title);
  return before === now
    ? words`${title} stays at ${own(now)}`
    : words`${title} went from ${own(before)} to ${own(now)}`;
}

function core(comparison: Comparison): Words {
  const difference = comparison.difference.estimate;
  const title = strong(comparison.title);
  if (isUnmoved(comparison)) return words`${title} stays the same`;
  if (comparison.kind === 'ratio') {
    return words`${title} is ${own(`${share(difference)} ${comparative(comparison, difference)}`)}`;
  }
  if (comparison.kind !== 'binary') return words`${title} ${own(difference < 0 ? 'falls' : 'rises')}`;
  return isLowerBetter(comparison)
    ? words`${title}: about ${answersPer(comparison)}`
    : words`about ${answersPer(comparison)} go wrong on ${title}`;
}

function isUnmoved(comparison: Comparison): boolean {
  const [before, now] = shownLevels(comparison);
  return before === now;
}

function shownLevels(comparison: Comparison): readonly [string, string] {
  return [level(comparison, comparison.baseline.estimate), level(comparison, comparison.candidate.estimate)];
}

/** "6 more answers per 100". */
function answersPer(comparison: Comparison): Words {
  const { answers, direction, base } = perHundred(comparison);
  return [own(`${answers} ${direction} ${answers === 1 ? 'answer' : 'answers'} per ${base.toLocaleString('en-US')}`)];
}

/** Bad answers of 100, or of 1,000 where that would round to nothing. */
function perHundred(comparison: Comparison): {
  readonly answers: number;
  readonly direction: 'more' | 'fewer';
  readonly base: number;
} {
  const size = Math.abs(comparison.difference.estimate);
  const base = size < 0.01 ? 1000 : 100;
  return {
    answers: Math.max(1, Math.round(size * base)),
    direction: oriented(comparison) < 0 ? 'more' : 'fewer',
    base,
  };
}

function share(difference: number): string {
  const percent = 100 * Math.abs(difference);
  return `${percent < 10 ? Number(percent.toFixed(1)) : Math.round(percent)}%`;
}

function comparative({ unit }: Comparison, difference: number): string {
  const [more, less] = comparatives[unit ?? 'none'];
  return difference > 0 ? more : less;
}

const comparatives = {
  USD: ['more expensive', 'cheaper'],
  ms: ['slower', 'faster'],
  tokens: ['longer', 'shorter'],
  none: ['higher', 'lower'],
} as const;
