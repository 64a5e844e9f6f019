import type { Baseline } from '../../src/domain/baseline.ts';
import type { Report } from '../../src/domain/report.ts';
import { gate } from '../../src/jobs/gate.ts';
import { refresh } from '../../src/jobs/refresh.ts';
import { seededRandom } from '../../src/stats/random.ts';
import { type AnswerInMemory, type Asked, type Files, memoryGate, plainRequest } from './memory-gate.ts';

/** What somebody could fall for, planted in a repository, and what must be said of it. */
export interface PlantedTrap {
  readonly name: string;
  /** Rule ids that must all be among the findings. */
  readonly caughtBy: readonly string[];
  readonly play: (seed: string) => Promise<Report>;
}

/** Rule ids that speak of a trap: on a change with none of them planted each is a false alarm. */
export const trapRules: readonly string[] = [
  'too-few-cases',
  'several-factors-changed',
  'cases-changed',
  'policy-changed',
  'baseline-answered-by-another-model',
  'provider-drift',
  'near-duplicates',
  'masked-slice',
  'sign-reversal',
  'regression-to-the-mean',
  'cached-repeats',
  'baseline-ratchet',
  'clusters-differ',
  'over-budget',
  'too-many-errors',
  'floor',
];

const CASES = 120;
const SUITE = 'suites/shop/suite.yaml';
const CASES_FILE = 'suites/shop/cases.jsonl';
const TARGET = 'suites/shop/target.yaml';
const PROMPT = 'suites/shop/prompt.md';

interface WrittenCase {
  readonly id: string;
  readonly input: Readonly<Record<string, string>>;
  readonly expected: string;
  readonly tags: readonly string[];
  readonly 'selected-from'?: string;
}

/** Each case has a chance of being answered right; a quarter carry `kind:rare`. */
function casesOf(count = CASES): readonly WrittenCase[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `c${String(i).padStart(3, '0')}`,
    input: { question: `[c${String(i).padStart(3, '0')}] Is it so?` },
    expected: 'yes',
    tags: [i % 4 === 0 ? 'kind:rare' : 'kind:common'],
  }));
}

function filesOf(
  of: { readonly cases?: readonly WrittenCase[]; readonly suite?: string; readonly policy?: string } = {},
): Files {
  return {
    'steelyard.yaml': `version: 1\nhosts: { 127.0.0.1: null }\n${of.policy ?? ''}`,
    [SUITE]: [
      'targets: [openai]',
      'metrics:',
      '  - { name: correct, gate: true, margin: 0.1, scorer: { type: exact-match } }',
      of.suite ?? '',
    ].join('\n'),
    [TARGET]:
      "type: openai\nbase-url: http://127.0.0.1:1/v1\nmodel: m-1\nmessages:\n  - { role: system, file: prompt.md }\n  - { role: user, content: '{{question}}' }\n",
    [PROMPT]: 'Answer yes or no.\n',
    [CASES_FILE]: (of.cases ?? casesOf()).map((one) => `${JSON.stringify(one)}\n`).join(''),
  };
}

/** Right nine times in ten on every other case, always on the rest; each call anew. */
function answering(seed: string, chanceOf: (asked: Asked, i: number) => number = steady): AnswerInMemory {
  let calls = 0;
  return (asked) => {
    calls += 1;
    const i = Number(/\[c(\d+)\]/.exec(asked.text)?.[1] ?? 0);
    return seededRandom(`${seed} ${calls}`).next() < chanceOf(asked, i) ? 'yes' : 'no';
  };
}

function steady(_: Asked, i: number): number {
  return i % 2 === 0 ? 1 : 0.9;
}

/** A baseline of the base, refreshed in a world of its own, ten trials a case. */
async function stored(base: Files, answer: AnswerInMemory, trials = 10): Promise<Baseline> {
  const { ports } = memoryGate({ base, head: base, answer });
  const { head } = await ports.repository.change();
  const { baseline } = await refresh(
    await ports.repository.head(),
    { suite: 'shop', revision: head, limits: {}, trials },
    ports,
  );
  return baseline;
}

interface Planted {
  readonly base?: Files;
  /** Of the head, over the base's files. */
  readonly head?: Files;
  readonly answer?: (seed: string) => AnswerInMemory;
  /** What answers while the baseline is made; as `answer` where left out. */
  readonly before?: (seed: string) => AnswerInMemory;
  readonly withBaseline?: (baseline: Baseline) => Baseline;
}

async function play(seed: string, of: Planted): Promise<Report> {
  const base = of.base ?? filesOf();
  const head = { ...base, [PROMPT]: 'Please answer yes or no.\n', ...of.head };
  const answer = of.answer ?? answering;
  const baseline = await stored(base, (of.before ?? answer)(`${seed} before`));
  const { ports } = memoryGate({
    base,
    head,
    answer: answer(`${seed} now`),
    baselines: [(of.withBaseline ?? ((one) => one))(baseline)],
  });
  return gate({ ...plainRequest, simulatedRuns: 0 }, ports);
}

/** A change with no trap in it: a reworded prompt that does nothing. */
export function playClean(seed: string): Promise<Report> {
  return play(seed, {});
}

const isHead = ({ text }: Asked): boolean => text.includes('Please');

/** Every trap of statistics.md §8 but the re-judging, which comes with judges, and the re-runs, which the ledger counts. */
export const plantedTraps: readonly PlantedTrap[] = [
  trap('too few cases', ['too-few-cases'], { base: filesOf({ cases: casesOf(20) }) }),
  trap('a family made smaller by the change', ['policy-changed'], {
    head: { [SUITE]: (filesOf()[SUITE] ?? '').replace('gate: true', 'gate: false') },
  }),
  trap('prompt and model changed together', ['several-factors-changed'], {
    head: { [TARGET]: (filesOf()[TARGET] ?? '').replace('m-1', 'm-2') },
  }),
  trap('cases edited, added and removed', ['cases-changed'], {
    head: { [CASES_FILE]: (filesOf()[CASES_FILE] ?? '').replace('"yes"', '"no"').split('\n').slice(0, 100).join('\n') },
  }),
  trap('the provider moved under the alias', ['baseline-answered-by-another-model'], {
    before: (seed) => named(answering(seed), 'm-1-0601'),
    answer: (seed) => named(answering(seed), 'm-1-0701'),
  }),
  trap('the provider got worse, and nobody said so', ['provider-drift'], {
    before: (seed) => answering(seed),
    answer: (seed) => answering(seed, (asked, i) => (i % 3 === 0 ? 0.1 : steady(asked, i))),
  }),
  trap('near-duplicate cases', ['near-duplicates'], {
    base: filesOf({
      cases: casesOf().map((one, i) => (i < 10 ? { ...one, input: { question: longQuestion(i) } } : one)),
    }),
  }),
  trap('a slice that broke behind the total', ['masked-slice'], {
    // The rare quarter falls by 28 points, the rest gains what hides it.
    base: filesOf({ suite: 'sampling: { trials: 3 }' }),
    answer: (seed) =>
      answering(seed, (asked, i) => {
        if (i % 4 === 0) return isHead(asked) ? 0.72 : 1;
        return isHead(asked) ? 1 : 0.9;
      }),
  }),
  trap('cases chosen because they failed', ['regression-to-the-mean'], {
    base: filesOf({
      cases: casesOf().map((one, i) => (i % 10 === 0 ? { ...one, 'selected-from': 'the-run' } : one)),
    }),
    withBaseline: (baseline) => ({ ...baseline, runs: baseline.runs.map((run) => ({ ...run, id: 'the-run' })) }),
  }),
  trap('a suite at its ceiling', ['ceiling'], { answer: () => () => 'yes' }),
  trap('a cache that answers repeats', ['cached-repeats'], {
    base: filesOf({ suite: 'sampling: { trials: 3 }' }),
    answer: (seed) => caching(answering(seed, (_, i) => (i % 2 === 0 ? 1 : 0.5))),
    before: (seed) => answering(seed),
  }),
  trap('a baseline kept for its result', ['baseline-ratchet'], {
    withBaseline: (baseline) => ({ ...baseline, runs: baseline.runs.map((run) => ({ ...run, job: 'gate' })) }),
  }),
];

function trap(name: string, caughtBy: readonly string[], of: Planted): PlantedTrap {
  return { name, caughtBy, play: (seed) => play(seed, of) };
}

function named(answer: AnswerInMemory, answeredBy: string): AnswerInMemory {
  return async (asked) => {
    const given = await answer(asked);
    return typeof given === 'string' ? { output: { text: given }, answeredBy } : given;
  };
}

/** The first answer to a question, for ever. */
function caching(answer: AnswerInMemory): AnswerInMemory {
  const kept = new Map<string, ReturnType<AnswerInMemory>>();
  return (asked) => {
    const key = `${asked.arm} ${asked.text}`;
    const known = kept.get(key) ?? answer(asked);
    kept.set(key, known);
    return known;
  };
}

/** Ten wordings of one question: two words of a hundred and twenty differ. */
function longQuestion(i: number): string {
  const words = Array.from({ length: 120 }, (_, word) => (word === 30 ? `colour${i}` : `word${word}`));
  return `[c${String(i).padStart(3, '0')}] ${words.join(' ')}`;
}
