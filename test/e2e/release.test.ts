import { afterEach, describe, expect, test, vi } from 'vitest';

import { GOOD, BROKEN, answerOf, gatedSuite, promptPath, REWORDED, targetPath } from '../support/gated-suite.ts';
import { type LiveRepository, liveRepository } from '../support/live-repository.ts';
import { type ModelServer, startModelServer } from '../support/model-server.ts';
import { steelyard } from '../support/steelyard.ts';
import { type TemporaryRepository, temporaryRepository } from '../support/temporary-repository.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const roles = { octocat: 'maintain', carla: 'write' } as const;
const first = { inputs: { first: 'release' } };

let server: ModelServer;
let live: LiveRepository | undefined;
let local: TemporaryRepository | undefined;

async function opened(): Promise<LiveRepository> {
  server = await startModelServer(answerOf);
  live = await liveRepository(gatedSuite(server.url), { roles });
  return live;
}

afterEach(async () => {
  const violations = live?.github.violations ?? [];
  await Promise.all([live?.close(), local?.remove(), server.close()]);
  [live, local] = [undefined, undefined];
  if (violations.length > 0) throw new Error(`what did not fit GitHub’s own description:\n${violations.join('\n')}`);
});

describe('mode: release', () => {
  test('the first is recorded by a maintainer’s leave, and the next is judged against it', async () => {
    const of = await opened();
    const without = await of.release('v1.0.0');
    expect(without).toMatchObject({ code: 3, outputs: { verdict: '' } });
    expect(without.said).toContain('a maintainer records the first of all with `first: release`');

    const one = await of.release('v1.0.0', first);
    expect(one).toMatchObject({ code: 0, outputs: { verdict: 'pass' } });
    expect(one.results['steelyard-release.json']).toContain('"first": [\n      "support"');
    expect(one.results['steelyard-release.md']).toContain('Steelyard release: pass, recorded as a first release');

    await of.land('reworded', { [promptPath]: REWORDED });
    const two = await of.release('v1.1.0');
    expect(two).toMatchObject({ code: 0, outputs: { verdict: 'pass' } });
    expect(two.report).toMatchObject({
      job: 'release',
      release: { since: { tag: 'v1.0.0' }, first: [], stored: [], unchanged: [] },
      screen: { against: { support: 'control' } },
      attempt: { number: 1, kept: 'check-run' },
    });
    expect(two.summary).toContain('The last release (`v1.0.0`) was run live beside this one');
    expect(two.summary).toContain('steelyard release --since');
  });

  test('a worse one is not released, counts as an attempt, and its mend has to pass twice', async () => {
    const of = await opened();
    await of.release('v1.0.0', first);
    await of.land('broken', { [promptPath]: BROKEN });
    const worse = await of.release('v1.1.0');
    expect(worse).toMatchObject({ code: 1, outputs: { verdict: 'fail' } });
    expect(worse.summary).toContain('Do not release this');
    expect(worse.results['steelyard-release.json']).toBeUndefined();

    // The very same again is no new attempt.
    const again = await of.release('v1.1.0');
    expect(again).toMatchObject({ code: 1, outputs: { verdict: 'fail', calls: '0' } });
    await of.land('mended', { [promptPath]: REWORDED });
    const mended = await of.release('v1.1.0');
    expect(mended).toMatchObject({ code: 0, outputs: { verdict: 'pass' } });
    expect(mended.report?.attempt).toMatchObject({ number: 2, mustRepeat: true });

    // With the next release another count begins.
    await of.land('reworded', { [promptPath]: GOOD });
    expect((await of.release('v1.2.0')).report?.attempt).toMatchObject({ number: 1, mustRepeat: false });
  });

  test('drafts, pre-releases and releases without a record are passed over', async () => {
    const of = await opened();
    await of.release('v1.0.0', first);
    await of.land('reworded', { [promptPath]: REWORDED });
    const record = of.github.state.releases[0]?.assets[0];
    await of.git('tag', 'v1.1.0-rc', await of.tip());
    of.github.state.addRelease({ tag: 'v1.1.0-rc', prerelease: true, assets: { 'steelyard-release.json': '{}' } });
    of.github.state.addRelease({ tag: 'v1.1.0-draft', draft: true, assets: { 'steelyard-release.json': '{}' } });
    of.github.state.addRelease({ tag: 'v1.1.0-other', assets: { 'program.zip': 'x' } });
    expect(record).toBeDefined();
    expect((await of.release('v1.1.0')).report?.release?.since?.tag).toBe('v1.0.0');
  });

  test.each<[string, RegExp, (record: string) => string]>([
    ['of another commit', /one of commit aaaaaaa, and the tag is/, (text) => withHead(text, 'a'.repeat(40))],
    [
      'of one that failed',
      /a release that ended in fail/,
      (text) => text.replace('"outcome": "pass"', '"outcome": "fail"'),
    ],
    ['of a gate', /a gate that ended in pass/, (text) => text.replace('"job": "release"', '"job": "gate"')],
    [
      'of a later version',
      /schemaVersion: expected 1, received 2/,
      (text) => text.replace('"schemaVersion": 1', '"schemaVersion": 2'),
    ],
    ['that is none', /expected a report.json/, () => 'nothing'],
  ])('a record %s stops it, by name', async (_, why, forge) => {
    const of = await opened();
    const one = await of.release('v1.0.0', first);
    of.github.state.releases.splice(0);
    const forged = forge(one.results['steelyard-release.json'] ?? '');
    of.github.state.addRelease({ tag: 'v1.0.0', assets: { 'steelyard-release.json': forged } });
    await of.land('reworded', { [promptPath]: REWORDED });
    const run = await of.release('v1.1.0');
    expect(run.code).toBe(3);
    expect(run.said).toMatch(/steelyard-release\.json of release v1\.0\.0/);
    expect(run.said).toMatch(why);
  });

  test('leave for new suites is none for everything, and the first release is the first', async () => {
    const of = await opened();
    const suites = { inputs: { first: 'suites' } };
    const early = await of.release('v1.0.0', suites);
    expect([early.code, early.said]).toEqual([3, expect.stringContaining('leave for new suites alone')]);
    expect((await of.release('v1.0.0', first)).code).toBe(0);
    await of.land('broken', { [promptPath]: BROKEN });
    const again = await of.release('v1.1.0', first);
    expect([again.code, again.said]).toEqual([3, expect.stringContaining('use `first: suites`')]);
    expect(await of.release('v1.1.0', suites)).toMatchObject({ code: 1, outputs: { verdict: 'fail' } });
  });

  test('`first` is a maintainer’s, and what is released has landed', async () => {
    const of = await opened();
    const refused = await of.release('v1.0.0', { ...first, sender: 'carla' });
    expect(refused.code).toBe(3);
    expect(refused.said).toContain('let a maintainer start it');

    await of.release('v1.0.0', first);
    const number = await of.open('unmerged', { [promptPath]: REWORDED });
    const sha = of.github.state.pullRequests.get(number)?.head.sha ?? '';
    const dispatched = await of.run(
      { name: 'push', tag: 'v9', before: '0'.repeat(40), after: sha },
      { inputs: { mode: 'release' } },
    );
    expect(dispatched.code).toBe(3);
    expect(dispatched.said).toContain('merge it into `main` first');
    const pull = { ...of.github.state.pullRequests.get(number), mergeSha: sha } as never;
    const onPull = await of.run({ name: 'pull_request', pull }, { inputs: { mode: 'release' } });
    expect(onPull.code).toBe(3);
    expect(onPull.said).toContain('run `mode: release` on `push: tags`');
  });

  test('a released model that is gone: one question, then its stored trials', async () => {
    server = await startModelServer((asked) =>
      asked.model === 'small-1' && retired
        ? (response) => {
            response.statusCode = 410;
            response.end('{"error":{"message":"small-1 was retired"}}');
          }
        : answerOf(asked),
    );
    let retired = false;
    local = await temporaryRepository();
    const { directory } = local;
    await local.commit('first', gatedSuite(server.url));
    expect((await steelyard(['refresh', 'support'], { directory })).code).toBe(0);
    await local.commit('baseline');
    await local.git('tag', 'v1.0.0');
    const target = await local.git('show', `HEAD:${targetPath}`);
    await local.commit('another model', { [targetPath]: target.replace('small-1', 'small-2') });
    retired = true;
    const run = await steelyard(['release', '--since', 'v1.0.0', '--json'], { directory });
    expect(run).toMatchObject({ code: 0 });
    const report = JSON.parse(run.stdout) as {
      readonly release: object;
      readonly findings: readonly { message: string }[];
    };
    expect(report.release).toMatchObject({ stored: ['support'], since: { tag: 'v1.0.0' } });
    expect(report.findings.map(({ message }) => message).join()).toContain(
      'includes the provider’s drift'.replace('’', "'"),
    );
    expect(server.asked.filter(({ model }) => model === 'small-1')).toHaveLength(180 + 1);
  });
});

function withHead(text: string, commit: string): string {
  const report = JSON.parse(text) as { change: { head: object } };
  return JSON.stringify({ ...report, change: { ...report.change, head: { ...report.change.head, commit } } });
}

describe('steelyard release', () => {
  test('needs to know what was released last', async () => {
    server = await startModelServer(answerOf);
    local = await temporaryRepository();
    const { directory } = local;
    await local.commit('first', gatedSuite(server.url));
    const run = await steelyard(['release'], { directory });
    expect(run.code).toBe(3);
    expect(run.stderr).toContain('name it with `--since TAG`, or record the first release of all with `--first`');
    expect((await steelyard(['release', '--first'], { directory })).code).toBe(0);
    const missing = await steelyard(['release', '--since', 'v0'], { directory });
    expect([missing.code, missing.stderr.includes('expected a branch, tag or commit')]).toEqual([3, true]);
  });
});
