"""How Python functions are watched: local events, and the prologue of Python 3.11."""

from __future__ import annotations

import asyncio
import dis
import gc
import inspect
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any

import pytest

from loopsafe import blocking, callback, guard, thread_safe

NEW = pytest.mark.skipif(sys.version_info < (3, 12), reason="sys.monitoring came with 3.12")
OLD = pytest.mark.skipif(sys.version_info >= (3, 12), reason="the prologue is for 3.11")


def on_loop(step: Callable[[], object]) -> object:
    async def main() -> object:
        return step()

    return asyncio.run(main())


def make(value: int, *, mark: bool) -> Callable[[], int]:
    def sibling() -> int:
        return value

    return blocking(sibling) if mark else sibling


def test_a_sibling_closure_shares_the_code_and_not_the_mark() -> None:
    marked, unmarked = make(1, mark=True), make(2, mark=False)
    with guard.guard(level="production"):
        assert on_loop(unmarked) == 2
        with pytest.raises(guard.BlockingCallError):
            on_loop(marked)
        later = make(3, mark=True)
        with pytest.raises(guard.BlockingCallError):
            on_loop(later)


def test_an_unchecked_promise_is_believed() -> None:
    def nap() -> str:
        time.sleep(0.001)
        return "slept"

    trusted = thread_safe(unchecked=True)(lambda: str(nap()))
    trusted_on_loop = callback(unchecked=True)(lambda: str(nap()))
    with guard.guard():
        assert on_loop(trusted) == "slept"
        assert on_loop(trusted_on_loop) == "slept"
        with pytest.raises(guard.BlockingCallError):
            on_loop(nap)
    assert on_loop(nap) == "slept"


def test_a_generator_is_caught_before_its_body_runs() -> None:
    ran: list[int] = []

    @blocking
    def lines() -> Iterator[int]:
        ran.append(1)
        yield 1

    with guard.guard(level="production"), pytest.raises(guard.BlockingCallError):
        on_loop(lambda: list(lines()))
    assert not ran


def test_methods_of_all_sorts() -> None:
    class Device:
        @blocking
        def plain(self) -> None: ...

        @classmethod
        @blocking
        def of_the_class(cls) -> None: ...

        @staticmethod
        @blocking
        def static() -> None: ...

    device = Device()
    with guard.guard(level="production"):
        for method in (device.plain, Device.of_the_class, Device.static):
            with pytest.raises(guard.BlockingCallError):
                on_loop(method)


@NEW
def test_other_tools_keep_their_ids() -> None:
    monitoring = sys.monitoring  # type: ignore[attr-defined,unused-ignore]
    taken = [tool for tool in (3, 4) if monitoring.get_tool(tool) is None]
    for tool in taken:
        monitoring.use_tool_id(tool, f"other {tool}")
    try:
        with guard.guard(level="production"), pytest.raises(guard.BlockingCallError):
            on_loop(make(1, mark=True))
        assert [monitoring.get_tool(tool) for tool in taken] == [f"other {tool}" for tool in taken]
    finally:
        for tool in taken:
            monitoring.free_tool_id(tool)


@NEW
def test_without_a_free_id_it_says_so_and_does_the_rest() -> None:
    monitoring = sys.monitoring  # type: ignore[attr-defined,unused-ignore]
    free = [tool for tool in range(6) if monitoring.get_tool(tool) is None]
    for tool in free:
        monitoring.use_tool_id(tool, "greedy")
    try:
        with pytest.warns(guard.GuardWarning, match="all ids of sys.monitoring are taken"):
            installed = guard.install(level="staging")
        with pytest.raises(guard.BlockingCallError):
            on_loop(lambda: open(__file__))  # noqa: PTH123, SIM115  (it is not opened)
        guard.uninstall(installed)
    finally:
        for tool in free:
            monitoring.free_tool_id(tool)


@NEW
def test_another_tool_may_restart_all_events() -> None:
    monitoring = sys.monitoring  # type: ignore[attr-defined,unused-ignore]
    with guard.guard(level="production"):
        monitoring.restart_events()
        with pytest.raises(guard.BlockingCallError):
            on_loop(make(1, mark=True))


def _functions() -> list[FunctionType]:
    return [item for item in gc.get_objects() if type(item) is FunctionType]


@OLD
def test_code_with_a_prologue_is_the_same_but_for_the_prologue() -> None:
    from loopsafe.guard.sensors.prologue import with_prologue  # noqa: PLC0415  (knows 3.11 only)

    changed = 0
    for function in _functions():
        code = function.__code__
        after = with_prologue(code, lambda: None)
        if after is None:
            continue
        changed += 1
        added = (len(after.co_code) - len(code.co_code)) // 2
        resume = next(i for i in dis.get_instructions(code) if i.opname == "RESUME").offset // 2 + 1
        lines = list(after.co_positions())
        assert lines[:resume] + lines[resume + added :] == list(code.co_positions())
        table = [_shifted(entry, resume, added) for entry in _entries(code)]
        assert _entries(after) == table
        same = FunctionType(after, {}, closure=function.__closure__)
        assert inspect.signature(same, follow_wrapped=False) is not None
    assert changed > 1000


def _entries(code: object) -> list[tuple[int, int, int, int, bool]]:
    entries = dis._parse_exception_table(code)  # type: ignore[attr-defined]
    return [(item.start, item.end, item.target, item.depth, item.lasti) for item in entries]


def _shifted(
    entry: tuple[int, int, int, int, bool], resume: int, added: int
) -> tuple[int, int, int, int, bool]:
    start, end, target, depth, lasti = entry

    def moved(offset: int) -> int:
        return offset + 2 * added if offset >= 2 * resume else offset

    return moved(start), moved(end - 2) + 2, moved(target), depth, lasti


@OLD
def test_a_function_with_a_prologue_works_as_before() -> None:
    from loopsafe.guard.sensors.prologue import with_prologue  # noqa: PLC0415  (knows 3.11 only)

    calls: list[int] = []

    def check() -> None:
        calls.append(1)

    def work(first: int, *rest: int, key: str = "k") -> Iterator[object]:
        inner = first
        for item in rest:
            try:
                yield item // (item - 2)
            except ZeroDivisionError:
                yield "caught"
            finally:
                inner += item
        yield [key for _ in range(inner)]

    expected = list(work(1, 2, 3))
    after = with_prologue(work.__code__, check)
    assert after is not None
    work.__code__ = after
    assert list(work(1, 2, 3)) == expected
    assert calls == [1]

    def fail() -> None:
        message = "here"
        raise ValueError(message)

    line = fail.__code__.co_firstlineno + 2
    fail.__code__ = with_prologue(fail.__code__, check) or fail.__code__
    with pytest.raises(ValueError, match="here") as caught:
        fail()
    assert traceback.extract_tb(caught.tb)[-1].lineno == line


@OLD
@pytest.mark.parametrize("names", [0, 300], ids=["few names", "many names"])
def test_a_loops_method_with_a_prologue_asks_which_thread_calls(names: int) -> None:
    from loopsafe.guard.sensors.prologue import with_prologue  # noqa: PLC0415  (knows 3.11 only)

    class Loop:
        _thread_id: int | None = None

    calls: list[int] = []
    body = "".join(f"    n{index}, {1000 + index}\n" for index in range(names))
    source = f"def method(self):\n    if self is None:\n        return\n{body}    return self\n"
    found: dict[str, Any] = {f"n{index}": index for index in range(names)}
    exec(source, found)  # noqa: S102  (our own source)
    method: FunctionType = found["method"]
    after = with_prologue(method.__code__, lambda: calls.append(1), off_loop=True)
    assert after is not None
    method.__code__ = after
    loop = Loop()
    here = threading.get_ident()
    for thread, asked in ((None, 1), (here, 1), (here + 1, 2)):
        loop._thread_id = thread
        assert method(loop) is loop
        assert len(calls) == asked
