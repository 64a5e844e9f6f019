import type { Report } from '../../domain/report.ts';
import { UsageError } from '../../domain/usage-error.ts';
import { isMaintainer } from '../../github/acceptance.ts';
import { releaseLedger } from '../../github/release-ledger.ts';
import { RELEASE_RECORD, releaseRecords } from '../../github/release-record.ts';
import { release } from '../../jobs/release.ts';
import { parseReport } from '../../reporters/parse-report.ts';
import { belowFolder } from '../../repository/below-folder.ts';
import { jsonAt } from '../../text/json-at.ts';
import { wallClock } from '../clock.ts';
import { version } from '../version.ts';
import { changeBetween, type Checkout } from './checked-out.ts';
import { type ActionEvent, writeAccess } from './open-event.ts';

import { runJob } from './run-job.ts';
import { storeTrials } from './store-trials.ts';

type Since = NonNullable<NonNullable<Report['release']>['since']>;

/** The release gate on the commit of this event, against the last release that has a record. */
export async function releaseChange(event: ActionEvent & { readonly checkout: Checkout }): Promise<number> {
  const { context, inputs, reader, checkout } = event;
  const { sha, repository, run, actor } = context;
  await refuseOtherEvents(event);
  if (inputs.first !== 'false' && !(await isMaintainer(reader, repository, actor))) throw notAMaintainer(actor);
  const since = await lastRelease(event);
  if (since === undefined && inputs.first !== 'release') throw withoutRecord(inputs.first);
  if (since !== undefined && inputs.first === 'release') throw notTheFirst(since);
  const base = since?.commit ?? sha;
  const whole = changeBetween(event, checkout, { seedKey: 'release', base, head: sha });
  return runJob(
    { ...event, change: belowFolder(whole, inputs.workingDirectory) },
    {
      policyOf: 'head',
      ledger: (settings) =>
        releaseLedger({
          reader,
          writer: async () => (await import('../../github/writer.ts')).githubWriter(writeAccess(event)),
          repository,
          since: base,
          // Never a gate's: where a pull request's head was released as it was, both are kept on one commit.
          key: inputs.commentKey === 'steelyard' ? 'release' : `release ${inputs.commentKey}`,
          detailsUrl: run.url,
          actor,
          now: () => wallClock.now(),
          store: storeTrials(event, settings),
        }),
      job: (ports) =>
        release(
          { since, first: inputs.first !== 'false', limits: inputs.limits, version, inContinuousIntegration: true },
          ports,
        ),
    },
  );
}

/** What judges a release is its own tree, so that has to be one that was let in. */
async function refuseOtherEvents({ context, reader }: ActionEvent): Promise<void> {
  const { trigger, repository, sha, ref, defaultBranch, untrusted, isRefProtected } = context;
  const refuse = (received: string, mend: string): UsageError =>
    new UsageError({ where: 'event', path: '', expected: 'a commit that is to be released', received, mend });
  if (trigger.kind !== 'push' && trigger.kind !== 'on-demand') {
    throw refuse(trigger.kind, 'run `mode: release` on `push: tags` or `workflow_dispatch`');
  }
  if (untrusted !== undefined) throw refuse('a run that comes from outside', 'start it yourself');
  // Of a tag the runner does not say whether rules protect it.
  if ((isRefProtected && ref.startsWith('refs/heads/')) || defaultBranch === '') return;
  const range = `${encodeURIComponent(defaultBranch)}...${sha}`;
  const ahead = jsonAt(await reader.get(`/repos/${repository}/compare/${range}`), 'ahead_by');
  if (ahead === 0) return;
  throw refuse(
    `one that \`${defaultBranch}\` does not hold`,
    `merge it into \`${defaultBranch}\` first, or start it on a branch that rules protect`,
  );
}

/**
 * The newest published release of another commit that has a record. The record has to say that it was let through, and to be
 * of the commit that the release's tag stands for; throws where it does not.
 */
async function lastRelease({ reader, context, inputs }: ActionEvent): Promise<Since | undefined> {
  for await (const { tag, commit, text } of releaseRecords(reader, context.repository)) {
    const where = `${RELEASE_RECORD} of release ${tag}`;
    const record = parseReport(text, where);
    const recorded = record.change.head.commit;
    // The packages of a repository are released one by one.
    if (recorded === context.sha || (record.change.folder ?? '') !== inputs.workingDirectory) continue;
    if (record.job !== 'release' || record.verdict.outcome !== 'pass') {
      throw badRecord(where, `the record of a ${record.job} that ended in ${record.verdict.outcome}`);
    }
    if (commit === undefined) throw badRecord(where, 'one whose tag is gone');
    if (recorded !== commit)
      throw badRecord(where, `one of commit ${recorded.slice(0, 7)}, and the tag is ${commit.slice(0, 7)}`);
    return { commit, tag };
  }
  return undefined;
}

function badRecord(where: string, received: string): UsageError {
  return new UsageError({
    where,
    path: '',
    expected: 'the record of a release that passed, of the commit that is tagged',
    received,
    mend: 'attach the record that its own release run wrote, or delete the asset if the release is not to count',
  });
}

/** Leave for a new suite must not become leave for everything, because a record has gone. */
function notTheFirst({ tag, commit }: Since): UsageError {
  return new UsageError({
    where: 'with',
    path: 'first',
    expected: 'no release before this one',
    received: `${tag ?? commit.slice(0, 7)}, which has a record`,
    mend: 'use `first: suites` to let pass suites that it did not have',
  });
}

function withoutRecord(first: string): UsageError {
  return new UsageError({
    where: 'releases',
    path: '',
    expected: `a published release with the asset ${RELEASE_RECORD} to compare with`,
    received: first === 'suites' ? 'none, and `first: suites` is leave for new suites alone' : 'none',
    mend: 'a maintainer records the first of all with `first: release`; attach its record to the release',
  });
}

function notAMaintainer(actor: string): UsageError {
  return new UsageError({
    where: 'with',
    path: 'first',
    expected: 'a run that somebody started who maintains this repository',
    received: actor === '' ? 'nobody' : JSON.stringify(actor),
    mend: 'let a maintainer start it',
  });
}
