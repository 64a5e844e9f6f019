import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The caller's environment must not decide a test: no colour, no locale, no CI variables leak in.
    env: { NO_COLOR: '1', LC_ALL: 'C', TZ: 'UTC', NODE_ENV: 'test' },
    // The default leaves a core to a watching developer; the end-to-end tests mostly wait for what they have started.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
