"""Markers at run time: what they attach, what they refuse, and what `category_of` sees through."""

from __future__ import annotations

import contextlib
import copy
import functools
import gc
import inspect
import pickle
import subprocess
import sys
import threading
import weakref
from collections.abc import AsyncIterator, Callable
from typing import Any
from unittest import mock

import pytest

import loopsafe
from loopsafe import (
    Category,
    Marker,
    _markers,
    blocking,
    callback,
    category_of,
    marker_of,
    register_foreign_marker,
    thread_safe,
)

MARKERS: dict[Category, Callable[..., Any]] = {
    Category.CALLBACK: callback,
    Category.THREAD_SAFE: thread_safe,
    Category.BLOCKING: blocking,
}
mark_coroutine_function: Any = getattr(inspect, "markcoroutinefunction", None)
each_marker = pytest.mark.parametrize(
    ("category", "marker"), MARKERS.items(), ids=[c.value for c in MARKERS]
)


def plain() -> str:
    """Stand for any function."""
    return "plain"


async def coroutine() -> None:
    """Stand for any coroutine function."""


async def async_generator() -> AsyncIterator[int]:
    """Stand for any async generator function."""
    yield 1


@blocking(kind="disk", instead="there.read", executor="disks", unchecked=True)
def read() -> str:
    """Stand for any marked function."""
    return "read"


class Reader:
    """Stands for a class with marked methods."""

    @blocking
    def method(self) -> str:
        return "method"

    @staticmethod
    @thread_safe
    def static_below() -> str:
        return "static_below"

    @thread_safe
    @staticmethod
    def static_above() -> str:
        return "static_above"

    @classmethod
    @callback
    def class_below(cls) -> str:
        return cls.__name__

    @callback
    @classmethod
    def class_above(cls) -> str:
        return cls.__name__

    def unmarked(self) -> None: ...

    completed = functools.partialmethod(method)

    @property
    @callback
    def value(self) -> str:
        return "value"


class MarkedCall:
    """Its instances are callable, and the call is marked."""

    @blocking
    def __call__(self) -> None: ...


class AsyncCall:
    """Its instances are coroutine functions in all but name."""

    async def __call__(self) -> None: ...


class Slotted:
    """Its instances have no room for a marker."""

    __slots__ = ()

    def __call__(self) -> None: ...


class Wrapping:
    """A decorator written as a class, with a marked call of its own."""

    def __init__(self, function: Callable[[], object]) -> None:
        functools.update_wrapper(self, function)

    @callback
    def __call__(self) -> None: ...


def name_of(item: object) -> str:
    """Name a test's argument alike in every process: no addresses."""
    return getattr(item, "__name__", None) or type(item).__name__


def wrapping(function: Callable[[], object]) -> Callable[[], object]:
    """Decorate as most decorators do."""

    @functools.wraps(function)
    def wrapper() -> object:
        return function()

    return wrapper


class TestMarking:
    """A marker on what it is meant for."""

    @each_marker
    def test_bare(self, category: Category, marker: Callable[..., Any]) -> None:
        def function() -> None: ...

        assert marker(function) is function
        assert marker_of(function) == Marker(category)

    @each_marker
    def test_with_parentheses(self, category: Category, marker: Callable[..., Any]) -> None:
        def function() -> None: ...

        assert marker(unchecked=True)(function) is function
        assert marker_of(function) == Marker(category, unchecked=True)
        assert marker()(plain_copy := lambda: None) is plain_copy

    def test_what_it_says_is_kept(self) -> None:
        assert marker_of(read) == Marker(
            Category.BLOCKING, kind="disk", instead="there.read", executor="disks", unchecked=True
        )

    def test_the_same_marker_twice(self) -> None:
        """A decorator may be applied to what has it already; the outermost says how."""

        @blocking(kind="network")
        @blocking
        def function() -> None: ...

        assert marker_of(function) == Marker(Category.BLOCKING, kind="network")

    def test_signature_name_and_doc_survive(self) -> None:
        @callback
        def function(number: int, *, flag: bool = False) -> str:
            """Say something."""
            return f"{number} {flag}"

        assert inspect.signature(function) == inspect.Signature.from_callable(function)
        assert (
            str(inspect.signature(function)) == "(number: 'int', *, flag: 'bool' = False) -> 'str'"
        )
        assert function.__name__ == "function"
        assert function.__doc__ == "Say something."
        assert not hasattr(function, "__wrapped__")

    def test_marked_functions_pickle(self) -> None:
        for function in (read, functools.partial(read), Reader().method):
            assert pickle.loads(pickle.dumps(function))() == function()
        assert pickle.loads(pickle.dumps(marker_of(read))) == marker_of(read)

    def test_a_wrapper_that_pickles_still_does(self) -> None:
        """`functools.update_wrapper` copies the marker into what is pickled by its contents."""
        wrapper = functools.update_wrapper(functools.partial(read), read)
        for twin in (pickle.loads(pickle.dumps(wrapper)), copy.deepcopy(wrapper)):
            assert twin() == "read"
            assert marker_of(twin) == marker_of(read)

    def test_nothing_is_kept_alive(self) -> None:
        def function() -> None: ...

        callback(function)
        category_of(function)
        gone = weakref.ref(function)
        del function
        gc.collect()
        assert gone() is None


class TestMisuse:
    """What a marker refuses says what to do instead."""

    @each_marker
    @pytest.mark.parametrize(
        "function",
        [
            coroutine,
            async_generator,
            functools.partial(coroutine),
            staticmethod(coroutine),
            classmethod(coroutine),  # type: ignore[arg-type]
            AsyncCall(),
        ],
        ids=["function", "generator", "partial", "static", "class", "instance"],
    )
    def test_coroutine_functions(
        self, category: Category, marker: Callable[..., Any], function: object
    ) -> None:
        with pytest.raises(TypeError, match=r'"async def" says already .* remove the marker') as e:
            marker(function)
        assert str(e.value).startswith(f"@{category.value} on coroutine function")

    @pytest.mark.skipif(mark_coroutine_function is None, reason="new in Python 3.12")
    def test_what_is_said_to_be_a_coroutine_function(self) -> None:
        def function() -> None: ...

        mark_coroutine_function(function)
        with pytest.raises(TypeError, match='"async def" says already'):
            callback(function)

    def test_a_class(self) -> None:
        with pytest.raises(TypeError, match=r'on class "Reader": mark the methods .* __init__'):
            callback(Reader)

    @pytest.mark.parametrize(
        "wrapped",
        [property(str), functools.cached_property(lambda _: 1)],
        ids=lambda item: type(item).__name__,
    )
    def test_above_a_property(self, wrapped: Any) -> None:
        name = type(wrapped).__name__
        with pytest.raises(TypeError, match=f"stands above @{name}: put it below"):
            callback(wrapped)

    def test_a_partialmethod(self) -> None:
        with pytest.raises(TypeError, match="mark the method that it completes"):
            callback(functools.partialmethod(plain))  # type: ignore[call-overload]

    @pytest.mark.parametrize("value", [None, "disk", 1, ["a"]])
    def test_what_cannot_be_called(self, value: Any) -> None:
        with pytest.raises(TypeError, match=r"needs a function, not .*: use it bare, or with key"):
            blocking(value)
        with pytest.raises(TypeError, match="needs a function, not"):
            blocking(kind="disk")(value)

    @pytest.mark.parametrize(
        "function",
        [len, "".join, Reader().unmarked, Slotted()],
        ids=lambda item: type(item).__name__,
    )
    def test_what_has_no_room_for_a_marker(self, function: Any) -> None:
        with pytest.raises(TypeError, match=r"cannot be attached to .*: mark the Python function"):
            thread_safe(function)

    @pytest.mark.parametrize("first", MARKERS, ids=lambda category: category.value)
    @pytest.mark.parametrize("second", MARKERS, ids=lambda category: category.value)
    def test_contradiction(self, first: Category, second: Category) -> None:
        def function() -> None: ...

        MARKERS[first](function)
        if first is second:
            MARKERS[second](function)
            return
        with pytest.raises(TypeError, match="a function has one category") as e:
            MARKERS[second](function)
        assert f"marked @{first.value} already" in str(e.value)
        assert category_of(function) is first, "the first one stays"

    def test_contradiction_with_another_framework(self) -> None:
        def function() -> None: ...

        vars(function)["_hass_callback"] = True
        with pytest.raises(TypeError, match="marked @callback already"):
            blocking(function)
        assert callback(function) is function

    def test_contradiction_through_static_method(self) -> None:
        with pytest.raises(TypeError, match="marked @thread_safe already"):
            blocking(inspect.getattr_static(Reader, "static_below"))

    def test_an_unknown_kind(self) -> None:
        with pytest.raises(ValueError, match=r'unknown kind "disc"; use one of "sleep", "network"'):
            blocking(kind="disc")  # type: ignore[call-overload]


class TestLookUp:
    """What `category_of` and `marker_of` see through."""

    @pytest.mark.parametrize(
        "unmarked",
        [plain, len, int, Reader, Reader(), lambda: 0, mock.MagicMock(), None, 1, object()],
        ids=name_of,
    )
    def test_unmarked(self, unmarked: object) -> None:
        assert category_of(unmarked) is None
        assert marker_of(unmarked) is None

    @pytest.mark.parametrize(
        ("item", "category"),
        [
            (Reader.method, Category.BLOCKING),
            (Reader().method, Category.BLOCKING),
            (Reader.static_below, Category.THREAD_SAFE),
            (Reader.static_above, Category.THREAD_SAFE),
            (Reader().static_above, Category.THREAD_SAFE),
            (Reader.class_below, Category.CALLBACK),
            (Reader.class_above, Category.CALLBACK),
            (Reader().class_above, Category.CALLBACK),
            (Reader.__dict__["static_below"], Category.THREAD_SAFE),
            (Reader.__dict__["class_below"], Category.CALLBACK),
            (Reader.__dict__["completed"], Category.BLOCKING),
            (Reader.completed, Category.BLOCKING),
            (Reader().completed, Category.BLOCKING),
            (functools.partial(read), Category.BLOCKING),
            (functools.partial(functools.partial(Reader().method)), Category.BLOCKING),
            (MarkedCall(), Category.BLOCKING),
            (MarkedCall().__call__, Category.BLOCKING),
            (blocking(lambda: None), Category.BLOCKING),
            (callback(functools.partial(plain)), Category.CALLBACK),
            (functools.lru_cache(read), Category.BLOCKING),
            (blocking(functools.lru_cache(plain)), Category.BLOCKING),
            (contextlib.contextmanager(blocking(lambda: iter(()))), Category.BLOCKING),
        ],
        ids=name_of,
    )
    def test_marked(self, item: object, category: Category) -> None:
        assert category_of(item) is category

    @pytest.mark.parametrize(
        "item",
        [
            coroutine,
            async_generator,
            functools.partial(coroutine),
            AsyncCall(),
            AsyncCall().__call__,
            functools.partial(AsyncCall()),
        ],
        ids=name_of,
    )
    def test_coroutine_functions(self, item: object) -> None:
        assert category_of(item) is Category.COROUTINE
        assert marker_of(item) is None

    @pytest.mark.skipif(mark_coroutine_function is None, reason="new in Python 3.12")
    def test_what_is_said_to_be_a_coroutine_function(self) -> None:
        def function() -> None: ...

        assert category_of(mark_coroutine_function(function)) is Category.COROUTINE

    def test_a_property_by_its_function(self) -> None:
        assert category_of(inspect.getattr_static(Reader, "value").fget) is Category.CALLBACK

    def test_looking_calls_nothing(self) -> None:
        function = mock.Mock(spec=lambda: None)
        category_of(function)
        function.assert_not_called()


class TestWrappers:
    """`functools.wraps` copies a marker to a function that may belong to another thread."""

    def test_a_wrapper_counts_as_what_it_wraps(self) -> None:
        assert category_of(wrapping(wrapping(read))) is Category.BLOCKING
        assert marker_of(wrapping(read)) == marker_of(read)

    def test_a_wrapper_can_have_a_marker_of_its_own(self) -> None:
        wrapper = callback(wrapping(read))
        assert category_of(wrapper) is Category.CALLBACK
        assert category_of(wrapping(wrapper)) is Category.CALLBACK
        assert category_of(read) is Category.BLOCKING
        with pytest.raises(TypeError, match="marked @callback already"):
            blocking(wrapper)

    def test_the_same_decorator_inside_and_outside(self) -> None:
        assert category_of(blocking(wrapping(callback(wrapping(plain))))) is Category.BLOCKING

    def test_an_async_wrapper_is_a_coroutine_function(self) -> None:
        @functools.wraps(read)
        async def wrapper() -> None: ...

        assert category_of(wrapper) is Category.COROUTINE

    def test_a_plain_wrapper_of_a_coroutine_function_may_be_anything(self) -> None:
        @functools.wraps(coroutine)
        def wrapper() -> None: ...

        assert category_of(wrapper) is None
        assert category_of(callback(wrapper)) is Category.CALLBACK

    def test_the_call_of_a_class_comes_before_what_it_wraps(self) -> None:
        assert category_of(Wrapping(read)) is Category.CALLBACK

    def test_a_cycle_ends(self) -> None:
        def function() -> None: ...

        vars(function)["__wrapped__"] = function
        assert category_of(function) is None


class TestForeignMarkers:
    """Functions that another framework has marked."""

    @pytest.fixture
    def attribute(self, monkeypatch: pytest.MonkeyPatch) -> str:
        monkeypatch.setattr(_markers, "_foreign", dict(_markers._foreign))
        return "_is_threaded"

    def test_home_assistant(self) -> None:
        def function() -> None: ...

        vars(function)["_hass_callback"] = True
        assert category_of(function) is Category.CALLBACK
        assert category_of(functools.partial(function)) is Category.CALLBACK
        assert category_of(wrapping(function)) is Category.CALLBACK

    def test_registered(self, attribute: str) -> None:
        def function() -> None: ...

        vars(function)[attribute] = True
        assert category_of(function) is None
        register_foreign_marker(attribute, Category.BLOCKING)
        assert marker_of(function) == Marker(Category.BLOCKING)

    def test_on_a_method(self) -> None:
        class Entity:
            def update(self) -> None: ...

            vars()["update"]._hass_callback = True

        assert category_of(Entity().update) is Category.CALLBACK

    def test_an_object_that_has_every_attribute(self) -> None:
        assert category_of(mock.MagicMock()) is None

    def test_own_marker_comes_first(self) -> None:
        function = thread_safe(lambda: None)
        vars(function)["_hass_callback"] = True
        assert category_of(function) is Category.THREAD_SAFE

    def test_registering_while_others_look(self, attribute: str) -> None:
        def look() -> None:
            for _ in range(2_000):
                category_of(plain)

        problems: list[object] = []
        with mock.patch.object(threading, "excepthook", problems.append):
            thread = threading.Thread(target=look)
            thread.start()
            for number in range(2_000):
                register_foreign_marker(f"{attribute}_{number}", Category.CALLBACK)
            thread.join()
        assert not problems


class TestPackage:
    """What ``import loopsafe`` offers and costs."""

    def test_all_is_what_is_exported(self) -> None:
        for name in loopsafe.__all__:
            getattr(loopsafe, name)  # what needs asyncio is loaded when it is asked for
        public = {
            name
            for name, value in vars(loopsafe).items()
            if not name.startswith("_") and not inspect.ismodule(value)
        }
        public = public - {"TYPE_CHECKING"} | {"from_thread", "guard"}
        assert set(loopsafe.__all__) == public
        assert sorted(loopsafe.__all__, key=_isort_key) == loopsafe.__all__

    def test_every_function_is_documented(self) -> None:
        for name in loopsafe.__all__:
            value = getattr(loopsafe, name)
            if inspect.isroutine(value) or inspect.isclass(value):
                assert inspect.getdoc(value), name

    def test_import_loads_no_more_than_it_needs(self) -> None:
        """No mypy, no plugin, no asyncio: a program pays for what it uses."""
        code = (
            "import sys; before = set(sys.modules); import loopsafe; "
            "print(*(set(sys.modules) - before))"
        )
        loaded = set(
            subprocess.run(
                [sys.executable, "-c", code], capture_output=True, text=True, check=True
            ).stdout.split()
        )
        assert not loaded & {"argparse", "asyncio", "inspect", "loopsafe_mypy", "mypy"}

    def test_an_unknown_name(self) -> None:
        with pytest.raises(AttributeError, match="module 'loopsafe' has no attribute 'runn'"):
            _ = loopsafe.runn
        assert set(loopsafe.__all__) <= set(dir(loopsafe))


def _isort_key(name: str) -> tuple[int, str]:
    """Constants, then classes, then the rest: the order that ruff keeps."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)
