import { join, relative } from 'node:path';
import process from 'node:process';

import { attemptJournal } from '../attempts/journal.ts';
import { baselineStore } from '../baselines/read-baseline.ts';
import { POLICY_FILE } from '../config/policy-file.ts';
import type { AttemptLedger, FileTree, Progress, RepositoryPort } from '../domain/ports.ts';
import type { Limits, Settings } from '../domain/settings.ts';
import type { Trial } from '../domain/trial.ts';
import type { GatePorts } from '../jobs/gate-ports.ts';
import { loadSettings } from '../jobs/load-suite.ts';
import { belowFolder } from '../repository/below-folder.ts';
import { type Checkout, checkoutBelow } from '../repository/checkout-below.ts';
import { branchUnderTest, localChange, type LocalChangeOptions } from '../repository/local-change.ts';
import { type LocalRepository, openRepository } from '../repository/local-repository.ts';
import { wallClock } from './clock.ts';
import { bindSecrets, type Console, createConsole } from './console.ts';
import { OWN_FOLDER } from './own-folder.ts';
import { policyFolder } from './policy-folder.ts';
import { createProgress } from './progress.ts';
import { type Checkouts, createTargetStarter } from './target-starter.ts';

/** The ports of a job, and what they leave behind. */
export interface Ports {
  readonly ports: GatePorts;
  /** Every trial that ran, in the order the stages ended. */
  readonly trials: readonly Trial[];
  /** The policy in force. */
  settings(): Promise<Settings>;
  /** Ends what was started. */
  close(): void;
}

/** Everything a command on this machine needs: the repository, both sides of the change, and the ports built on them. */
export interface World extends Ports {
  readonly console: Console;
  readonly change: RepositoryPort;
  /** The folder with the policy, on disk: paths of the change's trees, baselines and attempts are below it. */
  readonly directory: string;
  /** Where results go unless somebody says otherwise, as seen from the current folder. */
  readonly results: string;
}

/** Opens the repository that the current folder is in, as the nearest folder with a policy sees it, and builds the ports on it. */
export async function openWorld(
  options: LocalChangeOptions & {
    readonly policyOf: 'base' | 'head';
    /** What attempts are counted by; the branch under test where not given. */
    readonly countedBy?: (change: RepositoryPort) => Promise<string>;
  },
): Promise<World> {
  const repository = await openRepository(process.cwd(), process.env);
  const whole = localChange(repository, options);
  const folder = await policyFolder(repository.directory, whole, options.policyOf);
  const change = belowFolder(whole, folder);
  const checkout = checkoutBelow(repository, folder);
  const console = createConsole(process.env);
  const built = buildPorts({
    change,
    console,
    policyOf: options.policyOf,
    repository: checkout,
    checkouts: async () => {
      const { base, head } = await change.change();
      const inPlace = options.head === 'WORKTREE' || head.commit === (await cleanHead(repository));
      return { headCommit: inPlace ? undefined : head.commit, baseCommit: base.commit };
    },
    ledger: (settings) =>
      attemptJournal({
        directory: join(checkout.directory, OWN_FOLDER),
        branch: async () =>
          (await options.countedBy?.(change)) ??
          (await branchUnderTest(repository, options.head).catch(() => undefined)) ??
          'detached',
        isPrivate: async () => (await settings()).showOutputs === 'none',
        redact: (text) => console.redact(text),
      }),
  });
  return {
    ...built,
    console,
    change,
    directory: checkout.directory,
    results: relative('', join(checkout.directory, OWN_FOLDER)),
    close() {
      built.close();
      repository.close();
    },
  };
}

/** The ports of a job over a change, wherever its objects come from; the only place that reads the environment. */
export function buildPorts(of: {
  readonly change: RepositoryPort;
  readonly console: Console;
  readonly policyOf: 'base' | 'head';
  /** Where commands run. */
  readonly repository: Checkout;
  readonly checkouts: () => Promise<Checkouts>;
  /** Where attempts are counted; nowhere where it is left out. */
  readonly ledger?: (settings: () => Promise<Settings>) => AttemptLedger;
  /** What was said about accepting a drop; nothing where it is left out. */
  readonly acceptance?: NonNullable<GatePorts['acceptance']>;
}): Ports {
  const { change, console } = of;
  let loading: Promise<Settings> | undefined;
  const settings = (): Promise<Settings> => (loading ??= policyInForce(change, of.policyOf));
  const trials: Trial[] = [];
  const cancellation = onInterrupt(console);
  const progress: Progress = createProgress(console, wallClock);
  const targets = createTargetStarter({
    repository: of.repository,
    settings,
    environment: process.env,
    say: (line) => console.say(line),
    checkouts: of.checkouts,
  });
  const baselines: GatePorts['baselines'] = async (directory) => baselineStore(await change.base(), directory);
  return {
    trials,
    settings,
    ports: {
      repository: change,
      baselines,
      targets,
      clock: wallClock,
      progress,
      keep: (kept) => void trials.push(...kept),
      signal: cancellation.signal,
      ...(of.ledger === undefined ? {} : { ledger: of.ledger(settings) }),
      ...(of.acceptance === undefined ? {} : { acceptance: of.acceptance }),
    },
    close: () => cancellation.ignore(),
  };
}

/** Limits given on the command line. They tighten the policy and never loosen it. */
export function limitsOf(options: {
  readonly maxCalls?: number;
  readonly maxCost?: number;
  readonly maxMinutes?: number;
}): Limits {
  return {
    ...(options.maxCalls === undefined ? {} : { maxCalls: options.maxCalls }),
    ...(options.maxCost === undefined ? {} : { maxCost: options.maxCost }),
    ...(options.maxMinutes === undefined ? {} : { maxMinutes: options.maxMinutes }),
  };
}

/** A gate's policy is the base's (the candidate's where the base has none yet); a run of one tree obeys that tree's own. */
async function policyInForce(change: RepositoryPort, of: 'base' | 'head'): Promise<Settings> {
  const base: FileTree = await change.base();
  const own = of === 'head' || (await base.read(POLICY_FILE)) === undefined;
  const tree = own ? await change.head() : base;
  const settings = await loadSettings(tree);
  bindSecrets([...Object.values(settings.hosts).filter((name) => name !== null), ...settings.commandEnv]);
  return settings;
}

/** HEAD's commit where the work tree is exactly that. */
async function cleanHead(repository: LocalRepository): Promise<string | undefined> {
  const { dirty } = await repository.worktreeTree();
  return dirty ? undefined : repository.resolve('HEAD');
}

/** The first Ctrl-C stops dispatching and reports what there is; the second ends at once. */
function onInterrupt(console: Console): { readonly signal: AbortSignal; ignore(): void } {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(130);
    console.say('stopping: no new calls; a partial report follows (again to stop at once)');
    controller.abort();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return {
    signal: controller.signal,
    ignore() {
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', interrupt);
    },
  };
}
