"""Runs `lead serve` for a proof, in a folder of its own.

As a program it runs another one beside the server and ends with its exit code: served.py BINARY COMMAND [ARGUMENT...]
The command finds SERVED_URL, SERVED_LEADLEX and SERVED_LANCE in its environment: where the server is, and org_demo's tokens.
"""
import collections
import http.client
import json
import os
import signal
import subprocess
import sys
import tempfile
import time

LEADLEX = "/functions/v1/api-gateway"

Answer = collections.namedtuple("Answer", "status headers body")


class Failure(SystemExit):
    """What the server did not do as it should; ends the proof with 1 and says so."""


def start(command, folder, environment=None, patience=60):
    """Starts a server that prints `listening on URL`; returns its process and the URL."""
    printed = os.path.join(folder, "stdout")
    log = os.path.join(folder, "stderr")
    with open(printed, "wb") as output, open(log, "ab") as errors:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=errors, cwd=folder, env=environment)
    end = time.monotonic() + patience
    while time.monotonic() < end:
        ended = process.poll() is not None
        with open(printed) as file:
            line = file.readline()
        if line.endswith("\n") and line.startswith("listening on http://"):
            return process, line.split()[-1]
        if ended or line.endswith("\n"):
            break
        time.sleep(0.01)
    process.kill()
    with open(log, errors="replace") as file:
        told = file.read()[-2000:]
    how = f"ended with {process.wait()}" if ended else f"printed {line!r} in {patience} s"
    raise Failure(f"{command[0]} {how} instead of `listening on`:\n{told}")


def send(connection, method, path, body=None, token=None):
    """One request on a connection of http.client; returns the answer once all of it is there."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    if isinstance(body, (dict, list)):
        headers["Content-Type"] = "application/json"
        body = json.dumps(body).encode()
    connection.request(method, path, body, headers)
    response = connection.getresponse()
    return Answer(response.status, response.headers, response.read())


class Served:
    """A served sandbox, from `with` on: its data, token file, log and home are in the folder.

    Without a folder it has a temporary one, which goes with it. Leaving the `with` stops the server, which must end with 0.
    """

    def __init__(self, binary, folder=None, *flags, people=2000):
        self._temporary = None if folder else tempfile.TemporaryDirectory()
        self.folder = os.path.abspath(folder or self._temporary.name)
        self._tokens = os.path.join(self.folder, "tokens.json")
        self._command = [
            os.path.abspath(binary), "serve", "--port", "0", "--data", os.path.join(self.folder, "served.sqlite"),
            "--people", str(people), "--token-file", self._tokens, *flags,
        ]
        self.process = None

    def __enter__(self):
        try:
            self._start()
        except BaseException:
            self._clean()
            raise
        return self

    def __exit__(self, kind, *_):
        try:
            code = self.stop()
            if kind is None and code != 0:
                raise Failure(f"the server ended with {code}, not with 0")
        finally:
            self._clean()

    def _clean(self):
        if self._temporary:
            self._temporary.cleanup()

    def _start(self):
        home = os.path.join(self.folder, "home")
        os.makedirs(home, exist_ok=True)
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "LEAD_"))}
        environment |= {"HOME": home, "XDG_DATA_HOME": os.path.join(home, "data")}
        self.process, self.url = start(self._command, self.folder, environment)
        self.leadlex = self.url + LEADLEX
        self.address = self.url.removeprefix("http://")
        with open(self._tokens) as file:
            self._organisations = json.load(file)

    def token(self, service, organisation="org_demo"):
        """The token of an organisation for `lance` or `leadlex`."""
        return self._organisations[organisation][service]

    def restart(self):
        """Starts the server again on the same data and tokens, at another port; stops it first if it runs."""
        self.stop()
        self._start()

    def stop(self):
        """Asks the server to end; returns its exit code, or None if it ended before."""
        if self.process is None or self.process.poll() is not None:
            return None if self.process is None else self.process.returncode
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise Failure("the server had not ended 60 s after SIGTERM") from None

    def connection(self, timeout=30):
        """A new connection to the server."""
        return http.client.HTTPConnection(self.address, timeout=timeout)

    def request(self, method, path, body=None, token=None):
        """One request on a connection of its own; the path begins at the root, and a dictionary is sent as JSON."""
        connection = self.connection()
        try:
            return send(connection, method, path, body, token)
        finally:
            connection.close()


def main():
    if len(sys.argv) < 3:
        print("usage: served.py BINARY COMMAND [ARGUMENT...]", file=sys.stderr)
        return 2
    with Served(sys.argv[1]) as served:
        environment = os.environ | {
            "SERVED_URL": served.url, "SERVED_LEADLEX": served.token("leadlex"), "SERVED_LANCE": served.token("lance")}
        return subprocess.run(sys.argv[2:], cwd=served.folder, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
