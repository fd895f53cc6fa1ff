"""Examples by number, and how one is shown.

Starting mypy takes longer than checking a program, so examples are not checked while Hypothesis
generates them, but in batches. Each has a seed of its own: no example depends on the others.
"""

from __future__ import annotations

import hypothesis
from hypothesis import HealthCheck, Phase

from tests.oracle.render import HEADER, render
from tests.oracle.runner import Disagreement
from tests.oracle.strategies import Example, examples


def generate(seed: int) -> Example:
    """Return one example, always the same one for a seed (and a version of Hypothesis).

    Hypothesis tries the simplest example first; the next one is the seed's own. Further ones would
    be variations of it: too much alike for what they cost here.
    """
    found: list[Example] = []

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=2,
        phases=(Phase.generate,),
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @hypothesis.given(examples())
    def ask(example: Example) -> None:
        found.append(example)

    ask()
    return found[-1]


def describe(example: Example, problems: list[Disagreement]) -> str:
    """Return an example as source, without what all modules share, and what is wrong about it."""
    text = [f"{item.mode}: {item.text}" for item in problems]
    before, after = (render(version, "p0").files for version in example)
    for name in sorted(before):
        for version, files in (("", before), (", after the edit", after)):
            if files[name] != before[name] or not version:
                text += [f"--- {name}{version}", files[name].removeprefix(HEADER)]
    return "\n".join(text)
