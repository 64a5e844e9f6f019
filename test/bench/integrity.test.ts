import { describe, expect, test } from 'vitest';

import { metricPairs } from '../../src/analysis/pair.ts';
import { playGate } from '../../src/analysis/play-gate.ts';
import { mean } from '../../src/stats/describe.ts';
import { passPower } from '../../src/stats/pass-power.ts';
import { type RandomSource, seededRandom } from '../../src/stats/random.ts';
import { baselineWithLuck } from '../../bench/integrity/luck.ts';
import { designOf, pairings, passes } from '../../bench/integrity/play.ts';
import { boundAtMost, differenceWithin, rateAtMost } from '../../bench/integrity/rows.ts';
import { addTo, joined, type Sums, summaryOf } from '../../bench/harness/summary.ts';
import { ask, type Version, type World } from '../../bench/integrity/world.ts';
import { flips, levelsDown, rareHardDrops, skewedLosses } from '../../bench/integrity/worlds/fixed-differences.ts';
import { binaryLaw, CHANCES, latencyLaw, ordinalLaw, waveringLaw } from '../../bench/integrity/worlds/laws.ts';
import { productWorld } from '../../bench/integrity/worlds/product.ts';
import { clustered, exploding, weighted } from '../../bench/integrity/worlds/structured.ts';

/** The mean difference of two versions over many cases, as the analysis would put it together. */
function differenceIn(world: World, of: readonly [Version, Version], random: RandomSource): number {
  const cases = world.draw(20_000, random);
  const pairingAt = pairings(world, cases, ask(cases, of[0], 1, random), ask(cases, of[1], 1, random));
  const [metric] = world.metrics;
  if (metric === undefined) throw new Error('no metric');
  const { scored } = metricPairs(pairingAt(cases.length).pairs, metric);
  const units = [...Map.groupBy(scored, ({ cluster, caseId }) => cluster ?? caseId).values()];
  const total = units.reduce((sum, [first]) => sum + (first?.weight ?? 1), 0);
  const clip = (d: number): number => Math.max(-1, Math.min(1, d));
  return units.reduce(
    (sum, own) =>
      sum +
      ((own[0]?.weight ?? 1) / total) *
        mean(own.map((pair) => clip((pair.candidate[0] ?? 0) - (pair.baseline[0] ?? 0)))),
    0,
  );
}

describe('the worlds are what they say', () => {
  const worlds: readonly (readonly [string, World])[] = [
    ['flips', flips({ margin: 0.1, discordance: 0.3 })],
    ['rare hard drops', rareHardDrops({ margin: 0.1, share: 0.03 })],
    ['skewed losses', skewedLosses({ margin: 0.1, gain: 0.1 })],
    ['a level down', levelsDown({ margin: 0.1 })],
    ['weights, heavy', weighted({ margin: 0.1, where: 'heavy' })],
    ['weights, light', weighted({ margin: 0.1, where: 'light', share: 0.3 })],
    ['clusters', clustered({ margin: 0.1, chances: CHANCES })],
    ['exploding', exploding({ margin: 0.1, share: 0.02 })],
    ['binary', productWorld({ law: binaryLaw(CHANCES), drop: 0.1, drift: -0.2 })],
    ['wavering', productWorld({ law: waveringLaw(0.15, 0.1), drop: 0.1 })],
    ['ordinal', productWorld({ law: ordinalLaw(), drop: 0.1 })],
    ['latency', productWorld({ law: latencyLaw(), drop: 0.1 })],
  ];

  test.each(worlds)('%s: the drop is as planted', (name, world) => {
    const found = differenceIn(world, ['candidate', 'base'], seededRandom(name));
    // Standard deviations of d lie below .6, and 20,000 cases make 4,400 clusters at least.
    expect(Math.abs(found - world.difference)).toBeLessThan(name === 'clusters' ? 0.03 : 0.016);
  });

  test.each([-0.2, 0.2])('a drift of %d moves both arms of today against the stored one', (drift) => {
    const world = productWorld({ law: binaryLaw(CHANCES), drift });
    expect(differenceIn(world, ['base', 'stored'], seededRandom('drift'))).toBeCloseTo(drift, 1);
    expect(differenceIn(world, ['candidate', 'base'], seededRandom('arms'))).toBeCloseTo(0, 1);
  });

  test('two runs of one version differ in ψ of the cases', () => {
    const random = seededRandom('ψ');
    const cases = productWorld({ law: waveringLaw(0.15, 0.1) }).draw(20_000, random);
    const flipped = cases.map((one) =>
      Math.abs((one.answer('base', random)[0] ?? 0) - (one.answer('base', random)[0] ?? 0)),
    );
    expect(mean(flipped)).toBeCloseTo(0.15, 2);
  });

  test('a lucky baseline is as lucky as asked', () => {
    const random = seededRandom('luck');
    const cases = productWorld({ law: binaryLaw(CHANCES) }).draw(200, random);
    const arm = baselineWithLuck(cases, 3, { from: -Infinity, to: -1.645 }, random);
    const expected = mean(cases.map(({ stored }) => stored?.mean ?? 0));
    expect(mean([...arm.values()].flatMap(({ rows }) => rows.map((row) => row[0] ?? 0)))).toBeLessThan(
      expected - 0.015,
    );
  });
});

describe('the rules are the product’s', () => {
  test('a PASS taken without permutations is the one that playGate gives', () => {
    const world = productWorld({ law: ordinalLaw(), drop: 0.05 });
    const verdicts = Array.from({ length: 60 }, (_, i) => {
      const random = seededRandom(`same ${i}`);
      const cases = world.draw(60, random);
      const pairingAt = pairings(world, cases, ask(cases, 'candidate', 1, random), ask(cases, 'stored', 3, random));
      const design = designOf(world, cases, 'looks');
      const { screen } = playGate({
        design,
        metrics: world.metrics,
        trialsAt: (stage, look) => pairingAt(design[stage][look - 1]?.cases ?? 0),
        draws: { screen: 999, confirm: 999 },
        random: seededRandom(`draws ${i}`),
      });
      const passed = screen.metrics.every(({ decision }) => decision === 'passed');
      return [passes({ world, design, pairingAt, random: seededRandom(`draws ${i}`) }), passed];
    });
    expect(verdicts.filter(([one, other]) => one !== other)).toEqual([]);
    expect(new Set(verdicts.map(String)).size).toBe(2);
  });

  test('the simulated false pass of a binary metric is the enumerated one', () => {
    const world = flips({ margin: 0.1, discordance: 0.15 });
    const enumerated = passPower({ pairs: 60, margin: 0.1, level: 0.05, difference: -0.1, discordance: 0.15 });
    const sums: Sums = {};
    for (let i = 0; i < 3_000; i += 1) {
      const random = seededRandom(`binary ${i}`);
      const cases = world.draw(60, random);
      const pairingAt = pairings(world, cases, ask(cases, 'candidate', 1, random), ask(cases, 'stored', 1, random));
      addTo(sums, { passed: passes({ world, design: designOf(world, cases, 'fixed'), pairingAt, random }) ? 1 : 0 });
    }
    const { lower, upper } = summaryOf(sums).share('passed');
    expect(enumerated).toBeGreaterThan(lower - 0.005);
    expect(enumerated).toBeLessThan(upper + 0.005);
  });
});

test('parts add up to the whole, and only an interval beyond a bar misses it', () => {
  const [one, other]: [Sums, Sums] = [{}, {}];
  for (let i = 0; i < 100; i += 1) addTo(i % 2 === 0 ? one : other, { event: i < 10 ? 1 : 0, apart: i < 60 ? 0.1 : 0 });
  const of = summaryOf(joined([one, other]));
  expect(of.share('event').value).toBe(0.1);
  expect(rateAtMost('c', of.share('event'), 0.1).standing).toBe('met');
  expect(rateAtMost('c', of.share('event'), 0.07).standing).toBe('not shown');
  expect(rateAtMost('c', of.share('event'), 0.03).standing).toBe('MISSED');
  expect(boundAtMost('c', of.share('event'), 0.12).standing).toBe('not shown');
  expect(differenceWithin('c', of.mean('apart'), 0.03, 'both').standing).toBe('MISSED');
  expect(differenceWithin('c', of.mean('apart'), 0.03, 'below').standing).toBe('met');
});
