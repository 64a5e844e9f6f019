import { describe, expect, test } from 'vitest';

import type { StageDecision } from '../../src/domain/report.ts';
import type { Level, Settings } from '../../src/domain/settings.ts';
import { type InconclusiveReason, inconclusiveReasons } from '../../src/domain/verdict.ts';
import { decide, type SuiteState } from '../../src/policy/decide.ts';
import { cliExitCode } from '../../src/policy/exit-code.ts';
import { levelFindings } from '../../src/policy/rules.ts';

const warned = new Set<InconclusiveReason>(['undecided', 'unconfirmed', 'no-baseline']);

function levelsWith(more: Partial<Record<InconclusiveReason, Level>> = {}): Settings['levels'] {
  const entries = inconclusiveReasons.map((reason) => [reason, warned.has(reason) ? 'warn' : 'fail']);
  return { ...(Object.fromEntries(entries) as Settings['levels']), ...more };
}

/** A suite by what its stages decided of each metric: `screened/confirmed`. */
function suite(name: string, metrics: Readonly<Record<string, string>>, more: Partial<SuiteState> = {}): SuiteState {
  const stage = (which: 0 | 1): StageDecision[] =>
    Object.entries(metrics).flatMap(([metric, decisions]) => {
      const decision = decisions.split('/')[which];
      return decision === undefined || decision === ''
        ? []
        : [{ suite: name, metric, decision: decision as StageDecision['decision'], look: 1 }];
    });
  return {
    suite: name,
    metrics: Object.keys(metrics),
    screen: stage(0),
    confirm: stage(1),
    failsAtWorstCase: [],
    notes: {},
    ...more,
  };
}

/** What the repeat decided of `a`, `b`, in turn. */
function again(...decisions: StageDecision['decision'][]): StageDecision[] {
  return decisions.map((decision, i) => ({ suite: 's', metric: 'abc'[i] ?? '', decision, look: 3 }));
}

const policy = (levels = levelsWith()) => ({ levels, advisoryOnly: [] });

describe('one suite', () => {
  test.each<[string, SuiteState, object]>([
    ['all passed', suite('s', { a: 'passed', b: 'passed' }), { outcome: 'pass', level: 'pass' }],
    ['one confirmed', suite('s', { a: 'passed', b: 'screened/confirmed' }), { outcome: 'fail', level: 'fail' }],
    [
      'one open',
      suite('s', { a: 'passed', b: 'open' }),
      { outcome: 'inconclusive', reason: 'undecided', level: 'warn' },
    ],
    ['not again', suite('s', { a: 'screened/not-confirmed' }), { outcome: 'inconclusive', reason: 'unconfirmed' }],
    ['never scored', suite('s', { a: '' }), { outcome: 'inconclusive', reason: 'metric-missing', level: 'fail' }],
    ['open and never scored', suite('s', { a: 'open', b: '' }), { reason: 'metric-missing', level: 'fail' }],
    ['open and not again', suite('s', { a: 'open', b: 'screened/not-confirmed' }), { reason: 'unconfirmed' }],
    [
      'would pass but for what was lost',
      suite('s', { a: 'open' }, { failsAtWorstCase: ['a'] }),
      { outcome: 'inconclusive', reason: 'too-many-errors', level: 'fail' },
    ],
    ['passed, and passed again', suite('s', { a: 'passed' }, { repeat: again('passed') }), { outcome: 'pass' }],
    [
      'passed, and not again',
      suite('s', { a: 'passed', b: 'passed' }, { repeat: again('passed', 'open') }),
      { outcome: 'inconclusive', reason: 'undecided' },
    ],
    [
      'passed, and the repeat never came to a look',
      suite('s', { a: 'passed' }, { repeat: [] }),
      { outcome: 'inconclusive', reason: 'undecided' },
    ],
    [
      'failed, where a pass would have been repeated',
      suite('s', { a: 'screened/confirmed' }, { repeat: [] }),
      { outcome: 'fail' },
    ],
    [
      'blocked, whatever the numbers say',
      suite('s', { a: 'passed', b: 'screened/confirmed' }, { blocked: 'over-budget' }),
      { outcome: 'inconclusive', reason: 'over-budget', level: 'fail' },
    ],
    [
      'a must-not-fail case broke beside metrics that passed',
      suite('s', { a: 'passed' }, { broken: ['canary'] }),
      { outcome: 'fail', level: 'fail', perMetric: [{ outcome: 'pass' }] },
    ],
    [
      'a must-not-fail case broke before the budget ran out',
      suite('s', { a: 'open' }, { broken: ['canary'], blocked: 'over-budget' }),
      { outcome: 'fail', level: 'fail' },
    ],
    ['none broke', suite('s', { a: 'passed' }, { broken: [] }), { outcome: 'pass' }],
    ['nothing gated is no verdict', suite('s', {}), { outcome: 'inconclusive', reason: 'metric-missing' }],
  ])('%s', (_, state, expected) => {
    expect(decide([state], [], policy())).toMatchObject(expected);
  });

  test('says of a metric that stayed open beside a failed one that it was not decided', () => {
    const { perMetric } = decide([suite('s', { a: 'screened/confirmed', b: 'open' })], [], policy());
    expect(perMetric).toMatchObject([{ outcome: 'fail' }, { outcome: 'inconclusive', note: 'not-decided' }]);
  });

  test('keeps the note of a pass', () => {
    const state = suite('s', { a: 'passed' }, { notes: { a: 'worse-within-margin' } });
    expect(decide([state], [], policy()).perMetric).toMatchObject([{ outcome: 'pass', note: 'worse-within-margin' }]);
  });
});

describe('several suites', () => {
  const pass = suite('p', { a: 'passed' });
  const fail = suite('f', { a: 'screened/confirmed' });
  const open = suite('o', { a: 'open' });
  const missing = suite('m', { a: '' }, { blocked: 'target-missing' });

  test.each<[string, readonly SuiteState[], string, string | undefined]>([
    ['pass, pass', [pass, pass], 'pass', undefined],
    ['pass, open', [pass, open], 'inconclusive', 'undecided'],
    ['open, fail', [open, fail], 'fail', undefined],
    ['missing, fail', [missing, fail], 'fail', undefined],
    ['open, missing: the strictest reason', [open, missing], 'inconclusive', 'target-missing'],
    ['none', [], 'pass', undefined],
  ])('%s', (_, states, outcome, reason) => {
    const verdict = decide(states, [], policy());
    expect([verdict.outcome, verdict.reason]).toEqual([outcome, reason]);
    expect(decide(states.toReversed(), [], policy()).outcome).toBe(outcome);
  });

  test('the level that the team chose ranks the reasons', () => {
    const levels = levelsWith({ undecided: 'fail', 'target-missing': 'pass' });
    expect(decide([missing, open], [], policy(levels))).toMatchObject({ reason: 'undecided', level: 'fail' });
    const lax = levelsWith({ undecided: 'pass' });
    expect(decide([open], [], policy(lax))).toMatchObject({ outcome: 'inconclusive', level: 'pass' });
  });

  test('suites that only the change has enter no verdict', () => {
    const advisoryOnly = ['new'];
    expect(decide([pass], [], { levels: levelsWith(), advisoryOnly }).outcome).toBe('pass');
    expect(decide([], [], { levels: levelsWith(), advisoryOnly })).toMatchObject({
      outcome: 'inconclusive',
      reason: 'no-baseline',
      perSuite: [{ suite: 'new', reason: 'no-baseline' }],
    });
  });
});

test('of every reason and level: never green, unless the team said so', () => {
  for (const reason of inconclusiveReasons) {
    for (const level of ['pass', 'warn', 'fail'] as const) {
      const state = suite('s', { a: 'passed' }, { blocked: reason });
      const verdict = decide([state], [], policy(levelsWith({ [reason]: level })));
      expect(verdict).toMatchObject({ outcome: 'inconclusive', reason, level });
      expect(cliExitCode(verdict)).toBe(reason === 'cancelled' ? 3 : level === 'pass' ? 0 : 2);
    }
  }
});

test('exit codes of what was decided', () => {
  expect(cliExitCode({ outcome: 'pass', level: 'pass' })).toBe(0);
  expect(cliExitCode({ outcome: 'fail', level: 'fail' })).toBe(1);
  const accepted = { by: 'maria', reason: 'known', commit: 'c' };
  expect(cliExitCode({ outcome: 'fail', level: 'fail', accepted })).toBe(0);
});

test('a reason is as loud as its level, a note as loud as its rule', () => {
  const findings = levelFindings(
    [
      { ruleId: 'undecided', message: '' },
      { ruleId: 'over-budget', message: '' },
      { ruleId: 'policy-changed', message: '' },
      { ruleId: 'improved', message: '' },
    ],
    levelsWith({ undecided: 'pass' }),
  );
  expect(findings.map(({ level }) => level)).toEqual(['note', 'error', 'warning', 'note']);
});
