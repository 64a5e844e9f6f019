import { describe, expect, test } from 'vitest';

import { providerDrift } from '../../src/analysis/provider-drift.ts';
import { mean } from '../../src/stats/describe.ts';
import { seededRandom } from '../../src/stats/random.ts';
import { isAnnounced, standardised } from '../../bench/history/is-announced.ts';
import { between, livingSuite, STEP, STEPS } from '../../bench/history/living-suite.ts';
import { ask } from '../../bench/integrity/world.ts';
import { waveringLaw } from '../../bench/integrity/worlds/laws.ts';
import { productWorld } from '../../bench/integrity/worlds/product.ts';

describe('a living suite', () => {
  test.each(['hard', 'thin', 'nothing'] as const)('%s: every step costs what it should', (shape) => {
    const suite = livingSuite(40_000, { discordance: 0.15, shape }, seededRandom(shape));
    const passing = (step: number): number => mean(suite.map(({ chance }) => chance(step)));
    for (const step of [1, 6, STEPS]) {
      const cost = passing(0) - passing(step);
      expect(cost).toBeCloseTo(shape === 'nothing' ? 0 : step * STEP, 2);
    }
  });

  test('what was stored and what is asked of the base are of the version before', () => {
    const [first] = between([{ id: 'c0', chance: (step) => (step < 3 ? 1 : 0) }], 2, 3);
    const random = seededRandom('versions');
    const scores = (['stored', 'base', 'candidate'] as const).map((version) => first?.answer(version, random));
    expect(scores).toEqual([[1], [1], [0]]);
  });
});

describe('announcing a drift', () => {
  test('what is not asked would not have been announced', () => {
    const random = seededRandom('shortcut');
    const world = productWorld({ law: waveringLaw(0.15, 0.1), drift: -0.02 });
    let asked = 0;
    for (let i = 0; i < 40; i += 1) {
      const cases = world.draw(150, random);
      const arms = { today: ask(cases, 'base', 3, random), stored: ask(cases, 'stored', 3, random) };
      if (Math.abs(standardised(arms)) >= 2) continue;
      asked += 1;
      const rules = { passLevel: 0.05, strict: false, draws: 999, random };
      const planned = cases.map((one) => one.planned);
      expect(providerDrift(world.metrics, planned, arms, rules)).toEqual([]);
      expect(isAnnounced(world, arms, random)).toBe(false);
    }
    expect(asked).toBeGreaterThan(5);
  });
});
