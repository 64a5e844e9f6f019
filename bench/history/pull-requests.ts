import type { RandomSource } from '../../src/stats/random.ts';
import { shuffle } from '../../src/stats/random.ts';
import { designOf, playPullRequest } from '../integrity/play.ts';
import { ask } from '../integrity/world.ts';
import type { Cell } from './cell.ts';
import { between, livingSuite, type Shape, STEP, STEPS, worldOf } from './living-suite.ts';
import { settings, withInterval } from './settings.ts';

/** The part of the suite that a gate draws. */
const SAMPLED = 2 / 3;
const STORED_TRIALS = 3;

const others = ['stored', 'live'] as const;

/** Twelve gates in a row, and all twelve changes land. */
export const pullRequests = settings.flatMap(({ cases: count, discordance, shape, margin, name, columns }) =>
  others.map((other): Cell => ({
    bar: 'A1',
    name: `${name}, ${other}`,
    replicates: other === 'stored' ? 100 : 200,
    play(random) {
      const suite = livingSuite(count, { discordance, shape }, random);
      const outcomes = Array.from({ length: STEPS }, (_, i) =>
        gate(suite, { step: i + 1, margin, other, shape }, random),
      );
      const passed = outcomes.filter((outcome) => outcome === 'pass').length;
      const red = outcomes.filter((outcome) => outcome === 'fail').length;
      return {
        passed: passed / STEPS,
        red: red / STEPS,
        all: passed === STEPS ? 1 : 0,
        noneRed: red === 0 ? 1 : 0,
      };
    },
    line: (of) => ({
      values: [
        ...columns,
        other === 'stored' ? 'stored, 3 trials' : 'live',
        // Means over histories: the twelve pull requests of one history share their suite.
        withInterval(of.mean('passed')),
        withInterval(of.mean('red')),
        withInterval(of.share('all')),
        withInterval(of.share('noneRed')),
      ],
      checks: [],
    }),
  })),
);

function gate(
  suite: ReturnType<typeof livingSuite>,
  of: {
    readonly step: number;
    readonly margin: number;
    readonly other: (typeof others)[number];
    readonly shape: Shape;
  },
  random: RandomSource,
) {
  // Each pull request has a sample of its own: its number is in the seed.
  const sample = shuffle(suite, random).slice(0, Math.round(SAMPLED * suite.length));
  const cases = between(sample, of.step - 1, of.step);
  const world = worldOf(of.margin, cases, of.shape === 'nothing' ? 0 : -STEP);
  const design = designOf(world, cases, 'looks');
  const other = of.other === 'stored' ? ask(cases, 'stored', STORED_TRIALS, random) : ask(cases, 'base', 1, random);
  const candidate = ask(cases, 'candidate', 1, random);
  return playPullRequest({ world, cases, design, candidate, other, trials: 1, random }).outcome;
}
