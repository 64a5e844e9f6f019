import { setTimeout as delay } from 'node:timers/promises';

import type { Clock } from '../domain/ports.ts';

/** The wall clock. `sleep` ends early, without an error, when its signal is aborted. */
export const wallClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => delay(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined),
};
