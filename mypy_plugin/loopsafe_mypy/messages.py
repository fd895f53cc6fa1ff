"""Every sentence that loopsafe says to users, in mypy's own grammar.

State the fact, then the chain, then the remedy; names in double quotes, no final period. Rules
decide *that* something is wrong; how it is said is decided here and nowhere else.
"""

from __future__ import annotations

from typing import NamedTuple

from loopsafe._effects import Category, Context
from loopsafe_mypy.infer import Witness

WHERE = {
    Context.LOOP: "on the event loop",
    Context.WORKER: "in a worker thread",
    Context.ANYWHERE: "in a thread-safe function",
}


class Text(NamedTuple):
    """A message and its notes."""

    message: str
    notes: tuple[str, ...] = ()


def blocking_call(shown: str, witness: Witness, category: Category | None, function: str) -> Text:
    """Something that blocks is called where the loop may be running."""
    where = WHERE[Context.ANYWHERE if category is Category.THREAD_SAFE else Context.LOOP]
    fact = f"Blocking call {where}: {_reaches(shown, witness)}"
    use = f'Use "{witness.instead}", or ' if witness.instead else ""
    if category is Category.THREAD_SAFE:
        remedy = f'{use}mark "{function}" @blocking, so that only workers call it'
    elif category is Category.COROUTINE:
        remedy = f"{use}run it in a worker: await loopsafe.run({_argument(shown)}, ...)"
    else:
        remedy = f"{use}run it in a worker: loop.run_in_executor(None, {_argument(shown)}, ...)"
    return Text(fact, (*_chain(shown, witness), _capital(remedy)))


def loop_only_call(shown: str, witness: Witness, category: Category | None) -> Text:
    """Something that belongs to the loop is called from another thread."""
    where = WHERE[Context.ANYWHERE if category is Category.THREAD_SAFE else Context.WORKER]
    fact = f"Loop-only call {where}: {_reaches(shown, witness)}"
    use = f'Use "{witness.instead}", or ' if witness.instead else ""
    remedy = f"{use}hand it to the loop: loop.call_soon_threadsafe({_argument(shown)}, ...)"
    return Text(fact, (*_chain(shown, witness), _capital(remedy)))


def unscheduled_coroutine(shown: str, fate: str, category: Category | None) -> Text:
    """A coroutine was made in sync code and is not handed over."""
    fact = f'Coroutine "{shown}" is never run: it is {fate}'
    if category is Category.CALLBACK:
        remedy = f"Schedule it: loop.create_task({shown}(...))"
    else:
        remedy = f"Hand it to the loop: asyncio.run_coroutine_threadsafe({shown}(...), loop)"
    return Text(fact, (remedy,))


def coroutine_function_handed_over(shown: str, to: str, context: Context | None) -> Text:
    """A coroutine function was passed where a plain function is called."""
    fact = f'Coroutine "{shown}" is never run: "{to}" calls it and drops what it returns'
    if context is Context.LOOP:
        remedy = f"Schedule it: loop.create_task({shown}(...))"
    else:
        remedy = f"Await it on the loop, or from the thread: asyncio.run({shown}(...))"
    return Text(fact, (remedy,))


def callable_context(
    shown: str, witness: Witness, to: str, context: Context, *, blocks: bool
) -> Text:
    """A callable was handed to a thread where it must not run."""
    what = "Blocking" if blocks else "Loop-only"
    reaches = f', which reaches "{witness.path[-1]}",' if witness.path else ""
    fact = f'{what} callable "{shown}"{reaches} handed to "{to}": it is called {_called(context)}'
    if blocks:
        remedy = f"Run it in a worker: asyncio.to_thread({_argument(shown)}, ...)"
    else:
        remedy = f"Hand it to the loop: loop.call_soon_threadsafe({_argument(shown)}, ...)"
    return Text(fact, (*_chain(shown, witness), remedy))


def override_category(
    own: str, category: Category | None, base: str, declared: Category | None, *, inherits: bool
) -> Text:
    """A method promises less than one that it overrides."""
    assert category is not None  # noqa: S101  (the rule compares two declared categories)
    assert declared is not None  # noqa: S101
    how = "is inherited as" if inherits else "is marked"
    overridden = f'"{base}", which it overrides, is @{declared.value}'
    fact = f'"{own}" {how} @{category.value}, but {overridden}'
    if inherits:
        return Text(fact, ("Override it with a category that suits both: @thread_safe",))
    return Text(
        fact, (f'Callers of "{base}" rely on its category: mark this {_fitting(declared)}',)
    )


def protocol_category(shown: str, promised: str, category: Category, witness: Witness) -> Text:
    """A class satisfies a Protocol by its shape, but not by what its methods do."""
    reaches = f', which reaches "{witness.path[-1]}",' if witness.path else ""
    return Text(
        f'"{shown}"{reaches} is used as "{promised}", which is @{category.value}',
        (*_chain(shown, witness), f"Mark it {_fitting(category)}, and keep to that"),
    )


def _fitting(category: Category) -> str:
    own = f"@{category.value}"
    return own if category is Category.THREAD_SAFE else f"{own} or @thread_safe"


def unknown_call(shown: str, witness: Witness) -> Text:
    """The analysis could not see what a call does."""
    reached = witness.path[-1] if witness.path else shown
    through = f'"{shown}" reaches "{reached}"' if witness.path else f'"{shown}"'
    fact = f"Unknown call: nothing says on which thread it may run: {through}"
    return Text(fact, (*_chain(shown, witness), f"To settle it, {witness.instead}"))


def marker_on_coroutine(category: Category, name: str) -> Text:
    """A marker on an ``async def``."""
    return Text(
        f'Marker @{category.value} on coroutine function "{name}"',
        ('"async def" says already that it runs on the event loop: remove the marker',),
    )


def marker_on_class(category: Category, name: str) -> Text:
    """A marker on a class."""
    return Text(
        f'Marker @{category.value} on class "{name}"',
        ('Mark the methods that need it, for example "__init__"',),
    )


def marker_on_value(category: Category, what: str) -> Text:
    """A marker called with something that cannot be called."""
    return Text(f"Marker @{category.value} needs a function, not {what}")


def contradictory_markers(name: str, first: Category, second: Category) -> Text:
    """Two markers on one function."""
    return Text(
        f'Function "{name}" is marked both @{first.value} and @{second.value}',
        ("A function has one category: keep the marker that is true",),
    )


def marker_above_property(category: Category, name: str) -> Text:
    """A marker above ``@property``."""
    return Text(
        f'Marker @{category.value} stands above the property "{name}"',
        ("Put it below @property, on the function",),
    )


def marker_arguments(problem: str) -> Text:
    """A marker with wrong arguments."""
    return Text(problem)


def _reaches(shown: str, witness: Witness) -> str:
    return f'"{shown}" reaches "{witness.path[-1]}"' if witness.path else f'"{shown}"'


def _chain(shown: str, witness: Witness) -> tuple[str, ...]:
    """Spell out the calls from the called function to the origin."""
    if not witness.path:
        return ()
    first, *rest = witness.path
    return (f'"{shown}" calls "{first}"' + "".join(f', which calls "{name}"' for name in rest),)


def _argument(shown: str) -> str:
    """Return a name as one would pass it: without the class, which the reader knows."""
    if " " in shown:  # known by its type only
        return "function"
    return shown.rpartition(".")[2]


def _called(context: Context) -> str:
    return "on any thread" if context is Context.ANYWHERE else WHERE[context]


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
