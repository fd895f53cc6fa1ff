"""What the standard library does with what it is given, and where it calls what people override.

A callable, an iterable or an object with special methods is used before the function returns, or
kept for later; only the first is charged to the caller. A method that a framework calls says on
which thread, so that what overrides it inherits that.
"""

from __future__ import annotations

from typing import Final

import pytest

from loopsafe import Category
from tests.meta.stub_lookup import TARGETS, effect_of

USES: Final = {
    "any(iterable)": "__iter__",
    "bool(o)": "__bool__",
    "bytes(o)": "__bytes__",
    "collections.Counter(iterable)": "__next__",
    "collections.deque.extend(iterable)": "__next__",
    "concurrent.futures.Executor.map(iterables)": "__next__",
    "contextlib.ExitStack.enter_context(cm)": "__enter__",
    "contextvars.Context.run(callable)": "__call__",
    "dict(iterable)": "__next__",
    "enumerate(iterable)": "__next__",
    "filter(function)": "__call__",
    "float(x)": "__float__",
    "functools.reduce(function)": "__call__",
    "hash(obj)": "__hash__",
    "heapq.nlargest(key)": "__call__",
    "itertools.chain(iterables)": "__next__",
    "itertools.groupby(key)": "__call__",
    "json.dumps(default)": "__call__",
    "json.loads(object_hook)": "__call__",
    "len(obj)": "__len__",
    "list(iterable)": "__next__",
    "list.sort(key)": "__call__",
    "map(func)": "__call__",
    "map(iterables)": "__next__",
    "max(iterable)": "__next__",
    "max(key)": "__call__",
    "min(arg1)": "__lt__",
    "next(i)": "__next__",
    "operator.call(obj)": "__call__",
    "print(values)": "__str__",
    "re.Pattern.sub(repl)": "__call__",
    "reversed(sequence)": "__reversed__",
    "set.update(s)": "__next__",
    "sorted(iterable)": "__next__",
    "sorted(key)": "__call__",
    "statistics.mean(data)": "__next__",
    "str(object)": "__str__",
    "str.format(args)": "__format__",
    "str.join(iterable)": "__next__",
    "sum(iterable)": "__next__",
    "threading.Condition.wait_for(predicate)": "__call__",
    "timeit.timeit(stmt)": "__call__",
    "unittest.TestCase.assertRaises(callable)": "__call__",
    "zip(iterables)": "__next__",
}
"""What a function does with an argument before it returns: the special method that it calls."""

KEEPS: Final = (
    "atexit.register",
    "collections.ChainMap",
    "contextlib.ExitStack.callback",
    "functools.cached_property",
    "functools.partial",
    "json.JSONEncoder",
    "sched.scheduler.enter",
    "signal.signal",
    "sqlite3.Connection.create_function",
    "threading.Barrier",
    "threading.Thread",
    "weakref.finalize",
)
"""Functions that keep a callable, or an iterable, for later: nothing is charged to their caller."""

OVERRIDDEN: Final = {
    "asyncio.BaseProtocol.connection_lost": Category.CALLBACK,
    "asyncio.BufferedProtocol.get_buffer": Category.CALLBACK,
    "asyncio.DatagramProtocol.datagram_received": Category.CALLBACK,
    "asyncio.Protocol.connection_made": Category.CALLBACK,
    "asyncio.Protocol.data_received": Category.CALLBACK,
    "asyncio.SubprocessProtocol.process_exited": Category.CALLBACK,
    "http.server.BaseHTTPRequestHandler.handle": Category.BLOCKING,
    "http.server.BaseHTTPRequestHandler.log_message": Category.BLOCKING,
    "logging.Handler.emit": None,
    "multiprocessing.Process.run": Category.BLOCKING,
    "socketserver.BaseRequestHandler.handle": Category.BLOCKING,
    "socketserver.StreamRequestHandler.setup": Category.BLOCKING,
    "socketserver.ThreadingMixIn.process_request": Category.BLOCKING,
    "threading.Thread.run": Category.BLOCKING,
    "threading.Timer.run": Category.BLOCKING,
}
"""Methods that people override, and where they are called: what overrides one inherits the mark.
A logging handler works on whatever thread logs."""


@pytest.mark.parametrize(("argument", "method"), USES.items())
def test_what_is_done_with_an_argument(argument: str, method: str) -> None:
    """The effects of what is passed are the caller's, because they happen before it goes on."""
    name, _, parameter = argument.removesuffix(")").partition("(")
    declaration = effect_of(TARGETS[-1], name) or effect_of(TARGETS[-1], f"builtins.{name}")
    assert declaration is not None
    used = {
        use
        for signature in declaration.signatures
        for one in signature.parameters
        if one.name == parameter
        for use in one.uses
    }
    assert method in used


@pytest.mark.parametrize("name", KEEPS)
def test_what_is_kept_for_later_is_not_charged(name: str) -> None:
    """It may never be called, or on another thread, or when nobody waits."""
    declaration = effect_of(TARGETS[-1], name)
    signatures = declaration.signatures if declaration is not None else ()
    assert not any(one.uses for signature in signatures for one in signature.parameters)


@pytest.mark.parametrize(("name", "category"), OVERRIDDEN.items())
def test_methods_that_people_override_say_where_they_run(
    name: str, category: Category | None
) -> None:
    """The framework that calls them decides on the thread, and says so in the base class."""
    declaration = effect_of(TARGETS[-1], name)
    assert (declaration.signatures[0].category if declaration is not None else None) is category
