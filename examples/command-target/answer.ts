// A command target in TypeScript (Node >= 22.18 runs it as it is): one JSON request a line in, one JSON answer a line out.
// Replace `answer` by your own pipeline. Requests come as fast as `concurrency` allows and may be answered in any order.
import process from 'node:process';
import { createInterface } from 'node:readline';

interface Request {
  readonly id: number;
  readonly case: string;
  readonly trial: number;
  /** The arm's own prompt, rendered for this case. */
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
  readonly input: Readonly<Record<string, unknown>>;
  readonly model?: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Texts of the files that the arm's target.yaml names, by path. */
  readonly files: Readonly<Record<string, string>>;
}

/** Your retrieval, agent or prompt chain. Returns the text, or an object with `text` and `toolCalls`. */
async function answer(request: Request): Promise<string> {
  const last = request.messages.at(-1)?.content ?? request.input;
  return `You asked: ${typeof last === 'string' ? last : JSON.stringify(last)}`;
}

async function handle(line: string): Promise<void> {
  const request = JSON.parse(line) as Request;
  const reply = await answer(request).then(
    (output) => ({ id: request.id, output }),
    // The process lives on: one bad case is not the end of the run.
    (error: unknown) => ({ id: request.id, error: { message: String(error) } }),
  );
  // One line, at once. Everything else belongs on stderr.
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}

// Ends when standard input closes: no process is left behind when the run is over.
for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() !== '') void handle(line);
}
