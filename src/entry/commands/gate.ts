import { gate } from '../../jobs/gate.ts';
import { version } from '../version.ts';
import { limitsOf, openWorld } from '../world.ts';
import { judgeHere } from './judge-here.ts';

export interface GateOptions {
  readonly base?: string;
  readonly head: string;
  readonly suite: readonly string[];
  readonly output?: string;
  readonly json: boolean;
  readonly seedKey?: string;
  readonly maxCalls?: number;
  readonly maxCost?: number;
  readonly maxMinutes?: number;
}

/** `steelyard gate`: prints the verdict, writes report.json, comment.md and trials.jsonl, exits by the contract. */
export async function gateCommand(options: GateOptions): Promise<number> {
  const { base, head, seedKey } = options;
  const world = await openWorld({
    policyOf: 'base',
    head,
    ...(base === undefined ? {} : { base }),
    ...(seedKey === undefined ? {} : { seedKey }),
  });
  return judgeHere(world, options, () =>
    gate(
      {
        only: options.suite,
        limits: limitsOf(options),
        version,
        inContinuousIntegration: process.env['CI'] !== undefined,
      },
      world.ports,
    ),
  );
}
