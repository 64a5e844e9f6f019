import type { ReadAcceptance } from '../../domain/acceptance.ts';
import type { Settings } from '../../domain/settings.ts';
import { readAcceptance } from '../../github/acceptance.ts';
import { isEvaluationOf } from '../../github/attempt-document.ts';
import { placeholder } from '../../github/comment-body.ts';
import { type PullRequestHead, type PullRequestLedger, pullRequestLedger } from '../../github/pull-request-ledger.ts';
import { textAt } from '../../text/json-at.ts';
import { wallClock } from '../clock.ts';
import { type ActionEvent, writeAccess } from './open-event.ts';
import { storeTrials } from './store-trials.ts';

/** What GitHub keeps about the attempts at a pull request, and about accepting what it does. */
export interface PullRequestRecords {
  ledger(settings: () => Promise<Settings>): PullRequestLedger;
  /** Never throws. */
  acceptance(digest: string): Promise<ReadAcceptance>;
}

/**
 * The records of the pull request that this event is about: its own, or the one that stands last in a merge queue's group.
 * Undefined for other events: a push has landed, and is nobody's attempt.
 */
export function openRecords(event: ActionEvent): PullRequestRecords | undefined {
  const { context, reader, inputs, console } = event;
  const { trigger, repository, run } = context;
  if (trigger.kind !== 'pull_request' && trigger.kind !== 'merge_group') return undefined;
  const { number } = trigger;
  if (number === undefined) return undefined;
  const inQueue = trigger.kind === 'merge_group';
  let asked: Promise<PullRequestHead> | undefined;
  const pull = async (): Promise<PullRequestHead> =>
    trigger.kind === 'pull_request'
      ? { commit: trigger.headCommit, branch: trigger.headBranch, repository: trigger.headRepository }
      : (asked ??= headOf(event, number));
  let opened: PullRequestLedger | undefined;

  return {
    ledger(settings) {
      opened = pullRequestLedger({
        reader,
        writer: async () => {
          const { githubWriter } = await import('../../github/writer.ts');
          return githubWriter(writeAccess(event));
        },
        repository,
        number,
        pull,
        key: inputs.commentKey,
        detailsUrl: run.url,
        now: () => wallClock.now(),
        placeholder:
          trigger.kind === 'merge_group' || inputs.comment === 'off'
            ? undefined
            : placeholder(inputs.commentKey, { head: trigger.headCommit, run: run.id, attempt: run.attempt }),
        store: storeTrials(event, settings),
        inQueue,
      });
      return opened;
    },
    async acceptance(digest) {
      try {
        const { commit } = await pull();
        // It is bound to what was evaluated: the very same has failed as that commit, and was reviewed after that.
        const failed = (opened?.entries() ?? []).find(
          (entry) => isEvaluationOf(entry, digest) && entry.outcome === 'fail' && commit.startsWith(entry.commit),
        );
        if (inQueue && failed === undefined) return { refused: [], readable: true };
        return await readAcceptance(reader, { repository, number, commit, failedAt: failed?.at });
      } catch (error) {
        console.say(`steelyard: reviews could not be read: ${error instanceof Error ? error.message : String(error)}`);
        return { refused: [], readable: false };
      }
    },
  };
}

async function headOf({ reader, context }: ActionEvent, number: number): Promise<PullRequestHead> {
  const pull = await reader.get(`/repos/${context.repository}/pulls/${number}`);
  const [commit, branch] = [textAt(pull, 'head', 'sha'), textAt(pull, 'head', 'ref')];
  if (commit === undefined || branch === undefined) throw new Error(`pull request ${number} cannot be read`);
  return { commit, branch, repository: textAt(pull, 'head', 'repo', 'full_name') };
}
