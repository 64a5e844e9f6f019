import { parseDocument, visit, isMap, isScalar, isSeq, type Document, type Pair } from 'yaml';

/** Names of our own rules for workflows, beside those of actionlint and GitHub's language service. */
export const workflowRules = {
  pinned: 'an action of another repository is pinned by its full SHA, with the version in a comment',
  permissions: 'top-level permissions are a mapping',
  trigger: 'pull_request_target and workflow_run are not used',
  models: 'the retired models permission is not asked for',
  script: 'a script takes values through env, never through ${{ }}',
  credentials: 'checkout leaves no credentials behind where nothing pushes',
  timeout: 'a job has a timeout',
} as const;

export type WorkflowRule = keyof typeof workflowRules;

/** Each place where a workflow breaks one of our rules. */
export function brokenRules(text: string): readonly { readonly rule: WorkflowRule; readonly at: string }[] {
  const document = parseDocument(text);
  return [
    ...pairs(document, 'uses').flatMap((pair) => (isPinned(pair) ? [] : [{ rule: 'pinned' as const, at: said(pair) }])),
    ...(isMap(document.get('permissions')) ? [] : [{ rule: 'permissions' as const, at: 'the workflow' }]),
    ...triggers(document).map((at) => ({ rule: 'trigger' as const, at })),
    ...pairs(document, 'models').map((pair) => ({ rule: 'models' as const, at: said(pair) })),
    ...[...pairs(document, 'run'), ...pairs(document, 'script')]
      .filter((pair) => isScalar(pair.value) && String(pair.value.value).includes('${{'))
      .map((pair) => ({ rule: 'script' as const, at: said(pair) })),
    ...jobs(document).flatMap(([name, job]) => [
      ...(isMap(job) && (job.has('timeout-minutes') || job.has('uses'))
        ? []
        : [{ rule: 'timeout' as const, at: name }]),
      ...careless(job).map((at) => ({ rule: 'credentials' as const, at: `${name}: ${at}` })),
    ]),
  ];
}

function isPinned({ value }: Pair): boolean {
  if (!isScalar(value)) return false;
  const reference = String(value.value);
  if (reference.startsWith('./')) return true;
  const pinned =
    /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/.test(reference) || /^docker:.+@sha256:[0-9a-f]{64}$/.test(reference);
  return pinned && /^ ?v\d/.test(value.comment ?? '');
}

function triggers(document: Document): readonly string[] {
  const on: unknown = document.get('on');
  const names = isMap(on) ? on.items.map(({ key }) => key) : isSeq(on) ? on.items : [on];
  return names
    .map((name) => String(isScalar(name) ? name.value : name))
    .filter((name) => name === 'pull_request_target' || name === 'workflow_run');
}

function jobs(document: Document): readonly (readonly [string, unknown])[] {
  const all: unknown = document.get('jobs');
  return isMap(all) ? all.items.map(({ key, value }) => [String(key), value] as const) : [];
}

/** Checkouts of a job that leave the token in the work tree although no script of the job pushes. */
function careless(job: unknown): readonly string[] {
  const steps: unknown = isMap(job) ? job.get('steps') : undefined;
  if (!isSeq(steps)) return [];
  const all = steps.items.filter(isMap);
  if (all.some((step) => /\bgit push\b/.test(String(step.get('run'))))) return [];
  return all
    .filter((step) => String(step.get('uses')).startsWith('actions/checkout@'))
    .filter((step) => step.getIn(['with', 'persist-credentials']) !== false)
    .map((step) => String(step.get('uses')));
}

function pairs(document: Document, key: string): readonly Pair[] {
  const found: Pair[] = [];
  visit(document, {
    Pair(_, pair) {
      if (isScalar(pair.key) && pair.key.value === key) found.push(pair);
    },
  });
  return found;
}

function said({ key, value }: Pair): string {
  return `${String(key)}: ${String(value)}`;
}
