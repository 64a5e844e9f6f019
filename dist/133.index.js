export const id = 133;
export const ids = [133];
export const modules = {

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

/***/ 98416:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   explain: () => (/* binding */ explain)
/* harmony export */ });
/* harmony import */ var node_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1708);
/* harmony import */ var _domain_fault_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(12777);
/* harmony import */ var _domain_usage_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28801);
/* harmony import */ var _jobs_execute_arms_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(29047);
/* harmony import */ var _console_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(66649);





/** Says what ended the program: a line each for what the user can mend, with the stack for what only we can. */
function explain(error) {
    const console = (0,_console_js__WEBPACK_IMPORTED_MODULE_4__/* .createConsole */ .s)(node_process__WEBPACK_IMPORTED_MODULE_0__.env);
    if (error instanceof _domain_usage_error_js__WEBPACK_IMPORTED_MODULE_2__/* .UsageError */ .e) {
        for (const issue of error.issues)
            console.say(`steelyard: ${(0,_domain_usage_error_js__WEBPACK_IMPORTED_MODULE_2__/* .describeIssue */ .n)(issue)}`);
        return;
    }
    const fault = error instanceof _jobs_execute_arms_js__WEBPACK_IMPORTED_MODULE_3__/* .CouldNotRun */ .o ? error.fault : error;
    if (fault instanceof _domain_fault_js__WEBPACK_IMPORTED_MODULE_1__/* .Fault */ .v) {
        console.say(`steelyard: ${fault.message}${fault.mend === undefined ? '' : `; ${fault.mend}`}`);
        return;
    }
    console.say('steelyard: this is a bug, please report it with the lines below');
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    for (const line of stack.split('\n'))
        console.say(line);
    if (error instanceof Error && error.cause !== undefined)
        console.say(`caused by: ${error.cause instanceof Error ? error.cause.message : JSON.stringify(error.cause)}`);
}


/***/ }),

/***/ 52681:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ seededRandom),
/* harmony export */   k: () => (/* binding */ shuffle)
/* harmony export */ });
/* harmony import */ var pure_rand_distribution_uniformFloat64__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(18460);
/* harmony import */ var pure_rand_generator_xoroshiro128plus__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19821);


/**
 * The stream of random numbers that belongs to a text: the same text gives the same numbers on every machine.
 *
 * The text (a hex digest, or anything else) becomes the 128-bit state of a xoroshiro128+ generator (pure-rand) through
 * four lanes of 32-bit FNV-1a over its UTF-16 code units, each lane with its own offset and closed with the finaliser
 * of MurmurHash3. Only integer operations are used, so that the result is bit-identical everywhere. Not for secrets.
 *
 * @example
 * seededRandom('9f86d081…').below(6)
 */
function seededRandom(seed) {
    const state = [0, 1, 2, 3].map((lane) => hashLane(seed, lane));
    // The all-zero state is the one fixed point of the generator.
    const generator = (0,pure_rand_generator_xoroshiro128plus__WEBPACK_IMPORTED_MODULE_0__/* .xoroshiro128plusFromState */ .G)(state.every((word) => word === 0) ? [1, 0, 0, 0] : state);
    return {
        next: () => (0,pure_rand_distribution_uniformFloat64__WEBPACK_IMPORTED_MODULE_1__/* .uniformFloat64 */ .d)(generator),
        below(n) {
            // A power of two is answered by the highest bits alone: the same as below, and the commonest question.
            if (n > 1 && (n & (n - 1)) === 0)
                return generator.next() >>> (Math.clz32(n) + 1);
            // Equal buckets from the high bits; what is left over beyond the last bucket is drawn again.
            const bucket = Math.floor(WORDS / n);
            const limit = bucket * n;
            let word = generator.next() >>> 0;
            while (word >= limit)
                word = generator.next() >>> 0;
            return Math.floor(word / bucket);
        },
    };
}
/** A copy of the items in random order (Fisher–Yates): every order is equally likely. */
function shuffle(items, random) {
    const drawn = [];
    for (const [index, item] of items.entries()) {
        // Inside-out: the new item takes a random place, and what stood there moves to the end.
        drawn.push(...drawn.splice(random.below(index + 1), 1, item));
    }
    return drawn;
}
const WORDS = 2 ** 32;
function hashLane(text, lane) {
    let hash = (0x811c9dc5 ^ Math.imul(lane, 0x9e3779b9)) | 0;
    for (let index = 0; index < text.length; index++) {
        const unit = text.charCodeAt(index);
        hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
        hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
    }
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return hash ^ (hash >>> 16);
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


/***/ }),

/***/ 18460:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ uniformFloat64)
/* harmony export */ });
//#region src/distribution/uniformFloat64.ts
const scale26 = 1.4901161193847656e-8;
const scale53 = 11102230246251565e-32;
const mask1 = 67108863;
const mask2 = 134217727;
/**
* Uniformly generate random 64-bit floating point values between 0 (included) and 1 (excluded)
*
* @remarks Generated values are multiples of 2**-53, providing 53 bits of randomness.
*
* @param rng - Instance of RandomGenerator to extract random values from
*
* @public
*/
function uniformFloat64(rng) {
	const value1 = rng.next() & mask1;
	const value2 = rng.next() & mask2;
	return value1 * scale26 + value2 * scale53;
}
//#endregion



/***/ }),

/***/ 19821:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ xoroshiro128plusFromState)
/* harmony export */ });
/* unused harmony export xoroshiro128plus */
//#region src/generator/xoroshiro128plus.ts
const jumps = [
	3639956645,
	3750757012,
	1261568508,
	386426335
];
var XoroShiro128Plus = class XoroShiro128Plus {
	constructor(s01, s00, s11, s10) {
		this.s01 = s01;
		this.s00 = s00;
		this.s11 = s11;
		this.s10 = s10;
	}
	clone() {
		return new XoroShiro128Plus(this.s01, this.s00, this.s11, this.s10);
	}
	next() {
		const out = this.s00 + this.s10 | 0;
		const a0 = this.s10 ^ this.s00;
		const a1 = this.s11 ^ this.s01;
		const s00 = this.s00;
		const s01 = this.s01;
		this.s00 = s00 << 24 ^ s01 >>> 8 ^ a0 ^ a0 << 16;
		this.s01 = s01 << 24 ^ s00 >>> 8 ^ a1 ^ (a1 << 16 | a0 >>> 16);
		this.s10 = a1 << 5 ^ a0 >>> 27;
		this.s11 = a0 << 5 ^ a1 >>> 27;
		return out;
	}
	jump() {
		let ns01 = 0;
		let ns00 = 0;
		let ns11 = 0;
		let ns10 = 0;
		let s01 = this.s01;
		let s00 = this.s00;
		let s11 = this.s11;
		let s10 = this.s10;
		for (let i = 0; i !== 4; ++i) {
			const ji = jumps[i];
			for (let mask = 1; mask; mask <<= 1) {
				if (ji & mask) {
					ns01 ^= s01;
					ns00 ^= s00;
					ns11 ^= s11;
					ns10 ^= s10;
				}
				const a0 = s10 ^ s00;
				const a1 = s11 ^ s01;
				const s00_ = s00;
				const s01_ = s01;
				s00 = s00_ << 24 ^ s01_ >>> 8 ^ a0 ^ a0 << 16;
				s01 = s01_ << 24 ^ s00_ >>> 8 ^ a1 ^ (a1 << 16 | a0 >>> 16);
				s10 = a1 << 5 ^ a0 >>> 27;
				s11 = a0 << 5 ^ a1 >>> 27;
			}
		}
		this.s01 = ns01;
		this.s00 = ns00;
		this.s11 = ns11;
		this.s10 = ns10;
	}
	getState() {
		return [
			this.s01,
			this.s00,
			this.s11,
			this.s10
		];
	}
};
function xoroshiro128plusFromState(state) {
	if (!(state.length === 4)) throw new Error("The state must have been produced by a xoroshiro128plus RandomGenerator");
	return new XoroShiro128Plus(state[0], state[1], state[2], state[3]);
}
function xoroshiro128plus(seed) {
	return new XoroShiro128Plus(-1, ~seed, seed | 0, 0);
}
//#endregion



/***/ })

};
