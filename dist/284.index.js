export const id = 284;
export const ids = [284];
export const modules = {

/***/ 2188:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  o: () => (/* binding */ DRAWS),
  L: () => (/* binding */ failTest)
});

// EXTERNAL MODULE: ./build/stats/distributions.js
var distributions = __webpack_require__(90827);
;// CONCATENATED MODULE: ./build/stats/mcnemar.js

/**
 * McNemar's exact test: did more cases flip one way than the other?
 *
 * Given the number of flips, regressions are Binomial(flips, ½) when nothing changed. The p-value is the chance of a
 * split at least as lopsided, so the test never rejects too often, and usually too seldom. No flips give p = 1.
 * Assumes one binary trial per arm and independent cases.
 *
 * Source: McNemar (1947), Psychometrika 12; R `binom.test`.
 */
function mcnemarExact({ regressed, fixed }) {
    const flips = regressed + fixed;
    const worse = (0,distributions/* binomialCdf */.HU)(fixed, flips, 0.5);
    const better = (0,distributions/* binomialCdf */.HU)(regressed, flips, 0.5);
    return { worse, better, twoSided: Math.min(1, 2 * Math.min(worse, better)) };
}
/**
 * McNemar's mid-p test: as the exact test, but a split exactly as lopsided as the observed one counts half.
 *
 * Gives up the guarantee of the exact test for a false-fail rate close to the nominal one; by enumeration it hardly
 * ever exceeds it. No flips give p = ½: the data say nothing.
 *
 * Source: Fagerland, Lydersen and Laake (2013), BMC Medical Research Methodology 13:91.
 */
function mcnemarMidP({ regressed, fixed }) {
    const flips = regressed + fixed;
    const worse = belowAndHalfOf(fixed, flips);
    const better = belowAndHalfOf(regressed, flips);
    // An even split is the least lopsided of all: everything is at least as lopsided, and it counts half itself.
    const evenSplit = (0,distributions/* binomialCdf */.HU)(fixed, flips, 0.5) - (0,distributions/* binomialCdf */.HU)(fixed - 1, flips, 0.5);
    const twoSided = regressed === fixed ? 1 - evenSplit / 2 : 2 * Math.min(worse, better);
    return { worse, better, twoSided };
}
/**
 * McNemar's chi-squared statistic with its two-sided p-value, without and with Edwards' continuity correction.
 *
 * Advisory: shown so that figures of other tools can be recognised; too liberal with few flips, so it never gates.
 * No flips give statistic 0 and p = 1.
 *
 * Source: McNemar (1947); Edwards (1948); R `mcnemar.test`.
 */
function mcnemarAsymptotic({ regressed, fixed }) {
    const flips = Math.max(1, regressed + fixed);
    const gap = Math.abs(regressed - fixed);
    const corrected = Math.max(0, gap - 1);
    const tail = (distance) => 2 * normalUpperTail(distance / Math.sqrt(flips));
    return { statistic: gap ** 2 / flips, twoSided: tail(gap), twoSidedCorrected: tail(corrected) };
}
/** P(X < count) + ½ P(X = count) for X ~ Binomial(flips, ½), without taking a difference of nearly equal numbers. */
function belowAndHalfOf(count, flips) {
    return ((0,distributions/* binomialCdf */.HU)(count, flips, 0.5) + (0,distributions/* binomialCdf */.HU)(count - 1, flips, 0.5)) / 2;
}

;// CONCATENATED MODULE: ./build/stats/permutation-pool.js
/** Lays the trials of a case (candidate's first) out for `contribute`. */
function poolOf(trials, metrics, weight) {
    const scores = Float64Array.from(trials.flatMap((trial) => trial.map((score) => score ?? 0)));
    const present = Uint8Array.from(trials.flatMap((trial) => trial.map((score) => (score === null ? 0 : 1))));
    const perMetric = (values) => Float64Array.from({ length: metrics }, (_, metric) => {
        let sum = 0;
        for (let at = metric; at < values.length; at += metrics)
            sum += values[at] ?? 0;
        return sum;
    });
    return { scores, present, total: perMetric(scores), count: perMetric(present), weight };
}
/**
 * Writes the contribution of the arrangement whose candidate trials are the first `candidates` of `chosen`: for each
 * metric `scale` times the weighted mean difference of the pools, then the squares. A difference no larger than `noise`
 * (per metric) is 0; a pool that lacks an arm is left out.
 */
function contribute(pools, chosen, candidates, { noise, scale }, into) {
    const metrics = noise.length;
    for (let metric = 0; metric < metrics; metric++) {
        let sum = 0;
        let weights = 0;
        for (const { scores, present, total, count, weight } of pools) {
            let own = 0;
            let ownCount = 0;
            for (let place = 0; place < candidates; place++) {
                const at = (chosen[place] ?? 0) * metrics + metric;
                own += scores[at] ?? 0;
                ownCount += present[at] ?? 0;
            }
            const otherCount = (count[metric] ?? 0) - ownCount;
            if (ownCount === 0 || otherCount === 0)
                continue;
            sum += weight * (own / ownCount - ((total[metric] ?? 0) - own) / otherCount);
            weights += weight;
        }
        const difference = weights > 0 ? sum / weights : 0;
        // Noise of a difference that is really 0 must not pass for one: a lone 1e-17 has as large a T as a lone 1.
        const weighted = Math.abs(difference) > (noise[metric] ?? 0) ? scale * difference : 0;
        into[metric] = weighted;
        into[metrics + metric] = weighted * weighted;
    }
}

;// CONCATENATED MODULE: ./build/stats/permutation-blocks.js

/**
 * Prepares the blocks of a whole-trial permutation.
 *
 * A cluster is cut to its smallest case: each arm keeps as many trials (the first ones) as its case with the fewest,
 * and trial j of all its cases moves together. The cluster's difference is the weighted mean of its cases', its weight
 * the mean weight of its cases, so that clusters of equally weighted cases count equally.
 */
function permutationBlocks({ cases, weights, clusters }, metrics) {
    const members = new Map();
    for (const [index, { candidate, baseline }] of cases.entries()) {
        const key = clusters?.[index] ?? index;
        const own = members.get(key) ?? [];
        own.push({ candidate, baseline, weight: weights?.[index] ?? 1 });
        members.set(key, own);
    }
    const noise = Float64Array.from({ length: metrics }, (_, metric) => 1e-12 * largestScore(cases, metric));
    const choices = new Map();
    return members
        .values()
        .map((own) => block(own, noise, choices))
        .toArray();
}
function block(members, noise, known) {
    const candidates = Math.min(...members.map(({ candidate }) => candidate.length));
    const baselines = Math.min(...members.map(({ baseline }) => baseline.length));
    const trials = candidates + baselines;
    const arrangements = choose(trials, candidates);
    const meanWeight = members.reduce((sum, { weight }) => sum + weight, 0) / members.length;
    const metrics = noise.length;
    const pools = members.map(({ candidate, baseline, weight }) => poolOf([...candidate.slice(0, candidates), ...baseline.slice(0, baselines)], metrics, weight / meanWeight));
    const scale = meanWeight;
    const order = Int32Array.from({ length: trials }, (_, trial) => trial);
    const observed = new Float64Array(2 * metrics);
    contribute(pools, order, candidates, { noise, scale }, observed);
    return {
        arrangements,
        observed,
        table() {
            const key = `${trials} ${candidates}`;
            const all = known.get(key) ?? combinations(trials, candidates);
            known.set(key, all);
            const table = new Float64Array(all.length * 2 * metrics);
            for (const [index, chosen] of all.entries()) {
                const row = table.subarray(index * 2 * metrics, (index + 1) * 2 * metrics);
                contribute(pools, chosen, candidates, { noise, scale }, row);
            }
            return table;
        },
        draw(random, into) {
            // The first steps of a shuffle: uniform from wherever the last draw left the order.
            for (let place = 0; place < candidates; place++) {
                const other = place + random.below(trials - place);
                const moved = order[place] ?? 0;
                order[place] = order[other] ?? 0;
                order[other] = moved;
            }
            contribute(pools, order, candidates, { noise, scale }, into);
        },
    };
}
/** The number of ways to choose k of n. */
function choose(n, k) {
    let ways = 1;
    for (let i = 1; i <= Math.min(k, n - k); i++)
        ways = Math.round((ways * (n - i + 1)) / i);
    return ways;
}
/** All ways to choose k of n, in lexicographic order: the first is 0 … k − 1. */
function combinations(n, k, from = 0) {
    if (k === 0)
        return [[]];
    return Array.from({ length: n - k - from + 1 }, (_, index) => from + index).flatMap((first) => combinations(n, k - 1, first + 1).map((rest) => [first, ...rest]));
}
function largestScore(cases, metric) {
    let largest = 0;
    for (const { candidate, baseline } of cases) {
        for (const trial of [...candidate, ...baseline])
            largest = Math.max(largest, Math.abs(trial[metric] ?? 0));
    }
    return largest;
}

;// CONCATENATED MODULE: ./build/stats/permutation-statistic.js
/** T of each metric, Σ w·d / √(Σ (w·d)²), from the two sums one after the other; 0 where the denominator is 0. */
function permutationStatistic(sums, into) {
    for (let metric = 0; metric < into.length; metric++) {
        const squares = sums[into.length + metric] ?? 0;
        into[metric] = squares > 0 ? (sums[metric] ?? 0) / Math.sqrt(squares) : 0;
    }
    return into;
}

;// CONCATENATED MODULE: ./build/stats/permutation-draw.js

/** Blocks with more arrangements than this are not tabulated; each draw shuffles their trials instead. */
const TABLE_UP_TO = 512;
/** Counts `draws` random arrangements: per draw, one equally likely arrangement of every block, in the given order. */
function drawArrangements(plan, counts) {
    const { tables, large, metrics, draws, random } = plan;
    const width = 2 * metrics;
    // One flat array and the blocks' places in it: this loop is the hot one.
    const flat = new Float64Array(tables.reduce((size, table) => size + table.length, 0));
    const starts = new Int32Array(tables.length);
    const sizes = Int32Array.from(tables, (table) => table.length / width);
    for (let block = 0, start = 0; block < tables.length; start += tables[block]?.length ?? 0, block++) {
        starts[block] = start;
        flat.set(tables[block] ?? [], start);
    }
    const sums = new Float64Array(width);
    const statistic = new Float64Array(metrics);
    const drawn = new Float64Array(width);
    for (let draw = 0; draw < draws; draw++) {
        sums.fill(0);
        for (let block = 0; block < starts.length; block++) {
            const at = (starts[block] ?? 0) + random.below(sizes[block] ?? 1) * width;
            for (let i = 0; i < width; i++)
                sums[i] = (sums[i] ?? 0) + (flat[at + i] ?? 0);
        }
        for (const block of large) {
            block.draw(random, drawn);
            for (let i = 0; i < width; i++)
                sums[i] = (sums[i] ?? 0) + (drawn[i] ?? 0);
        }
        counts.add(permutationStatistic(sums, statistic), 1);
    }
}

;// CONCATENATED MODULE: ./build/stats/permutation-enumerate.js

/** The blocks' different contributions, or undefined when their combinations are more than `upTo`. */
function distinctChoices(tables, metrics, upTo) {
    if (2 ** tables.length > upTo)
        return undefined;
    const width = 2 * metrics;
    const scales = Array.from({ length: metrics }, (_, metric) => largest(tables, metric, width));
    let combinations = 1;
    const choices = [];
    for (const table of tables) {
        const merged = new Map();
        for (let at = 0; at < table.length; at += width) {
            const contribution = table.subarray(at, at + width);
            const key = scales.map((scale, metric) => rounded(contribution[metric] ?? 0, scale)).join();
            merged.set(key, { contribution, count: (merged.get(key)?.count ?? 0) + 1 });
        }
        combinations *= merged.size;
        if (combinations > upTo)
            return undefined;
        const values = [...merged.values()];
        choices.push({
            contributions: values.map(({ contribution }) => contribution),
            counts: values.map(({ count }) => count),
        });
    }
    return choices;
}
/** Counts every combination of choices, weighted by the arrangements it stands for; returns how many those are. */
function enumerateArrangements(choices, metrics, counts) {
    const sums = Array.from({ length: choices.length + 1 }, () => new Float64Array(2 * metrics));
    const statistic = new Float64Array(metrics);
    return visit(0, 1);
    function visit(depth, weight) {
        const sum = sums[depth] ?? statistic;
        const choice = choices[depth];
        if (choice === undefined) {
            counts.add(permutationStatistic(sum, statistic), weight);
            return weight;
        }
        const next = sums[depth + 1] ?? statistic;
        let total = 0;
        for (const [index, contribution] of choice.contributions.entries()) {
            for (let i = 0; i < next.length; i++)
                next[i] = (sum[i] ?? 0) + (contribution[i] ?? 0);
            total += visit(depth + 1, weight * (choice.counts[index] ?? 1));
        }
        return total;
    }
}
function rounded(value, scale) {
    return scale > 0 ? Math.round((value / scale) * 1e12) : 0;
}
function largest(tables, metric, width) {
    let size = 0;
    for (const table of tables) {
        for (let at = metric; at < table.length; at += width)
            size = Math.max(size, Math.abs(table[at] ?? 0));
    }
    return size;
}

;// CONCATENATED MODULE: ./build/stats/permutation-flips.js
// A table holds the contributions of one block, 2 · metrics numbers per arrangement, the observed arrangement first
// (permutation-blocks.ts).
/** Does any arrangement of the block differ from the observed one? */
function isMovable(table, metrics) {
    return table.some((value, index) => !same(value, table[index % (2 * metrics)] ?? 0));
}
/**
 * The flips of a single metric when each block can only go one way or the other by one and the same amount, equally
 * often: then the permutation is the toss of a fair coin per block, and McNemar's test is its closed form.
 */
function evenFlips(tables, metrics) {
    if (metrics !== 1)
        return undefined;
    const step = Math.abs(tables[0]?.[0] ?? 0);
    let regressed = 0;
    for (const table of tables) {
        let balance = 0;
        for (let at = 0; at < table.length; at += 2) {
            const value = table[at] ?? 0;
            if (!same(Math.abs(value), step))
                return undefined;
            balance += Math.sign(value);
        }
        if (balance !== 0)
            return undefined;
        if ((table[0] ?? 0) < 0)
            regressed += 1;
    }
    return { regressed, fixed: tables.length - regressed };
}
function same(one, other) {
    return Math.abs(one - other) <= 1e-12 * Math.max(Math.abs(one), Math.abs(other));
}

;// CONCATENATED MODULE: ./build/stats/step-down-max-t.js
/** Two statistics this close (relative to their size, or absolutely below 1) are a tie that float noise has split. */
const TIE = 1e-12;
/**
 * Westfall and Young's step-down maxT: p-values for several metrics at once, with the family-wise error rate under
 * control and nothing wasted on metrics that move together.
 *
 * The test is one-sided, of −T: worse is large. The metrics are ordered from the worst observed to the least; each is compared with the largest re-arranged statistic
 * among itself and all less extreme ones, and adjusted p-values never fall along that order.
 *
 * Source: Westfall and Young (1993), Resampling-Based Multiple Testing, algorithm 4.1.
 */
function stepDownMaxT(observedStatistic) {
    const observed = observedStatistic.map((t) => -t);
    const metrics = observed.length;
    const order = [...observed.keys()].sort((one, other) => (observed[other] ?? 0) - (observed[one] ?? 0));
    const raw = counters(metrics);
    const adjusted = counters(metrics);
    return {
        add(statistic, weight) {
            let largest = -Infinity;
            for (let rank = metrics - 1; rank >= 0; rank--) {
                const metric = order[rank] ?? 0;
                const own = -(statistic[metric] ?? 0);
                const threshold = observed[metric] ?? 0;
                if (own > largest)
                    largest = own;
                count(raw, metric, own, threshold, weight);
                count(adjusted, metric, largest, threshold, weight);
            }
        },
        pValues(total, { strict, observedApart }) {
            const pValue = ({ above, tied }, metric) => (observedApart + (above[metric] ?? 0) + (strict ? 1 : 0.5) * (tied[metric] ?? 0)) / (total + observedApart);
            const adjustedPValues = Array.from(observed, () => 0);
            let previous = 0;
            for (const metric of order) {
                previous = Math.max(previous, pValue(adjusted, metric));
                adjustedPValues[metric] = previous;
            }
            return { raw: Array.from(observed, (_, metric) => pValue(raw, metric)), adjusted: adjustedPValues };
        },
    };
}
function counters(metrics) {
    return { above: new Float64Array(metrics), tied: new Float64Array(metrics) };
}
function count({ above, tied }, metric, value, threshold, weight) {
    const tolerance = TIE * Math.max(1, Math.abs(threshold));
    if (value > threshold + tolerance)
        above[metric] = (above[metric] ?? 0) + weight;
    else if (value >= threshold - tolerance)
        tied[metric] = (tied[metric] ?? 0) + weight;
}

;// CONCATENATED MODULE: ./build/stats/permutation-max-t.js







/**
 * The FAIL test: is the candidate worse, on any of several metrics at once?
 *
 * Under "nothing changed", a case's trials could as well have been labelled the other way round. Whole trials are
 * therefore re-assigned to the arms within each case (within each cluster, for all its cases together), all metrics of
 * a trial travelling with it, and T = Σ w·d / √(Σ w²·d²) is recomputed (d: the case's mean difference, candidate −
 * baseline; 0 when the denominator is 0). p-values are step-down maxT of −T, ties counting half (`strict`: whole).
 * Exact for unequal repeats and missing scores; equals mid-p (exact) McNemar for one binary metric with one trial per
 * arm, where its closed form is used.
 *
 * All arrangements are gone through when no more than `enumerateUpTo` of them are different; otherwise `draws` random
 * ones are, with the observed arrangement added to both sides of the fraction, so p is never 0.
 *
 * - `cases`: scores are oriented (higher is better), in any unit; a case without one of its arms drops out for that
 *   metric. Trials are exchangeable under the null hypothesis and cases (clusters) independent.
 * - `weights`: per case, positive. `clusters`: per case, its cluster's name; see `permutationBlocks`.
 *
 * Source: Westfall and Young (1993); Phipson and Smyth (2010) for the Monte Carlo p-value; statistics.md §3.
 */
function permutationMaxT(input) {
    const { strict = false, draws, enumerateUpTo = 100_000, random } = input;
    const metrics = metricsOf(input);
    const blocks = permutationBlocks(input, metrics);
    const observed = permutationStatistic(sumOf(blocks, metrics), new Float64Array(metrics));
    const statistic = [...observed];
    const orbit = blocks.reduce((product, { arrangements }) => product * arrangements, 1);
    const arrangements = Math.min(orbit, Number.MAX_SAFE_INTEGER);
    const tableUpTo = orbit <= enumerateUpTo ? orbit : TABLE_UP_TO;
    const large = blocks.filter((block) => block.arrangements > tableUpTo);
    // Where every arrangement is like the observed one, the contribution is 0 (all arrangements together average to 0),
    // so leaving such blocks out changes neither the statistic nor the share of arrangements on either side of it.
    const tables = blocks
        .filter((block) => block.arrangements <= tableUpTo)
        .map((block) => block.table())
        .filter((table) => isMovable(table, metrics));
    const flips = large.length === 0 ? evenFlips(tables, metrics) : undefined;
    if (flips !== undefined) {
        const { worse } = strict ? mcnemarExact(flips) : mcnemarMidP(flips);
        return { statistic, rawPValue: [worse], adjustedPValue: [worse], method: 'enumerated', arrangements };
    }
    const counts = stepDownMaxT(observed);
    const choices = large.length === 0 ? distinctChoices(tables, metrics, enumerateUpTo) : undefined;
    if (choices !== undefined) {
        const total = enumerateArrangements(choices, metrics, counts);
        const { raw, adjusted } = counts.pValues(total, { strict, observedApart: 0 });
        return { statistic, rawPValue: raw, adjustedPValue: adjusted, method: 'enumerated', arrangements };
    }
    drawArrangements({ tables, large, metrics, draws, random }, counts);
    const { raw, adjusted } = counts.pValues(draws, { strict, observedApart: 1 });
    return { statistic, rawPValue: raw, adjustedPValue: adjusted, method: 'monte-carlo', draws };
}
/** The number of metrics, as the first trial there is has it. */
function metricsOf({ cases }) {
    for (const { candidate, baseline } of cases) {
        const trial = candidate[0] ?? baseline[0];
        if (trial !== undefined)
            return trial.length;
    }
    return 0;
}
function sumOf(blocks, metrics) {
    const sums = new Float64Array(2 * metrics);
    for (const { observed } of blocks) {
        for (const [i, value] of observed.entries())
            sums[i] = (sums[i] ?? 0) + value;
    }
    return sums;
}

// EXTERNAL MODULE: ./build/stats/describe.js
var describe = __webpack_require__(95803);
// EXTERNAL MODULE: ./build/analysis/pair.js
var pair = __webpack_require__(76055);
;// CONCATENATED MODULE: ./build/analysis/fail-test.js




/** Monte Carlo draws where the orbit is too large to enumerate: screening and confirming (statistics.md §3). */
const DRAWS = { screen: 9_999, confirm: 99_999 };
/**
 * Step-down maxT over whole trials permuted within cases, for a family of metrics (statistics.md §3). On its own a binary
 * metric with one trial an arm is exactly McNemar's test: its p-value is taken in closed form and named so.
 */
function failTest(pairs, family, options) {
    if (family.length === 0)
        return { names: [], pValues: [], adjustedPValues: [] };
    const cases = pairs.map((pair) => {
        const centres = family.map(({ column, kind }) => (kind === 'ratio' ? centreOf(pair, column) : undefined));
        const pick = (row) => family.map(({ column }, m) => clipAround(row[column] ?? null, centres[m]));
        return { candidate: pair.candidate.map(pick), baseline: pair.baseline.map(pick) };
    });
    const clusters = pairs.map((pair, i) => pair.cluster ?? `case ${i}`);
    const clustered = new Set(clusters).size < clusters.length;
    const tested = permutationMaxT({ cases, ...options, ...(clustered ? { clusters } : {}) });
    const closed = family.map(({ column, kind }) => kind === 'binary' && !clustered && pairs.every(isOneTrialEach) ? mcnemar(pairs, column, options.strict) : undefined);
    const pValues = closed.map((p, m) => p ?? tested.rawPValue[m] ?? 1);
    return {
        names: closed.map((p) => p === undefined ? 'whole-trial-permutation' : options.strict ? 'mcnemar-exact' : 'mcnemar-mid-p'),
        pValues,
        // Monte Carlo noise must not put an adjusted p-value below the exact one it adjusts.
        adjustedPValues: pValues.map((p, m) => Math.max(p, tested.adjustedPValue[m] ?? 1)),
    };
}
/**
 * The median of all trials of a case in both arms: the same whichever arm a trial is called, so clipping around it keeps
 * the permutation exact, while one exploded latency cannot outweigh the rest.
 */
function centreOf(pair, column) {
    const values = [...pair.candidate, ...pair.baseline].map((row) => row[column] ?? null).filter((v) => v !== null);
    return values.length === 0 ? undefined : (0,describe/* quantile */.YV)(values, 0.5);
}
function clipAround(value, centre) {
    if (value === null || centre === undefined)
        return value;
    return Math.max(-0.5, Math.min(0.5, value - centre));
}
function mcnemar(pairs, column, strict) {
    const { scored } = (0,pair/* metricPairs */.S)(pairs, column);
    const counts = {
        regressed: scored.filter(({ candidate, baseline }) => (candidate[0] ?? 0) < (baseline[0] ?? 0)).length,
        fixed: scored.filter(({ candidate, baseline }) => (candidate[0] ?? 0) > (baseline[0] ?? 0)).length,
    };
    return (strict ? mcnemarExact(counts) : mcnemarMidP(counts)).worse;
}
function isOneTrialEach(pair) {
    return pair.candidate.length === 1 && pair.baseline.length === 1;
}


/***/ }),

/***/ 57567:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DO: () => (/* binding */ observeArm),
/* harmony export */   oB: () => (/* binding */ observeBaseline),
/* harmony export */   uk: () => (/* binding */ toUnitScale),
/* harmony export */   yu: () => (/* binding */ RATIO_LIMIT)
/* harmony export */ });
/* unused harmony export observe */
/** ln 4: where log ratios are clipped, and the unit in which ratio metrics are measured. */
const RATIO_LIMIT = Math.log(4);
/**
 * Puts a value on the scale on which every test works: higher is better, the metric's range has length 1. Ratio metrics
 * become −ln(value) / ln 4 (or + where higher is better), so that a difference of two is a clipped log ratio in waiting.
 * A non-positive ratio value has no logarithm and is unscored.
 */
function toUnitScale(metric, value) {
    if (!Number.isFinite(value))
        return null;
    const sign = metric.direction === 'higher' ? 1 : -1;
    if (metric.kind === 'ratio')
        return value > 0 ? (sign * Math.log(value)) / RATIO_LIMIT : null;
    const [low, high] = metric.range;
    const share = (value - low) / (high - low);
    return onGrid(metric.direction === 'higher' ? share : 1 - share);
}
/** Stored scores carry six decimals; live ones are put on the same grid, so that a third equals a stored third. */
function onGrid(share) {
    return Math.round(share * 1e6) / 1e6;
}
/**
 * One trial as a row of unit scores. What the product caused (timeout, refusal by a filter, an input that cannot be
 * rendered) is a failure in every bounded metric, in both arms alike; latency counts the time until it was given up;
 * cost and tokens of such a trial are unknown and unscored. Undefined where the infrastructure lost the trial.
 */
function observe(trial, metrics) {
    if (trial.status === 'skipped')
        return undefined;
    if (trial.status === 'errored') {
        if (trial.error.blame === 'infrastructure')
            return undefined;
        return metrics.map((metric) => {
            if (metric.kind !== 'ratio')
                return 0;
            return metric.scorer.type === 'latency' ? toUnitScale(metric, trial.latencyMs) : null;
        });
    }
    return metrics.map((metric) => {
        const score = trial.scores[metric.name];
        return score?.status === 'scored' ? toUnitScale(metric, score.value) : null;
    });
}
/** All trials of one arm, gathered by case. Skipped trials are absent: they were never run. */
function observeArm(trials, metrics) {
    const byCase = Map.groupBy(trials, (trial) => trial.key.caseId);
    const arm = new Map();
    for (const [caseId, ofCase] of byCase) {
        const ordered = [...ofCase].sort((a, b) => a.key.index - b.key.index);
        const rows = ordered.map((trial) => observe(trial, metrics)).filter((row) => row !== undefined);
        const excluded = ordered.filter((t) => t.status === 'errored' && t.error.blame === 'infrastructure').length;
        arm.set(caseId, { caseId, rows, excluded });
    }
    return arm;
}
/** The stored trials of a baseline, brought to the unit scale; metrics the baseline does not hold are unscored. */
function observeBaseline(baseline, metrics) {
    const columns = metrics.map((metric) => baseline.metrics.indexOf(metric.name));
    const observed = new Map();
    for (const [caseId, stored] of baseline.cases) {
        const rows = stored.trials.map((trial) => metrics.map((metric, m) => {
            const value = trial.scores[columns[m] ?? -1] ?? null;
            return value === null ? null : toUnitScale(metric, value);
        }));
        observed.set(caseId, { caseId, rows, excluded: 0 });
    }
    return observed;
}


/***/ }),

/***/ 29201:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   QQ: () => (/* binding */ differenceInOwnUnits),
/* harmony export */   Qz: () => (/* binding */ intervalInOwnUnits),
/* harmony export */   m7: () => (/* binding */ valueInOwnUnits)
/* harmony export */ });
/* harmony import */ var _observe_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57567);

/** A value of the unit scale in the metric's own units (the inverse of `toUnitScale`). */
function valueInOwnUnits(metric, value) {
    const sign = metric.direction === 'higher' ? 1 : -1;
    if (metric.kind === 'ratio')
        return Math.exp(sign * value * _observe_js__WEBPACK_IMPORTED_MODULE_0__/* .RATIO_LIMIT */ .yu);
    const [low, high] = metric.range;
    const share = metric.direction === 'higher' ? value : 1 - value;
    return low + share * (high - low);
}
/** An oriented difference of the unit scale as candidate − baseline in own units; for `ratio` the share of change (0.12 = +12%). */
function differenceInOwnUnits(metric, d) {
    const unoriented = metric.direction === 'higher' ? d : -d;
    // −0 reads badly in a report.
    if (unoriented === 0)
        return 0;
    if (metric.kind === 'ratio')
        return Math.expm1(unoriented * _observe_js__WEBPACK_IMPORTED_MODULE_0__/* .RATIO_LIMIT */ .yu);
    return unoriented * (metric.range[1] - metric.range[0]);
}
/** An oriented interval of the unit scale in own units, ends in ascending order. */
function intervalInOwnUnits(metric, interval) {
    const ends = [differenceInOwnUnits(metric, interval.lower), differenceInOwnUnits(metric, interval.upper)];
    return {
        estimate: differenceInOwnUnits(metric, interval.estimate),
        lower: Math.min(...ends),
        upper: Math.max(...ends),
        level: interval.level,
    };
}


/***/ }),

/***/ 76055:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ metricPairs),
/* harmony export */   q: () => (/* binding */ pairArms)
/* harmony export */ });
/**
 * Pairs the two arms case by case over the planned cases, in plan order. A case with no observed trial in either arm is
 * excluded; the PASS test must later survive it at its worst.
 */
function pairArms(planned, candidate, baseline) {
    const pairs = [];
    const excluded = [];
    for (const { id, cluster } of planned) {
        const c = candidate.get(id)?.rows ?? [];
        const b = baseline.get(id)?.rows ?? [];
        if (c.length === 0 || b.length === 0) {
            excluded.push(id);
            continue;
        }
        pairs.push({ caseId: id, candidate: c, baseline: b, ...(cluster === undefined ? {} : { cluster }) });
    }
    return { pairs, excluded };
}
/** The pairs in which the metric at `column` was scored in both arms, and the cases in which it was not. */
function metricPairs(pairs, column) {
    const scored = [];
    const unscored = [];
    for (const pair of pairs) {
        const candidate = columnOf(pair.candidate, column);
        const baseline = columnOf(pair.baseline, column);
        if (candidate.length === 0 || baseline.length === 0) {
            unscored.push(pair.caseId);
            continue;
        }
        scored.push({
            caseId: pair.caseId,
            candidate,
            baseline,
            ...(pair.cluster === undefined ? {} : { cluster: pair.cluster }),
        });
    }
    return { scored, unscored };
}
function columnOf(rows, column) {
    return rows.map((row) => row[column] ?? null).filter((value) => value !== null);
}


/***/ }),

/***/ 81575:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  h: () => (/* binding */ passInterval),
  M: () => (/* binding */ passTest)
});

// EXTERNAL MODULE: ./build/stats/describe.js
var describe = __webpack_require__(95803);
// EXTERNAL MODULE: ./build/stats/empirical-likelihood.js + 1 modules
var empirical_likelihood = __webpack_require__(63716);
// EXTERNAL MODULE: ./build/stats/distributions.js
var distributions = __webpack_require__(90827);
;// CONCATENATED MODULE: ./build/stats/find-root.js
/**
 * The place where a continuous function crosses zero between two points at which it has opposite signs.
 *
 * Brent's method: as sure as bisection, and nearly as fast as the secant once it is close. Found to the last digit or
 * two. A zero at either end is returned as it is. Throws a RangeError when the signs are equal.
 *
 * Source: Brent (1973), Algorithms for Minimization without Derivatives, chapter 4 (`zeroin`).
 */
function findRoot(f, lower, upper) {
    let [a, b] = [lower, upper];
    let [fa, fb] = [f(a), f(b)];
    if (fa === 0)
        return a;
    if (fb === 0)
        return b;
    if (fa > 0 === fb > 0)
        throw new RangeError(`no change of sign between ${lower} and ${upper}`);
    let [c, fc] = [a, fa];
    let step = b - a;
    let previousStep = step;
    for (let iteration = 0; iteration < 200; iteration++) {
        if (Math.abs(fc) < Math.abs(fb))
            [a, b, c, fa, fb, fc] = [b, c, b, fb, fc, fb];
        const tolerance = 2 * Number.EPSILON * Math.abs(b) + Number.MIN_VALUE;
        const half = (c - b) / 2;
        if (Math.abs(half) <= tolerance || fb === 0)
            return b;
        const interpolated = interpolate(a, b, c, fa, fb, fc);
        const limit = Math.min((3 * Math.abs(half)) / 2, Math.abs(previousStep / 2));
        const inside = Math.sign(interpolated) === Math.sign(half) && Math.abs(interpolated) < limit;
        previousStep = inside ? step : half;
        step = inside ? interpolated : half;
        [a, fa] = [b, fb];
        b += Math.abs(step) > tolerance ? step : Math.sign(half) * tolerance;
        fb = f(b);
        if (fb > 0 === fc > 0) {
            [c, fc] = [a, fa];
            step = b - a;
            previousStep = step;
        }
    }
    return b;
}
/** The step from b to the zero of the line through two points, or of the inverse parabola through three. */
function interpolate(a, b, c, fa, fb, fc) {
    const s = fb / fa;
    if (a === c)
        return (-(c - b) * s) / (1 - s);
    const q = fa / fc;
    const r = fb / fc;
    const numerator = s * ((c - b) * q * (q - r) - (b - a) * (r - 1));
    return -numerator / ((q - 1) * (r - 1) * (s - 1));
}

;// CONCATENATED MODULE: ./build/stats/tango.js


/**
 * Tango's score statistic: how many standard errors the observed difference lies above a hypothesised one.
 *
 * The difference is candidate − baseline, (fixed − regressed) / pairs; its standard error is taken where the hypothesis
 * is true (the discordance is estimated under it), which is what keeps the test honest with few flips. z is standard
 * normal in large samples. Assumes one binary trial per arm and independent cases; `difference` in (−1, 1).
 *
 * Source: Tango (1998), Statistics in Medicine 17:891–908.
 */
function tangoScore({ regressed, fixed, pairs, difference }) {
    const variance = nullVariance({ regressed, fixed, pairs }, difference);
    const excess = fixed - regressed - pairs * difference;
    return excess === 0 ? 0 : excess / Math.sqrt(variance);
}
/**
 * Tango's interval: every difference that the score test does not reject, at a two-sided confidence `level`.
 *
 * Contains the estimate, stays within [−1, 1] and has width even without a single flip, where it is ±z²/(pairs + z²).
 * `pairs` must be at least 1.
 *
 * Source: Tango (1998), as above; agrees with R contingencytables and PropCIs to the 1e-7 at which they stop.
 */
function tangoInterval({ regressed, fixed, pairs, level }) {
    const z = (0,distributions/* normalQuantile */.Zl)((1 + level) / 2);
    if (regressed + fixed === 0)
        return { lower: -(z ** 2) / (pairs + z ** 2), upper: z ** 2 / (pairs + z ** 2) };
    return {
        lower: lowerLimit({ regressed, fixed, pairs }, z),
        upper: -lowerLimit({ regressed: fixed, fixed: regressed, pairs }, z),
    };
}
/**
 * The PASS test for a binary metric: is the drop smaller than the margin?
 *
 * Returns the one-sided p-value of "the candidate is worse by the margin or more": small when the data rule that out.
 * p ≤ α exactly when the lower limit of the interval at level 1 − 2α is at or above −margin. The worst false-pass rate
 * at α = .05, by enumeration over 29–400 pairs and margins .03–.10, is 6.8% (margin .10, 42 pairs, nothing but
 * regressions), and 7.1% if every single case flips; `exactUnconditionalNonInferiority` never exceeds α. `margin` in
 * (0, 1).
 */
function tangoNonInferiority({ regressed, fixed, pairs, margin }) {
    return (0,distributions/* normalUpperTail */.IL)(tangoScore({ regressed, fixed, pairs, difference: -margin }));
}
/** The lowest difference at which the score is still no larger than z. */
function lowerLimit({ regressed, fixed, pairs }, z) {
    if (regressed === pairs)
        return -1;
    // Every pair fixed: the variance vanishes at the estimate as well, and the limit has a closed form.
    if (fixed === pairs)
        return (pairs - z ** 2) / (pairs + z ** 2);
    // The score multiplied by its denominator, so that it stays finite at the very end, where the variance is 0.
    const excess = (difference) => fixed - regressed - pairs * difference - z * Math.sqrt(nullVariance({ regressed, fixed, pairs }, difference));
    return findRoot(excess, -1, (fixed - regressed) / pairs);
}
/** The variance of fixed − regressed when the true difference is the hypothesised one (constrained likelihood). */
function nullVariance({ regressed, fixed, pairs }, difference) {
    // Swapping the arms mirrors everything; done for positive differences, it keeps the quadratic free of cancellation.
    if (difference > 0)
        return nullVariance({ regressed: fixed, fixed: regressed, pairs }, -difference);
    const a = 2 * pairs;
    const b = (a - fixed + regressed) * difference - regressed - fixed;
    const c = -regressed * difference * (1 - difference);
    const regressedChance = (Math.sqrt(Math.max(0, b * b - 4 * a * c)) - b) / (2 * a);
    return Math.max(0, pairs * (2 * regressedChance + difference * (1 - difference)));
}

;// CONCATENATED MODULE: ./build/stats/trinomial-region.js

/**
 * The outcomes of a paired binary comparison whose Tango score at −margin is at least `score`.
 *
 * Answered as, for each number of regressions 0 … pairs, the smallest number of fixes that belongs to the region
 * (pairs + 1 where none does): the score grows with fixes and falls with regressions, so this describes it whole.
 * Scores within 1e-10 of the threshold count as reaching it.
 */
function tangoRegion({ pairs, margin, score }) {
    const smallest = new Int32Array(pairs + 1).fill(pairs + 1);
    let fixed = 0;
    for (let regressed = 0; regressed <= pairs; regressed++) {
        while (fixed <= pairs - regressed && !reaches(regressed, fixed))
            fixed += 1;
        if (fixed > pairs - regressed)
            break;
        smallest[regressed] = fixed;
    }
    return smallest;
    function reaches(regressed, fixed) {
        return tangoScore({ regressed, fixed, pairs, difference: -margin }) >= score - 1e-10;
    }
}
/**
 * The probability that a paired binary comparison lands in a region as `tangoRegion` describes it.
 *
 * `regressed` and `fixed` are the chances of a flip each way per pair. Summed from the empty end, so that every term is
 * positive and nothing is lost to cancellation; about two binomial terms per pair.
 */
function trinomialProbability(region, { regressed, fixed }) {
    const pairs = region.length - 1;
    const given = regressed < 1 ? Math.min(1, fixed / (1 - regressed)) : 0;
    let tail = 0; // P(fixes ≥ smallest | count regressions)
    let previous = pairs + 1;
    let total = 0;
    for (let count = pairs; count >= 0; count--) {
        const others = pairs - count;
        const smallest = region[count] ?? pairs + 1;
        // One more pair that is free to be fixed, then as many smaller thresholds as the region needs.
        if (others > 0 && previous >= 1)
            tail += given * binomialTerm(previous - 1, others - 1, given);
        for (; previous > smallest; previous--)
            tail += binomialTerm(previous - 1, others, given);
        total += binomialTerm(count, pairs, regressed) * tail;
    }
    return Math.min(1, total);
}
/** P(X = successes) for X ~ Binomial(trials, chance). */
function binomialTerm(successes, trials, chance) {
    if (successes < 0 || successes > trials)
        return 0;
    if (chance <= 0)
        return successes === 0 ? 1 : 0;
    if (chance >= 1)
        return successes === trials ? 1 : 0;
    const orders = logFactorial(trials) - logFactorial(successes) - logFactorial(trials - successes);
    return Math.exp(orders + successes * Math.log(chance) + (trials - successes) * Math.log1p(-chance));
}
const logFactorials = [0];
/** ln(n!), from a table that grows as it is asked. */
function logFactorial(n) {
    for (let next = logFactorials.length; next <= n; next++) {
        logFactorials.push((logFactorials[next - 1] ?? 0) + Math.log(next));
    }
    return logFactorials[n] ?? 0;
}

;// CONCATENATED MODULE: ./build/stats/exact-unconditional-non-inferiority.js


/**
 * The strict PASS test for a binary metric: is the drop smaller than the margin, without any approximation?
 *
 * The outcomes are ordered by Tango's score at −margin. The p-value is the largest probability, over every discordance
 * ψ in [margin, 1] that a true drop of exactly the margin allows, of an outcome that speaks at least as strongly for
 * the candidate as the observed one. So a false pass is never more frequent than α, at any sample size.
 * Assumes one binary trial per arm and independent cases. Exact to 1e-6; about 30 ms at 400 pairs.
 *
 * Source: Barnard (1947), Biometrika 34; Sidik (2003), Computational Statistics & Data Analysis 44:119–131 for the
 * paired difference; statistics.md §1.
 */
function exactUnconditionalNonInferiority(input) {
    const { pairs, margin } = input;
    const score = tangoScore({ ...input, difference: -margin });
    const region = tangoRegion({ pairs, margin, score });
    // A quadratic grid: near ψ = margin, where regressions alone make the drop, the probability bends fastest.
    const discordanceAt = (u) => margin + (1 - margin) * u * u;
    const probability = (u) => {
        const discordance = discordanceAt(u);
        return trinomialProbability(region, { regressed: (discordance + margin) / 2, fixed: (discordance - margin) / 2 });
    };
    return largest(probability, GRID);
}
const GRID = 256;
/** The largest value of f on [0, 1]: on a grid first, then refined around the grid's highest peaks. */
function largest(f, intervals) {
    const values = Array.from({ length: intervals + 1 }, (_, index) => f(index / intervals));
    const at = (index) => values[index] ?? -Infinity;
    const peaks = values
        .keys()
        .filter((index) => at(index) >= at(index - 1) && at(index) >= at(index + 1))
        .toArray()
        .sort((one, other) => at(other) - at(one))
        .slice(0, 4);
    const refined = peaks.map((index) => peakBetween(f, Math.max(0, (index - 1) / intervals), Math.min(1, (index + 1) / intervals)));
    return Math.max(...values, ...refined);
}
/** The highest value met by golden-section search on an interval that holds one peak. */
function peakBetween(f, lower, upper) {
    const golden = (Math.sqrt(5) - 1) / 2;
    let [low, high] = [lower, upper];
    let [left, right] = [high - golden * (high - low), low + golden * (high - low)];
    let [leftValue, rightValue] = [f(left), f(right)];
    for (let iteration = 0; iteration < 30; iteration++) {
        if (leftValue >= rightValue) {
            [high, right, rightValue] = [right, left, leftValue];
            left = high - golden * (high - low);
            leftValue = f(left);
        }
        else {
            [low, left, leftValue] = [left, right, rightValue];
            right = low + golden * (high - low);
            rightValue = f(right);
        }
    }
    return Math.max(leftValue, rightValue);
}

// EXTERNAL MODULE: ./build/stats/pass-floor.js
var pass_floor = __webpack_require__(4460);
;// CONCATENATED MODULE: ./build/analysis/differences.js

/**
 * d_i = mean of the candidate's trials − mean of the baseline's, positive is better. For ratio metrics the difference of
 * −log/ln 4 clipped to ±1: the clipped geometric ratio of statistics.md §1. Cases of one cluster become their mean, with
 * equal weight for each cluster.
 */
function differencesOf(pairs, kind) {
    const perCase = pairs.map((pair) => ({ cluster: pair.cluster, d: differenceOf(pair, kind) }));
    const clusters = Map.groupBy(perCase, ({ cluster }, i) => cluster === undefined ? `case ${i}` : `cluster ${cluster}`);
    const values = [...clusters.values()].map((members) => (0,describe/* mean */.i2)(members.map(({ d }) => d)));
    return { values, clustered: clusters.size < pairs.length };
}
function differenceOf(pair, kind) {
    const d = (0,describe/* mean */.i2)(pair.candidate) - (0,describe/* mean */.i2)(pair.baseline);
    // A rounding error of the mean must not turn a tie into a difference.
    const settled = Math.abs(d) < 1e-12 ? 0 : d;
    return kind === 'ratio' ? Math.max(-1, Math.min(1, settled)) : settled;
}

;// CONCATENATED MODULE: ./build/analysis/pass-test.js






/** Which test applies, and what it says (statistics.md §1). */
function passTest(pairs, of) {
    const { values, clustered } = differencesOf(pairs, of.kind);
    const floor = (0,pass_floor/* passFloor */.u)(of.unitMargin, of.alpha);
    const binary = of.kind === 'binary' && !clustered && pairs.every(isOneTrialEach);
    const tests = binary ? binaryTests(values, of) : boundedTests(values, of);
    const holdsButForExcluded = values.length >= floor && tests.pValue < of.alpha;
    return {
        ...tests,
        units: values.length,
        holdsButForExcluded,
        holds: holdsButForExcluded && tests.pValueWorstCase < of.alpha,
        differences: values,
    };
}
function binaryTests(values, { unitMargin: margin, strict, excluded }) {
    const { regressed, fixed, pairs } = countFlips(values);
    const test = (extra) => {
        if (pairs + extra === 0)
            return 1;
        const table = { regressed: regressed + extra, fixed, pairs: pairs + extra, margin };
        return strict ? exactUnconditionalNonInferiority(table) : tangoNonInferiority(table);
    };
    return {
        name: strict ? 'exact-unconditional' : 'tango',
        pValue: test(0),
        pValueWorstCase: test(excluded),
    };
}
function boundedTests(values, { unitMargin: margin, excluded }) {
    const test = (differences) => differences.length >= 2 ? (0,empirical_likelihood/* empiricalLikelihoodTest */.h)({ differences, margin }).pValue : 1;
    return {
        name: 'empirical-likelihood',
        pValue: test(values),
        pValueWorstCase: test([...values, ...Array.from({ length: excluded }, () => -1)]),
    };
}
/** A two-sided 95% interval is what reports print, whatever the levels of the gate. */
const REPORTED_LEVEL = 0.95;
/** The intervals that belong to a PASS test, unit scale: what is printed, and the bound at α that decides. */
function passInterval(test, alpha) {
    const { differences } = test;
    const estimate = differences.length === 0 ? 0 : (0,describe/* mean */.i2)(differences);
    return {
        interval: { estimate, ...limits(test, REPORTED_LEVEL), level: REPORTED_LEVEL },
        atWorst: limits(test, 1 - 2 * alpha).lower,
    };
}
function limits({ name, differences }, level) {
    if (name === 'empirical-likelihood') {
        return differences.length < 2 ? { lower: -1, upper: 1 } : (0,empirical_likelihood/* empiricalLikelihoodInterval */.w)({ differences, level });
    }
    return differences.length === 0 ? { lower: -1, upper: 1 } : tangoInterval({ ...countFlips(differences), level });
}
function countFlips(differences) {
    return {
        regressed: differences.filter((d) => d < 0).length,
        fixed: differences.filter((d) => d > 0).length,
        pairs: differences.length,
    };
}
function isOneTrialEach(pair) {
    return pair.candidate.length === 1 && pair.baseline.length === 1;
}


/***/ }),

/***/ 54010:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ testSuite)
/* harmony export */ });
/* harmony import */ var _fail_test_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2188);
/* harmony import */ var _pair_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76055);
/* harmony import */ var _pass_test_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(81575);



/**
 * Tests every metric of one suite in both directions. Gated metrics form one family under the permutation maxT; each
 * other metric is advisory and tested on its own. Metrics without a single scored pair are absent.
 */
function testSuite(metrics, pairing, rules) {
    const observed = metrics
        .map((compared) => ({ ...compared, ...(0,_pair_js__WEBPACK_IMPORTED_MODULE_2__/* .metricPairs */ .S)(pairing.pairs, compared.column) }))
        .filter(({ scored }) => scored.length > 0);
    const families = [
        observed.filter(({ metric }) => metric.gate),
        ...observed.filter(({ metric }) => !metric.gate).map((advisory) => [advisory]),
    ];
    return families.flatMap((family) => {
        const fail = (0,_fail_test_js__WEBPACK_IMPORTED_MODULE_0__/* .failTest */ .L)(pairing.pairs, family.map(({ column, metric }) => ({ column, kind: metric.kind })), rules);
        return family.map(({ scored, unscored, ...compared }, m) => {
            const excluded = pairing.excluded.length + unscored.length;
            return {
                ...compared,
                scored,
                excluded,
                pass: (0,_pass_test_js__WEBPACK_IMPORTED_MODULE_1__/* .passTest */ .M)(scored, {
                    kind: compared.metric.kind,
                    unitMargin: compared.unitMargin,
                    alpha: rules.alphaPass,
                    strict: rules.strict,
                    excluded,
                }),
                fail: {
                    name: fail.names[m] ?? 'whole-trial-permutation',
                    pValue: fail.pValues[m] ?? 1,
                    adjustedPValue: fail.adjustedPValues[m] ?? 1,
                },
            };
        });
    });
}


/***/ }),

/***/ 13473:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Z: () => (/* binding */ unitMargin)
});

;// CONCATENATED MODULE: ./build/stats/log-ratio.js
/** The ratio at which a log ratio is clipped unless told otherwise: four times as slow, or as dear, counts as worst. */
const WORST_RATIO = 4;
/**
 * How much worse a quantity of which less is better became (latency, cost, tokens), as a difference in [−1, 1].
 *
 * d = −clip(ln(candidate / baseline), ±limit) / limit: 0 unchanged, −1 worse by the limit or more, +1 better by as
 * much. Clipping makes an unbounded quantity testable, so the estimand is the clipped geometric ratio. Equal zeros are
 * no change; from zero to something is −1, the reverse +1. Throws a RangeError on negative or missing quantities.
 */
function clippedLogRatio(candidate, baseline, { limit = Math.log(WORST_RATIO) } = {}) {
    if (!(candidate >= 0 && baseline >= 0))
        throw new RangeError(`no ratio of ${candidate} to ${baseline}`);
    if (candidate === baseline)
        return 0;
    const logRatio = Math.log(candidate) - Math.log(baseline);
    return -Math.min(limit, Math.max(-limit, logRatio)) / limit;
}
/** The margin that goes with it: a `ratio` of 1.10 (10% more) on the scale of the clipped log ratio. */
function ratioMargin(ratio, { limit = Math.log(WORST_RATIO) } = {}) {
    return Math.log(ratio) / limit;
}

;// CONCATENATED MODULE: ./build/design/unit-margin.js

/** δ on the scale the tests work on: a share of the metric's range, or for `ratio` ln(1 + margin) / ln 4. */
function unitMargin(metric) {
    if (metric.kind === 'ratio')
        return ratioMargin(1 + metric.margin);
    return metric.margin / Math.abs(metric.range[1] - metric.range[0]);
}


/***/ }),

/***/ 95803:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fx: () => (/* binding */ standardDeviation),
/* harmony export */   YV: () => (/* binding */ quantile),
/* harmony export */   i2: () => (/* binding */ mean)
/* harmony export */ });
/* harmony import */ var simple_statistics__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15521);

// Figures that describe data and decide nothing, by simple-statistics. Its distributions and tests are not used: see
// docs/statistics.md for why.
/** The arithmetic mean. Throws on an empty list. */
function mean(values) {
    return (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .mean */ .RE)([...values]);
}
/** The sample standard deviation (n − 1); 0 below two values. */
function standardDeviation(values) {
    return values.length < 2 ? 0 : (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .sampleStandardDeviation */ .JK)([...values]);
}
/** The value below which a `share` of the values lies, share in [0, 1]. Throws on an empty list. */
function quantile(values, share) {
    return (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .quantile */ .YV)([...values], share);
}


/***/ }),

/***/ 90827:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $J: () => (/* binding */ studentTQuantile),
/* harmony export */   HU: () => (/* binding */ binomialCdf),
/* harmony export */   IL: () => (/* binding */ normalUpperTail),
/* harmony export */   Zl: () => (/* binding */ normalQuantile),
/* harmony export */   et: () => (/* binding */ studentTUpperTail)
/* harmony export */ });
/* unused harmony exports normalCdf, studentTCdf, betaCdf, betaQuantile */
/* harmony import */ var _stdlib_stats_base_dists_beta_cdf__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45481);
/* harmony import */ var _stdlib_stats_base_dists_beta_quantile__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(67259);
/* harmony import */ var _stdlib_stats_base_dists_binomial_cdf__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(36794);
/* harmony import */ var _stdlib_stats_base_dists_normal_cdf__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(72484);
/* harmony import */ var _stdlib_stats_base_dists_normal_quantile__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(86060);
/* harmony import */ var _stdlib_stats_base_dists_t_cdf__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(86021);
/* harmony import */ var _stdlib_stats_base_dists_t_quantile__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(74455);







// The probability distributions behind every p-value and limit, and the only door to them.
//
// The values come from @stdlib, which agrees with R to about 1e-14 (test/stats/golden.test.ts, G28). An upper tail is
// asked for by its own name, because 1 − cdf(x) is 0 long before the tail is.
/** P(Z ≤ x) for a standard normal Z. */
function normalCdf(x) {
    return _stdlib_stats_base_dists_normal_cdf__WEBPACK_IMPORTED_MODULE_3__(x, 0, 1);
}
/** P(Z ≥ x) for a standard normal Z, accurate far out in the tail. */
function normalUpperTail(x) {
    return _stdlib_stats_base_dists_normal_cdf__WEBPACK_IMPORTED_MODULE_3__(-x, 0, 1);
}
/**
 * The x with P(Z ≤ x) = probability, for a standard normal Z; `probability` is 0, 1, or at least 1e-15 from both.
 *
 * The quantile of @stdlib loses digits in the tail (1e-12 at 1e-6, 1e-5 at 1e-15); two Halley steps on the accurate
 * cdf bring them back.
 */
function normalQuantile(probability) {
    if (probability > 0.5)
        return -normalQuantile(1 - probability);
    let x = _stdlib_stats_base_dists_normal_quantile__WEBPACK_IMPORTED_MODULE_4__(probability, 0, 1);
    if (!Number.isFinite(x))
        return x;
    for (let step = 0; step < 2; step++) {
        const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
        const newton = (normalCdf(x) - probability) / density;
        x -= newton / (1 + (x * newton) / 2);
    }
    return x;
}
/** P(T ≤ x) for Student's t with `degrees` > 0 degrees of freedom. */
function studentTCdf(x, degrees) {
    return studentTCdfOf(x, degrees);
}
/** P(T ≥ x) for Student's t, accurate far out in the tail. */
function studentTUpperTail(x, degrees) {
    return _stdlib_stats_base_dists_t_cdf__WEBPACK_IMPORTED_MODULE_5__(-x, degrees);
}
/** The x with P(T ≤ x) = probability, for Student's t. */
function studentTQuantile(probability, degrees) {
    return _stdlib_stats_base_dists_t_quantile__WEBPACK_IMPORTED_MODULE_6__(probability, degrees);
}
/** P(X ≤ x) for X ~ Beta(a, b). */
function betaCdf(x, a, b) {
    return betaCdfOf(x, a, b);
}
/** The x with P(X ≤ x) = probability, for X ~ Beta(a, b). */
function betaQuantile(probability, a, b) {
    return betaQuantileOf(probability, a, b);
}
/** P(X ≤ successes) for X ~ Binomial(trials, chance); `successes` below 0 give 0. */
function binomialCdf(successes, trials, chance) {
    return _stdlib_stats_base_dists_binomial_cdf__WEBPACK_IMPORTED_MODULE_2__(successes, trials, chance);
}


/***/ }),

/***/ 63716:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  w: () => (/* binding */ empiricalLikelihoodInterval),
  h: () => (/* binding */ empiricalLikelihoodTest)
});

// EXTERNAL MODULE: ./build/stats/distributions.js
var distributions = __webpack_require__(90827);
;// CONCATENATED MODULE: ./build/stats/empirical-likelihood-profile.js
/** Throws a RangeError on differences outside [−1, 1], and on weights that are missing or not positive. */
function prepare({ differences, weights }) {
    for (const difference of differences) {
        if (!(Math.abs(difference) <= 1 + 1e-9))
            throw new RangeError(`difference ${difference} is outside [-1, 1]`);
    }
    const given = weights ?? differences.map(() => 1);
    if (given.length !== differences.length)
        throw new RangeError('there must be one weight for each difference');
    const largest = given.reduce((one, other) => Math.max(one, other), 0);
    for (const weight of given) {
        if (!(weight > 0 && weight < Infinity))
            throw new RangeError(`weight ${weight} is not a positive number`);
    }
    const shares = Float64Array.from(given, (weight) => weight / largest);
    return {
        differences: Float64Array.from(differences, (difference) => Math.min(1, Math.max(-1, difference))),
        shares,
        unit: differences.length / shares.reduce((sum, share) => sum + share, 0),
    };
}
/**
 * The supremum at a hypothesised difference, where it is reached, and how fast it falls with that difference.
 *
 * In the unit of the pseudo-case, y_i = x_i/|x_0| ≥ −1 and t = λ|x_0| in [0, 1): the slope falls from its value at 0 to
 * −∞ at 1, so its one zero is found by Newton's method inside a shrinking bracket.
 */
function profile({ differences, shares, unit }, difference, start = 0.5) {
    const nothing = { lambda: 0, ratio: 0, t: 0, rate: 0 };
    if (difference <= -1)
        return nothing;
    const pulls = differences.map((d, i) => ((shares[i] ?? 0) * (d - difference)) / (1 + difference));
    if (pulls.reduce((sum, y) => sum + y, -0.5) <= 0)
        return nothing;
    let [low, high, t] = [0, 1, start];
    for (let iteration = 0; iteration < 200; iteration++) {
        const pole = 1 / (1 - t);
        let slope = -0.5 * pole;
        let curvature = 0.5 * pole * pole;
        for (const y of pulls) {
            const term = y / (1 + t * y);
            slope += term;
            curvature += term * term;
        }
        if (slope > 0)
            low = t;
        else
            high = t;
        // Newton on slope·(1 − t), which the pole at 1 leaves finite.
        const newton = t + (slope * (1 - t)) / (curvature * (1 - t) + slope);
        const next = newton >= low && newton <= high && newton < 1 ? newton : (low + high) / 2;
        // Newton doubles the digits with each step, so a step this small leaves an error below the last digit.
        const settled = Math.abs(next - t) <= 1e-10 * Math.min(t, 1 - t);
        t = next;
        if (settled)
            break;
    }
    let logs = 0.5 * Math.log1p(-t);
    let rate = -0.5 / (1 - t);
    for (const [i, y] of pulls.entries()) {
        logs += Math.log1p(t * y);
        rate -= (shares[i] ?? 0) / (1 + t * y);
    }
    const perUnit = t / (1 + difference);
    return { lambda: perUnit / unit, ratio: Math.max(0, 2 * logs), t, rate: 2 * rate * perUnit };
}

;// CONCATENATED MODULE: ./build/stats/empirical-likelihood.js


/**
 * The PASS test for every bounded metric that is not one binary trial per arm: is the drop smaller than the margin?
 *
 * Empirical likelihood asks how unlikely the cases would have to be re-weighted for the mean to lie at −margin. Half a
 * pseudo-case at the worst value there is (a difference of −1 at the largest weight) stands for the rare hard drop
 * that the sample did not show; it is what bounds false passes (worst measured 6.7% at α = .05, against 20% for a t
 * test). With x_i = w_i(d_i + margin), mean weight 1, and x_0 = (margin − 1)·max w:
 *
 *     ratio = 2 · sup { Σ log(1 + λx_i) + ½ log(1 + λx_0) : 0 ≤ λ < 1/((1 − margin)·max w) }
 *
 * and the p-value is the upper tail of t(n − 1) at √ratio; 1 when the weighted sum, pseudo-case included, is not
 * positive, and 1 below two cases. Assumes independent cases. `margin` in (−1, 1). Throws a RangeError on differences
 * outside [−1, 1] or weights that are not positive.
 *
 * Source: Owen (2001), Empirical Likelihood; the pseudo-case after Chen, Variyath and Abraham (2008), Journal of
 * Computational and Graphical Statistics 17:426–443, fixed at the worst value (statistics.md §1).
 */
function empiricalLikelihoodTest({ margin, ...input }) {
    const sample = prepare(input);
    const { lambda, ratio } = profile(sample, -margin);
    const cases = sample.differences.length;
    const pValue = ratio > 0 && cases > 1 ? (0,distributions/* studentTUpperTail */.et)(Math.sqrt(ratio), cases - 1) : 1;
    return { lambda, ratio, pValue };
}
/**
 * The empirical-likelihood interval for the mean difference, at a two-sided confidence `level`.
 *
 * The lower limit is the largest difference Δ₀ such that the one-sided test at −margin = Δ₀ still has p ≤ (1 − level)/2
 * (so a PASS at that level is exactly a lower limit above −margin); the upper limit is the same for the differences
 * with their sign turned. Contains the weighted mean, stays within [−1, 1], and is [−1, 1] below two cases.
 */
function empiricalLikelihoodInterval({ level, ...input }) {
    const sample = prepare(input);
    const cases = sample.differences.length;
    if (cases < 2)
        return { lower: -1, upper: 1 };
    const root = (0,distributions/* studentTQuantile */.$J)((1 + level) / 2, cases - 1);
    const mirrored = { ...sample, differences: sample.differences.map((difference) => -difference) };
    return { lower: lowerLimit(sample, root), upper: -lowerLimit(mirrored, root) };
}
/** The difference at which √ratio falls to `root`: it falls steadily from infinity at −1 to 0 short of the mean. */
function lowerLimit(sample, root) {
    const { differences, shares } = sample;
    const total = shares.reduce((sum, share) => sum + share, 0.5);
    let [low, high] = [-1, differences.reduce((sum, d, i) => sum + (shares[i] ?? 0) * d, -0.5) / total];
    let guess = (low + high) / 2;
    let start = 0.5;
    for (let iteration = 0; iteration < 200; iteration++) {
        const { ratio, t, rate } = profile(sample, guess, start);
        const height = Math.sqrt(ratio);
        if (height > root)
            low = guess;
        else
            high = guess;
        const newton = guess - (2 * height * (height - root)) / rate;
        const next = newton >= low && newton <= high ? newton : (low + high) / 2;
        const settled = Math.abs(next - guess) <= 1e-10 * (1 + guess);
        guess = next;
        if (t > 0)
            start = t;
        if (settled)
            break;
    }
    return guess;
}


/***/ }),

/***/ 4460:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ passFloor)
/* harmony export */ });
/* unused harmony export flawlessBound */
/**
 * The fewest cases with which a PASS is possible at all: below it, even flawless cases cannot rule out a drop of the
 * margin.
 *
 * If a share `margin` of all cases regressed, n cases would show none of it with probability (1 − margin)ⁿ; the floor
 * is the smallest n at which that is no more than the `level` spent: 29, 59 and 99 for margins .10, .05 and .03 at .05.
 * Both in (0, 1).
 */
function passFloor(margin, level) {
    const cases = Math.log(level) / Math.log1p(-margin);
    // A quotient that is a whole number but for the last digits must not be rounded up to the next.
    return Math.max(1, Math.ceil(cases * (1 - 1e-12)));
}
/** The other way round: the largest drop that `cases` flawless cases leave possible, 1 − level^(1/cases). */
function flawlessBound(cases, level) {
    return cases === 0 ? 1 : -Math.expm1(Math.log(level) / cases);
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


/***/ })

};
