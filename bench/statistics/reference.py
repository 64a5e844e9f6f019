"""The work of bench/statistics/run.ts with numpy: the same data, the same definitions, vectorised.

    python3 reference.py FOLDER

FOLDER holds sizes.json and the data as raw little-endian float64. Prints one JSON object: numpy's version and, for each
row of the bench, the seconds of every run and the figures that both sides must agree on.
"""

import json
import math
import sys
import time
from pathlib import Path
from statistics import NormalDist

import numpy as np

FOLDER = Path(sys.argv[1])
SIZES = json.loads((FOLDER / "sizes.json").read_text())
NORMAL = NormalDist()


def data(name, *shape):
    return np.fromfile(FOLDER / name, dtype="<f8").reshape(shape)


# ---- Whole-trial step-down maxT ---------------------------------------------------------------------------------------


def step_down(observed, draws, tie=1e-12):
    """Mid-p step-down maxT of statistics that are large where worse; draws has a row for each arrangement."""
    order = np.argsort(-observed)
    largest = np.maximum.accumulate(draws[:, order[::-1]], axis=1)[:, ::-1]
    threshold = observed[order]
    slack = tie * np.maximum(1, np.abs(threshold))
    above = (largest > threshold + slack).sum(axis=0)
    tied = (np.abs(largest - threshold) <= slack).sum(axis=0)
    p = np.maximum.accumulate((1 + above + tied / 2) / (len(draws) + 1))
    adjusted = np.empty_like(p)
    adjusted[order] = p
    return adjusted


def sign_flips(differences, draws, seed):
    """One trial per arm: the arms of a case change places or not, and Σd² never changes."""
    cases = len(differences)
    rng = np.random.default_rng(seed)
    scale = np.sqrt((differences**2).sum(axis=0))
    total = differences.sum(axis=0)
    bytes_per_draw = (cases + 7) // 8
    chunk = max(4, 100_000 // cases)  # what stays in the cache is fastest
    statistics = []
    for start in range(0, draws, chunk):
        rows = min(chunk, draws - start)
        packed = np.frombuffer(rng.bytes(rows * bytes_per_draw), dtype=np.uint8).reshape(rows, bytes_per_draw)
        flipped = np.unpackbits(packed, axis=1, count=cases).astype(float)
        statistics.append((2 * (flipped @ differences) - total) / scale)
    return -total / scale, np.concatenate(statistics)


def whole_trials(candidate, baseline, draws, seed):
    """One candidate trial and k baseline trials: any of the k + 1 may have been the candidate's."""
    pool = np.concatenate([candidate, baseline], axis=1)  # cases × trials × metrics
    cases, trials, metrics = pool.shape
    others = (pool.sum(axis=1, keepdims=True) - pool) / (trials - 1)
    d = pool - others
    table = np.concatenate([d, d**2], axis=2)  # cases × trials × 2 metrics
    usual = table[:, 0].sum(axis=0)
    changes = [table[:, trial] - table[:, 0] for trial in range(1, trials)]
    rng = np.random.default_rng(seed)
    chunk = max(4, 100_000 // cases)
    statistics = []
    for start in range(0, draws, chunk):
        chosen = rng.integers(0, trials, size=(min(chunk, draws - start), cases), dtype=np.uint8)
        sums = usual + sum((chosen == trial).astype(float) @ change for trial, change in enumerate(changes, 1))
        statistics.append(-sums[:, :metrics] / np.sqrt(sums[:, metrics:]))
    observed = d[:, 0].sum(axis=0) / np.sqrt((d[:, 0] ** 2).sum(axis=0))
    return -observed, np.concatenate(statistics)


def max_t(candidate, baseline):
    draws = SIZES["draws"]
    if baseline.shape[1] == 1:
        observed, drawn = sign_flips((candidate - baseline)[:, 0], draws, 1)
    else:
        observed, drawn = whole_trials(candidate, baseline, draws, 1)
    return {"statistic": list(-observed), "p": list(step_down(observed, drawn))}


# ---- A binary metric ----------------------------------------------------------------------------------------------------


def null_variance(b, c, n, difference):
    if difference > 0:
        b, c, difference = c, b, -difference
    linear = (2 * n - c + b) * difference - b - c
    constant = -b * difference * (1 - difference)
    chance = (math.sqrt(max(0.0, linear**2 - 8 * n * constant)) - linear) / (4 * n)
    return max(0.0, n * (2 * chance + difference * (1 - difference)))


def tango_lower(b, c, n, z):
    low, high = -1.0, (c - b) / n
    for _ in range(60):
        middle = (low + high) / 2
        if c - b - n * middle > z * math.sqrt(null_variance(b, c, n, middle)):
            low = middle
        else:
            high = middle
    return (low + high) / 2


def upper_tail(z):
    return math.erfc(z / math.sqrt(2)) / 2


def compare_binary(candidate, baseline):
    n = len(candidate)
    b = int(np.count_nonzero((baseline == 1) & (candidate == 0)))
    c = int(np.count_nonzero((baseline == 0) & (candidate == 1)))
    margin = SIZES["margin"]
    score = (c - b + n * margin) / math.sqrt(null_variance(b, c, n, -margin))
    z = NORMAL.inv_cdf(0.975)
    flips = b + c
    log_factorial = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, flips + 1)))])
    fixed = np.arange(c + 1)
    logs = log_factorial[flips] - log_factorial[fixed] - log_factorial[flips - fixed] - flips * math.log(2)
    terms = np.exp(logs)
    return {
        "pass": upper_tail(score),
        "interval": [tango_lower(b, c, n, z), -tango_lower(c, b, n, z)],
        "midP": float(terms.sum() - terms[-1] / 2),
    }


# ---- A continuous metric ------------------------------------------------------------------------------------------------


def t_upper_tail(x, degrees):
    """By the expansion of the normal deviate with the same tail: many degrees of freedom only."""
    first = (x**2 + 1) / (4 * degrees)
    second = (13 * x**4 + 8 * x**2 + 3) / (96 * degrees**2)
    third = (35 * x**6 + 19 * x**4 + x**2 - 15) / (384 * degrees**3)
    return upper_tail(x * (1 - first + second - third))


def t_quantile(probability, degrees):
    """Cornish and Fisher's expansion: many degrees of freedom only."""
    z = NORMAL.inv_cdf(probability)
    return z + (z**3 + z) / (4 * degrees) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * degrees**2)


def profile(d, difference, t=0.5):
    """Newton on the slope, in the unit of the pseudo-case; the ratio, its rate by the difference, and t."""
    y = (d - difference) / (1 + difference)
    if y.sum() <= 0.5:
        return 0.0, 0.0, 0.0
    low, high = 0.0, 1.0
    for _ in range(100):
        term = y / (1 + t * y)
        slope = term.sum() - 0.5 / (1 - t)
        curvature = term @ term + 0.5 / (1 - t) ** 2
        if slope > 0:
            low = t
        else:
            high = t
        step = t + slope * (1 - t) / (curvature * (1 - t) + slope)
        step = step if low <= step < high else (low + high) / 2
        settled = abs(step - t) <= 1e-10 * min(t, 1 - t)
        t = step
        if settled:
            break
    ratio = 2 * np.log1p(t * y).sum() + math.log1p(-t)
    rate = -(2 * (1 / (1 + t * y)).sum() + 1 / (1 - t)) * t / (1 + difference)
    return ratio, rate, t


def el_lower(d, root):
    low, high = -1.0, (d.sum() - 0.5) / (len(d) + 0.5)
    guess, start = (low + high) / 2, 0.5
    for _ in range(100):
        ratio, rate, t = profile(d, guess, start)
        height = math.sqrt(max(0.0, ratio))
        if height > root:
            low = guess
        else:
            high = guess
        newton = guess - 2 * height * (height - root) / rate if rate != 0 else high
        step = newton if low <= newton < high else (low + high) / 2
        settled = abs(step - guess) <= 1e-10 * (1 + guess)
        guess, start = step, t if t > 0 else start
        if settled:
            break
    return guess


def compare_continuous(candidate, baseline):
    d = candidate - baseline
    ratio, _, _ = profile(d, -SIZES["margin"])
    root = t_quantile(0.975, len(d) - 1)
    observed, drawn = sign_flips(d[:, None], SIZES["draws"], 2)
    return {
        "pass": t_upper_tail(math.sqrt(ratio), len(d) - 1),
        "interval": [el_lower(d, root), -el_lower(-d, root)],
        "statistic": [float(-observed[0])],
        "p": list(step_down(observed, drawn)),
    }


# ---- The rows -------------------------------------------------------------------------------------------------------------


def arms(name, cases, metrics, baselines):
    return data(f"{name}-candidate", cases, 1, metrics), data(f"{name}-baseline", cases, baselines, metrics)


def main():
    few, metrics, many = SIZES["cases"], SIZES["metrics"], SIZES["manyCases"]
    binary = data("binary-candidate", many), data("binary-baseline", many)
    continuous = data("continuous-candidate", many), data("continuous-baseline", many)
    rows = {
        "maxT-1-1": (max_t, arms("maxT-1-1", few, metrics, 1)),
        "maxT-1-3": (max_t, arms("maxT-1-3", few, metrics, 3)),
        "binary": (compare_binary, binary),
        "continuous": (compare_continuous, continuous),
    }
    results = {}
    for name, (work, given) in rows.items():
        seconds = []
        for _ in range(SIZES["runs"]):
            started = time.perf_counter()
            figures = work(*given)
            seconds.append(time.perf_counter() - started)
        results[name] = {"seconds": seconds, "figures": figures}
    print(json.dumps({"numpy": np.__version__, "rows": results}))


main()
