import { findSuites } from '../config/find-suites.ts';
import { POLICY_FILE } from '../config/policy-file.ts';
import { readSettings } from '../config/settings.ts';
import type { FileTree } from '../domain/ports.ts';
import type { Settings } from '../domain/settings.ts';
import { type Issue, UsageError } from '../domain/usage-error.ts';
import { isLoopback } from '../targets/host-policy.ts';
import type { ActionPin } from './init/action-pins.ts';
import { choosePrompt } from './init/choose-prompt.ts';
import { policyText } from './init/documents.ts';
import { chooseModel, type ModelChoice } from './init/model.ts';
import { checkedSuiteName, suiteNameFor } from './init/name.ts';
import { overlaidTree } from './init/overlay.ts';
import { suiteFolder } from './init/place.ts';
import { type PlannedFile, planSuite, type SuitePlan } from './init/suite.ts';
import { type Survey, surveyRepository } from './init/survey.ts';
import { exampleWorkflow, WORKFLOW_FILE } from './init/workflow.ts';
import { validate } from './validate.ts';

export interface InitRequest {
  /** Name of the suite. */
  readonly suite?: string;
  /** Repository path of the prompt under test. */
  readonly prompt?: string;
  readonly model?: string;
  /** The action for the workflow; undefined: no workflow. */
  readonly action?: ActionPin;
  /** The branch that changes land on; `main` where it is not known. */
  readonly defaultBranch?: string;
}

/** What `init` would do. Nothing is written yet. */
export interface InitPlan {
  readonly survey: Survey;
  /** There is a policy already. */
  readonly hasPolicy: boolean;
  /** Folders of suites that are there already. */
  readonly suites: readonly string[];
  /** The new suite; undefined where none is planned. */
  readonly suite?: { readonly name: string; readonly directory: string; readonly prompt?: string };
  readonly choice: ModelChoice;
  /** Parameters that are taken over from the code, and their places. */
  readonly params: SuitePlan['params'];
  /** Variables with keys, each to become a secret. */
  readonly keyVariables: readonly string[];
  /** What is not known, what a default stands for, what to do. */
  readonly notes: readonly string[];
  readonly files: readonly PlannedFile[];
  /** Paths that would be written and are there: they stay as they are. */
  readonly kept: readonly string[];
  /** What was wrong before and stays so. */
  readonly issues: readonly Issue[];
}

/**
 * Looks through a tree and plans a policy, a first suite and the workflow, of each what is missing. What is planned is
 * valid together with what is there.
 *
 * @throws UsageError where an option names what cannot be, or what is there does not go with it
 */
export async function planInit(tree: FileTree, request: InitRequest): Promise<InitPlan> {
  const policy = await tree.read(POLICY_FILE);
  const settings = policy === undefined ? undefined : readSettings(policy, POLICY_FILE);
  const globs = settings?.suites ?? ['suites/*'];
  const suites = await findSuites(tree, globs, { mayBeNone: true });
  const survey = await surveyRepository(tree);

  const wanted = suites.length === 0 || request.suite !== undefined || request.prompt !== undefined;
  const made = wanted ? await firstSuite(tree, survey, request, globs) : undefined;
  const known = request.model === undefined ? undefined : { value: request.model };
  const choice = made?.choice ?? chooseModel(survey, undefined, known);
  const keyVariables = keysOf(settings, choice);
  const planned = [
    { path: POLICY_FILE, text: policyText(hostOf(choice), choice.keyVariable.value) },
    ...(made?.files ?? []),
    ...(await workflow(tree, request, keyVariables)),
  ];
  const there = new Set(await tree.list(''));
  const files = planned.filter(({ path }) => !there.has(path));
  return {
    survey,
    hasPolicy: settings !== undefined,
    suites,
    choice,
    params: made?.params ?? [],
    keyVariables,
    notes: [...(made?.notes ?? (settings === undefined ? choice.notes : [])), ...policyNotes(settings, made && choice)],
    files,
    kept: planned.map(({ path }) => path).filter((path) => there.has(path)),
    issues: await remainingIssues(tree, files),
    ...(made === undefined ? {} : { suite: made.suite }),
  };
}

async function firstSuite(tree: FileTree, survey: Survey, request: InitRequest, globs: readonly string[]) {
  const { prompt, notes } = await choosePrompt(tree, survey, request.prompt);
  const name = request.suite === undefined ? suiteNameFor(prompt) : checkedSuiteName(request.suite);
  const directory = suiteFolder(globs, name);
  const plan = await planSuite(tree, survey, { directory, prompt, model: request.model });
  const suite = { name, directory, ...(prompt === undefined ? {} : { prompt }) };
  return { ...plan, suite, notes: [...notes, ...plan.notes] };
}

/** The workflow, unless one that uses the action is there under another name. */
async function workflow(
  tree: FileTree,
  { action, defaultBranch = 'main' }: InitRequest,
  keyVariables: readonly string[],
): Promise<readonly PlannedFile[]> {
  if (action === undefined) return [];
  for (const path of await tree.list('.github/workflows')) {
    const text = /\.ya?ml$/.test(path) ? await tree.read(path) : undefined;
    if (text !== undefined && /\buses:\s*["']?[\w.-]+\/steelyard@/.test(text)) return [{ path, text }];
  }
  return [{ path: WORKFLOW_FILE, text: exampleWorkflow({ action, keyVariables, branch: defaultBranch }) }];
}

/** As `hosts:` names it: on loopback any port. */
function hostOf({ baseUrl }: ModelChoice): string {
  const address = new URL(baseUrl.value);
  return isLoopback(address) ? address.hostname.replaceAll(/^\[|\]$/g, '') : address.host;
}

/** The policy binds keys; before there is one, the code's. */
function keysOf(settings: Settings | undefined, choice: ModelChoice): readonly string[] {
  const names = settings === undefined ? [choice.keyVariable.value] : Object.values(settings.hosts);
  return [...new Set(names.filter((name) => name !== null))].sort();
}

/** An existing policy is never edited: what it lacks is said. */
function policyNotes(settings: Settings | undefined, choice: ModelChoice | undefined): readonly string[] {
  if (settings === undefined) return [];
  const host = choice === undefined ? undefined : hostOf(choice);
  return [
    ...(host === undefined || Object.hasOwn(settings.hosts, host)
      ? []
      : [
          `${POLICY_FILE} does not allow ${host}: add \`${host}: ${choice?.keyVariable.value ?? 'null'}\` under hosts, and the key to the workflow's env.`,
        ]),
    ...(settings.commandEnv.length === 0
      ? []
      : [
          `The workflow hands on keys of hosts alone: add what command-env names (${settings.commandEnv.join(', ')}) to its env.`,
        ]),
  ];
}

/** What `validate` says of the tree with the files. What concerns them must not be written, but for a host that may not be called: a note says why. */
async function remainingIssues(tree: FileTree, files: readonly PlannedFile[]): Promise<readonly Issue[]> {
  const { issues: all } = await validate(overlaidTree(tree, files), []);
  const isOurs = ({ where }: Issue) => files.some(({ path }) => path === where);
  const issues = all.filter((issue) => !(isOurs(issue) && issue.path === 'base-url'));
  const ours = issues.filter(isOurs);
  if (ours.length > 0) throw new UsageError(ours);
  return issues;
}
