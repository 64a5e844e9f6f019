import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { AcceptedDrop } from '../../src/domain/baseline.ts';
import type { MetricMovement, RefreshFacts } from '../../src/domain/refresh.ts';
import { refreshBody, refreshMarker, type RefreshStanding, refreshTitle } from '../../src/reporters/refresh-body.ts';
import { activeMarkdown } from '../support/active-markdown.ts';
import { hostileText } from '../support/hostile-text.ts';

const place = {
  repository: 'acme/assistant',
  serverUrl: 'https://github.com',
  branch: 'steelyard/refresh/support',
};

const correct: MetricMovement = {
  metric: 'correct',
  title: 'Correct answers',
  kind: 'binary',
  direction: 'higher',
  cases: 240,
  stored: 0.913,
  now: 0.85,
  change: { estimate: -0.063, lower: -0.094, upper: -0.031, level: 0.95 },
  pooled: 0.85,
  drifted: false,
};
const cost: MetricMovement = {
  metric: 'cost',
  title: 'Cost per case',
  kind: 'ratio',
  unit: 'USD',
  direction: 'lower',
  cases: 240,
  stored: 0.0041,
  now: 0.0036,
  change: { estimate: -0.12, lower: -0.15, upper: -0.09, level: 0.95 },
  pooled: 0.0036,
  drifted: false,
};
const run = (id: string, day: string) => ({
  id,
  at: `2026-06-${day}T03:00:00.000Z`,
  commit: id.repeat(40),
  dirty: false,
  job: 'refresh',
  answeredBy: ['small-1'],
});
const drop: AcceptedDrop = {
  by: 'ann',
  reason: 'half the price',
  commit: 'd'.repeat(40),
  pullRequest: 41,
  at: '2026-06-20T12:00:00.000Z',
};
const calm: RefreshFacts = {
  suite: 'support',
  commit: 'a'.repeat(40),
  cases: 240,
  trials: 720,
  runs: [run('a', '30'), run('b', '29')],
  cached: [],
  alwaysWrong: [],
  reasons: [],
  mover: { kind: 'none' },
  movements: [
    { ...correct, now: 0.915, change: { estimate: 0.002, lower: -0.012, upper: 0.016, level: 0.95 }, pooled: 0.914 },
  ],
};
const { change: _, stored: __, ...alone } = correct;

/** Read as diffs when the words change. */
const situations: Readonly<Record<string, readonly [RefreshFacts, RefreshStanding]>> = {
  first: [
    {
      ...calm,
      runs: [run('a', '30')],
      reasons: [{ kind: 'first' }],
      movements: [{ ...alone, nowInterval: { lower: 0.8, upper: 0.89 } }],
      alwaysWrong: [{ title: 'Correct answers', cases: ['atlas-003', 'atlas-017'] }],
    },
    'proposed',
  ],
  product: [
    {
      ...calm,
      runs: [run('a', '30')],
      reasons: [
        { kind: 'configuration', factors: ['prompt', 'model'] },
        { kind: 'cases', added: ['n-1', 'n-2'], removed: [], edited: ['e-1'] },
        { kind: 'accepted', drops: [drop] },
      ],
      mover: { kind: 'product', factors: ['prompt', 'model'] },
      movements: [correct, cost],
    },
    'proposed',
  ],
  yardstick: [
    {
      ...calm,
      reasons: [{ kind: 'configuration', factors: ['scorers'] }],
      mover: { kind: 'product', factors: ['scorers'] },
      movements: [correct],
    },
    'proposed',
  ],
  provider: [
    {
      ...calm,
      reasons: [
        { kind: 'drift', metrics: ['correct'] },
        { kind: 'answered-by', before: ['small-1'], now: ['small-1-0626'] },
      ],
      mover: { kind: 'provider' },
      movements: [{ ...correct, drifted: true }, cost],
      cached: ['c-1'],
    },
    'branch-only',
  ],
  old: [{ ...calm, reasons: [{ kind: 'old', days: 31 }] }, 'proposed'],
  waiting: [calm, 'waiting'],
  'still-open': [calm, 'still-open'],
};

describe('what people read of a refresh', () => {
  it.each(Object.entries(situations))('%s', async (name, [facts, standing]) => {
    const text = refreshBody(facts, standing, place);
    await expect(text).toMatchFileSnapshot(`../golden/refresh/${name}.md`);
    expect(text.startsWith(`${refreshMarker('support')}\n`)).toBe(true);
  });

  it('the title says the most telling reason, in a line of our own words', () => {
    const titles = Object.values(situations).map(([facts]) => refreshTitle(facts));
    expect(titles).toEqual([
      'Baseline of support: the first one',
      'Baseline of support: prompt and model changed',
      'Baseline of support: scorers changed',
      'Baseline of support: nothing changed here, and the scores moved',
      'Baseline of support: the stored one is 31 days old',
      'Baseline of support: new trials',
      'Baseline of support: new trials',
    ]);
  });

  it('a package’s name is told, and does nothing in the heading', () => {
    const facts = { ...calm, folder: 'packages/<img src=x>' };
    expect(refreshTitle(facts)).toBe('Baseline of support in packages/<img src=x>: new trials');
    expect(activeMarkdown(refreshBody(facts, 'proposed', place))).toEqual(
      activeMarkdown(refreshBody(calm, 'proposed', place)),
    );
  });

  it('does nothing that text from outside asks for', () => {
    const poisoned = (text: string) =>
      activeMarkdown(
        refreshBody(
          {
            ...calm,
            runs: [{ ...run('a', '30'), answeredBy: [text], commit: text, at: text }],
            cached: [text],
            alwaysWrong: [{ title: text, cases: [text] }],
            reasons: [
              { kind: 'cases', added: [text], removed: [text], edited: [] },
              { kind: 'metrics', added: [text], removed: [] },
              { kind: 'ratchet', job: text },
              { kind: 'answered-by', before: [text], now: [text] },
              { kind: 'accepted', drops: [{ ...drop, by: text, reason: text, at: text }] },
            ],
            mover: { kind: 'provider' },
            movements: [{ ...correct, title: text, metric: text, drifted: true }],
          },
          'proposed',
          place,
        ),
      );
    const harmless = poisoned('x');
    expect(harmless.html).toEqual(['<!-- steelyard:refresh suite=support -->']);
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(poisoned(`x ${text} y`)).toEqual(harmless);
      }),
      { numRuns: 40, seed: 5 },
    );
  });
});
