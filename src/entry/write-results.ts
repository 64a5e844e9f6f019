import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { trialLines } from '../attempts/stored-trials.ts';
import { writeFiles } from '../baselines/write-files.ts';
import type { RegressedCase, Report, RoleResult } from '../domain/report.ts';
import type { Trial } from '../domain/trial.ts';
import { RELEASE_NOTES, RELEASE_RECORD } from '../github/release-record.ts';
import { ATTEMPT_FILE } from '../github/stored-attempt.ts';
import { reporters, type Reporter, type ReporterType } from '../reporters/index.ts';
import type { Console } from './console.ts';
import { OWN_FOLDER } from './own-folder.ts';
import type { Ports } from './world.ts';

/** Renders a report in one format. */
export function render(report: Report, format: ReporterType, options: object = {}): string {
  const configured = reporters[format].configure(options, new Map());
  if (!configured.ok)
    throw new Error(`reporter ${format}: ${configured.issues.map((issue) => issue.message).join(', ')}`);
  const reporter: Reporter = configured.product;
  return reporter(report);
}

/**
 * Keeps what a gate leaves behind out of the user's commits and out of the next work tree under test: only in a folder
 * of our own making, never over a .gitignore that is there.
 */
async function ignoreFor(directory: string): Promise<readonly { path: string; text: string }[]> {
  const entries = await readdir(directory).catch(() => []);
  return entries.length === 0 ? [{ path: '.gitignore', text: '*\n' }] : [];
}

/**
 * Takes away what stands where results will be written. In a workflow that is nothing of ours: the checkout brought it, and
 * an artifact would hand it on as if it were.
 */
export async function clearResults(directory: string): Promise<void> {
  // Our own folder goes whole; in one that the workflow named, other things may have their place.
  if (basename(directory) === OWN_FOLDER) return rm(directory, { recursive: true, force: true });
  const names = [
    'report.json',
    'comment.md',
    'trials.jsonl',
    'trials.partial.jsonl',
    ATTEMPT_FILE,
    RELEASE_RECORD,
    RELEASE_NOTES,
  ];
  await Promise.all(names.map((name) => rm(join(directory, name), { recursive: true, force: true })));
}

/** Makes sure, before anything is paid for, that results can be written to `directory`. */
export async function prepareResults(directory: string): Promise<void> {
  // The record of an earlier pass beside a verdict that is none would be attached as if it were this one's.
  await Promise.all(
    [RELEASE_RECORD, RELEASE_NOTES].map((name) => rm(join(directory, name), { force: true }).catch(() => undefined)),
  );
  await writeFiles(directory, await ignoreFor(directory));
}

/**
 * Writes the report, the comment and every trial below `directory`, all or none, each through the redactor.
 *
 * @param of.comment options of the Markdown, where there is a server to link to
 */
export async function writeResults(
  directory: string,
  of: { readonly report: Report; readonly trials: readonly Trial[]; readonly comment?: object },
  console: Console,
): Promise<readonly string[]> {
  const isPrivate = of.report.settings.showOutputs === 'none';
  const report = isPrivate ? withoutTexts(of.report) : of.report;
  const files = [
    { path: 'report.json', text: render(report, 'json') },
    { path: 'comment.md', text: render(report, 'markdown', { acceptance: false, ...of.comment }) },
    { path: 'trials.jsonl', text: trialLines(of.trials, isPrivate) },
    ...releaseRecord(report, of.comment),
  ];
  await writeFiles(
    directory,
    files.map(({ path, text }) => ({ path, text: console.redact(text) })),
  );
  return files.map(({ path }) => join(directory, path));
}

/** What is attached to a release: its report, as JSON and for people. Only of one that may ship. */
function releaseRecord(report: Report, options: object = {}): readonly { path: string; text: string }[] {
  if (report.job !== 'release' || report.verdict.outcome !== 'pass') return [];
  return [
    { path: RELEASE_RECORD, text: render(report, 'json') },
    { path: RELEASE_NOTES, text: render(report, 'markdown', { acceptance: false, ...options }) },
  ];
}

/**
 * Keeps what was paid for in a run that ended without a report, whatever went wrong: its trials, where one completed,
 * beside the results of earlier runs and never over them. Silent where the disk refuses: the error that ended the run is
 * the one to be told.
 */
export async function keepTrials(
  directory: string,
  { trials, settings }: Pick<Ports, 'trials' | 'settings'>,
  console: Console,
): Promise<void> {
  if (!trials.some((trial) => trial.status === 'completed')) return;
  try {
    const isPrivate = (await settings()).showOutputs === 'none';
    const file = { path: 'trials.partial.jsonl', text: console.redact(trialLines(trials, isPrivate)) };
    await writeFiles(directory, [file]);
    console.say(`kept: ${trials.length} trials in ${join(directory, file.path)}`);
  } catch {
    return;
  }
}

/** `show-outputs: none`: artifacts are readable by whoever can read the repository. */
function withoutTexts(report: Report): Report {
  return {
    ...report,
    regressedCases: report.regressedCases.map(
      ({ suite, metric, caseId, tags, candidateScores, baselineScores }): RegressedCase => ({
        suite,
        metric,
        caseId,
        tags,
        input: '',
        expected: '',
        candidateOutput: '',
        candidateScores,
        baselineScores,
      }),
    ),
    ...(report.roles === undefined ? {} : { roles: report.roles.map(withoutRoleTexts) }),
  };
}

function withoutRoleTexts({ cases, ...rest }: RoleResult): RoleResult {
  return {
    ...rest,
    cases: cases.map(({ baselineOutput: _before, explanation: _why, ...one }) => ({
      ...one,
      input: '',
      expected: '',
      candidateOutput: '',
    })),
  };
}
