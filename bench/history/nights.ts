import type { CaseObservations } from '../../src/analysis/observe.ts';
import type { RandomSource } from '../../src/stats/random.ts';
import { ask, together } from '../integrity/world.ts';
import { waveringLaw } from '../integrity/worlds/laws.ts';
import { productWorld } from '../integrity/worlds/product.ts';
import { isAnnounced } from './is-announced.ts';

type Arm = ReadonlyMap<string, CaseObservations>;

export const NIGHTS = 30;
const TRIALS = 3;

/**
 * Nights whose trials are pooled, for contrast: twelve trials a case, as a pooled baseline has at least ten. Against three
 * stored trials only: against ten, a permutation can no longer be tabulated, and a history would take a second.
 */
const POOLED = 4;
export const POOLED_AGAINST = 3;

/** Whether each night announces, by its own trials and by those of the last nights together. */
export interface Night {
  readonly own: boolean;
  readonly pooled: boolean;
}

/**
 * Thirty nightly runs of the unchanged configuration, each against the one baseline stored before the provider moved.
 *
 * @param until stops early once this is so, for whoever asks only for the first announcement
 */
export function playNights(
  of: { readonly cases: number; readonly discordance: number; readonly storedTrials: number; readonly drift: number },
  random: RandomSource,
  until: (nights: readonly Night[]) => boolean,
): readonly Night[] {
  const world = productWorld({ law: waveringLaw(of.discordance, 0.1), drift: of.drift });
  const cases = world.draw(of.cases, random);
  const stored = ask(cases, 'stored', of.storedTrials, random);
  const nights: Night[] = [];
  let recent: readonly Arm[] = [];
  while (nights.length < NIGHTS && !until(nights)) {
    const today = ask(cases, 'base', TRIALS, random);
    recent = [today, ...recent].slice(0, of.storedTrials === POOLED_AGAINST ? POOLED : 1);
    const own = isAnnounced(world, { today, stored }, random);
    const pooled = recent.length === 1 ? own : isAnnounced(world, { today: recent.reduce(together), stored }, random);
    nights.push({ own, pooled });
  }
  return nights;
}
