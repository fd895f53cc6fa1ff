"""Effects flow from callees to callers: the whole least fixpoint, with the shortest witnesses."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from loopsafe._effects import Category, Effect
from loopsafe_mypy.infer import (
    LOOP_ONLY,
    MAX_SHOWN,
    UNKNOWN,
    Edge,
    Effects,
    Fact,
    Solver,
    Witness,
    declared_effects,
    effect_of,
    most_telling,
    seen_by_caller,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .mypy_project import Project

KEYS = ("sleep", "disk", LOOP_ONLY, UNKNOWN)


def fact(name: str, effects: Effects | None = None) -> Fact:
    """Return a fact about an unmarked function of module ``m``."""
    return Fact(f"m.{name}", "m", name, effects=effects)


def origin(name: str, key: str = "sleep") -> Fact:
    """Return a fact about a primitive that has one effect of its own."""
    return fact(name, {key: Witness(0, (), f"async {name}")})


def solve(*calls: tuple[Fact, Fact]) -> None:
    """Solve a program given as pairs of caller and callee."""
    solver = Solver()
    for caller, callee in calls:
        solver.call(Edge(caller), callee)
    solver.run()


def chain(length: int) -> Fact:
    """Return the first of ``length`` functions, each of which calls the next; the last sleeps."""
    functions = [fact(f"f{number}") for number in range(length - 1)]
    everyone = [*functions, origin(f"f{length - 1}")]
    solve(*itertools.pairwise(everyone))
    return everyone[0]


class TestFlow:
    """What reaches whom."""

    def test_a_caller_has_the_effects_of_its_callee(self) -> None:
        """The witness counts the call, names the callee, and keeps the remedy of the origin."""
        caller, sleep = fact("caller"), origin("sleep")
        solve((caller, sleep))
        assert caller.effects == {"sleep": Witness(1, ("sleep",), "async sleep")}

    def test_all_callees_count(self) -> None:
        """Joining is union: each kind of blocking, and needing the loop, has its own witness."""
        caller = fact("caller")
        solve(
            (caller, origin("nap")),
            (caller, origin("save", "disk")),
            (caller, origin("on", LOOP_ONLY)),
        )
        assert {key: witness.path for key, witness in caller.effects.items()} == {
            "sleep": ("nap",),
            "disk": ("save",),
            LOOP_ONLY: ("on",),
        }

    def test_effects_do_not_flow_to_callees(self) -> None:
        """What a function does is no matter of those it calls."""
        caller, callee = origin("caller"), fact("callee")
        solve((caller, callee))
        assert callee.effects == {}

    def test_harmless_functions_stay_harmless(self) -> None:
        """Recursive functions none of which does anything have no effect (case 11)."""
        one, two = fact("one"), fact("two")
        solve((one, two), (two, one), (one, one))
        assert one.effects == two.effects == {}

    def test_every_function_of_a_cycle_has_the_effect_of_one(self) -> None:
        """Recursion is a fixpoint, never a cut edge: it blocks from each entry (case 10)."""
        one, two, three, sleep = fact("one"), fact("two"), fact("three"), origin("sleep")
        solve((one, two), (two, three), (three, one), (two, two), (two, sleep))
        assert one.effects["sleep"].path == ("two", "sleep")
        assert two.effects["sleep"].path == ("sleep",)
        assert three.effects["sleep"].path == ("one", "two", "sleep")

    def test_recursion_does_not_show_in_the_witness(self) -> None:
        """A function that calls itself is not on its own path."""
        loop, sleep = fact("loop"), origin("sleep")
        solve((loop, loop), (loop, sleep))
        assert loop.effects["sleep"].path == ("sleep",)

    def test_the_same_call_twice_changes_nothing(self) -> None:
        """Calls are a set."""
        caller, sleep = fact("caller"), origin("sleep")
        solve((caller, sleep), (caller, sleep))
        assert caller.effects["sleep"].depth == 1

    def test_calls_may_be_added_after_a_run(self) -> None:
        """A later call of what is solved already brings its effects along."""
        top, middle, sleep = fact("top"), fact("middle"), origin("sleep")
        solver = Solver()
        solver.call(Edge(middle), sleep)
        solver.run()
        solver.call(Edge(top), middle)
        solver.run()
        assert top.effects["sleep"].path == ("middle", "sleep")

    def test_effects_may_be_added_after_a_run(self) -> None:
        """So do effects that are found later."""
        top, bottom = fact("top"), fact("bottom")
        solver = Solver()
        solver.call(Edge(top), bottom)
        solver.run()
        solver.reaches(bottom, "disk", Witness(0, ()))
        solver.run()
        assert top.effects == {"disk": Witness(1, ("bottom",))}

    def test_each_new_effect_is_announced_once(self) -> None:
        """`on_new_effect` hears of a function and an effect once, however often that improves."""
        heard: list[tuple[str, tuple[str, ...]]] = []
        solver = Solver()
        caller = fact("caller")
        solver.reaches(caller, "disk", Witness(3, ("a", "b", "c")))
        solver.reaches(caller, "disk", Witness(1, ("a",)))
        solver.reaches(caller, "sleep", Witness(1, ("a",)))
        solver.run(lambda found, _key: heard.append((found.key, tuple(found.effects))))
        assert heard == [("m.caller", ("disk", "sleep"))] * 2

    def test_calls_may_be_added_when_an_effect_is_announced(self) -> None:
        """Callers are resolved only when their callee turns out to matter."""
        top, middle, sleep = fact("top"), fact("middle"), origin("sleep")

        def look_again(found: Fact, _key: str) -> None:
            if found is middle:
                solver.call(Edge(top), middle)

        solver = Solver()
        solver.call(Edge(middle), sleep)
        solver.run(look_again)
        assert top.effects["sleep"] == Witness(2, ("middle", "sleep"), "async sleep")


class TestWitness:
    """Which chain is shown."""

    def test_the_shortest_chain_wins(self) -> None:
        """However late it is found."""
        top, middle, bottom, sleep = fact("top"), fact("a"), fact("b"), origin("z")
        solve((top, middle), (middle, bottom), (bottom, sleep), (top, sleep))
        assert top.effects["sleep"].path == ("z",)

    def test_of_two_equally_long_chains_the_first_by_name_wins(self) -> None:
        """So that the choice does not depend on the order of the source."""
        top, one, two = fact("top"), origin("one"), origin("two")
        solve((top, two), (top, one))
        assert top.effects["sleep"].path == ("one",)

    def test_a_chain_that_can_be_shown_is_shown_whole(self) -> None:
        """Nothing is left out up to `MAX_SHOWN` names."""
        path = chain(MAX_SHOWN + 1).effects["sleep"].path
        assert path == tuple(f"f{number}" for number in range(1, MAX_SHOWN + 1))

    def test_a_longer_chain_keeps_its_beginning_and_its_end(self) -> None:
        """The first four names and the last three, with a gap that can be seen."""
        witness = chain(40).effects["sleep"]
        assert witness.path == ("f1", "f2", "f3", "f4", "...", "f37", "f38", "f39")
        assert witness.depth == 39
        assert witness.instead == "async f39"

    def test_a_chain_may_be_as_long_as_it_likes(self) -> None:
        """There is no recursion in the solver, so Python's limit on it does not count."""
        assert chain(20_000).effects["sleep"].depth == 19_999

    def test_the_shortest_kind_is_the_most_telling(self) -> None:
        """Then the order of kinds decides."""
        effects = {"disk": Witness(1, ("a",)), "sleep": Witness(2, ("a", "b"))}
        assert most_telling(effects, ("sleep", "disk")) == "disk"
        assert most_telling(effects, ("sleep",)) == "sleep"
        assert most_telling(effects, ("network",)) is None
        same = {"disk": Witness(0, ()), "network": Witness(0, ())}
        assert most_telling(same, ("disk", "network")) == "network"


class TestDeclared:
    """What a marker says, and that it ends the chain."""

    def test_effects_of_the_categories(self) -> None:
        """A declared category is trusted by every caller."""
        assert declared_effects(Category.BLOCKING, "disk", "aio") == {"disk": Witness(0, (), "aio")}
        assert declared_effects(Category.BLOCKING, None, None) == {"other": Witness(0, ())}
        assert declared_effects(Category.CALLBACK, None, None) == {LOOP_ONLY: Witness(0, ())}
        assert declared_effects(Category.THREAD_SAFE, None, None) == {}
        assert declared_effects(Category.COROUTINE, None, None) == {}
        assert declared_effects(None, None, None) == {}

    def test_effects_by_key(self) -> None:
        """Kinds of blocking, and the two keys that are none."""
        assert effect_of("disk") is Effect.BLOCKS
        assert effect_of(LOOP_ONLY) is Effect.LOOP_ONLY
        assert effect_of(UNKNOWN) is Effect.UNKNOWN

    def test_a_marked_function_is_the_end_of_the_chain(self) -> None:
        """Callers of a ``@blocking`` function see the marker, not what the body does."""
        marked = Fact("m.marked", "m", "marked", Category.BLOCKING)
        marked.effects = declared_effects(Category.BLOCKING, "disk", None)
        caller = fact("caller")
        solve((caller, marked))
        assert caller.effects == {"disk": Witness(1, ("marked",))}

    def test_only_what_a_caller_elsewhere_must_know_matters(self) -> None:
        """Effects and markers; not that something is a coroutine function, mypy knows that."""
        assert not fact("f").matters
        assert origin("f").matters
        assert Fact("m.f", "m", "f", Category.THREAD_SAFE).matters
        assert not Fact("m.f", "m", "f", Category.COROUTINE).matters

    def test_marked_functions_cut_the_chain_end_to_end(self, project: Project) -> None:
        """One broken promise gives one error, none for its callers (case 8)."""
        project.write(
            "app.py",
            """\
            import time
            from loopsafe import blocking, callback, thread_safe

            def nap() -> None:
                time.sleep(1)

            @callback
            def promised() -> None:
                nap()

            @thread_safe(unchecked=True)
            def believed() -> None:
                nap()

            @blocking(kind="disk")
            def declared() -> None:
                nap()

            def through() -> None:
                declared()

            async def caller() -> None:
                promised()
                believed()
                through()
            """,
        )
        run = project.mypy("app.py")
        assert run.errors == ["app.py:9 [blocking-call]", "app.py:25 [blocking-call]"]
        assert 'app.py:25: note: "through" calls "declared"\n' in run.stdout

    def test_a_long_chain_end_to_end(self, project: Project) -> None:
        """The note of a chain of forty functions shows where it starts and where it ends."""
        functions = "".join(f"def f{n}() -> None:\n    f{n + 1}()\n" for n in range(40))
        text = f"import time\n{functions}def f40() -> None:\n    time.sleep(1)\n"
        project.write("app.py", f"{text}async def main() -> None:\n    f0()\n")
        output = project.mypy("app.py").stdout
        assert 'error: Blocking call on the event loop: "f0" reaches "time.sleep"' in output
        assert 'note: "f0" calls "f1", which calls "f2"' in output
        assert 'which calls "f40", which calls "time.sleep"\n' in output
        assert '"f20"' not in output


class Program(NamedTuple):
    """A random program."""

    shown: list[str]
    """The name of each function; several may have the same one."""
    origins: list[tuple[int, str, str]]
    """Which function has which effect by itself, with what to use instead."""
    calls: list[tuple[int, int]]


@st.composite
def programs(draw: st.DrawFn) -> Program:
    """Draw a program of up to nine functions."""
    count = draw(st.integers(1, 9))
    index = st.integers(0, count - 1)
    return Program(
        draw(st.lists(st.sampled_from("abcd"), min_size=count, max_size=count)),
        draw(
            st.lists(
                st.tuples(index, st.sampled_from(KEYS), st.sampled_from(["", "this", "that"])),
                max_size=4,
            )
        ),
        draw(st.lists(st.tuples(index, index), max_size=25)),
    )


def by_brute_force(program: Program) -> list[Effects]:
    """Return the effects of each function: ask everyone again until nobody has news."""
    found: list[Effects] = [{} for _ in program.shown]

    def improve(function: int, key: str, witness: Witness) -> bool:
        if key in found[function] and found[function][key] <= witness:
            return False
        found[function][key] = witness
        return True

    for function, key, instead in program.origins:
        improve(function, key, Witness(0, (), instead))
    changed = True
    while changed:
        changed = False
        for caller, callee in program.calls:
            for key, witness in list(found[callee].items()):
                onward = seen_by_caller(program.shown[callee], witness)
                changed |= improve(caller, key, onward)
    return found


Step = tuple[str, int, int | str, str]


def by_solver(program: Program, steps: Iterable[Step]) -> list[Effects]:
    """Return the effects of each function as the solver finds them."""
    facts = [Fact(f"m.f{number}", "m", name) for number, name in enumerate(program.shown)]
    solver = Solver()
    for what, function, other, instead in steps:
        if what == "run":
            solver.run()
        elif isinstance(other, int):
            solver.call(Edge(facts[function]), facts[other])
        else:
            solver.reaches(facts[function], other, Witness(0, (), instead))
    solver.run()
    return [item.effects for item in facts]


def steps_of(program: Program) -> Sequence[Step]:
    """Return what to tell the solver, with some runs in between."""
    return [
        *(("origin", function, key, instead) for function, key, instead in program.origins),
        *(("call", caller, callee, "") for caller, callee in program.calls),
        *[("run", 0, 0, "")] * 3,
    ]


@settings(deadline=None, max_examples=80)
@given(st.data())
def test_the_solver_finds_the_least_fixpoint_in_any_order(data: st.DataObject) -> None:
    """Effects *and* witnesses are those of brute force, whatever is said first."""
    program = data.draw(programs())
    steps = data.draw(st.permutations(steps_of(program)))
    assert by_solver(program, steps) == by_brute_force(program)
