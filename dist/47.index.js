export const id = 47;
export const ids = [47];
export const modules = {

/***/ 29047:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  o: () => (/* binding */ CouldNotRun),
  R: () => (/* binding */ executeArms)
});

// EXTERNAL MODULE: ./build/domain/fault.js
var domain_fault = __webpack_require__(12777);
;// CONCATENATED MODULE: ./build/runner/pace.js
/**
 * Additive increase, multiplicative decrease: halves on a 429 (once per window of calls, since a burst of them says the
 * same thing many times), and grows back by one for each full window of answers.
 */
function createPace(concurrency) {
    const most = Math.max(1, Math.floor(concurrency));
    let current = most;
    let answersInWindow = 0;
    let throttlesToIgnore = 0;
    return {
        limit: () => current,
        succeeded() {
            throttlesToIgnore = Math.max(0, throttlesToIgnore - 1);
            if (current === most)
                return;
            answersInWindow += 1;
            if (answersInWindow < current)
                return;
            answersInWindow = 0;
            current += 1;
        },
        throttled() {
            if (throttlesToIgnore > 0) {
                throttlesToIgnore -= 1;
                return;
            }
            throttlesToIgnore = current - 1;
            answersInWindow = 0;
            current = Math.max(1, Math.floor(current / 2));
        },
    };
}

;// CONCATENATED MODULE: ./build/runner/run-pool.js
/**
 * Works through 0 … count−1 with at most `limit()` pieces in flight; the limit is asked again whenever one ends. Rejects
 * with the first error after everything in flight has ended, and starts nothing more once there is one.
 */
function runPool(count, limit, work) {
    return new Promise((resolve, reject) => {
        let next = 0;
        let active = 0;
        let failure;
        function pump() {
            // After a failure the rest is never started.
            const end = failure === undefined ? count : next;
            while (next < end && active < Math.max(1, limit())) {
                active += 1;
                work(next).then(ended, failed);
                next += 1;
            }
            if (active > 0)
                return;
            if (failure !== undefined)
                reject(failure.error);
            else
                resolve();
        }
        function ended() {
            active -= 1;
            pump();
        }
        function failed(error) {
            failure ??= { error };
            ended();
        }
        pump();
    });
}

;// CONCATENATED MODULE: ./build/runner/call-target.js

/** Given as the reason, since making a new error for each call costs more than the call's own bookkeeping. */
const OVER = 'the call is over';
/** Asks a target and gives up after `timeoutMs` with a Fault `timeout`. */
function callTarget(target, request, { timeoutMs, clock }) {
    const abort = new AbortController();
    const over = new AbortController();
    const { promise, resolve, reject } = Promise.withResolvers();
    function cancel(reason) {
        // First our reason, then the abort: what the target makes of its signal comes too late to replace it.
        reject(reason);
        abort.abort(reason);
    }
    clock.sleep(timeoutMs, over.signal).then(() => {
        if (!over.signal.aborted)
            cancel(new domain_fault/* Fault */.v('timeout', `no answer within ${timeoutMs / 1000} s`));
    }, (error) => {
        if (!over.signal.aborted)
            reject(error);
    });
    const ask = async () => target.ask({ ...request, signal: abort.signal });
    ask().then(resolve, reject);
    return { answer: promise.finally(() => over.abort(OVER)), cancel };
}

;// CONCATENATED MODULE: ./build/runner/estimate-call.js
/** Bytes a token takes at least, in practice: English has about 4, Chinese about 3. */
const BYTES_PER_TOKEN = 3;
/** What chat templates add to a message. */
const TOKENS_PER_MESSAGE = 8;
/** Assumed where target.yaml sets no cap on the answer. */
const UNCAPPED_OUTPUT_TOKENS = 4096;
/** Upper estimate of what a call takes, for the budget's reservation. */
function estimateCall(spec, messages) {
    const extras = JSON.stringify([spec.tools ?? null, spec.responseFormat ?? null]);
    const bytes = Buffer.byteLength(JSON.stringify(messages)) + Buffer.byteLength(extras);
    return {
        ...(spec.model === undefined ? {} : { model: spec.model }),
        inputTokens: Math.ceil(bytes / BYTES_PER_TOKEN) + messages.length * TOKENS_PER_MESSAGE,
        outputTokens: outputCap(spec) ?? UNCAPPED_OUTPUT_TOKENS,
    };
}
function outputCap({ params }) {
    for (const name of ['max_completion_tokens', 'max_tokens', 'max_output_tokens']) {
        const cap = Object.hasOwn(params, name) ? params[name] : undefined;
        if (typeof cap === 'number')
            return cap;
    }
    return undefined;
}

// EXTERNAL MODULE: ./build/text/json-kind.js
var json_kind = __webpack_require__(68489);
// EXTERNAL MODULE: ./build/text/template.js
var text_template = __webpack_require__(85906);
;// CONCATENATED MODULE: ./build/runner/render-messages.js


/**
 * The messages of one call: the target's templates filled from the case's input, then the input's own `messages` (a
 * conversation so far, content parts) untouched: they are data, never templates.
 */
function renderMessages(templates, input) {
    const messages = [];
    for (const { role, template, path } of templates) {
        const rendered = (0,text_template/* renderTemplate */.X)(template, input);
        if (!rendered.ok) {
            const where = path ?? `the ${role} message`;
            return { ok: false, reason: `${where} names {{${rendered.missing}}}, which the case's input does not have` };
        }
        messages.push({ role, content: rendered.text });
    }
    const conversation = Object.hasOwn(input, 'messages') ? input['messages'] : undefined;
    if (!Array.isArray(conversation))
        return { ok: true, messages };
    for (const [index, message] of conversation.entries()) {
        if (!isMessage(message)) {
            return { ok: false, reason: `input.messages[${index}] is not a message: expected an object with \`role\`` };
        }
        messages.push(message);
    }
    return { ok: true, messages };
}
/** `content` stays unchecked: an assistant's tool call has none, and what a server takes is the server's to say. */
function isMessage(value) {
    return (0,json_kind/* isJsonObject */.O)(value) && typeof value['role'] === 'string';
}

;// CONCATENATED MODULE: ./build/runner/retry.js

/** Calls made for one trial in one round. */
const MOST_ATTEMPTS = 5;
/** A program that dies of a question twice dies of it a third time. */
const MOST_CRASHES = 2;
/** The longest wait a server may ask for; beyond it the run ends instead of sleeping. */
const LONGEST_WAIT_MS = 60_000;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 20_000;
/**
 * The one retry loop: exponential backoff with full jitter, only for faults of transport, never for an answer that is
 * merely bad. What `attempt` throws besides a Fault passes through, as does an abort of `signal` during a wait.
 */
async function retry(attempt, world) {
    for (let attempts = 1;; attempts += 1) {
        try {
            return { ok: true, value: await attempt(), attempts };
        }
        catch (error) {
            if (!(error instanceof domain_fault/* Fault */.v))
                throw error;
            world.onFault?.(error);
            const wait = waitAfter(error, attempts, world.random);
            if (wait instanceof domain_fault/* Fault */.v)
                return { ok: false, fault: wait, attempts };
            if (world.signal.aborted)
                return { ok: false, fault: error, attempts };
            await world.clock.sleep(wait, world.signal).catch(ignoreAbort);
            if (world.signal.aborted)
                return { ok: false, fault: error, attempts };
        }
    }
}
/** Milliseconds to wait before the next attempt, or the Fault that ends them. */
function waitAfter(fault, attempts, random) {
    const { disposition } = domain_fault/* faults */.e[fault.kind];
    if (disposition !== 'retryable' && disposition !== 'wait-until')
        return fault;
    if (fault.retryAfterMs !== undefined && fault.retryAfterMs > LONGEST_WAIT_MS) {
        const seconds = Math.round(fault.retryAfterMs / 1000);
        return new domain_fault/* Fault */.v('wait-too-long', `${fault.message}; it asks to wait ${seconds} s, and the longest wait is 60 s`, {
            mend: 'run again later, or raise the limits of the account',
            cause: fault,
        });
    }
    if (attempts >= (fault.kind === 'target-crashed' ? MOST_CRASHES : MOST_ATTEMPTS))
        return fault;
    const backoff = random() * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempts - 1));
    // What the server asked for is the least; the jitter on top keeps waiting calls from arriving all at once.
    return (fault.retryAfterMs ?? 0) + backoff;
}
function ignoreAbort(error) {
    if (error instanceof Error && error.name === 'AbortError')
        return;
    throw error;
}

;// CONCATENATED MODULE: ./build/runner/score-output.js
/** Every metric's score of one answer. Scorers never throw for what a model may say: one that does is a bug. */
async function scoreOutput(scorers, output, testCase, measured) {
    const scores = [];
    for (const [metric, scorer] of scorers) {
        try {
            scores.push([metric, await scorer(output, testCase, { measured })]);
        }
        catch (cause) {
            throw new Error(`the scorer of metric ${metric} failed on case ${testCase.id}`, { cause });
        }
    }
    return Object.fromEntries(scores);
}

;// CONCATENATED MODULE: ./build/runner/stop.js
/** Rejects calls in flight when the run is cancelled. */
class Cancelled extends Error {
    name = 'Cancelled';
}
/** Watches the caller's signal: on abort, dispatch stops and every call in flight is ended. */
function createStop(caller) {
    const controller = new AbortController();
    const calls = new Set();
    let reason;
    const stop = {
        ended: () => reason,
        signal: controller.signal,
        because(why) {
            reason ??= why;
            controller.abort();
        },
        inFlight(cancel) {
            calls.add(cancel);
            return () => void calls.delete(cancel);
        },
        cancelAll() {
            controller.abort();
            for (const cancel of calls)
                cancel(new Cancelled('the run was cancelled'));
            calls.clear();
        },
        release: () => caller.removeEventListener('abort', onAbort),
    };
    function onAbort() {
        stop.because({ kind: 'cancelled' });
        stop.cancelAll();
    }
    if (caller.aborted)
        onAbort();
    else
        caller.addEventListener('abort', onAbort, { once: true });
    return stop;
}

;// CONCATENATED MODULE: ./build/runner/run-trial.js







/** Thrown out of the retry loop: the next call could exceed a limit. */
class OverBudget extends Error {
    name = 'OverBudget';
}
/** One trial: rendered, asked with retries, scored. `attemptsBefore` are calls made for it in earlier rounds. */
async function runTrial(planned, attemptsBefore, deps) {
    const { key } = planned;
    const { clock, stop } = deps;
    if (stop.ended() !== undefined)
        return skipped(planned, attemptsBefore, stop);
    const arm = deps.targets.get(`${key.suite}/${key.arm}`);
    if (arm === undefined)
        throw new Error(`no running target for ${key.suite}/${key.arm}`);
    const testCase = withExtraInput(planned);
    const rendered = renderMessages(arm.spec.messages, testCase.input);
    const startedAt = clock.now();
    if (!rendered.ok)
        return errored(planned, attemptsBefore, new domain_fault/* Fault */.v('cannot-render', rendered.reason), 0);
    let calls = 0;
    try {
        const result = await retry(async () => {
            const reservation = await deps.budget.reserve(estimateCall(arm.spec, rendered.messages), stop.signal);
            if (reservation === undefined)
                throw new OverBudget();
            calls += 1;
            return await attempt({ ...planned, case: testCase }, rendered.messages, arm, reservation, deps);
        }, {
            clock,
            random: deps.random,
            signal: stop.signal,
            onFault: ({ kind }) => {
                if (kind === 'rate-limited')
                    deps.pace.throttled();
            },
        });
        const attempts = attemptsBefore + calls;
        if (!result.ok)
            return endWithFault(planned, attempts, result.fault, clock.now() - startedAt, stop);
        deps.pace.succeeded();
        return await completed({ ...planned, case: testCase }, attempts, result.value, deps);
    }
    catch (error) {
        if (error instanceof OverBudget)
            stop.because({ kind: 'over-budget' });
        else if (!(error instanceof Cancelled))
            throw error;
        return skipped(planned, attemptsBefore + calls, stop);
    }
}
async function attempt({ key, case: { input } }, messages, { target }, reservation, { clock, budget, stop, timeoutMs }) {
    const startedAt = clock.now();
    const remainingMs = budget.remainingMs();
    const request = { caseId: key.caseId, index: key.index, messages, input };
    const call = callTarget(target, request, { timeoutMs: Math.min(timeoutMs, remainingMs), clock });
    const landed = stop.inFlight((reason) => call.cancel(reason));
    try {
        const answer = await call.answer;
        const latencyMs = answer.latencyMs ?? clock.now() - startedAt;
        return { answer, latencyMs, cost: reservation.settle(answer.usage ?? 'unknown') };
    }
    catch (error) {
        reservation.settle(mayBeBilled(error) ? 'unknown' : 'unbilled');
        // The clock of the whole run ended it, not the product's slowness.
        if (error instanceof domain_fault/* Fault */.v && error.kind === 'timeout' && budget.remainingMs() <= 0)
            throw new OverBudget();
        if (error instanceof domain_fault/* Fault */.v || error instanceof Cancelled)
            throw error;
        throw new Error(`the target of ${key.suite}/${key.arm} broke its contract on case ${key.caseId}`, { cause: error });
    }
    finally {
        landed();
    }
}
/** A call that was given up halfway, or whose answer we refused, may have been worked on. */
function mayBeBilled(error) {
    if (!(error instanceof domain_fault/* Fault */.v))
        return true;
    return ['timeout', 'network', 'bad-response', 'answer-too-large'].includes(error.kind);
}
async function completed({ key, case: testCase }, attempts, { answer, latencyMs, cost }, deps) {
    const scorers = deps.scorers.get(key.suite);
    if (scorers === undefined)
        throw new Error(`no scorers for suite ${key.suite}`);
    const known = {
        latencyMs,
        ...(answer.usage === undefined ? {} : { usage: answer.usage }),
        ...(cost === undefined ? {} : { cost }),
    };
    return {
        key,
        attempts,
        status: 'completed',
        output: answer.output,
        scores: await scoreOutput(scorers, answer.output, testCase, known),
        ...known,
        ...(answer.answeredBy === undefined ? {} : { answeredBy: answer.answeredBy }),
    };
}
function endWithFault(planned, attempts, fault, latencyMs, stop) {
    const { disposition } = domain_fault/* faults */.e[fault.kind];
    if (disposition === 'terminal-run')
        stop.because({ kind: 'fault', fault });
    // Another attempt was due when the run stopped: nobody knows how it would have ended.
    else if (disposition !== 'terminal-case' && stop.ended() !== undefined)
        return skipped(planned, attempts, stop);
    return errored(planned, attempts, fault, latencyMs);
}
function errored({ key }, attempts, fault, latencyMs) {
    const error = { kind: fault.kind, blame: domain_fault/* faults */.e[fault.kind].blame, message: fault.message };
    return { key, attempts, status: 'errored', error, latencyMs };
}
function skipped({ key }, attempts, stop) {
    const ended = stop.ended();
    const reason = ended === undefined || ended.kind === 'fault' ? 'stopped-early' : ended.kind;
    return { key, attempts, status: 'skipped', reason };
}
function withExtraInput({ case: testCase, extraInput, key }) {
    if (extraInput === undefined || key.arm !== 'candidate')
        return testCase;
    // The base's values win: the candidate may add keys, never change what the case asks.
    return { ...testCase, input: { ...extraInput, ...testCase.input } };
}

;// CONCATENATED MODULE: ./build/runner/execute.js





/** Times that trials lost to the infrastructure are dispatched again, after all others (statistics.md §6). */
const ROUNDS_AGAIN = 3;
/**
 * Runs trials in the order given, with bounded concurrency, and returns one Trial for each. Expected failures are values:
 * in a trial where one case is concerned, in `ended` where the run is. A scorer or target that breaks its contract throws.
 */
async function execute(order, deps) {
    const trials = order.map(() => undefined);
    const pace = createPace(deps.concurrency);
    const stop = createStop(deps.signal);
    announce(order, deps.progress);
    function record(index, trial) {
        trials[index] = trial;
        deps.progress.done(trial);
    }
    /** A bug ends the run: what is in flight is not waited for. */
    function breakOff(bug) {
        stop.cancelAll();
        throw bug;
    }
    try {
        let waiting = order.map((_, index) => index);
        for (let round = 0; waiting.length > 0; round += 1) {
            const lost = [];
            const dispatched = waiting;
            await runPool(dispatched.length, () => pace.limit(), async (position) => {
                const index = dispatched[position] ?? 0;
                const planned = order[index];
                if (planned === undefined)
                    return;
                const trial = await runTrial(planned, trials[index]?.attempts ?? 0, { ...deps, pace, stop }).catch(breakOff);
                if (isLost(trial)) {
                    trials[index] = trial;
                    lost.push({ index, trial });
                }
                else
                    record(index, trial);
            });
            const again = round < ROUNDS_AGAIN && stop.ended() === undefined && someoneAnswered(trials);
            if (!again)
                for (const { index, trial } of lost)
                    record(index, trial);
            // Completion order must not leak into the dispatch order of the next round.
            waiting = again ? lost.map(({ index }) => index).sort((a, b) => a - b) : [];
        }
    }
    finally {
        stop.release();
        deps.progress.finish();
    }
    return { trials: trials.filter((trial) => trial !== undefined), ended: stop.ended() ?? 'complete' };
}
/** Lost to the infrastructure, and not by a fault that ended the run. */
function isLost(trial) {
    if (trial.status !== 'errored' || trial.error.blame !== 'infrastructure')
        return false;
    return domain_fault/* faults */.e[trial.error.kind].disposition !== 'terminal-run';
}
/** A server that never answered once is not asked three times more for everything. */
function someoneAnswered(trials) {
    return trials.some((trial) => trial?.status === 'completed');
}
function announce(order, progress) {
    const tasks = Map.groupBy(order, ({ key }) => `${key.stage}/${key.suite}`);
    for (const task of tasks.values()) {
        const [first] = task;
        if (first !== undefined)
            progress.start({ stage: first.key.stage, suite: first.key.suite, trials: task.length });
    }
}

// EXTERNAL MODULE: ./build/stats/random.js
var stats_random = __webpack_require__(52681);
;// CONCATENATED MODULE: ./build/jobs/execute-arms.js


/** A fault that no retry mends: the key is wrong, the model does not exist, the quota is used up. Ends in exit code 3. */
class CouldNotRun extends Error {
    name = 'CouldNotRun';
    fault;
    constructor(fault) {
        super(fault.mend === undefined ? fault.message : `${fault.message}; ${fault.mend}`, { cause: fault });
        this.fault = fault;
    }
}
/**
 * Runs arms side by side: for each case and index the arms' trials stand next to each other, so that both arms of a
 * comparison meet the same provider at the same time of day. Targets are started for this and closed after it.
 */
async function executeArms(runs, shared, ports) {
    const order = interleave(runs);
    if (order.length === 0)
        return { trials: [], ended: 'complete' };
    const started = [];
    try {
        const targets = new Map();
        for (const run of runs) {
            const target = await ports.targets.start(run.spec, run.arm, { codeChanged: run.codeChanged === true });
            const running = { target, spec: run.spec };
            started.push(running);
            targets.set(armKey(run), running);
        }
        const random = (0,stats_random/* seededRandom */.I)(`${shared.seed} retries`);
        const execution = await execute(order, {
            targets,
            scorers: new Map(runs.map((run) => [run.suite, run.scorers])),
            budget: shared.budget,
            concurrency: shared.settings.concurrency,
            timeoutMs: shared.settings.timeoutSeconds * 1000,
            clock: ports.clock,
            random: () => random.next(),
            progress: ports.progress,
            signal: ports.signal,
        });
        ports.keep(execution.trials);
        if (execution.ended === 'complete')
            return { trials: execution.trials, ended: 'complete' };
        if (execution.ended.kind === 'fault')
            throw new CouldNotRun(execution.ended.fault);
        return { trials: execution.trials, ended: execution.ended.kind };
    }
    finally {
        await Promise.all(started.map(({ target }) => target.close()));
    }
}
function armKey(run) {
    return `${run.suite}/${run.arm}`;
}
/** Case by case in the pre-registered order, all arms of a case together. */
function interleave(runs) {
    const deepest = Math.max(0, ...runs.map((run) => run.cases.length));
    const order = [];
    for (let position = 0; position < deepest; position += 1) {
        for (const run of runs) {
            const testCase = run.cases[position];
            if (testCase === undefined)
                continue;
            const extra = run.extraInput?.get(testCase.id);
            for (let index = 0; index < run.trials; index += 1) {
                order.push({
                    key: { suite: run.suite, stage: run.stage, arm: run.arm, caseId: testCase.id, index },
                    case: testCase,
                    ...(extra === undefined ? {} : { extraInput: extra }),
                });
            }
        }
    }
    return order;
}


/***/ })

};
