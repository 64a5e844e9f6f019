#!/usr/bin/env python3
"""Records the answers of a real model to the suite's cases, for the embedded server to replay.

Standard library only. Resumable: what a recordings file already holds is not asked again.

    python3 demo/record.py base=suites/support/prompts/support.md@gemma-3-270m-q4_k_m --trials 4 \
        --url http://127.0.0.1:8091/v1 --url http://127.0.0.1:8092/v1

Each plan is NAME=SYSTEM_PROMPT@MODEL; --url may repeat, and each URL is asked by one worker
(a server with N slots is given N times). A URL may be bound to a model with MODEL=URL.
"""
import argparse
import hashlib
import json
import os
import queue
import re
import sys
import threading
import time
import unicodedata
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SUITE = os.path.join(ROOT, 'suites', 'support')
PARAMS = {'temperature': 0.2, 'max_tokens': 80}


def canonical(value):
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(',', ':'))


def read(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


def render(template, values):
    def one(match):
        value = values.get(match.group(1))
        if match.group(1) not in values:
            raise KeyError(match.group(1))
        return value if isinstance(value, str) else canonical(value)
    return re.sub(r'\{\{\s*([\w-]+)\s*\}\}', one, template)


def normalise(text):
    text = re.sub(r'\s+', ' ', unicodedata.normalize('NFKC', str(text)).casefold())
    return text.strip(' \t.,;:!?"\'()[]')


def matches(expected, actual):
    """The json-fields scorer, for the summary only; the product scores for itself."""
    if isinstance(expected, list):
        text = normalise(actual if actual is not None else '')
        return any(re.search(r'(?<!\w)' + re.escape(normalise(item)) + r'(?!\w)', text) for item in expected)
    if isinstance(expected, str):
        return normalise(actual or '') == normalise(expected)
    return expected == actual


def score(case, output):
    try:
        answer = json.loads(output)
    except ValueError:
        return 0.0, 0.0
    expected = case['expected']
    correct = all(matches(expected[name], answer.get(name)) for name in ('answer', 'abstain', 'escalate') if name in expected)
    want, have = set(expected['citations']), set(answer.get('citations', []))
    grounded = 1.0 if not want and not have else 2 * len(want & have) / (len(want) + len(have))
    return float(correct), grounded


def ask(url, body):
    request = urllib.request.Request(url + '/chat/completions', json.dumps(body).encode(), {'content-type': 'application/json'})
    started = time.monotonic()
    with urllib.request.urlopen(request, timeout=300) as response:
        answer = json.load(response)
    return answer, round((time.monotonic() - started) * 1000)


def update_manifest(out, names):
    """Counts and digests of what was recorded; the rest of manifest.json is written by hand."""
    path = os.path.join(out, 'manifest.json')
    if not os.path.exists(path):
        return
    manifest = json.loads(read(path))
    for name in names:
        text = read(os.path.join(out, name + '.jsonl'))
        rows = [json.loads(line) for line in text.splitlines()]
        cases = {row['case'] for row in rows}
        known = manifest['configurations'].setdefault(name, {})
        known.update(cases=len(cases), trials=len(rows) // max(1, len(cases)), calls=len(rows),
                     sha256=hashlib.sha256(text.encode()).hexdigest())
    with open(path, 'w', encoding='utf-8') as file:
        file.write(json.dumps(manifest, indent=2, ensure_ascii=False) + '\n')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('plan', nargs='+')
    parser.add_argument('--trials', type=int, default=1)
    parser.add_argument('--url', action='append', required=True)
    parser.add_argument('--out', default=os.path.join(ROOT, 'demo', 'recordings'))
    parser.add_argument('--every', type=int, default=1, help='only every n-th case (a pilot)')
    parser.add_argument('--offset', type=int, default=0)
    parser.add_argument('--until', help='stop cleanly at this local time, HH:MM')
    parser.add_argument('--quiet', action='store_true')
    options = parser.parse_args()
    cases = [json.loads(line) for line in read(os.path.join(SUITE, 'cases.jsonl')).splitlines() if line.strip()]
    cases = cases[options.offset::options.every]
    user = read(os.path.join(SUITE, 'prompts', 'user.md'))
    schema = json.loads(read(os.path.join(SUITE, 'schema.json')))
    os.makedirs(options.out, exist_ok=True)
    plans = []
    for item in options.plan:
        name, rest = item.split('=', 1)
        path, model = rest.rsplit('@', 1)
        plans.append((name, read(path), model))
    done, lines = set(), {}
    for name, _, _ in plans:
        path = os.path.join(options.out, name + '.jsonl')
        lines[name] = [json.loads(line) for line in read(path).splitlines()] if os.path.exists(path) else []
        done |= {(name, line['case'], line['trial']) for line in lines[name]}
    queues = {}
    # Trial by trial, and within a trial configuration by configuration, so that partial results are balanced.
    for trial in range(options.trials):
        for name, system, model in plans:
            for case in cases:
                if (name, case['id'], trial) not in done:
                    queues.setdefault(model, queue.Queue()).put((name, system, model, case, trial))
    lock, files, stop = threading.Lock(), {}, threading.Event()

    def work(url, only):
        for model, jobs in queues.items():
            if only and only != model:
                continue
            while not stop.is_set():
                if options.until and time.strftime('%H:%M') >= options.until:
                    return
                try:
                    name, system, model, case, trial = jobs.get_nowait()
                except queue.Empty:
                    break
                messages = [{'role': 'system', 'content': system}, {'role': 'user', 'content': render(user, case['input'])}]
                body = {'model': model, 'messages': messages, **PARAMS,
                        'response_format': {'type': 'json_schema', 'json_schema': {'name': 'answer', 'strict': True, 'schema': schema}}}
                try:
                    answer, latency = ask(url, body)
                except Exception as error:  # a failed call is simply not recorded; the next run asks again
                    print(f'{name} {case["id"]}#{trial}: {error}', file=sys.stderr)
                    continue
                choice = answer['choices'][0]
                line = {'key': hashlib.sha256(canonical({'model': model, 'messages': messages}).encode()).hexdigest(),
                        'case': case['id'], 'trial': trial, 'output': choice['message']['content'],
                        'finishReason': choice['finish_reason'],
                        'usage': {key: answer['usage'][key] for key in ('prompt_tokens', 'completion_tokens')},
                        'latencyMs': latency, 'model': model}
                with lock:
                    lines[name].append(line)
                    if name not in files:
                        files[name] = open(os.path.join(options.out, name + '.jsonl'), 'a', encoding='utf-8')
                    files[name].write(json.dumps(line, ensure_ascii=False, separators=(',', ':')) + '\n')
                    files[name].flush()

    started, before = time.monotonic(), sum(map(len, lines.values()))
    workers = [threading.Thread(target=work, args=(url.split('=', 1)[-1], url.split('=', 1)[0] if '=' in url else None), daemon=True) for url in options.url]
    for worker in workers:
        worker.start()
    try:
        for worker in workers:
            worker.join()
    except KeyboardInterrupt:
        stop.set()
    by_id = {case['id']: case for case in cases}
    for name, _, _ in plans:
        per_case, kinds, grounded = {}, {}, []
        for line in lines[name]:
            if line['case'] not in by_id:
                continue
            correct, cited = score(by_id[line['case']], line['output'])
            per_case.setdefault(line['case'], []).append(correct)
            grounded.append(cited)
            kinds.setdefault('-'.join(line['case'].split('-')[:-1]), []).append(correct)
            if not options.quiet:
                print(int(correct), round(cited, 2), line['case'], by_id[line['case']]['input']['question'][:50], '=>', line['output'])
        rates = [sum(values) / len(values) for values in per_case.values()]
        repeats = [(sum(v) / len(v), len(v)) for v in per_case.values() if len(v) > 1]
        noise = [2 * p * (1 - p) * k / (k - 1) for p, k in repeats]
        if not rates:
            continue
        print(name, 'cases', len(rates), 'correct', round(sum(rates) / len(rates), 3), 'grounded', round(sum(grounded) / len(grounded), 3),
              'psiAA', round(sum(noise) / len(noise), 3) if noise else '-', 'latency', round(sum(l['latencyMs'] for l in lines[name]) / len(lines[name])),
              {kind: round(sum(values) / len(values), 2) for kind, values in kinds.items()})
    update_manifest(options.out, [name for name, _, _ in plans])
    asked = sum(map(len, lines.values())) - before
    if asked:
        print('calls', asked, 'seconds a call', round((time.monotonic() - started) / asked, 3))


if __name__ == '__main__':
    main()
