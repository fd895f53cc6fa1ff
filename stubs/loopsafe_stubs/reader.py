"""Read one effect stub: a partial ``.pyi`` file that says what its functions do to their thread.

The notation is ordinary typing syntax, and only what matters is written:

* ``@blocking``, ``@callback`` and ``@thread_safe`` from loopsafe, with ``kind=`` and ``instead=``;
  a function without a marker is known to be harmless;
* classes, nested as in the real module; ``@property`` and ``@name.setter``;
* ``@overload`` with ``Literal`` parameters where arguments decide; the first one that fits counts,
  and a parameter without a default must be given to fit;
* ``BytesIO`` and ``StringIO`` on a parameter of an overload: it fits a file in memory only;
* ``OnLoop[...]``, ``InWorker[...]`` and ``AnyThread[...]`` on a parameter: the thread on which the
  callable passed there is called;
* ``Callable``, ``Iterable``, ``Sized`` and the other names in `notation.PROTOCOLS` on a parameter:
  the function calls, iterates or measures what is passed, itself and before it returns, so that it
  has the effects of that as well (``sorted(iterable: Iterable, /, *, key: Callable = ...)``);
* ``InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]]``: where coroutine
  functions are welcome too, and are awaited on the loop;
* ``-> Callable[[InWorker[Callable[..., object]]], object]``: it returns a decorator, and what is
  decorated is called on that thread;
* ``-> Generator``: what blocks is iterating over the result, not the call; with
  ``@contextmanager``, entering it in a ``with`` statement;
* ``from package.module import name``: the stub's module has that name, too, which is defined there;
* a base class, ``-> Class`` and ``attribute: Class``, where the class is in a stub: for programs in
  which mypy cannot see the library's own types; ``-> Class`` also on an overload whose first
  parameter is a ``Literal``;
* ``if sys.version_info >= (3, 12):`` and ``if sys.platform == "win32":`` (also ``!=``,
  ``startswith``, ``else``);
* ``__public_name__ = "os.path"`` in the module or a class: the name that messages show, where a
  thing is defined elsewhere than users import it from.

Anything else is an error that names file and line. A name is written where the library's types
*define* it, which is where mypy will report it: ``_thread.lock``, not ``threading.Lock``, and
``requests.api.get``, not ``requests.get``. What annotations mean is read by `signatures`.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from loopsafe._effects import KINDS, Category
from loopsafe_stubs.notation import (
    MARKERS,
    VOCABULARY,
    Declaration,
    Mode,
    Signature,
    StubError,
    StubModule,
    Target,
    chosen_by,
)
from loopsafe_stubs.signatures import (
    SignatureError,
    decorates,
    last_name,
    literal,
    parameters_of,
)

TYPING_DECORATORS: Final = frozenset(
    {"overload", "classmethod", "staticmethod", "abstractmethod", "final", "override", "deprecated"}
)
COMPARISONS: Final = {
    ast.GtE: operator.ge,
    ast.Gt: operator.gt,
    ast.LtE: operator.le,
    ast.Lt: operator.lt,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}

_FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


def read_stub(source: str, module: str, path: Path, target: Target) -> StubModule:
    """Parse the text of one effect stub.

    Args:
        source: The text.
        module: The full name of the module it describes.
        path: Where it came from, for messages.
        target: The interpreter that decides ``sys.version_info`` and ``sys.platform`` branches.

    Raises:
        StubError: If the text is not a valid effect stub.
    """
    try:
        tree = ast.parse(source, filename=str(path))
    except SyntaxError as error:
        raise StubError(path, error.lineno or 1, f"Effect stub: {error.msg}") from None
    except ValueError as error:  # a null byte in the source
        raise StubError(path, 1, f"Effect stub: {error}") from None
    reader = _Reader(module, path, target)
    try:
        reader.body(tree.body, module, module)
    except SignatureError as error:
        raise reader.fail(error.node, error.message) from None
    declarations = {name: _join(found) for name, found in reader.found.items()}
    return StubModule(
        module,
        path,
        declarations,
        reader.classes,
        reader.exports,
        {name: tuple(reader.classes_of(found)) for name, found in reader.bases.items()},
        {
            name: results[0]
            for name, annotation in reader.results.items()
            if (results := list(reader.classes_of([annotation])))
        },
        reader.public,
    )


def _join(found: list[Declaration]) -> Declaration:
    """Make one declaration of the overloads of a name."""
    signatures = tuple(signature for item in found for signature in item.signatures)
    return found[0]._replace(signatures=signatures)


class _Reader:
    """Walks one stub's syntax tree; `found`, `classes` and `exports` are the result."""

    def __init__(self, module: str, path: Path, target: Target) -> None:
        self.path = path
        self.target = target
        self.found: dict[str, list[Declaration]] = {}
        self.classes: dict[str, int] = {}
        self.exports: dict[str, str] = {}
        self.bases: dict[str, list[ast.expr]] = {}
        self.results: dict[str, ast.expr] = {}
        self.public: dict[str, str] = {}
        self._module = module
        is_package = path.name == "__init__.pyi"
        self._package = module if is_package else module.rpartition(".")[0]

    def fail(self, node: ast.AST, message: str) -> StubError:
        return StubError(self.path, getattr(node, "lineno", 1), f"Effect stub: {message}")

    def body(self, statements: list[ast.stmt], prefix: str, shown: str) -> None:
        for statement in statements:
            public = _public_name(statement)
            if public is not None:
                shown = public
        for statement in statements:
            self.statement(statement, prefix, shown)

    def statement(self, node: ast.stmt, prefix: str, shown: str) -> None:
        if isinstance(node, _FunctionNode):
            self.function(node, prefix, shown)
        elif isinstance(node, ast.ClassDef):
            for decorator in node.decorator_list:
                if last_name(getattr(decorator, "func", decorator)) in MARKERS:
                    raise self.fail(decorator, f'a marker on class "{node.name}": mark its methods')
            self.classes[f"{prefix}.{node.name}"] = node.lineno
            self.bases[f"{prefix}.{node.name}"] = node.bases
            self.public[f"{shown}.{node.name}"] = f"{prefix}.{node.name}"
            self.body(node.body, f"{prefix}.{node.name}", f"{shown}.{node.name}")
        elif isinstance(node, ast.If):
            taken = node.body if self.condition(node.test) else node.orelse
            for statement in taken:
                self.statement(statement, prefix, shown)
        elif isinstance(node, ast.ImportFrom):
            self.imported(node)
        elif isinstance(node, ast.AnnAssign):
            self.results[f"{prefix}.{last_name(node.target)}"] = node.annotation
        elif not _is_inert(node):
            raise self.fail(
                node,
                f"{type(node).__name__} has no meaning here; "
                "use functions, classes, imports and version checks only",
            )

    def classes_of(self, annotations: Iterable[ast.expr]) -> Iterator[str]:
        """Yield the full names of the stubbed classes among some annotations."""
        for annotation in annotations:
            written = _dotted(annotation)
            own = f"{self._module}.{written}"
            first, dot, rest = written.partition(".")
            if own in self.classes:
                yield own
            elif first in self.exports:
                yield self.exports[first] + dot + rest

    def imported(self, node: ast.ImportFrom) -> None:
        package = self._package.split(".")
        if node.level > len(package):
            raise self.fail(node, "a relative import goes beyond the top-level package")
        above = package[: len(package) + 1 - node.level] if node.level else []
        module = ".".join([*above, *([node.module] if node.module else [])])
        if module in VOCABULARY:
            return
        for alias in node.names:
            if alias.name == "*":
                raise self.fail(node, "a star import says nothing here: name what the module has")
            self.exports[alias.asname or alias.name] = f"{module}.{alias.name}"

    def condition(self, test: ast.expr) -> bool:
        if (
            isinstance(test, ast.Compare)
            and len(test.ops) == 1
            and type(test.ops[0]) in COMPARISONS
            and _is_sys(test.left)
        ):
            left = last_name(test.left)
            right = literal(test.comparators[0])
            compare = COMPARISONS[type(test.ops[0])]
            if left == "version_info" and isinstance(right, tuple) and _is_version(right):
                # sys.version_info has more parts than were written: (3, 12, 1) >= (3, 12).
                return bool(compare(self.target.python_version[: len(right)], right[:2]))
            if left == "platform" and isinstance(right, str):
                return bool(compare(self.target.platform, right))
        if (
            isinstance(test, ast.Call)
            and isinstance(test.func, ast.Attribute)
            and test.func.attr == "startswith"
            and _is_sys(test.func.value)
            and last_name(test.func.value) == "platform"
            and len(test.args) == 1
        ):
            prefix = literal(test.args[0])
            if isinstance(prefix, str):
                return self.target.platform.startswith(prefix)
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            return not self.condition(test.operand)
        if isinstance(test, ast.BoolOp):
            combine = all if isinstance(test.op, ast.And) else any
            return combine([self.condition(value) for value in test.values])
        raise self.fail(test, "a condition may only compare sys.version_info or sys.platform")

    def function(self, node: _FunctionNode, prefix: str, shown: str) -> None:
        category = Category.COROUTINE if isinstance(node, ast.AsyncFunctionDef) else None
        kind = instead = None
        is_property = False
        suffix = ""
        mode: Mode = "iterate" if _yields(node) else "call"
        for decorator in node.decorator_list:
            call = decorator if isinstance(decorator, ast.Call) else None
            name = last_name(call.func if call else decorator)
            if name in MARKERS:
                if category is not None:
                    raise self.fail(decorator, f'"{node.name}" has two categories; keep one')
                category = MARKERS[name]
                kind, instead = self.arguments(call, name) if call else (None, None)
            elif name in {"property", "cached_property"}:
                is_property = True
            elif name in {"setter", "deleter"}:
                is_property = True
                suffix = f".{name}"
            elif name == "contextmanager":
                mode = "enter"
            elif name not in TYPING_DECORATORS:
                raise self.fail(decorator, f'unknown decorator "{name}" on "{node.name}"')
        if category is Category.BLOCKING and kind is None:
            kind = "other"
        fullname = f"{prefix}.{node.name}{suffix}"
        if prefix == self._module:
            self.public[f"{shown}.{node.name}"] = fullname
        parameters = tuple(parameters_of(node.args))
        if node.returns is not None:
            first = next((item for item in parameters if item.name != "self"), None)
            values = first.literals if first is not None else None
            keys = [fullname] if values is None else [chosen_by(fullname, it) for it in values]
            self.results.update(dict.fromkeys(keys, node.returns))
        signature = Signature(parameters, category, kind, instead, decorates(node.returns))
        name = shown if node.name in {"__init__", "__new__"} else f"{shown}.{node.name}"
        self.found.setdefault(fullname, []).append(
            Declaration(
                fullname,
                (signature,),
                node.lineno,
                name.removeprefix("builtins."),
                is_property,
                mode,
            )
        )

    def arguments(self, call: ast.Call, marker: str) -> tuple[str | None, str | None]:
        values: dict[str, str] = {}
        if call.args:
            raise self.fail(call, f"@{marker} takes keywords only")
        for keyword in call.keywords:
            known = keyword.arg in {"kind", "instead"} and marker == "blocking"
            if keyword.arg is None or not known:
                raise self.fail(call, f'@{marker} has no option "{keyword.arg}" in a stub')
            if not (
                isinstance(keyword.value, ast.Constant) and isinstance(keyword.value.value, str)
            ):
                raise self.fail(call, f'"{keyword.arg}" must be a string')
            values[keyword.arg] = keyword.value.value
        kind = values.get("kind")
        if kind is not None and kind not in KINDS:
            raise self.fail(call, f'unknown kind "{kind}"; use one of {", ".join(KINDS)}')
        return kind, values.get("instead")


def _dotted(node: ast.expr) -> str:
    """Return a dotted name as it is written, and nothing for what is none."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else ""


def _yields(node: _FunctionNode) -> bool:
    """Whether a function is declared as a generator function: by what it returns."""
    returns = node.returns
    outer = returns.value if isinstance(returns, ast.Subscript) else returns
    return outer is not None and last_name(outer) == "Generator"


def _is_version(value: tuple[object, ...]) -> bool:
    return all(isinstance(part, int) for part in value)


def _is_sys(node: ast.expr) -> bool:
    """Whether an expression is an attribute of the module ``sys``."""
    return (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "sys"
    )


def _public_name(node: ast.stmt) -> str | None:
    if (
        isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id == "__public_name__"
        and isinstance(node.value, ast.Constant)
    ):
        return str(node.value.value)
    return None


def _is_inert(node: ast.stmt) -> bool:
    """Whether a statement says no effect: imports, docstrings, ``...``, aliases, attributes."""
    if isinstance(node, (ast.Import, ast.Pass)):
        return True
    if isinstance(node, ast.Assign):
        return _public_name(node) is not None or isinstance(node.value, (ast.Call, ast.Name))
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
