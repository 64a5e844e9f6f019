import { z } from 'zod';
import { ConfigurationMistake, define } from '../domain/definition.ts';
import { Fault } from '../domain/fault.ts';
import type { Json, JsonObject } from '../domain/json.ts';
import type { Message, TargetAnswer, TargetRequest, Usage } from '../domain/target.ts';
import { isJsonArray, isJsonObject } from '../text/json-kind.ts';
import { ownPath } from '../text/own-path.ts';
import { renderTemplate } from '../text/template.ts';
import type { TargetFactory } from './context.ts';
import { createTransport } from './transport.ts';

const headerName = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'expected the name of an HTTP header');
const headerValue = z.string().regex(/^[\t\x20-\x7e]*$/, 'expected printable ASCII on one line');

const schema = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).describe('The endpoint; its host must be in `hosts:` of the policy.'),
  method: z.enum(['POST', 'PUT', 'GET']).default('POST').describe('HTTP method.'),
  headers: z
    .record(headerName, headerValue)
    .default({})
    .describe('Extra headers; a key comes from `hosts:`, never from here.'),
  body: z
    .json()
    .optional()
    .describe('JSON with `{{name}}` of the input, `{{input}}`, `{{messages}}`, `{{model}}`; all of them by default.'),
  output: z.string().min(1).optional().describe('Path to the text in the answer; the whole answer by default.'),
  usage: z
    .strictObject({
      'input-tokens': z.string().min(1).describe('Path to the tokens read.'),
      'output-tokens': z.string().min(1).describe('Path to the tokens written.'),
    })
    .optional()
    .describe('Where the answer counts tokens.'),
  'answered-by': z.string().min(1).optional().describe('Path to the id of the model that answered.'),
});

type Options = z.infer<typeof schema>;

const SECRET_HEADERS = new Set(['authorization', 'proxy-authorization', 'cookie', 'api-key', 'x-api-key']);
const WHOLE_PLACEHOLDER = /^\{\{\s*([^{}\s]+)\s*\}\}$/;

/**
 * Any HTTP endpoint that answers in one response: a RAG service, an agent, a gateway of one's own. `body` is JSON in which
 * `{{name}}` takes the case's input, `{{input}}` all of it, `{{messages}}` the rendered prompt and `{{model}}` the model of
 * target.yaml. `output`, `usage` and `answered-by` (the id of the model that answered) are paths into the answer.
 *
 * @example { type: http, url: https://rag.example.com/answer, body: { question: '{{question}}' }, output: answer.text }
 */
export const http = define<Options, TargetFactory>({
  type: 'http',
  version: 1,
  summary: 'Any HTTP endpoint that takes JSON and answers in one response.',
  schema,
  create(options) {
    refuseInlineSecrets(options);
    const url = new URL(options.url);
    return async (context) => {
      const transport = createTransport(context);
      return {
        async ask(request) {
          const response = await transport.send({
            url,
            method: options.method,
            headers: { 'content-type': 'application/json', ...lowerCase(options.headers) },
            ...(options.method === 'GET'
              ? {}
              : { body: JSON.stringify(fillBody(options.body, request, context.spec.model)) }),
            signal: request.signal,
          });
          return readAnswer(options, response.body, response.headers['content-type'] ?? '', url);
        },
        close: () => transport.close(),
      };
    };
  },
});

function refuseInlineSecrets({ headers, body }: Options): void {
  const mend =
    'name the variable that holds the key under `hosts:` in steelyard.yaml; it is sent as `Authorization: Bearer`';
  for (const [name, value] of Object.entries(headers)) {
    if (SECRET_HEADERS.has(name.toLowerCase())) {
      throw new ConfigurationMistake(['headers', name], `expected no key in target.yaml; ${mend}`);
    }
    if (value.includes('{{')) throw new ConfigurationMistake(['headers', name], `expected a fixed text; ${mend}`);
  }
  if (/\{\{\s*env\./.test(JSON.stringify(body ?? null))) {
    throw new ConfigurationMistake(['body'], `expected no \`{{env.…}}\`: the environment is not for prompts; ${mend}`);
  }
}

function fillBody(body: Json | undefined, request: TargetRequest, model: string | undefined): Json {
  const messages: readonly Message[] = request.messages;
  const known = { messages, input: request.input, ...(model === undefined ? {} : { model }) };
  return body === undefined ? known : fill(body, { ...known, ...request.input });
}

/** A text that is one placeholder takes the value itself, so numbers and lists survive; others take it as text. */
function fill(template: Json, values: JsonObject): Json {
  if (typeof template === 'string') return fillText(template, values);
  if (isJsonArray(template)) return template.map((item) => fill(item, values));
  if (!isJsonObject(template)) return template;
  return Object.fromEntries(Object.entries(template).map(([key, value]) => [key, fill(value, values)]));
}

function fillText(template: string, values: JsonObject): Json {
  const name = WHOLE_PLACEHOLDER.exec(template)?.[1];
  const whole = name === undefined ? undefined : ownPath(values, name);
  if (whole !== undefined) return whole;
  const rendered = renderTemplate(template, values);
  if (rendered.ok) return rendered.text;
  throw new Fault('cannot-render', `the body names {{${rendered.missing}}}, which the case's input does not have`);
}

function readAnswer(options: Options, body: string, contentType: string, url: URL): TargetAnswer {
  const modelPath = options['answered-by'];
  if (options.output === undefined && options.usage === undefined && modelPath === undefined) {
    if (contentType.includes('text/html')) {
      throw new Fault('bad-response', `${url.host} answered 200 with a web page`);
    }
    return { output: { text: body } };
  }
  const json = parseBody(body, url);
  const usage = options.usage === undefined ? undefined : readUsage(options.usage, json);
  const model = modelPath === undefined ? undefined : ownPath(json, modelPath);
  return {
    output: { text: options.output === undefined ? body : readText(options.output, json, url) },
    ...(usage === undefined ? {} : { usage }),
    ...(typeof model === 'string' ? { answeredBy: model } : {}),
  };
}

function parseBody(body: string, url: URL): Json {
  try {
    // JSON.parse yields Json by definition.
    return JSON.parse(body) as Json;
  } catch (cause) {
    throw new Fault('bad-response', `${url.host} answered 200 with what is not JSON`, { cause });
  }
}

function readText(path: string, json: Json, url: URL): string {
  const value = ownPath(json, path);
  if (value === undefined) throw new Fault('bad-response', `the answer of ${url.host} has no \`${path}\``);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function readUsage(paths: NonNullable<Options['usage']>, json: Json): Usage | undefined {
  const inputTokens = ownPath(json, paths['input-tokens']);
  const outputTokens = ownPath(json, paths['output-tokens']);
  if (typeof inputTokens !== 'number' || typeof outputTokens !== 'number') return undefined;
  return { inputTokens, outputTokens };
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
