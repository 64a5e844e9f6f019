export const id = 436;
export const ids = [436];
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

/***/ 48436:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  refreshCommand: () => (/* binding */ refreshCommand)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/text/canonical-json.js
var canonical_json = __webpack_require__(37827);
;// CONCATENATED MODULE: ./build/baselines/stored-number.js
/**
 * A score as it is stored: six decimals, below 0.1 six significant digits (a cost of 0.0000041 dollars must not become
 * 0.000004). Throws on what is not a number: such a score is unscored, and a bug here.
 */
function storedNumber(value) {
    if (!Number.isFinite(value))
        throw new RangeError(`a stored score must be finite, received ${value}`);
    const rounded = Math.abs(value) < 0.1 ? Number(value.toPrecision(6)) : Number(value.toFixed(6));
    // Negative zero prints as 0 and would not survive the round trip.
    return rounded === 0 ? 0 : rounded;
}

// EXTERNAL MODULE: ./build/text/digest.js
var digest = __webpack_require__(27744);
;// CONCATENATED MODULE: ./build/baselines/stored-output.js

/** Bytes of an output that are stored. */
const largestOutput = 4_000;
function storedOutput(id, output) {
    // A lone surrogate is no text: as UTF-8 it becomes U+FFFD, so it does here already.
    const whole = Buffer.from(output, 'utf8');
    return {
        id,
        bytes: whole.length,
        sha256: (0,digest/* sha256Hex */.f)(whole),
        text: whole.toString('utf8', 0, wholeCharacters(whole)),
    };
}
/** The largest length within the limit that does not end inside a character. */
function wholeCharacters(bytes) {
    if (bytes.length <= largestOutput)
        return bytes.length;
    let end = largestOutput;
    while (end > 0 && ((bytes[end] ?? 0) & 0b1100_0000) === 0b1000_0000)
        end -= 1;
    return end;
}

;// CONCATENATED MODULE: ./build/baselines/write-baseline.js



/**
 * The three files of a stored baseline: `baseline.json`, which people review; `cases.jsonl`, one case a line; and
 * `outputs.jsonl`, the first answer of each case (empty where none is stored, so that none of an older run stays).
 * The same baseline gives the same bytes: sorted, LF, a newline at the end.
 *
 * @param summaries By metric name, one for each metric of the baseline.
 * @param outputs First answer by case id, whole; cut and digested here. `baseline.outputs` is not read.
 */
function renderBaseline(baseline, summaries, outputs) {
    return [
        {
            path: `${baseline.suite}/baseline.json`,
            text: pretty(reviewed(baseline, summaries)),
        },
        { path: `${baseline.suite}/cases.jsonl`, text: lines(baseline.cases, caseLine) },
        { path: `${baseline.suite}/outputs.jsonl`, text: lines(outputs, storedOutput) },
    ];
}
function reviewed(baseline, summaries) {
    const { schemaVersion, suite, suiteDigest, fingerprint, runs } = baseline;
    const metrics = baseline.metrics.map((name) => {
        const summary = summaries.get(name);
        if (summary === undefined)
            throw new Error(`no summary of metric ${name} was given`);
        const { estimate, sd, flipRate, cases } = summary;
        return {
            name,
            estimate: storedNumber(estimate),
            sd: storedNumber(sd),
            flipRate: flipRate === null ? null : storedNumber(flipRate),
            cases,
        };
    });
    return {
        schemaVersion,
        suite,
        suiteDigest,
        fingerprint: { ...fingerprint },
        metrics,
        provenance: { runs: runs.map((run) => ({ ...run })) },
    };
}
function caseLine(id, stored) {
    const trials = stored.trials.map(({ run, scores }) => [
        run,
        ...scores.map((score) => (score === null ? null : storedNumber(score))),
    ]);
    return { id, hash: stored.hash, trials };
}
function lines(map, line) {
    const ordered = [...map].sort(([a], [b]) => (a < b ? -1 : 1));
    return ordered.map(([id, value]) => `${JSON.stringify(line(id, value))}\n`).join('');
}
/** Indented for review, keys in order. */
function pretty(value) {
    return `${JSON.stringify(JSON.parse((0,canonical_json/* canonicalJson */.d)(value)), null, 2)}\n`;
}

// EXTERNAL MODULE: ./build/baselines/write-files.js
var write_files = __webpack_require__(16950);
// EXTERNAL MODULE: ./build/stats/describe.js
var describe = __webpack_require__(95803);
// EXTERNAL MODULE: ./build/stats/variance.js
var variance = __webpack_require__(64701);
// EXTERNAL MODULE: ./build/domain/usage-error.js
var usage_error = __webpack_require__(28801);
// EXTERNAL MODULE: ./build/jobs/run-suite.js + 1 modules
var run_suite = __webpack_require__(12276);
;// CONCATENATED MODULE: ./build/jobs/refresh.js





/** Trials a case of a refresh, unless asked otherwise (statistics.md §9). */
const REFRESH_TRIALS = 3;
/**
 * An independent run of the whole suite, to be stored as its baseline. Only a complete run becomes one: losses to the
 * infrastructure, limits or Ctrl-C leave the old baseline in place.
 */
async function refresh(tree, of, ports) {
    const startedAt = new Date(ports.clock.now()).toISOString();
    const run = await (0,run_suite/* runSuite */.o)(tree, { suite: of.suite, stage: 'refresh', trials: of.trials ?? REFRESH_TRIALS, seed: 'refresh', limits: of.limits }, ports);
    refuseIncomplete(run);
    const { suite, target } = run.loaded;
    const metrics = suite.metrics.map((metric) => metric.name);
    const completed = run.trials.filter((trial) => trial.status === 'completed');
    const answeredBy = [...new Set(completed.flatMap((trial) => trial.answeredBy ?? []))].sort();
    const provenance = {
        id: (0,digest/* sha256Hex */.f)(JSON.stringify([startedAt, of.revision.tree, suite.digest])).slice(0, 12),
        at: startedAt,
        commit: of.revision.commit,
        dirty: of.revision.dirty,
        answeredBy,
    };
    const byCase = Map.groupBy(run.trials, (trial) => trial.key.caseId);
    const baseline = {
        schemaVersion: 1,
        suite: suite.name,
        suiteDigest: suite.digest,
        fingerprint: target.fingerprint,
        runs: [provenance],
        metrics,
        cases: new Map(run.cases.map((c) => {
            const trials = (byCase.get(c.id) ?? []).map((trial) => stored(trial, suite.metrics));
            return [c.id, { hash: c.hash, trials: trials.filter((trial) => trial !== undefined) }];
        })),
        outputs: new Map(),
    };
    const firstAnswers = completed.filter((trial) => trial.key.index === 0);
    return {
        baseline,
        summaries: new Map(suite.metrics.map((metric, m) => [metric.name, summarise(baseline, metric, m)])),
        outputs: new Map(run.settings.storeOutputs === 'none' ? [] : firstAnswers.map((trial) => [trial.key.caseId, trial.output.text])),
        run,
    };
}
/** As observed: in own units; what the product caused is its worst value, so that it counts as it would in a gate. */
function stored(trial, metrics) {
    if (trial.status === 'skipped')
        return undefined;
    if (trial.status === 'errored') {
        if (trial.error.blame === 'infrastructure')
            return undefined;
        return { run: 0, scores: metrics.map((metric) => worstOf(metric, trial.latencyMs)) };
    }
    const scores = metrics.map((metric) => {
        const score = trial.scores[metric.name];
        return score?.status === 'scored' ? score.value : null;
    });
    return { run: 0, scores };
}
function worstOf(metric, latencyMs) {
    if (metric.kind === 'ratio')
        return metric.scorer.type === 'latency' ? latencyMs : null;
    return metric.direction === 'higher' ? metric.range[0] : metric.range[1];
}
function summarise(baseline, metric, column) {
    const perCase = [...baseline.cases.values()]
        .map(({ trials }) => trials.map(({ scores }) => scores[column] ?? null).filter((score) => score !== null))
        .filter((scores) => scores.length > 0);
    const means = perCase.map(describe/* mean */.i2);
    return {
        estimate: means.length === 0 ? 0 : (0,describe/* mean */.i2)(means),
        sd: means.length < 2 ? 0 : (0,describe/* standardDeviation */.Fx)(means),
        flipRate: metric.kind === 'binary' ? ((0,variance/* flipRate */.Y)(perCase) ?? null) : null,
        cases: perCase.length,
    };
}
function refuseIncomplete(run) {
    const lost = run.trials.filter((t) => t.status === 'errored' && t.error.blame === 'infrastructure').length;
    if (run.ended === 'complete' && lost === 0)
        return;
    const why = run.ended === 'complete' ? `${lost} of ${run.trials.length} trials lost to the infrastructure` : run.ended;
    throw new usage_error/* UsageError */.e({
        where: run.loaded.suite.name,
        path: '',
        expected: 'a complete run to store as the baseline',
        received: why,
        mend: run.ended === 'over-budget'
            ? 'raise the limits; the old baseline is untouched'
            : 'run `steelyard refresh` again; the old baseline is untouched',
    });
}

// EXTERNAL MODULE: ./build/entry/world.js + 3 modules
var entry_world = __webpack_require__(31834);
;// CONCATENATED MODULE: ./build/entry/commands/refresh.js





/** `steelyard refresh SUITE`: an independent full run, stored as the suite's baseline in the work tree. */
async function refreshCommand(suite, options) {
    const world = await (0,entry_world/* openWorld */.H)({ head: options.head, base: 'HEAD' });
    const { console } = world;
    try {
        const { head } = await world.change.change();
        const refreshed = await refresh(await world.change.head(), {
            suite,
            revision: head,
            limits: (0,entry_world/* limitsOf */.A)(options),
            ...(options.trials === undefined ? {} : { trials: options.trials }),
        }, world.ports);
        const files = renderBaseline(refreshed.baseline, refreshed.summaries, refreshed.outputs);
        const directory = (0,external_node_path_.join)(world.repository.directory, refreshed.run.settings.baselines);
        await (0,write_files/* writeFiles */.h)(directory, files.map(({ path, text }) => ({ path, text: console.redact(text) })));
        for (const [metric, summary] of refreshed.summaries) {
            console.print(`${metric}: ${Number(summary.estimate.toPrecision(4))} over ${summary.cases} cases\n`);
        }
        console.say(`written: ${files.map(({ path }) => (0,external_node_path_.join)(refreshed.run.settings.baselines, path)).join(', ')}; review and commit them`);
        return 0;
    }
    finally {
        world.close();
    }
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
