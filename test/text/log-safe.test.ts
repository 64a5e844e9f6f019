import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logSafe } from '../../src/text/log-safe.ts';
import { hostileText } from '../support/hostile-text.ts';

/** What the runner reads, under rules for which invisible characters do not count. */
function asTheRunnerCompares(line: string): string {
  return line.replaceAll(/[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu, '');
}

function isCommand(line: string): boolean {
  const seen = asTheRunnerCompares(line);
  return seen.trimStart().startsWith('::') || seen.includes('##[');
}

describe('logSafe', () => {
  it.each([
    ['::error::boom', ': :error: :boom'],
    ['   ::set-output name=x::y', '   : :set-output name=x: :y'],
    ['text ##[group]x', 'text # #[group]x'],
    [':::', ': : :'],
    ['a\r::stop-commands::t', 'a ⏎ : :stop-commands: :t'],
    ['a\u2028::warning::b', 'a ⏎ : :warning: :b'],
    ['\u001b[31mred\u001b[0m \u001b]8;;http://x\u0007link', 'red link'],
    ['\u009b31mred', 'red'],
    ['abc\u202Edcba', 'abcdcba'],
    ['tab\tand\u0000nul', 'tab andnul'],
    [':\u200B:error::x', ': :error: :x'],
    ['café, 日本, 🎉', 'café, 日本, 🎉'],
  ])('%j → %j', (line, expected) => {
    expect(logSafe(line)).toBe(expected);
  });

  it('starts no command, moves nothing and stays one line, whatever it is given', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const line = logSafe(text);
        expect(isCommand(line)).toBe(false);
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
      }),
      { numRuns: 3000, seed: 7 },
    );
  });

  it('is stable: safe text stays as it is', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(logSafe(logSafe(text))).toBe(logSafe(text));
      }),
      { numRuns: 1000, seed: 8 },
    );
  });
});
