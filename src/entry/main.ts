import { enableCompileCache } from 'node:module';
import process from 'node:process';

import { version } from './version.ts';

/** The oldest Node that the bundled HTTP client loads on. */
const OLDEST_NODE = [22, 19] as const;

// Windows would look for `git` in the folder it is started in before the PATH, and that folder is the change's own.
process.env['NoDefaultCurrentDirectoryInExePath'] = '1';

// Decided before anything else is loaded: an old Node would crash inside a dependency, and `--version` should be instant.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  process.stderr.write(
    `steelyard: expected Node ${OLDEST_NODE.join('.')} or newer, received ${process.versions.node}; install Node 24 and run again\n`,
  );
  process.exitCode = 3;
} else if (process.argv.length === 3 && (process.argv[2] === '--version' || process.argv[2] === '-V')) {
  process.stdout.write(`${version}\n`);
} else if (Object.hasOwn(globalThis, Symbol.for('steelyard.cli'))) {
  enableCompileCache();
  const { runCli } = await import('./cli.ts');
  process.exitCode = await runCli(process.argv.slice(2));
} else {
  const { runAction } = await import('./action/run-action.ts');
  process.exitCode = await runAction();
}
