"""Every function of the standard library that can wait was looked at by somebody.

The report behind this is ``python -m scripts.stub_coverage``. With a new mypy comes a new typeshed:
what is new in it fails here, by name, until it is marked or accepted.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import considered
from scripts.considered import WHOLE, RecordError
from scripts.reach import reaches_out
from scripts.stub_coverage import LEFT_UNKNOWN, Row, accept, has_stub, main, report, row, stale
from scripts.typeshed_names import defined
from tests.meta.typeshed_source import module_names

RECORD = considered.read()

# The state of the stubs.


def test_modules_that_can_wait_are_considered_in_full() -> None:
    """None of their names is unknown to us: each is marked, or was read and found harmless."""
    rows = [row(module, RECORD) for module in module_names() if reaches_out(module)]
    left = [f"{item.module}.{name}" for item in rows for name in item.missing]
    assert left == []


def test_the_record_names_nothing_else() -> None:
    """A name that is gone from typeshed, or that the stub has by now, must leave the record."""
    assert stale(RECORD) == []


def test_only_modules_that_cannot_wait_are_accepted_as_a_whole() -> None:
    """There a new name needs no reader: nothing that it could wait for is in reach."""
    whole = [module for module, names in RECORD.items() if WHOLE in names]
    assert [module for module in whole if reaches_out(module)] == []


def test_the_record_is_written_as_the_command_writes_it() -> None:
    assert considered.PATH.read_text(encoding="utf-8") == considered.render(RECORD)


def test_what_is_left_unknown_has_no_stub() -> None:
    """A stub would make all its functions harmless."""
    assert set(LEFT_UNKNOWN) <= set(module_names())
    assert [module for module in LEFT_UNKNOWN if has_stub(module)] == []


# Which modules can wait.


@pytest.mark.parametrize(
    "module",
    [
        "_socket",  # no source
        "asyncio.base_events",
        "http.client",  # uses socket
        "json.tool",  # calls open()
        "logging.handlers",
        "multiprocessing.managers",  # by names that multiprocessing offers
        "os",
        "signal",  # takes all of _signal
        "subprocess",
        "threading",
        "urllib.request",
        "xml.dom.minidom",  # uses a function of a module beside it
    ],
)
def test_modules_that_can_wait(module: str) -> None:
    assert reaches_out(module) is True


@pytest.mark.parametrize("module", ["colorsys", "html", "numbers", "textwrap", "urllib.parse"])
def test_modules_that_cannot(module: str) -> None:
    assert reaches_out(module) is False


def test_no_verdict_without_the_module() -> None:
    assert reaches_out("no_such_module") is None


# What is counted.


def test_a_new_name_is_not_yet_considered() -> None:
    """If typeshed gets another ``queue.Queue.put_nowait``, the report says that nobody looked."""
    before = {**RECORD, "queue": RECORD["queue"] - {"Queue.put_nowait"}}
    assert row("queue", before).missing == ("Queue.put_nowait",)


def test_the_parts_are_the_whole() -> None:
    for module in ("os", "socket", "ctypes", "encodings.ascii"):
        item = row(module, RECORD)
        assert item.names == item.marked + item.harmless + item.unknown + len(item.missing)


def test_a_module_without_a_stub_is_not_considered() -> None:
    """For mypy all of it is unknown, even if a record says otherwise."""
    assert not has_stub("encodings.ascii")
    assert len(row("encodings.ascii", {"encodings.ascii": {WHOLE}}).missing) == 7


def test_modules_left_unknown_are_counted_as_such() -> None:
    item = row("ctypes", RECORD)
    assert item.unknown == item.names > 0


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("asyncio.tasks", "sleep"),  # a coroutine function
        ("datetime", "date.__add__"),
        ("subprocess", "TimeoutExpired.__init__"),
        ("os", "stat_result.st_mtime"),
        ("codecs", "_WritableStream.write"),
    ],
)
def test_rules_find_harmless(module: str, name: str) -> None:
    assert defined(module)[name] is True


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("socket", "socket.__enter__"),
        ("queue", "Queue.__init__"),
        ("os", "DirEntry.name"),
        ("threading", "Thread.__init__"),
    ],
)
def test_rules_say_nothing_of_the_rest(module: str, name: str) -> None:
    assert defined(module)[name] is False


# Accepting.


def test_accept_records_what_is_left_and_drops_what_is_stale() -> None:
    """The result is what the record holds, whatever it held before."""
    record = accept(["queue"], {"queue": {"Queue.empty", "Queue.gone", "Queue.get"}})
    assert record["queue"] == RECORD["queue"]
    assert stale({"queue": {"Queue.empty", "Queue.gone", "Queue.get"}}) == [
        "queue.Queue.get",
        "queue.Queue.gone",
    ]


def test_accept_takes_a_module_that_cannot_wait_as_a_whole() -> None:
    assert accept(["textwrap"], {})["textwrap"] == {WHOLE}


def test_accept_needs_a_stub() -> None:
    with pytest.raises(ValueError, match=r'"ctypes" has no effect stub; write one, and say in it'):
        accept(["ctypes"], {})


# The record as a file.


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    record = {"os": frozenset({"getpid", "DirEntry.name", "a.B.c"}), "re": frozenset({WHOLE})}
    path = tmp_path / "considered.txt"
    path.write_text(considered.render(record), encoding="utf-8")
    assert considered.read(path) == record


def test_a_long_paragraph_goes_on_in_the_next_line(tmp_path: Path) -> None:
    record = {"os": frozenset(f"Class.name_{number}" for number in range(40))}
    text = considered.render(record)
    assert max(map(len, text.splitlines())) <= 100
    path = tmp_path / "considered.txt"
    path.write_text(text, encoding="utf-8")
    assert considered.read(path) == record


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("-: open", ':1: error: Considered names: "-: open" stands before the first section'),
        ("[os]\n[os]", ':2: error: Considered names: "[os]" is there twice'),
        ("[os]\nopen close", ':2: error: Considered names: "open close" is no paragraph'),
    ],
)
def test_a_record_that_cannot_be_read(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "considered.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        considered.read(path)
    assert message in str(caught.value)


# The command.


def test_the_report_has_a_line_for_each_module_and_totals() -> None:
    waits = Row("a", reaches_out=True, names=4, marked=1, harmless=2, unknown=0, missing=("f",))
    other = Row("b", reaches_out=None, names=2, marked=0, harmless=1, unknown=1, missing=())
    rows = [waits, other]
    assert [line.split() for line in report(rows).splitlines() if not line.startswith("-")] == [
        ["module", "names", "marked", "harmless", "unknown", "not", "yet"],
        ["a", "*", "4", "1", "2", "0", "1"],
        ["b", "2", "0", "1", "1", "0"],
        ["that", "can", "wait", "(*)", "4", "1", "2", "0", "1"],
        ["all", "6", "1", "3", "1", "1"],
    ]


def test_the_command_names_what_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It fails as long as something is, prints it, and accepts it on demand."""
    record = tmp_path / "considered.txt"
    record.write_text("[queue]\n-: nothing\n", encoding="utf-8")
    monkeypatch.setattr(considered, "PATH", record)
    assert main(["queue"]) == 1
    assert "queue.Queue.put_nowait" in capsys.readouterr().out.splitlines()
    assert main(["--accept", "queue"]) == 0
    assert considered.read(record) == {"queue": RECORD["queue"]}
    assert main(["queue"]) == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--accept"], "--accept needs the names of the modules that were read"),
        (["--accept", "ctypes"], '"ctypes" has no effect stub'),
        (["oss"], "typeshed has no module oss"),
    ],
)
def test_the_command_refuses(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert message in capsys.readouterr().err
