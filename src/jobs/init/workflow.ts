import { type Document, isScalar, parseDocument } from 'yaml';
import { type ActionPin, actionPins } from './action-pins.ts';

export const WORKFLOW_FILE = '.github/workflows/steelyard.yml';

export interface WorkflowChoices {
  /** The action itself. */
  readonly action: ActionPin;
  /** Variables that hold the keys of model hosts; each is a repository secret of the same name. */
  readonly keyVariables: readonly string[];
  /** The branch that changes land on. */
  readonly branch: string;
}

/** The workflow that checks pull requests and merge queues, as `init` writes it and `examples` shows it. */
export function exampleWorkflow({ action, keyVariables, branch }: WorkflowChoices): string {
  const document = parseDocument(template);
  pin(document, CHECKOUT, actionPins.checkout);
  pin(document, STEELYARD, action);
  pin(document, UPLOAD, actionPins.uploadArtifact);
  document.setIn(['on', 'pull_request', 'branches', 0], branch);
  const env = Object.fromEntries(keyVariables.map((name) => [name, `\${{ secrets.${name} }}`]));
  if (keyVariables.length > 0) document.setIn([...STEELYARD, 'env'], document.createNode(env));
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

const STEPS = ['jobs', 'steelyard', 'steps'] as const;
const CHECKOUT = [...STEPS, 0];
const STEELYARD = [...STEPS, 1];
const UPLOAD = [...STEPS, 2];

/** Values go in as nodes: whatever they hold, they stay one scalar. */
function pin(document: Document.Parsed, step: readonly (string | number)[], { uses, version }: ActionPin): void {
  const node = document.getIn([...step, 'uses'], true);
  if (!isScalar(node)) throw new Error(`the workflow has no step at ${step.join('.')}`);
  node.value = uses;
  if (version !== undefined) node.comment = ` ${version.replaceAll(/\s/g, ' ')}`;
}

const template = `# Judges each pull request that changes a prompt, a model or a suite. Written by \`steelyard init\`.
name: Steelyard

on:
  # All paths: the action decides what is relevant. A required check that a path filter skips stays pending forever.
  pull_request:
    # This branch alone: a check stays on its commit when the base of the pull request is changed.
    branches: [BRANCH]
    # With ready_for_review: on a draft the job is skipped, and a skipped job counts as passed.
    types: [opened, synchronize, reopened, ready_for_review]
  merge_group:

concurrency:
  group: steelyard-\${{ github.event.pull_request.number || github.ref }}
  cancel-in-progress: \${{ github.event_name == 'pull_request' }}

permissions:
  actions: read # reads the trials of an earlier run of the same: after an acceptance, in the merge queue
  contents: read # reads the commits that are compared
  pull-requests: write # writes the comment

jobs:
  steelyard:
    if: \${{ !github.event.pull_request.draft }}
    runs-on: ubuntu-latest
    timeout-minutes: 30
    steps:
      - uses: CHECKOUT
        with:
          fetch-depth: 2 # what would land, and the commit it would land on
          persist-credentials: false
      - uses: STEELYARD
        id: steelyard
      # Every trial with its answer, for whoever may read this repository. Where answers are private, set show-outputs to none.
      - uses: UPLOAD
        if: always() && steps.steelyard.outputs.report-file != ''
        with:
          name: steelyard-\${{ steps.steelyard.outputs.digest || github.run_id }}
          path: .steelyard
          include-hidden-files: true
          overwrite: true # a second attempt of the same run
`;
