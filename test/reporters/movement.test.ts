import { describe, expect, it } from 'vitest';
import { movement, movements } from '../../src/reporters/movement.ts';
import { change, duration, level, limit, money } from '../../src/reporters/numbers.ts';
import { toPlain } from '../../src/reporters/words.ts';
import { correctness, cost, groundedness, latency } from '../support/report-fixtures.ts';

const difference = (estimate: number) => ({ estimate, lower: estimate - 0.01, upper: estimate + 0.01, level: 0.95 });
const arm = (estimate: number) => ({ estimate, trials: 240 });
const say = (comparison: Parameters<typeof movement>[0]) => toPlain(movement(comparison));

describe('movement', () => {
  it('counts answers for rates', () => {
    expect(say(correctness())).toBe(
      'about 6 more answers per 100 go wrong on Correct answers (91.3% before, 85.0% now)',
    );
    expect(say(correctness({ baseline: arm(0.85), candidate: arm(0.9), difference: difference(0.05) }))).toBe(
      'about 5 fewer answers per 100 go wrong on Correct answers (85.0% before, 90.0% now)',
    );
    expect(say(correctness({ baseline: arm(0.99), candidate: arm(0.986), difference: difference(-0.004) }))).toContain(
      'about 4 more answers per 1,000 go wrong',
    );
  });

  it('does not say all of it again for a second metric that counts answers', () => {
    const lawful = correctness({
      title: 'Lawful',
      baseline: arm(1),
      candidate: arm(0.95),
      difference: difference(-0.05),
    });
    const several = (...comparisons: Parameters<typeof movements>[0]) => toPlain(movements(comparisons));
    expect(several(correctness(), lawful)).toBe(
      'about 6 more answers per 100 go wrong on Correct answers (91.3% before, 85.0% now) and about 5 more on Lawful (100.0% before, 95.0% now)',
    );
    const better = { ...lawful, difference: difference(0.05) };
    expect(several(correctness(), better)).toContain(' and about 5 fewer answers per 100 go wrong on Lawful');
    const few = { ...lawful, difference: difference(-0.005) };
    expect(several(correctness(), few)).toContain(' and about 5 more answers per 1,000 go wrong on Lawful');
    expect(several(correctness(), latency(), lawful)).toContain(' and about 5 more answers per 100 go wrong on Lawful');
  });

  it('says it the right way round where lower is better', () => {
    const misses = {
      title: 'Critical misses',
      direction: 'lower',
      baseline: arm(0.01),
      candidate: arm(0.03),
      difference: difference(0.02),
    } as const;
    expect(say(correctness(misses))).toBe('Critical misses: about 2 more answers per 100 (1.0% before, 3.0% now)');
  });

  it('calls money cheaper and time slower', () => {
    expect(say(cost())).toBe('Cost per case is 12% cheaper ($0.0041 before, $0.0036 now)');
    expect(say(latency())).toBe('Answer time is 30% slower (1.42 s before, 1.85 s now)');
    const { unit: _, ...unitless } = latency();
    expect(
      say({ ...unitless, title: 'Steps', baseline: arm(4), candidate: arm(5), difference: difference(0.25) }),
    ).toBe('Steps is 25% higher (4 before, 5 now)');
  });

  it('names the direction of other scores, and says when nothing moved', () => {
    expect(say(groundedness())).toBe('Groundedness falls (0.842 before, 0.836 now)');
    expect(say(groundedness({ candidate: arm(0.842), difference: difference(0) }))).toBe(
      'Groundedness stays the same (0.842 before, 0.842 now)',
    );
  });
});

describe('numbers', () => {
  it('prints limits in the bad direction', () => {
    expect(limit(correctness())).toBe('−3\u00a0pp');
    expect(limit(correctness({ direction: 'lower', margin: 0.055 }))).toBe('+5.5\u00a0pp');
    expect(limit(latency())).toBe('+20%');
    expect(limit(groundedness())).toBe('−0.03');
  });

  it('signs differences, and never zero', () => {
    expect(change(correctness(), -0.0625)).toBe('−6.3\u00a0pp');
    expect(change(correctness(), -0.0001)).toBe('0.0\u00a0pp');
    expect(change(cost(), 0.034)).toBe('+3.4%');
    expect(change(groundedness(), 0.5)).toBe('+0.500');
    expect(change(correctness(), Number.NaN)).toBe('unknown');
  });

  it('prints money, time and levels as people write them', () => {
    expect([money(0), money(0.0041), money(0.14), money(0.00001234), money(1234.5)]).toEqual([
      '$0',
      '$0.0041',
      '$0.14',
      '$0.000012',
      '$1,234.50',
    ]);
    expect([duration(0.2), duration(41), duration(341), duration(6000)]).toEqual([
      '1\u00a0s',
      '41\u00a0s',
      '6\u00a0min',
      '1\u00a0h\u00a040\u00a0min',
    ]);
    expect(level(latency(), 812)).toBe('812\u00a0ms');
    expect(level(correctness(), 1)).toBe('100.0%');
  });
});
