import type { Playable } from '../harness/playable.ts';
import type { Summary } from '../harness/summary.ts';
import type { Row } from '../integrity/cell.ts';

/** A setting, which is one line of its table. */
export interface Cell extends Playable {
  readonly bar: keyof typeof TABLES;
  line(of: Summary): Line;
}

interface Line {
  /** Under the table's own columns. */
  readonly values: readonly string[];
  /** What is held against a bar; empty where all is shown for contrast. */
  readonly checks: readonly Row[];
}

/** A table with the columns it has beside those of every table, and what it says. */
interface Table {
  readonly title: string;
  readonly text: string;
  readonly columns: readonly string[];
}

const steps = Array.from({ length: 12 }, (_, i) => `k=${i + 1}`);

export const TABLES = {
  A1: {
    title: 'Twelve pull requests that cost a point each',
    text: 'Each is gated against the version just before it, on two thirds of the suite drawn anew for each, with looks: against a baseline of 3 trials a case that is refreshed after every merge, or with `control: always`. All twelve are merged, a red one because a maintainer accepts it. *Passes* and *red* are of one pull request; the rest is inconclusive.',
    columns: [
      'suite',
      'two runs differ in',
      'the point is lost',
      'limit δ',
      'other arm',
      'passes',
      'red',
      'all 12 pass',
      'none red',
    ],
  },
  A2: {
    title: 'The release after k of them',
    text: 'The last released configuration is run live beside the candidate on the whole suite, one trial a case each, and a PASS is required at δ. P(PASS) after k accepted points, P(FAIL) in brackets; the rest is inconclusive, and a release does not ship on it either. Bar: from k points ≥ δ on, the upper 95% bound of P(PASS) is at most 7%, as for every false pass.',
    columns: ['suite', 'two runs differ in', 'the point is lost', 'limit δ', ...steps],
  },
  A3: {
    title: 'The release at exactly the limit',
    text: 'The same where it is hardest, after as many points as the limit has, with many replicates, by looks and by one look (`stopping: fixed`).',
    columns: ['suite', 'two runs differ in', 'the point is lost', 'limit δ', 'PASS, looks', 'PASS, fixed'],
  },
  A4: {
    title: 'The release after twelve changes that did nothing',
    text: 'What the safety costs: how often a release that lost nothing is shown to have lost nothing, by the size of the suite.',
    columns: ['suite', 'two runs differ in', 'limit δ', 'PASS, looks', 'PASS, fixed', 'FAIL'],
  },
  B1: {
    title: 'A pull request that changes nothing, after the provider moved',
    text: 'Since the baseline was stored (3 trials a case) the provider broke some cases, so that the product lost as much. Stage 1 compares with the stale baseline, the confirmation runs both arms today. Bar: red at most 5.5 times in 100, by the upper 95% bound.',
    columns: [
      'suite',
      'two runs differ in',
      'limit δ',
      'the provider moved by',
      'screens',
      'red',
      'inconclusive',
      'passes',
    ],
  },
  B2: {
    title: 'Nights until a drift is announced',
    text: 'Every night the unchanged configuration runs 3 trials a case and is compared with the same stored baseline, as a refresh that nobody merges is. *Pooled*: for contrast, the trials of the last four nights since the drift together, which the product does not do.',
    columns: [
      'suite',
      'two runs differ in',
      'stored trials',
      'the provider moved by',
      'in the first night',
      'median night',
      '95% by night',
      'never in 30',
      'pooled: median',
      'pooled: 95% by',
    ],
  },
  B3: {
    title: 'Announced although nothing moved',
    text: 'Thirty nights against the same stored baseline, and nothing moved. A night is wrong once in a hundred by design; which baselines it happens to is not independent. Bar: the rate of a night is at most 1%.',
    columns: [
      'suite',
      'two runs differ in',
      'stored trials',
      'a night',
      'in the first night',
      'any of 30',
      '2 or more of 30',
      '5 or more of 30',
      'again the next night',
      'pooled: a night',
      'pooled: any of 30',
    ],
  },
} as const satisfies Record<string, Table>;
