import { join } from 'node:path';

import { renderBaseline } from '../../baselines/write-baseline.ts';
import { writeFiles } from '../../baselines/write-files.ts';
import { refresh } from '../../jobs/refresh.ts';
import { limitsOf, openWorld } from '../world.ts';

export interface RefreshOptions {
  readonly head: string;
  readonly trials?: number;
  readonly maxCalls?: number;
  readonly maxCost?: number;
  readonly maxMinutes?: number;
}

/** `steelyard refresh SUITE`: an independent full run, stored as the suite's baseline in the work tree. */
export async function refreshCommand(suite: string, options: RefreshOptions): Promise<number> {
  const world = await openWorld({ head: options.head, base: 'HEAD', policyOf: 'head' });
  const { console } = world;
  try {
    const { head } = await world.change.change();
    const refreshed = await refresh(
      await world.change.head(),
      {
        suite,
        revision: head,
        limits: limitsOf(options),
        ...(options.trials === undefined ? {} : { trials: options.trials }),
      },
      world.ports,
    );
    const files = renderBaseline(refreshed.baseline, refreshed.summaries, refreshed.outputs);
    const directory = join(world.repository.directory, refreshed.run.settings.baselines);
    await writeFiles(
      directory,
      files.map(({ path, text }) => ({ path, text: console.redact(text) })),
    );
    for (const [metric, summary] of refreshed.summaries) {
      console.print(`${metric}: ${Number(summary.estimate.toPrecision(4))} over ${summary.cases} cases\n`);
    }
    console.say(
      `written: ${files.map(({ path }) => join(refreshed.run.settings.baselines, path)).join(', ')}; review and commit them`,
    );
    return 0;
  } finally {
    world.close();
  }
}
