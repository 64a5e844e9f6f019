import type { FileTree } from '../../domain/ports.ts';
import { UsageError } from '../../domain/usage-error.ts';
import { casesText, firstPrompt, suiteText, type TargetParameter, targetText } from './documents.ts';
import { callNotes } from './call-notes.ts';
import { chooseModel, type ModelChoice, OPENAI_URL } from './model.ts';
import { type ModelCall, modelCall } from './model-call.ts';
import { placeholders } from './placeholders.ts';
import { ownPromptUse, type PromptUse, promptUse } from './prompt-use.ts';
import type { Survey } from './survey.ts';

export interface PlannedFile {
  /** Repository path. */
  readonly path: string;
  readonly text: string;
}

export interface SuitePlan {
  readonly choice: ModelChoice;
  /** What is taken over of how the code calls the model, and from where. */
  readonly params: readonly { readonly name: string; readonly at: string }[];
  readonly files: readonly PlannedFile[];
  readonly notes: readonly string[];
}

const OWN_PROMPT = 'prompts/system.md';

/** The files of a first suite in `directory`. A prompt of the repository is named where it lies; without one, a first is written. */
export async function planSuite(
  tree: FileTree,
  survey: Survey,
  asked: { readonly directory: string; readonly prompt: string | undefined; readonly model: string | undefined },
): Promise<SuitePlan> {
  const { directory, prompt } = asked;
  const call = await modelCall(tree, survey, prompt);
  const use = await useOf(tree, prompt, directory, call);
  const choice = chooseModel(survey, prompt, knownModel(asked.model, prompt, use));
  const names = [...new Set(use.templates.flatMap(placeholders))];
  const params = paramsOf(call, use);
  const format = call?.responseFormat;
  const target = {
    model: choice.model.value,
    guessed: choice.modelIsGuess,
    baseUrl: choice.baseUrl.value.replace(/\/+$/, '') === OPENAI_URL ? undefined : choice.baseUrl.value,
    keys: use.keys,
    places: use.places ?? [],
    params,
    ...(format === undefined ? {} : { responseFormat: { value: format.value, at: `${call?.path}:${format.line}` } }),
  };
  const cases = (use.github?.cases ?? []).filter(({ input }) => names.every((name) => Object.hasOwn(input, name)));
  return {
    choice,
    files: [
      { path: `${directory}/suite.yaml`, text: suiteText(prompt) },
      { path: `${directory}/target.yaml`, text: targetText(target) },
      { path: `${directory}/cases.jsonl`, text: casesText(names, cases) },
      ...(prompt === undefined ? [{ path: `${directory}/${OWN_PROMPT}`, text: use.text ?? firstPrompt }] : []),
    ],
    params: params.flatMap(({ name, at }) => (at === undefined ? [] : [{ name, at }])),
    notes: [...use.notes, ...callNotes(survey, call), ...choice.notes],
  };
}

async function useOf(
  tree: FileTree,
  prompt: string | undefined,
  directory: string,
  call: ModelCall | undefined,
): Promise<PromptUse & { readonly text?: string }> {
  if (prompt === undefined) return ownPromptUse(OWN_PROMPT, call);
  const result = await promptUse(tree, prompt, directory, call);
  if (!result.ok) throw new UsageError(result.issues);
  return result.use;
}

/** Those of the code; what the prompt file itself says wins. */
function paramsOf(call: ModelCall | undefined, use: PromptUse): readonly TargetParameter[] {
  const own = use.github?.params ?? {};
  const called = (call?.params ?? []).filter(({ name }) => !Object.hasOwn(own, name));
  return [
    ...called.map(({ name, value, line }) => ({ name, value, at: `${call?.path}:${line}` })),
    ...Object.entries(own).map(([name, value]) => ({ name, value })),
  ];
}

/** What was asked for, else what the prompt file itself says. */
function knownModel(
  asked: string | undefined,
  prompt: string | undefined,
  use: PromptUse,
): ModelChoice['model'] | undefined {
  if (asked !== undefined) return { value: asked };
  const model = use.github?.model;
  if (model === undefined) return undefined;
  return { value: model, ...(prompt === undefined ? {} : { at: { path: prompt, line: 1 } }) };
}
