"""Full names that the plugin knows by heart, each in one place.

Only names whose *meaning* is wired into the analysis belong here. What a library function does to
its thread is data, and lives in the effect stubs.
"""

from __future__ import annotations

from typing import Final

from loopsafe._effects import KINDS, Category

MARKERS: Final = {
    f"{module}.{name}": category
    for module in ("loopsafe", "loopsafe._markers")
    for name, category in (
        ("callback", Category.CALLBACK),
        ("thread_safe", Category.THREAD_SAFE),
        ("blocking", Category.BLOCKING),
    )
}

FORM_NAMES: Final = ("OnLoop", "InWorker", "AnyThread")

FORMS: Final = {
    f"{module}.{name}": f"loopsafe._forms.{name}Callable"
    for module in ("loopsafe", "loopsafe._forms")
    for name in FORM_NAMES
}
"""The forms, and the classes that stand for them in the types of callables."""

FORM_CATEGORIES: Final[dict[str, tuple[Category, str | None]]] = {
    "loopsafe._forms.OnLoopCallable": (Category.CALLBACK, None),
    "loopsafe._forms.AnyThreadCallable": (Category.THREAD_SAFE, None),
    "loopsafe._forms.InWorkerCallable": (Category.BLOCKING, None),
    **{
        f"loopsafe._forms.{kind.capitalize()}Callable": (Category.BLOCKING, kind)
        for kind in KINDS
        if kind != "other"
    },
}
"""What calling a value of such a type is like: the category and the kind of blocking."""

FORM_OF: Final = {found: name for name, found in FORM_CATEGORIES.items()}
"""The class that stands for a category and a kind."""

SUMMARY_SYMBOL: Final = "__loopsafe_summary__"
"""The name under which a module's summary stands in its own symbol table."""

SLOTS: Final = ".<slots>"
"""Ends the key of a fact which says what of a module takes callables for a certain thread."""

UNTYPED: Final = ".<untyped>"
"""Ends the key of a fact which says what a variable of a program is in a library without types."""

INSTANCE: Final = "="
"""Begins what such a variable is, where it is an instance of a class, not the class itself."""

ANY_SLOT: Final = "*"
"""Stands for everything: the module declares slots in types."""

PROTOCOL_SLOT: Final = "@"
"""Stands for everything in modules that import this one: it has a Protocol with marked methods."""

CONTEXT_MANAGER_DECORATORS: Final = frozenset({"contextlib.contextmanager"})
"""They turn a generator function into one whose body runs when its result is entered."""

STREAMS: Final = {"sys.stdin": "_io.TextIOWrapper"}
"""Variables that are declared as any stream, which may be in memory; what they are in fact."""

CONTEXT_DECORATOR: Final = "contextlib.ContextDecorator"
"""A context manager that is entered whenever a function is called which it decorates."""

AWAITABLES: Final = frozenset({"typing.Coroutine", "typing.Awaitable", "typing.AwaitableGenerator"})
"""What a decorated function returns when its body does not run where it is called."""

DATACLASS_FIELDS: Final = frozenset({"dataclasses.field", "pydantic.fields.Field"})

FACTORY: Final = ".<factory>"
"""Ends the key of a dataclass field's default factory."""

CLOSING: Final = "contextlib.closing"
"""Leaving its ``with`` block calls ``close`` of what was given."""

PROPERTIES: Final = frozenset({"builtins.property", "functools.cached_property"})

PARTIALS: Final = frozenset({"functools.partial", "functools.partialmethod"})

TRANSPARENT: Final = frozenset(
    {
        *PARTIALS,
        *MARKERS,
        "builtins.classmethod",
        "builtins.staticmethod",
        "functools.cache",
        "functools.cmp_to_key",
        "functools.lru_cache",
        "functools.update_wrapper",
        "typing.final",
        "typing.no_type_check",
        "typing.override",
        "typing_extensions.final",
        "typing_extensions.override",
        "weakref.WeakMethod",
    }
)
"""Called with a function, their result runs just that function when it is called."""

TRANSPARENT_FACTORIES: Final = frozenset(
    {*MARKERS, "functools.lru_cache", "functools.wraps", "typing_extensions.deprecated"}
)
"""Likewise for the result of calling them with options: ``lru_cache(maxsize=9)(f)``."""

VALIDATORS: Final = ".<validators>" + FACTORY
"""Ends the key of what a pydantic model's constructor runs besides ``__init__``."""

VALIDATOR_DECORATORS: Final = frozenset(
    {
        "pydantic.deprecated.class_validators.root_validator",
        "pydantic.deprecated.class_validators.validator",
        "pydantic.functional_validators.field_validator",
        "pydantic.functional_validators.model_validator",
    }
)
MODELS: Final = frozenset({"pydantic.main.BaseModel"})

ASKING_FOR_MISSING: Final = frozenset(
    {"builtins.dict.__getitem__", "collections.UserDict.__getitem__"}
)
"""Methods that call ``__missing__``."""

SINGLE_DISPATCH: Final = frozenset({"functools.singledispatch", "functools.singledispatchmethod"})

METHOD_CALLERS: Final = frozenset({"operator.methodcaller", "_operator.methodcaller"})

CONTAINER_COPIES: Final = frozenset(
    {
        "builtins.frozenset",
        "builtins.iter",
        "builtins.list",
        "builtins.next",
        "builtins.reversed",
        "builtins.set",
        "builtins.sorted",
        "builtins.tuple",
        "collections.deque",
    }
)
"""Called with a container, their result holds the same items (or is one)."""

REPLACING: Final = frozenset({"copy.replace", "dataclasses.replace"})
"""Functions that make another object of the class of the one that they are given."""

RESUMING: Final = frozenset({"__next__", "send"})
"""Methods of a generator that run its body."""

CONSTANTS: Final = frozenset({"builtins.False", "builtins.None", "builtins.True"})

THREAD_IDS: Final = frozenset(
    {"_thread.get_ident", "_thread.get_native_id", "threading.get_ident", "threading.get_native_id"}
)
"""Compared with the loop's own, they tell whether the code runs on the loop's thread."""

LOOP_CHECKS: Final[frozenset[str]] = frozenset({"loopsafe.on_loop", "loopsafe._threads.on_loop"})
"""Functions that are true on the thread of a running loop."""

LOOP_PROBES: Final = frozenset({"asyncio.events.get_running_loop", "_asyncio.get_running_loop"})
"""Functions that raise `RuntimeError` off the loop's thread."""

ASSERT_NEVER: Final = frozenset({"typing.assert_never", "typing_extensions.assert_never"})

FLAGS: Final = {
    "fcntl.LOCK_EX": 2,
    "fcntl.LOCK_NB": 4,
    "fcntl.LOCK_SH": 1,
    "fcntl.LOCK_UN": 8,
    "os.WNOHANG": 1,
}
"""Constants that decide whether a call waits, with the values that they have on every POSIX system:
typeshed has none."""

LOOP_GETTERS: Final = LOOP_PROBES | {
    "_asyncio.get_event_loop",
    "asyncio.events.get_event_loop",
}
"""Functions that return an event loop."""

RUNNING_LOOPS: Final = frozenset({"asyncio.events._get_running_loop", "_asyncio._get_running_loop"})
"""Functions that return ``None`` off the loop's thread."""

RUNNING_LOOP_NAMES: Final = frozenset(
    {"_get_running_loop", "get_running_loop", "get_running_loop_or_none"}
)
"""The short names of those, and of what programs define for the purpose."""

LOOP_MAKERS: Final = frozenset({"new_event_loop", "set_event_loop"})
"""Short names of functions by which a thread gets a loop of its own."""

TYPE_CHECKING: Final[frozenset[str]] = frozenset(
    {"typing.TYPE_CHECKING", "typing_extensions.TYPE_CHECKING"}
)

SHORT_LOCKS: Final = frozenset(
    f"{lock}.{method}"
    for lock in (
        "_thread.LockType",
        "_thread.RLock",
        "_thread.lock",
        "threading.Condition",
        "threading._RLock",
    )
    for method in ("__enter__", "acquire")
)
"""What guards a few lines of a library is held for microseconds, and others have tested it. Waiting
for an event, a thread, a future or a place in a queue is another matter."""

NO_CONSTRUCTOR: Final = frozenset({"builtins.object", "builtins.type"})
"""Classes whose ``__init__``, ``__new__`` and ``__call__`` say nothing."""
