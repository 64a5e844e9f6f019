import process from 'node:process';

import type { Clock, Progress } from '../domain/ports.ts';
import type { Stage } from '../domain/trial.ts';
import type { Console } from './console.ts';

const stageNames: Readonly<Record<Stage, string>> = {
  screen: 'screening',
  'screen-live': 'screening again beside the base',
  confirm: 'confirming on fresh runs',
  repeat: 'repeating on fresh runs',
  refresh: 'running',
  advisory: 'running advisory cases',
  sentinel: 'asking sentinels',
  'sentinel-again': 'asking failed sentinels again in both versions',
  invariant: 'asking invariants',
};

/** In a log a line at most this often; a terminal redraws its one line. */
const LOG_EVERY_MS = 10_000;
const DRAW_EVERY_MS = 100;

/** Counts, spend and time left of long work; never a score. One redrawn line on a terminal, plain lines elsewhere. */
export function createProgress(console: Console, clock: Clock): Progress {
  let total = 0;
  let done = 0;
  let lost = 0;
  let cost = 0;
  let startedAt = 0;
  let shownAt = 0;
  const tasks = new Map<string, { readonly stage: Stage; readonly suite: string }>();

  const line = (): string => {
    const elapsed = clock.now() - startedAt;
    const left = done === 0 ? '' : `, about ${seconds((elapsed / done) * (total - done))} left`;
    const what = [...new Set([...tasks.values()].map(({ stage, suite }) => `${suite}: ${stageNames[stage]}`))].join(
      ', ',
    );
    const money = cost > 0 ? `, $${cost.toFixed(4)}` : '';
    const faults = lost > 0 ? `, ${lost} lost` : '';
    return `${what} ${done}/${total} (${seconds(elapsed)}${done < total ? left : ''}${money}${faults})`;
  };
  const show = (final: boolean): void => {
    const now = clock.now();
    if (!final && now - shownAt < (console.interactive ? DRAW_EVERY_MS : LOG_EVERY_MS)) return;
    shownAt = now;
    if (!console.interactive) return console.say(line());
    process.stderr.write(`\r\u001B[2K${line()}${final ? '\n' : ''}`);
  };
  return {
    start(task) {
      if (tasks.size === 0) {
        total = 0;
        done = 0;
        lost = 0;
        startedAt = clock.now();
        shownAt = startedAt;
      }
      total += task.trials;
      tasks.set(`${task.suite} ${task.stage}`, task);
    },
    done(trial) {
      // What was never asked is not done.
      if (trial.status === 'skipped') return;
      done += 1;
      if (trial.status === 'completed') cost += trial.cost ?? 0;
      if (trial.status === 'errored' && trial.error.blame === 'infrastructure') lost += 1;
      show(false);
    },
    finish() {
      if (tasks.size > 0) show(true);
      tasks.clear();
    },
  };
}

function seconds(ms: number): string {
  const whole = Math.round(ms / 1000);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
