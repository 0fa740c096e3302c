"""Kills a served sandbox in the midst of writing, again and again: crash.py BINARY [--rounds 10]

Eight threads save prospects, make contacts in bulk and make lists, all with addresses and names of their own, until the server is
killed with SIGKILL. Started again on the same data, it must have every write that it had answered with 200, and nothing twice.

Exit codes: 0 nothing lost and nothing doubled, 1 something was, 2 wrong use.
"""
import argparse
import collections
import http.client
import itertools
import json
import random
import sys
import threading
import time

sys.dont_write_bytecode = True
from served import LEADLEX, Served, send

SEED = 20_260_101
THREADS = 8
SHORTEST, LONGEST = 0.3, 1.5


class Writes:
    """What the server has answered with 200 so far, and what it refused."""

    def __init__(self):
        self.count, self.addresses, self.lists, self.refused = 0, [], [], []
        self.lock = threading.Lock()

    def note(self, answer, addresses, lists):
        with self.lock:
            if answer.status != 200 or "data" not in json.loads(answer.body):
                self.refused.append(answer)
                return
            self.count += 1
            self.addresses += addresses
            self.lists += lists


def write(served, name, writes):
    """Writes until the server is gone; the name makes everything that is written unique."""
    chance, connection, token = random.Random(name), served.connection(), served.token("leadlex")
    for number in itertools.count():
        people = [f"{name}-{number}-{place}" for place in range(chance.randint(1, 5))]
        addresses, lists = [f"{person}@crash.example" for person in people], []
        kind = chance.choice(["prospects/save", "prospects/save", "contacts/bulk", "lists"])
        if kind == "prospects/save":
            body = {"prospects": [{"name": person, "email": f"{person}@crash.example"} for person in people]}
        elif kind == "contacts/bulk":
            body = {"contacts": [{"full_name": person, "email": f"{person}@crash.example"} for person in people]}
        else:
            addresses, lists, body = [], [f"{name}-{number}"], {"name": f"{name}-{number}"}
        try:
            answer = send(connection, "POST", f"{LEADLEX}/v1/{kind}", body, token)
            writes.note(answer, addresses, lists)
        except (OSError, http.client.HTTPException, ValueError):
            # Gone before the answer was there: the write may have been made or not.
            return


def rows(served, family):
    """All contacts or lists of the workspace, by id."""
    connection, found = served.connection(), {}
    for page in itertools.count(1):
        answer = send(connection, "GET", f"{LEADLEX}/v1/{family}?per_page=100&page={page}", token=served.token("leadlex"))
        assert answer.status == 200, answer
        document = json.loads(answer.body)
        found |= {row["id"]: row for row in document["data"][family]}
        if page * 100 >= document["meta"]["total"]:
            connection.close()
            if len(found) != document["meta"]["total"]:
                print(f"the pages of {family} show {len(found)} of {document['meta']['total']}", file=sys.stderr)
            return found.values()


def round_of(served, number, writes, after):
    """Kills the server under load and starts it again; returns what is lost and what is there twice."""
    threads = [threading.Thread(target=write, args=(served, f"r{number}-t{thread}", writes)) for thread in range(THREADS)]
    for thread in threads:
        thread.start()
    time.sleep(after)
    served.process.kill()
    served.process.wait()
    for thread in threads:
        thread.join()
    served.restart()
    addresses = collections.Counter(row["email"].lower() for row in rows(served, "contacts") if row.get("email"))
    lists = collections.Counter(row["name"] for row in rows(served, "lists"))
    lost = [address for address in writes.addresses if address not in addresses]
    lost += [name for name in writes.lists if name not in lists]
    return lost, [name for name, count in (addresses + lists).items() if count > 1]


def main():
    parser = argparse.ArgumentParser(usage="crash.py BINARY [--rounds N]")
    parser.add_argument("binary")
    parser.add_argument("--rounds", type=int, default=10)
    options = parser.parse_args()
    chance, writes, lost, doubled = random.Random(SEED), Writes(), set(), set()
    with Served(options.binary) as served:
        for number in range(1, options.rounds + 1):
            after, before = chance.uniform(SHORTEST, LONGEST), writes.count
            gone, twice = round_of(served, number, writes, after)
            lost |= set(gone)
            doubled |= set(twice)
            print(f"round {number}: killed after {after:.2f} s and {writes.count - before} writes", flush=True)
            if writes.count == before:
                print(f"no write was acknowledged; refused: {writes.refused[:1]}", file=sys.stderr)
                return 1
    print(f"{options.rounds} rounds, {writes.count} acknowledged writes, {len(lost)} lost, {len(doubled)} doubled")
    for word, names in (("lost", lost), ("doubled", doubled)):
        for name in sorted(names)[:20]:
            print(f"{word}: {name}", file=sys.stderr)
    if writes.refused:
        print(f"{len(writes.refused)} writes were refused, the first with {writes.refused[0]}", file=sys.stderr)
    return 1 if lost or doubled else 0


if __name__ == "__main__":
    sys.exit(main())
