"""The pytest plugin: a test run under the guard.

``pytest --loopsafe-guard`` installs one guard for the run; the marker ``loopsafe`` and the fixture
``loopsafe_guard`` put another one on top of it for a test. Nothing of the guard is imported by a
run that uses none of them.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping
    from pathlib import Path

    from loopsafe.guard import Guard
    from loopsafe.guard.report import Collection, Seen

ACTIONS: Final = ("raise", "warn", "log")
LEVELS: Final = ("production", "staging", "test")
MARKER_OPTIONS: Final = frozenset(
    {"on_violation", "level", "slow_callback", "ignore_kinds", "allow", "stub_paths"}
)
MARKER: Final = (
    "loopsafe(on_violation='raise', *, level='test', slow_callback=0.1, ignore_kinds=(), allow=(), "
    "off=False): run the test under loopsafe's guard, with these options; off=True: without it"
)
OUTPUT: Final = "loopsafe_seen"
"""The key under which a worker of pytest-xdist sends what it has seen."""


class _GuardOption(argparse.Action):
    """``--loopsafe-guard``, alone or with ``=raise`` and so on.

    An option with an optional value would take the file that follows it for its value.
    """

    def __call__(
        self,
        parser: argparse.ArgumentParser,  # noqa: ARG002  (argparse's)
        namespace: argparse.Namespace,
        values: object,  # noqa: ARG002  (likewise)
        option_string: str | None = None,
    ) -> None:
        setattr(namespace, self.dest, (option_string or "").partition("=")[2] or ACTIONS[0])


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("loopsafe", "blocking calls on the event loop (loopsafe)")
    group.addoption(
        "--loopsafe-guard",
        *(f"--loopsafe-guard={action}" for action in ACTIONS),
        action=_GuardOption,
        nargs=0,
        dest="loopsafe_guard",
        help="run all tests under the guard; what it does about a violation (default: raise)",
    )
    group.addoption(
        "--loopsafe-report",
        metavar="FILE",
        help='write what was seen to FILE, as JSON that "loopsafe check --seen FILE" reads',
    )
    parser.addini("loopsafe_guard", "as --loopsafe-guard: raise, warn or log", default="")
    parser.addini("loopsafe_level", f"how much is watched: {', '.join(LEVELS)}", default="test")
    parser.addini("loopsafe_slow_callback", "seconds a callback may take; 0: any", default="0.1")
    parser.addini("loopsafe_ignore_kinds", "kinds of blocking that are accepted", type="args")
    parser.addini("loopsafe_allow", "operations, modules, functions to accept", type="linelist")
    parser.addini("loopsafe_stub_paths", "folders with effect stubs of your own", type="paths")


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker, and start the guard if it is asked for."""
    config.addinivalue_line("markers", MARKER)
    run = _Run(config)
    config.pluginmanager.register(run, "loopsafe-run")
    run.start()


@pytest.fixture
def loopsafe_guard(request: pytest.FixtureRequest) -> Generator[Guard]:
    """Run the test under a guard, and look at what it has seen: ``loopsafe_guard.violations``.

    Without ``--loopsafe-guard`` it logs; the marker ``loopsafe`` says otherwise.
    """
    run: _Run = request.config.pluginmanager.get_plugin("loopsafe-run")  # type: ignore[assignment]
    marked = request.node.get_closest_marker("loopsafe")
    guard = run.make({"on_violation": run.action or "log"}, marked)
    with _installed(guard):
        yield guard
    run.collect(guard, request.node.nodeid)


class _Run:
    """One test run: its guard, and what was seen in it."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.action = _choice(
            config.getoption("loopsafe_guard") or config.getini("loopsafe_guard"),
            "loopsafe_guard",
            ACTIONS,
        )
        self.report = config.getoption("--loopsafe-report")
        if self.report and not self.action:
            msg = "--loopsafe-report needs --loopsafe-guard: without a guard nothing is seen"
            raise pytest.UsageError(msg)
        self.guard: Guard | None = None
        self._collection: Collection | None = None
        self._counts: dict[Any, int] = {}

    @property
    def collection(self) -> Collection:
        """What was seen so far."""
        if self._collection is None:
            from loopsafe.guard.report import Collection  # noqa: PLC0415  (only when it is used)

            self._collection = Collection()
        return self._collection

    def start(self) -> None:
        """Install the guard of the run."""
        if self.action:
            self.guard = self.make({"on_violation": self.action}, None)
            self.guard.install()

    def make(self, options: Mapping[str, Any], marked: pytest.Mark | None) -> Guard:
        """Make a guard with the options of the ini file, those given, and a marker's."""
        from loopsafe import guard  # noqa: PLC0415  (only when it is used)

        ini = self.config.getini
        try:
            chosen = {
                "level": _choice(ini("loopsafe_level"), "loopsafe_level", LEVELS) or "test",
                "slow_callback": _seconds(ini("loopsafe_slow_callback")) or None,
                "ignore_kinds": ini("loopsafe_ignore_kinds"),
                "allow": ini("loopsafe_allow"),
                "stub_paths": ini("loopsafe_stub_paths"),
                **options,
                **(_marker_options(marked) if marked is not None else {}),
            }
            return guard.guard(**chosen)
        except (TypeError, ValueError) as error:
            raise pytest.UsageError(str(error)) from None

    def collect(self, guard: Guard, test: str | None) -> None:
        """Take over what a guard has seen."""
        self.collection.add_records(guard.violations, test)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Run a test, its fixtures included, under the guard that its marker asks for."""
        marked = item.get_closest_marker("loopsafe")
        own: Guard | None = None
        if marked is not None and "loopsafe_guard" not in getattr(item, "fixturenames", ()):
            if marked.kwargs.get("off"):
                return (yield from self._without())
            own = self.make({"on_violation": self.action or "raise"}, marked)
        elif self.guard is None:
            return (yield)
        if own is None:
            self._note(item.nodeid)
            try:
                return (yield)
            finally:
                self._note(item.nodeid)
        with _installed(own):
            try:
                return (yield)
            finally:
                self.collect(own, item.nodeid)

    def _without(self) -> Generator[None, object, object]:
        guard = self.guard
        if guard is None:
            return (yield)
        guard.uninstall()
        try:
            return (yield)
        finally:
            guard.install()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, object, object]:
        """Fail a test that held the loop up: what a watchdog sees, no call can raise."""
        guard = self.guard
        before = _stalls(guard)
        result = yield
        for violation in _stalls(guard)[len(before) :]:
            if self.action == "raise" and item.get_closest_marker("loopsafe") is None:
                pytest.fail(violation.text(), pytrace=False)
        return result

    def _note(self, test: str) -> None:
        """Take over what the guard of the run has seen since the last time."""
        if self.guard is None:
            return
        from loopsafe.guard.report import Seen  # noqa: PLC0415  (only when it is used)

        for record in self.guard.violations:
            fresh = record.count - self._counts.get(record.first.key, 0)
            if fresh:
                self._counts[record.first.key] = record.count
                self.collection.add(Seen(record.first, fresh, (test,), record.milliseconds))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Uninstall the guard; in a worker of pytest-xdist, send what was seen."""
        if self.guard is not None:
            self._note("(after the last test)")
            guard, self.guard = self.guard, None
            guard.uninstall()
        output = getattr(session.config, "workeroutput", None)
        if output is not None and self._collection is not None:
            output[OUTPUT] = [seen.as_json() for seen in self._collection.all()]
        elif self.report:
            self._write(session.config.invocation_params.dir / self.report)

    def _write(self, path: Path) -> None:
        from loopsafe.guard.report import write_report  # noqa: PLC0415  (only when it is used)

        try:
            write_report(path, self.collection.all())
        except OSError as error:
            msg = f'--loopsafe-report: "{path}" cannot be written: {error.strerror}'
            raise pytest.UsageError(msg) from None

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any, error: object) -> None:  # noqa: ANN401, ARG002  (xdist's)
        """Take over what a worker of pytest-xdist has seen."""
        from loopsafe.guard.report import seen_from  # noqa: PLC0415  (only when it is used)

        for item in getattr(node, "workeroutput", {}).get(OUTPUT, ()):
            self.collection.add(seen_from(item))

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """List each distinct violation once."""
        found: list[Seen] = self._collection.all() if self._collection is not None else []
        if not found:
            return
        terminalreporter.section("loopsafe: seen on the event loop")
        for seen in found:
            times = f"{seen.times} times" if seen.times > 1 else "once"
            terminalreporter.line(f"{seen.violation.headline()}, {times}")
            if seen.tests:
                more = f" and {len(seen.tests) - 1} more" if len(seen.tests) > 1 else ""
                terminalreporter.line(f"    first in {seen.tests[0]}{more}")
            terminalreporter.line(f"    {seen.violation.remedy()}")


class _installed:  # noqa: N801  (it reads as a statement)
    """Install a guard for a block, without raising in the end what the watchdog has seen."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    def __enter__(self) -> None:
        self._guard.install()

    def __exit__(self, *_exc: object) -> None:
        self._guard.uninstall()


def _stalls(guard: Guard | None) -> list[Any]:
    records = guard.violations if guard is not None else []
    return [record.first for record in records if record.first.sensor == "watchdog"]


def _marker_options(marked: pytest.Mark) -> dict[str, Any]:
    options = dict(marked.kwargs)
    options.pop("off", None)
    if marked.args:
        options["on_violation"] = marked.args[0]
    for name in sorted(options.keys() - MARKER_OPTIONS):
        known = ", ".join(sorted(MARKER_OPTIONS))
        msg = f'@pytest.mark.loopsafe has no option "{name}"; it has {known}, off'
        raise TypeError(msg)
    return options


def _seconds(value: str) -> float:
    try:
        return float(value)
    except ValueError:
        msg = f'loopsafe_slow_callback: "{value}" is no number of seconds'
        raise pytest.UsageError(msg) from None


def _choice(value: str, option: str, known: tuple[str, ...]) -> str:
    if value and value not in known:
        msg = f'{option}: "{value}" is unknown; use one of {", ".join(known)}'
        raise pytest.UsageError(msg)
    return value
