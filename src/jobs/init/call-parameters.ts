import type { Json } from '../../domain/json.ts';
import type { CodeArgument } from './code-arguments.ts';
import type { CodeAssignment } from './code-assignments.ts';
import { codeLiteral } from './code-literal.ts';
import { type CodeText, lineAt } from './code-text.ts';
import { resolved } from './resolved.ts';

/** A parameter that a call sends, with the line that its value stands on. */
export interface CallParameter {
  readonly name: string;
  readonly value: Json;
  readonly line: number;
}

export interface CallParameters {
  readonly params: readonly CallParameter[];
  readonly responseFormat?: CallParameter;
  /** What else is passed and changes the answer: for people to take over. */
  readonly left: readonly { readonly text: string; readonly line: number }[];
}

const TAKEN = new Set(
  'temperature top_p max_tokens max_completion_tokens seed reasoning_effort verbosity frequency_penalty presence_penalty stop logit_bias service_tier parallel_tool_calls'.split(
    ' ',
  ),
);
/** Other names of the same, as the Responses API and other libraries have them. */
const ALIASES: Readonly<Record<string, string>> = {
  max_output_tokens: 'max_completion_tokens',
  stop_sequences: 'stop',
};
/** Read elsewhere, or without a bearing on what the model answers. */
const PASSED_OVER = new Set(
  'model model_name model_id messages input instructions system prompt stream stream_options stream_usage streaming user metadata store timeout extra_headers headers default_headers signal abort_signal max_retries request_timeout safety_identifier prompt_cache_key api_key base_url callbacks verbose idempotency_key ctx context tags add_system_message add_developer_message add_user_message add_assistant_message method url'.split(
    ' ',
  ),
);

/** What the arguments of a call say of how the model is asked. A value is taken over where it is written out, in the call or in the one assignment of its name. */
export function callParameters(
  code: CodeText,
  assignments: readonly CodeAssignment[],
  args: readonly CodeArgument[],
): CallParameters {
  const params: CallParameter[] = [];
  const left: { text: string; line: number }[] = [];
  let responseFormat: CallParameter | undefined;
  for (const argument of args) {
    const written = code.text.slice(argument.start, argument.end);
    const line = lineAt(code, argument.start);
    const name = argument.name === undefined ? undefined : snakeCase(argument.name);
    if (name === undefined) {
      // A context of Go, or an address.
      if (!/^(?:ctx|context\.\w+\(\)|["'`].*)$/s.test(written)) left.push({ text: shortly(written), line });
      continue;
    }
    if (PASSED_OVER.has(name)) continue;
    const at = resolved(code, assignments, argument);
    const value = codeLiteral(code, at);
    const ours = Object.hasOwn(ALIASES, name) ? (ALIASES[name] ?? name) : name;
    // Nothing is what is sent without it, too.
    if (value === null) continue;
    const parameter = value === undefined ? undefined : { name: ours, value, line: lineAt(code, at.start) };
    const effort = name === 'reasoning' ? effortOf(value) : undefined;
    if (effort !== undefined) params.push({ name: 'reasoning_effort', value: effort, line });
    else if (parameter !== undefined && TAKEN.has(ours)) params.push(parameter);
    else if (parameter !== undefined && name === 'response_format' && isFormat(value)) responseFormat = parameter;
    // One answer is what is asked for anyway.
    else if (!(name === 'n' && value === 1))
      left.push({ text: `${argument.name}${value === undefined ? said(written) : said(JSON.stringify(value))}`, line });
  }
  return { params: eachOnce(params), left, ...(responseFormat === undefined ? {} : { responseFormat }) };
}

/** `max_tokens` of `maxTokens` and of `MaxTokens`. */
function snakeCase(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll('-', '_');
}

/** `{ effort: 'low' }` and nothing else. */
function effortOf(value: Json | undefined): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const [[name, effort] = ['', null], ...rest] = Object.entries(value);
  return rest.length === 0 && name === 'effort' && typeof effort === 'string' ? effort : undefined;
}

function isFormat(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** Only what is short and a name, a number or a flag: longer code helps nobody, and may hold what must not be shown. */
function said(written: string): string {
  return /^[\w.?-]{1,40}$/.test(written) ? ` (${written})` : '';
}

function shortly(written: string): string {
  return /^[\w.?]{1,40}$/.test(written) ? written : 'what a call or an expression gives';
}

/** The last one counts, as in an object. */
function eachOnce(params: readonly CallParameter[]): readonly CallParameter[] {
  return [...new Map(params.map((one) => [one.name, one])).values()];
}
