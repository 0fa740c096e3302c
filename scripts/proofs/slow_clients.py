"""Holds slow connections open against a served sandbox: slow_clients.py BINARY [--clients 2000]

A third of the clients sends half a request line and then a byte a second, a third sends a body a byte a second, and a third asks
for big answers and reads nothing. Meanwhile ordinary requests must be answered, the server must stay below 300 MB, and 45 s after
the last client came it must have closed all of them. Linux only: what the server holds is read in /proc, which shows a connection
that it has closed even where the client, who reads nothing, cannot see it.

Exit codes: 0 all of that held, 1 something did not, 2 wrong use, 3 too few files may be open.
"""
import argparse
import resource
import socket
import sys
import threading
import time

sys.dont_write_bytecode = True
from served import LEADLEX, Served

REQUESTS = 50
SECONDS = 45
MOST = 300 * 1024
UNREAD = 512 * 1024
BODY = 100_000
KINDS = ["headers", "bodies", "unread answers"]


def memory(process, name):
    """The server's VmRSS or VmHWM, in KiB."""
    with open(f"/proc/{process.pid}/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith(name + ":"))


def held(port):
    """The connections to a port that the server has not closed: the client's port, and the bytes that wait to be sent to it."""
    connections = {}
    with open("/proc/net/tcp") as table:
        next(table)
        for row in table:
            _, local, remote, state, queues, *_, = fields = row.split()
            # Established or left by the client; whatever else it is, it is held while a file refers to it.
            if int(local.split(":")[1], 16) == port and (state in ("01", "08") or fields[9] != "0"):
                connections[int(remote.split(":")[1], 16)] = int(queues.split(":")[0], 16)
    return connections


def client(port, kind, first):
    """A connection of a kind, with what it sends at once."""
    connection = socket.socket()
    if kind == "unread answers":
        # Small segments and a small buffer, so that the kernel keeps little of an answer that nobody reads.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 536)
    connection.settimeout(30)
    connection.connect(("127.0.0.1", port))
    connection.sendall(first)
    connection.setblocking(False)
    return connection


def drip(connections, done):
    """Sends a byte a second on each connection until the server has closed it."""
    connections = list(connections)
    while connections and not done.wait(1):
        for connection in list(connections):
            try:
                connection.send(b"a")
            except BlockingIOError:
                pass
            except OSError:
                connections.remove(connection)


class Watch(threading.Thread):
    """Looks at the server once a second: its memory, and when it last held a connection of each kind."""

    def __init__(self, served, port, kinds):
        super().__init__(daemon=True)
        self.served, self.port, self.kinds = served, port, kinds
        self.done, self.rss, self.last = threading.Event(), 0, {}
        self.since = time.monotonic()

    def run(self):
        while not self.done.wait(1):
            self.rss = max(self.rss, memory(self.served.process, "VmRSS"))
            for kind in {self.kinds[port] for port in held(self.port) if port in self.kinds}:
                self.last[kind] = time.monotonic() - self.since


def first_bytes(served):
    """What a client of each kind sends at once."""
    token = served.token("leadlex")
    search = served.request("POST", LEADLEX + "/v1/prospects/search", {"per_page": 100}, token)
    assert search.status == 200, search
    head = f" HTTP/1.1\r\nHost: {served.address}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\n"
    asked = b'{"per_page": 100}'
    one = f"POST {LEADLEX}/v1/prospects/search{head}Content-Length: {len(asked)}\r\n\r\n".encode() + asked
    return {
        "headers": f"GET {LEADLEX}/v1/li".encode(),
        "bodies": f'POST {LEADLEX}/v1/prospects/save{head}Content-Length: {BODY}\r\n\r\n{{"prospects": "'.encode(),
        # So many that the kernel cannot take all the answers off the server's hands.
        "unread answers": one * (UNREAD // len(search.body) + 1),
    }


def main():
    parser = argparse.ArgumentParser(usage="slow_clients.py BINARY [--clients N]")
    parser.add_argument("binary")
    parser.add_argument("--clients", type=int, default=2000)
    options = parser.parse_args()

    # The server inherits the limit.
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = options.clients + 256
    if hard != resource.RLIM_INFINITY and hard < needed:
        print(f"slow_clients.py: {needed} files must be open at once, and {hard} may be", file=sys.stderr)
        return 3
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, needed), hard))

    wrong = []
    with Served(options.binary) as served:
        port, token = int(served.address.split(":")[1]), served.token("leadlex")
        first = first_bytes(served)
        connections = {}
        for number in range(options.clients):
            kind = KINDS[number % len(KINDS)]
            connection = client(port, kind, first[kind])
            connections[connection.getsockname()[1]] = kind, connection
        watch = Watch(served, port, {number: kind for number, (kind, _) in connections.items()})
        watch.start()
        dripping = [connection for kind, connection in connections.values() if kind != "unread answers"]
        threading.Thread(target=drip, args=(dripping, watch.done), daemon=True).start()

        times = []
        for number in range(REQUESTS):
            begin = time.perf_counter()
            try:
                answer = served.request("GET", LEADLEX + "/v1/lists?per_page=1", token=token)
            except OSError as error:
                wrong.append(f"ordinary request {number + 1} failed: {error!r}")
                continue
            times.append(1000 * (time.perf_counter() - begin))
            if answer.status != 200:
                wrong.append(f"ordinary request {number + 1} was answered {answer.status}: {answer.body[:200]}")
        meanwhile = held(port)
        hanging = sum(number in meanwhile for number in connections)
        if hanging < options.clients:
            wrong.append(f"only {hanging} of {options.clients} slow clients hung while the ordinary requests were made")

        time.sleep(max(0, watch.since + 15 - time.monotonic()))
        waiting = held(port)
        # One look can miss a row of a table that changes meanwhile, two do not miss the same one.
        waiting = held(port) | waiting
        full = [number for number, (kind, _) in connections.items() if kind == "unread answers" and not waiting.get(number)]
        if full:
            wrong.append(f"{len(full)} of the clients that read nothing were not being sent anything after 15 s")

        time.sleep(max(0, watch.since + SECONDS - time.monotonic()))
        left = [connections[number][0] for number in held(port) | held(port) if number in connections]
        watch.done.set()
        watch.join()
        peak = memory(served.process, "VmHWM")
        for _, connection in connections.values():
            connection.close()
        for kind in KINDS:
            if kind in left:
                wrong.append(f"{left.count(kind)} connections ({kind}) were still held after {SECONDS} s")
        if peak >= MOST:
            wrong.append(f"the server took {peak / 1024:.0f} MB, which is not below {MOST // 1024}")
        health = served.request("GET", "/health")
        if health.status != 200:
            wrong.append(f"/health was answered {health.status} in the end")

    times = sorted(times) or [float("nan")]
    p50, p99 = (times[min(len(times) - 1, int(len(times) * part))] for part in (0.5, 0.99))
    closings = ", ".join(f"{kind} last held at {watch.last.get(kind, 0):.0f} s" for kind in KINDS)
    print(
        f"slow clients: {options.clients}, of which {hanging} hung while {REQUESTS} requests took p50 {p50:.1f} ms, "
        f"p99 {p99:.1f} ms; RSS {watch.rss / 1024:.0f} MB, peak {peak / 1024:.0f} MB; "
        f"closed after {SECONDS} s: {options.clients - len(left)} ({closings})")
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
