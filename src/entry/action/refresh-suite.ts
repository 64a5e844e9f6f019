import { posix } from 'node:path';

import { newestRun } from '../../analysis/baseline-age.ts';
import { differingFactors } from '../../analysis/compatibility.ts';
import { storedAt } from '../../baselines/stored-at.ts';
import { renderBaseline } from '../../baselines/write-baseline.ts';
import type { AcceptedDrop, Baseline } from '../../domain/baseline.ts';
import { type GitObjects, objectsMend } from '../../domain/git-objects.ts';
import type { FileTree } from '../../domain/ports.ts';
import type { RefreshFacts } from '../../domain/refresh.ts';
import type { Settings } from '../../domain/settings.ts';
import { UsageError } from '../../domain/usage-error.ts';
import { acceptedDrops } from '../../github/accepted-drops.ts';
import { type BranchOutcome, writeBotBranch } from '../../github/bot-branch.ts';
import { type BranchHeads, branchHeads } from '../../github/branch-heads.ts';
import { openPullRequestOf, proposeBranch, type PullRequestOutcome } from '../../github/branch-pull-request.ts';
import type { GitWriter } from '../../github/git-writer.ts';
import type { GatePorts } from '../../jobs/gate-ports.ts';
import { loadSettings, loadSuite } from '../../jobs/load-suite.ts';
import { type Measured, measureSuite } from '../../jobs/measure-suite.ts';
import { type Proposal, proposeBaseline } from '../../jobs/propose-baseline.ts';
import { refreshBody, refreshMarker, type RefreshStanding, refreshTitle } from '../../reporters/refresh-body.ts';
import { treeBelow } from '../../repository/below-folder.ts';
import { objectTree } from '../../repository/object-tree.ts';
import type { Budget } from '../../runner/budget.ts';
import { redactTexts } from '../../text/redact-texts.ts';
import type { ActionEvent } from './open-event.ts';

/** What became of the refresh of one suite. */
export type SuiteOutcome =
  | { readonly kind: 'moved-on'; readonly suite: string }
  /** The default branch holds this run already. */
  | { readonly kind: 'stored'; readonly suite: string }
  | {
      readonly kind: 'written';
      readonly suite: string;
      /** Without secrets. */
      readonly facts: RefreshFacts;
      readonly standing: RefreshStanding;
      readonly branch: string;
      readonly defaultBranch: string;
      readonly pullRequest?: PullRequestOutcome;
      /** What kept the pull request from being written. */
      readonly unpublished?: unknown;
    };

export interface SuiteWorld extends ActionEvent {
  readonly objects: GitObjects;
  readonly writer: GitWriter;
  readonly ports: GatePorts;
  readonly settings: Settings;
  readonly budget: Budget;
}

/** The branch on which the new baseline of a suite stands until it lands; suites of two folders may have one name. */
export function refreshBranch(suite: string, folder: string): string {
  return ['steelyard/refresh', folder, suite].filter(Boolean).join('/');
}

/** The files of a commit on GitHub, as the working directory sees them. */
export function treeAt({ objects, inputs }: Pick<SuiteWorld, 'objects' | 'inputs'>, commit: string): FileTree {
  return treeBelow(objectTree(objects, commit, `commit ${commit.slice(0, 7)}`, objectsMend), inputs.workingDirectory);
}

/**
 * Measures one suite, writes its new baseline on its branch, and then sees to the pull request, in this order: wherever it is
 * cut short, everything is consistent and the next refresh goes on from there.
 */
export async function refreshSuite(suite: string, world: SuiteWorld): Promise<SuiteOutcome> {
  const { context, inputs, ports, objects, reader, writer } = world;
  const { head } = await ports.repository.change();
  const measured = await measureSuite(
    await ports.repository.head(),
    {
      suite,
      trials: inputs.trials,
      revision: head,
      limits: inputs.limits,
      budget: world.budget,
      origin: `${context.run.id} ${context.run.attempt}`,
    },
    ports,
  );
  const branch = refreshBranch(suite, inputs.workingDirectory);
  const written = await writeBotBranch({
    reader,
    writer,
    repository: context.repository,
    branch,
    treeOf: (commit) => treeOf(objects, commit),
    make: (heads) => contentAt(heads, suite, measured, world),
  });
  if (written.kind === 'given-up') return { kind: 'moved-on', suite };
  if (written.kind === 'nothing-to-write') return { kind: 'stored', suite };
  return publish(written, { suite, branch, defaultBranch: written.heads.defaultBranch }, world);
}

/** The three files for the default branch as it is now; undefined where what was measured is not what it has any more. */
async function contentAt(heads: BranchHeads, suite: string, measured: Measured, world: SuiteWorld) {
  const { inputs, console, ports } = world;
  const tree = treeAt(world, heads.head);
  const settings = await loadSettings(tree);
  if (!(await isAsMeasured(tree, settings, measured))) return undefined;
  const { baselines, storeOutputs } = settings;
  const stored = await storedAt(tree, baselines, suite);
  const waiting = heads.tip === undefined ? undefined : await storedAt(treeAt(world, heads.tip), baselines, suite);
  const proposal = proposeBaseline(measured, {
    stored,
    waiting: waiting === 'unreadable' ? undefined : waiting,
    accepted: await acceptedSince(suite, stored, measured, heads, world),
    now: ports.clock.now(),
  });
  const { workingDirectory: folder } = inputs;
  const facts = folder === '' ? proposal.facts : { ...proposal.facts, folder };
  const { baseline, summaries } = proposal.pooled;
  const files = renderBaseline(baseline, summaries, storeOutputs === 'none' ? new Map() : measured.outputs);
  return {
    files: files.map(({ path, text }) => ({
      path: posix.join(folder, baselines, path),
      text: console.redact(text),
    })),
    message: refreshTitle(facts),
    made: { ...proposal, facts },
  };
}

/** Drops that were accepted on the way to a configuration that is not the stored one any more. */
async function acceptedSince(
  suite: string,
  stored: Baseline | 'unreadable' | undefined,
  { fresh }: Measured,
  { head }: BranchHeads,
  { reader, context, inputs }: SuiteWorld,
): Promise<readonly AcceptedDrop[]> {
  if (stored === undefined || stored === 'unreadable') return [];
  const since = newestRun(stored.runs)?.at;
  const isSame = differingFactors(stored.fingerprint, fresh.fingerprint).length === 0;
  if (isSame || since === undefined) return [];
  return acceptedDrops(reader, { repository: context.repository, head, since, key: inputs.commentKey, suite });
}

/** Whether the default branch still has the configuration and the cases that were measured. */
async function isAsMeasured(tree: FileTree, settings: Settings, { run }: Measured): Promise<boolean> {
  try {
    const now = await loadSuite(tree, settings, run.loaded.suite.name);
    const isSame = differingFactors(now.target.fingerprint, run.loaded.target.fingerprint).length === 0;
    return isSame && now.suite.digest === run.loaded.suite.digest;
  } catch (error) {
    // Removed, or broken meanwhile.
    if (error instanceof UsageError) return false;
    throw error;
  }
}

async function treeOf(objects: GitObjects, commit: string): Promise<string> {
  const found = await objects.commit(commit);
  if (found !== undefined) return found.tree;
  throw new UsageError({
    where: `commit ${commit.slice(0, 7)}`,
    path: '',
    expected: 'a commit that can be read from the checkout or from GitHub',
    received: 'none',
    mend: objectsMend,
  });
}

/** Keys under which stand words of ours. */
const OWN_WORDS = new Set(['kind', 'direction', 'unit', 'factors', 'suite', 'commit', 'at']);

async function publish(
  { made: { facts: found }, commit }: Extract<BranchOutcome<Proposal>, { readonly kind: 'written' }>,
  at: { readonly suite: string; readonly branch: string; readonly defaultBranch: string },
  world: SuiteWorld,
): Promise<SuiteOutcome> {
  const { context, reader, writer, console, ports } = world;
  const { branch, defaultBranch: base } = at;
  const facts = redactTexts(found, (text) => console.redact(text), OWN_WORDS);
  const { repository, serverUrl } = context;
  const place = { repository, branch, base };
  try {
    const open = await openPullRequestOf(reader, place);
    if (facts.reasons.length === 0 && open === undefined) return { kind: 'written', ...at, facts, standing: 'waiting' };
    const standing = facts.reasons.length === 0 ? 'still-open' : 'proposed';
    const body = refreshBody(facts, standing, { repository, serverUrl, branch });
    const pullRequest = await proposeBranch({
      ...place,
      reader,
      writer,
      text: { title: console.redact(refreshTitle(facts)), body: console.redact(body) },
      marker: refreshMarker(at.suite),
      isCurrent: async () => (await branchHeads(reader, repository, branch)).tip === commit,
      sleep: (ms) => ports.clock.sleep(ms),
    });
    const shown = pullRequest.kind === 'not-permitted' ? 'branch-only' : standing;
    return { kind: 'written', ...at, facts, standing: shown, pullRequest };
  } catch (unpublished) {
    return { kind: 'written', ...at, facts, standing: 'branch-only', unpublished };
  }
}
