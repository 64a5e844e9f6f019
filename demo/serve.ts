// Serves the recorded answers where suites/support/target.yaml expects a model, until Ctrl-C: for trying the commands by
// hand, and for storing the suite's baseline (`steelyard refresh support` in a second terminal).
import { join } from 'node:path';
import process from 'node:process';

import { startServer } from './server.ts';

const server = await startServer({
  recordings: join(import.meta.dirname, 'recordings'),
  seed: process.argv[2] ?? 'serve',
  latencyScale: 0.01,
  port: 8080,
});
process.stdout.write(`${server.url} answers from demo/recordings; Ctrl-C ends it\n`);
process.on('SIGINT', () => void server.close());
process.on('SIGTERM', () => void server.close());
