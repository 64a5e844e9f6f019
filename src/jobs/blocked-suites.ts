import type { Finding } from '../domain/finding.ts';
import type { RepositoryPort } from '../domain/ports.ts';
import type { Settings } from '../domain/settings.ts';
import type { InconclusiveReason } from '../domain/verdict.ts';
import type { Untrusted } from './gate-ports.ts';
import type { PlannedSuite } from './plan-gate.ts';
import { accessRefusal } from './target-access.ts';

/** Why nothing may run for a suite, and what to say of it. */
export interface Blocked {
  readonly reason: Extract<InconclusiveReason, 'not-evaluated' | 'no-base-build'>;
  readonly finding: Finding;
}

/** The suites for which no call may be made, by name; known before the first call. */
export async function blockedSuites(
  suites: readonly PlannedSuite[],
  of: {
    readonly repository: Pick<RepositoryPort, 'canCheckOutBase'>;
    readonly hosts: Settings['hosts'];
    readonly commandEnv: Settings['commandEnv'];
    readonly untrusted: Untrusted | undefined;
  },
): Promise<ReadonlyMap<string, Blocked>> {
  const blocked = new Map<string, Blocked>();
  for (const planned of suites) {
    const found = notEvaluated(planned, of) ?? (await noBaseBuild(planned, of.repository));
    if (found !== undefined) blocked.set(planned.plan.suite, found);
  }
  return blocked;
}

const origins = { fork: 'a fork', dependabot: 'Dependabot' } as const;

/** A change from outside runs only with the secrets it was given on purpose, and never brings a program of its own. */
function notEvaluated(
  { plan, compared }: PlannedSuite,
  of: Pick<Settings, 'hosts' | 'commandEnv'> & { readonly untrusted: Untrusted | undefined },
): Blocked | undefined {
  if (of.untrusted === undefined) return undefined;
  const from = origins[of.untrusted.from];
  const say = (why: string): Blocked => ({
    reason: 'not-evaluated',
    finding: {
      ruleId: 'not-evaluated',
      suite: plan.suite,
      message: `\`${plan.suite}\` was not evaluated: this change comes from ${from}, and ${why}`,
    },
  });
  if (of.untrusted.from === 'fork' && [compared.base.type, compared.head.type].includes('command')) {
    return say('its target is a program, which would run with this job’s rights');
  }
  const { untrusted } = of;
  const isSet = (name: string): boolean => untrusted.isSet(name);
  for (const target of [compared.base, compared.head]) {
    const refusal = accessRefusal(target, of.hosts, isSet);
    if (refusal?.kind === 'unauthorized') return say(`its run has no secrets (${refusal.message})`);
  }
  const missing = [compared.base.type, compared.head.type].includes('command')
    ? of.commandEnv.find((name) => !isSet(name))
    : undefined;
  return missing === undefined ? undefined : say(`its run has no secrets (${missing} is not set)`);
}

/** Where the code around the prompt changed, a command's control needs a build of the base beside it. */
async function noBaseBuild(
  { plan, compared }: PlannedSuite,
  repository: Pick<RepositoryPort, 'canCheckOutBase'>,
): Promise<Blocked | undefined> {
  if (!compared.codeChanged || compared.base.type !== 'command') return undefined;
  const say = (why: string): Blocked => ({
    reason: 'no-base-build',
    finding: {
      ruleId: 'no-base-build',
      suite: plan.suite,
      message: `The code that \`${plan.suite}\` watches changed, so its base must be built beside it, and ${why}`,
    },
  });
  if (compared.base.options['setup'] === undefined) {
    return say(`${compared.base.path} of the base has no \`setup:\`; add one in a change of its own first`);
  }
  if (await repository.canCheckOutBase()) return undefined;
  return say('the base commit is not in this checkout; check out with `fetch-depth: 2`');
}
