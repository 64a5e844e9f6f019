export const id = 398;
export const ids = [398];
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

/***/ 22398:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  XX: () => (/* binding */ render),
  C1: () => (/* binding */ trialLines),
  KB: () => (/* binding */ writeResults)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/baselines/write-files.js
var write_files = __webpack_require__(16950);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(26921);
// EXTERNAL MODULE: ./build/domain/definition.js
var definition = __webpack_require__(26680);
// EXTERNAL MODULE: ./build/reporters/report-schema.js + 1 modules
var report_schema = __webpack_require__(29714);
;// CONCATENATED MODULE: ./build/reporters/json.js



/**
 * report.json: keys in the schema's order, two spaces, a newline at the end, so that equal reports are equal bytes
 * however they were put together.
 */
const json = (0,definition/* define */.E)({
    type: 'json',
    version: 1,
    summary: 'report.json, the one document that every other format renders from.',
    schema: schemas/* strictObject */.rej({}),
    create: () => (report) => {
        const inOrder = report_schema/* reportSchema */.Q.safeParse(report);
        // A report that breaks its own schema is a bug; what a run has paid for is written all the same, and its reader
        // (parseReport) names the field.
        return `${JSON.stringify(inOrder.success ? inOrder.data : report, null, 2)}\n`;
    },
});

;// CONCATENATED MODULE: ./build/reporters/numbers.js
/** A metric's level as people read it: `91.3%`, `$0.0041`, `1.84 s`, `0.842`. */
function level(measure, value) {
    if (!Number.isFinite(value))
        return 'unknown';
    if (measure.kind === 'binary')
        return `${(100 * value).toFixed(1)}%`;
    if (measure.unit === 'USD')
        return money(value);
    if (measure.unit === 'ms')
        return seconds(value / 1000);
    return plain(value);
}
/** A difference, signed: points for rates (`−6.3 pp`), a share for ratios (`−12%`), own units for the rest. */
function change(measure, value) {
    if (!Number.isFinite(value))
        return 'unknown';
    if (measure.kind === 'binary')
        return `${signed(100 * value, 1)} pp`;
    if (measure.kind === 'ratio')
        return `${signed(100 * value, Math.abs(value) < 0.1 ? 1 : 0)}%`;
    return signed(value, decimalsFor(value));
}
/** The margin as a difference in the bad direction: `−3 pp`, `+10%`. */
function limit(comparison) {
    const value = isLowerBetter(comparison) ? comparison.margin : -comparison.margin;
    if (comparison.kind === 'binary')
        return `${signedShort(100 * value)} pp`;
    if (comparison.kind === 'ratio')
        return `${signedShort(100 * value)}%`;
    return signedShort(value);
}
/** Cost and time are better when lower, whatever `direction` calls itself for a ratio. */
function isLowerBetter(comparison) {
    return comparison.direction === 'lower';
}
/** Positive is better, own units. */
function oriented(comparison) {
    return isLowerBetter(comparison) ? -comparison.difference.estimate : comparison.difference.estimate;
}
function money(dollars) {
    if (dollars === 0)
        return '$0';
    if (Math.abs(dollars) >= 1)
        return `$${dollars.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
    return `$${Number(dollars.toPrecision(2)).toFixed(Math.min(8, Math.max(2, 1 - Math.floor(Math.log10(Math.abs(dollars))))))}`;
}
function seconds(value) {
    if (value < 1)
        return `${Math.round(value * 1000)} ms`;
    return value < 100 ? `${value.toFixed(2)} s` : `${Math.round(value)} s`;
}
/** How long a run took: `41 s`, `3 min`, `1 h 20 min`. */
function duration(value) {
    if (value < 90)
        return `${Math.max(1, Math.round(value))} s`;
    const minutes = Math.round(value / 60);
    if (minutes < 90)
        return `${minutes} min`;
    return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
/** `1 case`, `1,200 cases`. */
function count(number, one, many = `${one}s`) {
    return `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`;
}
/** `p < 0.0001` or four decimals. */
function pValue(value) {
    if (!Number.isFinite(value))
        return 'unknown';
    return value < 0.0001 ? '< 0.0001' : value.toFixed(4);
}
function plain(value) {
    if (Number.isInteger(value) || Math.abs(value) >= 1000)
        return Math.round(value).toLocaleString('en-US');
    return value.toFixed(decimalsFor(value));
}
function decimalsFor(value) {
    const size = Math.abs(value);
    if (size >= 100)
        return 0;
    if (size >= 10)
        return 1;
    return size >= 1 ? 2 : 3;
}
function signed(value, decimals) {
    const digits = Math.abs(value).toFixed(decimals);
    if (Number(digits) === 0)
        return digits;
    return `${value < 0 ? '−' : '+'}${digits}`;
}
function signedShort(value) {
    const digits = String(Number(Math.abs(value).toPrecision(6)));
    if (Number(digits) === 0)
        return '0';
    return `${value < 0 ? '−' : '+'}${digits}`;
}

// EXTERNAL MODULE: ./build/text/log-safe.js
var log_safe = __webpack_require__(73292);
;// CONCATENATED MODULE: ./build/text/markdown-safe.js
/**
 * Text that came from a model, a case, a prompt, a path or the change, as one line of Markdown that reads the same and
 * does nothing: no mention, link, reference, image, HTML, formula or markup. Fit for a paragraph, a list item, a heading,
 * a link's label and a table cell. The five steps stand in the order that keeps one from undoing another.
 */
function inlineText(text, longest = 300) {
    const stripped = stripInvisible(shorten(text, longest)).trim();
    const encoded = encodeHtml(breakReferences(stripped));
    return escapeMarkdown(encoded).replaceAll('\n', ' ⏎ ');
}
/** The same as `code`: for names and paths. Not for table cells, where a bar would end the cell. */
function codeSpan(text, longest = 200) {
    const line = breakReferences(stripInvisible(shorten(text, longest)))
        .replaceAll('\n', ' ⏎ ')
        .trim();
    if (line === '')
        return '` `';
    const ticks = '`'.repeat(longestRun(line) + 1);
    const padding = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
    return `${ticks}${padding}${line}${padding}${ticks}`;
}
/** For the inside of a raw HTML line (`<summary>`), where Markdown is not read. */
function htmlText(text, longest = 200) {
    const line = breakReferences(stripInvisible(shorten(text, longest)))
        .replaceAll('\n', ' ⏎ ')
        .trim();
    return encodeHtml(line).replaceAll('"', '&quot;');
}
/**
 * A fenced block whose fence is longer than any run of backticks inside it, so that nothing in the text ends it.
 * `language` is ours, never from outside.
 */
function fencedBlock(text, language = '', longest = 4000) {
    const body = breakReferences(stripInvisible(shorten(text, longest)));
    const fence = '`'.repeat(Math.max(3, longestRun(body) + 1));
    return `${fence}${language}\n${body}\n${fence}`;
}
/** At most `longest` characters (code points), the cut marked with `…`. */
function shorten(text, longest) {
    if (text.length <= longest)
        return text;
    const points = Array.from(text.slice(0, longest * 2));
    return points.length <= longest && text.length <= longest * 2 ? text : `${points.slice(0, longest - 1).join('')}…`;
}
/** Step 1. Line breaks of every kind become `\n`; other controls, bidi controls, tags and lone surrogates go. */
function stripInvisible(text) {
    return text
        .toWellFormed()
        .replaceAll(/\r\n|[\r\v\f\u0085\u2028\u2029]/gu, '\n')
        .replaceAll('\t', '    ')
        .replaceAll(/(?!\n)\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/gu, '');
}
/** Step 2. An invisible break wherever GitHub would see a mention, an issue, a link or a commit, and we our own marker. */
function breakReferences(text) {
    return text
        .replaceAll('<!--', `<${zeroWidthSpace}!--`)
        .replaceAll('@', `@${zeroWidthSpace}`)
        .replaceAll(/#(?=\d)/gu, `#${zeroWidthSpace}`)
        .replaceAll(/(GH-)(?=\d)/giu, `$1${zeroWidthSpace}`)
        .replaceAll('://', `:${zeroWidthSpace}//`)
        .replaceAll(/(www)\./giu, `$1${zeroWidthSpace}.`)
        .replaceAll(/[0-9a-f]{7,}/giu, (run) => run.replaceAll(/.{6}(?=.)/gu, `$&${zeroWidthSpace}`));
}
/** Step 3. */
function encodeHtml(text) {
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
/** Step 4. What is markup anywhere in a line, and what is markup at its start. */
function escapeMarkdown(line) {
    return line
        .replaceAll(/[\\`*_[\]|$~!]/gu, String.raw `\$&`)
        .replace(/^(?:[#=:-]|\+(?=\s|$))/u, String.raw `\$&`)
        .replace(/^(\d+)([.)])(?=\s|$)/u, String.raw `$1\$2`);
}
/** Step 5. */
function longestRun(text) {
    return Math.max(0, ...Array.from(text.matchAll(/`+/gu), (run) => run[0].length));
}
const zeroWidthSpace = '\u200B';

;// CONCATENATED MODULE: ./build/reporters/words.js


/** @example words`${strong(title)} drops in ${code(suite)}` */
function words(template, ...inserted) {
    return template.flatMap((text, index) => [own(text), ...(index in inserted ? asPieces(inserted[index] ?? '') : [])]);
}
/** A name, path or command. */
function code(text) {
    return { kind: 'code', text };
}
function strong(text) {
    return { kind: 'strong', text };
}
/** Text of our own that was computed: a formatted number, a chosen phrase. Never anything from a report's strings. */
function own(text) {
    return { kind: 'own', text };
}
/** A commit or digest, shortened. Hexadecimal and nothing else may go unbroken into a page, so anything else is `code`. */
function hash(hex, length = 7, url) {
    if (!/^[0-9a-f]{7,128}$/u.test(hex))
        return code(hex);
    return { kind: 'hash', text: hex.slice(0, length), ...(url === undefined ? {} : { url }) };
}
/** `url` is built by us from checked parts; the label may be anything. */
function words_link(label, url) {
    return { kind: 'link', text: label, url };
}
/** `a`, `a and b`, `a, b and c`; beyond `most`, `a, b and 3 more`. */
function list(items, most = 4) {
    const shown = items.length > most ? items.slice(0, most - 1) : items;
    const rest = items.length - shown.length;
    const all = rest === 0 ? shown : [...shown, [own(`${rest} more`)]];
    return all.flatMap((item, index) => {
        if (index === 0)
            return item;
        return [own(index === all.length - 1 ? ' and ' : ', '), ...item];
    });
}
function join(parts, between) {
    return parts.flatMap((part, index) => (index === 0 ? part : [own(between), ...part]));
}
/** The first letter as a capital, where the sentence begins with our own text. */
function sentence(text) {
    const [first, ...rest] = text.filter((piece) => piece.text !== '');
    if (first === undefined || first.kind !== 'own')
        return text;
    return [{ ...first, text: first.text.charAt(0).toUpperCase() + first.text.slice(1) }, ...rest];
}
function toMarkdown(text) {
    return text.map((piece) => inMarkdown[piece.kind](piece)).join('');
}
const inMarkdown = {
    // A dollar sign may open a formula; everything else in our own text is meant as it stands.
    own: ({ text }) => text.replaceAll('$', String.raw `\$`),
    outside: ({ text }) => inlineText(text, 600),
    code: ({ text }) => codeSpan(text),
    strong: ({ text }) => `**${inlineText(text, 120)}**`,
    // In a code span GitHub makes no link of its own of it.
    hash: ({ text, url }) => (url === undefined ? `\`${text}\`` : `[\`${text}\`](${url})`),
    link: ({ text, url }) => `[${inlineText(text, 120)}](${url ?? ''})`,
};
function toPlain(text) {
    return (0,log_safe/* logSafe */.s)(text.map((piece) => piece.text).join(''));
}
function asPieces(value) {
    if (typeof value === 'string')
        return [{ kind: 'outside', text: value }];
    if (typeof value === 'number')
        return [own(value.toLocaleString('en-US'))];
    return 'kind' in value ? [value] : value;
}

;// CONCATENATED MODULE: ./build/reporters/advisory.js


/** What ran beside the verdict: a suite or cases that this change brings. One line a metric. */
function advisoryLines(report) {
    return report.advisory.map((result) => {
        const where = result.kind === 'new-suite'
            ? words `new suite ${code(result.suite)}, ${own(count(result.cases, 'case'))}`
            : words `${own(count(result.cases, 'new or edited case'))} of ${code(result.suite)}`;
        return words `${where}: ${strong(titleOf(report, result))} ${own(estimate(report, result))}`;
    });
}
function titleOf(report, result) {
    return measureOf(report, result)?.title ?? result.metric;
}
function estimate(report, result) {
    if (result.estimate === undefined)
        return 'not scored';
    const comparison = report.comparisons.find((one) => one.suite === result.suite && one.metric === result.metric);
    const measure = comparison ?? measureOf(report, result);
    return level(measure ?? { kind: 'continuous' }, result.estimate);
}
function measureOf(report, result) {
    return report.plan.suites
        .find(({ suite }) => suite === result.suite)
        ?.metrics.find(({ name }) => name === result.metric);
}

;// CONCATENATED MODULE: ./build/reporters/advisory-section.js


/** What the change brings that was run and enters no verdict before the merge. */
function advisorySection(report) {
    const lines = advisoryLines(report).map((line) => `- ${toMarkdown(line)}`);
    if (lines.length === 0)
        return { importance: 55, forms: [''] };
    const render = (most) => {
        const rest = lines.length - most;
        return [
            '### Shown, not counted',
            [...lines.slice(0, most), ...(rest > 0 ? [`- … and ${rest} more`] : [])].join('\n'),
        ].join('\n\n');
    };
    return { importance: 55, forms: [render(20), render(5), ''] };
}

;// CONCATENATED MODULE: ./build/reporters/cases-section.js



/** The cases that got worse, for people to look at: the first open, the rest collapsed, no more than a screenful. */
function casesSection(report) {
    const all = report.regressedCases;
    if (all.length === 0)
        return { importance: 40, forms: [''] };
    const isOpen = report.verdict.outcome !== 'pass';
    return {
        importance: 40,
        forms: [
            casesText(report, { most: 5, longest: 1500, isOpen }),
            casesText(report, { most: 3, longest: 500, isOpen }),
            casesText(report, { most: 1, longest: 300, isOpen }),
            casesText(report, { most: 1, longest: 0, isOpen }),
            '',
        ],
    };
}
function casesText(report, room) {
    const [first, ...rest] = report.regressedCases.slice(0, room.most);
    if (first === undefined)
        return '';
    const total = report.regressedCases.length;
    const heading = report.verdict.outcome === 'fail' ? 'Worst regressed cases' : 'Cases that look worse';
    const opening = details(`<b>${heading}</b> (1 of ${total} shown)`, caseText(report, first, room.longest), room.isOpen);
    if (rest.length === 0)
        return opening;
    const more = rest.map((testCase) => caseText(report, testCase, room.longest)).join('\n\n---\n\n');
    const range = rest.length === 1 ? 'The next one' : `The next ${rest.length}`;
    return `${opening}\n\n${details(`${range}: ${rest.map((testCase) => htmlText(testCase.caseId, 60)).join(', ')}`, more, false)}`;
}
function caseText(report, testCase, longest) {
    const comparison = report.comparisons.find((one) => one.suite === testCase.suite && one.metric === testCase.metric && one.scope.kind === 'suite');
    const parts = [
        [
            toMarkdown(words `${strong(testCase.caseId)} · ${comparison?.title ?? testCase.metric}${tags(testCase)}`),
            toMarkdown(scores(testCase, comparison)),
        ].join(' · '),
    ];
    if (report.settings.showOutputs === 'none') {
        return [...parts, 'Inputs and outputs are hidden here (`show-outputs: none`).'].join('\n\n');
    }
    if (longest === 0)
        return parts.join('\n\n');
    parts.push(labelled('Input', testCase.input, longest), labelled('Expected', testCase.expected, longest));
    if (testCase.baselineOutput !== undefined)
        parts.push(labelled('Before this change', testCase.baselineOutput, longest));
    parts.push(labelled('With this change', testCase.candidateOutput, longest));
    if (testCase.explanation !== undefined && testCase.explanation !== '') {
        parts.push(`Why it counts as wrong: ${inlineText(testCase.explanation, 400)}`);
    }
    return parts.join('\n\n');
}
function labelled(label, text, longest) {
    return text.trim() === '' ? `${label}: (empty)` : `${label}:\n\n${fencedBlock(text, 'text', longest)}`;
}
function tags(testCase) {
    if (testCase.tags.length === 0)
        return [];
    return words ` · ${join(testCase.tags.slice(0, 4).map((tag) => [code(tag)]), ' ')}`;
}
/** "failed 3 of 3 times, before 0 of 5" for rates, the means otherwise. */
function scores(testCase, comparison) {
    const now = testCase.candidateScores;
    const before = testCase.baselineScores;
    if (comparison?.kind === 'binary') {
        const failed = (score) => (isLowerBetter(comparison) ? score >= 0.5 : score < 0.5);
        return [
            own(`wrong ${now.filter(failed).length} of ${times(now)}, before ${before.filter(failed).length} of ${times(before)}`),
        ];
    }
    return [own(`${mean(now)}, before ${mean(before)}`)];
}
function times(scores) {
    return `${scores.length} ${scores.length === 1 ? 'time' : 'times'}`;
}
function mean(scores) {
    if (scores.length === 0)
        return 'not scored';
    return String(Number((scores.reduce((sum, score) => sum + score, 0) / scores.length).toPrecision(3)));
}
/** The blank line after the summary is what makes GitHub read Markdown inside. */
function details(summary, body, isOpen) {
    return `<details${isOpen ? ' open' : ''}><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}

;// CONCATENATED MODULE: ./build/reporters/likely-cause.js


/** Says "because" only where one single thing differs; with two or more, that this run cannot tell them apart. */
function likelyCauses(report) {
    return report.changes
        .filter((change) => change.factors.length > 0 || change.diffs.length > 0)
        .map((change) => {
        const pattern = sharedTag(report, change.suite);
        return {
            suite: change.suite,
            summary: summary(change, report.verdict.outcome === 'fail'),
            ...(pattern === undefined ? {} : { pattern }),
            removed: change.diffs.flatMap(removedSentences),
            diffs: change.diffs,
        };
    });
}
function summary(change, isRegression) {
    const [only, ...others] = change.factors;
    if (only === undefined)
        return words `Nothing that Steelyard tracks of the product differs.`;
    if (others.length === 0) {
        const one = words `Only the ${factorWords(only, change)} changed`;
        return isRegression ? words `${one}, so that is where to look.` : words `${one}.`;
    }
    const all = list(change.factors.map((factor) => factorWords(factor, change)));
    return words `${own('The ')}${all} changed together, so this run cannot say which of them did it. To find out, put them in separate pull requests.`;
}
function factorWords(factor, change) {
    if (factor === 'model' && change.baseModel !== undefined && change.headModel !== undefined) {
        return words `${strong('model')} (${code(change.baseModel)} → ${code(change.headModel)})`;
    }
    return [strong(factorNames[factor])];
}
const factorNames = {
    prompt: 'prompt',
    model: 'model',
    params: 'model parameters',
    tools: 'tools',
    code: 'code',
    data: 'data',
    scorers: 'scorers',
    judge: 'judge',
};
/** Half of the shown failures at least, and more than among all cases where that is known. */
function sharedTag(report, suite) {
    const failing = report.regressedCases.filter((testCase) => testCase.suite === suite);
    if (failing.length < 4)
        return undefined;
    const [tag, times] = mostCommon(failing.flatMap((testCase) => [...new Set(testCase.tags)])) ?? ['', 0];
    if (times < failing.length / 2 || times < 1.3 * failing.length * shareOfCases(report, suite, tag))
        return undefined;
    return words `${times} of the ${failing.length} cases listed as newly failing are tagged ${code(tag)}.`;
}
function mostCommon(tags) {
    const counts = new Map();
    for (const tag of tags)
        counts.set(tag, (counts.get(tag) ?? 0) + 1);
    return [...counts].sort((one, other) => other[1] - one[1] || one[0].localeCompare(other[0], 'en'))[0];
}
/** 0 where no comparison of that slice was made. */
function shareOfCases(report, suite, tag) {
    const mine = report.comparisons.filter((comparison) => comparison.suite === suite);
    const slice = mine.find(({ scope }) => scope.kind === 'slice' && scope.tag === tag);
    const whole = mine.find(({ scope }) => scope.kind === 'suite');
    return slice === undefined || whole === undefined || whole.pairs === 0 ? 0 : slice.pairs / whole.pairs;
}
function removedSentences(diff) {
    const lines = diff.hunks.flatMap((hunk) => hunk.lines);
    const gone = textOf(lines, '-');
    const kept = lines
        .filter((line) => !line.startsWith('-'))
        .map(content)
        .join(' ');
    return gone
        .split(/(?<=[.!?])\s+|\n+/u)
        .map((sentence) => sentence.replace(/^[\s>*#-]+/u, '').trim())
        .filter((sentence) => sentence.length >= 12 && /\p{L}/u.test(sentence) && !kept.includes(sentence));
}
function textOf(lines, sign) {
    return lines
        .filter((line) => line.startsWith(sign))
        .map(content)
        .join('\n');
}
function content(line) {
    return line.slice(1);
}
/** `prompts/support.md`, lines 12–18. */
function diffPlace(diff) {
    const [first] = diff.hunks;
    const last = diff.hunks.at(-1);
    const moved = diff.previousPath === undefined ? [] : words `${code(diff.previousPath)} → `;
    if (first === undefined || last === undefined)
        return words `${moved}${code(diff.path)}`;
    const end = last.headLine + Math.max(0, last.lines.filter((line) => !line.startsWith('-')).length - 1);
    const lines = first.headLine === end ? `line ${end}` : `lines ${first.headLine}–${end}`;
    return words `${moved}${code(diff.path)}, ${own(lines)}`;
}
/** The text of a diff, hunk by hunk, cut at whole lines. */
function diffText(diff, mostLines) {
    const lines = diff.hunks.flatMap((hunk, index) => [
        ...(index === 0 ? [] : [`… from line ${hunk.headLine}`]),
        ...hunk.lines,
    ]);
    if (lines.length <= mostLines)
        return lines.join('\n');
    return [...lines.slice(0, mostLines), `… ${count(lines.length - mostLines, 'more line')}`].join('\n');
}

;// CONCATENATED MODULE: ./build/reporters/cause-section.js




/** Which factors differ, which sentences went, and the lines themselves; open after a failure, collapsed otherwise. */
function causeSection(report) {
    const causes = likelyCauses(report).slice(0, 6);
    if (causes.length === 0 || report.comparisons.length === 0)
        return { importance: 60, forms: [''] };
    const isOpen = report.verdict.outcome !== 'pass';
    const heading = report.verdict.outcome === 'fail' ? 'Likely cause' : 'What changed';
    const named = causes.length > 1;
    const render = (mostLines, mostSentences) => causes.map((cause) => causeText(cause, { named, mostLines, mostSentences })).join('\n\n');
    const wrap = (body) => isOpen ? `### ${heading}\n\n${body}` : `<details><summary>${heading}</summary>\n\n${body}\n\n</details>`;
    return { importance: 60, forms: [wrap(render(60, 5)), wrap(render(15, 3)), wrap(render(0, 1)), ''] };
}
function causeText(cause, options) {
    const paragraphs = [
        toMarkdown(options.named ? words `${code(cause.suite)}: ${cause.summary}` : cause.summary),
        ...(cause.pattern === undefined ? [] : [toMarkdown(cause.pattern)]),
        ...removedText(cause, options.mostSentences),
        ...(options.mostLines === 0 ? [] : cause.diffs.slice(0, 5).map((diff) => diffBlock(diff, options.mostLines))),
    ];
    const hidden = cause.diffs.length - 5;
    if (hidden > 0)
        paragraphs.push(`… and ${count(hidden, 'more changed file')}.`);
    return paragraphs.join('\n\n');
}
function removedText(cause, most) {
    if (cause.removed.length === 0)
        return [];
    const shown = cause.removed.slice(0, most).map((sentence) => `- “${inlineText(sentence, 200)}”`);
    const rest = cause.removed.length - shown.length;
    return [
        [
            'No longer in the prompt or the files beside it:',
            '',
            ...shown,
            ...(rest > 0 ? [`- … and ${count(rest, 'more sentence')}`] : []),
        ].join('\n'),
    ];
}
function diffBlock(diff, mostLines) {
    return `${toMarkdown(diffPlace(diff))}\n\n${fencedBlock(diffText(diff, mostLines), 'diff', 8000)}`;
}

;// CONCATENATED MODULE: ./node_modules/markdown-table/index.js
// To do: next major: remove.
/**
 * @typedef {Options} MarkdownTableOptions
 *   Configuration.
 */

/**
 * @typedef Options
 *   Configuration.
 * @property {boolean | null | undefined} [alignDelimiters=true]
 *   Whether to align the delimiters (default: `true`);
 *   they are aligned by default:
 *
 *   ```markdown
 *   | Alpha | B     |
 *   | ----- | ----- |
 *   | C     | Delta |
 *   ```
 *
 *   Pass `false` to make them staggered:
 *
 *   ```markdown
 *   | Alpha | B |
 *   | - | - |
 *   | C | Delta |
 *   ```
 * @property {ReadonlyArray<string | null | undefined> | string | null | undefined} [align]
 *   How to align columns (default: `''`);
 *   one style for all columns or styles for their respective columns;
 *   each style is either `'l'` (left), `'r'` (right), or `'c'` (center);
 *   other values are treated as `''`, which doesn’t place the colon in the
 *   alignment row but does align left;
 *   *only the lowercased first character is used, so `Right` is fine.*
 * @property {boolean | null | undefined} [delimiterEnd=true]
 *   Whether to end each row with the delimiter (default: `true`).
 *
 *   > 👉 **Note**: please don’t use this: it could create fragile structures
 *   > that aren’t understandable to some markdown parsers.
 *
 *   When `true`, there are ending delimiters:
 *
 *   ```markdown
 *   | Alpha | B     |
 *   | ----- | ----- |
 *   | C     | Delta |
 *   ```
 *
 *   When `false`, there are no ending delimiters:
 *
 *   ```markdown
 *   | Alpha | B
 *   | ----- | -----
 *   | C     | Delta
 *   ```
 * @property {boolean | null | undefined} [fillRows=true]
 *   Whether to fill rows with empty cells up to the most cells in a row
 *   (default: `true`).
 *
 *   When `true`, all rows have as many cells as the longest row:
 *
 *   ```markdown
 *   | Alpha | B    |   |
 *   | ----- | ---- | - |
 *   | C     |      |   |
 *   | D     | Echo | F |
 *   ```
 *
 *   When `false`, rows keep their cells,
 *   and the delimiter row has as many cells as the header row:
 *
 *   ```markdown
 *   | Alpha | B    |
 *   | ----- | ---- |
 *   | C     |
 *   | D     | Echo | F |
 *   ```
 * @property {boolean | null | undefined} [delimiterStart=true]
 *   Whether to begin each row with the delimiter (default: `true`).
 *
 *   > 👉 **Note**: please don’t use this: it could create fragile structures
 *   > that aren’t understandable to some markdown parsers.
 *
 *   When `true`, there are starting delimiters:
 *
 *   ```markdown
 *   | Alpha | B     |
 *   | ----- | ----- |
 *   | C     | Delta |
 *   ```
 *
 *   When `false`, there are no starting delimiters:
 *
 *   ```markdown
 *   Alpha | B     |
 *   ----- | ----- |
 *   C     | Delta |
 *   ```
 * @property {boolean | null | undefined} [padding=true]
 *   Whether to add a space of padding between delimiters and cells
 *   (default: `true`).
 *
 *   When `true`, there is padding:
 *
 *   ```markdown
 *   | Alpha | B     |
 *   | ----- | ----- |
 *   | C     | Delta |
 *   ```
 *
 *   When `false`, there is no padding:
 *
 *   ```markdown
 *   |Alpha|B    |
 *   |-----|-----|
 *   |C    |Delta|
 *   ```
 * @property {((value: string) => number) | null | undefined} [stringLength]
 *   Function to detect the length of table cell content (optional);
 *   this is used when aligning the delimiters (`|`) between table cells;
 *   full-width characters and emoji mess up delimiter alignment when viewing
 *   the markdown source;
 *   to fix this, you can pass this function,
 *   which receives the cell content and returns its “visible” size;
 *   note that what is and isn’t visible depends on where the text is displayed.
 *
 *   Without such a function, the following:
 *
 *   ```js
 *   markdownTable([
 *     ['Alpha', 'Bravo'],
 *     ['中文', 'Charlie'],
 *     ['👩‍❤️‍👩', 'Delta']
 *   ])
 *   ```
 *
 *   Yields:
 *
 *   ```markdown
 *   | Alpha | Bravo |
 *   | - | - |
 *   | 中文 | Charlie |
 *   | 👩‍❤️‍👩 | Delta |
 *   ```
 *
 *   With [`string-width`](https://github.com/sindresorhus/string-width):
 *
 *   ```js
 *   import stringWidth from 'string-width'
 *
 *   markdownTable(
 *     [
 *       ['Alpha', 'Bravo'],
 *       ['中文', 'Charlie'],
 *       ['👩‍❤️‍👩', 'Delta']
 *     ],
 *     {stringLength: stringWidth}
 *   )
 *   ```
 *
 *   Yields:
 *
 *   ```markdown
 *   | Alpha | Bravo   |
 *   | ----- | ------- |
 *   | 中文  | Charlie |
 *   | 👩‍❤️‍👩    | Delta   |
 *   ```
 */

/**
 * Get the length of a cell.
 *
 * @param {string} value
 *   Cell value.
 * @returns {number}
 *   Cell size.
 */
function defaultStringLength(value) {
  return value.length
}

/**
 * Generate a markdown
 * ([GFM](https://docs.github.com/en/github/writing-on-github/working-with-advanced-formatting/organizing-information-with-tables))
 * table.
 *
 * @param {ReadonlyArray<ReadonlyArray<string | null | undefined>>} table
 *   Table data (matrix of strings).
 * @param {Readonly<Options> | null | undefined} [options]
 *   Configuration (optional).
 * @returns {string}
 *   Result.
 */
function markdownTable(table, options) {
  const settings = options || {}
  // To do: next major: change to spread.
  // eslint-disable-next-line unicorn/prefer-spread -- `align` can be a string.
  const align = (settings.align || []).concat()
  const stringLength = settings.stringLength || defaultStringLength
  /** @type {Array<number>} Character codes as symbols for alignment per column. */
  const alignments = []
  /** @type {Array<Array<string>>} Cells per row. */
  const cellMatrix = []
  /** @type {Array<Array<number>>} Sizes of each cell per row. */
  const sizeMatrix = []
  /** @type {Array<number>} */
  const longestCellByColumn = []
  let mostCellsPerRow = 0
  let rowIndex = -1

  // This is a superfluous loop if we don’t align delimiters, but otherwise we’d
  // do superfluous work when aligning, so optimize for aligning.
  while (++rowIndex < table.length) {
    /** @type {Array<string>} */
    const row = []
    /** @type {Array<number>} */
    const sizes = []
    let columnIndex = -1

    if (table[rowIndex].length > mostCellsPerRow) {
      mostCellsPerRow = table[rowIndex].length
    }

    while (++columnIndex < table[rowIndex].length) {
      const cell = serialize(table[rowIndex][columnIndex])

      if (settings.alignDelimiters !== false) {
        const size = stringLength(cell)
        sizes[columnIndex] = size

        if (
          longestCellByColumn[columnIndex] === undefined ||
          size > longestCellByColumn[columnIndex]
        ) {
          longestCellByColumn[columnIndex] = size
        }
      }

      row.push(cell)
    }

    cellMatrix[rowIndex] = row
    sizeMatrix[rowIndex] = sizes
  }

  // Figure out which alignments to use.
  let columnIndex = -1

  if (typeof align === 'object' && 'length' in align) {
    while (++columnIndex < mostCellsPerRow) {
      alignments[columnIndex] = toAlignment(align[columnIndex])
    }
  } else {
    const code = toAlignment(align)

    while (++columnIndex < mostCellsPerRow) {
      alignments[columnIndex] = code
    }
  }

  // Inject the alignment row.
  columnIndex = -1
  /** @type {Array<string>} */
  const row = []
  /** @type {Array<number>} */
  const sizes = []

  while (++columnIndex < mostCellsPerRow) {
    const code = alignments[columnIndex]
    let before = ''
    let after = ''

    if (code === 99 /* `c` */) {
      before = ':'
      after = ':'
    } else if (code === 108 /* `l` */) {
      before = ':'
    } else if (code === 114 /* `r` */) {
      after = ':'
    }

    // There *must* be at least one hyphen-minus in each alignment cell.
    let size =
      settings.alignDelimiters === false
        ? 1
        : Math.max(
            1,
            longestCellByColumn[columnIndex] - before.length - after.length
          )

    const cell = before + '-'.repeat(size) + after

    if (settings.alignDelimiters !== false) {
      size = before.length + size + after.length

      if (size > longestCellByColumn[columnIndex]) {
        longestCellByColumn[columnIndex] = size
      }

      sizes[columnIndex] = size
    }

    row[columnIndex] = cell
  }

  // Inject the alignment row.
  cellMatrix.splice(1, 0, row)
  sizeMatrix.splice(1, 0, sizes)

  rowIndex = -1
  /** @type {Array<string>} */
  const lines = []

  while (++rowIndex < cellMatrix.length) {
    const row = cellMatrix[rowIndex]
    const sizes = sizeMatrix[rowIndex]
    const cellsInRow =
      settings.fillRows === false
        ? Math.max(1, cellMatrix[rowIndex === 1 ? 0 : rowIndex].length)
        : mostCellsPerRow
    columnIndex = -1
    /** @type {Array<string>} */
    const line = []

    while (++columnIndex < cellsInRow) {
      const cell = row[columnIndex] || ''
      let before = ''
      let after = ''

      if (settings.alignDelimiters !== false) {
        const size =
          longestCellByColumn[columnIndex] - (sizes[columnIndex] || 0)
        const code = alignments[columnIndex]

        if (code === 114 /* `r` */) {
          before = ' '.repeat(size)
        } else if (code === 99 /* `c` */) {
          const half = size / 2

          if (size % 2) {
            before = ' '.repeat(half + 0.5)
            after = ' '.repeat(half - 0.5)
          } else {
            before = ' '.repeat(half)
            after = before
          }
        } else {
          after = ' '.repeat(size)
        }
      }

      if (settings.delimiterStart !== false && !columnIndex) {
        line.push('|')
      }

      if (
        settings.padding !== false &&
        // Don’t add the opening space if we’re not aligning and the cell is
        // empty: there will be a closing space.
        !(settings.alignDelimiters === false && cell === '') &&
        (settings.delimiterStart !== false || columnIndex)
      ) {
        line.push(' ')
      }

      if (settings.alignDelimiters !== false) {
        line.push(before)
      }

      line.push(cell)

      if (settings.alignDelimiters !== false) {
        line.push(after)
      }

      if (settings.padding !== false) {
        line.push(' ')
      }

      if (settings.delimiterEnd !== false || columnIndex !== cellsInRow - 1) {
        line.push('|')
      }
    }

    lines.push(
      settings.delimiterEnd === false
        ? line.join('').replace(/ +$/, '')
        : line.join('')
    )
  }

  return lines.join('\n')
}

/**
 * Serialize a cell value.
 *
 * @param {string | null | undefined} [value]
 *   Value to serialize.
 * @returns {string}
 *   Result.
 */
function serialize(value) {
  return value === null || value === undefined ? '' : String(value)
}

/**
 * Get the alignment character code from a value.
 *
 * @param {string | null | undefined} value
 *   Value.
 * @returns {number}
 *   Alignment.
 */
function toAlignment(value) {
  const code = typeof value === 'string' ? value.codePointAt(0) : 0

  return code === 67 /* `C` */ || code === 99 /* `c` */
    ? 99 /* `c` */
    : code === 76 /* `L` */ || code === 108 /* `l` */
      ? 108 /* `l` */
      : code === 82 /* `R` */ || code === 114 /* `r` */
        ? 114 /* `r` */
        : 0
}

;// CONCATENATED MODULE: ./build/reporters/picks.js
/** Comparisons of whole suites, gated ones first, in the report's order. */
function suiteComparisons(report) {
    const whole = report.comparisons.filter((comparison) => comparison.scope.kind === 'suite');
    return [...whole.filter((comparison) => comparison.gate), ...whole.filter((comparison) => !comparison.gate)];
}
function metricVerdict(report, comparison) {
    return report.verdict.perMetric.find((verdict) => verdict.suite === comparison.suite && verdict.metric === comparison.metric);
}
/** The gated comparisons that the verdict calls regressions. */
function regressions(report) {
    return suiteComparisons(report).filter((comparison) => comparison.gate && metricVerdict(report, comparison)?.outcome === 'fail');
}
/** The gated comparisons without an answer, those the run stopped early for left out. */
function openComparisons(report) {
    return suiteComparisons(report).filter((comparison) => {
        const verdict = metricVerdict(report, comparison);
        return comparison.gate && verdict?.outcome === 'inconclusive' && verdict.note !== 'not-decided';
    });
}
/** Every suite that the report speaks of. */
function suiteNames(report) {
    const planned = report.plan.suites.map((suite) => suite.suite);
    return [...new Set([...planned, ...report.verdict.perSuite.map((suite) => suite.suite)])];
}

;// CONCATENATED MODULE: ./build/reporters/metric-rows.js


const metricColumns = ['Metric', 'Base', 'This change', 'Change', 'At worst', 'Limit', 'Verdict'];
function metricRows(report) {
    return [...suiteComparisons(report).map((comparison) => metricRow(report, comparison)), ...missingRows(report)];
}
/** Gated metrics without a comparison: they are why there is no verdict, so they may not be missing here too. */
function missingRows(report) {
    return report.verdict.perMetric
        .filter((verdict) => verdict.reason === 'metric-missing')
        .filter((verdict) => !suiteComparisons(report).some((one) => one.suite === verdict.suite && one.metric === verdict.metric))
        .map((verdict) => ({
        suite: verdict.suite,
        title: plannedTitle(report, verdict),
        base: '',
        candidate: '',
        change: '',
        atWorst: '',
        limit: '',
        ...verdictCell(verdict),
    }));
}
function plannedTitle(report, verdict) {
    const plan = report.plan.suites.find(({ suite }) => suite === verdict.suite);
    return plan?.metrics.find(({ name }) => name === verdict.metric)?.title ?? verdict.metric;
}
function metricRow(report, comparison) {
    const verdict = comparison.gate ? metricVerdict(report, comparison) : undefined;
    const shown = {
        suite: comparison.suite,
        title: titleWithMeasure(comparison),
        base: level(comparison, comparison.baseline.estimate),
        candidate: level(comparison, comparison.candidate.estimate),
        change: change(comparison, comparison.difference.estimate),
    };
    if (verdict === undefined) {
        return {
            ...shown,
            atWorst: '',
            limit: '',
            verdict: comparison.gate ? 'Not in the verdict' : 'Not gated',
            tone: 'neutral',
        };
    }
    return {
        ...shown,
        atWorst: change(comparison, comparison.atWorst),
        limit: limit(comparison),
        ...verdictCell(verdict),
    };
}
function titleWithMeasure(comparison) {
    return comparison.kind === 'binary' ? `${comparison.title} (rate)` : comparison.title;
}
function verdictCell(verdict) {
    if (verdict.outcome === 'pass')
        return { verdict: passWords[verdict.note ?? 'plain'], tone: 'good' };
    if (verdict.outcome === 'fail')
        return { verdict: 'Regressed', tone: 'bad' };
    if (verdict.note === 'not-decided')
        return { verdict: 'Not decided', tone: 'neutral' };
    return { verdict: openWords[verdict.reason ?? 'undecided'], tone: 'unsure' };
}
const passWords = {
    plain: 'Within limit',
    improved: 'Improved',
    'worse-within-margin': 'Worse, within limit',
    'not-decided': 'Within limit',
};
const openWords = {
    undecided: 'Cannot tell',
    unconfirmed: 'Not confirmed',
    'no-baseline': 'Nothing to compare',
    'not-evaluated': 'Not run',
    'too-many-errors': 'Too many errors',
    'over-budget': 'Budget ran out',
    'too-many-attempts': 'Too many attempts',
    'target-missing': 'Removed',
    'metric-missing': 'Not measured',
    'no-base-build': 'Not compared',
    incompatible: 'Not comparable',
    cancelled: 'Cancelled',
};

;// CONCATENATED MODULE: ./build/reporters/decision.js



/** How the verdict came about, for people who do speak statistics: the only place where its words are allowed. */
function decisionFacts(report) {
    return [
        ...report.plan.suites.flatMap((suite) => designWords(report, suite)),
        ...stageWords('Stage 1 (screen)', report.screen),
        ...stageWords('Stage 2 (confirm, fresh runs of both arms)', report.confirmation),
        ...spendWords(report),
        ...report.errorRates.map((promise) => words `${promise}`),
    ];
}
/** One metric's tests as columns of `decisionColumns`; the first two cells come from outside. */
function decisionRow(report, comparison) {
    const { difference } = comparison;
    return [
        comparison.suite,
        comparison.scope.kind === 'slice' ? `${comparison.title}, slice ${comparison.scope.tag}` : comparison.title,
        `${comparison.pairs}${comparison.excluded > 0 ? ` (${comparison.excluded} excluded)` : ''}`,
        `${change(comparison, difference.estimate)} [${change(comparison, difference.lower)}, ${change(comparison, difference.upper)}]`,
        comparison.gate ? limit(comparison) : '',
        `${pValue(comparison.passPValue)} (${comparison.test.pass})`,
        pValue(comparison.passPValueWorstCase),
        `${pValue(comparison.pValue)} (${comparison.test.fail})`,
        pValue(comparison.adjustedPValue),
        change(comparison, comparison.minimumDetectableEffect).replace(/^[+−]/u, ''),
        comparison.scope.kind === 'suite' ? metricRow(report, comparison).verdict : comparison.result,
    ];
}
const decisionColumns = [
    'Suite',
    'Metric',
    'Pairs',
    'Difference [95% interval]',
    'Margin',
    'PASS test p',
    '… missing at worst',
    'FAIL test p',
    '… adjusted',
    'Smallest detectable',
    'Result',
];
function designWords(report, suite) {
    const { design } = suite;
    const gated = suite.metrics.filter((metric) => metric.gate);
    return [
        words `${code(suite.suite)}: α PASS ${design.alphaPass}, α FAIL ${design.alphaFail} (this suite’s share of ${report.settings.alphaFail}), screen at adjusted p < ${design.screenLevel}, ${own(design.strict ? 'strict (exact) tests' : 'default tests')}; family of ${own(count(gated.length, 'gated metric'))}: ${list(gated.map((metric) => words `${metric.name}`), 8)}.`,
        words `${code(suite.suite)}: ${suite.caseIds.length} of ${own(count(suite.casesInSuite, 'case'))}, ${own(count(suite.trials, 'trial'))} each; ${controlWords(suite)}; seed ${hash(design.seed, 16)}.`,
        ...gated.flatMap((metric) => {
            const predicted = (metric.predicted ?? []).map((chance) => words `${own(truth(chance.atMargins))} pass ${own(percent(chance.pass))}, fail ${own(percent(chance.fail))}, inconclusive ${own(percent(chance.inconclusive))}`);
            return predicted.length === 0 ? [] : [words `Power of ${metric.title} as planned: ${join(predicted, '; ')}.`];
        }),
    ];
}
function controlWords({ control }) {
    if (control.kind === 'stored')
        return words `compared with the stored baseline`;
    if (control.kind === 'live')
        return words `compared with the base commit run live (${control.reason})`;
    return words `compared with the stored baseline, and live for ${own(count(control.liveCases.length, 'case'))} it lacks`;
}
function truth(atMargins) {
    if (atMargins === 0)
        return 'if nothing changed,';
    return `if worse by ${atMargins === -1 ? 'the margin' : `${Math.abs(atMargins)} margins`},`;
}
function stageWords(title, stage) {
    if (stage === undefined)
        return [];
    const decisions = stage.decisions.map((one) => words `${code(one.suite)} ${one.metric} ${own(one.decision)}`);
    return [
        ...(decisions.length === 0 ? [] : [words `${own(title)}: ${list(decisions, 12)}.`]),
        ...stage.tally.map((tally) => words `${own(title)}, ${code(tally.suite)}, ${tally.arm}: ${own(tallyText(tally))}.`),
    ];
}
function tallyText(tally) {
    return [
        `${count(tally.completed, 'trial')} completed`,
        `${tally.failedByProduct} failed by the product (scored as failures)`,
        `${tally.excluded} excluded for infrastructure errors`,
        ...(tally.skipped > 0 ? [`${tally.skipped} skipped`] : []),
    ].join(', ');
}
function spendWords(report) {
    const { spend } = report;
    if (spend.calls === 0)
        return [words `0 model calls.`];
    const cost = spend.cost === undefined ? 'cost unknown (a price is missing)' : money(spend.cost);
    return [
        words `${own(count(spend.calls, 'model call'))}, ${spend.inputTokens} tokens in and ${spend.outputTokens} out, ${own(cost)}, ${own(duration(spend.seconds))}.`,
    ];
}
function percent(probability) {
    const isTiny = probability > 0 && probability < 0.01;
    return isTiny ? `${(100 * probability).toFixed(1)}%` : `${Math.round(100 * probability)}%`;
}
/** Slices that moved: advisory, shown in the details only. */
function movedSlices(report) {
    return report.comparisons.filter(({ scope, result }) => scope.kind === 'slice' && (result === 'regressed' || result === 'improved'));
}
/** For a terminal: one metric's tests as one line. */
function decisionLine(comparison) {
    const { difference } = comparison;
    return words `${comparison.title}: ${own(level(comparison, comparison.baseline.estimate))} → ${own(level(comparison, comparison.candidate.estimate))}, difference ${own(change(comparison, difference.estimate))} [${own(change(comparison, difference.lower))}, ${own(change(comparison, difference.upper))}] on ${own(count(comparison.pairs, 'pair'))}; PASS test p ${own(pValue(comparison.passPValue))} (${comparison.test.pass}), FAIL test p ${own(pValue(comparison.pValue))}, adjusted ${own(pValue(comparison.adjustedPValue))} (${comparison.test.fail})`;
}

;// CONCATENATED MODULE: ./build/reporters/decision-section.js






/** Tests, intervals, error rates, power, seed, spend and losses: collapsed, below everything people act on. */
function decisionSection(report) {
    const facts = decisionFacts(report).map((fact) => `- ${toMarkdown(fact)}`);
    const comparisons = [...suiteComparisons(report), ...movedSlices(report).slice(0, 20)];
    const render = (rows, bullets) => details('How this was decided', [...tableText(report, rows), bullets.join('\n')].join('\n\n'), false);
    return {
        importance: 30,
        forms: [
            render(comparisons, facts),
            render(comparisons.filter(({ gate, scope }) => gate && scope.kind === 'suite').slice(0, 20), facts.slice(0, 40)),
            render([], facts.slice(0, 20)),
            '',
        ],
    };
}
function tableText(report, comparisons) {
    if (comparisons.length === 0)
        return [];
    const rows = comparisons.map((comparison) => decisionRow(report, comparison).map((cell) => inlineText(cell, 120)));
    return [markdownTable([[...decisionColumns], ...rows], { alignDelimiters: false })];
}

;// CONCATENATED MODULE: ./build/reporters/facts.js



/** What the verdict rests on, one short fact each. */
function facts(report, links) {
    return [
        ...caseCounts(report),
        ...flips(report),
        ...(report.confirmation === undefined ? [] : [confirmation(report)]),
        ...versions(report, links),
        ...(links.fullReport === undefined ? [] : [[words_link('full report', links.fullReport)]]),
    ];
}
function caseCounts(report) {
    if (report.plan.suites.length === 0 || report.spend.calls === 0)
        return [];
    if (report.comparisons.length === 0)
        return [];
    const ran = report.plan.suites.reduce((sum, suite) => sum + casesRun(report, suite), 0);
    const all = report.plan.suites.reduce((sum, suite) => sum + suite.casesInSuite, 0);
    return [ran === all ? words `${own(count(ran, 'case'))}, all there are` : words `${ran} of ${own(count(all, 'case'))}`];
}
/** As planned, unless the run broke off. */
function casesRun(report, suite) {
    if (report.verdict.reason !== 'over-budget' && report.verdict.reason !== 'cancelled')
        return suite.caseIds.length;
    const mine = report.comparisons.filter((comparison) => comparison.suite === suite.suite);
    return Math.max(0, ...mine.map((comparison) => comparison.pairs + comparison.excluded));
}
/** Of the metric that failed, else of the first one that has flips. */
function flips(report) {
    const withFlips = (comparison) => comparison.flips !== undefined;
    const candidates = [...regressions(report), ...suiteComparisons(report).filter((comparison) => comparison.gate)];
    const chosen = candidates.find(withFlips);
    if (chosen?.flips === undefined)
        return [];
    const { regressed, fixed } = chosen.flips;
    const several = suiteComparisons(report).filter(withFlips).length > 1;
    return [words `${regressed} newly failing, ${fixed} newly fixed${several ? words ` on ${strong(chosen.title)}` : []}`];
}
function confirmation(report) {
    const decisions = report.confirmation?.decisions ?? [];
    return decisions.some(({ decision }) => decision === 'confirmed')
        ? words `confirmed on a fresh run of both versions`
        : words `not confirmed on a fresh run of both versions`;
}
function versions(report, links) {
    const { base, head } = report.change;
    const candidate = words `${hash(head.commit, 7, links.commit(head.commit))}${own(head.dirty ? ' with uncommitted changes' : '')}`;
    if (report.comparisons.length === 0) {
        return [words `${hash(base.commit, 7, links.commit(base.commit))} vs ${candidate}`];
    }
    const isLive = report.plan.suites.some((suite) => suite.control.kind === 'live');
    if (isLive)
        return [words `${hash(base.commit, 7, links.commit(base.commit))} (run live) vs ${candidate}`];
    const stored = [...report.baselines].sort((one, other) => other.ageDays - one.ageDays)[0];
    if (stored === undefined) {
        return [words `${hash(base.commit, 7, links.commit(base.commit))} vs ${candidate}`];
    }
    return [
        words `baseline ${hash(stored.commit, 7, links.commit(stored.commit))} (${own(age(stored.ageDays))}) vs ${candidate}`,
    ];
}
function age(days) {
    return days < 1 ? 'from today' : `${count(Math.floor(days), 'day')} old`;
}
/** Links to commits, where the server is known and the repository is `owner/name`. */
function linksFor(report, options) {
    const { repository } = report.change;
    const isHosted = options.serverUrl !== undefined && /^[\w.-]+\/[\w.-]+$/u.test(repository);
    const base = `${options.serverUrl?.replace(/\/+$/u, '') ?? ''}/${repository}/commit/`;
    return {
        commit: (sha) => (isHosted && /^[0-9a-f]{7,64}$/u.test(sha) ? `${base}${sha}` : undefined),
        ...(options.reportUrl === undefined ? {} : { fullReport: options.reportUrl }),
    };
}
/** For the footer. */
function updatedFor(report) {
    return words `Updated for ${hash(report.change.head.commit)} · steelyard v${report.steelyard}`;
}

;// CONCATENATED MODULE: ./build/reporters/fit.js
/**
 * Sections → one document of at most `longest` characters. Whole sections step down to their next shorter form, the
 * least important first, so nothing is ever cut inside a fence, a table or a tag; that it was shortened is said.
 */
function fit(sections, longest) {
    const chosen = sections.map(() => 0);
    const text = (isShortened) => [
        ...sections.map((section, index) => section.forms[chosen[index] ?? 0] ?? ''),
        ...(isShortened ? ['_Shortened to fit into a comment; the full report has everything._'] : []),
    ]
        .filter((part) => part !== '')
        .join('\n\n');
    const byImportance = sections
        .map((section, index) => ({ ...section, index }))
        .sort((one, other) => one.importance - other.importance);
    if (text(false).length <= longest)
        return `${text(false)}\n`;
    for (const section of byImportance) {
        for (let form = 1; form < section.forms.length; form += 1) {
            chosen[section.index] = form;
            if (text(true).length < longest)
                return `${text(true)}\n`;
        }
    }
    return `${text(true)}\n`;
}

;// CONCATENATED MODULE: ./build/reporters/situation.js
function situationOf(report) {
    const { verdict } = report;
    if (verdict.reason === 'cancelled')
        return 'cancelled';
    if (verdict.outcome === 'fail')
        return verdict.accepted === undefined ? 'failed' : 'accepted';
    if (verdict.outcome === 'inconclusive')
        return verdict.reason ?? 'undecided';
    if (report.comparisons.length > 0)
        return 'passed';
    if (hasFinding(report, 'first-configuration'))
        return 'first-configuration';
    if (hasFinding(report, 'nothing-relevant-changed'))
        return 'nothing-relevant-changed';
    return 'passed';
}
function hasFinding(report, ruleId) {
    return [...report.findings, ...report.verdict.because].some((finding) => finding.ruleId === ruleId);
}

;// CONCATENATED MODULE: ./build/reporters/headline.js




function headline(report) {
    const { outcome } = report.verdict;
    const text = headlineText(report);
    if (outcome === 'pass')
        return { emoji: '✅', verdict: 'PASS', text };
    if (outcome === 'fail')
        return { emoji: '❌', verdict: 'FAIL', text };
    return { emoji: '⚠️', verdict: 'INCONCLUSIVE', text };
}
function headlineText(report) {
    const situation = situationOf(report);
    if (situation === 'passed')
        return passed(suiteNames(report));
    if (situation === 'failed')
        return words `${regressionCount(report)} in ${scopeOf(regressedSuites(report))}`;
    if (situation === 'accepted') {
        return words `${regressionCount(report)} in ${scopeOf(regressedSuites(report))}, accepted by a maintainer`;
    }
    if (situation === 'nothing-relevant-changed')
        return words `pass, nothing relevant changed`;
    if (situation === 'first-configuration')
        return words `pass, the first configuration is valid`;
    return words `${own(lead[situation][0])}${concernedSuites(report, situation)}`;
}
function passed(suites) {
    if (suites.length === 0)
        return words `pass`;
    return words `pass, ${scopeOf(suites)} ${own(suites.length === 1 ? 'is' : 'are')} not worse`;
}
/** What happened, and the word that ties it to a suite; without one no suite is named. */
const lead = {
    undecided: ['inconclusive, too little data to tell', ' for '],
    unconfirmed: ['inconclusive, a drop did not happen again', ' in '],
    'no-baseline': ['inconclusive, nothing to compare with yet', ' for '],
    'not-evaluated': ['inconclusive, nothing was run', ' for '],
    'too-many-errors': ['inconclusive, too many calls failed', ' in '],
    'over-budget': ['inconclusive, the budget ran out', ' in '],
    'too-many-attempts': ['inconclusive, too many attempts'],
    'target-missing': ['inconclusive, a gated suite or its target was removed', ': '],
    'metric-missing': ['inconclusive, a gated metric was not measured', ' in '],
    'no-base-build': ['inconclusive, the earlier version could not be built', ' for '],
    incompatible: ['inconclusive, the two sets of results do not match', ' for '],
    cancelled: ['cancelled before there was a verdict'],
};
function concernedSuites(report, reason) {
    const [, tie] = lead[reason];
    const concerned = report.verdict.perSuite.filter((suite) => suite.reason === reason).map((suite) => suite.suite);
    return tie === undefined || concerned.length === 0 ? [] : words `${own(tie)}${scopeOf(concerned)}`;
}
function regressedSuites(report) {
    const failed = report.verdict.perSuite.filter((suite) => suite.outcome === 'fail').map((suite) => suite.suite);
    return failed.length === 0 ? suiteNames(report) : failed;
}
function regressionCount(report) {
    return [own(count(Math.max(1, regressions(report).length), 'regression'))];
}
function scopeOf(suites) {
    return list(suites.map((suite) => [code(suite)]), 3);
}

;// CONCATENATED MODULE: ./build/reporters/metric-table.js




/** The metrics of every suite in one table; shorter forms leave out what is within its limits first. */
function metricTable(report) {
    const rows = metricRows(report);
    if (rows.length === 0)
        return { importance: 90, forms: [''] };
    const notable = rows.filter(({ tone }) => tone === 'bad' || tone === 'unsure');
    return {
        importance: 90,
        forms: [
            metric_table_tableText(rows, rows.length),
            metric_table_tableText(notable, rows.length),
            metric_table_tableText(notable.slice(0, 20), rows.length),
        ],
    };
}
function metric_table_tableText(rows, total) {
    const hasSuites = new Set(rows.map(({ suite }) => suite)).size > 1;
    const [metric, ...figures] = metricColumns;
    const header = ['', ...(hasSuites ? ['Suite'] : []), metric, ...figures];
    const body = rows.map((row) => [
        marks[row.tone],
        ...(hasSuites ? [inlineText(row.suite, 60)] : []),
        inlineText(row.title, 80),
        ...[row.base, row.candidate, row.change, row.atWorst, row.limit].map(escapeDollar),
        row.tone === 'bad' ? `**${row.verdict}**` : row.verdict,
    ]);
    const align = ['c', ...(hasSuites ? ['l'] : []), 'l', 'r', 'r', 'r', 'r', 'r', 'l'];
    const left = total - rows.length;
    return [
        ...(rows.length === 0 ? [] : [markdownTable([header, ...body], { align, alignDelimiters: false })]),
        ...(left > 0 ? [`${count(left, 'more metric')} in the full report.`] : []),
    ].join('\n\n');
}
const marks = { good: '✅', bad: '❌', unsure: '⚠️', neutral: 'ℹ️' };
function escapeDollar(figure) {
    return figure.replaceAll('$', String.raw `\$`);
}

;// CONCATENATED MODULE: ./build/reporters/movement.js


/**
 * One metric's change as a person would say it, without statistics: "about 6 more answers per 100 go wrong on Correct
 * answers (91.3% before, 85.0% now)". It says what was measured, not whether that could be chance.
 */
function movement(comparison) {
    const [before, now] = shownLevels(comparison);
    return words `${core(comparison)} (${own(before)} before, ${own(now)} now)`;
}
/** "Correct answers went from 91.3% to 90.8%": for changes that mean nothing. */
function levels(comparison) {
    const [before, now] = shownLevels(comparison);
    const title = strong(comparison.title);
    return before === now
        ? words `${title} stays at ${own(now)}`
        : words `${title} went from ${own(before)} to ${own(now)}`;
}
function core(comparison) {
    const difference = comparison.difference.estimate;
    const title = strong(comparison.title);
    if (isUnmoved(comparison))
        return words `${title} stays the same`;
    if (comparison.kind === 'ratio') {
        return words `${title} is ${own(`${share(difference)} ${comparative(comparison, difference)}`)}`;
    }
    if (comparison.kind !== 'binary')
        return words `${title} ${own(difference < 0 ? 'falls' : 'rises')}`;
    return isLowerBetter(comparison)
        ? words `${title}: about ${perHundred(Math.abs(difference), difference > 0 ? 'more' : 'fewer')}`
        : words `about ${perHundred(Math.abs(difference), difference < 0 ? 'more' : 'fewer')} go wrong on ${title}`;
}
function isUnmoved(comparison) {
    const [before, now] = shownLevels(comparison);
    return before === now;
}
function shownLevels(comparison) {
    return [level(comparison, comparison.baseline.estimate), level(comparison, comparison.candidate.estimate)];
}
/** "6 more answers per 100", or per 1,000 where that would round to nothing. */
function perHundred(size, direction) {
    const base = size < 0.01 ? 1000 : 100;
    const answers = Math.max(1, Math.round(size * base));
    return [own(`${answers} ${direction} ${answers === 1 ? 'answer' : 'answers'} per ${base.toLocaleString('en-US')}`)];
}
function share(difference) {
    const percent = 100 * Math.abs(difference);
    return `${percent < 10 ? Number(percent.toFixed(1)) : Math.round(percent)}%`;
}
function comparative({ unit }, difference) {
    const [more, less] = comparatives[unit ?? 'none'];
    return difference > 0 ? more : less;
}
const comparatives = {
    USD: ['more expensive', 'cheaper'],
    ms: ['slower', 'faster'],
    tokens: ['longer', 'shorter'],
    none: ['higher', 'lower'],
};

;// CONCATENATED MODULE: ./build/reporters/plain-words.js





/** The second line of every report: what happened, for somebody who knows the product and no statistics. */
function plainWords(report) {
    return sentences(told[situationOf(report)](report));
}
/** Each as sentences without their full stops; the first follows "In plain words:", so it begins small. */
const told = {
    passed: plain_words_passed,
    failed,
    accepted: (report) => [
        ...failed(report),
        words `${report.verdict.accepted?.by ?? 'A maintainer'} accepted this drop: “${report.verdict.accepted?.reason ?? ''}”`,
    ],
    'nothing-relevant-changed': () => [
        words `this change touches no prompt, model, suite or watched file, so nothing was run and nothing was spent`,
    ],
    'first-configuration': () => [
        words `this change brings Steelyard’s first configuration, which was checked and is valid`,
        words `nothing was run`,
        words `after the merge, every change to the product is compared with the version before it; ${code('steelyard refresh')} stores a first baseline, which halves the calls`,
    ],
    undecided,
    unconfirmed: () => [
        words `at first the product looked worse with this change, but the drop did not happen again when both versions were run fresh`,
        words `the stored baseline may have been a lucky run, or the model’s provider may have changed something since`,
        words `this proves neither harm nor the absence of it`,
    ],
    'no-baseline': () => [
        words `this change only adds a suite, so there is no earlier version to compare with`,
        words `its results count from the merge on`,
    ],
    'not-evaluated': () => [
        words `nothing was run, because the keys for the model were not available here`,
        words `nobody knows yet whether this change makes the product worse`,
    ],
    'too-many-errors': () => [
        words `so many calls to the model failed that the answers which did arrive cannot settle it`,
        words `such failures were not counted as wrong answers`,
    ],
    'over-budget': (report) => [
        words `the run reached its limit of calls, money or time before there was enough to decide`,
        ...soFar(report),
    ],
    'too-many-attempts': () => [
        words `this change was evaluated many times already, and one good run among many would prove nothing`,
    ],
    'target-missing': () => [
        words `this change removes a suite that gates, or the target it tests, so what was checked until now no longer is`,
    ],
    'metric-missing': () => [words `a metric that gates this change could not be compared, so it was not checked`],
    'no-base-build': () => [
        words `the product’s code changed, and the version before the change could not be started to compare with it`,
    ],
    incompatible: () => [words `too many cases are in only one of the two files, so they cannot be compared fairly`],
    cancelled: () => [words `the run was stopped before it finished, and what it had measured by then decides nothing`],
};
function plain_words_passed(report) {
    const gated = suiteComparisons(report).filter((comparison) => comparison.gate);
    const notWorse = words `this change does not make the product worse than your limits allow`;
    if (gated.length === 0)
        return [notWorse];
    const worse = gated.filter((comparison) => metricVerdict(report, comparison)?.note === 'worse-within-margin');
    const better = gated.filter((comparison) => metricVerdict(report, comparison)?.note === 'improved');
    return [
        notWorse,
        ...(worse.length === 0 ? [] : [words `there is a small loss within the limit: ${movements(worse)}`]),
        ...(better.length === 0 ? [] : [words `there is a gain: ${movements(better)}`]),
        ...(worse.length + better.length > 0 ? [] : [list(gated.map(levels), 3)]),
    ];
}
function failed(report) {
    const dropped = regressions(report);
    const held = suiteComparisons(report).filter((comparison) => comparison.gate && metricVerdict(report, comparison)?.outcome === 'pass');
    return [
        dropped.length === 0
            ? words `this change makes the product worse than your limits allow`
            : words `with this change ${movements(dropped)}`,
        ...(held.length === 0 ? [] : [words `${titles(held)} ${own(held.length === 1 ? 'stays' : 'stay')} within limits`]),
        ...(report.confirmation === undefined
            ? []
            : [words `this is unlikely to be chance: it happened again when both versions were run fresh`]),
    ];
}
function undecided(report) {
    const cannotTell = words `we cannot tell whether this change makes the product worse than your limits allow`;
    const open = openComparisons(report);
    if (open.length === 0)
        return [cannotTell];
    const pairs = Math.min(...open.map((comparison) => comparison.pairs));
    const looksWorse = open.filter((comparison) => oriented(comparison) < 0);
    const seen = looksWorse.length > 0 ? looksWorse : open;
    const few = own(pairs === 1 ? 'case is' : 'cases are');
    return [
        cannotTell,
        words `in this run ${movements(seen)}, but ${pairs} ${few} too few to tell the change from chance`,
    ];
}
function soFar(report) {
    const known = suiteComparisons(report).filter((comparison) => comparison.gate);
    return known.length === 0 ? [] : [words `so far, and deciding nothing: ${movements(known)}`];
}
function movements(comparisons) {
    return list(comparisons.map(movement), 3);
}
function titles(comparisons) {
    return list(comparisons.map((comparison) => [strong(comparison.title)]));
}
function sentences(parts) {
    const [first, ...rest] = parts;
    if (first === undefined)
        return [];
    return [...join([first, ...rest.map(sentence)], '. '), own('.')];
}
/** A comparison with the base commit run live, said where people would expect a stored baseline. */
function liveControlWords(report) {
    const live = report.plan.suites.find((suite) => suite.control.kind === 'live');
    if (live === undefined || report.comparisons.length === 0)
        return undefined;
    return hasFinding(report, 'baseline-missing')
        ? words `There is no stored baseline yet, so the version before the change was run beside it. The verdict is a real one, at twice the calls; to save them next time, run ${code('steelyard refresh')} on the default branch and commit the result.`
        : words `The stored baseline could not be used, so the version before the change was run beside it, at twice the calls.`;
}

;// CONCATENATED MODULE: ./build/reporters/notes.js

/** Findings that a place of their own in the report already tells. */
const toldElsewhere = new Set([
    'regressed',
    'nothing-relevant-changed',
    'first-configuration',
    'policy-changed',
    'several-factors-changed',
    'worse-within-margin',
    'improved',
]);
const order = ['error', 'warning', 'note'];
/** What a reader should know besides, the gravest first, each once. */
function notes(report) {
    const ranLive = liveControlWords(report) !== undefined;
    const all = [...report.verdict.because, ...report.findings].filter(({ ruleId }) => !toldElsewhere.has(ruleId) && !(ranLive && ruleId === 'baseline-missing'));
    const once = new Map(all.map((finding) => [`${finding.ruleId}\n${finding.suite}\n${finding.message}`, finding]));
    return [...once.values()].sort((one, other) => order.indexOf(one.level) - order.indexOf(other.level));
}

;// CONCATENATED MODULE: ./build/reporters/notes-section.js




/** Warnings open, notes collapsed. */
function notesSection(report) {
    const all = notes(report);
    const loud = all.filter(({ level }) => level !== 'note');
    const quiet = all.filter(({ level }) => level === 'note');
    const render = (mostLoud, mostQuiet) => [
        ...(loud.length === 0 ? [] : [`### Worth knowing\n\n${bullets(loud, mostLoud)}`]),
        ...(quiet.length === 0 || mostQuiet === 0
            ? []
            : [details(count(quiet.length, 'note'), bullets(quiet, mostQuiet), false)]),
    ].join('\n\n');
    return { importance: 50, forms: [render(12, 20), render(6, 0), render(3, 0), ''] };
}
function bullets(findings, most) {
    const shown = findings.slice(0, most).map((finding) => `- ${findingText(finding)}`);
    const rest = findings.length - shown.length;
    return [...shown, ...(rest > 0 ? [`- … and ${rest} more`] : [])].join('\n');
}
function findingText(finding) {
    const { location } = finding;
    if (location === undefined)
        return toMarkdown(words `${finding.message}`);
    const place = location.line === undefined ? location.path : `${location.path}:${location.line}`;
    return toMarkdown(words `${finding.message} (${code(place)})`);
}

;// CONCATENATED MODULE: ./build/reporters/policy-section.js


/** What the change does to the rules it is judged by. Never collapsed: people have to see it before they merge. */
function policySection(report) {
    if (report.policyDiff.length === 0)
        return { importance: 80, forms: [''] };
    const render = (mostFiles, mostEdits) => {
        const shown = report.policyDiff.slice(0, mostFiles).map((edit) => editText(edit, mostEdits));
        const rest = report.policyDiff.length - mostFiles;
        return [
            '### Changes to the rules',
            `This change edits how it is judged. The verdict above used the rules of the base commit; these edits take effect after the merge.`,
            [...shown, ...(rest > 0 ? [`- … and ${count(rest, 'more file')}`] : [])].join('\n'),
        ].join('\n\n');
    };
    return { importance: 80, forms: [render(20, 12), render(10, 3), render(5, 0)] };
}
function editText(edit, mostEdits) {
    const shown = edit.edits.slice(0, mostEdits).map((line) => `  - ${toMarkdown(words `${line}`)}`);
    const rest = edit.edits.length - shown.length;
    return [
        `- ${toMarkdown(words `${code(edit.path)} ${own(edit.status)}`)}`,
        ...shown,
        ...(rest > 0 && mostEdits > 0 ? [`  - … and ${count(rest, 'more edit')}`] : []),
    ].join('\n');
}

;// CONCATENATED MODULE: ./build/reporters/reproduce.js
/** The one command that runs the same gate on a developer's machine: the same two trees, the same cases. */
function reproduceCommand(report) {
    const { base, head } = report.change;
    const headArgument = head.dirty ? 'WORKTREE' : revision(head.commit);
    return `steelyard gate --base ${revision(base.commit)} --head ${headArgument}`;
}
/** People paste this into a shell, so only a hash may stand there. */
function revision(commit) {
    return /^[0-9a-f]{7,64}$/u.test(commit) ? commit : 'REV';
}

;// CONCATENATED MODULE: ./build/reporters/reproduce-section.js


/** How to live with it, do it again, and see it on one's own machine. */
function reproduceSection(report, options) {
    if (report.comparisons.length === 0 && report.verdict.outcome === 'pass')
        return { importance: 70, forms: [''] };
    const isFail = report.verdict.outcome === 'fail' && report.verdict.accepted === undefined;
    const offersAcceptance = isFail && options.canAccept;
    const parts = [
        ...(offersAcceptance
            ? [
                '**Accept the drop:** a maintainer who is not the author submits a review of this commit with the line `/steelyard accept <reason>`, then re-runs this job. The verdict stays on record as a failure that was accepted.',
            ]
            : []),
        ...(report.spend.calls === 0
            ? []
            : [
                '**Rerun:** the cases are drawn from the pull request, not from the run, so a rerun asks the same questions.',
            ]),
        // The command is built from checked hashes alone, so nothing in it needs breaking up, and it can be copied.
        `**Reproduce** on your machine:\n\n\`\`\`sh\n${reproduceCommand(report)}\n\`\`\``,
    ];
    const title = offersAcceptance
        ? 'Accept, rerun, reproduce'
        : report.spend.calls === 0
            ? 'Reproduce'
            : 'Rerun, reproduce';
    return { importance: 70, forms: [details(title, parts.join('\n\n'), false)] };
}

;// CONCATENATED MODULE: ./build/reporters/what-to-do.js




/** What to do about it. Undefined where there is nothing to do. */
function whatToDo(report, place) {
    const situation = situationOf(report);
    const steps = stepsFor[situation](report, place);
    if (steps.length === 0)
        return undefined;
    return {
        blocks: report.verdict.level === 'fail' || situation === 'cancelled',
        steps: [...steps, ...standing(report)],
    };
}
const stepsFor = {
    passed: () => [],
    accepted: () => [],
    'nothing-relevant-changed': () => [],
    'first-configuration': () => [],
    failed: (_, { canAccept }) => [
        canAccept
            ? words `Fix it and push, or ask a maintainer to accept the drop (below).`
            : words `Fix it and run again. The changed lines and the worst cases are below.`,
    ],
    undecided: settlingSteps,
    unconfirmed: (report) => [
        ...(report.regressedCases.length === 0
            ? []
            : [words `Look at the cases below; if they are plainly worse, treat this as a drop.`]),
        words `Renew the baseline with ${code('steelyard refresh')}, so that the next change is compared with today’s answers.`,
    ],
    'no-baseline': () => [
        words `Nothing before the merge. After it, run ${code('steelyard refresh')} to store the suite’s first baseline.`,
    ],
    'not-evaluated': () => [
        words `If this comes from a fork or from Dependabot, a maintainer can push the branch to this repository, where the keys are. Otherwise add the missing key to the secrets of the workflow.`,
    ],
    'too-many-errors': () => [
        words `Run it again when the model’s provider answers reliably. “How this was decided” says which version lost how many calls.`,
    ],
    'over-budget': () => [
        words `Raise ${code('max-calls')}, ${code('max-cost')} or ${code('max-minutes')} in ${code('steelyard.yaml')}, or sample fewer cases. ${code('steelyard plan')} says what a run needs.`,
    ],
    'too-many-attempts': () => [words `Ask a maintainer to look at the change and to allow another attempt.`],
    'target-missing': () => [
        words `If it was removed by mistake, put it back. If it was meant, a maintainer has to merge it knowing that this check goes away.`,
    ],
    'metric-missing': () => [words `The table shows which metric it is, and “Worth knowing” why.`],
    'no-base-build': () => [
        words `Add a ${code('setup:')} command to ${code('target.yaml')} on the base branch, so that the earlier version can be built here.`,
    ],
    incompatible: () => [words `Run both versions on the same cases and compare those files.`],
    cancelled: () => [words `Run it again to get a verdict.`],
};
/** How an inconclusive verdict counts, so that nobody takes it for a pass or wonders about the colour of the check. */
function standing(report) {
    const { outcome, reason, level } = report.verdict;
    if (outcome !== 'inconclusive' || reason === undefined || reason === 'cancelled')
        return [];
    const setting = code(`on-${reason}: ${level}`);
    if (level === 'fail')
        return [words `Until then the check fails (${setting}).`];
    return level === 'warn'
        ? [words `This is a warning (${setting}): it does not stop the merge, and it is not a pass.`]
        : [words `The check stays green (${setting}), but that the product is not worse was not shown.`];
}
function settlingSteps(report) {
    const largest = (report.toSettle ?? []).reduce((most, size) => (most === undefined || size.cases > most.cases ? size : most), undefined);
    if (largest === undefined) {
        return [
            words `Run more cases (${code('cases:')} in ${code('suite.yaml')}), or widen the limit if a drop of this size would not matter.`,
        ];
    }
    const suite = largest.suite;
    const plan = report.plan.suites.find((one) => one.suite === suite);
    const ran = openComparisons(report).find((one) => one.suite === suite)?.pairs ?? plan?.caseIds.length ?? 0;
    const has = plan?.casesInSuite ?? 0;
    return [
        words `About ${own(count(largest.cases, 'case'))} would settle it${price(largest)}; this run had ${ran}.`,
        largest.cases <= has
            ? words `Raise ${code('cases:')} in ${code('suite.yaml')}: the suite has ${has}.`
            : words `The suite has ${has}: add cases, or widen the limit if a drop of this size would not matter.`,
    ];
}
function price(size) {
    const parts = [
        ...(size.cost === undefined ? [] : [money(size.cost)]),
        ...(size.seconds === undefined ? [] : [duration(size.seconds)]),
    ];
    return parts.length === 0 ? [] : [own(` (about ${parts.join(' and ')} a run)`)];
}

;// CONCATENATED MODULE: ./build/reporters/markdown.js
















/** The comment on the pull request, below GitHub's limit of 65,536 characters. */
const longestComment = 60_000;
const options = schemas/* strictObject */.rej({
    /** Tells several comments of one pull request apart. */
    key: schemas/* string */.YjP()
        .regex(/^[a-z0-9][a-z0-9-]{0,39}$/u, 'expected lower-case letters, digits and hyphens')
        .default('steelyard'),
    /** `https://github.com`, or a GitHub Enterprise Server: makes links of commits. */
    'server-url': schemas/* url */.OZ5({ protocol: /^https?$/u }).optional(),
    /** Where the full report lies. */
    'report-url': schemas/* url */.OZ5({ protocol: /^https?$/u }).optional(),
    /** Whether a maintainer's review can accept a drop where this is shown. */
    acceptance: schemas/* boolean */.zMY().default(true),
    longest: schemas/* int */.Whr().min(2_000).max(1_000_000).default(longestComment),
});
/**
 * The verdict as GitHub-flavoured Markdown: headline, plain words, one table, what to do; then causes, cases and details.
 * Everything that came from a model, a case, a prompt, a path or the change is made harmless on its way in.
 */
const markdown = (0,definition/* define */.E)({
    type: 'markdown',
    version: 1,
    summary: 'The comment on a pull request: verdict, what it means, what to do, and how it was decided.',
    schema: options,
    create: (chosen) => (report) => fit(sections(report, chosen), chosen.longest),
});
function sections(report, chosen) {
    const links = linksFor(report, {
        serverUrl: safeUrl(chosen['server-url']),
        reportUrl: safeUrl(chosen['report-url']),
    });
    const { emoji, text } = headline(report);
    const canAccept = { canAccept: chosen.acceptance };
    const live = liveControlWords(report);
    return [
        always(`<!-- steelyard:v1 key=${chosen.key} -->\n## ${emoji} Steelyard: ${toMarkdown(text)}`),
        always(`**In plain words:** ${toMarkdown(plainWords(report))}`),
        always(live === undefined ? '' : toMarkdown(live)),
        metricTable(report),
        always(toMarkdown(join(facts(report, links), ' · '))),
        always(adviceText(whatToDo(report, canAccept))),
        advisorySection(report),
        policySection(report),
        causeSection(report),
        casesSection(report),
        notesSection(report),
        reproduceSection(report, canAccept),
        decisionSection(report),
        always(`<sub>${toMarkdown(updatedFor(report))}</sub>`),
    ];
}
function always(text) {
    return { importance: 100, forms: [text] };
}
function adviceText(advice) {
    if (advice === undefined)
        return '**What to do:** nothing.';
    const [kind, steps] = [advice.blocks ? 'CAUTION' : 'WARNING', advice.steps.map(toMarkdown).join(' ')];
    return `> [!${kind}]\n> **What to do:** ${steps}`;
}
/** A link's target ends at a bracket or a space; a URL can carry both only encoded. */
function safeUrl(url) {
    return url === undefined ? undefined : new URL(url).href.replaceAll('(', '%28').replaceAll(')', '%29');
}

;// CONCATENATED MODULE: ./build/reporters/terminal-layout.js
/** Breaks a paragraph at spaces; following lines are indented like the first, plus `hang`. */
function wrap(text, width, indent = '', hang = '') {
    const lines = [];
    let line = indent;
    let isEmpty = true;
    for (const word of text.split(' ').filter((part) => part !== '')) {
        if (!isEmpty && line.length + 1 + word.length > width) {
            lines.push(line);
            line = indent + hang;
            isEmpty = true;
        }
        line += isEmpty ? word : ` ${word}`;
        isEmpty = false;
    }
    return [...lines, line];
}
/** Columns padded to their widest cell and parted by two spaces; the last column is not padded. */
function alignColumns(rows, align) {
    const widths = align.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
    return rows.map((row) => row
        .map((cell, column) => {
        const width = widths[column] ?? 0;
        return align[column] === 'right' ? cell.padStart(width) : cell.padEnd(width);
    })
        .join('  ')
        .trimEnd());
}
/** Own colours around own or already safe text. */
function paint(text, tone, style) {
    const codes = { good: 32, bad: 31, unsure: 33, neutral: 0 };
    return style.colour && codes[tone] !== 0 ? `\u001b[${codes[tone]}m${text}\u001b[39m` : text;
}
function titled(title, lines) {
    return [title, ...lines];
}

;// CONCATENATED MODULE: ./build/reporters/terminal-cases.js






/** The three worst cases, each as a few labelled lines. */
function terminalCases(report, style) {
    if (report.verdict.outcome === 'pass')
        return [];
    const [first, second, third] = report.regressedCases;
    const shown = [first, second, third].filter((testCase) => testCase !== undefined);
    if (shown.length === 0)
        return [];
    const heading = report.verdict.outcome === 'fail' ? 'Worst regressed cases' : 'Cases that look worse';
    return titled(`${heading} (${shown.length} of ${report.regressedCases.length})`, shown.flatMap((testCase) => caseLines(report, testCase, style)));
}
function caseLines(report, testCase, style) {
    const comparison = suiteComparisons(report).find((one) => one.suite === testCase.suite && one.metric === testCase.metric);
    const what = words `${testCase.caseId} · ${comparison?.title ?? testCase.metric} · ${scores(testCase, comparison)}`;
    const head = wrap(toPlain(what), style.width, '  ');
    if (report.settings.showOutputs === 'none')
        return [...head, '    (outputs hidden: show-outputs is none)'];
    const pieces = [
        ['input', testCase.input],
        ['expected', testCase.expected],
        ['before', testCase.baselineOutput],
        ['now', testCase.candidateOutput],
        ['why', testCase.explanation],
    ];
    return [...head, ...pieces.flatMap(([label, text]) => terminal_cases_labelled(label, text, style))];
}
/** The label in a column of its own, the text wrapped beside it. */
function terminal_cases_labelled(label, text, style) {
    if (text === undefined || text === '')
        return [];
    const indent = ' '.repeat(14);
    const lines = wrap((0,log_safe/* logSafe */.s)(shorten(text, 300)), style.width, indent);
    return lines.map((line, index) => (index === 0 ? `    ${label.padEnd(10)}${line.slice(indent.length)}` : line));
}

;// CONCATENATED MODULE: ./build/reporters/terminal-table.js




/** The metrics, aligned; the sign in front says the verdict where there is no colour. */
function terminalTable(report, style) {
    const rows = metricRows(report);
    if (rows.length === 0)
        return [];
    const hasSuites = new Set(rows.map(({ suite }) => suite)).size > 1;
    const [metric, base, , ...figures] = metricColumns;
    const cellsWith = (longestTitle) => [
        [' ', ...(hasSuites ? ['Suite'] : []), metric, base, 'This', ...figures],
        ...rows.map((row) => tableRow(row, { hasSuites, longestTitle })),
    ];
    // Titles are the one column that may give way; what the others need is found with titles as short as their heading.
    const others = Math.max(...alignColumns(cellsWith(metric.length), leftAligned).map((line) => line.length));
    const cells = cellsWith(Math.max(12, style.width - 2 - others + metric.length));
    const align = ['left', ...(hasSuites ? ['left'] : []), 'left', 'right', 'right', 'right', 'right', 'right', 'left'];
    const [header, ...body] = alignColumns(cells, align.map((side) => (side === 'right' ? 'right' : 'left')));
    return [`  ${header ?? ''}`, ...body.map((line, index) => `  ${paint(line, rows[index]?.tone ?? 'neutral', style)}`)];
}
const leftAligned = Array.from({ length: metricColumns.length + 2 }, () => 'left');
function tableRow(row, { hasSuites, longestTitle }) {
    return [
        { good: '+', bad: 'x', unsure: '?', neutral: ' ' }[row.tone],
        ...(hasSuites ? [shorten((0,log_safe/* logSafe */.s)(row.suite), 16)] : []),
        shorten((0,log_safe/* logSafe */.s)(row.title), longestTitle),
        row.base,
        row.candidate,
        row.change,
        row.atWorst,
        row.limit,
        row.verdict,
    ];
}

;// CONCATENATED MODULE: ./build/reporters/terminal.js


















const terminal_options = schemas/* strictObject */.rej({
    colour: schemas/* boolean */.zMY().default(false),
    width: schemas/* int */.Whr().min(40).max(400).default(100),
});
/** The same story for a terminal: the verdict first and last, colour only when asked for, plain ASCII commands. */
const terminal = (0,definition/* define */.E)({
    type: 'terminal',
    version: 1,
    summary: 'The verdict for a terminal or a log, wrapped and aligned, in colour where asked.',
    schema: terminal_options,
    create: (chosen) => (report) => `${terminal_document(report, chosen).join('\n')}\n`,
});
function terminal_document(report, chosen) {
    const verdict = verdictLine(report, chosen);
    const blocks = [
        [verdict],
        paragraph(toPlain(sentence(plainWords(report))), chosen),
        livePart(report, chosen),
        terminalTable(report, chosen),
        paragraph(toPlain(join(facts(report, { commit: () => undefined }), ' · ')), chosen),
        advicePart(report, chosen),
        advisoryPart(report, chosen),
        policyPart(report, chosen),
        causePart(report, chosen),
        terminalCases(report, chosen),
        notesPart(report, chosen),
        decisionPart(report, chosen),
        reproducePart(report, chosen),
        [verdict],
    ];
    return blocks.filter((block) => block.length > 0).flatMap((block, index) => (index === 0 ? block : ['', ...block]));
}
function verdictLine(report, chosen) {
    const { verdict, text } = headline(report);
    const tone = { PASS: 'good', FAIL: 'bad', INCONCLUSIVE: 'unsure' };
    // The headline repeats the word where it reads better in a mail's subject; here it stands in front already.
    const rest = toPlain(text).replace(/^(pass|inconclusive)(, )?/u, '');
    return `${paint(verdict, tone[verdict], chosen)}${rest === '' ? '' : `  ${rest}`}`;
}
function livePart(report, chosen) {
    const live = liveControlWords(report);
    return live === undefined ? [] : paragraph(toPlain(live), chosen);
}
function advicePart(report, chosen) {
    const advice = whatToDo(report, { canAccept: false });
    if (advice === undefined)
        return ['What to do: nothing.'];
    return titled('What to do', advice.steps.flatMap((step) => wrap(toPlain(step), chosen.width, '  ')));
}
function advisoryPart(report, chosen) {
    const lines = advisoryLines(report).flatMap((line) => wrap(`- ${toPlain(line)}`, chosen.width, '  ', '  '));
    return lines.length === 0 ? [] : titled('Shown, not counted', lines);
}
function policyPart(report, chosen) {
    if (report.policyDiff.length === 0)
        return [];
    return titled('Changes to the rules (this verdict used those of the base; these take effect after the merge)', report.policyDiff.flatMap((edit) => [
        ...wrap((0,log_safe/* logSafe */.s)(`${edit.path} ${edit.status}`), chosen.width, '  '),
        ...edit.edits.slice(0, 12).flatMap((line) => wrap((0,log_safe/* logSafe */.s)(line), chosen.width, '    ')),
    ]));
}
function causePart(report, chosen) {
    if (report.comparisons.length === 0 || report.verdict.outcome === 'pass')
        return [];
    const causes = likelyCauses(report);
    if (causes.length === 0)
        return [];
    const lines = causes.flatMap((cause) => [
        ...wrap(toPlain(causes.length > 1 ? words `${cause.suite}: ${cause.summary}` : cause.summary), chosen.width, '  '),
        ...(cause.pattern === undefined ? [] : wrap(toPlain(cause.pattern), chosen.width, '  ')),
        ...cause.removed
            .slice(0, 3)
            .flatMap((gone) => wrap(`No longer there: “${shorten((0,log_safe/* logSafe */.s)(gone), 200)}”`, chosen.width, '  ', '  ')),
        ...cause.diffs.slice(0, 3).flatMap((diff) => [
            ...wrap(toPlain(diffPlace(diff)), chosen.width, '  '),
            ...diffText(diff, 12)
                .split('\n')
                .map((line) => `    ${paintDiff(shorten((0,log_safe/* logSafe */.s)(line), chosen.width - 4), chosen)}`),
        ]),
    ]);
    return titled(report.verdict.outcome === 'fail' ? 'Likely cause' : 'What changed', lines);
}
function notesPart(report, chosen) {
    const all = notes(report).slice(0, 12);
    if (all.length === 0)
        return [];
    return titled('Worth knowing', all.flatMap(({ message }) => wrap(`- ${(0,log_safe/* logSafe */.s)(message)}`, chosen.width, '  ', '  ')));
}
function decisionPart(report, chosen) {
    const lines = [...suiteComparisons(report).map(decisionLine), ...decisionFacts(report)];
    return titled('How this was decided', lines.flatMap((line) => wrap(`- ${toPlain(line)}`, chosen.width, '  ', '  ')));
}
function reproducePart(report, _chosen) {
    if (report.comparisons.length === 0)
        return [];
    return titled('Reproduce', [`  ${reproduceCommand(report)}`]);
}
function paragraph(text, chosen) {
    return text === '' ? [] : wrap(text, chosen.width);
}
function paintDiff(line, chosen) {
    if (line.startsWith('+'))
        return paint(line, 'good', chosen);
    return line.startsWith('-') ? paint(line, 'bad', chosen) : line;
}

;// CONCATENATED MODULE: ./build/reporters/index.js



/** Formats a report can be rendered in. One file a member, one alphabetical line here. */
const reporters = {
    json: json,
    markdown: markdown,
    terminal: terminal,
};

;// CONCATENATED MODULE: ./build/entry/write-results.js



/** Renders a report in one format. */
function render(report, format, options = {}) {
    const configured = reporters[format].configure(options, new Map());
    if (!configured.ok)
        throw new Error(`reporter ${format}: ${configured.issues.map((issue) => issue.message).join(', ')}`);
    const reporter = configured.product;
    return reporter(report);
}
/** Keeps what a gate leaves behind out of the user's commits and out of the next work tree under test. */
const IGNORE = { path: '.gitignore', text: '*\n' };
/** Writes the report, the comment and every trial below `directory`, all or none, each through the redactor. */
async function writeResults(directory, of, console) {
    const files = [
        { path: 'report.json', text: render(of.report, 'json') },
        { path: 'comment.md', text: render(of.report, 'markdown') },
        { path: 'trials.jsonl', text: trialLines(of.trials) },
    ];
    await (0,write_files/* writeFiles */.h)(directory, [IGNORE, ...files.map(({ path, text }) => ({ path, text: console.redact(text) }))]);
    return files.map(({ path }) => (0,external_node_path_.join)(directory, path));
}
/** Trials with their whole key, one JSON object a line: the record behind a report. */
function trialLines(trials) {
    return trials.map((trial) => `${JSON.stringify(trial)}\n`).join('');
}


/***/ }),

/***/ 29714:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Q: () => (/* binding */ reportSchema)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(26921);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
;// CONCATENATED MODULE: ./build/domain/finding.js
const ruleIds = [
    // Reasons a verdict can be inconclusive for, said with their detail.
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
    // Decisive.
    'regressed',
    // Notes on how the comparison came about.
    'nothing-relevant-changed',
    'first-configuration',
    'new-suite',
    'policy-changed',
    'cases-changed',
    'baseline-missing',
    'baseline-too-old',
    'baseline-of-another-configuration',
    'baseline-answered-by-another-model',
    'baseline-incomplete',
    'baseline-unreadable',
    'several-factors-changed',
    'too-few-cases',
    'drop-too-small-to-see',
    'ceiling',
    'improved',
    'worse-within-margin',
    'errors-differ-by-arm',
    'price-unknown',
];

// EXTERNAL MODULE: ./build/domain/verdict.js
var verdict = __webpack_require__(50272);
;// CONCATENATED MODULE: ./build/reporters/report-schema.js



// The schema of report.json, part by part in the order in which it is written. A type test holds it equal to `Report`.
// Objects are open: a later minor version may add fields, and this one still renders its reports.
const report_schema_text = schemas/* string */.YjP();
const count = schemas/* int */.Whr().min(0);
const number = schemas/* number */.aig();
const level = schemas/* enum */.k5n(['pass', 'warn', 'fail']);
const outcome = schemas/* enum */.k5n(['pass', 'fail', 'inconclusive']);
const reason = schemas/* enum */.k5n(verdict/* inconclusiveReasons */.Q);
const kind = schemas/* enum */.k5n(['binary', 'ordinal', 'continuous', 'ratio']);
const direction = schemas/* enum */.k5n(['higher', 'lower']);
const factor = schemas/* enum */.k5n(['prompt', 'model', 'params', 'tools', 'code', 'data', 'scorers', 'judge']);
const revision = schemas/* object */.Ikc({ commit: report_schema_text, tree: report_schema_text, dirty: schemas/* boolean */.zMY() });
const change = schemas/* object */.Ikc({
    repository: report_schema_text,
    seedKey: report_schema_text,
    base: revision,
    head: revision,
    files: schemas/* array */.YOg(schemas/* object */.Ikc({
        path: report_schema_text,
        status: schemas/* enum */.k5n(['added', 'removed', 'modified', 'renamed']),
        previousPath: report_schema_text.exactOptional(),
    })),
});
const suiteChange = schemas/* object */.Ikc({
    suite: report_schema_text,
    factors: schemas/* array */.YOg(factor),
    baseModel: report_schema_text.exactOptional(),
    headModel: report_schema_text.exactOptional(),
    diffs: schemas/* array */.YOg(schemas/* object */.Ikc({
        path: report_schema_text,
        previousPath: report_schema_text.exactOptional(),
        hunks: schemas/* array */.YOg(schemas/* object */.Ikc({ baseLine: count, headLine: count, lines: schemas/* array */.YOg(report_schema_text) })),
    })),
});
const policyEdit = schemas/* object */.Ikc({
    path: report_schema_text,
    status: schemas/* enum */.k5n(['added', 'removed', 'modified']),
    edits: schemas/* array */.YOg(report_schema_text),
});
const design = schemas/* object */.Ikc({
    alphaPass: number,
    alphaFail: number,
    screenLevel: number,
    strict: schemas/* boolean */.zMY(),
    stopping: schemas/* literal */.euz('fixed'),
    seed: report_schema_text,
});
const plannedMetric = schemas/* object */.Ikc({
    name: report_schema_text,
    title: report_schema_text,
    kind,
    direction,
    gate: schemas/* boolean */.zMY(),
    margin: number,
    range: schemas/* tuple */.PVZ([number, number]),
    unitMargin: number,
    passFloor: count,
    smallestDetectableDrop: number.exactOptional(),
    predicted: schemas/* array */.YOg(schemas/* object */.Ikc({ atMargins: number, pass: number, fail: number, inconclusive: number })).exactOptional(),
});
const suitePlan = schemas/* object */.Ikc({
    suite: report_schema_text,
    suiteDigest: report_schema_text,
    design,
    caseIds: schemas/* array */.YOg(report_schema_text),
    casesInSuite: count,
    trials: count,
    control: schemas/* discriminatedUnion */.gMt('kind', [
        schemas/* object */.Ikc({ kind: schemas/* literal */.euz('stored') }),
        schemas/* object */.Ikc({ kind: schemas/* literal */.euz('live'), reason: report_schema_text }),
        schemas/* object */.Ikc({ kind: schemas/* literal */.euz('mixed'), liveCases: schemas/* array */.YOg(report_schema_text) }),
    ]),
    metrics: schemas/* array */.YOg(plannedMetric),
    calls: schemas/* object */.Ikc({ screen: count, confirm: count }),
    cost: schemas/* object */.Ikc({ screen: number, confirm: number }).exactOptional(),
});
const arm = schemas/* object */.Ikc({ estimate: number, trials: count });
const comparison = schemas/* object */.Ikc({
    suite: report_schema_text,
    metric: report_schema_text,
    title: report_schema_text,
    kind,
    direction,
    gate: schemas/* boolean */.zMY(),
    unit: schemas/* enum */.k5n(['USD', 'ms', 'tokens']).exactOptional(),
    scope: schemas/* discriminatedUnion */.gMt('kind', [
        schemas/* object */.Ikc({ kind: schemas/* literal */.euz('suite') }),
        schemas/* object */.Ikc({ kind: schemas/* literal */.euz('slice'), tag: report_schema_text }),
        schemas/* object */.Ikc({ kind: schemas/* literal */.euz('case'), caseId: report_schema_text }),
    ]),
    test: schemas/* object */.Ikc({ pass: report_schema_text, fail: report_schema_text }),
    pairs: count,
    excluded: count,
    margin: number,
    baseline: arm,
    candidate: arm,
    difference: schemas/* object */.Ikc({ estimate: number, lower: number, upper: number, level: number }),
    atWorst: number,
    pValue: number,
    adjustedPValue: number,
    passPValue: number,
    passPValueWorstCase: number,
    flips: schemas/* object */.Ikc({ regressed: count, fixed: count }).exactOptional(),
    minimumDetectableEffect: number,
    result: schemas/* enum */.k5n(['regressed', 'not-worse', 'improved', 'undecided']),
});
const stage = schemas/* object */.Ikc({
    stage: schemas/* enum */.k5n(['screen', 'confirm']),
    against: schemas/* record */.g1P(report_schema_text, schemas/* enum */.k5n(['baseline', 'control', 'mixed'])),
    comparisons: schemas/* array */.YOg(comparison),
    decisions: schemas/* array */.YOg(schemas/* object */.Ikc({
        suite: report_schema_text,
        metric: report_schema_text,
        decision: schemas/* enum */.k5n(['passed', 'screened', 'open', 'confirmed', 'not-confirmed', 'not-decided']),
    })),
    tally: schemas/* array */.YOg(schemas/* object */.Ikc({
        suite: report_schema_text,
        arm: report_schema_text,
        completed: count,
        failedByProduct: count,
        excluded: count,
        skipped: count,
    })),
});
const regressedCase = schemas/* object */.Ikc({
    suite: report_schema_text,
    metric: report_schema_text,
    caseId: report_schema_text,
    tags: schemas/* array */.YOg(report_schema_text),
    input: report_schema_text,
    expected: report_schema_text,
    baselineOutput: report_schema_text.exactOptional(),
    candidateOutput: report_schema_text,
    explanation: report_schema_text.exactOptional(),
    candidateScores: schemas/* array */.YOg(number),
    baselineScores: schemas/* array */.YOg(number),
});
const finding = schemas/* object */.Ikc({
    ruleId: schemas/* enum */.k5n(ruleIds),
    message: report_schema_text,
    suite: report_schema_text.exactOptional(),
    metric: report_schema_text.exactOptional(),
    location: schemas/* object */.Ikc({ path: report_schema_text, line: count.exactOptional() }).exactOptional(),
    level: schemas/* enum */.k5n(['note', 'warning', 'error']),
});
const report_schema_verdict = schemas/* object */.Ikc({
    outcome,
    reason: reason.exactOptional(),
    level,
    accepted: schemas/* object */.Ikc({ by: report_schema_text, reason: report_schema_text, commit: report_schema_text }).exactOptional(),
    because: schemas/* array */.YOg(finding),
    perSuite: schemas/* array */.YOg(schemas/* object */.Ikc({ suite: report_schema_text, outcome, reason: reason.exactOptional() })),
    perMetric: schemas/* array */.YOg(schemas/* object */.Ikc({
        suite: report_schema_text,
        metric: report_schema_text,
        outcome,
        reason: reason.exactOptional(),
        note: schemas/* enum */.k5n(['not-decided', 'worse-within-margin', 'improved']).exactOptional(),
    })),
});
/** report.json: the one document that every other format renders from. */
const reportSchema = schemas/* object */.Ikc({
    schemaVersion: schemas/* literal */.euz(1),
    steelyard: report_schema_text,
    job: schemas/* enum */.k5n(['gate', 'run']),
    createdAt: iso/* datetime */.w$(),
    change,
    changes: schemas/* array */.YOg(suiteChange),
    policyDiff: schemas/* array */.YOg(policyEdit),
    plan: schemas/* object */.Ikc({ suites: schemas/* array */.YOg(suitePlan), digest: report_schema_text }),
    screen: stage.exactOptional(),
    confirmation: stage.exactOptional(),
    comparisons: schemas/* array */.YOg(comparison),
    regressedCases: schemas/* array */.YOg(regressedCase),
    advisory: schemas/* array */.YOg(schemas/* object */.Ikc({
        suite: report_schema_text,
        kind: schemas/* enum */.k5n(['new-suite', 'changed-cases']),
        metric: report_schema_text,
        cases: count,
        estimate: number.exactOptional(),
    })),
    findings: schemas/* array */.YOg(finding),
    verdict: report_schema_verdict,
    spend: schemas/* object */.Ikc({
        calls: count,
        inputTokens: count,
        outputTokens: count,
        cost: number.exactOptional(),
        seconds: number,
    }),
    baselines: schemas/* array */.YOg(schemas/* object */.Ikc({ suite: report_schema_text, commit: report_schema_text, at: report_schema_text, ageDays: number, trialsPerCase: number })),
    toSettle: schemas/* array */.YOg(schemas/* object */.Ikc({
        suite: report_schema_text,
        metric: report_schema_text,
        cases: count,
        cost: number.exactOptional(),
        seconds: number.exactOptional(),
    }))
        .exactOptional(),
    errorRates: schemas/* array */.YOg(report_schema_text),
    settings: schemas/* object */.Ikc({ alphaPass: number, alphaFail: number, showOutputs: schemas/* enum */.k5n(['none', 'excerpt']) }),
});


/***/ })

};
