"""Both enforcers agree: the plugin's cases are run under the guard, and compared line by line.

What a case expects of the plugin is what the guard must say when the line is executed, and no more.
Where the two differ there is a reason, and it is listed here. Codes that have no counterpart at run
time (``callable-context``, ``unscheduled-coroutine``) are about what will happen later: a line with
one of them may be told or not.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any, Final

import pytest

from tests.cases import harness

LEFT_OUT: Final = ("broken_code", "config_", "suppression", "untyped_libraries")
"""Groups that are no programs, that are about the configuration of the plugin, or that import
what is not installed."""
BOTH: Final = frozenset({"blocking-call", "loop-only-call"})

FREE: Final = "nobody holds the lock when the case runs, and a lock that is free is simply taken"
OTHER: Final = "another of the alternatives runs"
INHERITED: Final = (
    "that an override inherits a mark is for the plugin to know; the guard sees deeds"
)
OVERLOADED: Final = "marks on overloads are gone when a program runs"
STREAM: Final = "the standard streams are another's in a test run, and silent for the guard"
PASSED: Final = "what is passed decides, and the argument of this run is harmless"
GONE_ON: Final = "the run goes on behind a statement that would have left the function"
EXPLAINED: Final = {
    "coroutines/async_bodies.py": dict.fromkeys(
        (
            "[slow(number) async for number in generate()]",
            "{number async for number in generate() if slow(number)}",
        ),
        "the generator's own violation has ended it before it yields anything",
    ),
    "coroutines/runners.py": {
        "run_all()": "the statements above have left the thread without a running loop"
    },
    "hidden/standard_input.py": dict.fromkeys(
        ("sys.stdin.readline()", "stdin.read()", "for _ in sys.stdin:", "ask()"), STREAM
    ),
    "hidden/with_open.py": {"with LOCK:": FREE},
    "hidden/with_statements.py": {
        "with holder.lock:": FREE,
        "with holder.rlock:": FREE,
        "with holder.condition:": FREE,
        "holder.guarded()": FREE,
    },
    "markers/by_call.py": {"compute()": "a mark by call is put on the very function"},
    "overrides/constrained.py": {"unmarked.load()": INHERITED, "unmarked.fire()": INHERITED},
    "overrides/overloads.py": dict.fromkeys(("take()", "take(flag)"), OVERLOADED),
    "overrides/overloads_by_class.py": dict.fromkeys(
        (
            *("load(path)", 'load("name")', 'helper("name")'),
            *("device.read()", "device.read(wait=flag)"),
        ),
        OVERLOADED,
    ),
    "overrides/receivers.py": {"either.poll()": OTHER},
    "precision/asked_before.py": {
        "[future.result() for future in futures if one.done()]": "the list of this run is empty",
        "return future.result()": GONE_ON,
        "return importlib.import_module(other)": GONE_ON,
    },
    "precision/sockets_without_waiting.py": {'os.write(write, b"")': STREAM},
    "real_faults/start_up.py": {
        'zoneinfo.ZoneInfo("Europe/Berlin")': "a zone is read from its file once"
    },
    "slots/called_attributes.py": dict.fromkeys(
        ("bus.helper()", "bus.job()", "self.job()", "self.listener()"), PASSED
    ),
    "slots/parameters.py": {"job()": PASSED, "listener()": PASSED},
    "thread_checks/own_loops.py": dict.fromkeys(
        ("publish()", "pump.post()", "pump.post_perhaps(True)", "pump.post_unless_closed()"),
        "the thread of this run is none of those that are told apart",
    ),
    "thread_checks/parameters.py": {
        "consume([1], lambda _: time.sleep(1))": "the thread that runs has another number here"
    },
    "thread_checks/thread_checks.py": {
        "hub.wait_if_forbidden()": "the case's own note of the loop's thread is not made here"
    },
    "values/single_dispatch.py": {"marked(1)": INHERITED, "marked_number(1)": INHERITED},
    "values/conditional.py": dict.fromkeys(
        ("(fast if now else slow)()", "(fast or slow)()", "(fast if now else fire)()"), OTHER
    ),
}
"""Where they disagree, and why: by file, and the statement without its comment."""
GROUPS: Final = [item for item in harness.groups() if not item.name.startswith(LEFT_OUT)]


def execute(group: harness.Group, files: list[str]) -> dict[str, Any]:
    """Run the cases of a group in a process of their own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.unit.guard.agreement.run", str(group.folder), *files],
        cwd=harness.ROOT.parents[1],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name)
def test_the_guard_says_what_the_plugin_says(group: harness.Group) -> None:
    files = [str(path.relative_to(group.folder)) for path in group.files()]
    outcome = execute(group, files)
    expected: dict[tuple[str, int], set[str]] = {}
    for remark in harness.expectations(group):
        if remark.kind == "E":
            expected.setdefault((remark.file, remark.line), set()).add(remark.code)
    differences: dict[str, set[str]] = {}
    executed = 0
    for file in files:
        source = (group.folder / file).read_text(encoding="utf-8").splitlines()
        seen = outcome["seen"].get(file, {})
        unclear = outcome["failed"].get(file, {}).keys()
        for lines in {*seen, *outcome["silent"].get(file, ())} - (unclear - seen.keys()):
            first, last = map(int, lines.split("-"))
            codes = set().union(*(expected.get((file, n), ()) for n in range(first, last + 1)))
            told = {seen[lines].split()[0]} if lines in seen else set()
            executed += 1
            if told != codes & BOTH and not (told and codes):
                statement = source[first - 1].partition("  # ")[0].strip()
                differences.setdefault(f"{group.name}/{file}", set()).add(statement)
    unexplained = {
        file: statements - EXPLAINED.get(file, {}).keys()
        for file, statements in differences.items()
    }
    assert not {file: statements for file, statements in unexplained.items() if statements}
    assert executed


def test_what_is_explained_is_there() -> None:
    for file, reasons in EXPLAINED.items():
        source = (harness.ROOT / file).read_text(encoding="utf-8").splitlines()
        statements = {line.partition("  # ")[0].strip() for line in source}
        assert reasons.keys() <= statements, file
