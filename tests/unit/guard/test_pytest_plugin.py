"""The pytest plugin, as a project uses it: each test runs a small test suite of its own."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from typing import Any

import pytest

pytest_plugins = ["pytester"]

SUITE = """
import asyncio, time

def nap():
    time.sleep(0.001)

async def main():
    nap()

def test_one():
    asyncio.run(main())

def test_two():
    asyncio.run(main())

def test_fine():
    asyncio.run(asyncio.sleep(0))
"""
Run = Callable[..., pytest.RunResult]


@pytest.fixture
def run(pytester: pytest.Pytester) -> Run:
    """Run pytest on a suite, in a process of its own."""

    def run(suite: str, *options: str, ini: str = "") -> pytest.RunResult:
        pytester.makepyfile(test_suite=suite)
        pytester.makeini(f"[pytest]\n{ini}")
        return pytester.runpytest_subprocess("-p", "no:cacheprovider", "-rA", *options)

    return run


def test_without_the_option_nothing_is_imported(run: Run) -> None:
    result = run(
        """
        import sys

        def test_nothing_of_it_is_loaded():
            assert not [name for name in sys.modules if name.startswith("loopsafe.guard")]
            assert "asyncio" not in sys.modules
        """,
        # They import asyncio themselves.
        *("-p", "no:asyncio", "-p", "no:anyio", "-p", "no:xdist", "-p", "no:hypothesispytest"),
    )
    result.assert_outcomes(passed=1)


def test_what_blocks_fails_its_test(run: Run) -> None:
    result = run(SUITE, "--loopsafe-guard")
    result.assert_outcomes(passed=1, failed=2)
    result.stdout.fnmatch_lines(
        [
            '*BlockingCallError: Blocking call on the event loop: "time.sleep" (sleep) at *:4',
            "*loopsafe: seen on the event loop*",
            'Blocking call on the event loop: "time.sleep" (sleep) at *test_suite.py:4, 2 times',
            "*first in test_suite.py::test_one and 1 more",
            '*Use "asyncio.sleep", or run it in a worker: await loopsafe.run(time.sleep, ...)',
        ]
    )
    assert str(result.stdout).count("test_suite.py:4, 2 times") == 1


def test_the_option_leaves_what_follows_alone(run: Run) -> None:
    run(SUITE, "--loopsafe-guard", "test_suite.py").assert_outcomes(passed=1, failed=2)
    result = run(SUITE, "--loopsafe-guard=shout")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*--loopsafe-guard=raise*--loopsafe-guard=log*'shout'*"])


@pytest.mark.parametrize("action", ["warn", "log"])
def test_what_blocks_is_told_only(run: Run, action: str) -> None:
    result = run(SUITE, f"--loopsafe-guard={action}")
    result.assert_outcomes(passed=3, warnings=1 if action == "warn" else 0)
    result.stdout.fnmatch_lines(["*test_suite.py:4, 2 times"])


def test_the_ini_file_says_it_for_good(run: Run) -> None:
    result = run(SUITE, ini="loopsafe_guard = raise\nloopsafe_ignore_kinds = sleep disk\n")
    result.assert_outcomes(passed=3)
    result = run(SUITE, ini="loopsafe_guard = raise\nloopsafe_allow =\n    test_suite.nap\n")
    result.assert_outcomes(passed=3)
    result = run(SUITE, "--loopsafe-guard=log", ini="loopsafe_guard = raise\n")
    result.assert_outcomes(passed=3)


@pytest.mark.parametrize(
    ("ini", "options", "message"),
    [
        ("loopsafe_guard = yes", (), 'loopsafe_guard: "yes" is unknown; use one of raise, warn'),
        ("loopsafe_level = all", ("--loopsafe-guard",), 'loopsafe_level: "all" is unknown'),
        (
            "loopsafe_slow_callback = soon",
            ("--loopsafe-guard",),
            'loopsafe_slow_callback: "soon" is no number of seconds',
        ),
        (
            "loopsafe_ignore_kinds = disc",
            ("--loopsafe-guard",),
            'guard: ignore_kinds: "disc" is unknown',
        ),
        ("", ("--loopsafe-report=x.json",), "--loopsafe-report needs --loopsafe-guard"),
        (
            "",
            ("--loopsafe-guard", "--loopsafe-report=no/folder/x.json"),
            '--loopsafe-report: "*no/folder/x.json" cannot be written: No such file',
        ),
    ],
)
def test_what_means_nothing_is_a_usage_error(
    run: Run, ini: str, options: tuple[str, ...], message: str
) -> None:
    result = run(SUITE, *options, ini=ini + "\n")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"*ERROR: {message.replace('[', '[[]')}*"])


def test_the_marker_is_for_one_test(run: Run) -> None:
    result = run(
        """
        import asyncio, time, pytest

        async def main():
            time.sleep(0.001)

        @pytest.mark.loopsafe
        def test_raises():
            asyncio.run(main())

        @pytest.mark.loopsafe("log")
        def test_logs():
            asyncio.run(main())

        @pytest.mark.loopsafe(ignore_kinds=["sleep"])
        def test_ignores():
            asyncio.run(main())

        def test_is_not_marked():
            asyncio.run(main())
        """
    )
    result.assert_outcomes(passed=3, failed=1)
    result.stdout.fnmatch_lines(["FAILED test_suite.py::test_raises*"])


def test_the_marker_switches_the_guard_off(run: Run) -> None:
    suite = SUITE.replace(
        "def test_two", "import pytest\n@pytest.mark.loopsafe(off=True)\ndef test_two"
    )
    result = run(suite, "--loopsafe-guard", "--strict-markers")
    result.assert_outcomes(passed=2, failed=1)


def test_an_option_that_the_marker_does_not_have_is_named(run: Run) -> None:
    suite = "import pytest\n@pytest.mark.loopsafe(kinds=['disk'])\ndef test_it(): ...\n"
    result = run(suite)
    assert '@pytest.mark.loopsafe has no option "kinds"; it has allow' in str(result.stdout) + str(
        result.stderr
    )
    assert result.ret != 0


def test_the_fixture_shows_what_was_seen(run: Run) -> None:
    result = run(
        """
        import asyncio, time

        async def main():
            time.sleep(0.001)

        def test_it(loopsafe_guard):
            asyncio.run(main())
            (record,) = loopsafe_guard.violations
            assert record.first.operation == "time.sleep"
        """
    )
    result.assert_outcomes(passed=1)


def test_a_stall_fails_its_test(run: Run) -> None:
    result = run(
        """
        import asyncio, time

        async def main():
            end = time.monotonic() + 0.4
            while time.monotonic() < end:
                pass

        def test_it():
            asyncio.run(main())
        """,
        "--loopsafe-guard",
        ini="loopsafe_slow_callback = 0.05\n",
    )
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(['Event loop stuck for * ms: "main" is in "main" at *'])


def test_what_happens_in_fixtures_counts_for_the_test(run: Run) -> None:
    result = run(
        """
        import asyncio, time, pytest

        async def main():
            time.sleep(0.001)

        @pytest.fixture
        def before():
            asyncio.run(main())

        def test_it(before): ...
        """,
        "--loopsafe-guard",
    )
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*first in test_suite.py::test_it"])


def read(pytester: pytest.Pytester) -> list[dict[str, Any]]:
    data = json.loads((pytester.path / "seen.json").read_text(encoding="utf-8"))
    assert data["loopsafe"] == 1
    found: list[dict[str, Any]] = data["violations"]
    return found


def test_the_report(run: Run, pytester: pytest.Pytester) -> None:
    run(SUITE, "--loopsafe-guard=log", "--loopsafe-report=seen.json").assert_outcomes(passed=3)
    (item,) = read(pytester)
    assert item["operation"] == "time.sleep"
    assert item["count"] == 2
    assert item["tests"] == ["test_suite.py::test_one", "test_suite.py::test_two"]
    assert item["place"]["line"] == 4
    assert [site["function"] for site in item["chain"]][-2:] == ["main", "nap"]


def test_a_clean_run_writes_an_empty_report(run: Run, pytester: pytest.Pytester) -> None:
    run("def test_it(): ...", "--loopsafe-guard", "--loopsafe-report=seen.json")
    assert read(pytester) == []


def test_workers_of_xdist_send_what_they_have_seen(run: Run, pytester: pytest.Pytester) -> None:
    result = run(SUITE, "--loopsafe-guard=log", "--loopsafe-report=seen.json", "-n2")
    result.assert_outcomes(passed=3)
    result.stdout.fnmatch_lines(["*test_suite.py:4, 2 times"])
    (item,) = read(pytester)
    assert (item["count"], sorted(item["tests"])) == (
        2,
        ["test_suite.py::test_one", "test_suite.py::test_two"],
    )


@pytest.mark.skipif(
    importlib.util.find_spec("pytest_asyncio") is None, reason="pytest-asyncio is not installed"
)
def test_with_pytest_asyncio(run: Run) -> None:
    result = run(
        """
        import asyncio, time, pytest, pytest_asyncio

        @pytest_asyncio.fixture
        async def ready():
            await asyncio.sleep(0)
            yield 1

        @pytest.mark.asyncio
        async def test_blocks(ready):
            time.sleep(0.001)

        @pytest.mark.asyncio
        async def test_fine(ready):
            await asyncio.to_thread(time.sleep, 0.001)
        """,
        "--loopsafe-guard",
        ini="asyncio_default_fixture_loop_scope = function\n",
    )
    result.assert_outcomes(passed=1, failed=1)


@pytest.mark.skipif(importlib.util.find_spec("anyio") is None, reason="anyio is not installed")
def test_with_the_plugin_of_anyio(run: Run) -> None:
    result = run(
        """
        import anyio, time, pytest

        @pytest.fixture
        def anyio_backend():
            return "asyncio"

        @pytest.fixture
        async def ready():
            await anyio.sleep(0)
            yield 1

        @pytest.mark.anyio
        async def test_blocks(ready):
            time.sleep(0.001)

        @pytest.mark.anyio
        async def test_fine(ready):
            await anyio.to_thread.run_sync(time.sleep, 0.001)
        """,
        "--loopsafe-guard",
    )
    result.assert_outcomes(passed=1, failed=1)
