"""Installing, nesting, uninstalling; what is raised, warned of, logged, and left alone."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from loopsafe import blocking, guard
from loopsafe.guard.engine import ENGINE
from loopsafe.guard.settings import from_environment
from tests.unit.guard.conftest import everything


@blocking(kind="network", instead="aio.fetch")
def fetch() -> str:
    return "fetched"


def on_loop(step: Callable[[], object]) -> object:
    """Call something on a running loop."""

    async def main() -> object:
        return step()

    return asyncio.run(main())


def nap() -> None:
    time.sleep(0.001)


def test_an_error_says_what_where_on_which_loop_by_which_way_and_what_to_do() -> None:
    with guard.guard(), pytest.raises(guard.BlockingCallError) as caught:
        on_loop(nap)
    text = str(caught.value)
    line = nap.__code__.co_firstlineno + 1
    assert text.startswith('Blocking call on the event loop: "time.sleep" (sleep) at ')
    assert f"{__file__}:{line}" in text
    assert "on event loop asyncio." in text
    assert 'task "Task-' in text
    assert '"on_loop.<locals>.main"' in text
    assert f'"nap" ({__file__}:{line}) calls it' in text
    assert text.endswith(
        'Use "asyncio.sleep", or run it in a worker: await loopsafe.run(time.sleep, ...)'
    )


def test_a_marked_function_does_not_run_where_it_would_block() -> None:
    ran: list[int] = []

    @blocking(kind="disk")
    def save() -> None:
        ran.append(1)

    with guard.guard(level="production"):
        with pytest.raises(guard.BlockingCallError, match="save"):
            on_loop(save)
        assert not ran
        save()
    assert ran == [1]


def test_the_remedy_of_a_marker_is_told() -> None:
    with guard.guard(), pytest.raises(guard.BlockingCallError, match=r'Use "aio\.fetch"'):
        on_loop(fetch)


def test_functions_that_are_marked_later_are_watched_from_then_on() -> None:
    with guard.guard(level="production"):

        @blocking
        def later() -> None: ...

        with pytest.raises(guard.BlockingCallError, match="later"):
            on_loop(later)


def test_marks_of_other_frameworks_are_found_by_refresh() -> None:
    def theirs() -> None: ...

    async def main() -> None:
        await asyncio.to_thread(theirs)

    with guard.guard(level="production"):
        theirs._hass_callback = True  # type: ignore[attr-defined]
        asyncio.run(main())
        guard.refresh()
        with pytest.raises(guard.LoopOnlyError, match="theirs"):
            asyncio.run(main())


def test_warnings_come_from_the_place_and_the_program_goes_on() -> None:
    with guard.guard("warn"), pytest.warns(guard.BlockingCallWarning) as caught:
        assert on_loop(fetch) == "fetched"
    assert caught[0].filename == __file__


def test_a_log_has_one_entry_for_a_place(caplog: pytest.LogCaptureFixture) -> None:
    with guard.guard("log") as watching, caplog.at_level(logging.WARNING, "loopsafe.guard"):
        for _ in range(3):
            on_loop(nap)
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert [(item.count, item.first.operation) for item in watching.violations] == [
        (3, "time.sleep")
    ]


def test_what_the_program_swallows_is_written_down() -> None:
    def swallowing() -> None:
        with contextlib.suppress(Exception):
            nap()

    with guard.guard() as watching:
        on_loop(swallowing)
    assert watching.violations[0].raised


def test_off_the_loop_everything_may_block() -> None:
    async def main() -> None:
        await asyncio.to_thread(nap)
        await asyncio.get_running_loop().run_in_executor(None, fetch)

    with guard.guard() as watching:
        nap()
        fetch()
        asyncio.run(main())
    assert not watching.violations


def test_an_operation_is_told_once_not_once_for_each_thing_it_does() -> None:
    with guard.guard("log") as watching:
        on_loop(lambda: subprocess.run([sys.executable, "-c", ""], check=True))
    assert [item.first.operation for item in watching.violations] == ["subprocess.run"]


@pytest.mark.parametrize("level", ["production", "staging", "test"])
def test_uninstall_leaves_nothing_behind(level: Any) -> None:
    with guard.guard("log", level=level):
        pass  # The first guard loads what guards need.
    before = everything()
    with guard.guard("log", level=level):
        assert everything() != before or level == "production"
    after = everything()
    assert {key for key in before if before[key] is not after.get(key)} <= {("sys", "meta_path")}
    assert before.keys() == after.keys()
    assert before["sys", "meta_path"] == after["sys", "meta_path"]


def test_a_program_without_a_guard_pays_nothing() -> None:
    script = (
        "import sys, loopsafe\n"
        "sys.exit('loopsafe.guard' in sys.modules or 'asyncio' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True, env=_environment())


def test_guards_nest_and_the_inner_one_says_what_happens() -> None:
    with guard.guard("raise") as outer:
        with guard.guard("log") as inner:
            on_loop(nap)
        with pytest.raises(guard.BlockingCallError):
            on_loop(nap)
    assert [len(item.violations) for item in (outer, inner)] == [1, 1]


def test_guards_may_be_uninstalled_in_any_order() -> None:
    before = everything()
    first = guard.install("raise", level="production")
    second = guard.install("log", level="test")
    guard.uninstall(first)
    on_loop(nap)
    guard.uninstall(second)
    assert len(second.violations) == 1
    after = everything()
    assert all(before[key] is after[key] for key in before if key != ("sys", "meta_path"))


def test_each_guard_is_uninstalled_once() -> None:
    with pytest.raises(guard.GuardStateError, match="no guard is installed"):
        guard.uninstall()
    installed = guard.install("log", level="production")
    guard.uninstall()
    with pytest.raises(guard.GuardStateError, match="not installed"):
        installed.uninstall()


def test_one_guard_may_be_installed_twice_and_is_in_force_until_the_second_uninstall() -> None:
    installed = guard.guard("log", level="production", slow_callback=None)
    with installed:
        with installed:
            pass
        assert on_loop(fetch) == "fetched"
    assert [item.count for item in installed.violations] == [1]
    assert ENGINE.top() is None


def test_a_guard_can_be_installed_on_a_thread_without_a_loop() -> None:
    seen: list[str] = []

    def work() -> None:
        with guard.guard("log") as watching:
            on_loop(nap)
            seen.extend(item.first.thread for item in watching.violations)

    thread = threading.Thread(target=work, name="worker")
    thread.start()
    thread.join()
    assert seen == ["worker"]


def test_what_the_loop_itself_calls_is_told() -> None:
    async def main() -> None:
        asyncio.get_running_loop().call_soon(os.getpid)
        asyncio.get_running_loop().call_soon(time.sleep, 0.001)
        asyncio.get_running_loop().call_soon(functools.partial(os.stat, "."))
        await asyncio.sleep(0)

    with guard.guard("log") as watching:
        asyncio.run(main())
    assert [(item.first.operation, item.first.place.file) for item in watching.violations] == [
        ("time.sleep", "<event loop>"),
        ("os.stat", "<event loop>"),
    ]


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_file_that_is_garbage_may_be_closed(tmp_path: Path) -> None:
    async def main() -> None:
        # It goes away with the frame: the loop's own code is what is left on the stack.
        await asyncio.sleep(0)
        kept = files.pop()
        del kept

    async def hold(_: object) -> None:
        await asyncio.sleep(0)

    files = [(tmp_path / "file").open("w", encoding="utf-8")]
    with guard.guard("log") as watching:
        asyncio.run(main())
        asyncio.run(hold((tmp_path / "other").open("w", encoding="utf-8")))
    assert not [item for item in watching.violations if item.first.place.file == "<event loop>"]


def test_several_loops_in_several_threads_are_all_watched() -> None:
    ready = threading.Barrier(3)
    names: list[str] = []

    async def main() -> None:
        await asyncio.to_thread(ready.wait)
        with pytest.raises(guard.BlockingCallError) as caught:
            nap()
        names.append(caught.value.violation.thread)

    with guard.guard():
        threads = [
            threading.Thread(target=asyncio.run, args=(main(),), name=f"loop {number}")
            for number in range(3)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(names) == ["loop 0", "loop 1", "loop 2"]


def test_a_guard_of_one_loop_leaves_others_alone() -> None:
    mine, other = asyncio.new_event_loop(), asyncio.new_event_loop()

    async def main() -> None:
        nap()

    try:
        with guard.guard(loop=mine):
            other.run_until_complete(main())
            with pytest.raises(guard.BlockingCallError):
                mine.run_until_complete(main())
    finally:
        mine.close()
        other.close()


def test_kinds_can_be_ignored() -> None:
    with guard.guard(ignore_kinds=["sleep"]) as watching:
        on_loop(nap)
        with pytest.raises(guard.BlockingCallError):
            on_loop(lambda: os.stat(__file__))  # noqa: PTH116  (one way among many)
    assert len(watching.violations) == 1


@pytest.mark.parametrize("pattern", ["time.sleep", __name__, f"{__name__}.nap", "*.nap"])
def test_operations_modules_and_functions_can_be_allowed(pattern: str) -> None:
    with guard.guard(allow=[pattern]) as watching:
        on_loop(nap)
    assert not watching.violations


def test_effect_stubs_of_a_project_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "stubs").mkdir()
    (tmp_path / "stubs" / "slow_library.pyi").write_text(
        "from loopsafe import blocking\n@blocking(kind='network')\ndef call(): ...\n"
    )
    (tmp_path / "slow_library.py").write_text("def call():\n    return 1\n")
    monkeypatch.syspath_prepend(tmp_path)
    with guard.guard(stub_paths=[tmp_path / "stubs"]):
        import slow_library  # type: ignore[import-not-found]  # noqa: PLC0415  (made just now)

        with pytest.raises(guard.BlockingCallError, match=r"slow_library\.call"):
            on_loop(slow_library.call)
    assert type(slow_library.__spec__.loader).__name__ == "SourceFileLoader"
    sys.modules.pop("slow_library")


def test_an_effect_stub_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "json.pyi").write_text("x = [")
    with pytest.warns(guard.GuardWarning, match=r"json\.pyi:1"), guard.guard(stub_paths=[tmp_path]):
        pass


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"on_violation": "shout"}, 'on_violation: "shout" is unknown; use one of "raise", "warn"'),
        ({"level": "prod"}, 'level: "prod" is unknown; use one of "production", "staging"'),
        ({"slow_callback": 0}, "slow_callback is a number of seconds above 0, or None; not 0"),
        ({"slow_callback": "1"}, "slow_callback is a number of seconds above 0, or None; not '1'"),
        ({"allow": [1]}, "allow takes patterns of names, not 1"),
        ({"loop": 3}, "loop is an event loop, or None; not 3"),
        ({"ignore_kinds": ["disc"]}, 'ignore_kinds: "disc" is unknown; use one of "sleep"'),
        ({"ignore_kinds": "disk"}, "ignore_kinds takes a list of names, not 'disk'"),
        ({"stub_paths": ["/nowhere"]}, 'stub_paths: "/nowhere" is no folder'),
    ],
)
def test_an_option_that_means_nothing_is_named(options: dict[str, Any], message: str) -> None:
    with pytest.raises((TypeError, ValueError), match=message.replace("(", r"\(")):
        guard.guard(**options)


def test_the_environment_installs_a_guard() -> None:
    script = (
        "import asyncio, time, loopsafe\n"
        "async def main(): time.sleep(0.01)\n"
        "try: asyncio.run(main())\n"
        "except loopsafe.guard.BlockingCallError as error: print(error.violation.operation)"
    )
    environment = _environment(LOOPSAFE_GUARD="raise", LOOPSAFE_GUARD_LEVEL="staging")
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, env=environment, capture_output=True, text=True
    )
    assert done.stdout == "time.sleep\n"


def test_a_mistake_in_the_environment_is_named() -> None:
    with pytest.raises(ValueError, match='LOOPSAFE_GUARD: "yes" is unknown; use one of "raise"'):
        from_environment({"LOOPSAFE_GUARD": "yes"})
    with pytest.raises(ValueError, match='LOOPSAFE_GUARD_LEVEL: "all" is unknown'):
        from_environment({"LOOPSAFE_GUARD": "log", "LOOPSAFE_GUARD_LEVEL": "all"})
    assert from_environment({"LOOPSAFE_GUARD": "log"}) == ("log", "test")
    assert from_environment({}) is None


def test_a_name_that_was_replaced_by_somebody_else_is_left_to_them() -> None:
    original = time.sleep
    installed = guard.install("log", level="test", slow_callback=None)
    name = "os.fsync"
    ours, os.fsync = os.fsync, print  # type: ignore[assignment]
    try:
        with pytest.warns(guard.GuardWarning, match=name):
            guard.uninstall(installed)
        assert os.fsync is print
    finally:
        os.fsync = ours.__wrapped__  # type: ignore[attr-defined]
    assert time.sleep is original


def test_a_failure_to_install_leaves_nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        message = "no"
        raise RuntimeError(message)

    monkeypatch.setattr("loopsafe.guard.sensors.blockbuster.start", fail)
    with pytest.raises(RuntimeError, match="no"):
        guard.install("log")
    assert ENGINE.top() is None
    on_loop(nap)


def test_without_blockbuster_the_test_level_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.warns(guard.GuardWarning, match=r'pip install "loopsafe\[guard\]"'):
        installed = guard.install()
    monkeypatch.undo()
    with pytest.raises(guard.BlockingCallError):
        on_loop(nap)
    guard.uninstall(installed)


def test_tools_find_the_original_behind_a_replacement() -> None:
    original = os.stat
    with guard.guard("log"):
        assert os.stat is not original
        assert os.stat == original
        assert os.stat in os.supports_follow_symlinks
        assert os.stat.__name__ == "stat"


def _environment(**more: str) -> dict[str, str]:
    return {**os.environ, **more}
