"""Effects flow from callees to callers: the least fixpoint, with the shortest witness.

Pure: imports no mypy, knows functions by name only. `Facts` says what each function does to the
thread that calls it; `Solver` carries effects along calls until nothing changes. Recursion needs
no special case, because effects only ever grow, and a witness is replaced only by a shorter one.
A declared function is never solved: its marker says what it does, and that ends the chain.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping
from typing import Final, Literal, NamedTuple

from loopsafe._effects import EFFECT_OF, KINDS, Category, Effect
from loopsafe_mypy.names import SLOTS, UNTYPED
from loopsafe_mypy.uses import RESULT, carries, is_use, renamed, use_of
from loopsafe_stubs import Signature

LOOP_ONLY: Final = "loop-only"
UNKNOWN: Final = "unknown"
MAX_SHOWN: Final = 8
"""A longer chain keeps its beginning and its end."""

Mode = Literal["call", "iterate", "enter", "elsewhere"]
"""When a body runs: at the call, when the result is iterated, when it is entered, or elsewhere."""


class Witness(NamedTuple):
    """How an effect comes about. Ordered: the smallest is the one to show."""

    depth: int
    """The number of calls between the function and the origin."""
    path: tuple[str, ...]
    """The functions called on the way, as shown to users; the origin is the last."""
    instead: str = ""
    """What to use on the loop in place of the origin, if the origin says."""


Effects = dict[str, Witness]
"""From a kind of blocking, `LOOP_ONLY`, `UNKNOWN` or a use (`uses`) to the witness."""


NAMED_BY: Final = (RESULT, SLOTS, UNTYPED)
"""How the keys of facts end whose mere presence says something."""


class Fact:
    """What is known of one function: what a call of it does to the calling thread."""

    __slots__ = (
        "calls_super",
        "category",
        "effects",
        "key",
        "mode",
        "module",
        "origin",
        "shown",
        "signatures",
    )

    def __init__(  # noqa: PLR0913  (a record)
        self,
        key: str,
        module: str,
        shown: str,
        category: Category | None = None,
        mode: Mode = "call",
        effects: Effects | None = None,
        signatures: tuple[Signature, ...] = (),
    ) -> None:
        self.key = key
        self.module = module
        self.shown = shown
        self.category = category
        self.mode = mode
        self.effects: Effects = {} if effects is None else effects
        self.signatures = signatures
        """The stubbed signatures, where arguments decide or callables are handed over."""
        self.origin = ""
        """For an alias: the stubbed function that the signatures belong to, as shown."""
        self.calls_super = False
        """For a method: whether it calls the same method of the next class, whichever that is."""

    def __repr__(self) -> str:
        return f"Fact({self.key}, {self.category}, {self.mode}, {self.effects})"

    def declare(self, category: Category | None, kind: str | None, instead: str | None) -> None:
        """Take the effect that a marker declares."""
        self.category = category
        self.effects = declared_effects(category, kind, instead)

    @property
    def matters(self) -> bool:
        """Whether a caller in another module has to know."""
        if self.effects or self.signatures or self.calls_super:
            return True
        if self.category is not None and self.category is not Category.COROUTINE:
            return True
        return self.key.endswith(NAMED_BY)


def effect_of(key: str) -> Effect:
    """Return the effect that a key of `Effects` stands for; a use has none of its own."""
    if key == LOOP_ONLY:
        return Effect.LOOP_ONLY
    if is_use(key):
        return Effect.NONE
    return Effect.UNKNOWN if key == UNKNOWN else Effect.BLOCKS


def declared_effects(category: Category | None, kind: str | None, instead: str | None) -> Effects:
    """Return what a marker says about the callers of the marked function."""
    effect = Effect.NONE if category is None else EFFECT_OF[category]
    if effect is Effect.BLOCKS:
        return {kind or "other": Witness(0, (), instead or "")}
    return {LOOP_ONLY: Witness(0, ())} if effect is Effect.LOOP_ONLY else {}


def seen_by_caller(shown: str, witness: Witness) -> Witness:
    """Return the witness of a caller of the function ``shown`` whose own witness is given."""
    path = (shown, *witness.path)
    if len(path) > MAX_SHOWN:
        path = (*path[:4], "...", *path[-3:])
    return Witness(witness.depth + 1, path, witness.instead)


def most_telling(effects: Mapping[str, Witness], keys: Iterable[str]) -> str | None:
    """Return the key whose witness is best to show: the shortest, then by kind."""
    present = [key for key in keys if key in effects]
    if not present:
        return None
    return min(present, key=lambda key: (effects[key].depth, ORDER[key], effects[key].path))


ORDER: Final = {key: index for index, key in enumerate((*KINDS, LOOP_ONLY, UNKNOWN))}


class Edge(NamedTuple):
    """That one function runs another."""

    caller: Fact
    harmless: Effect = Effect.NONE
    """Effects that do not matter where it does."""
    via: tuple[str, ...] = ()
    """The functions that pass the call on, as shown: ``apply`` in ``apply(sleep)``."""
    stands_for: bool = False
    """Whether the caller is another name of the callee, so that it is called with the same."""
    is_step: bool = True
    """Whether a chain shows the call."""
    filled: tuple[str, ...] = ()
    """The owners whose uses are filled in at this call; their uses are not carried on."""

    def carried(self, key: str, callee: Fact, witness: Witness) -> tuple[str, Witness] | None:
        """Return an effect of the callee as an effect of the caller, if it is one."""
        caller = self.caller
        if is_use(key):
            use = use_of(key)
            if use.owner in self.filled:
                return None
            owner = renamed(use.owner, callee.key, caller.key) if self.stands_for else None
            if owner is not None:
                use = use._replace(owner=owner)
            elif use.owner == callee.key or not carries(caller.key, use.owner):
                return None
            key = use.behind(self.harmless).key
        elif self.harmless is not Effect.NONE and effect_of(key) & self.harmless:
            return None
        if self.is_step:
            witness = seen_by_caller(callee.shown, witness)
        for name in reversed(self.via):
            witness = seen_by_caller(name, witness)
        return key, witness


class Solver:
    """Carries effects along calls. Functions and calls may be added between runs."""

    def __init__(self) -> None:
        """Make an empty solver."""
        self._edges: dict[str, dict[tuple[str, tuple[str, ...]], Edge]] = {}
        self._queue: list[tuple[Witness, str, str]] = []
        self._facts: dict[str, Fact] = {}
        self._fresh: set[tuple[str, str]] = set()
        """Effects to be announced in `run`, so that a long chain is no recursion."""

    def call(self, edge: Edge, callee: Fact) -> None:
        """Say that a function runs ``callee``, whose effects may still be unknown."""
        known = self._edges.setdefault(callee.key, {})
        name = (edge.caller.key, edge.via)
        before = known.get(name)
        if before is not None:
            if before.harmless is Effect.NONE:
                return
            harmless = edge.harmless & before.harmless
            if harmless == before.harmless:
                return
            edge = edge._replace(harmless=harmless)
        known[name] = edge
        self._facts[callee.key] = callee
        for key, witness in list(callee.effects.items()):
            self._carry(edge, key, callee, witness)

    def reaches(self, fact: Fact, key: str, witness: Witness) -> None:
        """Say that running ``fact`` has an effect, with this witness."""
        present = fact.effects.get(key)
        if present is not None and present <= witness:
            return
        fact.effects[key] = witness
        self._facts[fact.key] = fact
        heapq.heappush(self._queue, (witness, fact.key, key))
        if present is None:
            self._fresh.add((fact.key, key))

    def run(self, on_new_effect: Callable[[Fact, str], None] | None = None) -> None:
        """Carry every effect as far as it reaches.

        Args:
            on_new_effect: Called when a function is found to have another effect; it may add
                calls, because only now callers of that name are worth resolving. Not kept: whoever
                has a solver often is what it would lead back to, and such cycles stay in memory
                until mypy's next garbage collection, which may never come.
        """
        while self._queue:
            witness, name, key = heapq.heappop(self._queue)
            fact = self._facts[name]
            if fact.effects[key] != witness:
                continue
            if (name, key) in self._fresh:
                self._fresh.discard((name, key))
                if on_new_effect is not None:
                    on_new_effect(fact, key)
            for edge in list(self._edges.get(name, {}).values()):
                self._carry(edge, key, fact, witness)

    def _carry(self, edge: Edge, key: str, callee: Fact, witness: Witness) -> None:
        carried = edge.carried(key, callee, witness)
        if carried is not None:
            self.reaches(edge.caller, *carried)
