// Preloaded (`--import`) into the program under test: the pauses that octokit keeps between writes, a second each, pass at once.
const { setTimeout: later } = globalThis;

globalThis.setTimeout = (callback, ms, ...rest) => later(callback, ms <= 20_000 ? ms / 20 : ms, ...rest);
