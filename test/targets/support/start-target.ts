import type { JsonObject } from '../../../src/domain/json.ts';
import type { Target, TargetRequest, TargetSpec } from '../../../src/domain/target.ts';
import type { TargetContext } from '../../../src/targets/context.ts';
import { targets, type TargetType } from '../../../src/targets/index.ts';

export function targetSpec(spec: Partial<TargetSpec> = {}): TargetSpec {
  return {
    type: 'openai',
    path: 'suites/support/target.yaml',
    model: 'tiny',
    params: {},
    messages: [],
    options: {},
    files: [],
    fingerprint: { scorers: '' },
    ...spec,
  };
}

/** Configures and starts a target as a gate does. Loopback may be called without a key. */
export async function startTarget(
  type: TargetType,
  options: JsonObject,
  context: Partial<TargetContext> = {},
): Promise<Target> {
  const configured = targets[type].configure(options, new Map());
  if (!configured.ok) throw new Error(configured.issues.map((issue) => issue.message).join('; '));
  return await configured.product({
    spec: targetSpec({ type, options }),
    arm: 'candidate',
    environment: {},
    hosts: { '127.0.0.1': null },
    commandEnv: [],
    directory: process.cwd(),
    concurrency: 4,
    ...context,
  });
}

export function question(text = 'Where is my order?', extra: Partial<TargetRequest> = {}): TargetRequest {
  return {
    caseId: 'refunds-001',
    index: 0,
    messages: [{ role: 'user', content: text }],
    input: { question: text },
    signal: new AbortController().signal,
    ...extra,
  };
}

/** The error a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('expected a rejection, and there was none');
}
