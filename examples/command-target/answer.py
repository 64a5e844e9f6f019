"""A command target in Python: reads one JSON request a line, writes one JSON answer a line.

Replace `answer` by your own pipeline. Requests come as fast as `concurrency` allows and may be answered in any order.
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

WORKERS = 8
_writing = Lock()


def answer(request):
    """Your retrieval, agent or prompt chain. Returns the text, or {"text": ..., "toolCalls": [...]}."""
    question = request["messages"][-1]["content"] if request["messages"] else json.dumps(request["input"])
    return f"You asked: {question}"


def handle(line):
    request = json.loads(line)
    try:
        reply = {"id": request["id"], "output": answer(request)}
    except Exception as error:  # The process lives on: one bad case is not the end of the run.
        reply = {"id": request["id"], "error": {"message": f"{type(error).__name__}: {error}"}}
    with _writing:
        # One line, at once. Everything else belongs on stderr.
        print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    with ThreadPoolExecutor(WORKERS) as pool:
        # Ends when standard input closes: no process is left behind when the run is over.
        for request_line in sys.stdin:
            if request_line.strip():
                pool.submit(handle, request_line)
