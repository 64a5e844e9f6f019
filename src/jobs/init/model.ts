import { isLoopback } from '../../targets/host-policy.ts';
import type { ApiSign, SignKind } from './api-signs.ts';
import { isConfiguration, isExampleEnvironment, isTest, sharedFolders } from './files.ts';
import type { PromptReference, Survey } from './survey.ts';

/** Something chosen, and the place it was found at; without a place it is a default. */
export interface Chosen<Value> {
  readonly value: Value;
  readonly at?: { readonly path: string; readonly line: number };
}

/** The model that the product calls, as far as its code says. */
export interface ModelChoice {
  readonly model: Chosen<string>;
  /** Neither found nor asked for. */
  readonly modelIsGuess: boolean;
  readonly baseUrl: Chosen<string>;
  /** The variable that holds the key; null where none is sent. */
  readonly keyVariable: Chosen<string | null> & { readonly isDefault?: true };
  /** What is not known, or not as it should be. */
  readonly notes: readonly string[];
}

export const DEFAULT_MODEL = 'gpt-5-mini';
export const OPENAI_URL = 'https://api.openai.com/v1';
const RETIRED = /^https:\/\/models\.(?:github\.ai|inference\.ai\.azure\.com)(?:\/|$)/;

/**
 * @param prompt the prompt under test: code that names it, or lies beside it, counts for more
 * @param asked the model, where it is known already
 */
export function chooseModel(
  survey: Survey,
  prompt: string | undefined,
  asked: Chosen<string> | undefined,
): ModelChoice {
  const weigh = weigher(survey.references, prompt);
  const most = (kind: SignKind, accepts: (value: string) => boolean = () => true) =>
    heaviest(
      survey.signs.filter((sign) => sign.kind === kind && accepts(sign.value)),
      weigh,
    );
  const notes: string[] = [];

  const retired = survey.signs.find(({ kind, value }) => kind === 'base-url' && RETIRED.test(value));
  const baseUrl = most('base-url', (url) => !RETIRED.test(url));
  const elsewhere = most('base-url-elsewhere');
  const azure = most('azure');
  const responses = most('responses-call');
  const constant = most('model-constant');
  const url = baseUrl?.value ?? OPENAI_URL;
  const model = asked === undefined ? most('model') : undefined;

  if (asked === undefined && model === undefined) {
    const why = constant === undefined ? '' : `: ${placeOf(constant)} names it by the constant ${constant.value}`;
    notes.push(`The model is not known${why}. ${DEFAULT_MODEL} stands in target.yaml; put yours in its place.`);
  }
  if (retired !== undefined) {
    notes.push(`${placeOf(retired)} calls GitHub Models, which is retired: name another base-url in target.yaml.`);
  }
  if (azure !== undefined) {
    notes.push(
      `${placeOf(azure)} uses Azure OpenAI: set base-url in target.yaml to https://RESOURCE.openai.azure.com/openai/v1, and its host and key under hosts in steelyard.yaml.`,
    );
  } else if (baseUrl === undefined && elsewhere !== undefined) {
    notes.push(
      `${placeOf(elsewhere)} takes its base URL from elsewhere. ${OPENAI_URL} is assumed; set base-url in target.yaml and hosts in steelyard.yaml if it is another.`,
    );
  }
  if (responses !== undefined && most('chat-call') === undefined) {
    notes.push(`${placeOf(responses)} uses the Responses API. Steelyard asks the same model over Chat Completions.`);
  }
  notes.push(...addressNotes(url));
  const keyVariable = chooseKey(url, survey.signs, weigh);
  if (keyVariable.at === undefined && keyVariable.value !== null) {
    const unseen = most('key-elsewhere');
    const why =
      unseen === undefined
        ? 'No variable that holds the key was found.'
        : `${placeOf(unseen)} takes its key from elsewhere.`;
    notes.push(`${why} ${keyVariable.value} is assumed; change it under hosts in steelyard.yaml if it is another.`);
  }
  return {
    model: asked ?? chosen(model, DEFAULT_MODEL),
    modelIsGuess: asked === undefined && model === undefined,
    baseUrl: chosen(baseUrl, OPENAI_URL),
    keyVariable,
    notes,
  };
}

export function placeOf({ path, line }: { readonly path: string; readonly line: number }): string {
  return `${path}:${line}`;
}

function chosen(sign: ApiSign | undefined, otherwise: string): Chosen<string> {
  return sign === undefined ? { value: otherwise } : { value: sign.value, at: sign };
}

function addressNotes(url: string): readonly string[] {
  const address = new URL(url);
  if (isLoopback(address)) {
    return [
      `${address.host} is on your own machine: a runner of GitHub has no server there. Start one in the workflow, or name a hosted one in target.yaml.`,
    ];
  }
  return address.protocol === 'https:'
    ? []
    : [
        `${address.origin} is plain http, which is refused but for loopback: keys and prompts would travel in the open. Use https.`,
      ];
}

const OF_A_MODEL = /OPENAI|LLM|GPT|MODEL|(?:^|_)AI(?:_|$)/;

/** The one that the client uses; else a name that fits the host, or stands in the code of the calls; a shop's key beside it in the settings is none. */
function chooseKey(url: string, signs: readonly ApiSign[], weigh: Weigh): ModelChoice['keyVariable'] {
  const address = new URL(url);
  if (isLoopback(address)) return { value: null };
  const own = heaviest(
    signs.filter(({ kind }) => kind === 'client-key' || kind === 'default-key'),
    weigh,
  );
  if (own !== undefined)
    return { value: own.value, at: own, ...(own.kind === 'default-key' ? { isDefault: true } : {}) };
  const labels = address.hostname
    .toUpperCase()
    .split(/[.-]/)
    .filter((label) => label.length > 3);
  const fitting = signs.filter(({ kind, value, path }) => {
    const ofCode = !isConfiguration(path) && !isExampleEnvironment(path);
    return kind === 'key' && (ofCode || OF_A_MODEL.test(value) || labels.some((label) => value.includes(label)));
  });
  const fit = (sign: ApiSign): number =>
    weigh(sign) +
    (labels.some((label) => sign.value.includes(label)) ? 100 : 0) +
    (OF_A_MODEL.test(sign.value) ? 10 : 0);
  const key = heaviest(fitting, fit);
  return key === undefined
    ? { value: address.hostname === new URL(OPENAI_URL).hostname ? 'OPENAI_API_KEY' : 'MODEL_API_KEY' }
    : { value: key.value, at: key };
}

type Weigh = (sign: ApiSign) => number;

/** How much a sign counts: more where its file names the prompt or lies beside it, less in settings and tests. */
export function weigher(references: readonly PromptReference[], prompt: string | undefined): Weigh {
  const naming = new Set(references.filter((one) => one.prompt === prompt).map(({ path }) => path));
  return ({ path }) => {
    const near = 1 + (naming.has(path) ? 8 : 0) + (prompt === undefined ? 0 : 2 * sharedFolders(prompt, path));
    const soft = isConfiguration(path) || isExampleEnvironment(path) ? 0.5 : 1;
    return near * soft * (isTest(path) ? 0.05 : 1);
  };
}

/** Of the value with the greatest weight in sum, its heaviest sign; of equals the first. */
function heaviest(signs: readonly ApiSign[], weigh: Weigh): ApiSign | undefined {
  const sums = new Map<string, number>();
  for (const sign of signs) sums.set(sign.value, (sums.get(sign.value) ?? 0) + weigh(sign));
  const [best] = signs.toSorted(
    (one, other) => (sums.get(other.value) ?? 0) - (sums.get(one.value) ?? 0) || weigh(other) - weigh(one),
  );
  return best;
}
