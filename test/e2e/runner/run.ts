// The example workflow, word for word as `init` writes it, executed by a real workflow runner: nektos/act on this
// machine itself. The action is the built dist/; GitHub and the model are this project's own servers on loopback, GitHub
// held to its own descriptions; the two other actions are the stand-ins in actions/. Prints the runner's log and a table.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { isDeepStrictEqual } from 'node:util';
import { markdownTable } from 'markdown-table';

import { actionPins } from '../../../src/jobs/init/action-pins.ts';
import { exampleWorkflow, WORKFLOW_FILE } from '../../../src/jobs/init/workflow.ts';
import { gatedRepository, type GatedRepository } from '../../support/gated-repository.ts';
import { answerOf, policyPath } from '../../support/gated-suite.ts';
import { startModelServer } from '../../support/model-server.ts';
import { steelyard } from '../../support/steelyard.ts';
import { type Check, checks, type Observed } from './checks.ts';
import { type Act, findAct } from './find-act.ts';
import { playSituation } from './play-situation.ts';
import { type Situation, situations } from './situations.ts';

const root = resolve(import.meta.dirname, '../../..');
const KEY_VARIABLE = 'OPENAI_API_KEY';
const secrets = { [KEY_VARIABLE]: 'sk-the-key-of-the-model' };
const ACTION = 'acme/steelyard';
const uses = `${ACTION}@${'5'.repeat(40)}`;
const workflow = exampleWorkflow({
  action: { uses, version: 'dist/ of this work tree' },
  keyVariables: [KEY_VARIABLE],
  branch: 'main',
});
const header = ['situation', 'event', 'job', 'exit', 'calls', 'comments', 'artifacts', 'seconds'];

if (!existsSync(join(root, 'dist/index.js'))) throw new Error('dist/ is missing: run `npm run build` first');
const act = await findAct(say);
if (act === undefined) {
  say('SKIPPED: there is no workflow runner. Install nektos/act, or Go, with which this script installs it.');
} else {
  introduce(act);
  const met = await playAll(act);
  const failed = met.filter((one) => !one).length;
  say(`\n${met.length - failed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}

function introduce({ path, version }: Act): void {
  say(`${version} (${path}) in host mode: steps are processes of this machine, in no container.`);
  say(`${uses} is dist/ and action.yml of this work tree.`);
  for (const pin of [actionPins.checkout, actionPins.uploadArtifact]) {
    say(`${pin.uses} is NOT the real one: a stand-in takes its place.`);
  }
  say('The stand-ins (test/e2e/runner/actions) fetch from a local bare repository, and copy the folder.');
  say('act ignores `permissions:` and `concurrency:`; the token has here what `permissions:` asks for.');
  say(`\n${WORKFLOW_FILE} on main:\n\n${workflow}`);
}

/** Plays every situation and prints what came of it. Returns whether each check was met. */
async function playAll(act: Act): Promise<readonly boolean[]> {
  const folder = await mkdtemp(join(tmpdir(), 'steelyard-action-'));
  const model = await startModelServer(answerOf);
  try {
    // act copies the whole folder of an action, and this tree would come with its dependencies.
    for (const part of ['action.yml', 'dist']) await cp(join(root, part), join(folder, part), { recursive: true });
    const repository = await preparedRepository(model.url);
    const rows: string[][] = [];
    const met: boolean[] = [];
    for (const situation of situations) {
      say(`\n━━━ ${situation.name} (${situation.event})\n`);
      const world = { act, action: { uses, folder }, model, repository, secrets };
      const observed = await playSituation(situation, world);
      say('');
      met.push(...checks(situation, observed, { key: secrets[KEY_VARIABLE], action: ACTION }).map(said));
      rows.push(row(situation, observed));
    }
    await repository.remove();
    say(`\n${markdownTable([header, ...rows], { align: ['l', 'l', 'l', 'r', 'r', 'r', 'r', 'r'] })}`);
    return met;
  } finally {
    await model.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** On main: the suite, its baseline and the workflow. The model's key is a secret of the repository. */
async function preparedRepository(url: string): Promise<GatedRepository> {
  const policy = `version: 1\nhosts: { 127.0.0.1: ${KEY_VARIABLE} }\nmax-age: 10\n`;
  const repository = await gatedRepository(url, { files: { [policyPath]: policy, [WORKFLOW_FILE]: workflow } });
  await repository.checkout('main');
  const { code, stderr } = await steelyard(['refresh', 'support'], {
    directory: repository.directory,
    environment: secrets,
  });
  if (code !== 0) throw new Error(`refresh ended with ${code}: ${stderr}`);
  await repository.commit('baseline');
  return repository;
}

function said({ what, received, expected }: Check): boolean {
  const met = isDeepStrictEqual(received, expected);
  const shown = (value: unknown): string => JSON.stringify(value) ?? 'none';
  say(`${met ? '✓' : '✗'} ${what}: ${shown(received)}${met ? '' : `, expected ${shown(expected)}`}`);
  return met;
}

function row({ name }: Situation, { event, run, asked, comments }: Observed): string[] {
  const counts = [run.code ?? 'none', asked.length, comments.length, Object.keys(run.artifacts).length];
  return [name, event, run.job, ...counts.map(String), run.seconds.toFixed(1)];
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
