import type { Pairing } from './pair.ts';
import { type PlayedGate, playGate } from './play-gate.ts';

/** How an author fared who tries until something passes. */
export interface PlayedAttempts {
  /** 1 is the first; undefined where none passed. */
  readonly passedAt: number | undefined;
  readonly played: readonly PlayedGate[];
}

/**
 * An adversary by the product's own rules (statistics.md §5): pushes one bad change again and again in other words, each
 * time a new evaluation on the same cases, and stops at the first that passes. The first attempt passes on stage 1 alone;
 * every later one comes after some that did not pass, so its PASS has to be repeated.
 *
 * @param of.trialsAt the pairing of a look's prefix; every attempt and every stage has trials of its own
 */
export function playAttempts(
  of: Omit<Parameters<typeof playGate>[0], 'trialsAt' | 'repeatAt'> & {
    readonly attempts: number;
    readonly trialsAt: (attempt: number, stage: 'screen' | 'confirm' | 'repeat', look: number) => Pairing;
    /** False: as if attempts were not counted, to see what the rule is worth. */
    readonly counted?: boolean;
  },
): PlayedAttempts {
  const { attempts, trialsAt, counted = true, ...gate } = of;
  const played: PlayedGate[] = [];
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const mustRepeat = counted && attempt > 1;
    const one = playGate({
      ...gate,
      trialsAt: (stage, look) => trialsAt(attempt, stage, look),
      ...(mustRepeat ? { repeatAt: (look: number) => trialsAt(attempt, 'repeat', look) } : {}),
    });
    played.push(one);
    if (one.outcome === 'pass') return { passedAt: attempt, played };
  }
  return { passedAt: undefined, played };
}
