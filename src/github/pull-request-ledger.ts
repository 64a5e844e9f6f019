import { mergeEntries } from '../attempts/merge-entries.ts';
import { suiteMark } from '../attempts/suite-mark.ts';
import {
  type AttemptEntry,
  type AttemptKeeper,
  type AttemptOutcome,
  type EvaluatedChange,
  isSameEntry,
  MORE_ATTEMPTS,
} from '../domain/attempt.ts';
import type { AttemptLedger } from '../domain/ports.ts';
import type { Trial } from '../domain/trial.ts';
import { attemptsCheckName } from './attempt-check-runs.ts';
import { asKept, attemptsJson, withAttempts } from './attempt-document.ts';
import { attemptHistory } from './attempt-history.ts';
import { carriedAttempts } from './carried-attempts.ts';
import { moreAttemptsAllowed } from './more-attempts.ts';
import { ownComments } from './own-comments.ts';
import { lossIn, type RecordedAttempts, recordedAttempts, unknownAttempt } from './recorded-attempts.ts';
import type { GitHubReader } from './rest.ts';
import { storedOf } from './stored-attempt.ts';
import type { CheckRun, GitHubWriter } from './writer.ts';

/** The ledger of a pull request, and what a comment about it has to carry. */
export interface PullRequestLedger extends AttemptLedger {
  /** What is known, this run included; empty where nothing was registered. */
  readonly entries: () => readonly AttemptEntry[];
}

/** What a pull request would land, and where it comes from. */
export interface PullRequestHead {
  readonly commit: string;
  readonly branch: string;
  /** `owner/name`; undefined where the fork was deleted. */
  readonly repository: string | undefined;
}

type Writer = Pick<GitHubWriter, 'createCheckRun' | 'updateCheckRun' | 'createComment' | 'updateComment'>;

/**
 * Attempts at a pull request, kept where its author cannot change them unseen: in a check run of our own app where the token
 * may write one, otherwise at the end of our comment. Two writes a run: one before the first call, one at the end.
 */
export function pullRequestLedger(of: {
  readonly reader: GitHubReader;
  /** Loaded when there is something to write. */
  readonly writer: () => Promise<Writer>;
  readonly repository: string;
  readonly number: number;
  readonly pull: () => Promise<PullRequestHead>;
  readonly key: string;
  readonly detailsUrl: string;
  readonly now: () => number;
  /** The comment until there is a result; undefined where none may be written. */
  readonly placeholder: string | undefined;
  /** Puts the trials where the workflow keeps them. Resolves to the SHA-256 of what was written; undefined where nothing was. */
  readonly store: (trials: readonly Trial[]) => Promise<string | undefined>;
  /** A merge queue's run is not its author's attempt, so it is written down only where it did not pass. */
  readonly inQueue: boolean;
}): PullRequestLedger {
  const { reader, repository, number, key } = of;
  let known: readonly AttemptEntry[] = [];
  let registered: readonly AttemptEntry[] = [];
  let place: { readonly kept: AttemptKeeper; readonly id: number } | undefined;
  let pull: PullRequestHead = { commit: '', branch: '', repository: undefined };

  function checkRun(): CheckRun {
    const count = registered.filter(({ outcome }) => outcome !== 'before-first-look').length;
    return {
      name: attemptsCheckName(key),
      headCommit: pull.commit,
      conclusion: 'neutral',
      title: count === 1 ? '1 attempt' : `${count} attempts`,
      summary:
        'How often this pull request was evaluated. Steelyard reads it before each run; nothing is to be done here.',
      text: attemptsJson(registered),
      detailsUrl: of.detailsUrl,
    };
  }

  async function inComment(writer: Writer): Promise<number | undefined> {
    const own = await ownComments(reader, { repository, number, key });
    const [kept] = own;
    const entries = carriedAttempts(own, registered);
    if (kept !== undefined) {
      await writer.updateComment(kept.id, withAttempts(kept.body, entries));
      return kept.id;
    }
    if (of.placeholder === undefined) return undefined;
    return writer.createComment(number, withAttempts(of.placeholder, entries));
  }

  /** Of this pull request, and of others from the same branch. */
  async function recorded(): Promise<readonly RecordedAttempts[]> {
    const here = { repository, number, key, branch: pull.branch, headRepository: pull.repository };
    const { deletions, others } = await attemptHistory(reader, here);
    const all = [await recordedAttempts(reader, here, deletions)];
    for (const other of others.map((one) => ({ ...here, number: one }))) {
      const history = await attemptHistory(reader, other);
      all.push(await recordedAttempts(reader, other, history.deletions));
    }
    return all;
  }

  async function keep(): Promise<typeof place> {
    const writer = await of.writer();
    try {
      return { kept: 'check-run', id: await writer.createCheckRun(checkRun()) };
    } catch {
      const id = await inComment(writer);
      return id === undefined ? undefined : { kept: 'comment', id };
    }
  }

  /** What is read again keeps the commit that it was evaluated for. */
  function entryFor(change: EvaluatedChange, at: string, outcome: AttemptOutcome): AttemptEntry {
    const { digest, candidate, base, commit } = change;
    const entry = asKept({ digest, candidate, base, commit, at, branch: pull.branch, outcome });
    const earlier = known.find((one) => isSameEntry(one, entry));
    return { ...entry, commit: earlier?.commit ?? entry.commit };
  }

  return {
    entries: () => registered,
    mend: `a maintainer adds the label \`${MORE_ATTEMPTS}\` to the pull request and runs the job again`,
    async known({ digest }) {
      try {
        pull = await of.pull();
        const all = await recorded();
        const loss = lossIn(all, of.now());
        const entries = mergeEntries(...all.map((one) => one.entries));
        known = loss === undefined || loss === 'accounted' ? entries : mergeEntries(entries, [loss]);
        return { entries, readable: loss === undefined, ...(await storedOf(entries, { reader, repository, digest })) };
      } catch {
        known = [unknownAttempt(new Date(of.now()).toISOString())];
        return { entries: [], readable: false };
      }
    },
    allowsMore: () => moreAttemptsAllowed(reader, { repository, number }).catch(() => false),
    async register(change, at) {
      registered = mergeEntries(known, [entryFor(change, at, 'running')]);
      if (of.inQueue) return 'pull-request';
      place = await keep().catch(() => undefined);
      return place?.kept;
    },
    async conclude({ change, at, outcome, failedSuites = [], trials }) {
      const hash = await of.store(trials);
      const entry: AttemptEntry = {
        ...entryFor(change, at, outcome),
        ...(hash === undefined ? {} : { trials: hash }),
        ...(failedSuites.length === 0 ? {} : { failed: failedSuites.map(suiteMark) }),
      };
      registered = mergeEntries(known, [entry]);
      const isKnown = known.some((one) => isSameEntry(one, entry) && one.outcome === outcome);
      const isLate = of.inQueue && !isKnown && (outcome === 'fail' || outcome === 'inconclusive');
      if (isLate) place = await keep().catch(() => undefined);
      if (place === undefined || isLate) return;
      try {
        const writer = await of.writer();
        if (place.kept === 'check-run') await writer.updateCheckRun(place.id, checkRun());
        else await inComment(writer);
      } catch {
        // It stays `running`, which counts as an attempt that did not pass.
      }
    },
  };
}
