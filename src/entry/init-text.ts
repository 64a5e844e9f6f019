import type { ApiSign } from '../jobs/init/api-signs.ts';
import type { InitPlan } from '../jobs/init.ts';
import { isTest } from '../jobs/init/files.ts';
import { placeOf } from '../jobs/init/model.ts';
import { casesNeeded } from '../jobs/init/documents.ts';
import { logSafe } from '../text/log-safe.ts';

const MOST_SHOWN = 5;
const LONGEST_REMINDER = 160;
const OWN_BRANCH = 'steelyard';

/** What `init` found, what it does not know, and every file it would write, as plain text. */
export function foundText(plan: InitPlan): string {
  const found = foundLines(plan);
  const notes = plan.notes.length === 0 ? [] : ['', 'To know', ...plan.notes.map((note) => `  - ${note}`)];
  const kept = plan.kept.length === 0 ? [] : ['', 'Kept as it is', ...plan.kept.map((path) => `  ${path}`)];
  const files = plan.files.flatMap(({ path, text }) => ['', `── ${path} ──`, '', text.trimEnd()]);
  return `${['Found', ...found.map((line) => `  ${line}`), ...notes, ...kept, ...files].join('\n')}\n\n`;
}

/** The notes once more, each by its first sentence, for where the files have pushed them out of sight. Empty where there are none. */
export function reminderText({ notes }: InitPlan): string {
  if (notes.length === 0) return '';
  const short = notes.map((note) => `  - ${firstSentence(note)}`);
  return `${['To know (in full at the top)', ...short].join('\n')}\n\n`;
}

function firstSentence(note: string): string {
  const sentence = /^.*?[.;:](?=\s|$)/s.exec(note)?.[0] ?? note;
  const points = Array.from(sentence.replace(/[;:]$/, '.'));
  return points.length <= LONGEST_REMINDER ? points.join('') : `${points.slice(0, LONGEST_REMINDER - 1).join('')}…`;
}

/** Where the files lie, and how far the action that the workflow names can be used. */
export interface NextSituation {
  /** The branch that is checked out; undefined where none is. */
  readonly branch: string | undefined;
  readonly defaultBranch: string | undefined;
  /** What must be done before the workflow's reference to the action works. */
  readonly actionStep: string | undefined;
  /** The folder that is judged on its own; '' for the whole repository. */
  readonly folder: string;
}

/** What to do after the files are written. */
export function nextSteps(plan: InitPlan, { branch, defaultBranch, actionStep, folder }: NextSituation): string {
  const { suite, keyVariables } = plan;
  const name = suite?.name ?? 'SUITE';
  const paths = [...new Set(plan.files.map(({ path }) => path.split('/')[0] ?? path))];
  const isOwnBranch =
    branch === OWN_BRANCH || (branch !== undefined && defaultBranch !== undefined && branch !== defaultBranch);
  const commit = `git add ${paths.join(' ')} && git commit -m "Check prompts with Steelyard" && git push -u origin HEAD`;
  const steps = [
    ...(suite === undefined
      ? []
      : [
          `Make ${suite.directory}/target.yaml say what your code sends: params, the user message, the role.`,
          `Put your own cases into ${suite.directory}/cases.jsonl. ${casesNeeded}.`,
        ]),
    ...(actionStep === undefined ? [] : [`In .github/workflows: ${actionStep}`]),
    ...(folder === ''
      ? []
      : [`Add a job to .github/workflows with \`working-directory: ${folder}\` (docs/github.md, Monorepos).`]),
    'Check it all:  steelyard validate',
    isOwnBranch
      ? `Commit it on this branch:  ${commit}`
      : `Commit it on a branch:  git switch -c ${OWN_BRANCH} && ${commit}`,
    ...keyVariables.map(
      (key) => `Add the secret ${key}: Settings, Secrets and variables, Actions. Or:  gh secret set ${key}`,
    ),
    'Open the pull request. It is checked and planned, no model is called.',
    `After the merge, on the default branch, store a baseline:  steelyard refresh ${name}  and commit baselines/`,
  ];
  return `\nNext\n${steps.map((step, index) => `  ${index + 1}. ${step}\n`).join('')}`;
}

/** Text with paths and prompts of a repository in it: nothing of it moves or hides what a terminal shows. */
export function safeLines(text: string): string {
  return text
    .split('\n')
    .map((line) => (/[\p{Cc}\p{Cf}]/u.test(line) ? logSafe(line) : line))
    .join('\n');
}

function foundLines({ survey, hasPolicy, suites, suite, choice, params }: InitPlan): readonly string[] {
  const others = survey.prompts.filter(({ path }) => path !== suite?.prompt);
  const reference = survey.references.find(({ prompt }) => prompt === suite?.prompt);
  return [
    ...(hasPolicy ? ['policy    steelyard.yaml:1'] : []),
    ...suites.map(
      (directory) => `suite     ${directory}/suite.yaml:1${suite === undefined ? ' (--suite NAME adds another)' : ''}`,
    ),
    ...(suite?.prompt === undefined
      ? []
      : [`prompt    ${suite.prompt}:1${reference === undefined ? '' : ` (named at ${placeOf(reference)})`}`]),
    ...others
      .slice(0, MOST_SHOWN)
      .map(
        ({ path }, index) =>
          `${(index === 0 && suite?.prompt === undefined ? 'prompt' : '').padEnd(10)}${path}:1 (--prompt takes it)`,
      ),
    ...more(others.length, 'prompt files'),
    ...signLines(
      survey.signs.filter(({ kind }) => kind === 'client' || kind === 'azure'),
      'client',
    ),
    ...signLines(
      survey.signs.filter(({ kind }) => kind === 'chat-call' || kind === 'responses-call'),
      'call',
    ),
    ...chosenLine('model', choice.model),
    ...chosenLine('base URL', choice.baseUrl),
    ...chosenLine('key', keyOf(choice)),
    ...(params[0] === undefined ? [] : [`params    ${params[0].at} ${params.map(({ name }) => name).join(', ')}`]),
    ...(survey.signs.length === 0 ? ['no use of an OpenAI client'] : []),
    ...(survey.prompts.length === 0 ? ['no prompt file'] : []),
    ...(survey.unread === 0
      ? []
      : [`(${survey.read} code files were read, ${survey.unread} less likely ones were not)`]),
  ];
}

function keyOf({ keyVariable }: InitPlan['choice']): InitPlan['choice']['keyVariable'] {
  return keyVariable.isDefault === true
    ? { ...keyVariable, value: `${keyVariable.value}, the client's own default` }
    : keyVariable;
}

function signLines(signs: readonly ApiSign[], title: string): readonly string[] {
  const own = signs.filter(({ path }) => !isTest(path));
  const first = [...new Map((own.length > 0 ? own : signs).map((sign) => [sign.path, sign])).values()];
  return [
    ...first
      .slice(0, MOST_SHOWN)
      .map((sign, index) => `${(index === 0 ? title : '').padEnd(10)}${placeOf(sign)} ${sign.value}`),
    ...more(first.length, 'files'),
  ];
}

function more(count: number, what: string): readonly string[] {
  return count > MOST_SHOWN ? [`          and ${count - MOST_SHOWN} more ${what}`] : [];
}

function chosenLine(
  title: string,
  { value, at }: { readonly value: string | null; readonly at?: { readonly path: string; readonly line: number } },
): readonly string[] {
  return at === undefined ? [] : [`${title.padEnd(10)}${placeOf(at)} ${value ?? 'none'}`];
}
