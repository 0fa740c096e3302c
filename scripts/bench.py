"""Times commands in turn and prints the median of each beside its peer's."""
import os
import statistics
import subprocess
import sys
import time

lead, runs = sys.argv[1], int(sys.argv[2])
search = 'search people where seniority in ("vp", "c_suite")'
ROWS = [
    ("start: --version", [lead, "--version"], ["sqlite3", "--version"]),
    ("check of the example", [lead, "check", "examples/law-firms.lead"], ["sqlite3", ":memory:", "select 1"]),
    ("run of print 1", [lead, "--sandbox", "-c", "print 1"], ["sqlite3", ":memory:", "select 1"]),
    ("count of a search", [lead, "--sandbox", "-c", f"{search}; count"],
     ["sqlite3", f"{os.environ['XDG_DATA_HOME']}/lead/sandbox.sqlite",
      "select count(*) from people where seniority in ('vp', 'c_suite')"]),
    ("demo data: 20,000 people", [lead, "sandbox", "reset"], ["sqlite3", ":memory:", "select 1"]),
]


def once(command):
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return 1000 * (time.perf_counter() - start)


print(f"{'what':28}{'lead ms':>10}{'peer ms':>10}{'ratio':>8}   peer")
for name, ours, peer in ROWS:
    pairs = [(once(ours), once(peer)) for _ in range(min(runs, 9) if "demo" in name else runs)]
    left, right = (statistics.median(side) for side in zip(*pairs))
    print(f"{name:28}{left:10.1f}{right:10.1f}{left / right:8.1f}   {' '.join(peer)[:40]}")
