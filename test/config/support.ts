import { UsageError } from '../../src/domain/usage-error.ts';

export const suiteYaml = `description: A small suite
metrics:
  - name: correct
    gate: true
    margin: 0.1
    scorer: { type: exact-match, ignore-case: true }
  - name: speed
    scorer: { type: latency }
sampling: { cases: 2, trials: 1, stratify-by: task }
`;

export const casesJsonl = `{"id":"a","input":{"question":"1+1?"},"expected":"2","tags":["task:sum"],"cluster":"doc-1","gold":{"source":"arithmetic","reviewedBy":"ada"}}
{"id":"b","input":{"question":"2+2?"},"expected":"4","tags":["task:sum"]}
`;

export const targetYaml = `type: openai
base-url: http://127.0.0.1:4010/v1
model: small-1
prompt: prompts/answer.md
params: { temperature: 0 }
`;

/** The files of a repository with one suite; undefined removes one. */
export function repositoryFiles(changes: Readonly<Record<string, string | undefined>> = {}): Record<string, string> {
  const files = {
    'steelyard.yaml': 'version: 1\n',
    'suites/small/suite.yaml': suiteYaml,
    'suites/small/cases.jsonl': casesJsonl,
    'suites/small/target.yaml': targetYaml,
    'suites/small/prompts/answer.md': 'Answer: {{question}}\n',
    ...changes,
  };
  return Object.fromEntries(
    Object.entries(files).flatMap(([path, text]) => (text === undefined ? [] : [[path, text]])),
  );
}

/** The lines of the UsageError that something throws. */
export async function mistakes(attempt: () => unknown): Promise<readonly string[]> {
  try {
    await attempt();
  } catch (error) {
    if (error instanceof UsageError) return error.message.split('\n');
    throw error;
  }
  return [];
}
