import { storedAt } from '../../baselines/stored-at.ts';
import { UsageError } from '../../domain/usage-error.ts';
import { branchHeads } from '../../github/branch-heads.ts';
import { openPullRequestOf } from '../../github/branch-pull-request.ts';
import { type GitHubContext, seedKeyOf } from '../../github/context.ts';
import { type GitWriter, gitWriter } from '../../github/git-writer.ts';
import { loadSuite } from '../../jobs/load-suite.ts';
import { refreshableSuites } from '../../jobs/refreshable-suites.ts';
import { openBudget } from '../../jobs/run-suite.ts';
import { stillServes } from '../../jobs/still-serves.ts';
import { belowFolder } from '../../repository/below-folder.ts';
import { checkoutBelow } from '../../repository/checkout-below.ts';
import { buildPorts } from '../world.ts';
import { changeBetween, checkoutOf, checkoutsOf, objectsOf } from './checked-out.ts';
import { writeAccess } from './open-event.ts';
import { problemOf } from './refresh-problems.ts';
import { refreshBranch, refreshSuite, type SuiteWorld, treeAt } from './refresh-suite.ts';
import { type RefreshResult, tellRefresh } from './refresh-summary.ts';
import type { ActionWorld } from './run-action.ts';

/**
 * Measures suites of the default branch and proposes their new baselines. A suite that fails leaves everything as it was, and
 * the others go on. Resolves to 3 where any failed.
 */
export async function refreshBaselines(event: Omit<ActionWorld, 'change'>): Promise<number> {
  const { context, inputs, checkout, console, reader } = event;
  refuseGatingRun(context);
  const objects = objectsOf(event, checkout);
  const { sha, repository } = context;
  // What is measured is what the default branch has: there is nothing that it would land on.
  const whole = changeBetween(event, checkout, { seedKey: seedKeyOf(context), base: sha, head: sha });
  const change = belowFolder(whole, inputs.workingDirectory);
  const { defaultBranch } = await branchHeads(reader, repository, context.refName);
  if (context.ref !== `refs/heads/${defaultBranch}`) throw notDefault(context.ref, defaultBranch);
  const built = buildPorts({
    change,
    console,
    policyOf: 'head',
    repository: checkoutBelow(checkoutOf(event), inputs.workingDirectory),
    checkouts: () => checkoutsOf({ ...event, change }),
  });
  try {
    const settings = await built.settings();
    const asked = { names: inputs.suites, where: 'with: suites' };
    const suites = await refreshableSuites(await change.head(), settings, asked);
    const writer = gitWriter(writeAccess(event));
    await refuseWithoutPermission(writer, event);
    const budget = openBudget(settings, inputs.limits, built.ports.clock);
    const world: SuiteWorld = { ...event, objects, writer, ports: built.ports, settings, budget };
    const results: RefreshResult[] = [];
    for (const suite of suites) {
      if (built.ports.signal.aborted) {
        results.push({ kind: 'failed', suite, problem: { messages: ['cancelled before it began'], yaml: [] } });
      } else results.push(await oneSuite(suite, world));
    }
    return await tellRefresh(results, event, budget.spend().calls);
  } finally {
    built.close();
  }
}

async function oneSuite(suite: string, world: SuiteWorld): Promise<RefreshResult> {
  world.console.say(`refresh: ${suite}`);
  try {
    if (await isCurrent(suite, world)) return { kind: 'current', suite };
    return await refreshSuite(suite, world);
  } catch (error) {
    const problem = problemOf(error, 'contents: write');
    if (problem === undefined) throw error;
    return { kind: 'failed', suite, problem };
  }
}

/**
 * A push that changed nothing of a suite needs no new run: drift and age are the schedule's. Neither does one that the open
 * pull request answers already.
 */
async function isCurrent(suite: string, world: SuiteWorld): Promise<boolean> {
  const { context, inputs, reader, ports } = world;
  if (context.trigger.kind !== 'push') return false;
  const { repository } = context;
  const { baselines } = world.settings;
  const tree = await ports.repository.head();
  const loaded = await loadSuite(tree, world.settings, suite);
  const serves = (baseline: Awaited<ReturnType<typeof storedAt>>): boolean =>
    baseline !== undefined && baseline !== 'unreadable' && stillServes(baseline, loaded);
  if (serves(await storedAt(tree, baselines, suite))) return true;
  const branch = refreshBranch(suite, inputs.workingDirectory);
  const { tip, defaultBranch: base } = await branchHeads(reader, repository, branch);
  if (tip === undefined || !serves(await storedAt(treeAt(world, tip), baselines, suite))) return false;
  return (await openPullRequestOf(reader, { repository, branch, base })) !== undefined;
}

/** A run that decides something is picked for its result, and a change from outside must not write what others are held against. */
function refuseGatingRun({ trigger, untrusted, ref, defaultBranch }: GitHubContext): void {
  if (trigger.kind === 'pull_request' || trigger.kind === 'merge_group') {
    throw new UsageError({
      where: 'event',
      path: '',
      expected: 'push to the default branch, schedule or workflow_dispatch for `mode: refresh`',
      received: trigger.kind,
      mend: 'refresh in a workflow of its own, never from a gating run: examples/workflows/refresh.yml',
    });
  }
  if (untrusted !== undefined) {
    throw new UsageError({
      where: 'event',
      path: '',
      expected: 'a run of this repository’s own for `mode: refresh`',
      received: untrusted === 'dependabot' ? 'one that Dependabot started' : 'one that a fork started',
      mend: 'leave the refresh to the schedule',
    });
  }
  if (defaultBranch !== '' && ref !== `refs/heads/${defaultBranch}`) throw notDefault(ref, defaultBranch);
}

function notDefault(refName: string, defaultBranch: string): UsageError {
  return new UsageError({
    where: 'event',
    path: '',
    expected: `the default branch \`${defaultBranch}\` for \`mode: refresh\``,
    received: `\`${refName.replace(/^refs\/heads\//, '')}\``,
    mend: `run it on \`${defaultBranch}\`: a baseline is what the live configuration scores, never from a gating run`,
  });
}

/** Asks before anything is paid for. The blob is empty and nothing points at it. */
async function refuseWithoutPermission(writer: GitWriter, { console }: Pick<ActionWorld, 'console'>): Promise<void> {
  try {
    await writer.createBlob('');
  } catch (cause) {
    const problem = problemOf(cause, 'contents: write');
    if (problem === undefined || problem.yaml.length === 0) throw cause;
    for (const line of problem.yaml) console.say(line);
    throw new UsageError(
      {
        where: 'token',
        path: '',
        expected: 'permission to write the branch of a baseline (contents: write, pull-requests: write)',
        received: cause instanceof Error ? cause.message : String(cause),
        mend: `add to the job: ${problem.yaml.map((line) => line.trim()).join(', ')}`,
      },
      { cause },
    );
  }
}
