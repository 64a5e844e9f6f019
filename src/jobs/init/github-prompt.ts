import * as z from 'zod';
import { parseYaml } from '../../config/yaml.ts';
import type { Json, JsonObject } from '../../domain/json.ts';

/** What a prompt file of GitHub's format (`.prompt.yml`) holds that a suite can use. */
export interface GitHubPrompt {
  readonly text: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly model?: string;
  readonly params: JsonObject;
  /** Its test data that say what is expected. */
  readonly cases: readonly { readonly input: JsonObject; readonly expected: Json }[];
  readonly notes: readonly string[];
}

const schema = z.looseObject({
  model: z.string().min(1).optional(),
  modelParameters: z.record(z.string(), z.unknown()).default({}),
  messages: z
    .array(z.object({ role: z.enum(['system', 'developer', 'user', 'assistant']), content: z.string() }))
    .min(1),
  testData: z.array(z.record(z.string(), z.unknown())).default([]),
});

const PARAMETERS: Readonly<Record<string, string>> = {
  temperature: 'temperature',
  topP: 'top_p',
  maxTokens: 'max_tokens',
  maxCompletionTokens: 'max_completion_tokens',
};
const NOT_TAKEN_OVER = ['responseFormat', 'jsonSchema', 'evaluators'];
const MOST_CASES = 20;

/** Undefined where the text is not of that format. */
export function readGitHubPrompt(text: string, path: string): GitHubPrompt | undefined {
  const yaml = parseYaml(text, path);
  const parsed = yaml.ok ? schema.safeParse(yaml.value) : undefined;
  if (parsed?.success !== true) return undefined;
  const { model, modelParameters, messages, testData } = parsed.data;
  const params = Object.entries(modelParameters).flatMap(([name, value]) => {
    const ours = Object.hasOwn(PARAMETERS, name) ? PARAMETERS[name] : undefined;
    return ours === undefined ? [] : [[ours, value] as const];
  });
  const left = [
    ...Object.keys(modelParameters).filter((name) => !Object.hasOwn(PARAMETERS, name)),
    ...NOT_TAKEN_OVER.filter((name) => Object.hasOwn(parsed.data, name)),
  ];
  const cases = testData.flatMap(({ expected, ...input }) => (expected === undefined ? [] : [{ input, expected }]));
  return {
    text,
    messages,
    // Ids of GitHub Models start with the vendor's name.
    ...(model === undefined ? {} : { model: model.replace(/^openai\//, '') }),
    params: Object.fromEntries(params) as JsonObject, // YAML that was checked to be JSON
    cases: cases.slice(0, MOST_CASES) as GitHubPrompt['cases'], // likewise
    notes: left.length === 0 ? [] : [`${path}:1 also holds ${left.join(', ')}, which is not taken over.`],
  };
}
