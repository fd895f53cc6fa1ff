"""Uses: what a function does with what it is *given*, as effects that depend on the caller.

A function that calls its parameter has the effects of what is passed. Inside the function that is
noted as one more effect, a `Use` of the parameter; where the function is called, the use is filled
in with the argument. A use belongs to the function that has the parameter, its owner; local
functions may carry it (``def wrapper(): return func()``), and so may the methods of a class whose
constructor stores the parameter.

Pure: knows functions by full name, as `infer` does.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, get_args

from loopsafe._effects import Context, Effect

How = Literal["call", "drop", "iterate", "enter", "loop", "worker", "anywhere"]
"""What is done with the argument: it is called (and its result dropped), iterated over, entered
by ``with``, or handed to a thread that calls it."""

HOWS: Final[frozenset[str]] = frozenset(get_args(How))

RESULT: Final = ".<result>"
"""Ends the key of what a function returns, where that can be called itself."""

ITEM: Final = ".<item>"
"""Ends the key of what a list, tuple, set or dict of functions holds."""

DEFAULT: Final = ".<default>"
"""Ends the key of what calling a parameter runs where a call does not give it."""

PRODUCED: Final = ".<produced>"
"""Ends the key of what a function's result does when it is iterated over, or entered."""

BODY: Final = ".<body>"
"""Ends the key of a decorated function as it is without its decorators."""

HANDED: Final[dict[Context, How]] = {
    Context.LOOP: "loop",
    Context.WORKER: "worker",
    Context.ANYWHERE: "anywhere",
}


class Use(NamedTuple):
    """One use of one parameter."""

    how: How
    owner: str
    """The full name of the function that has the parameter."""
    name: str
    """The parameter's name, with its stars: ``callback``, ``*args``, ``**options``."""
    position: int
    """Its place among the arguments of a call (the receiver not counted); -1: by keyword only."""
    harmless: Effect = Effect.NONE
    """The effects of the argument that do not matter: a check has proved the thread."""

    @property
    def is_hand_over(self) -> bool:
        """Whether the argument is called by a thread that has nothing to do with the caller's."""
        return self.how in HANDED.values()

    @property
    def key(self) -> str:
        """The key that stands for it among the effects of a function."""
        key = f"{self.how} {self.owner} {self.name} {self.position}"
        return f"{key} {self.harmless.value}" if self.harmless else key

    def behind(self, harmless: Effect) -> Use:
        """Return the use as it is behind a check of the thread."""
        return self._replace(harmless=self.harmless | harmless) if harmless else self

    def happens_in(self, context: Context | None, harmless: Effect = Effect.NONE) -> bool:
        """Whether a body that runs in a context gets to the use at all.

        Args:
            context: The thread that the body runs on, if it is known.
            harmless: What a check around the call has proved of the thread.
        """
        on_loop = context is Context.LOOP or bool(harmless & Effect.LOOP_ONLY)
        off_loop = context is Context.WORKER or bool(harmless & Effect.BLOCKS)
        return not (
            (on_loop and self.harmless & Effect.BLOCKS)
            or (off_loop and self.harmless & Effect.LOOP_ONLY)
        )


def is_use(key: str) -> bool:
    """Whether a key of effects (or of a callee) stands for a use.

    Classes that mypy makes for narrowed types have names with spaces as well:
    ``app.<callable subtype of object>``.
    """
    return " " in key and key.partition(" ")[0] in HOWS


def use_of(key: str) -> Use:
    """Return the use that a key stands for."""
    how, owner, name, position, *harmless = key.split(" ")
    masked = Effect(int(harmless[0])) if harmless else Effect.NONE
    return Use(how, owner, name, int(position), masked)  # type: ignore[arg-type]


def carries(function: str, owner: str) -> bool:
    """Whether the uses of the owner's parameters mean anything in a function.

    They do in its local functions and in what it returns; those of a constructor also in the
    other methods of its class.
    """
    scope = owner.removesuffix("__init__") if owner.endswith(".__init__") else owner
    return function.startswith(scope)


def renamed(owner: str, old: str, new: str) -> str | None:
    """Return the owner under the name by which it is called, if that is what was renamed.

    What ``retry(3)`` returns is ``deco``: its parameters are those of ``retry.<result>``, and of
    what it returns in turn those of ``retry.<result>`` still.
    """
    while owner != old:
        if not (old.endswith(RESULT) and new.endswith(RESULT)):
            return None
        old, new = old.removesuffix(RESULT), new.removesuffix(RESULT)
    return new
