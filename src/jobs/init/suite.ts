import type { FileTree } from '../../domain/ports.ts';
import { UsageError } from '../../domain/usage-error.ts';
import { casesText, firstPrompt, suiteText, targetText } from './documents.ts';
import { chooseModel, type ModelChoice, OPENAI_URL } from './model.ts';
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
  const use = await useOf(tree, prompt, directory);
  const choice = chooseModel(survey, prompt, knownModel(asked.model, prompt, use));
  const names = [...new Set(use.templates.flatMap(placeholders))];
  const target = {
    model: choice.model.value,
    guessed: choice.modelIsGuess,
    baseUrl: choice.baseUrl.value.replace(/\/+$/, '') === OPENAI_URL ? undefined : choice.baseUrl.value,
    keys: use.keys,
    params: use.github?.params ?? {},
  };
  const cases = (use.github?.cases ?? []).filter(({ input }) => names.every((name) => Object.hasOwn(input, name)));
  return {
    choice,
    files: [
      { path: `${directory}/suite.yaml`, text: suiteText(prompt) },
      { path: `${directory}/target.yaml`, text: targetText(target) },
      { path: `${directory}/cases.jsonl`, text: casesText(names, cases) },
      ...(prompt === undefined ? [{ path: `${directory}/${OWN_PROMPT}`, text: firstPrompt }] : []),
    ],
    notes: [...use.notes, ...choice.notes],
  };
}

async function useOf(tree: FileTree, prompt: string | undefined, directory: string): Promise<PromptUse> {
  if (prompt === undefined) return ownPromptUse(OWN_PROMPT);
  const result = await promptUse(tree, prompt, directory);
  if (!result.ok) throw new UsageError(result.issues);
  return result.use;
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
