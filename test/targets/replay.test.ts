import { describe, expect, it } from 'vitest';
import { question, rejection, startTarget, targetSpec } from './support/start-target.ts';

function replayOf(...lines: unknown[]) {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  const files = [{ path: 'suites/support/answers.jsonl', text }];
  return startTarget('replay', { file: 'answers.jsonl' }, { spec: targetSpec({ type: 'replay', files }) });
}

describe('replay', () => {
  it('answers by case and trial, with the recorded latency and usage', async () => {
    const usage = { inputTokens: 4, outputTokens: 1 };
    const target = await replayOf(
      { case: 'a', trial: 0, output: 'one', latencyMs: 80, usage, scores: { correct: 1 } },
      { case: 'a', trial: 1, output: { text: 'two', finishReason: 'length' } },
      '',
    );
    expect(await target.ask(question('', { caseId: 'a' }))).toEqual({ output: { text: 'one' }, latencyMs: 80, usage });
    expect(await target.ask(question('', { caseId: 'a', index: 1 }))).toEqual({
      output: { text: 'two', finishReason: 'length' },
    });
  });

  it('repeats a recorded fault, and says which answer is missing', async () => {
    const target = await replayOf({ case: 'a', trial: 0, error: { kind: 'timeout', message: 'too slow' } });
    expect(await rejection(target.ask(question('', { caseId: 'a' })))).toMatchObject({
      kind: 'timeout',
      message: 'too slow',
    });
    expect(await rejection(target.ask(question('', { caseId: 'b' })))).toMatchObject({
      kind: 'target-unusable',
      message: expect.stringContaining('case b, trial 0'),
    });
  });

  it.each([
    [['{"case": '], 'line 1: expected {"case", "trial", "output"} on one line of JSON'],
    [
      [
        { case: 'a', output: 'x' },
        { case: 'a', trial: 0, output: 'y' },
      ],
      'line 2: expected each trial of a case once',
    ],
    [[{ case: 'a', trial: -1, output: 'x' }], 'line 1'],
    [[{ case: 'a', output: 17 }], 'line 1: output: expected a string or an object with `text`, received 17'],
  ])('refuses %j', async (lines, message) => {
    await expect(replayOf(...lines)).rejects.toThrow(message);
  });

  it('says which file is missing', async () => {
    await expect(startTarget('replay', { file: 'gone.jsonl' })).rejects.toThrow(
      'suites/support/target.yaml: file: expected a file of recorded outputs, received gone.jsonl',
    );
  });
});
