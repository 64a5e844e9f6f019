import { Fault } from '../domain/fault.ts';
import type { JsonObject } from '../domain/json.ts';
import type { TargetAnswer } from '../domain/target.ts';
import { readCommandAnswer } from './command-answer.ts';
import { launchProgram, type Program, type ProgramEnd, type ProgramPlace } from './launch-program.ts';

export interface CommandProcess {
  /** Sends one request and waits for the answer with its id; answers may come in any order. */
  ask(request: JsonObject, signal: AbortSignal): Promise<TargetAnswer>;
  close(): Promise<void>;
}

/** Crashes in a row without an answer in between, after which it is not started again. */
const MOST_CRASHES = 8;
/** The same for a program that never answered at all. */
const MOST_CRASHES_BEFORE_FIRST_ANSWER = 2;
const KILL_AFTER_MS = 2000;

type Settle = (result: TargetAnswer | Fault) => void;

interface Running {
  readonly program: Program;
  /** By request id. */
  readonly waiting: Map<number, Settle>;
  readonly ready: PromiseWithResolvers<void>;
  /** Why we ended it, where we did. */
  reason?: Fault;
}

/** Keeps one program alive: started at the first request, again a few times after a crash, ended by `close`. */
export function startCommand(place: ProgramPlace & { readonly readyTimeoutMs?: number }): CommandProcess {
  let running: Running | undefined;
  let crashes = 0;
  let crashesAllowed = MOST_CRASHES_BEFORE_FIRST_ANSWER;
  let lastWords = '';
  let closed = false;
  let lastId = 0;

  function launch(): Running {
    if (crashes >= crashesAllowed) throw unusable(place, `it crashed ${crashes} times in a row${lastWords}`);
    const program = launchProgram(place, (line) => readLine(line, started));
    const started: Running = { program, waiting: new Map(), ready: Promise.withResolvers() };
    // Nobody may be waiting for readiness when it fails.
    started.ready.promise.catch(() => {});
    const timer = awaitReadiness(started);
    void program.ended.then((end) => {
      clearTimeout(timer);
      wrapUp(started, end);
    });
    return started;
  }

  function awaitReadiness(started: Running): NodeJS.Timeout | undefined {
    const limit = place.readyTimeoutMs;
    if (limit === undefined) {
      started.ready.resolve();
      return undefined;
    }
    const timer = setTimeout(() => {
      started.reason = unusable(place, `it did not write {"ready": true} within ${limit / 1000} s`);
      started.program.end(true);
    }, limit);
    void started.ready.promise.then(
      () => clearTimeout(timer),
      () => {},
    );
    return timer;
  }

  function wrapUp(started: Running, end: ProgramEnd): void {
    if (running === started) running = undefined;
    if (!closed) crashes += 1;
    lastWords = end.lastWords === undefined ? '' : `: ${end.lastWords}`;
    const crash = end.notStarted
      ? unusable(place, end.how)
      : new Fault('target-crashed', `\`${place.argv.join(' ')}\` ended (${end.how})${lastWords}`);
    const fault = started.reason ?? crash;
    started.ready.reject(fault);
    settleAll(started, fault);
  }

  function readLine(line: string, from: Running): void {
    if (line.trim() === '') return;
    const answer = readCommandAnswer(line);
    switch (answer.kind) {
      case 'ready':
        from.ready.resolve();
        return;
      case 'not-an-answer':
        place.onStderr(line);
        return;
      case 'broken':
        // It was meant as an answer, and nobody can say to which question: all of them are asked again.
        settleAll(from, new Fault('bad-response', answer.message));
        return;
      case 'answer': {
        const settle = from.waiting.get(answer.id);
        from.waiting.delete(answer.id);
        crashes = 0;
        crashesAllowed = MOST_CRASHES;
        // Unknown ids are late answers to questions that nobody waits for any more.
        settle?.(answer.result);
      }
    }
  }

  return {
    async ask(request, signal) {
      if (closed) throw new Fault('target-unusable', 'the command was ended');
      if (signal.aborted) throw new Fault('timeout', 'the call was aborted');
      running ??= launch();
      const current = running;
      await current.ready.promise;
      if (running !== current) throw current.reason ?? new Fault('target-crashed', 'the command ended');
      lastId += 1;
      const id = lastId;
      const { promise, resolve, reject } = Promise.withResolvers<TargetAnswer>();
      const settle: Settle = (result) => {
        current.waiting.delete(id);
        signal.removeEventListener('abort', onAbort);
        if (result instanceof Fault) reject(result);
        else resolve(result);
      };
      const onAbort = (): void => settle(new Fault('timeout', 'the command did not answer within the deadline'));
      current.waiting.set(id, settle);
      signal.addEventListener('abort', onAbort, { once: true });
      if (signal.aborted) onAbort();
      else current.program.write(JSON.stringify({ id, ...request }));
      return await promise;
    },
    async close() {
      closed = true;
      const last = running;
      if (last === undefined) return;
      last.program.end(false);
      const timer = setTimeout(() => last.program.end(true), KILL_AFTER_MS);
      await last.program.ended;
      clearTimeout(timer);
    },
  };
}

function settleAll({ waiting }: Running, fault: Fault): void {
  for (const settle of waiting.values()) settle(fault);
}

function unusable(place: ProgramPlace, why: string): Fault {
  return new Fault('target-unusable', `\`${place.argv.join(' ')}\` cannot be used: ${why}`, {
    mend: `run it by hand in ${place.cwd}; it must read and write one JSON object a line`,
  });
}
