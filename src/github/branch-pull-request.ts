import type { Json } from '../domain/json.ts';
import { jsonAt, textAt } from '../text/json-at.ts';
import { isJsonArray } from '../text/json-kind.ts';
import type { GitWriter, PullRequestText } from './git-writer.ts';
import { ownerAndName } from './owner-and-name.ts';
import { GitHubError, type GitHubReader } from './rest.ts';

/** An open pull request of a branch. */
export interface BranchPullRequest extends PullRequestText {
  readonly number: number;
}

export type PullRequestOutcome =
  | { readonly kind: 'opened' | 'updated' | 'unchanged'; readonly number: number }
  /** Somebody worded it themselves: its text is theirs. */
  | { readonly kind: 'left-alone'; readonly number: number }
  /** The branch was written again meanwhile: whoever did tells of it. */
  | { readonly kind: 'overtaken' }
  /** The default branch has the commit of the branch by now. */
  | { readonly kind: 'landed' }
  /** The repository does not let Actions open pull requests. */
  | { readonly kind: 'not-permitted' };

interface Place {
  /** `owner/name` */
  readonly repository: string;
  readonly branch: string;
  /** The branch it would land on. */
  readonly base: string;
}

const ROUNDS = 3;

/** The open pull request of a branch of this repository; of several the oldest. Throws a GitHubError. */
export async function openPullRequestOf(reader: GitHubReader, of: Place): Promise<BranchPullRequest | undefined> {
  const { owner } = ownerAndName(of.repository);
  const head = encodeURIComponent(`${owner}:${of.branch}`);
  const query = `state=open&head=${head}&base=${encodeURIComponent(of.base)}&per_page=100`;
  const listed = await reader.get(`/repos/${of.repository}/pulls?${query}`);
  const found = (isJsonArray(listed) ? listed : []).flatMap((pull) => readPull(pull, of.branch));
  return found.sort((a, b) => a.number - b.number)[0];
}

function readPull(pull: Json, branch: string): readonly BranchPullRequest[] {
  const number = jsonAt(pull, 'number');
  if (typeof number !== 'number' || textAt(pull, 'head', 'ref') !== branch) return [];
  return [{ number, title: textAt(pull, 'title') ?? '', body: textAt(pull, 'body') ?? '' }];
}

/**
 * Sees to it that exactly one pull request proposes the branch, with this text. Looks before it writes, and again where an
 * answer was lost, so that whatever was cut short before is mended and nothing is opened twice.
 *
 * @param of.marker what a body of ours begins with
 */
export async function proposeBranch(
  of: Place & {
    readonly reader: GitHubReader;
    readonly writer: Pick<GitWriter, 'createPullRequest' | 'updatePullRequest'>;
    readonly text: PullRequestText;
    readonly marker: string;
    /** The branch is still as it was written for this text. */
    readonly isCurrent: () => Promise<boolean>;
    readonly sleep: (ms: number) => Promise<void>;
  },
): Promise<PullRequestOutcome> {
  const { reader, writer, text } = of;
  let lost: GitHubError | undefined;
  for (let round = 0; round < ROUNDS; round += 1) {
    const open = await openPullRequestOf(reader, of);
    if (!(await of.isCurrent())) return { kind: 'overtaken' };
    if (open !== undefined) {
      const { number } = open;
      if (!open.body.startsWith(of.marker)) return { kind: 'left-alone', number };
      if (open.title === text.title && saysTheSame(open.body, text.body)) {
        return { kind: lost === undefined ? 'unchanged' : 'opened', number };
      }
      await writer.updatePullRequest(number, text);
      return { kind: 'updated', number };
    }
    try {
      return { kind: 'opened', number: await writer.createPullRequest({ ...text, head: of.branch, base: of.base }) };
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error;
      if (error.status === 403 && /not permitted to create/i.test(error.message)) return { kind: 'not-permitted' };
      if (error.status === 422 && /no commits between/i.test(error.message)) return { kind: 'landed' };
      const mayBeThere = error.status === 0 || error.status >= 500 || /already exists/i.test(error.message);
      if (!mayBeThere) throw error;
      lost = error;
      // Lists may lag behind what was just opened.
      await of.sleep(500 * 2 ** round);
    }
  }
  throw lost ?? new Error('expected an answer or an error of each round');
}

/** GitHub may change line ends on the way. */
function saysTheSame(one: string, other: string): boolean {
  return one.replaceAll('\r\n', '\n').trim() === other.replaceAll('\r\n', '\n').trim();
}
