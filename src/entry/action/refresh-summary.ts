import { COULD_NOT_RUN } from '../../policy/exit-code.ts';
import type { Annotation } from '../../reporters/annotations.ts';
import { refreshBody } from '../../reporters/refresh-body.ts';
import { codeSpan, inlineText } from '../../text/markdown-safe.ts';
import type { ActionEvent } from './open-event.ts';
import { type Problem, problemOf } from './refresh-problems.ts';
import type { SuiteOutcome } from './refresh-suite.ts';

/** What became of one suite, whatever it was. */
export type RefreshResult =
  | SuiteOutcome
  /** A push changed nothing of it. */
  | { readonly kind: 'current'; readonly suite: string }
  | { readonly kind: 'failed'; readonly suite: string; readonly problem: Problem };

/** Longest part of a suite; GitHub drops a summary beyond 1 MiB whole. */
const MOST_SUITES = 20;

/** Tells everything of a refresh that has a place in a step: log, annotations, summary, outputs. Resolves to the exit code. */
export async function tellRefresh(
  results: readonly RefreshResult[],
  event: ActionEvent,
  calls: number,
): Promise<number> {
  const { console, step } = event;
  const told = results.map((result) => ({ result, problem: problemIn(result) }));
  for (const { result } of told) console.say(`steelyard: refresh of ${result.suite}: ${inShort(result)}`);
  step.annotate(told.flatMap(({ result, problem }) => annotationsOf(result, problem, event)));
  const yaml = told.find(({ problem }) => (problem?.yaml.length ?? 0) > 0)?.problem?.yaml ?? [];
  for (const line of yaml) console.say(line);
  const parts = told.map(({ result, problem }) => partOf(result, problem, event));
  const left = parts.length - MOST_SUITES;
  await step.summary(
    [...parts.slice(0, MOST_SUITES), ...(left > 0 ? [`… and ${left} more suites; the log names them.`] : [])].join(
      '\n',
    ),
  );
  const written = results.filter((result) => result.kind === 'written');
  const exitCode = told.some(({ problem }) => problem !== undefined) ? COULD_NOT_RUN : 0;
  step.outputs({
    verdict: '',
    'exit-code': exitCode,
    calls,
    refreshed: written.length,
    'pull-requests': written.filter(({ pullRequest: pull }) => pull !== undefined && 'number' in pull).length,
    drift: written.flatMap(({ facts }) => facts.movements.filter(({ drifted }) => drifted)).length,
  });
  return exitCode;
}

function problemIn(result: RefreshResult): Problem | undefined {
  if (result.kind === 'failed') return result.problem;
  if (result.kind !== 'written' || result.unpublished === undefined) return undefined;
  const problem = problemOf(result.unpublished, 'pull-requests: write');
  if (problem === undefined) throw result.unpublished;
  return problem;
}

function inShort(result: RefreshResult): string {
  switch (result.kind) {
    case 'failed':
      return 'failed; what is stored is untouched';
    case 'current':
      return 'current: this push changed nothing of it, so no model was called';
    case 'moved-on':
      return 'moved-on: the default branch has another configuration than was measured; nothing was written';
    case 'stored':
      return 'stored: the default branch holds this run already';
    case 'written': {
      const { pullRequest: pull, standing, branch } = result;
      if (pull?.kind === 'overtaken')
        return `written on ${branch}, and by another refresh after it, which tells of both`;
      if (pull?.kind === 'landed') return 'stored: the default branch holds this run already';
      if (pull === undefined || !('number' in pull)) return `${standing} on ${branch}`;
      return `${standing}, pull request ${pull.number} ${pull.kind}`;
    }
    default:
      throw new Error(`expected a result, received ${JSON.stringify(result satisfies never)}`);
  }
}

function annotationsOf(
  result: RefreshResult,
  problem: Problem | undefined,
  { context }: ActionEvent,
): readonly Annotation[] {
  const title = `Steelyard: refresh of ${result.suite}`;
  if (problem !== undefined) return problem.messages.map((message) => ({ level: 'error', title, message }));
  if (result.kind === 'moved-on') return [{ level: 'notice', title, message: inShort(result) }];
  if (result.kind !== 'written') return [];
  const { pullRequest: pull, branch, defaultBranch } = result;
  if (pull?.kind === 'not-permitted') {
    const link = `${context.serverUrl}/${context.repository}/compare/${defaultBranch}...${branch}?expand=1`;
    const setting = 'Settings → Actions → General → “Allow GitHub Actions to create and approve pull requests”';
    const message = `GitHub Actions is not permitted to open pull requests here; the new baseline is on ${branch}. Open the pull request at ${link}, or allow it: ${setting}, or give the step the token of an app`;
    return [{ level: 'warning', title, message }];
  }
  if (pull?.kind === 'left-alone') {
    const message = `pull request ${pull.number} of ${branch} was not worded by Steelyard, so its text is left as it is; the branch has the new trials`;
    return [{ level: 'notice', title, message }];
  }
  return [];
}

/** The summary has the same Markdown as the pull request. */
function partOf(result: RefreshResult, problem: Problem | undefined, { context }: ActionEvent): string {
  const note = (problem?.messages ?? []).map((message) => `- ${inlineText(message, 600)}`).join('\n');
  if (result.kind === 'written') {
    const { repository, serverUrl } = context;
    const body = refreshBody(result.facts, result.standing, { repository, serverUrl, branch: result.branch });
    return note === '' ? body : `${body}\n**The pull request could not be written:**\n\n${note}\n`;
  }
  const sign = result.kind === 'failed' ? '⛔ ' : '';
  return `## ${sign}Baseline of ${codeSpan(result.suite)}\n\n${note === '' ? `${inShort(result)}.` : `Failed; what is stored is untouched.\n\n${note}`}\n`;
}
