export const id = 22;
export const ids = [22];
export const modules = {

/***/ 9889:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ compareSuite)
/* harmony export */ });
/* harmony import */ var _stats_describe_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95803);
/* harmony import */ var _stats_distributions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(90827);
/* harmony import */ var _own_units_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(29201);
/* harmony import */ var _pass_test_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(81575);
/* harmony import */ var _test_suite_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(54010);





/**
 * Compares both arms of one suite on every metric, for reports. Results are `not-worse`, `improved` or `undecided`:
 * whether a drop is a regression is the confirmation's to say (`conclude`), or, with two files only, `compareFiles`.
 */
function compareSuite(suite, metrics, pairing, rules, scope = { kind: 'suite' }) {
    return (0,_test_suite_js__WEBPACK_IMPORTED_MODULE_4__/* .testSuite */ .$)(metrics, pairing, rules).map((tested) => {
        const { metric, scored, pass, fail } = tested;
        const { interval, atWorst } = (0,_pass_test_js__WEBPACK_IMPORTED_MODULE_3__/* .passInterval */ .h)(pass, rules.alphaPass);
        const comparison = {
            suite,
            metric: metric.name,
            title: metric.title,
            kind: metric.kind,
            ...unitOf(metric),
            direction: metric.direction,
            gate: metric.gate,
            scope,
            test: { pass: pass.name, fail: fail.name },
            pairs: pass.units,
            excluded: tested.excluded,
            margin: metric.margin,
            baseline: estimateOf(metric, scored, 'baseline'),
            candidate: estimateOf(metric, scored, 'candidate'),
            difference: (0,_own_units_js__WEBPACK_IMPORTED_MODULE_2__/* .intervalInOwnUnits */ .Qz)(metric, interval),
            atWorst: (0,_own_units_js__WEBPACK_IMPORTED_MODULE_2__/* .differenceInOwnUnits */ .QQ)(metric, atWorst),
            pValue: fail.pValue,
            adjustedPValue: fail.adjustedPValue,
            passPValue: pass.pValue,
            passPValueWorstCase: pass.pValueWorstCase,
            ...(metric.kind === 'binary' ? { flips: flipsOf(scored) } : {}),
            minimumDetectableEffect: minimumDetectableEffect(metric, pass),
            result: resultOf(pass, interval),
        };
        return { comparison, tested };
    });
}
/** What the scorers that measure count in. */
function unitOf(metric) {
    const units = { latency: 'ms', cost: 'USD', tokens: 'tokens' };
    const unit = units[metric.scorer.type];
    return unit === undefined ? {} : { unit };
}
function estimateOf(metric, pairs, arm) {
    return {
        estimate: (0,_own_units_js__WEBPACK_IMPORTED_MODULE_2__/* .valueInOwnUnits */ .m7)(metric, (0,_stats_describe_js__WEBPACK_IMPORTED_MODULE_0__/* .mean */ .i2)(pairs.map((pair) => (0,_stats_describe_js__WEBPACK_IMPORTED_MODULE_0__/* .mean */ .i2)(pair[arm])))),
        trials: pairs.reduce((sum, pair) => sum + pair[arm].length, 0),
    };
}
/** Regressed: the candidate fails where the baseline's mean is at least ½; fixed: the reverse. Shown, not tested, where k > 1. */
function flipsOf(pairs) {
    const passes = (values) => (0,_stats_describe_js__WEBPACK_IMPORTED_MODULE_0__/* .mean */ .i2)(values) >= 0.5;
    return {
        regressed: pairs.filter((p) => passes(p.baseline) && !passes(p.candidate)).length,
        fixed: pairs.filter((p) => !passes(p.baseline) && passes(p.candidate)).length,
    };
}
const POWER = 0.8;
/** The drop this many units see with power .8 at α, given the spread observed; own units, positive. */
function minimumDetectableEffect(metric, pass) {
    if (pass.units < 2)
        return Math.abs(metric.kind === 'ratio' ? 3 : metric.range[1] - metric.range[0]);
    const spread = (0,_stats_describe_js__WEBPACK_IMPORTED_MODULE_0__/* .standardDeviation */ .Fx)(pass.differences);
    const unit = (((0,_stats_distributions_js__WEBPACK_IMPORTED_MODULE_1__/* .normalQuantile */ .Zl)(0.95) + (0,_stats_distributions_js__WEBPACK_IMPORTED_MODULE_1__/* .normalQuantile */ .Zl)(POWER)) * spread) / Math.sqrt(pass.units);
    return Math.abs((0,_own_units_js__WEBPACK_IMPORTED_MODULE_2__/* .differenceInOwnUnits */ .QQ)({ ...metric, direction: 'higher' }, Math.min(1, unit)));
}
function resultOf(pass, interval) {
    if (!pass.holds)
        return 'undecided';
    return interval.lower > 0 ? 'improved' : 'not-worse';
}


/***/ }),

/***/ 26680:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ define),
/* harmony export */   l: () => (/* binding */ ConfigurationMistake)
/* harmony export */ });
/**
 * Makes a registry member from typed options.
 *
 * @example define({ type: 'includes', version: 1, summary: '…', schema: z.object({…}), create: (options) => async (output) => … })
 */
function define(member) {
    return {
        type: member.type,
        version: member.version,
        summary: member.summary,
        schema: member.schema,
        fileOptions: member.fileOptions ?? [],
        configure(options, files) {
            const parsed = member.schema.safeParse(options);
            if (!parsed.success)
                return { ok: false, issues: parsed.error.issues };
            try {
                return { ok: true, product: member.create(parsed.data, files) };
            }
            catch (error) {
                if (error instanceof ConfigurationMistake) {
                    return { ok: false, issues: [{ path: error.path, message: error.message }] };
                }
                throw error;
            }
        },
    };
}
/** Thrown by a member's `create` when the options are of the right shape and still wrong (a regex that does not compile). */
class ConfigurationMistake extends Error {
    name = 'ConfigurationMistake';
    path;
    constructor(path, message) {
        super(message);
        this.path = path;
    }
}


/***/ }),

/***/ 12777:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ faults),
/* harmony export */   v: () => (/* binding */ Fault)
/* harmony export */ });
/**
 * Everything a call can go wrong with, as a closed list. The disposition says what the runner does next, the blame says
 * how a trial that ends with it counts (statistics.md §6): what the product caused scores as failure in both arms alike,
 * what the infrastructure caused is dispatched again and then excluded.
 */
const faults = {
    // Infrastructure, worth another try.
    network: { disposition: 'retryable', blame: 'infrastructure' },
    'server-error': { disposition: 'retryable', blame: 'infrastructure' },
    'rate-limited': { disposition: 'wait-until', blame: 'infrastructure' },
    'bad-response': { disposition: 'retryable', blame: 'infrastructure' },
    'target-crashed': { disposition: 'retryable', blame: 'infrastructure' },
    // Nothing more can be done in this run.
    unauthorized: { disposition: 'terminal-run', blame: 'infrastructure' },
    'not-found': { disposition: 'terminal-run', blame: 'infrastructure' },
    'bad-request': { disposition: 'terminal-run', blame: 'infrastructure' },
    'quota-exhausted': { disposition: 'terminal-run', blame: 'infrastructure' },
    'wait-too-long': { disposition: 'terminal-run', blame: 'infrastructure' },
    'host-refused': { disposition: 'terminal-run', blame: 'infrastructure' },
    'redirect-refused': { disposition: 'terminal-run', blame: 'infrastructure' },
    'target-unusable': { disposition: 'terminal-run', blame: 'infrastructure' },
    // The product's own doing: scored as failure.
    timeout: { disposition: 'terminal-case', blame: 'product' },
    'content-filter': { disposition: 'terminal-case', blame: 'product' },
    'context-overflow': { disposition: 'terminal-case', blame: 'product' },
    'answer-too-large': { disposition: 'terminal-case', blame: 'product' },
    'cannot-render': { disposition: 'terminal-case', blame: 'product' },
};
/** An expected failure of one call, thrown by targets and caught by the runner's one retry loop. */
class Fault extends Error {
    name = 'Fault';
    kind;
    /** How to mend it, for faults that end the run. */
    mend;
    /** How long the server asked us to wait, for `rate-limited` and `server-error`. */
    retryAfterMs;
    constructor(kind, message, details = {}) {
        super(message, details.cause === undefined ? {} : { cause: details.cause });
        this.kind = kind;
        if (details.mend !== undefined)
            this.mend = details.mend;
        if (details.retryAfterMs !== undefined)
            this.retryAfterMs = details.retryAfterMs;
    }
}


/***/ }),

/***/ 28801:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ UsageError),
/* harmony export */   n: () => (/* binding */ describeIssue)
/* harmony export */ });
/**
 * The user's mistake: usage, configuration, or a place Steelyard may not go. Every such error ends in exit code 3 with
 * one line an issue. Bugs are never a UsageError; expected failures of calls are values (see fault.ts).
 */
class UsageError extends Error {
    name = 'UsageError';
    issues;
    constructor(issues, options) {
        const all = Array.isArray(issues) ? issues : [issues];
        super(all.map(describeIssue).join('\n'), options);
        this.issues = all;
    }
}
/** `suite.yaml: metrics[0].scorer.type: expected a known scorer, received "exact_match"; did you mean "exact-match"?` */
function describeIssue(issue) {
    const place = issue.path === '' ? issue.where : `${issue.where}: ${issue.path}`;
    const mend = issue.mend === undefined ? '' : `; ${issue.mend}`;
    return `${place}: expected ${issue.expected}, received ${issue.received}${mend}`;
}


/***/ }),

/***/ 83022:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  compareCommand: () => (/* binding */ compareCommand)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:process"
var external_node_process_ = __webpack_require__(1708);
// EXTERNAL MODULE: ./build/analysis/compare-suite.js
var compare_suite = __webpack_require__(9889);
// EXTERNAL MODULE: ./build/analysis/fail-test.js + 9 modules
var fail_test = __webpack_require__(2188);
// EXTERNAL MODULE: ./build/analysis/observe.js
var observe = __webpack_require__(57567);
// EXTERNAL MODULE: ./build/analysis/pair.js
var pair = __webpack_require__(76055);
// EXTERNAL MODULE: ./build/design/unit-margin.js + 1 modules
var unit_margin = __webpack_require__(13473);
// EXTERNAL MODULE: ./build/domain/usage-error.js
var usage_error = __webpack_require__(28801);
// EXTERNAL MODULE: ./build/text/brief.js
var brief = __webpack_require__(21942);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(26921);
// EXTERNAL MODULE: ./build/domain/definition.js
var definition = __webpack_require__(26680);
// EXTERNAL MODULE: ./build/domain/fault.js
var fault = __webpack_require__(12777);
;// CONCATENATED MODULE: ./build/importers/result-line-schema.js

const output = schemas/* union */.KCZ([
    schemas/* string */.YjP().transform((text) => ({ text })),
    schemas/* object */.Ikc({
        text: schemas/* string */.YjP(),
        toolCalls: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP(), arguments: schemas/* json */.Pq9() })).exactOptional(),
        finishReason: schemas/* string */.YjP().exactOptional(),
        refusal: schemas/* string */.YjP().exactOptional(),
    }),
]);
/** A number, true (1), false (0), or null: not scored. */
const score = schemas/* union */.KCZ([schemas/* number */.aig(), schemas/* boolean */.zMY(), schemas/* null */.chJ()], 'expected a number, true, false or null');
/** One line of a results file. Keys it does not know are passed over. */
const resultLineSchema = schemas/* object */.Ikc({
    case: schemas/* string */.YjP('expected a text').min(1, 'expected a text of at least one character'),
    trial: schemas/* int */.Whr('expected a whole number from 0').min(0, 'expected a whole number from 0').exactOptional(),
    scores: schemas/* record */.g1P(schemas/* string */.YjP(), score).exactOptional(),
    error: schemas/* object */.Ikc({ kind: schemas/* string */.YjP().min(1), message: schemas/* string */.YjP().default('') }).exactOptional(),
    cluster: schemas/* string */.YjP().exactOptional(),
    tags: schemas/* array */.YOg(schemas/* string */.YjP()).default([]),
    output: output.exactOptional(),
    latencyMs: schemas/* number */.aig().min(0).exactOptional(),
    usage: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()).exactOptional(),
})
    .refine((line) => (line.scores === undefined) !== (line.error === undefined), 'expected either `scores` or `error`')
    .refine((line) => line.scores === undefined || Object.keys(line.scores).length > 0, {
    path: ['scores'],
    message: 'expected at least one score by metric name',
});

;// CONCATENATED MODULE: ./build/importers/read-results.js




/** Whether a text is worth reading as a results file: its name, or any of its first lines, says so. */
function recognisesResults(text, path) {
    if (text.trim() === '')
        return false;
    if (path.endsWith('.jsonl'))
        return true;
    return wholeDocument(text) !== undefined || text.split('\n', 20).some((line) => isTrial(parse(line)));
}
/** Reads results; collects up to five mistakes, each with its line. */
function readResults(text, path) {
    const issues = [];
    const taken = new Map();
    const trials = [];
    for (const { place, value, mistake } of entries(text)) {
        if (issues.length === 5)
            break;
        const read = mistake === undefined ? resultLineSchema.safeParse(value, { reportInput: true }) : undefined;
        if (read === undefined || !read.success) {
            issues.push({ where: path, path: place, ...(mistake ?? describe(read?.error.issues[0])) });
            continue;
        }
        const line = read.data;
        const indices = taken.get(line.case) ?? new Set();
        taken.set(line.case, indices);
        const index = line.trial ?? indices.size;
        if (indices.has(index)) {
            const received = `trial ${index} of ${(0,brief/* brief */.d)(line.case)} again`;
            issues.push({ where: path, path: place, expected: 'each trial of a case once', received, mend: repeatMend });
        }
        indices.add(index);
        trials.push(trialOf(line, index));
    }
    if (issues.length > 0)
        throw new usage_error/* UsageError */.e(issues);
    if (trials.length > 0)
        return { trials };
    throw new usage_error/* UsageError */.e({
        where: path,
        path: '',
        expected: 'at least one trial',
        received: 'none',
        mend: 'run the suite first',
    });
}
const repeatMend = 'count repeats 0, 1, 2 … in `trial`, or leave it out';
function* entries(text) {
    const document = wholeDocument(text);
    if (document !== undefined) {
        for (const [position, value] of document.entries())
            yield { place: `trials[${position}]`, value };
        return;
    }
    for (const [position, line] of text
        .replace(/^\u{FEFF}/u, '')
        .split('\n')
        .entries()) {
        if (line.trim() === '')
            continue;
        const place = `line ${position + 1}`;
        const value = parse(line);
        yield value === undefined ? { place, mistake: notJson(line) } : { place, value };
    }
}
/** The trials of a file that is one JSON list of them, or one object with `trials`. */
function wholeDocument(text) {
    const value = parse(text.replace(/^\u{FEFF}/u, ''));
    const list = typeof value === 'object' && value !== null && 'trials' in value ? value.trials : value;
    return Array.isArray(list) ? list : undefined;
}
function isTrial(value) {
    return typeof value === 'object' && value !== null && Object.hasOwn(value, 'case');
}
function parse(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
function notJson(line) {
    const nan = /[:,[\s](NaN|-?Infinity)\b/.exec(line)?.[1];
    if (nan !== undefined)
        return { expected: 'JSON', received: nan, mend: 'write null where there is no score' };
    return { expected: 'one JSON object', received: (0,brief/* brief */.d)(line.trim()), mend: 'write each trial on one line' };
}
function describe(issue) {
    const keys = (issue?.path ?? []).map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
    const message = (issue?.message ?? 'a trial').replace(/^Invalid input: /, '').replace(/^expected /, '');
    const expected = message.replace(/, received .*$/, '');
    const received = (0,brief/* brief */.d)(issue?.input);
    return { expected: keys === '' ? expected : `${expected} in \`${keys.slice(1)}\``, received };
}
function trialOf(line, index) {
    const { case: caseId, trial: _trial, scores, error, ...described } = line;
    const common = { caseId, index, ...described };
    if (error !== undefined)
        return { ...common, status: 'errored', error: { ...error, blame: blameOf(error.kind) } };
    return { ...common, status: 'completed', scores: new Map(Object.entries(scores ?? {}).map(scoreOf)) };
}
function scoreOf([metric, score]) {
    if (score === null)
        return [metric, { status: 'unscored', reason: 'null in the results file' }];
    return [metric, { status: 'scored', value: Number(score) }];
}
function blameOf(kind) {
    const known = Object.entries(fault/* faults */.e).find(([name]) => name === kind);
    return known?.[1].blame ?? 'infrastructure';
}

;// CONCATENATED MODULE: ./build/importers/steelyard.js



/** Our own results file: JSONL, one trial a line, or one JSON document with a list of them. */
const steelyard = (0,definition/* define */.E)({
    type: 'steelyard',
    version: 1,
    summary: 'Results of `steelyard run`: JSONL, one trial a line.',
    schema: schemas/* strictObject */.rej({}),
    create: () => ({ recognises: recognisesResults, read: readResults }),
});

;// CONCATENATED MODULE: ./build/importers/index.js



/** Formats of result files that `compare` reads. */
const importers = {
    steelyard: steelyard,
};
/** The trials of a results file of any known format. Throws a UsageError where it is none, or broken. */
function importResults(text, path) {
    for (const definition of Object.values(importers)) {
        const configured = definition.configure({}, new Map());
        if (configured.ok && configured.product.recognises(text, path))
            return configured.product.read(text, path);
    }
    throw new usage_error/* UsageError */.e({
        where: path,
        path: '',
        expected: `results of a known format (${Object.keys(importers).join(', ')})`,
        received: text.trim() === '' ? 'an empty file' : (0,brief/* brief */.d)(text.trim(), 40),
        mend: 'write one JSON object a line, such as {"case":"refunds-017","trial":0,"scores":{"correct":1}}',
    });
}

;// CONCATENATED MODULE: ./build/stats/step-up.js
/**
 * The shape that Hochberg's, Benjamini and Hochberg's and Benjamini and Yekutieli's adjustments share: from the largest
 * p-value down, each is multiplied by the factor of its rank (1 is the smallest) and may not exceed the one before.
 */
function stepUp(pValues, factor) {
    const adjusted = pValues.map(() => 1);
    let smallest = 1;
    const descending = [...pValues.entries()].sort(([, one], [, other]) => other - one);
    for (const [place, [index, p]] of descending.entries()) {
        smallest = Math.min(smallest, p * factor(pValues.length - place));
        adjusted[index] = smallest;
    }
    return adjusted;
}

;// CONCATENATED MODULE: ./build/stats/benjamini-hochberg.js

/**
 * Benjamini and Hochberg's adjustment: rejecting where it is ≤ q keeps the expected share of false alarms among all
 * alarms at q, for independent or positively dependent tests. For slices, which are many and advisory.
 *
 * Source: Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57; R `p.adjust(method = "BH")`.
 */
function benjaminiHochberg(pValues) {
    return stepUp(pValues, (rank) => pValues.length / rank);
}

;// CONCATENATED MODULE: ./build/stats/benjamini-yekutieli.js

/**
 * Benjamini and Yekutieli's adjustment: as Benjamini and Hochberg's, whatever the dependence, at the price of a factor
 * 1 + ½ + … + 1/m.
 *
 * Source: Benjamini and Yekutieli (2001), Annals of Statistics 29; R `p.adjust(method = "BY")`.
 */
function benjaminiYekutieli(pValues) {
    const harmonic = pValues.reduce((sum, _, index) => sum + 1 / (index + 1), 0);
    return stepUp(pValues, (rank) => (harmonic * pValues.length) / rank);
}

;// CONCATENATED MODULE: ./build/stats/bonferroni.js
/**
 * Bonferroni's adjustment: each p-value times their number.
 *
 * Controls the probability of any false alarm whatever the dependence. Holm's does the same and rejects more.
 *
 * Source: R `p.adjust(method = "bonferroni")`.
 */
function bonferroni(pValues) {
    return pValues.map((p) => Math.min(1, p * pValues.length));
}

;// CONCATENATED MODULE: ./build/stats/hochberg.js

/**
 * Hochberg's step-up adjustment: the largest p-value as it is, the next times 2, and so on.
 *
 * Controls the probability of any false alarm for independent or positively dependent tests; rejects whatever Holm's
 * does.
 *
 * Source: Hochberg (1988), Biometrika 75; R `p.adjust(method = "hochberg")`.
 */
function hochberg(pValues) {
    return stepUp(pValues, (rank) => pValues.length - rank + 1);
}

;// CONCATENATED MODULE: ./build/stats/holm.js
/**
 * Holm's step-down adjustment: the smallest p-value times m, the next times m − 1, never falling.
 *
 * Controls the probability of any false alarm whatever the dependence.
 *
 * Source: Holm (1979), Scandinavian Journal of Statistics 6; R `p.adjust(method = "holm")`.
 */
function holm(pValues) {
    const adjusted = pValues.map(() => 1);
    let largest = 0;
    for (const [rank, [index, p]] of ascending(pValues).entries()) {
        largest = Math.max(largest, Math.min(1, p * (pValues.length - rank)));
        adjusted[index] = largest;
    }
    return adjusted;
}
function ascending(pValues) {
    return [...pValues.entries()].sort(([, one], [, other]) => one - other);
}

// EXTERNAL MODULE: ./build/stats/random.js
var random = __webpack_require__(52681);
// EXTERNAL MODULE: ./build/text/suggest.js
var suggest = __webpack_require__(20324);
;// CONCATENATED MODULE: ./build/jobs/compared-metric.js


const DEFAULT_MARGIN_SHARE = 0.05;
const DEFAULT_RATIO_MARGIN = 0.1;
const compared_metric_form = /^(?<name>[^:[\]]+)(?::(?<kind>binary|ordinal|continuous|ratio))?(?:\[(?<min>[^,\]]+),(?<max>[^\]]+)\])?(?::(?<direction>higher|lower))?$/;
/** `NAME[:binary|ordinal|continuous|ratio][[MIN,MAX]][:higher|lower]` */
function parseMetric(text) {
    const groups = compared_metric_form.exec(text)?.groups;
    const name = groups?.['name'];
    const min = Number(groups?.['min'] ?? 0);
    const max = Number(groups?.['max'] ?? 1);
    if (groups === undefined || name === undefined || !(min < max)) {
        throw new usage_error/* UsageError */.e({
            where: '--metric',
            path: '',
            expected: 'NAME[:binary|ordinal|continuous|ratio][[MIN,MAX]][:higher|lower]',
            received: `"${text}"`,
            mend: "for example --metric 'helpfulness:ordinal[1,5]:higher'",
        });
    }
    const kind = groups['kind'];
    const direction = groups['direction'];
    return {
        name,
        ...(kind === undefined ? {} : { kind }),
        ...(groups['min'] === undefined ? {} : { range: [min, max] }),
        ...(direction === undefined ? {} : { direction }),
    };
}
/** Adds `--margin NAME=0.05` to the metrics asked for; a margin of an unnamed metric asks for that metric. */
function withMargins(metrics, margins) {
    const all = new Map(metrics.map((metric) => [metric.name, metric]));
    for (const text of margins) {
        const at = text.lastIndexOf('=');
        const name = text.slice(0, Math.max(0, at));
        const margin = Number(text.slice(at + 1));
        if (at < 1 || text.slice(at + 1).trim() === '' || !(margin > 0)) {
            throw new usage_error/* UsageError */.e({
                where: '--margin',
                path: '',
                expected: 'NAME=AMOUNT with an amount above 0, in the units of the metric',
                received: `"${text}"`,
                mend: 'for example --margin correct=0.05',
            });
        }
        all.set(name, { ...(all.get(name) ?? { name }), margin });
    }
    return [...all.values()];
}
/** What a metric is, from what was asked and what its values look like. */
function metricOf(asked, values, known) {
    if (values.length === 0 && !known.includes(asked.name)) {
        const mend = (0,suggest/* didYouMean */.a)(asked.name, known);
        throw new usage_error/* UsageError */.e({
            where: '--metric',
            path: '',
            expected: `a metric of the files (${known.join(', ')})`,
            received: `"${asked.name}"`,
            ...(mend === undefined ? {} : { mend }),
        });
    }
    const kind = asked.kind ?? (values.every((v) => v === 0 || v === 1) && asked.range === undefined ? 'binary' : 'continuous');
    const range = asked.range ?? [0, 1];
    const metric = {
        name: asked.name,
        title: asked.name,
        scorer: { type: 'imported', options: {} },
        kind,
        range,
        direction: asked.direction ?? (kind === 'ratio' ? 'lower' : 'higher'),
        margin: asked.margin ?? (kind === 'ratio' ? DEFAULT_RATIO_MARGIN : DEFAULT_MARGIN_SHARE * (range[1] - range[0])),
        gate: true,
    };
    refuseMargin(metric);
    return metric;
}
/** A metric nobody described: binary where every value is 0 or 1, else a share. */
function inferMetric(name, values) {
    return metricOf({ name }, values, [name]);
}
function refuseMargin(metric) {
    const length = metric.range[1] - metric.range[0];
    if (metric.kind === 'ratio' ? metric.margin <= 3 : metric.margin < length)
        return;
    throw new usage_error/* UsageError */.e({
        where: '--margin',
        path: metric.name,
        expected: metric.kind === 'ratio'
            ? 'at most 3 (a change to four times the value)'
            : `less than the metric's range (${length})`,
        received: String(metric.margin),
    });
}

;// CONCATENATED MODULE: ./build/jobs/compare-files.js














const corrections = {
    'westfall-young': undefined,
    holm: holm,
    hochberg: hochberg,
    bonferroni: bonferroni,
    bh: benjaminiHochberg,
    by: benjaminiYekutieli,
    none: (p) => [...p],
};
/** Share of cases that may lack a partner before the files are said not to belong together (statistics.md §8). */
const MOST_UNPAIRED = 0.1;
/**
 * The same statistics on two results files, without running a model. Two files are what there is, so there is no stage
 * 2: FAIL is an adjusted p below α in a metric that has not passed.
 */
function compareFiles(request) {
    const baseline = importResults(request.baseline.text, request.baseline.path);
    const candidate = importResults(request.candidate.text, request.candidate.path);
    const metrics = metricsOf(request, baseline, candidate).map((metric, column) => ({
        metric,
        column,
        unitMargin: (0,unit_margin/* unitMargin */.Z)(metric),
    }));
    const arms = {
        baseline: observeFile(baseline, metrics, request.baseline.path),
        candidate: observeFile(candidate, metrics, request.candidate.path),
    };
    const clusters = new Map([...baseline.trials, ...candidate.trials].map((trial) => [trial.caseId, trial.cluster]));
    const ids = [...clusters.keys()].sort();
    const planned = ids.map((id) => {
        const cluster = request.cluster ? clusters.get(id) : undefined;
        return { id, ...(cluster === undefined ? {} : { cluster }) };
    });
    const both = planned.filter(({ id }) => arms.baseline.has(id) && arms.candidate.has(id));
    const unpaired = ids.length - both.length;
    const compared = (0,compare_suite/* compareSuite */.o)('', metrics, (0,pair/* pairArms */.q)(both, arms.candidate, arms.baseline), {
        alphaPass: request.alpha,
        strict: request.strict,
        draws: fail_test/* DRAWS */.o.confirm,
        random: (0,random/* seededRandom */.I)(request.seed),
    });
    const adjust = corrections[request.correction];
    const raw = compared.map(({ comparison }) => comparison.pValue);
    const adjusted = adjust === undefined ? compared.map(({ comparison }) => comparison.adjustedPValue) : adjust(raw);
    const comparisons = compared.map(({ comparison, tested }, m) => {
        const { test, suite: _suite, gate: _gate, title: _title, ...rest } = comparison;
        const p = adjusted[m] ?? 1;
        const result = tested.pass.holds ? rest.result : p < request.alpha ? 'regressed' : 'undecided';
        return { ...rest, test: test.fail, passTest: test.pass, adjustedPValue: p, result };
    });
    const incompatible = both.length === 0 || unpaired > MOST_UNPAIRED * ids.length;
    const lacking = metrics.filter(({ metric }) => !comparisons.some((c) => c.metric === metric.name));
    const findings = [
        ...(unpaired === 0
            ? []
            : [
                {
                    ruleId: 'incompatible',
                    message: `${unpaired} of ${ids.length} cases are in one file only${incompatible ? ': more than 10%, so these files cannot be compared' : ' and were left out'}`,
                },
            ]),
        ...lacking.map(({ metric }) => ({
            ruleId: 'metric-missing',
            metric: metric.name,
            message: `\`${metric.name}\` is scored in no case of both files`,
        })),
        ...comparisons
            .filter((c) => c.excluded > 0)
            .map((c) => ({
            ruleId: 'too-many-errors',
            metric: c.metric,
            message: `${c.excluded} cases of \`${c.metric}\` have no score in one of the files; a pass must hold with each of them at its worst`,
        })),
    ];
    return { schemaVersion: 1, verdict: verdictOf(comparisons, incompatible, lacking.length > 0), comparisons, findings };
}
function verdictOf(comparisons, incompatible, lacking) {
    if (incompatible)
        return { outcome: 'inconclusive', reason: 'incompatible' };
    if (comparisons.some(({ result }) => result === 'regressed'))
        return { outcome: 'fail' };
    const passed = comparisons.every(({ result }) => result === 'not-worse' || result === 'improved');
    return passed && !lacking ? { outcome: 'pass' } : { outcome: 'inconclusive', reason: 'undecided' };
}
function metricsOf(request, baseline, candidate) {
    const inBaseline = valuesByMetric(baseline);
    const inCandidate = valuesByMetric(candidate);
    if (request.metrics.length === 0) {
        const shared = [...inBaseline.keys()].filter((name) => inCandidate.has(name)).sort();
        if (shared.length === 0) {
            throw new usage_error/* UsageError */.e({
                where: request.candidate.path,
                path: 'scores',
                expected: `a metric that ${request.baseline.path} has too (${[...inBaseline.keys()].join(', ') || 'none'})`,
                received: [...inCandidate.keys()].join(', ') || 'none',
            });
        }
        return shared.map((name) => inferMetric(name, [...(inBaseline.get(name) ?? []), ...(inCandidate.get(name) ?? [])]));
    }
    return request.metrics.map((asked) => {
        const known = [...new Set([...inBaseline.keys(), ...inCandidate.keys()])];
        const values = [...(inBaseline.get(asked.name) ?? []), ...(inCandidate.get(asked.name) ?? [])];
        return metricOf(asked, values, known);
    });
}
function valuesByMetric(file) {
    const values = new Map();
    for (const trial of file.trials) {
        if (trial.status !== 'completed')
            continue;
        for (const [name, score] of trial.scores) {
            const list = values.get(name) ?? [];
            if (score.status === 'scored')
                list.push(score.value);
            values.set(name, list);
        }
    }
    return values;
}
function observeFile(file, metrics, path) {
    const byCase = Map.groupBy(file.trials, (trial) => trial.caseId);
    const observed = new Map();
    for (const [caseId, trials] of byCase) {
        const rows = trials.map((trial) => rowOf(trial, metrics, path)).filter((row) => row !== undefined);
        observed.set(caseId, { caseId, rows, excluded: trials.length - rows.length });
    }
    return observed;
}
function rowOf(trial, metrics, path) {
    if (trial.status === 'errored') {
        if (trial.error.blame === 'infrastructure')
            return undefined;
        return metrics.map(({ metric }) => (metric.kind === 'ratio' ? null : 0));
    }
    return metrics.map(({ metric }) => {
        const score = trial.scores.get(metric.name);
        if (score?.status !== 'scored')
            return null;
        refuseOutside(metric, score.value, trial.caseId, path);
        return (0,observe/* toUnitScale */.uk)(metric, score.value);
    });
}
function refuseOutside(metric, value, caseId, path) {
    const [low, high] = metric.range;
    if (metric.kind === 'ratio' || (value >= low && value <= high))
        return;
    throw new usage_error/* UsageError */.e({
        where: path,
        path: `${caseId}.scores.${metric.name}`,
        expected: `a score in [${low}, ${high}]`,
        received: String(value),
        mend: `name its range: --metric '${metric.name}:${metric.kind}[MIN,MAX]', or ':ratio' for what has no upper end`,
    });
}

// EXTERNAL MODULE: ./build/entry/console.js + 1 modules
var entry_console = __webpack_require__(66649);
;// CONCATENATED MODULE: ./build/entry/commands/compare.js






const exitCodes = { pass: 0, fail: 1, inconclusive: 2 };
/** `steelyard compare BASELINE CANDIDATE`: statistics on two results files, no model is run. */
async function compareCommand(baseline, candidate, options) {
    const console = (0,entry_console/* createConsole */.s)(external_node_process_.env);
    const document = compareFiles({
        baseline: { path: baseline, text: await read(baseline) },
        candidate: { path: candidate, text: await read(candidate) },
        metrics: withMargins(options.metric.map(parseMetric), options.margin),
        alpha: options.alpha,
        correction: options.correction,
        strict: options.strict,
        cluster: options.cluster,
        seed: options.seed,
    });
    if (options.json)
        console.print(`${JSON.stringify(document, null, 2)}\n`);
    else
        console.print(`${compare_describe(document)}\n`);
    return exitCodes[document.verdict.outcome];
}
async function read(path) {
    try {
        return await (0,promises_.readFile)(path, 'utf8');
    }
    catch (cause) {
        const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
        throw new usage_error/* UsageError */.e({
            where: path,
            path: '',
            expected: 'a results file',
            received: missing ? 'no such file' : String(cause instanceof Error ? cause.message : cause),
            mend: '`steelyard run SUITE` writes one',
        }, { cause });
    }
}
const words = {
    regressed: 'regressed',
    'not-worse': 'not worse than the limit',
    improved: 'improved',
    undecided: 'undecided',
};
function compare_describe(document) {
    const lines = document.comparisons.map((c) => {
        const { estimate, lower, upper } = c.difference;
        const change = `${signed(estimate)} (95%: ${signed(lower)} to ${signed(upper)})`;
        const p = `p = ${c.adjustedPValue.toPrecision(3)} adjusted, ${c.pairs} pairs, limit ${c.margin}`;
        return `${c.metric}: ${compare_short(c.baseline.estimate)} → ${compare_short(c.candidate.estimate)}, ${change}: ${words[c.result]} (${p})`;
    });
    const notes = document.findings.map((finding) => `note: ${finding.message}`);
    return [...lines, ...notes, `verdict: ${document.verdict.outcome.toUpperCase()}`].join('\n');
}
function compare_short(value) {
    return Number(value.toPrecision(4)).toString();
}
function signed(value) {
    return value > 0 ? `+${compare_short(value)}` : compare_short(value).replace('-', '−');
}


/***/ }),

/***/ 66649:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  s: () => (/* binding */ createConsole)
});

// EXTERNAL MODULE: external "node:process"
var external_node_process_ = __webpack_require__(1708);
// EXTERNAL MODULE: ./build/text/log-safe.js
var log_safe = __webpack_require__(73292);
;// CONCATENATED MODULE: ./build/text/redact.js
/**
 * Makes the one function that every sink passes its text through: secrets are replaced by `***` in the forms they are
 * likely to leak in: as they are, line by line where they have several, base64 (standard and URL-safe, at each of the
 * three alignments inside a longer text), URL-encoded, JSON-escaped (once and twice) and hex.
 *
 * Secrets below six characters are ignored: hiding them would blank ordinary words. The longest form goes first, so that
 * a secret that holds another one disappears whole.
 *
 * @example createRedactor(['hunter2-key'])('Bearer hunter2-key') // 'Bearer ***'
 */
function createRedactor(secrets) {
    const forms = new Set(secrets.flatMap(withItsLines).flatMap(leakyForms));
    if (forms.size === 0)
        return (text) => text;
    const longestFirst = [...forms].sort((one, other) => other.length - one.length);
    const pattern = new RegExp(longestFirst.map(escapeForRegExp).join('|'), 'gu');
    return (text) => text.replace(pattern, '***');
}
const shortestSecret = 6;
function withItsLines(secret) {
    const lines = secret.split(/\r?\n/u).map((line) => line.trim());
    return [secret, secret.trim(), ...lines].filter((piece) => piece.length >= shortestSecret);
}
function leakyForms(secret) {
    const bytes = new TextEncoder().encode(secret);
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    const json = escapedForJson(secret);
    const url = encodeURIComponent(secret.toWellFormed());
    return [
        secret,
        json,
        escapedForJson(json),
        json.replaceAll('/', String.raw `\/`),
        asciiOnly(json),
        encodeURI(secret.toWellFormed()),
        ...[url, strictlyEncoded(url)].flatMap((form) => [form, lowerCaseEscapes(form), form.replaceAll('%20', '+')]),
        hex,
        hex.toUpperCase(),
        ...base64Forms(bytes),
    ].filter((form) => form.length >= shortestSecret);
}
/**
 * The characters that the secret alone determines when it stands 0, 1 or 2 bytes into a group of three; the characters
 * at either end that also depend on its neighbours are left out.
 */
function base64Forms(bytes) {
    return [0, 1, 2].flatMap((offset) => {
        const encoded = btoa(String.fromCharCode(...new Uint8Array(offset), ...bytes));
        const own = encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
        return [own, own.replaceAll('+', '-').replaceAll('/', '_'), encodeURIComponent(own)];
    });
}
function escapedForJson(text) {
    return JSON.stringify(text).slice(1, -1);
}
/** What encoders that keep to ASCII (Python's default) make of it. */
function asciiOnly(text) {
    return text.replaceAll(/[^\0-\x7f]/g, (unit) => String.raw `\u` + unit.charCodeAt(0).toString(16).padStart(4, '0'));
}
/** `encodeURIComponent` leaves `!'()*` alone; other encoders do not. */
function strictlyEncoded(url) {
    return url.replaceAll(/[!'()*]/gu, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
function lowerCaseEscapes(url) {
    return url.replaceAll(/%[0-9A-F]{2}/gu, (escape) => escape.toLowerCase());
}
function escapeForRegExp(text) {
    return text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw `\$&`);
}

;// CONCATENATED MODULE: ./build/entry/console.js



const secretNames = /KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|PRIVATE/i;
/**
 * Secrets are the values of variables whose names say so, and of every variable a policy binds to a host: whoever holds
 * the environment cannot see them in what Steelyard writes.
 *
 * @param named reads the names a policy binds, which are only known once it is loaded
 */
function createConsole(environment, named = () => []) {
    let known = -1;
    let redactor = (text) => text;
    const redact = (text) => {
        const names = named();
        if (names.length !== known) {
            known = names.length;
            const secret = (name) => secretNames.test(name) || names.includes(name);
            redactor = createRedactor(Object.entries(environment).flatMap(([name, value]) => (secret(name) && value ? [value] : [])));
        }
        return redactor(text);
    };
    const interactive = external_node_process_.stderr.isTTY && environment['CI'] === undefined;
    return {
        print: (text) => void external_node_process_.stdout.write(redact(text)),
        say: (line) => void external_node_process_.stderr.write(`${(0,log_safe/* logSafe */.s)(redact(line))}\n`),
        redact,
        interactive,
        colour: external_node_process_.stdout.isTTY && environment['NO_COLOR'] === undefined && environment['TERM'] !== 'dumb',
    };
}


/***/ }),

/***/ 21942:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ brief)
/* harmony export */ });
/**
 * A value as one short line for a message: JSON, cut to `limit` characters. `nothing` where there is no value.
 *
 * @example brief({ a: 1 }) // '{"a":1}'
 */
function brief(value, limit = 60) {
    if (value === undefined)
        return 'nothing';
    if (typeof value === 'string')
        return short(JSON.stringify(value.slice(0, limit * 2)), limit);
    if (typeof value === 'number' || typeof value === 'bigint')
        return String(value);
    return short(JSON.stringify(value) ?? typeof value, limit);
}
function short(text, limit) {
    // By code points, so that a cut never leaves half a character.
    const points = Array.from(text.slice(0, limit * 2));
    return points.length <= limit ? text.slice(0, limit * 2) : `${points.slice(0, limit - 1).join('')}…`;
}


/***/ }),

/***/ 73292:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ logSafe)
/* harmony export */ });
/* unused harmony export withoutCommands */
/**
 * One line of output that no reader takes for anything but text: on the log of a workflow it starts no command, on a
 * terminal it moves nothing and hides nothing.
 *
 * Removed: ANSI sequences, C0 and C1 controls, format characters (bidi controls, zero-width marks). Line breaks of every
 * kind become `⏎`, tabs a space. `::` becomes `: :` and `##[` becomes `# #[`, anywhere in the line.
 *
 * A plain space and not a zero-width one parts the colons, because the runner compares with culture rules, under which
 * invisible characters do not count; for the same reason invisible characters between two colons are looked through.
 */
function logSafe(text) {
    return withoutCommands(withoutControls(text));
}
/** The commands alone, for lines that carry our own colours. */
function withoutCommands(line) {
    return line
        .replaceAll(/:(?=\p{Default_Ignorable_Code_Point}*:)/gu, ': ')
        .replaceAll(/#(?=\p{Default_Ignorable_Code_Point}*#\p{Default_Ignorable_Code_Point}*\[)/gu, '# ');
}
function withoutControls(text) {
    return text
        .toWellFormed()
        .replaceAll(ansiSequence, '')
        .replaceAll(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/gu, ' ⏎ ')
        .replaceAll('\t', ' ')
        .replaceAll(/[\p{Cc}\p{Cf}]/gu, '');
}
/** CSI and OSC sequences, in their seven-bit and eight-bit spellings, and two-character escapes. */
const ansiSequence = 
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
/(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\u001b\]|\u009d)[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)|\u001b[ -/]*[0-~]/gu;


/***/ }),

/***/ 20324:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ didYouMean),
/* harmony export */   q: () => (/* binding */ nearestName)
/* harmony export */ });
/**
 * The candidate nearest to a mistyped name by edit distance, or undefined where none is near enough to be meant (a third
 * of the name's letters, at least two). Case and the choice between `_`, `-` and a space cost nothing.
 */
function nearestName(name, candidates) {
    const wanted = plain(name);
    let nearest;
    let least = Math.max(2, Math.floor(wanted.length / 3)) + 1;
    for (const candidate of candidates) {
        const distance = editDistance(wanted, plain(candidate), least);
        if (distance < least) {
            least = distance;
            nearest = candidate;
        }
    }
    // Two edits turn any two-letter name into any other: a suggestion must share something.
    return nearest !== undefined && least < Math.max(wanted.length, plain(nearest).length) ? nearest : undefined;
}
/** "did you mean `exact-match`?", or undefined where nothing is near. */
function didYouMean(name, candidates) {
    const nearest = nearestName(name, candidates);
    return nearest === undefined ? undefined : `did you mean \`${nearest}\`?`;
}
const LONGEST_NAME = 200;
/** Insertions, deletions, substitutions and swaps of neighbours that turn one text into the other; `limit` where more. */
function editDistance(a, b, limit) {
    if (Math.abs(a.length - b.length) >= limit || a.length > LONGEST_NAME || b.length > LONGEST_NAME)
        return limit;
    let beforeLast = [];
    let last = Array.from({ length: b.length + 1 }, (_, column) => column);
    for (let row = 1; row <= a.length; row += 1) {
        const current = [row];
        for (let column = 1; column <= b.length; column += 1) {
            const same = a[row - 1] === b[column - 1];
            let cost = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1));
            const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
            if (swapped)
                cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
            current.push(cost);
        }
        beforeLast = last;
        last = current;
    }
    return last[b.length] ?? limit;
}
function plain(name) {
    return name.toLowerCase().replaceAll(/[_\s]/g, '-');
}


/***/ })

};
