import { Document, isMap, isScalar } from 'yaml';
import type { Json, JsonObject } from '../../domain/json.ts';
import { inputFor } from './placeholders.ts';

/** The texts of the files that `init` writes. What a repository holds goes through the YAML library, never into a text by hand. */

/** steelyard.yaml: one host, one cap on calls. */
export function policyText(host: string, keyVariable: string | null): string {
  const document = new Document({ version: 1, hosts: { [host]: keyVariable }, limits: { 'max-calls': 1000 } });
  document.commentBefore = ' What may be called and spent. Every key: docs/configuration.md of Steelyard.';
  comment(
    document,
    ['hosts', host],
    keyVariable === null ? 'no key is sent' : 'the name of the variable, never the key',
  );
  comment(document, ['limits', 'max-calls'], 'of one run, confirmation included');
  return written(document);
}

/** How many cases a limit of 10 points takes. */
export const casesNeeded =
  'A PASS needs 30 cases if every answer is right; more where your product errs; 100 is a good start';

/** suite.yaml: one metric that decides, one that is shown. */
export function suiteText(prompt: string | undefined): string {
  const document = new Document({
    version: 1,
    description: prompt === undefined ? 'Answers of the assistant.' : `Answers to ${prompt}.`,
    metrics: [
      {
        name: 'correct',
        title: 'Correct answers',
        gate: true,
        margin: 0.1,
        scorer: { type: 'includes', 'ignore-case': true },
      },
      { name: 'latency', title: 'Latency', scorer: { type: 'latency' } },
    ],
  });
  document.commentBefore = ' What is measured: the first metric decides, the second is shown.';
  comment(document, ['metrics', 0, 'margin'], `the largest drop you accept: 10 points. ${casesNeeded}`);
  comment(document, ['metrics', 0, 'scorer', 'type'], 'the answer holds the text under `expected`');
  return written(document);
}

/** Something sent to the model, and the place in the code that it comes from. */
export interface TargetParameter {
  readonly name: string;
  readonly value: Json;
  readonly at?: string;
}

export interface TargetText {
  readonly model: string;
  /** The model was not found. */
  readonly guessed: boolean;
  /** Undefined: the default. */
  readonly baseUrl: string | undefined;
  /** The keys that say what is sent. */
  readonly keys: JsonObject;
  /** The places that the messages come from, by their index. */
  readonly places: readonly (string | undefined)[];
  readonly params: readonly TargetParameter[];
  readonly responseFormat?: { readonly value: Json; readonly at: string };
}

/** target.yaml: what is under test. */
export function targetText(target: TargetText): string {
  const { model, guessed, baseUrl, keys, places, params, responseFormat } = target;
  const document = new Document({
    type: 'openai',
    ...(baseUrl === undefined ? {} : { 'base-url': baseUrl }),
    model,
    ...keys,
    ...(params.length === 0 ? {} : { params: Object.fromEntries(params.map(({ name, value }) => [name, value])) }),
    ...(responseFormat === undefined ? {} : { 'response-format': responseFormat.value }),
  });
  document.commentBefore = ' What is under test: make it what your code sends. Paths are relative to this folder.';
  if (guessed) comment(document, ['model'], 'EDIT: no model was found; put the one your product calls');
  for (const [index, at] of places.entries()) if (at !== undefined) comment(document, ['messages', index, 'role'], at);
  for (const { name, at } of params) if (at !== undefined) comment(document, ['params', name], at);
  if (responseFormat !== undefined) comment(document, ['response-format'], responseFormat.at);
  return written(document);
}

const EXAMPLES = 3;

/** cases.jsonl: cases that are there to be replaced, one JSON object a line, or those that the prompt file brought. */
export function casesText(
  names: readonly string[],
  given: readonly { readonly input: JsonObject; readonly expected: unknown }[],
): string {
  const examples = Array.from({ length: EXAMPLES }, (_, index) => ({
    input: inputFor(names, (name) => `EXAMPLE ${index + 1}: put a real ${name} here`),
    expected: 'EXAMPLE: put a text here that a right answer holds',
  }));
  return (given.length > 0 ? given : examples)
    .map(({ input, expected }, index) => ({ id: `example-${index + 1}`, input, expected, tags: ['example'] }))
    .map((one) => `${JSON.stringify(one)}\n`)
    .join('');
}

/** The first prompt of a repository that has none in a file. */
export const firstPrompt = 'You answer questions of customers in one short sentence.\n';

/** Behind a scalar; above what takes several lines. */
function comment(document: Document, path: readonly (string | number)[], text: string): void {
  const node = document.getIn(path, true);
  const parent = document.getIn(path.slice(0, -1), true) ?? document.contents;
  const key = isMap(parent)
    ? parent.items.find((pair) => isScalar(pair.key) && pair.key.value === path.at(-1))?.key
    : undefined;
  if (isScalar(node)) node.comment = ` ${text}`;
  else if (isScalar(key)) key.commentBefore = ` ${text}`;
  else throw new Error(`no scalar at ${path.join('.')}`);
}

function written(document: Document): string {
  return document.toString({ lineWidth: 0 });
}
