import { posix } from 'node:path';
import type { FileTree } from '../../domain/ports.ts';
import { UsageError } from '../../domain/usage-error.ts';
import { type ApiSign, apiSigns } from './api-signs.ts';
import { clientKeys } from './client-keys.ts';
import { codeFiles, isConfiguration, isExampleEnvironment, isTest, sharedFolders } from './files.ts';
import { byLikelihood, findPrompts, type PromptCandidate } from './prompts.ts';

/** A place in the code that names a prompt file. */
export interface PromptReference {
  readonly prompt: string;
  readonly path: string;
  readonly line: number;
}

/** What a repository holds of prompts and of calls to models. */
export interface Survey {
  /** The likeliest first. */
  readonly prompts: readonly PromptCandidate[];
  readonly references: readonly PromptReference[];
  readonly signs: readonly ApiSign[];
  /** Code files that were looked at, and those beyond the cap. */
  readonly read: number;
  readonly unread: number;
}

const MOST_FILES = 400;
const LARGEST_FILE = 300_000;
const MOST_PROMPTS = 100;
const REFERENCED = 6;

/**
 * Looks through a tree's paths and the code that is likely to call a model. Only what has a client, a call or settings is
 * believed about models, addresses and keys: elsewhere `model=` means other things.
 */
export async function surveyRepository(tree: FileTree): Promise<Survey> {
  const paths = await tree.list('');
  const candidates = findPrompts(paths).slice(0, MOST_PROMPTS);
  const code = codeFiles(paths);
  const references: PromptReference[] = [];
  const signs: ApiSign[] = [];
  for (const path of code.slice(0, MOST_FILES)) {
    const text = await readable(tree, path);
    if (text === undefined) continue;
    const found = apiSigns(path, text);
    const calls = found.some(({ kind }) => kind === 'client' || kind === 'chat-call' || kind === 'responses-call');
    if (calls) signs.push(...found, ...clientKeys(path, text));
    else if (isExampleEnvironment(path)) signs.push(...found);
    else if (isConfiguration(path)) {
      signs.push(...found.filter(({ kind }) => kind === 'model' || kind === 'base-url' || kind === 'key'));
    }
    if (calls || isConfiguration(path) || /prompt/i.test(path))
      references.push(...referencesIn(path, text, candidates));
  }
  const referenced = new Set(references.filter(({ path }) => !isTest(path)).map(({ prompt }) => prompt));
  return {
    prompts: candidates
      .map(({ path, score }) => ({ path, score: score + (referenced.has(path) ? REFERENCED : 0) }))
      .sort(byLikelihood),
    references,
    signs,
    read: Math.min(code.length, MOST_FILES),
    unread: Math.max(0, code.length - MOST_FILES),
  };
}

/** Undefined for what cannot be read or is too large to be written by people. */
async function readable(tree: FileTree, path: string): Promise<string | undefined> {
  try {
    const text = await tree.read(path);
    return text === undefined || text.length > LARGEST_FILE ? undefined : text;
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

/** The first line that names each prompt, by its file name or as `prompts/support`. Of namesakes the nearest is meant. */
function referencesIn(path: string, text: string, prompts: readonly PromptCandidate[]): readonly PromptReference[] {
  const lines = text.split('\n');
  const named = prompts.flatMap(({ path: prompt }) => {
    const line = lines.findIndex((one) => names(one, prompt));
    return line === -1 ? [] : [{ prompt, path, line: line + 1 }];
  });
  return named.filter(({ prompt }) => {
    const namesakes = named.filter((other) => posix.basename(other.prompt) === posix.basename(prompt));
    return namesakes.every((other) => sharedFolders(other.prompt, path) <= sharedFolders(prompt, path));
  });
}

function names(line: string, prompt: string): boolean {
  const name = posix.basename(prompt);
  const folder = posix.basename(posix.dirname(prompt));
  const bare = `${folder}/${name.replace(/(?:\.prompt)?\.\w+$/, '')}`;
  return [name, ...(folder === '.' ? [] : [bare])].some((wanted) => {
    const at = line.indexOf(wanted);
    return at !== -1 && !/[\w-]/.test(line[at - 1] ?? ' ') && !/[\w-]/.test(line[at + wanted.length] ?? ' ');
  });
}
