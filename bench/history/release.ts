import type { Outcome } from '../../src/domain/verdict.ts';
import { type RandomSource, shuffle } from '../../src/stats/random.ts';
import { designOf, pairings, passes, playPullRequest } from '../integrity/play.ts';
import { ask } from '../integrity/world.ts';
import { between, type livingSuite, worldOf } from './living-suite.ts';

/**
 * The release of a version that `steps` accepted changes lie before: the last released configuration live beside it, one
 * trial a case each, on every case of the suite. The same answers are judged at every margin.
 */
export function releaseRuns(suite: ReturnType<typeof livingSuite>, steps: number, random: RandomSource) {
  const cases = between(shuffle(suite, random), 0, steps);
  const candidate = ask(cases, 'candidate', 1, random);
  const other = ask(cases, 'base', 1, random);
  return {
    /** Both stages: what a release says. */
    outcome(margin: number): Outcome {
      const world = worldOf(margin, cases, 0);
      const design = designOf(world, cases, 'looks');
      return playPullRequest({ world, cases, design, candidate, other, trials: 1, random }).outcome;
    },
    /** Stage 1 alone, which is all that a PASS takes. */
    passes(margin: number, stopping: 'looks' | 'fixed'): number {
      const world = worldOf(margin, cases, 0);
      const pairingAt = pairings(world, cases, candidate, other);
      return passes({ world, design: designOf(world, cases, stopping), pairingAt, random }) ? 1 : 0;
    },
  };
}
