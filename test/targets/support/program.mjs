// A command target that behaves as the question asks, for tests.
import { spawn } from 'node:child_process';
import process from 'node:process';
import { createInterface } from 'node:readline';

const say = (value) => process.stdout.write(`${typeof value === 'string' ? value : JSON.stringify(value)}\n`);
if (process.argv.includes('--ready')) setTimeout(() => say({ ready: true }), 30);
if (process.argv.includes('--die')) {
  process.stderr.write('no such module: app\n');
  process.exit(7);
}
if (process.argv.includes('--deaf')) process.on('SIGTERM', () => {});

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  const { id, input } = request;
  if (input.do === 'echo') say({ id, output: JSON.stringify(request) });
  else if (input.do === 'environment') say({ id, output: JSON.stringify(process.env) });
  else if (input.do === 'late') setTimeout(() => say({ id, output: 'late' }), input.ms);
  else if (input.do === 'crash') process.exit(3);
  else if (input.do === 'error') say({ id, error: input.error });
  else if (input.do === 'broken') say('{"id": 1, "out');
  else if (input.do === 'chatter') {
    say('Loading weights…');
    process.stderr.write('a warning\n');
    say({
      id,
      output: { text: 'done', toolCalls: [{ name: 'track', arguments: { order: 1 } }] },
      model: 'mine',
      usage: { inputTokens: 5, outputTokens: 2 },
    });
  } else if (input.do === 'spawn') {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    say({ id, output: String(child.pid) });
  } else if (input.do !== 'nothing') say({ id, output: `${process.pid}` });
}
if (process.argv.includes('--deaf')) setInterval(() => {}, 1000);
