"""Times commands in turn and prints the median of each beside its peer's."""
import itertools
import os
import pty
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



def to_prompt(command, prompt):
    """Milliseconds from the start of a program on a terminal of its own to the first bytes of its prompt."""
    master, slave = pty.openpty()
    start = time.perf_counter()
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, start_new_session=True)
    os.close(slave)
    seen = b""
    while prompt not in seen:
        seen += os.read(master, 65536)
    took = 1000 * (time.perf_counter() - start)
    os.write(master, b"\x04")
    try:
        while os.read(master, 65536):
            pass
    except OSError:
        # Linux says so when the program has let go of the terminal.
        pass
    os.close(master)
    process.wait()
    return took


def prompt_row(name):
    pairs = [(to_prompt([lead], b"lance> "), to_prompt(["sqlite3", ":memory:"], b"sqlite> ")) for _ in range(runs)]
    left, right = (statistics.median(side) for side in zip(*pairs))
    print(f"{name:28}{left:10.1f}{right:10.1f}{left / right:8.1f}   sqlite3 :memory:")


prompt_row("start to prompt")
os.makedirs(f"{os.environ['XDG_STATE_HOME']}/lead", exist_ok=True)
with open(f"{os.environ['XDG_STATE_HOME']}/lead/history", "w") as history:
    for number in range(10_000):
        history.write(f'search people where company.name is "Company {number}"\\n  and seniority in ("vp", "c_suite")\n')
prompt_row("with 10,000 entries")

# Statements of every kind, each block on lines of its own, and Lua of the same size.
PART = """let v{n} = "Q{n}"
if {n} > 5 {{
    print "more than five", v{n}
}} else {{
    print "few", 1_000 + {n} * 2.5
}}
search people where title contains "CEO" and company.employees between 50 and {top}
select rows 0..100
dedupe by email
limit 3 per company.domain
set custom.wave = "wave ${{$v{n}}}"
rename phone to custom.phone
drop location
order by company.employees desc, name
except rows 3..5, list "Customers" by email
suppress list "Never"
as rows{n}
try {{
    add rows{n} to list "List {n}"
    expect outcome.failed is 0, "somebody is lost"
}} else {{
    print error.message
}}
for country in ("Germany", "Austria") {{
    with rows{n}
    where company.country is country and not title contains ("Assistant", "Intern")
    note("${{v{n}}} in ${{country}}", size: {n})
}}
use leadlex
step "Part {n}" {{
    ensure list "List {n}" description "part {n}"
    use leadlex
    open contacts
    select first 10
    save to contacts
    update contacts by email fill empty only
    remove from list "List {n}"
    count
    describe
    summarize by company.name
    refresh
    show rows 0..10 columns name, email
    export to "list-{n}.csv" columns name, email
    use lance
}}
"""
LUA = """local function part{n}(rows)
    local v = "Q{n}"
    if {n} > 5 then
        print("more than five", v)
    else
        print("few", 1000 + {n} * 2.5)
    end
    for _, country in ipairs({{"Germany", "Austria"}}) do
        if rows.country == country and not rows.title:find("Assistant") then
            note(v .. " in " .. country, {n})
        end
    end
    return {{title = "CEO", least = 50, most = {top}, rows = 100}}
end
parts[{n}] = part{n}
"""
HEADS = {
    "lead": 'lead 1\nparam most = 5\nbudget 500 calls, 5000 rows\ndefine note(text, size = 5) {\n    print text, size\n}\nprint most\nuse lance\n',
    "lua": 'local parts = {}\nlocal note = print\n',
}


def script(language, part, lines=None, size=None):
    """As many whole parts as make `lines` lines or `size` bytes; returns the file and how large it is."""
    text = [HEADS[language]]
    count = total = 0
    for n in itertools.count():
        piece = part.format(n=n, top=60 + n)
        # A Lua function holds 200 local names; each part gets a block of its own.
        piece = f"do\n{piece}end\n" if language == "lua" else piece
        if lines and count >= lines or size and total >= size:
            break
        text.append(piece)
        count += piece.count("\n")
        total += len(piece)
    path = f"{os.environ['XDG_DATA_HOME']}/bench-{lines or size}.{language}"
    with open(path, "w") as file:
        file.write("".join(text))
    return path, total


few = max(3, min(runs, 9))
times = {}
for lines in (10_000, 100_000):
    path, size = script("lead", PART, lines=lines)
    peer, _ = script("lua", LUA, size=size)
    for what, ours in [("check", [lead, "check", path]), ("fmt", [lead, "fmt", path])]:
        pairs = [(once(ours), once(["luac5.4", "-p", peer])) for _ in range(few)]
        left, right = (statistics.median(side) for side in zip(*pairs))
        times[what, lines] = left, right
        print(f"{f'{what} of {lines:,} lines':28}{left:10.1f}{right:10.1f}{left / right:8.1f}   luac -p of {size / 1e6:.1f} MB")
for what in ("check", "fmt"):
    (left, right), (left10, right10) = times[what, 10_000], times[what, 100_000]
    print(f"{f'{what}: growth for ten times':28}{left10 / left:9.1f}x{right10 / right:9.1f}x")
