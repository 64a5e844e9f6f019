import { baselineStore } from '../baselines/read-baseline.ts';
import { policyDiff } from '../config/policy-diff.ts';
import { missingPolicy, POLICY_FILE } from '../config/policy-file.ts';
import { readPolicyFiles } from '../config/policy-files.ts';
import type { LoadedSuite } from '../config/suite.ts';
import { readTarget } from '../config/target.ts';
import type { Change } from '../domain/change.ts';
import type { Finding } from '../domain/finding.ts';
import type { FileTree, RepositoryPort } from '../domain/ports.ts';
import type { PolicyEdit } from '../domain/report.ts';
import type { Settings } from '../domain/settings.ts';
import type { TargetSpec } from '../domain/target.ts';
import { UsageError } from '../domain/usage-error.ts';
import { targets } from '../targets/index.ts';
import { allowTarget, type ComparedSuite, compareSides } from './compare-sides.ts';
import { gatedNames, missingSuite, type MissingSuite } from './missing-suite.ts';
import { allThatIsWrong, inBase, loadSuites, readPolicy, type SideSuite } from './read-side.ts';
import { hostIssues } from './target-access.ts';
import { repositoryPathIn } from './repository-paths.ts';

/** A suite that only the candidate has: it runs, is shown, and enters no verdict until merged. */
export interface AddedSuite extends LoadedSuite {
  readonly head: TargetSpec;
}

export interface LoadedChange {
  readonly change: Change;
  readonly settings: Settings;
  /** The base has no steelyard.yaml: this change brings the first. */
  readonly bootstrap: boolean;
  /** Suites of the base that this change touches. */
  readonly suites: readonly ComparedSuite[];
  readonly added: readonly AddedSuite[];
  /** Suites on which there can be no verdict, and why; in a gate those of the base that the candidate removed. */
  readonly missing: readonly MissingSuite[];
  readonly policyDiff: readonly PolicyEdit[];
  readonly findings: readonly Finding[];
  /** Names of every suite of either side, relevant here or not. */
  readonly known: readonly string[];
}

/**
 * Reads both sides of a change as trust follows the files (security.md): policy, scorers and cases from the base commit,
 * the system under test from each arm's own tree. The candidate's policy is validated and shown, and decides nothing.
 */
export async function loadChange(repository: RepositoryPort): Promise<LoadedChange> {
  const [change, base, head] = await Promise.all([repository.change(), repository.base(), repository.head()]);
  const headSettings = await allThatIsWrong(head, readPolicy(head));
  const baseSettings = await inBase(base, readPolicy(base));
  const settings = baseSettings ?? headSettings;
  if (settings === undefined) throw noPolicy(base, head);
  // Validated even where nothing of it is used: a broken policy must not land.
  const headSuites = await allThatIsWrong(head, loadSuites(head, headSettings ?? settings, { toLand: true }));
  if (baseSettings === undefined) return bootstrap(change, settings, headSuites);

  const baseSuites = await inBase(base, loadSuites(base, baseSettings));
  refuseWithoutTarget(headSuites, baseSuites, head);
  const edits = policyDiff(
    await readPolicyFiles(base, baseSettings),
    await readPolicyFiles(head, headSettings ?? baseSettings),
  );
  await validateBaselines(head, headSettings ?? baseSettings, headSuites, edits);
  const suites: ComparedSuite[] = [];
  const missing: MissingSuite[] = [];
  for (const loaded of baseSuites) {
    // Without a target it never ran: as good as new.
    if (loaded.head === undefined) continue;
    const inHead = headSuites.find(({ suite }) => suite.name === loaded.suite.name);
    const target = inHead?.head;
    if (inHead === undefined || target === undefined) {
      if (gatedNames(loaded.suite).length > 0) missing.push(missingSuite(loaded.suite, 'target-missing'));
      continue;
    }
    allowTarget(loaded, target);
    // Both arms are judged by the base's scorers and watched by the base's globs, whatever the candidate wrote.
    const watched = { scorersDigest: loaded.suite.scorersDigest, registry: targets, watch: loaded.suite.watch };
    const judged = await readTarget(head, inHead.suite.directory, watched);
    const compared = await compareSides(loaded, loaded.head, inHead, judged, { base, head }, change);
    if (isRelevant(compared, change)) suites.push(compared);
  }
  const added = headSuites.filter(
    (loaded): loaded is LoadedSuite & { head: TargetSpec } =>
      loaded.head !== undefined && !baseSuites.some((old) => old.head !== undefined && isSame(old, loaded)),
  );
  return {
    change,
    settings,
    bootstrap: false,
    suites,
    added,
    missing,
    policyDiff: edits,
    findings: notes(edits, missing, added, suites, change.folder),
    known: [...new Set([...baseSuites, ...headSuites].map(({ suite }) => suite.name))],
  };
}

function isSame(a: LoadedSuite, b: LoadedSuite): boolean {
  return a.suite.name === b.suite.name;
}

/** A stored baseline that this change writes must be readable, or it would stop every change after it. */
async function validateBaselines(
  head: FileTree,
  settings: Settings,
  suites: readonly SideSuite[],
  edits: readonly PolicyEdit[],
): Promise<void> {
  const store = baselineStore(head, settings.baselines);
  for (const { suite } of suites) {
    const folder = `${settings.baselines}/${suite.name}/`;
    if (edits.some(({ path }) => path.startsWith(folder))) await store.load(suite.name);
  }
}

/** A suite that this change brings needs a target; one whose target it removes is `target-missing`. */
function refuseWithoutTarget(head: readonly SideSuite[], base: readonly SideSuite[], tree: FileTree): void {
  const without = head.filter((loaded) => loaded.head === undefined && !base.some((old) => isSame(old, loaded)));
  if (without.length === 0) return;
  throw new UsageError(
    without.map(({ suite }) => ({
      where: `${suite.directory}/target.yaml`,
      path: '',
      expected: 'a file that says what is under test',
      received: `nothing in ${tree.name}`,
    })),
  );
}

/**
 * A suite runs where the change touches its folder, the policy, a watched file, or a file a target names. A stored
 * baseline is no part of the product: a change of baselines alone is checked and shown, and there is nothing to compare.
 */
function isRelevant(compared: ComparedSuite, change: Change): boolean {
  if (compared.codeChanged || compared.change.factors.length > 0) return true;
  const named = new Set([...compared.base.files, ...compared.head.files].map(({ path }) => path));
  const folder = `${compared.suite.directory}/`;
  return change.files.some(({ path, previousPath }) =>
    [path, previousPath ?? path].some((p) => p === POLICY_FILE || named.has(p) || p.startsWith(folder)),
  );
}

function bootstrap(change: Change, settings: Settings, suites: readonly SideSuite[]): LoadedChange {
  // After the merge every check would be refused for it.
  const issues = suites.flatMap(({ head }) => (head === undefined ? [] : hostIssues(head, settings.hosts)));
  if (issues.length > 0) throw new UsageError(issues);
  const names = suites.map(({ suite }) => `\`${suite.name}\``).join(', ');
  return {
    change,
    settings,
    bootstrap: true,
    suites: [],
    added: suites.filter((loaded): loaded is AddedSuite => loaded.head !== undefined),
    missing: [],
    policyDiff: [],
    known: suites.map(({ suite }) => suite.name),
    findings: [
      {
        ruleId: 'first-configuration',
        message: `This change brings the first ${repositoryPathIn(change.folder, POLICY_FILE)} (${names}). It is valid; nothing ran. After the merge, changes of prompts and models are gated; store a baseline with \`steelyard refresh\` to halve the calls`,
      },
    ],
  };
}

function notes(
  edits: readonly PolicyEdit[],
  missing: LoadedChange['missing'],
  added: readonly AddedSuite[],
  suites: readonly ComparedSuite[],
  folder: string | undefined,
): readonly Finding[] {
  const shown = (path: string): string => repositoryPathIn(folder, path);
  return [
    ...edits.map((edit): Finding => ({
      ruleId: 'policy-changed',
      message: `\`${shown(edit.path)}\` is ${edit.status} by this change; it was not used here and takes effect after the merge`,
      location: { path: edit.path },
    })),
    ...missing.map(({ suite }): Finding => ({
      ruleId: 'target-missing',
      suite,
      message: `\`${suite}\` is gated on the base, and this change removes its suite or target; restore it, or remove the gate (\`gate: false\`) in a change of its own first`,
    })),
    ...added.map(({ suite }): Finding => ({
      ruleId: 'new-suite',
      suite: suite.name,
      message: `\`${suite.name}\` is new: it is shown, and enters no verdict until it is merged`,
    })),
    ...suites.flatMap(({ suite, head, dropped }) =>
      dropped.map((path): Finding => ({
        ruleId: 'no-longer-tested',
        suite: suite.name,
        message: `\`${shown(path)}\`, which the base tests as part of \`${suite.name}\`, is still there and no longer named in \`${shown(head.path)}\`: make sure that the product does not use it any more`,
        location: { path: head.path },
      })),
    ),
    ...suites
      .filter(({ cases }) => cases.added.length + cases.removed.length + cases.edited.length > 0)
      .map(({ suite, cases }): Finding => ({
        ruleId: 'cases-changed',
        suite: suite.name,
        message: `Cases of \`${suite.name}\` changed (${cases.added.length} added, ${cases.removed.length} removed, ${cases.edited.length} edited): the base's copy decided here, yours is shown as advisory and takes effect after the merge`,
      })),
  ];
}

function noPolicy(base: FileTree, head: FileTree): UsageError {
  const issue = missingPolicy(`none in ${base.name} nor in ${head.name}`, head.folder);
  return new UsageError({ ...issue, mend: `${issue.mend} and commit it` });
}
