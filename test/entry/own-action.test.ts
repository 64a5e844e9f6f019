import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { ownAction } from '../../src/entry/own-action.ts';
import { type TemporaryRepository, temporaryRepository } from '../support/temporary-repository.ts';

let clone: TemporaryRepository;
let head: string;
const own = () => ownAction(`${clone.directory}/dist`, clone.environment);

beforeEach(async () => {
  clone = await temporaryRepository();
  head = await clone.commit('a clone', { 'package.json': '{ "name": "steelyard" }', 'dist/index.js': '' });
});

afterEach(() => clone.remove());

describe('the action that a workflow names', () => {
  test('is the pushed commit of a clone on GitHub', async () => {
    await clone.git('remote', 'add', 'origin', 'git@github.com:acme/steelyard.git');
    await clone.git('update-ref', 'refs/remotes/origin/main', head);
    expect(await own()).toMatchObject({ action: { uses: `acme/steelyard@${head}` } });
    expect((await own()).note).toBeUndefined();
    expect((await own()).step).toBeUndefined();
  });

  test('is to be pushed first where the clone on GitHub lacks the commit', async () => {
    await clone.git('remote', 'add', 'origin', 'https://github.com/acme/steelyard');
    const { action, step } = await own();
    expect(action.uses).toBe(`acme/steelyard@${head}`);
    expect(step).toMatch(/^push the commit [0-9a-f]{12} of your clone of Steelyard to acme\/steelyard/);
    expect(step).toContain('Settings, Actions, General, Access');
  });

  test('lacks an owner alone where the clone has none on GitHub, and the mend is said', async () => {
    const { action, note, step } = await own();
    expect(action.uses).toBe(`OWNER/steelyard@${head}`);
    expect(note).toContain('push your clone of Steelyard to your organisation');
    expect(note).toContain(`\`steelyard init --action yourorg/steelyard@${head}\``);
    expect(step).toContain('put its name in the place of OWNER.');
  });

  test('lacks owner and commit where the program is no clone', async () => {
    await clone.write({ 'package.json': '{ "name": "shop" }' });
    const { action, note, step } = await own();
    expect(action.uses).toMatch(/^OWNER\/steelyard@v\d/);
    expect(note).toContain('--action yourorg/steelyard@<commit>');
    expect(step).toContain('OWNER, and its commit behind the @');
  });
});
