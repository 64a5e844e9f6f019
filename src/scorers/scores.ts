import type { Score } from '../domain/score.ts';

/** A judged answer. The explanation says what was missed, for people. */
export function scored(value: number, explanation?: string): Score {
  return explanation === undefined ? { status: 'scored', value } : { status: 'scored', value, explanation };
}

/** 1, or 0 with what was missed. */
export function passOrMiss(missed: string | undefined): Score {
  return missed === undefined ? scored(1) : scored(0, missed);
}

/** An answer that cannot be judged, and why. */
export function unscored(reason: string): Score {
  return { status: 'unscored', reason };
}
