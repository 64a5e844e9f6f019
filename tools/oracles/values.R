# Values of every statistic by R, for test/golden/r-values.json:
#
#   Rscript --vanilla tools/oracles/values.R > test/golden/r-values.json
#
# Base R only. Where R has the statistic, R's own function answers. Where it has not, the definition is worked out here
# the long way round: constrained likelihoods by root finding where the product has a closed form, full enumeration
# where it sums cleverly. Nothing is drawn at random, so the same R writes the same bytes.

options(warn = 2) # a value that came with a warning is none

# ---- JSON ------------------------------------------------------------------------------------------------------------

# Vectors of length one are scalars unless wrapped in I(); named lists are objects; NA is null.
json <- function(x) {
  if (is.null(x)) return("null")
  if (is.list(x)) {
    parts <- vapply(x, json, "")
    if (is.null(names(x))) return(paste0("[", paste(parts, collapse = ", "), "]"))
    return(paste0("{ ", paste0(quoted(names(x)), ": ", parts, collapse = ", "), " }"))
  }
  parts <- if (is.character(x)) quoted(x) else if (is.logical(x) && !anyNA(x)) tolower(as.character(x)) else number(x)
  if (length(x) == 1 && !inherits(x, "AsIs")) parts else paste0("[", paste(parts, collapse = ", "), "]")
}
quoted <- function(x) paste0("\"", x, "\"")
number <- function(x) {
  # The shortest of 15 to 17 significant digits that reads back as the same number.
  vapply(x, function(value) {
    if (is.na(value)) return("null")
    short <- sprintf("%.15g", value)
    if (as.numeric(short) == value) short else sprintf("%.17g", value)
  }, "")
}

topics <- list()
add <- function(topic, inputs, expected) {
  topics[[topic]] <<- c(topics[[topic]], list(list(inputs = inputs, expected = expected)))
}

# Zeros to the last bit; uniroot's own default stops at 1e-4. `f` falls from positive to negative.
falls_to_zero <- function(f, lower, upper) uniroot(f, c(lower, upper), tol = 1e-300, maxiter = 2000)$root

# A fixed sequence that looks like noise, in [0, 1).
noise <- function(n, seed = 1) ((seq_len(n) + 17 * seed)^2 * 0.6180339887498949 * (1 + seed / 7)) %% 1

# ---- McNemar ---------------------------------------------------------------------------------------------------------

for (flips in list(c(0, 0), c(1, 0), c(0, 6), c(7, 2), c(3, 9), c(12, 12), c(40, 22), c(150, 90), c(700, 1000), c(60, 0))) {
  b <- flips[1]; c <- flips[2]; n <- b + c
  worse <- pbinom(c, n, 0.5); better <- pbinom(b, n, 0.5)
  mid_worse <- pbinom(c - 1, n, 0.5) + dbinom(c, n, 0.5) / 2
  mid_better <- pbinom(b - 1, n, 0.5) + dbinom(b, n, 0.5) / 2
  two <- if (n == 0) 1 else binom.test(b, n)$p.value
  mid_two <- if (b == c) 1 - dbinom(b, n, 0.5) / 2 else two - dbinom(b, n, 0.5)
  expected <- list(
    exact = list(worse = worse, better = better, twoSided = two),
    midP = list(worse = mid_worse, better = mid_better, twoSided = mid_two))
  if (n > 0) {
    table <- matrix(c(5, b, c, 5), 2)
    plain <- mcnemar.test(table, correct = FALSE)
    expected$asymptotic <- list(
      statistic = unname(plain$statistic), twoSided = plain$p.value,
      twoSidedCorrected = mcnemar.test(table, correct = TRUE)$p.value)
  }
  add("mcnemar", list(regressed = b, fixed = c), expected)
}

# ---- Tango: the constrained likelihood is maximised numerically ------------------------------------------------------

# The most likely chance of a regression when fixed − regressed is `difference`; the slope falls as it grows.
constrained_regressed <- function(b, c, n, difference) {
  lowest <- max(0, -difference); highest <- (1 - difference) / 2
  slope <- function(s) { # s: above the lowest chance that both flips allow
    p <- lowest + s
    q <- if (difference > 0) p + difference else s
    (if (b > 0) b / p else 0) + (if (c > 0) c / q else 0) - (if (b + c < n) 2 * (n - b - c) / (2 * (highest - lowest - s)) else 0)
  }
  room <- highest - lowest
  if (b + c == n) return(highest)
  if (!is.finite(slope(0)) || slope(0) > 0) lowest + falls_to_zero(slope, room * 1e-300, room * (1 - 1e-16)) else lowest
}
tango_score <- function(b, c, n, difference) {
  excess <- c - b - n * difference
  if (excess == 0) return(0)
  p <- constrained_regressed(b, c, n, difference)
  excess / sqrt(n * (2 * p + difference - difference^2))
}
tango_limits <- function(b, c, n, level) {
  z <- qnorm((1 + level) / 2); estimate <- (c - b) / n
  end <- 1 - 1e-9
  at <- function(target) function(difference) tango_score(b, c, n, difference) - target
  c(falls_to_zero(at(z), -end, estimate), falls_to_zero(at(-z), estimate, end))
}

for (row in list(
  c(0, 0, 29, .1), c(0, 0, 400, .03), c(1, 0, 59, .05), c(2, 1, 100, .05), c(3, 1, 60, .1), c(9, 6, 200, .05),
  c(0, 5, 40, .1), c(6, 0, 40, .2), c(14, 9, 300, .05), c(25, 25, 50, .1), c(40, 3, 120, .1), c(120, 100, 2000, .02),
  c(1, 30, 35, .05), c(510, 490, 10000, .01), c(2600, 2500, 100000, .003))) {
  b <- row[1]; c <- row[2]; n <- row[3]; margin <- row[4]
  z <- tango_score(b, c, n, -margin)
  add("tango", list(regressed = b, fixed = c, pairs = n, margin = margin), list(
    score = z, nonInferiority = pnorm(z, lower.tail = FALSE),
    interval90 = tango_limits(b, c, n, .9), interval95 = tango_limits(b, c, n, .95)))
}

# ---- Exact unconditional test, and the power of PASS: every outcome of the trinomial ----------------------------------

outcomes <- function(n) { grid <- expand.grid(b = 0:n, c = 0:n); grid[grid$b + grid$c <= n, ] }
scores_of <- function(all, n, margin) mapply(function(b, c) tango_score(b, c, n, -margin), all$b, all$c)
probability_of <- function(all, n, regressed, fixed) {
  rest <- n - all$b - all$c
  power <- function(x, k) ifelse(k == 0, 0, k * log(x))
  sum(exp(lgamma(n + 1) - lgamma(all$b + 1) - lgamma(all$c + 1) - lgamma(rest + 1) +
    power(regressed, all$b) + power(fixed, all$c) + power(max(0, 1 - regressed - fixed), rest)))
}

for (row in list(c(0, 0, 29, .1), c(1, 0, 42, .1), c(2, 1, 40, .05), c(3, 1, 60, .1), c(0, 0, 59, .05), c(5, 4, 50, .1),
                 c(10, 12, 60, .1), c(0, 8, 30, .2))) {
  b <- row[1]; c <- row[2]; n <- row[3]; margin <- row[4]
  all <- outcomes(n)
  region <- all[scores_of(all, n, margin) >= tango_score(b, c, n, -margin) - 1e-10, ]
  probability <- function(psi) probability_of(region, n, (psi + margin) / 2, (psi - margin) / 2)
  # Fine near ψ = margin, where the probability bends fastest.
  grid <- margin + (1 - margin) * seq(0, 1, length.out = 2001)^2
  values <- vapply(grid, probability, 0)
  top <- which.max(values)
  refined <- optimize(probability, grid[c(max(1, top - 1), min(2001, top + 1))], maximum = TRUE, tol = 1e-13)$objective
  add("exactUnconditional", list(regressed = b, fixed = c, pairs = n, margin = margin), list(pValue = max(values, refined)))
}

for (row in list(c(29, .1, .05, 0, .1), c(42, .1, .05, -.1, .1), c(60, .1, .05, 0, .15), c(60, .1, .05, -.1, .2),
                 c(60, .05, .05, 0, .05), c(90, .1, .01, 0, .15), c(90, .1, .044, -.05, .2), c(45, .2, .05, .05, .3))) {
  names(row) <- c("pairs", "margin", "level", "difference", "discordance")
  n <- row[["pairs"]]; all <- outcomes(n)
  passed <- all[pnorm(scores_of(all, n, row[["margin"]]), lower.tail = FALSE) <= row[["level"]], ]
  possible <- (1 - row[["margin"]])^n <= row[["level"]]
  regressed <- (row[["discordance"]] - row[["difference"]]) / 2; fixed <- (row[["discordance"]] + row[["difference"]]) / 2
  add("passPower", as.list(row), list(power = if (possible) probability_of(passed, n, regressed, fixed) else 0))
}

for (row in list(c(.1, .05), c(.05, .05), c(.03, .05), c(.1, .01), c(.02, .044), c(.2, .001))) {
  margin <- row[1]; level <- row[2]
  # The fewest flawless cases that reject "a share `margin` regressed": the first n with dbinom(0, n, margin) ≤ level.
  floor <- which(dbinom(0, 1:5000, margin) <= level)[1]
  add("passFloor", list(margin = margin, level = level), list(
    floor = floor, flawlessBound = qbeta(level, 1, floor, lower.tail = FALSE)))
}

# ---- Power and sample size of McNemar's test: every outcome ------------------------------------------------------------

mcnemar_power <- function(n, discordance, drop, level, strict) {
  all <- outcomes(n)
  p <- pbinom(all$c, all$b + all$c, .5) - if (strict) 0 else dbinom(all$c, all$b + all$c, .5) / 2
  probability_of(all[p <= level, ], n, (discordance + drop) / 2, (discordance - drop) / 2)
}
for (row in list(c(30, .3, .2), c(60, .15, .1), c(100, .15, .1), c(100, .3, .1), c(200, .1, .05), c(50, .2, .2))) {
  n <- row[1]; discordance <- row[2]; drop <- row[3]
  add("pairedBinaryPower", list(pairs = n, discordance = discordance, drop = drop, level = .05), list(
    midP = mcnemar_power(n, discordance, drop, .05, FALSE), strict = mcnemar_power(n, discordance, drop, .05, TRUE)))
}
for (row in list(c(.15, .1, .8), c(.3, .2, .8), c(.25, .15, .9))) {
  smallest <- function(strict) {
    n <- 5
    while (mcnemar_power(n, row[1], row[2], .05, strict) < row[3]) n <- n + 1
    n
  }
  add("pairedBinarySampleSize", list(discordance = row[1], drop = row[2], level = .05, power = row[3]), list(
    midP = smallest(FALSE), strict = smallest(TRUE),
    connor = ((qnorm(.95) * sqrt(row[1]) + qnorm(row[3]) * sqrt(row[1] - row[2]^2)) / row[2])^2))
}

# ---- Empirical likelihood --------------------------------------------------------------------------------------------

el_ratio <- function(d, w, margin) {
  w <- w / mean(w); x <- w * (d + margin); x0 <- (margin - 1) * max(w)
  if (sum(x) + x0 / 2 <= 0) return(list(lambda = 0, ratio = 0))
  slope <- function(lambda) sum(x / (1 + lambda * x)) + x0 / 2 / (1 + lambda * x0)
  lambda <- falls_to_zero(slope, 0, (1 - 1e-15) / -x0)
  list(lambda = lambda, ratio = 2 * (sum(log1p(lambda * x)) + log1p(lambda * x0) / 2))
}
el_lower <- function(d, w, level) {
  root <- qt((1 + level) / 2, length(d) - 1)
  # The ratio is infinite at −1 and 0 from the mean (pseudo-case included) upwards.
  height <- function(difference) sqrt(max(0, el_ratio(d, w, -difference)$ratio)) - root
  share <- w / max(w); lowest <- -1 + 1e-12
  if (height(lowest) <= 0) return(-1) # two cases at 95%: the limit is nearer to −1 than this
  falls_to_zero(height, lowest, (sum(share * d) - .5) / (sum(share) + .5))
}
el <- function(kind, d, margin, w = rep(1, length(d)), inputs = list(differences = d)) {
  result <- el_ratio(d, w, margin)
  p <- if (result$ratio > 0) pt(sqrt(result$ratio), length(d) - 1, lower.tail = FALSE) else 1
  if (any(w != 1)) inputs$weights <- w
  add("empiricalLikelihood", c(list(kind = kind), inputs, list(margin = margin)), list(
    lambda = result$lambda, ratio = result$ratio, pValue = p,
    interval90 = c(el_lower(d, w, .9), -el_lower(-d, w, .9)), interval95 = c(el_lower(d, w, .95), -el_lower(-d, w, .95))))
}
repeated <- function(values, times) rep(values, times)
thirds <- repeated(c(-1, -2/3, -1/3, 0, 1/3, 2/3), c(1, 2, 6, 60, 8, 3))
ordinal <- repeated(c(-.75, -.5, -.25, 0, .25, .5), c(1, 3, 9, 40, 10, 5))
el("three trials", thirds, .1); el("three trials", thirds, .05)
el("ordinal", ordinal, .05); el("ordinal", ordinal, .1)
el("rare hard drop", repeated(c(-1, 0), c(1, 72)), .05)
el("flawless", rep(0, 59), .05)
el("worse", repeated(c(-1, 0, 1), c(9, 80, 1)), .05)
el("smooth", 1.6 * noise(120) - .8, .1)
el("smooth, few", 1.2 * noise(12, 2) - .55, .2)
el("two cases", c(.25, .5), .1)
el("smooth, many", .8 * noise(400, 3) - .4, .03)
el("weighted", ordinal, .1, w = rep(c(.5, 1, 2, 1.25), length.out = length(ordinal)))
el("weighted", thirds, .1, w = 1 + 3 * noise(length(thirds), 5))
clustered <- local({
  cluster <- rep(seq_len(40), times = 1 + (seq_len(40) * 7) %% 4)
  d <- round(8 * noise(length(cluster), 4) - 4) / 8 * ((cluster * 5) %% 3 == 0)
  list(cluster = cluster, d = d)
})
el("clustered", as.vector(tapply(clustered$d, clustered$cluster, mean)), .1,
   inputs = list(clusters = clustered$cluster, perCase = clustered$d))
ratio <- local({
  baseline <- 200 + 900 * noise(80, 6)
  candidate <- baseline * exp(.5 * (noise(80, 7) - .5)); candidate[c(5, 40)] <- baseline[c(5, 40)] * c(9, 2.5)
  list(candidate = candidate, baseline = baseline, d = -pmax(-log(4), pmin(log(4), log(candidate / baseline))) / log(4))
})
el("ratio", ratio$d, log(1.1) / log(4), inputs = list(candidate = ratio$candidate, baseline = ratio$baseline))

# ---- Whole-trial permutation maxT: every arrangement -------------------------------------------------------------------

mean_of <- function(x) if (all(is.na(x))) NA else mean(x, na.rm = TRUE)
# Rows: the arrangements, the observed one first; columns: w·d for each metric, then (w·d)².
block_table <- function(members, weights) {
  candidates <- min(vapply(members, function(m) length(m$candidate), 0))
  baselines <- min(vapply(members, function(m) length(m$baseline), 0))
  pools <- lapply(members, function(m) do.call(rbind, c(m$candidate[seq_len(candidates)], m$baseline[seq_len(baselines)])))
  chosen <- combn(candidates + baselines, candidates)
  rows <- apply(chosen, 2, function(own) {
    # d per case (columns) and metric (rows)
    d <- vapply(pools, function(pool) {
      apply(pool[own, , drop = FALSE], 2, mean_of) - apply(pool[-own, , drop = FALSE], 2, mean_of)
    }, numeric(ncol(pools[[1]])))
    d <- matrix(d, ncol = length(pools))
    contribution <- mean(weights) * apply(d, 1, function(row) {
      known <- !is.na(row)
      if (any(known)) sum(weights[known] * row[known]) / sum(weights[known]) else 0
    })
    contribution[abs(contribution) < 1e-12] <- 0
    c(contribution, contribution^2)
  })
  t(rows)
}
permutation <- function(kind, cases, weights = NULL, clusters = NULL) {
  w <- if (is.null(weights)) rep(1, length(cases)) else weights
  by <- if (is.null(clusters)) seq_along(cases) else match(clusters, unique(clusters))
  tables <- lapply(split(seq_along(cases), by), function(members) block_table(cases[members], w[members]))
  metrics <- ncol(tables[[1]]) / 2
  statistics <- function(sums) {
    sums <- matrix(sums, ncol = 2 * metrics)
    squares <- sums[, metrics + seq_len(metrics), drop = FALSE]
    ifelse(squares > 0, sums[, seq_len(metrics), drop = FALSE] / sqrt(squares), 0)
  }
  observed <- -statistics(Reduce(`+`, lapply(tables, function(table) table[1, ])))[1, ]
  sums <- matrix(0, 1, 2 * metrics)
  for (table in tables) {
    sums <- sums[rep(seq_len(nrow(sums)), each = nrow(table)), , drop = FALSE] +
      table[rep(seq_len(nrow(table)), times = nrow(sums)), , drop = FALSE]
  }
  orbit <- -statistics(sums)
  share <- function(values, threshold, tie) {
    close <- abs(values - threshold) <= 1e-10
    mean((values > threshold & !close) + tie * close)
  }
  order <- order(-observed)
  p <- function(tie) {
    raw <- vapply(seq_len(metrics), function(m) share(orbit[, m], observed[m], tie), 0)
    adjusted <- raw
    for (rank in seq_len(metrics)) {
      largest <- apply(orbit[, order[rank:metrics], drop = FALSE], 1, max)
      adjusted[order[rank]] <- share(largest, observed[order[rank]], tie)
    }
    adjusted[order] <- cummax(adjusted[order])
    list(raw = I(raw), adjusted = I(adjusted))
  }
  listed <- lapply(cases, function(one) list(candidate = lapply(one$candidate, I), baseline = lapply(one$baseline, I)))
  inputs <- list(kind = kind, cases = listed)
  if (!is.null(weights)) inputs$weights <- weights
  if (!is.null(clusters)) inputs$clusters <- clusters
  add("permutationMaxT", inputs, list(
    arrangements = nrow(orbit), statistic = I(-observed), midP = p(.5), strict = p(1)))
}
# Cases with the given numbers of trials; each trial has one binary, one five-step and one continuous score.
trials <- function(counts, metrics, seed, missing = 0, gap = .15) {
  index <- 0
  trial <- function(lowered) {
    index <<- index + 1
    u <- noise(3, seed + index / 3)
    scores <- c(as.numeric(u[1] > .35 + lowered), round(4 * max(0, u[2] - lowered)) / 4, round(u[3] - lowered, 3))
    if (missing > 0 && index %% missing == 0) scores[1 + (index / missing) %% metrics] <- NA
    scores[seq_len(metrics)]
  }
  lapply(counts, function(k) list(candidate = lapply(seq_len(k[1]), function(i) trial(gap)),
                                  baseline = lapply(seq_len(k[2]), function(i) trial(0))))
}
one_each <- rep(list(c(1, 1)), 12)
unequal <- list(c(1, 3), c(1, 2), c(2, 1), c(1, 1), c(2, 2), c(1, 3), c(3, 1), c(1, 2))
permutation("one trial each", trials(one_each, 2, 1))
permutation("one trial each, three metrics", trials(one_each, 3, 2))
permutation("unequal repeats", trials(unequal, 2, 3))
permutation("unequal repeats, three metrics", trials(unequal[1:7], 3, 4, gap = .3))
permutation("missing scores", trials(unequal, 2, 5, missing = 5))
permutation("missing scores, three metrics", trials(unequal[1:7], 3, 6, missing = 4, gap = .25))
permutation("weights", trials(unequal, 2, 7), weights = c(.5, 2, 1, 1.5, 1, .75, 3, 1))
permutation("weights and missing scores", trials(unequal[1:7], 3, 8, missing = 6), weights = c(1, 2, 1, 4, 1, .5, 3))
clusters <- c("a", "b", "a", "c", "d", "e", "c", "f", "g", "h", "h", "i")
permutation("clusters", trials(one_each, 2, 9, gap = .3), clusters = clusters)
permutation("clusters of equal repeats", trials(rep(list(c(1, 2)), 12), 3, 10), clusters = clusters)
permutation("clusters of unequal repeats", trials(rep(unequal, length.out = 12), 2, 11), clusters = clusters)
permutation("clusters, weights, missing scores", trials(rep(list(c(1, 2)), 12), 2, 12, missing = 7),
            clusters = clusters, weights = c(1, 2, 3, 1, 1, .5, 2, 1, 1, 4, 1, 1))

# ---- Sign flips: Westfall and Young's step-down of the paired t, ties whole --------------------------------------------

for (seed in 1:2) {
  d <- lapply(1:3, function(metric) round(noise(9, seed + metric / 5) - c(.75, .6, .45)[metric], 2))
  signs <- as.matrix(expand.grid(rep(list(c(1, -1)), 9)))
  t_of <- function(x) mean(x) / (sd(x) / sqrt(length(x)))
  observed <- -vapply(d, t_of, 0)
  orbit <- vapply(d, function(x) -apply(signs, 1, function(s) t_of(s * x)), numeric(nrow(signs)))
  reached <- function(values, threshold) mean(values >= threshold - 1e-9)
  order <- order(-observed); adjusted <- numeric(3)
  for (rank in 1:3) adjusted[order[rank]] <- reached(apply(orbit[, order[rank:3], drop = FALSE], 1, max), observed[order[rank]])
  adjusted[order] <- cummax(adjusted[order])
  add("signFlipMaxT", list(differences = d), list(
    t = -observed, raw = vapply(1:3, function(m) reached(orbit[, m], observed[m]), 0), adjusted = adjusted))
}

# ---- Adjusted p-values -------------------------------------------------------------------------------------------------

for (p in list(c(.001, .008, .012, .039, .041, .042, .06, .074, .205, .5), c(.04, .01, .03, .01, 1), c(.2, .9),
               c(1e-12, .5, .5, .5), c(.049), noise(16, 8)^3)) {
  methods <- c("bonferroni", "holm", "hochberg", "hommel", "BH", "BY")
  add("adjust", list(p = I(p)), lapply(setNames(methods, methods), function(method) I(p.adjust(p, method))))
}

# ---- Tables, shares, beliefs, means --------------------------------------------------------------------------------------

for (counts in list(c(3, 1, 1, 3), c(10, 90, 2, 98), c(0, 100, 7, 93), c(0, 5, 0, 9), c(1, 0, 0, 1), c(12, 5, 9, 30),
                    c(400, 600, 350, 650), c(30, 99970, 90, 99910))) {
  table <- matrix(counts, 2, byrow = TRUE)
  add("fisherExact", list(table = list(table[1, ], table[2, ])), list(pValue = fisher.test(table)$p.value))
}
for (row in list(c(18, 20), c(0, 30), c(30, 30), c(1, 10000), c(517, 1000), c(3, 7))) {
  interval <- function(level) as.vector(prop.test(row[1], row[2], conf.level = level, correct = FALSE)$conf.int)
  add("wilson", list(successes = row[1], total = row[2]), list(
    interval95 = suppressWarnings(interval(.95)), interval99 = suppressWarnings(interval(.99))))
}
for (row in list(c(15, 5, 200), c(0, 0, 30), c(9, 0, 40), c(2, 11, 60), c(300, 240, 5000))) {
  a <- c(row[2] + .5, row[1] + .5, row[3] - row[1] - row[2] + .5); total <- sum(a); share <- a / total
  covariance <- (diag(share) - share %o% share) / (total + 1); contrast <- c(1, -1, 0)
  add("pairedBayes", list(regressed = row[1], fixed = row[2], pairs = row[3]), list(
    worse = pbeta(.5, row[1] + .5, row[2] + .5, lower.tail = FALSE), mean = sum(contrast * share),
    standardDeviation = sqrt(drop(t(contrast) %*% covariance %*% contrast))))
}
for (d in list(round(noise(12) - .6, 3), noise(200, 2) - .5, c(.1, -.3))) {
  test <- t.test(d); less <- t.test(d, alternative = "less")
  add("pairedT", list(differences = d), list(
    statistic = unname(test$statistic), degrees = unname(test$parameter), worse = less$p.value, twoSided = test$p.value,
    interval = as.vector(test$conf.int), oneSidedUpper = less$conf.int[2]))
}

# ---- Variance components, clusters, strata -------------------------------------------------------------------------------

for (y in list(list(c(.9, .8, 1), c(.2, .4, .3), c(1, 1, .9), c(.6, .7, .5), c(0, .1, .1)),
               list(c(1, 0, 1), c(1, 1), c(0), c(1, 1, 1, 0, 1), c(0, 0, 1)),
               list(c(0, 1), c(1, 0), c(0, 1), c(1, 0)),
               lapply(1:30, function(case) round(noise(2 + case %% 3, case) * .5 + (case %% 5) / 10, 4)))) {
  values <- unlist(y); case <- factor(rep(seq_along(y), lengths(y)))
  squares <- suppressWarnings(anova(lm(values ~ case)))[["Mean Sq"]]
  squares[squares < 1e-25] <- 0 # what lm leaves where all case means are equal
  n0 <- (sum(lengths(y)) - sum(lengths(y)^2) / sum(lengths(y))) / (length(y) - 1)
  between <- max(0, (squares[1] - squares[2]) / n0)
  shares <- vapply(y[lengths(y) > 1], function(x) 2 * var(x), 0)
  add("varianceComponents", list(cases = lapply(y, I)), list(
    betweenMeanSquare = squares[1], withinMeanSquare = squares[2], between = between, within = squares[2],
    intraclassCorrelation = between / (between + squares[2]),
    # ψ_AA of binary scores is twice the unbiased variance within a case.
    flipRate = if (all(values %in% 0:1)) mean(shares) else NULL))
}

# The sandwich of lm(d ~ 1), meat summed over clusters: HC0 with every case its own cluster, CR0 and CR1 (the finite
# sample factor G/(G − 1) · (n − 1)/(n − 1) of sandwich::vcovCL with type HC1).
for (rows in list(
  list(d = c(-1, 0, -1, 0, 1, -1, -1, 0, 0, 0, 0, 1, 0, 0, -1, 0, -1, 0), g = c(1, 1, 1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 6, 6, 6, 6)),
  list(d = clustered$d, g = clustered$cluster),
  list(d = noise(50, 9) - .4, g = 1:50),
  list(d = rep(noise(15, 10) - .5, times = rep(1:3, 5)), g = rep(1:15, times = rep(1:3, 5))))) {
  model <- lm(rows$d ~ 1); x <- model.matrix(model); e <- residuals(model); n <- length(e)
  bread <- solve(crossprod(x)); meat <- crossprod(rowsum(x * e, rows$g)); groups <- length(unique(rows$g))
  cr0 <- sqrt(drop(bread %*% meat %*% bread)); iid <- summary(model)$coefficients[1, "Std. Error"]
  cr1 <- cr0 * sqrt(groups / (groups - 1))
  add("clusters", list(values = rows$d, clusters = rows$g), list(
    mean = unname(coef(model)), independent = iid, cr0 = cr0, cr1 = cr1, designEffect = cr0^2 / iid^2))
}

for (fpc in c(TRUE, FALSE)) for (rows in list(
  list(a = c(-1, 0, 0, -1, 0), b = c(0, 1, 0, 0), c = c(-1, -1, 0)),
  list(easy = noise(20, 11) - .5, hard = round(noise(9, 12), 1) - 1, rest = c(.25, .5)))) {
  sizes <- c(60, 30, 10); share <- sizes / sum(sizes); sampled <- lengths(rows)
  finite <- if (fpc) 1 - sampled / sizes else 1
  add("stratifiedMean", list(
    strata = unname(Map(function(values, size) list(values = values, size = size), rows, sizes)), finitePopulation = fpc), list(
    mean = sum(share * vapply(rows, mean, 0)),
    standardError = sqrt(sum(share^2 * finite * vapply(rows, var, 0) / sampled))))
}

# ---- Planning ------------------------------------------------------------------------------------------------------------

for (row in list(c(200, .04, .16, 3, 5, 1, .95, .8), c(60, .05, .2, 1, 10, 1.8, .95, .9), c(1000, .01, 0, 1, 1, 1, .975, .8))) {
  variance <- (row[2] + row[3] * (1 / row[4] + 1 / row[5])) * row[6]
  drop <- (qnorm(row[7]) + qnorm(row[8])) * sqrt(variance / row[1])
  add("smallestDetectableDrop", as.list(setNames(row, c("cases", "betweenVariance", "withinVariance", "candidateTrials",
    "baselineTrials", "designEffect", "level", "power"))), list(drop = drop))
}

# ---- Special functions where they are hard ------------------------------------------------------------------------------

special <- function(name, rows, f) for (row in rows) add("special", list(name = name, arguments = I(row)), list(value = do.call(f, as.list(row))))
special("normalCdf", list(-37, -20, -8.3, -6, -3, -1e-10, 0, .5, 1.96, 5, 8), pnorm)
special("normalUpperTail", list(30, 12, 6, 1.6448536269514722, -2), function(x) pnorm(x, lower.tail = FALSE))
special("normalQuantile", list(1e-15, 1e-10, 1e-6, .001, .025, .3, .5, .50001, .95, .975, .999, .999999), qnorm)
special("studentTCdf", list(c(-40, 3), c(-8, 30), c(-6, 1000), c(-6, 1e5), c(-5, 1e6), c(-2.5, 9), c(-1e-8, 5), c(.1, 1), c(1.3, 4.5),
  c(3, 2), c(2, 1e7)), pt)
special("studentTUpperTail", list(c(30, 28), c(12, 58), c(9, 1000), c(5, 99999), c(1.7, 59), c(1e-3, 240)),
  function(x, df) pt(x, df, lower.tail = FALSE))
special("studentTQuantile", list(c(.975, 1), c(.975, 2), c(.95, 5), c(.975, 9), c(.999, 30), c(.995, 58), c(.975, 1000), c(.95, 1e5),
  c(.999, 1e6), c(1e-6, 20), c(.0001, 3), c(.6, 240)), qt)
special("betaCdf", list(c(.5, 15.5, 5.5), c(.5, 300.5, 240.5), c(.01, .5, .5), c(.001, 2, 500), c(.999, 500, 2), c(.5, .5, 40.5),
  c(.3, 1e4, 2e4), c(.5, 2500.5, 2600.5)), pbeta)
special("betaQuantile", list(c(.025, 4, 37), c(.975, 5, 36), c(.05, 1, 59), c(.95, .5, 30.5), c(.025, 300, 700), c(.5, 10, 10)), qbeta)
special("binomialCdf", list(c(10, 40, .5), c(3, 20, .5), c(0, 1000, .5), c(450, 1000, .5), c(4800, 10000, .5), c(2, 29, .1),
  c(120, 400, .25), c(49500, 100000, .5), c(7, 400, .001)), pbinom)

# ---- Out -------------------------------------------------------------------------------------------------------------------

made <- "made by Rscript --vanilla tools/oracles/values.R; base R only, nothing drawn at random"
cat("{\n\"made\": ", quoted(made), ",\n\"R\": ", quoted(R.version.string), ",\n\"topics\": {\n", sep = "")
cat(paste(vapply(names(topics), function(topic) {
  paste0(quoted(topic), ": [\n", paste(vapply(topics[[topic]], json, ""), collapse = ",\n"), "\n]")
}, ""), collapse = ",\n"))
cat("\n}\n}\n")
