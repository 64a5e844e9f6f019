export const id = 574;
export const ids = [574];
export const modules = {

/***/ 82100:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ decideScreen),
/* harmony export */   h: () => (/* binding */ decideConfirm)
/* harmony export */ });
/**
 * Stage 1, one look (`stopping: fixed`): a gated metric whose PASS test holds has passed and cannot screen; of the others
 * those with an adjusted p below the screen level go to the confirmation. The stored baseline decides nothing more than that.
 */
function decideScreen(suite, tested, design) {
    return gatedOf(tested).map(({ metric, pass, fail }) => ({
        suite,
        metric: metric.name,
        decision: pass.holds ? 'passed' : fail.adjustedPValue < design.screenLevel ? 'screened' : 'open',
    }));
}
/**
 * Stage 2, one look: fresh runs of both arms, the screened metrics as one family, at this suite's share of α₂. When one
 * metric rejects, the suite has failed; the others that do not reject are not decided.
 */
function decideConfirm(suite, tested, design) {
    const gated = gatedOf(tested);
    const rejects = gated.map(({ fail }) => fail.adjustedPValue < design.alphaFail);
    const failed = rejects.includes(true);
    return gated.map(({ metric }, i) => ({
        suite,
        metric: metric.name,
        decision: rejects[i] === true ? 'confirmed' : failed ? 'not-decided' : 'not-confirmed',
    }));
}
function gatedOf(tested) {
    return tested.filter(({ metric }) => metric.gate);
}


/***/ }),

/***/ 32573:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  baselineStore: () => (/* binding */ baselineStore)
});

// EXTERNAL MODULE: ./build/domain/usage-error.js
var usage_error = __webpack_require__(28801);
// EXTERNAL MODULE: ./build/text/brief.js
var brief = __webpack_require__(21942);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(26921);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
;// CONCATENATED MODULE: ./build/baselines/baseline-schema.js

/** Compared, never computed with: another form of digest is only another digest. */
const digest = schemas/* string */.YjP().min(1, 'expected a digest');
/** Strict: a factor this version does not know could be the one that differs. */
const fingerprint = schemas/* strictObject */.rej({
    prompt: digest.exactOptional(),
    model: digest.exactOptional(),
    params: digest.exactOptional(),
    tools: digest.exactOptional(),
    code: digest.exactOptional(),
    data: digest.exactOptional(),
    scorers: digest,
    judge: digest.exactOptional(),
});
const run = schemas/* object */.Ikc({
    id: schemas/* string */.YjP().min(1),
    at: iso/* datetime */.w$(),
    commit: schemas/* string */.YjP().min(1, 'expected a commit id'),
    dirty: schemas/* boolean */.zMY(),
    answeredBy: schemas/* array */.YOg(schemas/* string */.YjP()),
});
const metric = schemas/* object */.Ikc({
    name: schemas/* string */.YjP().min(1),
    estimate: schemas/* number */.aig(),
    sd: schemas/* number */.aig().min(0),
    flipRate: schemas/* number */.aig().min(0).max(1).nullable(),
    cases: schemas/* int */.Whr().min(0),
});
/** baseline.json, schema version 1. Keys that a later minor version adds are passed over. */
const baselineSchema = schemas/* object */.Ikc({
    schemaVersion: schemas/* literal */.euz(1),
    suite: schemas/* string */.YjP().min(1),
    suiteDigest: digest,
    fingerprint,
    metrics: schemas/* array */.YOg(metric),
    provenance: schemas/* object */.Ikc({ runs: schemas/* array */.YOg(run).min(1) }),
});
/** One line of cases.jsonl; a trial is `[run, score of each metric…]`. */
const caseLineSchema = schemas/* object */.Ikc({
    id: schemas/* string */.YjP().min(1),
    hash: digest,
    trials: schemas/* array */.YOg(schemas/* tuple */.PVZ([schemas/* int */.Whr().min(0)], schemas/* number */.aig().nullable())),
});
/** One line of outputs.jsonl. */
const outputLineSchema = schemas/* object */.Ikc({
    id: schemas/* string */.YjP().min(1),
    bytes: schemas/* int */.Whr().min(0),
    sha256: digest,
    text: schemas/* string */.YjP(),
});

;// CONCATENATED MODULE: ./build/baselines/read-baseline.js



/** Baselines stored below `directory` of a tree (in a gate: the base commit's). */
function baselineStore(tree, directory) {
    const root = directory.replace(/\/+$/, '');
    return {
        async load(suite) {
            const file = (name) => ({ suite, path: [root, suite, name].filter(Boolean).join('/') });
            const reviewed = file('baseline.json');
            const text = await tree.read(reviewed.path);
            if (text === undefined)
                return undefined;
            const head = readHead(reviewed, text);
            const caseFile = file('cases.jsonl');
            const caseText = await tree.read(caseFile.path);
            if (caseText === undefined)
                throw mistake(caseFile, '', 'one line for each case', 'no such file');
            const outputFile = file('outputs.jsonl');
            const outputText = (await tree.read(outputFile.path)) ?? '';
            const { provenance, metrics, ...rest } = head;
            return {
                ...rest,
                runs: provenance.runs,
                metrics: metrics.map(({ name }) => name),
                cases: readCases(caseFile, caseText, provenance.runs.length, metrics.length),
                outputs: readOutputs(outputFile, outputText),
            };
        },
    };
}
function readHead(file, text) {
    const value = parseJson(file, '', text);
    refuseOtherVersion(file, value);
    const head = check(file, '', baselineSchema, value);
    if (head.suite !== file.suite) {
        throw mistake(file, 'suite', JSON.stringify(file.suite), JSON.stringify(head.suite));
    }
    const names = head.metrics.map(({ name }) => name);
    const twice = names.find((name, position) => names.indexOf(name) !== position);
    if (twice !== undefined)
        throw mistake(file, 'metrics', 'each name once', `${JSON.stringify(twice)} twice`);
    return head;
}
function refuseOtherVersion(file, value) {
    const version = typeof value === 'object' && value !== null && 'schemaVersion' in value ? value.schemaVersion : undefined;
    if (typeof version !== 'number' || version <= 1)
        return;
    const mend = `upgrade Steelyard, or run \`steelyard refresh ${file.suite}\` to write it anew`;
    throw mistake(file, 'schemaVersion', '1', String(version), mend);
}
function readCases(file, text, runs, metrics) {
    return readLines(file, text, caseLineSchema, (line, place) => {
        const trials = line.trials.map(([run, ...scores], position) => {
            const path = `${place}: trials[${position}]`;
            if (run >= runs)
                throw mistake(file, path, `a run below ${runs}`, String(run));
            if (scores.length !== metrics)
                throw mistake(file, path, `${metrics} scores`, String(scores.length));
            return { run, scores };
        });
        return { hash: line.hash, trials };
    });
}
function readOutputs(file, text) {
    return readLines(file, text, outputLineSchema, (line) => line.text);
}
function readLines(file, text, schema, valueOf) {
    const values = new Map();
    for (const [position, written] of text.split('\n').entries()) {
        if (written.trim() === '')
            continue;
        const place = `line ${position + 1}`;
        const line = check(file, place, schema, parseJson(file, place, written));
        if (values.has(line.id))
            throw mistake(file, place, 'each case once', `${JSON.stringify(line.id)} again`);
        values.set(line.id, valueOf(line, place));
    }
    return values;
}
function parseJson(file, place, text) {
    try {
        return JSON.parse(text);
    }
    catch (error) {
        // Baselines are merged by hand only: git leaves its markers where two branches refreshed one.
        const received = /^(?:<{7}|={7}|>{7})/m.test(text) ? 'the marks of a merge conflict' : 'something else';
        throw mistake(file, place, 'JSON', received, undefined, error);
    }
}
function check(file, place, schema, value) {
    const parsed = schema.safeParse(value, { reportInput: true });
    if (parsed.success)
        return parsed.data;
    const issue = parsed.error.issues[0];
    const inner = (issue?.path ?? []).map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
    const path = [place, inner.replace(/^\./, '')].filter(Boolean).join(': ');
    const expected = (issue?.message ?? 'a stored baseline').replace(/^Invalid input: /, '').replace(/^expected /, '');
    throw mistake(file, path, expected.replace(/, received .*$/, ''), (0,brief/* brief */.d)(issue?.input));
}
function mistake(file, path, expected, received, mend = `run \`steelyard refresh ${file.suite}\``, cause) {
    return new usage_error/* UsageError */.e({ where: file.path, path, expected, received, mend }, { cause });
}


/***/ }),

/***/ 29117:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ sampleCases)
/* harmony export */ });
/* harmony import */ var _stats_random_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(52681);

/**
 * Which cases run, in their pre-registered random order: a seeded stratified permutation cut at `size`.
 *
 * Every prefix is stratified with proportional allocation, so a look at any prefix sees the suite in small: the j-th unit
 * of a stratum of N_h units stands at (j + u_h) / N_h with one uniform u_h a stratum (systematic sampling with a random
 * start), which gives every case the same chance of selection. Cases of one cluster are one unit and stay together; the
 * cut takes whole units only, so it can exceed `size` by less than one cluster.
 *
 * @param stratifyBy tag prefix that names the strata (`task` reads tags `task:…`); without it there is one stratum
 */
function sampleCases(cases, options) {
    const strata = Map.groupBy(unitsOf(cases), (unit) => stratumOf(unit, options.stratifyBy));
    const placed = [...strata.keys()].sort().flatMap((name) => {
        const units = (0,_stats_random_js__WEBPACK_IMPORTED_MODULE_0__/* .shuffle */ .k)(strata.get(name) ?? [], options.random);
        const start = options.random.next();
        return units.map((unit, j) => ({ unit, at: (j + start) / units.length, name }));
    });
    placed.sort((a, b) => a.at - b.at || (a.name < b.name ? -1 : 1));
    const size = Math.min(options.size ?? cases.length, cases.length);
    const sample = [];
    for (const { unit } of placed) {
        if (sample.length >= size)
            break;
        sample.push(...unit);
    }
    return sample;
}
function unitsOf(cases) {
    // Sorted by id first: the sample is a function of the suite's content, not of the order of its lines.
    const sorted = [...cases].sort((a, b) => (a.id < b.id ? -1 : 1));
    return [...Map.groupBy(sorted, (c) => (c.cluster === undefined ? `case ${c.id}` : `cluster ${c.cluster}`)).values()];
}
function stratumOf(unit, prefix) {
    if (prefix === undefined)
        return '';
    return unit[0]?.tags.find((tag) => tag.startsWith(`${prefix}:`)) ?? '';
}


/***/ }),

/***/ 17742:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ samplingSeed)
/* harmony export */ });
/* harmony import */ var _text_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27744);

/**
 * The seed of everything random in a gate run: SHA-256(repository ‖ pull request number or seed key ‖ suite digest).
 * A function of the pull request, never of a run id or a SHA, so that re-running or pushing again draws the same cases.
 */
function samplingSeed(of) {
    return (0,_text_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .sha256Hex */ .f)(JSON.stringify([of.repository, of.seedKey, of.suiteDigest]));
}


/***/ }),

/***/ 31834:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ limitsOf),
  H: () => (/* binding */ openWorld)
});

// EXTERNAL MODULE: external "node:process"
var external_node_process_ = __webpack_require__(1708);
// EXTERNAL MODULE: ./build/baselines/read-baseline.js + 1 modules
var read_baseline = __webpack_require__(32573);
// EXTERNAL MODULE: ./build/jobs/load-suite.js
var load_suite = __webpack_require__(99520);
// EXTERNAL MODULE: ./build/jobs/load-change.js + 4 modules
var load_change = __webpack_require__(34456);
// EXTERNAL MODULE: ./build/repository/local-change.js
var local_change = __webpack_require__(95239);
// EXTERNAL MODULE: ./build/repository/local-repository.js + 10 modules
var local_repository = __webpack_require__(6482);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./build/entry/clock.js

/** The wall clock. `sleep` ends early, without an error, when its signal is aborted. */
const wallClock = {
    now: () => Date.now(),
    sleep: (ms, signal) => (0,promises_.setTimeout)(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined),
};

// EXTERNAL MODULE: ./build/entry/console.js + 1 modules
var entry_console = __webpack_require__(66649);
;// CONCATENATED MODULE: ./build/entry/progress.js

const stageNames = {
    screen: 'screening',
    confirm: 'confirming on fresh runs',
    refresh: 'running',
    advisory: 'running advisory cases',
};
/** In a log a line at most this often; a terminal redraws its one line. */
const LOG_EVERY_MS = 10_000;
const DRAW_EVERY_MS = 100;
/** Counts, spend and time left of long work; never a score. One redrawn line on a terminal, plain lines elsewhere. */
function createProgress(console, clock) {
    let total = 0;
    let done = 0;
    let lost = 0;
    let cost = 0;
    let startedAt = 0;
    let shownAt = 0;
    const tasks = new Map();
    const line = () => {
        const elapsed = clock.now() - startedAt;
        const left = done === 0 ? '' : `, about ${seconds((elapsed / done) * (total - done))} left`;
        const what = [...new Set([...tasks.values()].map(({ stage, suite }) => `${suite}: ${stageNames[stage]}`))].join(', ');
        const money = cost > 0 ? `, $${cost.toFixed(4)}` : '';
        const faults = lost > 0 ? `, ${lost} lost` : '';
        return `${what} ${done}/${total} (${seconds(elapsed)}${done < total ? left : ''}${money}${faults})`;
    };
    const show = (final) => {
        const now = clock.now();
        if (!final && now - shownAt < (console.interactive ? DRAW_EVERY_MS : LOG_EVERY_MS))
            return;
        shownAt = now;
        if (!console.interactive)
            return console.say(line());
        external_node_process_.stderr.write(`\r\u001B[2K${line()}${final ? '\n' : ''}`);
    };
    return {
        start(task) {
            if (tasks.size === 0) {
                total = 0;
                done = 0;
                lost = 0;
                startedAt = clock.now();
                shownAt = startedAt;
            }
            total += task.trials;
            tasks.set(`${task.suite} ${task.stage}`, task);
        },
        done(trial) {
            done += 1;
            if (trial.status === 'completed')
                cost += trial.cost ?? 0;
            if (trial.status === 'errored' && trial.error.blame === 'infrastructure')
                lost += 1;
            show(false);
        },
        finish() {
            if (tasks.size > 0)
                show(true);
            tasks.clear();
        },
    };
}
function seconds(ms) {
    const whole = Math.round(ms / 1000);
    return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

// EXTERNAL MODULE: ./build/domain/usage-error.js
var usage_error = __webpack_require__(28801);
// EXTERNAL MODULE: ./build/targets/index.js + 15 modules
var targets = __webpack_require__(68055);
;// CONCATENATED MODULE: ./build/entry/target-starter.js


/**
 * Starts systems under test with the world they may see. A command's candidate runs in the work tree (or in a checkout
 * of the revision under test); its control too, unless the code around the prompt changed: then in a checkout of the base.
 */
function createTargetStarter(of) {
    return {
        async start(spec, arm, { codeChanged }) {
            const settings = await of.settings();
            const definition = Object.entries(targets/* targets */.z).find(([type]) => type === spec.type)?.[1];
            if (definition === undefined)
                throw new Error(`no target of type ${spec.type} is registered`);
            const files = new Map(spec.files.map((file) => [file.path, file.text]));
            const configured = definition.configure(spec.options, files);
            if (!configured.ok) {
                throw new usage_error/* UsageError */.e(configured.issues.map((issue) => ({
                    where: spec.path,
                    path: issue.path.map(String).join('.'),
                    expected: issue.message,
                    received: 'something else',
                })));
            }
            const checkout = spec.type === 'command' ? await checkoutFor(arm === 'control', codeChanged) : undefined;
            const target = await configured.product({
                spec,
                arm,
                environment: of.environment,
                hosts: settings.hosts,
                commandEnv: settings.commandEnv,
                directory: checkout?.directory ?? of.repository.directory,
                freshDirectory: checkout !== undefined,
                concurrency: settings.concurrency,
                onStderr: (line) => of.say(`${arm}: ${line}`),
            });
            return {
                ask: (request) => target.ask(request),
                async close() {
                    await target.close();
                    await checkout?.remove();
                },
            };
        },
    };
    async function checkoutFor(control, codeChanged) {
        const { headCommit, baseCommit } = await of.checkouts();
        if (control && codeChanged)
            return of.repository.materialise(baseCommit);
        return headCommit === undefined ? undefined : of.repository.materialise(headCommit);
    }
}

;// CONCATENATED MODULE: ./build/entry/world.js










/** Opens the repository in the current folder and builds the ports; the only place that reads the environment. */
async function openWorld(options) {
    const repository = await (0,local_repository/* openRepository */.h)(external_node_process_.cwd(), external_node_process_.env);
    const change = (0,local_change/* localChange */.W)(repository, options);
    const bound = [];
    const console = (0,entry_console/* createConsole */.s)(external_node_process_.env, () => bound);
    let loading;
    const settings = () => (loading ??= policyInForce(change, bound));
    const trials = [];
    const cancellation = onInterrupt(console);
    const progress = createProgress(console, wallClock);
    const targets = createTargetStarter({
        repository,
        settings,
        environment: external_node_process_.env,
        say: (line) => console.say(line),
        checkouts: async () => {
            const { base, head } = await change.change();
            const inPlace = options.head === 'WORKTREE' || head.commit === (await cleanHead(repository));
            return { headCommit: inPlace ? undefined : head.commit, baseCommit: base.commit };
        },
    });
    const baselines = async (directory) => (0,read_baseline.baselineStore)(await change.base(), directory);
    return {
        console,
        repository,
        change,
        trials,
        ports: {
            repository: change,
            baselines,
            targets,
            clock: wallClock,
            progress,
            keep: (kept) => void trials.push(...kept),
            signal: cancellation.signal,
        },
        close() {
            cancellation.ignore();
            repository.close();
        },
    };
}
/** Limits given on the command line. They tighten the policy and never loosen it. */
function limitsOf(options) {
    return {
        ...(options.maxCalls === undefined ? {} : { maxCalls: options.maxCalls }),
        ...(options.maxCost === undefined ? {} : { maxCost: options.maxCost }),
        ...(options.maxMinutes === undefined ? {} : { maxMinutes: options.maxMinutes }),
    };
}
/** The base's policy; the candidate's where the base has none yet. */
async function policyInForce(change, bound) {
    const base = await change.base();
    const tree = (await base.read(load_change/* POLICY_FILE */.C)) === undefined ? await change.head() : base;
    const settings = await (0,load_suite/* loadSettings */.M)(tree);
    bound.push(...Object.values(settings.hosts).filter((name) => name !== null), ...settings.commandEnv);
    return settings;
}
/** HEAD's commit where the work tree is exactly that. */
async function cleanHead(repository) {
    const { dirty } = await repository.worktreeTree();
    return dirty ? undefined : repository.resolve('HEAD');
}
/** The first Ctrl-C stops dispatching and reports what there is; the second ends at once. */
function onInterrupt(console) {
    const controller = new AbortController();
    const interrupt = () => {
        if (controller.signal.aborted)
            external_node_process_.exit(130);
        console.say('stopping: no new calls; a partial report follows (again to stop at once)');
        controller.abort();
    };
    external_node_process_.on('SIGINT', interrupt);
    external_node_process_.on('SIGTERM', interrupt);
    return {
        signal: controller.signal,
        ignore() {
            external_node_process_.off('SIGINT', interrupt);
            external_node_process_.off('SIGTERM', interrupt);
        },
    };
}


/***/ }),

/***/ 99520:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ loadSettings),
/* harmony export */   b: () => (/* binding */ loadSuite)
/* harmony export */ });
/* harmony import */ var _config_find_suites_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46604);
/* harmony import */ var _config_settings_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(14318);
/* harmony import */ var _config_suite_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(89935);
/* harmony import */ var _config_target_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(34696);
/* harmony import */ var _domain_usage_error_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(28801);
/* harmony import */ var _targets_index_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(68055);
/* harmony import */ var _text_suggest_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(20324);
/* harmony import */ var _load_change_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(34456);








/** The policy of a tree that must have one. */
async function loadSettings(tree) {
    const text = await tree.read(_load_change_js__WEBPACK_IMPORTED_MODULE_6__/* .POLICY_FILE */ .C);
    if (text !== undefined)
        return (0,_config_settings_js__WEBPACK_IMPORTED_MODULE_1__/* .readSettings */ .sb)(text, _load_change_js__WEBPACK_IMPORTED_MODULE_6__/* .POLICY_FILE */ .C);
    throw new _domain_usage_error_js__WEBPACK_IMPORTED_MODULE_4__/* .UsageError */ .e({
        where: _load_change_js__WEBPACK_IMPORTED_MODULE_6__/* .POLICY_FILE */ .C,
        path: '',
        expected: 'a policy file at the top of the repository',
        received: `none in ${tree.name}`,
        mend: 'write one (docs/configuration.md)',
    });
}
/** The suite called `name`, with its target, from one tree. */
async function loadSuite(tree, settings, name) {
    const directories = await (0,_config_find_suites_js__WEBPACK_IMPORTED_MODULE_0__/* .findSuites */ .f)(tree, settings.suites);
    const known = [];
    for (const directory of directories) {
        const loaded = await (0,_config_suite_js__WEBPACK_IMPORTED_MODULE_2__/* .readSuite */ .xj)(tree, directory);
        known.push(loaded.suite.name);
        if (loaded.suite.name !== name && directory !== name.replace(/\/$/, ''))
            continue;
        const options = { scorersDigest: loaded.suite.scorersDigest, registry: _targets_index_js__WEBPACK_IMPORTED_MODULE_5__/* .targets */ .z };
        return { ...loaded, target: await (0,_config_target_js__WEBPACK_IMPORTED_MODULE_3__/* .readTarget */ ._)(tree, directory, options) };
    }
    const mend = (0,_text_suggest_js__WEBPACK_IMPORTED_MODULE_7__/* .didYouMean */ .a)(name, known);
    throw new _domain_usage_error_js__WEBPACK_IMPORTED_MODULE_4__/* .UsageError */ .e({
        where: 'SUITE',
        path: '',
        expected: `a suite of this repository (${known.join(', ')})`,
        received: `"${name}"`,
        ...(mend === undefined ? {} : { mend }),
    });
}


/***/ }),

/***/ 2335:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Y0: () => (/* binding */ planSuite),
  eU: () => (/* binding */ refuseLimitsTooSmall),
  X7: () => (/* binding */ tightest)
});

// EXTERNAL MODULE: ./build/analysis/compatibility.js
var compatibility = __webpack_require__(69531);
// EXTERNAL MODULE: ./build/analysis/observe.js
var observe = __webpack_require__(57567);
// EXTERNAL MODULE: ./build/stats/describe.js
var describe = __webpack_require__(95803);
// EXTERNAL MODULE: ./build/stats/random.js
var stats_random = __webpack_require__(52681);
// EXTERNAL MODULE: ./build/analysis/decide-stage.js
var decide_stage = __webpack_require__(82100);
// EXTERNAL MODULE: ./build/analysis/pair.js
var pair = __webpack_require__(76055);
// EXTERNAL MODULE: ./build/analysis/test-suite.js
var test_suite = __webpack_require__(54010);
;// CONCATENATED MODULE: ./build/analysis/predict.js





/** Draws of the permutation in a simulated run: a screen level of .10 needs no more. */
const DRAWS = 199;
/** The true differences a prediction is made for, in multiples of δ. */
const EFFECTS = [0, -1, -2];
/**
 * The chance of each verdict if nothing changed, at −δ and at −2δ, by playing the whole gate with the product's own
 * rules: draw cases from the population, draw answers from each case's known trials, screen, confirm.
 *
 * A drop of x is a share of the cases, x / mean, that now always fail every gated metric (a rule that went missing hits
 * the same cases in every run), which is how prompt regressions look; a drop spread thinly over all cases is about as
 * visible. Monte Carlo error is below 2.5 points at 400 runs (one standard error).
 */
function predictVerdicts(run, runs) {
    const random = (0,stats_random/* seededRandom */.I)(`${run.design.seed} predict`);
    const floors = run.metrics.map((compared) => floorOf(run, compared));
    const gated = run.metrics.filter(({ metric }) => metric.gate);
    return EFFECTS.map((atMargins) => {
        const shares = run.metrics.map((compared, m) => hitShare(run, compared, floors[m] ?? 0, -atMargins));
        const counts = { pass: 0, fail: 0, inconclusive: 0 };
        for (let i = 0; i < runs; i += 1)
            counts[simulateGate({ ...run, gated, floors, shares }, random)] += 1;
        return {
            atMargins,
            pass: counts.pass / runs,
            fail: counts.fail / runs,
            inconclusive: counts.inconclusive / runs,
        };
    });
}
function simulateGate(run, random) {
    const cases = run.caseIds.map((id) => ({
        id,
        known: run.population[random.below(run.population.length)]?.rows ?? [],
        hit: run.shares.map((share) => share > 0 && random.next() < share),
    }));
    const draw = (known) => known[random.below(known.length)] ?? [];
    const candidate = ({ known, hit }) => draw(known).map((value, m) => (hit[m] === true ? (run.floors[m] ?? 0) : value));
    const arm = (trials, answer) => new Map(cases.map((one) => {
        const rows = Array.from({ length: trials }, () => answer(one));
        return [one.id, { caseId: one.id, rows, excluded: 0 }];
    }));
    const test = (metrics, controlTrials) => (0,test_suite/* testSuite */.$)(metrics, (0,pair/* pairArms */.q)(cases, arm(run.trials, candidate), arm(controlTrials, ({ known }) => draw(known))), {
        alphaPass: run.design.alphaPass,
        strict: run.design.strict,
        draws: DRAWS,
        random,
    });
    const screen = (0,decide_stage/* decideScreen */.P)('', test(run.gated, Math.max(1, run.storedTrials)), run.design);
    if (screen.every(({ decision }) => decision === 'passed'))
        return 'pass';
    const screened = new Set(screen.filter(({ decision }) => decision === 'screened').map(({ metric }) => metric));
    if (screened.size === 0)
        return 'inconclusive';
    const family = run.gated.filter(({ metric }) => screened.has(metric.name));
    const confirm = (0,decide_stage/* decideConfirm */.h)('', test(family, run.trials), run.design);
    return confirm.some(({ decision }) => decision === 'confirmed') ? 'fail' : 'inconclusive';
}
/** The share of cases that must fail for the mean of a gated metric to fall by `margins` × δ. */
function hitShare(run, compared, floor, margins) {
    if (!compared.metric.gate || margins === 0)
        return 0;
    const fall = (0,describe/* mean */.i2)(valuesOf(run, compared)) - floor;
    return fall <= 0 ? 0 : Math.min(1, (margins * compared.unitMargin) / fall);
}
/** The unit score of a case that is hit: the worst there is; for ratio metrics four times the worst value known. */
function floorOf(run, compared) {
    return compared.metric.kind === 'ratio' ? Math.min(0, ...valuesOf(run, compared)) - 1 : 0;
}
function valuesOf(run, { column }) {
    return run.population.flatMap(({ rows }) => rows.map((row) => row[column] ?? null)).filter((value) => value !== null);
}

;// CONCATENATED MODULE: ./build/design/design-for.js
/** Adjusted p at which a single look triggers the confirmation (statistics.md §4, `stopping: fixed`); not scaled with α₂. */
const SCREEN_LEVEL = 0.1;
/** The rules of one suite's run, fixed before any data is seen: α₂ is split evenly over the suites gated on this change. */
function designFor(settings, of) {
    return {
        alphaPass: settings.alpha.pass,
        alphaFail: settings.alpha.fail / Math.max(1, of.gatedSuites),
        screenLevel: SCREEN_LEVEL,
        strict: settings.strict,
        stopping: settings.stopping,
        seed: of.seed,
    };
}

// EXTERNAL MODULE: ./build/design/sample.js
var design_sample = __webpack_require__(29117);
// EXTERNAL MODULE: ./build/design/seed.js
var design_seed = __webpack_require__(17742);
// EXTERNAL MODULE: ./build/design/unit-margin.js + 1 modules
var unit_margin = __webpack_require__(13473);
// EXTERNAL MODULE: ./build/domain/usage-error.js
var usage_error = __webpack_require__(28801);
// EXTERNAL MODULE: ./build/stats/pass-floor.js
var pass_floor = __webpack_require__(4460);
// EXTERNAL MODULE: ./build/analysis/own-units.js
var own_units = __webpack_require__(29201);
// EXTERNAL MODULE: ./build/stats/distributions.js
var distributions = __webpack_require__(90827);
;// CONCATENATED MODULE: ./build/stats/smallest-detectable-drop.js

/**
 * The smallest true drop that a comparison of this many cases would show with the given power.
 *
 * (z_level + z_power)·√{[σ²_δ + σ²_w(1/k_C + 1/k_B)] / cases}·√DEFF, in the unit of the scores. A normal approximation:
 * for planning and for a note beside the verdict, never for the verdict.
 *
 * Source: Miller (2024), arXiv 2411.00640, section 5; statistics.md §11.
 */
function smallestDetectableDrop({ cases, ...precision }) {
    return Math.sqrt(perCase(precision) / cases);
}
/** The other way round: the cases (not rounded) with which a true `drop` would show with the given power. */
function casesToDetect({ drop, ...precision }) {
    return perCase(precision) / drop ** 2;
}
/** The square of the smallest detectable drop with a single case. */
function perCase(precision) {
    const { betweenVariance, withinVariance, candidateTrials, baselineTrials, designEffect = 1 } = precision;
    const variance = betweenVariance + withinVariance * (1 / candidateTrials + 1 / baselineTrials);
    return ((0,distributions/* normalQuantile */.Zl)(precision.level) + (0,distributions/* normalQuantile */.Zl)(precision.power)) ** 2 * variance * designEffect;
}

// EXTERNAL MODULE: ./build/stats/variance.js
var variance = __webpack_require__(64701);
;// CONCATENATED MODULE: ./build/jobs/smallest-drop.js



/** Power at which a drop counts as seen, and the one-sided level it is tested at. */
const POWER = 0.8;
const LEVEL = 0.95;
/**
 * The smallest true drop a plan sees with power .8, in the metric's own units, from the noise within cases that the
 * stored trials show. Undefined where no case has two trials: then nothing is known of the noise.
 */
function smallestDetectableDropInOwnUnits(metric, column, of) {
    const groups = of.population
        .map(({ rows }) => rows.map((row) => row[column] ?? null).filter((value) => value !== null))
        .filter((values) => values.length >= 2);
    if (groups.length < 2)
        return undefined;
    const within = (0,variance/* varianceComponents */.e)(groups)?.within;
    if (within === undefined)
        return undefined;
    const drop = smallestDetectableDrop({
        cases: of.cases,
        candidateTrials: of.trials,
        baselineTrials: of.otherTrials,
        withinVariance: within,
        // What the drop itself adds to the spread is unknown; without it the figure is the best the plan can hope for.
        betweenVariance: 0,
        level: LEVEL,
        power: POWER,
    });
    return Math.abs((0,own_units/* differenceInOwnUnits */.QQ)({ ...metric, direction: 'higher' }, Math.min(1, drop)));
}

;// CONCATENATED MODULE: ./build/jobs/plan-gate.js











/** Simulated gate runs behind a predicted chance: a standard error of at most 5 points. */
const SIMULATED_RUNS = 100;
/** Everything about one suite that is fixed before any data is seen. */
function planSuite(compared, baseline, of) {
    const { suite } = compared;
    const { settings } = of;
    const seed = (0,design_seed/* samplingSeed */.V)({
        repository: of.change.repository,
        seedKey: settings.seedKey ?? of.change.seedKey,
        suiteDigest: suite.digest,
    });
    const design = designFor(settings, { gatedSuites: of.gatedSuites, seed });
    const sample = (0,design_sample/* sampleCases */.k)(suite.cases, {
        ...(suite.sampling.cases === undefined ? {} : { size: suite.sampling.cases }),
        ...(suite.sampling.stratifyBy === undefined ? {} : { stratifyBy: suite.sampling.stratifyBy }),
        random: (0,stats_random/* seededRandom */.I)(`${seed} sample`),
    });
    const judged = (0,compatibility/* judgeBaseline */.dn)(baseline, {
        suite,
        fingerprint: compared.base.fingerprint,
        now: of.now,
        maxAgeDays: settings.maxAgeDays,
    });
    const control = controlSource(judged, sample, settings);
    const live = control.kind === 'live'
        ? sample
        : control.kind === 'mixed'
            ? sample.filter((c) => control.liveCases.includes(c.id))
            : [];
    const metrics = suite.metrics.map((metric, column) => ({ metric, column, unitMargin: (0,unit_margin/* unitMargin */.Z)(metric) }));
    const { trials } = suite.sampling;
    const population = baseline === undefined ? [] : [...(0,observe/* observeBaseline */.oB)(baseline, suite.metrics).values()];
    const known = population.filter(({ rows }) => rows.length > 0);
    const storedTrials = control.kind === 'live' ? 0 : medianCount(known.map(({ rows }) => rows.length));
    const predicted = known.length === 0 || of.simulatedRuns === 0
        ? undefined
        : predictVerdicts({ metrics, design, caseIds: sample.map((c) => c.id), trials, storedTrials, population: known }, of.simulatedRuns ?? SIMULATED_RUNS);
    const planned = metrics.map(({ metric, column, unitMargin: unit }) => {
        const drop = smallestDetectableDropInOwnUnits(metric, column, {
            population: known,
            cases: sample.length,
            trials,
            otherTrials: Math.max(1, storedTrials),
        });
        return {
            name: metric.name,
            title: metric.title,
            kind: metric.kind,
            direction: metric.direction,
            gate: metric.gate,
            margin: metric.margin,
            range: metric.range,
            unitMargin: unit,
            passFloor: (0,pass_floor/* passFloor */.u)(unit, design.alphaPass),
            ...(drop === undefined ? {} : { smallestDetectableDrop: drop }),
            ...(predicted === undefined || !metric.gate ? {} : { predicted }),
        };
    });
    return {
        compared,
        sample,
        metrics,
        liveCases: live,
        ...(control.kind === 'live' || baseline === undefined ? {} : { baseline }),
        findings: judged.usable ? [] : [judged.finding],
        plan: {
            suite: suite.name,
            suiteDigest: suite.digest,
            design,
            caseIds: sample.map((c) => c.id),
            casesInSuite: suite.cases.length,
            trials,
            control,
            metrics: planned,
            calls: { screen: sample.length * trials + live.length, confirm: sample.length * trials * 2 },
        },
    };
}
/** The policy's limits, tightened by the caller's; never loosened. */
function tightest(policy, caller) {
    const smaller = (a, b) => a === undefined ? b : b === undefined ? a : Math.min(a, b);
    const maxCalls = smaller(policy.maxCalls, caller.maxCalls);
    const maxCost = smaller(policy.maxCost, caller.maxCost);
    const maxMinutes = smaller(policy.maxMinutes, caller.maxMinutes);
    return {
        ...(maxCalls === undefined ? {} : { maxCalls }),
        ...(maxCost === undefined ? {} : { maxCost }),
        ...(maxMinutes === undefined ? {} : { maxMinutes }),
    };
}
/** A limit that cannot pay for a confirmation could never turn anything red; it is refused before the first call. */
function refuseLimitsTooSmall(plans, limits) {
    const needed = plans.reduce((sum, { calls }) => sum + calls.screen + calls.confirm, 0);
    if (limits.maxCalls === undefined || limits.maxCalls >= needed)
        return;
    throw new usage_error/* UsageError */.e({
        where: 'limits',
        path: 'max-calls',
        expected: `at least ${needed} calls (stage 1 and a confirmation on fresh runs of both arms)`,
        received: String(limits.maxCalls),
        mend: 'raise the limit or lower `sampling.cases` in suite.yaml',
    });
}
function controlSource(judged, sample, settings) {
    if (settings.control === 'always')
        return { kind: 'live', reason: 'the policy says `control: always`' };
    if (!judged.usable)
        return { kind: 'live', reason: judged.finding.message };
    const without = new Set(judged.casesWithout);
    const liveCases = sample.filter((c) => without.has(c.id)).map((c) => c.id);
    return liveCases.length === 0 ? { kind: 'stored' } : { kind: 'mixed', liveCases };
}
function medianCount(counts) {
    const sorted = [...counts].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? 0;
}


/***/ }),

/***/ 64701:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ flipRate),
/* harmony export */   e: () => (/* binding */ varianceComponents)
/* harmony export */ });
/* harmony import */ var _describe_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95803);

/**
 * One-way analysis of variance of scores repeated within cases: one list of trials per case, unequal counts allowed.
 *
 * Equals REML when every case has as many trials. Undefined with fewer than two cases, or when no case has two trials.
 *
 * Source: Searle, Casella and McCulloch (1992), Variance Components, section 3.6; R `anova(lm(y ~ case))`.
 */
function varianceComponents(cases) {
    const scored = cases.filter((trials) => trials.length > 0);
    const trials = scored.flat();
    const groups = scored.length;
    if (groups < 2 || trials.length === groups)
        return undefined;
    const overall = (0,_describe_js__WEBPACK_IMPORTED_MODULE_0__/* .mean */ .i2)(trials);
    let betweenSquares = 0;
    let withinSquares = 0;
    let sizeSquares = 0;
    for (const own of scored) {
        const ownMean = (0,_describe_js__WEBPACK_IMPORTED_MODULE_0__/* .mean */ .i2)(own);
        betweenSquares += own.length * (ownMean - overall) ** 2;
        withinSquares += own.reduce((sum, value) => sum + (value - ownMean) ** 2, 0);
        sizeSquares += own.length ** 2;
    }
    const betweenMeanSquare = betweenSquares / (groups - 1);
    const within = withinSquares / (trials.length - groups);
    const trialsPerCase = (trials.length - sizeSquares / trials.length) / (groups - 1);
    const between = Math.max(0, (betweenMeanSquare - within) / trialsPerCase);
    const total = between + within;
    const intraclassCorrelation = total === 0 ? 0 : between / total;
    return { betweenMeanSquare, withinMeanSquare: within, between, within, intraclassCorrelation };
}
/**
 * How often a binary case flips between two trials of the same configuration: ψ_AA, the discordance to plan with.
 *
 * The mean over cases of 2·k/(k − 1)·p̂(1 − p̂), the unbiased estimate from k trials of one case. Cases with fewer than
 * two trials say nothing about it; undefined when there are no others.
 */
function flipRate(cases) {
    const rates = cases
        .filter((trials) => trials.length > 1)
        .map((trials) => {
        const share = (0,_describe_js__WEBPACK_IMPORTED_MODULE_0__/* .mean */ .i2)(trials);
        return (2 * trials.length * share * (1 - share)) / (trials.length - 1);
    });
    return rates.length === 0 ? undefined : (0,_describe_js__WEBPACK_IMPORTED_MODULE_0__/* .mean */ .i2)(rates);
}


/***/ }),

/***/ 64377:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w$: () => (/* binding */ datetime)
/* harmony export */ });
/* unused harmony exports date, time, duration */
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43759);
/* harmony import */ var _schemas_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26921);



function datetime(params) {
    return _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* ._isoDateTime */ .G1(_schemas_js__WEBPACK_IMPORTED_MODULE_1__/* .ZodISODateTime */ .You, params);
}
function date(params) {
    return core._isoDate(ZodISODate, params);
}
function time(params) {
    return core._isoTime(ZodISOTime, params);
}
function duration(params) {
    return core._isoDuration(ZodISODuration, params);
}


/***/ })

};
