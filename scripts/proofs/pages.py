"""Runs the samples of documentation pages against a served sandbox: pages.py BINARY FOLDER

The folder holds pages in Markdown or MDX (.md, .mdx, .txt). Of their fenced blocks the `bash` and `python` ones are run as they
stand, but for the base URL and the key; a page's Python blocks share their names, and each page has a fresh server. What a page
shows under "Example Response" must have the members of what the bash block before it got.

Exit codes: 0 all as on the pages, 1 something differs, 2 wrong use, 3 the Python blocks cannot run for want of `requests`.
"""
import contextlib
import io
import itertools
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import textwrap

sys.dont_write_bytecode = True
from served import Served

try:
    import requests
except ImportError:
    print("pages.py: the Python blocks need `requests`: install Debian's python3-requests", file=sys.stderr)
    sys.exit(3)

BASES = [
    "https://data.leadlex.com/functions/v1/api-gateway",
    "https://nbkxaqxwvkgbddekwsma.supabase.co/functions/v1/api-gateway",
]
KEY = "wbk_your_api_key_here"
PATIENCE = 60
KINDS = {dict: "an object", list: "an array", str: "a text", bool: "a truth value", int: "a number", float: "a number"}


def blocks(page):
    """The fenced blocks of a page: the line of the fence, the heading above, the language and the text."""
    heading, lines = "", enumerate(page.splitlines(), 1)
    for number, line in lines:
        if re.match(r"#+ ", line):
            heading = line.strip("# ")
        if opening := re.match(r"\s*(`{3,}) *(\w*)", line):
            inside = itertools.takewhile(lambda line: line[1].strip() != opening[1], lines)
            yield number, heading, opening[2].lower(), textwrap.dedent("".join(line + "\n" for _, line in inside))


def values(text):
    """The JSON values that a text consists of."""
    found, rest = [], text.strip()
    while rest:
        value, end = json.JSONDecoder().raw_decode(rest)
        found.append(value)
        rest = rest[end:].strip()
    return found


def differences(page, answer, path="answer", name=""):
    """How an answer differs from the page's: by members, kinds of values, and what is `created`. A null has every kind."""
    kinds = [KINDS.get(type(value)) for value in (page, answer)]
    if None in kinds:
        return
    if kinds[0] != kinds[1]:
        yield f"{path} is {kinds[0]} on the page and {kinds[1]} here"
    elif isinstance(page, dict):
        for member in sorted(page.keys() - answer.keys()):
            yield f"{path}.{member} is on the page only"
        for member in sorted(answer.keys() - page.keys()):
            yield f"{path}.{member} is not on the page"
        for member in sorted(page.keys() & answer.keys()):
            yield from differences(page[member], answer[member], f"{path}.{member}", member)
    elif isinstance(page, list):
        if bool(page) != bool(answer):
            yield f"{path} has {len(page)} elements on the page and {len(answer)} here"
        elif page:
            yield from differences(page[0], answer[0], f"{path}[0]", name)
    elif name == "created" and isinstance(page, int) and page != answer:
        yield f"{path} is {page} on the page and {answer} here"


def run_bash(code, home):
    """What a block prints, the answers in it, and what went wrong."""
    # curl's own settings, so that the block stays as it is: a refusal is an exit code, too.
    environment = os.environ | {"HOME": home, "CURL_HOME": home}
    try:
        run = subprocess.run(
            ["bash", "-c", code], env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return "", [], [f"ran for more than {PATIENCE} s"]
    wrong = [f"exit code {run.returncode}: {run.stderr.strip()}"] if run.returncode else []
    if "curl" not in code:
        return run.stdout, [], wrong
    try:
        answers = values(run.stdout)
    except ValueError:
        return run.stdout, [], wrong + ["what it printed is no JSON"]
    if not answers:
        wrong.append("it got no answer")
    wrong += ["an answer has no `data`" for answer in answers if not has_data(answer)]
    return run.stdout, answers, wrong


def run_python(code, name, namespace):
    """What a block prints, and what went wrong; its names stay in the namespace."""
    printed, wrong, responses = io.StringIO(), [], []
    send = requests.Session.send

    def watched(session, request, **options):
        responses.append(send(session, request, **options))
        return responses[-1]

    requests.Session.send = watched
    signal.alarm(PATIENCE)
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(code, name, "exec"), namespace)
    except (Exception, SystemExit) as error:
        wrong.append(f"{type(error).__name__}: {error}")
    finally:
        signal.alarm(0)
        requests.Session.send = send
    for response in responses:
        what = f"{response.request.method} {response.request.path_url} was answered {response.status_code}"
        with contextlib.suppress(ValueError):
            if response.ok and has_data(response.json()):
                continue
        wrong.append(f"{what}: {response.text[:500]}")
    return printed.getvalue(), wrong


def has_data(answer):
    return isinstance(answer, dict) and "data" in answer and "error" not in answer


def run_page(binary, name, page):
    """Runs a page's blocks on a fresh server; returns how many there were and the differences."""
    found = [block for block in blocks(page) if block[2] in ("bash", "python", "json")]
    if all(language == "json" for _, _, language, _ in found):
        print(f"{name}: nothing to run")
        return 0, []
    wrong, answers, namespace, count = [], None, {"__name__": "__main__"}, 0
    with Served(binary) as served, tempfile.TemporaryDirectory() as home:
        with open(os.path.join(home, ".curlrc"), "w") as settings:
            settings.write("silent\nshow-error\nfail-with-body\n")
        for line, heading, language, code in found:
            place = f"{name}:{line} ({language})"
            if language == "json":
                if heading == "Example Response" and answers is not None:
                    differ = [f"{place}: {text}" for text in compared(code, answers)]
                    print(f"{place}: " + ("not like the answer" if differ else "like the answer"))
                    wrong += differ
                continue
            for base in BASES:
                code = code.replace(base, served.leadlex)
            code = code.replace(KEY, served.token("leadlex"))
            count += 1
            if language == "bash":
                printed, answers, failed = run_bash(code, home)
            else:
                printed, failed = run_python(code, place, namespace)
            print(f"{place} printed:\n{textwrap.indent(printed.rstrip() or '(nothing)', '    ')}")
            wrong += [f"{place}: {text}" for text in failed]
    return count, wrong


def compared(example, answers):
    """How the last of the bash block's answers differs from the page's example."""
    try:
        example = json.loads(example)
    except ValueError as error:
        return [f"the example is no JSON: {error}"]
    return list(differences(example, answers[-1])) if answers else ["there is no answer to compare it with"]


def main():
    if len(sys.argv) != 3:
        print("usage: pages.py BINARY FOLDER", file=sys.stderr)
        return 2
    binary, folder = sys.argv[1:]

    # Whatever other address a page names, nothing leaves this machine.
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        del os.environ[name]
    os.environ |= {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9", "no_proxy": "127.0.0.1"}

    def too_long(*_):
        raise TimeoutError(f"ran for more than {PATIENCE} s")

    signal.signal(signal.SIGALRM, too_long)
    count, wrong = 0, []
    for name in sorted(name for name in os.listdir(folder) if name.endswith((".md", ".mdx", ".txt"))):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            ran, differ = run_page(binary, name, file.read())
        count += ran
        wrong += differ
    if not count:
        wrong.append(f"no page in {folder} has a block to run")
    print(f"{count} blocks run, {len(wrong)} differences")
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
