export const id = 502;
export const ids = [502];
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

/***/ 78502:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  gateCommand: () => (/* binding */ gateCommand)
});

;// CONCATENATED MODULE: ./build/analysis/conclude.js
/**
 * The comparisons the verdict rests on: fresh runs for what went to confirmation, stage 1 for the rest. Only a confirmed
 * drop is called a regression.
 */
function conclude(stages) {
    return stages.screen.map(({ comparison }) => {
        const fresh = stages.confirm.find((c) => c.comparison.metric === comparison.metric)?.comparison;
        const decision = stages.confirmDecisions.find((d) => d.metric === comparison.metric)?.decision;
        if (fresh === undefined || decision === undefined)
            return comparison;
        return { ...fresh, result: decision === 'confirmed' ? 'regressed' : 'undecided' };
    });
}

// EXTERNAL MODULE: ./build/stats/describe.js
var describe = __webpack_require__(95803);
// EXTERNAL MODULE: ./build/stats/distributions.js
var distributions = __webpack_require__(90827);
// EXTERNAL MODULE: ./build/stats/pass-floor.js
var pass_floor = __webpack_require__(4460);
;// CONCATENATED MODULE: ./build/stats/settling-sample-size.js



/**
 * How many cases would settle an undecided metric: the n at which PASS or FAIL, whichever comes first, has the given
 * `power` if things are as they look.
 *
 * "As they look" is the observed mean of the differences, but no better than 0 (luck is not planned on), with their
 * observed variance plus half a case at the worst value, so that a few flawless cases do not promise too much. With Δ
 * that mean, PASS takes (z_α + z_power)²·σ²/(margin + Δ)² and FAIL (z_α + z_power)²·σ²/Δ² cases; never fewer than the
 * PASS floor for a PASS. A normal approximation, for the sentence beside an INCONCLUSIVE. Undefined below two cases.
 *
 * `differences` as in `WeightedDifferences` (one per case or cluster), `margin` on their scale, `alpha` one-sided.
 */
function settlingSampleSize({ differences, margin, alpha, power, }) {
    if (differences.length < 2)
        return undefined;
    const observed = (0,describe/* mean */.i2)(differences);
    const assumed = Math.min(observed, 0);
    const squares = differences.reduce((sum, d) => sum + (d - observed) ** 2, 0.5);
    const size = ((0,distributions/* normalQuantile */.Zl)(1 - alpha) + (0,distributions/* normalQuantile */.Zl)(power)) ** 2 * (squares / differences.length);
    const toPass = assumed > -margin ? Math.max((0,pass_floor/* passFloor */.u)(margin, alpha), size / (margin + assumed) ** 2) : Infinity;
    const toFail = assumed < 0 ? size / assumed ** 2 : Infinity;
    return Math.ceil(Math.min(toPass, toFail));
}

;// CONCATENATED MODULE: ./build/analysis/diagnose.js

/** Baseline mean above which a drop of δ and a gain of δ cannot both be seen. */
const CEILING = 1;
/** What a reader of one suite's result should know besides its numbers, each with the mend. */
function diagnoseSuite(of) {
    const { plan, change } = of;
    const findings = [];
    const about = (metric) => ({ suite: plan.suite, metric });
    if (change !== undefined && change.factors.length > 1) {
        findings.push({
            ruleId: 'several-factors-changed',
            suite: plan.suite,
            message: `The ${change.factors.join(' and the ')} changed together, so no single cause can be named; change one at a time to learn which`,
        });
    }
    for (const metric of plan.metrics.filter(({ gate }) => gate)) {
        const compared = of.screen.find(({ comparison }) => comparison.metric === metric.name);
        const final = of.comparisons.find((comparison) => comparison.metric === metric.name);
        if (compared === undefined || final === undefined) {
            findings.push({
                ruleId: 'metric-missing',
                ...about(metric.name),
                message: `\`${metric.name}\` was scored in no case of both arms; see the scorer's reasons in the results file`,
            });
            continue;
        }
        const { pass } = compared.tested;
        if (pass.units < metric.passFloor) {
            findings.push({
                ruleId: 'too-few-cases',
                ...about(metric.name),
                message: `${pass.units} cases cannot rule out a drop of ${final.margin} in \`${metric.name}\`, even if every one is flawless: at least ${metric.passFloor} are needed; raise \`sampling.cases\` or add cases`,
            });
        }
        if (final.result === 'regressed') {
            findings.push({
                ruleId: 'regressed',
                ...about(metric.name),
                message: `\`${metric.name}\` got worse, and did so again on a fresh run`,
            });
        }
        else if (final.result === 'improved') {
            findings.push({ ruleId: 'improved', ...about(metric.name), message: `\`${metric.name}\` got better` });
        }
        else if (pass.holds && final.adjustedPValue < plan.design.alphaFail) {
            findings.push({
                ruleId: 'worse-within-margin',
                ...about(metric.name),
                message: `\`${metric.name}\` is probably a little worse, by less than the limit you set`,
            });
        }
        else if (!pass.holds) {
            const needed = settlingSampleSize({
                differences: pass.differences,
                margin: metric.unitMargin,
                alpha: plan.design.alphaPass,
                power: 0.8,
            });
            findings.push({
                ruleId: 'undecided',
                ...about(metric.name),
                message: needed === undefined
                    ? `the data neither rule out a drop of ${final.margin} in \`${metric.name}\` nor show one, and more cases alone would not settle it`
                    : `about ${needed} cases are needed to settle \`${metric.name}\` at a limit of ${final.margin}; this run compared ${pass.units}`,
            });
        }
        const baseline = final.kind === 'ratio' ? 0 : unitShare(final.baseline.estimate, metric.range, metric.direction);
        if (baseline + metric.unitMargin > CEILING && final.kind !== 'ratio') {
            findings.push({
                ruleId: 'ceiling',
                ...about(metric.name),
                message: `the baseline of \`${metric.name}\` is so close to its best value that an improvement could not be seen; harder cases would tell more`,
            });
        }
    }
    return findings;
}
function unitShare(value, range, direction) {
    const share = (value - range[0]) / (range[1] - range[0]);
    return direction === 'higher' ? share : 1 - share;
}

;// CONCATENATED MODULE: ./build/analysis/error-rates.js
/**
 * The promises of a run, as sentences that hold for it (statistics.md §2): what a red and a green check are worth, and
 * when that falls away.
 *
 * @param storedTrials median number of stored trials a case; 0 where both arms ran live
 */
function errorRateSentences(plan, storedTrials) {
    const { alphaPass, alphaFail } = plan.design;
    const sentences = [
        `If nothing changed, this check fails at most ${outOf(alphaFail)}, whatever the stored baseline and the provider did: only fresh runs of both arms can turn it red.`,
    ];
    if (storedTrials === 0) {
        sentences.push(`If a gated metric is worse by its limit or more, this check passes at most ${outOf(alphaPass)} (both arms ran live).`);
    }
    else {
        sentences.push(`If a gated metric is worse by its limit or more, this check passes at most ${outOf(alphaPass)} on average over stored baselines and while the provider is unchanged; with one of the unluckiest 5% of baselines at ${storedTrials} stored ${storedTrials === 1 ? 'trial' : 'trials'} a case, up to about ${conditionalPercentile(storedTrials)}.`);
    }
    const predicted = plan.metrics.find((metric) => metric.predicted !== undefined)?.predicted;
    const unchanged = predicted?.find(({ atMargins }) => atMargins === 0);
    const worse = predicted?.find(({ atMargins }) => atMargins === -2);
    if (unchanged !== undefined && worse !== undefined) {
        sentences.push(`At this size a change that did nothing passes ${share(unchanged.pass)} of the time and is inconclusive ${share(unchanged.inconclusive)}; a drop of twice the limit fails ${share(worse.fail)} of the time.`);
    }
    return sentences;
}
/** Measured 95th percentile of the false-pass rate given one particular stored baseline, by its trials a case (statistics.md §2). */
function conditionalPercentile(storedTrials) {
    if (storedTrials >= 10)
        return '7 in 100';
    if (storedTrials >= 3)
        return '11 in 100';
    return '22 in 100';
}
function outOf(rate) {
    return `${Number((rate * 100).toFixed(1))} times in 100`;
}
function share(probability) {
    return `${Math.round(probability * 100)}%`;
}

// EXTERNAL MODULE: ./build/analysis/own-units.js
var own_units = __webpack_require__(29201);
// EXTERNAL MODULE: ./build/analysis/pair.js
var pair = __webpack_require__(76055);
;// CONCATENATED MODULE: ./build/analysis/regressed-cases.js



/** Cases shown a metric: enough to see the pattern, few enough to read. */
const MOST = 20;
/**
 * The cases that fell most on one metric, worst first, with what both arms answered. Shown, not tested: each is a place
 * to look, and the comparison over all cases is what decides.
 *
 * @param outputs stored outputs of the baseline, where the other arm did not run
 */
function regressedCases(suite, metric, column, of) {
    const cases = new Map(of.cases.map((c) => [c.id, c]));
    return (0,pair/* metricPairs */.S)(of.pairs, column)
        .scored.map((pair) => ({ pair, d: (0,describe/* mean */.i2)(pair.candidate) - (0,describe/* mean */.i2)(pair.baseline) }))
        .filter(({ d }) => d < -1e-12)
        .sort((a, b) => a.d - b.d || (a.pair.caseId < b.pair.caseId ? -1 : 1))
        .slice(0, MOST)
        .flatMap(({ pair }) => {
        const testCase = cases.get(pair.caseId);
        if (testCase === undefined)
            return [];
        const now = firstTrial(of.candidate, pair.caseId, metric.name);
        const before = firstTrial(of.control, pair.caseId, metric.name)?.text ?? of.outputs.get(pair.caseId);
        return [
            {
                suite,
                metric: metric.name,
                caseId: pair.caseId,
                tags: testCase.tags,
                input: readable(testCase.input),
                expected: testCase.expected === undefined ? '' : readable(testCase.expected),
                candidateOutput: now?.text ?? '',
                ...(before === undefined ? {} : { baselineOutput: before }),
                ...(now?.explanation === undefined ? {} : { explanation: now.explanation }),
                candidateScores: pair.candidate.map((value) => (0,own_units/* valueInOwnUnits */.m7)(metric, value)),
                baselineScores: pair.baseline.map((value) => (0,own_units/* valueInOwnUnits */.m7)(metric, value)),
            },
        ];
    });
}
/** The first trial of a case, or what it died of, with the scorer's reason. */
function firstTrial(trials, caseId, metric) {
    const trial = trials.find((t) => t.key.caseId === caseId && t.status !== 'skipped');
    if (trial === undefined || trial.status === 'skipped')
        return undefined;
    if (trial.status === 'errored')
        return { text: '', explanation: `${trial.error.kind}: ${trial.error.message}` };
    const score = trial.scores[metric];
    const explanation = score?.status === 'scored' ? score.explanation : score?.reason;
    return { text: trial.output.text, ...(explanation === undefined ? {} : { explanation }) };
}
function readable(value) {
    return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

// EXTERNAL MODULE: ./build/domain/usage-error.js
var usage_error = __webpack_require__(28801);
// EXTERNAL MODULE: ./build/domain/verdict.js
var verdict = __webpack_require__(50272);
;// CONCATENATED MODULE: ./build/policy/rules.js

/** How loudly each note is said. Reasons for an inconclusive verdict take the level of the team's `on-…` setting instead. */
const noteLevels = {
    regressed: 'error',
    'nothing-relevant-changed': 'note',
    'first-configuration': 'note',
    'new-suite': 'note',
    'policy-changed': 'warning',
    'cases-changed': 'warning',
    'baseline-missing': 'warning',
    'baseline-too-old': 'warning',
    'baseline-of-another-configuration': 'warning',
    'baseline-answered-by-another-model': 'warning',
    'baseline-incomplete': 'note',
    'baseline-unreadable': 'error',
    'several-factors-changed': 'note',
    'too-few-cases': 'warning',
    'drop-too-small-to-see': 'note',
    ceiling: 'note',
    improved: 'note',
    'worse-within-margin': 'note',
    'errors-differ-by-arm': 'warning',
    'price-unknown': 'note',
};
const reasonLevels = {
    pass: 'note',
    warn: 'warning',
    fail: 'error',
};
/** Gives each finding its level. */
function levelFindings(findings, levels) {
    return findings.map((finding) => ({ ...finding, level: levelOf(finding.ruleId, levels) }));
}
function levelOf(ruleId, levels) {
    return isReason(ruleId) ? reasonLevels[levels[ruleId]] : noteLevels[ruleId];
}
function isReason(ruleId) {
    return verdict/* inconclusiveReasons */.Q.includes(ruleId);
}

;// CONCATENATED MODULE: ./build/policy/decide.js

/**
 * Findings and decisions → verdict (product.md). A suite fails if any gated metric fails and passes only if all pass;
 * the whole is the worst of the suites. Of several reasons to be inconclusive the one with the strictest level counts.
 *
 * @param advisoryOnly suites that ran and enter no verdict (added by this change)
 */
function decide(suites, findings, policy) {
    const perMetric = suites.flatMap(metricVerdicts);
    const perSuite = suites.map((state) => suiteVerdict(state, perMetric, policy.levels));
    const withNew = suites.length === 0 && policy.advisoryOnly.length > 0
        ? policy.advisoryOnly.map((suite) => ({ suite, outcome: 'inconclusive', reason: 'no-baseline' }))
        : perSuite;
    const outcome = worst(withNew.map((suite) => suite.outcome));
    const reason = outcome === 'inconclusive'
        ? strictest(withNew.map((s) => s.reason), policy.levels)
        : undefined;
    return {
        outcome,
        ...(reason === undefined ? {} : { reason }),
        level: outcome === 'pass' ? 'pass' : outcome === 'fail' ? 'fail' : policy.levels[reason ?? 'undecided'],
        because: levelFindings(findings, policy.levels),
        perSuite: withNew,
        perMetric,
    };
}
function metricVerdicts(state) {
    const failed = state.confirm.some(({ decision }) => decision === 'confirmed');
    const screening = state.screen.some(({ decision }) => decision === 'screened');
    return state.metrics.map((metric) => {
        const of = { suite: state.suite, metric };
        const inconclusive = (reason) => ({ ...of, outcome: 'inconclusive', reason });
        if (state.blocked !== undefined)
            return inconclusive(state.blocked);
        const screen = state.screen.find((decision) => decision.metric === metric)?.decision;
        const confirm = state.confirm.find((decision) => decision.metric === metric)?.decision;
        if (screen === undefined)
            return inconclusive('metric-missing');
        if (screen === 'passed') {
            const note = state.notes[metric];
            return { ...of, outcome: 'pass', ...(note === undefined ? {} : { note }) };
        }
        if (confirm === 'confirmed')
            return { ...of, outcome: 'fail' };
        if (confirm === 'not-confirmed')
            return inconclusive('unconfirmed');
        if (state.failsAtWorstCase.includes(metric))
            return inconclusive('too-many-errors');
        return failed || screening ? { ...inconclusive('undecided'), note: 'not-decided' } : inconclusive('undecided');
    });
}
function suiteVerdict(state, all, levels) {
    const mine = all.filter((verdict) => verdict.suite === state.suite);
    if (state.blocked !== undefined)
        return { suite: state.suite, outcome: 'inconclusive', reason: state.blocked };
    const outcome = worst(mine.map((verdict) => verdict.outcome));
    if (outcome !== 'inconclusive')
        return { suite: state.suite, outcome };
    const reason = strictest(mine.map((verdict) => verdict.reason), levels);
    return { suite: state.suite, outcome, ...(reason === undefined ? {} : { reason }) };
}
const severity = ['pass', 'inconclusive', 'fail'];
function worst(outcomes) {
    return outcomes.reduce((a, b) => (severity.indexOf(b) > severity.indexOf(a) ? b : a), 'pass');
}
const strictness = ['pass', 'warn', 'fail'];
/** Of equally strict reasons the first met stands, but a specific one before the general `undecided`. */
function strictest(reasons, levels) {
    const rank = (reason) => strictness.indexOf(levels[reason]) * 2 + (reason === 'undecided' ? 0 : 1);
    return reasons
        .filter((reason) => reason !== undefined)
        .reduce((a, b) => (a === undefined || rank(b) > rank(a) ? b : a), undefined);
}

// EXTERNAL MODULE: ./build/runner/budget.js
var runner_budget = __webpack_require__(81390);
// EXTERNAL MODULE: ./build/text/digest.js
var digest = __webpack_require__(27744);
// EXTERNAL MODULE: ./build/analysis/observe.js
var observe = __webpack_require__(57567);
;// CONCATENATED MODULE: ./build/jobs/advisory.js



/** Cases of a new suite that run before it is merged: enough to see that it works. */
const MOST_CASES = 50;
/**
 * Runs what the change brings and the verdict does not use: suites that only the candidate has, and the candidate's own
 * version of cases it added or edited. One trial a case, after the verdict's own calls, so that it can cost them nothing.
 */
async function runAdvisory(loaded, suites, run, signal) {
    if (signal.aborted || loaded.bootstrap)
        return [];
    const added = loaded.added.map((suite) => ({
        kind: 'new-suite',
        suite: suite.suite,
        run: armRun(suite.suite.name, suite.head, suite.scorers, suite.suite.cases.slice(0, MOST_CASES)),
    }));
    const changed = suites.map(({ compared }) => ({
        kind: 'changed-cases',
        suite: compared.suite,
        run: armRun(compared.suite.name, compared.head, compared.scorers, compared.ownCases.slice(0, MOST_CASES)),
    }));
    const all = [...added, ...changed].filter((advisory) => advisory.run.cases.length > 0);
    if (all.length === 0)
        return [];
    const { trials } = await run(all.map((advisory) => advisory.run));
    return all.flatMap(({ kind, suite }) => summarise(kind, suite, trials));
}
function armRun(suite, spec, scorers, cases) {
    return { suite, stage: 'advisory', arm: 'candidate', spec, scorers, cases, trials: 1 };
}
function summarise(kind, suite, trials) {
    const observed = (0,observe/* observeArm */.DO)(trials.filter((trial) => trial.key.suite === suite.name), suite.metrics);
    return suite.metrics.map((metric, column) => {
        const values = [...observed.values()]
            .flatMap(({ rows }) => rows.map((row) => row[column] ?? null))
            .filter((value) => value !== null);
        return {
            suite: suite.name,
            kind,
            metric: metric.name,
            cases: values.length,
            ...(values.length === 0 ? {} : { estimate: (0,own_units/* valueInOwnUnits */.m7)(metric, (0,describe/* mean */.i2)(values)) }),
        };
    });
}

// EXTERNAL MODULE: ./build/analysis/compare-suite.js
var compare_suite = __webpack_require__(9889);
// EXTERNAL MODULE: ./build/analysis/decide-stage.js
var decide_stage = __webpack_require__(82100);
;// CONCATENATED MODULE: ./build/stats/fisher-exact.js
/**
 * Fisher's exact test, two-sided: do two groups differ in a share?
 *
 * Given the margins of the table, the p-value is the probability of all tables no more probable than the observed one.
 * The probabilities come from the ratio of neighbours, outward from the most probable table, so that nothing over- or
 * underflows at any size. 1 when a row or column is empty.
 *
 * Source: Fisher (1935); R `fisher.test`, with its tolerance of 1e-7 for equally probable tables.
 */
function fisherExact([[a, b], [c, d]]) {
    const row = a + b;
    const column = a + c;
    const total = a + b + c + d;
    const lowest = Math.max(0, row + column - total);
    const highest = Math.min(row, column);
    const mode = Math.min(highest, Math.max(lowest, Math.floor(((row + 1) * (column + 1)) / (total + 2))));
    // P(x + 1) / P(x) for the number x in the first cell.
    const ratio = (x) => ((row - x) * (column - x)) / ((x + 1) * (total - row - column + x + 1));
    const weights = new Map([[mode, 1]]);
    for (let [x, weight] = [mode, 1]; x < highest; x++)
        weights.set(x + 1, (weight *= ratio(x)));
    for (let [x, weight] = [mode, 1]; x > lowest; x--)
        weights.set(x - 1, (weight /= ratio(x - 1)));
    const all = weights.values().reduce((sum, weight) => sum + weight, 0);
    const observed = (weights.get(a) ?? 0) * (1 + 1e-7);
    const extreme = weights.values().reduce((sum, weight) => sum + (weight <= observed ? weight : 0), 0);
    return Math.min(1, extreme / all);
}

;// CONCATENATED MODULE: ./build/analysis/exclusions.js

/** What became of the trials of one arm. */
function tallyArm(suite, arm, trials) {
    const errored = trials.filter((trial) => trial.status === 'errored');
    const byProduct = errored.filter((trial) => trial.error.blame === 'product').length;
    return {
        suite,
        arm,
        completed: trials.filter((trial) => trial.status === 'completed').length,
        failedByProduct: byProduct,
        excluded: errored.length - byProduct,
        skipped: trials.filter((trial) => trial.status === 'skipped').length,
    };
}
/** p below which the arms are said to lose trials at different rates. */
const DIFFERING_LOSSES = 0.01;
/**
 * Whether the infrastructure lost so much that no verdict may rest on the rest (statistics.md §6): an arm lost more than
 * half the smallest margin, or the arms lost at different rates. A sentence saying which, or undefined.
 */
function tooManyExcluded(tallies, smallestUnitMargin) {
    for (const tally of tallies) {
        const share = tally.excluded / Math.max(1, ran(tally));
        if (share > smallestUnitMargin / 2) {
            return `${tally.excluded} of ${ran(tally)} ${tally.arm} trials were lost to the infrastructure, more than half the margin allows (${percent(smallestUnitMargin / 2)})`;
        }
    }
    const [first, second] = tallies;
    if (first === undefined || second === undefined || first.excluded + second.excluded === 0)
        return undefined;
    const p = fisherExact([
        [first.excluded, ran(first) - first.excluded],
        [second.excluded, ran(second) - second.excluded],
    ]);
    if (p >= DIFFERING_LOSSES)
        return undefined;
    return `the arms lost trials at different rates: ${first.excluded} of ${ran(first)} (${first.arm}), ${second.excluded} of ${ran(second)} (${second.arm})`;
}
function ran(tally) {
    return tally.completed + tally.failedByProduct + tally.excluded;
}
function percent(share) {
    return `${(share * 100).toFixed(1)}%`;
}

// EXTERNAL MODULE: ./build/analysis/fail-test.js + 9 modules
var fail_test = __webpack_require__(2188);
// EXTERNAL MODULE: ./build/stats/random.js
var random = __webpack_require__(52681);
// EXTERNAL MODULE: ./build/analysis/compatibility.js
var compatibility = __webpack_require__(69531);
;// CONCATENATED MODULE: ./build/jobs/screen.js








/**
 * Stage 1: the candidate on the sample against the stored baseline, or against the control run live where the baseline
 * cannot serve. Where the candidate's answers show that the provider moved the model since the baseline was stored, the
 * control runs after all, on the whole sample.
 */
async function screen(suites, run) {
    const first = await run(suites.flatMap((planned) => [candidateRun(planned), controlRun(planned)]));
    const drifted = new Map(suites.map((planned) => [planned, driftOf(planned, first.trials)]));
    const replaced = suites.filter((planned) => drifted.get(planned) !== undefined);
    const second = replaced.length === 0 || first.ended !== 'complete'
        ? { trials: [], ended: first.ended }
        : await run(replaced.map((planned) => ({ ...controlRun(planned), cases: planned.sample })));
    return suites.map((planned) => {
        const finding = drifted.get(planned);
        const late = finding !== undefined && second.ended === 'complete';
        return judge(planned, {
            trials: late ? [...withoutControl(first.trials, planned), ...second.trials] : first.trials,
            ended: second.ended,
            useBaseline: finding === undefined,
            findings: finding === undefined ? [] : [finding],
        });
    });
}
function judge(planned, of) {
    const { plan, compared, metrics } = planned;
    const candidate = trialsOf(of.trials, plan.suite, 'candidate');
    const control = trialsOf(of.trials, plan.suite, 'control');
    const suiteMetrics = compared.suite.metrics;
    const live = (0,observe/* observeArm */.DO)(control, suiteMetrics);
    const stored = of.useBaseline && planned.baseline !== undefined ? (0,observe/* observeBaseline */.oB)(planned.baseline, suiteMetrics) : new Map();
    // A case that runs its control live is compared with that alone: its stored trials were of another content.
    const other = new Map([...stored, ...live]);
    const pairing = (0,pair/* pairArms */.q)(planned.sample, (0,observe/* observeArm */.DO)(candidate, suiteMetrics), other);
    const tally = [tallyArm(plan.suite, 'candidate', candidate)];
    if (control.length > 0)
        tally.push(tallyArm(plan.suite, 'control', control));
    const comparisons = (0,compare_suite/* compareSuite */.o)(plan.suite, metrics, pairing, {
        alphaPass: plan.design.alphaPass,
        strict: plan.design.strict,
        draws: fail_test/* DRAWS */.o.screen,
        random: (0,random/* seededRandom */.I)(`${plan.design.seed} screen`),
    });
    const lost = tooManyExcluded(tally, smallestMargin(planned));
    const blocked = of.ended === 'complete' ? (lost === undefined ? undefined : 'too-many-errors') : of.ended;
    const against = stored.size === 0 ? 'control' : live.size === 0 ? 'baseline' : 'mixed';
    return {
        planned,
        compared: comparisons,
        decisions: blocked === undefined
            ? (0,decide_stage/* decideScreen */.P)(plan.suite, comparisons.map(({ tested }) => tested), plan.design)
            : [],
        pairs: pairing.pairs,
        candidate,
        control,
        against,
        tally,
        findings: lost === undefined
            ? of.findings
            : [...of.findings, { ruleId: 'too-many-errors', suite: plan.suite, message: lost }],
        ...(blocked === undefined ? {} : { blocked }),
    };
}
/** Both arms fresh, whole trials: what the confirmation rests on. */
function candidateRun(planned) {
    const { compared, plan, sample } = planned;
    return {
        suite: plan.suite,
        stage: 'screen',
        arm: 'candidate',
        spec: compared.head,
        scorers: compared.scorers,
        cases: sample,
        trials: plan.trials,
        extraInput: compared.cases.extended,
        codeChanged: compared.codeChanged,
    };
}
function controlRun(planned) {
    const { compared, plan } = planned;
    return {
        suite: plan.suite,
        stage: 'screen',
        arm: 'control',
        spec: compared.base,
        scorers: compared.scorers,
        cases: planned.liveCases,
        trials: 1,
        codeChanged: compared.codeChanged,
    };
}
function trialsOf(trials, suite, arm) {
    return trials.filter((trial) => trial.key.suite === suite && trial.key.arm === arm);
}
function smallestMargin(planned) {
    return Math.min(1, ...planned.metrics.filter(({ metric }) => metric.gate).map(({ unitMargin }) => unitMargin));
}
function withoutControl(trials, planned) {
    return trials.filter((trial) => trial.key.suite !== planned.plan.suite || trial.key.arm !== 'control');
}
/** A finding where the model is unchanged and today's answers name a model that the baseline never met. */
function driftOf(planned, trials) {
    const { baseline, compared, plan } = planned;
    if (baseline === undefined || compared.change.factors.includes('model'))
        return undefined;
    const today = new Set(trialsOf(trials, plan.suite, 'candidate').flatMap((trial) => trial.status === 'completed' && trial.answeredBy !== undefined ? [trial.answeredBy] : []));
    const moved = (0,compatibility/* movedModels */.M8)(baseline, [...today]);
    if (moved.length === 0)
        return undefined;
    return {
        ruleId: 'baseline-answered-by-another-model',
        suite: plan.suite,
        message: `Today \`${moved.join('`, `')}\` answers for the same configured model; the stored baseline was answered by another, so the base commit ran live beside this change. Refresh the baseline after the merge`,
    };
}

;// CONCATENATED MODULE: ./build/jobs/confirm.js








/**
 * Stage 2, only for suites in which a metric screened: control and candidate run fresh on the planned cases, interleaved;
 * stage-1 trials are not used. The family is the metrics that screened.
 */
async function confirm_confirm(screened, run) {
    const suites = screened.filter(({ decisions }) => decisions.some(({ decision }) => decision === 'screened'));
    if (suites.length === 0)
        return [];
    const executed = await run(suites.flatMap(({ planned }) => {
        const candidate = { ...candidateRun(planned), stage: 'confirm' };
        const { extraInput: _, ...control } = candidate;
        return [candidate, { ...control, arm: 'control', spec: planned.compared.base }];
    }));
    return suites.map((stage) => confirm_judge(stage, executed));
}
function confirm_judge(stage, executed) {
    const { planned } = stage;
    const { plan, compared } = planned;
    const candidate = trialsOf(executed.trials, plan.suite, 'candidate');
    const control = trialsOf(executed.trials, plan.suite, 'control');
    const screened = new Set(stage.decisions.filter(({ decision }) => decision === 'screened').map(({ metric }) => metric));
    const pairing = (0,pair/* pairArms */.q)(planned.sample, (0,observe/* observeArm */.DO)(candidate, compared.suite.metrics), (0,observe/* observeArm */.DO)(control, compared.suite.metrics));
    const comparisons = (0,compare_suite/* compareSuite */.o)(plan.suite, planned.metrics.filter(({ metric }) => screened.has(metric.name)), pairing, {
        alphaPass: plan.design.alphaPass,
        strict: plan.design.strict,
        draws: fail_test/* DRAWS */.o.confirm,
        random: (0,random/* seededRandom */.I)(`${plan.design.seed} confirm`),
    });
    const tally = [tallyArm(plan.suite, 'candidate', candidate), tallyArm(plan.suite, 'control', control)];
    const lost = tooManyExcluded(tally, smallestMargin(planned));
    const blocked = executed.ended === 'complete' ? (lost === undefined ? undefined : 'too-many-errors') : executed.ended;
    return {
        planned,
        compared: comparisons,
        decisions: blocked === undefined
            ? (0,decide_stage/* decideConfirm */.h)(plan.suite, comparisons.map(({ tested }) => tested), plan.design)
            : [],
        pairs: pairing.pairs,
        candidate,
        control,
        against: 'control',
        tally,
        findings: lost === undefined ? [] : [{ ruleId: 'too-many-errors', suite: plan.suite, message: lost }],
        ...(blocked === undefined ? {} : { blocked }),
    };
}

// EXTERNAL MODULE: ./build/jobs/execute-arms.js + 10 modules
var execute_arms = __webpack_require__(29047);
// EXTERNAL MODULE: ./build/jobs/load-change.js + 4 modules
var load_change = __webpack_require__(34456);
;// CONCATENATED MODULE: ./build/jobs/load-baselines.js
/** The stored baselines of the suites that run, from the base commit. One that cannot be read is the user's to mend. */
async function loadBaselines(loaded, ports) {
    const store = await ports.baselines(loaded.settings.baselines);
    const baselines = new Map();
    for (const { suite } of loaded.suites) {
        const baseline = await store.load(suite.name);
        if (baseline !== undefined)
            baselines.set(suite.name, baseline);
    }
    return baselines;
}

// EXTERNAL MODULE: ./build/jobs/plan-gate.js + 4 modules
var plan_gate = __webpack_require__(2335);
;// CONCATENATED MODULE: ./build/jobs/gate.js
















/**
 * The pull-request gate: a change of prompt or model judged against the base commit.
 *
 * Stage 1 screens the candidate against the stored baseline; what looks worse is confirmed on fresh runs of both arms
 * before anything turns red (statistics.md §4). Throws a UsageError for what the user must mend and CouldNotRun for what
 * the provider must; both mean exit code 3. A cancelled run resolves with a partial report marked so.
 */
async function gate(request, ports) {
    const started = ports.clock.now();
    const loaded = selectSuites(await (0,load_change/* loadChange */.H)(ports.repository), request);
    if (request.inContinuousIntegration)
        refuseRecordedAnswers(loaded);
    const baselines = await loadBaselines(loaded, ports);
    const suites = planGate(loaded, baselines, started);
    const limits = (0,plan_gate/* tightest */.X7)(loaded.settings.limits, request.limits);
    (0,plan_gate/* refuseLimitsTooSmall */.eU)(suites.map(({ plan }) => plan), limits);
    const budget = (0,runner_budget/* createBudget */.y)({ limits, prices: loaded.settings.prices, clock: ports.clock });
    const plan = planOf(suites);
    const run = (runs) => (0,execute_arms/* executeArms */.R)(runs, { settings: loaded.settings, budget, seed: plan.digest }, ports);
    const [runnable, unbuildable] = splitByBuild(suites);
    const screened = await screen(runnable, run);
    const confirmed = await confirm_confirm(screened, run);
    const advisory = await runAdvisory(loaded, suites, run, ports.signal);
    const results = suites.map((planned) => resultOf(planned, screened, confirmed));
    const findings = [
        ...loaded.findings,
        ...suites.flatMap((planned) => planned.findings),
        ...[...screened, ...confirmed].flatMap((stage) => stage.findings),
        ...results.flatMap((result) => result.findings),
        ...unbuildable.map(noBaseBuild),
        ...idleNote(loaded, suites),
    ];
    const states = [
        ...results.map(({ state }) => isUnbuildable(state, unbuildable) ? { ...state, blocked: 'no-base-build' } : state),
        ...missingStates(loaded),
    ];
    const verdict = withCancellation(decide(states, findings, {
        levels: loaded.settings.levels,
        advisoryOnly: loaded.bootstrap ? [] : loaded.added.map(({ suite }) => suite.name),
    }), ports.signal);
    return {
        schemaVersion: 1,
        steelyard: request.version,
        job: 'gate',
        createdAt: new Date(ports.clock.now()).toISOString(),
        change: loaded.change,
        changes: loaded.suites.map(({ change }) => change),
        policyDiff: loaded.policyDiff,
        plan,
        ...(screened.length === 0 ? {} : { screen: stageResult('screen', screened) }),
        ...(confirmed.length === 0 ? {} : { confirmation: stageResult('confirm', confirmed) }),
        comparisons: results.flatMap((result) => result.comparisons),
        regressedCases: results.flatMap((result) => result.regressed),
        advisory,
        findings: levelFindings(findings, loaded.settings.levels),
        verdict,
        spend: { ...spendOf(budget), seconds: (ports.clock.now() - started) / 1000 },
        baselines: suites.flatMap((planned) => baselineSummary(planned, started)),
        errorRates: suites.flatMap((planned) => errorRateSentences(planned.plan, storedTrials(planned))),
        settings: {
            alphaPass: loaded.settings.alpha.pass,
            alphaFail: loaded.settings.alpha.fail,
            showOutputs: loaded.settings.showOutputs,
        },
    };
}
/** Plans every suite that gates on this change; α₂ is shared among them. */
function planGate(loaded, baselines, now) {
    const gating = loaded.suites.filter(({ suite }) => suite.metrics.some((metric) => metric.gate));
    return loaded.suites.map((compared) => (0,plan_gate/* planSuite */.Y0)(compared, baselines.get(compared.suite.name), {
        change: loaded.change,
        settings: loaded.settings,
        gatedSuites: gating.length,
        now,
    }));
}
function planOf(suites) {
    const plans = suites.map(({ plan }) => plan);
    return { suites: plans, digest: (0,digest/* digestOf */.o)(JSON.parse(JSON.stringify(plans))) };
}
function resultOf(planned, screened, confirmed) {
    const first = screened.find((stage) => stage.planned === planned);
    const second = confirmed.find((stage) => stage.planned === planned);
    const comparisons = conclude({
        screen: first?.compared ?? [],
        confirm: second?.compared ?? [],
        confirmDecisions: second?.decisions ?? [],
    });
    const blocked = second?.blocked ?? first?.blocked;
    const gated = planned.plan.metrics.filter((metric) => metric.gate).map((metric) => metric.name);
    const findings = diagnoseSuite({
        plan: planned.plan,
        screen: first?.compared ?? [],
        comparisons,
        change: planned.compared.change,
    });
    const notes = findings.flatMap((finding) => finding.metric !== undefined && (finding.ruleId === 'worse-within-margin' || finding.ruleId === 'improved')
        ? [[finding.metric, finding.ruleId]]
        : []);
    return {
        comparisons,
        findings,
        regressed: worstCases(planned, first, second),
        state: {
            suite: planned.plan.suite,
            metrics: gated,
            screen: first?.decisions ?? [],
            confirm: second?.decisions ?? [],
            failsAtWorstCase: (first?.compared ?? [])
                .filter(({ tested: { pass } }) => pass.holdsButForExcluded && !pass.holds)
                .map(({ comparison }) => comparison.metric),
            notes: Object.fromEntries(notes),
            ...(blocked === undefined ? {} : { blocked }),
        },
    };
}
/** Cases to look at, for every gated metric that did not pass, from the freshest runs there are. */
function worstCases(planned, first, second) {
    const open = new Set((first?.decisions ?? []).filter(({ decision }) => decision !== 'passed').map(({ metric }) => metric));
    return planned.metrics.flatMap(({ metric, column }) => {
        if (!open.has(metric.name))
            return [];
        const stage = second?.compared.some(({ comparison }) => comparison.metric === metric.name) ? second : first;
        if (stage === undefined)
            return [];
        return regressedCases(planned.plan.suite, metric, column, {
            pairs: stage.pairs,
            cases: planned.sample,
            candidate: stage.candidate,
            control: stage.control,
            outputs: planned.baseline?.outputs ?? new Map(),
        });
    });
}
function stageResult(stage, suites) {
    return {
        stage,
        against: Object.fromEntries(suites.map(({ planned, against }) => [planned.plan.suite, against])),
        comparisons: suites.flatMap(({ compared }) => compared.map(({ comparison }) => comparison)),
        decisions: suites.flatMap(({ decisions }) => decisions),
        tally: suites.flatMap(({ tally }) => tally),
    };
}
/** Suites whose control arm can be started, and those that need a build of the base and have no `setup:` to make one. */
function splitByBuild(suites) {
    const needsBuild = ({ compared }) => compared.codeChanged && compared.base.type === 'command' && compared.base.options['setup'] === undefined;
    return [suites.filter((planned) => !needsBuild(planned)), suites.filter(needsBuild)];
}
function noBaseBuild({ plan, compared }) {
    return {
        ruleId: 'no-base-build',
        suite: plan.suite,
        message: `The code that \`${plan.suite}\` watches changed, so its base must be built beside it, and ${compared.base.path} of the base has no \`setup:\`; add one in a change of its own first`,
    };
}
function isUnbuildable(state, unbuildable) {
    return unbuildable.some(({ plan }) => plan.suite === state.suite);
}
function missingStates(loaded) {
    return loaded.missing.map(({ suite, metrics }) => ({
        suite,
        metrics,
        screen: [],
        confirm: [],
        blocked: 'target-missing',
        failsAtWorstCase: [],
        notes: {},
    }));
}
function idleNote(loaded, suites) {
    if (loaded.bootstrap || suites.length + loaded.added.length + loaded.missing.length > 0)
        return [];
    return [{ ruleId: 'nothing-relevant-changed', message: 'nothing relevant changed: no model was called' }];
}
/** A cancelled run never looks like one that decided. */
function withCancellation(verdict, signal) {
    if (!signal.aborted)
        return verdict;
    return { ...verdict, outcome: 'inconclusive', reason: 'cancelled', level: 'fail' };
}
function spendOf(budget) {
    const { calls, inputTokens, outputTokens, cost } = budget.spend();
    return { calls, inputTokens, outputTokens, ...(cost === undefined ? {} : { cost }) };
}
const DAY_MS = 86_400_000;
function baselineSummary(planned, now) {
    const newest = [...(planned.baseline?.runs ?? [])].sort((a, b) => Date.parse(b.at) - Date.parse(a.at))[0];
    if (newest === undefined)
        return [];
    return [
        {
            suite: planned.plan.suite,
            commit: newest.commit,
            at: newest.at,
            ageDays: Math.floor((now - Date.parse(newest.at)) / DAY_MS),
            trialsPerCase: storedTrials(planned),
        },
    ];
}
function storedTrials(planned) {
    const counts = planned.sample.map((c) => planned.baseline?.cases.get(c.id)?.trials.length ?? 0);
    const sorted = counts.sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
/** Recorded answers decide nothing where a pull request could have recorded them itself. */
function refuseRecordedAnswers(loaded) {
    for (const { head, suite } of loaded.suites) {
        if (head.type !== 'replay' || !suite.metrics.some((metric) => metric.gate))
            continue;
        throw new usage_error/* UsageError */.e({
            where: head.path,
            path: 'type',
            expected: 'a target that answers live (recorded answers never gate in CI)',
            received: '"replay"',
            mend: 'gate on the live target, and keep `replay` for `steelyard run`',
        });
    }
}
/** Only the suites asked for, each of which must exist. */
function selectSuites(loaded, request) {
    if (request.only.length === 0)
        return loaded;
    const wanted = (name) => request.only.includes(name);
    return {
        ...loaded,
        suites: loaded.suites.filter(({ suite }) => wanted(suite.name)),
        added: loaded.added.filter(({ suite }) => wanted(suite.name)),
        missing: loaded.missing.filter(({ suite }) => wanted(suite)),
    };
}

;// CONCATENATED MODULE: ./build/policy/exit-code.js
/** The CLI's contract: 0 pass, 1 fail, 2 inconclusive (0 where its level is `pass`), 3 it could not run or was cancelled. */
function cliExitCode(verdict) {
    if (verdict.reason === 'cancelled')
        return 3;
    if (verdict.accepted !== undefined)
        return 0;
    if (verdict.outcome === 'pass')
        return 0;
    if (verdict.outcome === 'fail')
        return 1;
    return verdict.level === 'pass' ? 0 : 2;
}

// EXTERNAL MODULE: ./build/entry/version.js
var version = __webpack_require__(65023);
// EXTERNAL MODULE: ./build/entry/world.js + 3 modules
var entry_world = __webpack_require__(31834);
// EXTERNAL MODULE: ./build/entry/write-results.js + 33 modules
var write_results = __webpack_require__(22398);
// EXTERNAL MODULE: ./build/baselines/write-files.js
var write_files = __webpack_require__(16950);
;// CONCATENATED MODULE: ./build/entry/commands/gate.js






/** `steelyard gate`: prints the verdict, writes report.json, comment.md and trials.jsonl, exits by the contract. */
async function gateCommand(options) {
    const { base, head, seedKey } = options;
    const world = await (0,entry_world/* openWorld */.H)({
        head,
        ...(base === undefined ? {} : { base }),
        ...(seedKey === undefined ? {} : { seedKey }),
    });
    const { console } = world;
    try {
        const report = await gate({
            only: options.suite,
            limits: (0,entry_world/* limitsOf */.A)(options),
            version: version/* version */.r,
            inContinuousIntegration: process.env['CI'] !== undefined,
        }, world.ports);
        const paths = await (0,write_results/* writeResults */.KB)(options.output, { report, trials: world.trials }, console);
        console.print(options.json ? (0,write_results/* render */.XX)(report, 'json') : (0,write_results/* render */.XX)(report, 'terminal', { colour: console.colour }));
        console.say(`written: ${paths.join(', ')}`);
        return cliExitCode(report.verdict);
    }
    catch (error) {
        // What was paid for is kept, whatever went wrong after it.
        if (world.trials.length > 0) {
            const kept = [{ path: 'trials.jsonl', text: console.redact((0,write_results/* trialLines */.C1)(world.trials)) }];
            await (0,write_files/* writeFiles */.h)(options.output, kept).catch(() => undefined);
        }
        throw error;
    }
    finally {
        world.close();
    }
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
