import type { FileTree } from '../../domain/ports.ts';
import { UsageError } from '../../domain/usage-error.ts';
import { didYouMean } from '../../text/suggest.ts';
import { placeOf } from './model.ts';
import { promptUse } from './prompt-use.ts';
import { isMessageFile, LIKELY } from './prompts.ts';
import type { Survey } from './survey.ts';

export interface PromptChoice {
  /** Repository path; undefined where the repository has no prompt file. */
  readonly prompt: string | undefined;
  readonly notes: readonly string[];
}

/** The prompt that was asked for, or the likeliest one that can be read. Throws a UsageError where the one asked for cannot. */
export async function choosePrompt(tree: FileTree, survey: Survey, asked: string | undefined): Promise<PromptChoice> {
  if (asked !== undefined) return { prompt: await readable(tree, asked), notes: [] };
  const notes: string[] = [];
  for (const { path, score } of survey.prompts) {
    if (score < LIKELY) break;
    const use = await promptUse(tree, path, '');
    if (use.ok) return { prompt: path, notes };
    // Other YAML and JSON lies in folders of prompts too.
    const [issue] = use.issues;
    if (!isMessageFile(path) && issue !== undefined) {
      notes.push(`${path}:1 looks like a prompt and cannot be used: it is ${issue.received}.`);
    }
  }
  const inline = survey.signs.find(({ kind }) => kind === 'inline-prompt');
  return {
    prompt: undefined,
    notes: [
      ...notes,
      inline === undefined
        ? 'No prompt file was found. A first one stands in the suite: put in what your product sends.'
        : `No prompt file was found; ${placeOf(inline)} has a prompt in the code. A first prompt file stands in the suite: see that it holds that text and let the code read it, so that both send the same.`,
    ],
  };
}

async function readable(tree: FileTree, path: string): Promise<string> {
  const use = await promptUse(tree, path, '');
  if (use.ok) return path;
  const mend = didYouMean(path, await tree.list(''));
  throw new UsageError(
    use.issues.map((issue) => ({ ...issue, where: '--prompt', path: '', ...(mend === undefined ? {} : { mend }) })),
  );
}
