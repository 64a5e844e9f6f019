import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The caller's environment must not decide a test: no colour, no locale, no CI variables leak in.
    env: { NO_COLOR: '1', LC_ALL: 'C', TZ: 'UTC', NODE_ENV: 'test' },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
