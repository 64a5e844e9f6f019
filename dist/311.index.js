export const id = 311;
export const ids = [311];
export const modules = {

/***/ 69531:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HX: () => (/* binding */ differingFactors),
/* harmony export */   M8: () => (/* binding */ movedModels),
/* harmony export */   dn: () => (/* binding */ judgeBaseline)
/* harmony export */ });
const DAY_MS = 86_400_000;
/**
 * Compares the stored baseline with the **base commit's** configuration, never with the candidate's (which is meant to
 * differ). What cannot serve is replaced by a live control arm; nothing here fails anybody's check.
 *
 * @param now milliseconds since the epoch
 */
function judgeBaseline(baseline, of) {
    const { suite, fingerprint, now, maxAgeDays } = of;
    const unusable = (ruleId, message) => ({
        usable: false,
        finding: { ruleId, suite: suite.name, message: `${message}; the base commit runs live beside this change instead` },
    });
    const refresh = `run \`steelyard refresh ${suite.name}\` on the default branch to store one`;
    if (baseline === undefined)
        return unusable('baseline-missing', `\`${suite.name}\` has no stored baseline (${refresh})`);
    const factors = differingFactors(baseline.fingerprint, fingerprint);
    if (factors.length > 0) {
        return unusable('baseline-of-another-configuration', `The stored baseline of \`${suite.name}\` was made with another ${list(factors)} than the base commit has (${refresh})`);
    }
    const newest = Math.max(...baseline.runs.map((run) => Date.parse(run.at)));
    const age = Math.floor((now - newest) / DAY_MS);
    if (age > maxAgeDays) {
        return unusable('baseline-too-old', `The stored baseline of \`${suite.name}\` is ${age} days old, more than max-age: ${maxAgeDays} (${refresh})`);
    }
    const lacking = suite.metrics.filter((metric) => metric.gate && !baseline.metrics.includes(metric.name));
    if (lacking.length > 0) {
        const names = lacking.map((metric) => `\`${metric.name}\``);
        return unusable('baseline-incomplete', `The stored baseline of \`${suite.name}\` lacks ${list(names)} (${refresh})`);
    }
    const casesWithout = suite.cases.filter((c) => {
        const stored = baseline.cases.get(c.id);
        return stored === undefined || stored.trials.length === 0 || stored.hash !== c.hash;
    });
    return { usable: true, casesWithout: casesWithout.map((c) => c.id) };
}
/** The factors whose content hashes differ, in a fixed order. */
function differingFactors(a, b) {
    const factors = ['prompt', 'model', 'params', 'tools', 'code', 'data', 'scorers', 'judge'];
    return factors.filter((factor) => a[factor] !== b[factor]);
}
/**
 * Model ids that answered today although the baseline knows none of them, while the configured model is the same: the
 * provider moved the alias. Empty where either side did not report.
 */
function movedModels(baseline, answeredToday) {
    const newest = [...baseline.runs].sort((a, b) => Date.parse(b.at) - Date.parse(a.at))[0]?.answeredBy ?? [];
    if (newest.length === 0)
        return [];
    return answeredToday.filter((model) => !newest.includes(model));
}
function list(words) {
    return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}


/***/ }),

/***/ 46604:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ findSuites)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var picomatch__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(14006);
/* harmony import */ var _domain_usage_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28801);
/* harmony import */ var _text_brief_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(21942);
/* harmony import */ var _text_suggest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(20324);





/**
 * The suite folders (those that hold a suite.yaml) that the globs match, sorted. Throws a UsageError for each glob that
 * matches none, unless `mayBeNone` (a base commit from before the first suite).
 */
async function findSuites(tree, globs, { mayBeNone = false } = {}) {
    const files = await tree.list('');
    const folders = files
        .filter((path) => node_path__WEBPACK_IMPORTED_MODULE_0__.posix.basename(path) === 'suite.yaml')
        .map((path) => node_path__WEBPACK_IMPORTED_MODULE_0__.posix.dirname(path))
        .toSorted();
    const found = new Set();
    const issues = [];
    for (const glob of globs) {
        const matches = picomatch__WEBPACK_IMPORTED_MODULE_2__(glob.replace(/^\.\//, '').replace(/\/(?:suite\.yaml)?$/, ''));
        const matched = folders.filter((folder) => matches(folder));
        for (const folder of matched)
            found.add(folder);
        if (matched.length === 0 && !mayBeNone)
            issues.push(noMatch(glob, folders, tree));
    }
    if (issues.length > 0)
        throw new _domain_usage_error_js__WEBPACK_IMPORTED_MODULE_1__/* .UsageError */ .e(issues);
    return [...found].toSorted();
}
function noMatch(glob, folders, tree) {
    const there = folders.length === 0 ? 'add a suite.yaml' : `suites in ${tree.name}: ${folders.slice(0, 5).join(', ')}`;
    return {
        where: 'suites',
        path: '',
        expected: 'a folder with a suite.yaml',
        received: `${(0,_text_brief_js__WEBPACK_IMPORTED_MODULE_3__/* .brief */ .d)(glob)}, which matches none in ${tree.name}`,
        mend: (0,_text_suggest_js__WEBPACK_IMPORTED_MODULE_4__/* .didYouMean */ .a)(glob, folders) ?? there,
    };
}


/***/ }),

/***/ 66175:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ issuesFrom),
/* harmony export */   L: () => (/* binding */ pathText)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(26921);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(98439);
/* harmony import */ var _text_brief_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(21942);
/* harmony import */ var _text_suggest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20324);



/** Schema issues as our issues: the path as people write it, what was expected, what was received, the nearest name. */
function issuesFrom(schemaIssues, context) {
    return schemaIssues.flatMap((issue) => {
        const detailed = issue; // zod's issues hold more than the domain's view of them
        if (issue.code === 'unrecognized_keys')
            return unknownKeys(detailed, context);
        return [oneIssue(detailed, context)];
    });
}
/** `metrics[0].scorer.type` */
function pathText(path) {
    return path.reduce((text, key) => {
        if (typeof key === 'number')
            return `${text}[${key}]`;
        return text === '' ? String(key) : `${text}.${String(key)}`;
    }, '');
}
function oneIssue(issue, context) {
    const isKey = issue.code === 'invalid_key';
    const value = isKey ? issue.path.at(-1) : valueAt(context.input, issue.path);
    const hidden = !isKey && value !== undefined && context.hide?.(issue.path) === true;
    const names = (issue.values ?? []).filter((name) => typeof name === 'string');
    const mend = typeof value === 'string' && !hidden ? (0,_text_suggest_js__WEBPACK_IMPORTED_MODULE_0__/* .didYouMean */ .a)(value, names) : undefined;
    return {
        where: context.where,
        path: pathText([...(context.at ?? []), ...issue.path]),
        expected: expectation(issue),
        received: hidden ? 'something else' : (0,_text_brief_js__WEBPACK_IMPORTED_MODULE_1__/* .brief */ .d)(value),
        ...(mend === undefined ? {} : { mend }),
    };
}
function unknownKeys(issue, context) {
    const known = [...knownKeys(context.schema, issue.path), ...(context.alsoKnown ?? [])];
    return (issue.keys ?? []).map((key) => {
        const list = known.length === 0 ? undefined : `known keys: ${known.join(', ')}`;
        const mend = (0,_text_suggest_js__WEBPACK_IMPORTED_MODULE_0__/* .didYouMean */ .a)(key, known) ?? list;
        return {
            where: context.where,
            path: pathText([...(context.at ?? []), ...issue.path, key]),
            expected: 'a known key',
            received: `\`${key}\``,
            ...(mend === undefined ? {} : { mend }),
        };
    });
}
/** Our own schemas word their messages as what was expected; zod's defaults are worded here. */
function expectation(issue) {
    if (!/^(?:Invalid|Too (?:small|big)|Unrecognized)/.test(issue.message)) {
        return issue.message.replace(/^expected /, '');
    }
    switch (issue.code ?? '') {
        case 'invalid_type':
            return typeNames[issue.expected ?? ''] ?? `${issue.expected}`;
        case 'invalid_value': {
            const values = (issue.values ?? []).map((value) => (typeof value === 'string' ? `\`${value}\`` : (0,_text_brief_js__WEBPACK_IMPORTED_MODULE_1__/* .brief */ .d)(value)));
            return values.length > 1 ? `one of ${values.join(', ')}` : (values[0] ?? 'another value');
        }
        case 'invalid_key':
            return (issue.issues ?? []).map((error) => expectation(error)).join(' and ');
        case 'too_small':
            return amount('at least', issue.inclusive === false ? 'above' : 'at least', issue.minimum, issue.origin);
        case 'too_big':
            return amount('at most', issue.inclusive === false ? 'below' : 'at most', issue.maximum, issue.origin);
        case 'invalid_union':
            return [...new Set((issue.errors ?? []).flat().map((error) => expectation(error)))].join(' or ');
        default:
            return issue.message.replace(/^Invalid (?:input: expected )?/, '').toLowerCase() || 'another value';
    }
}
const typeNames = {
    string: 'a text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    tuple: 'a list',
    object: 'a mapping',
    record: 'a mapping',
    null: 'null',
};
function amount(ofItems, ofNumber, limit, origin) {
    if (origin === 'string')
        return limit === 1 && ofItems === 'at least' ? 'a text that is not empty' : `${ofItems} ${limit} characters`;
    if (origin === 'array')
        return `${ofItems} ${limit} item${limit === 1 ? '' : 's'}`;
    return `a number ${ofNumber} ${limit}`;
}
function valueAt(input, path) {
    let value = input;
    for (const key of path) {
        if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key))
            return undefined;
        value = value[key];
    }
    return value;
}
/** The keys that a schema knows at a path, read from its JSON Schema, so that no second list of them exists. */
function knownKeys(schema, path) {
    if (!(schema instanceof zod__WEBPACK_IMPORTED_MODULE_2__/* .ZodType */ .aRx))
        return [];
    let node = zod__WEBPACK_IMPORTED_MODULE_3__/* .toJSONSchema */ .bl(schema, { io: 'input', unrepresentable: 'any' });
    for (const key of path)
        node = typeof key === 'number' ? valueAt(node, ['items']) : valueAt(node, ['properties', key]);
    return Object.keys(valueAt(node, ['properties']) ?? {});
}


/***/ }),

/***/ 71105:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ jsonShapeProblem)
/* harmony export */ });
/* unused harmony export DEEPEST_VALUE */
/* harmony import */ var _text_json_depth_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19898);

const DEEPEST_VALUE = 64;
/** What makes a parsed value unfit to be read further, as what was expected instead; undefined where it is plain JSON. */
function jsonShapeProblem(value) {
    // First, so that everything after it may recurse.
    if ((0,_text_json_depth_js__WEBPACK_IMPORTED_MODULE_0__/* .isDeeperThan */ .h)(value, DEEPEST_VALUE))
        return `at most ${DEEPEST_VALUE} levels of nesting`;
    return unfit(value);
}
function unfit(value) {
    if (typeof value === 'number')
        return Number.isFinite(value) ? undefined : 'finite numbers';
    if (typeof value === 'bigint')
        return 'numbers within double precision';
    if (typeof value !== 'object' || value === null)
        return undefined;
    // An own `__proto__` survives parsing and becomes a prototype wherever it is assigned.
    if (Object.hasOwn(value, '__proto__'))
        return 'no key named `__proto__`';
    for (const member of Object.values(value)) {
        const problem = unfit(member);
        if (problem !== undefined)
            return problem;
    }
    return undefined;
}


/***/ }),

/***/ 3795:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ repositoryPath),
/* harmony export */   w: () => (/* binding */ readNamedFile)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _text_brief_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(21942);
/* harmony import */ var _text_suggest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(20324);



/**
 * Reads the file that a configuration names relative to its folder; `..` may reach other places in the repository, never
 * beyond it. `where` and `path` say who names it, for the issue.
 */
async function readNamedFile(tree, directory, written, { where, path }) {
    const resolved = repositoryPath(directory, written);
    if (resolved === undefined) {
        return {
            ok: false,
            issue: { where, path, expected: 'a relative path inside the repository, with `/`', received: (0,_text_brief_js__WEBPACK_IMPORTED_MODULE_1__/* .brief */ .d)(written) },
        };
    }
    const text = await tree.read(resolved);
    if (text !== undefined)
        return { ok: true, path: resolved, text };
    const mend = await nearestFile(tree, directory, written, resolved);
    return {
        ok: false,
        issue: {
            where,
            path,
            expected: 'a file that is there',
            received: `${(0,_text_brief_js__WEBPACK_IMPORTED_MODULE_1__/* .brief */ .d)(written)}: no file ${resolved} in ${tree.name}`,
            ...(mend === undefined ? {} : { mend }),
        },
    };
}
/** The repository path that `written` means in `directory`, or undefined where it leaves the repository. */
function repositoryPath(directory, written) {
    if (written === '' || written.startsWith('/') || written.includes('\\') || written.includes('\0'))
        return undefined;
    const resolved = node_path__WEBPACK_IMPORTED_MODULE_0__.posix.normalize(node_path__WEBPACK_IMPORTED_MODULE_0__.posix.join(directory === '' ? '.' : directory, written));
    return resolved === '.' || resolved === '..' || resolved.startsWith('../') ? undefined : resolved;
}
async function nearestFile(tree, directory, written, resolved) {
    const folder = node_path__WEBPACK_IMPORTED_MODULE_0__.posix.dirname(resolved);
    const nearby = await tree.list(folder === '.' ? '' : folder);
    const candidates = nearby.length > 0 ? nearby : await tree.list(directory);
    return (0,_text_suggest_js__WEBPACK_IMPORTED_MODULE_2__/* .didYouMean */ .a)(written, candidates.map((path) => node_path__WEBPACK_IMPORTED_MODULE_0__.posix.relative(directory, path)));
}


/***/ }),

/***/ 14318:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EW: () => (/* binding */ checkSettings),
/* harmony export */   sb: () => (/* binding */ readSettings)
/* harmony export */ });
/* unused harmony export settingsSchema */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(26921);
/* harmony import */ var _domain_usage_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28801);
/* harmony import */ var _domain_verdict_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(50272);
/* harmony import */ var _issues_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66175);
/* harmony import */ var _yaml_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(95252);





const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
const variable = zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().regex(VARIABLE, { error: 'the name of an environment variable (never the key itself)' });
const globs = zod__WEBPACK_IMPORTED_MODULE_3__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().min(1), zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().min(1)).min(1)], { error: 'a glob or a list of globs' });
const rate = zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig().gt(0).max(0.2);
const level = zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(['pass', 'warn', 'fail']);
const limitsSchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    'max-calls': zod__WEBPACK_IMPORTED_MODULE_3__/* .int */ .Whr().positive().optional().describe('Model calls of one run, confirmation included.'),
    'max-cost': zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig().positive().optional().describe('US dollars of one run, by `prices`.'),
    'max-minutes': zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig().positive().optional().describe('Minutes of one run.'),
});
const priceSchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    input: zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig().min(0).describe('US dollars for a million input tokens.'),
    output: zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig().min(0).describe('US dollars for a million output tokens.'),
    'cached-input': zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig().min(0).optional().describe('US dollars for a million input tokens read from a cache.'),
});
/** Reasons that a team may set a level for; a cancelled run always ends in exit 3. */
const settableReasons = _domain_verdict_js__WEBPACK_IMPORTED_MODULE_4__/* .inconclusiveReasons */ .Q.filter((reason) => reason !== 'cancelled');
const warned = new Set(['undecided', 'unconfirmed', 'no-baseline']);
function defaultLevel(reason) {
    return warned.has(reason) ? 'warn' : 'fail';
}
const levelShape = Object.fromEntries(settableReasons.map((reason) => [
    `on-${reason}`,
    level.default(defaultLevel(reason)).describe(`How an outcome that is inconclusive as \`${reason}\` counts.`),
]));
/** steelyard.yaml as written. */
const settingsSchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    $schema: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().optional(),
    version: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz(1).describe('Version of this format.'),
    suites: globs.default('suites/*').describe('Globs of suite folders.'),
    baselines: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().min(1).default('baselines').describe('Folder of the stored baselines.'),
    alpha: zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({ pass: rate.default(0.05), fail: rate.default(0.05) })
        .prefault({})
        .describe('False-pass and false-fail rates.'),
    strict: zod__WEBPACK_IMPORTED_MODULE_3__/* .boolean */ .zMY().default(false).describe('Exact tests where the default is a mid-p or an asymptotic one.'),
    stopping: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('fixed', {
        error: (issue) => issue.input === 'looks' ? '`fixed` (`looks`, stopping early, is not in this version)' : undefined,
    })
        .default('fixed')
        .describe('When a run may stop: `fixed` looks at the data once.'),
    control: zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(['auto', 'always'])
        .default('auto')
        .describe('`auto`: the base runs live only where its stored baseline cannot serve; `always`: both arms run live.'),
    'max-age': zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig().positive().default(14).describe('Days after which a stored baseline no longer serves.'),
    ...levelShape,
    limits: limitsSchema.prefault({}).describe('What one run may spend; reserved before each call.'),
    concurrency: zod__WEBPACK_IMPORTED_MODULE_3__/* .int */ .Whr().min(1).max(1000).default(8).describe('Calls in flight at once.'),
    timeout: zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig().positive().max(3600).default(60).describe('Deadline of one call, in seconds.'),
    prices: zod__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().min(1), priceSchema).default({}).describe('Prices by model id.'),
    hosts: zod__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().regex(/^[^\s/]+$/, { error: 'a host, optionally with a port, without scheme or path' }), zod__WEBPACK_IMPORTED_MODULE_3__/* .union */ .KCZ([variable, zod__WEBPACK_IMPORTED_MODULE_3__/* ["null"] */ .chJ()]))
        .default({})
        .describe('Hosts that may be called, each with the environment variable that holds its key; null for no key.'),
    'command-env': zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(variable)
        .default([])
        .describe('Variables that command targets may see besides PATH and HOME.'),
    'store-outputs': zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(['none', 'first', 'all']).default('first').describe('Which outputs a baseline stores.'),
    'show-outputs': zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(['none', 'excerpt']).default('excerpt').describe('Whether reports quote outputs.'),
    'seed-key': zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP()
        .min(1)
        .max(200)
        .optional()
        .describe("Replaces the pull request's number in the sampling seed."),
});
/** The policy in steelyard.yaml. Throws a UsageError that names everything wrong with it. */
function readSettings(text, where = 'steelyard.yaml') {
    const checked = checkSettings(text, where);
    if (!checked.ok)
        throw new _domain_usage_error_js__WEBPACK_IMPORTED_MODULE_0__/* .UsageError */ .e(checked.issues);
    return checked.settings;
}
/** As `readSettings`, with the issues as a value. */
function checkSettings(text, where = 'steelyard.yaml') {
    const yaml = (0,_yaml_js__WEBPACK_IMPORTED_MODULE_2__/* .parseYaml */ .h)(text, where);
    if (!yaml.ok)
        return yaml;
    const parsed = settingsSchema.safeParse(yaml.value);
    if (!parsed.success) {
        const issues = (0,_issues_js__WEBPACK_IMPORTED_MODULE_1__/* .issuesFrom */ .B)(parsed.error.issues, {
            where,
            input: yaml.value,
            schema: settingsSchema,
            hide: ([first]) => first === 'hosts' || first === 'command-env',
        });
        return { ok: false, issues };
    }
    return { ok: true, settings: settingsOf(parsed.data) };
}
function settingsOf(written) {
    return {
        suites: typeof written.suites === 'string' ? [written.suites] : written.suites,
        baselines: written.baselines.replace(/^\.\//, '').replace(/\/+$/, ''),
        alpha: written.alpha,
        strict: written.strict,
        stopping: written.stopping,
        control: written.control,
        maxAgeDays: written['max-age'],
        levels: levelsOf(written),
        limits: limitsOf(written.limits),
        concurrency: written.concurrency,
        timeoutSeconds: written.timeout,
        prices: Object.fromEntries(Object.entries(written.prices).map(([model, price]) => [model, priceOf(price)])),
        hosts: written.hosts,
        commandEnv: written['command-env'],
        storeOutputs: written['store-outputs'],
        showOutputs: written['show-outputs'],
        ...(written['seed-key'] === undefined ? {} : { seedKey: written['seed-key'] }),
    };
}
function levelsOf(written) {
    const entries = _domain_verdict_js__WEBPACK_IMPORTED_MODULE_4__/* .inconclusiveReasons */ .Q.map((reason) => {
        const parsed = level.safeParse(written[`on-${reason}`]);
        return [reason, parsed.success ? parsed.data : defaultLevel(reason)];
    });
    // One entry for each reason of the closed list.
    return Object.fromEntries(entries);
}
function limitsOf(written) {
    return {
        ...(written['max-calls'] === undefined ? {} : { maxCalls: written['max-calls'] }),
        ...(written['max-cost'] === undefined ? {} : { maxCost: written['max-cost'] }),
        ...(written['max-minutes'] === undefined ? {} : { maxMinutes: written['max-minutes'] }),
    };
}
function priceOf(written) {
    const cached = written['cached-input'];
    return { input: written.input, output: written.output, ...(cached === undefined ? {} : { cachedInput: cached }) };
}


/***/ }),

/***/ 89935:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rV: () => (/* binding */ checkSuite),
  xj: () => (/* binding */ readSuite)
});

// UNUSED EXPORTS: suiteSchema

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(26921);
// EXTERNAL MODULE: ./build/domain/usage-error.js
var usage_error = __webpack_require__(28801);
// EXTERNAL MODULE: ./build/text/brief.js
var brief = __webpack_require__(21942);
// EXTERNAL MODULE: ./build/text/digest.js
var digest = __webpack_require__(27744);
// EXTERNAL MODULE: ./build/text/suggest.js
var suggest = __webpack_require__(20324);
// EXTERNAL MODULE: ./build/config/issues.js
var config_issues = __webpack_require__(66175);
// EXTERNAL MODULE: ./build/config/json-shape.js
var json_shape = __webpack_require__(71105);
;// CONCATENATED MODULE: ./build/config/cases.js





const LARGEST_CASE = 256_000;
const MOST_ISSUES = 20;
const ID = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}$/;
const label = schemas/* string */.YjP().regex(/^[^\p{Cc}\p{Zl}\p{Zp}]{1,120}$/u, { error: 'one line of 1 to 120 characters' });
/** One line of cases.jsonl as written. */
const caseSchema = schemas/* strictObject */.rej({
    id: schemas/* string */.YjP().regex(ID, { error: 'an id of letters, digits, `.`, `_`, `:`, `/` and `-`, at most 128' }),
    input: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()).describe('Fills `{{name}}` in prompts; `messages` holds earlier turns.'),
    expected: schemas/* unknown */.L5J().optional().describe('What scorers compare the answer with.'),
    tags: schemas/* array */.YOg(label).default([]).describe('Slices the case belongs to, such as `task:refunds`.'),
    cluster: label.optional().describe('Cases that share one are not independent: one document, one customer.'),
    role: schemas/* enum */.k5n(['sentinel', 'invariant'])
        .optional()
        .describe('`sentinel`: always run; `invariant`: a hit always fails.'),
    gold: schemas/* unknown */.L5J().optional().describe('Where the expectation comes from and who reviewed it.'),
});
/** The cases of a cases.jsonl, one JSON object a line, in the file's order. Issues name the line. */
function readCases(text, where) {
    const cases = [];
    const issues = [];
    const lineOf = new Map();
    for (const [index, line] of text
        .replace(/^\uFEFF/, '')
        .split('\n')
        .entries()) {
        if (line.trim() === '')
            continue;
        const read = readCase(line, where, index + 1);
        if (!read.ok) {
            issues.push(...read.issues);
            continue;
        }
        const { id } = read.value;
        const earlier = lineOf.get(id);
        if (earlier === undefined) {
            lineOf.set(id, index + 1);
            cases.push(read.value);
        }
        else {
            const received = `${(0,brief/* brief */.d)(id)}, which is also on line ${earlier}`;
            issues.push({
                where,
                path: `line ${index + 1}: id`,
                expected: 'an id used once',
                received,
                mend: 'rename one of them',
            });
        }
    }
    if (issues.length > MOST_ISSUES) {
        const more = issues.length - MOST_ISSUES;
        const rest = {
            where,
            path: '',
            expected: 'valid cases',
            received: `${more} more line${more === 1 ? '' : 's'} with mistakes`,
        };
        return { ok: false, issues: [...issues.slice(0, MOST_ISSUES), rest] };
    }
    if (issues.length > 0)
        return { ok: false, issues };
    if (cases.length === 0) {
        const mend = 'add one JSON object a line: {"id": "first", "input": {…}, "expected": …}';
        return { ok: false, issues: [{ where, path: '', expected: 'at least one case', received: 'none', mend }] };
    }
    return { ok: true, cases };
}
function readCase(line, where, number) {
    const path = `line ${number}`;
    const failed = (expected, received) => ({
        ok: false,
        issues: [{ where, path, expected, received }],
    });
    if (line.length > LARGEST_CASE)
        return failed(`at most ${LARGEST_CASE} characters`, `${line.length}`);
    let written;
    try {
        written = JSON.parse(line);
    }
    catch {
        return failed('one JSON object a line', (0,brief/* brief */.d)(line.trim()));
    }
    const problem = (0,json_shape/* jsonShapeProblem */.h)(written);
    if (problem !== undefined)
        return failed(problem, 'otherwise');
    const parsed = caseSchema.safeParse(written);
    if (!parsed.success) {
        const issues = (0,config_issues/* issuesFrom */.B)(parsed.error.issues, { where, input: written, schema: caseSchema });
        return {
            ok: false,
            issues: issues.map((issue) => ({ ...issue, path: issue.path === '' ? path : `${path}: ${issue.path}` })),
        };
    }
    return { ok: true, value: caseOf(parsed.data) };
}
function caseOf(written) {
    // Both came out of JSON.parse.
    const input = written.input;
    const expected = written.expected;
    return {
        id: written.id,
        hash: (0,digest/* digestOf */.o)(expected === undefined ? { input } : { expected, input }),
        input,
        ...(expected === undefined ? {} : { expected }),
        tags: written.tags,
        ...(written.cluster === undefined ? {} : { cluster: written.cluster }),
        ...(written.role === undefined ? {} : { role: written.role }),
    };
}

// EXTERNAL MODULE: ./build/scorers/index.js + 21 modules
var scorers = __webpack_require__(87790);
;// CONCATENATED MODULE: ./build/config/metric-scale.js


/** What a ratio is clipped at (a factor of four): a margin beyond it could never be missed. */
const LARGEST_RATIO_MARGIN = 3;
/** What a written metric claims of its values that its scorer does not give. `index` is its place in the list. */
function scaleIssues(written, scale, index, where) {
    const issues = [];
    const report = (key, expected, received, mend) => {
        issues.push({
            where,
            path: (0,config_issues/* pathText */.L)(['metrics', index, key]),
            expected,
            received: (0,brief/* brief */.d)(received),
            ...(mend === undefined ? {} : { mend }),
        });
    };
    const kind = written.kind ?? scale.kind;
    const [least, most] = written.range ?? [0, 1];
    const { type } = written.scorer;
    if (kind === 'ratio' && scale.bounded) {
        report('kind', `another kind, since \`${type}\` gives values between 0 and 1`, kind, 'ratios are for latency, cost and tokens');
    }
    if (kind !== 'ratio' && !scale.bounded) {
        report('kind', `\`ratio\`, since \`${type}\` gives values without an upper bound`, kind);
    }
    if (kind === 'binary' && scale.bounded && scale.kind !== 'binary') {
        report('kind', `\`${scale.kind}\`, since \`${type}\` gives more than 0 and 1 here`, kind);
    }
    if (kind === 'ratio' && written.range !== undefined)
        report('range', 'no range for a ratio', written.range);
    if (kind !== 'ratio' && (least > 0 || most < 1)) {
        report('range', `a range that holds the values of \`${type}\`, 0 to 1`, written.range);
    }
    if (kind === 'binary' && (least < 0 || most > 1))
        report('range', '[0, 1] for a binary metric', written.range);
    const largest = kind === 'ratio' ? LARGEST_RATIO_MARGIN : most - least;
    if (written.margin !== undefined && !(written.margin > 0 && written.margin < largest)) {
        report('margin', `a number above 0 and below ${largest}`, written.margin);
    }
    return issues;
}

// EXTERNAL MODULE: ./build/config/repository-path.js
var repository_path = __webpack_require__(3795);
;// CONCATENATED MODULE: ./build/config/metrics.js








const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
/** One metric of suite.yaml as written. */
const metricSchema = schemas/* strictObject */.rej({
    name: schemas/* string */.YjP().regex(NAME, { error: 'a name of letters, digits, `-` and `_` that starts with a letter' }),
    title: schemas/* string */.YjP().min(1).max(120).optional().describe('The name for people; by default made from `name`.'),
    kind: schemas/* enum */.k5n(['binary', 'ordinal', 'continuous', 'ratio'])
        .optional()
        .describe('What its values are; by default what its scorer gives.'),
    direction: schemas/* enum */.k5n(['higher', 'lower']).optional().describe('Which is better; by default what its scorer says.'),
    range: schemas/* tuple */.PVZ([schemas/* number */.aig(), schemas/* number */.aig()], { error: 'a list of two numbers, smallest and largest' })
        .optional()
        .describe('Smallest and largest possible value, [0, 1] by default.'),
    margin: schemas/* number */.aig()
        .optional()
        .describe("The largest drop you accept, in the metric's units; 5% of the range by default, 10% for a ratio."),
    gate: schemas/* boolean */.zMY().default(false).describe('Whether the metric decides; the others are shown.'),
    scorer: schemas/* looseObject */._H3({ type: schemas/* string */.YjP() }).describe('The scorer with its options.'),
});
/** A written metric with its scorer configured and its defaults filled in. `index` is its place in the list. */
async function configureMetric(written, index, place) {
    const { type, ...options } = written.scorer;
    const at = ['metrics', index, 'scorer'];
    const definition = (0,scorers/* scorerNamed */.u)(type);
    if (definition === undefined) {
        const mend = (0,suggest/* didYouMean */.a)(type, Object.keys(scorers/* scorers */.i)) ?? `known scorers: ${Object.keys(scorers/* scorers */.i).join(', ')}`;
        const issue = {
            where: place.where,
            path: (0,config_issues/* pathText */.L)([...at, 'type']),
            expected: 'a known scorer',
            received: (0,brief/* brief */.d)(type),
            mend,
        };
        return { ok: false, issues: [issue] };
    }
    const files = await readFiles(definition, options, at, place);
    if (!files.ok)
        return files;
    const configured = definition.configure(options, files.texts);
    if (!configured.ok) {
        const context = { where: place.where, input: options, schema: definition.schema, at, alsoKnown: ['type'] };
        return { ok: false, issues: (0,config_issues/* issuesFrom */.B)(configured.issues, context) };
    }
    const scale = definition.scale(options);
    const issues = scaleIssues(written, scale, index, place.where);
    if (issues.length > 0)
        return { ok: false, issues };
    // Options came from YAML that was checked to be JSON.
    const spec = { type, options: options };
    const digests = Object.fromEntries([...files.texts].map(([name, text]) => [name, (0,digest/* sha256Hex */.f)(text)]));
    return {
        ok: true,
        configured: {
            metric: metricOf(written, scale, spec),
            scorer: configured.product,
            identity: { ...spec, version: definition.version, files: digests },
            files: files.paths,
        },
    };
}
function metricOf(written, scale, scorer) {
    const kind = written.kind ?? scale.kind;
    const range = written.range ?? [0, 1];
    return {
        name: written.name,
        title: written.title ?? titleOf(written.name),
        scorer,
        kind,
        range,
        direction: written.direction ?? scale.direction,
        margin: written.margin ?? (kind === 'ratio' ? 0.1 : 0.05 * (range[1] - range[0])),
        gate: written.gate,
    };
}
async function readFiles(definition, options, at, place) {
    const texts = new Map();
    const paths = [];
    for (const name of definition.fileOptions) {
        const written = options[name];
        if (typeof written !== 'string')
            continue; // the schema says what else is wrong with it
        const asked = { where: place.where, path: (0,config_issues/* pathText */.L)([...at, name]) };
        const file = await (0,repository_path/* readNamedFile */.w)(place.tree, place.directory, written, asked);
        if (!file.ok)
            return { ok: false, issues: [file.issue] };
        texts.set(written, file.text);
        paths.push(file.path);
    }
    return { ok: true, texts, paths };
}
/** `fully-correct` → `Fully correct` */
function titleOf(name) {
    const words = name.replaceAll(/[-_]+/g, ' ').trim();
    return words.charAt(0).toUpperCase() + words.slice(1);
}

// EXTERNAL MODULE: ./build/config/yaml.js
var config_yaml = __webpack_require__(95252);
;// CONCATENATED MODULE: ./build/config/suite.js










const SLUG = /^[a-z0-9][a-z0-9-]{0,63}$/;
/** suite.yaml as written. */
const suiteSchema = schemas/* strictObject */.rej({
    $schema: schemas/* string */.YjP().optional(),
    version: schemas/* literal */.euz(1).optional().describe('Version of this format.'),
    name: schemas/* string */.YjP()
        .regex(SLUG, { error: 'a name of lower-case letters, digits and `-`' })
        .optional()
        .describe("By default the folder's name."),
    description: schemas/* string */.YjP().max(2000).default('').describe('What the suite measures, in a sentence.'),
    metrics: schemas/* array */.YOg(metricSchema).min(1).describe('What is scored, and which of it decides.'),
    sampling: schemas/* strictObject */.rej({
        cases: schemas/* int */.Whr().positive().optional().describe('Cases of a gate run; all by default.'),
        trials: schemas/* int */.Whr().min(1).max(100).default(1).describe('Trials a case.'),
        'stratify-by': schemas/* string */.YjP().min(1).optional().describe('Tag prefix that names the strata: `task` for `task:…`.'),
    })
        .prefault({})
        .describe('How much of the suite a gate runs.'),
    targets: schemas/* array */.YOg(schemas/* string */.YjP().min(1)).min(1).default(['openai']).describe('Types that its target may have.'),
    watch: schemas/* array */.YOg(schemas/* string */.YjP().min(1)).default([]).describe('Globs of other files whose change calls for a run.'),
});
/** The suite in a folder of a tree. Throws a UsageError that names everything wrong with it. */
async function readSuite(tree, directory) {
    const checked = await checkSuite(tree, directory);
    if (!checked.ok)
        throw new usage_error/* UsageError */.e(checked.issues);
    return { suite: checked.suite, scorers: checked.scorers, files: checked.files };
}
/** As `readSuite`, with all issues of suite.yaml and cases.jsonl as a value. */
async function checkSuite(tree, directory) {
    const where = external_node_path_.posix.join(directory, 'suite.yaml');
    const casesPath = external_node_path_.posix.join(directory, 'cases.jsonl');
    const text = await tree.read(where);
    if (text === undefined)
        return { ok: false, issues: [missing(where, tree)] };
    const casesText = await tree.read(casesPath);
    const cases = casesText === undefined
        ? { ok: false, issues: [missing(casesPath, tree)] }
        : readCases(casesText, casesPath);
    const written = readWritten(text, where);
    if (!written.ok)
        return { ok: false, issues: [...written.issues, ...(cases.ok ? [] : cases.issues)] };
    const results = await Promise.all(written.value.metrics.map((metric, index) => configureMetric(metric, index, { tree, directory, where })));
    const name = written.value.name ?? external_node_path_.posix.basename(directory);
    const issues = [
        ...results.flatMap((result) => (result.ok ? [] : result.issues)),
        ...duplicateNames(written.value.metrics, where),
        ...(SLUG.test(name) ? [] : [nameIssue(where, name)]),
        ...(cases.ok ? strataIssues(written.value.sampling['stratify-by'], cases.cases, where) : cases.issues),
    ];
    if (issues.length > 0 || !cases.ok)
        return { ok: false, issues };
    const configured = results.flatMap((result) => (result.ok ? [result.configured] : []));
    return {
        ok: true,
        suite: suiteOf({ name, directory, written: written.value, configured, cases: cases.cases }),
        scorers: new Map(configured.map(({ metric, scorer }) => [metric.name, scorer])),
        files: [...new Set([where, casesPath, ...configured.flatMap((one) => one.files)])].toSorted(),
    };
}
function readWritten(text, where) {
    const yaml = (0,config_yaml/* parseYaml */.h)(text, where);
    if (!yaml.ok)
        return yaml;
    const parsed = suiteSchema.safeParse(yaml.value);
    if (parsed.success)
        return { ok: true, value: parsed.data };
    return { ok: false, issues: (0,config_issues/* issuesFrom */.B)(parsed.error.issues, { where, input: yaml.value, schema: suiteSchema }) };
}
function suiteOf(parts) {
    const { name, directory, written, configured, cases } = parts;
    const metrics = configured.map(({ metric }) => metric);
    const sampling = samplingOf(written.sampling);
    const scorersDigest = (0,digest/* digestOf */.o)(Object.fromEntries(configured.map((one) => [one.metric.name, one.identity])));
    return {
        name,
        directory,
        description: written.description,
        metrics,
        cases,
        sampling,
        allowedTargets: written.targets,
        watch: written.watch,
        digest: (0,digest/* digestOf */.o)({
            // Wording and order decide nothing, so they are left out.
            metrics: Object.fromEntries(metrics.map((metric) => [metric.name, policyOf(metric)])),
            sampling: { ...sampling },
            cases: Object.fromEntries(cases.map((one) => [one.id, identityOf(one)])),
            scorers: scorersDigest,
        }),
        scorersDigest,
    };
}
function samplingOf(written) {
    return {
        trials: written.trials,
        ...(written.cases === undefined ? {} : { cases: written.cases }),
        ...(written['stratify-by'] === undefined ? {} : { stratifyBy: written['stratify-by'] }),
    };
}
function policyOf({ kind, range, direction, margin, gate }) {
    return { kind, range, direction, margin, gate };
}
function identityOf({ hash, tags, cluster, role }) {
    return { hash, tags: tags.toSorted(), cluster: cluster ?? null, role: role ?? null };
}
function duplicateNames(metrics, where) {
    return metrics.flatMap(({ name }, index) => {
        const first = metrics.findIndex((other) => other.name === name);
        if (first === index)
            return [];
        const received = `${(0,brief/* brief */.d)(name)}, which is also metrics[${first}]`;
        return [{ where, path: `metrics[${index}].name`, expected: 'a name used once', received }];
    });
}
/** Stratifying by a prefix that no tag has would silently stratify by nothing. */
function strataIssues(prefix, cases, where) {
    if (prefix === undefined)
        return [];
    const prefixes = new Set(cases.flatMap(({ tags }) => tags.map((tag) => tag.split(':')[0] ?? tag)));
    if (cases.some(({ tags }) => tags.some((tag) => tag.startsWith(`${prefix}:`))))
        return [];
    const mend = (0,suggest/* didYouMean */.a)(prefix, prefixes) ?? `tag the cases \`${prefix}:…\``;
    return [{ where, path: 'sampling.stratify-by', expected: 'a prefix of some tag', received: (0,brief/* brief */.d)(prefix), mend }];
}
function nameIssue(where, name) {
    const expected = 'a folder name of lower-case letters, digits and `-`';
    return { where, path: 'name', expected, received: (0,brief/* brief */.d)(name), mend: 'set `name`' };
}
function missing(where, tree) {
    return { where, path: '', expected: 'a file', received: `nothing in ${tree.name}` };
}


/***/ }),

/***/ 34696:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  _: () => (/* binding */ readTarget)
});

// UNUSED EXPORTS: targetSchema

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(26921);
// EXTERNAL MODULE: ./build/domain/usage-error.js
var usage_error = __webpack_require__(28801);
// EXTERNAL MODULE: ./build/text/brief.js
var brief = __webpack_require__(21942);
// EXTERNAL MODULE: ./build/text/suggest.js
var suggest = __webpack_require__(20324);
// EXTERNAL MODULE: ./node_modules/picomatch/index.js
var picomatch = __webpack_require__(14006);
// EXTERNAL MODULE: ./build/text/digest.js
var digest = __webpack_require__(27744);
;// CONCATENATED MODULE: ./build/config/fingerprint.js


/**
 * One digest for each thing that can make an answer differ. Prompt: roles and templates. Model: type, model id and origin
 * of its address (on this machine the host alone, since its port is an accident). Params: params, response format and the
 * remaining options. Code: watched files, and what a command runs. Data: the files the target is given.
 */
function fingerprintOf(parts) {
    const { address, rest } = splitAddress(parts.options);
    const isCommand = parts.type === 'command';
    const code = { ...(isCommand ? { command: rest } : {}), files: digests(parts.watched) };
    return {
        ...(parts.messages.length === 0
            ? {}
            : { prompt: (0,digest/* digestOf */.o)(parts.messages.map(({ role, template }) => ({ role, template }))) }),
        model: (0,digest/* digestOf */.o)({ type: parts.type, model: parts.model ?? null, origin: address?.origin ?? null }),
        params: (0,digest/* digestOf */.o)({
            params: parts.params,
            responseFormat: parts.responseFormat ?? null,
            path: address?.path ?? null,
            options: isCommand ? {} : rest,
        }),
        ...(parts.tools === undefined ? {} : { tools: (0,digest/* digestOf */.o)(parts.tools) }),
        ...(isCommand || parts.watched.length > 0 ? { code: (0,digest/* digestOf */.o)(code) } : {}),
        ...(parts.data.length === 0 ? {} : { data: (0,digest/* digestOf */.o)(digests(parts.data)) }),
        scorers: parts.scorersDigest,
    };
}
/** The texts of the files that the globs match. */
async function readWatchedFiles(tree, globs) {
    if (globs.length === 0)
        return [];
    const matches = picomatch([...globs], { dot: true });
    const paths = (await tree.list('')).filter((path) => matches(path));
    const files = await Promise.all(paths.map(async (path) => ({ path, text: (await tree.read(path)) ?? '' })));
    return files;
}
/** The option that says where the system is, apart from the others. */
function splitAddress(options) {
    const name = ['base-url', 'url'].find((key) => isAddress(options[key]));
    if (name === undefined)
        return { rest: options };
    const { [name]: written, ...rest } = options;
    if (typeof written !== 'string')
        return { rest: options };
    const url = new URL(written);
    const local = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname);
    return { address: { origin: local ? url.hostname : url.origin, path: url.pathname + url.search }, rest };
}
function isAddress(value) {
    return typeof value === 'string' && URL.canParse(value);
}
/** By path, because a renamed data file is another one to what reads it. */
function digests(files) {
    return Object.fromEntries(files.map(({ path, text }) => [path, (0,digest/* sha256Hex */.f)(text)]));
}

// EXTERNAL MODULE: ./build/config/issues.js
var config_issues = __webpack_require__(66175);
// EXTERNAL MODULE: ./build/config/repository-path.js
var repository_path = __webpack_require__(3795);
// EXTERNAL MODULE: ./build/config/yaml.js
var config_yaml = __webpack_require__(95252);
;// CONCATENATED MODULE: ./build/config/message-list.js





/** One message of target.yaml, or of a prompt file that is a list. */
const messageSchema = schemas/* strictObject */.rej({
    role: schemas/* enum */.k5n(['system', 'developer', 'user', 'assistant', 'tool']),
    content: schemas/* string */.YjP().optional().describe('The text, with `{{name}}` for values of the case.'),
    file: schemas/* string */.YjP().min(1).optional().describe('The file that holds the text, relative to the suite folder.'),
})
    .refine((message) => (message.content === undefined) !== (message.file === undefined), {
    error: 'either `content` or `file`',
});
const messageListSchema = schemas/* array */.YOg(messageSchema).min(1);
/** The templates of a written message list; `at` is where the list stands in the file `where`. */
async function readMessageList(written, place, at) {
    const results = await Promise.all(written.map(async ({ role, content, file }, index) => {
        if (file === undefined)
            return { messages: [{ role, template: content ?? '' }], files: [], issues: [] };
        const asked = { where: place.where, path: (0,config_issues/* pathText */.L)([...at, index, 'file']) };
        const read = await (0,repository_path/* readNamedFile */.w)(place.tree, place.directory, file, asked);
        return read.ok ? oneMessage(role, read) : { messages: [], files: [], issues: [read.issue] };
    }));
    return {
        messages: results.flatMap((result) => result.messages),
        files: results.flatMap((result) => result.files),
        issues: results.flatMap((result) => result.issues),
    };
}
/** The templates of a prompt file: one user message, or where it is YAML or JSON, a list of messages. */
async function readPromptFile(written, place) {
    const asked = { where: place.where, path: 'prompt' };
    const read = await (0,repository_path/* readNamedFile */.w)(place.tree, place.directory, written, asked);
    if (!read.ok)
        return { messages: [], files: [], issues: [read.issue] };
    if (!['.yaml', '.yml', '.json'].includes(external_node_path_.posix.extname(read.path)))
        return oneMessage('user', read);
    const itself = [{ path: read.path, text: read.text }];
    const yaml = (0,config_yaml/* parseYaml */.h)(read.text, read.path);
    if (!yaml.ok)
        return { messages: [], files: itself, issues: yaml.issues };
    const parsed = messageListSchema.safeParse(yaml.value);
    if (!parsed.success) {
        const context = { where: read.path, input: yaml.value, schema: messageListSchema };
        return { messages: [], files: itself, issues: (0,config_issues/* issuesFrom */.B)(parsed.error.issues, context) };
    }
    const list = await readMessageList(parsed.data, { ...place, where: read.path }, []);
    const messages = list.messages.map((message) => ({ path: read.path, ...message }));
    return { messages, files: [...itself, ...list.files], issues: list.issues };
}
function oneMessage(role, { path, text }) {
    return { messages: [{ role, template: text, path }], files: [{ path, text }], issues: [] };
}

// EXTERNAL MODULE: ./build/text/json-kind.js
var json_kind = __webpack_require__(68489);
;// CONCATENATED MODULE: ./build/config/target-files.js




/** A value written in place, or the JSON or YAML of the file that is named instead. */
async function readJsonOption(path, written, place) {
    if (written === undefined)
        return { files: [], issues: [] };
    if (typeof written !== 'string')
        return { value: written, files: [], issues: [] }; // checked YAML
    const read = await (0,repository_path/* readNamedFile */.w)(place.tree, place.directory, written, { where: place.where, path });
    if (!read.ok)
        return { files: [], issues: [read.issue] };
    const files = [{ path: read.path, text: read.text }];
    const parsed = (0,config_yaml/* parseYaml */.h)(read.text, read.path); // JSON is YAML, and this parser has the caps
    if (!parsed.ok)
        return { files, issues: parsed.issues };
    if (path === 'tools' ? !Array.isArray(parsed.value) : !(0,json_kind/* isJsonObject */.O)(parsed.value)) {
        const expected = path === 'tools' ? 'a list of tools' : 'a JSON Schema object';
        return { files, issues: [{ where: read.path, path: '', expected, received: (0,brief/* brief */.d)(parsed.value) }] };
    }
    return { value: parsed.value, files, issues: [] };
}
/** The files under `files`, and those that options of the type name (`fileOptions`). */
async function readDataFiles(names, options, fileOptions, { tree, directory, where }) {
    const named = [
        ...names.map((name, index) => ({ name, path: `files[${index}]` })),
        ...fileOptions.flatMap((option) => {
            const name = Object.hasOwn(options, option) ? options[option] : undefined;
            return typeof name === 'string' ? [{ name, path: option }] : [];
        }),
    ];
    const reads = await Promise.all(named.map(async ({ name, path }) => ({ name, read: await (0,repository_path/* readNamedFile */.w)(tree, directory, name, { where, path }) })));
    return {
        files: reads.flatMap(({ read }) => (read.ok ? [{ path: read.path, text: read.text }] : [])),
        byName: new Map(reads.flatMap(({ name, read }) => (read.ok ? [[name, read.text]] : []))),
        issues: reads.flatMap(({ read }) => (read.ok ? [] : [read.issue])),
    };
}

;// CONCATENATED MODULE: ./build/config/target.js










/** What target.yaml may hold whatever its type; the type's own options stand beside it. */
const commonShape = {
    $schema: schemas/* string */.YjP().optional(),
    type: schemas/* string */.YjP().min(1).describe('The kind of system under test.'),
    model: schemas/* string */.YjP().min(1).optional().describe('Model id, as the provider names it.'),
    prompt: schemas/* string */.YjP()
        .min(1)
        .optional()
        .describe('The prompt file, relative to the suite folder: one user message, or a message list (.yaml, .json).'),
    messages: messageListSchema.optional().describe('The messages, instead of `prompt`.'),
    params: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()).default({}).describe('Passed to the model as they are: temperature …'),
    tools: schemas/* union */.KCZ([schemas/* string */.YjP().min(1), schemas/* array */.YOg(schemas/* unknown */.L5J())], { error: 'a list of tools or a file that holds one' })
        .optional()
        .describe('Tools offered to the model: a list, or a file that holds one.'),
    'response-format': schemas/* union */.KCZ([schemas/* string */.YjP().min(1), schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J())], { error: 'a JSON Schema or a file that holds one' })
        .optional()
        .describe('The JSON Schema of answers: a mapping, or a file that holds it.'),
    files: schemas/* array */.YOg(schemas/* string */.YjP().min(1)).default([]).describe('Other files that the system under test is given.'),
};
/** target.yaml as written, without the options of its type. */
const targetSchema = schemas/* looseObject */._H3(commonShape);
/**
 * The target in a suite's folder of one arm's tree, with every file it names. Throws a UsageError that names everything
 * wrong with it.
 */
async function readTarget(tree, directory, reading) {
    const where = external_node_path_.posix.join(directory, 'target.yaml');
    const text = await tree.read(where);
    if (text === undefined) {
        throw new usage_error/* UsageError */.e({ where, path: '', expected: 'a file', received: `nothing in ${tree.name}` });
    }
    const yaml = (0,config_yaml/* parseYaml */.h)(text, where);
    if (!yaml.ok)
        throw new usage_error/* UsageError */.e(yaml.issues);
    const parsed = targetSchema.safeParse(yaml.value);
    if (!parsed.success) {
        const context = { where, input: yaml.value, schema: targetSchema };
        throw new usage_error/* UsageError */.e((0,config_issues/* issuesFrom */.B)(parsed.error.issues, context));
    }
    const written = parsed.data;
    const place = { tree, directory, where };
    // What zod left over of a JSON mapping is JSON.
    const options = Object.fromEntries(Object.entries(written).filter(([key]) => !Object.hasOwn(commonShape, key)));
    const prompt = await readPrompt(written, place);
    const tools = await readJsonOption('tools', written.tools, place);
    const responseFormat = await readJsonOption('response-format', written['response-format'], place);
    const data = await readDataFiles(written.files, options, definitionOf(written.type, reading.registry)?.fileOptions ?? [], place);
    const issues = [
        ...typeIssues(written.type, reading, where),
        ...prompt.issues,
        ...tools.issues,
        ...responseFormat.issues,
        ...data.issues,
        ...optionIssues(written.type, options, data.byName, reading, where),
    ];
    if (issues.length > 0)
        throw new usage_error/* UsageError */.e(issues);
    const params = written.params; // YAML that was checked to be JSON
    const watched = await readWatchedFiles(tree, reading.watch ?? []);
    const spec = {
        type: written.type,
        path: where,
        ...(written.model === undefined ? {} : { model: written.model }),
        params,
        messages: prompt.messages,
        ...(tools.value === undefined ? {} : { tools: tools.value }),
        ...(responseFormat.value === undefined ? {} : { responseFormat: responseFormat.value }),
        options,
        files: eachOnce([...prompt.files, ...tools.files, ...responseFormat.files, ...data.files]),
    };
    return {
        ...spec,
        fingerprint: fingerprintOf({ ...spec, data: data.files, watched, scorersDigest: reading.scorersDigest }),
    };
}
async function readPrompt(written, place) {
    if (written.prompt !== undefined && written.messages !== undefined) {
        const issue = { where: place.where, path: 'prompt', expected: 'either `prompt` or `messages`', received: 'both' };
        return { messages: [], files: [], issues: [issue] };
    }
    if (written.prompt !== undefined)
        return readPromptFile(written.prompt, place);
    if (written.messages !== undefined)
        return readMessageList(written.messages, place, ['messages']);
    return { messages: [], files: [], issues: [] };
}
function typeIssues(type, { registry, allowedTargets }, where) {
    if (definitionOf(type, registry) === undefined) {
        const known = Object.keys(registry);
        const mend = (0,suggest/* didYouMean */.a)(type, known) ?? `known types: ${known.join(', ')}`;
        return [{ where, path: 'type', expected: 'a known type of target', received: (0,brief/* brief */.d)(type), mend }];
    }
    if (allowedTargets === undefined || allowedTargets.includes(type))
        return [];
    const expected = `a type that suite.yaml allows (${allowedTargets.join(', ')})`;
    return [
        { where, path: 'type', expected, received: (0,brief/* brief */.d)(type), mend: 'add it to `targets` in suite.yaml of the base' },
    ];
}
function optionIssues(type, options, files, { registry }, where) {
    const definition = definitionOf(type, registry);
    if (definition === undefined)
        return [];
    const configured = definition.configure(options, files);
    if (configured.ok)
        return [];
    const alsoKnown = Object.keys(commonShape).filter((key) => key !== '$schema');
    return (0,config_issues/* issuesFrom */.B)(configured.issues, { where, input: options, schema: definition.schema, alsoKnown });
}
function definitionOf(type, registry) {
    return Object.hasOwn(registry, type) ? registry[type] : undefined;
}
function eachOnce(files) {
    return [...new Map(files.map((file) => [file.path, file])).values()];
}


/***/ }),

/***/ 95252:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ parseYaml)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38815);
/* harmony import */ var _text_brief_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(21942);
/* harmony import */ var _json_shape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(71105);



const LARGEST_TEXT = 1_000_000;
const MOST_ALIASES = 50;
const DEEPEST_INDENT = 200;
/**
 * YAML 1.2 (core schema) as JSON, with caps on size, depth and aliases, no tags, and every key once. Issues name line and
 * column. An empty text is null.
 */
function parseYaml(text, where) {
    if (text.length > LARGEST_TEXT) {
        return failed(where, '', 'at most 1 MB of YAML', `${text.length} characters`);
    }
    // The parser recurses: hostile nesting is refused before it starts.
    if (looksTooDeep(text))
        return failed(where, '', 'at most 64 levels of nesting', 'more');
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(text, { version: '1.2', schema: 'core', uniqueKeys: true, prettyErrors: true });
    const faults = [...document.errors, ...document.warnings];
    if (faults.length > 0) {
        return { ok: false, issues: faults.slice(0, MOST_ISSUES).map((fault) => issueOf(where, fault, text)) };
    }
    let value;
    try {
        value = document.toJS({ maxAliasCount: MOST_ALIASES });
    }
    catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        return failed(where, '', `aliases that resolve, at most ${MOST_ALIASES} of them`, reason.slice(0, 100));
    }
    const problem = (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .jsonShapeProblem */ .h)(value);
    if (problem !== undefined)
        return failed(where, '', problem, 'otherwise');
    // The core schema without tags yields nothing but JSON.
    return { ok: true, value: value };
}
const MOST_ISSUES = 10;
function issueOf(where, fault, text) {
    const position = fault.linePos?.[0];
    const path = position === undefined ? '' : `line ${position.line}, column ${position.col}`;
    const line = position === undefined ? '' : (text.split('\n')[position.line - 1] ?? '').trim();
    if (fault.code === 'DUPLICATE_KEY') {
        const key = line.split(':')[0] ?? line;
        return { where, path, expected: 'every key once', received: `${(0,_text_brief_js__WEBPACK_IMPORTED_MODULE_2__/* .brief */ .d)(key)} again`, mend: 'remove one of them' };
    }
    const reason = (fault.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
    return { where, path, expected: `valid YAML (${reason})`, received: (0,_text_brief_js__WEBPACK_IMPORTED_MODULE_2__/* .brief */ .d)(line) };
}
function failed(where, path, expected, received) {
    return { ok: false, issues: [{ where, path, expected, received }] };
}
/** Brackets opened and not closed, quotes ignored, or indentation and dashes beyond any file written by people. */
function looksTooDeep(text) {
    let open = 0;
    for (const character of text) {
        if (character === '[' || character === '{')
            open += 1;
        else if (character === ']' || character === '}')
            open = Math.max(0, open - 1);
        if (open > DEEPEST_INDENT)
            return true;
    }
    return /^(?:[-?] ){200}/m.test(text) || new RegExp(`^ {${DEEPEST_INDENT * 4}}`, 'm').test(text);
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

/***/ 50272:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ inconclusiveReasons)
/* harmony export */ });
const inconclusiveReasons = [
    'undecided',
    'unconfirmed',
    'no-baseline',
    'not-evaluated',
    'too-many-errors',
    'over-budget',
    'too-many-attempts',
    'target-missing',
    'metric-missing',
    'no-base-build',
    'incompatible',
    'cancelled',
];


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

/***/ 34456:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  C: () => (/* binding */ POLICY_FILE),
  H: () => (/* binding */ loadChange)
});

// EXTERNAL MODULE: ./node_modules/picomatch/index.js
var picomatch = __webpack_require__(14006);
// EXTERNAL MODULE: ./build/analysis/compatibility.js
var compatibility = __webpack_require__(69531);
// EXTERNAL MODULE: ./node_modules/diff/libesm/patch/create.js + 2 modules
var create = __webpack_require__(37291);
;// CONCATENATED MODULE: ./build/analysis/product-diff.js

/** Lines of context around a change. */
const CONTEXT = 2;
/** Below this share of common lines two files of different names are not the same file renamed. */
const RENAME_SIMILARITY = 0.5;
/**
 * The lines that differ between what the base's target names and what the candidate's does. A file that only one side
 * names is matched with the most similar one that only the other names, so that a renamed prompt shows its edits only.
 */
function productDiff(base, head) {
    const onlyHead = head.filter((file) => !base.some(({ path }) => path === file.path));
    const diffs = [];
    for (const file of base) {
        const same = head.find(({ path }) => path === file.path);
        const other = same ?? takeMostSimilar(file, onlyHead);
        diffs.push(diffOf(file, other ?? { path: file.path, text: '' }));
    }
    for (const file of onlyHead)
        diffs.push(diffOf({ path: file.path, text: '' }, file));
    return diffs.filter((diff) => diff.hunks.length > 0 || diff.previousPath !== undefined);
}
function diffOf(base, head) {
    const { hunks } = (0,create/* structuredPatch */.YB)(base.path, head.path, base.text, head.text, undefined, undefined, {
        context: CONTEXT,
    });
    return {
        path: head.path,
        ...(base.path === head.path ? {} : { previousPath: base.path }),
        hunks: hunks.map((hunk) => ({ baseLine: hunk.oldStart, headLine: hunk.newStart, lines: hunk.lines })),
    };
}
function takeMostSimilar(file, candidates) {
    const lines = new Set(file.text.split('\n'));
    const ranked = candidates
        .map((candidate) => {
        const others = candidate.text.split('\n');
        const common = others.filter((line) => lines.has(line)).length;
        return { candidate, similarity: common / Math.max(lines.size, others.length, 1) };
    })
        .sort((a, b) => b.similarity - a.similarity);
    const best = ranked[0];
    if (best === undefined || best.similarity < RENAME_SIMILARITY)
        return undefined;
    candidates.splice(candidates.indexOf(best.candidate), 1);
    return best.candidate;
}

// EXTERNAL MODULE: ./build/text/canonical-json.js
var canonical_json = __webpack_require__(37827);
;// CONCATENATED MODULE: ./build/config/case-changes.js

/**
 * Compares the cases of both arms. The base's copy decides in both of them; a case can be edited (its expectation) and
 * extended at once, and is never extended where a value of the base's input was touched.
 */
function caseChanges(base, head) {
    const before = new Map(base.map((one) => [one.id, one]));
    const after = new Map(head.map((one) => [one.id, one]));
    const edited = [];
    const extended = new Map();
    for (const id of [...before.keys()].toSorted()) {
        const old = before.get(id);
        const now = after.get(id);
        if (old === undefined || now === undefined || old.hash === now.hash)
            continue;
        const kept = Object.entries(old.input).every(([key, value]) => same(value, ownValue(now.input, key)));
        if (!kept || !same(old.expected, now.expected))
            edited.push(id);
        const extra = Object.entries(now.input).filter(([key]) => !Object.hasOwn(old.input, key));
        if (kept && extra.length > 0)
            extended.set(id, Object.fromEntries(extra));
    }
    return {
        added: [...after.keys()].filter((id) => !before.has(id)).toSorted(),
        removed: [...before.keys()].filter((id) => !after.has(id)).toSorted(),
        edited,
        extended,
    };
}
function ownValue(object, key) {
    return Object.hasOwn(object, key) ? object[key] : undefined;
}
function same(a, b) {
    if (a === undefined || b === undefined)
        return a === b;
    return (0,canonical_json/* canonicalJson */.d)(a) === (0,canonical_json/* canonicalJson */.d)(b);
}

// EXTERNAL MODULE: ./build/config/find-suites.js
var find_suites = __webpack_require__(46604);
// EXTERNAL MODULE: ./build/text/brief.js
var brief = __webpack_require__(21942);
// EXTERNAL MODULE: ./build/text/json-kind.js
var json_kind = __webpack_require__(68489);
// EXTERNAL MODULE: ./build/config/json-shape.js
var json_shape = __webpack_require__(71105);
// EXTERNAL MODULE: ./build/config/yaml.js
var config_yaml = __webpack_require__(95252);
;// CONCATENATED MODULE: ./build/config/policy-diff.js





const MOST_EDITS = 20;
const MOST_IDS = 10;
/**
 * What a change does to the policy, file by file: settings one by one for YAML and JSON, cases by id, other files by
 * lines. Takes texts by repository path (`readPolicyFiles`); takes effect after the merge, here it is only shown.
 */
function policyDiff(base, head) {
    const paths = [...new Set([...base.keys(), ...head.keys()])].toSorted();
    return paths.flatMap((path) => {
        const before = base.get(path);
        const after = head.get(path);
        if (before === after)
            return [];
        if (before === undefined)
            return [{ path, status: 'added', edits: [] }];
        if (after === undefined)
            return [{ path, status: 'removed', edits: [] }];
        return [{ path, status: 'modified', edits: capped(editsOf(path, before, after)) }];
    });
}
function editsOf(path, before, after) {
    if (/\.ya?ml$|\.json$/.test(path)) {
        // JSON is YAML.
        const old = (0,config_yaml/* parseYaml */.h)(before, path);
        const now = (0,config_yaml/* parseYaml */.h)(after, path);
        if (old.ok && now.ok) {
            const edits = settingEdits(old.value, now.value, '');
            return edits.length > 0 ? edits : ['only comments or layout'];
        }
        if (!now.ok)
            return ['the new text cannot be read', ...lineEdits(before, after)];
    }
    if (/(?:^|\/)cases\.jsonl$/.test(path))
        return caseEdits(before, after) ?? lineEdits(before, after);
    return lineEdits(before, after);
}
/** `metrics.correct.margin: 0.05 → 0.2`; lists of named things are compared by name, not by place. */
function settingEdits(before, after, path) {
    const old = keyed(before);
    const now = keyed(after);
    if (old !== undefined && now !== undefined) {
        const keys = [...new Set([...old.keys(), ...now.keys()])];
        return keys.flatMap((key) => settingEdits(old.get(key), now.get(key), path === '' ? key : `${path}.${key}`));
    }
    if (before !== undefined && after !== undefined && (0,canonical_json/* canonicalJson */.d)(before) === (0,canonical_json/* canonicalJson */.d)(after))
        return [];
    return [`${path === '' ? 'all of it' : path}: ${shown(before)} → ${shown(after)}`];
}
/** A mapping as a map, and a list of named things by their names; undefined for anything else. */
function keyed(value) {
    if ((0,json_kind/* isJsonObject */.O)(value))
        return new Map(Object.entries(value));
    if (!(0,json_kind/* isJsonArray */.M)(value) || value.length === 0)
        return undefined;
    const named = value.flatMap((item) => {
        const name = (0,json_kind/* isJsonObject */.O)(item) ? (item['name'] ?? item['id']) : undefined;
        return typeof name === 'string' ? [[name, item]] : [];
    });
    const byName = new Map(named);
    return byName.size === value.length ? byName : undefined;
}
function caseEdits(before, after) {
    const old = linesById(before);
    const now = linesById(after);
    if (old === undefined || now === undefined)
        return undefined;
    const added = [...now.keys()].filter((id) => !old.has(id));
    const removed = [...old.keys()].filter((id) => !now.has(id));
    const edited = [...now].flatMap(([id, line]) => (old.has(id) && old.get(id) !== line ? [id] : []));
    const edits = [described('added', added), described('removed', removed), described('edited', edited)];
    const said = edits.filter((edit) => edit !== '');
    return said.length > 0 ? said : ['only order or layout'];
}
function described(what, ids) {
    if (ids.length === 0)
        return '';
    const rest = ids.length > MOST_IDS ? ` and ${ids.length - MOST_IDS} more` : '';
    const noun = ids.length === 1 ? 'case' : 'cases';
    return `${ids.length} ${noun} ${what}: ${ids.slice(0, MOST_IDS).join(', ')}${rest}`;
}
function linesById(text) {
    const lines = new Map();
    for (const line of text.replace(/^\uFEFF/, '').split('\n')) {
        if (line.trim() === '')
            continue;
        const parsed = parsedJson(line);
        const id = (0,json_kind/* isJsonObject */.O)(parsed) ? parsed['id'] : undefined;
        if (parsed === undefined || typeof id !== 'string' || lines.has(id))
            return undefined;
        lines.set(id, (0,canonical_json/* canonicalJson */.d)(parsed));
    }
    return lines;
}
function parsedJson(line) {
    try {
        const value = JSON.parse(line);
        return (0,json_shape/* jsonShapeProblem */.h)(value) === undefined ? value : undefined; // JSON.parse yields nothing else
    }
    catch {
        return undefined;
    }
}
function lineEdits(before, after) {
    const counts = new Map();
    for (const line of before.split('\n'))
        counts.set(line, (counts.get(line) ?? 0) - 1);
    for (const line of after.split('\n'))
        counts.set(line, (counts.get(line) ?? 0) + 1);
    let added = 0;
    let removed = 0;
    for (const count of counts.values()) {
        if (count > 0)
            added += count;
        else
            removed -= count;
    }
    return [added + removed === 0 ? 'the order of lines' : `${added} lines added, ${removed} removed`];
}
function capped(edits) {
    if (edits.length <= MOST_EDITS)
        return edits;
    return [...edits.slice(0, MOST_EDITS), `and ${edits.length - MOST_EDITS} more`];
}
function shown(value) {
    return value === undefined ? '(none)' : (0,brief/* brief */.d)(value, 80);
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/scorers/index.js + 21 modules
var scorers = __webpack_require__(87790);
// EXTERNAL MODULE: ./build/config/repository-path.js
var repository_path = __webpack_require__(3795);
;// CONCATENATED MODULE: ./build/config/policy-files.js






/**
 * The texts of a tree's policy, by repository path: steelyard.yaml, each suite's suite.yaml, cases.jsonl and the files
 * its scorers name, and the stored baselines. Reads leniently: what is broken is compared as text.
 */
async function readPolicyFiles(tree, settings) {
    const directories = await (0,find_suites/* findSuites */.f)(tree, settings.suites, { mayBeNone: true });
    const paths = new Set(['steelyard.yaml', ...(await tree.list(settings.baselines))]);
    for (const directory of directories) {
        paths.add(external_node_path_.posix.join(directory, 'suite.yaml')).add(external_node_path_.posix.join(directory, 'cases.jsonl'));
        for (const path of await scorerFiles(tree, directory))
            paths.add(path);
    }
    const texts = new Map();
    for (const path of [...paths].toSorted()) {
        const text = await tree.read(path);
        if (text !== undefined)
            texts.set(path, text);
    }
    return texts;
}
async function scorerFiles(tree, directory) {
    const where = external_node_path_.posix.join(directory, 'suite.yaml');
    const yaml = (0,config_yaml/* parseYaml */.h)((await tree.read(where)) ?? '', where);
    if (!yaml.ok || !(0,json_kind/* isJsonObject */.O)(yaml.value))
        return [];
    const metrics = yaml.value['metrics'];
    if (!(0,json_kind/* isJsonArray */.M)(metrics))
        return [];
    return metrics.flatMap((metric) => {
        const scorer = (0,json_kind/* isJsonObject */.O)(metric) ? metric['scorer'] : undefined;
        if (!(0,json_kind/* isJsonObject */.O)(scorer) || typeof scorer['type'] !== 'string')
            return [];
        return ((0,scorers/* scorerNamed */.u)(scorer['type'])?.fileOptions ?? []).flatMap((option) => {
            const written = scorer[option];
            const path = typeof written === 'string' ? (0,repository_path/* repositoryPath */.S)(directory, written) : undefined;
            return path === undefined ? [] : [path];
        });
    });
}

// EXTERNAL MODULE: ./build/config/settings.js
var settings = __webpack_require__(14318);
// EXTERNAL MODULE: ./build/config/suite.js + 3 modules
var suite = __webpack_require__(89935);
// EXTERNAL MODULE: ./build/config/target.js + 3 modules
var target = __webpack_require__(34696);
// EXTERNAL MODULE: ./build/domain/usage-error.js
var usage_error = __webpack_require__(28801);
// EXTERNAL MODULE: ./build/targets/index.js + 15 modules
var targets = __webpack_require__(68055);
;// CONCATENATED MODULE: ./build/jobs/load-change.js












const POLICY_FILE = 'steelyard.yaml';
/**
 * Reads both sides of a change as trust follows the files (security.md): policy, scorers and cases from the base commit,
 * the system under test from each arm's own tree. The candidate's policy is validated and shown, and decides nothing.
 */
async function loadChange(repository) {
    const [change, base, head] = await Promise.all([repository.change(), repository.base(), repository.head()]);
    const headSettings = await readPolicy(head);
    const baseSettings = await readPolicy(base);
    const settings = baseSettings ?? headSettings;
    if (settings === undefined)
        throw noPolicy(base, head);
    // Validated even where nothing of it is used: a broken policy must not land.
    const headSuites = await loadSuites(head, headSettings ?? settings);
    if (baseSettings === undefined)
        return bootstrap(change, settings, headSuites);
    const baseSuites = await loadSuites(base, baseSettings);
    const edits = policyDiff(await readPolicyFiles(base, baseSettings), await readPolicyFiles(head, headSettings ?? baseSettings));
    const suites = [];
    const missing = [];
    for (const loaded of baseSuites) {
        const gated = loaded.suite.metrics.filter((metric) => metric.gate).map((metric) => metric.name);
        const inHead = headSuites.find(({ suite }) => suite.name === loaded.suite.name);
        const target = inHead?.head;
        if (inHead === undefined || target === undefined) {
            if (gated.length > 0)
                missing.push({ suite: loaded.suite.name, metrics: gated });
            continue;
        }
        if (loaded.head === undefined)
            continue;
        allowTarget(loaded, target);
        const compared = await compareSides(loaded, loaded.head, inHead, target, { base, head }, change);
        if (isRelevant(compared, change, baseSettings))
            suites.push(compared);
    }
    const added = headSuites.filter((loaded) => loaded.head !== undefined && !baseSuites.some(({ suite }) => suite.name === loaded.suite.name));
    return {
        change,
        settings,
        bootstrap: false,
        suites,
        added,
        missing,
        policyDiff: edits,
        findings: notes(edits, missing, added, suites),
    };
}
async function readPolicy(tree) {
    const text = await tree.read(POLICY_FILE);
    return text === undefined ? undefined : (0,settings/* readSettings */.sb)(text, POLICY_FILE);
}
/** Every suite of one tree with that tree's own target (undefined where it has none). */
async function loadSuites(tree, settings) {
    const directories = await (0,find_suites/* findSuites */.f)(tree, settings.suites, { mayBeNone: true });
    return Promise.all(directories.map(async (directory) => {
        const loaded = await (0,suite/* readSuite */.xj)(tree, directory);
        const has = (await tree.read(`${directory}/target.yaml`)) !== undefined;
        const options = { scorersDigest: loaded.suite.scorersDigest, registry: targets/* targets */.z };
        return { ...loaded, head: has ? await (0,target/* readTarget */._)(tree, directory, options) : undefined };
    }));
}
async function compareSides(loaded, base, inHead, head, trees, change) {
    // Both arms are judged by the base's scorers, whatever the candidate wrote.
    const target = {
        ...head,
        fingerprint: { ...head.fingerprint, scorers: loaded.suite.scorersDigest },
    };
    const watched = loaded.suite.watch.length > 0 ? picomatch([...loaded.suite.watch]) : () => false;
    const codeChanged = change.files.some(({ path, previousPath }) => watched(path) || watched(previousPath ?? path));
    const cases = caseChanges(loaded.suite.cases, inHead.suite.cases);
    const own = new Set([...cases.added, ...cases.edited]);
    const factors = (0,compatibility/* differingFactors */.HX)(base.fingerprint, target.fingerprint);
    const [baseText, headText] = await Promise.all([trees.base.read(base.path), trees.head.read(head.path)]);
    return {
        ...loaded,
        base,
        head: target,
        codeChanged,
        cases,
        ownCases: inHead.suite.cases.filter(({ id }) => own.has(id)),
        change: {
            suite: loaded.suite.name,
            factors: codeChanged ? [...factors, 'code'] : factors,
            ...(base.model === undefined ? {} : { baseModel: base.model }),
            ...(head.model === undefined ? {} : { headModel: head.model }),
            diffs: productDiff([{ path: base.path, text: baseText ?? '' }, ...base.files], [{ path: head.path, text: headText ?? '' }, ...head.files]),
        },
    };
}
/** A suite runs where the change touches its folder, its baseline, the policy, a watched file, or a file a target names. */
function isRelevant(compared, change, settings) {
    if (compared.codeChanged || compared.change.factors.length > 0)
        return true;
    const named = new Set([...compared.base.files, ...compared.head.files].map(({ path }) => path));
    const folders = [`${compared.suite.directory}/`, `${settings.baselines}/${compared.suite.name}/`];
    return change.files.some(({ path, previousPath }) => [path, previousPath ?? path].some((p) => p === POLICY_FILE || named.has(p) || folders.some((folder) => p.startsWith(folder))));
}
function allowTarget(loaded, target) {
    if (loaded.suite.allowedTargets.includes(target.type))
        return;
    throw new usage_error/* UsageError */.e({
        where: target.path,
        path: 'type',
        expected: `a type that ${loaded.suite.directory}/suite.yaml of the base allows (${loaded.suite.allowedTargets.join(', ')})`,
        received: `"${target.type}"`,
        mend: 'add it to `targets:` in a change of its own first',
    });
}
function bootstrap(change, settings, suites) {
    const names = suites.map(({ suite }) => `\`${suite.name}\``).join(', ');
    return {
        change,
        settings,
        bootstrap: true,
        suites: [],
        added: suites.filter((loaded) => loaded.head !== undefined),
        missing: [],
        policyDiff: [],
        findings: [
            {
                ruleId: 'first-configuration',
                message: `This change brings the first ${POLICY_FILE} (${names}). It is valid; nothing ran. After the merge, changes of prompts and models are gated; store a baseline with \`steelyard refresh\` to halve the calls`,
            },
        ],
    };
}
function notes(edits, missing, added, suites) {
    return [
        ...edits.map((edit) => ({
            ruleId: 'policy-changed',
            message: `\`${edit.path}\` is ${edit.status} by this change; it was not used here and takes effect after the merge`,
            location: { path: edit.path },
        })),
        ...missing.map(({ suite }) => ({
            ruleId: 'target-missing',
            suite,
            message: `\`${suite}\` is gated on the base, and this change removes its suite or target; restore it, or remove the gate (\`gate: false\`) in a change of its own first`,
        })),
        ...added.map(({ suite }) => ({
            ruleId: 'new-suite',
            suite: suite.name,
            message: `\`${suite.name}\` is new: it runs and is shown, and enters no verdict until it is merged`,
        })),
        ...suites
            .filter(({ cases }) => cases.added.length + cases.removed.length + cases.edited.length > 0)
            .map(({ suite, cases }) => ({
            ruleId: 'cases-changed',
            suite: suite.name,
            message: `Cases of \`${suite.name}\` changed (${cases.added.length} added, ${cases.removed.length} removed, ${cases.edited.length} edited): the base's copy decided here, yours is shown as advisory and takes effect after the merge`,
        })),
    ];
}
function noPolicy(base, head) {
    return new usage_error/* UsageError */.e({
        where: POLICY_FILE,
        path: '',
        expected: `a policy file at the top of the repository`,
        received: `none in ${base.name} nor in ${head.name}`,
        mend: 'write one (docs/configuration.md) and commit it',
    });
}


/***/ }),

/***/ 95239:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ localChange)
/* harmony export */ });
/* harmony import */ var _domain_usage_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28801);

/**
 * A change on a developer's machine as two trees. The base is the merge base of `base` and the head, as a pull request
 * would have it; uncommitted work on the default branch itself is compared with HEAD.
 */
function localChange(repository, options) {
    let loading;
    const change = () => (loading ??= loadChange(repository, options));
    const treeOf = async (side) => {
        const revision = (await change())[side];
        return repository.tree(revision.tree, `${side} ${describeRevision(revision)}`);
    };
    let base;
    let head;
    return { change, base: () => (base ??= treeOf('base')), head: () => (head ??= treeOf('head')) };
}
async function loadChange(repository, options) {
    const head = await headRevision(repository, options.head);
    const base = await baseRevision(repository, options, head.commit);
    return {
        repository: await repository.name(),
        seedKey: options.seedKey ?? (await branchUnderTest(repository, options.head)) ?? 'detached',
        base,
        head,
        files: await repository.diff(base.tree, head.tree),
    };
}
async function headRevision(repository, head) {
    if (head === 'WORKTREE')
        return { commit: await repository.resolve('HEAD'), ...(await repository.worktreeTree()) };
    const commit = await repository.resolve(head);
    return { commit, tree: await repository.treeOf(commit), dirty: false };
}
async function baseRevision(repository, options, head) {
    const commit = await baseCommit(repository, options, head);
    return { commit, tree: await repository.treeOf(commit), dirty: false };
}
async function baseCommit(repository, options, head) {
    if (options.base !== undefined)
        return repository.mergeBase(await repository.resolve(options.base), head);
    const landing = await repository.defaultBranch();
    if (landing === undefined) {
        throw new _domain_usage_error_js__WEBPACK_IMPORTED_MODULE_0__/* .UsageError */ .e({
            where: '--base',
            path: '',
            expected: 'a revision to compare with',
            received: 'none, and no default branch was found (origin/HEAD, init.defaultBranch, main, master)',
            mend: 'pass `--base REV`',
        });
    }
    if (options.head === 'WORKTREE' && (await repository.headBranch()) === landing.name)
        return head;
    return repository.mergeBase(await repository.resolve(landing.revision), head);
}
function branchUnderTest(repository, head) {
    return head === 'WORKTREE' ? repository.headBranch() : repository.branchOf(head);
}
function describeRevision(revision) {
    return `${revision.commit.slice(0, 7)}${revision.dirty ? ' with uncommitted work' : ''}`;
}


/***/ }),

/***/ 6482:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  h: () => (/* binding */ openRepository)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/domain/usage-error.js
var usage_error = __webpack_require__(28801);
;// CONCATENATED MODULE: ./build/repository/branches.js
/** origin/HEAD, then init.defaultBranch, `main`, `master`: the first that exists, here or on origin. */
async function defaultBranch(git) {
    const prefix = 'refs/remotes/origin/';
    const remoteHead = (await git.ask(['symbolic-ref', '--quiet', `${prefix}HEAD`]))?.trim() ?? '';
    const configured = (await git.ask(['config', '--get', 'init.defaultBranch']))?.trim() ?? '';
    const names = [remoteHead.slice(prefix.length), configured, 'main', 'master'].filter((name) => name !== '');
    for (const name of names) {
        if (await exists(git, `${prefix}${name}`))
            return { name, revision: `origin/${name}` };
        if (await exists(git, `refs/heads/${name}`))
            return { name, revision: name };
    }
    return undefined;
}
/** The branch HEAD is on; undefined where HEAD is detached. */
async function headBranch(git) {
    return (await git.ask(['symbolic-ref', '--quiet', '--short', 'HEAD']))?.trim();
}
/** The branch a revision names: `feature`, `origin/feature` and (on it) `HEAD` are all `feature`; undefined for a commit. */
async function branchOf(git, revision) {
    const full = (await git.ask(['rev-parse', '--verify', '--quiet', '--symbolic-full-name', revision]))?.trim() ?? '';
    return /^refs\/(?:heads|remotes\/[^/]+)\/(.+)$/.exec(full)?.[1];
}
async function exists(git, reference) {
    return (await git.ask(['rev-parse', '--verify', '--quiet', `${reference}^{commit}`])) !== undefined;
}

;// CONCATENATED MODULE: ./build/repository/changed-files.js
/**
 * What differs between two trees, sorted by path. A file that moved and kept at least half its content is a rename;
 * a changed submodule or file type is a modification.
 */
async function changedFiles(git, from, to) {
    // Threshold and limit are given, so that nobody's configuration decides what counts as a rename.
    const rules = ['--find-renames=50%', '-l1000', '--no-ext-diff', '--ignore-submodules=none'];
    const output = await git.run(['diff-tree', '-r', '-z', '--name-status', ...rules, from, to]);
    const fields = output.split('\0');
    const files = [];
    for (let at = 0; at + 1 < fields.length; at += 2) {
        const letter = (fields[at] ?? '').charAt(0);
        const path = fields[at + 1] ?? '';
        if (letter === 'R') {
            at += 1;
            files.push({ path: fields[at + 1] ?? '', status: 'renamed', previousPath: path });
        }
        else {
            files.push({ path, status: letter === 'A' ? 'added' : letter === 'D' ? 'removed' : 'modified' });
        }
    }
    return files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
;// CONCATENATED MODULE: ./build/repository/git.js


/** A git command that failed. Callers who know the user's mistake behind it turn it into a UsageError. */
class GitError extends Error {
    name = 'GitError';
    exitCode;
    stderr;
    constructor(args, exitCode, stderr, options) {
        super(`git ${args.join(' ')} ended with ${exitCode}: ${stderr.trim()}`, options);
        this.exitCode = exitCode;
        this.stderr = stderr;
    }
}
/** Flags of every call: what a repository's own configuration must not make git do. */
const safeFlags = [
    '--no-pager',
    '--literal-pathspecs',
    // A hook or a file-system monitor is a program of the repository's choosing.
    '-c',
    'core.hooksPath=/dev/null',
    '-c',
    'core.fsmonitor=false',
];
/** Git in `directory`. `environment` is the caller's; what would point git elsewhere is taken out of it. */
function gitIn(directory, environment) {
    const scrubbed = scrub(environment);
    const run = (args, extra = {}) => new Promise((resolve, reject) => {
        const options = { cwd: directory, env: { ...scrubbed, ...extra }, maxBuffer: 2 ** 29 };
        (0,external_node_child_process_.execFile)('git', [...safeFlags, ...args], options, (error, stdout, stderr) => {
            if (error === null)
                resolve(stdout);
            else if (error.code === 'ENOENT')
                reject(gitMissing(error));
            else
                reject(new GitError(args, Number(error.code ?? -1), stderr, { cause: error }));
        });
    });
    return {
        directory,
        environment: scrubbed,
        run,
        async ask(args) {
            try {
                return await run(args);
            }
            catch (error) {
                if (error instanceof GitError)
                    return undefined;
                throw error;
            }
        },
    };
}
function scrub(environment) {
    const kept = {};
    for (const [name, value] of Object.entries(environment)) {
        // GIT_DIR, GIT_INDEX_FILE and their kin (set inside hooks) would silently point at another repository.
        if (value !== undefined && !name.toUpperCase().startsWith('GIT_'))
            kept[name] = value;
    }
    return {
        ...kept,
        LC_ALL: 'C',
        GIT_OPTIONAL_LOCKS: '0',
        GIT_TERMINAL_PROMPT: '0',
        // What is read is what the id names: no replacement objects.
        GIT_NO_REPLACE_OBJECTS: '1',
        // Objects missing from a partial clone are reported, never fetched (the second works on git before 2.44 too).
        GIT_NO_LAZY_FETCH: '1',
        GIT_ALLOW_PROTOCOL: 'none',
    };
}
function gitMissing(cause) {
    const issue = {
        where: 'git',
        path: '',
        expected: 'the `git` program on the PATH',
        received: 'none',
        mend: 'install git (https://git-scm.com)',
    };
    return new usage_error/* UsageError */.e(issue, { cause });
}

;// CONCATENATED MODULE: ./build/repository/git-tree.js

/** Bytes a file may have to be read: prompts, suites and baselines are far below. */
const largestFile = 10_000_000;
/**
 * The files of one git tree. Binary content reads as UTF-8 with replacement characters; a submodule is no file.
 * A symbolic link is refused where it is read or passed through: a change could point it anywhere.
 *
 * @param treeish Object id of a commit or tree.
 * @param name For messages: `base 3f9c2ab`.
 */
function gitTree(git, objects, treeish, name) {
    let loading;
    const entries = () => (loading ??= loadEntries(git, treeish));
    return {
        name,
        async read(path) {
            const all = await entries();
            refuseSymlinks(all, path, name);
            const entry = all.get(path);
            if (entry === undefined || entry.kind !== 'file')
                return undefined;
            const object = await objects.read(entry.id);
            if (object.kind === 'text')
                return object.text;
            throw unreadable(path, name, object);
        },
        async list(directory) {
            const all = await entries();
            const folder = directory.replace(/\/+$/, '');
            refuseSymlinks(all, folder, name);
            const files = [...all].filter(([path, entry]) => entry.kind === 'file' && isBelow(path, folder));
            return files.map(([path]) => path).sort();
        },
    };
}
async function loadEntries(git, treeish) {
    const listing = await git.run(['ls-tree', '-r', '-z', '--full-tree', treeish]);
    const entries = new Map();
    for (const record of listing.split('\0')) {
        const match = /^(\d{6}) \w+ ([0-9a-f]+)\t(.+)$/s.exec(record);
        if (match === null)
            continue;
        const [, mode = '', id = '', path = ''] = match;
        entries.set(path, { kind: mode === '120000' ? 'symlink' : mode === '160000' ? 'submodule' : 'file', id });
    }
    return entries;
}
function refuseSymlinks(entries, path, tree) {
    const parts = path.split('/');
    for (let length = 1; length <= parts.length; length += 1) {
        const prefix = parts.slice(0, length).join('/');
        if (entries.get(prefix)?.kind !== 'symlink')
            continue;
        throw new usage_error/* UsageError */.e({
            where: prefix,
            path: '',
            expected: 'a regular file or folder',
            received: `a symbolic link in ${tree}`,
            mend: 'commit the file itself in its place',
        });
    }
}
function isBelow(path, folder) {
    return folder === '' || folder === '.' || path.startsWith(`${folder}/`);
}
function unreadable(path, tree, object) {
    if (object.kind === 'too-large') {
        return new usage_error/* UsageError */.e({
            where: path,
            path: '',
            expected: `a file of at most ${largestFile / 1e6} MB`,
            received: `${(object.bytes / 1e6).toFixed(1)} MB in ${tree}`,
            mend: 'split it or keep it out of the suite',
        });
    }
    return new usage_error/* UsageError */.e({
        where: path,
        path: '',
        expected: 'its content in the local clone',
        received: `an object of ${tree} that git cannot read here (a partial clone, or damage)`,
        mend: 'clone again without `--filter`',
    });
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./build/repository/materialise.js



/** Checks a commit out beside the user's work tree (`git worktree`, detached, no hooks) in a temporary folder. */
async function materialise(git, commit) {
    const parent = await (0,promises_.realpath)(await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'steelyard-base-')));
    const directory = (0,external_node_path_.join)(parent, 'worktree');
    const remove = async () => {
        await git.ask(['worktree', 'remove', '--force', '--force', directory]);
        await (0,promises_.rm)(parent, { recursive: true, force: true });
    };
    try {
        await git.run(['worktree', 'add', '--quiet', '--detach', directory, commit]);
    }
    catch (error) {
        await remove();
        throw error;
    }
    return { directory, remove };
}

// EXTERNAL MODULE: ./build/text/brief.js
var brief = __webpack_require__(21942);
// EXTERNAL MODULE: ./build/text/suggest.js
var suggest = __webpack_require__(20324);
;// CONCATENATED MODULE: ./build/repository/resolve-revision.js



/** The commit id that a branch, tag, id or expression such as `HEAD~1` stands for. Throws a UsageError where none. */
async function resolveRevision(git, revision) {
    // No revision begins with a dash; as an argument it would be an option.
    const usable = revision !== '' && !revision.startsWith('-') && !/[\0\n]/.test(revision);
    const answer = usable ? await git.ask(['rev-parse', '--verify', '--quiet', `${revision}^{commit}`]) : undefined;
    const commit = answer?.trim() ?? '';
    // A range prints two lines.
    if (/^[0-9a-f]{40,64}$/.test(commit))
        return commit;
    throw new usage_error/* UsageError */.e({
        where: 'git revision',
        path: '',
        expected: `a branch, tag or commit of ${git.directory}`,
        received: (0,brief/* brief */.d)(revision),
        mend: await mendFor(git, revision),
    });
}
async function mendFor(git, revision) {
    const listing = await git.ask([
        'for-each-ref',
        '--format=%(refname:short)',
        'refs/heads',
        'refs/remotes',
        'refs/tags',
    ]);
    const names = (listing ?? '').split('\n').filter((name) => name !== '');
    const nearest = names.find((name) => name.endsWith(`/${revision}`)) ?? (0,suggest/* nearestName */.q)(revision, names);
    if (nearest !== undefined)
        return `did you mean ${JSON.stringify(nearest)}?`;
    if (await isShallow(git))
        return shallowMend;
    return 'see `git branch --all` for what there is';
}
/** Said wherever history is needed that a shallow clone leaves out. */
const shallowMend = 'the clone is shallow: fetch more history (`git fetch --unshallow`, or `fetch-depth: 0`)';
async function isShallow(git) {
    return (await git.ask(['rev-parse', '--is-shallow-repository']))?.trim() === 'true';
}

;// CONCATENATED MODULE: ./build/repository/merge-base.js


/** The commit two histories last had in common. Throws a UsageError where there is none to be seen. */
async function mergeBase(git, one, other) {
    const answer = await git.ask(['merge-base', one, other]);
    if (answer !== undefined)
        return answer.trim();
    throw new usage_error/* UsageError */.e({
        where: '--base',
        path: '',
        expected: 'a base whose history meets that of the head',
        received: `${one.slice(0, 7)} and ${other.slice(0, 7)}, which share no commit here`,
        mend: (await isShallow(git)) ? shallowMend : 'pass another `--base`',
    });
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
;// CONCATENATED MODULE: ./build/repository/object-reader.js



/**
 * Reads blobs through one long-lived `git cat-file --batch`: a few milliseconds for the first, microseconds for the
 * rest. An idle reader never keeps the program alive, and git itself ends when its standard input does.
 *
 * @param largest Bytes above which content is skipped, not held in memory.
 */
function objectReader(git, largest) {
    let batch;
    const read = (id) => {
        if (batch === undefined || batch.ended)
            batch = startBatch(git, largest, read);
        return batch.read(id);
    };
    return {
        read,
        close() {
            batch?.close();
            batch = undefined;
        },
    };
}
function startBatch(git, largest, readAgain) {
    const child = (0,external_node_child_process_.spawn)('git', [...safeFlags, 'cat-file', '--batch'], { cwd: git.directory, env: git.environment });
    const waiting = [];
    let ended = false;
    const parse = batchParser(largest, (object) => {
        waiting.shift()?.resolve(object);
        if (waiting.length === 0)
            holdOpen(child, false);
    });
    const end = (exitCode, cause) => {
        ended = true;
        // Git gives up on an object that it can neither read nor fetch, and with it on all who wait behind.
        if (exitCode !== null && exitCode !== 0)
            waiting.shift()?.resolve({ kind: 'missing' });
        for (const one of waiting.splice(0)) {
            if (exitCode === null)
                one.reject(new Error('git cat-file ended before it answered', { cause }));
            else
                one.resolve(readAgain(one.id));
        }
    };
    child.stdout.on('data', parse);
    child.stderr.resume();
    // A write to a git that is gone also ends in `close`, which says it once for all who wait.
    child.stdin.on('error', () => undefined);
    child.on('error', (cause) => end(null, cause));
    child.on('close', (exitCode) => end(exitCode));
    holdOpen(child, false);
    return {
        get ended() {
            return ended;
        },
        read(id) {
            return new Promise((resolve, reject) => {
                holdOpen(child, true);
                waiting.push({ id, resolve, reject });
                child.stdin.write(`${id}\n`);
            });
        },
        close() {
            ended = true;
            child.stdin.end();
        },
    };
}
/** Feeds on chunks of `<id> <type> <size>\n<content>\n` or `<id> missing\n`. */
function batchParser(largest, found) {
    let header = '';
    let content;
    return (chunk) => {
        let at = 0;
        while (at < chunk.length) {
            if (content === undefined) {
                const newline = chunk.indexOf(0x0a, at);
                header += chunk.toString('latin1', at, newline === -1 ? chunk.length : newline);
                if (newline === -1)
                    return;
                at = newline + 1;
                const size = / (\d+)$/.exec(header)?.[1];
                header = '';
                // One more than the size: the newline that closes the content.
                if (size === undefined)
                    found({ kind: 'missing' });
                else
                    content = { size: Number(size), remaining: Number(size) + 1, chunks: [] };
                continue;
            }
            const taken = Math.min(content.remaining, chunk.length - at);
            if (content.size <= largest)
                content.chunks.push(chunk.subarray(at, at + taken));
            at += taken;
            content.remaining -= taken;
            if (content.remaining > 0)
                return;
            const { size, chunks } = content;
            content = undefined;
            if (size > largest)
                found({ kind: 'too-large', bytes: size });
            else
                found({ kind: 'text', text: Buffer.concat(chunks).toString('utf8', 0, size) });
        }
    };
}
/** Whether the process and its pipes keep the event loop running: only while somebody waits for an answer. */
function holdOpen(child, open) {
    const handles = [child, child.stdin, child.stdout, child.stderr];
    for (const handle of handles) {
        if (handle !== child && !(handle instanceof external_node_net_.Socket))
            continue;
        if (open)
            handle.ref();
        else
            handle.unref();
    }
}

;// CONCATENATED MODULE: ./build/repository/repository-name.js

/** `owner/name` from the address of `origin`; the folder's name where there is none or it is a local path. */
async function repositoryName(git) {
    const address = await git.ask(['config', '--get', 'remote.origin.url']);
    return nameFromAddress(address?.trim() ?? '') ?? (0,external_node_path_.basename)(git.directory);
}
/** Last two segments of `https://host/owner/name.git`, `ssh://git@host:22/owner/name` or `git@host:owner/name.git`. */
function nameFromAddress(address) {
    const path = /^(?:https?|ssh|git):\/\/[^/]+\/(.+)$/.exec(address)?.[1] ??
        // scp-like: a host of two characters at least, since `C:\…` is a drive.
        /^(?:[^@/\\]+@)?[^:/\\]{2,}:(?!\/\/)(.+)$/.exec(address)?.[1];
    const segments = path
        ?.replace(/\/+$/, '')
        .replace(/\.git$/, '')
        .split('/')
        .filter(Boolean) ?? [];
    return segments.length < 2 ? undefined : segments.slice(-2).join('/');
}

;// CONCATENATED MODULE: ./build/repository/worktree-tree.js





/**
 * Writes what `git add -A && git commit` would commit now as a tree object: changed, staged and untracked files, but
 * for what .gitignore names. Works on a copy of the index, so that neither the user's index nor the work tree is
 * touched; only unreferenced objects are added, which git clears away in time.
 *
 * @returns `tree`, the tree's id, and `dirty`: it differs from HEAD's.
 */
async function worktreeTree(git) {
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'steelyard-index-'));
    try {
        const index = (0,external_node_path_.join)(folder, 'index');
        await copyIndex(git, index);
        const environment = { GIT_INDEX_FILE: index };
        await git.run([...addFlags, 'add', '--all'], environment);
        const tree = (await git.run([...addFlags, 'write-tree'], environment)).trim();
        const committed = (await git.run(['rev-parse', '--verify', 'HEAD^{tree}'])).trim();
        return { tree, dirty: tree !== committed };
    }
    catch (error) {
        throw error instanceof GitError ? unwritable(git, error) : error;
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}
const addFlags = [
    // The copy stands alone: a split index would write its other half beside the user's.
    '-c',
    'core.splitIndex=false',
    '-c',
    'core.safecrlf=false',
    '-c',
    'advice.addEmbeddedRepo=false',
];
/** Starting from the user's index spares re-hashing every file, and keeps what was added by force. */
async function copyIndex(git, copy) {
    const index = (0,external_node_path_.resolve)(git.directory, (await git.run(['rev-parse', '--git-path', 'index'])).trim());
    const status = await (0,promises_.stat)(index).catch(() => undefined);
    if (status === undefined) {
        await git.run(['read-tree', 'HEAD'], { GIT_INDEX_FILE: copy });
        return;
    }
    await (0,promises_.copyFile)(index, copy);
    // Git looks again at a file no older than its index. A younger copy would hide an edit of the same second and size.
    const seconds = Math.floor(status.mtimeMs / 1000);
    await (0,promises_.utimes)(copy, seconds, seconds);
}
function unwritable(git, cause) {
    const issue = {
        where: '--head WORKTREE',
        path: '',
        expected: `a work tree git can read and an object store it can write in ${git.directory}`,
        received: cause.stderr.trim().split('\n').join(' '),
        mend: 'make `git add --all --dry-run` succeed there, or commit and pass `--head HEAD`',
    };
    return new usage_error/* UsageError */.e(issue, { cause });
}

;// CONCATENATED MODULE: ./build/repository/local-repository.js












/**
 * Opens the repository that `directory` lies in.
 *
 * @throws UsageError where there is no git, no repository, no work tree or no commit yet.
 */
async function openRepository(directory, environment = process.env) {
    const git = gitIn(await topFolder(directory, environment), environment);
    if ((await git.ask(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])) === undefined) {
        throw new usage_error/* UsageError */.e({
            where: git.directory,
            path: '',
            expected: 'a git repository with at least one commit',
            received: 'one without',
            mend: 'commit what should be the base first',
        });
    }
    const objects = objectReader(git, largestFile);
    return {
        directory: git.directory,
        name: () => repositoryName(git),
        resolve: (revision) => resolveRevision(git, revision),
        treeOf: async (commit) => (await git.run(['rev-parse', '--verify', `${commit}^{tree}`])).trim(),
        tree: (treeish, name = treeish.slice(0, 7)) => gitTree(git, objects, treeish, name),
        worktreeTree: () => worktreeTree(git),
        mergeBase: (one, other) => mergeBase(git, one, other),
        defaultBranch: () => defaultBranch(git),
        headBranch: () => headBranch(git),
        branchOf: (revision) => branchOf(git, revision),
        diff: (from, to) => changedFiles(git, from, to),
        materialise: (commit) => materialise(git, commit),
        close: () => objects.close(),
    };
}
async function topFolder(directory, environment) {
    const status = await (0,promises_.stat)(directory).catch(() => undefined);
    if (status?.isDirectory() !== true) {
        throw notARepository(directory, status === undefined ? 'nothing there' : 'a file', 'name the folder of the repository');
    }
    try {
        return (await gitIn(directory, environment).run(['rev-parse', '--show-toplevel'])).replace(/\n$/, '');
    }
    catch (error) {
        if (!(error instanceof GitError))
            throw error;
        if (error.stderr.includes('dubious ownership')) {
            const mend = `run \`git config --global --add safe.directory ${directory}\``;
            throw notARepository(directory, 'one that belongs to another user', mend, error);
        }
        if (error.stderr.includes('must be run in a work tree')) {
            throw notARepository(directory, 'a bare repository', 'run in a clone of it', error);
        }
        throw notARepository(directory, 'a folder that is not in one', 'run inside a clone, or `git init` and commit', error);
    }
}
function notARepository(directory, received, mend, cause) {
    return new usage_error/* UsageError */.e({ where: directory, path: '', expected: 'a git repository', received, mend }, { cause });
}


/***/ }),

/***/ 87790:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  u: () => (/* binding */ scorerNamed),
  i: () => (/* binding */ scorers)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(26921);
// EXTERNAL MODULE: ./build/domain/definition.js
var definition = __webpack_require__(26680);
;// CONCATENATED MODULE: ./build/scorers/define-scorer.js

/** 1 or 0, higher is better: what most scorers give. */
const binaryScale = { kind: 'binary', direction: 'higher', bounded: true };
/** A share between 0 and 1, higher is better. */
const shareScale = { kind: 'continuous', direction: 'higher', bounded: true };
/** A measured quantity, lower is better, compared as a ratio. */
const quantityScale = { kind: 'ratio', direction: 'lower', bounded: false };
/**
 * Makes a scorer for the registry; results for the same input may change only with `version`.
 *
 * @example defineScorer({ type: 'latency', version: 1, summary: '…', schema: z.strictObject({}), scale: () => quantityScale, create: () => async (…) => … })
 */
function defineScorer(member) {
    return {
        ...(0,definition/* define */.E)(member),
        scale(options) {
            const parsed = member.schema.safeParse(options);
            if (!parsed.success)
                throw new TypeError(`scale of ${member.type}: options were not validated`);
            return member.scale(parsed.data);
        },
    };
}

;// CONCATENATED MODULE: ./build/scorers/scores.js
/** A judged answer. The explanation says what was missed, for people. */
function scored(value, explanation) {
    return explanation === undefined ? { status: 'scored', value } : { status: 'scored', value, explanation };
}
/** 1, or 0 with what was missed. */
function passOrMiss(missed) {
    return missed === undefined ? scored(1) : scored(0, missed);
}
/** An answer that cannot be judged, and why. */
function unscored(reason) {
    return { status: 'unscored', reason };
}

;// CONCATENATED MODULE: ./build/scorers/cost.js



/** US dollars of one call by the policy's price table. */
const cost = defineScorer({
    type: 'cost',
    version: 1,
    summary: 'US dollars of the call, by the price table of steelyard.yaml.',
    schema: schemas/* strictObject */.rej({}),
    scale: () => quantityScale,
    create: () => async (_output, _testCase, { measured }) => measured.cost === undefined
        ? unscored('the cost is unknown: add the model to `prices` in steelyard.yaml')
        : scored(measured.cost),
});

// EXTERNAL MODULE: ./build/text/brief.js
var brief = __webpack_require__(21942);
// EXTERNAL MODULE: ./build/text/canonical-json.js
var canonical_json = __webpack_require__(37827);
// EXTERNAL MODULE: ./build/text/json-depth.js
var json_depth = __webpack_require__(19898);
// EXTERNAL MODULE: ./build/text/own-path.js
var own_path = __webpack_require__(92076);
;// CONCATENATED MODULE: ./build/scorers/answer.js




const DEEPEST_ANSWER = 200;
/** The answer read as JSON; one Markdown code fence around it is tolerated. */
function answerJson(output) {
    const text = withoutFence(output.text.trim());
    if (text === '')
        return { ok: false, explanation: 'expected JSON, received an empty answer' };
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        return { ok: false, explanation: `expected JSON, received ${(0,brief/* brief */.d)(text)}` };
    }
    if ((0,json_depth/* isDeeperThan */.h)(value, DEEPEST_ANSWER)) {
        return { ok: false, explanation: `expected JSON at most ${DEEPEST_ANSWER} levels deep` };
    }
    // JSON.parse yields nothing but JSON.
    return { ok: true, value: value };
}
/** One field of a JSON answer, or all of it where no field is named. */
function answerField(output, field) {
    const answer = answerJson(output);
    if (!answer.ok || field === undefined)
        return answer;
    const value = (0,own_path/* ownPath */.O)(answer.value, field);
    return value === undefined
        ? { ok: false, explanation: `expected a field \`${field}\`, received ${(0,brief/* brief */.d)(answer.value)}` }
        : { ok: true, value };
}
/** The answer's text, or the text of one field of it (other JSON than a string as canonical JSON). */
function answerText(output, field) {
    if (field === undefined)
        return { ok: true, value: output.text };
    const answer = answerField(output, field);
    if (!answer.ok)
        return answer;
    return { ok: true, value: typeof answer.value === 'string' ? answer.value : (0,canonical_json/* canonicalJson */.d)(answer.value) };
}
function withoutFence(text) {
    if (!text.startsWith('```') || !text.endsWith('```') || text.length < 6)
        return text;
    const firstLine = text.indexOf('\n');
    return firstLine < 0 ? text.slice(3, -3) : text.slice(firstLine + 1, -3).trim();
}

// EXTERNAL MODULE: ./build/text/json-kind.js
var json_kind = __webpack_require__(68489);
;// CONCATENATED MODULE: ./build/scorers/expectation.js



/** Options of every scorer that compares a part of the answer with a part of the expectation. */
const placeOptions = {
    field: schemas/* string */.YjP()
        .min(1)
        .optional()
        .describe('Read the answer as JSON and take this field of it; dots reach nested fields.'),
    'expected-field': schemas/* string */.YjP()
        .min(1)
        .optional()
        .describe('Property of `expected` to compare with. Without it: the property named by `field`, else all of it.'),
};
/** What the case expects at the place the options name: `expected-field`, else `field` of an object, else all of it. */
function expectationOf(testCase, options) {
    const { expected } = testCase;
    if (expected === undefined)
        return { ok: false, reason: 'the case has no `expected`' };
    const name = options['expected-field'] ?? ((0,json_kind/* isJsonObject */.O)(expected) ? options.field : undefined);
    if (name === undefined)
        return { ok: true, value: expected };
    const value = (0,own_path/* ownPath */.O)(expected, name);
    return value === undefined ? { ok: false, reason: `the case has no \`expected.${name}\`` } : { ok: true, value };
}

;// CONCATENATED MODULE: ./build/scorers/text-match.js




/** Options of the scorers that compare texts. */
const textOptions = {
    ...placeOptions,
    'ignore-case': schemas/* boolean */.zMY().default(false).describe('Compare without regard to upper and lower case.'),
    trim: schemas/* boolean */.zMY().default(true).describe('Drop white space at both ends of answer and expectation.'),
};
/** A text as the options have it compared. */
function prepared(text, options) {
    const trimmed = options.trim ? text.trim() : text;
    // Composed, so that the same letters in two encodings are the same text; upper first, which also folds ß.
    const composed = trimmed.normalize('NFC');
    return options['ignore-case'] ? composed.toUpperCase().toLowerCase() : composed;
}
/** The texts an expectation allows: each item of a list, or the one value. Other JSON than strings as canonical JSON. */
function acceptedTexts(expected) {
    const items = (0,json_kind/* isJsonArray */.M)(expected) ? expected : [expected];
    return items.map((item) => (typeof item === 'string' ? item : (0,canonical_json/* canonicalJson */.d)(item)));
}

;// CONCATENATED MODULE: ./build/scorers/exact-match.js







/** 1 where the answer is the expected text, or one of a list of accepted texts; else 0. */
const exactMatch = defineScorer({
    type: 'exact-match',
    version: 1,
    summary: 'The answer, or one JSON field of it, equals the expected text or one of the expected texts.',
    schema: schemas/* strictObject */.rej(textOptions),
    scale: () => binaryScale,
    create: (options) => async (output, testCase) => {
        const expected = expectationOf(testCase, options);
        if (!expected.ok)
            return unscored(expected.reason);
        const accepted = acceptedTexts(expected.value);
        if (accepted.length === 0)
            return unscored('the case accepts no text: `expected` is an empty list');
        const answer = answerText(output, options.field);
        if (!answer.ok)
            return scored(0, answer.explanation);
        const received = prepared(answer.value, options);
        const hit = accepted.some((text) => prepared(text, options) === received);
        return passOrMiss(hit
            ? undefined
            : `expected ${accepted
                .map((text) => (0,brief/* brief */.d)(text))
                .slice(0, 3)
                .join(' or ')}, received ${(0,brief/* brief */.d)(received)}`);
    },
});

;// CONCATENATED MODULE: ./build/scorers/includes.js







/** 1 where the answer contains the expected text; of a list, any or all of it. */
const includes = defineScorer({
    type: 'includes',
    version: 1,
    summary: 'The answer contains the expected text, or any or all of a list of texts.',
    schema: schemas/* strictObject */.rej({
        ...textOptions,
        match: schemas/* enum */.k5n(['any', 'all']).default('any').describe('How many texts of a list the answer must contain.'),
    }),
    scale: () => binaryScale,
    create: (options) => async (output, testCase) => {
        const expected = expectationOf(testCase, options);
        if (!expected.ok)
            return unscored(expected.reason);
        const texts = acceptedTexts(expected.value);
        if (texts.length === 0)
            return unscored('the case names no text: `expected` is an empty list');
        const answer = answerText(output, options.field);
        if (!answer.ok)
            return scored(0, answer.explanation);
        const received = prepared(answer.value, options);
        const missed = texts.filter((text) => !received.includes(prepared(text, options)));
        const hit = options.match === 'all' ? missed.length === 0 : missed.length < texts.length;
        return passOrMiss(hit ? undefined : `expected text with ${(0,brief/* brief */.d)(missed[0])}, received ${(0,brief/* brief */.d)(received)}`);
    },
});

;// CONCATENATED MODULE: ./build/text/normalise.js
const OUTER_PUNCTUATION = new Set(' .,;:!?…\'"‘’‚“”„«»‹›()[]{}<>`*_¿¡。、！？');
/**
 * A text as people compare it: NFKC, case folded, white space collapsed, punctuation at both ends trimmed. `-`, `%`, `#`
 * and currency signs stay, because they change the meaning.
 *
 * @example normaliseText('  “Straße”. ') // 'strasse'
 */
function normaliseText(text) {
    // Upper case first folds what lower case alone leaves apart (ß, final sigma).
    const folded = text.normalize('NFKC').toUpperCase().toLowerCase().replaceAll(/\s+/g, ' ');
    // By hand, because an end-anchored pattern is quadratic on long runs of punctuation.
    let start = 0;
    let end = folded.length;
    while (start < end && OUTER_PUNCTUATION.has(folded.charAt(start)))
        start += 1;
    while (end > start && OUTER_PUNCTUATION.has(folded.charAt(end - 1)))
        end -= 1;
    return folded.slice(start, end);
}
/** Whether a normalised text holds a normalised phrase with no letter or digit touching it on either side. */
function containsWholeWords(text, phrase) {
    if (phrase === '')
        return text === '';
    for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
        const end = at + phrase.length;
        if (!continuesWord(text, phrase, at - 1, 0) && !continuesWord(text, phrase, end, phrase.length - 1))
            return true;
    }
    return false;
}
const WORD = /[\p{L}\p{N}]/u;
function continuesWord(text, phrase, outside, edge) {
    return WORD.test(text.charAt(outside)) && WORD.test(phrase.charAt(edge));
}

;// CONCATENATED MODULE: ./build/scorers/match-any-order.js
/**
 * Whether every expected item can be given a received item of its own that matches it, in any order. Each received item
 * serves once; more received than expected items are the caller's concern. Augmenting paths, because taking the first
 * match greedily can block a later item whose only match it was.
 */
function matchAnyOrder(expected, received, matches) {
    const choices = expected.map((item) => received.flatMap((other, at) => (matches(item, other) ? [at] : [])));
    const takenBy = new Map();
    function place(item, tried) {
        for (const at of choices[item] ?? []) {
            if (tried.has(at))
                continue;
            tried.add(at);
            const holder = takenBy.get(at);
            if (holder === undefined || place(holder, tried)) {
                takenBy.set(at, item);
                return true;
            }
        }
        return false;
    }
    return expected.every((_, item) => place(item, new Set()));
}

;// CONCATENATED MODULE: ./build/scorers/tolerance.js
// What decimal notation itself costs in binary: 0.1 + 0.2 is 0.3 for every reader.
const NOTATION = 1e-12;
/** Whether two numbers are equal within the wider of an absolute and a relative tolerance (a share of the expected one). */
function withinTolerance(received, expected, tolerances) {
    const size = Math.abs(expected);
    const allowed = Math.max(tolerances.tolerance ?? 0, (tolerances['relative-tolerance'] ?? 0) * size);
    return Math.abs(received - expected) <= allowed + NOTATION * Math.max(size, allowed);
}

;// CONCATENATED MODULE: ./build/scorers/compare-json.js





/**
 * Compares by the type of what is expected: null and booleans must be equal; numbers equal within `tolerance`; strings
 * equal once normalised; a list of strings means that the received text holds at least one of them as whole words; an
 * object must match in every leaf it names; any other list must have the same length and match in any order.
 */
function compareJson(expected, received, tolerance, path = '') {
    const miss = { path, expected: (0,brief/* brief */.d)(expected), received: (0,brief/* brief */.d)(received) };
    if (typeof expected === 'number') {
        return typeof received === 'number' && withinTolerance(received, expected, { tolerance }) ? undefined : miss;
    }
    if (typeof expected === 'string')
        return textsOf(received).some((text) => text === normaliseText(expected)) ? undefined : miss;
    if ((0,json_kind/* isJsonObject */.O)(expected))
        return compareLeaves(expected, received, tolerance, path);
    if (!(0,json_kind/* isJsonArray */.M)(expected))
        return received === expected ? undefined : miss;
    if (expected.length > 0 && expected.every((item) => typeof item === 'string')) {
        const phrases = expected.map((item) => normaliseText(item));
        const texts = (0,json_kind/* isJsonArray */.M)(received) ? received.flatMap(textsOf) : textsOf(received);
        return texts.some((text) => phrases.some((phrase) => containsWholeWords(text, phrase))) ? undefined : miss;
    }
    if (!(0,json_kind/* isJsonArray */.M)(received) || received.length !== expected.length)
        return miss;
    const matched = matchAnyOrder(expected, received, (item, other) => compareJson(item, other, tolerance) === undefined);
    return matched ? undefined : miss;
}
function compareLeaves(expected, received, tolerance, path) {
    if (!(0,json_kind/* isJsonObject */.O)(received))
        return { path, expected: (0,brief/* brief */.d)(expected), received: (0,brief/* brief */.d)(received) };
    for (const [key, value] of Object.entries(expected)) {
        const other = Object.hasOwn(received, key) ? received[key] : undefined;
        const miss = compareJson(value, other, tolerance, path === '' ? key : `${path}.${key}`);
        if (miss !== undefined)
            return miss;
    }
    return undefined;
}
/** A received scalar as normalised text: numbers count where a text is expected, nothing else does. */
function textsOf(received) {
    if (typeof received === 'string')
        return [normaliseText(received)];
    return typeof received === 'number' ? [String(received)] : [];
}

;// CONCATENATED MODULE: ./build/scorers/json-fields.js








/** How many of the expected fields a JSON answer has right: all of them (1 or 0), or which share. */
const jsonFields = defineScorer({
    type: 'json-fields',
    version: 1,
    summary: 'The fields of a JSON answer equal the expected ones: all of them (binary) or the share that does.',
    schema: schemas/* strictObject */.rej({
        fields: schemas/* array */.YOg(schemas/* string */.YjP().min(1))
            .min(1)
            .optional()
            .describe('Fields to compare where the case expects them; dots reach nested fields. Without it: all expected.'),
        aggregate: schemas/* enum */.k5n(['all', 'mean'])
            .default('all')
            .describe('`all`: 1 only if every field is right; `mean`: the share.'),
        tolerance: schemas/* number */.aig().min(0).default(0).describe('Largest absolute difference of numbers that counts as equal.'),
        'expected-field': schemas/* string */.YjP().min(1).optional().describe('Property of `expected` that holds the expected fields.'),
    }),
    scale: (options) => (options.aggregate === 'all' ? binaryScale : shareScale),
    create: (options) => async (output, testCase) => {
        const expectation = expectationOf(testCase, options);
        if (!expectation.ok)
            return unscored(expectation.reason);
        const expected = expectation.value;
        if (!(0,json_kind/* isJsonObject */.O)(expected))
            return unscored('`expected` is no object with fields');
        const names = (options.fields ?? Object.keys(expected)).filter((name) => (0,own_path/* ownPath */.O)(expected, name) !== undefined);
        if (names.length === 0)
            return unscored('the case expects none of the fields');
        const answer = answerJson(output);
        if (!answer.ok)
            return scored(0, answer.explanation);
        const misses = names.flatMap((name) => {
            // Present by the filter above; null stands in only for the compiler.
            const miss = compareJson((0,own_path/* ownPath */.O)(expected, name) ?? null, (0,own_path/* ownPath */.O)(answer.value, name), options.tolerance, name);
            return miss === undefined ? [] : [miss];
        });
        const [first] = misses;
        if (first === undefined)
            return scored(1);
        const explanation = `${first.path}: expected ${first.expected}, received ${first.received}`;
        return scored(options.aggregate === 'all' ? 0 : (names.length - misses.length) / names.length, explanation);
    },
});

// EXTERNAL MODULE: ./node_modules/ajv/dist/ajv.js
var dist_ajv = __webpack_require__(42463);
// EXTERNAL MODULE: ./node_modules/ajv/dist/2020.js
var _2020 = __webpack_require__(52210);
// EXTERNAL MODULE: ./node_modules/ajv-formats/dist/index.js
var dist = __webpack_require__(82815);
// EXTERNAL MODULE: ./node_modules/re2js/build/index.js
var build = __webpack_require__(2856);
;// CONCATENATED MODULE: ./build/scorers/json-schema.js










/** 1 where the answer is JSON that a JSON Schema accepts. */
const jsonSchema = defineScorer({
    type: 'json-schema',
    version: 1,
    summary: 'The answer is JSON that a JSON Schema (draft-07 or 2020-12) accepts.',
    schema: schemas/* strictObject */.rej({
        file: schemas/* string */.YjP().min(1).optional().describe('Path of the schema, relative to the suite folder.'),
        schema: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()).optional().describe('The schema itself, instead of a file.'),
        field: schemas/* string */.YjP().min(1).optional().describe('Check this field of the answer instead of all of it.'),
    }),
    fileOptions: ['file'],
    scale: () => binaryScale,
    create: (options, files) => {
        const accepts = compiled(schemaOf(options, files), options.file === undefined ? 'schema' : 'file');
        return async (output) => {
            const answer = answerField(output, options.field);
            if (!answer.ok)
                return scored(0, answer.explanation);
            if (accepts(answer.value))
                return scored(1);
            const [error] = accepts.errors ?? [];
            const place = error === undefined || error.instancePath === '' ? 'the answer' : `\`${error.instancePath}\``;
            return passOrMiss(`${place} ${error?.message ?? 'does not fit the schema'}: ${(0,brief/* brief */.d)(answer.value)}`);
        };
    },
});
function schemaOf(options, files) {
    if ((options.file === undefined) === (options.schema === undefined)) {
        throw new definition/* ConfigurationMistake */.l([], 'either `file` or `schema`');
    }
    if (options.file === undefined)
        return options.schema;
    const text = files.get(options.file);
    if (text === undefined)
        throw new definition/* ConfigurationMistake */.l(['file'], 'a file that is there');
    try {
        return JSON.parse(text);
    }
    catch {
        throw new definition/* ConfigurationMistake */.l(['file'], 'a file that holds JSON');
    }
}
function compiled(schema, option) {
    if (typeof schema !== 'object' || schema === null)
        throw new definition/* ConfigurationMistake */.l([option], 'a JSON Schema object');
    // Unknown formats and keywords are annotations; patterns run on RE2, so that no answer can stall one.
    const settings = { strict: false, allErrors: false, logger: false, code: { regExp: re2 } };
    const newer = '$schema' in schema && String(schema.$schema).includes('2020-12');
    const ajv = newer ? new _2020.Ajv2020(settings) : new dist_ajv.Ajv(settings);
    dist["default"](ajv);
    try {
        return ajv.compile(schema);
    }
    catch (error) {
        throw new definition/* ConfigurationMistake */.l([option], `a valid JSON Schema (${error instanceof Error ? error.message : 'unreadable'})`);
    }
}
const re2 = Object.assign((pattern) => {
    const expression = build/* RE2JS */.L3.compile(pattern);
    return { test: (text) => expression.matcher(text).find() };
}, 
// Only read by ajv's standalone output, which is not used.
{ code: 'undefined' });

;// CONCATENATED MODULE: ./build/scorers/latency.js



/** Milliseconds from the question to the whole answer, of the attempt that succeeded. */
const latency = defineScorer({
    type: 'latency',
    version: 1,
    summary: 'Milliseconds until the answer was complete.',
    schema: schemas/* strictObject */.rej({}),
    scale: () => quantityScale,
    create: () => async (_output, _testCase, { measured }) => scored(measured.latencyMs),
});

;// CONCATENATED MODULE: ./build/scorers/read-numbers.js
const SPACES = ' \\u00a0\\u202f\\u2009';
// A number that is no part of a word or version: digits with separators inside, a sign in front, an exponent behind.
const NUMBER = new RegExp(`(?<![\\p{L}\\p{N}_]|[\\p{L}\\p{N}]\\.)([+\\-−]?)((?:\\d+(?:[.,'’${SPACES.slice(1)}]\\d+)*|[.,]\\d+)(?:[eE][+-]?\\d{1,3}(?![\\p{L}\\p{N}]))?)`, 'gu');
/**
 * The numbers a text holds, in order, whatever locale wrote them: `1,234.5`, `1.234,5`, `1 234,5`, `1'234.5`, `−3`,
 * `2e-4`. Where one sign before three digits could be either (`1,234`), a comma groups and a point is decimal, unless
 * `decimal` says which of them is the decimal sign.
 */
function readNumbers(text, decimal = 'auto') {
    const numbers = [];
    for (const match of text.matchAll(NUMBER)) {
        const value = numberOf(match[2] ?? '', decimal);
        if (value !== undefined)
            numbers.push(match[1] === '-' || match[1] === '−' ? -value : value);
    }
    return numbers;
}
/** An unsigned number as written, or undefined where its separators make none (`1.2.3`, a date). */
function numberOf(written, decimal) {
    const [mantissa = '', exponent = '0'] = written.replaceAll(/[\u00a0\u202f\u2009'’]/g, "'").split(/e/i);
    const sign = decimal === 'auto' ? decimalSignOf(mantissa) : decimal;
    const parts = sign === undefined ? [mantissa] : mantissa.split(sign);
    const [whole = '', fraction = ''] = parts;
    if (parts.length > 2 || !/^\d*$/.test(fraction))
        return undefined;
    const groups = whole.split(/[.,']/);
    if (groups.length > 1 && !groups.every((group, at) => (at === 0 ? /^\d{1,3}$/ : /^\d{2,3}$/).test(group)))
        return undefined;
    if (groups.length > 1 && groups.at(-1)?.length !== 3)
        return undefined;
    const value = Number(`${groups.join('')}.${fraction}e${exponent}`);
    return Number.isFinite(value) ? value : undefined;
}
function decimalSignOf(mantissa) {
    const points = mantissa.split('.').length - 1;
    const commas = mantissa.split(',').length - 1;
    if (points > 0 && commas > 0)
        return mantissa.lastIndexOf('.') > mantissa.lastIndexOf(',') ? '.' : ',';
    if (points === 1)
        return '.';
    if (commas !== 1)
        return undefined;
    // One comma alone: it groups before exactly three digits (and after no leading zero), else it is decimal.
    return /^[1-9]\d{0,2},\d{3}$/.test(mantissa) ? undefined : ',';
}

;// CONCATENATED MODULE: ./build/scorers/numeric.js









/** 1 where the answer's number is the expected one within tolerance; of a list of numbers, each must be there. */
const numeric = defineScorer({
    type: 'numeric',
    version: 1,
    summary: 'A number in the answer equals the expected one within an absolute or relative tolerance.',
    schema: schemas/* strictObject */.rej({
        ...placeOptions,
        tolerance: schemas/* number */.aig().min(0).default(0).describe('Largest absolute difference that still counts as equal.'),
        'relative-tolerance': schemas/* number */.aig()
            .min(0)
            .default(0)
            .describe('Largest difference as a share of the expected number; the wider of both tolerances counts.'),
        pick: schemas/* enum */.k5n(['last', 'first', 'any'])
            .default('last')
            .describe('Which number of the answer counts, where it holds several.'),
        decimal: schemas/* enum */.k5n(['auto', '.', ','])
            .default('auto')
            .describe('The decimal sign of answers; `auto` reads 1,234 as a thousand and 1.234 as one and a bit.'),
    }),
    scale: () => binaryScale,
    create: (options) => async (output, testCase) => {
        const expectation = expectationOf(testCase, options);
        if (!expectation.ok)
            return unscored(expectation.reason);
        const expected = expectedNumbers(expectation.value);
        if (expected === undefined)
            return unscored(`\`expected\` is no number: ${(0,brief/* brief */.d)(expectation.value)}`);
        const answer = answerNumbers(output, options.field, options.decimal);
        if (!answer.ok)
            return scored(0, answer.explanation);
        const candidates = (0,json_kind/* isJsonArray */.M)(expectation.value) ? answer.value : picked(answer.value, options.pick);
        const missed = expected.find((number) => !candidates.some((received) => withinTolerance(received, number, options)));
        return passOrMiss(missed === undefined
            ? undefined
            : `expected ${missed}, received ${candidates.slice(0, 5).join(', ') || 'no number'}`);
    },
});
function expectedNumbers(expected) {
    const items = (0,json_kind/* isJsonArray */.M)(expected) ? expected : [expected];
    // The suite's own numbers are written as JSON, or as a string that JavaScript reads as a number.
    const numbers = items.map((item) => (typeof item === 'string' && item.trim() !== '' ? Number(item) : item));
    const valid = numbers.every((item) => typeof item === 'number' && Number.isFinite(item));
    return valid && numbers.length > 0 ? numbers : undefined;
}
function answerNumbers(output, field, decimal) {
    if (field === undefined)
        return { ok: true, value: readNumbers(output.text, decimal) };
    const answer = answerField(output, field);
    if (!answer.ok)
        return answer;
    const items = (0,json_kind/* isJsonArray */.M)(answer.value) ? answer.value : [answer.value];
    const numbers = items.flatMap((item) => {
        if (typeof item === 'number')
            return [item];
        return typeof item === 'string' ? readNumbers(item, decimal) : [];
    });
    return { ok: true, value: numbers };
}
function picked(numbers, pick) {
    if (pick === 'any')
        return numbers;
    return pick === 'first' ? numbers.slice(0, 1) : numbers.slice(-1);
}

;// CONCATENATED MODULE: ./build/scorers/regex.js








/** 1 where an RE2 pattern matches somewhere in the answer. RE2 is linear in the answer's length whatever the pattern. */
const regex = defineScorer({
    type: 'regex',
    version: 1,
    summary: 'An RE2 pattern, of the suite or of each case, matches somewhere in the answer.',
    schema: schemas/* strictObject */.rej({
        ...placeOptions,
        pattern: schemas/* string */.YjP().min(1).optional().describe('RE2 syntax. Without it each case holds its own in `expected`.'),
        'ignore-case': schemas/* boolean */.zMY().default(false).describe('Compare without regard to upper and lower case.'),
        multiline: schemas/* boolean */.zMY().default(false).describe('`^` and `$` match at line ends.'),
        'dot-all': schemas/* boolean */.zMY().default(false).describe('`.` matches line breaks.'),
    }),
    scale: () => binaryScale,
    create: (options) => {
        const flags = (options['ignore-case'] ? build/* RE2JS */.L3.CASE_INSENSITIVE : 0) |
            (options.multiline ? build/* RE2JS */.L3.MULTILINE : 0) |
            (options['dot-all'] ? build/* RE2JS */.L3.DOTALL : 0);
        const constant = options.pattern === undefined ? undefined : regex_compiled(options.pattern, flags);
        if (constant?.ok === false)
            throw new definition/* ConfigurationMistake */.l(['pattern'], `a pattern in RE2 syntax (${constant.reason})`);
        return async (output, testCase) => {
            let pattern = constant;
            if (pattern === undefined) {
                const expected = expectationOf(testCase, options);
                if (!expected.ok)
                    return unscored(expected.reason);
                if (typeof expected.value !== 'string')
                    return unscored(`\`expected\` is no pattern: ${(0,brief/* brief */.d)(expected.value)}`);
                pattern = regex_compiled(expected.value, flags);
            }
            if (!pattern.ok)
                return unscored(`\`expected\` is no pattern in RE2 syntax (${pattern.reason})`);
            const answer = answerText(output, options.field);
            if (!answer.ok)
                return scored(0, answer.explanation);
            const hit = pattern.expression.matcher(answer.value).find();
            return passOrMiss(hit ? undefined : `expected a match of ${(0,brief/* brief */.d)(pattern.expression.pattern())}, received ${(0,brief/* brief */.d)(answer.value)}`);
        };
    },
});
function regex_compiled(pattern, flags) {
    try {
        return { ok: true, expression: build/* RE2JS */.L3.compile(pattern, flags) };
    }
    catch (error) {
        if (error instanceof build/* RE2JSException */.o_)
            return { ok: false, reason: error.message };
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/scorers/set-f1.js









/**
 * F1 of two sets: 2·|both| / (|received| + |expected|), the harmonic mean of precision and recall. Two empty sets agree
 * (1). Strings compare normalised, other items as canonical JSON; repeated items count once.
 */
const setF1 = defineScorer({
    type: 'set-f1',
    version: 1,
    summary: 'F1 between the set in a JSON answer and the expected set.',
    schema: schemas/* strictObject */.rej(placeOptions),
    scale: () => shareScale,
    create: (options) => async (output, testCase) => {
        const expectation = expectationOf(testCase, options);
        if (!expectation.ok)
            return unscored(expectation.reason);
        if (!(0,json_kind/* isJsonArray */.M)(expectation.value))
            return unscored(`\`expected\` is no list: ${(0,brief/* brief */.d)(expectation.value)}`);
        const answer = answerField(output, options.field);
        if (!answer.ok)
            return scored(0, answer.explanation);
        if (!(0,json_kind/* isJsonArray */.M)(answer.value))
            return scored(0, `expected a list, received ${(0,brief/* brief */.d)(answer.value)}`);
        const expected = new Map(expectation.value.map((item) => [identity(item), item]));
        const received = new Map(answer.value.map((item) => [identity(item), item]));
        const total = expected.size + received.size;
        if (total === 0)
            return scored(1);
        const both = [...expected.keys()].filter((key) => received.has(key)).length;
        const f1 = (2 * both) / total;
        return f1 === 1 ? scored(1) : scored(f1, difference(expected, received));
    },
});
function identity(item) {
    return typeof item === 'string' ? `"${normaliseText(item)}` : (0,canonical_json/* canonicalJson */.d)(item);
}
function difference(expected, received) {
    const missing = [...expected].filter(([key]) => !received.has(key)).map(([, item]) => item);
    const extra = [...received].filter(([key]) => !expected.has(key)).map(([, item]) => item);
    const parts = [];
    if (missing.length > 0)
        parts.push(`missing ${(0,brief/* brief */.d)(missing)}`);
    if (extra.length > 0)
        parts.push(`not expected ${(0,brief/* brief */.d)(extra)}`);
    return parts.join('; ');
}

;// CONCATENATED MODULE: ./build/scorers/tokens.js



/** Tokens of one call as the provider counted them. */
const tokens = defineScorer({
    type: 'tokens',
    version: 1,
    summary: 'Tokens of the call as the provider counted them: input, output or both.',
    schema: schemas/* strictObject */.rej({
        of: schemas/* enum */.k5n(['input', 'output', 'total']).default('total').describe('Which tokens are counted.'),
    }),
    scale: () => quantityScale,
    create: (options) => async (_output, _testCase, { measured }) => {
        const { usage } = measured;
        if (usage === undefined)
            return unscored('the target reported no token usage');
        const counts = {
            input: usage.inputTokens,
            output: usage.outputTokens,
            total: usage.inputTokens + usage.outputTokens,
        };
        return scored(counts[options.of]);
    },
});

;// CONCATENATED MODULE: ./build/scorers/tool-calls.js









/** 1 where the answer called the expected tools with the expected arguments; an expected `[]` means no call at all. */
const toolCalls = defineScorer({
    type: 'tool-calls',
    version: 1,
    summary: 'The answer calls the expected tools with the expected arguments.',
    schema: schemas/* strictObject */.rej({
        'expected-field': schemas/* string */.YjP().min(1).optional().describe('Property of `expected` that lists the calls.'),
        order: schemas/* enum */.k5n(['any', 'exact']).default('any').describe('Whether the calls must come in the expected order.'),
        arguments: schemas/* enum */.k5n(['exact', 'subset', 'ignore'])
            .default('exact')
            .describe('`subset`: every expected argument is there, others may be; `ignore`: names only.'),
        extra: schemas/* enum */.k5n(['forbid', 'allow']).default('forbid').describe('Whether calls that are not expected may be made.'),
    }),
    scale: () => binaryScale,
    create: (options) => async (output, testCase) => {
        const expectation = expectationOf(testCase, options);
        if (!expectation.ok)
            return unscored(expectation.reason);
        const expected = expectedCalls(expectation.value);
        if (expected === undefined) {
            return unscored(`\`expected\` is no list of {name, arguments}: ${(0,brief/* brief */.d)(expectation.value)}`);
        }
        const received = output.toolCalls ?? [];
        const matches = (wanted, call) => wanted.name === call.name && argumentsMatch(wanted.arguments, call.arguments, options.arguments);
        const enough = options.extra === 'allow' ? received.length >= expected.length : received.length === expected.length;
        const hit = enough &&
            (options.order === 'any' ? matchAnyOrder(expected, received, matches) : inOrder(expected, received, matches));
        return passOrMiss(hit ? undefined : `expected ${described(expected)}, received ${described(received)}`);
    },
});
function expectedCalls(expected) {
    const items = (0,json_kind/* isJsonArray */.M)(expected) ? expected : [expected];
    const calls = items.flatMap((item) => {
        if (typeof item === 'string')
            return [{ name: item }];
        if (!(0,json_kind/* isJsonObject */.O)(item) || typeof item['name'] !== 'string')
            return [];
        return [{ name: item['name'], arguments: item['arguments'] }];
    });
    return calls.length === items.length ? calls : undefined;
}
const DEEPEST_ARGUMENTS = 200;
function argumentsMatch(wanted, received, how) {
    // A call expected by name alone is met by any arguments.
    if (how === 'ignore' || wanted === undefined)
        return true;
    if ((0,json_depth/* isDeeperThan */.h)(received, DEEPEST_ARGUMENTS))
        return false;
    return how === 'exact' ? (0,canonical_json/* canonicalJson */.d)(wanted) === (0,canonical_json/* canonicalJson */.d)(received) : isSubset(wanted, received);
}
function isSubset(wanted, received) {
    if (received === undefined)
        return false;
    if (!(0,json_kind/* isJsonObject */.O)(wanted))
        return (0,canonical_json/* canonicalJson */.d)(wanted) === (0,canonical_json/* canonicalJson */.d)(received);
    if (!(0,json_kind/* isJsonObject */.O)(received))
        return false;
    return Object.entries(wanted).every(([key, value]) => Object.hasOwn(received, key) && isSubset(value, received[key]));
}
/** Each expected call is met in turn; calls between them are skipped (their number was checked). */
function inOrder(expected, received, matches) {
    let met = 0;
    for (const call of received) {
        const wanted = expected[met];
        if (wanted !== undefined && matches(wanted, call))
            met += 1;
    }
    return met === expected.length;
}
function described(calls) {
    if (calls.length === 0)
        return 'no tool call';
    return calls
        .slice(0, 3)
        .map((call) => `${(0,brief/* brief */.d)(call.name, 40).slice(1, -1)}(${describedArguments(call.arguments)})`)
        .join(', ');
}
function describedArguments(value) {
    if (value === undefined)
        return '…';
    return (0,json_depth/* isDeeperThan */.h)(value, DEEPEST_ARGUMENTS) ? '…' : (0,brief/* brief */.d)(value);
}

;// CONCATENATED MODULE: ./build/scorers/index.js











/** Every scorer a suite may name: one file and one line each; documentation, schema and suggestions derive from it. */
const scorers = {
    cost: cost,
    'exact-match': exactMatch,
    includes: includes,
    'json-fields': jsonFields,
    'json-schema': jsonSchema,
    latency: latency,
    numeric: numeric,
    regex: regex,
    'set-f1': setF1,
    tokens: tokens,
    'tool-calls': toolCalls,
};
/** The member of that name, or undefined; never an inherited property. */
function scorerNamed(type) {
    return Object.hasOwn(scorers, type) ? scorers[type] : undefined;
}


/***/ }),

/***/ 68055:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  z: () => (/* binding */ targets)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(26921);
// EXTERNAL MODULE: ./build/domain/definition.js
var definition = __webpack_require__(26680);
// EXTERNAL MODULE: ./build/domain/fault.js
var domain_fault = __webpack_require__(12777);
;// CONCATENATED MODULE: ./build/targets/recorded-answer.js

/** Token counts as results files and command targets write them. */
const usageSchema = schemas/* object */.Ikc({
    inputTokens: schemas/* number */.aig().min(0),
    outputTokens: schemas/* number */.aig().min(0),
    cachedInputTokens: schemas/* number */.aig().min(0).optional(),
})
    .transform(({ cachedInputTokens, ...counts }) => cachedInputTokens === undefined ? counts : { ...counts, cachedInputTokens });
const outputSchema = schemas/* object */.Ikc({
    text: schemas/* string */.YjP().default(''),
    toolCalls: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP(), arguments: schemas/* json */.Pq9().default({}) })).optional(),
    finishReason: schemas/* string */.YjP().optional(),
    refusal: schemas/* string */.YjP().optional(),
});
/** Reads an `output` of a JSONL line: a string, or an object like domain's Output. Undefined where it is neither. */
function readOutputValue(value) {
    if (typeof value === 'string')
        return { text: value };
    const parsed = outputSchema.safeParse(value);
    if (!parsed.success)
        return undefined;
    const { text, toolCalls, finishReason, refusal } = parsed.data;
    if (!Object.hasOwn(Object(value), 'text') && toolCalls === undefined && refusal === undefined)
        return undefined;
    return {
        text,
        ...(toolCalls === undefined ? {} : { toolCalls }),
        ...(finishReason === undefined ? {} : { finishReason }),
        ...(refusal === undefined ? {} : { refusal }),
    };
}

;// CONCATENATED MODULE: ./build/targets/response-fault.js

const OVERFLOW = /context[ _](length|window|size)|maximum context|prompt is too long|too many (input )?tokens/i;
const FILTERED = /content[ _](filter|policy|management)|responsible.?ai/i;
/** The Fault that a status other than 2xx means, by the taxonomy of domain/fault.ts. */
function faultOfResponse(response, url, keyName) {
    const { status } = response;
    const error = readApiError(response.body);
    const said = `${url.host} answered ${status}${error.message === '' ? '' : `: ${error.message}`}`;
    const retryAfterMs = retryAfter(response.headers);
    const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
    if (status >= 300 && status < 400)
        return redirectFault(response, url);
    if (status === 402 || (status === 429 && isQuota(error))) {
        return new domain_fault/* Fault */.v('quota-exhausted', said, { mend: 'add credit to the account, or raise its limit' });
    }
    if (status === 429)
        return new domain_fault/* Fault */.v('rate-limited', said, wait);
    if (status === 408 || status === 409 || status === 425 || status >= 500)
        return new domain_fault/* Fault */.v('server-error', said, wait);
    if (status === 401 || status === 403) {
        const mend = keyName === undefined
            ? `name the variable that holds the key of ${url.host} under \`hosts:\` in steelyard.yaml`
            : `check the key in ${keyName} and that it may use this model`;
        return new domain_fault/* Fault */.v('unauthorized', said, { mend });
    }
    if (status === 404) {
        return new domain_fault/* Fault */.v('not-found', said, { mend: 'check the address and the model id in target.yaml' });
    }
    if (status === 413 || error.code === 'context_length_exceeded' || OVERFLOW.test(error.message)) {
        return new domain_fault/* Fault */.v('context-overflow', said);
    }
    if (/^content_(filter|policy)/.test(error.code) || (status === 400 && FILTERED.test(error.message))) {
        return new domain_fault/* Fault */.v('content-filter', said);
    }
    return new domain_fault/* Fault */.v('bad-request', said, { mend: parameterMend(error) });
}
/** How long a server asks to wait, in milliseconds, by `retry-after-ms` and `retry-after` (seconds or a date). */
function retryAfter(headers) {
    const milliseconds = Number(headers['retry-after-ms'] ?? Number.NaN);
    if (Number.isFinite(milliseconds))
        return Math.max(0, milliseconds);
    const text = headers['retry-after'];
    if (text === undefined || text.trim() === '')
        return undefined;
    const seconds = Number(text);
    if (Number.isFinite(seconds))
        return Math.max(0, seconds * 1000);
    // Against the server's own date, so that two clocks that disagree do not matter.
    const wait = Date.parse(text) - (Date.parse(headers['date'] ?? '') || Date.now());
    return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}
/** Text from outside in a message: one line, at most 300 characters. */
function excerpt(text) {
    const line = text.replaceAll(/\s+/g, ' ').trim();
    return line.length <= 300 ? line : `${line.slice(0, 299)}…`;
}
function redirectFault(response, url) {
    const location = response.headers['location'] ?? '';
    const goal = URL.canParse(location, url.href) ? new URL(location, url).origin : 'nowhere';
    return new domain_fault/* Fault */.v('redirect-refused', `${url.host} redirects (${response.status}) to ${goal}; it was not followed`, {
        mend: 'write the final address into target.yaml, and allow its host under `hosts:` in steelyard.yaml',
    });
}
function isQuota(error) {
    return (error.code === 'insufficient_quota' ||
        error.type === 'insufficient_quota' ||
        error.code === 'billing_hard_limit_reached');
}
function parameterMend(error) {
    const { message, param } = error;
    const about = (name) => param === name || (param === '' && message.includes(name));
    if (/use 'max_completion_tokens'/i.test(message) ||
        (param === 'max_tokens' && message.includes('max_completion_tokens'))) {
        return 'rename `max_tokens` to `max_completion_tokens` under `params:` in target.yaml';
    }
    if (about('max_completion_tokens')) {
        return 'rename `max_completion_tokens` to `max_tokens` under `params:` in target.yaml: this server knows only the older name';
    }
    for (const name of ['temperature', 'top_p', 'presence_penalty', 'frequency_penalty']) {
        if (about(name))
            return `remove \`${name}\` from \`params:\` in target.yaml: this model takes only its default`;
    }
    if (about('response_format'))
        return 'this model does not take that `response-format`; change it in target.yaml';
    if (param !== '')
        return `change \`${param}\` in target.yaml`;
    return 'change what target.yaml sends so that the server takes it';
}
function readApiError(body) {
    const whole = parsed(body);
    const nested = isRecord(whole) ? (whole['error'] ?? whole) : whole;
    if (typeof nested === 'string')
        return { message: excerpt(nested), code: '', type: '', param: '' };
    if (!isRecord(nested))
        return { message: '', code: '', type: '', param: '' };
    const field = (name) => (typeof nested[name] === 'string' ? nested[name] : '');
    return { message: excerpt(field('message')), code: field('code'), type: field('type'), param: field('param') };
}
function parsed(body) {
    try {
        return JSON.parse(body);
    }
    catch {
        return undefined;
    }
}
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./build/targets/command-answer.js




const answerSchema = schemas/* looseObject */._H3({
    id: schemas/* int */.Whr(),
    output: schemas/* unknown */.L5J().optional(),
    usage: usageSchema.optional(),
    model: schemas/* string */.YjP().optional(),
    latencyMs: schemas/* number */.aig().min(0).optional(),
    error: schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* looseObject */._H3({ kind: schemas/* string */.YjP().optional(), message: schemas/* string */.YjP().default('') })])
        .optional(),
});
/** Reads one line that a command target wrote to its standard output. */
function readCommandAnswer(line) {
    if (!line.trimStart().startsWith('{'))
        return { kind: 'not-an-answer' };
    let value;
    try {
        value = JSON.parse(line);
    }
    catch {
        return { kind: 'broken', message: `the command wrote a line of broken JSON: ${excerpt(line)}` };
    }
    if (typeof value === 'object' && value !== null && 'ready' in value && !('id' in value))
        return { kind: 'ready' };
    const parsed = answerSchema.safeParse(value);
    if (!parsed.success) {
        const issue = parsed.error.issues[0];
        const where = issue === undefined ? '' : ` (${issue.path.join('.')}: ${issue.message})`;
        return { kind: 'broken', message: `the command wrote an answer of the wrong shape${where}: ${excerpt(line)}` };
    }
    return { kind: 'answer', id: parsed.data.id, result: readResult(parsed.data) };
}
function readResult(answer) {
    if (answer.error !== undefined) {
        const { kind, message } = typeof answer.error === 'string' ? { kind: undefined, message: answer.error } : answer.error;
        return new domain_fault/* Fault */.v(faultKind(kind), `the command says: ${excerpt(message)}`);
    }
    const output = readOutputValue(answer.output);
    if (output === undefined)
        return new domain_fault/* Fault */.v('bad-response', 'the command answered without `output`');
    return {
        output,
        ...(answer.usage === undefined ? {} : { usage: answer.usage }),
        ...(answer.model === undefined ? {} : { answeredBy: answer.model }),
        ...(answer.latencyMs === undefined ? {} : { latencyMs: answer.latencyMs }),
    };
}
/** A command may name a fault of the taxonomy; an error it does not name is worth another try. */
function faultKind(kind) {
    return kind !== undefined && Object.hasOwn(domain_fault/* faults */.e, kind) ? kind : 'server-error';
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(46193);
;// CONCATENATED MODULE: ./build/targets/answer-cap.js
/** No answer worth scoring is longer; a stuck server or program must not fill the memory. */
const ANSWER_CAP_BYTES = 8 * 1024 * 1024;

;// CONCATENATED MODULE: ./build/targets/line-reader.js


/** Cuts a byte stream into lines, whatever pieces it comes in; a line longer than the answer cap is reported once. */
class LineReader {
    #decoder = new external_node_string_decoder_.StringDecoder('utf8');
    #onLine;
    #onTooLong;
    #pieces = [];
    #length = 0;
    #stopped = false;
    constructor(handlers) {
        this.#onLine = handlers.onLine;
        this.#onTooLong = handlers.onTooLong;
    }
    push(chunk) {
        if (this.#stopped)
            return;
        const [first = '', ...rest] = this.#decoder.write(chunk).split('\n');
        this.#append(first);
        for (const piece of rest) {
            const line = this.#pieces.join('');
            this.#pieces = [];
            this.#length = 0;
            this.#onLine(line);
            this.#append(piece);
        }
    }
    #append(piece) {
        if (piece === '')
            return;
        this.#pieces.push(piece);
        this.#length += piece.length;
        if (this.#length <= ANSWER_CAP_BYTES || this.#stopped)
            return;
        this.#stopped = true;
        this.#pieces = [];
        this.#onTooLong();
    }
}

;// CONCATENATED MODULE: ./build/targets/launch-program.js


/** Starts a program without a shell, in a process group of its own, so that ending it ends its children too. */
function launchProgram(place, onLine) {
    const [file = '', ...rest] = place.argv;
    const child = (0,external_node_child_process_.spawn)(file, rest, {
        cwd: place.cwd,
        env: { ...place.environment },
        stdio: ['pipe', 'pipe', 'pipe'],
        detached: process.platform !== 'win32',
    });
    const { promise: ended, resolve } = Promise.withResolvers();
    let lastWords;
    const answers = new LineReader({
        onLine,
        onTooLong() {
            place.onStderr('the command wrote a line that is too long; it is ended');
            signalGroup(child, 'SIGKILL');
        },
    });
    const complaints = new LineReader({
        onLine(line) {
            if (line.trim() === '')
                return;
            lastWords = line.trim();
            place.onStderr(line);
        },
        onTooLong() { },
    });
    child.stdout.on('data', (chunk) => answers.push(chunk));
    child.stderr.on('data', (chunk) => complaints.push(chunk));
    // A program that died stops reading; `close` says so better than the broken pipe.
    child.stdin.on('error', () => { });
    child.on('error', (error) => {
        if (child.pid === undefined)
            resolve({ how: error.message, notStarted: true, lastWords });
    });
    // Whoever it left behind in its group goes with it, and lets go of its output, so that `close` follows.
    child.on('exit', () => signalGroup(child, 'SIGKILL'));
    child.on('close', (code, signal) => {
        complaints.push(Buffer.from('\n'));
        resolve({ how: signal ?? `exit code ${code}`, notStarted: false, lastWords });
    });
    return {
        write: (line) => void child.stdin.write(`${line}\n`),
        end(force) {
            child.stdin.end();
            signalGroup(child, force ? 'SIGKILL' : 'SIGTERM');
        },
        ended,
    };
}
function signalGroup(child, signal) {
    if (child.pid === undefined)
        return;
    try {
        if (process.platform === 'win32')
            child.kill(signal);
        else
            process.kill(-child.pid, signal);
    }
    catch {
        // ESRCH: nothing is left to signal.
    }
}

;// CONCATENATED MODULE: ./build/targets/command-process.js



/** Crashes in a row without an answer in between, after which it is not started again. */
const MOST_CRASHES = 8;
/** The same for a program that never answered at all. */
const MOST_CRASHES_BEFORE_FIRST_ANSWER = 2;
const KILL_AFTER_MS = 2000;
/** Keeps one program alive: started at the first request, again a few times after a crash, ended by `close`. */
function startCommand(place) {
    let running;
    let crashes = 0;
    let crashesAllowed = MOST_CRASHES_BEFORE_FIRST_ANSWER;
    let lastWords = '';
    let closed = false;
    let lastId = 0;
    function launch() {
        if (crashes >= crashesAllowed)
            throw unusable(place, `it crashed ${crashes} times in a row${lastWords}`);
        const program = launchProgram(place, (line) => readLine(line, started));
        const started = { program, waiting: new Map(), ready: Promise.withResolvers() };
        // Nobody may be waiting for readiness when it fails.
        started.ready.promise.catch(() => { });
        const timer = awaitReadiness(started);
        void program.ended.then((end) => {
            clearTimeout(timer);
            wrapUp(started, end);
        });
        return started;
    }
    function awaitReadiness(started) {
        const limit = place.readyTimeoutMs;
        if (limit === undefined) {
            started.ready.resolve();
            return undefined;
        }
        const timer = setTimeout(() => {
            started.reason = unusable(place, `it did not write {"ready": true} within ${limit / 1000} s`);
            started.program.end(true);
        }, limit);
        void started.ready.promise.then(() => clearTimeout(timer), () => { });
        return timer;
    }
    function wrapUp(started, end) {
        if (running === started)
            running = undefined;
        if (!closed)
            crashes += 1;
        lastWords = end.lastWords === undefined ? '' : `: ${end.lastWords}`;
        const crash = end.notStarted
            ? unusable(place, end.how)
            : new domain_fault/* Fault */.v('target-crashed', `\`${place.argv.join(' ')}\` ended (${end.how})${lastWords}`);
        const fault = started.reason ?? crash;
        started.ready.reject(fault);
        settleAll(started, fault);
    }
    function readLine(line, from) {
        if (line.trim() === '')
            return;
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
                settleAll(from, new domain_fault/* Fault */.v('bad-response', answer.message));
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
            if (closed)
                throw new domain_fault/* Fault */.v('target-unusable', 'the command was ended');
            if (signal.aborted)
                throw new domain_fault/* Fault */.v('timeout', 'the call was aborted');
            running ??= launch();
            const current = running;
            await current.ready.promise;
            if (running !== current)
                throw current.reason ?? new domain_fault/* Fault */.v('target-crashed', 'the command ended');
            lastId += 1;
            const id = lastId;
            const { promise, resolve, reject } = Promise.withResolvers();
            const settle = (result) => {
                current.waiting.delete(id);
                signal.removeEventListener('abort', onAbort);
                if (result instanceof domain_fault/* Fault */.v)
                    reject(result);
                else
                    resolve(result);
            };
            const onAbort = () => settle(new domain_fault/* Fault */.v('timeout', 'the command did not answer within the deadline'));
            current.waiting.set(id, settle);
            signal.addEventListener('abort', onAbort, { once: true });
            if (signal.aborted)
                onAbort();
            else
                current.program.write(JSON.stringify({ id, ...request }));
            return await promise;
        },
        async close() {
            closed = true;
            const last = running;
            if (last === undefined)
                return;
            last.program.end(false);
            const timer = setTimeout(() => last.program.end(true), KILL_AFTER_MS);
            await last.program.ended;
            clearTimeout(timer);
        },
    };
}
function settleAll({ waiting }, fault) {
    for (const settle of waiting.values())
        settle(fault);
}
function unusable(place, why) {
    return new domain_fault/* Fault */.v('target-unusable', `\`${place.argv.join(' ')}\` cannot be used: ${why}`, {
        mend: `run it by hand in ${place.cwd}; it must read and write one JSON object a line`,
    });
}

;// CONCATENATED MODULE: ./build/targets/command-setup.js


/** Runs `setup:` once in a fresh directory. Throws a Fault `target-unusable` with the end of what it printed. */
async function runSetup(argv, place) {
    const [file = '', ...rest] = argv;
    let tail = '';
    const code = await new Promise((settle) => {
        const child = (0,external_node_child_process_.spawn)(file, rest, {
            cwd: place.cwd,
            env: { ...place.environment },
            stdio: ['ignore', 'pipe', 'pipe'],
        });
        const collect = (chunk) => {
            const text = chunk.toString('utf8');
            tail = (tail + text).slice(-2000);
            for (const line of text.split('\n'))
                if (line.trim() !== '')
                    place.onStderr(line);
        };
        child.stdout.on('data', collect);
        child.stderr.on('data', collect);
        child.on('error', (error) => settle(error.message));
        child.on('close', (status, signal) => settle(status ?? signal ?? 'unknown'));
    });
    if (code === 0)
        return;
    const last = tail.trim().split('\n').at(-1) ?? '';
    throw new domain_fault/* Fault */.v('target-unusable', `setup \`${argv.join(' ')}\` ended with ${code}${last === '' ? '' : `: ${last}`}`, {
        mend: 'run it by hand in a fresh checkout of the base commit',
    });
}

;// CONCATENATED MODULE: ./build/targets/command.js





const argv = schemas/* array */.YOg(schemas/* string */.YjP().min(1)).min(1);
const schema = schemas/* strictObject */.rej({
    command: argv,
    setup: argv.optional(),
    cwd: schemas/* string */.YjP().min(1).optional(),
    /** Seconds until the process must have written `{"ready": true}`; absent: it is asked at once. */
    'ready-timeout': schemas/* number */.aig().positive().max(600).optional(),
});
/**
 * A program of one's own: one long-lived process per arm that reads a JSON request a line and writes a JSON answer a line.
 *
 * @example { type: command, command: [python3, app/answer.py], setup: [pip, install, -r, requirements.txt] }
 */
const command = (0,definition/* define */.E)({
    type: 'command',
    version: 1,
    summary: 'A long-lived program that answers JSON lines on standard input and output.',
    schema,
    create: (options) => async (context) => {
        const place = {
            cwd: (0,external_node_path_.resolve)(context.directory, options.cwd ?? '.'),
            environment: allowedEnvironment(context),
            onStderr: context.onStderr ?? (() => { }),
        };
        if (options.setup !== undefined && context.freshDirectory === true)
            await runSetup(options.setup, place);
        const readyTimeout = options['ready-timeout'];
        const process = startCommand({
            ...place,
            argv: options.command,
            ...(readyTimeout === undefined ? {} : { readyTimeoutMs: readyTimeout * 1000 }),
        });
        const target = {
            ask: (request) => process.ask(requestLine(context, request), request.signal),
            close: () => process.close(),
        };
        return target;
    },
});
/** A command sees PATH, HOME and what the base's `command-env` names, nothing else: no key leaks by accident. */
function allowedEnvironment({ environment, commandEnv }) {
    const allowed = {};
    for (const name of ['PATH', 'HOME', ...commandEnv]) {
        const value = environment[name];
        if (value !== undefined)
            allowed[name] = value;
    }
    return allowed;
}
/** What travels in one request besides its id: the arm's own prompt, model and file texts. */
function requestLine({ spec }, request) {
    return {
        case: request.caseId,
        trial: request.index,
        messages: request.messages,
        input: request.input,
        ...(spec.model === undefined ? {} : { model: spec.model }),
        params: spec.params,
        files: Object.fromEntries(spec.files.map((file) => [file.path, file.text])),
    };
}

// EXTERNAL MODULE: ./build/text/json-kind.js
var json_kind = __webpack_require__(68489);
// EXTERNAL MODULE: ./build/text/own-path.js
var own_path = __webpack_require__(92076);
// EXTERNAL MODULE: ./build/text/template.js
var text_template = __webpack_require__(85906);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./node_modules/undici/index.js
var undici = __webpack_require__(24371);
;// CONCATENATED MODULE: ./build/targets/host-policy.js

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);
/**
 * Says which hosts may be called and with which key. An entry without a port means the default port, but for loopback,
 * where ports are drawn at random. The one place that binds keys to hosts.
 */
function createHostPolicy(hosts, environment) {
    const entries = Object.entries(hosts).map(([name, keyName]) => parseEntry(name, keyName));
    return {
        permit(url) {
            const host = hostOf(url);
            refuseUnsafe(url, host);
            const candidates = entries.filter((entry) => entry.host === host && portMatches(entry, url, host));
            const entry = candidates.find((one) => one.port !== undefined) ?? candidates[0];
            if (entry === undefined) {
                throw new domain_fault/* Fault */.v('host-refused', `${url.host} is not a host that the policy allows to be called`, {
                    mend: `add \`${url.host}: NAME_OF_ITS_KEY_VARIABLE\` (or null for no key) to \`hosts:\` in steelyard.yaml of the base branch`,
                });
            }
            if (entry.keyName === null)
                return {};
            const key = environment[entry.keyName];
            if (key === undefined || key === '') {
                throw new domain_fault/* Fault */.v('unauthorized', `no key for ${url.host}: the environment variable ${entry.keyName} is not set`, {
                    mend: `set ${entry.keyName}, or change its name under \`hosts:\` in steelyard.yaml`,
                });
            }
            return { key, keyName: entry.keyName };
        },
    };
}
/** True for addresses that stay on this machine. */
function isLoopback(url) {
    return LOOPBACK.has(hostOf(url));
}
function refuseUnsafe(url, host) {
    if (url.username !== '' || url.password !== '') {
        throw new domain_fault/* Fault */.v('host-refused', `the address of ${url.host} carries credentials`, {
            mend: 'take them out of the address, and name the variable that holds the key under `hosts:` in steelyard.yaml',
        });
    }
    const encrypted = url.protocol === 'https:';
    if (encrypted || (url.protocol === 'http:' && LOOPBACK.has(host)))
        return;
    throw new domain_fault/* Fault */.v('host-refused', `expected an https address, received ${url.protocol}//${url.host}`, {
        mend: 'use https; plain http is for loopback alone, since prompts and keys would travel in the open',
    });
}
function portMatches(entry, url, host) {
    if (entry.port === undefined)
        return url.port === '' || LOOPBACK.has(host);
    const defaultPort = url.protocol === 'https:' ? '443' : '80';
    return entry.port === (url.port === '' ? defaultPort : url.port);
}
function parseEntry(name, keyName) {
    const text = name.trim().toLowerCase();
    const bracketed = /^\[(.+)\](?::(\d+))?$/.exec(text);
    const plain = bracketed ?? /^([^:]+)(?::(\d+))?$/.exec(text);
    // Neither form: a bare IPv6 address.
    const host = plain?.[1] ?? text;
    const port = plain?.[2];
    return { host: withoutFinalDot(host), keyName, ...(port === undefined ? {} : { port }) };
}
function hostOf(url) {
    return withoutFinalDot(url.hostname.toLowerCase().replace(/^\[(.+)\]$/, '$1'));
}
function withoutFinalDot(host) {
    return host.endsWith('.') ? host.slice(0, -1) : host;
}

;// CONCATENATED MODULE: ./build/targets/transport.js







const decoders = {
    gzip: (0,external_node_util_.promisify)(external_node_zlib_.gunzip),
    'x-gzip': (0,external_node_util_.promisify)(external_node_zlib_.gunzip),
    deflate: (0,external_node_util_.promisify)(external_node_zlib_.inflate),
    br: (0,external_node_util_.promisify)(external_node_zlib_.brotliDecompress),
};
/** One undici pool per origin, with as many connections as calls in flight. */
function createTransport(context) {
    const policy = createHostPolicy(context.hosts, context.environment);
    const dispatchers = new Map();
    return {
        async send({ url, method, headers, body, signal }) {
            const { key, keyName } = policy.permit(url);
            const dispatcher = dispatchers.get(url.origin) ?? openDispatcher(url, context);
            dispatchers.set(url.origin, dispatcher);
            const response = await guarded(url, signal, async () => {
                const arrived = await dispatcher.request({
                    origin: url.origin,
                    path: url.pathname + url.search,
                    method,
                    headers: {
                        accept: 'application/json',
                        'accept-encoding': 'gzip, deflate, br',
                        'user-agent': 'steelyard',
                        ...headers,
                        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
                    },
                    body: body ?? null,
                    signal,
                });
                const plain = flatten(arrived.headers);
                return { status: arrived.statusCode, headers: plain, body: await readBody(arrived.body, plain) };
            });
            if (response.status < 200 || response.status > 299)
                throw faultOfResponse(response, url, keyName);
            if (response.body.trim() === '') {
                throw new domain_fault/* Fault */.v('bad-response', `${url.host} answered ${response.status} with an empty body`);
            }
            return response;
        },
        async close() {
            const open = [...dispatchers.values()];
            dispatchers.clear();
            // Not `close()`: that waits for calls in flight, and nobody waits for their answers any more.
            await Promise.all(open.map((dispatcher) => dispatcher.destroy()));
        },
    };
}
function openDispatcher(url, context) {
    // The runner's deadline bounds a call; undici's own timers would only say the same less clearly.
    const options = { connections: Math.max(1, context.concurrency), headersTimeout: 0, bodyTimeout: 0 };
    const read = (name) => context.environment[name.toLowerCase()] ?? context.environment[name] ?? '';
    const httpProxy = read('HTTP_PROXY');
    const httpsProxy = read('HTTPS_PROXY');
    if (isLoopback(url) || (httpProxy === '' && httpsProxy === ''))
        return new undici/* Pool */.bC(url.origin, options);
    // All three given as strings: what is left out, undici would read from the process.
    return new undici/* EnvHttpProxyAgent */.J2({ ...options, httpProxy, httpsProxy, noProxy: read('NO_PROXY') });
}
/** Runs a call and turns what undici throws into Faults. */
async function guarded(url, signal, call) {
    try {
        return await call();
    }
    catch (error) {
        if (error instanceof domain_fault/* Fault */.v)
            throw error;
        if (signal.aborted)
            throw new domain_fault/* Fault */.v('timeout', `${url.host} did not answer within the deadline`, { cause: error });
        const code = error instanceof Error && 'code' in error ? String(error.code) : '';
        const what = error instanceof Error ? error.message : String(error);
        if (code.startsWith('HPE_')) {
            throw new domain_fault/* Fault */.v('bad-response', `${url.host} did not answer in HTTP: ${what}`, { cause: error });
        }
        throw new domain_fault/* Fault */.v('network', `the call to ${url.host} failed: ${what || code}`, { cause: error });
    }
}
async function readBody(body, headers) {
    const chunks = [];
    let size = 0;
    for await (const chunk of body) {
        size += chunk.length;
        // Leaving the loop destroys the stream, and with it the connection.
        if (size > ANSWER_CAP_BYTES)
            throw tooLarge();
        chunks.push(chunk);
    }
    const bytes = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
    return (await decode(bytes, headers['content-encoding'] ?? 'identity')).toString('utf8');
}
async function decode(bytes, encoding) {
    const name = encoding.trim().toLowerCase();
    if (name === 'identity' || name === '' || bytes.length === 0)
        return bytes;
    const decoder = Object.hasOwn(decoders, name) ? decoders[name] : undefined;
    if (decoder === undefined)
        throw new domain_fault/* Fault */.v('bad-response', `the answer is encoded as ${name}, which was not asked for`);
    try {
        return await decoder(bytes, { maxOutputLength: ANSWER_CAP_BYTES });
    }
    catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
            throw tooLarge();
        throw new domain_fault/* Fault */.v('bad-response', `the answer says it is ${name} and cannot be decoded`, { cause: error });
    }
}
function tooLarge() {
    return new domain_fault/* Fault */.v('answer-too-large', `the answer is longer than ${ANSWER_CAP_BYTES / 1024 / 1024} MB; it was cut off`);
}
function flatten(headers) {
    const plain = {};
    for (const [name, value] of Object.entries(headers)) {
        if (value !== undefined)
            plain[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
    }
    return plain;
}

;// CONCATENATED MODULE: ./build/targets/http.js







const headerName = schemas/* string */.YjP().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'expected the name of an HTTP header');
const headerValue = schemas/* string */.YjP().regex(/^[\t\x20-\x7e]*$/, 'expected printable ASCII on one line');
const http_schema = schemas/* strictObject */.rej({
    url: schemas/* url */.OZ5({ protocol: /^https?$/ }),
    method: schemas/* enum */.k5n(['POST', 'PUT', 'GET']).default('POST'),
    headers: schemas/* record */.g1P(headerName, headerValue).default({}),
    body: schemas/* json */.Pq9().optional(),
    output: schemas/* string */.YjP().min(1).optional(),
    usage: schemas/* strictObject */.rej({ 'input-tokens': schemas/* string */.YjP().min(1), 'output-tokens': schemas/* string */.YjP().min(1) }).optional(),
    model: schemas/* string */.YjP().min(1).optional(),
});
const SECRET_HEADERS = new Set(['authorization', 'proxy-authorization', 'cookie', 'api-key', 'x-api-key']);
const WHOLE_PLACEHOLDER = /^\{\{\s*([^{}\s]+)\s*\}\}$/;
/**
 * Any HTTP endpoint that answers in one response: a RAG service, an agent, a gateway of one's own. `body` is JSON in which
 * `{{name}}` takes the case's input, `{{input}}` all of it, and `{{messages}}` the rendered prompt.
 *
 * @example { type: http, url: https://rag.example.com/answer, body: { question: '{{question}}' }, output: answer.text }
 */
const http = (0,definition/* define */.E)({
    type: 'http',
    version: 1,
    summary: 'Any HTTP endpoint that takes JSON and answers in one response.',
    schema: http_schema,
    create(options) {
        refuseInlineSecrets(options);
        const url = new URL(options.url);
        return async (context) => {
            const transport = createTransport(context);
            return {
                async ask(request) {
                    const response = await transport.send({
                        url,
                        method: options.method,
                        headers: { 'content-type': 'application/json', ...lowerCase(options.headers) },
                        ...(options.method === 'GET' ? {} : { body: JSON.stringify(fillBody(options.body, request)) }),
                        signal: request.signal,
                    });
                    return readAnswer(options, response.body, response.headers['content-type'] ?? '', url);
                },
                close: () => transport.close(),
            };
        };
    },
});
function refuseInlineSecrets({ headers, body }) {
    const mend = 'name the variable that holds the key under `hosts:` in steelyard.yaml; it is sent as `Authorization: Bearer`';
    for (const [name, value] of Object.entries(headers)) {
        if (SECRET_HEADERS.has(name.toLowerCase())) {
            throw new definition/* ConfigurationMistake */.l(['headers', name], `expected no key in target.yaml; ${mend}`);
        }
        if (value.includes('{{'))
            throw new definition/* ConfigurationMistake */.l(['headers', name], `expected a fixed text; ${mend}`);
    }
    if (/\{\{\s*env\./.test(JSON.stringify(body ?? null))) {
        throw new definition/* ConfigurationMistake */.l(['body'], `expected no \`{{env.…}}\`: the environment is not for prompts; ${mend}`);
    }
}
function fillBody(body, request) {
    const messages = request.messages;
    if (body === undefined)
        return { messages, input: request.input };
    return fill(body, { messages, input: request.input, ...request.input });
}
/** A text that is one placeholder takes the value itself, so numbers and lists survive; others take it as text. */
function fill(template, values) {
    if (typeof template === 'string')
        return fillText(template, values);
    if ((0,json_kind/* isJsonArray */.M)(template))
        return template.map((item) => fill(item, values));
    if (!(0,json_kind/* isJsonObject */.O)(template))
        return template;
    return Object.fromEntries(Object.entries(template).map(([key, value]) => [key, fill(value, values)]));
}
function fillText(template, values) {
    const name = WHOLE_PLACEHOLDER.exec(template)?.[1];
    const whole = name === undefined ? undefined : (0,own_path/* ownPath */.O)(values, name);
    if (whole !== undefined)
        return whole;
    const rendered = (0,text_template/* renderTemplate */.X)(template, values);
    if (rendered.ok)
        return rendered.text;
    throw new domain_fault/* Fault */.v('cannot-render', `the body names {{${rendered.missing}}}, which the case's input does not have`);
}
function readAnswer(options, body, contentType, url) {
    if (options.output === undefined && options.usage === undefined && options.model === undefined) {
        if (contentType.includes('text/html')) {
            throw new domain_fault/* Fault */.v('bad-response', `${url.host} answered 200 with a web page`);
        }
        return { output: { text: body } };
    }
    const json = parseBody(body, url);
    const usage = options.usage === undefined ? undefined : readUsage(options.usage, json);
    const model = options.model === undefined ? undefined : (0,own_path/* ownPath */.O)(json, options.model);
    return {
        output: { text: options.output === undefined ? body : readText(options.output, json, url) },
        ...(usage === undefined ? {} : { usage }),
        ...(typeof model === 'string' ? { answeredBy: model } : {}),
    };
}
function parseBody(body, url) {
    try {
        // JSON.parse yields Json by definition.
        return JSON.parse(body);
    }
    catch (cause) {
        throw new domain_fault/* Fault */.v('bad-response', `${url.host} answered 200 with what is not JSON`, { cause });
    }
}
function readText(path, json, url) {
    const value = (0,own_path/* ownPath */.O)(json, path);
    if (value === undefined)
        throw new domain_fault/* Fault */.v('bad-response', `the answer of ${url.host} has no \`${path}\``);
    return typeof value === 'string' ? value : JSON.stringify(value);
}
function readUsage(paths, json) {
    const inputTokens = (0,own_path/* ownPath */.O)(json, paths['input-tokens']);
    const outputTokens = (0,own_path/* ownPath */.O)(json, paths['output-tokens']);
    if (typeof inputTokens !== 'number' || typeof outputTokens !== 'number')
        return undefined;
    return { inputTokens, outputTokens };
}
function lowerCase(headers) {
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

// EXTERNAL MODULE: ./node_modules/openai/index.mjs + 232 modules
var openai = __webpack_require__(98193);
// EXTERNAL MODULE: ./build/domain/usage-error.js
var usage_error = __webpack_require__(28801);
;// CONCATENATED MODULE: ./build/targets/chat-completion.js



const toolCallSchema = schemas/* object */.Ikc({
    function: schemas/* object */.Ikc({ name: schemas/* string */.YjP(), arguments: schemas/* string */.YjP().default('') }),
});
const completionSchema = schemas/* object */.Ikc({
    model: schemas/* string */.YjP().nullish(),
    choices: schemas/* array */.YOg(schemas/* object */.Ikc({
        finish_reason: schemas/* string */.YjP().nullish(),
        message: schemas/* object */.Ikc({
            content: schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* array */.YOg(schemas/* looseObject */._H3({ text: schemas/* string */.YjP().optional() }))]).nullish(),
            refusal: schemas/* string */.YjP().nullish(),
            tool_calls: schemas/* array */.YOg(toolCallSchema).nullish(),
        }),
    }))
        .min(1),
    usage: schemas/* object */.Ikc({
        prompt_tokens: schemas/* number */.aig(),
        completion_tokens: schemas/* number */.aig(),
        prompt_tokens_details: schemas/* object */.Ikc({ cached_tokens: schemas/* number */.aig().nullish() }).nullish(),
    })
        .nullish()
        // Some servers send an empty or partial object: an answer without counts is still an answer.
        .catch(null),
});
/**
 * Reads a Chat Completions response. Refusals, tool calls, and answers cut off by length or filter are valid outcomes.
 * Throws a Fault `bad-response` for what is no completion at all.
 */
function readChatCompletion(body) {
    const parsed = completionSchema.safeParse(body);
    if (!parsed.success) {
        const issue = parsed.error.issues[0];
        const where = issue === undefined ? '' : ` (${issue.path.join('.')}: ${issue.message})`;
        throw new domain_fault/* Fault */.v('bad-response', `the answer is not a chat completion${where}${errorInside(body)}`);
    }
    const usage = chat_completion_readUsage(parsed.data.usage);
    return {
        output: readOutput(parsed.data),
        ...(usage === undefined ? {} : { usage }),
        ...(typeof parsed.data.model === 'string' ? { answeredBy: parsed.data.model } : {}),
    };
}
function readOutput(completion) {
    const [choice] = completion.choices;
    const content = choice?.message.content ?? '';
    const text = typeof content === 'string' ? content : content.map((part) => part.text ?? '').join('');
    const toolCalls = (choice?.message.tool_calls ?? []).map((call) => ({
        name: call.function.name,
        arguments: readArguments(call.function.arguments),
    }));
    const finishReason = choice?.finish_reason ?? undefined;
    const refusal = choice?.message.refusal ?? undefined;
    return {
        text,
        ...(toolCalls.length === 0 ? {} : { toolCalls }),
        ...(finishReason === undefined ? {} : { finishReason }),
        ...(refusal === undefined ? {} : { refusal }),
    };
}
/** A model may write arguments that are no JSON: its own doing, so the text is kept for the scorer to judge. */
function readArguments(text) {
    try {
        // JSON.parse yields Json by definition.
        return JSON.parse(text);
    }
    catch {
        return text;
    }
}
function chat_completion_readUsage(usage) {
    if (usage === null || usage === undefined)
        return undefined;
    const cached = usage.prompt_tokens_details?.cached_tokens;
    return {
        inputTokens: usage.prompt_tokens,
        outputTokens: usage.completion_tokens,
        ...(typeof cached === 'number' ? { cachedInputTokens: cached } : {}),
    };
}
/** Gateways send `{"error": …}` with status 200. */
function errorInside(body) {
    if (typeof body !== 'object' || body === null || !('error' in body))
        return '';
    return `: ${excerpt(JSON.stringify(body.error))}`;
}

;// CONCATENATED MODULE: ./build/targets/openai.js







const openai_schema = schemas/* strictObject */.rej({
    'base-url': schemas/* url */.OZ5({ protocol: /^https?$/ }).default('https://api.openai.com/v1'),
    api: schemas/* literal */.euz('chat').default('chat'),
});
/** Off, as far as a timer can be: the runner's deadline is the only one. */
const NO_TIMEOUT_MS = 2 ** 31 - 1;
/**
 * Any server that speaks Chat Completions: OpenAI, gateways, vLLM, llama.cpp, Ollama.
 *
 * @example { type: openai, model: gpt-5-mini, base-url: https://gateway.example.com/v1 }
 */
const openai_openai = (0,definition/* define */.E)({
    type: 'openai',
    version: 1,
    summary: 'A prompt sent to any server with an OpenAI-compatible Chat Completions API.',
    schema: openai_schema,
    create: (options) => async (context) => start(context, new URL(options['base-url'])),
});
async function start(context, baseUrl) {
    const fixed = fixedBody(context.spec);
    const transport = createTransport(context);
    const client = new openai/* default */.Ay({
        baseURL: baseUrl.href.replace(/\/$/, ''),
        maxRetries: 0,
        timeout: NO_TIMEOUT_MS,
        logLevel: 'off',
        // The transport alone knows keys. The client insists on one, and nulls keep it from reading the process's environment.
        apiKey: 'held by the transport',
        adminAPIKey: null,
        organization: null,
        project: null,
        webhookSecret: null,
        fetch: fetchOver(transport),
    });
    return {
        async ask(request) {
            const body = { ...fixed, messages: request.messages };
            try {
                return readChatCompletion(await client.post('/chat/completions', { body, signal: request.signal }));
            }
            catch (error) {
                throw asFault(error, request.signal, baseUrl);
            }
        },
        close: () => transport.close(),
    };
}
/** Everything of the request that does not change from case to case; params go in verbatim. */
function fixedBody(spec) {
    if (spec.model === undefined) {
        throw mistake(spec, 'model', 'a model id', 'nothing', 'add `model: …`');
    }
    if (spec.params['stream'] === true) {
        throw mistake(spec, 'params.stream', 'no streaming', 'true', 'remove `stream`: answers are scored whole');
    }
    if (spec.params['n'] !== undefined && spec.params['n'] !== 1) {
        const received = JSON.stringify(spec.params['n']);
        throw mistake(spec, 'params.n', 'one answer a call', received, 'remove `n`, and set `trials` in suite.yaml');
    }
    return {
        ...spec.params,
        model: spec.model,
        ...(spec.tools === undefined ? {} : { tools: spec.tools }),
        ...(spec.responseFormat === undefined ? {} : { response_format: responseFormat(spec.responseFormat) }),
    };
}
/** A JSON Schema is wrapped as the API wants it; what is already a `response_format` passes through. */
function responseFormat(format) {
    if (typeof format !== 'object' || format === null || !('type' in format))
        return wrapSchema(format);
    const { type } = format;
    const ready = type === 'text' || type === 'json_object' || (type === 'json_schema' && 'json_schema' in format);
    return ready ? format : wrapSchema(format);
}
function wrapSchema(schema) {
    const title = typeof schema === 'object' && schema !== null && 'title' in schema ? schema['title'] : undefined;
    const name = typeof title === 'string' ? title.replaceAll(/[^A-Za-z0-9_-]+/g, '_').slice(0, 64) : '';
    return { type: 'json_schema', json_schema: { name: name === '' ? 'answer' : name, schema, strict: true } };
}
/** The client's `fetch`, over our transport: only the body and its type are taken from what the client made. */
function fetchOver(transport) {
    return async (input, init) => {
        const response = await transport.send({
            url: new URL(input instanceof Request ? input.url : input),
            method: init?.method ?? 'POST',
            headers: { 'content-type': 'application/json' },
            ...(typeof init?.body === 'string' ? { body: init.body } : {}),
            signal: init?.signal ?? new AbortController().signal,
        });
        // Servers mislabel JSON; what it is, parsing decides.
        return new Response(response.body, { status: 200, headers: { 'content-type': 'application/json' } });
    };
}
/** The client wraps what its `fetch` throws: our Fault is the cause. */
function asFault(error, signal, url) {
    for (let inner = error; inner instanceof Error; inner = inner.cause) {
        if (inner instanceof domain_fault/* Fault */.v)
            return inner;
    }
    if (signal.aborted)
        return new domain_fault/* Fault */.v('timeout', `${url.host} did not answer within the deadline`, { cause: error });
    if (error instanceof SyntaxError) {
        return new domain_fault/* Fault */.v('bad-response', `${url.host} answered 200 with what is not JSON`, { cause: error });
    }
    return error;
}
function mistake(spec, path, expected, received, mend) {
    return new usage_error/* UsageError */.e({ where: spec.path, path, expected, received, mend });
}

;// CONCATENATED MODULE: ./build/targets/replay.js






const replay_schema = schemas/* strictObject */.rej({ file: schemas/* string */.YjP().min(1) });
const lineSchema = schemas/* looseObject */._H3({
    case: schemas/* string */.YjP(),
    trial: schemas/* int */.Whr().min(0).default(0),
    output: schemas/* unknown */.L5J().optional(),
    latencyMs: schemas/* number */.aig().min(0).optional(),
    usage: usageSchema.optional(),
    answeredBy: schemas/* string */.YjP().optional(),
    error: schemas/* object */.Ikc({ kind: schemas/* string */.YjP(), message: schemas/* string */.YjP().default('') }).optional(),
});
/**
 * Answers from a results file (JSONL, one trial a line). For demonstrations and tests; it never gates in CI.
 *
 * @example { type: replay, file: recordings.jsonl }
 */
const replay = (0,definition/* define */.E)({
    type: 'replay',
    version: 1,
    summary: 'Recorded outputs of a results file; never gates in CI.',
    schema: replay_schema,
    fileOptions: ['file'],
    create: (options, files) => async (context) => {
        const answers = readRecording(options.file, textOf(options.file, files, context.spec));
        const target = {
            async ask({ caseId, index, signal }) {
                if (signal.aborted)
                    throw new domain_fault/* Fault */.v('timeout', 'the call was aborted');
                const answer = answers.get(keyOf(caseId, index));
                if (answer === undefined) {
                    throw new domain_fault/* Fault */.v('target-unusable', `${options.file} has no answer for case ${caseId}, trial ${index}`, {
                        mend: 'record it, or lower `trials` in suite.yaml',
                    });
                }
                if (answer instanceof domain_fault/* Fault */.v)
                    throw answer;
                return answer;
            },
            async close() { },
        };
        return target;
    },
});
function textOf(file, files, spec) {
    const path = external_node_path_.posix.join(external_node_path_.posix.dirname(spec.path), file);
    const text = files.get(file) ?? spec.files.find((one) => one.path === path || one.path === file)?.text;
    if (text === undefined) {
        throw new usage_error/* UsageError */.e({ where: spec.path, path: 'file', expected: 'a file of recorded outputs', received: file });
    }
    return text;
}
function readRecording(file, text) {
    const answers = new Map();
    for (const [index, line] of text.split('\n').entries()) {
        if (line.trim() === '')
            continue;
        const place = `line ${index + 1}`;
        const record = readLine(file, place, line);
        const key = keyOf(record.case, record.trial);
        if (answers.has(key)) {
            const received = `case ${record.case}, trial ${record.trial} again`;
            throw new usage_error/* UsageError */.e({ where: file, path: place, expected: 'each trial of a case once', received });
        }
        answers.set(key, replay_readAnswer(file, place, record));
    }
    return answers;
}
function readLine(file, place, line) {
    const expected = '{"case", "trial", "output"} on one line of JSON';
    let value;
    try {
        value = JSON.parse(line);
    }
    catch (cause) {
        throw new usage_error/* UsageError */.e({ where: file, path: place, expected, received: 'what is not JSON' }, { cause });
    }
    const record = lineSchema.safeParse(value);
    if (record.success)
        return record.data;
    const issue = record.error.issues[0];
    const received = issue === undefined ? 'something else' : `${issue.path.join('.')}: ${issue.message}`;
    throw new usage_error/* UsageError */.e({ where: file, path: place, expected, received });
}
function replay_readAnswer(file, place, record) {
    if (record.error !== undefined)
        return new domain_fault/* Fault */.v(replay_faultKind(record.error.kind), record.error.message);
    const output = readOutputValue(record.output);
    if (output === undefined) {
        throw new usage_error/* UsageError */.e({
            where: file,
            path: `${place}: output`,
            expected: 'a string or an object with `text`',
            received: record.output === undefined ? 'nothing' : JSON.stringify(record.output).slice(0, 80),
        });
    }
    return {
        output,
        ...(record.usage === undefined ? {} : { usage: record.usage }),
        ...(record.latencyMs === undefined ? {} : { latencyMs: record.latencyMs }),
        ...(record.answeredBy === undefined ? {} : { answeredBy: record.answeredBy }),
    };
}
function replay_faultKind(kind) {
    return Object.hasOwn(domain_fault/* faults */.e, kind) ? kind : 'bad-response';
}
function keyOf(caseId, index) {
    return `${index}/${caseId}`;
}

;// CONCATENATED MODULE: ./build/targets/index.js




/** Every kind of system under test: one file a member, one line here. */
const targets = {
    command: command,
    http: http,
    openai: openai_openai,
    replay: replay,
};


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

/***/ 37827:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ canonicalJson)
/* harmony export */ });
/* harmony import */ var _json_kind_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(68489);

/**
 * JSON in one form only, for digests and for text that must not depend on key order: keys sorted by UTF-16 code unit,
 * no spaces, numbers as ECMAScript prints them (RFC 8785). Throws TypeError for what JSON cannot hold (NaN, Infinity,
 * undefined), which is a bug of the caller.
 *
 * @example canonicalJson({ b: 1, a: [true, 'x'] }) // '{"a":[true,"x"],"b":1}'
 */
function canonicalJson(value) {
    if ((0,_json_kind_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonArray */ .M)(value))
        return `[${value.map((item) => canonicalJson(item)).join(',')}]`;
    if ((0,_json_kind_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .O)(value)) {
        const members = Object.keys(value)
            .toSorted()
            .map((key) => `${JSON.stringify(key)}:${canonicalJson(memberOf(value, key))}`);
        return `{${members.join(',')}}`;
    }
    if (typeof value === 'number' && !Number.isFinite(value))
        throw new TypeError(`${value} is not JSON`);
    const text = JSON.stringify(value);
    if (text === undefined)
        throw new TypeError(`${typeof value} is not JSON`);
    return text;
}
function memberOf(object, key) {
    const member = object[key];
    if (member === undefined)
        throw new TypeError(`undefined at "${key}" is not JSON`);
    return member;
}


/***/ }),

/***/ 27744:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ sha256Hex),
/* harmony export */   o: () => (/* binding */ digestOf)
/* harmony export */ });
/* harmony import */ var _noble_hashes_sha2_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(65108);
/* harmony import */ var _noble_hashes_utils_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(42565);
/* harmony import */ var _canonical_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(37827);



/** SHA-256 in lower-case hex of bytes, or of a text's UTF-8. */
function sha256Hex(content) {
    return (0,_noble_hashes_utils_js__WEBPACK_IMPORTED_MODULE_0__/* .bytesToHex */ .My)((0,_noble_hashes_sha2_js__WEBPACK_IMPORTED_MODULE_1__/* .sha256 */ .sc)(typeof content === 'string' ? (0,_noble_hashes_utils_js__WEBPACK_IMPORTED_MODULE_0__/* .utf8ToBytes */ .AI)(content) : content));
}
/** SHA-256 in lower-case hex of a value's canonical JSON: equal for equal values, whatever the order of their keys. */
function digestOf(value) {
    return sha256Hex((0,_canonical_json_js__WEBPACK_IMPORTED_MODULE_2__/* .canonicalJson */ .d)(value));
}


/***/ }),

/***/ 19898:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ isDeeperThan)
/* harmony export */ });
/** Whether a parsed value nests deeper than `limit` levels of arrays and objects. Iterative: safe on hostile input. */
function isDeeperThan(value, limit) {
    let level = [value];
    for (let depth = 0; level.length > 0; depth += 1) {
        const next = [];
        for (const item of level) {
            if (typeof item !== 'object' || item === null)
                continue;
            if (depth >= limit)
                return true;
            for (const member of Object.values(item))
                next.push(member);
        }
        level = next;
    }
    return false;
}


/***/ }),

/***/ 68489:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ isJsonArray),
/* harmony export */   O: () => (/* binding */ isJsonObject)
/* harmony export */ });
/** Whether a JSON value is an object (not null, not an array). `Array.isArray` alone does not narrow read-only arrays. */
function isJsonObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** Whether a JSON value is an array. */
function isJsonArray(value) {
    return Array.isArray(value);
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

/***/ 92076:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ ownPath)
/* harmony export */ });
/**
 * The value at a dotted path of own properties (`order.items.0.id`), or undefined. A property whose name holds dots wins
 * over the path. Inherited properties (`constructor`, `__proto__`) are never reached.
 */
function ownPath(value, path) {
    const direct = ownProperty(value, path);
    if (direct !== undefined)
        return direct;
    let current = value;
    for (const key of path.split('.')) {
        current = ownProperty(current, key);
        if (current === undefined)
            return undefined;
    }
    return current;
}
function ownProperty(value, key) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key))
        return undefined;
    // An own property of a JSON value is JSON; arrays are indexed by their digits.
    return value[key];
}


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


/***/ }),

/***/ 85906:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ renderTemplate)
/* harmony export */ });
/* harmony import */ var _canonical_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(37827);
/* harmony import */ var _own_path_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(92076);


const PLACEHOLDER = /\{\{\s*([\p{L}\p{N}_][\p{L}\p{N}_.-]*)\s*\}\}/gu;
/**
 * A template with every `{{name}}` replaced by the value of that name: strings as they are, any other JSON as canonical
 * JSON. Names are own properties, dotted ones reach nested values (`{{order.id}}`). What was filled in is never read as
 * a template again, so a case's text cannot reach another value. Braces around anything but a name stay as written.
 */
function renderTemplate(template, values) {
    let missing;
    const text = template.replace(PLACEHOLDER, (_, name) => {
        const value = (0,_own_path_js__WEBPACK_IMPORTED_MODULE_0__/* .ownPath */ .O)(values, name);
        if (value === undefined) {
            missing ??= name;
            return '';
        }
        return textOf(value);
    });
    return missing === undefined ? { ok: true, text } : { ok: false, missing };
}
function textOf(value) {
    return typeof value === 'string' ? value : (0,_canonical_json_js__WEBPACK_IMPORTED_MODULE_1__/* .canonicalJson */ .d)(value);
}


/***/ })

};
