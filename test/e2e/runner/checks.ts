import type { Report } from '../../../src/domain/report.ts';
import type { FakeComment } from '../../support/github/github-state.ts';
import type { AskedModel } from '../../support/model-server.ts';
import type { WorkflowRun } from './run-workflow.ts';
import type { Situation } from './situations.ts';

/** What a run left behind. */
export interface Observed {
  readonly run: WorkflowRun;
  /** As the runner was told it. */
  readonly event: string;
  /** Requests that reached the model's server during it. */
  readonly asked: readonly AskedModel[];
  /** Ours, on the pull request. */
  readonly comments: readonly FakeComment[];
  /** Of the fake GitHub. */
  readonly violations: readonly string[];
  /** What the change would land on, and what would land. */
  readonly commits: readonly [base: string, head: string];
}

/** Met where `received` equals `expected`. */
export interface Check {
  readonly what: string;
  readonly received: unknown;
  readonly expected: unknown;
}

/** Everything that must hold of a run. `key` is what the repository's secret holds, `action` the name before the `@`. */
export function checks(
  situation: Situation,
  observed: Observed,
  { key, action }: { key: string; action: string },
): Check[] {
  const { run, asked, comments, violations, commits } = observed;
  const { job, calls, heading, comment } = situation;
  const [artifact, ...others] = Object.entries(run.artifacts);
  const files = artifact?.[1] ?? {};
  const report = files['report.json'] === undefined ? undefined : (JSON.parse(files['report.json']) as Report);
  const judged = calls > 0;
  const checked: readonly (readonly [what: string, received: unknown, expected: unknown])[] = [
    ['the runner’s exit code', run.code, job === 'failed' ? 1 : 0],
    ['the job’s conclusion', run.job, job],
    ['the steps that ran, and how they ended', run.steps, stepsOf(situation, action)],
    ['calls counted at the model', asked.length, calls],
    ['… that carry the repository’s secret', withKey(asked, key), calls],
    ['calls in report.json', report?.spend.calls ?? 0, calls],
    ['the commits compared', report && comparedIn(report), judged ? commits : undefined],
    ['the job summary’s heading', headingOf(run.summary), heading],
    ['comment.md’s heading', headingOf(files['comment.md'] ?? ''), judged ? heading : ''],
    ['headings of our comments', comments.map(({ body }) => headingOf(body)), comment ? [heading] : []],
    [
      'the artifact’s name',
      artifact?.[0],
      judged ? `steelyard-${report?.attempt?.digest ?? '(digest of what was evaluated)'}` : undefined,
    ],
    ['the artifact’s files', Object.keys(files).filter(visible), judged ? RESULTS : []],
    ['further artifacts', others.length, 0],
    ['what does not fit GitHub’s descriptions', violations, []],
  ];
  return checked.map(([what, received, expected]) => ({ what, received, expected }));
}

const RESULTS = ['attempt.jsonl', 'comment.md', 'report.json', 'trials.jsonl'];

/** The results' folder also has a .gitignore, so that they are not committed. */
const visible = (file: string): boolean => !file.startsWith('.');

function comparedIn({ change: { base, head } }: Report): readonly unknown[] {
  return [base.commit, head.commit];
}

function withKey(asked: readonly AskedModel[], key: string): number {
  return asked.filter(({ authorization }) => authorization === `Bearer ${key}`).length;
}

/** The first heading of a Markdown text; empty where it has none. */
function headingOf(markdown: string): string {
  return /^## .*$/m.exec(markdown)?.[0] ?? '';
}

/** The upload runs for its `if:`, which reads an output of the step before. */
function stepsOf({ job, calls }: Situation, action: string): readonly string[] {
  if (job === 'skipped') return [];
  const upload = calls > 0 ? ['actions/upload-artifact: Success'] : [];
  return ['actions/checkout: Success', `${action}: ${job === 'failed' ? 'Failure' : 'Success'}`, ...upload];
}
