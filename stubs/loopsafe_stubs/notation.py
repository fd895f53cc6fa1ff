"""What an effect stub can say: its vocabulary, and the records that a stub is read into.

Owns no syntax: that is `reader`'s.
"""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Final, Literal, NamedTuple

from loopsafe._effects import Category, Context

FORMS: Final = {
    "OnLoop": Context.LOOP,
    "InWorker": Context.WORKER,
    "AnyThread": Context.ANYWHERE,
}
PROTOCOLS: Final[dict[str, tuple[str, ...]]] = {
    "Callable": ("__call__",),
    "Iterable": ("__iter__", "__next__"),
    "Iterator": ("__next__",),
    "Container": ("__contains__",),
    "Hashable": ("__hash__",),
    "Reversible": ("__reversed__", "__next__"),
    "Sized": ("__len__",),
    "AbstractContextManager": ("__enter__", "__exit__"),
    "SupportsAbs": ("__abs__",),
    "SupportsBool": ("__bool__",),
    "SupportsBytes": ("__bytes__",),
    "SupportsComplex": ("__complex__",),
    "SupportsEnter": ("__enter__",),
    "SupportsFloat": ("__float__",),
    "SupportsFormat": ("__format__",),
    "SupportsFspath": ("__fspath__",),
    "SupportsIndex": ("__index__",),
    "SupportsInt": ("__int__",),
    "SupportsIter": ("__iter__",),
    "SupportsLessThan": ("__lt__",),
    "SupportsRepr": ("__repr__",),
    "SupportsRound": ("__round__",),
    "SupportsStr": ("__str__",),
}
"""What a function does with an argument when the parameter is annotated with one of these names.

The names are those of `collections.abc` and `typing`, or in their style where they have none.
"""
AWAITABLES: Final = frozenset({"Awaitable", "Coroutine"})
"""What a callable returns that is a coroutine function, in a form."""
CLASSES: Final = {
    "BytesIO": ("_io.BytesIO",),
    "StringIO": ("_io.StringIO",),
    "IO": ("typing.IO", "_io._IOBase"),
}
"""Classes that an argument may be of, for a signature to fit; where typeshed defines them.

``IO`` is any stream that is open already: ``typing.IO``, and what inherits from ``io.IOBase``.
"""
VOCABULARY: Final = frozenset(
    {"collections.abc", "contextlib", "io", "loopsafe", "typing", "typing_extensions"}
)
"""The modules that a stub imports its notation from."""
MARKERS: Final = {
    "callback": Category.CALLBACK,
    "thread_safe": Category.THREAD_SAFE,
    "blocking": Category.BLOCKING,
}


def chosen_by(fullname: str, value: object) -> str:
    """Return the key of what an overload returns whose first parameter is a literal."""
    return f"{fullname}({value!r})"


Mode = Literal["call", "iterate", "enter"]
"""When the body of a stubbed function runs: at the call, when its result is iterated or entered."""


class Source(enum.Enum):
    """Who wrote a stub. The first one that names a function decides; the members are in order.

    The marks in a library's own source stand between a project's stubs and the others.
    """

    PROJECT = "project"
    """The project under check: a folder in its ``stub_paths``."""
    INSTALLED = "installed"
    """An installed distribution: a folder in its entry point group ``loopsafe.stubs``."""
    BUNDLED = "bundled"
    """loopsafe itself."""


class StubError(Exception):
    """A stub file that cannot be used: where, and what is wrong."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: error: {message}")
        self.path = path
        self.line = line
        self.message = message


class Target(NamedTuple):
    """The interpreter a stub is read for."""

    python_version: tuple[int, int]
    platform: str
    """As ``sys.platform``: ``"linux"``, ``"darwin"``, ``"win32"``."""


class Parameter(NamedTuple):
    """One parameter of a stubbed function."""

    name: str
    positional: bool
    keyword: bool
    required: bool
    variadic: bool = False
    """``*args`` or ``**kwargs``."""
    literals: tuple[object, ...] | None = None
    """The values of a ``Literal[...]`` annotation: the signature fits only these."""
    form: Context | None = None
    """Where the callable passed here is called; a coroutine function would never be awaited."""
    uses: tuple[str, ...] = ()
    """The special methods of the argument that the function itself calls."""
    classes: tuple[str, ...] = ()
    """Full names of classes: the signature fits only instances of these (or the literals)."""
    plain_form: Context | None = None
    """As ``form``, where coroutine functions are welcome too, and awaited: about others only."""


class Signature(NamedTuple):
    """One overload (or the only signature) and its effect."""

    parameters: tuple[Parameter, ...]
    category: Category | None = None
    kind: str | None = None
    instead: str | None = None
    decorates: Parameter | None = None
    """For a function that returns a decorator: the parameter of that decorator."""


class Declaration(NamedTuple):
    """A stubbed function, method, property or accessor."""

    fullname: str
    signatures: tuple[Signature, ...]
    line: int
    shown: str
    """The name that messages show."""
    is_property: bool = False
    mode: Mode = "call"
    source: Source = Source.BUNDLED


class StubModule(NamedTuple):
    """One read stub: its declarations by full name (``os.remove``, ``queue.Queue.get``)."""

    name: str
    path: Path
    declarations: dict[str, Declaration]
    classes: dict[str, int]
    """Full names of the classes it mentions, with their lines."""
    exports: dict[str, str]
    """What it imports: full names, by the name in the module.

    So a name can be followed to its definition where the library itself is out of sight.
    """
    bases: dict[str, tuple[str, ...]] = {}  # noqa: RUF012  (never changed: a record)
    """What its classes inherit from, by their full names: for the same purpose."""
    results: dict[str, str] = {}  # noqa: RUF012  (likewise)
    """The class whose instance a function returns, or an attribute holds: for the same purpose."""
    public: dict[str, str] = {}  # noqa: RUF012  (likewise)
    """The full names of its classes and functions, by the names under which users import them."""
