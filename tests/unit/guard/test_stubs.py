"""What effect stubs say of Python functions: when it comes about, and for which classes."""

from __future__ import annotations

import asyncio
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from loopsafe import guard

LIBRARY = '''
import contextlib, functools

def traced(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)
    return wrapper

def untold(function):
    def wrapper(*args):
        return function(*args)
    return wrapper

class Commands:
    """Shared by clients of both sorts."""
    def get(self, key):
        return self.send("get", key)

class Client(Commands):
    def send(self, *words):
        return words

class Pipeline(Client):
    """Collects commands."""

class Slowed(Pipeline):
    pass

class AsyncClient(Commands):
    async def send(self, *words):
        return words

@traced
def slow(): return "slow"

@traced
def fast(): return "fast"

def _slow(): return "slow"
def _fast(): return "fast"
untold_slow, untold_fast = untold(_slow), untold(_fast)

def rows():
    yield 1

def lazily():
    return rows()

@contextlib.contextmanager
def transaction():
    yield 1

@contextlib.contextmanager
def in_memory():
    yield 1

async def turned():
    return "a coroutine in this version"

def dump(value, file=None, wait=True): return value

class Row:
    @property
    def owner(self): return "loaded"
    @owner.setter
    def owner(self, value): pass
    @functools.cached_property
    def cached(self): return "loaded"
    @classmethod
    def find(cls): return cls
    @staticmethod
    def load(): return "loaded"
    def all(*args): return "loaded"

class Other:
    @property
    def owner(self): return "there"
'''
STUB = """
from collections.abc import Generator
from contextlib import contextmanager
from functools import cached_property
from io import BytesIO
from typing import Literal, overload
from loopsafe import blocking

class Client:
    @blocking(kind="network", instead="vendor.AsyncClient.get")
    def get(self, key): ...
class Pipeline:
    def get(self, key): ...
class Slowed:
    @blocking(kind="network")
    def get(self, key): ...
@blocking(kind="disk")
def slow(): ...
def fast(): ...
@blocking(kind="disk")
def untold_slow(): ...
@blocking(kind="database")
def rows() -> Generator: ...
@blocking(kind="database")
def lazily() -> Generator: ...
@contextmanager
@blocking(kind="database")
def transaction(): ...
@blocking(kind="network")
def turned(): ...
@overload
def dump(value, file: BytesIO, wait=True): ...
@overload
def dump(value, file=None, *, wait: Literal[False]): ...
@overload
@blocking(kind="disk")
def dump(value, file=None, wait=True): ...
class Row:
    @property
    @blocking(kind="database")
    def owner(self): ...
    @owner.setter
    @blocking(kind="database")
    def owner(self, value): ...
    @cached_property
    @blocking(kind="database")
    def cached(self): ...
    @classmethod
    @blocking(kind="database")
    def find(cls): ...
    @staticmethod
    @blocking(kind="database")
    def load(): ...
    @blocking(kind="database")
    def all(*args): ...
"""


@pytest.fixture
def vendor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """A library with effect stubs, under a guard."""
    (tmp_path / "stubs").mkdir()
    (tmp_path / "stubs" / "vendor.pyi").write_text(STUB)
    (tmp_path / "vendor.py").write_text(textwrap.dedent(LIBRARY))
    monkeypatch.syspath_prepend(tmp_path)
    with guard.guard(stub_paths=[tmp_path / "stubs"], level="staging"):
        yield __import__("vendor")
    sys.modules.pop("vendor")


def told(step: Callable[[], object]) -> str | None:
    """Call something on a loop; return the operation that the guard names."""

    async def main() -> None:
        step()

    try:
        asyncio.run(main())
    except guard.BlockingCallError as error:
        return error.violation.operation
    return None


def test_a_function_behind_a_decorator_is_not_all_functions_behind_it(vendor: ModuleType) -> None:
    assert told(vendor.slow) == "vendor.slow"
    assert told(vendor.fast) is None


def test_nor_where_the_decorator_says_nothing(vendor: ModuleType) -> None:
    assert told(vendor.untold_slow) == "vendor.untold_slow"
    assert told(vendor.untold_fast) is None


def test_a_method_of_a_common_base_counts_for_the_class_that_is_named(vendor: ModuleType) -> None:
    client = vendor.Client()
    assert told(lambda: client.get("x")) == "vendor.Client.get"
    assert told(lambda: vendor.AsyncClient().get("x").close()) is None


def test_a_subclass_may_be_harmless_and_one_of_its_own_not(vendor: ModuleType) -> None:
    assert told(lambda: vendor.Pipeline().get("x")) is None
    assert told(lambda: vendor.Slowed().get("x")) == "vendor.Slowed.get"


def test_what_blocks_is_iterating(vendor: ModuleType) -> None:
    assert told(vendor.rows) is None
    assert told(lambda: next(vendor.rows())) == "vendor.rows"
    # The object that it returns is no generator of its own: its own body does not block.
    assert told(vendor.lazily) is None


def test_what_blocks_is_entering(vendor: ModuleType) -> None:
    assert told(vendor.transaction) is None
    assert told(lambda: vendor.transaction().__enter__()) == "vendor.transaction"
    assert told(lambda: vendor.in_memory().__enter__()) is None


def test_a_coroutine_function_does_not_block_whatever_a_stub_says(vendor: ModuleType) -> None:
    async def main() -> object:
        return await vendor.turned()

    assert asyncio.run(main()) == "a coroutine in this version"


def test_arguments_decide(vendor: ModuleType) -> None:
    from io import BytesIO, StringIO  # noqa: PLC0415  (of this test)

    assert told(lambda: vendor.dump(1)) == "vendor.dump"
    assert told(lambda: vendor.dump(1, BytesIO())) is None
    assert told(lambda: vendor.dump(1, StringIO())) == "vendor.dump"
    assert told(lambda: vendor.dump(1, wait=False)) is None


def test_attributes_and_methods_of_all_sorts(vendor: ModuleType) -> None:
    row = vendor.Row()
    assert told(lambda: row.owner) == "vendor.Row.owner"
    assert told(lambda: setattr(row, "owner", 1)) == "vendor.Row.owner"
    assert told(lambda: row.cached) == "vendor.Row.cached"
    assert told(vendor.Row.find) == "vendor.Row.find"
    assert told(vendor.Row.load) == "vendor.Row.load"
    assert told(row.all) == "vendor.Row.all"
    assert told(lambda: vendor.Other().owner) is None
