import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Fault } from '../../src/domain/fault.ts';
import type { JsonObject } from '../../src/domain/json.ts';
import type { Target } from '../../src/domain/target.ts';
import type { TargetContext } from '../../src/targets/context.ts';
import { targets, type TargetType } from '../../src/targets/index.ts';
import { completion, reply, startModelServer, type ModelServer } from '../targets/support/model-server.ts';
import { question, rejection, startTarget, targetSpec } from '../targets/support/start-target.ts';

interface Counterpart {
  readonly options: (server: ModelServer) => JsonObject;
  readonly context?: Partial<TargetContext>;
}

const program = fileURLToPath(new URL('../targets/support/program.mjs', import.meta.url));
const recording = JSON.stringify({ case: 'refunds-001', trial: 0, output: 'In transit.' });

/** What each target is asked against; the compiler asks for an entry as soon as one is registered. */
const counterparts: Record<TargetType, Counterpart> = {
  command: { options: () => ({ command: [process.execPath, program] }) },
  http: { options: ({ origin }) => ({ url: origin, output: 'choices.0.message.content' }) },
  openai: { options: ({ baseUrl }) => ({ 'base-url': baseUrl }) },
  replay: {
    options: () => ({ file: 'answers.jsonl' }),
    context: {
      spec: targetSpec({ type: 'replay', files: [{ path: 'suites/support/answers.jsonl', text: recording }] }),
    },
  },
};

async function withTarget(type: TargetType, stalls: boolean, test: (target: Target) => Promise<void>): Promise<void> {
  const server = await startModelServer((one) => {
    if (!stalls) reply(one, 200, completion('In transit.'));
  });
  const { options, context } = counterparts[type];
  const target = await startTarget(type, options(server), context);
  try {
    await test(target);
  } finally {
    await target.close();
    await server.close();
  }
}

describe.each(Object.keys(targets) as TargetType[])('target %s', (type) => {
  it('is registered under its own name with a schema that can be published', () => {
    expect(targets[type].type).toBe(type);
    expect(targets[type].summary).toMatch(/^[A-Z].*\.$/);
    expect(targets[type].schema).toBeInstanceOf(z.ZodType);
    expect(() => z.toJSONSchema(targets[type].schema as z.ZodType, { io: 'input' })).not.toThrow();
  });

  it('refuses an option it does not know', () => {
    expect(targets[type].configure({ 'base-urll': 'x' }, new Map()).ok).toBe(false);
  });

  it('answers a question', async () => {
    await withTarget(type, false, async (target) => {
      const answer = await target.ask(question());
      expect(answer.output.text).not.toBe('');
    });
  });

  it('honours an abort, before and during the call', async () => {
    await withTarget(type, true, async (target) => {
      const aborted = await rejection(target.ask(question('?', { signal: AbortSignal.abort() })));
      expect(aborted).toBeInstanceOf(Fault);
      expect(aborted).toMatchObject({ kind: 'timeout' });
      if (type === 'replay') return;
      const request = question('?', { signal: AbortSignal.timeout(40), input: { do: 'nothing' } });
      expect(await rejection(target.ask(request))).toMatchObject({ kind: 'timeout' });
    });
  });

  it('can be closed twice, also while it is asked', async () => {
    await withTarget(type, type !== 'replay', async (target) => {
      const waiting = target.ask(question('?', { input: { do: 'nothing' } })).catch((error: unknown) => error);
      await new Promise((resolve) => setTimeout(resolve, 20));
      await Promise.all([target.close(), target.close()]);
      await expect(target.close()).resolves.toBeUndefined();
      await waiting;
    });
  });
});
