import { placeholder } from '../../github/comment-body.ts';
import { type PullRequestLedger, pullRequestLedger } from '../../github/pull-request-ledger.ts';
import { wallClock } from '../clock.ts';
import type { ActionEvent } from './open-event.ts';
import { writing } from './publish.ts';

/**
 * Where the attempts of this event are counted. What a merge queue or a push runs is not its author's attempt: the queue
 * starts again whenever something before it fails, and a push has landed.
 */
export function openLedger({ context, inputs, reader, ...event }: ActionEvent): PullRequestLedger | undefined {
  const { trigger, repository, run } = context;
  if (trigger.kind !== 'pull_request') return undefined;
  const stamp = { head: trigger.headCommit, run: run.id, attempt: run.attempt };
  return pullRequestLedger({
    reader,
    writer: async () => {
      const { githubWriter } = await import('../../github/writer.ts');
      return githubWriter(writing({ context, inputs, reader, ...event }));
    },
    repository,
    number: trigger.number,
    headCommit: trigger.headCommit,
    branch: trigger.headBranch,
    headRepository: trigger.headRepository,
    key: inputs.commentKey,
    detailsUrl: run.url,
    now: () => wallClock.now(),
    placeholder: inputs.comment === 'off' ? undefined : placeholder(inputs.commentKey, stamp),
  });
}
