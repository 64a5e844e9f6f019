import { expect, test } from 'vitest';

import { readTrialLines, trialLines } from '../../src/attempts/stored-trials.ts';
import { stages, type Trial } from '../../src/domain/trial.ts';

test('trials of every stage are read back as they were stored', () => {
  const trials = stages.map((stage, index): Trial => ({
    key: { suite: 's', stage, arm: 'candidate', caseId: 'case-1', index },
    attempts: 1,
    status: 'completed',
    output: { text: 'yes' },
    scores: { correct: { status: 'scored', value: 1 } },
    latencyMs: 12,
  }));
  expect(readTrialLines(trialLines(trials, false))).toEqual(trials);
});

test('where one line is no trial, none is read', () => {
  expect(readTrialLines('{"key":{}}\n')).toBeUndefined();
});
