export const id = 384;
export const ids = [384];
export const modules = {

/***/ 12384:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  planCommand: () => (/* binding */ planCommand)
});

// EXTERNAL MODULE: ./build/config/find-suites.js
var find_suites = __webpack_require__(46604);
// EXTERNAL MODULE: ./build/config/suite.js + 3 modules
var suite = __webpack_require__(89935);
// EXTERNAL MODULE: ./build/config/target.js + 3 modules
var config_target = __webpack_require__(34696);
// EXTERNAL MODULE: ./build/targets/index.js + 15 modules
var targets = __webpack_require__(68055);
// EXTERNAL MODULE: ./build/jobs/load-suite.js
var load_suite = __webpack_require__(99520);
// EXTERNAL MODULE: ./build/jobs/plan-gate.js + 4 modules
var plan_gate = __webpack_require__(2335);
;// CONCATENATED MODULE: ./build/jobs/plan.js






/**
 * What a gate would run if every suite were touched: calls, the smallest drop it can see, the chance of each verdict.
 * No model is called.
 */
async function planSuites(tree, of, ports) {
    const settings = await (0,load_suite/* loadSettings */.M)(tree);
    const store = await ports.baselines(settings.baselines);
    const directories = await (0,find_suites/* findSuites */.f)(tree, settings.suites);
    const loaded = await Promise.all(directories.map((directory) => (0,suite/* readSuite */.xj)(tree, directory)));
    const gating = loaded.filter(({ suite }) => suite.metrics.some((metric) => metric.gate)).length;
    const wanted = loaded.filter(({ suite }) => of.only.length === 0 || of.only.includes(suite.name));
    return Promise.all(wanted.map(async (suite) => {
        const options = { scorersDigest: suite.suite.scorersDigest, registry: targets/* targets */.z };
        const target = await (0,config_target/* readTarget */._)(tree, suite.suite.directory, options);
        const baseline = await store.load(suite.suite.name);
        const { plan } = (0,plan_gate/* planSuite */.Y0)({
            ...suite,
            base: target,
            head: target,
            codeChanged: false,
            ownCases: [],
            cases: { added: [], removed: [], edited: [], extended: new Map() },
            change: { suite: suite.suite.name, factors: [], diffs: [] },
        }, baseline, {
            change: { repository: of.repository, seedKey: 'plan' },
            settings,
            gatedSuites: gating,
            now: ports.clock.now(),
            simulatedRuns: of.simulatedRuns,
        });
        return { plan, storedCases: baseline?.cases.size ?? 0 };
    }));
}

// EXTERNAL MODULE: ./build/entry/world.js + 3 modules
var entry_world = __webpack_require__(31834);
;// CONCATENATED MODULE: ./build/entry/commands/plan.js




/** `steelyard plan`: what a gate would run, the smallest drop it can see, the chance of each verdict. Calls no model. */
async function planCommand(suites, options) {
    const world = await (0,entry_world/* openWorld */.H)({ head: options.head, base: 'HEAD' });
    const { console } = world;
    try {
        const tree = await world.change.head();
        const { repository } = await world.change.change();
        const forecasts = await planSuites(tree, { only: suites, repository, simulatedRuns: options.runs }, {
            ...world.ports,
            baselines: async (directory) => (await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 32573))).baselineStore(tree, directory),
        });
        const settings = await (0,load_suite/* loadSettings */.M)(tree);
        (0,plan_gate/* refuseLimitsTooSmall */.eU)(forecasts.map(({ plan }) => plan), (0,plan_gate/* tightest */.X7)(settings.limits, (0,entry_world/* limitsOf */.A)(options)));
        console.print(options.json ? `${JSON.stringify(forecasts, null, 2)}\n` : `${forecasts.map(describe).join('\n\n')}\n`);
        return 0;
    }
    finally {
        world.close();
    }
}
function describe({ plan, storedCases }) {
    const lines = [
        `${plan.suite}: ${plan.caseIds.length} of ${plan.casesInSuite} cases, ${plan.trials} ${plan.trials === 1 ? 'trial' : 'trials'} a case`,
        `  calls: ${plan.calls.screen}, and ${plan.calls.confirm} more where something looks worse`,
        `  other arm: ${plan.control.kind === 'live' ? `the base commit, live (${plan.control.reason})` : 'the stored baseline'}`,
        ...plan.metrics.filter((metric) => metric.gate).map(describeMetric),
        ...chances(plan, storedCases),
    ];
    return lines.join('\n');
}
function describeMetric(metric) {
    const drop = metric.smallestDetectableDrop === undefined
        ? 'unknown until a baseline with 2 trials a case is stored'
        : Number(metric.smallestDetectableDrop.toPrecision(2)).toString();
    return `  ${metric.name}: limit ${metric.margin}, smallest drop seen 8 times in 10: ${drop}; at least ${metric.passFloor} cases for a pass`;
}
function chances(plan, storedCases) {
    const predicted = plan.metrics.find((metric) => metric.predicted !== undefined)?.predicted;
    if (predicted === undefined) {
        return storedCases > 0 ? [] : ['  chances: unknown until a baseline is stored (`steelyard refresh`)'];
    }
    const percent = (share) => `${Math.round(share * 100)}%`.padStart(4);
    return [
        '  chance of   pass  fail  inconclusive',
        ...predicted.map(({ atMargins, pass, fail, inconclusive }) => {
            const name = atMargins === 0 ? 'no change' : `−${-atMargins} × limit`;
            return `  ${name.padEnd(11)} ${percent(pass)}  ${percent(fail)}  ${percent(inconclusive)}`;
        }),
    ];
}


/***/ })

};
