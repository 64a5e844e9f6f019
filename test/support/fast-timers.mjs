// Preloaded (`--import`) into the program under test: waits between attempts pass twenty times as fast.
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';

const { setTimeout: delay } = timers;
timers.setTimeout = (ms, ...rest) => delay(ms / 20, ...rest);
syncBuiltinESMExports();
