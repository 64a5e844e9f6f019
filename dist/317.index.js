export const id = 317;
export const ids = [317];
export const modules = {

/***/ 16950:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ writeFiles)
/* harmony export */ });
/* unused harmony export diskFileSystem */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _domain_usage_error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(28801);




/** The disk. */
const diskFileSystem = {
    async makeFolder(path) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(path, { recursive: true });
    },
    async write(path, text) {
        const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(path, 'wx');
        try {
            await file.writeFile(text);
            await file.sync();
        }
        finally {
            await file.close();
        }
    },
    copy: (from, to) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.copyFile)(from, to),
    rename: (from, to) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(from, to),
    remove: (path) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(path, { force: true }),
};
/**
 * Writes files below `directory`, all or none: each to a temporary file beside its place first, and only when all are
 * on the disk they take their places. If a step fails, what was there before is there again.
 *
 * @throws UsageError where the disk refuses (full, read-only, not permitted).
 */
async function writeFiles(directory, files, disk = diskFileSystem) {
    const steps = files.map(({ path, text }) => plan(directory, path, text));
    const replaced = [];
    let at = directory;
    try {
        for (const step of steps) {
            at = step.place;
            await disk.makeFolder((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(step.place));
            await disk.write(step.fresh, step.text);
            step.existed = await keep(disk, step);
        }
        for (const step of steps) {
            at = step.place;
            await disk.rename(step.fresh, step.place);
            replaced.push(step);
        }
    }
    catch (error) {
        for (const step of replaced.reverse())
            await putBack(disk, step);
        throw refused(at, error);
    }
    finally {
        for (const step of steps)
            await discard(disk, step);
    }
}
function plan(directory, path, text) {
    const place = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, path);
    const beside = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(place), `.${(0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(place)}.${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}`);
    return { place, text, fresh: `${beside}.new`, kept: `${beside}.old`, existed: false };
}
async function keep(disk, step) {
    try {
        await disk.copy(step.place, step.kept);
        return true;
    }
    catch (error) {
        if (errorCode(error) === 'ENOENT')
            return false;
        throw error;
    }
}
async function putBack(disk, step) {
    await (step.existed ? disk.rename(step.kept, step.place) : disk.remove(step.place));
}
/** A temporary file that cannot be removed is litter, not a reason to fail. */
async function discard(disk, step) {
    await disk.remove(step.fresh).catch(() => undefined);
    await disk.remove(step.kept).catch(() => undefined);
}
function refused(path, cause) {
    const code = errorCode(cause);
    if (code === undefined)
        return cause;
    const mend = code === 'ENOSPC' || code === 'EDQUOT' ? 'free some space and run it again' : 'choose a place that can be written';
    const received = `${code}${cause instanceof Error ? ` (${cause.message})` : ''}`;
    const issue = {
        where: path,
        path: '',
        expected: 'a place to write',
        received,
        mend: `${mend}; nothing was overwritten`,
    };
    return new _domain_usage_error_js__WEBPACK_IMPORTED_MODULE_3__/* .UsageError */ .e(issue, { cause });
}
function errorCode(error) {
    if (!(error instanceof Error) || !('code' in error))
        return undefined;
    return typeof error.code === 'string' ? error.code : undefined;
}


/***/ }),

/***/ 45317:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runCommand: () => (/* binding */ runCommand)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/baselines/write-files.js
var write_files = __webpack_require__(16950);
;// CONCATENATED MODULE: ./build/importers/results-file.js
/**
 * Trials as a results file (the format that `steelyard.ts` reads): JSONL, one trial a line, by case and index, so that
 * the order of completion does not show. Trials that never ran (skipped) have no line; an unscored answer is null.
 *
 * @param cases By id, for cluster and tags.
 */
function renderResults(trials, cases) {
    const ordered = [...trials].sort((a, b) => compareText(a.key.caseId, b.key.caseId) || a.key.index - b.key.index);
    return ordered.flatMap((trial) => line(trial, cases.get(trial.key.caseId))).join('');
}
function line(trial, testCase) {
    if (trial.status === 'skipped')
        return [];
    const key = { case: trial.key.caseId, trial: trial.key.index };
    const about = {
        ...(testCase?.cluster === undefined ? {} : { cluster: testCase.cluster }),
        ...(testCase === undefined || testCase.tags.length === 0 ? {} : { tags: testCase.tags }),
    };
    if (trial.status === 'errored') {
        const { kind, message } = trial.error;
        return [`${JSON.stringify({ ...key, error: { kind, message }, ...about, latencyMs: trial.latencyMs })}\n`];
    }
    const { output, latencyMs, usage } = trial;
    const measured = { output: shortest(output), latencyMs, ...(usage === undefined ? {} : { usage }) };
    return [`${JSON.stringify({ ...key, scores: written(trial.scores), ...about, ...measured })}\n`];
}
function written(scores) {
    const names = Object.keys(scores).sort();
    return Object.fromEntries(names.map((name) => {
        const score = scores[name];
        return [name, score?.status === 'scored' ? score.value : null];
    }));
}
/** An answer that is only text is written as text. */
function shortest(output) {
    return Object.keys(output).length === 1 ? output.text : output;
}
function compareText(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}

// EXTERNAL MODULE: ./build/jobs/run-suite.js + 1 modules
var run_suite = __webpack_require__(12276);
// EXTERNAL MODULE: ./build/entry/world.js + 3 modules
var entry_world = __webpack_require__(31834);
;// CONCATENATED MODULE: ./build/entry/commands/run.js





/** `steelyard run SUITE`: runs one suite, writes a results file, says what it scored. */
async function runCommand(suite, options) {
    const world = await (0,entry_world/* openWorld */.H)({ head: options.head, base: 'HEAD' });
    const { console } = world;
    try {
        const run = await (0,run_suite/* runSuite */.o)(await world.change.head(), {
            suite,
            stage: 'refresh',
            seed: options.seed,
            limits: (0,entry_world/* limitsOf */.A)(options),
            ...(options.trials === undefined ? {} : { trials: options.trials }),
            ...(options.cases === undefined ? {} : { cases: options.cases }),
        }, world.ports);
        const path = options.output ?? `${run.loaded.suite.name}.results.jsonl`;
        const text = renderResults(run.trials, new Map(run.cases.map((c) => [c.id, c])));
        await (0,write_files/* writeFiles */.h)((0,external_node_path_.dirname)(path), [{ path: (0,external_node_path_.basename)(path), text: console.redact(text) }]);
        if (options.json) {
            const metrics = run.metrics.map(({ metric, ...result }) => ({ metric: metric.name, ...result }));
            console.print(`${JSON.stringify({ suite: run.loaded.suite.name, ended: run.ended, metrics, spend: run.spend }, null, 2)}\n`);
        }
        else {
            for (const result of run.metrics)
                console.print(`${describe(result)}\n`);
        }
        console.say(`written: ${path} (${run.trials.length} trials, ${run.spend.calls} calls)`);
        return run.ended === 'complete' ? 0 : 3;
    }
    finally {
        world.close();
    }
}
function describe({ metric, cases, estimate, interval }) {
    if (estimate === undefined)
        return `${metric.name}: not scored`;
    const number = (value) => Number(value.toPrecision(4)).toString();
    const range = interval === undefined ? '' : ` (95%: ${number(interval.lower)} to ${number(interval.upper)})`;
    return `${metric.name}: ${number(estimate)}${range}, ${cases} cases`;
}


/***/ }),

/***/ 12276:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  o: () => (/* binding */ runSuite)
});

// EXTERNAL MODULE: ./build/analysis/observe.js
var observe = __webpack_require__(57567);
// EXTERNAL MODULE: ./build/analysis/own-units.js
var own_units = __webpack_require__(29201);
// EXTERNAL MODULE: ./build/design/sample.js
var sample = __webpack_require__(29117);
// EXTERNAL MODULE: ./build/design/seed.js
var design_seed = __webpack_require__(17742);
// EXTERNAL MODULE: ./build/runner/budget.js
var runner_budget = __webpack_require__(81390);
// EXTERNAL MODULE: ./build/stats/describe.js
var describe = __webpack_require__(95803);
// EXTERNAL MODULE: ./build/stats/empirical-likelihood.js + 1 modules
var empirical_likelihood = __webpack_require__(63716);
// EXTERNAL MODULE: ./build/stats/random.js
var random = __webpack_require__(52681);
// EXTERNAL MODULE: ./build/stats/distributions.js
var distributions = __webpack_require__(90827);
;// CONCATENATED MODULE: ./build/stats/wilson.js

/**
 * Wilson's score interval for a share, at a two-sided confidence `level`.
 *
 * Stays within [0, 1] and keeps close to its level at small totals and extreme shares. Without any trial: [0, 1].
 *
 * Source: Wilson (1927), Journal of the American Statistical Association 22; R `prop.test(correct = FALSE)`.
 */
function wilsonInterval({ successes, total, level, }) {
    if (total === 0)
        return { lower: 0, upper: 1 };
    const z = (0,distributions/* normalQuantile */.Zl)((1 + level) / 2);
    const failures = total - successes;
    const halfWidth = z * Math.sqrt((successes * failures) / total + (z * z) / 4);
    const centre = successes + (z * z) / 2;
    return {
        lower: successes === 0 ? 0 : (centre - halfWidth) / (total + z * z),
        upper: failures === 0 ? 1 : (centre + halfWidth) / (total + z * z),
    };
}

// EXTERNAL MODULE: ./build/jobs/execute-arms.js + 10 modules
var execute_arms = __webpack_require__(29047);
// EXTERNAL MODULE: ./build/jobs/load-suite.js
var load_suite = __webpack_require__(99520);
// EXTERNAL MODULE: ./build/jobs/plan-gate.js + 4 modules
var plan_gate = __webpack_require__(2335);
;// CONCATENATED MODULE: ./build/jobs/run-suite.js












const LEVEL = 0.95;
/** Runs one suite as one tree has it, without comparing it with anything: `steelyard run`, and what `refresh` stores. */
async function runSuite(tree, of, ports) {
    const settings = await (0,load_suite/* loadSettings */.M)(tree);
    const loaded = await (0,load_suite/* loadSuite */.b)(tree, settings, of.suite);
    const { suite } = loaded;
    const seed = (0,design_seed/* samplingSeed */.V)({ repository: '', seedKey: of.seed, suiteDigest: suite.digest });
    const cases = (0,sample/* sampleCases */.k)(suite.cases, {
        ...(of.cases === undefined ? {} : { size: of.cases }),
        ...(suite.sampling.stratifyBy === undefined ? {} : { stratifyBy: suite.sampling.stratifyBy }),
        random: (0,random/* seededRandom */.I)(`${seed} sample`),
    });
    const budget = (0,runner_budget/* createBudget */.y)({
        limits: (0,plan_gate/* tightest */.X7)(settings.limits, of.limits),
        prices: settings.prices,
        clock: ports.clock,
    });
    const run = {
        suite: suite.name,
        stage: of.stage,
        arm: 'candidate',
        spec: loaded.target,
        scorers: loaded.scorers,
        cases,
        trials: of.trials ?? suite.sampling.trials,
    };
    const executed = await (0,execute_arms/* executeArms */.R)([run], { settings, budget, seed }, ports);
    return {
        loaded,
        settings,
        cases,
        ...executed,
        metrics: summarise(executed.trials, suite.metrics),
        spend: budget.spend(),
    };
}
function summarise(trials, metrics) {
    const observed = [...(0,observe/* observeArm */.DO)(trials, metrics).values()];
    return metrics.map((metric, column) => {
        const perCase = observed
            .map(({ rows }) => rows.map((row) => row[column] ?? null).filter((value) => value !== null))
            .filter((values) => values.length > 0);
        if (perCase.length === 0)
            return { metric, cases: 0 };
        const means = perCase.map(describe/* mean */.i2);
        const estimate = (0,own_units/* valueInOwnUnits */.m7)(metric, (0,describe/* mean */.i2)(means));
        const interval = intervalOf(metric, means, perCase.every((values) => values.length === 1));
        return { metric, cases: perCase.length, estimate, ...(interval === undefined ? {} : { interval }) };
    });
}
function intervalOf(metric, means, single) {
    if (metric.kind === 'ratio' || means.length < 2)
        return undefined;
    const unit = metric.kind === 'binary' && single
        ? wilsonInterval({ successes: means.filter((m) => m >= 0.5).length, total: means.length, level: LEVEL })
        : (0,empirical_likelihood/* empiricalLikelihoodInterval */.w)({ differences: means, level: LEVEL });
    const ends = [(0,own_units/* valueInOwnUnits */.m7)(metric, Math.max(0, unit.lower)), (0,own_units/* valueInOwnUnits */.m7)(metric, Math.min(1, unit.upper))];
    return { lower: Math.min(...ends), upper: Math.max(...ends) };
}


/***/ }),

/***/ 81390:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ createBudget)
/* harmony export */ });
const MILLION = 1_000_000;
/** Counts calls, tokens, dollars and minutes against limits, reserving before each dispatch so that none is exceeded. */
function createBudget({ limits, prices, clock, }) {
    const startedAt = clock.now();
    let calls = 0;
    let inputTokens = 0;
    let outputTokens = 0;
    let cost = 0;
    /** Dollars at most of calls whose bill nobody told us. */
    let untold = 0;
    /** Dollars at most of the calls in flight, and their number. */
    let reserved = 0;
    let inFlight = 0;
    let unpriced = false;
    let landing = Promise.withResolvers();
    const remainingMs = () => limits.maxMinutes === undefined ? Infinity : startedAt + limits.maxMinutes * 60_000 - clock.now();
    function land(estimate) {
        inFlight -= 1;
        // Exactly nothing when nothing is in flight: rounding must not keep a waiting call from its turn.
        reserved = inFlight === 0 ? 0 : reserved - estimate;
        landing.resolve();
        landing = Promise.withResolvers();
    }
    return {
        async reserve(call, signal) {
            const price = priceOf(prices, call.model);
            const estimate = price === undefined ? 0 : costOf(call, price);
            const most = limits.maxCost ?? Infinity;
            for (;;) {
                if (signal.aborted || calls >= (limits.maxCalls ?? Infinity) || remainingMs() <= 0)
                    return undefined;
                if (cost + untold + estimate > most)
                    return undefined;
                if (cost + untold + reserved + estimate <= most)
                    break;
                await landing.promise;
            }
            calls += 1;
            inFlight += 1;
            reserved += estimate;
            unpriced ||= price === undefined;
            return {
                settle(outcome) {
                    land(estimate);
                    if (outcome === 'unbilled')
                        return undefined;
                    if (outcome === 'unknown') {
                        untold += estimate;
                        return undefined;
                    }
                    inputTokens += outcome.inputTokens;
                    outputTokens += outcome.outputTokens;
                    if (price === undefined)
                        return undefined;
                    const actual = costOf(outcome, price);
                    cost += actual;
                    return actual;
                },
            };
        },
        remainingMs,
        spend: () => ({
            calls,
            inputTokens,
            outputTokens,
            ...(unpriced ? {} : { cost }),
            seconds: (clock.now() - startedAt) / 1000,
        }),
    };
}
/** USD of a call. Cached input is cheaper where the table says so. */
function costOf(usage, price) {
    const cached = Math.min(usage.cachedInputTokens ?? 0, usage.inputTokens);
    const fresh = usage.inputTokens - cached;
    return ((fresh * price.input + cached * (price.cachedInput ?? price.input) + usage.outputTokens * price.output) / MILLION);
}
function priceOf(prices, model) {
    return model !== undefined && Object.hasOwn(prices, model) ? prices[model] : undefined;
}


/***/ })

};
