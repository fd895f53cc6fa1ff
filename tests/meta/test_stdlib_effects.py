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
    "platform.platform()": True,
    "platform.processor()": True,
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
    "xml.etree.ElementTree.ElementTree.write(path)": True,
    "xml.etree.ElementTree.canonicalize(text)": False,
    "xml.etree.ElementTree.canonicalize(from_file=path)": True,
    "xml.etree.ElementTree.parse(path)": True,
}
"""Calls of stubbed functions, ``self`` left out, and whether they block."""

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
    "platform.machine",
    "platform.uname",
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
    "xml.etree.ElementTree.fromstring",
    "zlib.compress",
)
"""Functions and classes that programs use on a loop all the time, and rightly."""

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
    if parameter.classes:  # what a name stands for is not known here
        return False
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
