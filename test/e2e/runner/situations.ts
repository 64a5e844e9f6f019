import { BROKEN, promptPath, REWORDED } from '../../support/gated-suite.ts';

/** A pull request, and what the workflow must come to on it. */
export interface Situation {
  readonly name: string;
  /** The change, path → content. */
  readonly files: Readonly<Record<string, string>>;
  /** A draft is a `pull_request` too. */
  readonly event: 'pull_request' | 'draft' | 'merge_group';
  readonly job: 'succeeded' | 'failed' | 'skipped';
  /** Of the model. None: nothing is judged, and there are no results to upload. */
  readonly calls: number;
  /** First heading of the job's summary, and of comment.md where there is one; empty: no summary. */
  readonly heading: string;
  /** Whether the pull request gets a comment, one, with that heading. */
  readonly comment: boolean;
}

const reworded = { [promptPath]: REWORDED };
const broken = { [promptPath]: BROKEN };
const pass = '## ✅ Steelyard: pass, `support` stays within its limits';
const fail = '## ❌ Steelyard: 2 regressions in `support`';

export const situations: readonly Situation[] = [
  {
    name: 'a reworded prompt',
    files: reworded,
    event: 'pull_request',
    job: 'succeeded',
    calls: 45,
    heading: pass,
    comment: true,
  },
  {
    name: 'a broken prompt',
    files: broken,
    event: 'pull_request',
    job: 'failed',
    calls: 90,
    heading: fail,
    comment: true,
  },
  {
    name: 'a changed README',
    files: { 'README.md': '# Assistant\n' },
    event: 'pull_request',
    job: 'succeeded',
    calls: 0,
    heading: '## ✅ Steelyard: pass, nothing relevant changed',
    comment: false,
  },
  {
    name: 'a broken prompt, still a draft',
    files: broken,
    event: 'draft',
    job: 'skipped',
    calls: 0,
    heading: '',
    comment: false,
  },
  {
    name: 'a broken prompt in a merge queue',
    files: broken,
    event: 'merge_group',
    job: 'failed',
    calls: 90,
    heading: fail,
    comment: false,
  },
];
