"""What the effect stubs of the standard library say: what they catch, and what they let pass.

Every operation that Home Assistant, blockbuster or CPython's audit hooks call blocking is marked,
or excluded with a reason. The other half is precision: looking is not waiting, memory is not a
file, and both must stay silent. That the names exist is held by ``test_stdlib_stubs``.
"""

from __future__ import annotations

import ast
import csv
from pathlib import Path
from typing import Final

import pytest

from loopsafe import Category
from loopsafe_stubs import Parameter, Signature, Target
from scripts.compare_catalogues import SPELLED
from tests.meta.excluded_operations import EXCLUDED
from tests.meta.stub_lookup import TARGETS, each_target, effect_of, is_read, stub_modules, typeshed
from tests.meta.typeshed import Class, Function

OPERATIONS: Final = Path(__file__).with_name("blocking_operations.csv")
CALLS: Final = {
    "asyncio.Runner.close()": True,
    "asyncio.Runner.run(main)": True,
    "concurrent.futures.Executor.shutdown()": True,
    "concurrent.futures.Executor.shutdown(False)": False,
    "concurrent.futures.Executor.shutdown(wait=False, cancel_futures=True)": False,
    "concurrent.futures.Future.result()": True,
    "concurrent.futures.Future.result(timeout=0)": False,
    "bz2.compress(data)": True,
    "concurrent.futures.Future.add_done_callback(fn)": False,
    "ftplib.FTP()": False,
    "ftplib.FTP(host)": True,
    "gzip.GzipFile(fileobj=stream)": False,
    "gzip.GzipFile(path)": True,
    "hashlib.file_digest(file, 'sha256')": True,
    "http.client.HTTPSConnection(host)": True,
    "http.client.HTTPSConnection(host, context=context)": False,
    "imghdr.what(path)": True,
    "imghdr.what(None, header)": False,
    "inspect.stack()": True,
    "inspect.stack(context=0)": False,
    "json.dump(value, file)": True,
    "json.load(file)": True,
    "logging.FileHandler(path)": True,
    "logging.FileHandler(path, delay=True)": False,
    "logging.basicConfig(filename=path)": True,
    "logging.basicConfig(level=10)": False,
    "mmap.mmap(-1, 4096)": False,
    "mmap.mmap(fd, 4096)": True,
    "multiprocessing.connection.Connection.poll()": False,
    "multiprocessing.connection.Connection.poll(1)": True,
    "queue.Queue.get()": True,
    "queue.Queue.get(block=False)": False,
    "queue.Queue.get(timeout=0)": False,
    "queue.Queue.get(timeout=1)": True,
    "queue.SimpleQueue.get(False)": False,
    "select.select(r, w, x)": True,
    "select.select(r, w, x, 0)": False,
    "selectors.DefaultSelector.select(0)": False,
    "selectors.DefaultSelector.select(timeout)": True,
    "sqlite3.connect(':memory:')": False,
    "sqlite3.connect(path)": True,
    "ssl.SSLContext.load_verify_locations(cadata=pem)": False,
    "ssl.SSLContext.load_verify_locations(path)": True,
    "ssl.SSLContext.wrap_socket(sock, do_handshake_on_connect=False)": False,
    "ssl.SSLContext.wrap_socket(sock, server_hostname=host)": True,
    "subprocess.Popen.wait(timeout=0)": False,
    "tarfile.open(fileobj=stream)": False,
    "tarfile.open(path)": True,
    "threading.Event.wait(0)": False,
    "threading.Lock.acquire()": True,
    "threading.Lock.acquire(False)": False,
    "threading.Lock.acquire(True)": True,
    "threading.Lock.acquire(blocking)": True,
    "threading.Lock.acquire(blocking=False)": False,
    "threading.Lock.acquire(timeout=0)": False,
    "threading.Thread.join()": True,
    "threading.Thread.join(timeout=0)": False,
    "time.sleep(0)": False,
    "time.sleep(1)": True,
    "tokenize.open(path)": True,
    "xml.etree.ElementTree.ElementTree(element)": False,
    "xml.etree.ElementTree.ElementTree(file=path)": True,
    "xml.etree.ElementTree.parse(path)": True,
}
"""Calls of stubbed functions, ``self`` left out, and whether they block."""

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

HARMLESS: Final = (
    "asyncio.Event.is_set",
    "asyncio.Future.result",
    "asyncio.Lock.acquire",
    "asyncio.get_running_loop",
    "asyncio.sleep",
    "builtins.dict.get",
    "builtins.print",
    "builtins.str.join",
    "bz2.decompress",
    "concurrent.futures.Future.set_result",
    "csv.reader",
    "datetime.datetime.now",
    "functools.partial",
    "io.BytesIO",
    "io.BytesIO.__exit__",
    "io.BytesIO.close",
    "io.BytesIO.read",
    "io.BytesIO.write",
    "io.StringIO",
    "io.StringIO.__next__",
    "io.StringIO.read",
    "io.StringIO.write",
    "inspect.getmodule",
    "inspect.trace",
    "json.loads",
    "logging.Logger.info",
    "os.getpid",
    "os.path.join",
    "pathlib.Path",
    "pathlib.Path.joinpath",
    "pathlib.PurePath.with_suffix",
    "queue.Queue.get_nowait",
    "queue.Queue.put",
    "queue.SimpleQueue.put",
    "random.Random.random",
    "re.compile",
    "socket.socket.close",
    "ssl.SSLObject.read",
    "subprocess.Popen.poll",
    "threading.Event.set",
    "threading.Lock.release",
    "threading.Thread.start",
    "time.monotonic",
    "typing.IO.read",
    "urllib.parse.urlsplit",
    "uuid.uuid4",
    "wave.open",
    "xml.etree.ElementTree.ElementTree.write",
    "xml.etree.ElementTree.fromstring",
    "zlib.compress",
)
"""Functions and classes that programs use on a loop all the time, and rightly."""

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

ABSTRACT: Final = "asyncio.events.AbstractEventLoop"
CONCRETE: Final = "asyncio.base_events.BaseEventLoop"


# What others report is known.


def blocks_somewhere(name: str) -> bool:
    """Whether the stubs call an operation blocking, for some arguments on some target."""
    found = [effect_of(target, SPELLED.get(name, name)) for target in TARGETS]
    return any(
        signature.category is Category.BLOCKING
        for declaration in found
        if declaration is not None
        for signature in declaration.signatures
    )


def operations() -> list[str]:
    """Return the operations that Home Assistant, blockbuster or an audit hook reports."""
    with OPERATIONS.open(encoding="utf-8", newline="") as file:
        return [row["fullname"] for row in csv.DictReader(file)]


@pytest.mark.parametrize("name", operations())
def test_each_known_operation_is_marked_or_excluded(name: str) -> None:
    """It is the one or the other, and never both: a reason that no longer holds must go."""
    assert blocks_somewhere(name) != (name in EXCLUDED)


def test_every_exclusion_is_of_a_known_operation() -> None:
    """An exclusion of something that nobody reports is stale, or misspelled."""
    assert sorted(EXCLUDED.keys() - set(operations())) == []


# What is harmless stays silent.


@pytest.mark.parametrize("name", HARMLESS)
def test_what_works_in_memory_stays_harmless(name: str) -> None:
    """A false alarm costs more than a missed one: these were read, and nothing is said of them."""
    for target in TARGETS:
        symbol = typeshed(target).resolve(name)
        assert isinstance(symbol, (Class, Function))
        assert is_read(target, symbol.module)
        found = effect_of(target, name)
        assert found is None or all(one.category is None for one in found.signatures)


@pytest.mark.parametrize(("call", "blocks"), CALLS.items())
def test_literal_arguments_decide(call: str, *, blocks: bool) -> None:
    """Looking is harmless and waiting is not: the first signature that fits says which it is."""
    node = ast.parse(call, mode="eval").body
    assert isinstance(node, ast.Call)
    declaration = effect_of(TARGETS[0], ast.unparse(node.func))
    assert declaration is not None
    chosen = next(signature for signature in declaration.signatures if fits(signature, node))
    assert (chosen.category is Category.BLOCKING) is blocks


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


@pytest.mark.parametrize(("name", "category"), OVERRIDDEN.items())
def test_methods_that_people_override_say_where_they_run(
    name: str, category: Category | None
) -> None:
    """The framework that calls them decides on the thread, and says so in the base class."""
    declaration = effect_of(TARGETS[-1], name)
    assert (declaration.signatures[0].category if declaration is not None else None) is category


@pytest.mark.parametrize("name", KEEPS)
def test_what_is_kept_for_later_is_not_charged(name: str) -> None:
    """It may never be called, or on another thread, or when nobody waits."""
    declaration = effect_of(TARGETS[-1], name)
    signatures = declaration.signatures if declaration is not None else ()
    assert not any(one.uses for signature in signatures for one in signature.parameters)


def fits(signature: Signature, call: ast.Call) -> bool:
    """Whether a call, which does not write ``self``, fits a signature."""
    parameters = [one for one in signature.parameters if one.name not in {"self", "cls"}]
    in_order = [one for one in parameters if one.positional and not one.variadic]
    by_name = {one.name for one in parameters if one.keyword and not one.variadic}
    surplus = len(call.args) > len(in_order)
    unknown = {keyword.arg for keyword in call.keywords} - by_name
    if surplus and not any(one.variadic and one.positional for one in parameters):
        return False
    if unknown and not any(one.variadic and one.keyword for one in parameters):
        return False
    given = {one.name: value for one, value in zip(in_order, call.args, strict=False)}
    given |= {str(keyword.arg): keyword.value for keyword in call.keywords}
    return all(
        is_literal(given[one.name], one) if one.name in given else not one.required
        for one in parameters
    )


def is_literal(argument: ast.expr, parameter: Parameter) -> bool:
    """Whether an argument is one of the literals that a parameter asks for, if it asks for any."""
    if parameter.literals is None:
        return True
    try:
        value = ast.literal_eval(argument)
    except ValueError:  # a name: its value is not known here
        return False
    return any(value == literal and type(value) is type(literal) for literal in parameter.literals)


# asyncio is one thing, however it is spelled.


@each_target
def test_both_event_loops_say_the_same(target: Target) -> None:
    """Programs call the abstract loop, and some the concrete one: the answer must be one."""
    abstract, concrete = (
        {
            declaration.fullname.rpartition(".")[2]: declaration.signatures
            for stub, _ in stub_modules(target)
            for declaration in stub.declarations.values()
            if declaration.fullname.startswith(f"{name}.")
        }
        for name in (ABSTRACT, CONCRETE)
    )
    # typeshed has these two in the abstract class only.
    assert abstract.keys() - concrete.keys() == {"create_unix_connection", "create_unix_server"}
    assert {name: abstract[name] for name in concrete} == concrete


@each_target
def test_every_remedy_exists(target: Target) -> None:
    """The message tells people to use it: "loop.sock_recv" is a method of the event loop."""
    remedies = {
        signature.instead
        for stub, _ in stub_modules(target)
        for declaration in stub.declarations.values()
        for signature in declaration.signatures
        if signature.instead is not None and signature.instead != "await"
    }
    unknown = [
        remedy
        for remedy in remedies
        if typeshed(target).resolve(remedy.replace("loop.", f"{ABSTRACT}.", 1)) is None
    ]
    assert unknown == []
