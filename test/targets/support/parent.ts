// Starts a command target and says its process id, then waits to be killed.
import { question, startTarget } from './start-target.ts';

const target = await startTarget('command', { command: [process.execPath, process.argv[2] ?? ''] });
const answer = await target.ask(question('?', { input: { do: 'pid' } }));
process.stdout.write(answer.output.text);
setInterval(() => {}, 1000);
