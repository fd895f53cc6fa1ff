"""What is watched: an operation, as the effect stubs or a marker describe it.

Owns the step from an effect stub's declaration to a yes or no for one call's arguments: the
overloads on ``Literal`` parameters are the same ones that the mypy plugin reads.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import FunctionType, MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from loopsafe._effects import EFFECT_OF, Category, Effect

if TYPE_CHECKING:
    from loopsafe_stubs import Declaration, Parameter, Signature

Condition = Callable[[Sequence[Any], Mapping[str, Any]], bool]
"""Whether a call with these arguments returns at once *now*: no stub can know."""


NO_DEFAULTS: Final[Mapping[str, Any]] = MappingProxyType({})


class Operation(NamedTuple):
    """A function, method or event that is watched."""

    name: str
    effect: Effect
    kind: str | None = None
    instead: str | None = None
    overloads: tuple[Signature, ...] = ()
    """More than one signature: the arguments decide. Empty: every call counts."""
    method: bool = False
    """Whether the first argument is the object, which signatures of a class name, too."""
    ready: Condition | None = None
    defaults: Mapping[str, Any] = NO_DEFAULTS
    """Of a Python function's parameters."""
    program_only: bool = False
    """Whether it counts only where code of the program leads to it: an import; a lock, because the
    standard library holds its own (of queues, futures, loggers) for a moment only."""

    def waits(self, args: Sequence[Any], kwargs: Mapping[str, Any]) -> bool:
        """Whether a call with these arguments has the effect."""
        if self.overloads:
            chosen = next((item for item in self.overloads if fits(item, args, kwargs)), None)
            if chosen is None or effect_of(chosen) is not self.effect:
                return False
        if self.ready is None:
            return True
        try:
            return not self.ready(args, kwargs)
        except Exception:  # noqa: BLE001  (an object that cannot be asked counts as it stands)
            return True


def effect_of(signature: Signature) -> Effect:
    """Return what calling one signature does to the calling thread."""
    return EFFECT_OF[signature.category] if signature.category is not None else Effect.NONE


def from_declaration(
    declaration: Declaration, *, method: bool, ready: Condition | None
) -> Operation | None:
    """Return the operation that a declaration describes, or ``None`` if it is harmless."""
    for signature in declaration.signatures:
        effect = effect_of(signature)
        if effect in {Effect.BLOCKS, Effect.LOOP_ONLY}:
            return Operation(
                declaration.shown,
                effect,
                signature.kind,
                signature.instead,
                declaration.signatures if len(declaration.signatures) > 1 else (),
                method,
                ready if effect is Effect.BLOCKS else None,
            )
    return None


def from_marker(
    name: str, category: Category, kind: str | None = None, instead: str | None = None
) -> Operation | None:
    """Return the operation that a marked function is, or ``None`` if it may run anywhere."""
    effect = EFFECT_OF[category]
    if effect in {Effect.BLOCKS, Effect.LOOP_ONLY}:
        return Operation(name, effect, kind, instead)
    return None


def fits(signature: Signature, args: Sequence[Any], kwargs: Mapping[str, Any]) -> bool:
    """Whether a call fits a signature, as far as it says something: see `loopsafe_stubs.reader`."""
    given = dict(kwargs)
    positional = [item for item in signature.parameters if item.positional]
    for value in args:
        if not positional:
            return False
        parameter = positional[0]
        if not parameter.variadic:
            positional.pop(0)
            if parameter.name in given:
                return False
            given[parameter.name] = value
    named = {item.name: item for item in signature.parameters if not item.variadic}
    open_ended = any(item.variadic and not item.positional for item in signature.parameters)
    if not open_ended and any(name not in named for name in given):
        return False
    return all(_accepts(item, given) for item in named.values())


def _accepts(parameter: Parameter, given: Mapping[str, Any]) -> bool:
    if parameter.name not in given:
        return not parameter.required
    if parameter.literals is None and not parameter.classes:
        return True
    value = given[parameter.name]
    if any(value is literal or _equal(value, literal) for literal in parameter.literals or ()):
        return True
    return any(
        f"{item.__module__}.{item.__qualname__}" in parameter.classes
        for item in type(value).__mro__
    )


def _equal(value: object, literal: object) -> bool:
    if literal is None or not isinstance(value, (int, float, str, bytes)):
        return False
    return value == literal


def defaults_of(function: FunctionType) -> dict[str, Any]:
    """Return the defaults of a function's parameters, by name."""
    code = function.__code__
    values = function.__defaults__ or ()
    names = code.co_varnames[code.co_argcount - len(values) : code.co_argcount]
    return {**dict(zip(names, values, strict=True)), **(function.__kwdefaults__ or {})}
