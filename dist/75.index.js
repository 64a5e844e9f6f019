export const id = 75;
export const ids = [75];
export const modules = {

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

/***/ 40991:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  renderCommand: () => (/* binding */ renderCommand)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/domain/usage-error.js
var usage_error = __webpack_require__(28801);
// EXTERNAL MODULE: ./build/reporters/report-schema.js + 1 modules
var report_schema = __webpack_require__(29714);
;// CONCATENATED MODULE: ./build/reporters/parse-report.js


/**
 * Text of a report.json → Report, for `steelyard render`.
 *
 * @throws UsageError naming `path` where it is no JSON, of another schema version, or not a report
 */
function parseReport(text, path) {
    const value = parseJson(text, path);
    const version = versionOf(value);
    if (version !== 1) {
        throw new usage_error/* UsageError */.e({
            where: path,
            path: 'schemaVersion',
            expected: '1',
            received: version === undefined ? 'nothing' : (JSON.stringify(version) ?? 'nothing'),
            mend: typeof version === 'number' && version > 1
                ? 'it was written by a newer steelyard; render it with that version'
                : 'give the report.json that a steelyard run wrote',
        });
    }
    const parsed = report_schema/* reportSchema */.Q.safeParse(value);
    if (parsed.success)
        return parsed.data;
    throw new usage_error/* UsageError */.e(parsed.error.issues.slice(0, 5).map((issue) => issueAt(value, issue, path)));
}
function parseJson(text, path) {
    try {
        return JSON.parse(text);
    }
    catch (cause) {
        throw new usage_error/* UsageError */.e({
            where: path,
            path: '',
            expected: 'a report.json',
            received: text.trim() === '' ? 'an empty file' : 'text that is not JSON',
            mend: 'give the report.json that a steelyard run wrote',
        }, { cause });
    }
}
function versionOf(value) {
    return typeof value === 'object' && value !== null && 'schemaVersion' in value ? value.schemaVersion : undefined;
}
function issueAt(value, issue, path) {
    const found = issue.path.reduce((at, key) => (isObject(at) ? at[key] : undefined), value);
    return {
        where: path,
        path: issue.path
            .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`))
            .join(''),
        expected: issue.message.replace(/^.*?expected /u, '').replace(/, received .*$/u, ''),
        received: brief(found),
        mend: 'give the report.json unchanged, as steelyard wrote it',
    };
}
function isObject(value) {
    return typeof value === 'object' && value !== null;
}
function brief(value) {
    const json = JSON.stringify(value) ?? 'nothing';
    return json.length > 60 ? `${json.slice(0, 59)}…` : json;
}

// EXTERNAL MODULE: ./build/entry/console.js + 1 modules
var entry_console = __webpack_require__(66649);
// EXTERNAL MODULE: ./build/entry/write-results.js + 33 modules
var write_results = __webpack_require__(22398);
;// CONCATENATED MODULE: ./build/entry/commands/render.js





/** `steelyard render REPORT`: any format from a report.json, on standard output. */
async function renderCommand(path, options) {
    const console = (0,entry_console/* createConsole */.s)(process.env);
    const text = await (0,promises_.readFile)(path, 'utf8').catch((cause) => {
        throw new usage_error/* UsageError */.e({
            where: path,
            path: '',
            expected: 'a report.json',
            received: 'no readable file',
            mend: '`steelyard gate` writes one',
        }, { cause });
    });
    const report = parseReport(text, path);
    console.print((0,write_results/* render */.XX)(report, options.format, options.format === 'terminal' ? { colour: console.colour } : {}));
    return 0;
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
