import { Fault } from '../domain/fault.ts';
import type { Settings } from '../domain/settings.ts';
import type { TargetSpec } from '../domain/target.ts';
import type { Issue } from '../domain/usage-error.ts';
import { createHostPolicy } from '../targets/host-policy.ts';
import { OPENAI_API } from '../targets/openai.ts';

/** What a target's first call would be refused for, said before it is merged: its host is none that the policy allows. */
export function hostIssues(target: TargetSpec, hosts: Settings['hosts']): readonly Issue[] {
  // Whether a key is set is a matter of where it runs.
  const refusal = accessRefusal(target, hosts, () => true);
  if (refusal === undefined) return [];
  return [
    {
      where: target.path,
      path: target.type === 'http' ? 'url' : 'base-url',
      expected: 'a host that `hosts:` in steelyard.yaml allows',
      received: addressOf(target)?.host ?? 'none',
      ...(refusal.mend === undefined ? {} : { mend: refusal.mend.replace(' of the base branch', '') }),
    },
  ];
}

/**
 * Why a target could not be called: its host is not allowed, or the key that the policy binds to it is not set.
 *
 * @param isSet whether a variable of the environment holds anything
 */
export function accessRefusal(
  target: TargetSpec,
  hosts: Settings['hosts'],
  isSet: (variable: string) => boolean,
): Fault | undefined {
  const address = addressOf(target);
  if (address === undefined) return undefined;
  const set = Object.values(hosts).filter((name) => name !== null && isSet(name));
  try {
    createHostPolicy(hosts, Object.fromEntries(set.map((name) => [name, 'set']))).permit(address);
    return undefined;
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}

/** Where a target is reached; undefined for one that is not reached over a network. */
function addressOf({ type, options }: TargetSpec): URL | undefined {
  const written = options['base-url'] ?? options['url'] ?? (type === 'openai' ? OPENAI_API : undefined);
  return typeof written === 'string' && URL.canParse(written) ? new URL(written) : undefined;
}
