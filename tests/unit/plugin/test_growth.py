"""Large programs and deep ones: time in proportion to their size, and no end before mypy's own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from .mypy_project import Project

TIMED = '''\
"""loopsafe's plugin, with a clock in each hook; the total is written after every module."""

import json
import time

import loopsafe_mypy

HOOKS = ["report_config_data", "get_additional_indirect_deps", "get_function_hook",
         "get_method_hook", "get_attribute_hook"]
total = 0.0


def timed(hook):
    def wrapper(self, *arguments):
        global total
        start = time.process_time()
        try:
            return hook(self, *arguments)
        finally:
            total += time.process_time() - start
            if hook.__name__ == "get_additional_indirect_deps":
                with open("seconds.json", "w") as file:
                    json.dump(total, file)
    return wrapper


def plugin(version):
    base = loopsafe_mypy.plugin(version)
    return type("Timed", (base,), {name: timed(getattr(base, name)) for name in HOOKS})
'''


def many_functions(lines: int) -> str:
    """A chain of helpers, each of which calls its neighbours; one in ten is a coroutine."""
    parts = ["import time\ndef f0(x: int) -> int:\n    time.sleep(1)\n    return x\n"]
    for number in range(1, lines // 5):
        kind = "async def g" if number % 10 == 0 else "def f"
        other = max(1, number - 1)
        other -= other % 10 == 0
        parts.append(
            f"{kind}{number}(x: int) -> int:\n    y = f{other if number > 1 else 0}(x)\n"
            f"    z = [y, x]\n    return z[0] + len(z)\n\n"
        )
    return "".join(parts)


def many_classes(lines: int) -> str:
    """Classes that inherit from each other, with properties, and callers of their methods."""
    parts = [
        (
            "import time\nclass C0:\n    def poll(self) -> int:\n"
            "        time.sleep(1)\n        return 1\n"
        )
    ]
    for number in range(1, lines // 8):
        base = number - 1 if number % 20 else 0
        parts.append(
            f"class C{number}(C{base}):\n"
            f"    def __init__(self) -> None:\n        self.x = {number}\n"
            f"    @property\n    def value{number}(self) -> int:\n        return self.poll()\n"
            f"async def use{number}(c: C{number}) -> int:\n    return c.value{number} + c.x\n"
        )
    return "".join(parts)


def one_long_function(lines: int) -> str:
    """One coroutine with very many statements."""
    return "import time\nasync def main(x: int) -> None:\n" + "".join(
        f"    y{number} = x + {number}\n    time.sleep(y{number})\n" for number in range(lines // 2)
    )


def many_coroutines_in_one_callback(lines: int) -> str:
    """One callback that makes very many coroutines, each held in a local and handed over."""
    return (
        "import asyncio\nfrom loopsafe import callback\nasync def work() -> None: ...\n"
        "@callback\ndef main(loop: asyncio.AbstractEventLoop) -> None:\n"
        + "".join(
            f"    c{number} = work()\n    loop.create_task(c{number})\n"
            for number in range(lines // 2)
        )
    )


def many_local_functions(lines: int) -> str:
    """One function with very many local functions, each of which is called."""
    return "import time\nasync def main() -> None:\n" + "".join(
        f"    def f{number}() -> None:\n        time.sleep(1)\n    f{number}()\n"
        for number in range(lines // 3)
    )


def long_elif_chain(lines: int) -> str:
    """One ``if`` with very many branches, half of which leave."""
    return "import time\nasync def main(x: int) -> None:\n    if x == 0:\n        pass\n" + "".join(
        f"    elif x == {number}:\n        {'return' if number % 2 else 'time.sleep(1)'}\n"
        for number in range(1, lines // 2)
    )


def one_name_for_many_values(lines: int) -> str:
    """One function whose only local is bound again and again, and used in between."""
    return (
        "import time\nclass C:\n    def poll(self) -> None:\n        time.sleep(1)\n"
        "def harmless() -> None: ...\ndef values():\n    time.sleep(1)\n    yield 1\n"
        "def helper() -> None:\n"
        + "    x = C()\n    x.poll()\n    f = harmless\n    f()\n    y = values()\n    list(y)\n"
        * (lines // 6)
        + "async def main() -> None:\n    helper()\n"
    )


def many_slots(lines: int) -> str:
    """One class with very many slots, which are filled and called."""
    count = lines // 3
    return (
        "import time\nfrom collections.abc import Callable\nfrom loopsafe import OnLoop\n"
        "def nap() -> None:\n    time.sleep(1)\nclass Bus:\n"
        + "".join(f"    s{number}: OnLoop[Callable[[], object]]\n" for number in range(count))
        + "    def fill(self) -> None:\n"
        + "".join(f"        self.s{number} = nap\n" for number in range(count))
        + "async def main(bus: Bus) -> None:\n"
        + "".join(f"    bus.s{number}()\n" for number in range(count))
    )


def top_level_calls(lines: int) -> str:
    """A module that does everything when it is imported."""
    return (
        "import asyncio, time\nloop = asyncio.new_event_loop()\n"
        "def nap() -> None:\n    time.sleep(1)\n" + "loop.call_soon(nap)\n" * lines
    )


MANY = 5_000
"""From so many lines on, one measurement is good enough."""

GROWTH: dict[str, tuple[Callable[[int], str], int]] = {
    "many functions": (many_functions, 20_000),
    "many classes": (many_classes, 4_000),
    "one long function": (one_long_function, 3_000),
    "many coroutines": (many_coroutines_in_one_callback, 1_200),
    "many local functions": (many_local_functions, 3_000),
    "long elif chain": (long_elif_chain, 3_000),
    "one name for many values": (one_name_for_many_values, 6_000),
    "many slots": (many_slots, 3_000),
    "top-level calls": (top_level_calls, 3_000),
}


@pytest.mark.parametrize("shape", GROWTH)
def test_twice_the_code_takes_about_twice_the_time(project: Project, shape: str) -> None:
    """Processor time inside the plugin grows with the size of the program, not its square."""
    write, lines = GROWTH[shape]
    project.write("timed.py", TIMED)
    project.write("mypy.ini", "[mypy]\nplugins = ./timed.py\n")

    def seconds(size: int) -> float:
        (project.root / "app.py").write_text(write(size), encoding="utf-8")
        run = project.mypy("--show-traceback", "--no-incremental", "app.py")
        assert not run.crashed, run
        return float(json.loads((project.root / "seconds.json").read_text(encoding="utf-8")))

    rounds = 1 if lines > MANY else 2
    half = min(seconds(lines // 2) for _ in range(rounds))
    whole = min(seconds(lines) for _ in range(rounds))
    assert whole < 2.6 * half + 0.05, f"{half:.2f} s for half, {whole:.2f} s for {lines} lines"


def test_values_that_come_back_are_followed_once(project: Project) -> None:
    """Validators that return what they are given, one after the other: many ways lead through."""
    count = 25
    project.write("timed.py", TIMED)
    project.write("mypy.ini", "[mypy]\nplugins = ./timed.py\ncheck_untyped_defs = true\n")
    (project.root / "app.py").write_text(
        "import time\ndef slow():\n    time.sleep(1)\n"
        + "".join(f"def f{number}(value):\n    return value\n" for number in range(count))
        + "def check(value):\n"
        + "".join(f"    value = f{number}(value)\n" for number in range(count))
        + "    return value\nasync def main() -> None:\n    check(slow)()\n",
        encoding="utf-8",
    )
    run = project.mypy("--show-traceback", "--no-incremental", "app.py", limit=60)
    assert run.errors == [f"app.py:{3 + 3 * count + 4} [blocking-call]"], run
    assert float(json.loads((project.root / "seconds.json").read_text(encoding="utf-8"))) < 5


DEPTH = 1_000
"""No person writes what is deeper; mypy crashes at six thousand, some expressions earlier."""

DEEP = {
    "calls of results": "f" + "()" * DEPTH + " or nap()",
    "calls of methods": "n" + ".same()" * DEPTH + ".nap()",
    "attributes": "n" + ".next" * DEPTH + ".nap()",
    "sums": "1 + " * DEPTH + "nap()",
    "conditions": "x and " * DEPTH + "nap()",
    "arguments": "g(" * 150 + "nap()" + ")" * 150,
    "conditional expressions": "1 if x else " * 150 + "nap()",
    "lambdas": "[" + "lambda: " * 150 + "1, nap()]",
    "a dict": "{" + "".join(f"{key}: 1, " for key in range(20_000)) + "0: nap()}",
}


@pytest.mark.parametrize("name", DEEP)
def test_deep_expressions(project: Project, name: str) -> None:
    """What is deep inside is found, in a coroutine and in a helper, where types are our own."""
    project.write(
        "app.py",
        f"""\
        import time
        from typing import Any

        def nap() -> int:
            time.sleep(1)
            return 1

        def f() -> Any:
            return f

        def g(x: int) -> int:
            return x

        class Node:
            next: "Node"

            def same(self) -> "Node":
                return self

            def nap(self) -> int:
                time.sleep(1)
                return 1

        async def direct(n: Node, x: bool) -> None:
            {DEEP[name]}

        def helper(n: Node, x: bool) -> None:
            {DEEP[name]}

        async def through(n: Node, x: bool) -> None:
            helper(n, x)
        """,
    )
    run = project.mypy("--show-traceback", "app.py")
    assert not run.crashed, run
    assert run.errors == ["app.py:25 [blocking-call]", "app.py:31 [blocking-call]"]


def test_a_union_of_a_thousand_classes(project: Project) -> None:
    """One of them blocks, and is found."""
    classes = "".join(
        f"class C{number}:\n    def poll(self) -> None:\n"
        f"        {'time.sleep(1)' if number == DEPTH - 1 else 'pass'}\n"
        for number in range(DEPTH)
    )
    union = " | ".join(f"C{number}" for number in range(DEPTH))
    project.write(
        "app.py",
        f"import time\n{classes}def helper(x: {union}) -> None:\n    x.poll()\n"
        f"async def main(x: {union}) -> None:\n    x.poll()\n    helper(x)\n",
    )
    run = project.mypy("--show-traceback", "app.py")
    assert not run.crashed, run
    last = 1 + 3 * DEPTH + 3
    assert run.errors == [
        f"app.py:{last + 1} [blocking-call]",
        f"app.py:{last + 2} [blocking-call]",
    ]
