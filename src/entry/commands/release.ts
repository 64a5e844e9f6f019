import process from 'node:process';

import { UsageError } from '../../domain/usage-error.ts';
import { release } from '../../jobs/release.ts';
import { version } from '../version.ts';
import { limitsOf, openWorld } from '../world.ts';
import { judgeHere } from './judge-here.ts';

export interface ReleaseOptions {
  readonly since?: string;
  readonly first: boolean;
  readonly head: string;
  readonly output?: string;
  readonly json: boolean;
  readonly maxCalls?: number;
  readonly maxCost?: number;
  readonly maxMinutes?: number;
}

/** `steelyard release`: this commit beside the last release on the full suites; writes the record of one that may ship. */
export async function releaseCommand(options: ReleaseOptions): Promise<number> {
  const { since, first, head } = options;
  if (since === undefined && !first) throw withoutSince();
  const world = await openWorld({
    policyOf: 'head',
    head,
    base: since ?? head,
    isExact: true,
    countedBy: async (change) => `release since ${(await change.change()).base.commit.slice(0, 12)}`,
  });
  return judgeHere(world, options, async () => {
    const { base } = await world.change.change();
    return release(
      {
        since: since === undefined ? undefined : { commit: base.commit, tag: since },
        first,
        limits: limitsOf(options),
        version,
        inContinuousIntegration: process.env['CI'] !== undefined,
      },
      world.ports,
    );
  });
}

function withoutSince(): UsageError {
  return new UsageError({
    where: '--since',
    path: '',
    expected: 'the tag or commit of the last release',
    received: 'none',
    mend: 'name it with `--since TAG`, or record the first release of all with `--first`',
  });
}
