/** One pull request of the demo: what it changes, what the repository holds before it, what the gate should say. */
export interface Scenario {
  readonly name: string;
  /** One line: what the author of the change did. */
  readonly story: string;
  readonly expected: 'pass' | 'fail' | 'inconclusive';
  /** A stored baseline lies in the base commit. */
  readonly baseline: boolean;
  /** Edits of the base commit, by repository path. */
  readonly base: Readonly<Record<string, (text: string) => string>>;
  /** Edits of the change itself: a function of the text, or a file of demo/changes that takes its place. */
  readonly change: Readonly<Record<string, string | ((text: string) => string)>>;
}

const PROMPT = 'suites/support/prompts/support.md';

/** Fixed before the answers were recorded (README.md). */
export const scenarios: readonly Scenario[] = [
  {
    name: 'regression',
    story: 'the prompt is shortened to save tokens',
    expected: 'fail',
    baseline: true,
    base: {},
    change: { [PROMPT]: 'shortened.md' },
  },
  {
    name: 'rewording',
    story: 'the prompt is reworded, nothing is meant to change',
    expected: 'pass',
    baseline: true,
    base: {},
    change: { [PROMPT]: 'reworded.md' },
  },
  {
    name: 'too-few-cases',
    story: 'the same rewording, in a suite that samples 24 cases only',
    expected: 'inconclusive',
    baseline: true,
    base: { 'suites/support/suite.yaml': (text) => text.replace(/cases: \d+/, 'cases: 24') },
    change: { [PROMPT]: 'reworded.md' },
  },
  {
    name: 'model-change',
    story: 'the same model made 40% smaller, on a first run without a stored baseline',
    expected: 'fail',
    baseline: false,
    base: {},
    change: {
      'suites/support/target.yaml': (text) => text.replace('gemma-3-270m-q4_k_m', 'gemma-3-270m-q4_0'),
    },
  },
];
