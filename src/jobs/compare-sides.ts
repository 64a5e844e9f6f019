import { differingFactors } from '../analysis/compatibility.ts';
import { productDiff } from '../analysis/product-diff.ts';
import { caseChanges, type CaseChanges } from '../config/case-changes.ts';
import type { LoadedSuite } from '../config/suite.ts';
import { watchMatcher } from '../config/watch.ts';
import type { Case } from '../domain/case.ts';
import type { Change } from '../domain/change.ts';
import type { FileTree } from '../domain/ports.ts';
import type { SuiteChange } from '../domain/report.ts';
import type { TargetSpec } from '../domain/target.ts';
import { UsageError } from '../domain/usage-error.ts';

/** One suite of the base commit with the system under test as each arm has it. */
export interface ComparedSuite extends LoadedSuite {
  /** The base's target; undefined where the base has none (then the suite is as good as new). */
  readonly base: TargetSpec;
  readonly head: TargetSpec;
  readonly change: SuiteChange;
  readonly cases: CaseChanges;
  /** The candidate's own version of cases it added or edited. */
  readonly ownCases: readonly Case[];
  /** A watched file changed: the code around the prompt differs between the arms. */
  readonly codeChanged: boolean;
  /** Files that the base's target names, that are still there, and that the candidate's target names no more. */
  readonly dropped: readonly string[];
  /** The base cannot be asked any more: what is stored of it stands alone, whatever its age, and nothing can be confirmed. */
  readonly onlyStored?: true;
}

/** One suite with both versions of what it tests, and what differs between them. */
export async function compareSides(
  loaded: LoadedSuite,
  base: TargetSpec,
  inHead: LoadedSuite,
  head: TargetSpec,
  trees: { readonly base: FileTree; readonly head: FileTree },
  change: Change,
): Promise<ComparedSuite> {
  const watched = watchMatcher(loaded.suite.watch);
  const codeChanged = change.files.some(({ path, previousPath }) => watched(path) || watched(previousPath ?? path));
  const cases = caseChanges(loaded.suite.cases, inHead.suite.cases);
  const own = new Set([...cases.added, ...cases.edited]);
  const factors = differingFactors(base.fingerprint, head.fingerprint);
  const [baseText, headText] = await Promise.all([trees.base.read(base.path), trees.head.read(head.path)]);
  const named = new Set(head.files.map(({ path }) => path));
  const left = base.files.map(({ path }) => path).filter((path) => !named.has(path));
  const still = new Set(left.length === 0 ? [] : await trees.head.list(''));
  return {
    ...loaded,
    base,
    head,
    codeChanged,
    dropped: left.filter((path) => still.has(path)),
    cases,
    ownCases: inHead.suite.cases.filter(({ id }) => own.has(id)),
    change: {
      suite: loaded.suite.name,
      factors,
      ...(base.model === undefined ? {} : { baseModel: base.model }),
      ...(head.model === undefined ? {} : { headModel: head.model }),
      diffs: productDiff(
        [{ path: base.path, text: baseText ?? '' }, ...base.files],
        [{ path: head.path, text: headText ?? '' }, ...head.files],
      ),
    },
  };
}

export function allowTarget(loaded: LoadedSuite, target: TargetSpec): void {
  if (loaded.suite.allowedTargets.includes(target.type)) return;
  throw new UsageError({
    where: target.path,
    path: 'type',
    expected: `a type that ${loaded.suite.directory}/suite.yaml of the base allows (${loaded.suite.allowedTargets.join(', ')})`,
    received: `"${target.type}"`,
    mend: 'add it to `targets:` in a change of its own first',
  });
}
