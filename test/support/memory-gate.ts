import type { Baseline } from '../../src/domain/baseline.ts';
import type { Change, ChangedFile } from '../../src/domain/change.ts';
import { Fault } from '../../src/domain/fault.ts';
import type { AttemptLedger, BaselineStore, Progress, RepositoryPort, TargetStarter } from '../../src/domain/ports.ts';
import type { TargetAnswer, TargetRequest, TargetSpec } from '../../src/domain/target.ts';
import type { Arm, Trial } from '../../src/domain/trial.ts';
import type { GatePorts, GateRequest } from '../../src/jobs/gate-ports.ts';
import { VirtualClock } from '../runner/support/virtual-clock.ts';
import { memoryTree } from './memory-tree.ts';

/** Twins of the gate's ports that only memory holds: a change of files, stored baselines, targets, time that passes at once. */
export type Files = Readonly<Record<string, string>>;

export function memoryRepository(base: Files, head: Files): RepositoryPort {
  const revision = (id: string) => ({ commit: id.repeat(40), tree: id.repeat(40), dirty: false });
  const change: Change = {
    repository: 'acme/assistant',
    seedKey: '412',
    base: revision('a'),
    head: revision('b'),
    files: changedFiles(base, head),
  };
  return {
    change: () => Promise.resolve(change),
    base: () => Promise.resolve(memoryTree(base, 'base aaaaaaa')),
    head: () => Promise.resolve(memoryTree(head, 'head bbbbbbb')),
    canCheckOutBase: () => Promise.resolve(true),
  };
}

function changedFiles(base: Files, head: Files): readonly ChangedFile[] {
  return [...new Set([...Object.keys(base), ...Object.keys(head)])].sort().flatMap((path): ChangedFile[] => {
    if (base[path] === head[path]) return [];
    return [{ path, status: base[path] === undefined ? 'added' : head[path] === undefined ? 'removed' : 'modified' }];
  });
}

export function memoryBaselines(baselines: readonly Baseline[]): (directory: string) => Promise<BaselineStore> {
  const load = (suite: string) => Promise.resolve(baselines.find((one) => one.suite === suite));
  return () => Promise.resolve({ load });
}

export interface Asked {
  readonly spec: TargetSpec;
  readonly arm: Arm;
  readonly request: TargetRequest;
  /** All messages as one text. */
  readonly text: string;
}

/** Answers by a function; a Fault it returns is thrown. Counts what was started, closed and asked. */
export interface MemoryTargets extends TargetStarter {
  readonly asked: readonly Asked[];
  readonly open: () => number;
}

export type AnswerInMemory = (asked: Asked) => string | TargetAnswer | Fault | Promise<string | TargetAnswer | Fault>;

export function memoryTargets(answer: AnswerInMemory): MemoryTargets {
  const asked: Asked[] = [];
  let open = 0;
  return {
    asked,
    open: () => open,
    start(spec, arm) {
      open += 1;
      return Promise.resolve({
        async ask(request) {
          const text = request.messages
            .map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content)))
            .join('\n');
          const one = { spec, arm, request, text };
          asked.push(one);
          const given = await answer(one);
          if (given instanceof Fault) throw given;
          return typeof given === 'string' ? { output: { text: given } } : given;
        },
        close() {
          open -= 1;
          return Promise.resolve();
        },
      });
    },
  };
}

/** Remembers what it was told. */
export function memoryProgress(): Progress & { readonly told: readonly string[] } {
  const told: string[] = [];
  return {
    told,
    start: ({ stage, suite, trials }) => void told.push(`${stage} ${suite} ${trials}`),
    done: () => {},
    finish: () => void told.push('finish'),
  };
}

export interface MemoryGate {
  readonly ports: GatePorts;
  readonly targets: MemoryTargets;
  readonly kept: readonly Trial[];
  readonly progress: ReturnType<typeof memoryProgress>;
  readonly interrupt: () => void;
}

/** All ports of a gate over two sets of files. */
export function memoryGate(of: {
  readonly base: Files;
  readonly head: Files;
  readonly answer: AnswerInMemory;
  readonly baselines?: readonly Baseline[];
  /** Attempts are not counted where it is left out. */
  readonly ledger?: AttemptLedger;
}): MemoryGate {
  const targets = memoryTargets(of.answer);
  const progress = memoryProgress();
  const kept: Trial[] = [];
  const controller = new AbortController();
  return {
    targets,
    kept,
    progress,
    interrupt: () => controller.abort(),
    ports: {
      repository: memoryRepository(of.base, of.head),
      baselines: memoryBaselines(of.baselines ?? []),
      targets,
      clock: new VirtualClock(),
      progress,
      keep: (trials) => void kept.push(...trials),
      signal: controller.signal,
      ...(of.ledger === undefined ? {} : { ledger: of.ledger }),
    },
  };
}

export const plainRequest: GateRequest = { only: [], limits: {}, version: '0.0.0', inContinuousIntegration: false };
