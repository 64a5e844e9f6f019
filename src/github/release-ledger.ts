import { mergeEntries } from '../attempts/merge-entries.ts';
import type { AttemptEntry, EvaluatedChange } from '../domain/attempt.ts';
import type { AttemptLedger } from '../domain/ports.ts';
import type { Trial } from '../domain/trial.ts';
import { jsonAt, textAt } from '../text/json-at.ts';
import { isJsonArray } from '../text/json-kind.ts';
import { isMaintainer } from './acceptance.ts';
import { attemptsCheckName, isOwnApp } from './attempt-check-runs.ts';
import { asKept, attemptsJson, readAttempts } from './attempt-document.ts';
import { unknownAttempt } from './recorded-attempts.ts';
import { GitHubError, type GitHubReader } from './rest.ts';
import { storedOf } from './stored-attempt.ts';
import type { CheckRun, GitHubWriter } from './writer.ts';

/**
 * Attempts at a release, counted from the last one: they are kept in check runs on its commit, by the app whose token this
 * is. With the next release another commit begins to count.
 */
export function releaseLedger(of: {
  readonly reader: GitHubReader;
  readonly writer: () => Promise<Pick<GitHubWriter, 'createCheckRun' | 'updateCheckRun'>>;
  readonly repository: string;
  /** The last release. */
  readonly since: string;
  readonly key: string;
  readonly detailsUrl: string;
  /** Who started the run. */
  readonly actor: string;
  readonly now: () => number;
  readonly store: (trials: readonly Trial[]) => Promise<string | undefined>;
}): AttemptLedger {
  const { reader, repository } = of;
  const name = attemptsCheckName(of.key);
  let known: readonly AttemptEntry[] = [];
  let registered: readonly AttemptEntry[] = [];
  let place: number | undefined;

  const checkRun = (): CheckRun => ({
    name,
    headCommit: of.since,
    conclusion: 'neutral',
    title: `Attempts at the release after this one: ${registered.length}`,
    summary:
      'How often a release after this one was evaluated. Steelyard reads it before each; nothing is to be done here.',
    text: attemptsJson(registered),
    detailsUrl: of.detailsUrl,
  });
  const entryOf = (
    { digest, candidate, base, commit }: EvaluatedChange,
    at: string,
    outcome: AttemptEntry['outcome'],
  ): AttemptEntry => asKept({ digest, candidate, base, commit, at, branch: '', outcome });

  return {
    mend: 'somebody who maintains the repository starts the run',
    async known({ digest }) {
      try {
        const entries = await recorded(reader, { repository, commit: of.since, name });
        known = entries;
        return { entries, readable: true, ...(await storedOf(entries, { reader, repository, digest })) };
      } catch {
        known = [unknownAttempt(new Date(of.now()).toISOString())];
        return { entries: [], readable: false };
      }
    },
    allowsMore: () => isMaintainer(reader, repository, of.actor).catch(() => false),
    async register(change, at) {
      registered = mergeEntries(known, [entryOf(change, at, 'running')]);
      try {
        place = await (await of.writer()).createCheckRun(checkRun());
        return 'check-run';
      } catch {
        return undefined;
      }
    },
    async conclude({ change, at, outcome, trials }) {
      const hash = await of.store(trials);
      const entry = { ...entryOf(change, at, outcome), ...(hash === undefined ? {} : { trials: hash }) };
      registered = mergeEntries(known, [entry]);
      if (place === undefined) return;
      // Otherwise it stays `running`, which counts as an attempt that did not pass.
      await (await of.writer()).updateCheckRun(place, checkRun()).catch(() => undefined);
    },
  };
}

/** What check runs of this token's own app hold on a commit; each holds all that was known when it was written. */
async function recorded(
  reader: GitHubReader,
  of: { readonly repository: string; readonly commit: string; readonly name: string },
): Promise<readonly AttemptEntry[]> {
  const query = `check_name=${encodeURIComponent(of.name)}&filter=all&per_page=100`;
  const listed = await reader.get(`/repos/${of.repository}/commits/${of.commit}/check-runs?${query}`);
  const runs = jsonAt(listed, 'check_runs');
  const viewer = textAt(await reader.graphql('query { viewer { login } }', {}), 'viewer', 'login') ?? '';
  if (!isJsonArray(runs)) throw new GitHubError(200, `the checks of ${of.commit} cannot be read`);
  const ledgers = runs
    .filter((run) => isOwnApp(jsonAt(run, 'app'), viewer))
    .map((run) => readAttempts(textAt(run, 'output', 'text') ?? ''));
  const readable = ledgers.filter((ledger) => ledger !== undefined);
  if (readable.length < ledgers.length) throw new GitHubError(200, 'a ledger of attempts is broken');
  return mergeEntries(...readable);
}
