import type { Json } from '../domain/json.ts';
import type { Output } from '../domain/target.ts';
import { brief } from '../text/brief.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import { isDeeperThan } from '../text/json-depth.ts';
import { ownPath } from '../text/own-path.ts';

export type Answer<Part> =
  | { readonly ok: true; readonly value: Part }
  /** What is wrong with the answer: the product's failure, scored 0. */
  | { readonly ok: false; readonly explanation: string };

const DEEPEST_ANSWER = 200;

/** The answer read as JSON; one Markdown code fence around it is tolerated. */
export function answerJson(output: Output): Answer<Json> {
  const text = withoutFence(output.text.trim());
  if (text === '') return { ok: false, explanation: 'expected JSON, received an empty answer' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, explanation: `expected JSON, received ${brief(text)}` };
  }
  if (isDeeperThan(value, DEEPEST_ANSWER)) {
    return { ok: false, explanation: `expected JSON at most ${DEEPEST_ANSWER} levels deep` };
  }
  // JSON.parse yields nothing but JSON.
  return { ok: true, value: value as Json };
}

/** One field of a JSON answer, or all of it where no field is named. */
export function answerField(output: Output, field: string | undefined): Answer<Json> {
  const answer = answerJson(output);
  if (!answer.ok || field === undefined) return answer;
  const value = ownPath(answer.value, field);
  return value === undefined
    ? { ok: false, explanation: `expected a field \`${field}\`, received ${brief(answer.value)}` }
    : { ok: true, value };
}

/** The answer's text, or the text of one field of it (other JSON than a string as canonical JSON). */
export function answerText(output: Output, field: string | undefined): Answer<string> {
  if (field === undefined) return { ok: true, value: output.text };
  const answer = answerField(output, field);
  if (!answer.ok) return answer;
  return { ok: true, value: typeof answer.value === 'string' ? answer.value : canonicalJson(answer.value) };
}

function withoutFence(text: string): string {
  if (!text.startsWith('```') || !text.endsWith('```') || text.length < 6) return text;
  const firstLine = text.indexOf('\n');
  return firstLine < 0 ? text.slice(3, -3) : text.slice(firstLine + 1, -3).trim();
}
