import type { TargetSpec } from '../domain/target.ts';
import type { LoadedSuite } from '../config/suite.ts';
import type { ComparedSuite } from './compare-sides.ts';

/** A suite of one tree as if a change had left it alone: what there is to plan for where nothing is compared yet. */
export function unchangedSuite(loaded: LoadedSuite, target: TargetSpec): ComparedSuite {
  return {
    ...loaded,
    base: target,
    head: target,
    codeChanged: false,
    dropped: [],
    ownCases: [],
    cases: { added: [], removed: [], edited: [], extended: new Map() },
    change: { suite: loaded.suite.name, factors: [], diffs: [] },
  };
}
