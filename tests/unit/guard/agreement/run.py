"""Execute a group of cases under a guard, in a process of its own.

    python -m tests.unit.guard.agreement.run FOLDER FILE...

prints, as JSON, what became of each line: ``"seen"`` with the guard's operation, ``"silent"``, or
``"failed"`` where something else was raised, which says nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import importlib.machinery
import inspect
import io
import itertools
import json
import logging
import os
import queue
import signal
import sys
import tempfile
import threading
import types
import typing
import warnings
from collections import defaultdict
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any, Final

from loopsafe import Category, category_of, guard
from loopsafe.guard.judge import QUIET
from tests.unit.guard.agreement.rewrite import NOTE, rewritten

LIMIT: Final = 5.0
"""Seconds for one function. One that takes longer is left, with its thread; so is one that a busy
machine has not let run by then."""


ENDS: Final = (asyncio.CancelledError, GeneratorExit, SystemExit, TimeoutError)
"""What a statement may raise that ends its function."""


class Notes:
    """What became of each line."""

    def __init__(self) -> None:
        self.seen: dict[str, dict[str, str]] = defaultdict(dict)
        self.silent: dict[str, set[str]] = defaultdict(set)
        self.failed: dict[str, dict[str, str]] = defaultdict(dict)

    def note(self, file: str, line: str, error: BaseException | None) -> None:
        """Take what the rewritten statements tell."""
        if isinstance(error, guard.ViolationError):
            self.seen[file][line] = f"{error.violation.code} {error.violation.operation}"
        elif error is None:
            self.silent[file].add(line)
        else:
            self.failed[file][line] = f"{type(error).__name__}: {error}"
            if isinstance(error, ENDS):
                raise error

    def as_json(self) -> dict[str, Any]:
        """Return all of it."""
        return {
            "seen": self.seen,
            "silent": {file: sorted(lines) for file, lines in self.silent.items()},
            "failed": self.failed,
        }


class _Loader(importlib.machinery.SourceFileLoader):
    folder = ""

    def source_to_code(self, data: Any, path: Any, *, _optimize: int = -1) -> types.CodeType:  # type: ignore[override]
        file = str(Path(os.fsdecode(path)).relative_to(self.folder))
        return compile(rewritten(bytes(data).decode(), file), path, "exec")

    def get_code(self, fullname: str) -> types.CodeType | None:
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)

    def exec_module(self, module: types.ModuleType) -> None:
        vars(module)[NOTE] = NOTES.note
        super().exec_module(module)


class _Finder:
    """Finds the modules of the group, and nothing else."""

    @staticmethod
    def find_spec(name: str, path: Any = None, target: Any = None) -> Any:
        spec = importlib.machinery.PathFinder.find_spec(name, path or [_Loader.folder], target)
        origin = spec.origin if spec is not None else None
        if spec is None or origin is None or not origin.startswith(_Loader.folder):
            return None
        spec.loader = _Loader(name, origin)
        return spec


NOTES: Final = Notes()


class Makers:
    """Makes arguments that are as live as those of a program: held locks, futures waited for."""

    def __init__(self, loop: asyncio.AbstractEventLoop, stack: contextlib.ExitStack) -> None:
        self.loop = loop
        self.stack = stack
        self.tasks: list[asyncio.Task[Any]] = []

    def arguments(self, function: Callable[..., Any]) -> list[Any] | None:
        """Return arguments for a function; ``None`` if it takes what nobody here can make."""
        try:
            hints = typing.get_type_hints(function)
            parameters = inspect.signature(function).parameters.values()
            return [
                self.make(hints.get(item.name, object))
                for item in parameters
                if item.default is item.empty
                and item.kind in {item.POSITIONAL_ONLY, item.POSITIONAL_OR_KEYWORD}
            ]
        except Exception:  # noqa: BLE001  (annotations may be anything, and do anything)
            return None

    def make(self, annotation: Any) -> Any:
        """Return a value of a type."""
        kind = typing.get_origin(annotation) or annotation
        if typing.get_origin(annotation) is typing.Annotated:
            return self.make(annotation.__origin__)
        if kind is typing.Literal:
            return typing.get_args(annotation)[0]
        if kind in {types.UnionType, typing.Union}:
            return self.make(typing.get_args(annotation)[0])
        if kind in SIMPLE:
            return SIMPLE[kind]
        makers: dict[Any, Callable[[], Any]] = {
            asyncio.AbstractEventLoop: lambda: self.loop,
            asyncio.Future: lambda: self.waited(self.loop.create_future()),
            asyncio.Task: self.task,
            asyncio.Event: lambda: self.waiting(asyncio.Event(), "wait"),
            asyncio.Queue: lambda: self.waiting(asyncio.Queue(), "get"),
            threading.Lock: lambda: self.held(threading.Lock()),
            type(threading.RLock()): lambda: self.held(threading.RLock()),
            threading.RLock: lambda: self.held(threading.RLock()),
            threading.Thread: self.thread,
        }
        if kind in makers:
            return makers[kind]()
        if kind is type or not isinstance(kind, type) or inspect.isabstract(kind):
            if kind is type:
                return typing.get_args(annotation)[0]
            raise LookupError(kind)
        if kind is queue.Queue:
            return queue.Queue()
        if kind is list:
            return [self.make(item) for item in typing.get_args(annotation)] * 2
        constructor = self.arguments(vars(kind)["__init__"]) if "__init__" in vars(kind) else []
        return kind(*(constructor or [])[1:])

    def waited(self, future: asyncio.Future[Any]) -> asyncio.Future[Any]:
        """Have a task wait for a future."""

        async def wait() -> None:
            with contextlib.suppress(BaseException):
                await asyncio.shield(future)

        self.tasks.append(self.loop.create_task(wait()))
        return future

    def waiting(self, item: Any, method: str) -> Any:
        """Have a task wait in a method."""

        async def wait() -> None:
            with contextlib.suppress(BaseException):
                await getattr(item, method)()

        self.tasks.append(self.loop.create_task(wait()))
        return item

    def task(self) -> asyncio.Task[Any]:
        """Return a task that waits."""
        task = self.loop.create_task(asyncio.sleep(60))
        self.tasks.append(task)
        return task

    def held(self, lock: Any) -> Any:
        """Have another thread hold a lock."""
        held, done = threading.Event(), threading.Event()

        def hold() -> None:
            with lock:
                held.set()
                done.wait()

        thread = threading.Thread(target=hold, daemon=True)
        thread.start()
        held.wait()
        self.stack.callback(done.set)
        return lock

    def thread(self) -> threading.Thread:
        """Return a thread that is at work."""
        done = threading.Event()
        thread = threading.Thread(target=done.wait, daemon=True)
        thread.start()
        self.stack.callback(done.set)
        return thread


SIMPLE: Final[dict[Any, Any]] = {
    int: 1,
    float: 0.01,
    str: "x",
    bytes: b"x",
    bool: True,
    object: object(),
    typing.Any: object(),
    Callable: lambda *_: None,
    Path: Path("nowhere"),
}


def declared(module: types.ModuleType) -> Iterator[tuple[Callable[..., Any], type | None]]:
    """Yield the functions and methods of a module that say where they run."""
    for value in list(vars(module).values()):
        if getattr(value, "__module__", None) != module.__name__:
            continue
        if isinstance(value, types.FunctionType) and category_of(value) is not None:
            yield value, None
        elif isinstance(value, type):
            for method in list(vars(value).values()):
                if isinstance(method, types.FunctionType) and category_of(method) is not None:
                    yield method, value


async def execute(function: Callable[..., Any], owner: type | None, *, in_worker: bool) -> None:
    """Run one function where it belongs."""
    with contextlib.ExitStack() as stack:
        makers = Makers(asyncio.get_running_loop(), stack)
        with QUIET:
            arguments = makers.arguments(function)
            if arguments is None:
                return
            if owner is not None:
                try:
                    arguments[:1] = [makers.make(owner)]
                except (TypeError, LookupError):
                    return
        await asyncio.sleep(0)
        signal.setitimer(signal.ITIMER_REAL, 2 * LIMIT)
        with contextlib.suppress(Exception, *ENDS):  # Each statement has told of itself.
            await _call(function, arguments, in_worker=in_worker)
        signal.setitimer(signal.ITIMER_REAL, 0)
        for task in makers.tasks:
            task.cancel()
        await asyncio.gather(*makers.tasks, return_exceptions=True)


async def _call(function: Callable[..., Any], arguments: list[Any], *, in_worker: bool) -> None:
    if in_worker:
        await asyncio.wait_for(_on_a_thread(function, arguments), LIMIT)
        return
    result = function(*arguments)
    if inspect.isawaitable(result):
        await asyncio.wait_for(result, LIMIT)
    elif inspect.isasyncgen(result):
        async for _ in result:
            pass
    elif inspect.isgenerator(result):
        list(itertools.islice(result, 10))


def _on_a_thread(function: Callable[..., Any], arguments: list[Any]) -> asyncio.Future[Any]:
    """Run a function on a thread that nobody has to wait for: it may never end."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Any] = loop.create_future()

    def work() -> None:
        with contextlib.suppress(BaseException):  # Each statement has told of itself.
            function(*arguments)
        with contextlib.suppress(RuntimeError, asyncio.InvalidStateError):
            loop.call_soon_threadsafe(done.cancel)

    threading.Thread(target=work, daemon=True).start()
    return done


def _late(*_: object) -> None:
    raise TimeoutError


def run(folder: Path, files: list[str]) -> None:
    """Execute the functions of some modules."""
    signal.signal(signal.SIGALRM, _late)
    _Loader.folder = str(folder) + os.sep
    sys.meta_path.insert(0, _Finder)
    with guard.guard("raise", slow_callback=None), contextlib.redirect_stdout(io.StringIO()):
        for file in files:
            name = file.removesuffix(".py").replace(os.sep, ".").removesuffix(".__init__")
            try:
                module = importlib.import_module(name)
            except BaseException as error:  # noqa: BLE001  (cases are wrong in all ways)
                NOTES.failed[file]["0-0"] = f"{type(error).__name__}: {error}"
                continue
            guard.refresh()
            for function, owner in declared(module):
                category = category_of(function)
                if category is not Category.BLOCKING:
                    _run(execute(function, owner, in_worker=False))
                if category in {Category.BLOCKING, Category.THREAD_SAFE}:
                    _run(execute(function, owner, in_worker=True))


def _run(coroutine: Coroutine[Any, Any, None]) -> None:
    # A case that runs a loop inside a loop leaves none behind.
    with contextlib.suppress(RuntimeError, TimeoutError):
        asyncio.run(coroutine)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    logging.disable()
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(sys.argv[1]).resolve()
        os.chdir(scratch)
        run(root, sys.argv[2:])
        sys.stdout.write(json.dumps(NOTES.as_json()))
        sys.stdout.flush()
        # Threads of functions that took too long are still there.
        os._exit(0)
