import { describe, expect, test } from 'vitest';

import { plantedTraps, playClean, trapRules } from '../support/planted-traps.ts';

describe('traps that the gate catches by itself', () => {
  test.each(plantedTraps)('$name', async ({ caughtBy, play }) => {
    const report = await play('planted');
    expect(report.findings.map(({ ruleId }) => ruleId)).toEqual(expect.arrayContaining([...caughtBy]));
    // Each says what to do, in a sentence of its own.
    const caught = report.findings.filter(({ ruleId }) => caughtBy.includes(ruleId));
    for (const { message } of caught) expect(message.length).toBeGreaterThan(60);
  });

  test('a change without any of them is left alone', async () => {
    for (const seed of ['one', 'two', 'three']) {
      const report = await playClean(seed);
      expect(report.findings.map(({ ruleId }) => ruleId).filter((id) => trapRules.includes(id))).toEqual([]);
      expect(report.verdict.outcome).not.toBe('fail');
    }
  });
});
