import { posix } from 'node:path';

import { REFRESH_TRIALS } from '../../design/refresh-trials.ts';
import { commentKeyOf, isCommentKey } from '../../github/comment-key.ts';
import type { Limits } from '../../domain/settings.ts';
import type { Issue } from '../../domain/usage-error.ts';
import type { Tightening } from '../../policy/tighten.ts';
import { didYouMean } from '../../text/suggest.ts';
import { OWN_FOLDER } from '../own-folder.ts';

export type CommentMode = 'always' | 'changes' | 'on-failure' | 'off';

const modes = ['gate', 'refresh', 'release'] as const;

/** The job to run. */
export type Mode = (typeof modes)[number];

/** The step's `with:`. It comes from the candidate's tree, so nothing in it can loosen what the base's policy says. */
export interface ActionInputs {
  readonly mode: Mode;
  /** Of a release: what a maintainer lets pass without a comparison, new suites or the first release of all. */
  readonly first: 'false' | 'suites' | 'release';
  /** Of a refresh: names of suites; all that have a target where empty. */
  readonly suites: readonly string[];
  /** Of a refresh: trials a case. */
  readonly trials: number;
  readonly token: string;
  readonly comment: CommentMode;
  readonly commentKey: string;
  readonly checkRun: boolean;
  /** Repository path of the folder that is judged on its own; '' for the whole repository. */
  readonly workingDirectory: string;
  /** Relative folder below the workspace, inside the working directory. */
  readonly output: string;
  readonly limits: Limits;
  readonly tightening: Tightening;
}

/**
 * Reads the inputs of action.yml. Each that is wrong is an issue, with its default in its place.
 *
 * @param read the text of an input; empty where it is not given
 */
export function readInputs(read: (name: string) => string): {
  readonly inputs: ActionInputs;
  readonly issues: readonly Issue[];
} {
  const issues: Issue[] = [];
  const choice = <Choice extends string>(name: string, choices: readonly Choice[], fallback: Choice): Choice => {
    const text = read(name);
    const found = choices.find((one) => one === text);
    if (found !== undefined || text === '') return found ?? fallback;
    const mend = didYouMean(text, choices);
    issues.push(issue(name, choices.join(' or '), text, mend));
    return fallback;
  };
  const flag = (name: string): boolean => choice(name, ['true', 'false'], 'false') === 'true';
  const amount = (name: string, whole: boolean): number | undefined => {
    const text = read(name);
    if (text === '') return undefined;
    const value = Number(text);
    if (value > 0 && Number.isFinite(value) && (!whole || Number.isSafeInteger(value))) return value;
    issues.push(issue(name, whole ? 'a whole number above 0' : 'a number above 0', text));
    return undefined;
  };

  const mode = choice('mode', modes, 'gate');
  const writtenFolder = read('working-directory') || '.';
  const folder = normalised(writtenFolder);
  const isFolder = folder === '.' || (isBelow(folder) && !/\p{Cc}/u.test(folder));
  if (!isFolder) {
    const expected = 'a folder of the repository, as a relative path with `/`';
    issues.push(issue('working-directory', expected, writtenFolder));
  }
  const workingDirectory = isFolder && folder !== '.' ? folder : '';
  const ownKey = commentKeyOf(workingDirectory);
  const writtenKey = read('comment-key') || ownKey;
  const commentKey = isCommentKey(writtenKey) ? writtenKey : ownKey;
  if (commentKey !== writtenKey) {
    issues.push(issue('comment-key', 'lower-case letters, digits and hyphens, at most 40', writtenKey));
  }
  const given = read('output') || OWN_FOLDER;
  const output = normalised(given);
  if (!isBelow(output)) issues.push(issue('output', 'a relative folder below the workspace', given));
  const maxCalls = amount('max-calls', true);
  const maxCost = amount('max-cost', false);
  const maxMinutes = amount('max-minutes', false);
  const inputs: ActionInputs = {
    mode,
    first: choice('first', ['false', 'suites', 'release'], 'false'),
    suites: [...new Set(read('suites').split(/[\s,]+/))].filter(Boolean),
    trials: amount('trials', true) ?? REFRESH_TRIALS,
    token: read('token'),
    comment: choice('comment', ['always', 'changes', 'on-failure', 'off'], 'changes'),
    commentKey,
    checkRun: flag('check-run'),
    workingDirectory,
    output: posix.join(workingDirectory, output),
    limits: {
      ...(maxCalls === undefined ? {} : { maxCalls }),
      ...(maxCost === undefined ? {} : { maxCost }),
      ...(maxMinutes === undefined ? {} : { maxMinutes }),
    },
    tightening: {
      controlAlways: choice('control', ['always', 'auto'], 'auto') === 'always',
      limited: maxCalls !== undefined || maxCost !== undefined || maxMinutes !== undefined,
      failOnInconclusive: flag('fail-on-inconclusive'),
    },
  };
  return { inputs, issues };
}

function normalised(path: string): string {
  return posix.normalize(path.replaceAll('\\', '/')).replace(/(?<=.)\/+$/, '');
}

function isBelow(path: string): boolean {
  const parts = path.split('/');
  return (
    path !== '.' &&
    !/^(?:\/|[A-Za-z]:)/.test(path) &&
    !parts.includes('..') &&
    !parts.some((part) => part.toLowerCase() === '.git')
  );
}

function issue(name: string, expected: string, received: string, mend?: string): Issue {
  return {
    where: 'with',
    path: name,
    expected,
    received: JSON.stringify(received.slice(0, 100)),
    ...(mend === undefined ? {} : { mend }),
  };
}
