"""Measures how many small calls a served sandbox answers beside a bare server: throughput.py BINARY ECHO [RUNS]

ECHO is the program EchoServer of this package. The absolute numbers are this machine's; only the ratio says something.
Exit codes: 0 measured, 1 an answer was not 2xx, 2 wrong use, 3 wrk is missing.
"""
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from served import Failure, Served, start

WRK = ["wrk", "-t1", "-c32", "-d3s"]


def once(url, *headers):
    """Requests a second; every answer must be 2xx."""
    run = subprocess.run(
        [*WRK, *(part for header in headers for part in ("-H", header)), url], capture_output=True, text=True)
    rate = re.search(r"^Requests/sec:\s*([\d.]+)", run.stdout, re.MULTILINE)
    if run.returncode or not rate or re.search("Non-2xx|Socket errors", run.stdout):
        raise Failure(f"not all calls of {url} were answered with 2xx:\n{run.stdout}{run.stderr}")
    return float(rate[1])


def serve_row(binary, echo, runs=5):
    """Prints the medians of both servers, measured in turn, and their ratio."""
    with Served(binary) as served, tempfile.TemporaryDirectory() as folder:
        process, peer = start([os.path.abspath(echo), "0"], folder)
        try:
            token = f"Authorization: Bearer {served.token('leadlex')}"
            pairs = [(once(f"{served.leadlex}/v1/lists?per_page=1", token), once(f"{peer}/echo")) for _ in range(runs)]
        finally:
            process.terminate()
            process.wait()
    left, right = (statistics.median(side) for side in zip(*pairs))
    print(f"{'calls a second':28}{left:10.0f}{right:10.0f}{left / right:8.2f}   {' '.join(WRK)} of a bare server")


def main():
    if len(sys.argv) not in (3, 4):
        print("usage: throughput.py BINARY ECHO [RUNS]", file=sys.stderr)
        return 2
    if not shutil.which("wrk"):
        print("throughput.py: wrk is needed: apt-get install wrk", file=sys.stderr)
        return 3
    print(f"{'what':28}{'lead/s':>10}{'peer/s':>10}{'ratio':>8}   peer")
    try:
        serve_row(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) == 4 else 5)
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
